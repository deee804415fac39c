//! The policies that are judged.

use crate::Result;
use crate::applications::{arn, copied, created_arn, usage};
use crate::grants::{every_direct_call, every_pair, granted_together, one_pair_of_every_profile, spread};
use crate::needs::{ACCOUNT, DirectModel, Grant, Profile};
use crate::prohibitions::Others;
use crate::proof::Proof;
use crate::rendered;
use bedrock_profiles::policy::{self, Layout, Quota};
use bedrock_profiles::{
    ApplicationInferenceProfile, CrossRegionInferenceProfile, FoundationModel, InferenceProfileByRegion, Policy,
    PolicyError, PromptRouter, inference_profile,
};
use serde_json::Value;
use std::collections::BTreeSet;

inference_profile! {
    const CHAT: CrossRegionInferenceProfile = { geo: eu, model: "anthropic.claude-sonnet-4-6" };
    const ANYWHERE: CrossRegionInferenceProfile = { geo: global, model: "anthropic.claude-sonnet-4-6" };
    const BY_REGION: InferenceProfileByRegion = {
        geo: [eu, global],
        model: "anthropic.claude-sonnet-4-6",
        source_regions: ["eu-central-1", "sa-east-1"],
    };
    const GOVERNMENT: CrossRegionInferenceProfile = { geo: us-gov, model: "openai.gpt-oss-20b-1:0" };
    const EMBEDDER: FoundationModel = { model: "amazon.titan-embed-text-v2:0" };
    const BILLED_CHAT: ApplicationInferenceProfile = {
        name: "support-chat",
        copy_from: CHAT,
        description: "Support chat",
        tags: { "CostCenter": "4711", "Owner": "" },
    };
    const BILLED_ANYWHERE: ApplicationInferenceProfile = { name: "Chat anywhere", copy_from: ANYWHERE };
    const BILLED_BY_REGION: ApplicationInferenceProfile = { name: "Chat by Region", copy_from: BY_REGION };
    const BILLED_GOVERNMENT: ApplicationInferenceProfile = { name: "government_chat", copy_from: GOVERNMENT };
    const BILLED_EMBEDDER: ApplicationInferenceProfile = {
        name: "4 embedding",
        copy_from: EMBEDDER,
        tags: { "cost:center": "a/b = c@d" },
    };
}

const EU: &str = "eu-central-1";
const IE: &str = "eu-west-1";
const BR: &str = "sa-east-1";
const GOV: &str = "us-gov-west-1";
const SERVICE_ROLE: &str = "arn:aws:iam::123456789012:role/batch";
const ROUTER: &str = "arn:aws:bedrock:eu-central-1:123456789012:prompt-router/a1b2c3d4e5f6";
/// One of so many is deployed, and all of those that are written here.
const DEPLOYED_OF_THE_CATALOG: usize = 40;
const LAYOUTS: [Layout; 3] = [Layout::Exact, Layout::Merged, Layout::Compact];

const CHAT_IN_EU: Grant = profile("eu.anthropic.claude-sonnet-4-6", EU);
const CHAT_IN_IE: Grant = profile("eu.anthropic.claude-sonnet-4-6", IE);
const ANYWHERE_IN_EU: Grant = profile("global.anthropic.claude-sonnet-4-6", EU);
const ANYWHERE_IN_IE: Grant = profile("global.anthropic.claude-sonnet-4-6", IE);
const ANYWHERE_IN_BR: Grant = profile("global.anthropic.claude-sonnet-4-6", BR);
const CHAT_IN_GOV: Grant = profile("us-gov.openai.gpt-oss-20b-1:0", GOV);
const EMBEDDER_IN_EU: Grant = Grant::Model(DirectModel { id: "amazon.titan-embed-text-v2:0", region: EU });

/// A line each: a name, what makes the policy of that name, and what must be true of it.
#[rustfmt::skip]
pub(crate) fn written() -> Vec<Case> {
    vec![
        case("Geographic", |p, _| granted(p.in_region(EU)?, |p| CHAT.grant_invoke(p)), invoking(&[CHAT_IN_EU])),
        case("GeographicFromTwo", |p, _| granted(p.in_region(EU)?.in_region(IE)?, |p| CHAT.grant_invoke(p)), invoking(&[CHAT_IN_EU, CHAT_IN_IE])),
        case("Global", |p, _| granted(p.in_region(EU)?, |p| ANYWHERE.grant_invoke(p)), invoking(&[ANYWHERE_IN_EU])),
        case("GlobalFromTwo", |p, _| granted(p.in_region(EU)?.in_region(IE)?, |p| ANYWHERE.grant_invoke(p)), invoking(&[ANYWHERE_IN_EU, ANYWHERE_IN_IE])),
        case("ByRegion", |p, _| granted(p.in_region(EU)?.in_region(BR)?, |p| BY_REGION.grant_invoke(p)), invoking(&[CHAT_IN_EU, ANYWHERE_IN_BR])),
        case("ByRegionFromOne", |p, _| granted(p.in_region(BR)?, |p| BY_REGION.grant_invoke(p)), invoking(&[ANYWHERE_IN_BR])),
        case("Government", |p, _| granted(p.in_region(GOV)?, |p| GOVERNMENT.grant_invoke(p)), invoking(&[CHAT_IN_GOV])),
        case("Direct", |p, _| granted(p.in_region(EU)?, |p| EMBEDDER.grant_invoke(p)), invoking(&[EMBEDDER_IN_EU])),
        case("Usage", |p, _| granted(p.in_region(EU)?, |p| CHAT.grant_profile_usage(p)), usage(CHAT_IN_EU, &arn(CHAT_IN_EU))),
        case("GlobalUsage", |p, _| granted(p.in_region(EU)?, |p| ANYWHERE.grant_profile_usage(p)), usage(ANYWHERE_IN_EU, &arn(ANYWHERE_IN_EU))),
        copies("GeographicCopy", &[(BILLED_CHAT, CHAT_IN_EU)]),
        copies("GlobalCopy", &[(BILLED_ANYWHERE, ANYWHERE_IN_EU)]),
        copies("ByRegionCopy", &[(BILLED_BY_REGION, CHAT_IN_EU)]),
        copies("GovernmentCopy", &[(BILLED_GOVERNMENT, CHAT_IN_GOV)]),
        copies("DirectCopy", &[(BILLED_EMBEDDER, EMBEDDER_IN_EU)]),
        copies("EveryCopy", &[(BILLED_CHAT, CHAT_IN_EU), (BILLED_ANYWHERE, ANYWHERE_IN_EU), (BILLED_EMBEDDER, EMBEDDER_IN_EU)]),
        case("CopyUsage", |p, stage| granted(p.in_region(EU)?, |p| stage.used(BILLED_CHAT, EU, p)), usage(CHAT_IN_EU, &created_arn(BILLED_CHAT, EU))).creating(BILLED_CHAT, CHAT_IN_EU),
        case("CopyAndOriginal", |p, stage| granted(granted(p.in_region(EU)?, |p| CHAT.grant_invoke(p))?, |p| stage.invoked(BILLED_CHAT, EU, p)), together(vec![invoking(&[CHAT_IN_EU]), copied(CHAT_IN_EU, &created_arn(BILLED_CHAT, EU))])).creating(BILLED_CHAT, CHAT_IN_EU),
    ]
}

/// Grants for one purpose. What they allow and what not is proven by `cargo test`; here, whether the service knows all
/// that is written in them, and whether their templates deploy.
#[rustfmt::skip]
fn for_one_purpose() -> Vec<Case> {
    let router = || -> std::result::Result<_, PolicyError> { Ok(PromptRouter::default_router("anthropic.claude:1")?.routing_to(CHAT).routing_to(ANYWHERE)) };
    vec![
        purpose("InvokeOnly", |p| Ok(CHAT.grant_invoke_only(p)?)),
        purpose("StreamingOnly", |p| Ok(ANYWHERE.grant_streaming_only(p)?)),
        purpose("CopyWithSource", |p| Ok(BILLED_CHAT.with_arn(&created_arn(BILLED_CHAT, EU))?.grant_invoke_with_source(p)?)),
        purpose("BatchWithProfile", |p| Ok(CHAT.grant_batch_invoke(p, SERVICE_ROLE)?)),
        purpose("BatchWithModel", |p| Ok(EMBEDDER.grant_batch_invoke(p, SERVICE_ROLE)?)),
        purpose("CountTokens", |p| Ok(CHAT.inference_profile_model().grant_count_tokens(p)?)),
        purpose("Discovery", |p| Ok(policy::grant_discovery(p)?)),
        purpose("Manage", |p| Ok(BILLED_CHAT.grant_manage(p)?)),
        purpose("ManageCreated", |p| Ok(BILLED_CHAT.with_arn(&created_arn(BILLED_CHAT, EU))?.grant_manage(p)?)),
        purpose("DefaultRouter", move |p| Ok(router()?.grant_invoke(p)?)),
        purpose("CustomRouter", |p| Ok(PromptRouter::custom("support", ROUTER)?.routing_to(CHAT).routing_to(EMBEDDER).grant_invoke(p)?)),
    ]
}

fn purpose(name: &str, grant: impl Fn(&mut Policy) -> Granted + Sync + 'static) -> Case {
    let nothing = Proof { needs: BTreeSet::new(), rules: Vec::new() };
    case(name, move |policy, _| granted(policy.in_region(EU)?, &grant), nothing)
}

/// From the catalog: every profile, some from other sources and in other layouts, models called directly, and
/// several of each in one policy.
fn of_the_catalog() -> Vec<Case> {
    let alone = |layout, grants: Vec<Grant>| grants.into_iter().map(move |grant| of_grants(vec![grant], layout));
    let pairs = every_pair();
    let mut cases: Vec<Case> = alone(Layout::Exact, one_pair_of_every_profile()).collect();
    cases.extend(alone(Layout::Merged, spread(&pairs, 30)));
    cases.extend(alone(Layout::Compact, spread(&pairs, 40)));
    cases.extend(alone(Layout::Exact, spread(&every_direct_call(), 40)));
    for group in granted_together().iter().filter(|group| group.len() > 1) {
        cases.extend(LAYOUTS.map(|layout| of_grants(spread(group, 5), layout)));
    }
    let mut names = BTreeSet::new();
    cases.retain(|case| names.insert(case.name.clone()));
    cases
}

pub(crate) fn all() -> Vec<Case> {
    let mut cases = of_the_catalog();
    for case in cases.iter_mut().step_by(DEPLOYED_OF_THE_CATALOG) {
        case.is_deployed = true;
    }
    let ours = written().into_iter().chain(for_one_purpose());
    ours.map(|case| Case { is_deployed: true, ..case }).chain(cases).collect()
}

/// Whether application profiles are granted as a template creates them, or by the ARN that they then have.
#[derive(Clone, Copy)]
pub(crate) enum Stage {
    Declared,
    Created,
}

impl Stage {
    fn invoked(self, profile: ApplicationInferenceProfile, region: &str, policy: &mut Policy) -> Granted {
        match self {
            Stage::Declared => Ok(profile.grant_invoke(policy)?),
            Stage::Created => Ok(profile.with_arn(&created_arn(profile, region))?.grant_invoke(policy)?),
        }
    }

    fn used(self, profile: ApplicationInferenceProfile, region: &str, policy: &mut Policy) -> Granted {
        match self {
            Stage::Declared => Ok(profile.grant_profile_usage(policy)?),
            Stage::Created => Ok(profile.with_arn(&created_arn(profile, region))?.grant_profile_usage(policy)?),
        }
    }
}

type Granted = std::result::Result<policy::Grant, PolicyError>;
type Made = std::result::Result<Policy, PolicyError>;

pub(crate) struct Case {
    pub(crate) name: String,
    /// What it must allow and what not, written without the library.
    pub(crate) proof: Proof,
    /// The application profiles that its templates create, with what each is copied from.
    pub(crate) creates: Vec<(ApplicationInferenceProfile, Grant)>,
    /// Deploying takes seconds: not every case is.
    pub(crate) is_deployed: bool,
    make: Box<dyn Fn(Policy, Stage) -> Made + Sync>,
}

/// A policy that fits a managed policy, and the document that IAM must have of it in [`ACCOUNT`].
pub(crate) struct Managed {
    /// Without an account: its templates take that of the deployment.
    pub(crate) policy: Policy,
    pub(crate) document: Value,
}

impl Case {
    fn creating(mut self, profile: ApplicationInferenceProfile, source: Grant) -> Self {
        self.creates.push((profile, source));
        self
    }

    /// The document for IAM, of any length.
    pub(crate) fn document(&self) -> Result<Value> {
        document((self.make)(Policy::new(self.name.clone()), Stage::Created)?)
    }

    /// The policies with `suffix` after their names.
    pub(crate) fn managed(&self, suffix: &str) -> Result<Vec<Managed>> {
        let split = |stage| {
            let policy = (self.make)(Policy::new(format!("{}{suffix}", self.name)), stage)?;
            policy.split(Quota::ManagedPolicy)
        };
        let (declared, created) = (split(Stage::Declared)?, split(Stage::Created)?);
        if declared.len() != created.len() {
            return Err(format!("{} is split otherwise once its profiles are created", self.name).into());
        }
        let pairs = declared.into_iter().zip(created);
        pairs.map(|(policy, created)| Ok(Managed { policy, document: document(created)? })).collect()
    }
}

fn document(policy: Policy) -> Result<Value> {
    Ok(serde_json::from_str(&policy.in_account(ACCOUNT)?.to_iam_json()?)?)
}

fn case(name: impl Into<String>, make: impl Fn(Policy, Stage) -> Made + Sync + 'static, proof: Proof) -> Case {
    Case { name: name.into(), proof, creates: Vec::new(), is_deployed: false, make: Box::new(make) }
}

/// Copies of what is granted beside each.
fn copies(name: &str, copies: &'static [(ApplicationInferenceProfile, Grant)]) -> Case {
    let make = |policy: Policy, stage: Stage| {
        copies.iter().try_fold(policy, |policy, (profile, source)| {
            granted(policy.in_region(source.region())?, |policy| stage.invoked(*profile, source.region(), policy))
        })
    };
    let proofs = copies.iter().map(|(profile, source)| copied(*source, &created_arn(*profile, source.region())));
    Case { creates: copies.to_vec(), ..case(name, make, together(proofs.collect())) }
}

/// As `cargo test` has it too.
fn of_grants(grants: Vec<Grant>, layout: Layout) -> Case {
    let proof = Proof::of(&grants, layout, Others::Neighbours);
    case(name(&grants, layout), move |p, _| Ok(rendered::policy(p.name(), &grants, layout)), proof)
}

fn name(grants: &[Grant], layout: Layout) -> String {
    let first = grants.first().map(|grant| format!("{}-from-{}", grant.id(), grant.region())).unwrap_or_default();
    let first: String = first.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    match grants.len() {
        0 | 1 => format!("{first}-{layout:?}"),
        several => format!("{first}-of-{several}-{layout:?}"),
    }
}

fn granted<E>(mut policy: Policy, grant: impl FnOnce(&mut Policy) -> std::result::Result<policy::Grant, E>) -> Made
where
    PolicyError: From<E>,
{
    grant(&mut policy)?;
    Ok(policy)
}

fn invoking(grants: &[Grant]) -> Proof {
    Proof::of(grants, Layout::Exact, Others::Neighbours)
}

/// The proofs of one policy: what one needs the other does not prohibit.
fn together(proofs: Vec<Proof>) -> Proof {
    let needs: BTreeSet<_> = proofs.iter().flat_map(|proof| proof.needs.iter().cloned()).collect();
    let mut rules: Vec<_> = proofs.into_iter().flat_map(|proof| proof.rules).collect();
    for rule in &mut rules {
        rule.prohibited.retain(|request| !needs.contains(request));
    }
    Proof { needs, rules }
}

const fn profile(id: &'static str, source: &'static str) -> Grant {
    Grant::Profile(Profile { id, source })
}
