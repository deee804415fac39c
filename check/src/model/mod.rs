//! What is judged, and what is found: types alone.

pub mod condition;
pub mod demand;
pub mod file;
pub mod finding;
pub mod identity;
pub mod unknown;

pub use condition::{Expression, Operand, Outcome, TemplateConditions};
pub use demand::{Calls, Demands};
pub use file::{Application, Form, Gap, Owner, Policy, PolicyFile, PolicyKind};
pub use finding::{Finding, Kind, Severity};
pub use identity::{Identity, IdentityKind};
pub use unknown::{Deployed, deployed};
