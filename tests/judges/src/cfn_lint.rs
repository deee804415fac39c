//! cfn-lint: CloudFormation templates by the schemas of their resources, and the policies in them.

use crate::bench::Bench;
use crate::cases::Case;
use crate::needs::ACCOUNT;
use crate::verdict::Verdict;
use crate::{Result, tool};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// “Hardcoded Partition in ARN”: the Regions of a profile are those of one partition, so no other can take its place.
const PINNED_PARTITION: &str = "I3042";
/// CloudFormation creates no application profiles in some Regions (E3006), GovCloud's among them, which no template can
/// change: all are judged by the schemas of one Region.
const REGION: &str = "eu-central-1";
/// Its exit code has a bit for each level of findings.
const LEVELS: i32 = 2 | 4 | 8;

/// A template by its name.
type Templates = BTreeMap<String, String>;

pub(crate) fn judge(bench: &Bench, cases: &[Case]) -> Result<Verdict> {
    let mut templates = of_example();
    for case in cases {
        templates.extend(of_case(case)?);
    }
    let broken = broken(cases)?;
    let mut verdict = Verdict::of("cfn-lint");
    verdict.count("templates", templates.len(), 600);
    verdict.object(findings(&bench.directory("cfn-lint/templates")?, bench, &templates)?.into_values());
    let found = findings(&bench.directory("cfn-lint/broken")?, bench, &broken)?;
    let (noticed, unnoticed): (Vec<&String>, Vec<&String>) = broken.keys().partition(|name| found.contains_key(*name));
    verdict.count("broken ones noticed", noticed.len(), 5);
    verdict.object(unnoticed.iter().map(|name| format!("{name} is not noticed")));
    Ok(verdict)
}

/// With the account of the deployment, and with one that is known; of what is deployed in each form.
fn of_case(case: &Case) -> Result<Templates> {
    let mut templates = Templates::new();
    for policy in case.managed("")?.into_iter().map(|managed| managed.policy) {
        let name = policy.name().to_owned();
        if case.is_deployed {
            templates.insert(format!("{name}.yaml"), policy.to_cloudformation_yaml()?);
            let attached = policy.clone().attached_to("support-chat")?;
            templates.insert(format!("{name}-attached"), attached.to_cloudformation()?);
        }
        if case.is_deployed && case.creates.is_empty() {
            templates.insert(format!("{name}.sam.yaml"), function(&policy.to_sam()?));
        }
        templates.insert(format!("{name}-in-any-account"), policy.to_cloudformation()?);
        templates.insert(name, policy.in_account(ACCOUNT)?.to_cloudformation()?);
    }
    Ok(templates)
}

/// A SAM template whose function has these policies.
fn function(policies: &str) -> String {
    const FUNCTION: &str = "\
AWSTemplateFormatVersion: \"2010-09-09\"
Transform: AWS::Serverless-2016-10-31
Resources:
  Function:
    Type: AWS::Serverless::Function
    Properties:
      Handler: bootstrap
      Runtime: provided.al2023
      CodeUri: s3://bucket/function.zip
";
    let indented = policies.lines().map(|line| format!("      {line}\n"));
    FUNCTION.to_owned() + &indented.collect::<String>()
}

/// The example whose policy is a nested stack.
fn of_example() -> Templates {
    Templates::from([
        ("template.yaml".to_owned(), include_str!("../../../examples/lambda/template.yaml").to_owned()),
        (
            "mail_sorter.template.yaml".to_owned(),
            include_str!("../../../examples/lambda/mail_sorter.template.yaml").to_owned(),
        ),
    ])
}

/// What is found in each of the templates that are not right.
fn findings(directory: &Path, bench: &Bench, templates: &Templates) -> Result<BTreeMap<String, String>> {
    for (name, template) in templates {
        fs::write(directory.join(name), template)?;
    }
    let mut command = bench.python("cfn-lint");
    command.current_dir(directory).args(["--format", "json", "--include-checks", "I"]);
    command.args(["--ignore-checks", PINNED_PARTITION, "--regions", REGION, "--"]).args(templates.keys());
    let ended = tool::run(&mut command)?;
    if ended.code.is_none_or(|code| code & !LEVELS != 0) {
        return Err(format!("{command:?} failed:\n{}{}", ended.stdout, ended.stderr).into());
    }
    let findings: Vec<Value> = serde_json::from_str(&ended.stdout)?;
    let named = findings.iter().map(|finding| {
        let name = finding["Filename"].as_str().unwrap_or_default().to_owned();
        let (rule, message, path) = (&finding["Rule"]["Id"], &finding["Message"], &finding["Location"]["Path"]);
        (name.clone(), format!("{name}: {rule} {message} at {path}"))
    });
    Ok(named.collect())
}

/// One template, broken in each of several ways.
fn broken(cases: &[Case]) -> Result<Templates> {
    let copy = cases.iter().find(|case| !case.creates.is_empty()).ok_or("no case creates a profile")?;
    let copy = copy.managed("")?.into_iter().next().ok_or("the case has no template")?;
    let template = copy.policy.to_cloudformation()?;
    let ways = [
        ("a property of the policy misspelled", "\"PolicyDocument\"", "\"PolicyDocuments\""),
        ("a property of the profile misspelled", "\"CopyFrom\"", "\"CopiedFrom\""),
        ("an attribute that does not exist", "\"InferenceProfileArn\"", "\"ProfileArn\""),
        ("an action that does not exist", "\"bedrock:InvokeModel\"", "\"bedrock:Converse\""),
        ("an effect that does not exist", "\"Allow\"", "\"Grant\""),
    ];
    let broken = ways.map(|(name, right, wrong)| (name.to_owned(), template.replace(right, wrong)));
    match broken.iter().find(|(_, broken)| *broken == template) {
        Some((name, _)) => Err(format!("{name}: the template has nothing to break").into()),
        None => Ok(broken.into()),
    }
}
