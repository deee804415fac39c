//! Programs of others: run to their end, or killed where they have none.

use crate::Result;
use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

const LIMIT: Duration = Duration::from_mins(10);
const LOOKING: Duration = Duration::from_millis(20);

pub(crate) struct Ended {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// Runs the command to its end, however it ends.
pub(crate) fn run(command: &mut Command) -> Result<Ended> {
    let spawned = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = spawned.map_err(|error| format!("{}: {error}", command.get_program().display()))?;
    let (stdout, stderr) = (read(child.stdout.take()), read(child.stderr.take()));
    let code = wait(&mut child, command)?;
    Ok(Ended { code, stdout: joined(stdout)?, stderr: joined(stderr)? })
}

/// What the command writes. One that fails is an error with all that it said.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let Ended { code, stdout, stderr } = run(command)?;
    if code == Some(0) { Ok(stdout) } else { Err(format!("{command:?} failed:\n{stdout}{stderr}").into()) }
}

fn wait(child: &mut Child, command: &Command) -> Result<Option<i32>> {
    let end = Instant::now() + LIMIT;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status.code());
        }
        if Instant::now() > end {
            child.kill()?;
            child.wait()?;
            return Err(format!("{command:?} did not end within {LIMIT:?}").into());
        }
        thread::sleep(LOOKING);
    }
}

type Reading = JoinHandle<std::io::Result<String>>;

/// Reads to the end beside the other stream: a full pipe would stop the program.
fn read(stream: Option<impl Read + Send + 'static>) -> Reading {
    thread::spawn(move || {
        let mut text = String::new();
        if let Some(mut stream) = stream {
            stream.read_to_string(&mut text)?;
        }
        Ok(text)
    })
}

fn joined(reading: Reading) -> Result<String> {
    Ok(reading.join().map_err(|_| "a reader panicked")??)
}
