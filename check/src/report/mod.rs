//! What was found, for people and for programs.

mod covers;
mod escape;
mod json;
mod source;
mod table;

pub use covers::{covers_json, covers_table};
pub use escape::{escaped, quoted, quoted_one, quoted_some};
pub use json::file_json;
pub use source::Source;
pub use table::{Styles, table};
