//! The value area in each of its states, below the facts and alone on the screen.

use std::time::Duration;

use tapis_secrets::domain::{Failure, FailureKind, Reply};
use tapis_secrets::text::reveal::SHOWN_BYTES;

use crate::support::data::{HOSTILE, value_failure};
use crate::support::prelude::AppTest;
use crate::support::screen::{ANSI, DARK, styled};
use crate::{SIZES, shots};

const MS: Duration = Duration::from_millis(1);
const ID: &str = "postgres_main_password";
const ONE_LINE: &str = "kT9$wq2-Vh7Lr_mZ4p!eXc8sN";
/// What a text editor would not show, one kind a line.
const ODD: &str = "tab\there\ncarriage\rreturn\nescape \u{1b}[31mred\nzero\u{200b}width\u{feff}\n\
    bidi \u{202e}drow\u{2069}\nnul \0 del \u{7f} nbsp \u{a0}.\n";

/// The screen with `keys` pressed on a secret.
fn on(id: &str, keys: &str) -> impl Fn(u16, u16) -> AppTest {
    move |width, height| {
        let mut stage = AppTest::with_demo(width, height);
        stage.select(id);
        stage.press(keys);
        stage
    }
}

/// The screen with a value on it for six seconds, and then `keys` pressed.
fn shown(value: &str, keys: &str) -> impl Fn(u16, u16) -> AppTest {
    revealed("v", value, keys)
}

/// The screen with a value alone on it for six seconds, and then `keys` pressed.
fn alone(value: &str, keys: &str) -> impl Fn(u16, u16) -> AppTest {
    revealed("V", value, keys)
}

fn revealed(reveal: &str, value: &str, keys: &str) -> impl Fn(u16, u16) -> AppTest {
    move |width, height| {
        let mut stage = on(ID, reveal)(width, height);
        stage.value(value);
        stage.press(keys);
        stage.advance(Duration::from_secs(6));
        stage
    }
}

/// Eight short lines and one that no screen is wide enough for.
fn lines() -> String {
    let mut lines = String::from("-----BEGIN PRIVATE KEY-----\n");
    lines.push_str(&"a line that is long ".repeat(10));
    for n in 3..=9 {
        lines.push_str(&format!("\nline {n}"));
    }
    lines
}

fn failure(kind: FailureKind, status: u16, message: &str) -> Reply {
    let failure: Failure = value_failure(ID, kind, Some(status), message);
    Reply::Final(Err(Box::new(failure)))
}

#[test]
fn a_hidden_value_is_twelve_dots() {
    shots("value_hidden", &SIZES, on(ID, ""));
    shots("value_hidden_focused", &SIZES, on(ID, "<tab>"));
}

#[test]
fn reading_is_told_after_150_ms() {
    shots("value_reading", &SIZES, |w, h| {
        let mut stage = on(ID, "v")(w, h);
        let before = stage.screen();
        stage.advance(MS * 149);
        assert_eq!(stage.screen(), before, "nothing flickers");
        stage.advance(MS);
        stage
    });
    shots("value_reading_focused", &SIZES[2..], |w, h| {
        let mut stage = on(ID, "<tab>v")(w, h);
        stage.advance(MS * 150);
        stage
    });
}

#[test]
fn reading_again_is_told() {
    shots("value_reading_again", &SIZES, |w, h| {
        let mut stage = on(ID, "v")(w, h);
        stage.value_reply(Reply::Retrying { attempt: 2, of: 3, after: MS * 300 });
        stage.advance(MS * 250);
        stage
    });
}

#[test]
fn one_line() {
    shots("value_one_line", &SIZES, shown(ONE_LINE, ""));
    insta::assert_snapshot!("value_one_line_styled", styled(&shown(ONE_LINE, "")(80, 24).draw(DARK)));
    insta::assert_snapshot!("value_one_line_ansi", styled(&shown(ONE_LINE, "")(80, 24).draw(ANSI)));
}

#[test]
fn several_lines_are_numbered_and_wrapped_rows_are_not() {
    shots("value_lines", &SIZES, shown(&lines(), ""));
    insta::assert_snapshot!("value_lines_styled", styled(&shown(&lines(), "")(80, 24).draw(DARK)));
}

#[test]
fn what_is_longer_than_its_place_scrolls() {
    let value: String = (1..=120).map(|n| format!("line {n}\n")).collect();
    shots("value_scrolled", &SIZES, shown(&value, "<tab>jjj"));
    shots("value_at_its_end", &SIZES, shown(&value, "<tab>G"));
}

#[test]
fn an_empty_value_says_so() {
    shots("value_empty", &SIZES, shown("", ""));
}

#[test]
fn a_value_that_did_not_come() {
    let failed = |keys: &'static str| {
        move |w, h| {
            let mut stage = on(ID, keys)(w, h);
            stage.value_reply(failure(FailureKind::ServiceFault, 500, "SK is down"));
            stage
        }
    };
    shots("value_failed", &SIZES, failed("v"));
    shots("value_failed_focused", &SIZES, failed("<tab>v"));
    shots("value_failed_details", &SIZES[..1], |w, h| {
        let mut stage = failed("v")(w, h);
        stage.press("!");
        stage
    });
}

#[test]
fn a_value_that_nobody_may_read_is_not_asked_for() {
    shots("value_write_only", &SIZES, on("minio_root_password", ""));
    shots("value_write_only_asked", &SIZES, on("minio_root_password", "v"));
    shots("value_write_only_focused", &SIZES[2..], on("minio_root_password", "<tab>v"));
    shots("value_locked", &SIZES, on("pg_backup_key", "V"));
}

#[test]
fn the_keys_that_a_secret_forbids_are_dimmed_in_their_place() {
    let stage = on("minio_root_password", "")(80, 24);
    insta::assert_snapshot!("value_write_only_styled", styled(&stage.draw(DARK)));
    let footer = |stage: &AppTest| stage.screen().lines().last().unwrap().to_owned();
    assert_eq!(footer(&stage), footer(&on(ID, "")(80, 24)), "the row does not shift");
}

#[test]
fn what_was_denied_is_remembered() {
    let denied = |keys: &'static str| {
        move |w, h| {
            let mut stage = on(ID, "v")(w, h);
            stage.value_reply(failure(FailureKind::NotPermitted, 400, "Not authorized"));
            stage.press(keys);
            stage
        }
    };
    shots("value_denied", &SIZES, denied(""));
    shots("value_denied_asked_again", &SIZES, denied("v"));
    shots("value_denied_looked_at_again", &SIZES, denied("jk"));
    shots("value_denied_looked_at_again_focused", &SIZES[2..], denied("jk<tab>"));
}

#[test]
fn what_cannot_be_seen_is_written_out() {
    shots("value_odd", &SIZES, shown(ODD, ""));
    insta::assert_snapshot!("value_odd_styled", styled(&shown(ODD, "")(80, 24).draw(DARK)));
}

#[test]
fn hostile_values_fill_no_cell_with_a_command() {
    let all: String = HOSTILE.iter().map(|(_, text)| format!("{text}\n")).collect();
    shots("value_hostile", &[(80, 24), (60, 20)], shown(&all, ""));
    for (w, h) in SIZES {
        for (_, value) in HOSTILE {
            for stage in [shown(value, "")(w, h), alone(value, "")(w, h)] {
                crate::hostile::assert_harmless(&stage.draw(DARK));
            }
        }
    }
}

#[test]
fn white_space_around_a_value_is_told() {
    shots("value_white_space", &SIZES, shown("  demo ferry pass  \n", ""));
    shots("value_newline", &SIZES[..1], shown("demo\n", ""));
}

#[test]
fn of_a_giant_value_a_part_is_shown() {
    let line = "0123456789abcdef".repeat(4)[..63].to_owned() + "\n";
    let value = line.repeat(SHOWN_BYTES / 64);
    shots("value_64_kib", &SIZES[..1], shown(&value, "<tab>G"));
    shots("value_larger", &SIZES, shown(&line.repeat(3 * SHOWN_BYTES / 64), "<tab>G"));
    shots("value_larger_alone", &SIZES[..1], alone(&line.repeat(3 * SHOWN_BYTES / 64), "G"));
}

#[test]
fn alone_on_the_screen() {
    shots("alone_one_line", &SIZES, alone(ONE_LINE, ""));
    shots("alone_lines", &SIZES, alone(&lines(), ""));
    shots("alone_scrolled", &[(60, 20), (40, 12)], alone(&lines().repeat(3), "jjj"));
    shots("alone_at_its_end", &[(60, 20), (40, 12)], alone(&lines().repeat(3), "G"));
    shots("alone_odd", &[(80, 24), (40, 12)], alone(ODD, ""));
    shots("alone_empty", &SIZES[..1], alone("", ""));
    insta::assert_snapshot!("alone_styled", styled(&alone(ONE_LINE, "")(40, 12).draw(DARK)));
}

#[test]
fn the_heading_has_room_for_its_seconds() {
    let value = "x\n".repeat(20_000);
    let screen = shown(&value, "<tab>G")(40, 12).screen();
    assert!(screen.contains("Value ─"), "{screen}");
    assert!(screen.contains("hides in 24 s"), "{screen}");
}

#[test]
fn the_other_way_to_reveal_moves_what_is_there() {
    let stage = alone(ONE_LINE, "v")(80, 24);
    assert!(!stage.screen().contains(ONE_LINE), "v hides what is alone\n{}", stage.screen());
    let stage = shown(ONE_LINE, "V")(80, 24);
    assert_eq!(stage.values.len(), 1, "it is not asked for again");
    assert!(stage.screen().starts_with(ONE_LINE), "{}", stage.screen());
}

#[test]
fn no_size_makes_a_shown_value_panic() {
    for keys in ["v", "V"] {
        for value in ["", ONE_LINE, ODD, &lines(), &"x".repeat(SHOWN_BYTES + 1)] {
            let mut stage = revealed(keys, value, "")(80, 24);
            for width in (0..=12).chain(36..=84).step_by(6).chain([160, 400]) {
                for height in [0, 1, 2, 9, 10, 11, 15, 16, 19, 20, 30, 60] {
                    stage.resize(width, height);
                    stage.press("G");
                    stage.draw(DARK);
                }
            }
        }
    }
}
