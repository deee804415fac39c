//! Programs that must compile, and programs that must not, with what the compiler says of them.

#[test]
fn ui() {
    let cases = trybuild::TestCases::new();
    cases.pass("ui/pass/*.rs");
    for topic in [
        "by_region",
        "capabilities",
        "expressions",
        "fields",
        "items",
        "lifecycle",
        "lists",
        "names",
        "residency",
        "routes",
        "values",
    ] {
        cases.compile_fail(format!("ui/{topic}/*.rs"));
    }
}
