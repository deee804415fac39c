//! A service that answers over HTTP which request it sends to Amazon Bedrock for a question.
//!
//! ```sh
//! cargo run -p service -- 127.0.0.1:8080
//! curl --data 'What is a statement?' http://127.0.0.1:8080
//! ```
//!
//! `BILLED_CHAT_ARN`, an output of `infra/`, makes it call the application profile. Sending the request is what the
//! example `converse` shows.

mod profiles;

use profiles::{BILLED_CHAT, SUPPORT_CHAT};
use serde_json::json;
use std::{env, error::Error, io, process::ExitCode};
use tiny_http::{Method, Request, Response, Server};

fn main() -> ExitCode {
    match serve() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn serve() -> Result<(), Box<dyn Error>> {
    let model_id = model_id()?;
    let address = env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8080".to_owned());
    let server = Server::http(&address).map_err(|error| format!("can't listen on {address}: {error}"))?;
    println!("listening on {}, calling {model_id}", server.server_addr());
    for request in server.incoming_requests() {
        // A client that went away is no reason to stop.
        if let Err(error) = answer(request, &model_id) {
            eprintln!("no answer sent: {error}");
        }
    }
    Ok(())
}

/// The application profile once Terraform has created it, else the profile that it is copied from.
fn model_id() -> Result<String, Box<dyn Error>> {
    match env::var("BILLED_CHAT_ARN") {
        Ok(arn) => Ok(BILLED_CHAT.with_arn(&arn)?.into()),
        Err(_) => Ok(SUPPORT_CHAT.into()),
    }
}

fn answer(mut request: Request, model_id: &str) -> io::Result<()> {
    if *request.method() != Method::Post {
        return request.respond(Response::from_string("POST a question\n").with_status_code(405));
    }
    let question = match io::read_to_string(request.as_reader()) {
        Ok(question) => question,
        Err(error) => return request.respond(Response::from_string(format!("{error}\n")).with_status_code(400)),
    };
    let converse = json!({
        "modelId": model_id,
        "messages": [{ "role": "user", "content": [{ "text": question.trim_end() }] }],
    });
    request.respond(Response::from_string(format!("{converse}\n")))
}
