//! A loopback server in the place of Bedrock's control plane. It tells the Region by the signature, as AWS does.
//!
//! See <https://docs.aws.amazon.com/bedrock/latest/APIReference/API_ListInferenceProfiles.html>,
//! <https://docs.aws.amazon.com/bedrock/latest/APIReference/API_ListFoundationModels.html> and
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html>.

use crate::conduct::{Conduct, Refusal, Region};
use http_body_util::{BodyExt as _, Full, channel::Channel, combinators::BoxBody};
use hyper::{
    Request, Response,
    body::{Bytes, Incoming},
    server::conn::http1,
    service::service_fn,
};
use hyper_util::rt::TokioIo;
use serde_json::{Map, Value, json};
use std::{
    collections::BTreeMap,
    convert::Infallible,
    future::pending,
    io, mem,
    sync::{Arc, Mutex, PoisonError},
};
use tokio::{net::TcpListener, sync::Notify};

type Answer = Response<BoxBody<Bytes, io::Error>>;

pub(crate) struct Bedrock {
    url: String,
    state: Arc<State>,
}

struct State {
    regions: BTreeMap<String, Region>,
    asked: Mutex<Vec<Asked>>,
    has_asked: Notify,
}

/// One request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Asked {
    pub(crate) region: String,
    /// Path and query.
    pub(crate) target: String,
}

impl Asked {
    fn query(&self, name: &str) -> Option<&str> {
        let (_, query) = self.target.split_once('?')?;
        let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        pairs.find(|(own, _)| *own == name).map(|(_, value)| value)
    }
}

impl Bedrock {
    /// One that knows these Regions; in any other the credentials are good for nothing.
    pub(crate) async fn with(regions: impl IntoIterator<Item = (&str, Region)>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("its address"));
        let regions = regions.into_iter().map(|(name, region)| (name.to_owned(), region)).collect();
        let state = Arc::new(State { regions, asked: Mutex::default(), has_asked: Notify::new() });
        tokio::spawn(serve(listener, state.clone()));
        Bedrock { url, state }
    }

    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// The requests since the last time.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        mem::take(&mut self.state.asked.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Ends when the first request has come.
    pub(crate) async fn is_asked(&self) {
        self.state.has_asked.notified().await;
    }
}

async fn serve(listener: TcpListener, state: Arc<State>) {
    while let Ok((stream, _)) = listener.accept().await {
        let state = state.clone();
        let service = service_fn(move |request| answer(request, state.clone()));
        // It fails where the program or the test cuts the connection.
        tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
    }
}

async fn answer(request: Request<Incoming>, state: Arc<State>) -> Result<Answer, Infallible> {
    let target = request.uri().path_and_query().expect("a path").to_string();
    let asked = Asked { region: region_of(&request), target };
    let earlier = state.note(asked.clone());
    let Some(region) = state.regions.get(&asked.region) else { return Ok(refused(&Refusal::unknown_client())) };
    Ok(match region.conduct(earlier) {
        Conduct::Lists => whole(200, None, listed(&asked, request.uri().path(), region).to_string()),
        Conduct::Refuses(refusal) => refused(refusal),
        Conduct::Says(text) => whole(200, None, text.clone()),
        Conduct::Fails(status, text) => whole(*status, None, text.clone()),
        Conduct::Redirects(location) => redirect(location),
        Conduct::NeverEnds => whole(200, None, never_ending(&asked)),
        Conduct::Hangs => pending().await,
        Conduct::Cuts => cut(),
    })
}

impl State {
    /// Notes the request; returns how often it was made before.
    fn note(&self, asked: Asked) -> usize {
        let mut requests = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let earlier = requests.iter().filter(|earlier| **earlier == asked).count();
        requests.push(asked);
        self.has_asked.notify_one();
        earlier
    }
}

/// `Credential=AKIAIOSFODNN7EXAMPLE/20261122/eu-central-1/bedrock/aws4_request`
fn region_of(request: &Request<Incoming>) -> String {
    let authorization = request.headers()["authorization"].to_str().expect("a header in ASCII");
    let scope = authorization.strip_prefix("AWS4-HMAC-SHA256 Credential=").expect("Signature Version 4");
    let scope: Vec<&str> = scope.split(',').next().unwrap_or_default().split('/').collect();
    let [_, _, region, "bedrock", "aws4_request"] = scope.as_slice() else { panic!("the scope {scope:?}") };
    (*region).to_owned()
}

/// A page of what the Region lists.
fn listed(asked: &Asked, path: &str, region: &Region) -> Value {
    match path {
        "/inference-profiles" => {
            assert_eq!(asked.query("type"), Some("SYSTEM_DEFINED"), "{asked:?}");
            page(asked, &region.profiles, region.page_size)
        }
        "/foundation-models" => json!({ "modelSummaries": region.models }),
        _ => panic!("{asked:?}"),
    }
}

fn page(asked: &Asked, profiles: &[Value], most: usize) -> Value {
    let asked_for: usize = asked.query("maxResults").map_or(usize::MAX, |most| most.parse().expect("a number"));
    let token = asked.query("nextToken");
    let start: usize = token.map_or(0, |token| token.strip_prefix("page-").unwrap_or_default().parse().expect("ours"));
    let rest = profiles.get(start..).unwrap_or_default();
    let length = rest.len().min(most).min(asked_for);
    let mut page = Map::from_iter([("inferenceProfileSummaries".to_owned(), json!(rest[..length]))]);
    if length < rest.len() {
        page.insert("nextToken".to_owned(), json!(format!("page-{}", start + length)));
    }
    page.into()
}

fn never_ending(asked: &Asked) -> String {
    let number = asked.query("nextToken").map_or(0, |token| token.parse().expect("ours")) + 1;
    json!({ "inferenceProfileSummaries": [], "modelSummaries": [], "nextToken": number.to_string() }).to_string()
}

fn refused(refusal: &Refusal) -> Answer {
    whole(refusal.status, Some(refusal.code), json!({ "message": refusal.message }).to_string())
}

fn whole(status: u16, error: Option<&str>, body: String) -> Answer {
    let kind = if body.starts_with("<html>") { "text/html" } else { "application/json" };
    let mut head = Response::builder().status(status).header("content-type", kind);
    if let Some(code) = error {
        let kind = format!("{code}:http://internal.amazon.com/coral/com.amazon.bedrock/");
        head = head.header("x-amzn-errortype", kind);
    }
    let body = Full::from(body).map_err(|never: Infallible| match never {}).boxed();
    head.header("x-amzn-requestid", "1c9a3a3e-3f0c-4f4e-9f58-2f2d5a0b7d11").body(body).expect("an answer")
}

fn redirect(location: &str) -> Answer {
    let body = Full::default().map_err(|never: Infallible| match never {}).boxed();
    Response::builder().status(302).header("location", location).body(body).expect("an answer")
}

/// An answer whose connection ends in its middle.
fn cut() -> Answer {
    let (mut body, channel) = Channel::new(1);
    tokio::spawn(async move {
        // It fails where the program has gone.
        let _ = body.send_data(Bytes::from_static(b"{\"inferenceProfileSummaries\": [")).await;
        body.abort(io::ErrorKind::ConnectionReset.into());
    });
    Response::builder().header("content-type", "application/json").body(channel.boxed()).expect("an answer")
}
