//! Ids in configuration files.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use bedrock_profiles::{CrossRegionInferenceProfile, FoundationModel, inference_profile, models};
use serde::{Deserialize, Serialize};

#[derive(Debug, PartialEq, Deserialize, Serialize)]
struct Config {
    chat: CrossRegionInferenceProfile,
    embedder: Option<FoundationModel>,
}

const WRITTEN: &str = r#"{"chat":"eu.anthropic.claude-sonnet-4-6","embedder":"amazon.titan-embed-text-v2:0"}"#;

#[test]
fn ids_are_read_and_written() {
    let config: Config = serde_json::from_str(WRITTEN).unwrap();
    assert_eq!(config.chat, inference_profile!("eu.anthropic.claude-sonnet-4-6"));
    assert_eq!(config.embedder, Some(models::AMAZON_TITAN_EMBED_TEXT_V2_0));
    assert_eq!(serde_json::to_string(&config).unwrap(), WRITTEN);
    // Not every format lends text from its source.
    let value: serde_json::Value = serde_json::from_str(WRITTEN).unwrap();
    assert_eq!(serde_json::from_value::<Config>(value).unwrap(), config);
}

#[test]
fn a_wrong_id_is_the_error_of_parsing_it_at_its_place() {
    let id = "eu.anthropic.claude-sonet-4-6";
    let written = format!("{{\n  \"chat\": \"{id}\"\n}}");
    let error = serde_json::from_str::<Config>(&written).unwrap_err();
    let problem = id.parse::<CrossRegionInferenceProfile>().unwrap_err().to_string();
    let lines: Vec<&str> = problem.lines().collect();
    let end = written.lines().nth(1).unwrap().len();
    let [statement, help, note] = lines.as_slice() else { panic!("{problem}") };
    assert_eq!(error.to_string(), format!("{statement} ({help}; {note}) at line 2 column {end}"));
    let number = serde_json::from_str::<Config>(r#"{"chat": 5}"#).unwrap_err().to_string();
    assert!(number.contains("invalid type: integer `5`, expected the id of an inference profile"), "{number}");
    let model = serde_json::from_str::<FoundationModel>(r#""eu.anthropic.claude-sonnet-4-6""#).unwrap_err();
    assert!(model.to_string().contains("is an inference profile, not a foundation model"), "{model}");
}
