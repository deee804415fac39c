//! The proof of a policy: what it must allow and what it must not.

use crate::needs::{Grant, Request};
use crate::prohibitions::{ELSEWHERE_REQUESTED_IN_SOURCE, Others, Rule, cross_products, other_actions, rules};
use bedrock_profiles::policy::Layout;
use std::collections::{BTreeMap, BTreeSet};
use std::panic::resume_unwind;

pub(crate) struct Proof {
    pub(crate) needs: BTreeSet<Request>,
    pub(crate) rules: Vec<Rule>,
}

impl Proof {
    pub(crate) fn of_needs(grants: &[Grant]) -> Self {
        Proof { needs: grants.iter().flat_map(|grant| grant.needs()).collect(), rules: Vec::new() }
    }

    /// The needs, and that no other action of the service is allowed on what is granted.
    pub(crate) fn of_actions(grants: &[Grant]) -> Self {
        let Proof { needs, .. } = Proof::of_needs(grants);
        let rules = vec![other_actions(grants, &needs)];
        Proof { needs, rules }
    }

    /// The needs, and all that is prohibited besides but for other actions.
    ///
    /// The exact layout rests on nothing. The others may allow the cross products, and are not judged where the
    /// Region of a geographic profile's model is not the requested one.
    pub(crate) fn of(grants: &[Grant], layout: Layout, others: Others) -> Self {
        let Proof { needs, .. } = Proof::of_needs(grants);
        let mut rules = rules(grants, &needs, others);
        let products = cross_products(&needs);
        if layout != Layout::Exact {
            rules.retain(|rule| rule.name != ELSEWHERE_REQUESTED_IN_SOURCE);
            for rule in &mut rules {
                rule.prohibited.retain(|request| !products.contains(request));
            }
        } else if grants.len() > 1 {
            let prohibited = products.into_iter().collect();
            rules.push(Rule { name: "one granted profile's model through another", prohibited });
        }
        Proof { needs, rules }
    }

    /// The needs, and a sample of what is prohibited by each rule.
    pub(crate) fn with_every_nth_prohibition(self, n: usize) -> Self {
        let sample =
            |rule: Rule| Rule { prohibited: rule.prohibited.into_iter().step_by(n).collect(), name: rule.name };
        Proof { rules: self.rules.into_iter().map(sample).collect(), ..self }
    }

    /// The first request that is judged otherwise than it must be.
    pub(crate) fn broken_by(&self, allows: impl Fn(&Request) -> bool) -> Option<String> {
        let denied = self.needs.iter().find(|need| !allows(need));
        let mut prohibited =
            self.rules.iter().flat_map(|rule| rule.prohibited.iter().map(move |request| (rule.name, request)));
        denied.map(|need| format!("needed, but denied: {need}")).or_else(|| {
            let allowed = prohibited.find(|(_, request)| allows(request));
            allowed.map(|(rule, request)| format!("{rule}, but allowed: {request}"))
        })
    }

    /// How many requests it judges.
    pub(crate) fn tally(&self) -> Tally {
        let rules = self.rules.iter().map(|rule| Tally::from([(rule.name, rule.prohibited.len())]));
        add(rules.chain([Tally::from([("needed", self.needs.len())])]))
    }
}

/// How many requests were judged by each rule.
pub(crate) type Tally = BTreeMap<&'static str, usize>;

pub(crate) fn add(tallies: impl IntoIterator<Item = Tally>) -> Tally {
    let mut sum = Tally::new();
    for (rule, count) in tallies.into_iter().flatten() {
        *sum.entry(rule).or_default() += count;
    }
    sum
}

/// Proves all of `cases`, in several threads.
pub(crate) fn prove_all<T: Sync>(cases: &[T], prove: impl Fn(&T) -> Tally + Sync) -> Tally {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let prove_share = |share: usize| add(cases.iter().skip(share).step_by(threads).map(&prove));
    std::thread::scope(|scope| {
        let shares: Vec<_> = (0..threads).map(|share| scope.spawn(move || prove_share(share))).collect();
        add(shares.into_iter().map(|share| share.join().unwrap_or_else(|panic| resume_unwind(panic))))
    })
}
