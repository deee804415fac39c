//! What is seen on a terminal alone. Everywhere else the other tests see all there is.

use crate::{
    bedrock::Bedrock,
    conduct::{Conduct, Region, model},
    project::Project,
};
use nix::pty::openpty;
use std::{fs::File, io::Read as _, process::Stdio, thread};

#[tokio::test]
async fn a_terminal_shows_how_far_it_is() {
    let fast = Region::listing([], [model("olympus.mons-1", "mars-south-1", &["ON_DEMAND"])]);
    let bedrock = Bedrock::with([("mars-north-1", Region::that(Conduct::Hangs)), ("mars-south-1", fast)]).await;
    let project = Project::new();
    let terminal = openpty(None, None).expect("a terminal");
    let mut command = project.sync(&bedrock, &["--regions", "mars-north-1,mars-south-1", "--timeout", "1"]);
    command.env("TERM", "xterm").stdout(Stdio::null()).stderr(terminal.slave);
    let shown = thread::spawn(move || {
        let mut shown = Vec::new();
        // It ends with an error where nobody writes any more.
        let _ = File::from(terminal.master).read_to_end(&mut shown);
        String::from_utf8_lossy(&shown).into_owned()
    });
    let ended = command.status().await.expect("the program");
    // It holds the terminal open.
    drop(command);
    let shown = shown.join().expect("what is shown");
    assert!(ended.success(), "{shown}");
    assert!(shown.contains("1/2 Regions") && shown.contains("mars-south-1"), "{shown}");
    assert!(shown.contains("no answer from mars-north-1"), "{shown}");
}
