//! Takes the id of an inference profile from a configuration file at run time; a wrong one gives the error that a
//! declaration gives.
//!
//! ```sh
//! cargo run -p from-config -- examples/from-config/support.conf
//! ```

use bedrock_profiles::{CrossRegionInferenceProfile, Destinations};
use std::{env, error::Error, fs, process::ExitCode};

fn main() -> ExitCode {
    let Some(path) = env::args().nth(1) else {
        eprintln!("usage: from-config FILE");
        return ExitCode::from(2);
    };
    match run(&path) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(path: &str) -> Result<(), Box<dyn Error>> {
    let text = fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    let (line, id) = setting(&text, "profile").ok_or_else(|| format!("{path}: there is no line `profile = …`"))?;
    let profile: CrossRegionInferenceProfile = id.parse().map_err(|problem| format!("{path}:{line}: {problem}"))?;
    println!("{profile} can be called from:");
    for region in profile.source_regions() {
        match profile.destinations(region)? {
            Destinations::Regions(regions) => println!("  {region}, and may run in {regions}"),
            Destinations::Global => println!("  {region}, and may run in any commercial Region"),
        }
    }
    Ok(())
}

/// The line and the value of `key = value`.
fn setting<'t>(text: &'t str, key: &str) -> Option<(usize, &'t str)> {
    let settings = (1..).zip(text.lines()).filter_map(|(line, text)| Some((line, text.split_once('=')?)));
    settings.into_iter().find(|(_, (name, _))| name.trim() == key).map(|(line, (_, value))| (line, value.trim()))
}
