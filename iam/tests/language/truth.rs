//! The laws of what is not known.

use crate::support::{depends, on_key};
use bedrock_profiles_iam::Cause;
use bedrock_profiles_iam::Truth::{self, No, Yes};

fn cause(name: &str) -> Cause {
    Cause::Key(name.to_owned())
}

fn all() -> Vec<Truth> {
    let both = depends([cause("a"), Cause::Text("b".to_owned())]);
    vec![No, Yes, on_key("a"), depends([Cause::Text("b".to_owned())]), both]
}

/// What a truth becomes when all that it depends on is decided.
fn decided(truth: &Truth, as_yes: bool) -> bool {
    match truth {
        No => false,
        Yes => true,
        Truth::Depends(_) => as_yes,
    }
}

#[test]
fn what_is_known_decides() {
    for one in all() {
        assert_eq!(one.clone().and(No), No);
        assert_eq!(No.and(one.clone()), No);
        assert_eq!(one.clone().and(Yes), one);
        assert_eq!(Yes.and(one.clone()), one);
        assert_eq!(one.clone().or(Yes), Yes);
        assert_eq!(Yes.or(one.clone()), Yes);
        assert_eq!(one.clone().or(No), one);
        assert_eq!(No.or(one.clone()), one);
    }
}

#[test]
fn order_and_grouping_do_not_matter() {
    for one in all() {
        for other in all() {
            assert_eq!(one.clone().and(other.clone()), other.clone().and(one.clone()));
            assert_eq!(one.clone().or(other.clone()), other.clone().or(one.clone()));
            for third in all() {
                let left = one.clone().and(other.clone()).and(third.clone());
                assert_eq!(left, one.clone().and(other.clone().and(third.clone())));
                let left = one.clone().or(other.clone()).or(third.clone());
                assert_eq!(left, one.clone().or(other.clone().or(third)));
            }
        }
    }
}

#[test]
fn causes_add_up() {
    let [a, b] = ["a", "b"].map(on_key);
    let both = depends(["a", "b"].map(cause));
    assert_eq!(a.clone().and(b.clone()), both);
    assert_eq!(a.clone().or(b), both);
    assert_eq!(a.clone().and(a.clone()), a);
}

#[test]
fn the_contrary_of_the_contrary_is_the_same() {
    assert_eq!((No.negated(), Yes.negated()), (Yes, No));
    for one in all() {
        assert_eq!(one.clone().negated().negated(), one);
        for other in all() {
            let neither = one.clone().or(other.clone()).negated();
            assert_eq!(neither, one.clone().negated().and(other.negated()));
        }
    }
}

#[test]
fn and_and_or_are_those_of_each_outcome() {
    for (one, other) in all().into_iter().flat_map(|one| all().into_iter().map(move |other| (one.clone(), other))) {
        for as_yes in [false, true] {
            let both = decided(&one, as_yes) && decided(&other, as_yes);
            let any = decided(&one, as_yes) || decided(&other, as_yes);
            assert_eq!(decided(&one.clone().and(other.clone()), as_yes), both, "{one:?} {other:?}");
            assert_eq!(decided(&one.clone().or(other.clone()), as_yes), any, "{one:?} {other:?}");
        }
    }
}

#[test]
fn all_and_any_of_several() {
    assert_eq!((Truth::all([]), Truth::any([])), (Yes, No));
    for (each, every, some) in [
        (vec![Yes, Yes], Yes, Yes),
        (vec![Yes, No], No, Yes),
        (vec![No, No], No, No),
        (vec![on_key("a"), Yes], on_key("a"), Yes),
        (vec![on_key("a"), No], No, on_key("a")),
        (vec![on_key("a"), on_key("b")], depends(["a", "b"].map(cause)), depends(["a", "b"].map(cause))),
    ] {
        assert_eq!(Truth::all(each.clone()), every, "{each:?}");
        assert_eq!(Truth::any(each.clone()), some, "{each:?}");
    }
}

#[test]
fn what_comes_after_the_one_that_decides_is_not_asked() {
    let asked = std::cell::Cell::new(0);
    let each = |truths: [Truth; 3]| truths.into_iter().inspect(|_| asked.set(asked.get() + 1));
    assert_eq!((Truth::all(each([Yes, No, Yes])), asked.replace(0)), (No, 2));
    assert_eq!((Truth::any(each([No, Yes, No])), asked.replace(0)), (Yes, 2));
}

#[test]
fn what_is_so_whichever_value_a_cause_has() {
    let c = cause("c");
    for one in all() {
        assert_eq!(Truth::whichever(&c, [one.clone()]), one);
        assert_eq!(Truth::whichever(&c, [one.clone(), one.clone(), one.clone()]), one);
    }
    for (each, expected) in [
        (vec![], on_key("c")),
        (vec![Yes, No], on_key("c")),
        (vec![Yes, Yes, No], on_key("c")),
        (vec![No, Yes, Yes], on_key("c")),
        (vec![Yes, on_key("a")], depends(["a", "c"].map(cause))),
        (vec![on_key("a"), on_key("b")], depends(["a", "b", "c"].map(cause))),
    ] {
        assert_eq!(Truth::whichever(&c, each.clone()), expected, "{each:?}");
    }
}

#[test]
fn causes_are_shown_as_they_are_written() {
    let text = || "it".to_owned();
    for cause in [
        Cause::Key(text()),
        Cause::Text(text()),
        Cause::Refused(text()),
        Cause::BeyondColon(text()),
        Cause::TypeWildcard(text()),
    ] {
        assert_eq!(cause.to_string(), "it");
    }
    assert_eq!((Truth::from(true), Truth::from(false)), (Yes, No));
}
