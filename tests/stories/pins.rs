//! Stories about pinned secrets, and about going to the last changed one.

use super::sign_in::granted;
use super::write::secret;
use crate::support::app_test::setup::{claims, site};
use crate::support::prelude::*;

const IDS: [&str; 4] = ["a", "b", "c", "d"];

fn press(story: &mut AppTest, keys: &str) {
    for key in keys.chars() {
        story.press(&key.to_string());
        story.match_all();
    }
}

/// The row of the screen with this id.
#[track_caller]
fn row(story: &AppTest, id: &str) -> String {
    let screen = story.screen();
    let is_row = |row: &&str| row.chars().skip(2).collect::<String>().starts_with(&format!("{id} "));
    screen.lines().find(is_row).unwrap_or_else(|| panic!("no row of {id}\n{screen}")).to_owned()
}

#[test]
fn a_pinned_secret_stands_at_the_top_and_stays_selected() {
    let mut story = AppTest::with(&IDS);
    press(&mut story, "jjP");
    assert_eq!((story.ids(), story.selected()), (["c", "a", "b", "d"].map(String::from).to_vec(), "c"));
    assert_eq!(story.notice(), "Pinned c to the top of the list; P unpins it.");
    assert!(row(&story, "c").starts_with("▌^c"), "{}", story.screen());
    press(&mut story, "jP");
    assert_eq!(story.ids(), ["a", "c", "b", "d"], "in the order of the list among themselves");
    press(&mut story, "gP");
    assert_eq!((story.ids(), story.selected()), (["c", "a", "b", "d"].map(String::from).to_vec(), "a"));
    assert_eq!(story.notice(), "Unpinned a.");
    assert!(row(&story, "a").starts_with("▌ a"), "{}", story.screen());
}

#[test]
fn pins_hold_in_every_order_and_through_a_refresh() {
    let owned = |id: &str, owner: &str| Secret { owner: owner.into(), ..Secret::named(id) };
    let all = || vec![owned("a", "zoe"), owned("b", "yan"), owned("c", "xia")];
    let mut story = AppTest::begin().loaded(all());
    press(&mut story, "jP");
    assert_eq!(story.ids(), ["b", "a", "c"]);
    press(&mut story, "So");
    assert_eq!(story.ids(), ["b", "c", "a"], "by owner, below the pin");
    press(&mut story, "R");
    story.list(all().into_iter().chain([owned("0", "abe")]).collect());
    story.match_all();
    assert_eq!((story.ids()[0].as_str(), story.selected()), ("b", "b"));
    press(&mut story, "R");
    story.list(vec![owned("a", "zoe")]);
    story.match_all();
    press(&mut story, "R");
    story.list(all());
    story.match_all();
    assert_eq!(story.ids()[0], "b", "a secret that comes back is pinned as before");
}

#[test]
fn under_a_filter_the_best_match_comes_first_and_pins_keep_their_sign() {
    let mut story = AppTest::with(&["pgx_a", "x_pg", "pg"]);
    story.select("x_pg");
    press(&mut story, "P");
    assert_eq!(story.ids()[0], "x_pg");
    press(&mut story, "/pg\n");
    assert_eq!((story.ids()[0].as_str(), story.ids().len()), ("pg", 3));
    assert!(row(&story, "x_pg").starts_with(" ^x_pg"), "{}", story.screen());
    story.select("pgx_a");
    press(&mut story, "P");
    assert_eq!(story.ids()[0], "pg");
    assert_eq!(story.notice(), "Pinned pgx_a; it stands at the top when the filter is over.");
    press(&mut story, "\x1b");
    assert_eq!(story.ids(), ["pgx_a", "x_pg", "pg"]);
}

#[test]
fn each_profile_has_its_pins_for_the_session() {
    let profile = |tenant: &str| {
        let site = Site { profile: tenant.into(), ..site(tenant) };
        Profile { site, ..Profile::default() }
    };
    let all = || IDS.iter().map(|id| Secret::named(*id)).collect::<Vec<_>>();
    let mut story = AppTest::begin_at(vec![profile("tacc"), profile("dev")]).loaded(all());
    press(&mut story, "GP");
    assert_eq!(story.ids()[0], "d");
    story.press(":profile dev\n");
    assert_eq!(story.tenant(), "dev");
    story.token(Ok(Granted { claims: claims("dev"), ..granted() }));
    story.list(all());
    story.match_all();
    assert_eq!(story.ids(), IDS, "another profile has none of them");
    story.press(":profile tacc\n");
    story.token(Ok(Granted { claims: claims("tacc"), ..granted() }));
    story.list(all());
    story.match_all();
    assert_eq!(story.ids()[0], "d");
}

#[test]
fn a_key_typed_right_after_the_pin_waits_for_the_new_order() {
    let mut story = AppTest::begin().loaded(vec![Secret::named("a"), secret("b", "", true, true)]);
    story.press("jPy");
    story.match_all();
    assert_eq!(story.values.len(), 1);
    assert_eq!(story.selected(), "b");
}

#[test]
fn the_quote_goes_to_the_secret_that_was_changed_last_and_ends_a_filter() {
    let mut story =
        AppTest::begin().loaded(["a", "b", "c"].map(|id| secret(id, "", true, true)).into_iter().collect());
    press(&mut story, "'");
    assert_eq!(
        story.notice(),
        "No secret of this list was changed here in this session; J shows what was done."
    );
    story.select("b");
    story.press("enew<c-s><c-s>");
    story.answer(Ok(Answer::Updated(Box::new(secret("b", "", true, true)))));
    story.match_all();
    assert!(!story.has_form(), "{}", story.screen());
    press(&mut story, "/c\n");
    assert_eq!(story.selected(), "c");
    press(&mut story, "'");
    assert_eq!((story.selected(), story.has_filter()), ("b", false), "{}", story.screen());
}
