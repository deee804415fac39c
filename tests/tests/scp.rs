//! Service control policies: what is made, what is found in existing ones, and what is refused.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use bedrock_profiles::policy::Action;
use bedrock_profiles::scp::{Finding, GLOBAL_ACTIONS, ScpErrorKind, Scps, check, region_deny};
use bedrock_profiles::{
    ApplicationInferenceProfile, CrossRegionInferenceProfile, FoundationModel, Invokable, inference_profile, models,
};
use serde_json::{Value, json};

inference_profile! {
    const CHAT: CrossRegionInferenceProfile = {
        geo: us,
        model: "anthropic.claude-sonnet-4-6",
        source_regions: ["us-east-1"],
    };
    const ANYWHERE: CrossRegionInferenceProfile = {
        geo: global,
        model: "anthropic.claude-sonnet-4-6",
        source_regions: ["us-east-1", "us-west-2"],
    };
    const EUROPEAN: CrossRegionInferenceProfile = {
        geo: eu,
        model: "anthropic.claude-sonnet-4-6",
        source_regions: ["eu-central-1", "eu-west-1"],
    };
    const GOV: CrossRegionInferenceProfile = { geo: us-gov, model: "openai.gpt-oss-20b-1:0" };
    const EMBEDDER: FoundationModel = { model: "amazon.titan-embed-text-v2:0", source_regions: ["us-east-1"] };
    const BILLED: ApplicationInferenceProfile = { name: "billed", copy_from: CHAT };
    const BILLED_IN_EUROPE: ApplicationInferenceProfile = { name: "billed-eu", copy_from: EUROPEAN };
}

const ACCOUNT: &str = "123456789012";
const BILLED_ARN: &str = "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/a1b2c3d4e5f6";
const FULL_ACCESS: &str =
    r#"{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "*", "Resource": "*" } }"#;

/// A policy with one statement that denies.
fn deny(statement: &Value) -> String {
    let mut statement = statement.clone();
    statement["Effect"] = json!("Deny");
    statement["Resource"] = json!("*");
    json!({ "Version": "2012-10-17", "Statement": [statement] }).to_string()
}

/// The Region deny of AWS's guide to Organizations, for us-east-1, with these further conditions.
fn plain_region_deny(further: &Value) -> String {
    let mut condition = further.clone();
    condition["StringNotEquals"] = json!({ "aws:RequestedRegion": ["us-east-1"] });
    deny(&json!({ "Sid": "DenyAllOutside", "NotAction": GLOBAL_ACTIONS, "Condition": condition }))
}

fn regions(findings: &[Finding]) -> Vec<&str> {
    findings.iter().map(Finding::requested_region).collect()
}

#[test]
fn the_policy_is_the_one_that_the_guide_recommends() {
    let policy = region_deny(["us-west-2", "us-east-1", "us-east-1"], &[&CHAT, &ANYWHERE, &BILLED, &EMBEDDER]).unwrap();
    let invoking = ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"];
    let outside = json!({ "aws:RequestedRegion": ["us-east-1", "us-west-2"] });
    let exempt = json!([
        "arn:aws:bedrock:us-east-1:*:application-inference-profile/*",
        "arn:aws:bedrock:us-east-1:*:inference-profile/global.anthropic.claude-sonnet-4-6",
        "arn:aws:bedrock:us-east-1:*:inference-profile/us.anthropic.claude-sonnet-4-6",
        "arn:aws:bedrock:us-west-2:*:inference-profile/global.anthropic.claude-sonnet-4-6",
    ]);
    let not_global = [GLOBAL_ACTIONS, &invoking].concat();
    let expected = json!({
        "Version": "2012-10-17",
        "Statement": [
            {
                "Sid": "DenyOutsideAllowedRegions",
                "Effect": "Deny",
                "NotAction": not_global,
                "Resource": "*",
                "Condition": { "StringNotEquals": outside },
            },
            {
                "Sid": "DenyInvokingOutsideAllowedRegions",
                "Effect": "Deny",
                "Action": invoking,
                "Resource": "*",
                "Condition": {
                    "StringNotEquals": outside,
                    "ArnNotLike": { "bedrock:InferenceProfileArn": exempt },
                },
            },
        ],
    });
    assert_eq!(serde_json::from_str::<Value>(&policy.to_json()).unwrap(), expected);
    assert_eq!(policy.size(), serde_json::to_string(&expected).unwrap().len());
    assert_eq!(policy.to_string(), policy.to_json());
}

#[test]
fn the_same_regions_and_profiles_give_the_same_bytes() {
    let one = region_deny(["us-east-1", "us-west-2"], &[&CHAT, &ANYWHERE]).unwrap();
    let other = region_deny(["us-west-2", "us-east-1"], &[&ANYWHERE, &CHAT, &CHAT]).unwrap();
    assert_eq!(one, other);
    assert!(one.to_json().starts_with("{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [\n    {\n      \"Sid\": "));
}

#[test]
fn without_a_profile_nothing_is_exempt() {
    let policy = region_deny(["us-east-1"], &[]).unwrap();
    assert!(!policy.to_json().contains("ArnNotLike"));
    assert_eq!(regions(&check(policy.to_json(), &[&CHAT]).unwrap()), ["us-east-2", "us-west-2"]);
}

#[test]
fn an_application_profile_is_exempt_by_its_arn_or_wherever_it_may_be_created() {
    let created = BILLED.with_arn(BILLED_ARN).unwrap();
    let policy = region_deny(["us-east-1"], &[&created]).unwrap();
    assert!(policy.to_json().contains(&format!("\"bedrock:InferenceProfileArn\": \"{BILLED_ARN}\"")));
    let policy = region_deny(["eu-central-1", "eu-west-1"], &[&BILLED_IN_EUROPE]).unwrap();
    for region in ["eu-central-1", "eu-west-1"] {
        assert!(policy.to_json().contains(&format!("\"arn:aws:bedrock:{region}:*:application-inference-profile/*\"")));
    }
    assert_eq!(check(policy.to_json(), &[&BILLED_IN_EUROPE]).unwrap(), []);
}

#[test]
fn exempt_roles_are_left_out_of_both_statements() {
    const EMERGENCY: &str = "arn:aws:iam::*:role/break-glass";
    const SIGNED_ON: &str = "arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Admin_*";
    let policy = region_deny(["us-east-1"], &[&CHAT]).unwrap();
    let one = policy.clone().exempt_roles([EMERGENCY, SIGNED_ON, EMERGENCY]).unwrap();
    let document: Value = serde_json::from_str(&one.to_json()).unwrap();
    let roles = json!([SIGNED_ON, EMERGENCY]);
    assert_eq!(document["Statement"][0]["Condition"]["ArnNotLike"], json!({ "aws:PrincipalArn": roles }));
    let profile = "arn:aws:bedrock:us-east-1:*:inference-profile/us.anthropic.claude-sonnet-4-6";
    assert_eq!(
        document["Statement"][1]["Condition"]["ArnNotLike"],
        json!({ "aws:PrincipalArn": roles, "bedrock:InferenceProfileArn": profile }),
    );
    let other = policy.clone().exempt_roles([SIGNED_ON]).unwrap().exempt_roles([EMERGENCY]).unwrap();
    assert_eq!(one, other);
    let none: [&str; 0] = [];
    assert_eq!(policy.clone().exempt_roles(none).unwrap(), policy);
}

#[test]
fn what_is_no_role_is_not_exempt() {
    let policy = region_deny(["us-east-1"], &[&CHAT]).unwrap();
    for role in [
        "",
        "*",
        "break-glass",
        "arn:aws:iam::*:role/",
        "arn:aws:iam::*:role/*",
        "arn:aws:iam::*:role/*/?*",
        "arn:aws:iam::*:role/break-glass\"",
        "arn:aws:iam::*:role/${aws:PrincipalTag/role}",
        "arn:aws:iam::*:role/a//b",
        "arn:aws:iam::12345*:role/break-glass",
        "arn:aws:iam::*:user/break-glass",
        "arn:aws:iam::*:root",
        "arn:aws:sts::123456789012:assumed-role/break-glass/session",
        "arn:aws-us-gov:iam::*:role/break-glass",
        "arn:*:iam::*:role/break-glass",
    ] {
        let error = policy.clone().exempt_roles(["arn:aws:iam::*:role/ops", role]).unwrap_err();
        assert_eq!(error.kind(), ScpErrorKind::Input, "{role:?}: {error}");
    }
    let many = (0..200).map(|n| format!("arn:aws:iam::*:role/break-glass-{n}"));
    assert_eq!(policy.exempt_roles(many).unwrap_err().kind(), ScpErrorKind::TooLarge);
}

#[test]
fn a_government_policy_has_its_own_partition() {
    let policy = region_deny(["us-gov-east-1", "us-gov-west-1"], &[&GOV]).unwrap();
    assert!(policy.clone().exempt_roles(["arn:aws-us-gov:iam::*:role/break-glass"]).is_ok());
    assert!(policy.to_json().contains("arn:aws-us-gov:bedrock:us-gov-east-1:*:inference-profile/us-gov."));
}

#[test]
fn a_source_region_must_be_allowed() {
    let error = region_deny(["eu-central-1"], &[&EUROPEAN]).unwrap_err();
    let message = error.to_string();
    assert!(message.contains("`eu.anthropic.claude-sonnet-4-6` is called from `eu-west-1`"), "{message}");
    assert!(message.contains("help: allow `eu-west-1` too, or declare"), "{message}");
    for (allowed, profile) in
        [("us-west-2", &EMBEDDER as &dyn Invokable), ("us-west-2", &BILLED), ("eu-west-1", &BILLED_IN_EUROPE)]
    {
        let error = region_deny([allowed], &[profile]).unwrap_err();
        assert_eq!(error.kind(), ScpErrorKind::SourceNotAllowed, "{error}");
    }
}

#[test]
fn what_can_be_no_policy_is_refused() {
    for region in ["", "*", "us-*", "eu-central-1\"", "${aws:RequestedRegion}", "unspecified", "Frankfurt"] {
        let error = region_deny(["eu-west-1", region], &[]).unwrap_err();
        assert_eq!(error.kind(), ScpErrorKind::Input, "{region:?}: {error}");
    }
    let none: [&str; 0] = [];
    assert_eq!(region_deny(none, &[]).unwrap_err().kind(), ScpErrorKind::NoRegion);
    for mixed in [region_deny(["us-east-1", "us-gov-east-1"], &[]), region_deny(["us-east-1"], &[&GOV])] {
        let message = mixed.unwrap_err().to_string();
        assert!(message.contains("`aws`") && message.contains("`aws-us-gov`"), "{message}");
    }
    let not_callable = region_deny(["us-east-1"], &[&models::ANTHROPIC_CLAUDE_FABLE_5]).unwrap_err();
    assert_eq!(not_callable.kind(), ScpErrorKind::Grant, "{not_callable}");
    assert!(not_callable.to_string().contains("can't be invoked directly in any Region"), "{not_callable}");
}

#[test]
fn a_policy_beyond_the_quota_is_refused() {
    let ids = ["sonnet-4-6", "opus-4-6-v1", "haiku-4-5-20251001-v1:0", "sonnet-4-5-20250929-v1:0"];
    let read: Vec<CrossRegionInferenceProfile> =
        ids.iter().map(|id| format!("global.anthropic.claude-{id}").parse().unwrap()).collect();
    let profiles: Vec<&dyn Invokable> = read.iter().map(|profile| profile as &dyn Invokable).collect();
    let error = region_deny(read.iter().flat_map(CrossRegionInferenceProfile::source_regions), &profiles).unwrap_err();
    assert_eq!(error.kind(), ScpErrorKind::TooLarge);
    assert!(error.to_string().contains("the quota of a service control policy is 5120\nhelp: "), "{error}");
}

#[test]
fn a_plain_region_deny_breaks_geographic_profiles_in_destinations_and_global_ones_wherever_they_run() {
    let plain = plain_region_deny(&json!({}));
    let findings = check(&plain, &[&CHAT, &EMBEDDER]).unwrap();
    assert_eq!(regions(&findings), ["us-east-2", "us-west-2"]);
    for finding in &findings {
        assert_eq!((finding.profile(), finding.source_region()), ("us.anthropic.claude-sonnet-4-6", "us-east-1"));
        assert_eq!(finding.actions(), [Action::InvokeModel, Action::InvokeModelWithResponseStream]);
        assert_eq!((finding.statement(), finding.document()), (Some("DenyAllOutside"), None));
        assert!(finding.depends_on().is_empty());
        let region = finding.requested_region();
        let resource = format!("arn:aws:bedrock:{region}::foundation-model/anthropic.claude-sonnet-4-6");
        assert_eq!(finding.resource(), resource);
    }
    assert_eq!(
        findings[0].to_string(),
        "`us.anthropic.claude-sonnet-4-6` from `us-east-1` is denied where `aws:RequestedRegion` is `us-east-2`, by the \
         statement `DenyAllOutside`\n\
         note: it needs bedrock:InvokeModel and bedrock:InvokeModelWithResponseStream on \
         `arn:aws:bedrock:us-east-2::foundation-model/anthropic.claude-sonnet-4-6`\n\
         help: exempt `arn:aws:bedrock:us-east-1:*:inference-profile/us.anthropic.claude-sonnet-4-6` in its \
         `Condition`, by `ArnNotLike` on `bedrock:InferenceProfileArn`, as `scp::region_deny` does"
    );
    let findings = check(&plain, &[&ANYWHERE]).unwrap();
    assert_eq!(regions(&findings), ["unspecified", "us-west-2", "us-west-2", "unspecified"]);
    assert_eq!(findings[0].resource(), "arn:aws:bedrock:::foundation-model/anthropic.claude-sonnet-4-6");
    assert_eq!(findings[1].source_region(), "us-west-2");
}

#[test]
fn an_exemption_of_roles_is_not_judged_but_said() {
    let roles = json!({ "ArnNotLike": { "aws:PrincipalARN": "arn:aws:iam::*:role/Admin" } });
    let findings = check(plain_region_deny(&roles), &[&CHAT]).unwrap();
    assert_eq!(regions(&findings), ["us-east-2", "us-west-2"]);
    assert!(findings.iter().all(|finding| finding.depends_on() == ["aws:PrincipalARN"]), "{findings:?}");
    let message = findings[0].to_string();
    assert!(message.contains("may be denied") && message.contains("depends on `aws:PrincipalARN`"), "{message}");
    // Whatever the role: the source Region is allowed.
    assert_eq!(check(plain_region_deny(&roles), &[&EMBEDDER]).unwrap(), []);
    let service =
        json!({ "Bool": { "aws:PrincipalIsAWSService": false }, "IpAddress": { "aws:SourceIp": "10.0.0.0/8" } });
    let findings = check(plain_region_deny(&service), &[&CHAT]).unwrap();
    assert_eq!(findings[0].depends_on(), ["aws:PrincipalIsAWSService", "aws:SourceIp"]);
}

#[test]
fn an_exemption_of_system_defined_profiles_alone_blocks_application_profiles() {
    let system_defined = json!({
        "ArnNotLike": { "bedrock:InferenceProfileArn": "arn:aws:bedrock:*:*:inference-profile/us.*" },
    });
    let document = plain_region_deny(&system_defined);
    assert_eq!(check(&document, &[&CHAT]).unwrap(), []);
    let created = BILLED.with_arn(BILLED_ARN).unwrap();
    for profile in [&BILLED as &dyn Invokable, &created] {
        let findings = check(&document, &[profile]).unwrap();
        assert_eq!(regions(&findings), ["us-east-2", "us-west-2"]);
        assert!(findings.iter().all(|finding| finding.profile() == "billed" && finding.depends_on().is_empty()));
    }
    let findings = check(&document, &[&BILLED]).unwrap();
    let exempt = "exempt `arn:aws:bedrock:us-east-1:*:application-inference-profile/*`";
    assert!(findings[0].to_string().contains(exempt), "{}", findings[0]);
}

#[test]
fn a_deny_of_one_destination_is_found_there() {
    let document = deny(&json!({
        "Action": "BEDROCK:invoke*",
        "Condition": { "StringLike": { "AWS:requestedregion": "us-west-*" } },
    }));
    let findings = check(document, &[&CHAT, &EUROPEAN, &EMBEDDER]).unwrap();
    assert_eq!(regions(&findings), ["us-west-2"]);
    assert_eq!(findings[0].statement(), Some("Statement[0]"));
}

#[test]
fn a_deny_of_streaming_is_found_for_what_streams() {
    let findings = check(deny(&json!({ "Action": "bedrock:InvokeModelWith*" })), &[&CHAT, &EMBEDDER]).unwrap();
    assert_eq!(findings.len(), 4);
    assert!(findings.iter().all(|finding| finding.actions() == [Action::InvokeModelWithResponseStream]));
    assert!(findings[0].resource().ends_with(":*:inference-profile/us.anthropic.claude-sonnet-4-6"));
}

#[test]
fn what_no_statement_allows_is_denied() {
    let list = json!({
        "Version": "2012-10-17",
        "Statement": [{ "Effect": "Allow", "Action": ["ec2:*", "bedrock:InvokeModel"], "Resource": "*" }],
    })
    .to_string();
    let findings = check(&list, &[&EMBEDDER, &CHAT]).unwrap();
    assert_eq!(findings.len(), 4, "the profile, and the model in three Regions");
    for finding in &findings {
        assert_eq!((finding.statement(), finding.actions().len()), (None, 1));
        assert_eq!(finding.actions(), [Action::InvokeModelWithResponseStream]);
        assert!(finding.to_string().contains("since no statement allows it"), "{finding}");
    }
    let beside = Scps::new(&list).unwrap().and(FULL_ACCESS).unwrap();
    assert_eq!(beside.check(&[&CHAT]).unwrap(), []);
    let beside = beside.and(plain_region_deny(&json!({}))).unwrap();
    let findings = beside.check(&[&CHAT]).unwrap();
    assert_eq!(regions(&findings), ["us-east-2", "us-west-2"]);
    assert_eq!(findings[0].document(), Some(3));
    assert!(findings[0].to_string().contains("by the statement `DenyAllOutside` of document 3\n"), "{}", findings[0]);
}

#[test]
fn what_is_allowed_on_a_condition_without_a_value_may_be_denied() {
    let list = json!({
        "Version": "2012-10-17",
        "Statement": {
            "Effect": "Allow",
            "NotAction": "iam:*",
            "Resource": "*",
            "Condition": { "StringEquals": { "aws:PrincipalTag/team": "chat" } },
        },
    });
    let findings = check(list.to_string(), &[&EMBEDDER]).unwrap();
    assert_eq!(findings.len(), 1);
    assert_eq!((findings[0].statement(), findings[0].depends_on()), (None, &["aws:PrincipalTag/team".to_string()][..]));
}

#[test]
fn whether_the_profile_itself_has_the_key_is_not_known() {
    let document = deny(&json!({
        "Action": "bedrock:InvokeModel",
        "Condition": { "Null": { "bedrock:InferenceProfileArn": "true" } },
    }));
    let findings = check(&document, &[&CHAT]).unwrap();
    assert_eq!(findings.len(), 1);
    assert!(findings[0].resource().contains(":inference-profile/"));
    assert_eq!(findings[0].depends_on(), ["bedrock:InferenceProfileArn"]);
    // It has none for a model that is called directly.
    let findings = check(&document, &[&EMBEDDER]).unwrap();
    assert_eq!((findings.len(), findings[0].depends_on().len()), (1, 0));
}

#[test]
fn an_exemption_of_one_account_depends_on_the_account() {
    let of_account = json!({
        "ArnNotLike": { "bedrock:InferenceProfileArn": format!("arn:aws:bedrock:*:{ACCOUNT}:inference-profile/us.*") },
    });
    for document in [
        plain_region_deny(&of_account),
        plain_region_deny(&of_account).replace(ACCOUNT, "12345678*"),
        plain_region_deny(&of_account).replace(ACCOUNT, "123456789???").replace('/', "\\/"),
        plain_region_deny(&json!({ "StringNotEqualsIfExists": { "aws:PrincipalAccount": ACCOUNT } })),
    ] {
        let findings = check(&document, &[&CHAT]).unwrap();
        assert_eq!(regions(&findings), ["us-east-2", "us-west-2"]);
        assert!(findings.iter().all(|finding| finding.depends_on() == ["aws:PrincipalAccount"]), "{findings:?}");
        let own = Scps::new(&document).unwrap().in_account(ACCOUNT).unwrap();
        assert_eq!(own.check(&[&CHAT]).unwrap(), []);
        let other = Scps::new(&document).unwrap().in_account("210987654321").unwrap();
        let findings = other.check(&[&CHAT]).unwrap();
        assert!(findings.len() == 2 && findings.iter().all(|finding| finding.depends_on().is_empty()), "{findings:?}");
    }
}

#[test]
fn a_created_profile_is_called_in_its_own_account() {
    let unless = |account: &str| {
        plain_region_deny(&json!({ "ArnNotLike": {
        "bedrock:InferenceProfileArn": format!("arn:aws:bedrock:*:{account}:application-inference-profile/*"),
    } }))
    };
    let created = BILLED.with_arn(BILLED_ARN).unwrap();
    assert_eq!(check(unless(ACCOUNT), &[&created]).unwrap(), []);
    let only_elsewhere = json!({ "StringEquals": { "aws:PrincipalAccount": "210987654321" } });
    assert_eq!(check(plain_region_deny(&only_elsewhere), &[&created]).unwrap(), []);
    assert_eq!(check(plain_region_deny(&only_elsewhere), &[&BILLED]).unwrap().len(), 2);
}

#[test]
fn each_statement_that_denies_is_found() {
    let twice = json!({ "Effect": "Deny", "Action": "*", "Resource": "arn:aws:bedrock:us-east-2::*" });
    let document = json!({ "Version": "2012-10-17", "Statement": [twice, twice] });
    let findings = check(document.to_string(), &[&CHAT]).unwrap();
    let statements: Vec<_> = findings.iter().map(|finding| finding.statement().unwrap()).collect();
    assert_eq!(statements, ["Statement[0]", "Statement[1]"]);
    assert!(findings.iter().all(|finding| finding.actions().len() == 2), "{findings:?}");
}

#[test]
fn an_exemption_of_one_application_profile_depends_on_its_id() {
    let document = plain_region_deny(&json!({ "ArnNotEquals": { "bedrock:InferenceProfileArn": BILLED_ARN } }));
    let findings = Scps::new(&document).unwrap().in_account(ACCOUNT).unwrap().check(&[&BILLED]).unwrap();
    assert_eq!(regions(&findings), ["us-east-2", "us-west-2"]);
    assert!(findings.iter().all(|finding| finding.depends_on() == ["bedrock:InferenceProfileArn"]), "{findings:?}");
    for pattern in ["a1*f6", "a1b2????e5f6*"] {
        let document = document.replace("a1b2c3d4e5f6", pattern).replace('/', "\\/");
        let findings = check(&document, &[&BILLED]).unwrap();
        let keys = ["aws:PrincipalAccount", "bedrock:InferenceProfileArn"];
        assert!(findings.len() == 2 && findings[0].depends_on() == keys, "{pattern}: {findings:?}");
    }
    assert_eq!(check(&document, &[&BILLED.with_arn(BILLED_ARN).unwrap()]).unwrap(), []);
    let ignoring_case =
        plain_region_deny(&json!({ "StringNotEqualsIgnoreCase": { "bedrock:InferenceProfileArn": BILLED_ARN } }));
    let upper_case = BILLED.with_arn(&BILLED_ARN.replace("a1b2", "A1B2")).unwrap();
    assert_eq!(check(ignoring_case, &[&upper_case]).unwrap(), []);
    let other = BILLED.with_arn(&BILLED_ARN.replace("a1b2", "b2a1")).unwrap();
    let findings = check(&document, &[&other]).unwrap();
    assert!(findings.len() == 2 && findings.iter().all(|finding| finding.depends_on().is_empty()), "{findings:?}");
}

#[test]
fn arns_are_matched_part_by_part() {
    let unless = |operator: &str, pattern: &str| {
        plain_region_deny(&json!({ operator: { "bedrock:InferenceProfileArn": pattern } }))
    };
    for (operator, pattern) in [
        ("ArnNotLike", "arn:aws:bedrock:us-east-1:*:inference-profile/us.*"),
        ("ArnNotEquals", "arn:*:bedrock:us-*-?:*:inference-profile/us.anthropic.*"),
        ("StringNotLike", "arn:aws:bedrock:*inference-profile/us.*"),
    ] {
        assert_eq!(check(unless(operator, pattern), &[&CHAT]).unwrap(), [], "{operator} {pattern}");
    }
    // The id has a colon of its own, over which a wildcard for the account would have to reach.
    let haiku = inference_profile!("us.anthropic.claude-haiku-4-5-20251001-v1:0", source_regions: ["us-east-1"]);
    let over_colon = check(unless("ArnNotLike", "arn:aws:bedrock:*:*-v1:0"), &[&haiku]).unwrap();
    assert!(over_colon.len() == 2 && over_colon[0].depends_on().is_empty(), "{over_colon:?}");
    assert_eq!(check(unless("StringNotLike", "arn:aws:bedrock:*:*-v1:0"), &[&haiku]).unwrap(), []);
    // A pattern of fewer than six parts matches no ARN; what a lone `*` matches no page says.
    let five_parts = check(unless("ArnNotLike", "arn:aws:bedrock:*:inference-profile/us.*"), &[&CHAT]).unwrap();
    assert!(five_parts.len() == 2 && five_parts[0].depends_on().is_empty(), "{five_parts:?}");
    let lone = check(unless("ArnNotLike", "*"), &[&CHAT]).unwrap();
    assert_eq!(lone[0].depends_on(), ["bedrock:InferenceProfileArn"]);
    let of_others = check(unless("ArnNotLike", "arn:aws:bedrock:*:inference-profile/eu.*"), &[&CHAT]).unwrap();
    assert!(of_others.len() == 2 && of_others[0].depends_on().is_empty(), "{of_others:?}");
}

#[test]
fn policy_variables_have_the_values_that_are_known() {
    let unless =
        |pattern: &str| plain_region_deny(&json!({ "ArnNotLike": { "bedrock:InferenceProfileArn": pattern } }));
    let own_account = unless("arn:aws:bedrock:*:${aws:PrincipalAccount}:inference-profile/us.*");
    assert_eq!(check(own_account, &[&CHAT]).unwrap(), []);
    let tagged = unless("arn:aws:bedrock:*:*:inference-profile/${aws:PrincipalTag/geo, 'us'}.*");
    let findings = check(tagged, &[&CHAT]).unwrap();
    assert_eq!(findings[0].depends_on(), ["aws:PrincipalTag/geo"]);
    let literal = check(unless("arn:aws:bedrock:*:*:inference-profile/us.${*}"), &[&CHAT]).unwrap();
    assert!(literal.len() == 2 && literal[0].depends_on().is_empty(), "{literal:?}");
}

#[test]
fn what_is_no_json_is_refused_with_its_place() {
    for (document, line, column) in [
        ("", 1, 1),
        ("{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [,]\n}", 3, 17),
        ("{\n  \"Version\": \"2012-10-17\",\n  \"Version\": \"2012-10-17\"\n}", 3, 3),
        ("{} {}", 1, 4),
    ] {
        let error = check(document, &[&CHAT]).unwrap_err();
        assert_eq!(error.kind(), ScpErrorKind::NotJson, "{document:?}: {error}");
        assert!(error.to_string().contains(&format!(" at line {line} column {column}\nhelp: ")), "{error}");
    }
    let deep = format!("{}{}", "[".repeat(1_000), "]".repeat(1_000));
    assert_eq!(check(deep, &[&CHAT]).unwrap_err().kind(), ScpErrorKind::NotJson);
}

#[test]
fn what_is_no_policy_is_refused_with_its_element() {
    let with = |statement: Value| json!({ "Version": "2012-10-17", "Statement": [{}, statement] });
    let whole = json!({ "Effect": "Deny", "Action": "*", "Resource": "*" });
    let but = |element: &str, value: Value| {
        let mut statement = whole.clone();
        statement[element] = value;
        let mut document = with(statement);
        document["Statement"][0] = whole.clone();
        document
    };
    let without = |element: &str| {
        let mut document = but("Sid", json!("Sid"));
        document["Statement"][1].as_object_mut().unwrap().remove(element);
        document
    };
    for (document, element, problem) in [
        (json!([]), "", "is not an object"),
        (json!("policy"), "", "is not an object"),
        (json!({ "Policy": {} }), "Policy", "is no element of a service control policy"),
        (json!({ "Statement": [] }), "Version", "is missing: it is `2012-10-17`"),
        (json!({ "Version": "2008-10-17", "Statement": [] }), "Version", "is `2008-10-17`, and not `2012-10-17`"),
        (json!({ "Version": "2012-10-17" }), "Statement", "is missing"),
        (json!({ "Version": "2012-10-17", "Statement": "Deny" }), "Statement[0]", "is not an object"),
        (without("Effect"), "Statement[1].Effect", "is missing: it is `Allow` or `Deny`"),
        (but("Effect", json!("deny")), "Statement[1].Effect", "is `deny`, and not `Allow` or `Deny`"),
        (without("Action"), "Statement[1].Action", "is missing, and so is `NotAction`"),
        (but("NotAction", json!("*")), "Statement[1].Action", "stands beside `NotAction`"),
        (but("Action", json!([])), "Statement[1].Action", "is empty"),
        (but("Action", json!([{}])), "Statement[1].Action", "holds something that is not text"),
        (without("Resource"), "Statement[1].Resource", "is missing, and so is `NotResource`"),
        (but("Resource", json!(null)), "Statement[1].Resource", "holds something that is not text"),
        (but("Principal", json!("*")), "Statement[1].Principal", "is no element of a service control policy"),
        (but("Sid", json!(["Sid"])), "Statement[1].Sid", "holds something that is not text"),
        (but("Condition", json!([])), "Statement[1].Condition", "is not an object"),
        (
            but("Condition", json!({ "StringAlmostEquals": { "aws:RequestedRegion": "x" } })),
            "Statement[1].Condition.StringAlmostEquals",
            "is not a condition operator",
        ),
        (but("Condition", json!({ "StringLike": "us-*" })), "Statement[1].Condition.StringLike", "is not an object"),
        (
            but("Condition", json!({ "StringLike": { "aws:RequestedRegion": [] } })),
            "Statement[1].Condition.StringLike.aws:RequestedRegion",
            "is empty",
        ),
        (
            but("Condition", json!({ "Null": { "aws:RequestedRegion": "yes" } })),
            "Statement[1].Condition.Null.aws:RequestedRegion",
            "is `yes`, and not `true` or `false`",
        ),
    ] {
        let error = check(document.to_string(), &[&CHAT]).unwrap_err();
        let what = if element.is_empty() { "it".to_owned() } else { format!("`{element}`") };
        let expected = format!("the document is not a service control policy: {what} {problem}\nhelp: ");
        assert!(error.to_string().starts_with(&expected), "{error}, not: {expected}");
        assert_eq!(error.kind(), ScpErrorKind::NotAPolicy);
    }
    assert!(check(but("Sid", json!("Sid")).to_string(), &[&CHAT]).is_ok());
}

#[test]
fn hostile_text_is_shown_escaped() {
    let document = json!({ "Version": "2012-10-17", "Statement": [], "\u{1b}[31m": "" }).to_string();
    let message = check(document, &[]).unwrap_err().to_string();
    assert!(!message.contains('\u{1b}'), "{message:?}");
    let findings = check(deny(&json!({ "Sid": "\u{1b}[31m", "Action": "*" })), &[&EMBEDDER]).unwrap();
    assert!(!findings[0].to_string().contains('\u{1b}'), "{}", findings[0]);
}

#[test]
fn accounts_and_profiles_are_checked() {
    let policy = || Scps::new(FULL_ACCESS).unwrap();
    for account in ["", "*", "12345678901", "${aws:PrincipalAccount}"] {
        assert_eq!(policy().in_account(account).unwrap_err().kind(), ScpErrorKind::Input, "{account:?}");
    }
    let error = policy().check(&[&models::ANTHROPIC_CLAUDE_FABLE_5]).unwrap_err();
    assert_eq!(error.kind(), ScpErrorKind::Grant, "{error}");
    assert!(error.to_string().contains("can't be invoked directly in any Region"), "{error}");
}
