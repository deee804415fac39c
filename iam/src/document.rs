//! What a policy document says, element by element, and what is wrong with it.
//!
//! See <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html>.

use crate::json::{Kind, Member, Node};
use crate::{Cause, Operator, Problem, ProblemKind, Text, Truth};
use alloc::{
    collections::BTreeSet,
    format,
    string::{String, ToString as _},
    vec::Vec,
};

/// The version whose documents know policy variables.
pub const VERSION: &str = "2012-10-17";
/// The version of a document that names none.
pub const OLD_VERSION: &str = "2008-10-17";

/// A policy document.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The version, if it names one.
    pub version: Option<Located>,
    /// The statements. One that is no object is none of them.
    pub statements: Vec<Statement>,
    /// What is wrong, in the order of the document.
    pub problems: Vec<Problem>,
    /// Statements, or all of them, that can't be resolved.
    pub unknown: Vec<UnknownStatement>,
}

/// A statement, or a list of them, that can't be resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownStatement {
    /// Its index in the document, from 0.
    pub index: usize,
    /// How the document writes it.
    pub written: String,
    /// Where it begins in the document, in bytes.
    pub offset: usize,
}

/// A text and its place.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Located {
    /// The text.
    pub text: Text,
    /// Where it begins in the document, in bytes.
    pub offset: usize,
}

/// A statement as it is written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Statement {
    /// Its index in the document, from 0.
    pub index: usize,
    /// Where it begins in the document, in bytes.
    pub offset: usize,
    /// Its id, if it has one that is not empty.
    pub sid: Option<Located>,
    /// What it does.
    pub effect: Effect,
    /// `Action` or `NotAction`.
    pub actions: Selection,
    /// `Resource` or `NotResource`.
    pub resources: Selection,
    /// The conditions, all of which must be satisfied.
    pub conditions: Vec<Condition>,
    /// Whether it names who may, as policies of resources do.
    pub has_principal: bool,
}

/// What a statement does with the requests that it applies to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Effect {
    /// It allows them.
    Allow,
    /// It denies them, whatever else allows them.
    Deny,
    /// That can't be resolved.
    Unknown(String),
    /// It is missing, or is none of both.
    Refused,
}

impl Effect {
    /// Whether the effect is certain to be what it may be.
    pub fn is_certain(&self) -> Truth {
        match self {
            Effect::Unknown(written) => Truth::depends(Cause::Text(written.clone())),
            Effect::Refused => Truth::depends(Cause::Refused("Effect".to_string())),
            Effect::Allow | Effect::Deny => Truth::Yes,
        }
    }
}

/// An element and its `Not…`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Selection {
    /// Whether it is the `Not…` one, which selects whatever it does not name.
    pub is_negated: bool,
    /// What it names; nothing where it is missing.
    pub texts: Vec<Located>,
    /// Where its value begins in the document, in bytes.
    pub offset: usize,
}

/// A condition: an operator, a key, and values, one of which must match.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Condition {
    /// The operator's name.
    pub operator: Text,
    /// The condition key.
    pub key: Text,
    /// The values.
    pub values: Vec<Located>,
    /// Where the key begins in the document, in bytes.
    pub offset: usize,
}

const OF_POLICY: [&str; 3] = ["Version", "Id", "Statement"];
const OF_STATEMENT: [&str; 9] =
    ["Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition"];

impl Document {
    /// The policy that a value is. What is wrong with it is among its problems; the rest is read nonetheless.
    pub fn read(node: &Node) -> Self {
        let mut reader = Reader { document: Document::default(), sids: BTreeSet::new() };
        reader.policy(node);
        reader.document
    }

    /// Whether `${…}` in it are policy variables.
    pub fn has_variables(&self) -> bool {
        self.version.as_ref().is_some_and(|version| version.text.known().is_none_or(|text| text == VERSION))
    }

    /// Its statements, ready to be evaluated.
    pub fn compiled(&self) -> impl Iterator<Item = crate::Statement> {
        let has_variables = self.has_variables();
        self.statements.iter().map(move |statement| crate::Statement::new(statement, has_variables))
    }
}

struct Reader {
    document: Document,
    /// The ids of the statements so far.
    sids: BTreeSet<String>,
}

/// The members of an object by their elements, and the way to it.
struct Object<'n> {
    members: Vec<(&'static str, &'n Member)>,
    path: String,
    statement: Option<usize>,
    offset: usize,
}

impl<'n> Object<'n> {
    /// The last one of this name.
    fn get(&self, element: &str) -> Option<&'n Member> {
        self.members.iter().rev().find(|(own, _)| *own == element).map(|(_, member)| *member)
    }

    fn path(&self, element: &str) -> String {
        if self.path.is_empty() { element.to_string() } else { format!("{}.{element}", self.path) }
    }
}

impl Reader {
    fn problem(&mut self, kind: ProblemKind, element: String, statement: Option<usize>, offset: usize) {
        self.document.problems.push(Problem { kind, element, statement, offset });
    }

    fn policy(&mut self, node: &Node) {
        let Some(policy) = self.object(node, String::new(), None, &OF_POLICY) else { return };
        if let Some(member) = policy.get("Version") {
            self.version(member);
        }
        let Some(statements) = policy.get("Statement") else {
            self.problem(ProblemKind::Missing(None), "Statement".to_string(), None, node.offset);
            return;
        };
        if statements.value.items().is_empty() {
            self.problem(ProblemKind::Empty, "Statement".to_string(), None, statements.value.offset);
        }
        for (index, statement) in statements.value.items().iter().enumerate() {
            if let Kind::Unknown(written) = &statement.kind {
                let unknown = UnknownStatement { index, written: written.clone(), offset: statement.offset };
                self.document.unknown.push(unknown);
                continue;
            }
            self.statement(statement, index);
        }
    }

    fn version(&mut self, member: &Member) {
        let located = match &member.value.kind {
            Kind::Text(text) => Located { text: text.clone(), offset: member.value.offset },
            Kind::Unknown(written) => Located { text: Text::unknown(written.clone()), offset: member.value.offset },
            _ => {
                self.problem(ProblemKind::NotText, "Version".to_string(), None, member.value.offset);
                return;
            }
        };
        if let Some(other) = located.text.known().filter(|text| ![VERSION, OLD_VERSION].contains(text)) {
            let kind = ProblemKind::Version(other.to_string());
            self.problem(kind, "Version".to_string(), None, member.value.offset);
        }
        self.document.version = Some(located);
    }

    fn statement(&mut self, node: &Node, index: usize) {
        let path = format!("Statement[{index}]");
        let Some(object) = self.object(node, path, Some(index), &OF_STATEMENT) else { return };
        let sid = self.sid(&object);
        let effect = self.effect(&object);
        let has_principal = object.get("Principal").or(object.get("NotPrincipal")).is_some();
        let actions = self.selection(&object, ["Action", "NotAction"], true);
        let resources = self.selection(&object, ["Resource", "NotResource"], !has_principal);
        let conditions = object.get("Condition").map(|member| self.conditions(&object, member)).unwrap_or_default();
        let offset = node.offset;
        let statement = Statement { index, offset, sid, effect, actions, resources, conditions, has_principal };
        self.document.statements.push(statement);
    }

    fn sid(&mut self, object: &Object<'_>) -> Option<Located> {
        let member = object.get("Sid")?;
        let [located] = <[Located; 1]>::try_from(self.texts(object, "Sid", &member.value, false)).ok()?;
        let Some(text) = located.text.known() else { return Some(located) };
        if text.is_empty() {
            return None;
        }
        let kind = if !text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            Some(ProblemKind::Sid(text.to_string()))
        } else if !self.sids.insert(text.to_string()) {
            Some(ProblemKind::SameSid(text.to_string()))
        } else {
            None
        };
        if let Some(kind) = kind {
            self.problem(kind, object.path("Sid"), object.statement, located.offset);
        }
        Some(located)
    }

    fn effect(&mut self, object: &Object<'_>) -> Effect {
        let Some(member) = object.get("Effect") else {
            self.problem(ProblemKind::Effect(None), object.path("Effect"), object.statement, object.offset);
            return Effect::Refused;
        };
        match &member.value.kind {
            Kind::Unknown(written) => Effect::Unknown(written.clone()),
            Kind::Text(text) => match text.known() {
                Some("Allow") => Effect::Allow,
                Some("Deny") => Effect::Deny,
                Some(other) => {
                    let kind = ProblemKind::Effect(Some(other.to_string()));
                    self.problem(kind, object.path("Effect"), object.statement, member.value.offset);
                    Effect::Refused
                }
                None => Effect::Unknown(text.to_string()),
            },
            _ => {
                self.problem(ProblemKind::NotText, object.path("Effect"), object.statement, member.value.offset);
                Effect::Refused
            }
        }
    }

    fn selection(&mut self, object: &Object<'_>, names: [&'static str; 2], is_required: bool) -> Selection {
        let [element, negated] = names;
        let (member, is_negated) = match (object.get(element), object.get(negated)) {
            (Some(member), None) => (member, false),
            (None, Some(member)) => (member, true),
            (Some(member), Some(other)) => {
                self.problem(ProblemKind::Both(negated), object.path(element), object.statement, other.offset);
                (member, false)
            }
            (None, None) => {
                if is_required {
                    let kind = ProblemKind::Missing(Some(negated));
                    self.problem(kind, object.path(element), object.statement, object.offset);
                }
                return Selection { is_negated: false, texts: Vec::new(), offset: object.offset };
            }
        };
        let element = if is_negated { negated } else { element };
        let texts = self.texts(object, element, &member.value, true);
        Selection { is_negated, texts, offset: member.value.offset }
    }

    fn conditions(&mut self, object: &Object<'_>, member: &Member) -> Vec<Condition> {
        let mut conditions = Vec::new();
        let block = object.path("Condition");
        for (operator, keys) in self.entries(&member.value, &block, object, &mut conditions) {
            let place = format!("{block}.{}", operator.key);
            if Operator::from_name(&operator.key).is_none() {
                let kind = ProblemKind::Operator(operator.key.clone());
                self.problem(kind, place.clone(), object.statement, operator.offset);
            }
            for (key, values) in self.entries(keys, &place, object, &mut conditions) {
                let condition = self.condition(object, (&operator.key, key), values, &place);
                conditions.push(condition);
            }
        }
        conditions
    }

    fn condition(
        &mut self,
        object: &Object<'_>,
        (operator, key): (&str, &Member),
        values: &Node,
        place: &str,
    ) -> Condition {
        let place = format!("{place}.{}", key.key);
        let values = self.texts_at(values, &place, object.statement);
        if values.is_empty() {
            self.problem(ProblemKind::Empty, place.clone(), object.statement, key.value.offset);
        }
        let is_null = Operator::from_name(operator).is_some_and(Operator::is_null);
        for value in values.iter().filter(|_| is_null) {
            if let Some(other) = value.text.known().filter(|text| !["true", "false"].contains(text)) {
                let kind = ProblemKind::TruthValue(other.to_string());
                self.problem(kind, place.clone(), object.statement, value.offset);
            }
        }
        Condition { operator: operator.into(), key: key_text(&key.key), values, offset: key.offset }
    }

    /// The members of an object in a `Condition`. What can't be resolved is a condition of its own.
    fn entries<'n>(
        &mut self,
        node: &'n Node,
        place: &str,
        object: &Object<'_>,
        conditions: &mut Vec<Condition>,
    ) -> Vec<(&'n Member, &'n Node)> {
        let unknown = |written: &str, offset: usize| {
            let text = Text::unknown(written);
            Condition { operator: text.clone(), key: text, values: Vec::new(), offset }
        };
        match &node.kind {
            Kind::Object(members) => {
                self.duplicates(members, place, object.statement);
                members.iter().map(|member| (member, &member.value)).collect()
            }
            Kind::Unknown(written) => {
                conditions.push(unknown(written, node.offset));
                Vec::new()
            }
            _ => {
                self.problem(ProblemKind::NotAnObject, place.to_string(), object.statement, node.offset);
                let nothing = Text::default();
                conditions.push(Condition {
                    operator: nothing.clone(),
                    key: nothing,
                    values: Vec::new(),
                    offset: node.offset,
                });
                Vec::new()
            }
        }
    }

    fn texts(&mut self, object: &Object<'_>, element: &str, node: &Node, may_be_list: bool) -> Vec<Located> {
        let place = object.path(element);
        if !may_be_list && matches!(node.kind, Kind::List(_)) {
            self.problem(ProblemKind::NotText, place, object.statement, node.offset);
            return Vec::new();
        }
        let texts = self.texts_at(node, &place, object.statement);
        if texts.is_empty() && may_be_list {
            self.problem(ProblemKind::Empty, place, object.statement, node.offset);
        }
        texts
    }

    fn texts_at(&mut self, node: &Node, place: &str, statement: Option<usize>) -> Vec<Located> {
        let mut texts = Vec::new();
        for item in node.items() {
            let text = match &item.kind {
                Kind::Text(text) => text.clone(),
                Kind::Unknown(written) => Text::unknown(written.clone()),
                _ => {
                    self.problem(ProblemKind::NotText, place.to_string(), statement, item.offset);
                    Text::unknown(place)
                }
            };
            texts.push(Located { text, offset: item.offset });
        }
        texts
    }

    fn object<'n>(
        &mut self,
        node: &'n Node,
        path: String,
        statement: Option<usize>,
        elements: &[&'static str],
    ) -> Option<Object<'n>> {
        let Kind::Object(members) = &node.kind else {
            self.problem(ProblemKind::NotAnObject, path, statement, node.offset);
            return None;
        };
        self.duplicates(members, &path, statement);
        let mut object = Object { members: Vec::new(), path, statement, offset: node.offset };
        for member in members {
            let element = elements.iter().find(|element| element.eq_ignore_ascii_case(&member.key));
            let kind = match element {
                Some(element) if *element == member.key => None,
                Some(element) => Some(ProblemKind::OtherCase(element)),
                None => Some(ProblemKind::UnknownElement),
            };
            if let Some(kind) = kind {
                self.problem(kind, object.path(&member.key), statement, member.offset);
            }
            object.members.extend(element.map(|element| (*element, member)));
        }
        Some(object)
    }

    fn duplicates(&mut self, members: &[Member], path: &str, statement: Option<usize>) {
        let mut keys = BTreeSet::new();
        for member in members {
            if !keys.insert(&member.key) {
                let element = if path.is_empty() { member.key.clone() } else { format!("{path}.{}", member.key) };
                self.problem(ProblemKind::Duplicate, element, statement, member.offset);
            }
        }
    }
}

/// A key that a template makes, such as `${Issuer}:aud`, is not known.
fn key_text(key: &str) -> Text {
    if key.contains("${") { Text::unknown(key) } else { key.into() }
}
