//! Where the judges are, and where they work.

use crate::Result;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

pub(crate) struct Bench {
    python: PathBuf,
    work: PathBuf,
}

impl Bench {
    /// The place that `run` has set up, without what another run has left there.
    pub(crate) fn from_env() -> Result<Self> {
        let set_up = env::var_os("JUDGES").ok_or("JUDGES is not set\nhelp: `tests/judges/run` sets the judges up")?;
        let (python, work) = (Path::new(&set_up).join("venv/bin"), Path::new(&set_up).join("work"));
        if work.exists() {
            fs::remove_dir_all(&work)?;
        }
        Ok(Bench { python, work })
    }

    /// The same judges, in directories where nobody has worked.
    pub(crate) fn again(&self) -> Self {
        Bench { python: self.python.clone(), work: self.work.join("again") }
    }

    /// A directory of its own to work in.
    pub(crate) fn directory(&self, name: &str) -> Result<PathBuf> {
        let directory = self.work.join(name);
        fs::create_dir_all(&directory)?;
        Ok(directory)
    }

    /// A program that was installed from `requirements.txt`.
    pub(crate) fn python(&self, program: &str) -> Command {
        Command::new(self.python.join(program))
    }
}
