//! Wildcards, missing parts and policy variables in resources.

use super::{Mutation, is_arn, part, with_part};
use crate::random::Random;

pub(super) const MUTATIONS: &[Mutation] = &[
    Mutation("any partition", |draft| draft.change_resource(is_arn, |arn, _| with_part(arn, 1, "*"))),
    Mutation("partitions that begin with aws", |draft| {
        draft.change_resource(is_arn, |arn, _| with_part(arn, 1, "aws*"))
    }),
    Mutation("any service", |draft| draft.change_resource(is_arn, |arn, _| with_part(arn, 2, "*"))),
    Mutation("services that begin so", |draft| draft.change_resource(is_arn, |arn, _| with_part(arn, 2, "bedrock*"))),
    Mutation("any Region", |draft| draft.change_resource(is_arn, |arn, _| with_part(arn, 3, "*"))),
    Mutation("a wildcard in the Region", |draft| draft.change_resource(is_arn, |arn, random| in_part(arn, 3, random))),
    Mutation("any account", |draft| draft.change_resource(is_arn, |arn, _| with_part(arn, 4, "*"))),
    Mutation("a wildcard in the account", |draft| draft.change_resource(is_arn, |arn, random| in_part(arn, 4, random))),
    Mutation("any id", |draft| draft.change_resource(is_arn, any_id)),
    Mutation("a wildcard in the id", |draft| draft.change_resource(is_arn, |arn, random| in_part(arn, 5, random))),
    Mutation("a wildcard at the id's end", |draft| draft.change_resource(is_arn, |arn, _| format!("{arn}*"))),
    Mutation("a wildcard for the version", |draft| draft.change_resource(is_arn, any_version)),
    Mutation("any name", |draft| draft.change_resource(is_arn, |arn, _| with_part(arn, 5, "*"))),
    Mutation("any kind", |draft| draft.change_resource(is_arn, any_kind)),
    Mutation("a question mark", |draft| draft.change_resource(is_arn, question)),
    Mutation("a wildcard over a colon", |draft| draft.change_resource(is_arn, over_a_colon)),
    Mutation("a short ARN", |draft| draft.change_resource(is_arn, short)),
    Mutation("a short ARN with a wildcard", |draft| {
        draft.change_resource(is_arn, |arn, random| short(arn, random) + ":*")
    }),
    Mutation("any resource", |draft| draft.change_resource(|_| true, |_, _| "*".to_owned())),
    Mutation("a variable for the account", |draft| {
        draft.change_resource(is_arn, |arn, _| with_part(arn, 4, "${aws:PrincipalAccount}"))
    }),
    Mutation("a variable for the Region", |draft| {
        draft.change_resource(is_arn, |arn, _| with_part(arn, 3, "${aws:RequestedRegion}"))
    }),
    Mutation("a variable for the partition", |draft| {
        draft.change_resource(is_arn, |arn, _| with_part(arn, 1, "${aws:Partition}"))
    }),
    Mutation("a variable for the id", |draft| draft.change_resource(is_arn, variable_id)),
];

/// A wildcard for some of a part's characters.
fn in_part(arn: &str, number: usize, random: &mut Random) -> String {
    let text = part(arn, number);
    let from = text.find('/').map_or(0, |slash| slash + 1);
    if text.len() <= from {
        return arn.to_owned();
    }
    let begin = from + random.below(text.len() - from);
    let end = begin + random.below(text.len() - begin + 1);
    with_part(arn, number, &format!("{}*{}", &text[..begin], &text[end..]))
}

fn any_id(arn: &str, _: &mut Random) -> String {
    let kind = part(arn, 5).split_once('/').map_or("", |(kind, _)| kind);
    with_part(arn, 5, &format!("{kind}/*"))
}

fn any_version(arn: &str, _: &mut Random) -> String {
    let name = part(arn, 5);
    let name = name.rsplit_once("-v").or_else(|| name.rsplit_once('-')).map_or(name, |(name, _)| name);
    with_part(arn, 5, &format!("{name}-*"))
}

fn any_kind(arn: &str, random: &mut Random) -> String {
    let kind = *random.pick(&["*", "*inference-profile", "foundation*", "inference-*"]);
    let id = part(arn, 5).split_once('/').map_or("", |(_, id)| id);
    with_part(arn, 5, &format!("{kind}/{id}"))
}

fn question(arn: &str, random: &mut Random) -> String {
    let at = "arn:aws".len() + random.below(arn.len() - "arn:aws".len());
    match arn.as_bytes()[at] {
        b':' | b'$' | b'{' | b'}' | b'*' => arn.to_owned(),
        _ => format!("{}?{}", &arn[..at], &arn[at + 1..]),
    }
}

/// One `*` for two or more parts and the colons between them.
fn over_a_colon(arn: &str, random: &mut Random) -> String {
    let parts: Vec<&str> = arn.splitn(6, ':').collect();
    let begin = 1 + random.below(parts.len() - 2);
    let end = begin + 2 + random.below(parts.len() - begin - 1);
    let parts = [&parts[..begin], &["*"], &parts[end.min(parts.len())..]].concat();
    parts.join(":")
}

fn short(arn: &str, random: &mut Random) -> String {
    let parts: Vec<&str> = arn.splitn(6, ':').collect();
    parts[..2 + random.below(4)].join(":")
}

fn variable_id(arn: &str, random: &mut Random) -> String {
    let variables = ["${aws:PrincipalTag/model}", "${aws:RequestedRegion}", "${*}", "${aws:username}*", "*${?}*"];
    let kind = part(arn, 5).split_once('/').map_or("", |(kind, _)| kind);
    with_part(arn, 5, &format!("{kind}/{}", random.pick(&variables)))
}
