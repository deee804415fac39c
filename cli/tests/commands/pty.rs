//! Programs on a terminal.

use nix::pty::{Winsize, openpty};
use std::fs::File;
use std::io::{Read as _, Write as _};
use std::process::{Command, Stdio};
use std::thread;

/// What a terminal of this width shows of a program, to whose end `typed` is typed.
pub(crate) fn shown(columns: u16, mut command: Command, typed: &str) -> String {
    let size = Winsize { ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 };
    let terminal = openpty(Some(&size), None).expect("a terminal");
    let slave = || Stdio::from(terminal.slave.try_clone().expect("a terminal"));
    let mut child = command.stdin(slave()).stdout(slave()).stderr(slave()).spawn().expect("it runs");
    // They hold the terminal open.
    drop(command);
    drop(terminal.slave);
    let mut master = File::from(terminal.master);
    master.write_all(typed.as_bytes()).expect("it is typed");
    let reader = thread::spawn(move || {
        let mut shown = Vec::new();
        // It ends with an error where nobody writes any more.
        let _ = master.read_to_end(&mut shown);
        String::from_utf8(shown).expect("text").replace("\r\n", "\n")
    });
    child.wait().expect("it ends");
    reader.join().expect("what is shown")
}
