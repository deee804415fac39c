//! Files with several policies: those of one identity are judged together, others each by itself.

use super::{chat, judged, verdict, wrong};
use crate::support::{CHAT, Place};
use serde_json::{Value, json};

/// The statement on the profile of `CHAT` alone, and that on its models.
fn halves() -> [Value; 2] {
    let only = |at: usize| {
        let mut half = chat();
        let statement = half["Statement"][at].take();
        half["Statement"] = json!([statement]);
        half
    };
    [only(0), only(1)]
}

fn template(resources: &Value) -> Value {
    json!({ "Resources": resources })
}

fn policy(document: &Value, more: &Value) -> Value {
    let mut policy =
        json!({ "Type": "AWS::IAM::ManagedPolicy", "Properties": { "PolicyName": "p", "PolicyDocument": document } });
    for (key, value) in more.as_object().expect("an object") {
        policy["Properties"][key] = value.clone();
    }
    policy
}

/// What holds the halves, each with the attachment of one to `A` and the other to `A` or `B`.
fn attached_to(other: &str) -> Vec<Value> {
    let [profile, models] = &halves();
    let to = |role: &str| json!({ "Roles": [{ "Ref": role }] });
    let inline = |document: &Value| json!({ "PolicyName": "p", "PolicyDocument": document });
    let role = |properties: Value| json!({ "Type": "AWS::IAM::Role", "Properties": properties });
    let managed = |id: &str| role(json!({ "ManagedPolicyArns": [{ "Ref": id }] }));
    let by_roles = json!({ "PA": policy(profile, &to("A")), "PB": policy(models, &to(other)) });
    let mut by_arns = json!({
        "PA": policy(profile, &json!({})), "PB": policy(models, &json!({})),
        "A": managed("PA"), "B": managed("PB"),
    });
    if other == "A" {
        by_arns["A"] = role(json!({ "ManagedPolicyArns": [{ "Ref": "PA" }, { "Ref": "PB" }] }));
        by_arns.as_object_mut().expect("resources").remove("B");
    }
    let mut inlined = json!({ "A": role(json!({ "Policies": [inline(profile)] })), "PB": policy(models, &to(other)) });
    inlined["PB"]["Properties"]["Roles"] = json!(["the-role"]);
    let named = if other == "A" { "the-role" } else { "another" };
    inlined["A"]["Properties"]["RoleName"] = json!(named);
    let function =
        |policies: Value| json!({ "Type": "AWS::Serverless::Function", "Properties": { "Policies": policies } });
    let functions = match other {
        "A" => json!({ "A": function(json!(["AWSLambdaBasicExecutionRole", profile, models])) }),
        _ => json!({ "A": function(json!([profile])), "B": function(json!([models])) }),
    };
    let detail = |name: &str, arns: &[&str]| {
        let arns: Vec<Value> = arns.iter().map(|arn| json!({ "PolicyArn": arn })).collect();
        json!({ "RoleName": name, "Arn": format!("arn:{name}"), "AttachedManagedPolicies": arns })
    };
    let mut own = detail("A", if other == "A" { &["arn:x"] } else { &[] });
    own["RolePolicyList"] = json!([inline(profile)]);
    let old = json!({ "Document": chat(), "VersionId": "v1", "IsDefaultVersion": false });
    let current = json!({ "Document": models, "VersionId": "v2", "IsDefaultVersion": true });
    let account = json!({
        "RoleDetailList": [own, detail("B", if other == "A" { &[] } else { &["arn:x"] })],
        "Policies": [{ "PolicyName": "x", "Arn": "arn:x", "PolicyVersionList": [current, old] }],
    });
    let printed =
        |role: &str, document: &Value| json!({ "RoleName": role, "PolicyName": "p", "PolicyDocument": document });
    let list = json!([printed("A", profile), printed(other, models)]);
    vec![template(&by_roles), template(&by_arns), template(&inlined), template(&functions), account, list]
}

#[test]
fn the_policies_of_one_role_are_judged_together() {
    for document in attached_to("A").into_iter().chain(terraform("A")) {
        assert_eq!(verdict(&document), format!("<stdin>: grants exactly what `{CHAT}` needs\n"), "{document:#}");
    }
}

#[test]
fn the_policies_of_two_roles_are_judged_each_by_itself() {
    for document in attached_to("B").into_iter().chain(terraform("B")) {
        let told = wrong(&document, &["<stdin>: 2 errors\n"]);
        assert_eq!(told.matches("error: policy `").count(), 2, "{told}");
    }
}

/// A module, and a plan whose roles are known as far as its configuration tells.
fn terraform(other: &str) -> Vec<Value> {
    let [profile, models] = &halves();
    let policy = |document: &Value| json!({ "policy": document.to_string() });
    let to = |role: &str| format!("${{aws_iam_role.{role}.name}}");
    let module = json!({ "resource": {
        "aws_iam_role": { "A": {}, "B": {} },
        "aws_iam_policy": { "x": policy(profile) },
        "aws_iam_role_policy": { "y": { "policy": models.to_string(), "role": to(other) } },
        "aws_iam_role_policy_attachment": { "x": { "role": to("A"), "policy_arn": "${aws_iam_policy.x.arn}" } },
    } });
    let planned =
        |address: &str, values: Value| json!({ "address": format!("module.m[\"a.b\"].{address}"), "values": values });
    let configured = |address: &str, references: Value| json!({ "address": address, "expressions": references });
    let refers = |name: &str| json!({ "references": [format!("{name}.id"), name] });
    let resources = [
        planned("aws_iam_policy.x[0]", policy(profile)),
        planned("aws_iam_role_policy.y", policy(models)),
        planned("aws_iam_role_policy_attachment.x[0]", json!({ "role": "the-role" })),
        planned("aws_iam_role.A", json!({ "name": "the-role" })),
        planned("aws_iam_role.B", json!({})),
    ];
    let configuration = [
        configured("aws_iam_role_policy.y", json!({ "role": refers(&format!("aws_iam_role.{other}")) })),
        configured("aws_iam_role_policy_attachment.x", json!({ "policy_arn": refers("aws_iam_policy.x") })),
    ];
    let plan = json!({
        "format_version": "1.2",
        "planned_values": { "root_module": { "child_modules": [{ "address": "module.m[\"a.b\"]", "resources": resources }] } },
        "configuration": { "root_module": { "module_calls": { "m": { "module": { "resources": configuration } } } } },
    });
    vec![module, plan]
}

#[test]
fn a_document_of_terraform_belongs_to_whoever_has_a_policy_of_it() {
    let allow = |resources: Value, conditions: Value| {
        let actions = ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"];
        json!({ "statement": [{ "actions": actions, "resources": resources, "condition": conditions }] })
    };
    let [profile, models] = halves();
    let arn = &profile["Statement"][0]["Resource"];
    let through = json!([{ "test": "StringEquals", "variable": "bedrock:InferenceProfileArn", "values": [arn] }]);
    let mut module = json!({
        "data": { "aws_iam_policy_document": {
            "profile": allow(json!([arn]), json!([])),
            "models": allow(models["Statement"][0]["Resource"].clone(), through),
        } },
        "resource": { "aws_iam_role_policy": {
            "a": { "role": "r", "policy": "${data.aws_iam_policy_document.profile.json}" },
            "b": { "role": "r", "policy": "${data.aws_iam_policy_document.models.json}" },
        } },
    });
    assert!(verdict(&module).contains("grants exactly"));
    module["resource"]["aws_iam_role_policy"]["b"]["role"] = json!("s");
    wrong(&module, &["policy `data.aws_iam_policy_document.profile` grants too little", "<stdin>: 2 errors\n"]);
    module["resource"]["aws_iam_role_policy"]["b"]["policy"] = json!("${data.aws_iam_policy_document.elsewhere.json}");
    let (_, told) = judged(&Place::new(), &module);
    assert!(told.contains("is judged without the policy `aws_iam_role_policy.b`"), "{told}");
}

#[test]
fn halves_that_may_belong_together_are_warned_of() {
    let [profile, models] = &halves();
    let both = template(&json!({ "PA": policy(profile, &json!({})), "PB": policy(models, &json!({})) }));
    let told = verdict(&both);
    for text in [
        "warning: policy `PA` grants too little by itself: `eu.anthropic.claude-sonnet-4-6` from `eu-central-1` needs ",
        " on 6 resources, which `PB` grants\n",
        "warning: policy `PB` grants too little by itself: ",
        "help: the file does not say whose these policies are: attach them to the same role",
    ] {
        assert!(told.contains(text), "{text}\n{told}");
    }
    assert!(told.ends_with(" needs, as far as it is judged\n"), "{told}");
    // What neither grants is missing, and what is whole by itself is no half.
    let mut less = both.clone();
    let resources = less.pointer_mut("/Resources/PB/Properties/PolicyDocument/Statement/0/Resource").expect("it");
    resources.as_array_mut().expect("a list").pop();
    wrong(
        &less,
        &[
            "policy `PA` grants too little by itself: ",
            "error: statement `EuAnthropicClaudeSonnet46EuCentral1Models` of `PB`",
        ],
    );
    wrong(&json!([chat(), profile]), &["error: policy `[1]` grants too little: ", "<stdin>: 1 error\n"]);
}

#[test]
fn a_condition_decides_over_both_halves() {
    let [profile, models] = &halves();
    let none = json!({ "Ref": "AWS::NoValue" });
    let where_prod = |own: &Value| json!({ "Fn::If": ["Prod", own, none] });
    let (mut half, mut other) = (profile.clone(), models.clone());
    other["Statement"][0] = where_prod(&models["Statement"][0]);
    let both = |half: &Value, other: &Value| {
        template(&json!({ "PA": policy(half, &json!({})), "PB": policy(other, &json!({})) }))
    };
    // What the condition decides of `PA` is not about Bedrock, and yet its other half is missing where it is false.
    let bucket = json!({ "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/*" });
    half["Statement"].as_array_mut().expect("a list").push(where_prod(&bucket));
    let told = wrong(
        &both(&half, &other),
        &["error: policy `PA` grants too little: ", "\n  note: so where `Prod` is false\n", "which `PB` grants\n"],
    );
    assert!(told.contains("\n  note: so where `Prod` is true\n"), "{told}");
    // A denial that is there under the condition alone.
    let denial = json!({ "Effect": "Deny", "Action": "bedrock:*", "Resource": "*" });
    let mut whole = chat();
    whole["Statement"].as_array_mut().expect("a list").push(where_prod(&bucket));
    let told = verdict(&both(&whole, &json!({ "Version": "2012-10-17", "Statement": [where_prod(&denial)] })));
    assert!(told.contains("is not judged: it denies what other policies grant"), "{told}");
    assert!(told.contains("\n  note: so where `Prod` is true\n"), "{told}");
}

#[test]
fn what_is_not_always_there_is_no_half() {
    let [profile, models] = &halves();
    let under = |document: &Value, condition: &str| {
        let mut policy = policy(document, &json!({}));
        policy["Condition"] = json!(condition);
        policy
    };
    let template = |first: Value, second: Value| {
        let conditions = json!({
            "Prod": { "Fn::Equals": [{ "Ref": "Stage" }, "prod"] },
            "Dev": { "Fn::Not": [{ "Condition": "Prod" }] },
        });
        json!({ "Conditions": conditions, "Resources": { "PA": first, "PB": second } })
    };
    for other in ["Prod", "Dev"] {
        let first = if other == "Prod" { policy(profile, &json!({})) } else { under(profile, "Prod") };
        wrong(&template(first, under(models, other)), &["error: policy `PA` grants too little: "]);
    }
    let told = verdict(&template(under(profile, "Prod"), under(models, "Prod")));
    assert!(told.contains(" on 6 resources, which `PB` grants\n") && !told.contains("error: "), "{told}");
}

#[test]
fn many_policies_that_may_belong_together_are_counted() {
    let [profile, models] = &halves();
    let all = (0..300).map(|at| (format!("P{at:03}"), policy(if at == 0 { profile } else { models }, &json!({}))));
    let told = verdict(&template(&Value::Object(all.collect())));
    assert!(told.contains(", which `P001`, `P002`, `P003`, `P004`, `P005` and 294 more grant\n"), "{told}");
}

#[test]
fn whom_an_expression_chooses_is_not_known() {
    let [profile, models] = &halves();
    let module = |chosen: &str| {
        json!({ "resource": {
            "aws_iam_role": { "A": {}, "B": {} },
            "aws_iam_role_policy": {
                "x": { "policy": profile.to_string(), "role": "${aws_iam_role.A.name}" },
                "y": { "policy": models.to_string(), "role": chosen },
            },
        } })
    };
    let told = verdict(&module("${aws_iam_role.A.id}"));
    assert_eq!(told, format!("<stdin>: grants exactly what `{CHAT}` needs\n"));
    let chosen = module("${var.is_live ? aws_iam_role.A.id : aws_iam_role.B.id}");
    let told = Place::new().run_with(&["check", "-"], &chosen.to_string()).fine();
    assert!(told.contains("warning: policy `aws_iam_role_policy.x` grants too little by itself"), "{told}");
    assert!(told.ends_with("as far as it is judged\n"), "{told}");
}

#[test]
fn a_denial_of_another_role_denies_nothing() {
    let deny = json!({ "Statement": { "Effect": "Deny", "Action": "bedrock:*", "Resource": "*" } });
    let with = |roles: Value| {
        template(&json!({
            "PA": policy(&chat(), &json!({ "Roles": ["a"] })),
            "PB": policy(&deny, &roles),
        }))
    };
    assert_eq!(verdict(&with(json!({ "Roles": ["b"] }))), format!("<stdin>: grants exactly what `{CHAT}` needs\n"));
    wrong(
        &with(json!({ "Roles": ["a", "b"] })),
        &["error: statement 1 of `PB` grants too little", "remove this `Deny`"],
    );
    let told = verdict(&with(json!({})));
    assert!(
        told.contains("note: statement 1 of `PB` is not judged: it denies what other policies grant, if"),
        "{told}"
    );
}

#[test]
fn a_finding_names_its_policy() {
    let mut wide = chat();
    wide["Statement"][0]["Action"] = json!("bedrock:InvokeModel*");
    let document = template(&json!({
        "Good": policy(&chat(), &json!({ "Roles": ["a"] })),
        "Wide": policy(&wide, &json!({ "Roles": ["b", "c"] })),
        "Role": { "Type": "AWS::IAM::Role", "Properties": { "Policies": [{ "PolicyName": "q", "PolicyDocument": wide }] } },
    }));
    let sid = "`EuAnthropicClaudeSonnet46EuCentral1Profile`";
    wrong(
        &document,
        &[&format!("error: statement {sid} of `Wide` grants too much"), "of `Role/q` grants too much", ": 2 errors\n"],
    );
    let json = Place::new().run_with(&["check", "--format", "json", "-"], &document.to_string()).failed_check();
    let json: Value = serde_json::from_str(&json).expect("JSON");
    let findings = json["files"][0]["findings"].as_array().expect("a list");
    let told: Vec<_> = findings.iter().map(|it| (&it["policy"], &it["statement"])).collect();
    assert_eq!(told.len(), 2);
    assert!(
        told.contains(&(&json!("Wide"), &json!(sid))) && told.contains(&(&json!("Role/q"), &json!(sid))),
        "{json:#}"
    );
    let alone = Place::new().run_with(&["check", "--format", "json", "-"], &wide.to_string()).failed_check();
    assert!(!alone.contains("\"policy\""), "{alone}");
}

#[test]
fn files_that_may_have_no_policy_are_fine() {
    for document in [
        json!({ "Resources": { "Bucket": { "Type": "AWS::S3::Bucket" } } }),
        json!({ "AWSTemplateFormatVersion": "2010-09-09" }),
        json!({ "format_version": "1.2", "planned_values": { "root_module": {} }, "prior_state": { "values": chat() } }),
        json!({ "resource": { "aws_s3_bucket": { "b": {} } } }),
        json!({ "variable": { "region": {} }, "output": { "x": { "value": 1 } } }),
        json!({ "RoleDetailList": [], "Policies": [] }),
    ] {
        let told = verdict(&document);
        assert!(told.starts_with("<stdin>: note: there is no policy in it to judge\n"), "{told}");
    }
}

#[test]
fn what_an_identity_has_beside_and_the_file_does_not_hold_is_told() {
    let role = |more: Value| {
        let mut role = json!({ "Type": "AWS::IAM::Role", "Properties": more });
        role["Properties"]["Policies"] = json!([{ "PolicyName": "p", "PolicyDocument": chat() }]);
        template(&json!({ "Role": role }))
    };
    assert_eq!(verdict(&role(json!({}))), format!("<stdin>: grants exactly what `{CHAT}` needs\n"));
    let admin = "arn:aws:iam::aws:policy/AdministratorAccess";
    let basic = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";
    for (more, note) in [
        (
            json!({ "ManagedPolicyArns": [basic, admin] }),
            "the policy is judged without the AWS managed policy `AdministratorAccess`, which is not in this file",
        ),
        (
            json!({ "PermissionsBoundary": admin }),
            "the policy is judged without permissions boundaries, which may deny",
        ),
    ] {
        let told = Place::new().run_with(&["check", "-"], &role(more).to_string()).fine();
        assert!(told.contains(&format!("<stdin>: note: {note}")), "{told}");
        assert!(told.ends_with(&format!("<stdin>: grants what `{CHAT}` needs, as far as it is judged\n")), "{told}");
    }
    // To name one in a statement is not to attach it.
    let mut document = chat();
    let attach = json!({ "Effect": "Allow", "Action": "iam:AttachRolePolicy", "Resource": admin });
    document["Statement"].as_array_mut().expect("a list").push(attach);
    assert_eq!(verdict(&document), format!("<stdin>: grants exactly what `{CHAT}` needs\n"));
}
