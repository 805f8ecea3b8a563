//! Orders and filters, compared with the simplest way to compute them.

mod language;

use super::{Finder, Pattern, Superseded, never, search};
use crate::domain::filter::Facts;
use crate::domain::pod::{MapKey, MapValue};
use crate::domain::rows::Row;
use crate::domain::uses::{Changes, KnownPods, Uses, ValueNews};
use crate::domain::{Chunk, Hits, Order, Pod, Query, Reference, Rows, Secret, Sort};
use proptest::prelude::*;
use rstest::rstest;
use std::cmp::Reverse;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock};

fn secret(id: &str, created: i64, owner: &str) -> Secret {
    Secret {
        owner: owner.into(),
        created: (created > 0).then(|| jiff::Timestamp::from_second(created).unwrap()),
        ..Secret::named(id)
    }
}

fn ids(rows: &Rows, hits: &Hits) -> Vec<String> {
    hits.order.iter().map(|&row| rows.get(row).unwrap().secret().id.to_string()).collect()
}

fn query(pattern: &str, order: impl Into<Order>) -> Query {
    static FACTS: LazyLock<Facts> = LazyLock::new(facts);
    Query { pattern: pattern.into(), order: order.into(), facts: FACTS.clone(), ..Query::default() }
}

/// Pods that name `b` twice, `c` once; a value of `c` that was changed after that of `A`.
fn facts() -> Facts {
    let pod = |name: &str, secrets: &[&str]| {
        let key = |secret: &&str| MapKey {
            name: "K".into(),
            value: MapValue::Secret(Reference { user: None, secret: (*secret).into() }),
            is_override: false,
        };
        Pod { keys: secrets.iter().map(key).collect(), ..Pod::named(name) }
    };
    let mut known = KnownPods::default();
    known.add([pod("one", &["b", "b", "c"]), pod("two", &["b"])]);
    let mut changes = Changes::default();
    for (id, owner, at) in [("c", "al", 9), ("A", "zo", 5)] {
        let at = jiff::Timestamp::from_second(at).unwrap();
        changes.take(id, owner, ValueNews::Changed(Some(at)));
    }
    let uses = Uses::build(Arc::new(known), &Rows::new(), "", false);
    Facts { version: 1, uses: Some(Arc::new(uses)), changes: Arc::new(changes), ..Facts::default() }
}

/// A result of before needs no search, which would be given up here.
#[rstest]
#[case::emptied(true, false, true)]
#[case::ended(false, false, false)]
#[case::closed_while_empty(true, true, false)]
fn results_stay_while_the_line_is_open(
    #[case] is_typed: bool,
    #[case] is_closed: bool,
    #[case] is_kept: bool,
) {
    let rows: Rows = ["ab", "b", "c"].into_iter().map(Secret::named).collect();
    let mut finder = Finder::default();
    let ask = |finder: &mut Finder, pattern: &str, superseded: &Superseded| {
        let query = Query { is_typed, ..query(pattern, Sort::Name) };
        finder.search(&rows, query, &Hits::default(), superseded)
    };
    ask(&mut finder, "b", &never()).unwrap();
    ask(&mut finder, "", &never()).unwrap();
    if is_closed {
        finder.forget_results();
    }
    let looks = AtomicU64::new(0);
    let given_up: Superseded = Arc::new(move || looks.fetch_add(1, Ordering::Relaxed) > 0);
    assert_eq!(ask(&mut finder, "b", &given_up).is_some(), is_kept);
}

#[test]
fn every_order_is_as_told() {
    let mut read_only = secret("c", 1, "al");
    read_only.access.writable = Some(false);
    let rows: Rows = [secret("b", 3, "bo"), secret("A", 0, "zo"), read_only].into_iter().collect();
    let order = |order: Order| ids(&rows, &search(&rows, query("", order), &Hits::default()));
    let turned = |by| Order { by, reversed: true };
    for (by, one_way, other_way) in [
        (Sort::Name, ["A", "b", "c"], ["c", "b", "A"]),
        (Sort::Newest, ["b", "c", "A"], ["c", "b", "A"]),
        (Sort::Access, ["A", "b", "c"], ["c", "A", "b"]),
        (Sort::Owner, ["c", "b", "A"], ["A", "b", "c"]),
        (Sort::Used, ["b", "c", "A"], ["A", "c", "b"]),
        (Sort::Changed, ["c", "A", "b"], ["A", "c", "b"]),
    ] {
        assert_eq!(
            (order(by.into()), order(turned(by))),
            (one_way.map(Into::into).into(), other_way.map(Into::into).into()),
            "{by:?}"
        );
    }
}

#[test]
fn a_filter_ranks_and_breaks_ties_by_the_order() {
    let rows: Rows = ["xpgx", "pg_b", "pg_a", "none"].into_iter().map(Secret::named).collect();
    let hits = search(&rows, query("pg", Sort::Name), &Hits::default());
    assert_eq!(ids(&rows, &hits), ["pg_a", "pg_b", "xpgx"]);
    assert_eq!(hits.scores.len(), 3);
}

#[test]
fn the_place_of_the_secret_to_keep_is_told() {
    let rows: Rows = ["c", "a", "b"].into_iter().map(Secret::named).collect();
    let query = Query { keep: Some("c".into()), ..Query::default() };
    assert_eq!(search(&rows, query, &Hits::default()).kept, Some(2));
}

#[test]
fn a_search_is_given_up_for_a_newer_one() {
    let rows: Rows = ["a", "b"].into_iter().map(Secret::named).collect();
    let mut finder = Finder::default();
    for times in 0..3 {
        let asked = AtomicU64::new(0);
        let newer: Superseded = Arc::new(move || asked.fetch_add(1, Ordering::Relaxed) >= times);
        assert!(finder.search(&rows, query("a", Sort::Name), &Hits::default(), &newer).is_none());
    }
    assert!(finder.search(&rows, query("a", Sort::Name), &Hits::default(), &never()).is_some());
}

#[test]
fn a_pattern_that_grew_is_looked_for_among_the_former_hits() {
    let rows: Rows = ["pg_a", "pg_b", "pg_c"].into_iter().map(Secret::named).collect();
    // A former answer that lacks a row: a row that it ruled out is not searched again.
    let former = Hits {
        query: query("p", Sort::Name),
        list: rows.list(),
        rows: 3,
        order: [0, 2].into(),
        scores: [9, 9].into(),
        best: None,
        kept: None,
    };
    let find = |typed| ids(&rows, &search(&rows, query(typed, Sort::Name), &former));
    assert_eq!(find("pg"), ["pg_a", "pg_c"]);
    assert_eq!(find("g"), ["pg_a", "pg_b", "pg_c"], "another pattern is looked for everywhere");
}

#[test]
fn a_list_that_is_forgotten_can_be_searched_anew() {
    let rows: Rows = ["b", "a"].into_iter().map(Secret::named).collect();
    let mut finder = Finder::default();
    for _ in 0..2 {
        let hits = finder.search(&rows, query("", Sort::Name), &Hits::default(), &never()).unwrap();
        assert_eq!(ids(&rows, &hits), ["a", "b"]);
        finder.forget(&rows);
    }
}

fn any_secret() -> impl Strategy<Value = Secret> {
    let owner = prop_oneof!["[xyX]", "[xX]{14,18}", Just(String::new())];
    let id = prop_oneof!["[a-cA-C_é]{1,6}", "[aA]{22,26}", Just("a\0".to_owned()), Just(String::new())];
    (id, -1i64..4, owner, "[a-cé ]{0,8}", any::<Option<bool>>()).prop_map(
        |(id, created, owner, description, readable)| {
            let mut secret = secret(&id, created, &owner);
            secret.description = description.as_str().into();
            secret.access.readable = readable;
            secret
        },
    )
}

fn compared(query: &Query, a: Row<'_>, b: Row<'_>) -> std::cmp::Ordering {
    let folded = |text: &str| (text.to_ascii_lowercase(), text.to_owned());
    let by_id = folded(a.id()).cmp(&folded(b.id()));
    let turned =
        |ordering: std::cmp::Ordering| if query.order.reversed { ordering.reverse() } else { ordering };
    // Without a number a row comes last, either way.
    let numbers = |a: Option<i64>, b: Option<i64>| {
        a.is_none().cmp(&b.is_none()).then(turned(b.unwrap_or(0).cmp(&a.unwrap_or(0))))
    };
    let used = |row| query.facts.count(row).map(|pods| pods as i64);
    match query.order.by {
        Sort::Name => turned(by_id),
        Sort::Newest => numbers(a.created(), b.created()).then(by_id),
        Sort::Access => turned(a.access().mode().cmp(&b.access().mode())).then(by_id),
        Sort::Owner => turned(folded(a.owner()).cmp(&folded(b.owner()))).then(by_id),
        Sort::Used => numbers(used(a), used(b)).then(by_id),
        Sort::Changed => numbers(query.facts.changed(a), query.facts.changed(b)).then(by_id),
    }
}

/// Returns the expected answer, computed in the simplest way.
fn plainly(rows: &Rows, query: &Query) -> (Vec<u32>, Vec<u32>) {
    let mut pattern = Pattern::new(&query.pattern);
    let mut found: Vec<_> =
        rows.iter_from(0).filter_map(|(index, row)| Some((pattern.score(index, row)?, index, row))).collect();
    found.sort_by(|(score, _, a), (other, _, b)| {
        Reverse(score).cmp(&Reverse(other)).then_with(|| compared(query, *a, *b))
    });
    let scores =
        if query.is_filter() { found.iter().map(|(score, ..)| *score).collect() } else { Vec::new() };
    (found.iter().map(|(_, row, _)| *row).collect(), scores)
}

proptest! {
    /// However the rows come and the pattern changes, the answer is the simple one.
    #[test]
    fn what_is_kept_never_changes_the_result(
        chunks in prop::collection::vec(prop::collection::vec(any_secret(), 0..8), 1..5),
        typed in "[a-cA-C ]{0,4}",
        sorts in prop::collection::vec((prop::sample::select(Sort::ALL.to_vec()), any::<bool>()), 1..3),
    ) {
        let mut rows = Rows::new();
        let mut former = Hits::default();
        let mut finder = Finder::default();
        for (chunk, (by, reversed)) in chunks.into_iter().zip(sorts.into_iter().cycle()) {
            let order = Order { by, reversed };
            rows.push(Chunk::from(chunk));
            for end in (0..=typed.len()).chain([typed.len() / 2]) {
                let query = query(&typed[..end], order);
                let (plain, scores) = plainly(&rows, &query);
                match end {
                    1 => finder.prepare(&rows, &query),
                    3 => finder.settle(),
                    _ => {}
                }
                former = finder.search(&rows, query, &former, &never()).unwrap();
                prop_assert_eq!(&*former.order, plain);
                prop_assert_eq!(&*former.scores, scores);
                prop_assert_eq!((former.list, former.rows), (rows.list(), rows.len() as u32));
            }
        }
    }
}

/// Has enough rows for two threads to score them, whether they were there before or came since.
#[test]
fn two_threads_find_what_one_finds() {
    let mut rng = fastrand::Rng::with_seed(7);
    let mut rows = Rows::new();
    let mut more = |rows: &mut Rows| {
        for _ in 0..4 {
            let mut id =
                || (0..rng.usize(1..6)).map(|_| rng.choice(['a', 'b', 'c']).unwrap()).collect::<String>();
            rows.push((0..1_000).map(|_| Secret::named(id().as_str())).collect());
        }
    };
    more(&mut rows);
    let mut finder = Finder::default();
    let mut former = Hits::default();
    finder.prepare(&rows, &query("", Sort::Name));
    for typed in ["a", "ab", "cab", "b", "bc"] {
        let query = query(typed, Sort::Name);
        let (order, scores) = plainly(&rows, &query);
        former = finder.search(&rows, query, &former, &never()).unwrap();
        assert_eq!((&*former.order, &*former.scores), (&*order, &*scores));
        // The next pattern is searched among these and, where it grew, among those that come now.
        more(&mut rows);
    }
}
