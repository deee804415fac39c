//! The policy language of AWS IAM: reading a document, matching patterns, and evaluating requests of which not
//! everything is known.
//!
//! It knows no service. What a request has, its caller says through [`Request`]; what nobody knows stays unknown: the
//! answer is a [`Truth`], which is yes, no, or names what it depends on.
//!
//! ```
//! use bedrock_profiles_iam::{Document, Request, Statement, Truth, Value, evaluate, json};
//!
//! struct Invoke;
//!
//! impl Request for Invoke {
//!     fn action(&self) -> &str {
//!         "bedrock:InvokeModel"
//!     }
//!     fn resource(&self) -> &str {
//!         "arn:aws:bedrock:eu-west-1::foundation-model/amazon.nova-lite-v1:0"
//!     }
//!     fn value(&self, key: &str) -> Value<'_> {
//!         match key {
//!             "aws:RequestedRegion" => Value::Known("eu-west-1"),
//!             _ => Value::Unknown,
//!         }
//!     }
//! }
//!
//! let policy = r#"{
//!     "Version": "2012-10-17",
//!     "Statement": {
//!         "Effect": "Allow",
//!         "Action": "bedrock:Invoke*",
//!         "Resource": "arn:aws:bedrock:*::foundation-model/*",
//!         "Condition": { "StringLike": { "aws:RequestedRegion": "eu-*" } }
//!     }
//! }"#;
//! let document = Document::read(&json::parse(policy)?);
//! assert!(document.problems.is_empty());
//! let statements: Vec<Statement> = document.compiled().collect();
//! assert_eq!(evaluate::is_allowed(&statements, &Invoke), Truth::Yes);
//! # Ok::<(), json::JsonError>(())
//! ```
//!
//! See <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html> and
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html>.

#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;

pub mod arn;
pub mod document;
pub mod evaluate;
pub mod json;
mod operator;
mod pattern;
mod problem;
mod request;
mod statement;
mod text;
mod truth;

pub use document::Document;
pub use operator::{OPERATORS, Operator};
pub use pattern::Pattern;
pub use problem::{Problem, ProblemKind};
pub use request::{Request, Value};
pub use statement::Statement;
pub use text::{Piece, Text};
pub use truth::{Cause, Truth};
