//! How it is said what is too much.

use super::{Excess, Group, Judge};
use crate::args::Calls;
use crate::check::arn::Arn;
use crate::check::condition::{Lets, Loose, PROFILE, REQUESTED_REGION};
use crate::check::finding::{Finding, Kind, Severity, only_or_counted, quoted};
use crate::check::granted::{Granted, INVOKING};
use bedrock_profiles::policy::Action;

impl Judge<'_> {
    pub(super) fn finding(&self, group: &Group<'_>) -> Finding {
        let Group { excess, granted, told } = group;
        let statement = Some(granted.statement.name.as_str());
        let too_much = |message: String| {
            Finding::new(Severity::Error, Kind::TooMuch, statement, format!("grants too much: {message}"))
        };
        let (what, is) = (only_or_counted(told), if told.len() == 1 { "is" } else { "are" });
        let of_resources = |message: String| too_much(format!("{what} {message}")).about(told);
        match excess {
            Excess::Loose { loose, through } => too_much(lets_through(*loose)).help(pin(*loose, through)),
            Excess::Action => too_much(wildcard(told)).help(format!("name {}", self.needed_actions(granted))),
            Excess::Resource { instead } => {
                let is_one = if told.len() == 1 { "is a wildcard" } else { "are wildcards" };
                of_resources(is_one.to_owned()).help(exact(granted, instead.as_deref()))
            }
            Excess::Profile => {
                let patterns = quoted(told.iter().copied());
                too_much(format!("{patterns} lets the models be called through other profiles"))
                    .help("name the ARNs of the profiles")
            }
            Excess::Unneeded { action, everywhere } => {
                let message = format!("`{}` is not needed{}", action.as_str(), self.why_not_needed());
                let resources = if *everywhere { &[] } else { told.as_slice() };
                too_much(message).about(resources).help(without_action(granted, *action, *everywhere))
            }
            Excess::Direct { through } => {
                of_resources("can be called directly, without the profile".to_owned()).help(pinned(PROFILE, through))
            }
            Excess::AnyRegion { requested } => of_resources("without the Region requested".to_owned())
                .help(pinned(REQUESTED_REGION, std::slice::from_ref(requested))),
            Excess::Superfluous => {
                let through = granted.through.as_ref().map(|through| format!(" through `{}`", through.arn));
                of_resources(format!("{is} never reached{}", through.unwrap_or_default())).help(removal(granted, told))
            }
            Excess::Beside => of_resources("can be called directly, and no profile needs it".to_owned())
                .help("remove it, or give it a statement of its own"),
            Excess::Bare => {
                let message = format!("is not about a profile: it allows {what} to be called directly");
                Finding::new(Severity::Note, Kind::Beside, statement, message).about(told)
            }
            Excess::Model { kind, problem } => Finding::of_problem(Severity::Error, *kind, statement, problem),
        }
    }

    /// Which of the actions the profiles need on what is granted.
    fn needed_actions(&self, granted: &Granted<'_>) -> String {
        let is_needed = |action: &Action| {
            let other = Granted { action: *action, ..granted.clone() };
            self.needs.iter().any(|need| other.covers_but_for_limits(need))
        };
        let needed: Vec<Action> = INVOKING.into_iter().filter(is_needed).collect();
        let named = if needed.is_empty() { &INVOKING[..] } else { &needed };
        quoted(named.iter().map(|action| action.as_str()))
    }

    fn why_not_needed(&self) -> &'static str {
        match self.calls {
            Calls { invoke_only: true, .. } => " with `--invoke-only`",
            Calls { streaming_only: true, .. } => " with `--streaming-only`",
            Calls { .. } => ": the model does not stream",
        }
    }
}

/// What is wrong with patterns of actions.
fn wildcard(patterns: &[&str]) -> String {
    let prefix = Action::InvokeModel.as_str();
    let is_of_these = |pattern: &&&str| pattern.get(..prefix.len()).is_some_and(|it| it.eq_ignore_ascii_case(prefix));
    let (of_these, beyond): (Vec<&&str>, Vec<&&str>) = patterns.iter().partition(is_of_these);
    if beyond.is_empty() {
        let names = quoted(of_these.into_iter().copied());
        return format!("{names} is a wildcard, and allows whatever action of such a name AWS adds");
    }
    format!("{} allows more than invoking", quoted(beyond.into_iter().copied()))
}

fn lets_through(loose: Loose<'_>) -> String {
    let what = match loose.lets {
        Lets::Direct => "also lets the models be called directly, without a profile",
        Lets::DirectAlone => "lets the models be called directly alone, without a profile",
        Lets::AnyProfile => "lets the models be called through any profile",
        Lets::Others => "lets the models be called through every profile but those that it names, and directly",
    };
    format!("its `{}` on `{PROFILE}` {what}", loose.operator.escape_debug())
}

fn pin(loose: Loose<'_>, through: &[String]) -> String {
    match loose.lets {
        Lets::Direct | Lets::Others => format!("write `StringEquals` in place of `{}`", loose.operator.escape_debug()),
        Lets::DirectAlone | Lets::AnyProfile if through.is_empty() => {
            format!("name the profile by `StringEquals` `{PROFILE}`")
        }
        Lets::DirectAlone => format!("write {} in its place", condition(PROFILE, through)),
        Lets::AnyProfile => pinned(PROFILE, through),
    }
}

fn pinned(key: &str, values: &[String]) -> String {
    format!("add the condition {}", condition(key, values))
}

fn condition(key: &str, values: &[String]) -> String {
    format!("`StringEquals` `{key}` {}", quoted(values.iter().map(String::as_str)))
}

/// What to name in place of a wildcard.
fn exact(granted: &Granted<'_>, instead: Option<&str>) -> String {
    let is_application = Arn::parse(&granted.resource).is_some_and(|arn| arn.kind == "application-inference-profile");
    match instead {
        Some(arn) => format!("name `{arn}`, the ARN without a Region"),
        None if is_application => "name the ARNs of the application inference profiles that are called".to_owned(),
        None => "name the profiles and models that are needed; `cargo bedrock-profiles policy` writes them".to_owned(),
    }
}

fn without_action(granted: &Granted<'_>, action: Action, everywhere: bool) -> String {
    let is_alone = granted.statement.actions.texts.iter().all(|own| own.eq_ignore_ascii_case(action.as_str()));
    match (everywhere, is_alone) {
        (true, true) => "remove the statement".to_owned(),
        (true, false) => format!("remove `{}` from its `Action`", action.as_str()),
        (false, _) => format!("give what does not need it a statement without `{}`", action.as_str()),
    }
}

fn removal(granted: &Granted<'_>, told: &[&str]) -> &'static str {
    let is_all = granted.statement.resources.texts.len() == told.len();
    match told {
        _ if is_all => "remove the statement",
        [_] => "remove it",
        _ => "remove them",
    }
}
