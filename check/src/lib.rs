//! Whether policies grant exactly what the inference profiles that they name need.
//!
//! One way leads through it: [`read`] makes a [`model`] of a file, [`judge`] asks the evaluator of
//! [`bedrock_profiles_iam`] what it grants, and [`report`] says what was found.

pub mod judge;
pub mod model;
pub mod read;
pub mod report;
