//! Other conditions.

use super::{Draft, Mutation, as_list, is_arn, part, with_part};
use crate::{
    condition::{ACCOUNT_KEY, NO_KEY, OPERATORS, PROFILE_KEY, REGION_KEY},
    needs::{ACCOUNT, OTHER_ACCOUNT, TABLES, UNSPECIFIED},
    random::Random,
};
use serde_json::{Map, Value, json};

pub(super) const MUTATIONS: &[Mutation] = &[
    Mutation("another operator", swap_operator),
    Mutation("another operator on the profile", swap_matching),
    Mutation("IfExists", |draft| rename_operator(draft, |name, _| format!("{name}IfExists"))),
    Mutation("ForAnyValue", |draft| rename_operator(draft, |name, _| format!("ForAnyValue:{name}"))),
    Mutation("ForAllValues", |draft| rename_operator(draft, |name, _| format!("ForAllValues:{name}"))),
    Mutation("no such operator", |draft| rename_operator(draft, |name, _| name.replace("Equals", "Matches"))),
    Mutation("no condition", drop_condition),
    Mutation("a clause dropped", drop_clause),
    Mutation("a value dropped", drop_value),
    Mutation("another profile as value", add_profile),
    Mutation("another Region as value", |draft| {
        add_value(draft, REGION_KEY, |random| (*random.pick(&["us-east-1", "eu-west-1", UNSPECIFIED, "*"])).to_owned())
    }),
    Mutation("no values", |draft| change_values(draft, |_| true, |_, _| json!([]))),
    Mutation("any Region in a value", |draft| change_arn(draft, |arn, _| with_part(arn, 3, "*"))),
    Mutation("any account in a value", |draft| change_arn(draft, |arn, _| with_part(arn, 4, "*"))),
    Mutation("any partition in a value", |draft| change_arn(draft, |arn, _| with_part(arn, 1, "*"))),
    Mutation("any id in a value", |draft| change_arn(draft, |arn, _| with_part(arn, 5, "inference-profile/*"))),
    Mutation("any id of a prefix in a value", |draft| change_arn(draft, any_of_prefix)),
    Mutation("any kind in a value", |draft| change_arn(draft, |arn, _| with_part(arn, 5, "*"))),
    Mutation("a short ARN in a value", |draft| change_arn(draft, short)),
    Mutation("any value", |draft| change_arn(draft, |_, _| "*".to_owned())),
    Mutation("the id alone in a value", |draft| change_arn(draft, |arn, _| part(arn, 5).to_owned())),
    Mutation("another account in a value", |draft| change_arn(draft, |arn, _| with_part(arn, 4, OTHER_ACCOUNT))),
    Mutation("another Region in a value", |draft| change_arn(draft, |arn, _| with_part(arn, 3, "us-west-2"))),
    Mutation("a value in capitals", |draft| change_arn(draft, |arn, _| arn.to_uppercase())),
    Mutation("a variable in a value", |draft| change_arn(draft, |arn, _| with_part(arn, 4, "${aws:PrincipalAccount}"))),
    Mutation("a variable for the Region in a value", |draft| {
        change_arn(draft, |arn, _| with_part(arn, 3, "${aws:RequestedRegion}"))
    }),
    Mutation("a variable for the value", |draft| change_arn(draft, whole_variable)),
    Mutation("a second operator on the profile", second_operator),
    Mutation("the key in another case", recase_key),
    Mutation("a key that does not exist", |draft| rename_key(draft, NO_KEY)),
    Mutation("a Region condition that fits", fitting_regions),
    Mutation("a Region condition", |draft| {
        let regions = json!(["us-east-1", "us-west-2", "eu-central-1"]);
        add_clause(draft, &["StringEquals", "StringNotEquals", "StringEqualsIfExists"], REGION_KEY, &regions)
    }),
    Mutation("a Region pattern", |draft| {
        add_clause(draft, &["StringLike", "StringNotLike"], REGION_KEY, &json!("us-*"))
    }),
    Mutation("the account", |draft| add_clause(draft, &["StringEquals", "StringLike"], ACCOUNT_KEY, &json!(ACCOUNT))),
    Mutation("another account's condition", |draft| {
        add_clause(draft, &["StringEquals", "StringNotEquals"], ACCOUNT_KEY, &json!([OTHER_ACCOUNT]))
    }),
    Mutation("an open condition", |draft| {
        let key = *draft.random.pick(&["aws:SourceVpce", "aws:PrincipalTag/team", "aws:PrincipalOrgID"]);
        let operators = ["StringEquals", "StringNotEquals", "StringLike", "StringEqualsIfExists"];
        add_clause(draft, &operators, key, &json!(["vpce-1", "team"]))
    }),
    Mutation("the profile's key is there", |draft| add_clause(draft, &["Null"], PROFILE_KEY, &json!("false"))),
    Mutation("the profile's key is not there", |draft| add_clause(draft, &["Null"], PROFILE_KEY, &json!("true"))),
    Mutation("the profile's condition everywhere", |draft| {
        let arn = json!(draft.profile().arn());
        add_clause(draft, &["StringEquals", "ArnLike", "StringEqualsIfExists", "ArnNotEquals"], PROFILE_KEY, &arn)
    }),
];

/// A clause: its statement, operator and key.
type Place = (usize, String, String);

fn pick_clause(draft: &mut Draft, wanted: impl Fn(&str) -> bool) -> Option<Place> {
    let statements = draft.policy["Statement"].as_array().expect("a list");
    let mut places = Vec::new();
    for (at, statement) in statements.iter().enumerate() {
        for (operator, keys) in statement["Condition"].as_object().into_iter().flatten() {
            let keys = keys.as_object().into_iter().flatten().filter(|(key, _)| wanted(key));
            places.extend(keys.map(|(key, _)| (at, operator.clone(), key.clone())));
        }
    }
    if places.is_empty() { None } else { Some(draft.random.pick(&places).clone()) }
}

fn take(draft: &mut Draft, (at, operator, key): &Place) -> Value {
    let statement = draft.statement(*at);
    let keys = statement["Condition"][operator].as_object_mut().expect("keys");
    let values = keys.remove(key).expect("values");
    let is_empty = keys.is_empty();
    let condition = statement["Condition"].as_object_mut().expect("a condition");
    if is_empty {
        condition.remove(operator);
    }
    if condition.is_empty() {
        statement.as_object_mut().expect("a statement").remove("Condition");
    }
    values
}

fn put(draft: &mut Draft, (at, operator, key): &Place, values: Value) -> bool {
    let statement = draft.statement(*at).as_object_mut().expect("a statement");
    let condition = statement.entry("Condition").or_insert_with(|| Value::Object(Map::new()));
    let keys = condition.as_object_mut().expect("operators").entry(operator.as_str()).or_insert_with(|| json!({}));
    let keys = keys.as_object_mut().expect("keys");
    let is_new = keys.keys().all(|other| !other.eq_ignore_ascii_case(key));
    if is_new {
        keys.insert(key.clone(), values);
    }
    is_new
}

/// Takes a clause and puts it where the change wants it.
fn rename(draft: &mut Draft, wanted: impl Fn(&str) -> bool, change: impl Fn(Place, &mut Random) -> Place) -> bool {
    let Some(place) = pick_clause(draft, wanted) else { return false };
    let changed = change(place.clone(), draft.random);
    let statement = draft.statement(place.0).clone();
    let values = take(draft, &place);
    let done = place != changed && put(draft, &changed, values);
    if !done {
        *draft.statement(place.0) = statement;
    }
    done
}

fn is_profile_key(key: &str) -> bool {
    key.eq_ignore_ascii_case(PROFILE_KEY)
}

fn rename_operator(draft: &mut Draft, change: fn(&str, &mut Random) -> String) -> bool {
    rename(
        draft,
        |_| true,
        |(at, operator, key), random| {
            let changed =
                if operator.contains(':') || operator == "Null" { operator } else { change(&operator, random) };
            (at, changed.replace("IfExistsIfExists", "IfExists"), key)
        },
    )
}

fn swap_operator(draft: &mut Draft) -> bool {
    rename(
        draft,
        |_| true,
        |(at, _, key), random| {
            let operator = *random.pick(&OPERATORS);
            if operator == "Null" {
                return (at, operator.to_owned(), key);
            }
            let set = *random.pick(&["", "", "", "ForAnyValue:", "ForAllValues:"]);
            let if_exists = *random.pick(&["", "", "IfExists"]);
            (at, format!("{set}{operator}{if_exists}"), key)
        },
    )
}

/// An operator that takes text or ARNs.
fn swap_matching(draft: &mut Draft) -> bool {
    rename(draft, is_profile_key, |(at, _, key), random| {
        let operators = ["ArnLike", "ArnEquals", "StringLike", "StringEquals", "StringEqualsIgnoreCase", "ArnNotLike"];
        (at, (*random.pick(&operators)).to_owned(), key)
    })
}

fn recase_key(draft: &mut Draft) -> bool {
    rename(
        draft,
        |_| true,
        |(at, operator, key), random| {
            let key = if random.chance(50) { key.to_uppercase() } else { key.to_lowercase() };
            (at, operator, key)
        },
    )
}

fn rename_key(draft: &mut Draft, name: &str) -> bool {
    rename(draft, is_profile_key, |(at, operator, _), _| (at, operator, name.to_owned()))
}

fn drop_condition(draft: &mut Draft) -> bool {
    let at = draft.pick_statement(|statement| statement.get("Condition").is_some());
    at.is_some_and(|at| draft.statement(at).as_object_mut().expect("a statement").remove("Condition").is_some())
}

fn drop_clause(draft: &mut Draft) -> bool {
    let place = pick_clause(draft, |_| true);
    place.is_some_and(|place| !take(draft, &place).is_null())
}

fn values<'a>(draft: &'a mut Draft, (at, operator, key): &Place) -> &'a mut Value {
    &mut draft.statement(*at)["Condition"][operator][key]
}

fn drop_value(draft: &mut Draft) -> bool {
    let Some(place) = pick_clause(draft, |_| true) else { return false };
    let count = as_list(values(draft, &place)).len();
    if count < 2 {
        return false;
    }
    let value = draft.random.below(count);
    as_list(values(draft, &place)).remove(value);
    true
}

fn add_value(draft: &mut Draft, key: &str, value: fn(&mut Random) -> String) -> bool {
    let Some(place) = pick_clause(draft, |other| other.eq_ignore_ascii_case(key)) else { return false };
    let value = json!(value(draft.random));
    as_list(values(draft, &place)).push(value);
    true
}

fn add_profile(draft: &mut Draft) -> bool {
    add_value(draft, PROFILE_KEY, |random| {
        let (id, source) = *random.pick(&TABLES.routes.keys().copied().collect::<Vec<_>>());
        format!("arn:aws:bedrock:{source}:{ACCOUNT}:inference-profile/{id}")
    })
}

fn change_values(draft: &mut Draft, wanted: fn(&str) -> bool, change: impl Fn(&Value, &mut Random) -> Value) -> bool {
    let Some(place) = pick_clause(draft, wanted) else { return false };
    let old = values(draft, &place).clone();
    let new = change(&old, draft.random);
    *values(draft, &place) = new.clone();
    old != new
}

/// Changes a profile's ARN in a condition, often with an operator that takes wildcards.
fn change_arn(draft: &mut Draft, change: fn(&str, &mut Random) -> String) -> bool {
    if draft.random.chance(60) {
        rename(draft, is_profile_key, |(at, _, key), random| {
            (at, (*random.pick(&["ArnLike", "StringLike", "ArnEquals"])).to_owned(), key)
        });
    }
    change_values(draft, is_profile_key, |values, random| {
        let mut values = values.clone();
        for value in as_list(&mut values) {
            if let Some(arn) = value.as_str().filter(|arn| is_arn(arn)) {
                *value = json!(change(arn, random));
                break;
            }
        }
        values
    })
}

fn any_of_prefix(arn: &str, random: &mut Random) -> String {
    let name = part(arn, 5);
    let ends: Vec<usize> = name.match_indices(['.', '-', '/']).map(|(at, _)| at + 1).collect();
    // A short ARN has no name.
    let end = if ends.is_empty() { 0 } else { *random.pick(&ends) };
    with_part(arn, 5, &format!("{}*", &name[..end]))
}

fn short(arn: &str, random: &mut Random) -> String {
    let parts: Vec<&str> = arn.splitn(6, ':').collect();
    let end = if random.chance(50) { ":*" } else { "" };
    parts[..3 + random.below(3)].join(":") + end
}

fn whole_variable(_: &str, random: &mut Random) -> String {
    let variables = ["${bedrock:InferenceProfileArn}", "${aws:PrincipalTag/profile}", "${*}", "arn:aws:bedrock:${*}"];
    (*random.pick(&variables)).to_owned()
}

fn second_operator(draft: &mut Draft) -> bool {
    let Some((at, operator, key)) = pick_clause(draft, is_profile_key) else { return false };
    let values = values(draft, &(at, operator.clone(), key.clone())).clone();
    let operators = ["ArnLike", "StringLike", "StringEquals", "ArnNotEquals", "StringNotEqualsIfExists", "Null"];
    let second = *draft.random.pick(&operators);
    let other = if draft.random.chance(50) { values } else { json!("arn:aws:bedrock:*:*:inference-profile/*") };
    let other = if second == "Null" { json!("false") } else { other };
    second != operator && put(draft, &(at, second.to_owned(), key), other)
}

fn add_clause(draft: &mut Draft, operators: &[&str], key: &str, values: &Value) -> bool {
    let Some(at) = draft.pick_allow() else { return false };
    let operator = *draft.random.pick(operators);
    put(draft, &(at, operator.to_owned(), key.to_owned()), values.clone())
}

/// The Regions of the statement's own resources: it grants what it did.
fn fitting_regions(draft: &mut Draft) -> bool {
    let Some((at, _)) = draft.pick_resource(is_arn) else { return false };
    let resources = draft.list(at, "Resource").clone();
    let regions = resources.iter().filter_map(Value::as_str).map(|arn| crate::needs::requested(part(arn, 3)));
    let regions = json!(regions.collect::<Vec<_>>());
    let operator = *draft.random.pick(&["StringEquals", "StringLike"]);
    put(draft, &(at, operator.to_owned(), REGION_KEY.to_owned()), regions)
}
