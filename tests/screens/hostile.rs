//! Texts of the service that try to command the terminal, hide, or pass for something else: they are
//! written out, stay in their column and move nothing.

use ratatui::buffer::Buffer;
use rstest::rstest;
use tapis_secrets::domain::{Claims, FailureKind, Site};
use tapis_secrets::text::is_plain;
use unicode_width::UnicodeWidthStr;

use crate::support::clock::now;
use crate::support::data::{HOSTILE, hostile, list_failure};
use crate::support::prelude::AppTest;
use crate::support::screen::{DARK, rows, text};
use crate::{SIZES, shots};

/// Every cell holds something that takes the columns it stands in, and commands nothing.
pub(crate) fn assert_harmless(buffer: &Buffer) {
    let width = usize::from(buffer.area.width);
    for (y, row) in rows(buffer).iter().enumerate() {
        assert!(row.width() <= width, "row {y} is too wide: {row:?}");
        for grapheme in row.chars() {
            let mark = grapheme.to_string().width() == 0;
            assert!(is_plain(grapheme) || mark, "{grapheme:?} in row {y}\n{}", text(buffer));
            assert!(!grapheme.is_control(), "{grapheme:?} in row {y}");
        }
    }
}

#[test]
fn hostile_texts_are_written_out_in_list_and_detail() {
    for (row, (name, _)) in HOSTILE.iter().enumerate() {
        let build = |w, h| {
            let mut stage = AppTest::new(w, h);
            stage.list(hostile(now()));
            stage.press(&format!("/{name}_<enter>"));
            stage
        };
        for (w, h) in SIZES {
            let mut stage = build(w, h);
            assert_harmless(&stage.draw(DARK));
            stage.press("<enter>");
            assert_harmless(&stage.draw(DARK));
        }
        if row < 3 {
            shots(&format!("hostile_{name}"), &[(80, 24), (60, 20)], build);
        }
    }
}

#[test]
fn the_whole_list_of_hostile_texts() {
    shots("hostile_list", &[(80, 24), (200, 60), (40, 12)], |w, h| {
        let mut stage = AppTest::new(w, h);
        stage.list(hostile(now()));
        stage
    });
}

#[test]
fn a_hostile_detail_is_wrapped_and_can_be_scrolled_to_its_end() {
    let mut stage = AppTest::new(80, 24);
    stage.list(hostile(now()));
    stage.press("/very_long<enter><enter>");
    for _ in 0..3 {
        stage.press("<pgdn>");
        assert_harmless(&stage.draw(DARK));
    }
    stage.press("G");
    assert_harmless(&stage.draw(DARK));
}

#[rstest]
#[case::message("escape")]
#[case::lines("lines")]
#[case::bidi("bidi")]
#[case::wide("wide")]
fn a_hostile_message_is_written_out_in_the_details(#[case] name: &str) {
    let (_, message) = HOSTILE.iter().find(|(known, _)| *known == name).unwrap();
    for (w, h) in SIZES {
        let mut stage = AppTest::new(w, h);
        stage.fail(list_failure(FailureKind::ServiceFault, Some(500), message));
        assert_harmless(&stage.draw(DARK));
        stage.press("!");
        assert_harmless(&stage.draw(DARK));
    }
}

#[test]
fn a_giant_message_can_be_scrolled() {
    let mut stage = AppTest::new(80, 24);
    let message = "spam ".repeat(20_000);
    stage.fail(list_failure(FailureKind::ServiceFault, Some(500), &message));
    stage.press("!");
    assert_harmless(&stage.draw(DARK));
    stage.press("G");
    assert!(stage.screen().contains("sent again"), "{}", stage.screen());
}

#[test]
fn hostile_claims_and_tenants_stay_in_their_place() {
    for (name, hostile) in HOSTILE {
        let claims = Claims { user: hostile.into(), tenant: hostile.into(), expires: None };
        let place = Site { claims, address: hostile.into(), base_url: hostile.into(), ..Site::default() };
        for (w, h) in SIZES {
            let mut stage = AppTest::at(place.clone(), w, h);
            assert_harmless(&stage.draw(DARK));
            let kind = FailureKind::OtherTenant { token: hostile.into(), site: hostile.into() };
            stage.fail(list_failure(kind, Some(400), hostile));
            assert_harmless(&stage.draw(DARK));
            stage.press("!");
            assert!(stage.screen().contains("✗ The list did not arrive."), "{name}\n{}", stage.screen());
            assert_harmless(&stage.draw(DARK));
        }
    }
}

#[test]
fn a_hostile_pattern_stays_in_the_filter_line() {
    let mut stage = AppTest::with_demo(80, 24);
    stage.press("/");
    for (_, hostile) in HOSTILE {
        stage.tell(tapis_secrets::core::Event::Paste(hostile.to_owned().into()));
        assert_harmless(&stage.draw(DARK));
    }
}
