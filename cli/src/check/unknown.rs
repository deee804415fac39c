//! What may be granted by names that are known at deployment only.

use super::application::is_reference;
use super::granted::Granted;
use super::needs::Need;

/// Whether some deployment grants what is needed.
pub(super) fn may_cover(granted: &Granted<'_>, need: &Need) -> bool {
    let mut widest = granted.clone();
    widest.resource = any(&granted.resource);
    if let Some(through) = &mut widest.through {
        let pattern = any(&through.arn);
        through.is_pattern |= pattern != through.arn;
        through.arn = pattern;
    }
    widest.covers_but_for_limits(need)
}

/// The text with a wildcard for each part that is not known. Application profiles are no models, and have no ids.
fn any(text: &str) -> String {
    if is_reference(text) {
        return text.to_owned();
    }
    let mut parts = text.split("${");
    let mut pattern = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = part.rsplit_once('}').map_or("", |(_, rest)| rest);
        pattern.extend(["*", rest]);
    }
    pattern
}
