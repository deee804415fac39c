//! Constants, targets and ARNs where text, order or another type is asked for.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(clippy::needless_borrows_for_generic_args, reason = "a reference is what is tested")]

use bedrock_profiles::{
    Arn, ArnErrorKind, CrossRegionInferenceProfile, FoundationModel, InvocationTarget, inference_profile, models,
};
use std::collections::BTreeSet;

const CHAT: CrossRegionInferenceProfile = inference_profile!("eu.anthropic.claude-sonnet-4-6");
const PINNED: CrossRegionInferenceProfile =
    inference_profile!("eu.anthropic.claude-sonnet-4-6", source_regions: ["eu-west-1"]);
const ID: &str = CHAT.as_str();
const EMBEDDER: FoundationModel = models::AMAZON_TITAN_EMBED_TEXT_V2_0;

fn owned(text: impl Into<String>) -> String {
    text.into()
}

fn borrowed(text: impl Into<&'static str>) -> &'static str {
    text.into()
}

#[test]
fn a_constant_is_text_by_value_and_by_reference() {
    assert_eq!([owned(CHAT), owned(&CHAT), CHAT.to_string()], [ID; 3]);
    assert_eq!([borrowed(CHAT), borrowed(&CHAT), CHAT.as_ref()], [ID; 3]);
    assert_eq!([owned(EMBEDDER), owned(&EMBEDDER)], ["amazon.titan-embed-text-v2:0"; 2]);
    assert_eq!(borrowed(&EMBEDDER), EMBEDDER.as_str());
    let target: InvocationTarget = ID.parse().unwrap();
    let arn = CHAT.inference_profile_arn("eu-west-1", "123456789012").unwrap();
    assert_eq!([owned(&target), owned(target.clone())], [ID; 2]);
    assert_eq!([owned(&arn), owned(arn.clone())], [arn.as_str(); 2]);
}

#[test]
fn text_is_compared_without_a_conversion() {
    let text = String::from("eu.anthropic.claude-sonnet-4-6");
    assert!(CHAT == *text && CHAT == text.as_str() && PINNED == *text && CHAT != PINNED);
    assert!(EMBEDDER == "amazon.titan-embed-text-v2:0" && EMBEDDER != *text);
    assert!(ID.parse::<InvocationTarget>().unwrap() == ID);
}

#[test]
fn what_is_equal_is_ordered_alike() {
    let all = [CHAT, PINNED, inference_profile!("us.anthropic.claude-sonnet-4-6"), CHAT];
    for a in all {
        for b in all {
            assert_eq!(a == b, a.cmp(&b).is_eq());
            assert_eq!(a.cmp(&b), b.cmp(&a).reverse());
            assert_eq!(a.partial_cmp(&b), Some(a.cmp(&b)));
        }
    }
    assert!(CHAT < inference_profile!("us.anthropic.claude-sonnet-4-6"));
    assert_eq!(BTreeSet::from(all).len(), 3);
    assert_eq!(BTreeSet::from([EMBEDDER, EMBEDDER]).len(), 1);
}

#[test]
#[cfg(feature = "policy")]
fn every_arn_of_a_policy_can_be_read() {
    let mut policy = bedrock_profiles::Policy::new("All");
    let global = inference_profile!("global.anthropic.claude-sonnet-4-6");
    CHAT.grant_invoke(&mut policy).unwrap();
    global.grant_batch_invoke(&mut policy, "arn:aws:iam::123456789012:role/service-role/a+=,.@_-").unwrap();
    global.grant_invoke(&mut policy).unwrap();
    let resources = policy.statements().iter().flat_map(bedrock_profiles::Statement::resources);
    for arn in resources.filter_map(|resource| resource.arn("123456789012")) {
        assert_eq!(arn.as_str().parse::<Arn>(), Ok(arn));
    }
}

#[test]
fn an_arn_has_its_form() {
    let right = "arn:aws-us-gov:bedrock:us-gov-west-1:123456789012:inference-profile/us-gov.a.b-1:0";
    let arn: Arn = right.parse().unwrap();
    assert_eq!((arn.region(), arn.account(), arn.as_str()), ("us-gov-west-1", "123456789012", right));
    for (part, wrong) in [
        ("arn", "urn"),
        ("aws-us-gov", ""),
        ("aws-us-gov", "AWS"),
        ("bedrock", ""),
        ("us-gov-west-1", "us gov"),
        ("us-gov-west-1", "usgov"),
        ("123456789012", "12345678901"),
        ("inference-profile/us-gov.a.b-1:0", ""),
        ("inference-profile/us-gov.a.b-1:0", "a b"),
        ("inference-profile/us-gov.a.b-1:0", "a\nb"),
        ("inference-profile/us-gov.a.b-1:0", "\u{e4}"),
        (":inference-profile/us-gov.a.b-1:0", ""),
    ] {
        let text = right.replacen(part, wrong, 1);
        assert_eq!(text.parse::<Arn>().map_err(|error| error.kind()), Err(ArnErrorKind::Input), "{text}");
    }
}

#[test]
#[cfg(feature = "serde")]
fn an_arn_stands_in_a_configuration() {
    let written = "\"arn:aws:iam::123456789012:role/batch\"";
    let arn: Arn = serde_json::from_str(written).unwrap();
    assert_eq!(serde_json::to_string(&arn).unwrap(), written);
    let error = serde_json::from_str::<Arn>("\"batch\"").unwrap_err().to_string();
    assert!(error.starts_with("`batch` is not an ARN: expected ") && error.ends_with(" at line 1 column 7"), "{error}");
}
