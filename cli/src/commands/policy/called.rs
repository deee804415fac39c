//! What a policy is for: profiles, models that are called directly, and application profiles.

use crate::args::Policy;
use crate::output::counted;
use crate::slips::{advised, id_problem};
use bedrock_profiles::policy::Grant;
use bedrock_profiles::{
    __private, ApplicationInferenceProfile, GrantError, Grantable as _, ModelSource, Policy as IamPolicy,
};
use bedrock_profiles_catalog::{Catalog, Model, Problem, Profile, application, check};
use bedrock_profiles_check::judge::{declared, declared_model, grant};
use bedrock_profiles_check::model::Calls;
use std::collections::BTreeSet;

/// Something that the program calls.
pub(super) struct Called<'c> {
    source: Source<'c>,
    /// The application profile that is copied from it, and called in its place.
    application: Option<Application<'c>>,
}

/// What exists on Bedrock.
#[derive(Clone, Copy)]
enum Source<'c> {
    Profile(Profile<'c>, Model<'c>),
    Model(Model<'c>),
}

/// What an account calls its copy.
struct Application<'c> {
    name: &'c str,
    arguments: &'c Policy,
}

/// All that the arguments name, in their order: profiles, models, application profiles. Or all that is wrong with them.
pub(super) fn called<'c>(catalog: Catalog<'c>, arguments: &'c Policy) -> Result<Vec<Called<'c>>, Vec<String>> {
    let direct = |source| Called { source, application: None };
    let profiles = arguments.profiles.iter().map(|id| profile(catalog, id).map(direct));
    let models = arguments.models.iter().map(|id| model(catalog, id).map(direct));
    let applications = arguments.applications.iter().zip(&arguments.copied);
    let applications = applications.map(|(name, id)| {
        let source = copied(catalog, id)?;
        Ok(Called { source, application: Some(Application { name, arguments }) })
    });
    let (called, problems): (Vec<_>, Vec<_>) = profiles.chain(models).chain(applications).partition(Result::is_ok);
    let mut problems: Vec<String> = problems.into_iter().filter_map(Result::err).collect();
    problems.extend(within_limits(catalog, arguments));
    if problems.is_empty() { Ok(called.into_iter().flatten().collect()) } else { Err(problems) }
}

fn profile<'c>(catalog: Catalog<'c>, id: &str) -> Result<Source<'c>, String> {
    let profile = check::profile_id(catalog, id).map_err(|problem| {
        match catalog.model(id).filter(|model| !model.on_demand_regions().is_empty()) {
            Some(_) => advised(&problem, Some(format!("`--model {id}` calls it directly, without a profile"))),
            None => id_problem(catalog, id, &problem),
        }
    })?;
    check::profile_in_service(catalog, profile).map_err(|problem| {
        let geo = profile.prefix();
        let list = format!("`cargo bedrock-profiles list --geo {geo} --in-service` lists what is in service");
        advised(&problem, problem.suggestions().next().is_none().then_some(list))
    })?;
    Ok(Source::Profile(profile, check::model(catalog, profile.model_id()).map_err(|problem| problem.to_string())?))
}

fn model<'c>(catalog: Catalog<'c>, id: &str) -> Result<Source<'c>, String> {
    let model = check::model(catalog, id).map_err(|problem| match catalog.profile(id) {
        Some(_) => advised(&problem, Some(format!("`--profile {id}` names the profile"))),
        None => id_problem(catalog, id, &problem),
    })?;
    check::model_in_service(catalog, model).map_err(|problem| problem.to_string())?;
    check::on_demand(catalog, model, &[]).map_err(|problem| problem.to_string())?;
    Ok(Source::Model(model))
}

/// A profile, or a model that can be called directly, as `copy_from` of a declaration takes it.
fn copied<'c>(catalog: Catalog<'c>, id: &str) -> Result<Source<'c>, String> {
    let is_model = catalog.model(id).is_some();
    if is_model { model(catalog, id) } else { profile(catalog, id) }
}

/// What is wrong with the names of application profiles, how many there are, their description and their tags.
fn within_limits(catalog: Catalog<'_>, arguments: &Policy) -> Vec<String> {
    let (names, copied) = (arguments.applications.len(), arguments.copied.len());
    let pairs = (names != copied).then(|| {
        format!(
            "`--application` names {}, and `--copy-from` {}\n\
             help: give each name what it is copied from, in the same order",
            counted(names, "profile"),
            counted(copied, "source")
        )
    });
    let names = arguments.applications.iter().map(|name| application::name(catalog, name));
    let description = arguments.description.iter().map(|text| application::description(catalog, text));
    let tags = arguments
        .tags
        .iter()
        .flat_map(|(key, value)| [application::tag_key(catalog, key), application::tag_value(catalog, value)]);
    let problems = names.chain(description).chain(tags).filter_map(Result::err).map(|problem| problem.to_string());
    let mut keys = BTreeSet::new();
    let twice = arguments.tags.iter().filter(move |(key, _)| !keys.insert(key));
    let twice = twice.map(|(key, _)| format!("there are two tags `{}`", key.escape_debug()));
    let most = application::MOST_TAGS;
    let count = arguments.tags.len();
    let too_many = (count > most).then(|| format!("a profile can have {most} tags, and these are {count}"));
    pairs.into_iter().chain(problems).chain(twice).chain(too_many).collect()
}

impl<'c> Called<'c> {
    /// The id, or the name of an application profile.
    pub(super) fn id(&self) -> &'c str {
        self.application.as_ref().map_or_else(|| self.source.id(), |application| application.name)
    }

    /// Whether it is a cross-Region profile.
    pub(super) const fn is_profile(&self) -> bool {
        matches!((&self.source, &self.application), (Source::Profile(..), None))
    }

    pub(super) const fn model(&self) -> Model<'c> {
        match self.source {
            Source::Profile(_, model) | Source::Model(model) => model,
        }
    }

    /// Every Region from which it can be called.
    pub(super) fn regions(&self) -> Vec<&'c str> {
        match self.source {
            Source::Profile(profile, _) => profile.routes().map(|route| route.source).collect(),
            Source::Model(model) => model.on_demand_regions().iter().collect(),
        }
    }

    /// Why it can't be called from a Region.
    pub(super) fn refusal(&self, catalog: Catalog<'_>, region: &str) -> Option<String> {
        let problem = match self.source {
            Source::Profile(profile, _) => check::source(catalog, profile, region).err(),
            Source::Model(model) => check::on_demand_region(catalog, model, region).err(),
        };
        problem.map(|problem| problem.to_string())
    }

    /// Grants it for those of the policy's Regions from which it can be called; for a policy without any, for every
    /// confirmed one.
    pub(super) fn grant(&self, calls: Calls, policy: &mut IamPolicy) -> Result<Grant, GrantError> {
        let of_any = !policy.target().regions().is_empty();
        match (self.source, &self.application) {
            (Source::Profile(profile, model), application) => {
                let confirmed = || profile.default_routes().collect::<Vec<_>>();
                let routes = if of_any { profile.routes().collect() } else { confirmed() };
                let profile = declared(profile, model, &routes);
                match application {
                    Some(application) => grant(&application.declared(profile.into()), calls, policy),
                    None => grant(&profile, calls, policy),
                }
            }
            (Source::Model(model), application) => {
                let model = declared_model(model, model.on_demand_regions());
                match application {
                    Some(application) => grant(&application.declared(model.into()), calls, policy),
                    None => grant(&model, calls, policy),
                }
            }
        }
    }

    /// What is worth knowing of it, as it is called from these Regions.
    pub(super) fn warnings(&self, catalog: Catalog<'_>, regions: &[String]) -> Vec<String> {
        let model = self.model();
        let of_model = [check::no_end_announced(catalog, model), check::model_up_to_date(catalog, model)];
        let of_routes: Vec<Result<(), Problem>> = match self.source {
            Source::Profile(profile, _) => {
                let routes = profile.routes().filter(|route| regions.iter().any(|region| region == route.source));
                let verdicts = routes.flat_map(|route| {
                    [check::confirmed(catalog, profile, route), check::route_up_to_date(catalog, profile, route)]
                });
                verdicts.collect()
            }
            Source::Model(_) => Vec::new(),
        };
        of_model.into_iter().chain(of_routes).filter_map(Result::err).map(|problem| problem.to_string()).collect()
    }
}

impl<'c> Source<'c> {
    fn id(self) -> &'c str {
        match self {
            Source::Profile(profile, _) => profile.id(),
            Source::Model(model) => model.id(),
        }
    }
}

impl Application<'_> {
    /// The profile as the macro declares it; what it is made of stays for good, as the command does.
    fn declared(&self, source: ModelSource) -> ApplicationInferenceProfile {
        let kept = |text: &str| -> &'static str { text.to_owned().leak() };
        let tags = self.arguments.tags.iter().map(|(key, value)| (kept(key), kept(value)));
        __private::application_inference_profile(
            kept(self.name),
            self.arguments.description.as_deref().map(kept),
            tags.collect::<Vec<_>>().leak(),
            source,
        )
    }
}
