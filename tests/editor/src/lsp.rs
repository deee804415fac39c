//! As much of the Language Server Protocol as an editor needs to type, hover, complete and follow.
//!
//! A server may hang, ask back or be still loading. Therefore a thread reads what it says, every wait has an end,
//! and the process is killed when [`Server`] is dropped.

use crate::Result;
use serde_json::{Value, json};
use std::ffi::OsStr;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

const ANSWERING: Duration = Duration::from_mins(1);
/// It includes a build of the macro.
const LOADING: Duration = Duration::from_mins(5);
/// Between two steps of loading the server looks idle for a moment.
const SETTLING: Duration = Duration::from_secs(2);

type Message = std::result::Result<Value, String>;

#[derive(Clone, Copy)]
pub(crate) enum Ask {
    Hover,
    Definition,
    Completion,
}

impl Ask {
    fn method(self) -> &'static str {
        match self {
            Self::Hover => "textDocument/hover",
            Self::Definition => "textDocument/definition",
            Self::Completion => "textDocument/completion",
        }
    }
}

/// A running language server with one open document.
pub(crate) struct Server {
    process: Child,
    input: ChildStdin,
    incoming: Receiver<Message>,
    requests: u64,
    document: String,
    version: u64,
}

impl Server {
    pub(crate) fn start(program: &OsStr, root: &Path) -> Result<Self> {
        let mut command = Command::new(program);
        command.current_dir(root).env("RA_LOG", "error").stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process = command.spawn().map_err(|error| format!("{}: {error}", program.display()))?;
        let (input, output) = process.stdin.take().zip(process.stdout.take()).ok_or("the server has no pipes")?;
        let (sender, incoming) = channel();
        thread::spawn(move || forward(BufReader::new(output), &sender));
        let mut server = Self { process, input, incoming, requests: 0, document: String::new(), version: 0 };
        server.initialize(root)?;
        Ok(server)
    }

    fn initialize(&mut self, root: &Path) -> Result<()> {
        let parameters = json!({
            "processId": null,
            "rootUri": uri(root),
            "capabilities": {
                "general": { "positionEncodings": ["utf-8"] },
                "experimental": { "serverStatusNotification": true },
                "textDocument": { "hover": { "contentFormat": ["markdown"] } },
            },
            "initializationOptions": { "checkOnSave": false, "cachePriming": { "enable": false } },
        });
        self.request("initialize", &parameters)?;
        self.notify("initialized", &json!({}))
    }

    pub(crate) fn open(&mut self, document: &Path, text: &str) -> Result<()> {
        self.document = uri(document);
        let document = json!({ "uri": self.document, "languageId": "rust", "version": self.version, "text": text });
        self.notify("textDocument/didOpen", &json!({ "textDocument": document }))
    }

    pub(crate) fn change(&mut self, text: &str) -> Result<()> {
        self.version += 1;
        let document = json!({ "uri": self.document, "version": self.version });
        let parameters = json!({ "textDocument": document, "contentChanges": [{ "text": text }] });
        self.notify("textDocument/didChange", &parameters)
    }

    pub(crate) fn wait_until_loaded(&mut self) -> Result<()> {
        let end = Instant::now() + LOADING;
        let mut status = Value::Null;
        loop {
            let quiescent = status.pointer("/quiescent") == Some(&Value::Bool(true));
            let settled = if quiescent { end.min(Instant::now() + SETTLING) } else { end };
            match self.receive(settled)? {
                Some(message) if method(&message) == Some("experimental/serverStatus") => {
                    status = message.pointer("/params").cloned().unwrap_or_default();
                }
                Some(_) => {}
                None if quiescent && text(&status, "/health") == Some("ok") => return Ok(()),
                None => return Err(format!("the project does not load: {status}").into()),
            }
        }
    }

    /// The parts of the answer at the end of `before`: paragraphs, names or places.
    pub(crate) fn ask(&mut self, ask: Ask, before: &str) -> Result<Vec<String>> {
        let line = before.rsplit('\n').next().unwrap_or_default();
        let position = json!({ "line": before.matches('\n').count(), "character": line.len() });
        let parameters = json!({ "textDocument": { "uri": self.document }, "position": position });
        let answer = self.request(ask.method(), &parameters)?;
        match ask {
            Ask::Hover => Ok(paragraphs(&answer)),
            Ask::Definition => places(&answer),
            Ask::Completion => Ok(names(&answer, typed_word(line))),
        }
    }

    fn request(&mut self, method: &str, parameters: &Value) -> Result<Value> {
        self.requests += 1;
        let id = Value::from(self.requests);
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": parameters }))?;
        let end = Instant::now() + ANSWERING;
        while let Some(message) = self.receive(end)? {
            if message.get("id") != Some(&id) {
                continue;
            }
            return match message.get("error") {
                Some(error) => Err(format!("{method}: {error}").into()),
                None => Ok(message.get("result").cloned().unwrap_or_default()),
            };
        }
        Err(format!("{method}: no answer within {ANSWERING:?}").into())
    }

    fn notify(&mut self, method: &str, parameters: &Value) -> Result<()> {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": parameters }))
    }

    fn send(&mut self, message: &Value) -> Result<()> {
        let body = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{body}", body.len())?;
        Ok(self.input.flush()?)
    }

    /// The next answer or notification; none when `end` comes first.
    fn receive(&mut self, end: Instant) -> Result<Option<Value>> {
        loop {
            let message = match self.incoming.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(message) => message?,
                Err(RecvTimeoutError::Timeout) => return Ok(None),
                Err(RecvTimeoutError::Disconnected) => return Err("the server has ended".into()),
            };
            match (method(&message), message.get("id")) {
                (Some(method), Some(id)) => self.reply(method, id)?,
                _ => return Ok(Some(message)),
            }
        }
    }

    /// To its questions the server gets the answer of an editor without settings.
    fn reply(&mut self, method: &str, id: &Value) -> Result<()> {
        let result = if method == "workspace/configuration" { json!([null]) } else { Value::Null };
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "result": result }))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Err(error) = self.process.kill().and_then(|()| self.process.wait()) {
            eprintln!("warning: the server is still running: {error}");
        }
    }
}

/// Passes on what the server says, until one of the two ends.
fn forward(mut output: impl BufRead, messages: &Sender<Message>) {
    while let Some(message) = read(&mut output).transpose() {
        if messages.send(message.map_err(|error| error.to_string())).is_err() {
            return;
        }
    }
}

fn read(output: &mut impl BufRead) -> Result<Option<Value>> {
    let mut length = None;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        match line.trim_end().split_once(": ") {
            Some((name, value)) if name.eq_ignore_ascii_case("Content-Length") => length = Some(value.parse()?),
            Some(_) => {}
            None => break,
        }
    }
    let mut body = Vec::new();
    output.take(length.ok_or("a message without length")?).read_to_end(&mut body)?;
    Ok(Some(serde_json::from_slice(&body)?))
}

fn uri(path: &Path) -> String {
    format!("file://{}", path.display())
}

fn method(message: &Value) -> Option<&str> {
    text(message, "/method")
}

fn text<'a>(value: &'a Value, pointer: &str) -> Option<&'a str> {
    value.pointer(pointer)?.as_str()
}

/// The documentation of a hover, without the signature above it.
fn paragraphs(hover: &Value) -> Vec<String> {
    let shown = text(hover, "/contents/value").unwrap_or_default();
    let documentation = shown.split_once("\n---\n").map_or(shown, |(_, documentation)| documentation);
    documentation.split("\n\n").map(|paragraph| paragraph.trim().to_owned()).filter(|it| !it.is_empty()).collect()
}

/// What a list of completions shows once `typed` has narrowed it, in its order.
fn names(completions: &Value, typed: &str) -> Vec<String> {
    let items = completions.get("items").unwrap_or(completions).as_array();
    let label = |item| text(item, "/label").filter(|label| label.starts_with(typed));
    let ranked = |item| Some((text(item, "/sortText"), label(item)?));
    let mut names: Vec<_> = items.into_iter().flatten().filter_map(ranked).collect();
    names.sort_unstable();
    names.into_iter().map(|(_, label)| format!("`{label}`")).collect()
}

fn typed_word(line: &str) -> &str {
    let before = line.trim_end_matches(|c: char| c.is_alphanumeric() || c == '_');
    line.strip_prefix(before).unwrap_or_default()
}

/// Which name in which file each location points at.
fn places(locations: &Value) -> Result<Vec<String>> {
    let place = |location| place(location).ok_or_else(|| format!("no name at {location}").into());
    locations.as_array().into_iter().flatten().map(place).collect()
}

fn place(location: &Value) -> Option<String> {
    let number = |pointer| usize::try_from(location.pointer(pointer)?.as_u64()?).ok();
    let path = Path::new(text(location, "/uri")?.strip_prefix("file://")?);
    let source = fs::read_to_string(path).ok()?;
    let line = source.lines().nth(number("/range/start/line")?)?;
    let name = line.get(number("/range/start/character")?..number("/range/end/character")?)?;
    Some(format!("`{name}` in `{}`", path.file_name()?.display()))
}
