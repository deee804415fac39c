//! Real wrong ids, and the first suggestion that each must get.
//!
//! `wrong_ids.tsv` has what was written, the token at which it stands, what else is written, the expected first suggestion
//! (`-`: none) and where it is from: public code, or the rule by which it was made. The expectations rest on the catalog,
//! not on what is suggested today.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use bedrock_profiles_catalog::{Call, Catalog, Lifecycle, Model, Problem, Profile, check};

const CATALOG: Catalog<'static> = Catalog::BUILT_IN;

struct Entry {
    given: &'static str,
    token: &'static str,
    context: Option<&'static str>,
    first: Option<&'static str>,
}

impl Entry {
    fn of(line: &'static str) -> Self {
        let cells: Vec<&str> = line.split('\t').collect();
        let &[given, token, context, first, origin] = &*cells else { panic!("five cells: {line}") };
        assert!(!origin.is_empty(), "{line}");
        let known = |cell: &'static str| Some(cell).filter(|cell| *cell != "-");
        Entry { given, token, context: known(context), first: known(first) }
    }

    fn geo(&self) -> Option<&'static str> {
        self.context.and_then(|context| context.strip_prefix("geo "))
    }

    fn model(&self) -> Model<'static> {
        CATALOG.model(self.given).unwrap()
    }

    fn problem(&self) -> Option<Problem> {
        let regions: Vec<&str> = self.context.filter(|_| self.geo().is_none()).into_iter().collect();
        let call = self.geo().map_or(Call::ANY, Call::through);
        match self.token {
            "profile" => check::profile_id_from(CATALOG, self.given, &regions).err(),
            "model" => check::model_for(CATALOG, self.given, call).err(),
            "direct" => check::model_for(CATALOG, self.given, Call::DIRECT.from_regions(&regions)).err(),
            "on demand" => check::on_demand(CATALOG, self.model(), &regions).err(),
            "offered" => check::offered(CATALOG, CATALOG.prefix(self.geo().unwrap()).unwrap(), self.model()).err(),
            "geo" => check::prefix(CATALOG, self.given, CATALOG.model(self.context.unwrap())).err(),
            "residency" => check::place(CATALOG, self.given).err(),
            token => panic!("{token}"),
        }
    }
}

fn entries() -> Vec<Entry> {
    include_str!("wrong_ids.tsv").lines().skip(1).map(Entry::of).collect()
}

#[test]
fn the_first_suggestion_is_right() {
    let entries = entries();
    assert!(entries.len() >= 150);
    let mut wrong = Vec::new();
    for entry in &entries {
        let problem = entry.problem();
        let first = problem.as_ref().and_then(|problem| problem.suggestions().next());
        if problem.is_none() || first.as_deref() != entry.first {
            let Entry { given, token, context, first: expected, .. } = entry;
            wrong.push(format!("{given} ({token}, {context:?}): {first:?}, not {expected:?}"));
        }
    }
    println!("{} of {} right", entries.len() - wrong.len(), entries.len());
    assert!(wrong.len() * 20 <= entries.len(), "{}", wrong.join("\n"));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whether `id` exists and is in service on the catalog's day.
fn is_in_service(id: &str) -> bool {
    let is_past = |model: Model<'_>| model.end_of_life().is_some_and(|day| CATALOG.has_come(day));
    let profile =
        CATALOG.profile(id).map(|profile| (!profile.is_retired(), CATALOG.model(profile.model_id()).unwrap()));
    let model = CATALOG.model(id).map(|model| (model.lifecycle() != Lifecycle::EndOfLife, model));
    profile.or(model).is_some_and(|(is_current, model)| is_current && !is_past(model))
}

#[test]
fn what_is_called_the_nearest_is_in_service() {
    for entry in entries().iter().filter(|entry| !matches!(entry.token, "geo" | "residency")) {
        let message = entry.problem().unwrap().to_string();
        for line in
            message.lines().filter(|line| line.starts_with("help: the nearest ") || line.contains("version it is"))
        {
            for id in line.split('`').skip(1).step_by(2).filter(|id| id.contains('.')) {
                assert!(is_in_service(id), "{}: {message}", entry.given);
            }
        }
    }
}

#[test]
fn suggestions_stand_in_the_message() {
    for entry in entries() {
        let problem = entry.problem().unwrap();
        let message = problem.to_string();
        let help: Vec<&str> = message.lines().filter(|line| line.starts_with("help: ")).collect();
        for suggestion in problem.suggestions() {
            assert!(
                help.iter().any(|line| line.contains(&format!("`{suggestion}`"))),
                "{suggestion}, not in {message}"
            );
        }
    }
}

/// The help says first what to write, and marks what is retired or elsewhere.
#[test]
fn the_help_names_the_cure_first() {
    for (given, expected) in [
        ("bedrock/us.amazon.nova-pro-v1:0", &["the nearest is `us.amazon.nova-pro-v1:0`"][..]),
        ("bedrock/converse/eu.anthropic.claude-opus-5", &["the nearest is `eu.anthropic.claude-opus-5`"]),
        ("us.amazon.titan-embed-text-v2:0", &["call the model itself: `amazon.titan-embed-text-v2:0`"]),
        ("us.mistral.mistral-large-2402-v1:0", &["call the model itself: `mistral.mistral-large-2402-v1:0`"]),
        (
            "global.anthropic.claude-haiku-4-5",
            &[
                "with its date and version it is `global.anthropic.claude-haiku-4-5-20251001-v1:0`",
                "the nearest is `global.anthropic.claude-haiku-5-5`",
            ],
        ),
        ("us.anthropic.claude-2", &["the nearest is `us.anthropic.claude-opus-5-5`"]),
        (
            "us.anthropic.claude-3-opus",
            &[
                "the nearest is `us.anthropic.claude-opus-4-5-20251101-v1:0`",
                "retired: `us.anthropic.claude-3-opus-20240229-v1:0`",
            ],
        ),
        (
            "uk.anthropic.claude-sonnet-4-6",
            &["the nearest are `eu.anthropic.claude-sonnet-4-6`, `global.anthropic.claude-sonnet-4-6` and \
               `us.anthropic.claude-sonnet-4-6`"],
        ),
        (
            "us.anthropic.claude-sonnet-4-20250514-v1",
            &[
                "the nearest is `us.anthropic.claude-sonnet-4-6`",
                "retired: `us.anthropic.claude-sonnet-4-20250514-v1:0`",
            ],
        ),
        ("us.anthropic.claude-opus-4-8-v1", &["the nearest is `us.anthropic.claude-opus-4-8`"]),
        ("eu.anthropic.claude-opus-4-7-v1:0", &["the nearest is `eu.anthropic.claude-opus-4-7`"]),
    ] {
        let message = check::profile_id(CATALOG, given).unwrap_err().to_string();
        let help: Vec<&str> = message.lines().filter_map(|line| line.strip_prefix("help: ")).collect();
        assert_eq!(help, expected, "{message}");
    }
}

#[test]
fn a_model_without_profiles_is_called_from_its_regions() {
    let (us, model) = (CATALOG.prefix("us").unwrap(), CATALOG.model("amazon.titan-embed-text-v2:0").unwrap());
    for problem in [
        check::profile_id(CATALOG, "us.amazon.titan-embed-text-v2:0").unwrap_err(),
        check::offered(CATALOG, us, model).unwrap_err(),
    ] {
        let message = problem.to_string();
        assert!(message.contains("help: call the model itself: `amazon.titan-embed-text-v2:0`"), "{message}");
        let regions: Vec<String> = model.on_demand_regions().iter().map(|region| format!("`{region}`")).collect();
        let (last, others) = regions.split_last().unwrap();
        let note =
            format!("note: it is offered with no prefix, and called in its Regions {} and {last}", others.join(", "));
        assert!(message.contains(&note), "{message}");
    }
}

/// Whether a declaration with this profile id and these source Regions is accepted, or a call of the model itself.
fn accepts_profile(id: &str, regions: &[&str]) -> Result<(), Problem> {
    if CATALOG.model(id).is_some() {
        return accepts_model(id, None, regions);
    }
    let profile = check::profile_id(CATALOG, id)?;
    check::profile_in_service(CATALOG, profile)?;
    regions.iter().try_for_each(|region| check::source(CATALOG, profile, region).map(|_| ()))
}

/// Whether a declaration with this model, through this prefix or by its own id, is accepted.
fn accepts_model(id: &str, geo: Option<&str>, regions: &[&str]) -> Result<(), Problem> {
    let model = check::model(CATALOG, id)?;
    check::model_in_service(CATALOG, model)?;
    if let Some(geo) = geo {
        return accepts_profile(check::offered(CATALOG, check::prefix(CATALOG, geo, None)?, model)?.id(), regions);
    }
    check::on_demand(CATALOG, model, regions)?;
    regions.iter().try_for_each(|region| check::on_demand_region(CATALOG, model, region).map(|_| ()))
}

#[test]
fn every_suggestion_can_be_pasted() {
    for entry in entries() {
        let problem = entry.problem().unwrap();
        let regions: Vec<&str> =
            entry.context.filter(|context| CATALOG.region(context).is_some()).into_iter().collect();
        for suggestion in problem.suggestions() {
            let verdict = match entry.token {
                "profile" => accepts_profile(&suggestion, &regions),
                "model" if entry.geo().is_none() => check::model(CATALOG, &suggestion).map(|_| ()),
                "model" | "offered" if CATALOG.prefix(&suggestion).is_none() => {
                    accepts_model(&suggestion, entry.geo(), &[])
                }
                "offered" => accepts_model(entry.given, Some(&suggestion), &[]),
                "geo" => accepts_model(entry.context.unwrap(), Some(&suggestion), &[]),
                "residency" => check::place(CATALOG, &suggestion).map(|_| ()),
                _ => accepts_model(&suggestion, None, &regions),
            };
            assert!(verdict.is_ok(), "{}: {suggestion} for {problem}: {verdict:?}", entry.given);
            assert!(matches!(entry.token, "geo" | "offered" | "residency") || is_in_service(&suggestion), "{problem}");
        }
    }
}

/// Mistakes in an id, each of another kind.
fn mistakes(id: &str) -> Vec<String> {
    let (first, rest) = id.split_once('.').unwrap();
    let (short, _) = id.rsplit_once('-').unwrap_or((id, ""));
    let mut mistakes = vec![
        rest.to_owned(),
        short.to_owned(),
        id.to_uppercase(),
        id.replacen("20", "", 1),
        format!("bedrock/{id}"),
        format!("{first}.{id}"),
        format!("{id}-v1"),
        format!("{id}-v1:0"),
        format!("{short}-latest"),
        format!("{id}@eu-central-1"),
    ];
    mistakes
        .extend(["us", "us-gov", "uk", "apac", "asia", "global", "xx", "in"].map(|other| format!("{other}.{rest}")));
    mistakes
}

#[test]
fn what_is_suggested_for_mistakes_in_any_profile_can_be_pasted() {
    let mut pasted = 0;
    for profile in CATALOG.profiles() {
        let source = [profile.routes().next().unwrap().source];
        let mistakes = mistakes(profile.id());
        for (given, regions) in mistakes.iter().flat_map(|given| [(given, &[][..]), (given, &source[..])]) {
            let problem = check::profile_id_from(CATALOG, given, regions).err();
            for suggestion in problem.iter().flat_map(Problem::suggestions) {
                let verdict = accepts_profile(&suggestion, regions);
                assert!(
                    verdict.is_ok() && is_in_service(&suggestion),
                    "{given} {regions:?}: {suggestion}: {verdict:?}"
                );
                pasted += 1;
            }
        }
    }
    assert!(pasted > 3000, "{pasted}");
}

#[test]
fn what_is_suggested_for_mistakes_in_any_model_can_be_pasted() {
    let mut pasted = 0;
    for model in CATALOG.models() {
        let profile = CATALOG.profiles().find(|profile| profile.model_id() == model.id());
        let geo = profile.map(Profile::prefix);
        let regions: Vec<&str> =
            profile.iter().flat_map(|profile| profile.routes()).map(|route| route.source).take(1).collect();
        let direct: Vec<&str> = model.on_demand_regions().iter().take(1).collect();
        for given in mistakes(model.id()) {
            for (geo, regions) in [(geo, &*regions), (geo, &[]), (None, &*direct), (None, &[])] {
                let call = geo.map_or(Call::DIRECT, Call::through).from_regions(regions);
                let problem = check::model_for(CATALOG, &given, call).err();
                for suggestion in problem.iter().flat_map(Problem::suggestions) {
                    let verdict = accepts_model(&suggestion, geo, regions);
                    assert!(
                        verdict.is_ok() && is_in_service(&suggestion),
                        "{given} {call:?}: {suggestion}: {verdict:?}"
                    );
                    pasted += 1;
                }
            }
        }
    }
    assert!(pasted > 3000, "{pasted}");
}
