//! Stories about marks: what is marked, and what changes that.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use proptest::prelude::*;
use rstest::rstest;

use super::sign_in::granted;
use crate::support::app_test::setup::{claims, screen_site, site};
use crate::support::pods::mock;
use crate::support::prelude::*;
use crate::support::screen::{DARK, row};
use crate::support::{clock, data};

const IDS: [&str; 5] = ["alpha", "beta", "kafka", "kafka_old", "pg"];

impl AppTest {
    /// The ids of the marked rows that are in sight.
    fn marks(&self) -> Vec<String> {
        let buffer = self.draw(DARK);
        let area = buffer.area;
        let marked = (0..area.height).filter(|y| buffer[(1, *y)].symbol() == "●");
        let id = |y| row(&buffer, y, 2, area.width).split(' ').next().unwrap_or_default().to_owned();
        marked.map(id).collect()
    }

    /// The row with the title of the list.
    fn title(&self) -> String {
        self.screen()
            .lines()
            .nth(2)
            .unwrap_or_default()
            .split('│')
            .next()
            .unwrap_or_default()
            .trim()
            .to_owned()
    }

    /// The number of marks that the title tells.
    fn marks_told(&self) -> usize {
        let title = self.title();
        let words: Vec<_> = title.split_whitespace().collect();
        words.iter().position(|word| *word == "marked").map_or(0, |at| words[at - 1].parse().unwrap())
    }
}

#[rstest]
#[case::one("  ", &["alpha", "beta"], "kafka")]
#[case::taken_back(" k ", &[], "beta")]
#[case::counted("3 ", &["alpha", "beta", "kafka"], "kafka_old")]
#[case::counted_over_another(" k3 ", &["beta", "kafka"], "kafka_old")]
#[case::past_the_end("G9 ", &["pg"], "pg")]
#[case::all("*", &IDS, "alpha")]
#[case::none("*-", &[], "alpha")]
#[case::in_the_detail("\n ", &["alpha"], "alpha")]
#[case::escape_leaves_them("  \x1b\x1b", &["alpha", "beta"], "kafka")]
fn keys_mark(#[case] keys: &str, #[case] marked: &[&str], #[case] selected: &str) {
    let mut story = AppTest::with(&IDS);
    story.press(keys);
    assert_eq!(story.marks(), marked);
    assert_eq!((story.marks_told(), story.selected()), (marked.len(), selected));
}

#[test]
fn a_filter_hides_marks_and_keeps_them() {
    let mut story = AppTest::with(&IDS);
    story.press(" /kafka\n");
    story.match_all();
    assert_eq!(story.title(), "Secrets  / kafka    1 marked");
    assert!(story.marks().is_empty());
    story.press("*");
    assert_eq!(story.marks(), ["kafka", "kafka_old"]);
    story.press("\x1b");
    story.match_all();
    assert_eq!(story.marks(), ["alpha", "kafka", "kafka_old"]);
    assert_eq!(story.title(), "Secrets  5 · 3 marked");
}

#[test]
fn the_key_for_all_waits_for_what_the_filter_will_show() {
    let mut story = AppTest::with(&IDS);
    story.press("/kaf\n* ");
    assert!(story.marks().is_empty());
    story.match_all();
    assert_eq!(story.marks(), ["kafka_old"], "the second key took the mark of the best match away");
    let mut story = AppTest::with(&IDS);
    story.press("/kaf\n*\x1b");
    story.match_all();
    assert_eq!(story.marks(), ["kafka", "kafka_old"]);
}

#[test]
fn a_refresh_takes_marks_along_and_tells_of_those_that_are_gone() {
    let mut story = AppTest::with(&IDS);
    story.press("* R");
    story.list(["pg", "new", "kafka"].iter().map(|id| Secret::named(*id)).collect());
    story.match_all();
    assert_eq!(story.marks(), ["kafka", "pg"]);
    assert_eq!(story.notice(), "2 marked secrets are gone; 2 are still marked.");
    story.advance(Duration::from_secs(2));
    story.press("R");
    story.list(vec![Secret::named("kafka"), Secret { owner: "bob".into(), ..Secret::named("pg") }]);
    story.match_all();
    assert_eq!(story.marks(), ["kafka"], "the same name is somebody else's secret now");
    assert_eq!(story.notice(), "The marked secret pg is gone; 1 is still marked.");
    story.advance(Duration::from_secs(2));
    story.press("R");
    story.list(vec![Secret::named("alpha")]);
    story.match_all();
    assert_eq!(story.notice(), "The marked secret kafka is gone; nothing is marked any more.");
    assert_eq!((story.marks_told(), story.rows_shown()), (0, 1));
}

#[test]
fn what_is_marked_while_a_new_list_is_put_in_order_counts() {
    let mut story = AppTest::with(&IDS);
    story.press("R");
    story.list(["pg", "kafka"].iter().map(|id| Secret::named(*id)).collect());
    story.press("* ");
    story.match_all();
    assert_eq!(story.marks(), ["kafka", "pg"]);
    assert_eq!(story.notice(), "2 marked secrets are gone; 2 are still marked.");
}

#[test]
fn another_profile_and_another_user_begin_without_marks() {
    let mut story = AppTest::begin_at(vec![Profile { site: site("tacc"), ..Profile::default() }]);
    story = story.loaded(IDS.iter().map(|id| Secret::named(*id)).collect());
    story.press("*sx\n");
    story.token(Ok(granted()));
    assert_eq!(story.marks_told(), IDS.len(), "a new token of the same user");
    story.press("sx\n");
    story.token(Ok(Granted { claims: Claims { user: "bob".into(), ..claims("tacc") }, ..granted() }));
    assert_eq!(story.marks_told(), 0);
}

#[test]
fn a_filter_by_marks_follows_them() {
    let mut story = AppTest::with(&IDS);
    story.press("  /marked\n");
    story.match_all();
    assert_eq!(story.ids(), ["alpha", "beta"]);
    story.press("g ");
    story.match_all();
    assert_eq!((story.ids(), story.selected()), (vec!["beta".to_owned()], "beta"), "its mark was taken away");
    story.press("-");
    story.match_all();
    assert_eq!(story.rows_shown(), 0);
    assert!(story.screen().contains("Nothing is marked."), "{}", story.screen());
    story.press("\x1b/!marked\n");
    story.match_all();
    assert_eq!(story.ids(), IDS);
}

#[test]
fn a_filter_by_marks_finds_the_same_secrets_in_a_new_list() {
    let mut story = AppTest::with(&IDS);
    story.press("/kafka\n*\x1b/marked\n");
    story.match_all();
    story.press("R");
    story.list(["new", "pg", "kafka_old", "zoo", "kafka"].iter().map(|id| Secret::named(*id)).collect());
    story.match_all();
    assert_eq!(story.ids(), ["kafka", "kafka_old"]);
    assert_eq!(story.marks(), ["kafka", "kafka_old"]);
    story.advance(Duration::from_secs(2));
    story.press("R");
    story.list(["kafka", "pg"].iter().map(|id| Secret::named(*id)).collect());
    story.match_all();
    assert_eq!(story.ids(), ["kafka"]);
}

/// A filter by marks that waits for the places of the marked secrets in a new list.
fn waiting_for_places() -> AppTest {
    let mut story = AppTest::with(&IDS);
    story.press("/kafka\n*\x1b/marked\n");
    story.match_all();
    story.held_places = Some(Vec::new());
    story.press("R");
    story.list(["new", "pg", "kafka_old", "zoo", "kafka"].iter().map(|id| Secret::named(*id)).collect());
    story.match_all();
    story
}

#[test]
fn a_filter_by_marks_shows_the_former_list_until_the_places_have_come() {
    let mut story = waiting_for_places();
    assert_eq!(story.ids(), ["kafka", "kafka_old"]);
    story.places_come();
    story.match_all();
    assert_eq!((story.ids(), story.rows_listed()), (vec!["kafka".to_owned(), "kafka_old".to_owned()], 5));
}

#[test]
fn the_end_of_a_filter_by_marks_shows_all_rows_whenever_the_places_come() {
    let mut story = waiting_for_places();
    story.press("\x1b");
    story.places_come();
    story.match_all();
    assert_eq!(story.ids(), ["kafka", "kafka_old", "new", "pg", "zoo"]);
    assert_eq!(story.marks(), ["kafka", "kafka_old"]);
    story.press("j");
    assert_eq!(story.selected_index(), 1, "no key waits");
}

#[test]
fn the_number_of_marks_is_told_however_long_the_filter_is() {
    let mut story = AppTest::with(&IDS);
    story.press(" /mode:rw owner:alice age<lt>7d kafka\n");
    story.match_all();
    assert!(story.title().ends_with("●1"), "{}", story.title());
}

#[test]
fn a_lock_keeps_them() {
    let mut story = AppTest::with(&IDS);
    story.press("*Lx");
    assert_eq!(story.marks_told(), IDS.len());
}

/// With secrets of alice, of which the first two are marked; the second has a name that no reference takes.
fn two_marked() -> AppTest {
    let access = Access { readable: Some(true), writable: Some(true) };
    let secret = |id: &str| Secret { owner: "alice".into(), access, ..Secret::named(id) };
    let mut story = AppTest::begin().loaded(["db-pw", "k.ey", "other"].map(secret).into());
    story.press("  ");
    story
}

#[rstest]
#[case::ids("c", "db-pw\nk.ey\n", "Copied the ids of 2 marked secrets.")]
#[case::ids_by_the_menu("Yi", "db-pw\nk.ey\n", "Copied the ids of 2 marked secrets.")]
#[case::references(
    "Yr",
    "${secret:alice:db-pw}\n",
    "Copied the reference of 1 marked secret (no pod can refer to 1 more)."
)]
#[case::map(
    "Ys",
    "\"DB_PW\": \"${secret:alice:db-pw}\"\n",
    "Copied the secret_map line of 1 marked secret (no pod can refer to 1 more)."
)]
fn copies_are_about_the_marked_secrets(#[case] keys: &str, #[case] copied: &str, #[case] told: &str) {
    let mut story = two_marked();
    story.press(keys);
    assert_eq!(story.copied(), [copied]);
    story.report(CopyReport::Taken);
    assert_eq!(story.notice(), told);
    assert!(story.values.is_empty() && story.asked.is_empty(), "no value is read");
}

#[rstest]
#[case::json('J', "{\"schema\":1,\"secrets\":[\n{\"id\":\"db-pw\"")]
#[case::tsv('T', "id\taccess\tscope\tpod\towner\tcreated\tdescription\ndb-pw\t")]
#[case::markdown('M', "| id | access | scope | pod | owner | created | description |\n|---|")]
fn metadata_of_the_marked_secrets_is_copied(#[case] letter: char, #[case] start: &str) {
    let mut story = two_marked();
    story.press(&format!("Y{letter}"));
    assert!(story.copied()[0].starts_with(start), "{:?}", story.copied());
    assert!(!story.copied()[0].contains("other"));
}

#[test]
fn a_value_is_of_the_selected_secret_alone() {
    let mut story = two_marked();
    story.press("y");
    story.value("s3cret");
    assert_eq!(story.copied(), ["s3cret"]);
    assert_eq!(story.values.len(), 1);
}

#[test]
fn the_pods_of_the_marked_secrets_are_shown_together() {
    let settings = Settings { clipboard: ClipboardWay::System, ..Settings::default() };
    let mut story = AppTest::set_up(screen_site(), settings, 100, 30);
    story.list(data::demo(clock::now()));
    for id in ["postgres_main_password", "redis_password", "smtp_relay_password"] {
        story.select(id);
        story.press(" ");
    }
    story.select("sentry_dsn");
    story.press("w");
    let mut pods = mock();
    // One that names both counts once.
    pods[4].keys = [pods[4].keys[0].clone(), pods[0].keys[0].clone()].into();
    story.pods_come(pods, true);
    let screen = story.screen();
    assert!(screen.contains("Pods using 3 marked secrets  5"), "{screen}");
    let other = screen.lines().find(|line| line.contains("other")).unwrap();
    assert!(other.contains("PW, DB_PW"), "{other}");
    assert!(!screen.contains("messy"), "{screen}");
    story.press("Y");
    assert_eq!(story.copied()[0].lines().count(), 5);
    story.press("<esc>-w");
    assert!(story.screen().contains("Pods using sentry_dsn"), "{}", story.screen());
}

#[derive(Clone, Debug)]
enum Op {
    Go(usize),
    Mark(usize),
    MarkShown,
    UnmarkAll,
    Filter(&'static str),
    Sort(char),
    /// The secrets that the service has from now on, with their owners.
    Refresh(BTreeMap<u8, bool>),
    /// The matcher answers.
    Answer,
}

fn any_op() -> impl Strategy<Value = Op> {
    prop_oneof![
        (0usize..12).prop_map(Op::Go),
        (1usize..4).prop_map(Op::Mark),
        Just(Op::MarkShown),
        Just(Op::UnmarkAll),
        prop::sample::select(vec!["", "a", "b", "ab", "c1", "zz"]).prop_map(Op::Filter),
        prop::sample::select(vec!['n', 'c', 'a', 'o']).prop_map(Op::Sort),
        prop::collection::btree_map(0u8..10, prop::bool::weighted(0.8), 0..10).prop_map(Op::Refresh),
        Just(Op::Answer),
    ]
}

/// An id that the filters above match or not.
fn id(number: u8) -> String {
    format!("{}{number}", ["ab", "bc", "c"][usize::from(number % 3)])
}

fn secrets(of: &BTreeMap<u8, bool>) -> Vec<Secret> {
    let owner = |mine: bool| if mine { "alice" } else { "bob" };
    // They come in another order than the one that is shown.
    let all = of.iter().rev();
    all.map(|(at, mine)| Secret { owner: owner(*mine).into(), ..Secret::named(id(*at).as_str()) }).collect()
}

/// Does what the keys mean to a model, by ids: the marks, and the owner of every secret.
struct Model {
    owners: BTreeMap<String, bool>,
    marks: BTreeSet<String>,
}

impl Model {
    fn toggle(&mut self, ids: &[String]) {
        for id in ids {
            if !self.marks.remove(id) {
                self.marks.insert(id.clone());
            }
        }
    }

    fn refresh(&mut self, now: &BTreeMap<u8, bool>) {
        let now = now.iter().map(|(at, mine)| (id(*at), *mine)).collect();
        let before = std::mem::replace(&mut self.owners, now);
        self.marks.retain(|id| self.owners.get(id) == before.get(id));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn exactly_what_was_marked_is_marked(ops in prop::collection::vec(any_op(), 1..25)) {
        let all = (0..8).map(|number| (number, true)).collect();
        let mut story = AppTest::begin().loaded(secrets(&all));
        let mut model = Model { owners: BTreeMap::new(), marks: BTreeSet::new() };
        model.refresh(&all);
        for op in &ops {
            // Keys that act on rows wait for a search; the model has none.
            if matches!(op, Op::Go(_) | Op::Mark(_) | Op::MarkShown | Op::Refresh(_)) {
                story.match_all();
            }
            let shown = story.ids();
            match op {
                Op::Go(row) => story.press(&format!("{}G", row + 1)),
                Op::Mark(count) => {
                    let below: Vec<_> = shown.iter().skip(story.selected_index()).take(*count).cloned().collect();
                    model.toggle(&below);
                    story.press(&format!("{count} "));
                }
                Op::MarkShown => {
                    model.marks.extend(shown);
                    story.press("*");
                }
                Op::UnmarkAll => {
                    model.marks.clear();
                    story.press("-");
                }
                Op::Filter(pattern) => story.press(&format!("\x1b/{pattern}\n")),
                Op::Sort(letter) => story.press(&format!("S{letter}")),
                Op::Refresh(secrets_now) => {
                    story.advance(Duration::from_secs(2));
                    story.press("R");
                    story.list(secrets(secrets_now));
                    model.refresh(secrets_now);
                }
                Op::Answer => story.match_all(),
            }
        }
        story.press("\x1b\x1b");
        story.match_all();
        let mut marks = story.marks();
        marks.sort();
        prop_assert_eq!(marks, model.marks.iter().cloned().collect::<Vec<_>>());
        prop_assert_eq!(story.marks_told(), model.marks.len());
        let before = story.copies.len();
        story.press("c");
        let copied: String = model.marks.iter().map(|id| format!("{id}\n")).collect();
        let is_shown = !model.owners.is_empty() && model.marks.is_empty();
        match is_shown {
            true => prop_assert_eq!(story.copied()[before..].concat(), story.selected()),
            false => prop_assert_eq!(story.copied()[before..].concat(), copied),
        }
    }
}
