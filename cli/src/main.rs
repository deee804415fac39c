//! `cargo bedrock-profiles`.

use std::process::ExitCode;

fn main() -> ExitCode {
    cargo_bedrock_profiles::main()
}
