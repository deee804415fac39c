//! What an application profile is copied from, where only the models tell that are allowed through it.

use super::arn::Parts;
use super::grants::Grants;
use super::named::{Copied, Named, Need};
use super::request::requested_of;
use super::service::PROFILE_KEY;
use super::statement::Statement;
use crate::model::Calls;
use crate::report::quoted_one;
use bedrock_profiles_catalog::Catalog;
use bedrock_profiles_iam::{Text, Truth};
use std::collections::BTreeSet;
use std::rc::Rc;

/// What an ARN of an application profile is taken for.
pub(super) enum Guess {
    Copy(Named),
    /// Nothing, and why.
    None(String),
}

/// The copy whose needs are nearest to what is allowed through the profile. Its ARN says only where it is.
pub(super) fn guess(catalog: Catalog<'_>, grants: Grants<'_>, arn: &str) -> Guess {
    let reached = reached(grants, arn);
    if reached.is_empty() {
        return Guess::None("does not say what it is copied from: no model is allowed through it".to_owned());
    }
    let copies = candidates(catalog, &reached, arn);
    let mut fitting: Vec<Fitting> =
        copies.into_iter().filter_map(|copy| Fitting::new(catalog, grants, copy, &reached)).collect();
    fitting.sort_by_key(|fitting| fitting.rank);
    match fitting.as_slice() {
        [] => Guess::None("allows none of the models that a profile leads to from its Region".to_owned()),
        [first, second, ..] if first.rank == second.rank && first.copy.model_id() != second.copy.model_id() => {
            let id = |named: &Named| quoted_one(named.profile_id().unwrap_or(named.model_id()));
            Guess::None(format!("may be a copy of {} or of {}", id(&first.copy), id(&second.copy)))
        }
        [first, ..] => Guess::Copy(first.copy.clone()),
    }
}

/// The models that statements allow through the profile, by their ARNs.
fn reached(grants: Grants<'_>, arn: &str) -> BTreeSet<Rc<str>> {
    let names_it = |statement: &&Statement| {
        let mut values = statement.conditions_on(PROFILE_KEY).flat_map(|condition| &condition.values);
        values.any(|value| value.text.known() == Some(arn))
    };
    let through: Rc<str> = arn.into();
    let models = grants.allowing().filter(names_it).flat_map(|statement| {
        let texts = statement.bound.resources.texts.iter().filter_map(|located| located.text.known());
        texts.map(move |text| (statement, Parts::from_arn(text), Rc::<str>::from(text)))
    });
    models
        .filter(|(statement, parts, model)| {
            parts.is_model() && statement.conditions(Some(&through), &requested_of(model)) != Truth::No
        })
        .map(|(.., model)| model)
        .collect()
}

/// Every profile of the models that are reached, and the models themselves, as copies in the Region of the ARN.
fn candidates(catalog: Catalog<'_>, reached: &BTreeSet<Rc<str>>, arn: &str) -> Vec<Named> {
    let region = Parts::from_arn(arn).region().and_then(Text::known).unwrap_or_default().to_owned();
    let models: BTreeSet<String> =
        reached.iter().filter_map(|model| Some(Parts::from_arn(model).id()?.to_owned())).collect();
    let sources = models.into_iter().flat_map(|model| {
        let own = catalog.profiles().filter(|profile| profile.model_id() == model);
        let own: Vec<Copied> = own.map(|profile| Copied::Profile(profile.id().to_owned())).collect();
        [Copied::Model(model)].into_iter().chain(own)
    });
    sources.map(|of| Named::copy(arn, arn, of, &region)).filter(|copy| copy.is_known(catalog)).collect()
}

/// How well a copy fits what is allowed: best first.
struct Fitting {
    copy: Named,
    /// Whether a model is allowed that it does not need; how many differ.
    rank: (bool, usize),
}

impl Fitting {
    /// `None` if nothing is allowed that the copy needs.
    fn new(catalog: Catalog<'_>, grants: Grants<'_>, copy: Named, reached: &BTreeSet<Rc<str>>) -> Option<Self> {
        let needs: Vec<Need> = copy.needs(catalog, Calls::Both).into_iter().filter(|need| need.is_model).collect();
        let missing = needs.iter().filter(|need| grants.allows(need) == Truth::No).count();
        let is_needed = |model: &&Rc<str>| needs.iter().any(|need| need.resource == **model);
        let beyond = reached.iter().filter(|model| !is_needed(model)).count();
        (missing < needs.len()).then_some(Fitting { copy, rank: (beyond > 0, missing + beyond) })
    }
}
