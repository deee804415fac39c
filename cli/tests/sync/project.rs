//! A project, and the program as it is run in it: with credentials that no account has, and nothing of this machine's
//! settings.

use crate::{PROGRAM, bedrock::Bedrock};
use jiff::{Timestamp, tz::TimeZone};
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Output, Stdio},
    time::Duration,
};
use tempfile::TempDir;
use tokio::{
    process::{Child, Command},
    time::timeout,
};

/// A directory outside any workspace.
pub(crate) struct Project(TempDir);

/// What the user sees.
#[derive(Debug)]
pub(crate) struct Seen {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) code: Option<i32>,
}

pub(crate) const ROUTES: &str = "profile\tsource\tdestinations\tseen\torigin\tstatus\n";
pub(crate) const MODELS: &str = "model\tname\tprovider\tinput\toutput\tstreaming\tlifecycle\tlegacy\teol\tinference_types\
                                 \tendpoints\ton_demand\tseen\torigin\n";

/// What stands for the day of the test in tables.
pub(crate) const TODAY: &str = "(today)";

impl Project {
    pub(crate) fn new() -> Self {
        Project(TempDir::new().expect("a directory"))
    }

    /// One that has these tables, which are given without their headers.
    pub(crate) fn with(routes: &str, models: &str) -> Self {
        let project = Project::new();
        fs::create_dir(project.catalog()).expect("a folder");
        fs::write(project.catalog().join("routes.tsv"), format!("{ROUTES}{routes}")).expect("a table");
        fs::write(project.catalog().join("models.tsv"), format!("{MODELS}{models}")).expect("a table");
        project
    }

    pub(crate) fn root(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn catalog(&self) -> PathBuf {
        self.root().join("bedrock-catalog")
    }

    /// The routes, without the header.
    pub(crate) fn routes(&self) -> String {
        self.table("routes.tsv", ROUTES)
    }

    /// The models, without the header.
    pub(crate) fn models(&self) -> String {
        self.table("models.tsv", MODELS)
    }

    fn table(&self, name: &str, header: &str) -> String {
        let text = fs::read_to_string(self.catalog().join(name)).expect("a table");
        undated(text.strip_prefix(header).expect("the header"))
    }

    /// Every file with what it holds.
    pub(crate) fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        files(self.root())
    }

    /// `sync` in this project.
    pub(crate) fn sync(&self, bedrock: &Bedrock, arguments: &[&str]) -> Command {
        sync(self.root(), &[&["--endpoint-url", bedrock.url()], arguments].concat())
    }
}

/// `sync` in a directory.
pub(crate) fn sync(directory: &Path, arguments: &[&str]) -> Command {
    let (program, before) = PROGRAM;
    let mut command = Command::new(program);
    command.env_clear().env("AWS_EC2_METADATA_DISABLED", "true").env("AWS_REGION", "eu-central-1");
    command.env("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE");
    command.env("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
    let no_file = directory.join("no-such-file");
    command.env("AWS_CONFIG_FILE", &no_file).env("AWS_SHARED_CREDENTIALS_FILE", &no_file);
    command.current_dir(directory).args(before).args(arguments).kill_on_drop(true);
    command
}

/// Starts it, for what is done to it while it runs.
pub(crate) fn start(mut command: Command) -> Child {
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program")
}

/// Runs it to its end. A program that hangs fails its test.
pub(crate) async fn seen(mut command: Command) -> Seen {
    let output = timeout(Duration::from_mins(2), command.output()).await.expect("the program takes too long");
    output.expect("the program").into()
}

impl From<Output> for Seen {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("text");
        Seen { stdout: text(output.stdout), stderr: text(output.stderr), code: output.status.code() }
    }
}

impl Seen {
    /// What it prints where nothing is wrong.
    pub(crate) fn fine(self) -> String {
        assert_eq!((self.stderr.as_str(), self.code), ("", Some(0)), "{}", self.stdout);
        self.stdout
    }

    /// What it prints where Regions do not answer.
    pub(crate) fn warned(self, stderr: &str) -> String {
        assert_eq!((self.stderr.as_str(), self.code), (stderr, Some(0)), "{}", self.stdout);
        self.stdout
    }

    /// It could not do what it was asked for.
    pub(crate) fn failed(self, code: i32, stderr: &str) {
        assert_eq!((self.stdout.as_str(), self.stderr.as_str(), self.code), ("", stderr, Some(code)));
    }
}

/// With a word for the day: it may end while a test runs.
pub(crate) fn undated(text: &str) -> String {
    let now = Timestamp::now();
    let days = [now, now - Duration::from_hours(1)].map(|time| time.to_zoned(TimeZone::UTC).date().to_string());
    days.iter().fold(text.to_owned(), |text, day| text.replace(day, TODAY))
}

fn files(directory: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let entries = fs::read_dir(directory).expect("a directory").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<(PathBuf, Vec<u8>)> = entries
        .flat_map(
            |path| {
                if path.is_dir() { files(&path) } else { vec![(path.clone(), fs::read(&path).expect("a file"))] }
            },
        )
        .collect();
    files.sort();
    files
}
