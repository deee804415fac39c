//! Files that are judged, and what is said of them.

use crate::ended::Ended;
use bedrock_profiles::Policy;
use bedrock_profiles::policy::Layout;
use bedrock_profiles_catalog::{Catalog, check};
use bedrock_profiles_check::judge::{self, Judgement, declared, grant};
use bedrock_profiles_check::model::{Calls, Demands};
use bedrock_profiles_check::read;
use bedrock_profiles_check::report::{self, Source, Styles};
use std::cell::RefCell;
use std::collections::BTreeMap;

pub(crate) const CHAT: &str = "eu.anthropic.claude-sonnet-4-6";
pub(crate) const ACCOUNT: &str = "123456789012";

/// Files by their names.
#[derive(Debug, Default)]
pub(crate) struct Place(RefCell<BTreeMap<String, String>>);

impl Place {
    pub(crate) fn new() -> Self {
        Place::default()
    }

    pub(crate) fn write(&self, name: &str, text: impl AsRef<str>) -> &Self {
        self.0.borrow_mut().insert(name.to_owned(), text.as_ref().to_owned());
        self
    }

    /// `check` or `policy`, as the command takes them.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ended {
        self.run_with(arguments, "")
    }

    pub(crate) fn run_with(&self, arguments: &[&str], stdin: &str) -> Ended {
        let (command, arguments) = arguments.split_first().expect("a command");
        let options = Options::new(arguments);
        match *command {
            "policy" => Ended { code: Some(0), stdout: options.policy(), stderr: String::new() },
            "check" => self.check(&options, stdin),
            other => panic!("{other}"),
        }
    }

    fn check(&self, options: &Options<'_>, stdin: &str) -> Ended {
        let catalog = Catalog::BUILT_IN;
        let residency: Vec<_> =
            options.listed("--residency").map(|it| check::place(catalog, it).expect("a place")).collect();
        let source_region = options.values("--source-region").first().copied();
        let demands = Demands { calls: options.calls(), residency: &residency, source_region };
        let (mut files, mut stdout, mut stderr, mut fails) = (Vec::new(), String::new(), String::new(), false);
        for name in &options.plain {
            let text = if *name == "-" { stdin.to_owned() } else { self.0.borrow()[*name].clone() };
            let source = Source::new(if *name == "-" { "<stdin>" } else { name }, text);
            match read::read(&source.name(), source.text()) {
                Ok(file) => {
                    let judgement: Judgement = judge::judge(catalog, &file, demands);
                    fails |= judgement.fails();
                    stdout += &without_places(&report::table(&source, &judgement, Styles::default()));
                    files.push(report::file_json(&source, Ok(&judgement)));
                }
                Err(error) => {
                    let place = source.place(error.offset);
                    stderr.extend(["error: ", &place, ": ", &error.message, "\n"]);
                }
            }
        }
        if options.values("--format") == ["json"] {
            stdout = serde_json::to_string_pretty(&serde_json::json!({ "files": files })).expect("JSON");
        }
        let code = match (stderr.is_empty(), fails) {
            (false, _) => 2,
            (true, true) => 1,
            (true, false) => 0,
        };
        Ended { code: Some(code), stdout, stderr }
    }
}

/// `policy.json:3:7: error: …` → `policy.json: error: …`: where findings are has tests of its own.
fn without_places(table: &str) -> String {
    let line = |line: &str| {
        let marked = ["error", "warning", "note"].iter().find_map(|word| {
            let (place, message) = line.split_once(&format!(": {word}: "))?;
            let mut parts = place.rsplitn(3, ':');
            let is_number = |part: Option<&str>| part.is_some_and(|part| part.parse::<usize>().is_ok());
            let is_place = is_number(parts.next()) && is_number(parts.next());
            let name = parts.next().filter(|_| is_place)?;
            Some(format!("{name}: {word}: {message}\n"))
        });
        marked.unwrap_or_else(|| format!("{line}\n"))
    };
    table.lines().map(line).collect()
}

struct Options<'a> {
    named: Vec<(&'a str, Vec<&'a str>)>,
    plain: Vec<&'a str>,
}

impl<'a> Options<'a> {
    fn new(arguments: &[&'a str]) -> Self {
        let mut options = Options { named: Vec::new(), plain: Vec::new() };
        for argument in arguments {
            let takes_more = |option: &str| ["--profile", "--source-region"].contains(&option);
            let is_flag = ["--invoke-only", "--streaming-only"].contains(argument);
            match options.named.last_mut() {
                _ if argument.starts_with("--") => options.named.push((argument, Vec::new())),
                Some((option, values))
                    if !is_flag && !option.ends_with("-only") && (values.is_empty() || takes_more(option)) =>
                {
                    // Files follow a value of `check`.
                    values.push(argument);
                }
                _ => options.plain.push(argument),
            }
        }
        let is_file = |value: &&str| {
            let end = value.rsplit_once('.').map(|(_, end)| end);
            *value == "-" || end.is_some_and(|end| ["json", "yaml"].contains(&end))
        };
        for (_, values) in &mut options.named {
            options.plain.extend(values.iter().skip(1).filter(|value| is_file(value)));
            let mut at = 0;
            values.retain(|value| {
                at += 1;
                at == 1 || !is_file(value)
            });
        }
        options
    }

    fn values(&self, option: &str) -> &[&'a str] {
        self.named.iter().find(|(own, _)| *own == option).map_or(&[], |(_, values)| values)
    }

    fn listed(&self, option: &str) -> impl Iterator<Item = &'a str> {
        self.values(option).iter().flat_map(|value| value.split(','))
    }

    fn calls(&self) -> Calls {
        let has = |option: &str| self.named.iter().any(|(own, _)| *own == option);
        match (has("--invoke-only"), has("--streaming-only")) {
            (true, _) => Calls::InvokeOnly,
            (_, true) => Calls::StreamingOnly,
            _ => Calls::Both,
        }
    }

    fn policy(&self) -> String {
        let catalog = Catalog::BUILT_IN;
        let mut policy = Policy::new("InvokeBedrock").layout(match self.values("--layout") {
            ["merged"] => Layout::Merged,
            ["compact"] => Layout::Compact,
            _ => Layout::Exact,
        });
        if let [account] = self.values("--account") {
            policy = policy.in_account(account).expect("an account");
        }
        for id in self.values("--profile") {
            let profile = catalog.profile(id).expect("a profile");
            let model = catalog.model(profile.model_id()).expect("a model");
            let routes: Vec<_> =
                self.values("--source-region").iter().filter_map(|region| profile.route(region)).collect();
            grant(&declared(profile, model, &routes), self.calls(), &mut policy).expect("a grant");
        }
        let rendered = match self.values("--format") {
            ["cloudformation"] => policy.to_cloudformation(),
            ["cloudformation-yaml"] => policy.to_cloudformation_yaml(),
            ["sam"] => policy.to_sam(),
            ["terraform"] => policy.to_terraform(),
            _ => policy.to_iam_json(),
        };
        rendered.expect("a policy") + "\n"
    }
}
