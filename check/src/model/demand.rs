//! What is asked of policies.

use bedrock_profiles_catalog::check::Place;

/// What is asked of policies.
#[derive(Clone, Copy, Debug, Default)]
pub struct Demands<'d> {
    /// Which of the invoking actions the program calls.
    pub calls: Calls,
    /// Where requests may be processed; anywhere if there is none.
    pub residency: &'d [Place<'d>],
    /// The Region in which templates are deployed.
    pub source_region: Option<&'d str>,
}

/// Which of the two invoking actions a program calls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Calls {
    /// Both, as far as the model streams.
    #[default]
    Both,
    /// It never streams.
    InvokeOnly,
    /// It calls `ConverseStream` and nothing else.
    StreamingOnly,
}

impl Calls {
    /// The option of the command that says so; none for both.
    pub const fn option(self) -> Option<&'static str> {
        match self {
            Calls::Both => None,
            Calls::InvokeOnly => Some("--invoke-only"),
            Calls::StreamingOnly => Some("--streaming-only"),
        }
    }
}
