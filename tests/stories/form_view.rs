//! Stories about what a form shows: all of it can be reached, and no sentence is cut, however narrow.

use ratatui::layout::Size;
use rstest::rstest;

use super::write::{SAVE, TIMED_OUT, secret, three};
use crate::support::prelude::*;

const SIZES: [(u16, u16); 6] = [(40, 10), (40, 12), (60, 20), (79, 24), (80, 24), (120, 40)];

fn filling(story: &mut AppTest) {
    story.press("anew id\tpass word\t\u{e9}\t");
}

fn taken(story: &mut AppTest) {
    story.press("aa\t");
    story.press(&"x".repeat(2_000));
}

fn review(story: &mut AppTest) {
    story.press("e");
    story.got(secret("a", "old", true, true));
    story.press("\x0f");
    story.answer(Ok(Answer::Value(SecretValue::new("present".into()))));
    story.press("!\n\n and more ");
    story.press("\t");
    story.press(&"word ".repeat(90));
    story.press(SAVE);
}

fn shown_review(story: &mut AppTest) {
    review(story);
    story.tell(Event::Key(Key::ctrl('r')));
}

fn theirs(story: &mut AppTest) {
    story.press("e");
    story.got(secret("a", "old", true, true));
    story.press("\ter");
    story.press(SAVE);
    story.press(SAVE);
    story.got(secret("a", &"theirs ".repeat(60), true, true));
}

fn doubt(story: &mut AppTest) {
    story.press("enew");
    story.press(SAVE);
    story.press(SAVE);
    story.fails(TIMED_OUT);
}

fn deletion(story: &mut AppTest) {
    story.press("Da");
}

fn leaving(story: &mut AppTest) {
    story.press("ex\x1b");
}

/// The rows of the open form that can be seen.
fn in_sight(story: &AppTest) -> String {
    story.the_form().rows.join("\n")
}

/// The first and the last row in sight, and how many there are; nothing where all are in sight.
fn position(story: &AppTest) -> Option<[usize; 3]> {
    let place = story.the_form().place;
    let (first, rest) = place.split_once('-')?;
    let (last, all) = rest.split_once(" of ")?;
    Some([first, last, all].map(|number| number.parse().unwrap()))
}

#[rstest]
fn all_of_a_form_can_be_reached_and_read(
    #[values(filling, taken, review, shown_review, theirs, doubt, deletion, leaving)] begin: fn(&mut AppTest),
    #[values(SIZES[0], SIZES[1], SIZES[2], SIZES[3], SIZES[4], SIZES[5])] size: (u16, u16),
) {
    let mut story = three();
    begin(&mut story);
    story.press("");
    story.tell(Event::Resized(Size::new(size.0, size.1)));
    for (columns, room, text) in story.form_rows() {
        assert!(columns <= room, "{columns} columns in {room}: {text}");
    }
    // From its first row to its last, with nothing left out between.
    let Some([_, _, all]) = position(&story) else { return };
    for _ in 0..all {
        story.tell(Event::Key(Key::plain(Code::PageUp)));
    }
    let mut seen = 0;
    for _ in 0..=all {
        let [first, last, _] = position(&story).unwrap();
        assert!(first <= seen + 1, "row {} was jumped over", seen + 1);
        seen = last;
        story.tell(Event::Key(Key::plain(Code::PageDown)));
    }
    assert_eq!(seen, all);
}

#[test]
fn a_question_is_scrolled_with_the_arrows_and_says_where_it_is() {
    let mut story = three();
    review(&mut story);
    story.tell(Event::Resized(Size::new(40, 12)));
    let [first, last, rows] = position(&story).unwrap();
    assert_eq!((first, last), (1, 8));
    story.press("↓↓");
    assert_eq!(position(&story), Some([3, 10, rows]));
    for _ in 0..100 {
        story.press("↓");
    }
    story.tell(Event::Key(Key::plain(Code::Up)));
    assert_eq!(position(&story), Some([rows - 8, rows - 1, rows]), "not scrolled past its end");
    story.press(SAVE);
    assert_eq!(story.asked.len(), 3, "the focus stays on the buttons");
}

#[rstest]
#[case::its_rows_fit((40, 12))]
#[case::they_do_not((40, 10))]
fn a_deletion_says_on_a_small_screen_that_it_is_for_good(#[case] size: (u16, u16)) {
    let mut story = three();
    story.tell(Event::Resized(Size::new(size.0, size.1)));
    story.press("Da");
    assert!(in_sight(&story).contains("This deletes the secret for good."), "{}", in_sight(&story));
}

#[test]
fn a_value_that_is_shown_in_a_review_is_in_sight() {
    let mut story = three();
    review(&mut story);
    story.tell(Event::Resized(Size::new(40, 12)));
    assert!(!in_sight(&story).contains("present!"));
    story.tell(Event::Key(Key::ctrl('r')));
    assert!(in_sight(&story).contains("present!"), "{}", in_sight(&story));
    story.tell(Event::Key(Key::ctrl('r')));
    assert!(!in_sight(&story).contains("present!"));
}

#[test]
fn what_is_typed_brings_the_cursor_back_into_sight() {
    let mut story = three();
    story.tell(Event::Resized(Size::new(40, 12)));
    story.press("anew");
    story.tell(Event::Key(Key::plain(Code::PageDown)));
    assert!(position(&story).unwrap()[0] > 1);
    story.press("x");
    assert_eq!(position(&story).unwrap()[0], 1);
}
