//! Answers as Bedrock gives them.
//!
//! See <https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html> and
//! <https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ConverseStream.html>.

use crate::bedrock::Answer;
use aws_smithy_eventstream::frame::write_message_to;
use aws_smithy_types::event_stream::{Header, HeaderValue, Message};
use http_body_util::{
    BodyExt as _, Full,
    channel::{Channel, Sender},
    combinators::BoxBody,
};
use hyper::{Response, body::Bytes};
use serde_json::{Value, json};
use std::{convert::Infallible, io};

pub(crate) const REQUEST_ID: &str = "1c9a3a3e-3f0c-4f4e-9f58-2f2d5a0b7d11";

/// An answer of `Converse`.
pub(crate) fn text(text: &str) -> Answer {
    let body = json!({
        "metrics": { "latencyMs": 551 },
        "output": { "message": { "content": [{ "text": text }], "role": "assistant" } },
        "stopReason": "end_turn",
        "usage": { "inputTokens": 8, "outputTokens": 12, "totalTokens": 20 },
    });
    answer(200, "application/json", whole(&body))
}

/// An error instead of an answer.
pub(crate) fn error(status: u16, code: &str, message: &str) -> Answer {
    let mut answer = answer(status, "application/json", whole(&json!({ "message": message })));
    let kind = format!("{code}:http://internal.amazon.com/coral/com.amazon.bedrock/");
    answer.headers_mut().insert("x-amzn-errortype", kind.parse().expect("a header"));
    answer
}

/// An answer of `ConverseStream`, and what to send its events with.
pub(crate) fn stream() -> (Events, Answer) {
    let (events, body) = Channel::new(8);
    (Events(events), answer(200, "application/vnd.amazon.eventstream", body.boxed()))
}

/// The answer ends when it is dropped.
pub(crate) struct Events(Sender<Bytes, io::Error>);

impl Events {
    pub(crate) async fn send(&mut self, events: impl IntoIterator<Item = Bytes>) {
        for event in events {
            self.0.send_data(event).await.expect("a connection");
        }
    }

    /// Cuts the connection.
    pub(crate) fn cut(self) {
        self.0.abort(io::ErrorKind::ConnectionReset.into());
    }
}

pub(crate) fn message_start() -> Bytes {
    event("messageStart", &json!({ "role": "assistant", "p": "abcdefghijkl" }))
}

pub(crate) fn text_delta(text: &str) -> Bytes {
    event("contentBlockDelta", &json!({ "contentBlockIndex": 0, "delta": { "text": text }, "p": "abcd" }))
}

/// What ends a stream.
pub(crate) fn message_end() -> [Bytes; 3] {
    [
        event("contentBlockStop", &json!({ "contentBlockIndex": 0, "p": "abcdefgh" })),
        event("messageStop", &json!({ "stopReason": "end_turn", "p": "abcdef" })),
        event(
            "metadata",
            &json!({
                "metrics": { "latencyMs": 551 },
                "usage": { "inputTokens": 8, "outputTokens": 12, "totalTokens": 20 },
                "p": "abc",
            }),
        ),
    ]
}

/// An error after the answer began.
pub(crate) fn exception(kind: &'static str, message: &str) -> Bytes {
    frame([(":message-type", "exception"), (":exception-type", kind)], &json!({ "message": message }))
}

fn event(kind: &'static str, payload: &Value) -> Bytes {
    frame([(":message-type", "event"), (":event-type", kind)], payload)
}

fn frame(headers: [(&'static str, &'static str); 2], payload: &Value) -> Bytes {
    let message = [headers.as_slice(), &[(":content-type", "application/json")]]
        .concat()
        .into_iter()
        .fold(Message::new(payload.to_string()), |message, (name, value)| {
            message.add_header(Header::new(name, HeaderValue::String(value.into())))
        });
    let mut bytes = Vec::new();
    write_message_to(&message, &mut bytes).expect("a frame");
    bytes.into()
}

fn answer(status: u16, content_type: &str, body: BoxBody<Bytes, io::Error>) -> Answer {
    let head = Response::builder().status(status).header("content-type", content_type);
    head.header("x-amzn-requestid", REQUEST_ID).body(body).expect("an answer")
}

fn whole(body: &Value) -> BoxBody<Bytes, io::Error> {
    Full::from(body.to_string()).map_err(|never: Infallible| match never {}).boxed()
}
