//! What a judge says: how much it judged, and what it objects to.

use std::fmt;

pub(crate) struct Verdict {
    judge: &'static str,
    figures: Vec<Figure>,
    objections: Vec<String>,
}

struct Figure {
    what: &'static str,
    count: usize,
    /// Below it, something was not put to the judge that should have been.
    at_least: usize,
}

impl Verdict {
    pub(crate) fn of(judge: &'static str) -> Self {
        Verdict { judge, figures: Vec::new(), objections: Vec::new() }
    }

    pub(crate) fn count(&mut self, what: &'static str, count: usize, at_least: usize) {
        self.figures.push(Figure { what, count, at_least });
    }

    pub(crate) fn object(&mut self, objections: impl IntoIterator<Item = String>) {
        self.objections.extend(objections);
    }

    /// What was objected to, and what was judged too little.
    pub(crate) fn objections(&self) -> impl Iterator<Item = String> {
        let few = self.figures.iter().filter(|figure| figure.count < figure.at_least);
        let few = few.map(|Figure { what, count, at_least }| format!("{what}: {count}, and not {at_least} at least"));
        few.chain(self.objections.iter().cloned()).map(|objection| format!("{}: {objection}", self.judge))
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let figures: Vec<String> = self.figures.iter().map(|it| format!("{} {}", it.count, it.what)).collect();
        write!(f, "{}: {}; {} objections", self.judge, figures.join(", "), self.objections.len())
    }
}
