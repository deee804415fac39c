//! Keys that are in one object twice.

use super::collector::Collector;
use crate::model::{Finding, Form, Kind, Severity};
use bedrock_profiles_iam::json::{Kind as NodeKind, Node};
use std::collections::BTreeSet;

/// Reports those that no policy has: a policy's are among the problems of its document.
pub(super) fn collect(root: &Node, form: Form, collector: &mut Collector) {
    let mut found = BTreeSet::new();
    find(root, &mut found);
    let reported = collector.duplicate_keys();
    for (offset, key) in found.into_iter().filter(|(offset, _)| !reported.contains(offset)) {
        collector.finding(finding(form, key, offset));
    }
}

fn find<'n>(node: &'n Node, found: &mut BTreeSet<(usize, &'n str)>) {
    match &node.kind {
        NodeKind::List(items) => items.iter().for_each(|item| find(item, found)),
        NodeKind::Object(members) => {
            let mut keys = BTreeSet::new();
            for member in members {
                if !keys.insert(&member.key) {
                    found.insert((member.offset, &member.key));
                }
                find(&member.value, found);
            }
        }
        NodeKind::Null | NodeKind::Text(_) | NodeKind::Unknown(_) => {}
    }
}

fn finding(form: Form, key: &str, offset: usize) -> Finding {
    let key = key.escape_debug();
    let (severity, which) = match form {
        Form::Cloudformation | Form::Sam => (Severity::Warning, "CloudFormation takes the last"),
        Form::Iam => (Severity::Error, "IAM refuses it"),
        Form::Terraform | Form::Account => (Severity::Warning, "the last is read"),
    };
    Finding::new(severity, Kind::Invalid, offset, format!("has the key `{key}` twice: {which}"))
}
