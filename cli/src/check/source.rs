//! The document in a policy file: JSON, YAML, or what Terraform plans.

use super::yaml;
use crate::answer::Source;
use crate::failure::Failure;
use serde_json::Value;
use std::path::Path;

const HCL: &str = "this is Terraform's own language, which `check` does not read\n\
    help: `terraform plan -out plan` and `terraform show -json plan > plan.json` give what it reads\n\
    help: `.tf.json` files it reads as they are";

/// Reads JSON where the name or the beginning says so, else YAML.
pub(crate) fn document(source: &Source) -> Result<Value, Failure> {
    let is_called = |extensions: &[&str]| {
        let extension = Path::new(&source.name).extension();
        extension.is_some_and(|own| extensions.iter().any(|known| own.eq_ignore_ascii_case(known)))
    };
    let text = source.text.trim_start();
    if is_called(&["tf"]) || text.lines().any(is_hcl) {
        return Err(source.at(0, HCL));
    }
    let is_yaml = is_called(&["yaml", "yml"]);
    if !text.starts_with(['{', '[']) && (is_yaml || !(text.is_empty() || is_called(&["json"]))) {
        return yaml::read(source);
    }
    match serde_json::from_str(&source.text) {
        Ok(document) => Ok(document),
        // Lists and objects of YAML begin with the same characters.
        Err(_) if is_yaml => yaml::read(source),
        Err(error) => Err(source.at_error(&error)),
    }
}

fn is_hcl(line: &str) -> bool {
    line.starts_with("resource \"") || line.starts_with("data \"")
}
