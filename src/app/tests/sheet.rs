//! Stories about what a form shows: all of it can be reached, and no sentence is cut, however narrow.

use ratatui::layout::Size;
use rstest::rstest;

use super::story::Story;
use super::write::{SAVE, TIMED_OUT, secret, three};
use crate::app::sheet::{LABEL, Sheet};
use crate::core::Event;
use crate::domain::{Answer, SecretValue};
use crate::keys::{Code, Key};
use crate::text::fit::width;

const SIZES: [(u16, u16); 6] = [(40, 10), (40, 12), (60, 20), (79, 24), (80, 24), (120, 40)];

fn filling(story: &mut Story) {
    story.press("anew id\tpass word\t\u{e9}\t");
}

fn taken(story: &mut Story) {
    story.press("aa\t");
    story.press(&"x".repeat(2_000));
}

fn review(story: &mut Story) {
    story.press("e");
    story.got(secret("a", "old", true, true));
    story.press("\x0f");
    story.answer(Ok(Answer::Value(SecretValue::new("present".into()))));
    story.press("!\n\n and more ");
    story.press("\t");
    story.press(&"word ".repeat(90));
    story.press(SAVE);
}

fn shown_review(story: &mut Story) {
    review(story);
    story.tell(Event::Key(Key::ctrl('r')));
}

fn theirs(story: &mut Story) {
    story.press("e");
    story.got(secret("a", "old", true, true));
    story.press("\ter");
    story.press(SAVE);
    story.press(SAVE);
    story.got(secret("a", &"theirs ".repeat(60), true, true));
}

fn doubt(story: &mut Story) {
    story.press("enew");
    story.press(SAVE);
    story.press(SAVE);
    story.fails(TIMED_OUT);
}

fn deletion(story: &mut Story) {
    story.press("Da");
}

fn leaving(story: &mut Story) {
    story.press("ex\x1b");
}

/// The rows of the open form that can be seen.
fn in_sight(story: &Story) -> String {
    let sheet = story.app.sheet().unwrap();
    let rows = sheet.rows.iter().skip(sheet.first).take(sheet.height());
    let spans = rows.flat_map(|row| row.spans.iter().map(|span| span.0.as_str()).chain(["\n"]));
    spans.collect()
}

/// Columns of a row that is not a field, whose text scrolls with the cursor.
fn columns(sheet: &Sheet) -> Vec<(usize, usize, String)> {
    let all = usize::from(sheet.areas.content.width);
    let indent = if sheet.areas.framed { usize::from(LABEL) + 2 } else { 4 };
    let rows = sheet.rows.iter().filter(|row| !row.field);
    rows.map(|row| {
        let text: String = row.spans.iter().map(|span| span.0.as_str()).collect();
        let right = row.right.as_ref().map_or(0, |right| width(&right.0) + 1);
        (width(&text) + right, if row.wide { all } else { all - indent }, text)
    })
    .collect()
}

#[rstest]
fn all_of_a_form_can_be_reached_and_read(
    #[values(filling, taken, review, shown_review, theirs, doubt, deletion, leaving)] begin: fn(&mut Story),
    #[values(SIZES[0], SIZES[1], SIZES[2], SIZES[3], SIZES[4], SIZES[5])] size: (u16, u16),
) {
    let mut story = three();
    begin(&mut story);
    story.press("");
    story.tell(Event::Resized(Size::new(size.0, size.1)));
    let sheet = story.app.sheet().unwrap();
    for (columns, room, text) in columns(&sheet) {
        assert!(columns <= room, "{columns} columns in {room}: {text}");
    }
    // From its first row to its last, with nothing left out between.
    for _ in 0..sheet.rows.len() {
        story.tell(Event::Key(Key::plain(Code::PageUp)));
    }
    let mut seen = 0;
    for _ in 0..=sheet.rows.len() {
        let sheet = story.app.sheet().unwrap();
        assert!(sheet.first <= seen, "row {seen} was jumped over");
        seen = sheet.first + sheet.height();
        story.tell(Event::Key(Key::plain(Code::PageDown)));
    }
    assert!(seen >= story.app.sheet().unwrap().rows.len());
}

#[test]
fn a_question_is_scrolled_with_the_arrows_and_says_where_it_is() {
    let mut story = three();
    review(&mut story);
    story.tell(Event::Resized(Size::new(40, 12)));
    let rows = story.app.sheet().unwrap().rows.len();
    assert_eq!(story.app.sheet().unwrap().position().unwrap(), format!("1-8 of {rows}"));
    story.press("↓↓");
    assert_eq!(story.app.sheet().unwrap().position().unwrap(), format!("3-10 of {rows}"));
    for _ in 0..100 {
        story.press("↓");
    }
    story.tell(Event::Key(Key::plain(Code::Up)));
    assert_eq!(story.app.sheet().unwrap().first, rows - 9, "not scrolled past its end");
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
    assert!(story.app.sheet().unwrap().first > 0);
    story.press("x");
    assert_eq!(story.app.sheet().unwrap().first, 0);
}
