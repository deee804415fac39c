//! The commands and files of README.md's way from an empty directory to a policy, as they stand there.

const README: &str = include_str!("../../../README.md");
const HEADING: &str = "## From `cargo new` to `terraform plan`\n";

/// What a reader does next.
pub(crate) enum Step {
    /// A command, as it is typed.
    Types(String),
    /// A file, as it is saved.
    Saves { path: String, text: String },
}

pub(crate) fn steps() -> Vec<Step> {
    let (_, section) = README.split_once(HEADING).expect("the heading stands in the README");
    let section = section.split_once("\n## ").map_or(section, |(section, _)| section);
    let mut fences = section.split("```");
    let mut prose = fences.next().unwrap_or_default();
    let mut steps = Vec::new();
    while let (Some(fenced), Some(next)) = (fences.next(), fences.next()) {
        let (language, text) = fenced.split_once('\n').expect("a fence has lines");
        if language == "sh" {
            steps.extend(text.lines().map(|line| Step::Types(line.to_owned())));
        } else {
            let path = prose.trim_end().trim_end_matches("`:").rsplit('`').next().expect("a path stands before a file");
            steps.push(Step::Saves { path: path.to_owned(), text: text.to_owned() });
        }
        prose = next;
    }
    steps
}
