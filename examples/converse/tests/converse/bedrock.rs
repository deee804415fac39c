//! A loopback server in the place of Bedrock: it keeps the requests, and gives the answers it was told.

use http_body_util::{BodyExt as _, Empty, combinators::BoxBody};
use hyper::{
    Request, Response, StatusCode,
    body::{Bytes, Incoming},
    server::conn::http1,
    service::service_fn,
};
use hyper_util::rt::TokioIo;
use std::{
    convert::Infallible,
    io, mem,
    sync::{Arc, Mutex, PoisonError},
};
use tokio::net::TcpListener;

pub(crate) type Answer = Response<BoxBody<Bytes, io::Error>>;

pub(crate) struct Bedrock {
    url: String,
    talk: Arc<Mutex<Talk>>,
}

struct Talk {
    requests: Vec<Request<Bytes>>,
    answers: Box<dyn Iterator<Item = Answer> + Send>,
}

impl Bedrock {
    /// Gives each of `answers` once, in their order; a request too many gets a 404 without a word.
    pub(crate) async fn with_answers<const N: usize>(answers: [Answer; N]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("its address"));
        let talk = Talk { requests: Vec::new(), answers: Box::new(answers.into_iter()) };
        let talk = Arc::new(Mutex::new(talk));
        tokio::spawn(serve(listener, talk.clone()));
        Bedrock { url, talk }
    }

    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// The requests since the last time.
    pub(crate) fn requests(&self) -> Vec<Request<Bytes>> {
        mem::take(&mut self.talk.lock().unwrap_or_else(PoisonError::into_inner).requests)
    }

    /// The one request that was made.
    pub(crate) fn request(&self) -> Request<Bytes> {
        let [request] = self.requests().try_into().expect("one request");
        request
    }
}

async fn serve(listener: TcpListener, talk: Arc<Mutex<Talk>>) {
    while let Ok((stream, _)) = listener.accept().await {
        let talk = talk.clone();
        let service = service_fn(move |request| answer(request, talk.clone()));
        // It fails where the program or the test cuts the connection.
        tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
    }
}

async fn answer(request: Request<Incoming>, talk: Arc<Mutex<Talk>>) -> Result<Answer, hyper::Error> {
    let (head, body) = request.into_parts();
    let body = body.collect().await?.to_bytes();
    let mut talk = talk.lock().unwrap_or_else(PoisonError::into_inner);
    talk.requests.push(Request::from_parts(head, body));
    Ok(talk.answers.next().unwrap_or_else(nothing))
}

fn nothing() -> Answer {
    let mut answer = Response::new(Empty::new().map_err(|never: Infallible| match never {}).boxed());
    *answer.status_mut() = StatusCode::NOT_FOUND;
    answer
}

/// A header that the request must have.
pub(crate) fn header<'a>(request: &'a Request<Bytes>, name: &str) -> &'a str {
    request.headers()[name].to_str().expect("a header in ASCII")
}
