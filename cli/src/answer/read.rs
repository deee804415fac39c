//! Reading saved answers.

use super::{Answers, ModelSummary, ProfileSummary, Source};
use crate::failure::Failure;
use bedrock_profiles_catalog::Partition;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor, value::MapAccessDeserializer};
use std::fmt;

/// What the answers in all of `sources` list together. They are of one partition.
pub(crate) fn read(sources: &[Source]) -> Result<Answers, Failure> {
    let mut answers = Answers::default();
    let mut partition = None;
    for source in sources {
        let read = of_source(source)?;
        for (arn, own) in arns(&read) {
            let first = partition.get_or_insert((own, source));
            if first.0 != own {
                return Err(mixed(source, arn, own, *first));
            }
        }
        answers.take(read);
    }
    Ok(answers)
}

impl Answers {
    fn take(&mut self, other: Answers) {
        self.profiles.extend(other.profiles);
        self.models.extend(other.models);
        self.is_partial |= other.is_partial;
    }
}

fn of_source(source: &Source) -> Result<Answers, Failure> {
    let mut answers = Answers::default();
    let mut documents = serde_json::Deserializer::from_str(&source.text).into_iter::<Answers>().peekable();
    if documents.peek().is_none() {
        return Err(source.at(source.text.len(), "there is nothing in it, where an answer of the AWS CLI belongs"));
    }
    for document in documents {
        answers.take(document.map_err(|error| source.at_error(&error))?);
    }
    Ok(answers)
}

/// Every ARN with its partition.
fn arns(answers: &Answers) -> impl Iterator<Item = (&str, Partition)> {
    let of_profiles = answers.profiles.iter().flat_map(|profile| {
        let own = (profile.arn.text.as_str(), profile.arn.partition);
        let models = profile.models.iter().map(|model| (model.arn.text.as_str(), model.arn.partition));
        [own].into_iter().chain(models)
    });
    of_profiles.chain(answers.models.iter().map(|model| (model.arn.text.as_str(), model.arn.partition)))
}

fn mixed(source: &Source, arn: &str, own: Partition, (first, of): (Partition, &Source)) -> Failure {
    let offset = source.text.find(arn).unwrap_or_default();
    let message = format!(
        "`{arn}` belongs to the partition `{own}`, and what came before it in {} to `{first}`\n\
         help: import the answers of each partition by themselves",
        of.name
    );
    source.at(offset, message)
}

impl<'de> Deserialize<'de> for Answers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OneOrMany)
    }
}

const EXPECTED: &str =
    "an answer of `aws bedrock list-inference-profiles` or `aws bedrock list-foundation-models`, or an array of them";

/// An answer, or an array of answers.
struct OneOrMany;

impl<'de> Visitor<'de> for OneOrMany {
    type Value = Answers;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(EXPECTED)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut array: A) -> Result<Answers, A::Error> {
        let mut answers = Answers::default();
        while let Some(answer) = array.next_element()? {
            answers.take(answer);
        }
        Ok(answers)
    }

    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<Answers, A::Error> {
        let answer = Answer::deserialize(MapAccessDeserializer::new(object))?;
        if answer.profiles.is_none() && answer.models.is_none() {
            return Err(A::Error::custom(format_args!("this is not {EXPECTED}")));
        }
        Ok(Answers {
            profiles: answer.profiles.unwrap_or_default(),
            models: answer.models.unwrap_or_default(),
            is_partial: answer.next_token.is_some(),
        })
    }
}

/// The output of one command.
#[derive(serde::Deserialize)]
struct Answer {
    #[serde(rename = "inferenceProfileSummaries")]
    profiles: Option<Vec<ProfileSummary>>,
    #[serde(rename = "modelSummaries")]
    models: Option<Vec<ModelSummary>>,
    /// As the API says it, or the AWS CLI with `--max-items`.
    #[serde(rename = "nextToken", alias = "NextToken")]
    next_token: Option<String>,
}
