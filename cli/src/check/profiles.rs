//! All that a policy names as what is invoked: profiles, and what can't be judged.

use super::application::{self, Guess};
use super::arn::{Arn, is_pattern, is_unknown};
use super::condition::PROFILE;
use super::document::Document;
use super::finding::{Finding, Kind, Severity};
use super::granted::Granted;
use super::named::{Copied, Named};
use super::rejected;
use super::text::REGION;
use bedrock_profiles_catalog::Catalog;
use std::collections::BTreeSet;

/// The profiles, and what can't be judged, which the findings tell.
#[derive(Debug, Default)]
pub(super) struct Profiles {
    pub(super) named: Vec<Named>,
    /// The texts of what can't be judged.
    unknown: BTreeSet<String>,
    pub(super) findings: Vec<Finding>,
}

/// Why something can't be judged, and what would help.
#[derive(Debug)]
struct Unknown {
    why: String,
    help: Option<&'static str>,
}

impl Unknown {
    fn because(why: impl Into<String>) -> Recognised {
        Recognised::Unknown(Unknown { why: why.into(), help: None })
    }
}

impl Profiles {
    pub(super) fn of(catalog: Catalog<'_>, document: &Document, granted: &[Granted<'_>]) -> Self {
        let mut profiles = Profiles::default();
        for (granted_here, text) in granted.iter().flat_map(|granted| granted.names().map(move |text| (granted, text)))
        {
            if profiles.named(text).is_none() && !profiles.unknown.contains(text) {
                profiles.take(catalog, document, granted, (granted_here, text));
            }
        }
        profiles
    }

    /// The profile that a text names.
    pub(super) fn named(&self, text: &str) -> Option<&Named> {
        self.named.iter().find(|named| named.text == text)
    }

    /// Whether something is named that can't be judged.
    pub(super) fn is_unknown(&self, granted: &Granted<'_>) -> bool {
        granted.names().any(|text| self.unknown.contains(text))
    }

    fn take(
        &mut self,
        catalog: Catalog<'_>,
        document: &Document,
        granted: &[Granted<'_>],
        (here, text): (&Granted<'_>, &str),
    ) {
        // What is wrong with it is told by itself.
        if here.resource == text && rejected::is_no_resource(text) {
            self.unknown.insert(text.to_owned());
            return;
        }
        let statement = Some(here.statement.name.as_str());
        match recognised(catalog, document, granted, (here, text)) {
            Recognised::Profile(named) => self.named.push(named),
            Recognised::Guessed(named) => {
                let copied = named.profile_id().unwrap_or(named.model_id());
                let message = format!("names `{text}`: judged as a copy of `{copied}`, whose models it allows");
                self.findings.push(Finding::new(Severity::Note, Kind::Assumed, statement, message));
                self.named.push(named);
            }
            Recognised::Unknown(unknown) => {
                let message = format!("is judged without `{}`, which {}", text.escape_debug(), unknown.why);
                let mut note = Finding::new(Severity::Note, Kind::NotJudged, statement, message);
                note.help.extend(unknown.help.map(str::to_owned));
                self.findings.push(note);
                self.unknown.insert(text.to_owned());
            }
            Recognised::Alone => {
                let shown = text.escape_debug();
                let message = format!("grants too little: `{shown}` alone invokes no model");
                let cure =
                    format!("allow the models of what it is copied from with `StringEquals` `{PROFILE}` `{shown}`");
                self.findings.push(Finding::new(Severity::Error, Kind::TooLittle, statement, message).help(cure));
                self.unknown.insert(text.to_owned());
            }
            Recognised::Other => {}
        }
    }
}

enum Recognised {
    Profile(Named),
    /// Of an application profile whose source the file does not tell.
    Guessed(Named),
    Unknown(Unknown),
    /// An application profile, and no model.
    Alone,
    /// A model, or a pattern.
    Other,
}

fn recognised(
    catalog: Catalog<'_>,
    document: &Document,
    granted: &[Granted<'_>],
    (here, text): (&Granted<'_>, &str),
) -> Recognised {
    if let Some(copied) = document.applications.get(text) {
        return created(text, copied);
    }
    if let Some(named) = Named::system(text) {
        return Recognised::Profile(named);
    }
    let is_application = |arn: Arn<'_>| arn.kind == "application-inference-profile" && !is_pattern(text);
    let may_be_application = application::is_reference(text) || Arn::parse(text).is_some_and(is_application);
    if may_be_application && application::is_alone(granted) {
        return Recognised::Alone;
    }
    match Arn::parse(text) {
        Some(arn) if is_unknown(arn.id) || is_unknown_place(here, arn) => {
            Unknown::because("is known at deployment only")
        }
        Some(arn) => of_arn(catalog, granted, text, arn),
        None if text == "*" || text.starts_with("arn:") => Recognised::Other,
        None if application::is_reference(text) => {
            Unknown::because("is created elsewhere: this file does not tell what it is copied from")
        }
        None => Unknown::because("is known at deployment only"),
    }
}

/// Whether a model that is reached through a profile is in a Region that is known at deployment only.
fn is_unknown_place(here: &Granted<'_>, arn: Arn<'_>) -> bool {
    arn.is_model() && here.through.is_some() && arn.region != REGION && is_unknown(arn.region)
}

fn of_arn(catalog: Catalog<'_>, granted: &[Granted<'_>], text: &str, arn: Arn<'_>) -> Recognised {
    match arn.kind {
        "foundation-model" => Recognised::Other,
        _ if arn.region == REGION => of_deployment("has a Region that is known at deployment only"),
        _ if is_unknown(arn.region) => Unknown::because("has a Region that is known at deployment only"),
        "inference-profile" => Recognised::Other,
        "application-inference-profile" if is_pattern(text) => Recognised::Other,
        "application-inference-profile" => match application::guess(catalog, granted, text) {
            Guess::Copy(named) => Recognised::Guessed(named),
            Guess::None(why) => Unknown::because(why),
        },
        "default-prompt-router" | "prompt-router" => Unknown::because("does not tell what it chooses from"),
        kind if is_pattern(kind) => Recognised::Other,
        _ => Unknown::because("is neither an inference profile nor a foundation model"),
    }
}

fn of_deployment(why: impl Into<String>) -> Recognised {
    let help = Some("`--source-region` names the Region of the deployment");
    Recognised::Unknown(Unknown { why: why.into(), help })
}

/// The application profile that the file creates.
fn created(text: &str, copied: &str) -> Recognised {
    match Copied::of_arn(copied) {
        Some((of, region)) if !is_unknown(region) => {
            Recognised::Profile(application::named(text, application::name(text), of, region))
        }
        Some((_, REGION)) => of_deployment(format!("is copied from `{}`", copied.escape_debug())),
        _ => {
            let copied = copied.escape_debug();
            Unknown::because(format!("is copied from `{copied}`, which is not known before deployment"))
        }
    }
}
