//! What the user sees where Bedrock refuses, can't be reached, or breaks off.

use crate::{
    answers::{error, exception, message_start, stream, text, text_delta},
    bedrock::{Bedrock, header},
    profiles::SUPPORT_CHAT,
    program::{Seen, converse, first, rest, seen, start},
};
use tokio::process::Command;

const README: &str = include_str!("../../../../README.md");
const TOO_MANY: &str = "Too many requests, please wait before trying again.";

#[tokio::test]
async fn throttling_is_tried_again() {
    let bedrock = Bedrock::with_answers([error(429, "ThrottlingException", TOO_MANY), text("Good morning.")]).await;
    assert_eq!(seen(hello(&bedrock)).await, Seen::answer("Good morning.\n"));
    assert_eq!(bedrock.requests().len(), 2);
}

#[tokio::test]
async fn throttling_ends_the_program_after_three_attempts() {
    let bedrock = Bedrock::with_answers([(); 4].map(|()| error(429, "ThrottlingException", TOO_MANY))).await;
    let stderr = "\
error: `eu.anthropic.claude-sonnet-4-6` is throttled in eu-central-1; attempts made: 3
cause: ThrottlingException: Too many requests, please wait before trying again.
help: wait and ask again; Service Quotas has the model's quotas of cross-Region inference
request id: 1c9a3a3e-3f0c-4f4e-9f58-2f2d5a0b7d11
";
    assert_eq!(seen(hello(&bedrock)).await, Seen::failure("", stderr));
    assert!(README.contains(stderr), "README.md shows other words");
    let requests = bedrock.requests();
    let attempts = requests.iter().map(|request| header(request, "amz-sdk-request"));
    assert_eq!(attempts.collect::<Vec<_>>(), ["attempt=1; max=3", "attempt=2; max=3", "attempt=3; max=3"]);
}

#[tokio::test]
async fn denied_access_names_the_policy() {
    const DENIED: &str = "User: arn:aws:sts::123456789012:assumed-role/support/i-0 is not authorized to perform: \
        bedrock:InvokeModel on resource: \
        arn:aws:bedrock:eu-north-1::foundation-model/anthropic.claude-sonnet-4-6 \
        because no identity-based policy allows the bedrock:InvokeModel action";
    let destinations = SUPPORT_CHAT.destinations("eu-central-1").expect("a source Region");
    let stderr = format!(
        "\
error: access to `eu.anthropic.claude-sonnet-4-6` is denied in eu-central-1
cause: AccessDeniedException: {DENIED}
help: the policy of `SUPPORT_CHAT.grant_invoke` allows it: \
the profile in eu-central-1, and through it `anthropic.claude-sonnet-4-6` in {destinations}
request id: 1c9a3a3e-3f0c-4f4e-9f58-2f2d5a0b7d11
"
    );
    assert!(README.contains(&stderr), "README.md shows other words");
    for arguments in [["Hello"].as_slice(), &["Hello", "--stream"]] {
        let bedrock = Bedrock::with_answers([error(403, "AccessDeniedException", DENIED)]).await;
        let command = converse(&[arguments, &["--endpoint-url", bedrock.url()]].concat());
        assert_eq!(seen(command).await, Seen::failure("", &stderr));
        assert_eq!(bedrock.requests().len(), 1);
    }
}

#[tokio::test]
async fn any_other_refusal_is_shown_in_the_words_of_the_service() {
    for (status, code, message) in [
        (400, "ValidationException", "The provided model identifier is invalid."),
        (403, "ExpiredTokenException", "The security token included in the request is expired"),
    ] {
        let bedrock = Bedrock::with_answers([error(status, code, message)]).await;
        let stderr = format!(
            "\
error: no answer from `eu.anthropic.claude-sonnet-4-6` in eu-central-1
cause: {code}: {message}
request id: 1c9a3a3e-3f0c-4f4e-9f58-2f2d5a0b7d11
"
        );
        assert_eq!(seen(hello(&bedrock)).await, Seen::failure("", &stderr));
        assert_eq!(bedrock.requests().len(), 1);
    }
}

#[tokio::test]
async fn a_model_that_fails_in_the_middle_leaves_what_it_said() {
    let (mut events, answer) = stream();
    let failed = exception("modelStreamErrorException", "The model failed while it streamed.");
    events.send([message_start(), text_delta("Good"), failed]).await;
    drop(events);
    let bedrock = Bedrock::with_answers([answer]).await;
    let stderr = "\
error: the answer of `eu.anthropic.claude-sonnet-4-6` broke off
cause: ModelStreamErrorException: The model failed while it streamed.
help: ask again: the SDK does not repeat a request once its answer has begun
request id: 1c9a3a3e-3f0c-4f4e-9f58-2f2d5a0b7d11
";
    assert_eq!(seen(hello_stream(&bedrock)).await, Seen::failure("Good\n", stderr));
    assert_eq!(bedrock.requests().len(), 1);
}

#[tokio::test]
async fn a_connection_that_is_cut_in_the_middle_leaves_what_was_said() {
    let (mut events, answer) = stream();
    let bedrock = Bedrock::with_answers([answer]).await;
    let mut child = start(hello_stream(&bedrock));
    events.send([message_start(), text_delta("Good"), text_delta(" morning.").slice(..20)]).await;
    assert_eq!(first(&mut child, 4).await, "Good");
    events.cut();

    let Seen { stdout, stderr, code } = rest(child).await;
    assert_eq!((stdout.as_str(), code), ("\n", Some(1)), "{stderr}");
    assert!(stderr.starts_with("error: the answer of `eu.anthropic.claude-sonnet-4-6` broke off\ncause: "), "{stderr}");
    assert!(stderr.ends_with("\nrequest id: 1c9a3a3e-3f0c-4f4e-9f58-2f2d5a0b7d11\n"), "{stderr}");
}

#[tokio::test]
async fn an_endpoint_that_is_not_bedrock_shows_its_status() {
    let elsewhere = Bedrock::with_answers([]).await;
    let stderr = "\
error: no answer from `eu.anthropic.claude-sonnet-4-6` in eu-central-1
cause: HTTP status 404: not an answer of Bedrock
";
    assert_eq!(seen(hello(&elsewhere)).await, Seen::failure("", stderr));
}

#[tokio::test]
async fn a_wrong_endpoint_url_is_wrong_usage() {
    for (url, why) in
        [("localhost:8080", "it has no scheme, such as `https://`"), ("https://no host", "invalid uri character")]
    {
        let Seen { stdout, stderr, code } = seen(converse(&["Hello", "--endpoint-url", url])).await;
        assert_eq!((stdout.as_str(), code), ("", Some(2)), "{stderr}");
        let first = format!("error: invalid value '{url}' for '--endpoint-url <URL>': {why}\n");
        assert!(stderr.starts_with(&first), "{stderr}");
    }
}

#[tokio::test]
async fn from_another_region_there_is_no_request() {
    let bedrock = Bedrock::with_answers([]).await;
    let mut elsewhere = hello(&bedrock);
    elsewhere.env("AWS_REGION", "us-east-1");
    let stderr = "\
error: `eu.anthropic.claude-sonnet-4-6` is not declared for `us-east-1`
note: its Region is eu-central-1
";
    assert_eq!(seen(elsewhere).await, Seen::failure("", stderr));

    let mut nowhere = hello(&bedrock);
    nowhere.env_remove("AWS_REGION");
    let stderr = "\
error: no AWS Region is set
help: set AWS_REGION, or `region` in ~/.aws/config
";
    assert_eq!(seen(nowhere).await, Seen::failure("", stderr));
    assert_eq!(bedrock.requests().len(), 0);
}

#[tokio::test]
async fn without_credentials_it_says_where_they_were_looked_for() {
    let bedrock = Bedrock::with_answers([]).await;
    let mut command = hello(&bedrock);
    command.env_remove("AWS_ACCESS_KEY_ID");
    let Seen { stdout, stderr, code } = seen(command).await;
    assert_eq!((stdout.as_str(), code), ("", Some(1)), "{stderr}");
    assert!(stderr.starts_with("error: no answer from `eu.anthropic.claude-sonnet-4-6` in eu-central-1\n"), "{stderr}");
    assert!(stderr.contains("no credentials found in chain"), "{stderr}");
    assert_eq!(bedrock.requests().len(), 0);
}

/// The proxy is where it shows: it is asked for a tunnel to the host that TLS will be spoken with.
#[tokio::test]
async fn without_an_endpoint_url_it_calls_the_region_over_https() {
    let proxy = Bedrock::with_answers([]).await;
    let mut command = converse(&["Hello"]);
    command.env("HTTPS_PROXY", proxy.url()).env("AWS_MAX_ATTEMPTS", "1");
    let Seen { stdout, stderr, code } = seen(command).await;
    assert_eq!((stdout.as_str(), code), ("", Some(1)), "{stderr}");
    let request = proxy.request();
    assert_eq!(request.method(), "CONNECT");
    assert_eq!(request.uri(), "bedrock-runtime.eu-central-1.amazonaws.com:443");
    assert!(!stderr.contains('{'), "a dump for programmers: {stderr}");
}

#[tokio::test]
async fn nobody_reads_the_answer() {
    let bedrock = Bedrock::with_answers([text("Good morning.\nHow can I help?")]).await;
    let mut child = start(hello(&bedrock));
    drop(child.stdout.take());
    assert_eq!(rest(child).await, Seen::failure("", "error: Broken pipe (os error 32)\n"));
}

fn hello(bedrock: &Bedrock) -> Command {
    converse(&["Hello", "--endpoint-url", bedrock.url()])
}

fn hello_stream(bedrock: &Bedrock) -> Command {
    converse(&["Hello", "--stream", "--endpoint-url", bedrock.url()])
}
