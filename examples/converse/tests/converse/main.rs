//! Runs the program against a loopback server that answers as Bedrock does, and looks at what each of them sees.

#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod answers;
mod bedrock;
mod failures;
mod ids;
mod policy;
#[path = "../../src/profiles.rs"]
mod profiles;
mod program;

use answers::{message_end, message_start, stream, text, text_delta};
use bedrock::{Bedrock, header};
use hyper::{Request, body::Bytes};
use program::{ACCESS_KEY_ID, REGION, Seen, converse, first, rest, seen, start};
use serde_json::{Value, json};

#[tokio::test]
async fn prints_the_answer() {
    let bedrock = Bedrock::with_answers([text("Good morning.\nHow can I help?")]).await;
    let seen = seen(converse(&["Hello", "--endpoint-url", bedrock.url()])).await;
    assert_eq!(seen, Seen::answer("Good morning.\nHow can I help?\n"));
    assert_request(&bedrock.request(), "/model/eu.anthropic.claude-sonnet-4-6/converse");
}

#[tokio::test]
async fn prints_a_streamed_answer_while_it_is_made() {
    let (mut events, answer) = stream();
    let bedrock = Bedrock::with_answers([answer]).await;
    let mut child = start(converse(&["--stream", "Hello", "--endpoint-url", bedrock.url()]));

    events.send([message_start(), text_delta("Good")]).await;
    assert_eq!(first(&mut child, 4).await, "Good");

    events.send([text_delta(" morning.")]).await;
    events.send(message_end()).await;
    drop(events);
    assert_eq!(rest(child).await, Seen::answer(" morning.\n"));
    assert_request(&bedrock.request(), "/model/eu.anthropic.claude-sonnet-4-6/converse-stream");
}

fn assert_request(request: &Request<Bytes>, path: &str) {
    assert_eq!((request.method().as_str(), request.uri().path()), ("POST", path));
    assert_signed(request);
    let body: Value = serde_json::from_slice(request.body()).expect("JSON");
    assert_eq!(body, json!({ "messages": [{ "role": "user", "content": [{ "text": "Hello" }] }] }));
}

/// Signed with Signature Version 4 for Bedrock in the Region.
///
/// See <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html>.
fn assert_signed(request: &Request<Bytes>) {
    let (day, _) = header(request, "x-amz-date").split_once('T').expect("a day and a time");
    let scope = format!("AWS4-HMAC-SHA256 Credential={ACCESS_KEY_ID}/{day}/{REGION}/bedrock/aws4_request, ");
    let signed = header(request, "authorization").strip_prefix(&scope).expect("a signature for Bedrock in the Region");
    let (headers, signature) = signed.split_once(", Signature=").expect("signed headers and a signature");
    assert!(headers.split(['=', ';']).any(|name| name == "host"), "{headers}");
    assert_eq!(signature.len(), 64);
}
