//! Ids in configuration files, behind the feature `serde`.

use crate::{Arn, CrossRegionInferenceProfile, FoundationModel, InvocationTarget};
use alloc::{
    format,
    string::{String, ToString as _},
};
use core::{fmt, marker::PhantomData, str::FromStr};
use serde_core::{Deserialize, Deserializer, Serialize, Serializer, de};

/// Reads text as [`FromStr`] does; the error is the same, on one line.
struct Id<T> {
    expected: &'static str,
    of: PhantomData<T>,
}

impl<T: FromStr<Err: fmt::Display>> de::Visitor<'_> for Id<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected)
    }

    fn visit_str<E: de::Error>(self, id: &str) -> Result<T, E> {
        id.parse().map_err(|error: T::Err| E::custom(one_line(&error.to_string())))
    }
}

/// The message with its further lines in parentheses: what formats add to it, such as the place, belongs to the statement.
fn one_line(message: &str) -> String {
    match message.split_once('\n') {
        Some((statement, more)) => format!("{statement} ({})", more.replace('\n', "; ")),
        None => message.to_string(),
    }
}

macro_rules! by_id {
    ($type:ty, $expected:literal) => {
        /// The text. It takes the feature `serde`.
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_ref())
            }
        }

        /// From the text, as by `FromStr`, with the same errors, each on one line. It takes the feature `serde`.
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str(Id { expected: $expected, of: PhantomData })
            }
        }
    };
}

by_id!(CrossRegionInferenceProfile, "the id of an inference profile");
by_id!(FoundationModel, "the id of a foundation model");
by_id!(Arn, "an ARN");
by_id!(
    InvocationTarget,
    "the id of an inference profile or of a foundation model, or an ARN of what Bedrock can invoke"
);
