//! The handler of a function for AWS Lambda: an event comes in, the request for Amazon Bedrock goes out.
//!
//! ```sh
//! echo '{"subject": "Invoice 4711"}' | AWS_REGION=eu-central-1 cargo run -p lambda
//! ```
//!
//! Lambda sets `AWS_REGION`. Its runtime loop is the crate `lambda_runtime`'s affair, and sending the request is what
//! the example `converse` shows.

mod profiles;

use profiles::MAIL_SORTER;
use serde_json::{Value, json};
use std::{env, error::Error, io, process::ExitCode};

fn main() -> ExitCode {
    match run() {
        Ok(request) => {
            println!("{request}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<Value, Box<dyn Error>> {
    let region = env::var("AWS_REGION").map_err(|_| "AWS_REGION is not set: Lambda sets it")?;
    let event =
        serde_json::from_reader(io::stdin().lock()).map_err(|error| format!("the event is no JSON: {error}"))?;
    handle(&region, &event)
}

fn handle(region: &str, event: &Value) -> Result<Value, Box<dyn Error>> {
    // The policy covers the declared source Regions: elsewhere no call is worth its while.
    MAIL_SORTER.destinations(region)?;
    let subject = event["subject"].as_str().ok_or("the event has no `subject`")?;
    let prompt = format!("In which folder does this mail belong? {subject}");
    Ok(json!({
        "modelId": MAIL_SORTER.inference_profile_id(),
        "messages": [{ "role": "user", "content": [{ "text": prompt }] }],
    }))
}
