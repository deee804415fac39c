//! Terraform modules: validated and planned with the real provider, applied to moto's IAM, and read back.
//!
//! All modules are called from one root, which has the provider that they have none of. moto creates no application
//! profiles: `terraform test` says which ARN they get instead.

use crate::applications::{arn, created_arn};
use crate::bench::Bench;
use crate::cases::Case;
use crate::deployed::{Template, objections, templates};
use crate::moto::{ATTEMPTS, Server};
use crate::verdict::Verdict;
use crate::{Result, tool};
use bedrock_profiles::Policy;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

pub(crate) fn judge(bench: &Bench, cases: &[Case]) -> Result<Verdict> {
    let server = Server::start(bench, "terraform")?;
    let mut verdict = Verdict::of("Terraform and IAM of moto");
    let (policies, copies): (Vec<_>, Vec<_>) =
        cases.iter().filter(|case| case.is_deployed).partition(|case| case.creates.is_empty());
    let modules = templates(policies.into_iter(), Policy::to_terraform)?;
    judge_policies(&mut verdict, &Root::new(bench, &server, "policies", &modules)?, &modules)?;
    let modules = templates(copies.into_iter(), Policy::to_terraform)?;
    judge_copies(&mut verdict, &Root::new(bench, &server, "copies", &modules)?, &modules)?;
    judge_broken(&mut verdict, bench, &server, cases)?;
    Ok(verdict)
}

/// Plans the modules, applies the plan, and reads the policies back.
fn judge_policies(verdict: &mut Verdict, root: &Root, modules: &[Template]) -> Result<()> {
    let planned = policies(&root.plan()?["planned_values"])?;
    verdict.count("modules planned (one broken)", planned.len(), 30);
    verdict.object(objections(modules, &planned));
    root.terraform(&["apply", "-input=false", "plan"])?;
    let outputs: Value = serde_json::from_str(&root.terraform(&["output", "-json"])?)?;
    let mut applied = BTreeMap::new();
    for (name, output) in outputs.as_object().into_iter().flatten() {
        let arns = output["value"].as_object().ok_or("the module has no output")?;
        for arn in arns.values().filter_map(Value::as_str) {
            applied.insert(name.clone(), root.server.policy(arn)?);
        }
    }
    verdict.count("applied and read back", applied.len(), 30);
    verdict.object(objections(modules, &applied));
    Ok(())
}

/// Plans the modules that create application profiles, and applies them with the ARNs that these will have.
fn judge_copies(verdict: &mut Verdict, root: &Root, modules: &[Template]) -> Result<()> {
    let plan = root.plan()?;
    verdict.count("application profiles planned", profiles(&plan["planned_values"]).count(), 16);
    for module in modules {
        verdict.object(profile_objections(module, &plan["planned_values"]));
    }
    fs::write(root.directory.join("copies.tftest.json"), overrides(modules)?.to_string())?;
    let lines = root.terraform(&["test", "-json", "-verbose"])?;
    let messages = lines.lines().map(serde_json::from_str).collect::<std::result::Result<Vec<Value>, _>>()?;
    let applied = messages.iter().find(|message| message["type"] == "test_state").ok_or("nothing was applied")?;
    let applied = policies(&applied["test_state"])?;
    verdict.count("modules with them applied (one broken)", applied.len(), 12);
    verdict.object(objections(modules, &applied));
    Ok(())
}

/// What is not a module must not validate, and what is not a policy IAM must not take.
fn judge_broken(verdict: &mut Verdict, bench: &Bench, server: &Server, cases: &[Case]) -> Result<()> {
    let mut modules = templates(cases.iter().take(1), Policy::to_terraform)?;
    for module in &mut modules {
        module.text = module.text.replace("\"actions\"", "\"action\"");
    }
    let root = Root::new(bench, server, "broken", &modules)?;
    let validated = tool::run(&mut root.command(&["validate", "-json"]))?;
    let validated: Value = serde_json::from_str(&validated.stdout)?;
    let statement = json!({ "Sid": "Same", "Effect": "Allow", "Action": "bedrock:InvokeModel", "Resource": "*" });
    let policy = json!({ "Version": "2012-10-17", "Statement": [statement, statement] }).to_string();
    let create = ["iam", "create-policy", "--policy-name", "Broken", "--policy-document", &policy];
    let created = tool::run(&mut server.aws(&create))?;
    let noticed = [
        ("an argument that does not exist", validated["valid"] == false),
        ("two statements of one id", created.stderr.contains("MalformedPolicyDocument")),
    ];
    verdict.count("more broken ones noticed", noticed.iter().filter(|(_, is_noticed)| *is_noticed).count(), 2);
    let unnoticed = noticed.iter().filter(|(_, is_noticed)| !is_noticed);
    verdict.object(unnoticed.map(|(what, _)| format!("{what}: not noticed")));
    Ok(())
}

/// A root module that calls others.
struct Root<'a> {
    directory: PathBuf,
    server: &'a Server,
}

impl<'a> Root<'a> {
    fn new(bench: &Bench, server: &'a Server, name: &str, modules: &[Template]) -> Result<Self> {
        let directory = bench.directory(&format!("terraform/{name}"))?;
        let (mut calls, mut outputs) = (Map::new(), Map::new());
        for Template { name, text, .. } in modules {
            fs::create_dir_all(directory.join(name))?;
            fs::write(directory.join(name).join("policy.tf.json"), text)?;
            calls.insert(name.clone(), json!({ "source": format!("./{name}") }));
            outputs.insert(name.clone(), json!({ "value": format!("${{module.{name}}}") }));
        }
        let called = json!({ "provider": { "aws": provider(server) }, "module": calls, "output": outputs });
        fs::write(directory.join("root.tf.json"), called.to_string())?;
        let root = Root { directory, server };
        root.terraform(&["init", "-input=false"])?;
        Ok(root)
    }

    /// The plan as Terraform shows it.
    fn plan(&self) -> Result<Value> {
        let validated: Value = serde_json::from_str(&self.terraform(&["validate", "-json"])?)?;
        if validated["diagnostics"] != json!([]) {
            return Err(format!("terraform validate: {validated}").into());
        }
        self.terraform(&["plan", "-input=false", "-out=plan"])?;
        Ok(serde_json::from_str(&self.terraform(&["show", "-json", "plan"])?)?)
    }

    fn terraform(&self, arguments: &[&str]) -> Result<String> {
        tool::output(&mut self.command(arguments))
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = self.server.known_to(Command::new("terraform"));
        command.current_dir(&self.directory).args(arguments).arg("-no-color");
        command
    }
}

/// The provider, which asks nobody but the server.
fn provider(server: &Server) -> Value {
    json!({
        "region": "eu-central-1",
        "skip_credentials_validation": true,
        "skip_metadata_api_check": true,
        "skip_requesting_account_id": true,
        "max_retries": ATTEMPTS,
        "endpoints": { "bedrock": server.url, "iam": server.url, "sts": server.url },
    })
}

/// The resources of each module, as a plan or a state has them.
fn resources(values: &Value) -> impl Iterator<Item = (&str, &Value)> {
    let modules = values["root_module"]["child_modules"].as_array().into_iter().flatten();
    modules.flat_map(|module| {
        let name = module["address"].as_str().and_then(|address| address.strip_prefix("module."));
        let resources = module["resources"].as_array().into_iter().flatten();
        resources.map(move |resource| (name.unwrap_or_default(), resource))
    })
}

/// The application profiles, each with the name of its module.
fn profiles(values: &Value) -> impl Iterator<Item = (&str, &Value)> {
    resources(values).filter(|(_, resource)| resource["type"] == "aws_bedrock_inference_profile")
}

/// The policy of each module.
fn policies(values: &Value) -> Result<BTreeMap<String, Value>> {
    let policies = resources(values).filter(|(_, resource)| resource["type"] == "aws_iam_policy");
    let documents = policies.map(|(module, policy)| {
        let document = policy["values"]["policy"].as_str().ok_or_else(|| format!("{module}: no document"))?;
        Ok((module.to_owned(), serde_json::from_str(document)?))
    });
    documents.collect()
}

/// What is not planned of the application profiles as it was declared.
fn profile_objections(module: &Template, planned: &Value) -> Vec<String> {
    let of_module = profiles(planned).filter(|(name, _)| *name == module.name);
    let planned: Vec<&Value> = of_module.map(|(_, profile)| &profile["values"]).collect();
    let mut objections = Vec::new();
    for (profile, source) in &module.creates {
        let tags: Map<String, Value> =
            profile.tags().iter().map(|(key, value)| ((*key).to_owned(), (*value).into())).collect();
        let is_as_declared = |values: &&Value| {
            values["name"] == profile.name()
                && values["description"] == json!(profile.description())
                && values["model_source"] == json!([{ "copy_from": arn(*source) }])
                && values["tags_all"] == Value::from(tags.clone())
        };
        if planned.iter().filter(|values| is_as_declared(values)).count() != 1 {
            objections.push(format!("{}: {profile:?} is not planned as it was declared: {planned:?}", module.name));
        }
    }
    if planned.len() != module.creates.len() {
        objections.push(format!("{}: {} application profiles are planned", module.name, planned.len()));
    }
    objections
}

/// A test that creates everything but the application profiles, which have their ARNs all the same.
fn overrides(modules: &[Template]) -> Result<Value> {
    let mut overrides = Vec::new();
    for module in modules {
        let parsed: Value = serde_json::from_str(&module.text)?;
        let profiles = parsed["resource"]["aws_bedrock_inference_profile"].as_object();
        for (label, resource) in profiles.into_iter().flatten() {
            let created = module.creates.iter().find(|(profile, _)| resource["name"] == profile.name());
            let (profile, source) = created.ok_or_else(|| format!("{}: {label} is not declared", module.name))?;
            overrides.push(json!({
                "target": format!("module.{}.aws_bedrock_inference_profile.{label}", module.name),
                "values": { "arn": created_arn(*profile, source.region()) },
            }));
        }
    }
    Ok(json!({ "override_resource": overrides, "run": { "create": { "command": "apply" } } }))
}
