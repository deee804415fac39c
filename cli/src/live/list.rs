//! The two operations, page by page, and whether what comes back can be an answer.

use super::{Refusal, summary};
use crate::answer::{Answers, first_conflict};
use aws_sdk_bedrock::{
    Client,
    types::{FoundationModelSummary, InferenceProfileSummary, InferenceProfileType},
};
use std::collections::BTreeSet;

/// The most that one page may list.
///
/// See <https://docs.aws.amazon.com/bedrock/latest/APIReference/API_ListInferenceProfiles.html>.
const PAGE_SIZE: i32 = 1000;

/// How many pages in a row may bring nothing new.
const PAGES_OF_NOTHING: usize = 100;

/// All that a Region lists.
#[derive(Debug, Default)]
pub(crate) struct Listed {
    pub(crate) answers: Answers,
    /// The id of every profile, also of one that can't be recorded.
    pub(crate) profiles: BTreeSet<String>,
    /// The id of every model, also of one that can't be recorded.
    pub(crate) models: BTreeSet<String>,
    /// What can't be recorded, and why.
    pub(crate) notes: Vec<String>,
}

/// All profiles and models of the client's Region.
pub(super) async fn all(client: &Client, region: &str) -> Result<Listed, Refusal> {
    let (profiles, models) = tokio::try_join!(profiles(client), models(client))?;
    if profiles.is_empty() && models.is_empty() {
        return Err(Refusal::not_bedrock("it lists nothing at all"));
    }
    let mut listed = Listed::default();
    for profile in profiles {
        listed.add_profile(profile, region)?;
    }
    for model in models {
        listed.add_model(model, region)?;
    }
    match first_conflict(&listed.answers) {
        Some(why) => Err(Refusal::not_bedrock(why)),
        None => Ok(listed),
    }
}

async fn profiles(client: &Client) -> Result<Vec<InferenceProfileSummary>, Refusal> {
    let request =
        client.list_inference_profiles().type_equals(InferenceProfileType::SystemDefined).max_results(PAGE_SIZE);
    let mut profiles: Vec<InferenceProfileSummary> = Vec::new();
    let (mut ids, mut tokens) = (BTreeSet::new(), BTreeSet::new());
    let (mut token, mut pages_of_nothing) = (None, 0);
    loop {
        let page =
            request.clone().set_next_token(token).send().await.map_err(|error| Refusal::from_sdk_error(&error))?;
        // The SDK takes an answer to something else for one that lists nothing.
        let listed = page.inference_profile_summaries;
        let listed = listed.ok_or_else(|| Refusal::not_bedrock("it has no `inferenceProfileSummaries`"))?;
        let known = ids.len();
        ids.extend(listed.iter().map(|profile| profile.inference_profile_id.clone()));
        profiles.extend(listed);
        pages_of_nothing = if ids.len() > known { 0 } else { pages_of_nothing + 1 };
        let Some(next) = page.next_token.filter(|token| !token.is_empty()) else { return Ok(profiles) };
        if !tokens.insert(next.clone()) {
            return Err(Refusal::not_bedrock("the `nextToken` of a page leads back to it"));
        }
        if pages_of_nothing == PAGES_OF_NOTHING {
            let why = format_args!("{PAGES_OF_NOTHING} pages in a row list nothing new, and another one follows");
            return Err(Refusal::not_bedrock(why));
        }
        token = Some(next);
    }
}

/// They come in one page.
async fn models(client: &Client) -> Result<Vec<FoundationModelSummary>, Refusal> {
    let answer = client.list_foundation_models().send().await.map_err(|error| Refusal::from_sdk_error(&error))?;
    answer.model_summaries.ok_or_else(|| Refusal::not_bedrock("it has no `modelSummaries`"))
}

impl Listed {
    fn add_profile(&mut self, profile: InferenceProfileSummary, region: &str) -> Result<(), Refusal> {
        let id = required_id(&profile.inference_profile_id)?;
        match summary::profile(profile) {
            Ok(profile) => {
                check_region(&profile.arn.region, &profile.arn.text, region)?;
                self.answers.profiles.push(profile);
            }
            Err(why) => self.note(&id, &why),
        }
        self.profiles.insert(id);
        Ok(())
    }

    fn add_model(&mut self, model: FoundationModelSummary, region: &str) -> Result<(), Refusal> {
        let id = required_id(&model.model_id)?;
        match summary::model(model) {
            Ok(model) => {
                if let Some(own) = &model.arn.region {
                    check_region(own, &model.arn.text, region)?;
                }
                self.answers.models.push(model);
            }
            Err(why) => self.note(&id, &why),
        }
        self.models.insert(id);
        Ok(())
    }

    fn note(&mut self, id: &str, why: &str) {
        self.notes.push(format!("`{}` is not recorded: {why}", id.escape_debug()));
    }
}

/// The id; the SDK leaves one empty that the answer does not have.
fn required_id(id: &str) -> Result<String, Refusal> {
    if id.is_empty() { Err(Refusal::not_bedrock("something in it has no id")) } else { Ok(id.to_owned()) }
}

/// A Region speaks for itself alone.
fn check_region(own: &str, arn: &str, asked: &str) -> Result<(), Refusal> {
    if own == asked {
        return Ok(());
    }
    Err(Refusal::not_bedrock(format_args!("`{}` is not of this Region", arn.escape_debug())))
}
