//! How it is said what is too much.

use super::{Excess, Group, Judge, Lets};
use crate::judge::arn::Parts;
use crate::judge::service::{INVOKING, PROFILE_KEY, REGION_KEY};
use crate::judge::statement::Statement;
use crate::judge::too_little::only_or_counted;
use crate::model::{Calls, Finding, Kind, Severity};
use crate::report::{quoted, quoted_one};
use bedrock_profiles::policy::Action;
use std::rc::Rc;

impl Judge<'_> {
    pub(super) fn finding(self, group: &Group<'_>) -> Finding {
        let mut finding = self.unplaced(group);
        finding.offset = group.offset;
        finding.message = self.deployment.spelled(&finding.message);
        finding
    }

    fn unplaced(self, group: &Group<'_>) -> Finding {
        let Group { excess, statement, texts, .. } = group;
        let too_much =
            |message: String| statement.finding(Severity::Error, Kind::TooMuch, format!("grants too much: {message}"));
        let (what, is) = (only_or_counted(texts), if texts.len() == 1 { "is" } else { "are" });
        let resources = |message: String| {
            let mut finding = too_much(format!("{what} {message}"));
            finding.resources.clone_from(texts);
            finding
        };
        match excess {
            Excess::Loose { operator, lets, through } => {
                too_much(lets_through(operator, *lets)).help(pin(operator, *lets, through))
            }
            Excess::Action => too_much(wildcard(texts)).help(format!("name {}", self.needed_actions(statement))),
            Excess::AllBut(element) => too_much(format!("`{element}` allows whatever it does not name"))
                .help("name the actions and resources that are needed with `Action` and `Resource`"),
            Excess::Resource { instead, only_through } => {
                let is_one = if texts.len() == 1 { "is a wildcard" } else { "are wildcards" };
                let through = quoted(only_through.iter().map(|arn| id(arn)));
                let only = if through.is_empty() { String::new() } else { format!(", though through {through} alone") };
                resources(format!("{is_one}{only}")).help(exact(texts, instead.as_deref()))
            }
            Excess::Profile => {
                let patterns = quoted(texts.iter().map(String::as_str));
                too_much(format!("{patterns} lets the models be called through other profiles"))
                    .help("name the ARNs of the profiles")
            }
            Excess::Unneeded { action, everywhere } => {
                let mut finding = too_much(format!("`{}` is not needed{}", action.as_str(), self.why_not_needed()));
                if !everywhere {
                    finding.resources.clone_from(texts);
                }
                finding.help(without_action(statement, *action, *everywhere))
            }
            Excess::Direct { through } => {
                resources("can be called directly, without the profile".to_owned()).help(pinned(PROFILE_KEY, through))
            }
            Excess::AnyRegion { requested } => resources("without the Region requested".to_owned())
                .help(pinned(REGION_KEY, std::slice::from_ref(requested))),
            Excess::Open => {
                let message =
                    "is not judged in full: whether it grants more than is needed depends on what is not known";
                statement.finding(Severity::Note, Kind::NotJudged, message)
            }
            Excess::Superfluous { through } => {
                let through = through.as_ref().map(|through| format!(" through {}", quoted_one(through)));
                resources(format!("{is} never reached{}", through.unwrap_or_default())).help(removal(statement, texts))
            }
            Excess::Beside => resources("can be called directly, and no profile needs it".to_owned())
                .help("remove it, or give it a statement of its own"),
            Excess::Bare { has_profiles } => {
                let kind = if *has_profiles { Kind::Assumed } else { Kind::Beside };
                let message = format!("is not about a profile: it allows {what} to be called directly");
                let mut finding = statement.finding(Severity::Note, kind, message);
                finding.resources.clone_from(texts);
                finding
            }
            Excess::Model(problem) => {
                let mut finding = (**problem).clone();
                finding.statement = Some(statement.name());
                finding.policy = statement.policy.as_deref().map(str::to_owned);
                finding
            }
        }
    }

    /// Which of the actions the profiles need of what is granted.
    fn needed_actions(self, statement: &Statement) -> String {
        let is_needed = |action: &Action| {
            let mut needs = self.needs.iter().filter(|need| need.action == *action);
            needs.any(|need| super::super::grants::satisfied(statement, need) != bedrock_profiles_iam::Truth::No)
        };
        let needed: Vec<Action> = INVOKING.into_iter().filter(is_needed).collect();
        let named = if needed.is_empty() { &INVOKING[..] } else { &needed };
        quoted(named.iter().map(|action| action.as_str()))
    }

    fn why_not_needed(self) -> String {
        match self.calls {
            Calls::Both => ": the model does not stream".to_owned(),
            calls => format!(" with `{}`", calls.option().unwrap_or_default()),
        }
    }
}

fn id(arn: &str) -> &str {
    arn.split_once('/').map_or(arn, |(_, id)| id)
}

/// What is wrong with patterns of actions.
fn wildcard(patterns: &[String]) -> String {
    let prefix = Action::InvokeModel.as_str();
    let is_invoking = |pattern: &&String| pattern.get(..prefix.len()).is_some_and(|it| it.eq_ignore_ascii_case(prefix));
    let (invoking, beyond): (Vec<&String>, Vec<&String>) = patterns.iter().partition(is_invoking);
    if beyond.is_empty() {
        let names = quoted(invoking.into_iter().map(String::as_str));
        return format!("{names} is a wildcard, and allows whatever action of such a name AWS adds");
    }
    format!("{} allows more than invoking", quoted(beyond.into_iter().map(String::as_str)))
}

fn lets_through(operator: &str, lets: Lets) -> String {
    let what = match lets {
        Lets::Direct => "also lets the models be called directly, without a profile",
        Lets::DirectAlone => "lets the models be called directly alone, without a profile",
        Lets::AnyProfile => "lets the models be called through any profile",
        Lets::Others => "lets the models be called through every profile but those that it names, and directly",
    };
    format!("its {} on `{PROFILE_KEY}` {what}", quoted_one(operator))
}

fn pin(operator: &str, lets: Lets, through: &[Rc<str>]) -> String {
    match lets {
        Lets::Direct | Lets::Others => format!("write `StringEquals` in place of {}", quoted_one(operator)),
        Lets::DirectAlone | Lets::AnyProfile if through.is_empty() => {
            format!("name the profile by `StringEquals` `{PROFILE_KEY}`")
        }
        Lets::DirectAlone => format!("write {} in its place", condition(PROFILE_KEY, through)),
        Lets::AnyProfile => pinned(PROFILE_KEY, through),
    }
}

fn pinned(key: &str, values: &[Rc<str>]) -> String {
    if values.is_empty() {
        return format!("add a condition `StringEquals` `{key}` with the ARN of the profile that is called");
    }
    format!("add the condition {}", condition(key, values))
}

fn condition(key: &str, values: &[Rc<str>]) -> String {
    format!("`StringEquals` `{key}` {}", quoted(values.iter().map(|value| &**value)))
}

/// What to name in place of a wildcard.
fn exact(texts: &[String], instead: Option<&str>) -> String {
    let is_application = texts.iter().any(|text| Parts::from_arn(text).is_application_profile());
    match instead {
        Some(arn) => format!("name `{arn}`, the ARN without a Region"),
        None if is_application => "name the ARNs of the application inference profiles that are called".to_owned(),
        None => "name the profiles and models that are needed; `cargo bedrock-profiles policy` writes them".to_owned(),
    }
}

fn without_action(statement: &Statement, action: Action, everywhere: bool) -> String {
    let mut texts = statement.bound.actions.texts.iter().filter_map(|located| located.text.known());
    let is_alone = texts.all(|own| own.eq_ignore_ascii_case(action.as_str()));
    match (everywhere, is_alone) {
        (true, true) => "remove the statement".to_owned(),
        (true, false) => format!("remove `{}` from its `Action`", action.as_str()),
        (false, _) => format!("give what does not need it a statement without `{}`", action.as_str()),
    }
}

fn removal(statement: &Statement, texts: &[String]) -> &'static str {
    let is_all = statement.bound.resources.texts.len() == texts.len();
    match texts {
        _ if is_all => "remove the statement",
        [_] => "remove it",
        _ => "remove them",
    }
}
