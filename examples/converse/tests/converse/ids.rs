//! Whatever the SDK is given as a model id reaches Bedrock whole: `:` and `/` do not cut the path.

use crate::{
    answers::text,
    assert_signed,
    bedrock::Bedrock,
    profiles::SUPPORT_CHAT,
    program::{ACCESS_KEY_ID, REGION, SECRET_ACCESS_KEY},
};
use aws_sdk_bedrockruntime::{
    Client, Config,
    config::{BehaviorVersion, Credentials, Region},
};
use bedrock_profiles::{ApplicationInferenceProfile, FoundationModel, inference_profile};

inference_profile! {
    const BILLED_CHAT: ApplicationInferenceProfile = {
        name: "support-chat",
        copy_from: SUPPORT_CHAT,
        tags: { "CostCenter": "4711" },
    };

    const CHEAP_CHAT: FoundationModel = { model: "amazon.nova-lite-v1:0", source_regions: ["us-east-1"] };
}

const ARN: &str = "arn:aws:bedrock:eu-central-1:123456789012:application-inference-profile/a1b2c3d4e5f6";

#[tokio::test]
async fn the_path_has_the_id_in_one_segment() {
    let created = BILLED_CHAT.with_arn(ARN).expect("the ARN of an application profile");
    for (model_id, segment) in [
        (String::from(SUPPORT_CHAT), "eu.anthropic.claude-sonnet-4-6"),
        (String::from(CHEAP_CHAT), "amazon.nova-lite-v1%3A0"),
        (
            String::from(&created),
            "arn%3Aaws%3Abedrock%3Aeu-central-1%3A123456789012%3Aapplication-inference-profile%2Fa1b2c3d4e5f6",
        ),
    ] {
        let bedrock = Bedrock::with_answers([text("Good morning.")]).await;
        client(&bedrock).converse().model_id(model_id).send().await.expect("an answer");
        let request = bedrock.request();
        assert_eq!(request.uri().path(), format!("/model/{segment}/converse"));
        assert_signed(&request);
    }
}

fn client(bedrock: &Bedrock) -> Client {
    let credentials = Credentials::builder()
        .access_key_id(ACCESS_KEY_ID)
        .secret_access_key(SECRET_ACCESS_KEY)
        .provider_name("test")
        .build();
    let config = Config::builder().behavior_version(BehaviorVersion::latest()).region(Region::new(REGION));
    Client::from_conf(config.credentials_provider(credentials).endpoint_url(bedrock.url()).build())
}
