//! Writes a declaration of every current profile from each of its source Regions.

use bedrock_profiles_catalog::{Catalog, Profile};
use std::{env, error::Error, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let current = Catalog::BUILT_IN.profiles().filter(|profile| !profile.is_retired());
    let declarations: String = current.flat_map(declarations).collect();
    fs::write(Path::new(&env::var("OUT_DIR")?).join("every_pair.rs"), format!("[{declarations}]"))?;
    Ok(())
}

fn declarations(profile: Profile<'static>) -> impl Iterator<Item = String> {
    profile.routes().map(move |route| {
        let (id, source) = (profile.id(), route.source);
        format!(
            "({source:?}, inference_profile!({id:?}, source_regions: [{source:?}], allow: [legacy, unconfirmed])),\n"
        )
    })
}
