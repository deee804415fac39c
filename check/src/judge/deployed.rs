//! The policies of an identity as one deployment has them.

use super::bound::{Binder, Place, Statements};
use super::command::Command;
use super::deployment::{Deployment, Placeholders};
use super::examined::{Documents, Examined, Examiner};
use super::gaps::Gaps;
use super::grants::{Grants, satisfied};
use super::named::{Copied, Named, Need, Origin};
use super::profiles::{Profiles, Scope};
use super::quota::{self, Length};
use super::regions::RegionClasses;
use super::service::PROFILE_KEY;
use super::siblings::{Member, Pool, Siblings};
use super::statement::Statement;
use super::subject::{Subject, Subjects};
use super::universe::{Names, Universe};
use super::{accounts, besides, denied, lifecycle, malformed, open, too_little, too_much, unmatched};
use crate::model::{Demands, Finding, Kind, Outcome, PolicyFile, Severity};
use crate::report::quoted_one;
use bedrock_profiles_catalog::Catalog;
use bedrock_profiles_iam::Truth;
use bedrock_profiles_iam::document;
use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::rc::Rc;

/// What was found of an identity.
#[derive(Clone, Debug, Default)]
pub(super) struct Judged {
    pub(super) findings: Vec<Finding>,
    pub(super) profiles: BTreeSet<String>,
}

/// The policies of a subject where the conditions that decide over them turn out in one way.
pub(super) struct Case<'c> {
    pub(super) subject: &'c Subject,
    /// The index of the subject in the file.
    pub(super) at: usize,
    pub(super) documents: Documents,
    /// How those conditions turn out that decide over its siblings too.
    pub(super) shared: Outcome,
    /// The Regions in which they can turn out so; `None` for all.
    pub(super) regions: Option<BTreeSet<String>>,
}

/// What judges the policies of one file.
pub(super) struct Judge<'j> {
    pub(super) catalog: Catalog<'j>,
    pub(super) file: &'j PolicyFile,
    pub(super) demands: Demands<'j>,
    pub(super) placeholders: Placeholders,
    /// Which policies are judged together.
    pub(super) subjects: Subjects,
    pub(super) examiner: Examiner<'j>,
    pub(super) gaps: Gaps<'j>,
    binder: Binder<'j>,
    names: Names,
    pub(super) classes: RegionClasses,
    pools: RefCell<HashMap<(Outcome, Place), Rc<Pool>>>,
    lifecycles: RefCell<HashMap<Named, Rc<Vec<Finding>>>>,
    needs: RefCell<HashMap<Named, Rc<Vec<Need>>>>,
}

impl<'j> Judge<'j> {
    pub(super) fn new(catalog: Catalog<'j>, file: &'j PolicyFile, demands: Demands<'j>) -> Self {
        let examiner = Examiner::new(file);
        Judge {
            catalog,
            file,
            demands,
            placeholders: Placeholders::from_file(file),
            subjects: Subjects::new(file, &examiner),
            examiner,
            gaps: Gaps::new(file),
            binder: Binder::new(catalog, file),
            names: Names::new(catalog),
            classes: RegionClasses::default(),
            pools: RefCell::default(),
            lifecycles: RefCell::default(),
            needs: RefCell::default(),
        }
    }

    /// All policies of the file, where what is shared turns out like this.
    fn pool(&self, shared: &Outcome, deployment: &Deployment) -> Rc<Pool> {
        let key = (shared.clone(), Place::of(deployment));
        if let Some(known) = self.pools.borrow().get(&key) {
            return known.clone();
        }
        let member = |subject: &Subject| Member {
            name: subject.name(self.file).map(str::to_owned),
            outcomes: self.outcomes(subject, shared, deployment),
        };
        let pool = Rc::new(Pool::new(self.subjects.all.iter().map(member).collect()));
        self.pools.borrow_mut().insert(key, pool.clone());
        pool
    }

    /// The statements of a subject under each outcome of its conditions in which those that are shared turn out like this;
    /// none where they are too many.
    fn outcomes(&self, subject: &Subject, shared: &Outcome, deployment: &Deployment) -> Vec<Vec<Rc<Statement>>> {
        let names = subject.conditions(self.file);
        if names.iter().all(|name| shared.contains_key(name)) {
            return vec![self.bound(deployment, &subject.documents(self.file, shared)).plain];
        }
        let outcomes = self.file.conditions.outcomes(&names, deployment.region.as_deref()).unwrap_or_default();
        let agrees = |outcome: &&Outcome| {
            outcome.iter().all(|(name, is_true)| shared.get(name).is_none_or(|own| own == is_true))
        };
        let mut seen = HashSet::new();
        let documents = outcomes.iter().filter(agrees).map(|outcome| subject.documents(self.file, outcome));
        let distinct = documents.filter(|documents| seen.insert(self.examiner.counting(documents)));
        distinct.map(|documents| self.bound(deployment, &documents).plain).collect()
    }

    /// The judgement as they are deployed in a Region, where that counts and is known.
    pub(super) fn in_region(&self, case: &Case<'_>, region: Option<&str>) -> Judged {
        let Case { subject, documents, .. } = case;
        let mut findings = self.by_themselves(subject, documents);
        if self.examiner.is_too_long(documents) {
            return Judged { findings, profiles: BTreeSet::new() };
        }
        let deployment = self.deployment(documents, region);
        let statements = self.bound(&deployment, documents);
        findings.extend(statements.findings.iter().cloned());
        let identity = Identity { judge: self, deployment: &deployment, statements: &statements };
        let (own, profiles) = identity.judge(case);
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
    pub(super) fn statements(&self, documents: &Documents, region: Option<&str>) -> (Vec<Rc<Statement>>, Deployment) {
        let deployment = self.deployment(documents, region);
        (self.bound(&deployment, documents).plain, deployment)
    }

    fn bound(&self, deployment: &Deployment, documents: &Documents) -> Statements {
        self.binder.statements(deployment, &self.examiner, documents)
    }

    fn deployment(&self, documents: &Documents, region: Option<&str>) -> Deployment {
        let written: Vec<&document::Statement> =
            documents.iter().flat_map(|(_, document)| &document.statements).collect();
        Deployment::new(self.file, &self.placeholders, &written, region)
    }

    /// What is said of documents before any of their statements is asked: what IAM refuses, and what can't be read.
    pub(super) fn by_themselves(&self, subject: &Subject, documents: &Documents) -> Vec<Finding> {
        let examined = documents.iter().map(|(at, document)| (*at, self.examiner.examined(*at, document)));
        let examined: Vec<(usize, Rc<Examined>)> = examined.collect();
        let lengths: Vec<Length<'_>> = examined.iter().map(|(at, examined)| self.length(*at, examined)).collect();
        let mut findings = quota::findings(subject.identity.as_ref(), &lengths);
        findings.extend(examined.iter().flat_map(|(_, examined)| examined.findings.iter().cloned()));
        findings
    }

    fn length<'f>(&'f self, at: usize, examined: &Examined) -> Length<'f> {
        let policy = self.file.policies.get(at);
        Length {
            name: policy.and_then(|policy| policy.name.as_deref()),
            kind: policy.map(|policy| policy.kind).unwrap_or_default(),
            characters: examined.characters,
            offset: policy.map_or(0, |policy| policy.offset),
        }
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
    fn judge(&self, case: &Case<'_>) -> (Vec<Finding>, BTreeSet<String>) {
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
        findings.extend(self.missing(case, &profiles, &universe, &needs, &loose));
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
        case: &Case<'_>,
        profiles: &Profiles,
        universe: &Universe,
        needs: &[Need],
        loose: &[&Statement],
    ) -> Vec<Finding> {
        let grants = Grants(&self.statements.corrected);
        let (mut findings, denied) = denied::findings(grants, needs);
        let (mixed, explained) = accounts::findings(grants, &profiles.named, &self.deployment.caller);
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
        let subjects = &self.judge.subjects;
        if !missing.is_empty() && subjects.has_siblings(case.at) || subjects.may_be_denied(case.at) {
            let pool = self.judge.pool(&case.shared, self.deployment);
            let siblings = Siblings { pool: &pool, subjects, of: case.at };
            findings.extend(siblings.granted(needs, &mut missing));
            findings.extend(siblings.denials(needs));
        }
        findings.extend(too_little::findings(self.command(), grants, needs, &missing));
        findings
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
