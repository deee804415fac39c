//! Application profiles: what the file that creates them says, and what the models that are granted tell.

use super::arn::{Arn, matches};
use super::granted::Granted;
use super::named::{Copied, Named, Origin};
use super::needs::Need;
use crate::args::Calls;
use bedrock_profiles_catalog::Catalog;

/// Whether a text refers to an application profile that a template creates.
pub(super) fn is_reference(text: &str) -> bool {
    text.starts_with("${aws_bedrock_inference_profile.") || text.ends_with(".InferenceProfileArn}")
}

/// Whether nothing is granted that may be a model: an application profile alone invokes none.
pub(super) fn is_alone(granted: &[Granted<'_>]) -> bool {
    let may_be_model = |arn: Arn<'_>| matches(arn.kind, "foundation-model");
    let is_other = |text: &str| is_reference(text) || Arn::parse(text).is_some_and(|arn| !may_be_model(arn));
    granted.iter().all(|granted| is_other(&granted.resource))
}

/// What a reference is called in its file.
pub(super) fn name(reference: &str) -> &str {
    let inner = reference.trim_start_matches("${").trim_end_matches('}');
    inner.strip_suffix(".InferenceProfileArn").or(inner.strip_suffix(".arn")).unwrap_or(inner)
}

pub(super) fn named(text: &str, name: &str, of: Copied, region: &str) -> Named {
    let account = Arn::parse(text).map_or("", |arn| arn.account);
    Named {
        text: text.to_owned(),
        name: name.to_owned(),
        origin: Origin::Copy { of },
        region: region.to_owned(),
        account: account.to_owned(),
    }
}

/// What an ARN of an application profile was found to be.
pub(super) enum Guess {
    Copy(Named),
    /// Nothing for sure, and why.
    None(String),
}

/// The copy whose needs are nearest to what is granted through the profile. Its ARN says only where it is.
pub(super) fn guess(catalog: Catalog<'_>, granted: &[Granted<'_>], text: &str) -> Guess {
    let reached: Vec<Granted<'_>> = granted
        .iter()
        .filter(|granted| granted.through.as_ref().is_some_and(|through| through.arn == text))
        .map(Granted::in_its_region)
        .collect();
    if reached.is_empty() {
        return Guess::None("does not tell what it is copied from: no model is allowed through it".to_owned());
    }
    let mut fitting: Vec<Fitting> =
        candidates(catalog, &reached, text).filter_map(|copy| Fitting::of(catalog, copy, &reached)).collect();
    fitting.sort_by_key(|fitting| fitting.rank);
    match fitting.as_slice() {
        [] => Guess::None("allows none of the models that a profile leads to from its Region".to_owned()),
        [first, second, ..] if first.rank == second.rank && first.copy.model_id() != second.copy.model_id() => {
            let (first, second) = (&first.copy, &second.copy);
            let id = |named: &Named| named.profile_id().unwrap_or(named.model_id()).to_owned();
            Guess::None(format!("may be a copy of `{}` or of `{}`", id(first), id(second)))
        }
        [first, ..] => Guess::Copy(first.copy.clone()),
    }
}

/// Every profile of the models that are reached, and the models themselves, as copies in the Region of the ARN.
fn candidates<'c>(catalog: Catalog<'c>, reached: &[Granted<'_>], text: &str) -> impl Iterator<Item = Named> + use<'c> {
    let region = Arn::parse(text).map_or("", |arn| arn.region).to_owned();
    let models = reached.iter().filter_map(|granted| Arn::parse(&granted.resource)).filter(|arn| arn.is_model());
    let mut models: Vec<String> = models.map(|arn| arn.id.to_owned()).collect();
    models.sort_unstable();
    models.dedup();
    let text = text.to_owned();
    let sources = models.into_iter().flat_map(move |model| {
        let own = catalog.profiles().filter(|profile| profile.model_id() == model);
        let own: Vec<Copied> = own.map(|profile| Copied::Profile(profile.id().to_owned())).collect();
        [Copied::Model(model)].into_iter().chain(own)
    });
    sources.map(move |of| named(&text, &text, of, &region)).filter(move |copy| copy.is_known(catalog))
}

/// How well a copy fits what is granted: best first.
struct Fitting {
    copy: Named,
    /// Whether something is granted that it does not need; how many differ.
    rank: (bool, usize),
}

impl Fitting {
    /// `None` if nothing is granted that the copy needs.
    fn of(catalog: Catalog<'_>, copy: Named, reached: &[Granted<'_>]) -> Option<Self> {
        let every = Calls { invoke_only: false, streaming_only: false };
        let needs: Vec<Need> = copy.needs(catalog, every).into_iter().filter(|need| need.through.is_some()).collect();
        let covers = |granted: &Granted<'_>, need: &Need| granted.covers_but_for_limits(need);
        let missing = needs.iter().filter(|need| !reached.iter().any(|granted| covers(granted, need))).count();
        let beyond = reached.iter().filter(|granted| !needs.iter().any(|need| covers(granted, need))).count();
        (missing < needs.len()).then_some(Fitting { copy, rank: (beyond > 0, missing + beyond) })
    }
}
