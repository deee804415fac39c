//! The findings of a file, for programs.

use super::{Source, escaped};
use crate::judge::Judgement;
use crate::model::{Finding, Kind, Severity};
use serde_json::{Value, json};

/// What was found in a file, or why it can't be read.
pub fn file_json(source: &Source, result: Result<&Judgement, &str>) -> Value {
    match result {
        Ok(judgement) => {
            let findings: Vec<Value> = judgement.findings.iter().map(|finding| finding_json(source, finding)).collect();
            let verdicts: Vec<Value> = judgement
                .verdicts
                .iter()
                .map(|verdict| {
                    json!({
                        "name": verdict.name.as_deref().map(escaped),
                        "profiles": shown(&verdict.profiles),
                        "exact": verdict.exact,
                    })
                })
                .collect();
            json!({
                "file": source.name(),
                "profiles": shown(&judgement.profiles),
                "exact": judgement.is_exact(),
                "findings": findings,
                "policies": verdicts,
            })
        }
        Err(message) => json!({
            "file": source.name(), "profiles": [], "exact": false, "findings": [], "policies": [], "error": message,
        }),
    }
}

fn shown<'t>(texts: impl IntoIterator<Item = &'t String>) -> Vec<String> {
    texts.into_iter().map(|text| escaped(text)).collect()
}

fn finding_json(source: &Source, finding: &Finding) -> Value {
    let (line, column) = source.position(finding.offset);
    let mut value = json!({
        "severity": severity(finding.severity),
        "kind": kind(finding.kind),
        "file": source.name(),
        "line": line,
        "column": column,
        "statement": finding.statement.as_deref().map(escaped),
        "message": escaped(&finding.message),
        "resources": shown(&finding.resources),
        "help": shown(&finding.help),
    });
    if let (Some(policy), Value::Object(entries)) = (&finding.policy, &mut value) {
        entries.insert("policy".to_owned(), escaped(policy).into());
    }
    value
}

const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::TooLittle => "too_little",
        Kind::TooMuch => "too_much",
        Kind::Unknown => "unknown",
        Kind::Retired => "retired",
        Kind::Legacy => "legacy",
        Kind::Unconfirmed => "unconfirmed",
        Kind::Residency => "residency",
        Kind::Invalid => "invalid",
        Kind::NotJudged => "not_judged",
        Kind::Assumed => "assumed",
        Kind::Beside => "beside",
    }
}
