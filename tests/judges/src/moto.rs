//! moto: a server on this machine that speaks AWS's API.

use crate::bench::Bench;
use crate::{Result, tool};
use serde_json::Value;
use std::fs::File;
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

const STARTING: Duration = Duration::from_mins(2);
/// Now and then the server breaks a connection, most of all on a busy machine.
pub(crate) const ATTEMPTS: u32 = 5;
const LOOKING: Duration = Duration::from_millis(100);

/// A server of its own, which ends with this value.
pub(crate) struct Server {
    process: Child,
    aws: PathBuf,
    pub(crate) url: String,
}

impl Server {
    pub(crate) fn start(bench: &Bench, name: &str) -> Result<Self> {
        // Nobody else is given it in the moment between; if they were, the server would end at once.
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let log = File::create(bench.directory(name)?.join("moto.log"))?;
        let mut command = bench.python("moto_server");
        command.args(["--host", "127.0.0.1", "--port", &address.port().to_string()]);
        let process = command.stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log).spawn()?;
        let aws = bench.python("aws").get_program().into();
        let mut server = Server { process, aws, url: format!("http://{address}") };
        let end = Instant::now() + STARTING;
        while TcpStream::connect(address).is_err() {
            if let Some(status) = server.process.try_wait()? {
                return Err(format!("moto_server has ended: {status}").into());
            }
            if Instant::now() > end {
                return Err(format!("moto_server does not listen within {STARTING:?}").into());
            }
            thread::sleep(LOOKING);
        }
        Ok(server)
    }

    /// The command, as one who has credentials for this server alone.
    pub(crate) fn known_to(&self, mut command: Command) -> Command {
        let settings = ["AWS_PROFILE", "AWS_SESSION_TOKEN", "TF_CLI_ARGS", "TF_DATA_DIR", "TF_WORKSPACE"];
        for setting in settings {
            command.env_remove(setting);
        }
        command.envs([
            ("AWS_ACCESS_KEY_ID", "testing"),
            ("AWS_SECRET_ACCESS_KEY", "testing"),
            ("AWS_DEFAULT_REGION", "eu-central-1"),
            ("AWS_ENDPOINT_URL", &self.url),
            ("AWS_CONFIG_FILE", "/dev/null"),
            ("AWS_SHARED_CREDENTIALS_FILE", "/dev/null"),
            ("AWS_EC2_METADATA_DISABLED", "true"),
            ("AWS_MAX_ATTEMPTS", &ATTEMPTS.to_string()),
            ("CHECKPOINT_DISABLE", "1"),
            ("NO_PROXY", "127.0.0.1"),
        ]);
        command
    }

    pub(crate) fn aws(&self, arguments: &[&str]) -> Command {
        let mut command = self.known_to(Command::new(&self.aws));
        command.args(arguments).args(["--output", "json"]);
        command
    }

    /// The document that IAM has of the policy.
    pub(crate) fn policy(&self, arn: &str) -> Result<Value> {
        let version = ["iam", "get-policy-version", "--version-id", "v1", "--policy-arn", arn];
        let answer: Value = serde_json::from_str(&tool::output(&mut self.aws(&version))?)?;
        Ok(answer["PolicyVersion"]["Document"].clone())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Err(error) = self.process.kill().and_then(|()| self.process.wait()) {
            eprintln!("warning: moto_server is still running: {error}");
        }
    }
}
