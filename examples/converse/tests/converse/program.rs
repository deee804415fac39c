//! The program as a user runs it, with credentials that no account has, and nothing of this machine's settings.

use std::{
    process::{Output, Stdio},
    time::Duration,
};
use tokio::{
    io::AsyncReadExt as _,
    process::{Child, Command},
    time::timeout,
};

pub(crate) const REGION: &str = "eu-central-1";
pub(crate) const ACCESS_KEY_ID: &str = "AKIAIOSFODNN7EXAMPLE";
pub(crate) const SECRET_ACCESS_KEY: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

/// What the user sees.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Seen {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) code: Option<i32>,
}

impl Seen {
    pub(crate) fn answer(stdout: &str) -> Self {
        Seen { stdout: stdout.to_owned(), stderr: String::new(), code: Some(0) }
    }

    pub(crate) fn failure(stdout: &str, stderr: &str) -> Self {
        Seen { stdout: stdout.to_owned(), stderr: stderr.to_owned(), code: Some(1) }
    }
}

pub(crate) fn converse(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_converse"));
    command.env_clear().env("AWS_EC2_METADATA_DISABLED", "true").env("AWS_REGION", REGION);
    command.env("AWS_ACCESS_KEY_ID", ACCESS_KEY_ID).env("AWS_SECRET_ACCESS_KEY", SECRET_ACCESS_KEY);
    let no_file = concat!(env!("CARGO_TARGET_TMPDIR"), "/none");
    command.env("AWS_CONFIG_FILE", no_file).env("AWS_SHARED_CREDENTIALS_FILE", no_file);
    command.args(arguments).kill_on_drop(true);
    command
}

/// Runs it to its end.
pub(crate) async fn seen(mut command: Command) -> Seen {
    in_time(command.output()).await.expect("the program").into()
}

/// Starts it, for what is to be seen while it runs.
pub(crate) fn start(mut command: Command) -> Child {
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program")
}

/// The first `length` bytes that it prints.
pub(crate) async fn first(child: &mut Child, length: usize) -> String {
    let mut bytes = vec![0; length];
    let stdout = child.stdout.as_mut().expect("its output");
    in_time(stdout.read_exact(&mut bytes)).await.expect("as much output");
    utf8(bytes)
}

/// What is left to see of a program that runs.
pub(crate) async fn rest(child: Child) -> Seen {
    in_time(child.wait_with_output()).await.expect("its end").into()
}

/// A program that hangs fails its test.
async fn in_time<T>(work: impl Future<Output = T>) -> T {
    timeout(Duration::from_mins(1), work).await.expect("the program takes too long")
}

impl From<Output> for Seen {
    fn from(output: Output) -> Self {
        Seen { stdout: utf8(output.stdout), stderr: utf8(output.stderr), code: output.status.code() }
    }
}

fn utf8(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).expect("text")
}
