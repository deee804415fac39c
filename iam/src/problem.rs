//! What is wrong with a document.

use alloc::{
    format,
    string::{String, ToString as _},
};
use core::fmt;

/// Something in a document that IAM refuses, or that can't be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong.
    pub kind: ProblemKind,
    /// The element, such as `Statement[1].Condition.StringLike`: statements count from 0. Empty for the whole.
    pub element: String,
    /// The index of the statement that it is in.
    pub statement: Option<usize>,
    /// Where the element begins in the text, in bytes.
    pub offset: usize,
}

/// What is wrong with an element.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ProblemKind {
    /// It is no object.
    NotAnObject,
    /// It is, or holds, something that is no text.
    NotText,
    /// It is there twice in one object. What is read is the last one.
    Duplicate,
    /// No such element exists.
    UnknownElement,
    /// The element of this name is written in other case. It is read as that one.
    OtherCase(&'static str),
    /// It is missing, and so is its `Not…`, if it has one.
    Missing(Option<&'static str>),
    /// It is there together with this one.
    Both(&'static str),
    /// It is not a version that exists.
    Version(String),
    /// It is neither `Allow` nor `Deny`, or is missing.
    Effect(Option<String>),
    /// It is no list of texts but an empty one.
    Empty,
    /// No condition operator has this name.
    Operator(String),
    /// It is neither `true` nor `false`.
    TruthValue(String),
    /// It has other characters than letters and digits.
    Sid(String),
    /// A statement before it has the same.
    SameSid(String),
}

/// The problem, without the element that has it.
impl fmt::Display for ProblemKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |text: &str| text.escape_debug().to_string();
        let said = match self {
            ProblemKind::NotAnObject => "is not an object".to_string(),
            ProblemKind::NotText => "holds something that is not text".to_string(),
            ProblemKind::Duplicate => "is there twice".to_string(),
            ProblemKind::UnknownElement => "is no element of a policy".to_string(),
            ProblemKind::OtherCase(right) => format!("is written `{right}`"),
            ProblemKind::Missing(None) => "is missing".to_string(),
            ProblemKind::Missing(Some(other)) => format!("is missing, and so is `{other}`"),
            ProblemKind::Both(other) => format!("stands beside `{other}`"),
            ProblemKind::Version(version) => format!("is `{}`, and not `2012-10-17`", shown(version)),
            ProblemKind::Effect(Some(effect)) => format!("is `{}`, and not `Allow` or `Deny`", shown(effect)),
            ProblemKind::Effect(None) => "is missing: it is `Allow` or `Deny`".to_string(),
            ProblemKind::Empty => "is empty".to_string(),
            ProblemKind::Operator(_) => "is not a condition operator".to_string(),
            ProblemKind::TruthValue(value) => format!("is `{}`, and not `true` or `false`", shown(value)),
            ProblemKind::Sid(_) => "has other characters than letters and digits".to_string(),
            ProblemKind::SameSid(_) => "is that of a statement before it".to_string(),
        };
        f.write_str(&said)
    }
}

/// `` `Statement[0].Effect` is missing ``
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.element.as_str() {
            "" => write!(f, "it {}", self.kind),
            element => write!(f, "`{}` {}", element.escape_debug(), self.kind),
        }
    }
}
