//! What stands below all that lies over the panes: the keys that it does not tell itself, and what is told.

use std::time::Duration;

use ratatui::layout::Position;
use rstest::rstest;
use tapis_secrets::core::settings::{ClipboardWay, Settings, Unlock};
use tapis_secrets::core::{CopyReport, Event};

use crate::SIZES;
use crate::support::app_test::setup::screen_site as site;
use crate::support::clock::now;
use crate::support::data;
use crate::support::prelude::AppTest;
use crate::support::screen::{ANSI, DARK};
use crate::support::screen::{caret, rows, text};

fn demo(keys: &str, width: u16, height: u16) -> AppTest {
    let mut stage = AppTest::with_demo(width, height);
    stage.select("postgres_main_password");
    stage.press(keys);
    stage
}

#[rstest]
#[case::form("e", "Tab next   Shift-Tab previous   Ctrl-l redraw")]
#[case::new("a", "Enter Tab next   Shift-Tab previous   Ctrl-x editor")]
#[case::typed_value("a<tab>pw", "Enter new line   Tab next")]
#[case::choice("a<tab><tab><tab>", "← → choose   Enter Tab next")]
#[case::button("ex<tab><tab>", "Enter press   Tab next")]
#[case::review("e<tab>!<c-s>", "Enter press   Tab next   Shift-Tab previous")]
#[case::leaving("enew<esc>", "Enter press   Tab next")]
#[case::delete("Dpost", "Enter next   Shift-Tab previous")]
#[case::menu("S", "j k ↓ ↑ move   g G first, last")]
#[case::generate("e<c-g>", "← → length   ↑ ↓ set")]
#[case::path("e<c-f>", "Home End start, end   Ctrl-Left word back")]
#[case::sign_in("s", "Shift-Tab previous")]
fn the_footer_tells_the_keys_that_the_dialog_does_not(#[case] keys: &str, #[case] told: &str) {
    let screen = demo(keys, 80, 24).screen();
    let footer = screen.lines().last().unwrap_or_default();
    assert!(footer.trim_start().starts_with(told) && footer.ends_with("F1 help"), "{screen}");
}

#[test]
fn what_takes_the_whole_screen_tells_them_in_its_last_row() {
    for keys in ["e", "a", "e<tab>!<c-s>", "Dpost", "S", "J"] {
        for (width, height) in [(60, 20), (40, 12)] {
            let screen = demo(keys, width, height).screen();
            assert!(screen.contains("F1 help"), "{keys}\n{screen}");
        }
    }
}

#[test]
fn a_question_tells_all_its_keys_itself() {
    for (width, height) in SIZES {
        let mut stage = AppTest::new(width, height);
        let access = tapis_secrets::domain::Access { readable: None, writable: None };
        stage.list(vec![tapis_secrets::domain::Secret {
            access,
            ..tapis_secrets::domain::Secret::named("undeclared")
        }]);
        stage.press("v");
        let screen = stage.screen();
        assert!(screen.contains("Enter press   Tab next   Esc close"), "{screen}");
    }
}

#[test]
fn no_key_is_told_that_does_nothing() {
    let journal = demo("J", 100, 30).screen();
    for key in ["Enter go", "s save", "j k", "g G"] {
        assert!(!journal.contains(key), "{key}: there is no entry\n{journal}");
    }
    let unchanged = demo("e", 200, 30).screen();
    assert!(unchanged.contains("Ctrl-c quit now"), "{unchanged}");
    let changed = demo("e<tab>!", 200, 30).screen();
    assert!(!changed.contains("Ctrl-c quit now"), "{changed}");
}

#[test]
fn the_help_of_a_form_says_that_ctrl_c_does_not_always_quit() {
    for keys in ["e<f1>", "e<tab>!<f1>", "e<c-g><f1>", "s<f1>"] {
        let mut stage = demo(keys, 100, 30);
        stage.press("G");
        let screen = stage.screen();
        assert!(screen.contains("quit now; with unsaved changes, or while saving, as Esc"), "{screen}");
    }
    let help = demo("?", 120, 40).screen();
    assert!(help.lines().any(|line| line.trim_end().ends_with("Ctrl-c         quit now")), "{help}");
}

/// What each of these opens, from the list.
const OPEN: [&str; 18] = [
    "e",
    "e<tab>!",
    "a",
    "a<tab>pw",
    "a<tab><tab><tab><tab>",
    "e<tab>!<c-s>",
    "enew<esc>",
    "Dpost",
    "S",
    "Y",
    "p",
    "J",
    "?",
    "e<f1>",
    "e<c-g>",
    "e<c-f>/tmp/x",
    "s",
    "spw",
];

/// All of the buttons on a screen.
fn buttons(screen: &str) -> Vec<&str> {
    screen.match_indices("[ ").filter_map(|(at, _)| screen[at..].split(']').next()).collect()
}

#[test]
fn a_notice_is_seen_under_all_that_is_open_and_covers_neither_focus_nor_buttons() {
    for (width, height) in [(40, 12), (60, 20), (80, 24), (100, 30), (120, 40)] {
        for keys in OPEN {
            let mut stage = demo(keys, width, height);
            let (before, focus) = (stage.screen(), caret(&stage.app));
            stage.tell(Event::NotStopped);
            let (after, now) = (stage.screen(), caret(&stage.app));
            let told = after.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(
                told.contains("! Ctrl-z does nothing here: no shell could continue the program."),
                "{keys}\n{after}"
            );
            // Of a form that lies under something else any part may be covered.
            if !["<f1>", "<c-g>", "<c-f>"].iter().any(|opens| keys.contains(opens)) {
                assert_eq!(buttons(&before), buttons(&after), "{keys}\n{before}\n{after}");
            }
            let around = |screen: &str, at: Position| {
                let row = screen.lines().nth(at.y.into()).unwrap_or_default();
                row.chars().skip(usize::from(at.x).saturating_sub(1)).take(6).collect::<String>()
            };
            assert_eq!(focus.shown, now.shown, "{keys}\n{before}\n{after}");
            let (was, is) = (around(&before, focus.at), around(&after, now.at));
            if keys != "?" && !keys.contains("<f1>") {
                assert_eq!(was.trim(), is.trim(), "{keys}\n{before}\n{after}");
            }
        }
    }
}

/// The demo with a clipboard, locked by a password.
fn copies(width: u16, height: u16) -> AppTest {
    let settings =
        Settings { unlock: Unlock::SignIn, clipboard: ClipboardWay::System, ..Settings::default() };
    let mut stage = AppTest::set_up(site(), settings, width, height);
    stage.list(data::demo(now()));
    stage.select("postgres_main_password");
    stage
}

#[test]
fn what_is_told_while_a_value_is_alone_is_seen() {
    for (width, height) in SIZES {
        let mut stage = copies(width, height);
        stage.press("V");
        stage.value("correct horse battery staple");
        stage.press("y");
        stage.report(CopyReport::Taken);
        let screen = stage.screen();
        assert!(screen.contains("✓ Copied") && screen.contains("correct horse"), "{screen}");
        stage.advance(Duration::from_secs(1));
        stage.tell(Event::NotStopped);
        let last = stage.screen().lines().skip(1).map(str::trim).collect::<Vec<_>>().join(" ");
        assert!(last.contains("no shell could continue the program."), "{}", stage.screen());
    }
}

#[test]
fn ctrl_c_in_a_dialog_over_a_changed_form_says_that_another_quits() {
    for (width, height) in SIZES {
        for keys in
            ["e<tab>!<c-c>", "exy<c-g><f1><c-c>", "exy<c-g><c-c>", "e<tab>!<f1><c-c>", "e<tab>!<c-s><c-c>"]
        {
            let screen = demo(keys, width, height).screen();
            assert!(screen.contains("! Ctrl-c again within 2 s quits now"), "{keys}\n{screen}");
        }
    }
}

#[test]
fn the_locked_screen_tells_what_a_key_did_and_nothing_from_before() {
    for (width, height) in SIZES {
        let mut stage = copies(width, height);
        stage.press("c");
        stage.report(CopyReport::Taken);
        assert!(stage.screen().contains("✓ Copied"), "{}", stage.screen());
        stage.press("L");
        assert!(stage.screen().contains("Ctrl-c quit now"), "{}", stage.screen());
        stage.press("x");
        let screen = stage.screen();
        assert!(!screen.contains("postgres") && !screen.contains("Copied"), "{screen}");
        stage.tell(Event::Paste(String::from_utf8(vec![b'x'; 70_000]).unwrap().into()));
        let screen = stage.screen();
        assert!(screen.contains("! The pasted text is too long") && !screen.contains("postgres"), "{screen}");
    }
}

#[test]
fn a_notice_comes_and_goes_without_moving_a_frame() {
    for keys in ["e", "S", "Dpost", "Y"] {
        let mut stage = demo(keys, 100, 30);
        let top = |stage: &AppTest| rows(&stage.draw(DARK)).iter().position(|row| row.contains('╭'));
        let before = top(&stage);
        stage.tell(Event::NotStopped);
        assert_eq!(top(&stage), before, "{keys}");
        assert!(stage.screen().lines().last().unwrap().contains("F1 help"), "{}", text(&stage.draw(ANSI)));
    }
}

#[test]
fn no_word_of_the_help_is_cut() {
    for width in (40..100).step_by(5).chain([66]) {
        for keys in ["?", "e<f1>", "e<c-f><f1>", "/<f1>", "s<f1>"] {
            let mut stage = demo(keys, width, 16);
            for _ in 0..6 {
                let screen = stage.screen();
                let mut rows = screen.lines().skip(2);
                assert!(!rows.any(|row| row.contains('…')), "{width} {keys}\n{screen}");
                assert!(!screen.contains("backc"), "{screen}");
                stage.press("<c-d>");
            }
        }
    }
}
