//! Reading of policy files, as a user of the crate sees it.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::needless_pass_by_value, reason = "`json!` makes values")]

use bedrock_profiles_check::model::{Finding, Form, Gap, Kind, Owner, Policy, PolicyFile, Severity};
use bedrock_profiles_check::read::{ReadError, read};
use bedrock_profiles_iam::Piece;
use serde_json::{Value, json};

const INVOKE: &str = "bedrock:InvokeModel";

fn file(value: &Value) -> PolicyFile {
    read("p.json", &value.to_string()).expect("a file")
}

fn yaml(text: &str) -> PolicyFile {
    read("t.yaml", text).expect("a file")
}

/// A policy document that allows `action`.
fn allow(action: &str) -> Value {
    json!({ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": action, "Resource": "*" }] })
}

fn trust() -> Value {
    json!({ "Version": "2012-10-17", "Statement": [{
        "Effect": "Allow", "Principal": { "Service": "lambda.amazonaws.com" }, "Action": "sts:AssumeRole",
    }] })
}

/// The actions of a policy that no condition decides over.
fn actions(policy: &Policy) -> Vec<String> {
    let variant = policy.variant(|_| true).expect("a document");
    assert_eq!(variant.problems, [], "{policy:?}");
    let texts = variant.statements.iter().flat_map(|statement| &statement.actions.texts);
    texts.map(|located| located.text.to_string()).collect()
}

fn identities(policy: &Policy) -> Vec<String> {
    policy.identities.iter().map(|identity| format!("{:?} {}", identity.kind, identity.name)).collect()
}

/// Each policy: its name, kind, identities and actions.
fn summary(file: &PolicyFile) -> Vec<String> {
    let line = |policy: &Policy| {
        let name = policy.name.as_deref().unwrap_or("-");
        let (identities, actions) = (identities(policy).join(", "), actions(policy).join(" "));
        format!("{name}: {:?} of [{identities}] {actions}", policy.kind)
    };
    file.policies.iter().map(line).collect()
}

/// The order of the text is that of the maps of `serde_json`, which a feature of it changes.
fn sorted_summary(file: &PolicyFile) -> Vec<String> {
    let mut lines = summary(file);
    lines.sort();
    lines
}

fn messages(gaps: &[Gap]) -> Vec<&str> {
    gaps.iter().map(|gap| gap.message.as_str()).collect()
}

fn owners(gap: &Gap) -> String {
    match &gap.owner {
        Owner::Identities(identities) => {
            identities.iter().map(|identity| identity.name.clone()).collect::<Vec<_>>().join(" ")
        }
        Owner::Policy(index) => format!("policy {index}"),
        Owner::Everyone => "everyone".to_owned(),
    }
}

fn findings(file: &PolicyFile) -> Vec<(Severity, Kind, &str)> {
    let parts = |finding: &'_ Finding| (finding.severity, finding.kind);
    file.findings.iter().map(|finding| (parts(finding).0, parts(finding).1, finding.message.as_str())).collect()
}

#[test]
fn a_file_has_a_form() {
    for (value, form) in [
        (allow(INVOKE), Form::Iam),
        (json!({ "Resources": {} }), Form::Cloudformation),
        (json!({ "AWSTemplateFormatVersion": "2010-09-09" }), Form::Cloudformation),
        (json!({ "Transform": ["AWS::Serverless-2016-10-31"], "Resources": {} }), Form::Sam),
        (json!({ "resource": {} }), Form::Terraform),
        (json!({ "variable": {}, "output": {} }), Form::Terraform),
        (json!({ "format_version": "1.2", "planned_values": {} }), Form::Terraform),
        (json!({ "RoleDetailList": [], "Policies": [] }), Form::Account),
    ] {
        let file = file(&value);
        assert_eq!(file.form, form, "{value}");
        let is_empty = form != Form::Iam;
        let note = (Severity::Note, Kind::Beside, "there is no policy in it to judge");
        assert_eq!(findings(&file), if is_empty { vec![note] } else { vec![] }, "{value}");
    }
}

#[test]
fn a_file_without_policy_is_refused() {
    for (text, start) in [
        ("just words\n", "there is no policy in it\nhelp: "),
        ("{\"Effect\": \"Allow\"}", "there is no policy in it\nhelp: "),
        (
            "resource \"aws_iam_policy\" \"x\" {\n}\n",
            "this is Terraform's own language, which `check` does not read\nhelp: ",
        ),
        ("{\"a\": ", "EOF while parsing a value"),
    ] {
        let error: ReadError = read("p", text).expect_err(text);
        assert!(error.message.starts_with(start), "{error:?}");
    }
    let stored = json!({ "mode": "managed", "type": "aws_iam_role", "name": "r", "instances": [] });
    for resources in [json!([stored]), json!([])] {
        let state = json!({ "version": 4, "terraform_version": "1.9.0", "resources": resources }).to_string();
        let error = read("terraform.tfstate", &state).expect_err("a raw state");
        assert!(error.message.contains("terraform show -json"), "{error:?}");
    }
    assert!(read("main.tf", "").expect_err("HCL").message.contains("terraform show -json"));
}

#[test]
fn what_the_cli_prints_is_read() {
    let encoded = "%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%7B%22Effect%22%3A%22Allow%22%2C%22Action%22%3A%22a%3Ab%22%2C%22Resource%22%3A%22%2A%22%7D%5D%7D";
    let content = allow("a:b").to_string();
    for (value, expected) in [
        (allow("a:b"), vec!["-: Document of [] a:b"]),
        (json!([allow("a:b"), allow("c:d")]), vec!["[0]: Document of [] a:b", "[1]: Document of [] c:d"]),
        (json!({ "PolicyVersion": { "Document": allow("a:b"), "VersionId": "v1" } }), vec!["-: Managed of [] a:b"]),
        (
            json!({ "RoleName": "r", "PolicyName": "p", "PolicyDocument": allow("a:b") }),
            vec!["-: Inline of [Role r] a:b"],
        ),
        (
            json!([{ "UserName": "u", "PolicyName": "p", "PolicyDocument": encoded },
                { "GroupName": "g", "PolicyName": "q", "PolicyDocument": allow("c:d") }]),
            vec!["u/p: Inline of [User u] a:b", "g/q: Inline of [Group g] c:d"],
        ),
        (
            json!({ "Policy": { "PolicySummary": { "Name": "n", "Type": "SERVICE_CONTROL_POLICY" }, "Content": content } }),
            vec!["-: ServiceControl of [] a:b"],
        ),
        (
            json!({ "Policy": { "PolicySummary": { "Type": "RESOURCE_CONTROL_POLICY" }, "Content": content } }),
            vec!["-: Resource of [] a:b"],
        ),
        (
            json!({ "Role": { "RoleName": "r", "AssumeRolePolicyDocument": trust() } }),
            vec!["-: Resource of [] sts:AssumeRole"],
        ),
        (trust(), vec!["-: Resource of [] sts:AssumeRole"]),
        (
            json!({ "PolicyVersionList": [
                { "Document": allow("a:b"), "IsDefaultVersion": true },
                { "Document": allow("c:d"), "IsDefaultVersion": false },
            ] }),
            vec!["-: Managed of [] a:b"],
        ),
    ] {
        assert_eq!(summary(&file(&value)), expected, "{value}");
    }
}

#[test]
fn wrong_statements_are_problems_of_the_document() {
    let file = yaml("Statement: [7]\n");
    let document = file.policies[0].variant(|_| true).expect("a document");
    assert_eq!((document.problems.len(), document.problems[0].offset), (1, 12));
}

#[test]
fn an_account_export_is_complete() {
    let detail = |name: &str, policies: Value| {
        json!({ "RoleName": name, "RolePolicyList": policies, "AssumeRolePolicyDocument": trust(),
            "AttachedManagedPolicies": [{ "PolicyArn": "arn:x" }, { "PolicyArn": "arn:aws:iam::aws:policy/AdministratorAccess" }] })
    };
    let versions = json!([
        { "Document": allow("c:d"), "IsDefaultVersion": true },
        { "Document": allow("e:f"), "IsDefaultVersion": false },
    ]);
    let account = file(&json!({
        "RoleDetailList": [detail("A", json!([{ "PolicyName": "p", "PolicyDocument": allow("a:b") }])), detail("B", json!([]))],
        "GroupDetailList": [{ "GroupName": "g", "GroupPolicyList": [{ "PolicyName": "q", "PolicyDocument": allow("g:h") }] }],
        "UserDetailList": [{ "UserName": "u", "GroupList": ["g"], "PermissionsBoundary": {} }],
        "Policies": [
            { "PolicyName": "x", "Arn": "arn:x", "PolicyVersionList": versions },
            { "PolicyName": "y", "Arn": "arn:y", "PolicyVersionList": versions },
        ],
    }));
    assert_eq!(account.form, Form::Account);
    assert_eq!(
        sorted_summary(&account),
        [
            "A/AssumeRolePolicyDocument: Resource of [] sts:AssumeRole",
            "A/p: Inline of [Role A] a:b",
            "B/AssumeRolePolicyDocument: Resource of [] sts:AssumeRole",
            "g/q: Inline of [User u, Group g] g:h",
            "x: Managed of [Role A, Role B] c:d",
            "y: Managed of [] c:d",
        ]
    );
    let gaps: Vec<_> = account.gaps.iter().map(|gap| (owners(gap), gap.message.as_str())).collect();
    assert_eq!(
        gaps,
        [
            ("u".to_owned(), "is judged without permissions boundaries, which may deny"),
            (
                "A B".to_owned(),
                "is judged without the AWS managed policy `AdministratorAccess`, which is not in this file"
            ),
        ]
    );
}

#[test]
fn what_an_account_export_does_not_have_is_a_gap() {
    let role = |more: Value| json!({ "RoleDetailList": [more] });
    let attached = |policy: Value| json!({ "RoleDetailList": [{ "RoleName": "r", "AttachedManagedPolicies": [{ "PolicyArn": "arn:x" }] }], "Policies": [policy] });
    let old = json!([{ "Document": allow("a:b"), "IsDefaultVersion": false }]);
    for (export, owner, expected) in [
        (attached(json!({ "PolicyName": "x", "Arn": "arn:x" })), "r", "the policy `arn:x`"),
        (attached(json!({ "Arn": "arn:x", "PolicyVersionList": old })), "r", "the policy `arn:x`"),
        (
            attached(json!({ "Arn": "arn:x", "PolicyVersionList": [{ "IsDefaultVersion": true }] })),
            "r",
            "the policy `arn:x`",
        ),
        (role(json!({ "RoleName": "r", "RolePolicyList": [{ "PolicyName": "p" }] })), "r", "the policy `r/p`"),
        (role(json!({ "RoleName": "r", "AttachedManagedPolicies": [{ "PolicyName": "p" }] })), "r", "the policy `p`"),
        (json!({ "UserDetailList": [{ "UserName": "u", "GroupList": ["g"] }] }), "u", "the policies of the group `g`"),
    ] {
        let file = file(&export);
        let [gap] = file.gaps.as_slice() else { panic!("{export}: {:?}", file.gaps) };
        let expected = format!("is judged without {expected}, which is not in this file");
        assert_eq!((owners(gap).as_str(), gap.message.as_str()), (owner, expected.as_str()));
    }
}

fn template(resources: Value) -> PolicyFile {
    file(&json!({ "Resources": resources }))
}

fn resource(type_name: &str, properties: Value) -> Value {
    json!({ "Type": type_name, "Properties": properties })
}

#[test]
fn policies_of_a_template_are_found_by_type() {
    let document = allow("a:b");
    let text = document.to_string();
    let other = json!({ "PolicyDocument": document });
    for (type_name, properties, expected) in [
        ("AWS::IAM::ManagedPolicy", other.clone(), vec!["-: Managed of [] a:b"]),
        (
            "AWS::IAM::Policy",
            json!({ "PolicyDocument": document, "Roles": ["r"], "Users": [{ "Ref": "U" }] }),
            vec!["-: Inline of [Role r, User U] a:b"],
        ),
        (
            "AWS::IAM::RolePolicy",
            json!({ "PolicyDocument": document, "RoleName": { "Ref": "R" } }),
            vec!["-: Inline of [Role R] a:b"],
        ),
        (
            "AWS::IAM::UserPolicy",
            json!({ "PolicyDocument": document, "UserName": "u" }),
            vec!["-: Inline of [User u] a:b"],
        ),
        (
            "AWS::IAM::GroupPolicy",
            json!({ "PolicyDocument": document, "GroupName": "g" }),
            vec!["-: Inline of [Group g] a:b"],
        ),
        (
            "AWS::IAM::Role",
            json!({ "AssumeRolePolicyDocument": trust(), "Policies": [{ "PolicyName": "p", "PolicyDocument": document }] }),
            vec!["X/AssumeRolePolicyDocument: Resource of [] sts:AssumeRole", "-: Inline of [Role X] a:b"],
        ),
        ("AWS::Serverless::Function", json!({ "Policies": document }), vec!["-: Inline of [Role XRole] a:b"]),
        (
            "AWS::Serverless::StateMachine",
            json!({ "Policies": ["AWSLambdaBasicExecutionRole", document] }),
            vec!["-: Inline of [Role XRole] a:b"],
        ),
        ("AWS::SSO::PermissionSet", json!({ "InlinePolicy": document }), vec!["-: Inline of [PermissionSet X] a:b"]),
        ("AWS::SSO::PermissionSet", json!({ "InlinePolicy": text }), vec!["-: Inline of [PermissionSet X] a:b"]),
        (
            "AWS::Organizations::Policy",
            json!({ "Content": document, "Type": "SERVICE_CONTROL_POLICY" }),
            vec!["-: ServiceControl of [] a:b"],
        ),
        ("AWS::Organizations::Policy", json!({ "Content": text }), vec!["-: ServiceControl of [] a:b"]),
        (
            "AWS::Organizations::Policy",
            json!({ "Content": document, "Type": "RESOURCE_CONTROL_POLICY" }),
            vec!["-: Resource of [] a:b"],
        ),
        ("AWS::S3::BucketPolicy", other.clone(), vec!["-: Resource of [] a:b"]),
        ("AWS::KMS::Key", json!({ "KeyPolicy": document }), vec!["-: Resource of [] a:b"]),
        ("AWS::DynamoDB::Table", json!({ "ResourcePolicy": other }), vec!["-: Resource of [] a:b"]),
        ("Custom::Policy", json!({ "Text": { "Fn::Sub": text } }), vec!["-: Document of [] a:b"]),
        ("Custom::Policy", json!({ "Text": text }), vec!["-: Document of [] a:b"]),
        ("Custom::Policy", json!({ "Anything": [document] }), vec!["-: Document of [] a:b"]),
    ] {
        let file = template(json!({ "X": resource(type_name, properties.clone()) }));
        assert_eq!(summary(&file), expected, "{type_name}: {properties}");
        assert_eq!((messages(&file.gaps), file.findings.len()), (vec![], 0), "{type_name}: {properties}");
    }
    for untyped in
        [json!({ "Properties": { "PolicyDocument": allow("a:b") } }), json!({ "PolicyDocument": allow("a:b") })]
    {
        assert_eq!(summary(&template(json!({ "X": untyped }))), ["-: Document of [] a:b"]);
    }
}

#[test]
fn statements_of_other_services_are_no_policies() {
    for (type_name, properties) in [
        (
            "AWS::WAFv2::WebACL",
            json!({ "Rules": [{ "Statement": { "RateBasedStatement": {} }, "Action": { "Block": {} } }] }),
        ),
        (
            "AWS::VerifiedPermissions::Policy",
            json!({ "Definition": { "Static": { "Statement": "permit(a, b, c);" } } }),
        ),
        ("AWS::WAFv2::Policy", json!({ "Policy": { "Statement": [{ "RateBasedStatement": {} }] } })),
        ("Custom::X", json!({ "Statement": [{ "Action": "x" }] })),
        ("AWS::Organizations::Policy", json!({ "Type": "TAG_POLICY", "Content": { "tags": {} } })),
        ("AWS::SSO::PermissionSet", json!({ "InlinePolicy": "" })),
        ("AWS::KMS::Key", json!({ "KeyPolicy": { "Ref": "X" } })),
        ("AWS::IAM::Role", json!({ "AssumeRolePolicyDocument": { "Ref": "X" } })),
    ] {
        let file = template(json!({ "X": resource(type_name, properties) }));
        assert_eq!(summary(&file), Vec::<String>::new(), "{type_name}");
        assert_eq!(file.findings.len(), 1);
    }
}

#[test]
fn policies_of_a_template_have_identities() {
    let document = allow("a:b");
    let managed = |more: Value| {
        let mut properties = json!({ "PolicyDocument": document });
        properties.as_object_mut().expect("it").extend(more.as_object().expect("it").clone());
        resource("AWS::IAM::ManagedPolicy", properties)
    };
    let role = |properties: Value| resource("AWS::IAM::Role", properties);
    for (resources, expected) in [
        (json!({ "P": managed(json!({ "Roles": [{ "Ref": "A" }] })), "A": role(json!({})) }), "Role A"),
        (
            json!({ "P": managed(json!({ "Roles": ["the-role"] })), "A": role(json!({ "RoleName": "the-role" })) }),
            "Role A",
        ),
        (json!({ "P": managed(json!({})), "A": role(json!({ "ManagedPolicyArns": [{ "Ref": "P" }] })) }), "Role A"),
        (
            json!({ "P": managed(json!({})), "A": role(json!({ "ManagedPolicyArns": [{ "Fn::GetAtt": "P.PolicyArn" }] })) }),
            "Role A",
        ),
        (
            json!({ "P": managed(json!({ "ManagedPolicyName": "n" })), "A": role(json!({
                "ManagedPolicyArns": [{ "Fn::Sub": "arn:aws:iam::${AWS::AccountId}:policy/n" }],
            })) }),
            "Role A",
        ),
        (
            json!({ "P": managed(json!({})), "F": resource("AWS::Serverless::Function", json!({ "Policies": [{ "Ref": "P" }] })) }),
            "Role FRole",
        ),
        (
            json!({ "P": managed(json!({ "ManagedPolicyName": "n" })), "S": resource("AWS::SSO::PermissionSet", json!({
                "CustomerManagedPolicyReferences": [{ "Name": "n" }],
            })) }),
            "PermissionSet S",
        ),
    ] {
        let file = template(resources.clone());
        assert_eq!(identities(&file.policies[0]), [expected], "{resources}");
        assert_eq!(messages(&file.gaps), Vec::<&str>::new(), "{resources}");
    }
}

#[test]
fn what_a_template_does_not_have_is_a_gap() {
    let role = |properties: Value| json!({ "R": resource("AWS::IAM::Role", properties) });
    let sam = |policies: Value| json!({ "F": resource("AWS::Serverless::Function", json!({ "Policies": policies })) });
    let arn = "arn:aws:iam::123456789012:policy/p";
    for (resources, owner, expected) in [
        (
            role(json!({ "ManagedPolicyArns": ["arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"] })),
            "",
            "",
        ),
        (
            role(
                json!({ "ManagedPolicyArns": [{ "Fn::Sub": "arn:${AWS::Partition}:iam::aws:policy/AdministratorAccess" }] }),
            ),
            "R",
            "the AWS managed policy `AdministratorAccess`, which is not in this file",
        ),
        (role(json!({ "ManagedPolicyArns": [arn] })), "R", "the policy `arn:aws:iam::123456789012:policy/p`, which"),
        (role(json!({ "ManagedPolicyArns": [{ "Ref": "Parameter" }] })), "R", "the policy `${Parameter}`, which"),
        (role(json!({ "ManagedPolicyArns": { "Fn::ImportValue": "x" } })), "R", "the policy `${ImportValue x}`, which"),
        (role(json!({ "PermissionsBoundary": arn })), "R", "permissions boundaries, which may deny"),
        (
            role(json!({ "Policies": [{ "PolicyName": "p", "PolicyDocument": { "Ref": "D" } }] })),
            "R",
            "`R/p`: its document is `${D}`",
        ),
        (role(json!({ "Policies": { "Ref": "D" } })), "R", "the inline policy `${D}`"),
        (sam(json!(["AWSLambdaBasicExecutionRole", { "DynamoDBCrudPolicy": { "TableName": "t" } }])), "", ""),
        (sam(json!("AmazonBedrockFullAccess")), "FRole", "the AWS managed policy `AmazonBedrockFullAccess`, which"),
        (sam(json!([{ "NewPolicy": {} }])), "FRole", "the SAM policy template `NewPolicy`"),
        (
            json!({ "P": resource("AWS::IAM::ManagedPolicy", json!({ "PolicyDocument": { "Fn::Transform": {} } })) }),
            "",
            "the policy `P`: its document is `${Transform ",
        ),
        (
            json!({ "Fn::ForEach::Each": ["X", ["a"], { "P${X}": resource("AWS::IAM::Policy", json!({})) }] }),
            "everyone",
            "what `Fn::ForEach::Each` makes of the template",
        ),
        (json!({ "Fn::ForEach::Each": ["X", ["a"], { "P${X}": resource("AWS::S3::Bucket", json!({})) }] }), "", ""),
        (json!({ "Fn::Transform": { "Name": "AWS::Include" } }), "everyone", "what `Fn::Transform` makes"),
    ] {
        let file = template(resources.clone());
        let gaps: Vec<(String, &str)> = file.gaps.iter().map(|gap| (owners(gap), gap.message.as_str())).collect();
        match gaps.as_slice() {
            [] => assert_eq!(expected, "", "{resources}"),
            [(own, message)] => {
                assert!(
                    !expected.is_empty() && message.starts_with("is judged without ") && message.contains(expected),
                    "{message}"
                );
                assert_eq!(own, owner, "{resources}");
            }
            _ => panic!("{gaps:?}"),
        }
    }
    for (transform, count) in [("AWS::Serverless-2016-10-31", 0), ("AWS::LanguageExtensions", 0), ("My::Macro", 1)] {
        let file = file(&json!({ "Transform": [transform], "Resources": {} }));
        assert_eq!(file.gaps.len(), count, "{transform}");
    }
}

/// Whether a policy is there, and its actions, for `TT`, `FT` and so on.
fn variants(policy: &Policy) -> Vec<String> {
    let variant = |document: &Option<std::sync::Arc<bedrock_profiles_iam::Document>>| match document {
        None => "-".to_owned(),
        Some(document) => {
            let texts = document.statements.iter().flat_map(|statement| &statement.actions.texts);
            texts.map(|located| located.text.to_string()).collect::<Vec<_>>().join(" ")
        }
    };
    policy.variants.iter().map(variant).collect()
}

#[test]
fn conditions_decide_over_policies() {
    let choice = |name: &str, yes: Value, no: Value| json!({ "Fn::If": [name, yes, no] });
    let none = || json!({ "Ref": "AWS::NoValue" });
    let statement = |action: Value| json!({ "Effect": "Allow", "Action": action, "Resource": "*" });
    let document = |statements: Value| json!({ "Version": "2012-10-17", "Statement": statements });
    let managed = |document: Value| resource("AWS::IAM::ManagedPolicy", json!({ "PolicyDocument": document }));
    let mut conditional = managed(allow("a:b"));
    conditional["Condition"] = json!("C");
    let inline = json!({ "PolicyName": "p", "PolicyDocument": allow("a:b") });
    let role = |policies: Value| resource("AWS::IAM::Role", json!({ "Policies": policies }));
    let arns = |arns: Value| resource("AWS::IAM::Role", json!({ "ManagedPolicyArns": arns }));
    let action = |name: &str| statement(choice(name, json!("a:b"), json!("c:d")));
    for (resources, expected) in [
        (json!({ "P": managed(allow("a:b")) }), vec![(vec![], vec!["a:b"])]),
        (json!({ "P": managed(document(json!([action("C")]))) }), vec![(vec!["C"], vec!["c:d", "a:b"])]),
        (
            json!({ "P": managed(document(json!([choice("C", action("D"), none()), statement(json!("e:f"))]))) }),
            vec![(vec!["C", "D"], vec!["e:f", "c:d e:f", "e:f", "a:b e:f"])],
        ),
        (json!({ "P": managed(choice("C", allow("a:b"), allow("c:d"))) }), vec![(vec!["C"], vec!["c:d", "a:b"])]),
        (json!({ "P": conditional }), vec![(vec!["C"], vec!["-", "a:b"])]),
        (json!({ "R": role(json!([choice("C", none(), inline.clone())])) }), vec![(vec!["C"], vec!["a:b", "-"])]),
        (
            json!({ "P": managed(allow("a:b")), "R": arns(json!([choice("C", json!({ "Ref": "P" }), none())])),
                "S": arns(choice("C", json!([{ "Ref": "P" }]), none())) }),
            vec![(vec!["C"], vec!["-", "a:b"])],
        ),
        (
            json!({ "P": managed(allow("a:b")), "R": arns(json!([choice("C", json!({ "Ref": "P" }), none())])),
                "S": arns(json!([{ "Ref": "P" }])) }),
            vec![(vec![], vec!["a:b"]), (vec!["C"], vec!["-", "a:b"])],
        ),
        // Only one of these conditions is true.
        (
            json!({ "P": managed(document(json!([choice("Dev", action("Prod"), statement(json!("e:f")))]))) }),
            vec![(vec!["Dev", "Prod"], vec!["e:f", "c:d", "e:f", "c:d"])],
        ),
    ] {
        let is = |stage: &str| json!({ "Fn::Equals": [{ "Ref": "Stage" }, stage] });
        let conditions = json!({ "Dev": is("dev"), "Prod": is("prod"), "Unused": is("x") });
        let file = file(&json!({ "Conditions": conditions, "Resources": resources }));
        let found: Vec<_> = file.policies.iter().map(|it| (it.conditions.clone(), variants(it))).collect();
        let expected: Vec<(Vec<String>, Vec<String>)> = expected
            .into_iter()
            .map(|(names, texts)| {
                (names.iter().map(|it| (*it).into()).collect(), texts.iter().map(|it| (*it).into()).collect())
            })
            .collect();
        // The nearest possible outcome stands for one that can't be.
        assert_eq!(found, expected, "{resources}");
    }
}

#[test]
fn too_many_conditions_are_a_gap() {
    let statement = |at: usize| json!({ "Fn::If": [format!("C{at}"), { "Effect": "Allow", "Action": format!("a:b{at}"), "Resource": "*" }, { "Ref": "AWS::NoValue" }] });
    let with = |count: usize| {
        let statements: Vec<Value> = (0..count).map(statement).collect();
        let document = json!({ "Version": "2012-10-17", "Statement": statements });
        template(json!({ "P": resource("AWS::IAM::ManagedPolicy", json!({ "PolicyDocument": document })) }))
    };
    assert_eq!((with(10).gaps.len(), with(10).policies[0].variants.len()), (0, 1024));
    let file = with(11);
    assert_eq!((owners(&file.gaps[0]), actions(&file.policies[0]).len()), ("policy 0".into(), 11));
    assert!(file.gaps[0].message.starts_with("depends on too many conditions"));
}

#[test]
fn texts_that_nothing_replaces_are_errors() {
    let text = "Parameters: {Stage: {Type: String}}\nResources:\n  P:\n    Type: AWS::IAM::ManagedPolicy\n    Properties:\n      PolicyDocument:\n        \
        Version: 2012-10-17\n        Statement:\n        - {Effect: Allow, Action: 'a:b', Resource: ['x/${AWS::Region}/${aws:username}', '${AWS::Region}', !Sub '${Stage}']}\n        \
        - {Effect: Allow, Action: 'a:b', Resource: '${Stage}-${Other}'}\n";
    let file = yaml(text);
    let expected =
        ["has `${AWS::Region}` outside of `Fn::Sub`: CloudFormation does not replace it", "has `${Stage}` outside of"];
    assert_eq!(file.findings.len(), 2);
    for ((finding, expected), place) in file.findings.iter().zip(expected).zip(["'x/${AWS::Region}", "'${Stage}-"]) {
        assert_eq!((finding.severity, finding.kind), (Severity::Error, Kind::Invalid));
        assert!(finding.message.starts_with(expected), "{finding:?}");
        assert!(text[finding.offset..].starts_with(place), "{finding:?}");
    }
    let document = file.policies[0].variant(|_| true).expect("a document");
    let pieces = document.statements[0].resources.texts[0].text.pieces();
    assert_eq!(pieces[1], Piece::Unknown("${AWS::Region}".into()));
    assert_eq!(pieces[2], Piece::Known("/${aws:username}".into()));
}

#[test]
fn a_key_twice_is_found_wherever_it_is() {
    let policy = "  P:\n    Type: AWS::IAM::ManagedPolicy\n    Properties:\n      PolicyDocument:\n        Version: 2012-10-17\n        \
        Statement:\n        - Effect: Deny\n          Effect: Allow\n          Action: 'a:b'\n          Resource: '*'\n";
    let text = format!("Parameters:\n  KeepDays: 1\n  'KeepDays': 2\nResources:\n{policy}");
    let file = yaml(&text);
    let expected = (Severity::Warning, Kind::Invalid, "has the key `KeepDays` twice: CloudFormation takes the last");
    assert_eq!(findings(&file), [expected]);
    assert!(text[file.findings[0].offset..].starts_with("'KeepDays'"));
    let document = file.policies[0].variant(|_| true).expect("a document");
    assert_eq!(document.problems.len(), 1);
    assert!(text[document.problems[0].offset..].starts_with("Effect: Allow"));
    let iam = r#"{"Statement": {"Effect": "Allow", "Effect": "Deny", "Principal": {"AWS": 1, "AWS": 2}, "Action": "a:b", "Resource": "*"}}"#;
    let file = read("p.json", iam).expect("a file");
    assert_eq!(findings(&file), [(Severity::Error, Kind::Invalid, "has the key `AWS` twice: IAM refuses it")]);
}

#[test]
fn each_part_of_a_policy_has_its_place() {
    let text = "# ü\nResources:\n  P:\n    Type: AWS::IAM::ManagedPolicy\n    Properties:\n      PolicyDocument:\n        Version: '2012-10-17'\n        \
        Statement:\n        - Sid: One\n          Effect: Allow\n          Action: [a:b, !Sub 'c:d']\n          Resource: !Ref X\n          Condition: {StringEquals: {'aws:x': [!Ref Y, z]}}\n";
    let json = serde_json::to_string_pretty(&json!({ "Resources": { "P": { "Properties": { "PolicyDocument": {
        "Version": "2012-10-17", "Statement": [{ "Sid": "One", "Effect": "Allow", "Action": ["a:b", { "Fn::Sub": "c:d" }],
        "Resource": { "Ref": "X" }, "Condition": { "StringEquals": { "aws:x": [{ "Ref": "Y" }, "z"] } } }] } } } } }));
    let json = json.expect("JSON");
    for (name, text, starts) in [
        ("t.yaml", text, ["Version: ", "- Sid"[2..].trim_start(), "One", "a:b", "!Sub", "!Ref X", "'aws:x'", "z]"]),
        ("t.json", json.as_str(), ["{\n", "{\n", "\"One\"", "\"a:b\"", "{\n", "{\n", "\"aws:x\"", "\"z\""]),
    ] {
        let file = read(name, text).expect("a file");
        let document = file.policies[0].variant(|_| true).expect("a document");
        let statement = &document.statements[0];
        let actions = &statement.actions.texts;
        let offsets = [
            file.policies[0].offset,
            statement.offset,
            statement.sid.as_ref().expect("an id").offset,
            actions[0].offset,
            actions[1].offset,
            statement.resources.texts[0].offset,
            statement.conditions[0].offset,
            statement.conditions[0].values[1].offset,
        ];
        for (offset, start) in offsets.into_iter().zip(starts) {
            assert!(text[offset..].starts_with(start), "{start}: {}", &text[offset..]);
        }
    }
}

/// A block of a policy document of Terraform.
fn block(action: &str) -> Value {
    json!({ "actions": [action], "resources": ["*"] })
}

#[test]
fn policies_of_a_module_are_found_by_type() {
    let text = allow("a:b").to_string();
    let role = "${aws_iam_role.r.name}";
    for (type_name, body, expected) in [
        ("aws_iam_policy", json!({ "policy": text }), "-: Managed of [] a:b"),
        ("aws_iam_role_policy", json!({ "policy": text, "role": role }), "-: Inline of [Role aws_iam_role.r] a:b"),
        ("aws_iam_user_policy", json!({ "policy": text, "user": "u" }), "-: Inline of [User u] a:b"),
        ("aws_iam_group_policy", json!({ "policy": text, "group": "g" }), "-: Inline of [Group g] a:b"),
        (
            "aws_iam_role",
            json!({ "inline_policy": [{ "name": "p", "policy": text }] }),
            "-: Inline of [Role aws_iam_role.x] a:b",
        ),
        (
            "aws_ssoadmin_permission_set_inline_policy",
            json!({ "inline_policy": text, "permission_set_arn": "${aws_ssoadmin_permission_set.s.arn}" }),
            "-: Inline of [PermissionSet aws_ssoadmin_permission_set.s] a:b",
        ),
        ("aws_organizations_policy", json!({ "content": text }), "-: ServiceControl of [] a:b"),
        ("aws_organizations_policy", json!({ "content": text, "type": "TAG_POLICY" }), "-: Resource of [] a:b"),
        ("aws_s3_bucket_policy", json!({ "policy": text }), "-: Resource of [] a:b"),
        ("aws_kms_key", json!({ "policy": text }), "-: Resource of [] a:b"),
        ("aws_iam_role", json!({ "assume_role_policy": trust().to_string() }), "-: Resource of [] sts:AssumeRole"),
    ] {
        let file = file(&json!({ "resource": { type_name: { "x": body } } }));
        assert_eq!(summary(&file), [expected], "{type_name}");
        assert_eq!(messages(&file.gaps), Vec::<&str>::new());
    }
}

#[test]
fn a_document_belongs_to_whoever_has_a_policy_of_it() {
    let file = file(&json!({
        "data": { "aws_iam_policy_document": {
            "shared": { "statement": [block("a:b")] },
            "base": { "statement": [{ "sid": "One", "actions": ["c:d"], "resources": ["*"] }, block("e:f")] },
            "more": {
                "source_policy_documents": ["${data.aws_iam_policy_document.base.json}"],
                "statement": { "sid": "One", "actions": ["g:h"], "resources": ["*"] },
            },
            "alone": { "statement": block("i:j") },
            "trust": { "statement": { "actions": ["sts:AssumeRole"], "principals": [{ "type": "Service", "identifiers": ["x"] }] } },
        } },
        "resource": {
            "aws_iam_role": { "r": { "name": "r", "assume_role_policy": "${data.aws_iam_policy_document.trust.json}" } },
            "aws_iam_policy": { "m": { "policy": "${data.aws_iam_policy_document.shared.json}" } },
            "aws_iam_role_policy": {
                "a": { "role": "r", "policy": "${data.aws_iam_policy_document.shared.json}" },
                "b": { "role": "s", "policy": "${data.aws_iam_policy_document.shared.json}" },
                "c": { "role": "s", "policy": "${data.aws_iam_policy_document.more.minified_json}" },
            },
            "aws_iam_role_policy_attachment": { "x": { "role": "${aws_iam_role.r.name}", "policy_arn": "${aws_iam_policy.m.arn}" } },
        },
    }));
    assert_eq!(
        sorted_summary(&file),
        [
            "data.aws_iam_policy_document.alone: Document of [] i:j",
            "data.aws_iam_policy_document.more: Inline of [Role s] g:h e:f",
            "data.aws_iam_policy_document.shared: Inline of [Role r, Role s] a:b",
            "data.aws_iam_policy_document.shared: Managed of [Role r] a:b",
            "data.aws_iam_policy_document.trust: Resource of [] sts:AssumeRole",
        ]
    );
    assert_eq!(messages(&file.gaps), Vec::<&str>::new());
}

#[test]
fn a_condition_of_terraform_that_an_expression_chooses_is_unknown() {
    for (test, variable) in [("${var.test}", "aws:RequestedRegion"), ("StringEquals", "aws:${var.key}")] {
        let condition = json!({ "test": test, "variable": variable, "values": ["eu-west-1"] });
        let statement = json!({ "actions": ["a:b"], "resources": ["*"], "condition": [condition] });
        let module = json!({ "data": { "aws_iam_policy_document": { "d": { "statement": [statement] } } } });
        let file = read("x.tf.json", &module.to_string()).expect("a file");
        let document = file.policies[0].variant(|_| true).expect("a document");
        assert_eq!(document.problems, [], "{test}");
        let [condition] = &*document.statements[0].conditions else { panic!("{document:?}") };
        assert!(condition.operator.known().is_none() || condition.key.known().is_none(), "{condition:?}");
    }
}

#[test]
fn a_document_of_terraform_is_rendered() {
    let json = serde_json::to_string_pretty(&json!({ "data": { "aws_iam_policy_document": { "d": { "statement": [{
        "sid": "One", "effect": "Deny", "not_actions": ["a:b"], "resources": ["${var.arn}/&{aws:username}", "$${aws:x}"],
        "condition": [
            { "test": "StringEquals", "variable": "k", "values": ["1"] },
            { "test": "StringEquals", "variable": "k", "values": ["2"] },
            { "test": "StringEquals", "variable": "l", "values": ["3"] },
        ],
    }] } } } }));
    let json = json.expect("JSON");
    let file = read("x.tf.json", &json).expect("a file");
    let document = file.policies[0].variant(|_| true).expect("a document");
    assert!(document.problems.is_empty() && document.has_variables());
    let statement = &document.statements[0];
    assert!(statement.actions.is_negated && matches!(statement.effect, bedrock_profiles_iam::document::Effect::Deny));
    let resources: Vec<_> = statement.resources.texts.iter().map(|located| located.text.pieces().to_vec()).collect();
    assert_eq!(
        resources,
        [
            vec![Piece::Unknown("${var.arn}".into()), Piece::Known("/${aws:username}".into())],
            vec![Piece::Known("${aws:x}".into())],
        ]
    );
    let conditions: Vec<_> = statement.conditions.iter().map(|it| (it.key.to_string(), it.values.len())).collect();
    assert_eq!(conditions, [("k".into(), 2), ("l".into(), 1)]);
    assert!(json[statement.conditions[0].values[1].offset..].starts_with("\"2\""));
    assert!(json[statement.resources.texts[0].offset..].starts_with("\"${var.arn}"));
}

#[test]
fn what_a_module_does_not_say_is_a_gap() {
    let role = |more: Value| json!({ "resource": { "aws_iam_role": { "r": more } } });
    let policy =
        |policy: &str| json!({ "resource": { "aws_iam_role_policy": { "p": { "role": "r", "policy": policy } } } });
    let attached = |arn: &str| json!({ "resource": { "aws_iam_role_policy_attachment": { "a": { "role": "r", "policy_arn": arn } } } });
    let document = |more: Value| json!({ "data": { "aws_iam_policy_document": { "d": more } } });
    for (blocks, owner, expected) in [
        (policy("${file(var.policy)}"), "r", "the policy `aws_iam_role_policy.p`, whose document is an expression"),
        (policy("${jsonencode({ Statement = [] })}"), "r", "the policy `aws_iam_role_policy.p`"),
        (policy("${data.aws_iam_policy_document.gone.json}"), "r", "the policy `aws_iam_role_policy.p`"),
        (
            json!({ "resource": { "aws_iam_policy": { "p": { "policy": "${file(var.policy)}" } } } }),
            "",
            "the policy `aws_iam_policy.p`",
        ),
        (attached("${var.x}"), "r", "the policy `${var.x}`, which is not in this file"),
        (attached("${data.aws_iam_policy.x.arn}"), "r", "the policy `${data.aws_iam_policy.x.arn}`"),
        (attached("arn:aws:iam::aws:policy/AdministratorAccess"), "r", "the AWS managed policy `AdministratorAccess`"),
        (attached("${var.x ? aws_iam_policy.a.arn : aws_iam_policy.b.arn}"), "r", "the policy `${var.x ? "),
        (role(json!({ "permissions_boundary": "arn:x" })), "aws_iam_role.r", "permissions boundaries, which may deny"),
        (role(json!({ "managed_policy_arns": ["${var.x}"] })), "aws_iam_role.r", "the policy `${var.x}`"),
        (
            role(json!({ "inline_policy": "${var.x}" })),
            "aws_iam_role.r",
            "the policy `aws_iam_role.r/inline_policy[0]`",
        ),
        (role(json!({ "count": 1 })), "aws_iam_role.r", "the `count` of `aws_iam_role.r`"),
        (
            json!({ "resource": { "aws_iam_role_policy": { "p": { "for_each": "${var.x}", "role": "r", "policy": allow("a:b").to_string() } } } }),
            "r",
            "the `for_each` of `aws_iam_role_policy.p`",
        ),
        (
            json!({ "resource": { "aws_iam_role_policy_attachments_exclusive": { "a": { "role_name": "r", "policy_arns": ["${var.x}"] } } } }),
            "r",
            "the policy `${var.x}`, which is not in this file",
        ),
        (
            json!({ "resource": { "aws_iam_user_group_membership": { "a": { "user": "u", "groups": ["g"] } } } }),
            "u",
            "the policies of the group `g`",
        ),
        (
            json!({ "resource": { "aws_iam_group_membership": { "a": { "name": "m", "users": ["u", "v"], "group": "g" } } } }),
            "u v",
            "the policies of the group `g`",
        ),
        (
            document(json!({ "statement": [{ "actions": ["a:b"], "dynamic": { "principals": {} } }] })),
            "policy 0",
            "the `principals` of its statement",
        ),
        (
            document(json!({ "statement": [{ "actions": ["a:b"], "action": "c:d" }] })),
            "policy 0",
            "the `action` of its statement",
        ),
        (role(json!({ "dynamic": { "inline_policy": {} } })), "aws_iam_role.r", "its `dynamic` inline policies"),
        (
            document(json!({ "dynamic": { "statement": {} } })),
            "policy 0",
            "its `dynamic` statements, which are known when Terraform expands them",
        ),
        (
            document(json!({ "source_policy_documents": ["${var.x}"] })),
            "policy 0",
            "`${var.x}` of its `source_policy_documents`",
        ),
        (
            document(json!({ "override_policy_documents": "${var.x}" })),
            "policy 0",
            "`${var.x}` of its `override_policy_documents`",
        ),
        (
            json!({ "resource": { "aws_iam_role_policy": { "p": { "role": "${var.r}", "policy": allow("a:b").to_string() } } } }),
            "",
            "",
        ),
    ] {
        let file = file(&blocks);
        match file.gaps.as_slice() {
            [] => assert_eq!(expected, "", "{blocks}"),
            [gap] => {
                assert!(
                    !expected.is_empty() && gap.message.starts_with(&format!("is judged without {expected}")),
                    "{gap:?}"
                );
                assert_eq!(owners(gap), owner, "{blocks}");
            }
            gaps => panic!("{gaps:?}"),
        }
    }
}

#[test]
fn plans_are_read_as_they_will_be() {
    let text = allow("a:${aws:x}").to_string();
    let planned = |address: &str, values: Value| json!({ "address": address, "values": values });
    let plan = file(&json!({
        "format_version": "1.2",
        "planned_values": { "root_module": {
            "resources": [
                planned("aws_bedrock_inference_profile.chat", json!({ "model_source": [{ "copy_from": "arn:x" }] })),
                planned("aws_iam_role.later", json!({ "name": "later", "inline_policy": [{ "name": "p" }] })),
            ],
            "child_modules": [{ "address": "module.m[\"a.b\"]", "resources": [
                planned("module.m[\"a.b\"].aws_iam_policy.x[0]", json!({ "policy": text })),
                planned("module.m[\"a.b\"].aws_iam_role_policy_attachment.x[0]", json!({ "role": "the-role" })),
                planned("module.m[\"a.b\"].aws_iam_role_policy_attachment.y", json!({ "role": "the-role" })),
            ] }],
        } },
        "configuration": { "root_module": { "module_calls": { "m": { "module": { "resources": [
            { "address": "aws_iam_role_policy_attachment.x", "expressions": { "policy_arn": { "references": ["aws_iam_policy.x.arn", "aws_iam_policy.x"] } } },
            { "address": "aws_iam_role_policy_attachment.y", "expressions": { "policy_arn": { "references": ["var.arn"] } } },
        ] } } } } },
        "resource_changes": [
            { "address": "aws_iam_role_policy.p", "change": { "after": { "role": "r" }, "after_unknown": { "policy": true } } },
            { "address": "aws_iam_role_policy.gone", "change": { "before": { "policy": text }, "after": null, "after_unknown": {} } },
            { "address": "aws_iam_role.later", "change": { "after": {}, "after_unknown": { "inline_policy": [{ "policy": true }] } } },
        ],
        "prior_state": { "values": { "root_module": { "resources": [planned("aws_iam_policy.old", json!({ "policy": text }))] } } },
    }));
    assert_eq!(summary(&plan), ["-: Managed of [Role the-role] a:${aws:x}"]);
    let document = plan.policies[0].variant(|_| true).expect("a document");
    assert_eq!(document.statements[0].actions.texts[0].text.known(), Some("a:${aws:x}"));
    let gaps: Vec<_> = plan.gaps.iter().map(|gap| (owners(gap), gap.message.as_str())).collect();
    assert_eq!(
        gaps,
        [
            ("the-role".to_owned(), "is judged without the policy `${var.arn}`, which is not in this file"),
            ("later".to_owned(), "is judged without the policy `aws_iam_role.later/p`, which is known after apply"),
            ("r".to_owned(), "is judged without the policy `aws_iam_role_policy.p`, which is known after apply"),
        ]
    );
    assert_eq!(plan.applications[0].reference, "${aws_bedrock_inference_profile.chat.arn}");
    assert_eq!(plan.applications[0].copied, Some("arn:x".into()));
}

#[test]
fn what_a_plan_does_not_say_is_a_gap() {
    let plan = |address: &str, values: Value, more: Value| {
        let resources = json!([{ "address": address, "values": values }]);
        let mut plan =
            json!({ "format_version": "1.2", "planned_values": { "root_module": { "resources": resources } } });
        plan.as_object_mut().expect("it").extend(more.as_object().expect("it").clone());
        file(&plan)
    };
    let change = json!({ "resource_changes": [{ "address": "aws_iam_role.r", "change": { "after_unknown": { "permissions_boundary": true } } }] });
    let configured = json!({ "configuration": { "root_module": { "resources": [{ "address": "aws_iam_role.r", "expressions": {
        "permissions_boundary": { "references": ["aws_iam_policy.b.arn"] } } }] } } });
    let role = || json!({ "name": "r" });
    let reference = json!({ "permission_set_arn": "arn:s", "customer_managed_policy_reference": [{}] });
    let boundary = "is judged without permissions boundaries, which may deny";
    let partial = "is judged by a plan that is not complete";
    for (file, owner, expected) in [
        (plan("aws_iam_role.r", role(), change), "r", boundary),
        (plan("aws_iam_role.r", role(), configured), "r", boundary),
        (
            plan("aws_ssoadmin_customer_managed_policy_attachment.a", reference, json!({})),
            "arn:s",
            "is judged without the policy `(known after apply)`, which is not in this file",
        ),
        (plan("aws_iam_role.r", role(), json!({ "errored": true })), "everyone", partial),
        (plan("aws_iam_role.r", role(), json!({ "complete": false })), "everyone", partial),
        (plan("aws_iam_role.r", role(), json!({ "deferred_changes": [{}] })), "everyone", partial),
        (
            plan("aws_iam_role_policy.p", json!({ "role": "r" }), json!({})),
            "r",
            "is judged without the policy `aws_iam_role_policy.p`, which is not in this file",
        ),
    ] {
        let gaps: Vec<_> = file.gaps.iter().map(|gap| (owners(gap), gap.message.as_str())).collect();
        assert_eq!(gaps, [(owner.to_owned(), expected)]);
    }
}

#[test]
fn application_profiles_are_found() {
    let made = template(json!({ "Chat": resource("AWS::Bedrock::ApplicationInferenceProfile", json!({
        "ModelSource": { "CopyFrom": { "Fn::Sub": "arn:${AWS::Region}" } },
    })) }));
    let application = &made.applications[0];
    assert_eq!((application.reference.as_str(), application.name.as_str()), ("${Chat.InferenceProfileArn}", "Chat"));
    let copied = application.copied.as_ref().expect("a source").pieces();
    assert_eq!(copied, [Piece::Known("arn:".into()), Piece::Unknown("${AWS::Region}".into())]);
    let file = file(
        &json!({ "resource": { "aws_bedrock_inference_profile": { "c": { "model_source": { "copy_from": "${var.x}" } }, "d": {} } } }),
    );
    let found: Vec<_> = file.applications.iter().map(|it| (it.reference.as_str(), it.copied.is_some())).collect();
    assert_eq!(
        found,
        [("${aws_bedrock_inference_profile.c.arn}", true), ("${aws_bedrock_inference_profile.d.arn}", false)]
    );
}

/// Texts of each form, and of what is in them.
fn samples() -> Vec<(&'static str, String)> {
    let text = allow("a:${aws:x}").to_string();
    vec![
        ("p.json", text.clone()),
        ("t.yaml", include_str!("samples/template.yaml").to_owned()),
        ("t.json", json!({ "Resources": { "S": resource("AWS::SSO::PermissionSet", json!({ "InlinePolicy": { "Fn::Sub": text } })) } }).to_string()),
        ("x.tf.json", json!({
            "data": { "aws_iam_policy_document": { "a": { "statement": [block("${var.x}")], "source_policy_documents": ["${data.aws_iam_policy_document.a.json}"] } } },
            "resource": { "aws_iam_role_policy": { "x": { "role": "r", "policy": "${data.aws_iam_policy_document.a.json}" } } },
        }).to_string()),
    ]
}

#[test]
fn no_text_makes_it_panic() {
    let mut random = 1_u64;
    let mut next = |below: usize| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(random >> 33).expect("32 bits") % below
    };
    let bytes = b"{}[]\":,$!&*\n -%\\x0";
    for (name, text) in samples() {
        read(name, &text).expect("a file");
        for at in 0..400 {
            let mut mutated = text.clone().into_bytes();
            if at % 4 == 0 {
                mutated.truncate(next(mutated.len()));
            }
            for _ in 0..=at % 3 {
                let place = next(mutated.len().max(1));
                if let Some(byte) = mutated.get_mut(place) {
                    *byte = bytes[next(bytes.len())];
                }
            }
            let _ = read(name, &String::from_utf8_lossy(&mutated));
        }
    }
}

/// Each of these took minutes if every part were compared with every other one.
#[test]
fn large_files_are_read_in_linear_time() {
    let statement = |at: usize| json!({ "Sid": format!("S{at}"), "Effect": "Allow", "Action": "a:b", "Resource": "*" });
    let statements: Vec<Value> = (0..20_000).map(statement).collect();
    let large = file(&json!({ "Version": "2012-10-17", "Statement": statements }));
    assert_eq!(large.policies[0].variant(|_| true).map(|document| document.statements.len()), Some(20_000));
    let twice = format!("{{\"Resources\": {{{}}}}}", vec!["\"X\": 1"; 50_000].join(","));
    assert_eq!(read("t.json", &twice).expect("a file").findings.len(), 50_000);
}

#[test]
fn a_document_of_a_state_is_as_it_was_rendered() {
    let values = json!({ "json": allow("a:${x}").to_string(), "statement": [{ "actions": ["c:d"] }] });
    let resource = json!({ "address": "data.aws_iam_policy_document.d", "mode": "data", "values": values });
    let state = |resources: Value| {
        file(&json!({ "format_version": "1.0", "values": { "root_module": { "resources": resources } } }))
    };
    assert_eq!(summary(&state(json!([resource]))), ["-: Document of [] a:${x}"]);
    let policy =
        json!({ "address": "aws_iam_policy.p", "values": { "arn": "arn:p", "policy": allow("e:f").to_string() } });
    let attachment =
        json!({ "address": "aws_iam_role_policy_attachment.a", "values": { "role": "r", "policy_arn": "arn:p" } });
    assert_eq!(summary(&state(json!([resource, policy, attachment]))), ["-: Managed of [Role r] e:f"]);
}

#[test]
fn a_policy_that_is_attached_nowhere_is_read() {
    let mut policy = resource("AWS::IAM::ManagedPolicy", json!({ "PolicyDocument": allow("a:b") }));
    policy["Condition"] = json!("C");
    let arns = json!([{ "Fn::If": ["C", { "Ref": "AWS::NoValue" }, { "Ref": "P" }] }]);
    let role = resource("AWS::IAM::Role", json!({ "ManagedPolicyArns": arns }));
    let file = template(json!({ "P": policy, "R": role }));
    assert_eq!((variants(&file.policies[0]), identities(&file.policies[0])), (vec!["-".into(), "a:b".into()], vec![]));
}

/// Whose the gaps are, and what is said in them.
fn gaps(resources: Value) -> Vec<String> {
    let file = template(resources);
    file.gaps.iter().map(|gap| format!("{}: {}", owners(gap), gap.message)).collect()
}

#[test]
fn policies_of_groups_are_gaps_of_their_users() {
    let user = |properties: Value| resource("AWS::IAM::User", properties);
    let addition = json!({ "GroupName": "g", "Users": [{ "Ref": "U" }] });
    assert_eq!(
        gaps(json!({ "U": user(json!({ "Groups": [{ "Ref": "G" }, "admins"] })) })),
        [
            "U: is judged without the policies of the group `${G}`",
            "U: is judged without the policies of the group `admins`"
        ]
    );
    assert_eq!(
        gaps(json!({ "U": user(json!({})), "A": resource("AWS::IAM::UserToGroupAddition", addition) })),
        ["U: is judged without the policies of the group `g`"]
    );
}

#[test]
fn a_policy_that_may_be_attached_is_a_gap() {
    let policy = json!({ "PolicyDocument": allow("a:b"), "Roles": { "Ref": "L" } });
    let policy = resource("AWS::IAM::ManagedPolicy", policy);
    assert_eq!(
        gaps(json!({ "P": policy, "R": resource("AWS::IAM::Role", json!({})) })),
        ["R: is judged without `P`, which may be attached to it at deployment"]
    );
    assert_eq!(gaps(json!({ "P": policy, "L": resource("AWS::IAM::Role", json!({})) })), Vec::<String>::new());
}

#[test]
fn a_policy_without_document_is_a_gap() {
    for policy in [json!({ "PolicyName": "b" }), json!({ "PolicyName": "b", "policyDocument": allow("a:b") })] {
        assert_eq!(
            gaps(json!({ "R": resource("AWS::IAM::Role", json!({ "Policies": [policy] })) })),
            ["R: is judged without the inline policy `b`, which has no `PolicyDocument`"]
        );
    }
    assert_eq!(
        gaps(json!({ "P": resource("AWS::IAM::Policy", json!({ "Roles": ["r"] })) })),
        ["r: is judged without the policy `P`, which has no `PolicyDocument`"]
    );
}

#[test]
fn a_transform_of_the_whole_template_is_a_gap() {
    let file = file(&json!({ "Fn::Transform": { "Name": "AWS::Include" }, "Resources": {} }));
    assert_eq!(messages(&file.gaps), ["is judged without what `Fn::Transform` makes of the template"]);
}

#[test]
fn a_policy_of_another_account_is_not_of_the_template() {
    let policy = json!({ "PolicyDocument": allow("a:b"), "ManagedPolicyName": "x", "Path": "/p/" });
    for (arn, count) in [
        ("arn:aws:iam::aws:policy/p/x", 1),
        ("arn:aws:iam::999999999999:policy/p/x", 1),
        ("arn:aws:iam::${AWS::AccountId}:policy/x", 1),
        ("arn:aws:iam::${AWS::AccountId}:policy/p/x", 0),
    ] {
        let role = resource("AWS::IAM::Role", json!({ "ManagedPolicyArns": [{ "Fn::Sub": arn }] }));
        let gaps = gaps(json!({ "P": resource("AWS::IAM::ManagedPolicy", policy.clone()), "R": role }));
        assert_eq!(gaps.len(), count, "{arn}");
    }
}

#[test]
fn a_name_that_depends_on_conditions_is_not_known() {
    let role = resource("AWS::IAM::Role", json!({ "RoleName": { "Fn::If": ["C", "a", "b"] } }));
    let policy = resource("AWS::IAM::Policy", json!({ "PolicyDocument": allow("a:b"), "Roles": ["a"] }));
    let resources = json!({ "R": role, "P": policy });
    assert_eq!(identities(&template(resources.clone()).policies[0]), ["Role a"]);
    assert_eq!(gaps(resources), ["R: is judged without the policies of its name, over which conditions decide"]);
}

#[test]
fn policies_of_sam_beside_a_role_are_not_exact() {
    let function = json!({ "Role": "arn:aws:iam::123456789012:role/r", "Policies": [allow("a:b")] });
    assert_eq!(
        gaps(json!({ "F": resource("AWS::Serverless::Function", function) })),
        ["FRole: is judged without `Role`, for which SAM ignores `Policies`"]
    );
}
