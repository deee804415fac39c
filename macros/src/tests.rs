//! Whatever an invocation holds, the front end returns, and says what is wrong with it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a panic here fails a test")]

use crate::expansion::expansion;
use crate::grammar::{Allowance, Key, Kind};
use crate::project::Project;
use bedrock_profiles_catalog::{Catalog, Lifecycle};
use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::{RngAlgorithm, RngSeed};
use quote::{ToTokens as _, quote};

const PROFILE: &str = r#"
    /// Answers support tickets.
    #[doc(alias = "tickets")]
    pub const SUPPORT_CHAT: CrossRegionInferenceProfile = {
        geo: eu,
        model: "anthropic.claude-sonnet-4-6",
        source_regions: ["eu-central-1", "eu-west-2"],
        residency: [eu, gb],
        requires: [streaming, "image_input"],
        allow: [legacy, unconfirmed, retired],
    };
"#;

const MODEL: &str = r#"
    const EMBEDDER: FoundationModel = {
        model: bedrock_profiles::models::AMAZON_TITAN_EMBED_TEXT_V2_0,
        source_regions: ["eu-central-1"],
        residency: ["eu-central-1"],
        requires: [text_input, embedding_output],
        allow: [],
    };
"#;

const BOTH_KINDS: &str = r#"
    pub(crate) const INDIA: bedrock_profiles::CrossRegionInferenceProfile =
        { geo: in, model: models::ANTHROPIC_CLAUDE_SONNET_5 };
    const EMBEDDER: FoundationModel = { model: "amazon.titan-embed-text-v2:0", source_regions: ["eu-central-1"] };
"#;

const APPLICATIONS: &str = r#"
    const OF_CONSTANT: ApplicationInferenceProfile = {
        name: "support-chat",
        copy_from: self::SUPPORT_CHAT,
        description: "Support chat",
        tags: { "CostCenter": "4711", "Owner": "" },
        allow: [legacy],
    };
    const OF_ID: ApplicationInferenceProfile = { name: "chat", copy_from: "global.anthropic.claude-sonnet-4-6" };
"#;

const OLD: &str = r#"
    const RETIRED: CrossRegionInferenceProfile =
        { geo: us, model: "anthropic.claude-3-5-sonnet-20240620-v1:0", allow: [retired] };
    const LEGACY: CrossRegionInferenceProfile = { geo: us, model: "anthropic.claude-opus-4-1-20250805-v1:0" };
    const UNCONFIRMED: CrossRegionInferenceProfile =
        { geo: apac, model: "amazon.nova-lite-v1:0", source_regions: ["me-central-1"] };
"#;

const GOVERNMENT: &str = r#"
    const BARE: CrossRegionInferenceProfile = { geo: us-gov, model: r"openai.gpt-oss-20b-1:0" };
    const QUOTED: CrossRegionInferenceProfile = { geo: "us-gov", model: "openai.gpt-oss-20b-1:0", };
"#;

const EXPRESSION: &str = r#"
    "eu.anthropic.claude-sonnet-4-6",
    source_regions: ["eu-central-1"],
    residency: [eu],
    requires: [streaming],
    allow: [legacy],
"#;

const BY_REGION: &str = r#"
    const CHAT: InferenceProfileByRegion = {
        geo: [eu, "us", global],
        model: "anthropic.claude-sonnet-4-6",
        source_regions: ["eu-central-1", "us-east-1", "sa-east-1"],
        residency: { eu: [eu, "eu-central-1"], us: [us] },
        requires: [streaming],
        allow: [legacy, unconfirmed, retired],
    };
    const AT_HOME: InferenceProfileByRegion = {
        geo: [jp],
        model: models::ANTHROPIC_CLAUDE_SONNET_4_6,
        source_regions: ["ap-northeast-1"],
        residency: [jp],
    };
"#;

const ITEMS: [&str; 7] = [PROFILE, MODEL, BOTH_KINDS, APPLICATIONS, OLD, GOVERNMENT, BY_REGION];
const VALID: [&str; 8] = [PROFILE, MODEL, BOTH_KINDS, APPLICATIONS, OLD, GOVERNMENT, BY_REGION, EXPRESSION];

/// Places for arbitrary tokens.
const FRAMES: [fn(TokenStream) -> TokenStream; 7] = [
    |tokens| tokens,
    |tokens| quote!("eu.anthropic.claude-sonnet-4-6", #tokens),
    |tokens| quote!(const CHAT: CrossRegionInferenceProfile = { geo: eu, #tokens };),
    |tokens| quote!(const CHAT: FoundationModel = { model: #tokens };),
    |tokens| quote!(const CHAT: InferenceProfileByRegion = { geo: [#tokens], residency: { #tokens } };),
    |tokens| quote!(const CHAT: ApplicationInferenceProfile = { name: "chat", copy_from: CHAT, tags: { #tokens } };),
    |tokens| quote!("eu.anthropic.claude-sonnet-4-6", residency: [#tokens]),
];

/// The same cases everywhere: what fails in one place fails in all, and no file has to remember it.
/// The default generator takes most of the time of an unoptimised test.
fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 4_096,
        failure_persistence: None,
        rng_algorithm: RngAlgorithm::XorShift,
        rng_seed: RngSeed::Fixed(20_261_122),
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn arbitrary_tokens_do_not_panic(tokens in tokens(), frame in select(&FRAMES[..])) {
        well_formed(&frame(tokens));
    }

    #[test]
    fn a_mutant_is_refused_or_clean(original in select(&VALID[..]), mutations in mutations()) {
        let output = well_formed(&mutated(read(original), &mutations));
        prop_assert!(is_refused(&output) || is_clean(&output), "{output}");
    }

    #[test]
    fn a_constant_outlives_its_fields(original in select(&ITEMS[..]), mutations in mutations()) {
        let original = read(original);
        let output = well_formed(&with_bodies(original.clone(), |body| mutated(body, &mutations)));
        for header in headers(&original) {
            prop_assert!(output.contains(&header), "{header}\n{output}");
        }
        prop_assert!(is_refused(&output) || is_clean(&output), "{output}");
    }

    #[test]
    fn a_constant_outlives_its_neighbours(between in prop_oneof![tokens(), mutant()]) {
        let output = well_formed(&quote! {
            const FIRST: FoundationModel = {};
            #between;
            const LAST: ApplicationInferenceProfile = { name: "last", copy_from: FIRST };
        });
        prop_assert!(output.contains("const FIRST : FoundationModel ="), "{output}");
        prop_assert!(output.contains("const LAST : ApplicationInferenceProfile ="), "{output}");
    }
}

#[test]
fn what_is_valid_is_clean() {
    for text in VALID {
        let output = well_formed(&read(text));
        assert!(!is_refused(&output) && !output.contains("_STUB"), "{output}");
    }
}

#[test]
fn ten_broken_items_give_ten_errors() {
    let broken = [
        ("Profile", r#"geo: eu, model: "anthropic.claude-sonnet-4-6""#, "`Profile` can't be declared here"),
        ("CrossRegionInferenceProfile", r#"model: "anthropic.claude-sonnet-4-6""#, "lacks `geo`"),
        ("FoundationModel", r#"modle: "amazon.titan-embed-text-v2:0""#, "has no field `modle`"),
        ("FoundationModel", r#"model: "amazon.titan-embed-text-v2:0", model: X"#, "`model` stands here twice"),
        ("CrossRegionInferenceProfile", "geo: eu, model:", "`model` lacks its value"),
        ("FoundationModel", r#"model: "amazon.titan-embed-text-v2:0", residency: eu"#, "expected a list, found `eu`"),
        (
            "CrossRegionInferenceProfile",
            r#"geo: eu, model: "anthropic.claude-sonet-4-6""#,
            "no Bedrock model is called",
        ),
        ("CrossRegionInferenceProfile", r#"geo: ca, model: "anthropic.claude-sonnet-4-6""#, "is not offered with"),
        ("FoundationModel", r#"model: "amazon.titan-embed-text-v2:0", requires: [streaming]"#, "lacks `streaming`"),
        ("FoundationModel", r#"model: "anthropic.claude-fable-5""#, "only be invoked through an inference profile"),
    ];
    let items = broken.map(|(ty, fields, _)| format!("const BROKEN: {ty} = {{ {fields} }};"));
    let output = well_formed(&read(&items.concat()));
    assert_eq!(output.matches(REFUSAL).count(), broken.len(), "{output}");
    let constants: Vec<&str> = output.split("const BROKEN :").skip(1).collect();
    assert_eq!(constants.len(), broken.len(), "{output}");
    for (constant, (_, _, message)) in constants.into_iter().zip(broken) {
        assert!(constant.contains(REFUSAL) && constant.contains(message), "{message}: {constant}");
    }
}

/// What AWS has withdrawn since a package was published stops those who can mend it, and nobody else.
#[test]
fn what_is_withdrawn_is_a_warning_in_a_package_that_cargo_fetched() {
    let withdrawn = [
        (r#"A: CrossRegionInferenceProfile = { geo: us, model: "amazon.nova-premier-v1:0" }"#, "us-east-1"),
        (r#"A: FoundationModel = { model: "amazon.nova-canvas-v1:0", source_regions: ["us-east-1"] }"#, "us-east-1"),
        (r#"A: FoundationModel = { model: "anthropic.claude-fable-5", source_regions: ["us-east-1"] }"#, "us-east-1"),
        (r#"A: FoundationModel = { model: "amazon.nova-pro-v1:0", source_regions: ["eu-west-3"] }"#, "eu-west-3"),
        (r#"A: ApplicationInferenceProfile = { name: "a", copy_from: "us.amazon.nova-premier-v1:0" }"#, "us-east-1"),
    ];
    for (item, region) in withdrawn {
        let item = read(&format!("const {item};"));
        assert!(is_refused(&well_formed(&item)), "{item}");
        let output = well_formed_in(true, &item);
        assert!(!is_refused(&output) && is_clean(&output), "{output}");
        assert!(output.contains("no_longer_in_service ! ()") && output.contains(region), "{output}");
    }
    let superfluous = read(
        r#"const A: InferenceProfileByRegion =
            { geo: [global, us], model: "anthropic.claude-sonnet-4-6", source_regions: ["us-east-1"] };"#,
    );
    assert!(is_refused(&well_formed(&superfluous)) && !is_refused(&well_formed_in(true, &superfluous)));
    for wrong in [
        r#"const A: CrossRegionInferenceProfile = { geo: us, model: "amazon.nova-premier-v1" };"#,
        r#"const A: FoundationModel = { model: "amazon.nova-canvas-v1:0", source_regions: ["us-east-9"] };"#,
        r#"const A: CrossRegionInferenceProfile = { geo: us, model: "amazon.nova-premier-v1:0", residency: [de] };"#,
    ] {
        assert!(is_refused(&well_formed_in(true, &read(wrong))), "{wrong}");
    }
}

#[test]
fn long_entries_that_start_alike_are_not_the_same() {
    let keys = ["the-department-that-answers-for-the-costs", "the-department-that-answers-for-the-costs-of-it"];
    let tags = keys.map(|key| format!("{key:?}: \"a\""));
    let item = format!(
        "const A: ApplicationInferenceProfile = {{ name: \"a\", copy_from: B, tags: {{ {} }} }};",
        tags.join(", ")
    );
    let output = well_formed(&read(&item));
    assert!(!is_refused(&output), "{output}");
}

const REFUSAL: &str = "compile_error !";

fn is_refused(output: &str) -> bool {
    output.contains(REFUSAL)
}

/// No stub stands without an error.
fn is_clean(output: &str) -> bool {
    !output.contains("_STUB")
}

/// The output as text; it can be read again, and every value in it is a block.
fn well_formed(input: &TokenStream) -> String {
    well_formed_in(false, input)
}

fn well_formed_in(is_fetched: bool, input: &TokenStream) -> String {
    let mut project = Project::default();
    project.is_fetched = is_fetched;
    let output = expansion(&project, quote!(bedrock_profiles #input));
    let text = output.to_string();
    assert!(text.parse::<TokenStream>().is_ok(), "{text}");
    for value in values(output) {
        assert!(syn::parse2::<syn::Block>(value.clone()).is_ok(), "{value}");
    }
    text
}

/// What the constants are set to, or the expression.
fn values(output: TokenStream) -> Vec<TokenStream> {
    let trees: Vec<TokenTree> = output.into_iter().collect();
    let is = |tree: &TokenTree, expected| matches!(tree, TokenTree::Punct(punct) if punct.as_char() == expected);
    match &trees[..] {
        [expression] => vec![expression.to_token_stream()],
        items => {
            let values = items.windows(3).filter(|tree| is(&tree[0], '=') && is(&tree[2], ';'));
            values.map(|tree| tree[1].to_token_stream()).collect()
        }
    }
}

fn read(text: &str) -> TokenStream {
    text.parse().unwrap()
}

/// `const NAME : Type =` of each item.
fn headers(items: &TokenStream) -> Vec<String> {
    let text = items.to_string();
    let after_const = text.split("const ").skip(1);
    after_const.map(|rest| format!("const {}=", rest.split('=').next().unwrap_or_default())).collect()
}

fn with_bodies(items: TokenStream, change: impl Fn(TokenStream) -> TokenStream) -> TokenStream {
    let with_body = |tree| match tree {
        TokenTree::Group(body) if body.delimiter() == Delimiter::Brace => {
            group(Delimiter::Brace, change(body.stream()))
        }
        tree => tree,
    };
    items.into_iter().map(with_body).collect()
}

/// A change at one of the trees of a stream, at any depth.
#[derive(Clone, Debug)]
enum Mutation {
    Delete,
    Duplicate,
    SwapWithNext,
    Replace(TokenTree),
    Insert(TokenTree),
}

impl Mutation {
    fn apply(&self, trees: &mut Vec<TokenTree>, at: usize) {
        match self {
            Mutation::Delete => drop(trees.remove(at)),
            Mutation::Duplicate => trees.insert(at, trees[at].clone()),
            Mutation::SwapWithNext => {
                let next = (at + 1) % trees.len();
                trees.swap(at, next);
            }
            Mutation::Replace(tree) => trees[at] = tree.clone(),
            Mutation::Insert(tree) => trees.insert(at, tree.clone()),
        }
    }
}

fn mutated(tokens: TokenStream, mutations: &[(Index, Mutation)]) -> TokenStream {
    mutations.iter().fold(tokens, |tokens, (index, mutation)| match size(&tokens) {
        0 => tokens,
        size => mutated_at(&mut Some(index.index(size)), mutation, tokens),
    })
}

/// How many trees there are, at all depths.
fn size(tokens: &TokenStream) -> usize {
    let inside = |tree| if let TokenTree::Group(group) = tree { size(&group.stream()) } else { 0 };
    tokens.clone().into_iter().map(|tree| 1 + inside(tree)).sum()
}

/// Counts `place` down through every group, to nothing behind the mutation.
fn mutated_at(place: &mut Option<usize>, mutation: &Mutation, tokens: TokenStream) -> TokenStream {
    let mut trees: Vec<TokenTree> = tokens.into_iter().collect();
    for at in 0..trees.len() {
        let Some(left) = *place else { break };
        *place = left.checked_sub(1);
        if left == 0 {
            mutation.apply(&mut trees, at);
        } else if let TokenTree::Group(inner) = &trees[at] {
            trees[at] = group(inner.delimiter(), mutated_at(place, mutation, inner.stream()));
        }
    }
    trees.into_iter().collect()
}

fn mutant() -> impl Strategy<Value = TokenStream> {
    (select(&ITEMS[..]), mutations()).prop_map(|(original, mutations)| mutated(read(original), &mutations))
}

fn mutations() -> impl Strategy<Value = Vec<(Index, Mutation)>> {
    let mutation = prop_oneof![
        Just(Mutation::Delete),
        Just(Mutation::Duplicate),
        Just(Mutation::SwapWithNext),
        tree().prop_map(Mutation::Replace),
        tree().prop_map(Mutation::Insert),
    ];
    vec((any::<Index>(), mutation), 1..6)
}

fn tokens() -> impl Strategy<Value = TokenStream> {
    prop_oneof![vec(tree(), 0..4), vec(tree(), 4..16)].prop_map(TokenStream::from_iter)
}

fn tree() -> impl Strategy<Value = TokenTree> {
    let delimiter = select(&[Delimiter::Parenthesis, Delimiter::Brace, Delimiter::Bracket, Delimiter::None][..]);
    let leaf = prop_oneof![ident(), punct(), literal()];
    leaf.prop_recursive(3, 16, 4, move |tree| {
        (delimiter.clone(), vec(tree, 0..5))
            .prop_map(|(delimiter, trees)| group(delimiter, trees.into_iter().collect()))
    })
}

fn ident() -> impl Strategy<Value = TokenTree> {
    const WORDS: [&str; 20] = [
        "const",
        "pub",
        "crate",
        "self",
        "super",
        "Self",
        "fn",
        "type",
        "in",
        "_",
        "true",
        "eu",
        "us",
        "gov",
        "ch",
        "streaming",
        "models",
        "CLAUDE",
        "ANTHROPIC_CLAUDE_SONNET_4_6",
        "AMAZON_TITAN_EMBED_TEXT_V2_0",
    ];
    let keys = Key::ALL.iter().map(|key| key.name());
    let kinds = Kind::ALL.iter().map(|kind| kind.name());
    let words = keys.chain(kinds).chain(Allowance::ALL.iter().map(|allowance| allowance.name())).chain(WORDS);
    let plain =
        prop_oneof![4 => select(words.collect::<Vec<_>>()).prop_map(String::from), 1 => "[a-zA-Zα-ω][a-z0-9_]{0,12}"];
    let raw = select(&["type", "geo", "eu"][..]);
    prop_oneof![
        8 => plain.prop_map(|name| Ident::new(&name, Span::call_site()).into()),
        1 => raw.prop_map(|name| Ident::new_raw(name, Span::call_site()).into()),
    ]
}

/// Slashes stay apart: two that are joined would read as a comment.
fn punct() -> impl Strategy<Value = TokenTree> {
    let chars: Vec<char> = ",,::;;==##-.<>+*%&|^!?@$~/".chars().collect();
    (select(chars), any::<bool>()).prop_map(|(char, joint)| {
        let spacing = if joint && char != '/' { Spacing::Joint } else { Spacing::Alone };
        Punct::new(char, spacing).into()
    })
}

fn literal() -> impl Strategy<Value = TokenTree> {
    const LITERALS: [&str; 16] = [
        r#""anthropic.claude-sonnet-4-6""#,
        r#""eu.anthropic.claude-sonnet-4-6""#,
        r#""eu-central-1""#,
        r#""eu""#,
        r#""streaming""#,
        r##"r#"raw"#"##,
        r#"b"\xff""#,
        r#"br"raw""#,
        r#"c"text""#,
        r#""suffixed"_here"#,
        "'c'",
        r"b'\n'",
        "0x1F_u8",
        "1e3",
        "2.5_f32",
        "340282366920938463463374607431768211456",
    ];
    prop_oneof![
        4 => select(&LITERALS[..]).prop_map(|text| text.parse().unwrap()),
        1 => "\\PC{0,12}".prop_map(|text: String| Literal::string(&text)),
        1 => vec(any::<u8>(), 0..12).prop_map(|bytes| Literal::byte_string(&bytes)),
        1 => any::<char>().prop_map(Literal::character),
        1 => any::<i64>().prop_map(Literal::i64_unsuffixed),
        1 => any::<i32>().prop_map(Literal::i32_suffixed),
        1 => (-1e300_f64..1e300).prop_map(Literal::f64_unsuffixed),
    ]
    .prop_map(TokenTree::from)
}

fn group(delimiter: Delimiter, tokens: TokenStream) -> TokenTree {
    Group::new(delimiter, tokens).into()
}

fn expanded(items: &str) -> TokenStream {
    let items = read(items);
    expansion(&Project::default(), quote!(bedrock_profiles #items))
}

/// What the documentation of the only constant of `item` says after the user's own.
fn told(item: &str) -> String {
    let docs = texts(expanded(item), "doc");
    let [.., before, last] = docs.as_slice() else { panic!("no documentation: {item}") };
    assert_eq!(before, "", "a paragraph of its own");
    last.clone()
}

/// The texts that are given to `name`, at any depth, as in `name = "text"` and `name! { "text" }`.
fn texts(tokens: TokenStream, name: &str) -> Vec<String> {
    let trees: Vec<TokenTree> = tokens.into_iter().collect();
    let given = trees.windows(3).filter_map(|trees| match trees {
        [TokenTree::Ident(own), TokenTree::Punct(_), TokenTree::Group(group)] if own == name => Some(group.stream()),
        [TokenTree::Ident(own), TokenTree::Punct(_), text] if own == name => Some(text.to_token_stream()),
        _ => None,
    });
    let given = given.map(|text| syn::parse2::<syn::LitStr>(text).unwrap().value());
    let inside = trees.iter().filter_map(|tree| match tree {
        TokenTree::Group(group) => Some(texts(group.stream(), name)),
        _ => None,
    });
    given.chain(inside.flatten()).collect()
}

const HEADER: &str = "| called from | may run in |\n|---|---|\n";

fn catalog_of() -> String {
    format!("\nCatalog of {}.", Catalog::BUILT_IN.date())
}

#[test]
fn documentation_says_what_a_profile_is_and_where_it_runs() {
    let profile = told(
        r#"const CHAT: CrossRegionInferenceProfile = {
            geo: eu,
            model: "anthropic.claude-sonnet-4-6",
            source_regions: ["eu-west-1", "eu-west-2", "eu-central-1"],
        };"#,
    );
    let from_the_union = "eu-central-1, eu-north-1, eu-south-1, eu-south-2, eu-west-1, eu-west-3";
    let from_london = "eu-central-1, eu-north-1, eu-south-1, eu-south-2, eu-west-1, eu-west-2, eu-west-3";
    assert_eq!(
        profile,
        format!(
            "`eu.anthropic.claude-sonnet-4-6`: Claude Sonnet 4.6 by Anthropic behind the prefix `eu`; active.\n\n{HEADER}\
             | eu-west-1, eu-central-1 | {from_the_union} |\n| eu-west-2 | {from_london} |\n{}",
            catalog_of()
        )
    );
    let global = told(
        r#"const CHAT: CrossRegionInferenceProfile =
            { geo: global, model: "anthropic.claude-sonnet-4-6", source_regions: ["eu-west-1", "us-east-1"] };"#,
    );
    assert!(global.contains(&format!("{HEADER}| eu-west-1, us-east-1 | any commercial Region |\n")), "{global}");
}

/// The words of each stage, with the day on which AWS ends or ended it.
#[test]
fn documentation_says_where_a_model_stands() {
    let first = |item: &str| told(item).lines().next().unwrap().to_owned();
    let active = first(r#"const EMBEDDER: FoundationModel = { model: "amazon.titan-embed-text-v2:0" };"#);
    assert_eq!(active, "`amazon.titan-embed-text-v2:0`: Titan Text Embeddings V2 by Amazon; active.");
    let legacy = first(
        r#"const LEGACY: CrossRegionInferenceProfile =
            { geo: us, model: "anthropic.claude-opus-4-1-20250805-v1:0" };"#,
    );
    assert_eq!(
        legacy,
        "`us.anthropic.claude-opus-4-1-20250805-v1:0`: Claude Opus 4.1 by Anthropic behind the prefix `us`; legacy, end of \
         life on 2027-01-08."
    );
    let retired = first(
        r#"const RETIRED: CrossRegionInferenceProfile =
            { geo: us, model: "amazon.nova-premier-v1:0", allow: [retired] };"#,
    );
    assert_eq!(
        retired,
        "`us.amazon.nova-premier-v1:0`: Nova Premier by Amazon behind the prefix `us`; retired, end of life on 2026-09-14."
    );
    let unknown = first(r#"const UNKNOWN: FoundationModel = { model: "anthropic.claude-fable-5-2" };"#);
    assert_eq!(unknown, "`anthropic.claude-fable-5-2`: Claude Fable 5.2 by Anthropic; lifecycle unknown.");
}

#[test]
fn no_active_model_is_documented_as_another() {
    for model in Catalog::BUILT_IN.models().filter(|model| !model.on_demand_regions().is_empty()) {
        let documented = told(&format!("const ANY: FoundationModel = {{ model: {:?} }};", model.id()));
        let stage = match model.lifecycle() {
            Lifecycle::Active => "; active",
            Lifecycle::Legacy => "; legacy",
            Lifecycle::EndOfLife => "; retired",
            _ => "; lifecycle unknown",
        };
        assert!(documented.contains(stage), "{documented}");
        let end = model.end_of_life().map(ToString::to_string);
        assert_eq!(documented.contains("end of life"), end.is_some(), "{documented}");
        assert!(documented.contains(&end.unwrap_or_default()), "{documented}");
        assert_eq!(
            ["; active", "; legacy", "; retired"].iter().filter(|stage| documented.contains(**stage)).count(),
            1
        );
    }
}

/// The messages of an expansion, in their order.
fn messages(items: &str) -> Vec<String> {
    let mut messages = texts(expanded(items), "compile_error");
    messages.dedup();
    messages
}

fn first_lines(messages: &[String]) -> Vec<&str> {
    messages.iter().filter_map(|message| message.lines().next()).collect()
}

fn with_tags(count: usize) -> String {
    let tags: Vec<String> = (0..count).map(|number| format!("\"tag-{number}\": \"\"")).collect();
    let tags = tags.join(", ");
    format!("const CHAT: ApplicationInferenceProfile = {{ name: \"chat\", copy_from: MODEL, tags: {{ {tags} }} }};")
}

/// <https://docs.aws.amazon.com/bedrock/latest/APIReference/API_CreateInferenceProfile.html>
#[test]
fn a_profile_has_200_tags_and_not_one_more() {
    assert!(messages(&with_tags(200)).is_empty());
    for count in [201, 202] {
        let messages = messages(&with_tags(count));
        let [message] = messages.as_slice() else { panic!("{messages:?}") };
        assert!(message.starts_with("a profile can have 200 tags, and this is one more"), "{message}");
    }
}

#[test]
fn misspelled_regions_of_a_bare_model_that_is_refused_are_told_too() {
    let messages = messages(
        r#"const CHAT: FoundationModel =
            { model: "anthropic.claude-fable-5", source_regions: ["eu-centrl-1", "us-east-1", "eu-wset-1"] };"#,
    );
    assert_eq!(
        first_lines(&messages),
        [
            "`anthropic.claude-fable-5` can only be invoked through an inference profile",
            "no AWS Region is called `eu-centrl-1`",
            "no AWS Region is called `eu-wset-1`",
        ]
    );
    assert!(messages[1].contains("\nhelp: the nearest is `eu-central-1`\n"), "{}", messages[1]);
    assert!(messages[2].contains("\nhelp: the nearest is `eu-west-1`\n"), "{}", messages[2]);
}

#[test]
fn the_profiles_that_replace_a_bare_model_are_those_of_its_regions() {
    for (region, reached) in [
        ("ap-northeast-1", "`global.anthropic.claude-fable-5`"),
        ("us-east-1", "`global.anthropic.claude-fable-5` and `us.anthropic.claude-fable-5`"),
    ] {
        let item = format!(
            "const CHAT: FoundationModel = {{ model: \"anthropic.claude-fable-5\", source_regions: [\"{region}\"] }};"
        );
        let message = messages(&item).remove(0);
        assert!(message.contains(&format!("\nhelp: it is reached through {reached}\n")), "{message}");
    }
}

#[track_caller]
fn is_refused_with(item: &str, expected: &str) {
    let messages = messages(&format!("const A: {item};"));
    assert!(first_lines(&messages).contains(&expected), "{item}: {messages:#?}");
}

/// An item that keeps all rules but one, for each of them.
#[test]
fn each_rule_is_checked() {
    for (item, expected) in [
        (
            r#"FoundationModel = { model: "amazon.titan-embed-text-v2:0", allow: [legacy, unconfirmed] }"#,
            "`unconfirmed` accepts a route that no capture confirms, and a model that is called directly has none",
        ),
        (
            r#"FoundationModel =
                { model: "amazon.titan-embed-text-v2:0", source_regions: ["us-east-1", "us-gov-west-1"] }"#,
            "`amazon.titan-embed-text-v2:0` belongs to the partition `aws`, and `us-gov-west-1` to `aws-us-gov`",
        ),
        (
            r#"FoundationModel =
                { model: "amazon.titan-embed-text-v2:0", source_regions: ["us-east-1"], residency: [de] }"#,
            "`amazon.titan-embed-text-v2:0` called from `us-east-1` may run in `us-east-1` (US East (N. Virginia), us), \
             outside `de`",
        ),
        (
            r#"ApplicationInferenceProfile = { name: "a", copy_from: B, tags: { "a": "b", "c": "d", "a": "e" } }"#,
            "the tag `a` stands here twice",
        ),
        (
            r#"FoundationModel = { model: "anthropic.claude-sonnet-4-6" }"#,
            "`anthropic.claude-sonnet-4-6` can be called directly in few Regions: from 32 others it is reached through \
             inference profiles",
        ),
        (r#"ApplicationInferenceProfile = { name: "a", copy_from: B, description: "" }"#, "`` can't be a description"),
        (
            r#"ApplicationInferenceProfile = { name: "a", copy_from: B, tags: { "": "a" } }"#,
            "`` can't be the key of a tag",
        ),
        (
            r#"ApplicationInferenceProfile =
                { name: "a", copy_from: "amazon.titan-embed-text-v2:0", allow: [retired] }"#,
            "`retired` accepts a profile that is retired; a retired model can be called directly in no Region",
        ),
        (
            r#"Profile = { model: "amazon.titan-embed-text-v2:0", requires: [streaming] }"#,
            "`amazon.titan-embed-text-v2:0` lacks `streaming`",
        ),
        (
            r#"Profile = { name: "", model: "amazon.titan-embed-text-v2:0" }"#,
            "`` can't be the name of an application inference profile",
        ),
    ] {
        is_refused_with(item, expected);
    }
}

#[test]
fn each_rule_of_a_profile_by_region_is_checked() {
    for (item, expected) in [
        (
            r#"InferenceProfileByRegion =
                { geo: [eu, us], model: "anthropic.claude-sonnet-4-6", source_regions: ["eu-west-1", "sa-east-1"] }"#,
            "`anthropic.claude-sonnet-4-6` can't be called from `sa-east-1` with `eu` or `us`",
        ),
        (
            r#"InferenceProfileByRegion =
                { geo: [eu, jp], model: "anthropic.claude-sonnet-4-6", source_regions: ["eu-west-1"] }"#,
            "`jp` serves none of the Regions: `jp.anthropic.claude-sonnet-4-6` can't be called from any of them",
        ),
        (
            r#"InferenceProfileByRegion =
                { geo: [global, eu], model: "anthropic.claude-sonnet-4-6", source_regions: ["eu-west-1"] }"#,
            "`eu` serves none of the Regions: each is served by another prefix",
        ),
        (
            r#"InferenceProfileByRegion = {
                geo: [eu, us],
                model: "anthropic.claude-sonnet-4-6",
                source_regions: ["eu-west-1", "us-east-1"],
                residency: { us: [ca] },
            }"#,
            "`us.anthropic.claude-sonnet-4-6` called from `us-east-1` may run in `us-east-1` (US East (N. Virginia), us), \
             `us-east-2` (US East (Ohio), us) and `us-west-2` (US West (Oregon), us), outside `ca`",
        ),
        (
            r#"InferenceProfileByRegion = {
                geo: [eu, global],
                model: "anthropic.claude-sonnet-4-6",
                source_regions: ["eu-west-1", "us-east-1"],
                residency: [eu],
            }"#,
            "`global.anthropic.claude-sonnet-4-6` may run in any commercial Region: no residency holds for it",
        ),
        (
            r#"InferenceProfileByRegion = {
                geo: [eu],
                model: "anthropic.claude-sonnet-4-6",
                source_regions: ["eu-west-1"],
                residency: { eu: [eu], us: [us] },
            }"#,
            "`geo` does not list the prefix `us`",
        ),
        (
            r#"InferenceProfileByRegion = {
                geo: [eu],
                model: "anthropic.claude-sonnet-4-6",
                source_regions: ["eu-west-1"],
                residency: { eu: [eu], eu: [de] },
            }"#,
            "the prefix `eu` stands here twice",
        ),
        (
            r#"InferenceProfileByRegion = {
                geo: [eu, us],
                model: "anthropic.claude-3-5-sonnet-20240620-v1:0",
                source_regions: ["eu-west-1", "us-east-1"],
            }"#,
            "`us.anthropic.claude-3-5-sonnet-20240620-v1:0` is retired: it was last seen on 2026-03-31",
        ),
        (
            r#"CrossRegionInferenceProfile = { geo: [eu], model: "anthropic.claude-sonnet-4-6" }"#,
            "`geo` does not take `[eu]` here",
        ),
        (
            r#"InferenceProfileByRegion =
                { geo: eu, model: "anthropic.claude-sonnet-4-6", source_regions: ["eu-west-1"] }"#,
            "expected a list, found `eu`",
        ),
    ] {
        is_refused_with(item, expected);
    }
}

/// Of a model, each source Region with its profile: rows of the table, read without the catalog.
fn rows_of(model: &str) -> Vec<(&'static str, &'static str, bool)> {
    let rows = include_str!("../../catalog/data/routes.tsv").lines().skip(1);
    let rows = rows.map(|row| row.split('\t').collect::<Vec<_>>());
    let of_model = rows.filter(|row| row[0].split_once('.').unwrap().1 == model);
    of_model.flat_map(|row| row[1].split(' ').map(move |source| (source, row[0], row.contains(&"current")))).collect()
}

/// Each Region of the expansion with its profile.
fn served(output: &str) -> Vec<(&str, &str)> {
    let parts = output.split(":: __private :: cross_region_inference_profile").collect::<Vec<_>>();
    let pairs = parts.windows(2).map(|pair| {
        let region = pair[0].rsplit_once("(\"").unwrap().1.split('"').next().unwrap();
        (region, pair[1].split('"').nth(1).unwrap())
    });
    pairs.collect()
}

#[test]
fn every_region_is_served_by_the_first_prefix_that_is_confirmed_there() {
    let mut compared = 0;
    for model in Catalog::BUILT_IN.models().map(bedrock_profiles_catalog::Model::id) {
        let mut rows = rows_of(model);
        let mut regions: Vec<&str> = rows.iter().map(|(region, ..)| *region).collect();
        regions.sort_unstable();
        regions.dedup();
        for _ in 0..2 {
            rows.reverse();
            let profile_of = |region: &str| {
                let mut of_region = rows.iter().filter(|(source, ..)| *source == region);
                of_region.clone().find(|(.., is_current)| *is_current).or(of_region.next()).unwrap().1
            };
            let expected: Vec<_> = regions.iter().map(|region| (*region, profile_of(region))).collect();
            let mut prefixes: Vec<&str> = Vec::new();
            for (_, profile, _) in &rows {
                let prefix = profile.split_once('.').unwrap().0;
                if !prefixes.contains(&prefix) && expected.iter().any(|(_, serving)| serving == profile) {
                    prefixes.push(prefix);
                }
            }
            let item = format!(
                "const A: InferenceProfileByRegion = {{ geo: {prefixes:?}, model: \"{model}\", source_regions: {regions:?}, \
                 allow: [legacy, unconfirmed, retired] }};"
            );
            if !regions.is_empty() {
                assert_eq!(messages(&item), [""; 0], "{item}");
                let output = expanded(&item).to_string();
                assert_eq!(served(&output), expected);
                compared += expected.len();
            }
        }
    }
    assert!(compared > 1_000, "{compared}");
}

/// The built-in tables have no Region that a confirmed and an unconfirmed route serve.
#[test]
fn a_route_that_no_capture_confirms_counts_last() {
    let routes = "profile\tsource\tdestinations\tseen\torigin\tstatus\n\
        eu.acme.rocket-1\teu-west-1\teu-west-1\t2026-11-01\tmine\tunconfirmed\n\
        eu.acme.rocket-1\teu-west-3\teu-west-3\t2026-11-01\tmine\tcurrent\n\
        global.acme.rocket-1\teu-west-1\t*\t2026-11-01\tmine\tcurrent\n";
    let project = Project::of_tables(routes, "model\tseen\torigin\nacme.rocket-1\t2026-11-01\tmine\n");
    let item = read(
        r#"const CHAT: InferenceProfileByRegion =
            { geo: [eu, global], model: "acme.rocket-1", source_regions: ["eu-west-1", "eu-west-3"] };"#,
    );
    let output = expansion(&project, quote!(bedrock_profiles #item));
    assert_eq!(texts(output.clone(), "compile_error"), [""; 0]);
    let expected = [("eu-west-1", "global.acme.rocket-1"), ("eu-west-3", "eu.acme.rocket-1")];
    assert_eq!(served(&output.to_string()), expected);
}

/// The item with the fields that its only message says it lacks.
fn completed(item: &str) -> String {
    let messages = messages(item);
    let [message] = messages.as_slice() else { panic!("{item}: {messages:#?}") };
    let (_, example) = message.split_once("\nhelp: such as `").unwrap_or_else(|| panic!("{message}"));
    let example = example.lines().next().unwrap().trim_end_matches('`');
    item.replace(" };", &format!(", {example} }};")).replace("{,", "{")
}

#[test]
fn the_fields_that_are_lacking_can_be_pasted() {
    let catalog = Catalog::BUILT_IN;
    let mut items = vec![
        "const A: CrossRegionInferenceProfile = { };".to_owned(),
        "const A: InferenceProfileByRegion = { };".to_owned(),
        "const A: InferenceProfileByRegion = { model: \"anthropic.claude-sonnet-4-6\" };".to_owned(),
        "const A: InferenceProfileByRegion = { geo: [us, eu, global], model: \"anthropic.claude-sonnet-4-6\" };"
            .to_owned(),
        "const A: FoundationModel = { source_regions: [\"eu-central-1\"] };".to_owned(),
    ];
    for profile in catalog.profiles().filter(|profile| !profile.is_retired()) {
        let (prefix, model) = (profile.prefix(), profile.model_id());
        let region = profile.default_routes().next().unwrap().source;
        items.extend([
            format!("const A: CrossRegionInferenceProfile = {{ model: \"{model}\", source_regions: [\"{region}\"] }};"),
            format!("const A: CrossRegionInferenceProfile = {{ geo: {prefix} }};"),
            format!("const A: InferenceProfileByRegion = {{ geo: [{prefix}], model: \"{model}\" }};"),
            format!("const A: InferenceProfileByRegion = {{ model: \"{model}\", source_regions: [\"{region}\"] }};"),
        ]);
    }
    for item in items {
        let completed = completed(&item);
        assert_eq!(messages(&completed), [""; 0], "{item} {completed}");
    }
}

#[test]
fn a_value_that_belongs_in_a_list_is_put_in_one() {
    for (fields, expected) in [
        ("source_regions: \"us-east-1\"", "source_regions: [\"us-east-1\"]"),
        ("residency: us", "residency: [us]"),
        ("residency: { us }", "residency: [us]"),
        ("requires: streaming", "requires: [streaming]"),
    ] {
        let item = format!(
            "const A: CrossRegionInferenceProfile = {{ geo: us, model: \"anthropic.claude-sonnet-4-6\", {fields} }};"
        );
        let message = messages(&item).remove(0);
        assert!(message.contains(&format!("\nhelp: `{expected}`")), "{message}");
        let pasted = messages(&item.replace(fields, expected));
        assert!(pasted.iter().all(|message| !message.starts_with("expected")), "{pasted:#?}");
    }
    for tags in ["[\"CostCenter\"]", "\"CostCenter\"", "[]", "[[]]"] {
        let item = format!("const A: ApplicationInferenceProfile = {{ name: \"a\", copy_from: B, tags: {tags} }};");
        assert!(messages(&item).remove(0).contains("\nhelp: such as `tags: { "), "{tags}");
    }
    let number = messages("const A: CrossRegionInferenceProfile = { geo: us, model: \"a.b\", source_regions: 5 };");
    assert!(number.iter().any(|message| message.contains("\nhelp: such as `source_regions: [")), "{number:#?}");
}

/// What else is written is checked where the model, the prefix or the id is not known.
#[test]
fn mistakes_of_every_kind_are_told_at_once() {
    let rest = r#"source_regions: ["eu-centrl-1"], residency: [xx], requires: [streming], allow: [legcy]"#;
    let wrong = ["no AWS Region is called", "`xx` is neither", "no model has a capability", "expected `legacy`"];
    for invocation in [
        format!(r#"const A: CrossRegionInferenceProfile = {{ geo: eu, model: "anthropic.claude-x", {rest} }};"#),
        format!(
            r#"const A: CrossRegionInferenceProfile = {{ geo: uk, model: "anthropic.claude-sonnet-4-6", {rest} }};"#
        ),
        format!(r#"const A: CrossRegionInferenceProfile = {{ geo: jp, model: "amazon.nova-pro-v1:0", {rest} }};"#),
        format!("const A: CrossRegionInferenceProfile = {{ {rest} }};"),
        format!(r#"const A: InferenceProfileByRegion = {{ geo: [eu], model: "anthropic.claude-x", {rest} }};"#),
        format!(
            r#"const A: InferenceProfileByRegion = {{ geo: [uk], model: "anthropic.claude-sonnet-4-6", {rest} }};"#
        ),
        format!(r#"const A: FoundationModel = {{ model: "anthropic.claude-x", {rest} }};"#),
        format!(r#"const A: FoundationModel = {{ model: "anthropic.claude-fable-5", {rest} }};"#),
        format!(r#"const A: Profile = {{ geo: eu, model: "anthropic.claude-sonnet-4-6", {rest} }};"#),
        format!(r#""eu.anthropic.claude-x", {rest}"#),
    ] {
        let messages = messages(&invocation);
        for wrong in wrong {
            assert!(first_lines(&messages).iter().any(|line| line.starts_with(wrong)), "{invocation}: {messages:#?}");
        }
    }
}

/// What is written instead of an item, with the cure.
#[test]
fn what_can_be_told_of_another_form_is_told() {
    for (invocation, cure) in [
        ("", "such as `const CHAT: CrossRegionInferenceProfile = { geo: eu, model: "),
        ("id", "`id.parse::<CrossRegionInferenceProfile>()?` reads an id that is known at run time only"),
        ("&config", "`config.parse::<CrossRegionInferenceProfile>()?` reads"),
        ("eu.anthropic.claude-sonnet-4-6", "`\"eu.anthropic.claude-sonnet-4-6\"`, in quotes"),
        ("concat!(\"a\", \"b\")", "`id.parse::<CrossRegionInferenceProfile>()?` reads"),
        ("geo: eu, model: \"a.b\"", "`\"eu.a.b\"` is the profile in an expression"),
        ("geo: eu", "fields stand in an item: `const CHAT: CrossRegionInferenceProfile = {"),
        ("static A: FoundationModel = { model: \"amazon.titan-embed-text-v2:0\" };", "`const` in its place declares"),
        ("const A: CrossRegionInferenceProfile = \"us.a.b-1\";", "such as `{ geo: us, model: \"a.b-1\" }`"),
        ("const A: FoundationModel = \"a.b-1\";", "such as `{ model: \"a.b-1\" }`"),
        ("const A: ApplicationInferenceProfile = \"x\";", "such as `const CHAT: ApplicationInferenceProfile = { name:"),
        (
            "const A: ApplicationInferenceProfile = { geo: eu, name: \"x\" };",
            "it is copied from a profile or a model: `copy",
        ),
    ] {
        let messages = messages(invocation);
        assert!(
            messages.iter().any(|message| message.contains(&format!("\nhelp: {cure}"))),
            "{invocation}: {messages:#?}"
        );
    }
    let refused = messages("pub cosnt A: FoundationModel = { model: \"a.b\" };");
    assert!(!refused[0].contains("help:"), "{refused:#?}");
}

/// What could not be read is reported once, and not what would follow from it.
#[test]
fn a_residency_is_checked_where_it_and_the_regions_are_certain() {
    for (fields, expected) in [
        ("source_regions: [5], residency: [de]", "expected a Region"),
        ("residency: [us, 5]", "expected a country"),
        ("allow: [5]", "expected"),
    ] {
        let item = format!(
            "const A: CrossRegionInferenceProfile = {{ geo: us, model: \"anthropic.claude-sonnet-4-6\", {fields} }};"
        );
        let messages = messages(&item);
        let [message] = messages.as_slice() else { panic!("{messages:#?}") };
        assert!(message.starts_with(expected), "{message}");
    }
}

#[test]
fn a_retired_profile_can_be_copied_where_it_is_allowed() {
    let copy = |allowed: &str| {
        messages(&format!(
            "const A: ApplicationInferenceProfile =
                {{ name: \"a\", copy_from: \"us.amazon.nova-premier-v1:0\", allow: [{allowed}] }};"
        ))
    };
    assert!(copy("")[0].contains("\nhelp: `allow: [retired]` accepts it\n"), "{:#?}", copy(""));
    assert_eq!(copy("retired"), [""; 0]);
}

/// One warning of each kind, which `allow` silences.
#[test]
fn what_is_allowed_is_worth_no_warning() {
    let legacy = r#"geo: us, model: "anthropic.claude-opus-4-1-20250805-v1:0""#;
    let unconfirmed =
        r#"geo: apac, model: "amazon.nova-lite-v1:0", source_regions: ["ap-northeast-1", "me-central-1"]"#;
    let none_confirmed = r#"geo: apac, model: "anthropic.claude-3-haiku-20240307-v1:0""#;
    for (fields, allowed, expected) in [
        (legacy, "legacy", &["is legacy"][..]),
        (unconfirmed, "unconfirmed", &["from `me-central-1`"]),
        (none_confirmed, "legacy, unconfirmed", &["end of life", "no recent capture confirms"]),
    ] {
        let with = |allowed: &str| {
            let item = format!("const A: CrossRegionInferenceProfile = {{ {fields}, allow: [{allowed}] }};");
            texts(expanded(&item), "note")
        };
        let warnings = with("");
        assert_eq!(warnings.len(), expected.len(), "{warnings:#?}");
        for (warning, expected) in warnings.iter().zip(expected) {
            assert!(warning.lines().next().unwrap_or_default().contains(expected), "{warning}");
        }
        assert_eq!(with(allowed), [""; 0]);
    }
}

const ROUTES: &str = "profile\tsource\tdestinations\tseen\torigin\tpin\n";
const MODELS: &str = "model\tlifecycle\tseen\torigin\tpin\n";

/// A row of the project alone, older than the release: the documentation tells of one that is meant, too.
#[test]
fn what_an_old_project_alone_knows_is_told() {
    let item = read(
        r#"const CHAT: CrossRegionInferenceProfile =
            { geo: eu, model: "acme.rocket-1", source_regions: ["eu-west-1"] };"#,
    );
    let known = format!(
        "known only from the project's catalog of 2025-03-01, older than this release's of {}",
        Catalog::BUILT_IN.date()
    );
    for (pin, is_warned, note) in
        [("-", true, known.as_str()), ("yes", false, "the project's row of 2025-03-01 is pinned")]
    {
        let route = format!("eu.acme.rocket-1\teu-west-1\teu-west-1\t2025-03-01\tmine\t{pin}\n");
        let model = format!("acme.rocket-1\tactive\t2025-03-01\tmine\t{pin}\n");
        let project = Project::of_tables(&format!("{ROUTES}{route}"), &format!("{MODELS}{model}"));
        let output = expansion(&project, quote!(bedrock_profiles #item));
        assert!(!is_refused(&output.to_string()), "{output}");
        let expected = ["`eu.acme.rocket-1` from `eu-west-1`", "`acme.rocket-1`"].map(|id| format!("{id} is {known}"));
        let warnings = texts(output.clone(), "note");
        assert_eq!(first_lines(&warnings), if is_warned { &expected[..] } else { &[] });
        let documented = texts(output, "doc").pop().unwrap_or_default();
        let (_, notes) = documented.split_once("\n\nOf ").unwrap();
        assert_eq!(notes, format!("`acme.rocket-1`: {note}.\n\nOf `eu.acme.rocket-1` from eu-west-1: {note}."));
    }
}
