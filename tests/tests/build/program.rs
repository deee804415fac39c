//! A program with declarations and a build script.

use crate::user_crate::{UserCrate, runtime};
use bedrock_profiles::policy::Format;
use bedrock_profiles::{Policy, inference_profile};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

pub(crate) const ACCOUNT: &str = "123456789012";
pub(crate) const TERRAFORM: &str = "infra/support_chat.tf.json";
pub(crate) const WRITES_TERRAFORM: &str = "build.write(\"infra/support_chat.tf.json\", &policy)?;";
const CHECK: (&str, &str) = ("BEDROCK_PROFILES_CHECK", "1");

/// What the declarations give.
pub(crate) fn declared(format: Format) -> String {
    let mut policy = Policy::new("SupportChat").in_account(ACCOUNT).unwrap().in_region("eu-central-1").unwrap();
    inference_profile!("eu.anthropic.claude-sonnet-4-6").grant_invoke(&mut policy).unwrap();
    policy.render(format).unwrap() + "\n"
}

/// A build script that does this with `policy`.
pub(crate) fn build_script(work: &str) -> String {
    format!(
        "use bedrock_profiles::{{Policy, build}};
#[path = \"src/profiles.rs\"]
mod profiles;
fn main() {{
    build::run(|build| {{
        let mut policy = Policy::new(\"SupportChat\").in_account({ACCOUNT:?})?.in_region(\"eu-central-1\")?;
        profiles::SUPPORT_CHAT.grant_invoke(&mut policy)?;
        {work}
        Ok(())
    }});
}}
"
    )
}

/// The declaration of a profile with this model.
pub(crate) fn profiles(model: &str) -> String {
    format!(
        "use bedrock_profiles::{{CrossRegionInferenceProfile, inference_profile}};
inference_profile! {{
    /// Answers support tickets.
    pub const SUPPORT_CHAT: CrossRegionInferenceProfile = {{ geo: eu, model: {model:?} }};
}}
"
    )
}

pub(crate) fn manifest(name: &str) -> String {
    let (program, script) = (runtime(", default-features = false"), runtime(", features = [\"build\"]"));
    format!(
        "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\
         [dependencies]\n{program}\n[build-dependencies]\n{script}\n"
    )
}

/// A run of cargo.
pub(crate) struct Said {
    pub(crate) succeeded: bool,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Said {
    pub(crate) fn by(command: &mut Command) -> Self {
        Said::of(command.output().expect("the command runs"))
    }

    pub(crate) fn of(output: Output) -> Self {
        Said {
            succeeded: output.status.success(),
            stdout: String::from_utf8(output.stdout).expect("text"),
            stderr: String::from_utf8(output.stderr).expect("text"),
        }
    }

    /// What stands on stderr of a run that succeeded.
    pub(crate) fn success(self) -> String {
        assert!(self.succeeded, "{}", self.stderr);
        self.stderr
    }

    /// The lines of errors of a run that failed, as the script of `name` wrote them.
    pub(crate) fn errors(self, name: &str) -> Vec<String> {
        assert!(!self.succeeded, "{}", self.stderr);
        let prefix = format!("error: {name}@0.1.0: ");
        self.stderr.lines().filter_map(|line| line.strip_prefix(&prefix)).map(str::to_owned).collect()
    }
}

/// A binary crate whose build script writes policies.
pub(crate) struct Program {
    pub(crate) krate: UserCrate,
    name: String,
}

impl Program {
    pub(crate) fn new(name: &str, build_script: &str) -> Self {
        let krate = UserCrate::new(name, &(manifest(name) + "[workspace]\n"));
        krate.write("build.rs", build_script);
        krate.write("src/profiles.rs", &profiles("anthropic.claude-sonnet-4-6"));
        krate.write("src/main.rs", "mod profiles;\nfn main() {\n    println!(\"{}\", profiles::SUPPORT_CHAT);\n}\n");
        Program { krate, name: name.to_owned() }
    }

    pub(crate) fn cargo(&self, arguments: &[&str]) -> Said {
        Said::by(&mut self.krate.cargo(arguments))
    }

    /// Builds, and gives what cargo says.
    pub(crate) fn builds(&self) -> String {
        self.cargo(&["build"]).success()
    }

    /// Builds in vain, and gives the script's errors.
    pub(crate) fn fails(&self) -> Vec<String> {
        self.cargo(&["build"]).errors(&self.name)
    }

    /// A build that checks.
    pub(crate) fn check(&self) -> Said {
        Said::by(self.krate.cargo(&["build"]).env(CHECK.0, CHECK.1))
    }

    /// The script's errors of a build that checks.
    pub(crate) fn drift(&self) -> Vec<String> {
        self.check().errors(&self.name)
    }

    /// What cargo runs for a build: nothing, if nothing changed.
    pub(crate) fn runs(&self) -> Vec<String> {
        let said = self.cargo(&["build", "-v"]).success();
        assert!(said.contains(&format!("{} v0.1.0", self.name)), "{said}");
        let lines = said.lines().map(str::trim_start);
        lines.filter(|line| line.starts_with("Running") || line.starts_with("Dirty")).map(str::to_owned).collect()
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.krate.directory.join(path)
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).expect("the file is there")
    }

    /// The names in a directory, sorted.
    pub(crate) fn names(&self, directory: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path(directory)).expect("the directory is there");
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().expect("text")).collect();
        names.sort();
        names
    }

    /// The compiled build script, which must have run well once, and its `OUT_DIR`.
    pub(crate) fn script(&self) -> (PathBuf, PathBuf) {
        let said = self.cargo(&["build", "--message-format=json"]);
        let messages: Vec<Value> = said.stdout.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        let own = |reason: &str| {
            let of_this_crate =
                |message: &&Value| message["package_id"].as_str().unwrap_or_default().contains(&*self.name);
            messages
                .iter()
                .filter(of_this_crate)
                .find(|message| message["reason"] == reason)
                .expect("a message")
                .clone()
        };
        let script = own("compiler-artifact")["filenames"][0].as_str().expect("a file").into();
        (script, own("build-script-executed")["out_dir"].as_str().expect("a directory").into())
    }

    /// `command`, which runs the build script, with what cargo tells it.
    pub(crate) fn as_cargo_does(&self, mut command: Command, out_dir: &Path) -> Command {
        command.current_dir(&self.krate.directory);
        command.env("CARGO_MANIFEST_DIR", &self.krate.directory).env("OUT_DIR", out_dir);
        command
    }
}
