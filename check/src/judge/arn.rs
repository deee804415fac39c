//! ARNs as policies write them: parts of which some are not known.

use bedrock_profiles_catalog::Partition;
use bedrock_profiles_iam::{Piece, Text};

/// The text of an ARN, or of a pattern of ARNs, part by part; fewer than six where it ends early.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Parts(Vec<Text>);

const PARTITION: usize = 1;
const SERVICE: usize = 2;
const REGION: usize = 3;
const ACCOUNT: usize = 4;
const RESOURCE: usize = 5;

impl Parts {
    /// Split at colons. Those of policy variables, and of what is not known, end no part.
    pub(super) fn from_text(text: &Text) -> Self {
        let mut parts = vec![Text::default()];
        for piece in text.pieces() {
            match piece {
                Piece::Unknown(_) => push(&mut parts, piece.clone()),
                Piece::Known(known) => split(known, &mut parts),
            }
        }
        Parts(parts)
    }

    pub(super) fn from_arn(arn: &str) -> Self {
        Parts::from_text(&arn.into())
    }

    pub(super) fn count(&self) -> usize {
        self.0.len()
    }

    pub(super) fn is_arn(&self) -> bool {
        self.0.first().and_then(Text::known) == Some("arn")
    }

    pub(super) fn partition(&self) -> Option<&Text> {
        self.0.get(PARTITION)
    }

    pub(super) fn service(&self) -> Option<&Text> {
        self.0.get(SERVICE)
    }

    pub(super) fn region(&self) -> Option<&Text> {
        self.0.get(REGION)
    }

    pub(super) fn account(&self) -> Option<&Text> {
        self.0.get(ACCOUNT)
    }

    pub(super) fn resource(&self) -> Option<&Text> {
        self.0.get(RESOURCE)
    }

    /// What comes before the first `/` of the resource, if that is known.
    pub(super) fn kind(&self) -> Option<&str> {
        let Some(Piece::Known(start)) = self.resource()?.pieces().first() else { return None };
        start.split_once('/').map(|(kind, _)| kind)
    }

    /// What comes after the first `/` of the resource, if all of it is known.
    pub(super) fn id(&self) -> Option<&str> {
        self.resource()?.known()?.split_once('/').map(|(_, id)| id)
    }

    pub(super) fn is_profile(&self) -> bool {
        self.kind() == Some("inference-profile")
    }

    pub(super) fn is_application_profile(&self) -> bool {
        self.kind() == Some("application-inference-profile")
    }

    pub(super) fn is_model(&self) -> bool {
        self.kind() == Some("foundation-model")
    }

    /// Whether it is, or may be, of Bedrock.
    pub(super) fn may_be_of_bedrock(&self) -> bool {
        self.service()
            .is_none_or(|service| service.known().is_none_or(|service| service == "bedrock" || is_pattern(service)))
    }

    pub(super) fn with_partition(&self, partition: Partition) -> Text {
        self.with(PARTITION, partition.as_str().into())
    }

    pub(super) fn with_account(&self, account: &str) -> Text {
        self.with(ACCOUNT, account.into())
    }

    pub(super) fn with_resource(&self, resource: &str) -> Text {
        self.with(RESOURCE, resource.into())
    }

    fn with(&self, part: usize, text: Text) -> Text {
        let mut parts = self.0.clone();
        if let Some(own) = parts.get_mut(part) {
            *own = text;
        }
        joined(&parts)
    }

    /// The text with a part put in before another.
    pub(super) fn with_inserted_account(&self, account: &str) -> Text {
        let mut parts = self.0.clone();
        parts.insert(ACCOUNT.min(parts.len()), account.into());
        joined(&parts)
    }
}

fn joined(parts: &[Text]) -> Text {
    let mut text = Text::default();
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            text.push(Piece::Known(":".to_owned()));
        }
        part.pieces().iter().for_each(|piece| text.push(piece.clone()));
    }
    text
}

fn push(parts: &mut [Text], piece: Piece) {
    if let Some(last) = parts.last_mut() {
        last.push(piece);
    }
}

fn split(known: &str, parts: &mut Vec<Text>) {
    let mut in_variable = false;
    let mut start = 0;
    for (at, character) in known.char_indices() {
        match character {
            '$' if known.get(at..).is_some_and(|rest| rest.starts_with("${") && rest.contains('}')) => {
                in_variable = true;
            }
            '}' => in_variable = false,
            ':' if !in_variable && parts.len() <= RESOURCE => {
                push(parts, Piece::Known(known.get(start..at).unwrap_or_default().to_owned()));
                parts.push(Text::default());
                start = at + 1;
            }
            _ => {}
        }
    }
    push(parts, Piece::Known(known.get(start..).unwrap_or_default().to_owned()));
}

/// Whether the text has wildcards of IAM.
pub(super) fn is_pattern(text: &str) -> bool {
    text.contains(['*', '?'])
}

/// Whether the text has a policy variable.
pub(super) fn has_variable(text: &str) -> bool {
    text.contains("${")
}

/// Whether it is the id of an account.
pub(super) fn is_account(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The one piece that a part consists of, if it is not known.
pub(super) fn unknown_piece(part: &Text) -> Option<&str> {
    match part.pieces() {
        [Piece::Unknown(written)] => Some(written),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arn_has_its_parts() {
        let parts = Parts::from_arn("arn:aws:bedrock:eu-west-1:${aws:PrincipalAccount}:inference-profile/eu.a.b-v1:0");
        assert_eq!(parts.count(), 6);
        assert_eq!(parts.account().and_then(Text::known), Some("${aws:PrincipalAccount}"));
        assert_eq!((parts.kind(), parts.id()), (Some("inference-profile"), Some("eu.a.b-v1:0")));
        assert_eq!(Parts::from_arn("arn:aws:bedrock").count(), 3);
        let unknown: Text = [
            Piece::Known("arn:aws:bedrock:".into()),
            Piece::Unknown("${ImportValue a:b}".into()),
            Piece::Known("::foundation-model/a.b-v1:0".into()),
        ]
        .into_iter()
        .collect();
        let parts = Parts::from_text(&unknown);
        assert_eq!(parts.region().and_then(unknown_piece), Some("${ImportValue a:b}"));
        assert_eq!(
            parts.with_account("1").to_string(),
            "arn:aws:bedrock:${ImportValue a:b}:1:foundation-model/a.b-v1:0"
        );
        assert!(
            parts.is_model() && parts.may_be_of_bedrock() && !Parts::from_arn("arn:aws:s3:::b").may_be_of_bedrock()
        );
    }
}
