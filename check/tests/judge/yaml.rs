//! `check` of YAML, as people write CloudFormation and SAM, and of what Terraform plans.

use crate::ended::Ended;
use crate::support::{ACCOUNT, CHAT, Place};
use serde_json::{Value, json};

/// The policy of `CHAT` from Frankfurt, as a person writes it: short tags in each of their forms, an alias, comments.
const TEMPLATE: &str = r#"# Chat
AWSTemplateFormatVersion: 2010-09-09
Conditions:
  IsChat: !Not [!Equals [!Ref AWS::Region, eu-west-9]]
Resources:
  Chat:
    Type: AWS::IAM::ManagedPolicy
    Condition: IsChat
    Properties:
      Description: >-
        Chat in
        Frankfurt
      PolicyDocument:
        Version: 2012-10-17
        Statement:
          - Sid: Profile
            Effect: Allow
            Action: &actions [ "bedrock:InvokeModel", bedrock:InvokeModelWithResponseStream ]
            Resource: !Sub 'arn:${AWS::Partition}:bedrock:eu-central-1:${AWS::AccountId}:inference-profile/eu.anthropic.claude-sonnet-4-6'
          - Effect: Allow
            Action: *actions
            Resource:
            - arn:aws:bedrock:eu-central-1::foundation-model/anthropic.claude-sonnet-4-6
            - arn:aws:bedrock:eu-north-1::foundation-model/anthropic.claude-sonnet-4-6
            - !Join [':', [arn, !Ref 'AWS::Partition', bedrock, eu-south-1, '', foundation-model/anthropic.claude-sonnet-4-6]]
            - arn:aws:bedrock:eu-south-2::foundation-model/anthropic.claude-sonnet-4-6
            - "arn:aws:bedrock:eu-west-1::foundation-model/anthropic.claude-sonnet-4-6"
            - arn:aws:bedrock:eu-west-3::foundation-model/anthropic.claude-sonnet-4-6
            Condition:
              StringEquals:
                bedrock:InferenceProfileArn: !Join
                  - ''
                  - - !Sub arn:aws:bedrock:eu-central-1:${AWS::AccountId}
                    - :inference-profile/eu.anthropic.claude-sonnet-4-6
"#;

fn check(name: &str, text: &str) -> Ended {
    Place::new().write(name, text).run(&["check", name])
}

/// Says that `text` can't be read, at a place of `name` and with these words.
#[track_caller]
fn refused(name: &str, text: &str, expected: &str) {
    let said = check(name, text).refused();
    assert!(said.starts_with(&format!("error: {name}:{expected}")), "{said}");
}

#[test]
fn what_policy_writes_in_yaml_passes() {
    let place = Place::new();
    for format in ["cloudformation-yaml", "sam"] {
        for layout in ["exact", "merged", "compact"] {
            let profiles = ["policy", "--profile", CHAT, "global.anthropic.claude-sonnet-4-6"];
            let more = ["--source-region", "eu-central-1", "eu-west-1", "--format", format, "--layout", layout];
            let text = place.run(&[&profiles[..], &more].concat()).fine();
            let printed = place.run_with(&["check", "-"], &text).fine();
            assert_eq!(printed, "<stdin>: grants exactly what its 2 profiles need\n");
        }
    }
}

#[test]
fn short_tags_and_aliases_are_understood() {
    let printed = check("template.yaml", TEMPLATE).fine();
    assert_eq!(printed, format!("template.yaml: grants exactly what `{CHAT}` needs\n"));
    // By its content, whatever it is called; and with the line ends of Windows.
    for name in ["template.yml", "template.template", "template"] {
        check(name, &TEMPLATE.replace('\n', "\r\n")).fine();
    }
    for line in TEMPLATE.lines().filter(|line| line.contains("foundation-model/")) {
        let printed = check("template.yaml", &TEMPLATE.replace(&format!("{line}\n"), "")).failed_check();
        assert!(printed.contains("grants too little"), "{line}: {printed}");
    }
}

/// CloudFormation's `!GetAtt` has two forms, and the attribute may have dots of its own.
#[test]
fn an_attribute_is_named_in_either_form() {
    for resource in ["!GetAtt Billed.InferenceProfileArn", "!GetAtt [Billed, InferenceProfileArn]"] {
        let text = format!("Statement:\n  Effect: Allow\n  Action: bedrock:InvokeModel\n  Resource: {resource}\n");
        let json = json!({ "Statement": {
            "Effect": "Allow",
            "Action": "bedrock:InvokeModel",
            "Resource": { "Fn::GetAtt": ["Billed", "InferenceProfileArn"] },
        } });
        let of_json = check("p", &json.to_string());
        let of_yaml = check("p", &text);
        assert!(of_json.stdout.contains("Billed"), "{of_json:?}");
        assert_eq!((of_yaml.code, of_yaml.stdout), (of_json.code, of_json.stdout), "{resource}");
    }
}

#[test]
fn numbers_stay_as_they_are_written() {
    // With leading zeros, and without an 8 or 9, which YAML 1.1 would read as an octal number.
    let arn = "arn:aws:bedrock:eu-central-1:001234567012:inference-profile/";
    let json =
        Place::new().run(&["policy", "--profile", CHAT, "--source-region", "eu-central-1", "--account", ACCOUNT]);
    let json = json.fine().replace("arn:aws:bedrock:eu-central-1:123456789012:inference-profile/", arn);
    check("p.json", &json).fine();
    let yaml = json.replace(
        &format!("\"{arn}{CHAT}\",\n"),
        &format!("!Join [':', [arn:aws:bedrock:eu-central-1, 001234567012, inference-profile/{CHAT}]],\n"),
    );
    let yaml = yaml.replace(&format!("\"{arn}{CHAT}\"\n"), &format!("\"{arn}{CHAT}\" # the profile\n"));
    assert_ne!(yaml, json);
    check("p.yaml", &yaml).fine();
}

#[test]
fn yaml_that_is_not_right_is_refused_at_its_place() {
    for (text, expected) in [
        ("", "1:1: there is nothing in it"),
        ("# soon\n", "2:1: there is nothing in it"),
        ("Statement:\n  - Effect: [Allow\n", "2:13: this is not YAML: unclosed bracket"),
        ("a: 1\n\tb: 2\n", "1:4: this is not YAML: while scanning a plain scalar, found a tab"),
        ("Statement: []\n---\nStatement: []\n", "2:1: a second document begins here"),
        ("Statement:\n  - Effect: !!binary Allow\n", "2:13: `!!binary`"),
        ("a: *b\n", "1:4: this is not YAML: "),
        ("a: &a [*a]\n", "1:8: this alias stands in what it names"),
        ("a: &a {b: c}\nd:\n  <<: *a\n", "3:3: CloudFormation knows no merge key `<<`"),
        ("? [a, b]\n: c\n", "1:3: this key is not text"),
        ("just words\n", "1:1: there is no policy in it"),
    ] {
        refused("p.yaml", text, expected);
    }
}

/// Ten aliases of ten aliases of ...: small to write, and not to be written out.
#[test]
fn aliases_can_not_fill_the_memory() {
    let first = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    let more = (1..12).map(|level| {
        let copies = vec![format!("*a{}", level - 1); 10].join(", ");
        format!("a{level}: &a{level} [{copies}]\n")
    });
    let text: String = [first].into_iter().chain(more).collect();
    let said = check("p.yaml", &text).refused();
    assert!(said.contains("the aliases stand for more than"), "{said}");
    refused("p.yaml", &"[".repeat(100_000), "1:256: this is not YAML: ");
    refused("p.yaml", &"- ".repeat(100_000), "1:");
}

/// What `terraform show -json` prints of a plan: what was, and what will be.
fn plan(before: &Value, after: &Value) -> Value {
    let resource =
        |policy: &Value| json!({ "address": "aws_iam_policy.chat", "values": { "policy": policy.to_string() } });
    json!({
        "format_version": "1.2",
        "planned_values": { "root_module": { "resources": [resource(after)] } },
        "resource_changes": [{
            "address": "aws_iam_policy.chat",
            "change": { "before": { "policy": before.to_string() }, "after": { "policy": after.to_string() } },
        }],
        "prior_state": { "values": { "root_module": { "resources": [resource(before)] } } },
    })
}

#[test]
fn of_a_plan_what_will_be_is_judged() {
    let place = Place::new();
    let text =
        place.run(&["policy", "--profile", CHAT, "--source-region", "eu-central-1", "--account", ACCOUNT]).fine();
    let right: Value = serde_json::from_str(&text).expect("JSON");
    let mut wrong = right.clone();
    wrong["Statement"].as_array_mut().expect("a list").pop();
    check("plan.json", &plan(&wrong, &right).to_string()).fine();
    let printed = check("plan.json", &plan(&right, &wrong).to_string()).failed_check();
    assert!(printed.contains(" --format terraform` writes what"), "{printed}");

    let mut partly = plan(&right, &right);
    partly["resource_changes"].as_array_mut().expect("a list").push(json!({
        "address": "aws_iam_role_policy.later",
        "change": { "before": null, "after": {}, "after_unknown": { "policy": true } },
    }));
    let told = check("plan.json", &partly.to_string()).fine();
    let noted = "plan.json: note: the policy is judged without the policy `aws_iam_role_policy.later`, which is known after apply\n";
    assert!(told.starts_with(noted) && told.ends_with(" needs, as far as it is judged\n"), "{told}");
}

#[test]
fn terraforms_own_language_is_refused_with_the_cure() {
    let hcl = "# Chat\nresource \"aws_iam_policy\" \"chat\" {\n  policy = jsonencode({ Statement = [] })\n}\n";
    for name in ["main.tf", "-"] {
        let place = Place::new();
        place.write("main.tf", hcl);
        let said = place.run_with(&["check", name], hcl).refused();
        assert!(
            said.contains(":1:1: this is Terraform's own language") && said.contains("terraform show -json"),
            "{said}"
        );
    }
}

#[test]
fn templates_of_the_example_are_read() {
    let template = include_str!("../../../examples/lambda/template.yaml");
    let told = check("template.yaml", template).fine();
    let nested_policy =
        "is judged without the policy `${MailSorterPolicy.Outputs.MailSorterArn}`, which is not in this file\n";
    assert!(told.contains(nested_policy) && told.ends_with("names nothing that can be judged\n"), "{told}");
    let nested = include_str!("../../../examples/lambda/mail_sorter.template.yaml");
    let place = Place::new();
    place.write("mail_sorter.template.yaml", nested);
    place.run(&["check", "--invoke-only", "mail_sorter.template.yaml"]).fine();
}
