//! Asks the real rust-analyzer what an editor asks inside `inference_profile!`.
//!
//! What an editor shows follows from the expansion, yet no compiler checks it: a macro that loses a span, or the
//! constant while its fields are half typed, passes every other test. So this program types into a project that
//! uses the macro, holds each answer against a text that it must contain, and all of them against `docs/editor.md`.
//!
//! `RUST_ANALYZER` says which rust-analyzer; with `--write` the page is written instead of compared.

mod lsp;
mod report;

use lsp::{Ask, Server};
use report::Row;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs, process};

pub(crate) type Result<T> = std::result::Result<T, Box<dyn Error>>;

const CURSOR: char = '▮';

const PROGRAM: &str = r#"use bedrock_profiles::{CrossRegionInferenceProfile, inference_profile, models};

inference_profile! {
    /// Answers support tickets.
    const CHAT: CrossRegionInferenceProfile = {
        geo: eu,
        model: models::ANTHROPIC_CLAUDE_SONNET_4_6,
        source_regions: ["eu-central-1"],
    };
}

fn main() {
    let _ = CHAT;
}
"#;

struct Question {
    about: &'static str,
    ask: Ask,
    /// Texts of [`PROGRAM`], each with what is typed instead; the cursor stands in one.
    edits: &'static [(&'static str, &'static str)],
    expected: &'static str,
}

const QUESTIONS: &[Question] = &[
    Question {
        about: "hover on a key",
        ask: Ask::Hover,
        edits: &[("geo: eu", "ge▮o: eu")],
        expected: "The geo prefix, which is not a jurisdiction",
    },
    Question {
        about: "hover on a prefix",
        ask: Ask::Hover,
        edits: &[("geo: eu", "geo: e▮u")],
        expected: "Europe, with London",
    },
    Question {
        about: "go to definition on a prefix",
        ask: Ask::Definition,
        edits: &[("geo: eu", "geo: e▮u")],
        expected: "in `editor.rs`",
    },
    Question {
        about: "hover on a declared constant",
        ask: Ask::Hover,
        edits: &[("let _ = CHAT", "let _ = CH▮AT")],
        expected: "`eu.anthropic.claude-sonnet-4-6`: Claude Sonnet 4.6",
    },
    Question {
        about: "go to definition on the type in the item",
        ask: Ask::Definition,
        edits: &[("CHAT: CrossRegionInferenceProfile", "CHAT: CrossRegion▮InferenceProfile")],
        expected: "`CrossRegionInferenceProfile` in `cross_region.rs`",
    },
    Question {
        about: "completion of a prefix",
        ask: Ask::Completion,
        edits: &[("geo: eu", "geo: u▮")],
        expected: "`us`",
    },
    Question {
        about: "completion of a half-typed key",
        ask: Ask::Completion,
        edits: &[("source_regions: [\"eu-central-1\"],", "sour▮")],
        expected: "`source_regions`",
    },
    Question {
        about: "completion of a model",
        ask: Ask::Completion,
        edits: &[("model: models::ANTHROPIC_CLAUDE_SONNET_4_6", "model: models::ANTHR▮")],
        expected: "`ANTHROPIC_CLAUDE_SONNET_4_6`",
    },
    Question {
        about: "go to definition on a model",
        ask: Ask::Definition,
        edits: &[("models::ANTHROPIC_CLAUDE_SONNET_4_6", "models::ANTHROPIC_CLAUDE_▮SONNET_4_6")],
        expected: "`ANTHROPIC_CLAUDE_SONNET_4_6` in `models.rs`",
    },
    Question {
        about: "methods of a constant whose `model:` has no value yet",
        ask: Ask::Completion,
        edits: &[("model: models::ANTHROPIC_CLAUDE_SONNET_4_6,", "model:"), ("let _ = CHAT", "let _ = CHAT.▮")],
        expected: "`grant_invoke`",
    },
    Question {
        about: "methods of a constant while one of its keys is half typed",
        ask: Ask::Completion,
        edits: &[("source_regions: [\"eu-central-1\"],", "sour"), ("let _ = CHAT", "let _ = CHAT.▮")],
        expected: "`grant_invoke`",
    },
];

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let write = match env::args().skip(1).collect::<Vec<_>>().as_slice() {
        [] => false,
        [argument] if argument == "--write" => true,
        _ => return Err("the only argument is `--write`".into()),
    };
    let workspace = fs::canonicalize(Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."))?;
    let (rows, failures) = ask_all(&workspace)?;
    let table = report::table(&rows);
    println!("{table}");
    if !failures.is_empty() {
        return Err(failures.join("\nerror: ").into());
    }
    let page = workspace.join("docs/editor.md");
    if write { report::write(&page, &table) } else { report::compare(&page, &table) }
}

fn ask_all(workspace: &Path) -> Result<(Vec<Row>, Vec<String>)> {
    let project = Project::create(workspace)?;
    let program = env::var_os("RUST_ANALYZER").unwrap_or_else(|| "rust-analyzer".into());
    let mut server = Server::start(&program, &project.0)?;
    server.open(&project.0.join("src/main.rs"), PROGRAM)?;
    server.wait_until_loaded()?;

    let (mut rows, mut failures) = (Vec::new(), Vec::new());
    for question in QUESTIONS {
        let asked = question.asked();
        let answer = question.put_to(&mut server).map_err(|error| format!("{asked}: {error}"))?;
        if !answer.iter().any(|part| part.contains(question.expected)) {
            failures.push(format!("{asked}: the answer does not contain “{}”", question.expected));
        }
        rows.push(Row { asked, answer: report::shortened(question.ask, &answer) });
    }
    Ok((rows, failures))
}

impl Question {
    fn asked(&self) -> String {
        let typed: Vec<String> = self.edits.iter().map(|(_, typed)| format!("`{typed}`")).collect();
        format!("{}: {}", self.about, typed.join(" … "))
    }

    fn put_to(&self, server: &mut Server) -> Result<Vec<String>> {
        let typed = self.typed()?;
        let (before, after) = typed.split_once(CURSOR).ok_or("no cursor")?;
        server.change(&format!("{before}{after}"))?;
        server.ask(self.ask, before)
    }

    fn typed(&self) -> Result<String> {
        self.edits.iter().try_fold(PROGRAM.to_owned(), |program, (old, new)| {
            let (before, after) = program.split_once(old).ok_or_else(|| format!("the program has no `{old}`"))?;
            Ok(format!("{before}{new}{after}"))
        })
    }
}

/// A temporary project, removed when dropped.
struct Project(PathBuf);

impl Project {
    fn create(workspace: &Path) -> Result<Self> {
        let name = format!("bedrock-profiles-editor-{}", process::id());
        let project = Self(fs::canonicalize(env::temp_dir())?.join(name));
        fs::create_dir_all(project.0.join("src"))?;
        fs::write(project.0.join("Cargo.toml"), manifest(&workspace.join("runtime")))?;
        fs::write(project.0.join("src/main.rs"), PROGRAM)?;
        // The versions that the workspace already has: nothing to resolve or to download.
        fs::copy(workspace.join("Cargo.lock"), project.0.join("Cargo.lock"))?;
        Ok(project)
    }
}

impl Drop for Project {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.0) {
            eprintln!("warning: {} is left behind: {error}", self.0.display());
        }
    }
}

fn manifest(runtime: &Path) -> String {
    format!(
        "[package]\nname = \"edited\"\nedition = \"2024\"\n\n\
         [dependencies]\nbedrock-profiles.path = '{}'\n\n\
         [workspace]\n",
        runtime.display()
    )
}
