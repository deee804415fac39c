//! Asks a model on Amazon Bedrock through a declared profile, and prints the answer.
//!
//! ```sh
//! cargo run -p converse -- "Hello"
//! cargo run -p converse -- --stream "Hello"
//! ```
//!
//! It needs AWS credentials, one of the profile's source Regions, and the policy of `converse.template.yaml`.

mod failure;
mod profiles;

use aws_config::BehaviorVersion;
use aws_sdk_bedrockruntime::{
    Client,
    config::Builder,
    operation::RequestId as _,
    types::{ContentBlock, ConversationRole, ConverseStreamOutput, Message},
};
use clap::Parser;
use http::Uri;
use profiles::SUPPORT_CHAT;
use std::{
    error::Error,
    io::{self, Write as _},
    process::ExitCode,
};

/// Asks a model on Amazon Bedrock, and prints the answer.
///
/// Credentials and the Region come from where every AWS tool finds them: the environment, the AWS configuration
/// files, or the machine.
#[derive(Parser)]
struct Arguments {
    /// What to ask.
    prompt: String,
    /// Print the answer while it is made.
    #[arg(long)]
    stream: bool,
    /// Where to reach Bedrock, such as a VPC endpoint, instead of the Region's public endpoint.
    #[arg(long, value_name = "URL", value_parser = url)]
    endpoint_url: Option<String>,
}

/// The SDK would refuse anything else with a dump of the request.
fn url(text: &str) -> Result<String, String> {
    match text.parse::<Uri>() {
        Ok(uri) if uri.scheme().is_some() => Ok(text.to_owned()),
        Ok(_) => Err("it has no scheme, such as `https://`".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match run(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> Result<(), Box<dyn Error>> {
    let client = client(arguments.endpoint_url).await?;
    let text = ContentBlock::Text(arguments.prompt);
    let prompt = Message::builder().role(ConversationRole::User).content(text).build()?;
    if arguments.stream { converse_stream(&client, prompt).await } else { converse(&client, prompt).await }
}

async fn client(endpoint_url: Option<String>) -> Result<Client, Box<dyn Error>> {
    let environment = aws_config::load_defaults(BehaviorVersion::latest()).await;
    let region =
        environment.region().ok_or("no AWS Region is set\nhelp: set AWS_REGION, or `region` in ~/.aws/config")?;
    // The policy covers the declared source Regions: elsewhere no call is worth its while.
    SUPPORT_CHAT.callable_from(region.as_ref())?;
    let mut config = Builder::from(&environment);
    if let Some(url) = endpoint_url {
        config = config.endpoint_url(url);
    }
    Ok(Client::from_conf(config.build()))
}

async fn converse(client: &Client, prompt: Message) -> Result<(), Box<dyn Error>> {
    let request = client.converse().model_id(SUPPORT_CHAT).messages(prompt);
    let answer = request.send().await.map_err(|error| failure::no_answer(client, error))?;
    let message = answer.output().and_then(|output| output.as_message().ok());
    for block in message.map(Message::content).unwrap_or_default() {
        print(block.as_text().map_or("", String::as_str))?;
    }
    Ok(print("\n")?)
}

async fn converse_stream(client: &Client, prompt: Message) -> Result<(), Box<dyn Error>> {
    let request = client.converse_stream().model_id(SUPPORT_CHAT).messages(prompt);
    let mut answer = request.send().await.map_err(|error| failure::no_answer(client, error))?;
    loop {
        match answer.stream.recv().await {
            Ok(Some(event)) => print(text_of(&event))?,
            Ok(None) => return Ok(print("\n")?),
            Err(error) => {
                print("\n")?;
                return Err(failure::broken_off(&error.into(), answer.request_id()).into());
            }
        }
    }
}

fn text_of(event: &ConverseStreamOutput) -> &str {
    let delta = event.as_content_block_delta().ok().and_then(|event| event.delta());
    delta.and_then(|delta| delta.as_text().ok()).map_or("", String::as_str)
}

/// Prints at once: `print!` would wait for the end of the line, and panic where nobody reads any more.
fn print(text: &str) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(text.as_bytes())?;
    stdout.flush()
}
