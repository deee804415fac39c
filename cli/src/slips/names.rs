//! Names that the catalog does not know, with what was meant.

use super::{Word, shell_word};
use crate::commands::matching;
use crate::output::quoted;
use bedrock_profiles_catalog::{Catalog, Problem, ProblemKind, Region};

/// What a capability is called elsewhere.
const CAPABILITIES: [(&str, &[&str]); 9] = [
    ("image_input", &["vision", "image", "images", "multimodal", "image_in"]),
    ("image_output", &["image_generation", "text_to_image", "image_out", "draw"]),
    ("streaming", &["stream", "streams", "response_streaming"]),
    ("text_output", &["text", "chat", "text_generation", "completion"]),
    ("embedding_output", &["embedding", "embeddings", "embed", "vector", "vectors"]),
    ("video_input", &["video", "videos"]),
    ("video_output", &["video_generation", "text_to_video"]),
    ("speech_input", &["speech", "voice", "stt", "transcription"]),
    ("speech_output", &["tts", "text_to_speech"]),
];

/// Capabilities that AWS's API does not list.
const NOT_LISTED: [&str; 8] =
    ["tools", "tool_use", "tool_calling", "function_calling", "reasoning", "thinking", "context", "document_input"];

/// A Region that the catalog does not know, with what was meant: a geo prefix, or the name of a place.
pub(crate) fn region_problem(catalog: Catalog<'_>, given: &str, problem: &Problem) -> String {
    let place = given.to_lowercase();
    let is_there = |region: &Region<'_>| region.place().to_lowercase().split(['(', ')', ' ']).any(|word| word == place);
    let help = if catalog.prefix(given).is_some() {
        Some(format!(
            "`{given}` is a geo prefix: `cargo bedrock-profiles list --geo {given}` lists its profiles with their Regions"
        ))
    } else {
        let there: Vec<&str> = catalog.regions().filter(is_there).map(Region::name).collect();
        let names = || quoted(there.iter().copied());
        match there.len() {
            1 => Some(format!("the Region there is {}", names())),
            2..=5 => Some(format!("the Regions there are {}", names())),
            _ => None,
        }
    };
    advised(problem, help)
}

/// A geo prefix that the catalog does not know; a Region is what another option takes.
pub(crate) fn prefix_problem(catalog: Catalog<'_>, given: &str, problem: &Problem) -> String {
    advised(
        problem,
        Word::from_text(catalog, given).filter().filter(|(kind, _)| *kind == "a Region").map(|(_, cure)| cure),
    )
}

/// A capability that no model has, with what it is called here.
pub(crate) fn capability_problem(given: &str, problem: &Problem) -> String {
    let given = given.to_lowercase().replace(['-', ' '], "_");
    let known = CAPABILITIES.iter().find(|(_, others)| others.contains(&given.as_str()));
    let help = match known {
        Some((name, _)) => Some(format!("`--requires {name}` is what it is called here")),
        None if NOT_LISTED.contains(&given.as_str()) => {
            Some("leave it out: the API of Bedrock does not say which models have it".to_owned())
        }
        None => None,
    };
    advised(problem, help)
}

/// The message with one more line of help, before its notes.
pub(crate) fn advised(problem: &Problem, help: Option<String>) -> String {
    let message = problem.to_string();
    let Some(help) = help else { return message };
    let (before, notes) = match message.find("\nnote: ") {
        Some(at) => message.split_at(at),
        None => (message.as_str(), ""),
    };
    format!("{before}\nhelp: {help}{notes}")
}

/// An id that the catalog does not know: it may be the filter of a list.
pub(crate) fn id_problem(catalog: Catalog<'_>, given: &str, problem: &Problem) -> String {
    let is_unknown = matches!(problem.kind(), ProblemKind::UnknownProfile | ProblemKind::UnknownModel);
    let found = matching(catalog, given);
    let listed = || {
        let word = shell_word(given).filter(|_| found > 1)?;
        Some(format!("`cargo bedrock-profiles list --model {word}` lists the {found} that have it"))
    };
    let help = Word::from_text(catalog, given).filter().map(|(_, cure)| cure).or_else(listed);
    advised(problem, help.filter(|_| is_unknown))
}
