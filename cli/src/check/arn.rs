//! ARNs and patterns of ARNs in policies.

use super::text::PARTITION;
use bedrock_profiles_catalog::Partition;

/// The parts of an ARN of Bedrock, or of a pattern of such ARNs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Arn<'t> {
    pub(super) partition: &'t str,
    pub(super) region: &'t str,
    pub(super) account: &'t str,
    pub(super) kind: &'t str,
    pub(super) id: &'t str,
}

impl<'t> Arn<'t> {
    pub(super) fn parse(text: &'t str) -> Option<Self> {
        let parts: Vec<&str> = text.splitn(6, ':').collect();
        let ["arn", partition, "bedrock", region, account, resource] = *parts.as_slice() else { return None };
        let (kind, id) = resource.split_once('/')?;
        Some(Arn { partition, region, account, kind, id })
    }

    pub(super) fn is_profile(self) -> bool {
        self.kind == "inference-profile"
    }

    pub(super) fn is_model(self) -> bool {
        self.kind == "foundation-model"
    }
}

/// The text with the partition that its Region tells, where it is known at deployment only.
pub(super) fn with_partition(text: &str) -> String {
    match Arn::parse(text) {
        Some(arn) if arn.partition == PARTITION => {
            text.replacen(PARTITION, Partition::from_region(arn.region).as_str(), 1)
        }
        _ => text.to_owned(),
    }
}

/// The partition of the ARN's Region, where the ARN is said to be in another.
pub(super) fn own_partition(text: &str) -> Option<Partition> {
    let arn = Arn::parse(text).filter(|arn| !arn.region.is_empty() && !is_unknown(arn.region))?;
    let is_told = !is_pattern(arn.partition) && !is_pattern(arn.region) && !is_unknown(arn.partition);
    Some(Partition::from_region(arn.region)).filter(|own| is_told && own.as_str() != arn.partition)
}

/// The text with the partition that its Region tells, where it is known at deployment only or is another.
pub(super) fn in_own_partition(text: &str) -> String {
    match (own_partition(text), text.splitn(3, ':').nth(2)) {
        (Some(own), Some(rest)) => format!("arn:{own}:{rest}"),
        _ => with_partition(text),
    }
}

/// Whether a part of an ARN is known at deployment only.
pub(super) fn is_unknown(part: &str) -> bool {
    part.contains("${")
}

/// Whether the text has wildcards of IAM. `${` starts what is known at deployment only.
pub(super) fn is_pattern(text: &str) -> bool {
    text.contains(['*', '?'])
}

/// Whether `pattern` matches `text`: `*` any characters, `?` one.
pub(super) fn matches(pattern: &str, text: &str) -> bool {
    let (pattern, text): (Vec<char>, Vec<char>) = (pattern.chars().collect(), text.chars().collect());
    let (mut at, mut text_at) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while text_at < text.len() {
        match (pattern.get(at), text.get(text_at)) {
            (Some('*'), _) => {
                star = Some((at, text_at));
                at += 1;
            }
            (Some(wanted), Some(found)) if *wanted == '?' || wanted == found => {
                at += 1;
                text_at += 1;
            }
            _ => match &mut star {
                Some((star_at, taken)) => {
                    *taken += 1;
                    (at, text_at) = (*star_at + 1, *taken);
                }
                None => return false,
            },
        }
    }
    pattern.iter().skip(at).all(|c| *c == '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_as_in_iam() {
        for (pattern, text) in
            [("*", ""), ("a*", "abc"), ("*c", "abc"), ("a*c*e", "abcde"), ("a?c", "abc"), ("a*b*b", "abab"), ("a", "a")]
        {
            assert!(matches(pattern, text), "{pattern} {text}");
        }
        for (pattern, text) in [("", "a"), ("a?", "a"), ("a*c", "ab"), ("A", "a"), ("a*b", "abc")] {
            assert!(!matches(pattern, text), "{pattern} {text}");
        }
    }

    #[test]
    fn an_arn_has_its_parts() {
        let arn = Arn::parse("arn:aws:bedrock:eu-west-1:${account}:inference-profile/eu.a.b-v1:0").unwrap();
        assert_eq!((arn.region, arn.account, arn.id), ("eu-west-1", "${account}", "eu.a.b-v1:0"));
        assert!(arn.is_profile() && Arn::parse("arn:aws:s3:::bucket").is_none() && Arn::parse("*").is_none());
        let text = "arn:${partition}:bedrock:us-gov-west-1::foundation-model/a.b";
        let own = "arn:aws-us-gov:bedrock:us-gov-west-1::foundation-model/a.b";
        assert_eq!(with_partition(text), own);
        for text in [text, own, "arn:aws:bedrock:us-gov-west-1::foundation-model/a.b"] {
            assert_eq!(in_own_partition(text), own);
        }
        for text in
            ["*", "arn:*:bedrock:us-gov-west-1::x/y", "arn:aws-cn:bedrock:::x/y", "arn:aws-cn:s3:us-east-1::x/y"]
        {
            assert_eq!((in_own_partition(text).as_str(), own_partition(text)), (text, None));
        }
    }
}
