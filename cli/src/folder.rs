//! A folder in the place of files: which of the files in it are meant.

use crate::arguments;
use crate::failure::Failure;
use crate::slips::line_with;
use bedrock_profiles_check::report::quoted_one;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// How many files are named one by one.
const FEW: usize = 5;

/// How far it is looked: a folder may be that of a disk.
const MOST_ENTRIES: usize = 10_000;

/// What is in policies and templates.
const OF_POLICIES: [&str; 2] = ["Statement", "aws_iam_"];

/// What is in the answers of AWS's command line.
const OF_ANSWERS: [&str; 2] = ["inferenceProfileSummaries", "modelSummaries"];

/// A folder is no file; the cure is the same command with the files in it.
pub(crate) fn refused(folder: &Path) -> Failure {
    let (name, shown) = (folder.to_string_lossy(), quoted_one(&folder.to_string_lossy()));
    let is_import = arguments().nth(1).is_some_and(|command| command == "import");
    let words = words(&files(folder, if is_import { &OF_ANSWERS } else { &OF_POLICIES }));
    let first = words.get(..FEW).unwrap_or(&words);
    let cure = line_with(&name, first).filter(|_| !words.is_empty());
    let effect = if words.len() > FEW { "reads the first of those in it" } else { "reads those in it" };
    let help = match cure {
        Some(line) => format!("`{line}` {effect}"),
        None if is_import => "name files: there is no answer of AWS's command line in it".to_owned(),
        None => "name files: there is no policy and no template in it, in JSON or YAML".to_owned(),
    };
    Failure::new(format_args!("{shown} is a folder, and files are wanted\nhelp: {help}"))
}

/// The files one by one, or by what their names end in, folder by folder.
fn words(files: &[PathBuf]) -> Vec<String> {
    let pattern = |file: &PathBuf| {
        let ending = file.extension()?.to_str()?;
        Some(file.with_file_name(format!("*.{ending}")).display().to_string())
    };
    if files.len() <= FEW {
        return files.iter().map(|file| file.display().to_string()).collect();
    }
    files.iter().filter_map(pattern).collect::<BTreeSet<String>>().into_iter().collect()
}

/// What looks like a policy, a template or an answer, by its marks; nothing of hidden folders, of builds and of packages.
fn files(folder: &Path, marks: &[&str]) -> Vec<PathBuf> {
    let (mut found, mut folders, mut entries) = (Vec::new(), vec![folder.to_owned()], 0);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            entries += 1;
            if entries > MOST_ENTRIES {
                break;
            }
            let (name, path) = (entry.file_name(), entry.path());
            let is_own = |name: &str| !name.starts_with('.') && !matches!(name, "target" | "node_modules");
            match entry.file_type() {
                Ok(kind) if kind.is_dir() && name.to_str().is_some_and(is_own) => folders.push(path),
                Ok(kind) if kind.is_file() && is_meant(&path, marks) => found.push(path),
                _ => {}
            }
        }
    }
    found.sort();
    // `./a.json` is `a.json`.
    found.iter().map(|path| path.strip_prefix(".").unwrap_or(path).to_owned()).collect()
}

fn is_meant(path: &Path, marks: &[&str]) -> bool {
    const LONGEST: u64 = 1 << 20;
    let ending = path.extension().and_then(|ending| ending.to_str());
    let is_read = ending.is_some_and(|ending| matches!(ending, "json" | "yaml" | "yml" | "template"));
    let is_short = || fs::metadata(path).is_ok_and(|it| it.len() <= LONGEST);
    is_read && is_short() && fs::read_to_string(path).is_ok_and(|text| marks.iter().any(|mark| text.contains(mark)))
}
