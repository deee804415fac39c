//! How the conditions of a template can turn out.

use super::{Deployed, deployed};
use std::collections::{BTreeMap, BTreeSet};

/// The conditions of a template, with what is known of how they depend on each other.
#[derive(Clone, Debug, Default)]
pub struct TemplateConditions {
    declared: BTreeMap<String, Expression>,
    /// The only texts that a reference can be.
    allowed: BTreeMap<String, BTreeSet<String>>,
}

/// One way in which conditions turn out.
pub type Outcome = BTreeMap<String, bool>;

/// What a condition is declared as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expression {
    /// `Fn::And`
    All(Vec<Expression>),
    /// `Fn::Or`
    Any(Vec<Expression>),
    /// `Fn::Not`
    Not(Box<Expression>),
    /// Another condition.
    Condition(String),
    /// `Fn::Equals`
    Equals(Operand, Operand),
    /// Anything else, as it is written. Two that are written alike turn out alike.
    Free(String),
}

/// What is compared.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Operand {
    /// A text that is known.
    Literal(String),
    /// What the deployment decides, as the template refers to it.
    Reference(String),
}

/// What is decided by itself.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Choice {
    /// Which of the texts that it is compared with a reference is, if any.
    Reference(String),
    /// Whether two references are the same.
    Same(String, String),
    /// Whether a condition that the template does not declare is true.
    Undeclared(String),
    /// Whether an expression that can't be computed is true.
    Free(String),
}

/// How each choice turned out: the index of an alternative.
type Chosen<'c> = BTreeMap<&'c Choice, usize>;

impl TemplateConditions {
    /// How many combinations of choices are tried. Beyond, conditions count as independent.
    const COMBINATIONS: usize = 4096;
    /// How many conditions may refer to each other in a row. Those beyond count as independent.
    const CHAIN: usize = 100;

    /// Conditions that are declared as these expressions.
    pub fn new(declared: BTreeMap<String, Expression>) -> Self {
        let mut resolved: BTreeSet<String> = BTreeSet::new();
        for _ in 0..Self::CHAIN {
            let is_resolved = |name: &str| resolved.contains(name) || !declared.contains_key(name);
            let next = declared.iter().filter(|(_, expression)| expression.names().into_iter().all(is_resolved));
            let next: BTreeSet<String> = next.map(|(name, _)| name.clone()).collect();
            if next.len() == resolved.len() {
                break;
            }
            resolved = next;
        }
        let declared = declared.into_iter().filter(|(name, _)| resolved.contains(name)).collect();
        TemplateConditions { declared, allowed: BTreeMap::new() }
    }

    /// The same, where these references can be these texts alone, as `AllowedValues` says.
    #[must_use]
    pub fn with_allowed(self, allowed: BTreeMap<String, BTreeSet<String>>) -> Self {
        TemplateConditions { allowed, ..self }
    }

    /// Whether the Region of the deployment decides over one of these.
    pub fn depend_on_region(&self, names: &BTreeSet<String>) -> bool {
        self.choices(names).keys().any(Choice::is_region)
    }

    /// Every way in which these conditions can turn out together in a Region, or in any, where they are true first;
    /// `None` where they are too many to judge each.
    pub fn outcomes(&self, names: &BTreeSet<String>, region: Option<&str>) -> Option<Vec<Outcome>> {
        if names.len() > super::Policy::CONDITIONS {
            return None;
        }
        let numbers = self.possible(names, region).unwrap_or_else(|| (0..1 << names.len()).collect());
        let outcome =
            |bits: usize| names.iter().enumerate().map(|(at, name)| (name.clone(), bits >> at & 1 == 0)).collect();
        Some(numbers.into_iter().map(outcome).collect())
    }

    /// The outcomes that can be, as numbers in which bit `n` is set where the `n`th condition is false.
    fn possible(&self, names: &BTreeSet<String>, region: Option<&str>) -> Option<BTreeSet<usize>> {
        let choices = self.choices(names);
        let alternatives: Vec<Vec<usize>> =
            choices.iter().map(|(choice, texts)| self.alternatives(choice, texts, region)).collect();
        let combinations = alternatives.iter().try_fold(1_usize, |all, own| all.checked_mul(own.len()));
        let combinations = combinations.filter(|all| *all <= Self::COMBINATIONS)?;
        let number = |combination: usize| {
            let mut rest = combination;
            let chosen = choices.keys().zip(&alternatives).map(|(choice, own)| {
                let at = own.get(rest % own.len().max(1)).copied().unwrap_or_default();
                rest /= own.len().max(1);
                (choice, at)
            });
            let chosen: Chosen<'_> = chosen.collect();
            let evaluation = &mut Evaluation { conditions: self, choices: &choices, chosen, known: BTreeMap::new() };
            let is_false = |(at, name): (usize, &String)| usize::from(!evaluation.condition(name)) << at;
            names.iter().enumerate().map(is_false).sum()
        };
        Some((0..combinations).map(number).collect())
    }

    /// A reference is one of the texts, or none of them, which comes last; anything else is true or false.
    fn alternatives(&self, choice: &Choice, texts: &BTreeSet<String>, region: Option<&str>) -> Vec<usize> {
        let Choice::Reference(reference) = choice else { return vec![0, 1] };
        let place = |own: &str| texts.iter().position(|text| text == own).unwrap_or(texts.len());
        match (self.allowed.get(reference), region) {
            (_, Some(region)) if choice.is_region() => vec![place(region)],
            (Some(allowed), _) if !allowed.is_empty() => {
                let places: BTreeSet<usize> = allowed.iter().map(|own| place(own)).collect();
                places.into_iter().collect()
            }
            _ => (0..=texts.len()).collect(),
        }
    }

    /// What decides over these conditions, each with the texts that it is compared with.
    fn choices(&self, names: &BTreeSet<String>) -> BTreeMap<Choice, BTreeSet<String>> {
        let mut choices: BTreeMap<Choice, BTreeSet<String>> = BTreeMap::new();
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        let mut open: Vec<&str> = names.iter().map(String::as_str).collect();
        while let Some(name) = open.pop() {
            if !seen.insert(name) {
                continue;
            }
            match self.declared.get(name) {
                None => drop(choices.entry(Choice::Undeclared(name.to_owned())).or_default()),
                Some(expression) => {
                    open.extend(expression.names());
                    for (choice, text) in expression.choices() {
                        choices.entry(choice).or_default().extend(text);
                    }
                }
            }
        }
        choices
    }
}

impl Choice {
    fn is_region(&self) -> bool {
        matches!(self, Choice::Reference(reference) if deployed(reference) == Some(Deployed::Region))
    }
}

impl Expression {
    /// The conditions that it refers to.
    fn names(&self) -> Vec<&str> {
        match self {
            Expression::All(of) | Expression::Any(of) => of.iter().flat_map(Expression::names).collect(),
            Expression::Not(of) => of.names(),
            Expression::Condition(name) => vec![name],
            Expression::Equals(..) | Expression::Free(_) => Vec::new(),
        }
    }

    fn choices(&self) -> Vec<(Choice, Option<String>)> {
        match self {
            Expression::All(of) | Expression::Any(of) => of.iter().flat_map(Expression::choices).collect(),
            Expression::Not(of) => of.choices(),
            Expression::Condition(_) => Vec::new(),
            Expression::Equals(left, right) => compared(left, right).into_iter().collect(),
            Expression::Free(written) => vec![(Choice::Free(written.clone()), None)],
        }
    }
}

/// What decides whether two operands are equal; `None` where nothing needs to.
fn compared(left: &Operand, right: &Operand) -> Option<(Choice, Option<String>)> {
    match (left.min(right), left.max(right)) {
        (Operand::Literal(text), Operand::Reference(reference)) => {
            Some((Choice::Reference(reference.clone()), Some(text.clone())))
        }
        (Operand::Reference(a), Operand::Reference(b)) if a != b => Some((Choice::Same(a.clone(), b.clone()), None)),
        _ => None,
    }
}

/// Conditions where every choice is made.
struct Evaluation<'c> {
    conditions: &'c TemplateConditions,
    choices: &'c BTreeMap<Choice, BTreeSet<String>>,
    chosen: Chosen<'c>,
    known: BTreeMap<&'c str, bool>,
}

impl<'c> Evaluation<'c> {
    fn condition(&mut self, name: &str) -> bool {
        if let Some(known) = self.known.get(name) {
            return *known;
        }
        let Some((name, expression)) = self.conditions.declared.get_key_value(name) else {
            return self.is_chosen(&Choice::Undeclared(name.to_owned()), 0);
        };
        let is_true = self.expression(expression);
        self.known.insert(name, is_true);
        is_true
    }

    fn expression(&mut self, expression: &'c Expression) -> bool {
        match expression {
            Expression::All(of) => of.iter().all(|it| self.expression(it)),
            Expression::Any(of) => of.iter().any(|it| self.expression(it)),
            Expression::Not(of) => !self.expression(of),
            Expression::Condition(name) => self.condition(name),
            Expression::Free(written) => self.is_chosen(&Choice::Free(written.clone()), 0),
            Expression::Equals(left, right) => match compared(left, right) {
                None => left == right,
                Some((choice, None)) => self.is_chosen(&choice, 0),
                Some((choice, Some(text))) => {
                    let at = self.choices.get(&choice).and_then(|texts| texts.iter().position(|it| *it == text));
                    at.is_some_and(|at| self.is_chosen(&choice, at))
                }
            },
        }
    }

    fn is_chosen(&self, choice: &Choice, at: usize) -> bool {
        self.chosen.get(choice) == Some(&at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is(reference: &str, text: &str) -> Expression {
        Expression::Equals(Operand::Reference(reference.into()), Operand::Literal(text.into()))
    }

    /// The outcomes of conditions, as `T` and `F` for each name in order.
    fn outcomes(declared: &[(&str, Expression)], names: &[&str]) -> Vec<String> {
        let declared = declared.iter().map(|(name, it)| ((*name).to_owned(), it.clone())).collect();
        let names = names.iter().map(|name| (*name).to_owned()).collect();
        let outcomes = TemplateConditions::new(declared).outcomes(&names, None).expect("few conditions");
        let letters = |outcome: Outcome| outcome.values().map(|is_true| if *is_true { 'T' } else { 'F' }).collect();
        outcomes.into_iter().map(letters).collect()
    }

    #[test]
    fn conditions_depend_on_each_other() {
        let name = |name: &str| Expression::Condition(name.to_owned());
        let not = |it| Expression::Not(Box::new(it));
        let (dev, prod) = (is("Stage", "dev"), is("Stage", "prod"));
        let flipped = Expression::Equals(Operand::Literal("dev".into()), Operand::Reference("Stage".into()));
        let literal = |text: &str| Operand::Literal(text.into());
        let reference = |text: &str| Operand::Reference(text.into());
        for (declared, names, expected) in [
            (vec![], vec!["A", "B"], vec!["TT", "FT", "TF", "FF"]),
            (vec![("A", dev.clone()), ("B", prod.clone())], vec!["A", "B"], vec!["FT", "TF", "FF"]),
            (vec![("A", dev.clone()), ("B", flipped)], vec!["A", "B"], vec!["TT", "FF"]),
            (vec![("A", dev.clone()), ("B", not(name("A")))], vec!["A", "B"], vec!["FT", "TF"]),
            (vec![("A", Expression::All(vec![name("X"), name("Y")]))], vec!["A", "X"], vec!["TT", "FT", "FF"]),
            (vec![("A", Expression::Any(vec![name("X"), name("Y")]))], vec!["A", "X"], vec!["TT", "TF", "FF"]),
            (vec![("A", Expression::Equals(literal("x"), literal("x")))], vec!["A"], vec!["T"]),
            (vec![("A", Expression::Equals(literal("x"), literal("y")))], vec!["A"], vec!["F"]),
            (vec![("A", Expression::Equals(reference("x"), reference("x")))], vec!["A"], vec!["T"]),
            (vec![("A", Expression::Equals(reference("x"), reference("y")))], vec!["A"], vec!["T", "F"]),
            (
                vec![("A", Expression::Free("f".into())), ("B", Expression::Free("f".into()))],
                vec!["A", "B"],
                vec!["TT", "FF"],
            ),
            // One that refers to itself is not computed.
            (vec![("A", not(name("A")))], vec!["A"], vec!["T", "F"]),
        ] {
            assert_eq!(outcomes(&declared, &names), expected, "{declared:?}");
        }
    }

    #[test]
    fn many_conditions_cost_little() {
        let both = |at: usize| {
            let before = Expression::Condition(format!("C{}", at - 1));
            (format!("C{at}"), Expression::All(vec![before.clone(), before]))
        };
        let chain: BTreeMap<String, Expression> = (1..1_000).map(both).collect();
        let conditions = TemplateConditions::new(chain);
        let names = |range: std::ops::Range<usize>| range.map(|at| format!("C{at}")).collect();
        assert_eq!(conditions.outcomes(&names(1..11), None).map(|outcomes| outcomes.len()), Some(2));
        assert_eq!(conditions.outcomes(&names(990..1_000), None).map(|outcomes| outcomes.len()), Some(1024));
        assert_eq!(conditions.outcomes(&names(0..11), None), None);
    }
}
