//! Values behind `Fn::If`, with what they are behind.

use super::function::{choice, is_no_value};
use bedrock_profiles_iam::json::{Kind, Node};
use std::collections::BTreeMap;

/// How conditions must turn out, all of them.
pub(super) type Guards = BTreeMap<String, bool>;

/// A value that is there where its guards are satisfied.
#[derive(Clone, Debug)]
pub(super) struct Branch<'n> {
    pub(super) node: &'n Node,
    pub(super) guards: Guards,
}

/// Both, unless they contradict each other.
pub(super) fn both(a: &Guards, b: &Guards) -> Option<Guards> {
    let is_contrary = |(name, is_true): (&String, &bool)| a.get(name).is_some_and(|other| other != is_true);
    let merged = || a.iter().chain(b).map(|(name, is_true)| (name.clone(), *is_true)).collect();
    (!b.iter().any(is_contrary)).then(merged)
}

/// Each value that this one may be.
pub(super) fn branches<'n>(node: &'n Node, guards: &Guards) -> Vec<Branch<'n>> {
    let mut found = Vec::new();
    collect(node, guards, false, &mut found);
    found
}

/// Each value that may be in a list, or may be the one value.
pub(super) fn items<'n>(node: &'n Node, guards: &Guards) -> Vec<Branch<'n>> {
    let mut found = Vec::new();
    collect(node, guards, true, &mut found);
    found
}

fn collect<'n>(node: &'n Node, guards: &Guards, are_items: bool, found: &mut Vec<Branch<'n>>) {
    if let Some((name, yes, no)) = choice(node) {
        for (is_true, node) in [(true, yes), (false, no)] {
            if let Some(guards) = both(guards, &Guards::from([(name.to_owned(), is_true)])) {
                collect(node, &guards, are_items, found);
            }
        }
        return;
    }
    match &node.kind {
        Kind::List(items) if are_items => items.iter().for_each(|item| collect(item, guards, true, found)),
        Kind::Null => {}
        _ if is_no_value(node) => {}
        _ => found.push(Branch { node, guards: guards.clone() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bedrock_profiles_iam::json;

    #[test]
    fn each_item_has_its_guards() {
        let json = r#"["a", {"Fn::If": ["C", ["b", {"Fn::If": ["C", "c", "never"]}], {"Ref": "AWS::NoValue"}]},
            {"Fn::If": ["C", {"Ref": "AWS::NoValue"}, "d"]}, null]"#;
        let node = json::parse(json).expect("JSON");
        let found: Vec<_> = items(&node, &Guards::new())
            .into_iter()
            .map(|branch| (branch.node.text().expect("a text").to_owned(), branch.guards.get("C").copied()))
            .collect();
        let expected = [("a", None), ("b", Some(true)), ("c", Some(true)), ("d", Some(false))];
        assert_eq!(found, expected.map(|(text, guard)| (text.to_owned(), guard)));
        assert_eq!(branches(&node, &Guards::new()).len(), 1);
    }
}
