//! Policy documents of IAM and of templates, among their functions.

use super::branch::{Guards, items};
use super::collector::{Collector, Found, Reading};
use super::function::{conditions, document, resolve};
use bedrock_profiles_iam::Document;
use bedrock_profiles_iam::document::{OLD_VERSION, VERSION};
use bedrock_profiles_iam::json::{Kind, Node};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Whether an object is a policy of IAM: other services have a `Statement`, too.
pub(super) fn is_policy(node: &Node) -> bool {
    let Some(statement) = node.get("Statement") else { return false };
    let is_version = |version: &Node| version.text().is_some_and(|text| [VERSION, OLD_VERSION].contains(&text));
    let has_effect = || items(statement, &Guards::new()).iter().any(|item| item.node.get("Effect").is_some());
    node.get("Version").is_some_and(is_version) || has_effect()
}

/// Adds the policy whose document this is.
pub(super) fn add(collector: &mut Collector, found: &Found, node: &Node) {
    let mut names = BTreeSet::new();
    conditions(node, &mut names);
    let names = names.into_iter().map(str::to_owned).collect();
    collector.add_conditional(found, &names, size(node), |is_true| {
        let Some(resolved) = resolve(node, is_true) else { return Reading::Absent };
        if resolved.text().is_some_and(|text| text.trim().is_empty()) {
            return Reading::Absent;
        }
        match document(resolved) {
            Ok(document) => Reading::Document(Arc::new(Document::read(&document))),
            Err(written) => {
                let (name, written) = (found.name.escape_debug(), shortened(&written));
                let message = format!("is judged without the policy `{name}`: its document is `{written}`");
                Reading::Unreadable(message)
            }
        }
    });
}

/// A text of one line, for a message.
fn shortened(text: &str) -> String {
    const LENGTH: usize = 60;
    let start: String = text.chars().take(LENGTH).collect();
    let rest = if start.len() < text.len() { "…" } else { "" };
    format!("{}{rest}", start.escape_debug())
}

fn size(node: &Node) -> usize {
    1 + match &node.kind {
        Kind::List(items) => items.iter().map(size).sum(),
        Kind::Object(members) => members.iter().map(|member| size(&member.value)).sum(),
        Kind::Null | Kind::Text(_) | Kind::Unknown(_) => 0,
    }
}
