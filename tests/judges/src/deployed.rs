//! What is put to IAM by a template, and what IAM then has.

use crate::Result;
use crate::cases::{Case, Managed};
use crate::document;
use crate::needs::{ACCOUNT, Grant};
use bedrock_profiles::{ApplicationInferenceProfile, Policy, PolicyError};
use serde_json::Value;
use std::collections::BTreeMap;

/// A template or a module, and the document that IAM must have of it.
pub(crate) struct Template {
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) creates: Vec<(ApplicationInferenceProfile, Grant)>,
    document: Value,
    is_broken: bool,
}

pub(crate) type Render = fn(&Policy) -> std::result::Result<String, PolicyError>;

/// The templates of the cases, with the account of the deployment and with one that is known; and one which is broken.
pub(crate) fn templates<'a>(cases: impl Iterator<Item = &'a Case>, render: Render) -> Result<Vec<Template>> {
    let mut templates = Vec::new();
    for case in cases {
        let template = |policy: &Policy, document: Value| -> Result<Template> {
            let (name, creates) = (policy.name().to_owned(), case.creates.clone());
            Ok(Template { name, text: render(policy)?, creates, document, is_broken: false })
        };
        for Managed { policy, document } in case.managed("")? {
            templates.push(template(&policy.in_account(ACCOUNT)?, document)?);
        }
        for Managed { policy, document } in case.managed("InAnyAccount")? {
            templates.push(template(&policy, document)?);
        }
    }
    let broken = templates.first().ok_or("there is no template")?.broken()?;
    templates.push(broken);
    Ok(templates)
}

impl Template {
    /// The template with another model in place of one.
    fn broken(&self) -> Result<Self> {
        let text = self.text.replacen(":foundation-model/", ":foundation-model/another-", 1);
        let (document, creates) = (self.document.clone(), self.creates.clone());
        if text == self.text {
            return Err(format!("{} has nothing to break", self.name).into());
        }
        // Its names are those of the policy, in the resource and in the reference to it.
        let name = format!("{}Broken", self.name);
        let text = text.replace(&format!("\"{}\"", self.name), &format!("\"{name}\""));
        Ok(Template { name, text, creates, document, is_broken: true })
    }
}

/// Which templates IAM has another document of, or none, and which broken one was not noticed.
pub(crate) fn objections(templates: &[Template], documents: &BTreeMap<String, Value>) -> Vec<String> {
    let objection = |template: &Template| {
        let Template { name, document, is_broken, .. } = template;
        let Some(read) = documents.get(name) else {
            return Some(format!("{name}: no policy"));
        };
        match (document::same(document, read), is_broken) {
            (true, true) => Some(format!("{name}: is not noticed")),
            (false, false) => Some(format!("{name}: {read} instead of {document}")),
            _ => None,
        }
    };
    templates.iter().filter_map(objection).collect()
}
