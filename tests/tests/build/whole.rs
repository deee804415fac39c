//! A file is whole at any time: whatever happens to a build script, and however many run.

use crate::program::{Program, Said, TERRAFORM, WRITES_TERRAFORM, build_script};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::{fs, thread};

#[test]
fn scripts_that_race_leave_a_whole_file_at_any_time() {
    const RUNS: usize = 40;
    let reads_region = "in_region(&std::env::var(\"SOURCE\").unwrap_or(\"eu-central-1\".to_owned()))";
    let script = build_script(WRITES_TERRAFORM).replace("in_region(\"eu-central-1\")", reads_region);
    let program = Program::new("race", &script);
    let (script, out_dir) = program.script();
    let run_in = |source: &str| {
        let said = Said::by(program.as_cargo_does(Command::new(&script), &out_dir).env("SOURCE", source));
        assert!(said.succeeded && !said.stdout.contains("cargo::error"), "{}{}", said.stdout, said.stderr);
    };
    let whole = ["eu-central-1", "eu-west-1"].map(|source| {
        run_in(source);
        program.read(TERRAFORM)
    });
    assert_ne!(whole[0], whole[1]);
    let ended = AtomicBool::new(false);
    thread::scope(|scope| {
        let racers = ["eu-central-1", "eu-west-1"].map(|source| scope.spawn(|| (0..RUNS).for_each(|_| run_in(source))));
        let reader = scope.spawn(|| {
            while !ended.load(Ordering::Relaxed) {
                assert!(whole.contains(&program.read(TERRAFORM)), "half a file");
            }
        });
        let raced: Vec<bool> = racers.into_iter().map(|racer| racer.join().is_ok()).collect();
        ended.store(true, Ordering::Relaxed);
        assert!(raced == [true, true] && reader.join().is_ok());
    });
    assert_eq!(program.names("infra"), ["support_chat.tf.json"]);
}

#[cfg(unix)]
mod unix {
    use super::*;
    use crate::program::declared;
    use bedrock_profiles::policy::Format;
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
    use std::os::unix::process::ExitStatusExt as _;
    use std::path::Path;

    const OLD: &str = "{ \"old\": true }\n";

    /// The script, where a file may have 1,024 bytes. `on_signal` is what the shell does about it.
    fn script_with_little_room(program: &Program, on_signal: &str) -> Command {
        let (script, out_dir) = program.script();
        program.krate.write(TERRAFORM, OLD);
        assert!(declared(Format::Terraform).len() > 1024);
        let mut shell = Command::new("bash");
        shell.arg("-c").arg(format!("{on_signal} ulimit -f 1; exec \"$0\"")).arg(script);
        program.as_cargo_does(shell, &out_dir)
    }

    #[test]
    fn a_write_that_fails_midway_leaves_the_old_file_and_nothing_else() {
        let program = Program::new("no_room", &build_script(WRITES_TERRAFORM));
        let said = Said::by(&mut script_with_little_room(&program, "trap '' XFSZ;"));
        let error = "\ncargo::error=`infra/support_chat.tf.json` is not as declared, and can't be written: File too large (os error 27)\n";
        assert!(said.stdout.contains(error), "{}{}", said.stdout, said.stderr);
        assert_eq!(program.read(TERRAFORM), OLD);
        assert_eq!(program.names("infra"), ["support_chat.tf.json"]);
    }

    #[test]
    fn a_crash_midway_leaves_the_old_file_and_the_next_build_writes() {
        let program = Program::new("crash", &build_script(WRITES_TERRAFORM));
        let status = script_with_little_room(&program, "").output().unwrap().status;
        assert!(status.signal().is_some(), "the limit did not end the script: {status}");
        assert_eq!(program.read(TERRAFORM), OLD);
        program.builds();
        assert_eq!(program.read(TERRAFORM), declared(Format::Terraform));
    }

    /// The source tree, read-only until this is dropped.
    struct ReadOnly<'a>(&'a Program);

    impl<'a> ReadOnly<'a> {
        fn new(program: &'a Program) -> Self {
            program.cargo(&["metadata", "--format-version=1"]).success(); // Locks.
            set_writable(&program.krate.directory, false);
            ReadOnly(program)
        }

        /// Cargo without root's right to write anywhere.
        fn cargo(&self, arguments: &[&str]) -> Command {
            let as_usual = self.0.krate.cargo(arguments);
            if fs::metadata(&self.0.krate.directory).unwrap().uid() != 0 {
                return as_usual;
            }
            let mut bounded = Command::new("setpriv");
            bounded.arg("--bounding-set=-dac_override,-dac_read_search").arg(as_usual.get_program());
            bounded.args(as_usual.get_args()).current_dir(&self.0.krate.directory);
            bounded.envs(as_usual.get_envs().filter_map(|(name, value)| Some((name, value?))));
            bounded
        }
    }

    impl Drop for ReadOnly<'_> {
        fn drop(&mut self) {
            set_writable(&self.0.krate.directory, true);
        }
    }

    fn set_writable(path: &Path, writable: bool) {
        let mode = fs::metadata(path).unwrap().mode();
        let mode = if writable { mode | 0o200 } else { mode & !0o222 };
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        if path.is_dir() {
            for entry in fs::read_dir(path).unwrap() {
                set_writable(&entry.unwrap().path(), writable);
            }
        }
    }

    #[test]
    fn a_current_file_in_a_read_only_tree_is_no_error() {
        let program = Program::new("read_only_current", &build_script(WRITES_TERRAFORM));
        program.krate.write(TERRAFORM, &declared(Format::Terraform));
        let tree = ReadOnly::new(&program);
        for arguments in [["build", "--quiet"], ["doc", "--no-deps"]] {
            Said::by(tree.cargo(&arguments).env("DOCS_RS", "1")).success();
        }
    }

    #[test]
    fn a_stale_file_in_a_read_only_tree_is_an_error_that_names_it() {
        let program = Program::new("read_only_stale", &build_script(WRITES_TERRAFORM));
        program.krate.write(TERRAFORM, OLD);
        let tree = ReadOnly::new(&program);
        let errors = Said::by(&mut tree.cargo(&["build"])).errors("read_only_stale");
        let expected = [
            "`infra/support_chat.tf.json` is not as declared, and can't be written: Permission denied (os error 13)",
            "help: build where the source can be written and commit the file, or use `write_to_out_dir`",
        ];
        assert_eq!(errors, expected);
        assert_eq!(program.read(TERRAFORM), OLD);
    }
}
