//! What policies cover.

use super::{escaped, quoted, quoted_one};
use crate::judge::Coverage;
use serde_json::{Value, json};

/// A line for each profile or model: whether it may be invoked, and what is missing.
pub fn covers_table(coverages: &[Coverage]) -> String {
    coverages.iter().map(lines).collect()
}

fn lines(coverage: &Coverage) -> String {
    let target = format!("{} from {}", quoted_one(&coverage.target.id), quoted_one(&coverage.target.region));
    let by = coverage.by.as_deref().map(|name| format!(" by {}", quoted_one(name))).unwrap_or_default();
    if coverage.is_covered() {
        return format!("{target}: covered{by}\n");
    }
    let missing = coverage.missing.iter().map(|(resource, actions)| {
        let actions = quoted(actions.iter().map(String::as_str));
        format!("    {actions} on {}\n", escaped(resource))
    });
    if coverage.missing.is_empty() {
        let causes = coverage.depends_on.iter().map(|cause| format!("    {}\n", escaped(cause)));
        return format!("{target}: not covered for certain{by}: it depends on\n{}", causes.collect::<String>());
    }
    format!("{target}: not covered{by}: this is missing\n{}", missing.collect::<String>())
}

/// The same for programs.
pub fn covers_json(coverages: &[Coverage]) -> Vec<Value> {
    coverages.iter().map(one_json).collect()
}

fn one_json(coverage: &Coverage) -> Value {
    let missing: Vec<Value> = coverage
        .missing
        .iter()
        .map(|(resource, actions)| json!({ "resource": escaped(resource), "actions": actions }))
        .collect();
    let depends_on: Vec<String> = coverage.depends_on.iter().map(|cause| escaped(cause)).collect();
    json!({
        "id": escaped(&coverage.target.id),
        "source_region": escaped(&coverage.target.region),
        "covered": coverage.is_covered(),
        "by": coverage.by.as_deref().map(escaped),
        "missing": missing,
        "depends_on": depends_on,
    })
}
