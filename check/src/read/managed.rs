//! Managed policies and policy templates that are defined by AWS.

use std::collections::BTreeSet;
use std::sync::OnceLock;

/// AWS managed policies without any action of Bedrock.
const WITHOUT_BEDROCK: &str = include_str!("../../data/managed-policies.tsv");
/// Policy templates of SAM, with the services of their actions.
const TEMPLATES: &str = include_str!("../../data/sam-policy-templates.tsv");

/// The name in the ARN of an AWS managed policy.
pub(super) fn aws_managed_name(arn: &str) -> Option<&str> {
    let (start, path) = arn.split_once(":iam::aws:policy/")?;
    let name = path.rsplit('/').next()?;
    (start.starts_with("arn:") && !name.is_empty()).then_some(name)
}

/// Whether it is an AWS managed policy without any action of Bedrock.
pub(super) fn is_without_bedrock(name: &str) -> bool {
    static NAMES: OnceLock<BTreeSet<&str>> = OnceLock::new();
    let names = || rows(WITHOUT_BEDROCK).filter_map(|row| row.split('\t').next()).collect();
    NAMES.get_or_init(names).contains(name)
}

/// Whether it is a policy template of SAM without any action of Bedrock.
pub(super) fn is_template_without_bedrock(name: &str) -> bool {
    let services = rows(TEMPLATES).filter_map(|row| row.split_once('\t')).find(|(own, _)| *own == name);
    services.is_some_and(|(_, services)| !services.contains("bedrock"))
}

fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().skip(1)
}

/// What is said of a managed policy that is attached, and not in the file: nothing if it can't be about Bedrock.
pub(super) fn missing(reference: &str) -> Option<String> {
    match aws_managed_name(reference) {
        Some(name) => missing_aws_managed(name),
        None => Some(format!("is judged without the policy `{}`, which is not in this file", reference.escape_debug())),
    }
}

/// The same of an AWS managed policy by its name.
pub(super) fn missing_aws_managed(name: &str) -> Option<String> {
    let shown = name.escape_debug();
    let message = || format!("is judged without the AWS managed policy `{shown}`, which is not in this file");
    (!is_without_bedrock(name)).then(message)
}

/// What is said of a user of a group whose policies are not joined.
pub(super) fn without_group(name: &str) -> String {
    format!("is judged without the policies of the group `{}`", name.escape_debug())
}

/// What is said of an identity with a permissions boundary.
pub(super) const BOUNDARY: &str = "is judged without permissions boundaries, which may deny";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn policies_without_bedrock_take_nothing() {
        let basic = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";
        assert_eq!(missing(basic), None);
        assert_eq!(
            missing("arn:${AWS::Partition}:iam::aws:policy/ReadOnlyAccess"),
            Some("is judged without the AWS managed policy `ReadOnlyAccess`, which is not in this file".into(),)
        );
        assert!(missing("arn:aws:iam::123456789012:policy/x").is_some_and(|it| it.contains("the policy `arn:")));
        assert!(missing_aws_managed("AmazonBedrockFullAccess").is_some());
        assert!(is_template_without_bedrock("DynamoDBCrudPolicy") && !is_template_without_bedrock("Unheard"));
    }

    #[test]
    fn the_tables_are_in_order() {
        for table in [WITHOUT_BEDROCK, TEMPLATES] {
            assert!(rows(table).is_sorted() && rows(table).count() > 50);
        }
    }
}
