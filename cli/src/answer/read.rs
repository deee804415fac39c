//! Reading saved answers.

use super::conflicts::{Collected, Overruled};
use super::json::{Object, Value};
use super::route::Fault;
use super::{Answers, ModelSummary, ProfileSummary, Source};
use crate::failure::Failure;
use bedrock_profiles_catalog::Partition;
use std::collections::{BTreeMap, BTreeSet};

/// What saved answers say together. They are of one partition, and agree.
#[derive(Debug, Default)]
pub(crate) struct Saved {
    pub(crate) answers: Answers,
    /// The files with an answer that says that it is not the last page.
    pub(crate) partial: BTreeSet<String>,
    /// All profiles of each Region of which every answer is complete.
    pub(crate) listed: BTreeMap<String, BTreeSet<String>>,
    /// What has a form that is not known here, and so is not recorded: where, and why.
    pub(crate) notes: Vec<String>,
    /// Where a later file says something else than an earlier one.
    pub(crate) overruled: Vec<Overruled>,
    /// The files that list nothing at all.
    pub(crate) empty: Vec<String>,
}

/// Reads all of `sources`.
pub(crate) fn read(sources: &[Source]) -> Result<Saved, Failure> {
    let mut reader = Reader::new();
    for source in sources {
        reader.source(source)?;
    }
    reader.saved()
}

const AN_ANSWER: &str = "an answer of `aws bedrock list-inference-profiles` or `aws bedrock list-foundation-models`";

/// How deep lists may lie within lists. Those of a query with `--query` are one or two deep.
const DEEPEST: usize = 16;

struct Reader<'s> {
    profiles: Collected<'s, ProfileSummary>,
    models: Collected<'s, ModelSummary>,
    applications: Vec<ProfileSummary>,
    /// The partition, and who named it first.
    partition: Option<(Partition, &'s str)>,
    /// The Regions of which an answer is not complete.
    partial: BTreeSet<String>,
    /// How many profiles and models were read.
    count: usize,
    /// The first list outside an answer, such as that of a query.
    bare: Option<Value<'s>>,
    has_answer: bool,
    saved: Saved,
}

impl<'s> Reader<'s> {
    fn new() -> Self {
        Reader {
            profiles: Collected::new(),
            models: Collected::new(),
            applications: Vec::new(),
            partition: None,
            partial: BTreeSet::new(),
            count: 0,
            bare: None,
            has_answer: false,
            saved: Saved::default(),
        }
    }

    /// What was read. An empty list alone may be anything's.
    fn saved(self) -> Result<Saved, Failure> {
        if let Some(list) = self.bare.filter(|_| self.count == 0 && !self.has_answer) {
            return Err(list.at(format_args!("this list is empty, where {AN_ANSWER} belongs, or a part of one")));
        }
        let mut saved = self.saved;
        saved.listed.retain(|region, _| !self.partial.contains(region));
        let Answers { profiles, models, files } = &mut saved.answers;
        for (profile, file) in self.profiles.into_all() {
            files.insert(profile.arn.text.clone(), file.to_owned());
            profiles.push(profile);
        }
        profiles.extend(self.applications);
        for (model, file) in self.models.into_all() {
            files.insert(model.arn.text.clone(), file.to_owned());
            models.push(model);
        }
        Ok(saved)
    }

    fn source(&mut self, source: &'s Source) -> Result<(), Failure> {
        let before = self.count;
        for value in Value::all(source)? {
            self.value(value, 0)?;
        }
        if self.count == before {
            self.saved.empty.push(source.name.clone());
        }
        Ok(())
    }

    /// An answer, a part of one, or a list of such.
    fn value(&mut self, value: Value<'s>, depth: usize) -> Result<(), Failure> {
        if value.is_object() {
            return self.object(&value.object()?);
        }
        if !value.is_list() {
            return Err(value.is_not(AN_ANSWER));
        }
        if depth == DEEPEST {
            return Err(value.at(format_args!("there are more than {DEEPEST} lists, one within the other")));
        }
        self.bare.get_or_insert(value);
        value.elements()?.into_iter().try_for_each(|element| self.value(element, depth + 1))
    }

    fn object(&mut self, object: &Object<'s>) -> Result<(), Failure> {
        let (profiles, models) = (object.get("inferenceProfileSummaries"), object.get("modelSummaries"));
        if profiles.is_some() || models.is_some() {
            return self.answer(object, profiles, models);
        }
        if object.get("inferenceProfileArn").is_some() {
            return self.profile(object).map(|_| ());
        }
        if let Some(details) = object.get("modelDetails") {
            return self.model(&details.object()?);
        }
        if object.get("modelArn").is_some() {
            return self.model(object);
        }
        Err(object.value.at(format_args!("this is not {AN_ANSWER}, nor a profile or a model out of one")))
    }

    /// The output of one of the commands that list.
    fn answer(
        &mut self,
        object: &Object<'s>,
        profiles: Option<Value<'s>>,
        models: Option<Value<'s>>,
    ) -> Result<(), Failure> {
        // As the API names it, and the AWS CLI with `--max-items`.
        let is_partial = object.get("nextToken").or(object.get("NextToken")).is_some();
        if is_partial {
            self.saved.partial.insert(object.value.source.name.clone());
        }
        self.has_answer = true;
        for profile in profiles.map_or_else(|| Ok(Vec::new()), Value::elements)? {
            let Some((region, id)) = self.profile(&profile.object()?)? else { continue };
            if is_partial {
                self.partial.insert(region.clone());
            }
            self.saved.listed.entry(region).or_default().insert(id);
        }
        for model in models.map_or_else(|| Ok(Vec::new()), Value::elements)? {
            self.model(&model.object()?)?;
        }
        Ok(())
    }

    /// Takes a profile; returns its Region and id, unless it belongs to an account.
    fn profile(&mut self, object: &Object<'s>) -> Result<Option<(String, String)>, Failure> {
        let profile = ProfileSummary::read(object)?;
        self.count += 1;
        self.check_partition(object.required("inferenceProfileArn")?, profile.arn.partition, &profile.arn.text)?;
        let unknown_type = unknown_type(object, &profile)?;
        if profile.arn.is_application {
            self.applications.push(profile);
            return Ok(None);
        }
        let listed = (profile.arn.region.clone(), profile.id.clone());
        match unknown_type.map_or_else(|| profile.route().map(|_| ()), Err) {
            Ok(()) => self.profiles.insert(profile, object.value, &mut self.saved.overruled)?,
            Err(fault) => self.fault(object.value, &profile.id, &fault)?,
        }
        Ok(Some(listed))
    }

    fn model(&mut self, object: &Object<'s>) -> Result<(), Failure> {
        let model = ModelSummary::read(object)?;
        self.count += 1;
        self.check_partition(object.required("modelArn")?, model.arn.partition, &model.arn.text)?;
        match model.region().map(|_| ()) {
            Ok(()) => self.models.insert(model, object.value, &mut self.saved.overruled),
            Err(fault) => self.fault(object.value, &model.id, &fault),
        }
    }

    fn fault(&mut self, value: Value<'s>, id: &str, fault: &Fault) -> Result<(), Failure> {
        let id = id.escape_debug();
        match fault {
            Fault::Malformed(why) => Err(value.at(format_args!("`{id}` is not as AWS lists it: {why}"))),
            Fault::Unknown(why) => {
                self.saved.notes.push(format!("{}: `{id}` is not recorded: {why}", value.place()));
                Ok(())
            }
        }
    }

    fn check_partition(&mut self, value: Value<'s>, own: Partition, arn: &str) -> Result<(), Failure> {
        let (first, of) = *self.partition.get_or_insert((own, &value.source.name));
        if first == own {
            return Ok(());
        }
        Err(value.at(format_args!(
            "`{arn}` belongs to the partition `{own}`, and what came before it in {of} to `{first}`\n\
             help: import the answers of each partition by themselves"
        )))
    }
}

/// Whose the profile is, by its type: that must be what its ARN says.
fn unknown_type(object: &Object<'_>, profile: &ProfileSummary) -> Result<Option<Fault>, Failure> {
    let Some(value) = object.get("type") else { return Ok(None) };
    let name = value.text()?;
    let is_application = match name.as_str() {
        "APPLICATION" => true,
        "SYSTEM_DEFINED" => false,
        _ => return Ok(Some(Fault::Unknown(format!("its type is `{}`", name.escape_debug())))),
    };
    if is_application == profile.arn.is_application {
        return Ok(None);
    }
    Err(value.at(format_args!("the type is `{name}`, which is not that of `{}`", profile.arn.text.escape_debug())))
}
