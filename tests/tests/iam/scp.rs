//! Service control policies, judged by iam-rs beside `FullAWSAccess`.
//!
//! Of `region_deny` only the operators `StringNotEquals` and `ArnNotLike` occur, the latter with patterns of six parts
//! in which a wildcard stands for a whole part or in the last: there iam-rs, which matches ARNs as plain text,
//! comes to what AWS comes to.
//!
//! `check` has an evaluator of its own. It is compared with iam-rs where iam-rs is right: not on `ArnEquals` and
//! `ArnNotEquals`, which it takes literally, nor on keys without a value and on policy variables in conditions.

use crate::grants::{every_pair, one_pair_of_every_profile, spread};
use crate::needs::{ACCOUNT, DirectModel, Grant, INVOKE, Profile, Request, STREAM, model_arn, profile_arn};
use crate::proof::{Tally, prove_all};
use crate::rendered::declared;
use crate::report;
use crate::tables::TABLES;
use bedrock_profiles::policy::Action;
use bedrock_profiles::scp::{Scps, check, region_deny};
use bedrock_profiles::{
    ApplicationInferenceProfile, CrossRegionInferenceProfile, FoundationModel, Invokable, inference_profile,
};
use iam_rs::{Arn, Context, Decision, IAMPolicy, IAMRequest, PolicyEvaluator, Principal, PrincipalId};
use serde_json::{Value, json};

inference_profile! {
    const GEOGRAPHIC: CrossRegionInferenceProfile = {
        geo: us,
        model: "anthropic.claude-sonnet-4-6",
        source_regions: ["us-east-1"],
    };
    const GLOBAL: CrossRegionInferenceProfile = {
        geo: global,
        model: "anthropic.claude-sonnet-4-6",
        source_regions: ["us-east-1"],
    };
    const MODEL: FoundationModel = { model: "amazon.titan-embed-text-v2:0", source_regions: ["us-east-1"] };
    const BILLED: ApplicationInferenceProfile = { name: "billed", copy_from: GEOGRAPHIC };
    const BILLED_GLOBAL: ApplicationInferenceProfile = { name: "billed-global", copy_from: GLOBAL };
}

const APPLICATION_ARN: &str = "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/a1b2c3d4e5f6";

/// A service control policy beside `FullAWSAccess`.
struct Level(PolicyEvaluator);

impl Level {
    fn with(document: &str) -> Self {
        let full_access = json!({
            "Version": "2012-10-17",
            "Statement": [{ "Effect": "Allow", "Action": "*", "Resource": "*" }],
        });
        let policies = [full_access.to_string(), document.to_owned()];
        let policies = policies.map(|policy| IAMPolicy::from_json(&policy).expect("a policy"));
        Level(PolicyEvaluator::with_policies(policies.into()))
    }

    fn lets(&self, request: &Request) -> bool {
        self.lets_service("bedrock", request)
    }

    fn lets_service(&self, service: &str, request: &Request) -> bool {
        self.lets_role(&format!("arn:aws:iam::{ACCOUNT}:role/chat"), service, request)
    }

    fn lets_role(&self, role: &str, service: &str, request: &Request) -> bool {
        let mut context = Context::new()
            .with_string("aws:RequestedRegion", request.requested_region)
            .with_string("aws:PrincipalArn", role);
        if let Some(arn) = &request.inference_profile_arn {
            context = context.with_string("bedrock:InferenceProfileArn", arn);
        }
        let caller = Principal::Aws(PrincipalId::String(ACCOUNT.to_owned()));
        let resource = Arn::parse(&request.resource).expect("an ARN");
        let request = IAMRequest::new_with_context(caller, format!("{service}:{}", request.action), resource, context);
        let judged = self.0.evaluate(&request).expect("a request");
        assert_ne!(judged.decision, Decision::NotApplicable);
        judged.decision == Decision::Allow
    }
}

/// The request as Bedrock may make it: whether the key is set on the profile itself AWS does not say.
fn variants(need: &Request) -> Vec<Request> {
    let is_of_model = need.resource.contains(":foundation-model/");
    let itself = (!is_of_model).then(|| need.clone().through(need.resource.clone()));
    [need.clone()].into_iter().chain(itself).collect()
}

/// What the policy must still deny outside the one allowed Region.
fn prohibited(profile: Profile) -> Vec<(&'static str, &'static str, Request)> {
    let partition = profile.partition();
    let elsewhere: Vec<&'static str> = TABLES
        .regions
        .iter()
        .filter(|(region, of)| **of == partition && **region != profile.source)
        .map(|(region, _)| *region)
        .collect();
    let mut prohibited = Vec::new();
    for region in elsewhere {
        let model = Request::invoke(model_arn(partition, region, profile.model()), region);
        let through = |region, account, id: &str| model.clone().through(profile_arn(partition, region, account, id));
        let other = format!("{}x", profile.id);
        let beside = Request::invoke(profile_arn(partition, region, ACCOUNT, profile.id), region);
        let streamed = [through(profile.source, ACCOUNT, &other).with_action(STREAM)];
        prohibited.extend([
            ("the model without a profile", "bedrock", model.clone()),
            ("the model through another profile", "bedrock", through(profile.source, ACCOUNT, &other)),
            ("the model through the profile from another Region", "bedrock", through(region, ACCOUNT, profile.id)),
            ("the profile in another Region", "bedrock", beside),
            ("another action on the model", "bedrock", model.with_action("GetFoundationModel")),
            ("another action through the profile", "bedrock", {
                through(profile.source, ACCOUNT, profile.id).with_action("CreateModelInvocationJob")
            }),
            ("another service", "ec2", model.with_action("RunInstances")),
        ]);
        prohibited.extend(streamed.map(|request| ("the model through another profile", "bedrock", request)));
    }
    prohibited
}

#[test]
fn region_deny_lets_every_profile_work_and_nothing_else_outside() {
    let pairs = every_pair();
    report(&prove_all(&pairs, |grant| {
        let Grant::Profile(profile) = *grant else { return Tally::new() };
        let declared = declared(profile);
        let policy = region_deny([profile.source], &[&declared]).expect("a policy");
        let level = Level::with(&policy.to_json());
        let mut tally = Tally::new();
        for need in grant.needs().iter().flat_map(variants) {
            assert!(level.lets(&need), "needed, but denied: {need} by {policy}");
            *tally.entry("needed").or_default() += 1;
        }
        for (rule, service, request) in prohibited(profile) {
            assert!(!level.lets_service(service, &request), "{rule}, but let through: {request} by {policy}");
            *tally.entry(rule).or_default() += 1;
        }
        let global = Request::invoke(format!("arn:{}:iam::{ACCOUNT}:role/x", profile.partition()), "us-gov-west-1");
        assert!(level.lets_service("iam", &global.with_action("CreateRole")), "{policy}");
        assert_eq!(check(policy.to_json(), &[&declared]).expect("a policy"), [], "{policy}");
        tally
    }));
}

#[test]
fn region_deny_lets_application_profiles_work() {
    for (declared, source) in [(BILLED, GEOGRAPHIC), (BILLED_GLOBAL, GLOBAL)] {
        let created = declared.with_arn(APPLICATION_ARN).expect("its ARN");
        let of_copied = Profile { id: source.inference_profile_id(), source: "us-east-1" };
        let mut needs = vec![Request::invoke(APPLICATION_ARN.to_owned(), "us-east-1")];
        needs.extend(of_copied.model_calls().into_iter().map(|call| call.through(APPLICATION_ARN)));
        for profile in [&declared as &dyn Invokable, &created] {
            let policy = region_deny(["us-east-1"], &[profile]).expect("a policy");
            let level = Level::with(&policy.to_json());
            for need in needs.iter().flat_map(variants) {
                for action in [INVOKE, STREAM] {
                    assert!(level.lets(&need.with_action(action)), "{need} by {policy}");
                }
            }
            assert_eq!(check(policy.to_json(), &[profile]).expect("a policy"), [], "{policy}");
            let through_copied =
                of_copied.model_calls().into_iter().filter(|call| call.requested_region != "us-east-1");
            for call in through_copied {
                assert!(!level.lets(&call), "{call} by {policy}");
            }
        }
    }
}

#[test]
fn region_deny_for_several_profiles_lets_each_work() {
    let profiles: Vec<Profile> = ["eu.", "global."]
        .into_iter()
        .flat_map(|prefix| {
            let of_prefix: Vec<Grant> = every_pair()
                .into_iter()
                .filter(|grant| grant.id().starts_with(prefix) && grant.region() == "eu-west-1")
                .collect();
            spread(&of_prefix, 5)
        })
        .filter_map(|grant| match grant {
            Grant::Profile(profile) => Some(profile),
            Grant::Model(_) => None,
        })
        .collect();
    assert!(profiles.len() > 5);
    let declared: Vec<_> = profiles.iter().map(|profile| declared(*profile)).collect();
    let invokables: Vec<&dyn Invokable> = declared.iter().map(|profile| profile as &dyn Invokable).collect();
    let policy = region_deny(["eu-west-1", "eu-central-1"], &invokables).expect("a policy");
    let level = Level::with(&policy.to_json());
    for need in profiles.iter().flat_map(|profile| Grant::Profile(*profile).needs()) {
        assert!(variants(&need).iter().all(|request| level.lets(request)), "{need} by {policy}");
    }
    assert_eq!(check(policy.to_json(), &invokables).expect("a policy"), []);
}

#[test]
fn region_deny_leaves_exempt_roles_alone_and_no_others() {
    let exempt = ["arn:aws:iam::*:role/break-glass", "arn:aws:iam::123456789012:role/ops/*/on-call-?"];
    let profile = Profile { id: GEOGRAPHIC.inference_profile_id(), source: "us-east-1" };
    let policy = region_deny(["us-east-1"], &[&GEOGRAPHIC]).and_then(|policy| policy.exempt_roles(exempt));
    let policy = policy.expect("a policy");
    let level = Level::with(&policy.to_json());
    for (role, is_exempt) in [
        ("arn:aws:iam::123456789012:role/break-glass", true),
        ("arn:aws:iam::210987654321:role/break-glass", true),
        ("arn:aws:iam::123456789012:role/ops/eu/on-call-1", true),
        ("arn:aws:iam::210987654321:role/ops/eu/on-call-1", false),
        ("arn:aws:iam::123456789012:role/ops/eu/on-call-10", false),
        ("arn:aws:iam::123456789012:role/break-glass-not", false),
        ("arn:aws:iam::123456789012:user/break-glass", false),
    ] {
        for need in Grant::Profile(profile).needs() {
            assert!(level.lets_role(role, "bedrock", &need), "{role}: {need} by {policy}");
        }
        for (rule, service, request) in prohibited(profile) {
            assert_eq!(level.lets_role(role, service, &request), is_exempt, "{role}: {rule}: {request} by {policy}");
        }
    }
    assert_eq!(check(policy.to_json(), &[&GEOGRAPHIC]).expect("a policy"), []);
}

/// Whether the request is denied, and whether that is certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Denied,
    MayBeDenied,
    Let,
}

fn iam_rs_verdict(level: &Level, need: &Request) -> Verdict {
    let variants = variants(need);
    match variants.iter().filter(|request| level.lets(request)).count() {
        0 => Verdict::Denied,
        let_through if let_through == variants.len() => Verdict::Let,
        _ => Verdict::MayBeDenied,
    }
}

fn action_name(action: &Action) -> &str {
    action.as_str().trim_start_matches("bedrock:")
}

/// Compares `check` with iam-rs on all that the profile needs, and says how often each verdict was given.
fn compare(document: &Value, profile: &dyn Invokable, needs: &[Request]) -> Tally {
    let document = document.to_string();
    let level = Level::with(&document);
    let findings = Scps::new(&document).expect("a policy").in_account(ACCOUNT).expect("an account");
    let findings = findings.check(&[profile]).expect("a profile");
    let mut tally = Tally::new();
    for need in needs {
        let mut of_need = findings.iter().filter(|finding| {
            finding.resource() == need.resource
                && finding.requested_region() == need.requested_region
                && finding.actions().iter().any(|action| action_name(action) == need.action)
        });
        let verdict = match of_need.next() {
            None => Verdict::Let,
            Some(finding) if finding.depends_on().is_empty() => Verdict::Denied,
            Some(_) => Verdict::MayBeDenied,
        };
        assert_eq!(verdict, iam_rs_verdict(&level, need), "{need} by {document}");
        let name = match verdict {
            Verdict::Denied => "denied",
            Verdict::MayBeDenied => "may be denied",
            Verdict::Let => "let through",
        };
        *tally.entry(name).or_default() += 1;
    }
    let found: usize = findings.iter().map(|finding| finding.actions().len()).sum();
    assert_eq!(found, needs.len() - tally.get("let through").copied().unwrap_or_default(), "{document}");
    tally
}

/// Every form of action, of resource and of condition, alone and with each other.
fn documents() -> Vec<Value> {
    let actions = [
        json!("*"),
        json!("bedrock:*"),
        json!("BEDROCK:invokemodel"),
        json!("bedrock:Invoke?odel*"),
        json!(["ec2:*", "bedrock:InvokeModelWithResponseStream"]),
        json!("s3:*"),
    ];
    let resources = [
        json!("*"),
        json!("arn:aws:bedrock:*:*:inference-profile/us.*"),
        json!(["arn:aws:bedrock:us-east-?::foundation-model/*", "arn:aws:bedrock:us-west-2::foundation-model/*"]),
        json!("arn:aws:bedrock:*:123456789012:*"),
        json!("arn:aws:bedrock:::foundation-model/*"),
    ];
    let conditions = conditions();
    let mut documents = Vec::new();
    let mut deny = |action: (&str, &Value), resource: (&str, &Value), condition: &Value| {
        let statement = json!({ "Effect": "Deny", action.0: action.1, resource.0: resource.1, "Condition": condition });
        documents.push(json!({ "Version": "2012-10-17", "Statement": [statement] }));
    };
    let everything = json!("*");
    for condition in &conditions {
        deny(("Action", &everything), ("Resource", &everything), condition);
    }
    let some_conditions = [json!({}), conditions[0].clone(), conditions[conditions.len() / 2].clone()];
    for (action, resource) in actions.iter().flat_map(|action| resources.iter().map(move |it| (action, it))) {
        for (of_action, of_resource) in
            [("Action", "Resource"), ("NotAction", "Resource"), ("Action", "NotResource"), ("NotAction", "NotResource")]
        {
            for condition in &some_conditions {
                deny((of_action, action), (of_resource, resource), condition);
            }
        }
    }
    documents
}

fn conditions() -> Vec<Value> {
    let of_key = [
        ("aws:RequestedRegion", [json!("us-east-1"), json!(["US-EAST-1", "unspecified"]), json!(["us-*-?"])]),
        (
            "BEDROCK:inferenceprofilearn",
            [
                json!("arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-sonnet-4-6"),
                json!(["arn:aws:bedrock:*:*:inference-profile/global.*", "arn:aws:bedrock:*:*:inference-profile/eu.*"]),
                json!("arn:aws:bedrock:us-*-?:123456789012:application-inference-profile/*"),
            ],
        ),
    ];
    let mut conditions = Vec::new();
    for (key, values) in &of_key {
        conditions.extend(["true", "false"].map(|absent| json!({ "Null": { *key: absent } })));
        for value in values {
            let each = operators(key.ends_with("arn")).into_iter().map(|operator| json!({ operator: { *key: value } }));
            conditions.extend(each);
        }
    }
    let outside = json!({
        "StringNotEquals": { "aws:RequestedRegion": ["us-east-1", "us-east-2"] },
        "ArnNotLike": { "bedrock:InferenceProfileArn": "arn:aws:bedrock:*:*:inference-profile/us.*" },
    });
    conditions.push(outside);
    conditions
}

/// The operators for a value that is or is not an ARN, of which iam-rs says what AWS says.
fn operators(is_arn: bool) -> Vec<String> {
    let of_text = ["StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase"];
    let names = of_text.into_iter().chain(["StringLike", "StringNotLike"]);
    let of_arns = ["ArnLike", "ArnNotLike"].into_iter().filter(|_| is_arn);
    let forms = |name: &str| {
        [name.to_owned(), format!("{name}IfExists"), format!("ForAllValues:{name}"), format!("ForAnyValue:{name}")]
    };
    names.chain(of_arns).flat_map(forms).collect()
}

#[test]
fn check_judges_as_iam_rs_does() {
    let direct = Grant::Model(DirectModel { id: MODEL.model_id(), region: "us-east-1" });
    let of_profile = |profile: CrossRegionInferenceProfile| {
        Grant::Profile(Profile { id: profile.inference_profile_id(), source: "us-east-1" }).needs()
    };
    let created = BILLED.with_arn(APPLICATION_ARN).expect("its ARN");
    let itself =
        [INVOKE, STREAM].map(|action| Request::invoke(APPLICATION_ARN.into(), "us-east-1").with_action(action));
    let of_copied = of_profile(GEOGRAPHIC).into_iter().filter(|need| need.inference_profile_arn.is_some());
    let of_application = itself.into_iter().chain(of_copied.map(|need| need.through(APPLICATION_ARN))).collect();
    let cases: [(&dyn Invokable, Vec<Request>); 4] = [
        (&GEOGRAPHIC, of_profile(GEOGRAPHIC).into_iter().collect()),
        (&GLOBAL, of_profile(GLOBAL).into_iter().collect()),
        (&MODEL, direct.needs().into_iter().collect()),
        (&created, of_application),
    ];
    let documents = documents();
    assert!(documents.len() > 500, "{}", documents.len());
    let mut tally = Tally::new();
    for (profile, needs) in &cases {
        for document in &documents {
            for (verdict, count) in compare(document, *profile, needs) {
                *tally.entry(verdict).or_default() += count;
            }
        }
    }
    report(&tally);
    assert_eq!(tally.len(), 3, "{tally:?}");
}

#[test]
fn check_finds_what_a_plain_region_deny_breaks_of_every_profile() {
    let pairs = one_pair_of_every_profile();
    report(&prove_all(&pairs, |grant| {
        let Grant::Profile(profile) = *grant else { return Tally::new() };
        let deny = json!({
            "Effect": "Deny",
            "NotAction": ["iam:*", "sts:*"],
            "Resource": "*",
            "Condition": { "StringNotEquals": { "aws:RequestedRegion": profile.source } },
        });
        let document = json!({ "Version": "2012-10-17", "Statement": [deny] });
        let needs: Vec<Request> = grant.needs().into_iter().collect();
        compare(&document, &declared(profile), &needs)
    }));
}
