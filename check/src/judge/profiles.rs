//! Which profiles policies name, and what they name that can't be judged.

use super::arn::{Parts, has_variable, is_pattern, unknown_piece};
use super::copy::{self, Guess};
use super::deployment::{Deployment, Placeholders};
use super::grants::Grants;
use super::named::{Copied, Named};
use super::service::{self, INVOKING, PROFILE_KEY};
use super::statement::{Statement, operator};
use crate::model::{Finding, Kind, PolicyFile, Severity};
use crate::report::quoted_one;
use bedrock_profiles_catalog::Catalog;
use bedrock_profiles_iam::document::Located;
use bedrock_profiles_iam::{Text, Truth};
use std::collections::BTreeSet;
use std::rc::Rc;

/// The profiles that are named, and what can't be judged.
#[derive(Debug, Default)]
pub(super) struct Profiles {
    pub(super) named: Vec<Rc<Named>>,
    /// Whole texts whose meaning is not known, as the deployment has them.
    unknown: BTreeSet<String>,
    /// What is said of them: by statement.
    pub(super) findings: Vec<Finding>,
}

/// What the texts of statements are recognised by.
#[derive(Clone, Copy)]
pub(super) struct Scope<'s> {
    pub(super) catalog: Catalog<'s>,
    pub(super) file: &'s PolicyFile,
    pub(super) placeholders: &'s Placeholders,
    pub(super) deployment: &'s Deployment,
    pub(super) grants: Grants<'s>,
}

/// What a text is.
enum Recognised {
    Profile(Named),
    /// An application profile whose source the file does not say.
    Guessed(Named),
    /// What can't be judged: why, and what would help.
    Unknown {
        why: String,
        help: Option<&'static str>,
    },
    /// An application profile, and no model.
    Alone,
    /// A model, a pattern, or nothing of Bedrock.
    Other,
}

/// Whether a statement allows invoking, or would if it named the actions that it means.
pub(super) fn is_about_invoking(statement: &Statement) -> bool {
    let is_invoking = INVOKING.iter().any(|action| statement.action(action.as_str()) != Truth::No);
    let texts = &statement.bound.actions.texts;
    let means =
        || texts.iter().filter_map(|located| located.text.known()).any(|it| service::meant_action(it).is_some());
    is_invoking || !statement.bound.actions.is_negated && means()
}

/// The texts of a statement that name profiles and models: as written, and as the deployment has them.
fn names(statement: &Statement) -> impl Iterator<Item = (&Located, &Text)> {
    let Statement { written, bound, .. } = statement;
    let is_named = !bound.resources.is_negated;
    let resources = written.resources.texts.iter().zip(&bound.resources.texts).filter(move |_| is_named);
    let conditions = written.conditions.iter().zip(&bound.conditions).filter(|(_, bound)| {
        super::statement::is_on(bound, PROFILE_KEY)
            && operator(bound).is_none_or(|operator| operator.compares_text() && !operator.is_negated())
    });
    let values = conditions.flat_map(|(written, bound)| written.values.iter().zip(&bound.values));
    let values = values.filter(|(_, bound)| bound.text.known().is_none_or(|arn| is_satisfiable(statement, arn)));
    resources.chain(values).map(|(written, bound)| (written, &bound.text))
}

/// Whether requests through a profile satisfy the conditions on it.
fn is_satisfiable(statement: &Statement, arn: &str) -> bool {
    let each = statement.each_condition(Some(arn), "").into_iter().zip(&statement.bound.conditions);
    let own = each.filter(|(_, condition)| super::statement::is_on(condition, PROFILE_KEY));
    Truth::all(own.map(|(truth, _)| truth)) != Truth::No
}

impl Profiles {
    pub(super) fn from_statements(scope: Scope<'_>) -> Self {
        let mut profiles = Profiles::default();
        for statement in scope.grants.allowing().filter(|statement| is_about_invoking(statement)) {
            for (written, text) in names(statement) {
                let known = text.to_string();
                if profiles.named(&known).is_none() && !profiles.unknown.contains(&known) {
                    let recognised = recognise(scope, statement, &written.text, text);
                    profiles.take(recognised, statement, written, known);
                }
            }
        }
        profiles
    }

    /// The profile of an ARN.
    pub(super) fn named(&self, arn: &str) -> Option<&Rc<Named>> {
        self.named.iter().find(|named| &*named.arn == arn)
    }

    pub(super) fn is_unknown(&self, text: &str) -> bool {
        self.unknown.contains(text)
    }

    fn take(&mut self, recognised: Recognised, statement: &Statement, written: &Located, text: String) {
        let shown = quoted_one(&written.text.to_string());
        let finding = |severity, kind, message: String| {
            let mut finding = Finding::new(severity, kind, written.offset, message);
            finding.statement = Some(statement.name());
            finding.policy = statement.policy.as_deref().map(str::to_owned);
            finding
        };
        match recognised {
            Recognised::Profile(named) => self.named.push(Rc::new(named)),
            Recognised::Guessed(named) => {
                let copied = quoted_one(named.profile_id().unwrap_or(named.model_id()));
                let message = format!("names {shown}: judged as a copy of {copied}, whose models it allows");
                self.findings.push(finding(Severity::Note, Kind::Assumed, message));
                self.named.push(Rc::new(named));
            }
            Recognised::Unknown { why, help } => {
                let mut note =
                    finding(Severity::Note, Kind::NotJudged, format!("is judged without {shown}, which {why}"));
                note.help.extend(help.map(str::to_owned));
                self.findings.push(note);
                self.unknown.insert(text);
            }
            Recognised::Alone => {
                let message = format!("grants too little: {shown} alone invokes no model");
                let cure =
                    format!("allow the models of what it is copied from with `StringEquals` `{PROFILE_KEY}` {shown}");
                self.findings.push(finding(Severity::Error, Kind::TooLittle, message).help(cure));
                self.unknown.insert(text);
            }
            Recognised::Other => {}
        }
    }
}

fn recognise(scope: Scope<'_>, statement: &Statement, written: &Text, text: &Text) -> Recognised {
    if let Some(application) = unknown_piece(written)
        .and_then(|reference| scope.file.applications.iter().find(|application| application.reference == reference))
    {
        return created(scope, application);
    }
    let Some(arn) = text.known() else { return open(scope, statement, written, text) };
    if statement.has_variables() && Parts::from_arn(arn).id().is_some_and(has_variable) {
        return unknown("has a policy variable, whose value only the request has");
    }
    if let Some(named) = Named::from_arn(arn) {
        return Recognised::Profile(named);
    }
    let parts = Parts::from_arn(arn);
    if !parts.may_be_of_bedrock() || is_pattern(arn) {
        return Recognised::Other;
    }
    match parts.kind() {
        Some("application-inference-profile") if is_alone(scope.grants) => Recognised::Alone,
        Some("application-inference-profile") => match copy::guess(scope.catalog, scope.grants, arn) {
            Guess::Copy(named) => Recognised::Guessed(named),
            Guess::None(why) => Recognised::Unknown { why, help: None },
        },
        Some("default-prompt-router" | "prompt-router") => unknown("does not say what it chooses from"),
        Some(kind)
            if service::is_invoked(kind) && !parts.is_model() && !parts.is_profile() && kind != "system-tool" =>
        {
            unknown("is neither an inference profile nor a foundation model")
        }
        _ => Recognised::Other,
    }
}

fn unknown(why: &str) -> Recognised {
    Recognised::Unknown { why: why.to_owned(), help: None }
}

/// A text of which something is not known.
fn open(scope: Scope<'_>, statement: &Statement, written: &Text, text: &Text) -> Recognised {
    let parts = Parts::from_text(text);
    let is_application = is_reference(written) || parts.is_application_profile();
    if is_application && is_alone(scope.grants) {
        return Recognised::Alone;
    }
    if is_reference(written) {
        return unknown("is created elsewhere: this file does not say what it is copied from");
    }
    if !parts.is_arn() {
        return unknown("is known at deployment only");
    }
    if !parts.may_be_of_bedrock() {
        return Recognised::Other;
    }
    let is_open_id = parts.resource().is_none_or(|resource| resource.known().is_none());
    let is_deployed = parts.region().is_some_and(|region| scope.placeholders.is_region(region));
    let is_open_region = parts.region().is_some_and(|region| region.known().is_none());
    let has_profile = statement.conditions_on(PROFILE_KEY).next().is_some();
    match (parts.is_model(), is_open_id, is_open_region) {
        (_, true, _) => unknown("is known at deployment only"),
        (true, _, true) if has_profile && !is_deployed => unknown("is known at deployment only"),
        (true, ..) => Recognised::Other,
        (false, _, true) if is_deployed => from_deployment("has a Region that is known at deployment only".to_owned()),
        (false, _, true) => unknown("has a Region that is known at deployment only"),
        (false, _, false) => unknown("has an account that is known at deployment only"),
    }
}

fn from_deployment(why: String) -> Recognised {
    Recognised::Unknown { why, help: Some("`--source-region` names the Region of the deployment") }
}

/// The application profile that the file creates.
fn created(scope: Scope<'_>, application: &crate::model::Application) -> Recognised {
    let Some(written) = &application.copied else {
        return unknown("is copied from what this file does not say");
    };
    let copied = scope.deployment.bound(written);
    let source = copied.known().and_then(Copied::from_arn);
    match (source, scope.deployment.created(&application.reference)) {
        (Some((of, region)), Some(arn)) => Recognised::Profile(Named::copy(arn, &application.name, of, &region)),
        _ => {
            let why = format!("is copied from {}", quoted_one(&written.to_string()));
            let is_deployed =
                Parts::from_text(&copied).region().is_some_and(|region| scope.placeholders.is_region(region));
            if is_deployed {
                from_deployment(why)
            } else {
                unknown(&format!("{why}, which is not known before deployment"))
            }
        }
    }
}

/// Whether a text refers to an application profile that a template creates.
pub(super) fn is_reference(text: &Text) -> bool {
    unknown_piece(text).is_some_and(|written| {
        written.starts_with("${aws_bedrock_inference_profile.") || written.ends_with(".InferenceProfileArn}")
    })
}

/// Whether nothing is granted that may be a model: an application profile alone invokes none.
fn is_alone(grants: Grants<'_>) -> bool {
    let about_invoking = grants.allowing().filter(|statement| is_about_invoking(statement));
    about_invoking
        .flat_map(|statement| {
            let resources = &statement.bound.resources;
            resources.texts.iter().map(move |located| (resources.is_negated, &located.text))
        })
        .all(|(is_negated, text)| !is_negated && !may_be_model(text))
}

fn may_be_model(text: &Text) -> bool {
    if is_reference(text) {
        return false;
    }
    let parts = Parts::from_text(text);
    match parts.kind() {
        Some(kind) if !is_pattern(kind) => kind == "foundation-model",
        _ => parts.may_be_of_bedrock(),
    }
}
