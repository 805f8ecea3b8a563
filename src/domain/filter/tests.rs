//! What is read, how it is written, and what completes it. `index` compares what filters find with the simplest way to
//! find it.

use proptest::prelude::*;
use rstest::rstest;

use super::*;
use crate::domain::AccessMode;

fn only(text: &str) -> Term {
    let [placed] = &*read(text) else { panic!("{text}") };
    placed.term.clone()
}

fn is(condition: Condition) -> Sense {
    Sense::Is(condition)
}

#[rstest]
#[case::word("pass", false, Sense::Fuzzy("pass".into()))]
#[case::exact("'pass", false, Sense::Exact("pass".into()))]
#[case::start("^pass", false, Sense::Start("pass".into()))]
#[case::end("pass$", false, Sense::End("pass".into()))]
#[case::whole("^pass$", false, Sense::Whole("pass".into()))]
#[case::without("!pass", true, Sense::Exact("pass".into()))]
#[case::not_at_the_start("!^pass", true, Sense::Start("pass".into()))]
#[case::mode("mode:locked", false, is(Condition::Mode(AccessMode::Locked)))]
#[case::owner("owner:Bob", false, is(Condition::Owner(Name::new("Bob"))))]
#[case::not_mine("!mine", true, is(Condition::Mine))]
#[case::age("age<36h", false, is(Condition::Age(Compare::Less, Span { count: 36, unit: Unit::Hour })))]
#[case::used("used=0", false, is(Condition::Used(Compare::Equal, 0)))]
#[case::no_condition_but_the_word("'mine", false, Sense::Exact("mine".into()))]
#[case::longer("mines", false, Sense::Fuzzy("mines".into()))]
#[case::unknown_key("site:tacc", false, Sense::Fuzzy("site:tacc".into()))]
#[case::reference("${secret:al:db}", false, Sense::Fuzzy("${secret:al:db}".into()))]
#[case::key_without_a_sign("age", false, Sense::Fuzzy("age".into()))]
#[case::dollar("$", false, Sense::Fuzzy("$".into()))]
fn a_term_is_read(#[case] text: &str, #[case] not: bool, #[case] sense: Sense) {
    assert_eq!(only(text), Term { not, sense });
}

#[rstest]
#[case::signs("! ' ^ !' !^", None)]
#[case::keys("owner: pod: scope:", Some("the name is missing"))]
#[case::modes("mode: mode:r mode:RO mode:full", Some("mode takes ro, rw, wo or locked"))]
#[case::ages("age< age<7 age<d age<7dd age=7d age<1234567d", Some("age takes < or > and a time"))]
#[case::counts("used> used>x used<-1 used>=2 !used<", Some("used takes < > or = and a number"))]
fn what_lacks_something_says_what_it_takes(#[case] texts: &str, #[case] takes: Option<&str>) {
    for text in texts.split(' ') {
        let Sense::Unfinished(Unfinished { takes: told, .. }) = only(text).sense else { panic!("{text}") };
        assert_eq!(told.is_some(), takes.is_some(), "{text}");
        assert!(told.unwrap_or_default().starts_with(takes.unwrap_or_default()), "{text}: {told:?}");
    }
}

#[test]
fn terms_know_their_places() {
    let text = " pg\t!mine  pg ";
    let places = read(text).into_iter().map(|placed| placed.place);
    assert_eq!(places.collect::<Vec<_>>(), [1..3, 4..9, 11..13]);
}

#[test]
fn needs_are_those_of_the_condition() {
    let needs = |text| match only(text).sense {
        Sense::Is(condition) => condition.needs(),
        other => panic!("{other:?}"),
    };
    assert!(needs("stale").pods && needs("stale").changes && needs("pod:web").pods && needs("age<1d").time);
    assert!(
        needs("marked").marks && needs("mine").user && !needs("mode:ro").any() && !needs("owner:bob").any()
    );
}

fn completed(typed: &str) -> Vec<String> {
    let names = |all: &[&str]| all.iter().map(ToString::to_string).collect();
    completions(
        typed,
        Names { owners: &|| names(&["bob", "alice", "bob", ""]), pods: &|| names(&["web", "two words"]) },
    )
}

#[rstest]
#[case::key("mo", &["mode:"])]
#[case::two_keys("m", &["mode:", "mine", "marked"])]
#[case::not("!m", &["!mode:", "!mine", "!marked"])]
#[case::values("mode:r", &["mode:rw", "mode:ro"])]
#[case::owners("owner:", &["owner:alice", "owner:bob"])]
#[case::pods("!pod:", &["!pod:web"])]
#[case::complete("mine", &[])]
#[case::word("pass", &[])]
fn a_term_is_completed(#[case] typed: &str, #[case] expected: &[&str]) {
    assert_eq!(completed(typed), expected);
}

#[test]
fn whatever_completes_is_read_as_a_condition() {
    let keys = completed("");
    let all = keys.iter().flat_map(|key| [completed(key), vec![key.clone()]].concat());
    for text in all.filter(|text| !text.ends_with([':', '<', '>'])) {
        assert!(matches!(only(&text).sense, Sense::Is(_)), "{text}");
    }
}

#[test]
fn every_example_of_the_help_means_what_it_looks_like() {
    for (example, _) in LANGUAGE {
        let sense = only(example).sense;
        let is_word = example.contains("word");
        assert_eq!(matches!(sense, Sense::Is(_)), !is_word, "{example}");
        assert!(!matches!(sense, Sense::Unfinished(_)), "{example}");
    }
}

/// Texts that are made of pieces of the language, and any others.
fn any_filter() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[!'^$:<>= a-c0-9é\t]{0,4}",
        prop::sample::select(vec![
            "mode:", "owner:", "pod:", "scope:", "age<", "age>", "used", "mine", "stale", "broken",
            "unlisted", "ro", "locked", "7d", "1y", "3mo", " ", " ", "!", "'",
        ])
        .prop_map(str::to_owned),
    ];
    prop_oneof![prop::collection::vec(piece, 0..6).prop_map(|all| all.concat()), any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    /// Any text is read, and what is written is read as the same.
    #[test]
    fn what_is_written_is_read_as_the_same(text in any_filter()) {
        let terms = |text: &str| read(text).into_iter().map(|placed| placed.term).collect::<Vec<_>>();
        let read_once = terms(&text);
        let written: Vec<_> = read_once.iter().map(ToString::to_string).collect();
        prop_assert_eq!(terms(&written.join(" ")), read_once);
    }

    /// The places are those of the words, in their order.
    #[test]
    fn nothing_but_white_space_is_left_out(text in any_filter()) {
        let words: Vec<_> = read(&text).into_iter().map(|placed| text[placed.place].to_owned()).collect();
        prop_assert_eq!(words, text.split_whitespace().collect::<Vec<_>>());
    }
}
