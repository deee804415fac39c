//! The policies of an identity as one deployment has them.

use super::bound::{Binder, Statements};
use super::command::Command;
use super::deployment::{Deployment, Placeholders};
use super::grants::{Grants, satisfied};
use super::named::{Copied, Named, Need, Origin};
use super::profiles::{Profiles, Scope};
use super::quota::{self, Length};
use super::regions::RegionClasses;
use super::service::PROFILE_KEY;
use super::siblings::{self, Sibling, Sources};
use super::statement::Statement;
use super::subject::Subject;
use super::universe::{Names, Universe};
use super::{accounts, besides, denied, lifecycle, malformed, open, too_little, too_much, unmatched};
use crate::model::{Demands, Finding, Kind, Outcome, PolicyFile, Severity};
use crate::report::quoted_one;
use bedrock_profiles_catalog::Catalog;
use bedrock_profiles_iam::Truth;
use bedrock_profiles_iam::document::{self, Document};
use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;
use std::sync::Arc;

/// What was found of an identity.
#[derive(Clone, Debug, Default)]
pub(super) struct Judged {
    pub(super) findings: Vec<Finding>,
    pub(super) profiles: BTreeSet<String>,
}

/// What judges the policies of one file.
pub(super) struct Judge<'j> {
    pub(super) catalog: Catalog<'j>,
    pub(super) file: &'j PolicyFile,
    pub(super) demands: Demands<'j>,
    pub(super) placeholders: Placeholders,
    binder: Binder<'j>,
    names: Names,
    pub(super) classes: RegionClasses,
    /// How long documents are, by their addresses.
    characters: RefCell<HashMap<usize, usize>>,
    lifecycles: RefCell<HashMap<Named, Rc<Vec<Finding>>>>,
    needs: RefCell<HashMap<Named, Rc<Vec<Need>>>>,
}

impl<'j> Judge<'j> {
    pub(super) fn new(catalog: Catalog<'j>, file: &'j PolicyFile, demands: Demands<'j>) -> Self {
        Judge {
            catalog,
            file,
            demands,
            placeholders: Placeholders::from_file(file),
            binder: Binder::new(catalog, file),
            names: Names::new(catalog),
            classes: RegionClasses::default(),
            characters: RefCell::default(),
            lifecycles: RefCell::default(),
            needs: RefCell::default(),
        }
    }

    /// The policies that may belong to the same identity as these, under an outcome.
    pub(super) fn siblings(&self, subject: &Subject, all: &[Subject], outcome: &Outcome) -> Sources {
        // An account export is complete.
        if self.file.form == crate::model::Form::Account {
            return Sources::default();
        }
        let others = all.iter().filter(|other| *other != subject && subject.may_be_of_one(other));
        let source = |other: &Subject| (other.name(self.file).map(str::to_owned), other.documents(self.file, outcome));
        Sources(others.map(source).collect())
    }

    /// The judgement as they are deployed in a Region, where that counts and is known.
    pub(super) fn in_region(
        &self,
        subject: &Subject,
        documents: &[(usize, Arc<Document>)],
        siblings: &Sources,
        region: Option<&str>,
    ) -> Judged {
        let mut findings = self.of_documents(subject, documents);
        if documents.iter().any(|(at, document)| quota::is_too_long(self.length(*at, document).characters)) {
            // Nobody can have it, and to judge it may take minutes.
            return Judged { findings, profiles: BTreeSet::new() };
        }
        let deployment = self.deployment(documents, region);
        let statements = self.binder.statements(&deployment, documents);
        findings.extend(statements.findings.iter().cloned());
        let identity = Identity { judge: self, deployment: &deployment, statements: &statements };
        let (own, profiles) = identity.judge(siblings);
        findings.extend(own);
        let name = subject.name(self.file);
        let first = documents.first().and_then(|(at, _)| self.file.policies.get(*at));
        let offset = first.map_or(0, |policy| policy.offset);
        for finding in &mut findings {
            if finding.statement.is_none() && finding.policy.is_none() {
                finding.policy = name.map(str::to_owned);
            }
            if finding.offset == 0 {
                finding.offset = offset;
            }
            spell(finding, &deployment);
        }
        soften(&mut findings);
        findings.sort_by_key(|finding| finding.severity);
        Judged { findings, profiles }
    }

    /// The statements of documents in a Region, and the deployment there.
    pub(super) fn statements(
        &self,
        documents: &[(usize, Arc<Document>)],
        region: Option<&str>,
    ) -> (Vec<Rc<Statement>>, Deployment) {
        let deployment = self.deployment(documents, region);
        (self.binder.statements(&deployment, documents).plain, deployment)
    }

    fn deployment(&self, documents: &[(usize, Arc<Document>)], region: Option<&str>) -> Deployment {
        let written: Vec<&document::Statement> =
            documents.iter().flat_map(|(_, document)| &document.statements).collect();
        Deployment::new(self.file, &self.placeholders, &written, region)
    }

    fn characters(&self, document: &Arc<Document>) -> usize {
        let key = Arc::as_ptr(document).addr();
        *self.characters.borrow_mut().entry(key).or_insert_with(|| quota::characters(document))
    }

    fn length<'f>(&'f self, at: usize, document: &Arc<Document>) -> Length<'f> {
        let policy = self.file.policies.get(at);
        Length {
            name: policy.and_then(|policy| policy.name.as_deref()),
            kind: policy.map(|policy| policy.kind).unwrap_or_default(),
            characters: self.characters(document),
            offset: policy.map_or(0, |policy| policy.offset),
        }
    }

    /// What IAM refuses, and what can't be read.
    fn of_documents(&self, subject: &Subject, documents: &[(usize, Arc<Document>)]) -> Vec<Finding> {
        let lengths: Vec<Length<'_>> = documents.iter().map(|(at, document)| self.length(*at, document)).collect();
        let mut findings = quota::findings(subject.identity.as_ref(), &lengths);
        for (at, document) in documents {
            let policy = self.file.policies.get(*at).and_then(|policy| policy.name.as_deref());
            findings.extend(malformed::problems(document, policy));
            findings.extend(document.unknown.iter().map(|located| {
                let message = "is not judged: it is known at deployment only";
                let mut note = Finding::new(Severity::Note, Kind::NotJudged, located.offset, message);
                note.policy = policy.map(str::to_owned);
                note.statement = Some((located.index + 1).to_string());
                note
            }));
        }
        findings
    }

    /// What the catalog says of a profile.
    fn lifecycle(&self, named: &Named) -> Rc<Vec<Finding>> {
        if let Some(known) = self.lifecycles.borrow().get(named) {
            return known.clone();
        }
        let found = Rc::new(lifecycle::findings(self.catalog, named, self.demands.residency));
        self.lifecycles.borrow_mut().insert(named.clone(), found.clone());
        found
    }

    fn needs(&self, named: &Named) -> Rc<Vec<Need>> {
        if let Some(known) = self.needs.borrow().get(named) {
            return known.clone();
        }
        let needs = Rc::new(named.needs(self.catalog, self.demands.calls));
        self.needs.borrow_mut().insert(named.clone(), needs.clone());
        needs
    }
}

/// Warns of actions that do not exist where it is an error already that the statement lacks those that do.
fn soften(findings: &mut [Finding]) {
    let lacking: Vec<(Option<String>, Option<String>)> = findings
        .iter()
        .filter(|finding| (finding.severity, finding.kind) == (Severity::Error, Kind::TooLittle))
        .map(|finding| (finding.policy.clone(), finding.statement.clone()))
        .collect();
    for finding in findings.iter_mut().filter(|finding| finding.message.ends_with(malformed::NO_ACTION)) {
        if lacking.contains(&(finding.policy.clone(), finding.statement.clone())) {
            finding.severity = Severity::Warning;
        }
    }
}

/// Writes what texts of ours have in place of the file's as the file does.
fn spell(finding: &mut Finding, deployment: &Deployment) {
    let texts = finding.resources.iter_mut().chain(&mut finding.help).chain([&mut finding.message]);
    texts.for_each(|text| *text = deployment.spelled(text));
}

/// The statements of an identity in a deployment.
struct Identity<'i> {
    judge: &'i Judge<'i>,
    deployment: &'i Deployment,
    statements: &'i Statements,
}

impl Identity<'_> {
    fn judge(&self, siblings: &Sources) -> (Vec<Finding>, BTreeSet<String>) {
        let Judge { catalog, file, demands, placeholders, .. } = self.judge;
        let (grants, plain) = (Grants(&self.statements.corrected), Grants(&self.statements.plain));
        let scope = Scope { catalog: *catalog, file, placeholders, deployment: self.deployment, grants };
        let profiles = Profiles::from_statements(scope);
        let mut findings = profiles.findings.clone();
        findings.extend(grants.allowing().filter_map(besides::finding));
        findings.extend(self.lifecycles(&profiles));
        let all: Vec<Need> = profiles.named.iter().flat_map(|named| self.judge.needs(named).to_vec()).collect();
        let (needs, sources) = self.without_sources(&profiles, all);
        findings.extend(sources);
        let universe = Universe::new(&self.judge.names, self.deployment, grants, &profiles.named, &needs);
        findings.extend(self.slips(&needs));
        let too_much = too_much::Judge {
            catalog: *catalog,
            deployment: self.deployment,
            universe: &universe,
            grants: plain,
            needs: &needs,
            profiles: &profiles,
            calls: demands.calls,
            residency: demands.residency,
        };
        let (too_much, loose) = too_much.findings();
        findings.extend(self.missing(&profiles, &universe, &needs, siblings, &loose));
        findings.extend(too_much);
        (findings, profiles.named.iter().map(|named| self.deployment.spelled(&named.name)).collect())
    }

    /// What matches nothing: by that something is missing, or it does nothing.
    fn slips(&self, needs: &[Need]) -> Vec<Finding> {
        let plain = Grants(&self.statements.plain);
        let is_missed = |statement: &Statement| {
            needs.iter().any(|need| satisfied(statement, need) != Truth::No && plain.allows(need) == Truth::No)
        };
        let slips = self.statements.slips.iter().map(|(statement, slip)| {
            if is_missed(statement) { unmatched::as_missing(slip.clone()) } else { slip.clone() }
        });
        slips.collect()
    }

    /// What the catalog says of each profile, at the statement that names it first.
    fn lifecycles(&self, profiles: &Profiles) -> Vec<Finding> {
        let findings = profiles.named.iter().flat_map(|named| {
            let found = self.judge.lifecycle(named);
            let naming = self.naming(&named.arn);
            let found: Vec<Finding> = found.to_vec();
            found.into_iter().map(move |mut finding| {
                if let Some((statement, offset)) = naming {
                    finding.statement = Some(statement.name());
                    finding.policy = statement.policy.as_deref().map(str::to_owned);
                    finding.offset = offset;
                }
                finding
            })
        });
        findings.collect()
    }

    /// The first statement that names a profile, and where.
    fn naming(&self, arn: &str) -> Option<(&Statement, usize)> {
        Grants(&self.statements.corrected).allowing().find_map(|statement| {
            let values = statement.conditions_on(PROFILE_KEY).flat_map(|condition| &condition.values);
            let mut texts = statement.bound.resources.texts.iter().chain(values);
            texts.find(|located| located.text.known() == Some(arn)).map(|located| (statement, located.offset))
        })
    }

    /// The needs without those of a profile that is granted as what another one is copied from: whether a copy needs it
    /// no page of AWS settles.
    fn without_sources(&self, profiles: &Profiles, mut needs: Vec<Need>) -> (Vec<Need>, Vec<Finding>) {
        let mut findings = Vec::new();
        let is_in_condition = |named: &Named| {
            let conditions = Grants(&self.statements.corrected)
                .allowing()
                .flat_map(|statement| statement.conditions_on(PROFILE_KEY));
            conditions.flat_map(|it| &it.values).any(|value| value.text.known() == Some(&*named.arn))
        };
        for source in profiles.named.iter().filter(|named| !named.is_copy() && !is_in_condition(named)) {
            let Origin::System { id } = &source.origin else { continue };
            let is_copy = |other: &&Rc<Named>| {
                matches!(&other.origin, Origin::Copy { of: Copied::Profile(copied) } if copied == id)
                    && other.region == source.region
            };
            let Some(copy) = profiles.named.iter().find(is_copy) else { continue };
            needs.retain(|need| *need.of != **source);
            let message = format!(
                "grants {} as what {} is copied from: judged without its models",
                quoted_one(id),
                quoted_one(&copy.name)
            );
            let finding = self.naming(&source.arn).map(|(statement, offset)| {
                let mut finding = statement.finding(Severity::Note, Kind::Beside, message);
                finding.offset = offset;
                finding
            });
            findings.extend(finding);
        }
        (needs, findings)
    }

    /// What is needed and missing, denied, or not decided.
    fn missing(
        &self,
        profiles: &Profiles,
        universe: &Universe,
        needs: &[Need],
        siblings: &Sources,
        loose: &[&Statement],
    ) -> Vec<Finding> {
        let grants = Grants(&self.statements.corrected);
        let (mut findings, denied) = denied::findings(grants, needs);
        let (mixed, explained) = accounts::findings(grants, &profiles.named);
        findings.extend(mixed);
        let (unsatisfiable, without) = too_little::unsatisfiable(grants, universe, needs);
        findings.extend(unsatisfiable);
        let is_explained = |need: &Need| {
            let is_loose = |statement: &&Statement| too_little::is_granted_but_for_profile(statement, need);
            let is_found = denied.contains(&need) || explained.contains(&need.of) || without.contains(&need);
            is_found || loose.iter().any(is_loose)
        };
        let (mut missing, mut undecided) = (Vec::new(), Vec::new());
        for need in needs.iter().filter(|need| !is_explained(need)) {
            match grants.allows(need) {
                Truth::Yes => {}
                Truth::No => missing.push(need),
                Truth::Depends(_) => undecided.push(need),
            }
        }
        findings.extend(open::findings(grants, &undecided));
        let is_asked = !missing.is_empty() || siblings.may_deny();
        let siblings = if is_asked { self.siblings(siblings) } else { Vec::new() };
        findings.extend(siblings::granted(&siblings, needs, &mut missing));
        findings.extend(siblings::denials(&siblings, needs));
        findings.extend(too_little::findings(self.command(), grants, needs, &missing));
        findings
    }

    fn siblings(&self, sources: &Sources) -> Vec<Sibling> {
        let bound = sources.0.iter().map(|(name, documents)| Sibling {
            name: name.clone(),
            statements: self.judge.binder.statements(self.deployment, documents).plain,
        });
        bound.collect()
    }

    fn command(&self) -> Command<'_> {
        Command {
            catalog: self.judge.catalog,
            form: self.judge.file.form,
            calls: self.judge.demands.calls,
            is_any_account: self.deployment.caller.is_any_account,
        }
    }
}
