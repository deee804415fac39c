//! Ctrl-C while Bedrock is slow.

use crate::{
    bedrock::Bedrock,
    conduct::{Conduct, Region, model},
    project::{Project, Seen, start},
};
use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};
use std::time::Duration;
use tokio::time::timeout;

#[tokio::test]
async fn ctrl_c_leaves_what_was_there() {
    let routes = "mars.olympus.mons-1\tmars-north-1\tmars-north-1\t2026-11-01\tListInferenceProfiles\tcurrent\n";
    let models = "olympus.mons-1\t-\t-\t-\t-\t-\t-\t-\t-\t-\t-\t-\t2026-11-01\tListFoundationModels\n";
    for project in [Project::with(routes, models), Project::new()] {
        let fast = Region::listing([], [model("olympus.mons-1", "mars-south-1", &["ON_DEMAND"])]);
        let slow = Region::that(Conduct::Hangs);
        let bedrock = Bedrock::with([("mars-north-1", slow), ("mars-south-1", fast)]).await;
        let files = project.files();
        let child = start(project.sync(&bedrock, &["--regions", "mars-north-1,mars-south-1"]));
        timeout(Duration::from_mins(1), bedrock.is_asked()).await.expect("a request");
        let id = child.id().expect("it runs").try_into().expect("the id of a process");
        kill(Pid::from_raw(id), Signal::SIGINT).expect("a signal");
        let ended = timeout(Duration::from_mins(1), child.wait_with_output()).await.expect("it ends");
        Seen::from(ended.expect("its end")).failed(130, "warning: interrupted: nothing is written\n");
        assert_eq!(project.files(), files);
    }
}
