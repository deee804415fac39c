//! ARNs that are in another partition than their Regions. They match nothing, and are judged as if they were in it.

use super::arn::{Arn, own_partition};
use super::condition::PROFILE;
use super::document::Statement;
use super::finding::{Finding, Kind, Severity, only_or_counted, quoted};
use super::granted::is_invoking;
use std::collections::BTreeMap;

/// What a statement names so, once for each partition.
pub(super) fn astray(statement: &Statement) -> Vec<Finding> {
    let on_profile = statement.conditions.iter().filter(|condition| condition.key.eq_ignore_ascii_case(PROFILE));
    let texts = statement.resources.texts.iter().chain(on_profile.flat_map(|condition| &condition.values));
    let mut astray: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
    for text in texts.filter(|_| is_invoking(statement)) {
        if let (Some(own), Some(arn)) = (own_partition(text), Arn::parse(text)) {
            astray.entry((arn.partition, own.as_str())).or_default().push(text);
        }
    }
    let finding = |((given, own), arns): (_, Vec<&str>)| {
        let (is, region) = if arns.len() == 1 { ("is", "its Region") } else { ("are", "their Regions") };
        let what = only_or_counted(&arns);
        let given = quoted([given]);
        let message = format!("grants too little: {what} {is} in the partition {given}, and {region} in `{own}`");
        Finding::new(Severity::Error, Kind::TooLittle, Some(&statement.name), message)
            .about(&arns)
            .help(format!("write `{own}` in place of {given}"))
    };
    astray.into_iter().map(finding).collect()
}
