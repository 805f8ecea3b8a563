//! What is said of copies, and what lies over the panes around reveal and copy: the menu of what can be
//! copied, and the question before a value of which nobody said that it may be read.

use std::time::Duration;

use rstest::rstest;
use tapis_secrets::core::settings::{ClipboardWay, Settings};
use tapis_secrets::core::{CopyFault, CopyReport};
use tapis_secrets::domain::{Access, Secret};

use crate::shots;
use crate::support::app_test::setup::screen_site as site;
use crate::support::clock::now;
use crate::support::data::demo;
use crate::support::prelude::AppTest;
use crate::support::screen::{DARK, styled};

const SIZES: [(u16, u16); 4] = crate::SIZES;
const ID: &str = "postgres_main_password";

/// The demo with copies that go `way`, and this secret selected.
fn on(way: ClipboardWay, id: &str, width: u16, height: u16) -> AppTest {
    let settings = Settings { clipboard: way, ..Settings::default() };
    let mut stage = AppTest::set_up(site(), settings, width, height);
    stage.list(demo(now()));
    stage.select(id);
    stage
}

/// The same with its value copied, two seconds later.
fn copied(way: ClipboardWay, id: &str, report: CopyReport, width: u16, height: u16) -> AppTest {
    let mut stage = on(way, id, width, height);
    stage.press("y");
    stage.value("hunter2");
    stage.report(report);
    stage.advance(Duration::from_secs(2));
    stage
}

#[test]
fn the_menu_of_what_can_be_copied_about_marked_secrets() {
    shots("copy_marked", &SIZES, |w, h| {
        let mut stage = on(ClipboardWay::System, ID, w, h);
        stage.press("  Y");
        stage
    });
}

/// The rows of the notice; below height 16 the last is the footer's.
fn notice(stage: &AppTest) -> String {
    let screen = stage.screen();
    let below = if stage.app.size().height < 16 { 0 } else { 1 };
    let rows = stage.app.notice_view().unwrap().lines.len();
    let lines: Vec<_> = screen.lines().collect();
    lines[lines.len() - below - rows..lines.len() - below].join("\n")
}

#[test]
fn a_copy_counts_down_in_its_notice() {
    shots("copied", &SIZES, |w, h| copied(ClipboardWay::System, ID, CopyReport::Taken, w, h));
    let stage = copied(ClipboardWay::System, ID, CopyReport::Taken, 80, 24);
    insta::assert_snapshot!("copied_styled", styled(&stage.draw(DARK)));
}

#[test]
fn a_copy_on_its_way_says_so_after_150_ms() {
    shots("copying", &SIZES, |w, h| {
        let mut stage = on(ClipboardWay::System, ID, w, h);
        stage.press("y");
        stage.advance(Duration::from_millis(150));
        stage
    });
}

#[test]
fn every_end_of_a_copy_has_its_sentence() {
    let mut all = String::new();
    let ways = [ClipboardWay::System, ClipboardWay::Tmux, ClipboardWay::Osc52];
    for (width, height) in [(80, 24), (60, 20), (40, 12)] {
        for way in ways {
            let good = if way == ClipboardWay::System { CopyReport::Taken } else { CopyReport::Sent };
            let mut reports = vec![good, CopyReport::Cleared, CopyReport::Replaced, CopyReport::Left];
            let mut faults = vec![CopyFault::NoClipboard, CopyFault::NotThere, CopyFault::NoHolder];
            if way == ClipboardWay::Osc52 {
                faults.push(CopyFault::TooLarge);
            }
            for fault in faults {
                reports.push(CopyReport::Failed(fault));
            }
            for report in reports {
                let stage = copied(way, ID, report.clone(), width, height);
                all.push_str(&format!("{width} {way:?} {report:?}\n{}\n", notice(&stage)));
            }
        }
    }
    insta::assert_snapshot!("copy_notices", all);
}

#[test]
fn what_pasting_a_copy_brings_along_is_told() {
    let mut all = String::new();
    for (width, height) in [(80, 24), (60, 20), (40, 12)] {
        for (way, report) in
            [(ClipboardWay::System, CopyReport::Taken), (ClipboardWay::Osc52, CopyReport::Sent)]
        {
            for value in ["pw\n", "pw\r", "pw ", "\u{feff}pw", "a\r\nb\tc"] {
                let mut stage = on(way, ID, width, height);
                stage.press("y");
                stage.value(value);
                stage.report(report.clone());
                all.push_str(&format!("{width} {value:?}\n{}\n", notice(&stage)));
            }
        }
    }
    insta::assert_snapshot!("copy_notices_unseen", all);
}

#[test]
fn the_sentence_about_a_long_id_keeps_its_end() {
    let id = demo(now()).into_iter().map(|s| s.id.as_str().to_owned()).max_by_key(String::len).unwrap();
    let readable =
        |secret: Secret| Secret { access: Access { readable: Some(true), ..secret.access }, ..secret };
    let mut stage = on(ClipboardWay::System, ID, 80, 24);
    stage.press("R");
    stage.list(demo(now()).into_iter().map(readable).collect());
    stage.select(&id);
    stage.press("y");
    stage.value("hunter2");
    stage.report(CopyReport::Taken);
    let row = notice(&stage);
    assert!(row.contains('…') && row.ends_with("; the system clipboard clears in 30 s."), "{row}");
}

#[test]
fn the_seconds_count_to_the_end_and_stop_being_told_when_there_is_news() {
    let mut stage = copied(ClipboardWay::Osc52, ID, CopyReport::Sent, 80, 24);
    assert!(notice(&stage).ends_with("; it is overwritten in 28 s."), "{}", notice(&stage));
    stage.advance(Duration::from_millis(27_500));
    assert!(notice(&stage).ends_with(" in 1 s."), "{}", notice(&stage));
    stage.press("c");
    stage.report(CopyReport::Sent);
    assert_eq!(notice(&stage), format!("  ✓ Sent the id of {ID} to the terminal's clipboard."));
}

#[rstest]
#[case::value("y")]
#[case::id("c")]
#[case::reference("Y<enter>")]
fn a_clipboard_that_is_off_is_said(#[case] keys: &str) {
    let mut stage = on(ClipboardWay::Off, ID, 80, 24);
    stage.press(keys);
    assert_eq!(notice(&stage), "  ! Nothing was copied: the clipboard is off (--clipboard off).");
    assert!(stage.values.is_empty() && stage.copies.is_empty());
}

#[test]
fn quitting_waits_for_a_copy_and_says_so() {
    shots("quitting", &SIZES[..1], |w, h| {
        let mut stage = on(ClipboardWay::System, ID, w, h);
        stage.press("yq");
        stage.advance(Duration::from_millis(150));
        stage
    });
}

#[test]
fn the_menu_shows_what_would_be_copied() {
    let menu = |id: &'static str, keys: &'static str| {
        move |w, h| {
            let mut stage = on(ClipboardWay::System, id, w, h);
            stage.press(keys);
            stage
        }
    };
    shots("copy_as", &SIZES, menu(ID, "Y"));
    shots("copy_as_moved", &SIZES[..1], menu(ID, "Yjj"));
    let long = "vault_unseal_share_3_of_5_kept_for_the_operators_on_call_and_nobody_else_sealed_in_the_blue_envelope_only_here";
    shots("copy_as_long_id", &SIZES, menu(long, "Y"));
    insta::assert_snapshot!("copy_as_styled", styled(&menu(ID, "Y")(80, 24).draw(DARK)));
}

#[test]
fn an_unknown_readable_asks_first() {
    let question = |keys: &'static str| {
        move |w, h| {
            let mut stage = AppTest::new(w, h);
            let unknown = Access { readable: None, writable: Some(true) };
            stage.list(vec![Secret {
                access: unknown,
                owner: "alice".into(),
                ..Secret::named("undeclared")
            }]);
            stage.press(keys);
            stage
        }
    };
    shots("ask_unknown", &SIZES, question("v"));
    shots("ask_unknown_moved", &SIZES[..1], question("v<tab>"));
    shots("ask_unknown_before", &SIZES, question(""));
    insta::assert_snapshot!("ask_unknown_styled", styled(&question("v")(80, 24).draw(DARK)));
    let screen = question("v")(40, 12).screen();
    assert!(screen.ends_with("Esc close"), "the way out is always told\n{screen}");
    let mut stage = question("v<tab><enter>")(80, 24);
    stage.value("hunter2");
    assert!(stage.screen().contains("hunter2"), "{}", stage.screen());
}
