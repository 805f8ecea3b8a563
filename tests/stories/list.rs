//! Stories about the list: rows that arrive, an order, what is selected.

use std::sync::Arc;
use std::time::Duration;

use ratatui::layout::Size;
use rstest::rstest;

use crate::support::prelude::*;

#[test]
fn rows_show_before_the_list_is_whole_and_the_selection_stays() {
    let mut story = AppTest::begin();
    story.batch(&["m", "n"]);
    story.match_all();
    assert_eq!(story.selected(), "m");
    story.press("j");
    story.batch(&["a", "b"]);
    story.match_all();
    assert_eq!((story.selected(), story.rows_shown()), ("n", 4));
}

#[test]
fn one_search_at_a_time_while_rows_arrive() {
    let mut story = AppTest::begin();
    story.batch(&["a"]);
    story.batch(&["b"]);
    story.batch(&["c"]);
    assert_eq!(story.searches.len(), 1, "further rows wait for the matcher");
    story.match_all();
    assert_eq!(story.rows_shown(), 3);
}

#[test]
fn the_matcher_makes_ready_as_soon_as_the_filter_is_opened() {
    let mut story = AppTest::with(&["a", "b"]);
    let effects = story.app.update(story.now, Event::Key(Key::char('/')));
    assert_eq!(format!("{effects:?}"), "[PrepareSearch(2 rows, Name)]");
}

#[rstest]
#[case::kept(Code::Enter)]
#[case::left(Code::Esc)]
fn an_empty_line_that_is_closed_forgets_the_results_of_before(#[case] closes: Code) {
    let mut story = AppTest::with(&["a", "b"]);
    story.press("/p\x08");
    story.match_all();
    let effects = story.app.update(story.now, Event::Key(Key::plain(closes)));
    assert_eq!(format!("{effects:?}"), "[ForgetResults]");
}

#[test]
fn a_refresh_replaces_the_list_at_once_when_it_is_whole() {
    let mut story = AppTest::with(&["a", "b", "c"]);
    story.press("jR");
    story.batch(&["x", "b"]);
    story.match_all();
    assert_eq!(story.rows_shown(), 3, "the old list stays meanwhile");
    story.listed();
    story.match_all();
    assert_eq!((story.selected(), story.rows_shown()), ("b", 2));
}

#[test]
fn a_call_for_the_list_during_another_supersedes_it() {
    let mut story = AppTest::with(&["a"]);
    story.press("R");
    let first = story.calls.last().unwrap().clone();
    story.press("v\t\n");
    story.value_fails(FailureKind::NotFound);
    assert_eq!(story.aborted, std::slice::from_ref(&first));
    story.tell(Event::Reply(first, Reply::Batch([Secret::named("late")].into())));
    story.batch(&["new"]);
    story.listed();
    story.match_all();
    assert_eq!((story.selected(), story.rows_shown()), ("new", 1));
}

#[test]
fn what_came_before_a_retry_does_not_count() {
    let mut story = AppTest::begin();
    story.batch(&["a", "b"]);
    story.match_all();
    story.reply(Reply::Retrying { attempt: 2, of: 3, after: Duration::ZERO });
    assert_eq!(story.notice(), "Reading the list again (2 of 3).");
    assert_eq!(story.rows_shown(), 2, "they stay on the screen until the new ones are whole");
    story.batch(&["a", "b", "c"]);
    story.listed();
    story.match_all();
    assert_eq!((story.rows_shown(), story.notice()), (3, ""));
}

#[test]
fn a_list_that_breaks_off_keeps_what_came() {
    let mut story = AppTest::begin();
    story.batch(&["a", "b"]);
    story.match_all();
    story.reply(Reply::Retrying { attempt: 2, of: 2, after: Duration::ZERO });
    story.batch(&["a", "b", "c"]);
    story.failed(FailureKind::Unintelligible(Unclear::CutOff));
    story.match_all();
    assert!(story.screen().contains("! incomplete"));
    assert_eq!(story.rows_shown(), 3, "the longer attempt is shown");
}

#[test]
fn a_list_that_is_too_long_says_which_limit_it_passed() {
    let mut story = AppTest::begin();
    story.batch(&["a", "b"]);
    story.match_all();
    story.failed(FailureKind::TooLarge { limit: Limit::Rows(2) });
    assert!(story.screen().contains("! incomplete"));
    assert_eq!(story.notice(), "The list broke off: the answer has more than 2 rows.");
    story.press("!");
    assert!(story.dialog_text().starts_with("✗ The list broke off."), "{}", story.dialog_text());
}

#[test]
fn offline_keeps_the_list_and_says_its_age() {
    let mut story = AppTest::with(&["a"]);
    story.press("R");
    story.failed(FailureKind::Unreachable(NoAnswer::Refused));
    assert!(story.is_offline());
    assert_eq!(story.notice(), "Offline; showing the list of 08:00.");
    story.advance(PAUSE);
    story.press("R");
    story.batch(&["a"]);
    story.listed();
    story.match_all();
    assert_eq!(story.notice(), "Online again.");
}

#[test]
fn a_chosen_order_is_asked_for() {
    let mut story = AppTest::with(&["a", "b"]);
    story.press("So");
    assert_eq!(story.searches.last().unwrap().2.order.by, Sort::Owner);
    story.match_all();
    story.press("S\n");
    let order = story.searches.last().unwrap().2.order;
    assert_eq!((order.by, order.reversed), (Sort::Owner, true), "the same again");
}

#[test]
fn unreadable_entries_are_told() {
    let mut story = AppTest::begin();
    story.batch(&["a"]);
    let answer = Answer::Listed { rows: 1, unreadable: 2, bytes: 9, parsed_in: Duration::ZERO };
    story.reply(Reply::Final(Ok(answer)));
    story.match_all();
    assert_eq!(story.notice(), "2 entries of the list could not be read and are not shown.");
}

#[test]
fn a_resize_keeps_the_selection() {
    let ids: Vec<String> = (0..100).map(|n| format!("s{n:03}")).collect();
    let mut story = AppTest::with(&ids.iter().map(String::as_str).collect::<Vec<_>>());
    story.press("G");
    for size in [Size::new(40, 10), Size::new(1, 1), Size::new(200, 60), Size::new(80, 24)] {
        story.tell(Event::Resized(size));
        assert_eq!(story.selected(), "s099");
    }
    assert!(story.ids().contains(&"s099".to_owned()));
}

#[test]
fn events_and_effects_do_not_print_what_they_carry() {
    let event = Event::Key(Key::char('x'));
    assert_eq!(format!("{event:?} {:?}", Event::Paste("pw".to_owned().into())), "Key Paste");
    let batch: Arc<[Secret]> = [Secret::named("a")].into();
    let rows = Rows::from_iter(batch.iter().cloned());
    assert_eq!(format!("{:?}", Effect::Discard(rows)), "Discard(1 rows)");
}

#[test]
fn the_columns_change_at_a_refresh_only() {
    let mut story = AppTest::begin();
    let widest = |story: &AppTest| story.id_columns();
    story.batch(&["four", "a_longer_one"]);
    story.match_all();
    assert_eq!(widest(&story), 12, "what came first is on the screen");
    let short: Vec<_> = (0..60).map(|n| format!("s{n}")).collect();
    story.batch(&short.iter().map(String::as_str).collect::<Vec<_>>());
    story.match_all();
    assert_eq!(widest(&story), 12, "no column gets narrower while rows arrive");
    story.listed();
    story.match_all();
    assert_eq!(widest(&story), 3);
    for keys in ["G", "g", "/four", "\x1b", "Sc"] {
        story.press(keys);
        story.match_all();
        assert_eq!(widest(&story), 3, "{keys:?}");
    }
    // What this session itself changes is no refresh.
    story.press(&format!("a{}\tpw\x13", "x".repeat(40)));
    story.fails(FailureKind::NotFound);
    let secret = Secret::named("x".repeat(40).as_str()).into();
    story.answer(Ok(Answer::Created { secret, replaced: false }));
    assert_eq!((story.rows_shown(), widest(&story)), (63, 3));
    story.press("R");
    story.batch(&["one_more"]);
    story.match_all();
    assert_eq!(widest(&story), 3);
    story.listed();
    story.match_all();
    assert_eq!(widest(&story), 8);
}
