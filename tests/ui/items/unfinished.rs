use bedrock_profiles::inference_profile;

inference_profile! {
    const CHAT: CrossRegionInferenceProfile
}

fn main() {}
