//! Several binaries share a file of declarations, and each has a policy for what it calls.

use crate::documentation::example;
use crate::program::{Said, manifest};
use crate::user_crate::UserCrate;
use std::fs;

const DECLARATIONS: &str = "use bedrock_profiles::{CrossRegionInferenceProfile, FoundationModel, inference_profile};
inference_profile! {
    pub const SUPPORT_CHAT: CrossRegionInferenceProfile = { geo: eu, model: \"anthropic.claude-sonnet-4-6\" };
    pub const EMBEDDER: FoundationModel = { model: \"amazon.titan-embed-text-v2:0\" };
}
";

struct Binaries(UserCrate);

impl Binaries {
    fn new(name: &str) -> Self {
        let krate = UserCrate::new(name, &(manifest(name) + "[lib]\nname = \"support\"\n[workspace]\n"));
        krate.write("build.rs", &example("// build.rs of several binaries"));
        krate.write("src/lib.rs", &example("// src/lib.rs"));
        krate.write("src/profiles.rs", DECLARATIONS);
        let (calls, main) = (example("// src/bin/chat/calls.rs"), example("// src/bin/chat/main.rs"));
        for (binary, constant) in [("chat", "SUPPORT_CHAT"), ("index", "EMBEDDER")] {
            let of_binary = |text: &str| text.replace("SUPPORT_CHAT", constant);
            krate.write(&format!("src/bin/{binary}/calls.rs"), &of_binary(&calls));
            krate.write(&format!("src/bin/{binary}/main.rs"), &of_binary(&main));
        }
        Binaries(krate)
    }

    fn builds(&self) -> Said {
        Said::by(&mut self.0.cargo(&["build"]))
    }

    fn change(&self, path: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.0.directory.join(path)).expect("the file");
        assert!(text.contains(from), "{text}");
        self.0.write(path, &text.replace(from, to));
    }

    fn refuses(&self, message: &str) {
        let said = self.builds();
        assert!(!said.succeeded && said.stderr.contains(message), "{}", said.stderr);
    }
}

#[test]
fn each_binary_has_the_policy_of_what_it_calls() {
    let binaries = Binaries::new("binaries");
    let said = binaries.builds().success();
    assert!(!said.contains("warning"), "{said}");
    let policy = |name: &str| fs::read_to_string(binaries.0.directory.join(format!("infra/{name}.tf.json"))).unwrap();
    let holds = |name: &str| ["claude-sonnet-4-6", "titan-embed-text"].map(|model| policy(name).contains(model));
    assert_eq!([holds("chat"), holds("index")], [[true, false], [false, true]]);
    let forgotten = "inference_profile! {\n    pub const FORGOTTEN: FoundationModel = { model: \"amazon.titan-embed-text-v2:0\" };\n";
    for (path, from, to, message) in [
        ("src/profiles.rs", "inference_profile! {\n", forgotten, "error: constant `FORGOTTEN` is never used"),
        (
            "build.rs",
            "chat::SUPPORT_CHAT.grant",
            "index::EMBEDDER.grant",
            "error: unused import: `crate::profiles::SUPPORT_CHAT`",
        ),
        ("src/bin/index/main.rs", "calls::EMBEDDER", "1", "error: unused import: `crate::profiles::EMBEDDER`"),
    ] {
        let before = fs::read_to_string(binaries.0.directory.join(path)).unwrap();
        binaries.change(path, from, to);
        binaries.refuses(message);
        binaries.0.write(path, &before);
    }
    binaries.builds().success();
}
