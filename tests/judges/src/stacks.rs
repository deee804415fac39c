//! CloudFormation templates, deployed as stacks, and the policies that IAM then has.
//!
//! moto creates no application profiles: their templates are for cfn-lint alone.

use crate::bench::Bench;
use crate::cases::Case;
use crate::deployed::{Template, objections, templates};
use crate::moto::Server;
use crate::verdict::Verdict;
use crate::{Result, tool};
use bedrock_profiles::Policy;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

pub(crate) fn judge(bench: &Bench, cases: &[Case]) -> Result<Verdict> {
    let deployed = cases.iter().filter(|case| case.is_deployed && case.creates.is_empty());
    let templates = templates(deployed, Policy::to_cloudformation)?;
    let server = Server::start(bench, "stacks")?;
    let directory = bench.directory("stacks")?;
    let mut documents = BTreeMap::new();
    for template in &templates {
        documents.insert(template.name.clone(), deploy(&server, &directory, template)?);
    }
    let mut verdict = Verdict::of("CloudFormation and IAM of moto");
    verdict.count("stacks deployed and read back (one broken)", documents.len(), 20);
    verdict.object(objections(&templates, &documents));
    Ok(verdict)
}

/// The document that IAM has once the stack is there.
fn deploy(server: &Server, directory: &Path, Template { name, text, .. }: &Template) -> Result<Value> {
    let file = directory.join(name);
    fs::write(&file, text)?;
    let mut deploy =
        server.aws(&["cloudformation", "deploy", "--stack-name", name, "--capabilities", "CAPABILITY_IAM"]);
    tool::output(deploy.arg("--template-file").arg(file))?;
    let described =
        tool::output(&mut server.aws(&["cloudformation", "describe-stack-resources", "--stack-name", name]))?;
    let described: Value = serde_json::from_str(&described)?;
    let mut resources = described["StackResources"].as_array().into_iter().flatten();
    let policy = resources.find(|resource| resource["ResourceType"] == "AWS::IAM::ManagedPolicy");
    let arn = policy.and_then(|policy| policy["PhysicalResourceId"].as_str());
    server.policy(arn.ok_or_else(|| format!("{name}: the stack has no policy"))?)
}
