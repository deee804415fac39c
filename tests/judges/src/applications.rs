//! What application profiles need, by what they are copied from; and the use of a profile alone.
//!
//! See <https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-prereq.html>.

use crate::needs::{ACCOUNT, Grant, INVOKE, Request};
use crate::prohibitions::{Others, Rule, rules};
use crate::proof::Proof;
use crate::tables::TABLES;
use bedrock_profiles::ApplicationInferenceProfile;
use std::collections::BTreeSet;

const DESCRIBE: &str = "GetInferenceProfile";

/// The ARN that a profile gets when it is created; the real id is opaque.
pub(crate) fn created_arn(profile: ApplicationInferenceProfile, region: &str) -> String {
    let id: String = profile.name().chars().filter(char::is_ascii_alphanumeric).collect();
    let partition = TABLES.regions[region];
    format!("arn:{partition}:bedrock:{region}:{ACCOUNT}:application-inference-profile/{id}")
}

/// The ARN of what is granted: of a profile, or of a model in its Region.
pub(crate) fn arn(source: Grant) -> String {
    match source {
        Grant::Profile(profile) => profile.arn(),
        Grant::Model(model) => model.call().resource,
    }
}

/// The copy of `source` under `arn`: what the source needs, through the copy.
pub(crate) fn copied(source: Grant, arn: &str) -> Proof {
    let of_source = source.needs();
    let mut needs: BTreeSet<Request> = of_source.iter().map(|need| through_copy(source, need, arn)).collect();
    needs.extend(used(source, arn));
    let mut rules = rules(&[source], &of_source, Others::Neighbours);
    for rule in &mut rules {
        rule.prohibited = rule.prohibited.iter().map(|request| through_copy(source, request, arn)).collect();
        // Its ARN names the Region: the condition that a global profile has on itself would add nothing.
        rule.prohibited.retain(|request| request.resource != arn || request.requested_region == source.region());
    }
    let prohibited = of_source.into_iter().filter(|need| !needs.contains(need)).collect();
    rules.extend([Rule { name: "what it is copied from", prohibited }, another_profile(source, arn)]);
    Proof { needs, rules }
}

/// The use of the profile under `arn`, of which `source` is or was the original, without its model.
pub(crate) fn usage(source: Grant, arn: &str) -> Proof {
    let mut needs = used(source, arn);
    needs.insert(Request::invoke(arn.to_owned(), source.region()).with_action(DESCRIBE));
    let model = source.needs().into_iter().map(|need| through_copy(source, &need, arn));
    let prohibited = model.filter(|request| !needs.contains(request)).collect();
    let of_model = Rule { name: "the model of a profile that may be used only", prohibited };
    Proof { needs, rules: vec![of_model, another_profile(source, arn)] }
}

/// Profiles whose ARNs differ in one part.
fn another_profile(source: Grant, arn: &str) -> Rule {
    let parts: Vec<&str> = arn.splitn(6, ':').collect();
    let (kind, _) = parts[5].split_once('/').expect("an ARN of a profile has a slash");
    let another_id = format!("{kind}/another");
    let others = [(1, "aws-cn"), (3, "sa-east-1"), (4, "210987654321"), (5, another_id.as_str())];
    let prohibited = others.iter().flat_map(|(part, other)| {
        let mut parts = parts.clone();
        parts[*part] = other;
        used(source, &parts.join(":"))
    });
    Rule { name: "another profile", prohibited: prohibited.collect() }
}

/// The profile under `arn` itself, with every action that invokes its model.
fn used(source: Grant, arn: &str) -> BTreeSet<Request> {
    let call = Request::invoke(arn.to_owned(), source.region());
    let invoking: BTreeSet<&str> = source.needs().iter().map(|need| need.action).chain([INVOKE]).collect();
    invoking.into_iter().map(|action| call.with_action(action)).collect()
}

/// The request with the copy in place of its source; a model without a profile is reached through the copy.
fn through_copy(source: Grant, request: &Request, copy: &str) -> Request {
    let Grant::Profile(profile) = source else {
        return request.clone().through(copy);
    };
    let own = profile.arn();
    let replaced = |arn: &String| if *arn == own { copy.to_owned() } else { arn.clone() };
    Request {
        resource: replaced(&request.resource),
        inference_profile_arn: request.inference_profile_arn.as_ref().map(replaced),
        ..request.clone()
    }
}
