//! Stories about what is selected: after a filter, after a write, and what a key means by then.

use std::time::Duration;

use rstest::rstest;

use super::write::{SAVE, secret, three};
use crate::support::prelude::*;

const IDS: [&str; 5] = ["alpha", "beta", "kafka", "kafka_old", "pg"];

/// With `beta` selected.
fn at_beta() -> AppTest {
    let mut story = AppTest::begin().loaded(readable());
    story.press("j");
    story
}

fn readable() -> Vec<Secret> {
    IDS.map(|id| secret(id, "", true, true)).into()
}

/// Presses keys one by one, with the matcher's answer after each.
fn press_slowly(story: &mut AppTest, keys: &str) {
    for key in keys.chars() {
        story.press(&key.to_string());
        story.match_all();
    }
}

#[rstest]
#[case::kept("/kafka\n", "kafka")]
#[case::revealed("/kafka\nv\x1b", "kafka")]
#[case::copied("/kafka\ny", "kafka")]
#[case::id_copied("/kafka\nc", "kafka")]
#[case::menu_closed("/kafka\nY\x1b", "kafka")]
#[case::form_left("/kafka\nD\x1b", "kafka")]
#[case::detail("/kafka\n\t\x1b", "kafka")]
#[case::moved_on("/kafka\nj", "kafka_old")]
#[case::arrow_while_typing("/kafka↓", "kafka_old")]
#[case::opened_again("/kafka\n/", "kafka")]
#[case::another_pattern("/kafka\n/\x08\x08\x08\x08\x08pg", "kafka")]
#[case::another_pattern_without_match("/kafka\n/zz", "kafka")]
#[case::chosen_row_filtered_out("/kafk↓a\x08\x08\x08\x08alph", "kafka_old")]
#[case::both_acted_on("/kafka\n/\x08\x08\x08\x08\x08pg\nv\x1b", "pg")]
#[case::only_looked("/kafka", "beta")]
#[case::no_match("/zzz", "beta")]
#[case::no_match_kept("/zzz\n", "beta")]
#[case::nothing_typed("/\n", "beta")]
#[case::nothing_typed_and_moved("/↓", "kafka")]
#[case::arrow_before_the_first_letter("/↓alp", "kafka")]
fn the_end_of_a_filter_leaves_the_row_that_was_acted_on(#[case] keys: &str, #[case] selected: &str) {
    let mut story = at_beta();
    press_slowly(&mut story, keys);
    press_slowly(&mut story, "\x1b");
    assert_eq!((story.selected(), story.has_filter_line()), (selected, false), "key by key");
    story.press("y");
    assert_eq!(story.rows_shown(), IDS.len());
    // Sent in one go, with the answer of the matcher only after all of it.
    let mut story = at_beta();
    story.press(keys);
    story.press("\x1b");
    story.match_all();
    assert_eq!((story.selected(), story.has_filter_line()), (selected, false), "in one go");
}

#[test]
fn what_follows_the_end_of_a_filter_in_one_go_means_the_row_that_was_kept() {
    let mut story = at_beta();
    story.press("/kafka\n\x1by");
    assert!(story.values.is_empty(), "not the row from before");
    story.match_all();
    assert_eq!(story.values.len(), 1);
    assert_eq!(story.notice(), "Copying kafka.");
}

#[test]
fn what_is_typed_before_the_list_is_there_means_the_best_match_also_when_the_filter_is_gone_again() {
    let mut story = AppTest::begin();
    story.press("/kafka\n\x1by");
    let story = story.loaded(readable());
    assert_eq!((story.selected(), story.notice()), ("kafka", "Copying kafka."));
}

#[test]
fn keys_that_waited_do_what_they_do_one_by_one() {
    let mut story = at_beta();
    story.press("/kafka\nvjkv");
    story.match_all();
    assert!(story.reads_value(), "the first was left with its row");
    assert_eq!((story.values.len(), &story.aborted[..]), (2, &story.values[..1]));
}

#[test]
fn a_refresh_moves_neither_the_row_that_was_acted_on_nor_the_way_back() {
    for (keys, selected) in [("/kafka\n", "kafka"), ("/kafka", "beta")] {
        let mut story = at_beta();
        story.press("R");
        press_slowly(&mut story, keys);
        story.batch(&["aardvark", "alpha", "beta", "kafka", "kafka_old", "pg"]);
        story.listed();
        story.match_all();
        assert_eq!(story.selected(), "kafka");
        press_slowly(&mut story, "\x1b");
        assert_eq!(story.selected(), selected);
    }
}

#[test]
fn a_row_that_is_gone_by_then_leaves_the_one_that_took_its_place() {
    let mut story = at_beta();
    press_slowly(&mut story, "/kafka\nR");
    story.batch(&["alpha", "beta", "kafka_old", "pg"]);
    story.listed();
    story.match_all();
    assert_eq!(story.selected(), "kafka_old");
    press_slowly(&mut story, "\x1b");
    assert_eq!(story.selected(), "kafka_old");
    let mut story = at_beta();
    press_slowly(&mut story, "/pg\nDpg\n\t\n");
    story.deleted("pg");
    press_slowly(&mut story, "\x1b");
    assert_eq!(story.selected(), "beta", "the row from before, not the first of all");
}

#[test]
fn a_batch_does_not_move_a_line_that_was_opened_again() {
    let mut story = AppTest::begin();
    story.batch(&["kafka_1", "kafka_2"]);
    story.match_all();
    press_slowly(&mut story, "/kafka\nj/");
    story.batch(&["kafka"]);
    story.match_all();
    assert_eq!(story.selected(), "kafka_2");
    press_slowly(&mut story, "_");
    assert_eq!(story.selected(), "kafka_1", "another pattern is another search");
}

#[test]
fn a_saved_form_leaves_its_secret_selected_when_the_filter_goes() {
    let mut story = at_beta();
    press_slowly(&mut story, "/kafka\ne");
    story.got(secret("kafka", "", true, true));
    story.press(&format!("new{SAVE}{SAVE}"));
    story.updated("kafka", "");
    press_slowly(&mut story, "\x1bD");
    assert_eq!(story.subject(), "kafka");
}

/// A new secret `new`, sent; its answer is still to come.
fn creating(mut story: AppTest) -> AppTest {
    story.press("anew\tpw");
    story.press(SAVE);
    story.fails(FailureKind::NotFound);
    story
}

#[test]
fn a_created_secret_is_selected_also_out_of_a_filter_that_hides_it() {
    let mut story = creating(three());
    story.created("new");
    assert_eq!(story.selected(), "new");
    story.advance(Duration::from_secs(1));
    story.press("D");
    assert_eq!(story.subject(), "new");
    let mut story = three();
    press_slowly(&mut story, "/c\n");
    let mut story = creating(story);
    story.created("new");
    assert_eq!((story.selected(), story.has_filter_line(), story.rows_shown()), ("new", false, 4));
    let mut story = three();
    press_slowly(&mut story, "jj/e\x08\x08");
    press_slowly(&mut story, "\x1b/a\n");
    let mut story = creating(story);
    story.press("\x1b");
    story.answer(Ok(Answer::Created { secret: secret("new_a", "", true, true).into(), replaced: false }));
    assert_eq!((story.selected(), story.filter()), ("new_a", "a"), "one that it shows");
}

#[test]
fn a_key_typed_before_the_created_secret_is_selected_waits_for_that() {
    let mut story = creating(three());
    story.press("\x1b");
    let ticket = story.asked.last().unwrap().0.clone();
    let answer = Answer::Created { secret: secret("new", "", true, true).into(), replaced: false };
    story.tell(Event::Reply(ticket, Reply::Final(Ok(answer))));
    story.press("Y");
    assert!(!story.has_dialog(), "it would mean the row from before");
    story.match_all();
    assert!(story.asks("Copy as"));
    assert_eq!(story.selected(), "new");
}

#[rstest]
#[case::left_alone("", "new")]
#[case::moved("j", "b")]
#[case::acted_on("Y\x1b", "a")]
#[case::searching("/c", "c")]
#[case::typing_nothing("/", "a")]
fn a_create_in_the_background_takes_the_selection_from_nobody(#[case] keys: &str, #[case] selected: &str) {
    let mut story = creating(three());
    story.press("\x1b");
    press_slowly(&mut story, keys);
    story.created("new");
    assert_eq!(story.selected(), selected);
}

#[test]
fn keys_that_wait_for_a_search_are_not_turned_to_what_was_created_meanwhile() {
    let mut story = creating(three());
    story.press("\x1b/c\ny");
    story.created("new");
    assert_eq!(story.selected(), "c");
    assert_eq!(story.notice(), "c is write-only: its value cannot be shown or copied.");
}

#[test]
fn an_edit_saved_in_the_background_stays_there() {
    for (keys, selected) in [("", "a"), ("jj", "c")] {
        let mut story = three().changing();
        story.press(&format!("{SAVE}\x1b"));
        story.press(keys);
        story.updated("a", "old");
        assert_eq!(story.selected(), selected);
    }
}

#[test]
fn a_restored_and_an_undone_secret_are_selected() {
    let mut story = AppTest::changed_with_old_value();
    story.press("jju");
    story.got(secret("a", "old", true, true));
    story.value_read("new");
    story.press(SAVE);
    story.updated("a", "old");
    assert_eq!(story.selected(), "a");
    let mut story = AppTest::deleted_with_old_value();
    story.advance(Duration::from_secs(1));
    story.press("ju");
    story.press(SAVE);
    story.fails(FailureKind::NotFound);
    story.created("a");
    assert_eq!(story.selected(), "a");
}

#[test]
fn a_list_that_was_on_its_way_does_not_take_a_new_secret_away() {
    let mut story = three();
    story.press("R");
    let mut story = creating(story);
    let former = story.calls.last().unwrap().clone();
    story.created("new");
    assert_eq!(story.aborted.last(), Some(&former), "it may be older than the secret");
    story.reply(Reply::Batch(["a", "b", "c", "new"].map(Secret::named).into_iter().collect()));
    story.listed();
    story.match_all();
    assert_eq!((story.selected(), story.rows_shown()), ("new", 4));
}

#[test]
fn two_writes_that_end_at_once_are_both_in_the_list() {
    let mut story = creating(three());
    story.press("\x1b");
    let first = story.asked.last().unwrap().0.clone();
    story.press("aother\tpw");
    story.press(SAVE);
    story.fails(FailureKind::NotFound);
    let second = story.asked.last().unwrap().0.clone();
    for (ticket, id) in [(first, "new"), (second, "other")] {
        let answer = Answer::Created { secret: secret(id, "", true, true).into(), replaced: false };
        story.tell(Event::Reply(ticket, Reply::Final(Ok(answer))));
    }
    story.match_all();
    assert_eq!((story.selected(), story.rows_shown()), ("other", 5));
}
