//! Wrong usage, credentials, and the policy.

use crate::{
    bedrock::Bedrock,
    project::{Project, seen, sync},
};
use serde_json::{Value, json};
use tokio::process::Command;

#[tokio::test]
async fn wrong_usage_is_told_before_anybody_is_asked() {
    let project = Project::new();
    let bedrock = Bedrock::with([]).await;
    for (arguments, word) in [
        (["--regions", "Frankfurt"], "`eu-central-1`"),
        (["--endpoint-url", "localhost:8080"], "`https://`"),
        (["--endpoint-url", "ftp://localhost"], "`https://`"),
        (["--timeout", "0"], "1..=3600"),
        (["--regions", "eu-central-1,us-gov-west-1"], "`us-gov-west-1` to `aws-us-gov`"),
    ] {
        let mut command = sync(project.root(), &arguments);
        command.env("AWS_ENDPOINT_URL", bedrock.url());
        let seen = seen(command).await;
        assert_eq!((seen.stdout.as_str(), seen.code), ("", Some(2)), "{seen:?}");
        assert!(seen.stderr.contains(word), "{seen:?}");
    }
    assert_eq!((bedrock.asked(), project.files()), (vec![], vec![]));
}

#[tokio::test]
async fn a_partition_without_a_known_region_is_told() {
    let project = Project::new();
    let mut command = sync(project.root(), &[]);
    command.env("AWS_REGION", "us-isof-east-1");
    seen(command).await.failed(
        2,
        "error: the catalog knows no Region of the partition `aws-iso-f` with Bedrock\nhelp: name them with \
         `--regions`\n",
    );
}

#[tokio::test]
async fn a_catalog_that_is_not_right_is_told_before_anybody_is_asked() {
    let project = Project::with("what\tis\tthis\n", "");
    let bedrock = Bedrock::with([]).await;
    let seen = seen(project.sync(&bedrock, &[])).await;
    assert_eq!((seen.stdout.as_str(), seen.code), ("", Some(2)), "{seen:?}");
    assert!(seen.stderr.starts_with("error: bedrock-catalog/routes.tsv:2:"), "{seen:?}");
    assert_eq!(bedrock.asked(), []);
}

#[tokio::test]
async fn without_credentials_nobody_is_asked() {
    let project = Project::new();
    let bedrock = Bedrock::with([]).await;
    let mut command = project.sync(&bedrock, &[]);
    command.env_remove("AWS_ACCESS_KEY_ID");
    let seen = seen(command).await;
    assert_eq!((seen.stdout.as_str(), seen.code), ("", Some(1)), "{seen:?}");
    assert!(seen.stderr.starts_with("error: there are no credentials: "), "{seen:?}");
    let end = "\nhelp: sign in, as with `aws sso login`, or choose other credentials with `AWS_PROFILE`\nerror: nothing is written\n";
    assert!(seen.stderr.ends_with(end), "{seen:?}");
    let mut command = project.sync(&bedrock, &[]);
    command.env_remove("AWS_ACCESS_KEY_ID").env("AWS_PROFILE", "nope");
    let stderr = crate::project::seen(command).await.stderr;
    assert!(stderr.starts_with("error: there are no credentials for the profile `nope`: "), "{stderr}");
    assert_eq!((bedrock.asked(), project.files()), (vec![], vec![]));
}

#[tokio::test]
async fn the_policy_needs_no_network_and_no_credentials() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-bedrock-profiles"));
    command.env_clear().args(["bedrock-profiles", "sync", "--print-policy"]);
    let policy: Value = serde_json::from_str(&seen(command).await.fine()).expect("JSON");
    assert_eq!(
        policy,
        json!({
            "Version": "2012-10-17",
            "Statement": [{
                "Sid": "BedrockDiscovery",
                "Effect": "Allow",
                "Action": ["bedrock:ListInferenceProfiles", "bedrock:ListFoundationModels"],
                "Resource": "*",
            }],
        })
    );
}
