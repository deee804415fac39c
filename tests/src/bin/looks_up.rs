//! Looks a profile up at run time: the catalog must be linked.

use bedrock_profiles::{CrossRegionInferenceProfile, Problem};

fn main() -> Result<(), Problem> {
    let id = std::env::args().nth(1).unwrap_or_default();
    println!("{:?}", id.parse::<CrossRegionInferenceProfile>()?);
    Ok(())
}
