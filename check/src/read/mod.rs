//! Policy files: IAM JSON, CloudFormation, SAM, Terraform.
//!
//! A text becomes a tree of values with their places (`source`), that has a form, and each form its policies:
//! `iam_json`, `template`, and `terraform`. What they find, `collector` makes a [`PolicyFile`] of.

mod account;
mod address;
mod attachments;
mod branch;
mod collector;
mod document;
mod duplicates;
mod error;
mod expression;
mod form;
mod function;
mod iam_json;
mod identities;
mod managed;
mod resources;
mod source;
mod template;
mod terraform;
mod terraform_attachments;
mod terraform_document;
mod terraform_resources;
mod variable;
mod yaml;

use crate::model::{Form, PolicyFile};
use collector::Collector;
pub use error::ReadError;

const NO_POLICY: &str = "there is no policy in it\n\
    help: `check` reads IAM policies, templates of CloudFormation and SAM, and what Terraform has in JSON";

const RAW_STATE: &str = "this is Terraform's own state file, which `check` does not read\n\
    help: `terraform show -json > state.json` gives what it reads";

/// The policies of a file. `name` is that of the file: its extension says what it is in.
pub fn read(name: &str, text: &str) -> Result<PolicyFile, ReadError> {
    let root = source::read(name, text)?;
    if form::is_raw_state(&root) {
        return Err(ReadError { message: RAW_STATE.to_owned(), offset: root.offset });
    }
    let form = form::from_node(&root);
    let mut collector = Collector::default();
    match form {
        Form::Iam => iam_json::collect(&root, &mut collector),
        Form::Account => account::collect(&root, &mut collector),
        Form::Cloudformation | Form::Sam => template::collect(&root, &mut collector),
        Form::Terraform => terraform::collect(&root, &mut collector),
    }
    if form == Form::Iam && collector.is_empty() {
        return Err(ReadError { message: NO_POLICY.to_owned(), offset: root.offset });
    }
    duplicates::collect(&root, form, &mut collector);
    Ok(collector.finish(form))
}

/// The text with what is unknown in angle brackets.
#[cfg(test)]
fn pieces(text: &bedrock_profiles_iam::Text) -> String {
    use bedrock_profiles_iam::Piece;
    let pieces = text.pieces().iter().map(|piece| match piece {
        Piece::Known(text) => text.clone(),
        Piece::Unknown(text) => format!("<{text}>"),
    });
    pieces.collect()
}
