//! Stories about the filter, and about keys that wait for its result.

use std::time::Duration;

use rstest::rstest;

use crate::support::prelude::*;

#[test]
fn the_best_match_is_selected_until_the_user_moves() {
    let mut story = AppTest::with(&["alpha", "beta", "pg_one", "pg_two"]);
    story.press("j/pg");
    story.match_all();
    assert_eq!(story.selected(), "pg_one");
    story.press("↓");
    story.press("_");
    story.match_all();
    assert_eq!(story.selected(), "pg_two", "chosen by the user");
    story.press("\x1b");
    story.match_all();
    assert_eq!(story.selected(), "pg_two", "and it stays that without the filter");
}

#[rstest]
#[case::opened("/\x1b")]
#[case::emptied("/p\x08\x1b")]
fn a_filter_that_was_left_empty_has_no_say_in_what_is_selected_later(#[case] keys: &str) {
    let ids = ["alpha", "beta", "pg_one", "pg_two"];
    let mut story = AppTest::with(&ids);
    story.press("j");
    for key in keys.chars() {
        story.press(&key.to_string());
        story.match_all();
    }
    assert_eq!(story.selected(), "beta", "the row from before the filter");
    story.press("jR");
    story.batch(&ids);
    story.listed();
    story.match_all();
    assert_eq!(story.selected(), "pg_one", "moved to since");
    story.press("kk/pg");
    story.match_all();
    assert_eq!(story.selected(), "pg_one", "the best match");
}

#[test]
fn a_filter_that_follows_another_at_once_is_not_taken_back_to_a_row() {
    let mut story = AppTest::with(&["beta", "pg_one", "xp_g"]);
    story.press("G/be");
    story.match_all();
    story.press("\x08\x08");
    story.match_all();
    assert_eq!(story.selected(), "beta");
    story.press("\x1b/pg");
    story.match_all();
    assert_eq!(story.selected(), "pg_one", "not the row from before the first");
}

#[test]
fn the_best_match_of_rows_that_still_arrive_is_selected_until_the_user_moves() {
    let mut story = AppTest::begin();
    story.batch(&["xp_g", "other"]);
    story.match_all();
    story.press("/pg");
    story.match_all();
    assert_eq!(story.selected(), "xp_g");
    story.batch(&["pg_a"]);
    story.match_all();
    assert_eq!(story.selected(), "pg_a");
    story.press("↓");
    story.batch(&["pg"]);
    story.match_all();
    assert_eq!(story.selected(), "xp_g", "chosen by the user");
}

#[test]
fn a_row_found_with_a_kept_filter_stays_selected_without_it() {
    let mut story = AppTest::with(&["alpha", "beta", "pg_one", "pg_two"]);
    story.press("/pg\n");
    story.match_all();
    story.press("j\x1b");
    story.match_all();
    assert_eq!((story.selected(), story.rows_shown()), ("pg_two", 4));
}

#[test]
fn keys_typed_ahead_wait_for_the_search_that_decides_what_they_mean() {
    let mut story = AppTest::with(&["alpha", "beta", "pg_one", "pg_two"]);
    story.press("/pg\nj\t");
    assert_eq!(story.app.context(), Context::Filter, "nothing is done to a row that the user did not mean");
    story.match_all();
    assert_eq!(story.selected(), "pg_two");
    assert_eq!(story.app.context(), Context::Detail);
}

#[test]
fn keys_typed_before_the_list_wait_for_all_of_it() {
    let mut story = AppTest::begin();
    story.press("/pg\nj");
    story.batch(&["xxp_old_gx", "pg_b"]);
    story.match_all();
    assert_eq!(story.selected(), "pg_b", "j has not been played yet");
    story.batch(&["pg_a"]);
    story.match_all();
    story.listed();
    story.match_all();
    // The best match of the whole list, and one row down.
    assert_eq!((story.selected_row(), story.selected()), (1, "pg_b"));
}

#[test]
fn a_key_after_a_new_order_acts_on_what_was_selected() {
    let mut story = AppTest::with(&["a", "b", "c"]);
    story.press("jSo\t");
    story.match_all();
    assert_eq!((story.selected(), story.app.context()), ("b", Context::Detail));
}

#[test]
fn an_order_that_was_typed_ahead_of_the_list_leaves_the_row_that_was_gone_to_before_it() {
    let mut story = AppTest::begin();
    story.press("jSo\t");
    let story = story.loaded(["a", "b", "c"].map(Secret::named).to_vec());
    assert_eq!((story.selected(), story.app.context()), ("b", Context::Detail));
}

#[test]
fn an_order_chosen_while_rows_still_arrive_leaves_the_row_that_was_gone_to() {
    let mut story = AppTest::begin();
    story.batch(&["b", "c"]);
    story.match_all();
    story.press("jSo\t");
    story.batch(&["a"]);
    story.listed();
    story.match_all();
    assert_eq!((story.selected(), story.app.context()), ("c", Context::Detail));
}

#[test]
fn a_key_typed_before_any_row_was_there_means_the_first_of_the_whole_list() {
    let mut story = AppTest::begin();
    story.press("\t");
    story.batch(&["b"]);
    story.match_all();
    story.batch(&["a"]);
    story.listed();
    story.match_all();
    assert_eq!((story.selected(), story.app.context()), ("a", Context::Detail));
}

#[test]
fn who_has_waited_for_the_list_can_get_away() {
    let mut story = AppTest::begin();
    story.press("jq");
    assert!(!story.quits, "in one go the order is kept");
    story.advance(Duration::from_secs(1));
    story.press("q");
    assert!(story.quits);
    let mut story = AppTest::begin();
    story.press("jj");
    story.advance(Duration::from_secs(2));
    story.press("\x1b");
    story.batch(&["a", "b", "c"]);
    story.listed();
    story.match_all();
    assert_eq!(story.selected(), "a", "what waited is forgotten");
}

#[test]
fn a_key_that_waits_keeps_its_place_among_the_others() {
    let mut story = AppTest::with(&["pg", "pgx", "pgxy"]);
    story.press("/pgx↓y");
    story.match_all();
    assert_eq!(story.filter(), "pgxy", "y was typed after the arrow, into the same line");
}

#[test]
fn a_late_search_result_is_dropped() {
    let mut story = AppTest::with(&["a", "b"]);
    story.press("/a");
    let late = story.searches.remove(0);
    story.press("b");
    let (ticket, rows, query, former) = late;
    story.tell(Event::Found(ticket, search(&rows, query, &former)));
    assert_eq!(story.rows_shown(), 2, "the answer to a pattern that is no more");
    story.match_all();
    assert_eq!(story.rows_shown(), 0);
}
