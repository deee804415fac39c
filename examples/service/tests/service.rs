//! The service as its users run it.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use serde_json::{Value, json};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

const ARN: &str = "arn:aws:bedrock:eu-central-1:123456789012:application-inference-profile/a1b2c3d4e5f6";

fn service(arguments: &[&str], environment: &[(&str, &str)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_service"));
    command.args(arguments).env_remove("BILLED_CHAT_ARN").envs(environment.iter().copied());
    command
}

/// A running service, ended with the test.
struct Running {
    child: Child,
    address: String,
}

impl Running {
    fn start(environment: &[(&str, &str)]) -> Self {
        let mut child = service(&["127.0.0.1:0"], environment).stdout(Stdio::piped()).spawn().expect("it starts");
        let mut said = String::new();
        BufReader::new(child.stdout.take().expect("stdout")).read_line(&mut said).expect("a line");
        let address = said.strip_prefix("listening on ").and_then(|rest| rest.split(',').next()).expect("an address");
        Running { address: address.to_owned(), child }
    }

    /// The status line and the body of the answer.
    fn ask(&self, method: &str, question: &str) -> (String, String) {
        let mut stream = TcpStream::connect(&self.address).expect("it listens");
        let length = question.len();
        let request = format!(
            "{method} / HTTP/1.1\r\nHost: service\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{question}"
        );
        stream.write_all(request.as_bytes()).expect("it reads");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("it answers");
        let (head, body) = answer.split_once("\r\n\r\n").expect("a head and a body");
        (head.lines().next().unwrap_or_default().to_owned(), body.to_owned())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn it_calls_the_declared_profile() {
    let (status, body) = Running::start(&[]).ask("POST", "What is a statement?\n");
    assert_eq!(status, "HTTP/1.1 200 OK");
    let asked = json!({
        "modelId": "eu.anthropic.claude-sonnet-4-6",
        "messages": [{ "role": "user", "content": [{ "text": "What is a statement?" }] }],
    });
    assert_eq!(serde_json::from_str::<Value>(&body).expect("JSON"), asked);
}

#[test]
fn it_calls_the_application_profile_once_there_is_one() {
    let (_, body) = Running::start(&[("BILLED_CHAT_ARN", ARN)]).ask("POST", "");
    assert_eq!(serde_json::from_str::<Value>(&body).expect("JSON")["modelId"], ARN);
}

#[test]
fn it_refuses_what_it_does_not_know() {
    let (status, body) = Running::start(&[]).ask("GET", "");
    assert_eq!((status.as_str(), body.as_str()), ("HTTP/1.1 405 Method Not Allowed", "POST a question\n"));
    let elsewhere = ARN.replace("eu-central-1", "us-east-1");
    let output = service(&[], &[("BILLED_CHAT_ARN", &elsewhere)]).output().expect("it runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && said.contains("`support-chat` is not declared for `us-east-1`"), "{said}");
}
