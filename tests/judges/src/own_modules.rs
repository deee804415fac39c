//! Terraform modules of one's own, with our files beside them: the example `service`, and what README.md leads to,
//! followed command by command.

use crate::bench::Bench;
use crate::cases::Case;
use crate::document;
use crate::moto::Server;
use crate::needs::ACCOUNT;
use crate::readme_steps::{Step, steps};
use crate::verdict::Verdict;
use crate::{Result, tool};
use bedrock_profiles::{CrossRegionInferenceProfile, Policy, inference_profile};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

inference_profile! {
    const SUPPORT_CHAT: CrossRegionInferenceProfile =
        { geo: eu, model: "anthropic.claude-sonnet-4-6", source_regions: ["eu-central-1"] };
}

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
/// What the example's directory is planned to create.
const OF_SERVICE: [&str; 4] =
    ["aws_bedrock_inference_profile", "aws_iam_policy", "aws_iam_role", "aws_iam_role_policy_attachment"];

pub(crate) fn judge(bench: &Bench, _: &[Case]) -> Result<Verdict> {
    let server = Server::start(bench, "own_modules")?;
    let mut verdict = Verdict::of("Terraform with modules of one's own");
    let service = copied(&bench.directory("own_modules/service")?)?;
    let (resources, objections) = judge_service(&server, &service)?;
    verdict.count("of the example's resources planned", resources, 4);
    verdict.object(objections);
    let (commands, objections) = readme(&server, &bench.directory("own_modules/readme")?)?;
    verdict.count("commands of the README run", commands, 7);
    verdict.object(objections);
    Ok(verdict)
}

/// The example's files, without what Terraform would leave beside them.
fn copied(directory: &Path) -> Result<PathBuf> {
    for file in ["main.tf", "support_chat.tf.json"] {
        fs::copy(Path::new(ROOT).join("examples/service/infra").join(file), directory.join(file))?;
    }
    Ok(directory.to_owned())
}

/// How many of its resources are planned, and which are not.
fn judge_service(server: &Server, directory: &Path) -> Result<(usize, Vec<String>)> {
    terraform(server, directory, &["init", "-input=false"])?;
    terraform(server, directory, &["validate"])?;
    let resources = planned(server, directory)?;
    let has = |kind: &str| resources.iter().any(|resource| resource["type"] == kind);
    let (planned, missing): (Vec<&str>, Vec<&str>) = OF_SERVICE.iter().partition(|kind| has(kind));
    Ok((planned.len(), missing.iter().map(|kind| format!("service: no {kind} is planned")).collect()))
}

/// Types what the README says; gives how many commands there were, and what is not as it should be.
fn readme(server: &Server, workspace: &Path) -> Result<(usize, Vec<String>)> {
    fs::write(workspace.join("Cargo.toml"), "[workspace]\nresolver = \"3\"\n")?;
    fs::copy(Path::new(ROOT).join("Cargo.lock"), workspace.join("Cargo.lock"))?;
    let (mut directory, mut commands) = (workspace.to_owned(), 0);
    for step in steps() {
        match step {
            Step::Saves { path, text } => {
                let path = directory.join(path);
                fs::create_dir_all(path.parent().ok_or("a file has no directory")?)?;
                fs::write(path, text)?;
            }
            Step::Types(command) => match command.strip_prefix("cd ") {
                Some(entered) => directory.push(entered),
                None => {
                    typed(server, workspace, &directory, &command)?;
                    commands += 1;
                }
            },
        }
    }
    let infra = directory.join("infra");
    let resources = planned(server, &infra)?;
    let policy = resources.iter().find(|resource| resource["type"] == "aws_iam_policy");
    let document = policy.and_then(|policy| policy["values"]["policy"].as_str()).unwrap_or("{}");
    let mut expected = Policy::new("SupportChat").in_account(ACCOUNT)?;
    SUPPORT_CHAT.grant_invoke(&mut expected)?;
    let is_same = document::same(&serde_json::from_str(document)?, &serde_json::from_str(&expected.to_iam_json()?)?);
    Ok((commands, if is_same { vec![] } else { vec![format!("README: {document} is planned")] }))
}

/// The command as it is typed; our crate is taken from here, not from the registry.
fn typed(server: &Server, workspace: &Path, directory: &Path, command: &str) -> Result<String> {
    let here = command.replace(" bedrock-profiles", &format!(" bedrock-profiles --path '{ROOT}/runtime' --offline"));
    let mut shell = server.known_to(Command::new("sh"));
    shell.args(["-ec", &here]).current_dir(directory);
    shell.env("CARGO_TARGET_DIR", workspace.join("target")).env("CARGO_NET_OFFLINE", "true");
    tool::output(&mut shell)
}

fn planned(server: &Server, directory: &Path) -> Result<Vec<Value>> {
    terraform(server, directory, &["plan", "-input=false", "-out=plan"])?;
    let plan: Value = serde_json::from_str(&terraform(server, directory, &["show", "-json", "plan"])?)?;
    let resources = &plan["planned_values"]["root_module"]["resources"];
    Ok(resources.as_array().cloned().unwrap_or_default())
}

fn terraform(server: &Server, directory: &Path, arguments: &[&str]) -> Result<String> {
    let mut command = server.known_to(Command::new("terraform"));
    tool::output(command.current_dir(directory).args(arguments).arg("-no-color"))
}
