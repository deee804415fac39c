//! The concrete requests that a policy is judged by.

use crate::{
    condition::{Context, REGION_KEY},
    evaluator::{Policy, Statement, Tri},
    names::{Names, profile_clauses, region_clauses},
    needs::{ACCOUNT, INVOKE, INVOKING, Need, OTHER_ACCOUNT, Profile, STREAM, TABLES, UNSPECIFIED, requested},
    pattern::{Pattern, action_matches, has_wildcard},
};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
    sync::{LazyLock, Mutex},
};

/// What a request counts for if it is allowed and not needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Weight {
    /// It is never requested.
    Nothing,
    /// Two readers may differ.
    Arguable,
    Certain,
}

/// A request, by its places in the universe's lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Call {
    pub(crate) action: usize,
    pub(crate) resource: usize,
    pub(crate) key: usize,
    pub(crate) region: usize,
}

pub(crate) struct Universe {
    pub(crate) actions: Vec<(String, Weight)>,
    pub(crate) resources: Vec<Resource>,
    pub(crate) keys: Vec<Key>,
    pub(crate) regions: Vec<String>,
    /// The resources that the policy names without a wildcard.
    written: BTreeSet<String>,
    /// What the profiles need, that are surely named.
    pub(crate) needs: Vec<Call>,
    /// What those need that are perhaps named.
    pub(crate) perhaps: Vec<Call>,
    pub(crate) others: Vec<(Call, Weight)>,
    pub(crate) own_models: Vec<&'static str>,
    /// The models of the profiles that are perhaps named.
    pub(crate) perhaps_own: Vec<&'static str>,
}

pub(crate) struct Resource {
    pub(crate) arn: String,
    kind: Kind,
    weight: Weight,
}

enum Kind {
    Profile { is_named: bool, is_global: bool, region: String },
    Model { id: String, region: String },
}

/// A value of `bedrock:InferenceProfileArn`.
pub(crate) struct Key {
    pub(crate) arn: Option<String>,
    kind: KeyKind,
}

enum KeyKind {
    Absent,
    Named(Profile),
    /// Of the tables, or of another account.
    Other(Profile),
    Application,
    /// What a wildcard of the policy may stand for.
    Invented,
}

/// Both invoking actions come first.
const ACTIONS: [&str; 7] = [
    INVOKE,
    STREAM,
    "bedrock:InvokeModelWithBidirectionalStream",
    "bedrock:InvokeAgent",
    "bedrock:GetInferenceProfile",
    "bedrock:Converse",
    "bedrock:InvokeModelSomeday",
];
const APPLICATION: &str = "application-inference-profile/abcdefgh1234";
const ABSENT: usize = 0;

impl Universe {
    pub(crate) fn of(policy: &Policy, names: &Names) -> Self {
        let profiles: Vec<&Profile> = names.all().collect();
        let neighbours = neighbours(&profiles);
        let mut universe = Universe {
            actions: actions(policy),
            resources: Vec::new(),
            keys: vec![Key { arn: None, kind: KeyKind::Absent }],
            regions: Vec::new(),
            written: BTreeSet::new(),
            needs: Vec::new(),
            perhaps: Vec::new(),
            others: Vec::new(),
            own_models: names.sure.iter().map(Profile::model).collect(),
            perhaps_own: names.perhaps.iter().map(Profile::model).collect(),
        };
        universe.add_profiles(&profiles, &neighbours);
        universe.add_models(&profiles, &neighbours);
        universe.add_what_patterns_match(policy, &profiles, &neighbours);
        universe.needs = universe.calls(&names.sure);
        universe.perhaps = universe.calls(&names.perhaps);
        universe.add_calls();
        universe
    }

    pub(crate) fn context<'a>(&'a self, call: Call, account: &'a str) -> Context<'a> {
        Context::new(account, &self.regions[call.region], self.keys[call.key].arn.as_deref())
    }

    /// The same call without the key, if it is on a profile: whether Bedrock sets the key there is not documented.
    pub(crate) fn without_key(&self, call: Call) -> Option<Call> {
        matches!(self.resources[call.resource].kind, Kind::Profile { .. }).then_some(Call { key: ABSENT, ..call })
    }

    /// The same call without a profile.
    pub(crate) fn directly(call: Call) -> Call {
        Call { key: ABSENT, ..call }
    }

    /// The same call, requested in the Region of its resource.
    pub(crate) fn in_region_of_resource(&self, call: Call) -> Call {
        let (Kind::Profile { region, .. } | Kind::Model { region, .. }) = &self.resources[call.resource].kind;
        Call { region: self.place_of(requested(region)), ..call }
    }

    pub(crate) fn invokes(call: Call) -> bool {
        call.action < INVOKING.len()
    }

    pub(crate) fn model(&self, call: Call) -> Option<&str> {
        match &self.resources[call.resource].kind {
            Kind::Model { id, .. } => Some(id),
            Kind::Profile { .. } => None,
        }
    }

    /// The model of the profile that the call goes through, if the tables know it.
    pub(crate) fn model_of_key(&self, call: Call) -> Option<&str> {
        match &self.keys[call.key].kind {
            KeyKind::Named(profile) | KeyKind::Other(profile) => Some(profile.model()),
            _ => None,
        }
    }

    pub(crate) fn describe(&self, call: Call) -> String {
        let (action, resource) = (&self.actions[call.action].0, &self.resources[call.resource].arn);
        let key = match (self.without_key(call), &self.keys[call.key].arn) {
            (Some(_), _) => "its own or absent",
            (None, Some(arn)) => arn,
            (None, None) => "absent",
        };
        format!(
            "{action} on {resource}, {REGION_KEY} = {}, bedrock:InferenceProfileArn = {key}",
            self.regions[call.region]
        )
    }

    fn add_profiles(&mut self, named: &[&Profile], neighbours: &[Profile]) {
        for profile in named {
            self.add_profile(&profile.arn(), true, profile, Weight::Certain);
            self.add_key(&profile.arn(), KeyKind::Named((*profile).clone()));
        }
        for profile in neighbours {
            self.add_profile(&profile.arn(), false, profile, Weight::Certain);
            self.add_key(&profile.arn(), KeyKind::Other(profile.clone()));
        }
        for profile in named {
            self.add_variants(profile);
        }
        self.region("af-south-1");
        self.region(UNSPECIFIED);
    }

    fn add_variants(&mut self, profile: &Profile) {
        let (partition, source) = (profile.partition(), profile.source);
        let foreign = Profile { account: other_than(&profile.account), ..profile.clone() };
        self.add_profile(&foreign.arn(), false, profile, Weight::Certain);
        self.add_key(&foreign.arn(), KeyKind::Other(foreign));
        let without_account = format!("arn:{partition}:bedrock:{source}::inference-profile/{}", profile.id);
        self.add_profile(&without_account, false, profile, Weight::Arguable);
        let elsewhere = profile.arn().replacen(partition, other_partition(partition), 1);
        self.add_profile(&elsewhere, false, profile, Weight::Certain);
        let application = format!("arn:{partition}:bedrock:{source}:{}:{APPLICATION}", profile.account);
        self.add_profile(&application, false, profile, Weight::Certain);
        self.add_key(&application, KeyKind::Application);
    }

    fn add_profile(&mut self, arn: &str, is_named: bool, like: &Profile, weight: Weight) {
        let kind = Kind::Profile { is_named, is_global: like.is_global(), region: like.source.to_owned() };
        self.add_resource(arn, kind, weight);
        self.region(like.source);
    }

    fn add_models(&mut self, named: &[&Profile], neighbours: &[Profile]) {
        for profile in named {
            let mut regions = profile.regions();
            regions.extend(["", "af-south-1"]);
            regions.extend(nearest_regions(profile));
            for region in regions {
                self.add_model(&profile.model_arn(region), profile.model(), region, Weight::Certain);
            }
            let arn = profile.model_arn(profile.source);
            let elsewhere = arn.replacen(profile.partition(), other_partition(profile.partition()), 1);
            self.add_model(&elsewhere, profile.model(), profile.source, Weight::Certain);
            let with_account = arn.replacen("::", &format!(":{}:", profile.account), 1);
            self.add_model(&with_account, profile.model(), profile.source, Weight::Arguable);
        }
        for profile in neighbours {
            for region in [profile.source, ""] {
                self.add_model(&profile.model_arn(region), profile.model(), region, Weight::Certain);
            }
        }
    }

    fn add_model(&mut self, arn: &str, id: &str, region: &str, weight: Weight) {
        self.region(requested(region));
        self.add_resource(arn, Kind::Model { id: id.to_owned(), region: region.to_owned() }, weight);
    }

    /// What the policy's own patterns match: of the tables, and for a wildcard a text of which no table knows.
    fn add_what_patterns_match(&mut self, policy: &Policy, named: &[&Profile], neighbours: &[Profile]) {
        for statement in &policy.statements {
            self.add_what_conditions_name(statement, named);
        }
        for statement in policy.statements.iter().filter(|statement| statement.allows) {
            for pattern in statement.actions.iter().filter(|action| has_wildcard(action)) {
                self.actions.push((pattern.replace(['*', '?'], "0"), Weight::Arguable));
            }
            if statement.not_resource {
                self.add_models_of_no_table();
            }
            for pattern in statement.resource_patterns().iter().filter(|pattern| !pattern.has_variables()) {
                self.add_written(pattern, named);
                self.add_models_like(pattern, named.iter().copied().chain(neighbours));
                self.add_profiles_like(pattern, named, Self::add_other_profile);
            }
            for value in profile_clauses(statement).flat_map(|clause| &clause.values) {
                if !value.is_literal() && !value.has_variables() {
                    self.add_key(&invented(value, "0"), KeyKind::Invented);
                    self.add_key(&invented(value, "1"), KeyKind::Invented);
                    self.add_profiles_like(value, named, |universe, profile| {
                        universe.add_key(&profile.arn(), KeyKind::Other(profile.clone()));
                    });
                }
            }
        }
    }

    /// A model that no table knows in each Region.
    fn add_models_of_no_table(&mut self) {
        for region in self.regions.clone() {
            if let Some(partition) = TABLES.regions.get(&*region) {
                self.add_invented(&format!("arn:{partition}:bedrock:{region}::foundation-model/0.0"), false);
            }
        }
    }

    /// The Regions that conditions compare with, with the models there, and profiles like those that they compare with.
    fn add_what_conditions_name(&mut self, statement: &Statement, named: &[&Profile]) {
        for value in region_clauses(statement).flat_map(|clause| &clause.values) {
            let region = value.text();
            self.region(&invented(value, "0"));
            for profile in named {
                let Some(partition) = TABLES.regions.get(region) else { continue };
                let weight = if *partition == profile.partition() { Weight::Certain } else { Weight::Arguable };
                let arn = profile.model_arn(region).replacen(profile.partition(), partition, 1);
                self.add_model(&arn, profile.model(), region, weight);
            }
        }
        for value in profile_clauses(statement).flat_map(|clause| &clause.values) {
            let invented = invented(value, "0");
            let id = invented.rsplit('/').next().unwrap_or_default();
            for profile in named {
                let arn = profile.arn().replace(profile.id, id);
                self.add_key(&arn, KeyKind::Invented);
            }
        }
    }

    /// The ARN as it is written, with something for each wildcard: each Region that is used, or any.
    fn add_written(&mut self, pattern: &Pattern, named: &[&Profile]) {
        self.add_invented(&invented(pattern, "1"), pattern.is_whole());
        let arn = invented(pattern, "0");
        self.written.extend(pattern.is_whole().then(|| arn.clone()));
        self.add_invented(&arn, pattern.is_whole());
        let Some(region) = pattern.region().filter(|region| has_wildcard(region)) else { return };
        let used: BTreeSet<&str> = named.iter().flat_map(|profile| profile.regions()).collect();
        for used in used.into_iter().filter(|used| action_matches(region, used)) {
            let mut parts: Vec<&str> = arn.splitn(6, ':').collect();
            parts[3] = used;
            self.add_invented(&parts.join(":"), false);
        }
    }

    /// A model's that is written in full counts.
    fn add_invented(&mut self, arn: &str, literal: bool) {
        let parts: Vec<&str> = arn.splitn(6, ':').collect();
        let ["arn", partition, "bedrock", region, account, name] = parts[..] else { return };
        self.region(requested(region));
        if let Some(id) = name.strip_prefix("foundation-model/") {
            let exists = TABLES.has_model(id) && (region.is_empty() || TABLES.regions.get(region) == Some(&partition));
            let counts = literal && exists && account.is_empty();
            self.add_model(arn, id, region, if counts { Weight::Certain } else { Weight::Arguable });
        } else if name.contains("inference-profile/") {
            let kind = Kind::Profile { is_named: false, is_global: true, region: region.to_owned() };
            self.add_resource(arn, kind, Weight::Arguable);
        } else {
            self.add_model(arn, name, region, Weight::Arguable);
        }
    }

    fn add_models_like<'a>(&mut self, pattern: &Pattern, profiles: impl Iterator<Item = &'a Profile>) {
        if pattern.is_whole() {
            return;
        }
        let mut left = 6;
        for profile in profiles {
            for region in TABLES.regions_of(profile.partition()) {
                let arn = profile.model_arn(region);
                if left > 0 && !self.has_resource(&arn) && matches(pattern, &arn) {
                    self.add_model(&arn, profile.model(), region, Weight::Certain);
                    left -= 1;
                }
            }
        }
    }

    /// Those of the tables for the named profiles' models, which may reach them.
    fn add_profiles_like(&mut self, pattern: &Pattern, named: &[&Profile], add: impl Fn(&mut Self, &Profile)) {
        if pattern.is_whole() {
            return;
        }
        let mut left = 4;
        for like in named {
            for (id, source) in &KNOWN.by_model[like.model()] {
                let profile = Profile { id, source, account: like.account.clone() };
                if left > 0 && !named.contains(&&profile) && matches(pattern, &profile.arn()) {
                    add(self, &profile);
                    left -= 1;
                }
            }
        }
    }

    fn add_other_profile(&mut self, profile: &Profile) {
        self.add_profile(&profile.arn(), false, profile, Weight::Certain);
    }

    fn has_resource(&self, arn: &str) -> bool {
        self.resources.iter().any(|resource| resource.arn == arn)
    }

    fn add_resource(&mut self, arn: &str, kind: Kind, weight: Weight) {
        if !self.has_resource(arn) {
            self.resources.push(Resource { arn: arn.to_owned(), kind, weight });
        }
    }

    fn add_key(&mut self, arn: &str, kind: KeyKind) {
        if !self.keys.iter().any(|key| key.arn.as_deref() == Some(arn)) {
            self.keys.push(Key { arn: Some(arn.to_owned()), kind });
        }
    }

    fn region(&mut self, region: &str) -> usize {
        self.regions.iter().position(|known| known == region).unwrap_or_else(|| {
            self.regions.push(region.to_owned());
            self.regions.len() - 1
        })
    }

    fn calls<'a>(&mut self, profiles: impl IntoIterator<Item = &'a Profile>) -> Vec<Call> {
        let needs: Vec<Need> = profiles.into_iter().flat_map(Profile::needs).collect();
        let mut calls: Vec<Call> = needs.iter().map(|need| self.call(need)).collect();
        calls.sort_unstable();
        calls
    }

    fn call(&mut self, need: &Need) -> Call {
        let resource = self.resources.iter().position(|resource| resource.arn == need.resource);
        let key = self.keys.iter().position(|key| key.arn.as_ref() == Some(&need.through));
        Call {
            action: ACTIONS.iter().position(|action| *action == need.action).expect("an invoking action"),
            resource: resource.expect("all that is needed is in the universe"),
            key: key.expect("the profile is named"),
            region: self.region(need.requested_region),
        }
    }

    fn add_calls(&mut self) {
        let mut others = Vec::new();
        for (resource, Resource { arn, kind, weight }) in self.resources.iter().enumerate() {
            let calls = match kind {
                Kind::Profile { is_named, is_global, region } => {
                    self.calls_on_profile(arn, *is_named, *is_global, region)
                }
                Kind::Model { id, region } => {
                    let is_needed = self.needs.iter().any(|need| need.resource == resource);
                    self.calls_on_model(!is_needed && self.written.contains(arn), id, region)
                }
            };
            for (key, region, weighs) in calls {
                self.add_with_actions(Call { action: 0, resource, key, region }, weighs.min(*weight), &mut others);
            }
        }
        others.retain(|(call, _)| self.needs.binary_search(call).is_err());
        self.others = others;
    }

    /// The call with each action; with other actions than invoking ones, fewer keys.
    fn add_with_actions(&self, call: Call, weight: Weight, calls: &mut Vec<(Call, Weight)>) {
        let few = matches!(self.keys[call.key].kind, KeyKind::Absent | KeyKind::Named(_));
        let on_profile = matches!(self.resources[call.resource].kind, Kind::Profile { .. });
        let actions = if few || on_profile { self.actions.len() } else { INVOKING.len() };
        for (action, (_, weighs)) in self.actions.iter().enumerate().take(actions) {
            calls.push((Call { action, ..call }, weight.min(*weighs)));
        }
    }

    /// A global profile's own `aws:RequestedRegion` is pinned; another one's is its Region.
    fn calls_on_profile(&self, arn: &str, is_named: bool, is_global: bool, region: &str) -> Vec<Through> {
        let key = self.keys.iter().position(|key| key.arn.as_deref() == Some(arn)).unwrap_or(ABSENT);
        let natural = self.place_of(requested(region));
        let mut calls = vec![(key, natural, Weight::Certain)];
        if is_global {
            let weight = if is_named { Weight::Certain } else { Weight::Arguable };
            calls.extend(self.places_but(natural).map(|region| (key, region, weight)));
        }
        calls
    }

    fn calls_on_model(&self, is_superfluous: bool, id: &str, region: &str) -> Vec<Through> {
        let natural = self.place_of(requested(region));
        let mut calls = Vec::with_capacity(self.keys.len());
        for (at, key) in self.keys.iter().enumerate() {
            calls.push((at, natural, key.weight(id, region)));
            // A geographic profile leads to no other Region than the one requested. What is written and never reached may
            // be told of.
            let own = match &key.kind {
                KeyKind::Named(profile) => Some(profile).filter(|profile| profile.model() == id),
                _ => None,
            };
            let is_global = matches!(&key.kind, KeyKind::Named(profile) if profile.is_global());
            if is_global || is_superfluous && own.is_none() {
                let weight = if own.is_some() { Weight::Certain } else { Weight::Arguable };
                calls.extend(self.places_but(natural).map(|region| (at, region, weight)));
            }
        }
        calls
    }

    fn place_of(&self, region: &str) -> usize {
        self.regions.iter().position(|known| known == region).expect("the Regions of all resources are known")
    }

    fn places_but(&self, place: usize) -> impl Iterator<Item = usize> {
        (0..self.regions.len()).filter(move |other| *other != place)
    }
}

/// A key, an `aws:RequestedRegion`, and what a call with them counts for.
type Through = (usize, usize, Weight);

impl Key {
    /// What a call of a model in a Region counts for through it, where the model is called in that Region.
    fn weight(&self, model: &str, region: &str) -> Weight {
        match &self.kind {
            KeyKind::Absent if region.is_empty() => Weight::Arguable,
            KeyKind::Absent | KeyKind::Named(_) | KeyKind::Application => Weight::Certain,
            KeyKind::Other(profile) if profile.model() == model && profile.regions().contains(&region) => {
                Weight::Certain
            }
            KeyKind::Other(_) | KeyKind::Invented => Weight::Arguable,
        }
    }
}

/// Both invoking actions, and the others that are allowed at all.
fn actions(policy: &Policy) -> Vec<(String, Weight)> {
    let allows = |action: &str| {
        let mut allowing = policy.statements.iter().filter(|statement| statement.allows);
        allowing.any(|statement| statement.action(action) == Tri::Yes)
    };
    let actions = ACTIONS.iter().filter(|action| INVOKING.contains(action) || allows(action));
    actions.map(|action| ((*action).to_owned(), Weight::Certain)).collect()
}

fn matches(pattern: &Pattern, arn: &str) -> bool {
    pattern.matches_resource(arn, &Context::new(ACCOUNT, "", None)) != Tri::No
}

/// Something for each wildcard.
fn invented(pattern: &Pattern, something: &str) -> String {
    pattern.text().replace(['*', '?'], something)
}

fn other_than(account: &str) -> String {
    if account == OTHER_ACCOUNT { ACCOUNT } else { OTHER_ACCOUNT }.to_owned()
}

fn other_partition(partition: &str) -> &'static str {
    if partition == "aws-us-gov" { "aws" } else { "aws-us-gov" }
}

type Pair = (&'static str, &'static str);

/// Other profiles: of the same models from other Regions and with other prefixes, of others, and an unrelated one.
fn neighbours(named: &[&Profile]) -> Vec<Profile> {
    static FOUND: LazyLock<Mutex<BTreeMap<Pair, Vec<Pair>>>> = LazyLock::new(Mutex::default);
    let mut neighbours = Vec::new();
    for profile in named {
        let mut found = FOUND.lock().expect("nothing panics here");
        let pairs = found.entry((profile.id, profile.source)).or_insert_with(|| neighbours_of(profile));
        let account = || profile.account.clone();
        neighbours.extend(pairs.iter().map(|(id, source)| Profile { id, source, account: account() }));
    }
    neighbours.sort();
    neighbours.dedup();
    neighbours.retain(|profile| !named.contains(&profile));
    neighbours
}

fn neighbours_of(profile: &Profile) -> Vec<Pair> {
    let is_other = |pair: &&Pair| pair.0 != profile.id;
    let in_id = |pair: &Pair| in_common(pair.0, profile.id);
    let (same_model, same_source) = (&KNOWN.by_model[profile.model()], &KNOWN.by_source[profile.source]);
    let of_model = |pair: &&Pair| same_model.contains(pair);
    let elsewhere = |pair: &&Pair| pair.1 != profile.source;
    let same_id = same_model.iter().filter(|pair| !is_other(pair) && elsewhere(pair));
    let unrelated = KNOWN.pairs.iter().rev().find(|pair| elsewhere(pair) && !of_model(pair));
    let nearest = [
        nearest(same_id, |pair| in_common(pair.1, profile.source), 3),
        nearest(same_model.iter().filter(|pair| is_other(pair) && !elsewhere(pair)), in_id, 3),
        nearest(same_source.iter().filter(|pair| !of_model(pair)), in_id, 2),
    ];
    nearest.into_iter().flatten().chain(unrelated.copied()).collect()
}

fn nearest<'a>(pairs: impl Iterator<Item = &'a Pair>, likeness: impl Fn(&Pair) -> usize, count: usize) -> Vec<Pair> {
    let mut pairs: Vec<Pair> = pairs.copied().collect();
    pairs.sort_by_cached_key(|pair| Reverse(likeness(pair)));
    pairs.truncate(count);
    pairs
}

/// Every profile whose needs the tables tell, with its source Region.
struct Known {
    pairs: Vec<Pair>,
    by_model: BTreeMap<&'static str, Vec<Pair>>,
    by_source: BTreeMap<&'static str, Vec<Pair>>,
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let mut known = Known { pairs: Vec::new(), by_model: BTreeMap::new(), by_source: BTreeMap::new() };
    for pair in TABLES.routes.keys() {
        let profile = Profile { id: pair.0, source: pair.1, account: ACCOUNT.to_owned() };
        if profile.is_known() {
            known.pairs.push(*pair);
            known.by_model.entry(profile.model()).or_default().push(*pair);
            known.by_source.entry(profile.source).or_default().push(*pair);
        }
    }
    known
});

/// The Regions that the profile does not use, with the likest names.
fn nearest_regions(profile: &Profile) -> Vec<&'static str> {
    let own = profile.regions();
    let mut regions: Vec<&str> = TABLES.regions.keys().copied().filter(|region| !own.contains(region)).collect();
    regions.sort_by_cached_key(|region| Reverse(in_common(region, profile.source)));
    regions.truncate(3);
    regions
}

/// How many characters begin both.
fn in_common(one: &str, other: &str) -> usize {
    one.bytes().zip(other.bytes()).take_while(|(one, other)| one == other).count()
}
