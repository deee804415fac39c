//! Committed files that are not as declared.

use crate::program::{Program, Said, TERRAFORM, WRITES_TERRAFORM, build_script, declared, manifest};
use crate::user_crate::runtime;
use bedrock_profiles::policy::Format;

#[test]
fn a_check_of_current_files_passes_and_writes_nothing() {
    let program = Program::new("current", &build_script(WRITES_TERRAFORM));
    program.krate.write(TERRAFORM, &declared(Format::Terraform));
    program.check().success();
    assert_eq!(program.names("infra"), ["support_chat.tf.json"]);
    assert_eq!(program.read(TERRAFORM), declared(Format::Terraform));
}

#[test]
fn a_check_shows_a_unified_diff_and_the_next_build_cures_it() {
    let program = Program::new("stale", &build_script(WRITES_TERRAFORM));
    let committed = declared(Format::Terraform).replace("SupportChat", "Chat");
    program.krate.write(TERRAFORM, &committed);
    let said = program.drift();
    let expected = [
        "`infra/support_chat.tf.json` is stale",
        "--- infra/support_chat.tf.json (committed)",
        "+++ infra/support_chat.tf.json (declared)",
    ];
    assert_eq!(said[..3], expected);
    assert!(said[3].starts_with("@@ -"), "{said:#?}");
    assert!(said.contains(&"-        \"name\": \"Chat\",".to_owned()), "{said:#?}");
    assert!(said.contains(&"+        \"name\": \"SupportChat\",".to_owned()), "{said:#?}");
    let cure = "help: `cargo build` without `BEDROCK_PROFILES_CHECK` writes what is declared: commit it";
    assert_eq!(said.last().map(String::as_str), Some(cure));
    assert_eq!(program.read(TERRAFORM), committed);
    assert_eq!(program.drift(), said);
    program.builds();
    program.check().success();
}

#[test]
fn all_stale_files_are_reported_in_one_go() {
    let work = r#"
        build.write("infra/support_chat.tf.json", &policy)?;
        build.write("infra/support-chat.template.json", &policy)?;
        build.write("policies/support-chat.json", &policy)?;
        build.write("policies/support-chat.txt", &policy)?;
    "#;
    let program = Program::new("all_stale", &build_script(work));
    program.krate.write("infra/support-chat.template.json", &declared(Format::CloudFormation));
    program.krate.write(TERRAFORM, "{}\n");
    let said = program.drift();
    let verdicts: Vec<&String> = said.iter().filter(|line| line.starts_with('`')).collect();
    assert_eq!(verdicts, ["`infra/support_chat.tf.json` is stale", "`policies/support-chat.json` is missing"]);
    let missing = said.iter().skip_while(|line| !line.ends_with("is missing")).skip(1);
    let from_nothing: Vec<&String> = missing.take(2).collect();
    assert_eq!(from_nothing, ["--- /dev/null", "+++ policies/support-chat.json (declared)"]);
    assert!(said.iter().any(|line| line.contains("does not tell a policy's format")), "{said:#?}");
    assert_eq!(program.read(TERRAFORM), "{}\n");
    assert!(!program.path("policies").exists());
}

#[test]
fn zero_and_nothing_do_not_check() {
    let program = Program::new("unchecked", &build_script(WRITES_TERRAFORM));
    for value in ["0", ""] {
        program.krate.write(TERRAFORM, "{}\n");
        Said::by(program.krate.cargo(&["build"]).env("BEDROCK_PROFILES_CHECK", value)).success();
        assert_eq!(program.read(TERRAFORM), declared(Format::Terraform));
    }
}

#[test]
fn a_check_writes_to_out_dir() {
    let program = Program::new("checked_out_dir", &build_script("build.write_to_out_dir(\"policy.json\", &policy)?;"));
    program.krate.write(
        "src/main.rs",
        "mod profiles;\nfn main() {\n    println!(\"{}\", profiles::SUPPORT_CHAT);\n    \
         assert_ne!(include_str!(concat!(env!(\"OUT_DIR\"), \"/policy.json\")), \"\");\n}\n",
    );
    program.check().success();
}

#[test]
fn a_test_of_ones_own_shows_the_diff_and_the_cure() {
    let program = Program::new("own_test", "fn main() {}\n");
    program.krate.write(
        "Cargo.toml",
        &(manifest("own_test") + "[dev-dependencies]\n" + &runtime(", features = [\"build\"]") + "\n[workspace]\n"),
    );
    program.krate.write(
        "tests/policy.rs",
        "use bedrock_profiles::{Policy, build};
#[path = \"../src/profiles.rs\"]
mod profiles;
#[test]
fn the_policy_is_current() {
    let policy = Policy::new(\"SupportChat\").in_account(\"123456789012\").unwrap();
    let mut policy = policy.in_region(\"eu-central-1\").unwrap();
    profiles::SUPPORT_CHAT.grant_invoke(&mut policy).unwrap();
    build::assert_current(\"infra/support_chat.tf.json\", &policy);
}
",
    );
    let committed = declared(Format::Terraform).replace("SupportChat", "Chat");
    program.krate.write(TERRAFORM, &committed);
    let failed = program.cargo(&["test", "--test", "policy"]);
    assert!(!failed.succeeded, "{}", failed.stdout);
    let panic = failed.stdout.split_once("panicked at tests/policy.rs:9:5:\n").expect("it points to the assertion").1;
    let diff = "`infra/support_chat.tf.json` is stale\n--- infra/support_chat.tf.json (committed)\n+++ ";
    assert!(panic.starts_with(diff), "{panic}");
    assert!(panic.contains("\n-        \"name\": \"Chat\",\n+        \"name\": \"SupportChat\",\n"), "{panic}");
    assert!(
        panic.contains("\nhelp: `build.write(\"infra/support_chat.tf.json\", &policy)?` in a build script"),
        "{panic}"
    );
    assert_eq!(program.read(TERRAFORM), committed);
    program.krate.write(TERRAFORM, &declared(Format::Terraform));
    program.cargo(&["test", "--test", "policy"]).success();
}
