//! Signals while Bedrock is slow, and while the catalog is written.

use crate::{
    bedrock::Bedrock,
    conduct::{Conduct, Region, model},
    project::{Project, Seen, start},
};
use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};
use std::{
    fs::{self, Permissions},
    os::unix::fs::PermissionsExt as _,
    process::Output,
    time::Duration,
};
use tokio::{
    process::Child,
    time::{sleep, timeout},
};

const ROUTES: &str = "mars.olympus.mons-1\tmars-north-1\tmars-north-1\t2026-11-01\tListInferenceProfiles\tcurrent\n";
const MODELS: &str = "olympus.mons-1\t-\t-\t-\t-\t-\t-\t-\t-\t-\t-\t-\t2026-11-01\tListFoundationModels\n";

/// What the user sees of a process that gets `signal` while it waits for a Region.
async fn interrupted(project: &Project, signal: Signal) -> Output {
    let fast = Region::listing([], [model("olympus.mons-1", "mars-south-1", &["ON_DEMAND"])]);
    let slow = Region::that(Conduct::Hangs);
    let bedrock = Bedrock::with([("mars-north-1", slow), ("mars-south-1", fast)]).await;
    let child = start(project.sync(&bedrock, &["--regions", "mars-north-1,mars-south-1"]));
    timeout(Duration::from_mins(1), bedrock.is_asked()).await.expect("a request");
    send(&child, signal);
    ended(child).await
}

fn send(child: &Child, signal: Signal) {
    let id = child.id().expect("it runs").try_into().expect("the id of a process");
    kill(Pid::from_raw(id), signal).expect("a signal");
}

async fn ended(child: Child) -> Output {
    timeout(Duration::from_mins(1), child.wait_with_output()).await.expect("it ends").expect("its end")
}

#[tokio::test]
async fn a_signal_leaves_what_was_there() {
    for project in [Project::with(ROUTES, MODELS), Project::new()] {
        let files = project.files();
        for (signal, code) in [(Signal::SIGINT, 130), (Signal::SIGTERM, 143), (Signal::SIGHUP, 129)] {
            let ended = interrupted(&project, signal).await;
            Seen::from(ended).failed(code, "warning: interrupted: nothing is written\n");
            assert_eq!(project.files(), files);
        }
    }
}

/// The catalog is there once cargo is asked for the manifests that are to be touched.
#[tokio::test]
async fn a_signal_while_it_is_written_leaves_it_whole() {
    let project = Project::new();
    let cargo = project.root().join("slow-cargo");
    fs::write(&cargo, "#!/bin/sh\ntouch asked\nwhile ! test -e go-on; do sleep 0.05; done\nexit 1\n")
        .expect("a script");
    fs::set_permissions(&cargo, Permissions::from_mode(0o755)).expect("permissions");
    fs::write(project.root().join("Cargo.toml"), "[workspace]\n").expect("a manifest");
    let listed = Region::listing([], [model("olympus.mons-1", "mars-south-1", &["ON_DEMAND"])]);
    let bedrock = Bedrock::with([("mars-south-1", listed)]).await;
    let mut command = project.sync(&bedrock, &["--regions", "mars-south-1"]);
    command.env("CARGO", &cargo).env("PATH", "/usr/bin:/bin");
    let child = start(command);
    let asked = async {
        while !project.root().join("asked").exists() {
            sleep(Duration::from_millis(20)).await;
        }
    };
    timeout(Duration::from_mins(1), asked).await.expect("a call of cargo");
    for signal in [Signal::SIGINT, Signal::SIGTERM, Signal::SIGHUP, Signal::SIGINT] {
        send(&child, signal);
    }
    fs::write(project.root().join("go-on"), "").expect("a file");
    let seen = Seen::from(ended(child).await);
    assert_eq!(seen.code, Some(0), "{seen:?}");
    assert!(seen.stderr.contains("`cargo metadata` fails"), "{seen:?}");
    assert!(project.models().starts_with("olympus.mons-1\t") && project.routes().is_empty(), "{seen:?}");
}
