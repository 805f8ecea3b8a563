//! What comes over the wire and is not as it should be: unreadable rows, hostile texts, odd ids.

use serde_json::{Value, json};
use tapis_secrets::demo::{Data, Options};
use tapis_secrets::text::is_plain;
use unicode_width::UnicodeWidthChar;

use crate::loading::answer;
use crate::support::clock::options;
use crate::support::data::HOSTILE;
use crate::support::prelude::AppTest;

/// A program whose list is `rows`.
fn on_rows(rows: &[Value]) -> AppTest {
    let mut driver = AppTest::on_options(Options { data: Data::Empty, ..options() }, 100, 30);
    driver.wait_for("No secrets yet.");
    let body = json!({"message": "", "metadata": {}, "status": "success", "version": "x", "result": rows});
    answer(&driver, 200, "application/json", &body.to_string());
    driver.press("R");
    driver
}

#[test]
fn an_unreadable_row_is_counted_and_the_others_are_shown() {
    let mut driver = on_rows(&[json!({"secret_id": "good"}), json!(7), json!({"secret_id": "better"})]);
    driver.wait_for("! One entry of the list could not be read and is not shown.");
    driver.wait_for("▌ better");
    assert_eq!(driver.ids(), ["better", "good"]);
}

#[test]
fn a_row_with_nothing_but_an_id_is_shown_with_what_is_known() {
    let mut driver = on_rows(&[json!({"secret_id": "lonely"})]);
    let screen = driver.wait_for("▌ lonely");
    assert!(screen.contains("no description"), "{screen}");
}

#[test]
fn hostile_texts_are_written_out_wherever_they_stand() {
    let rows: Vec<_> = HOSTILE
        .iter()
        .map(|(name, text)| {
            json!({"secret_id": format!("{name}_{text}"), "description": text, "added_by": text,
                "scope": "pod", "pod_id": text, "sk_secret_name": text, "creation_ts": text})
        })
        .collect();
    let mut driver = on_rows(&rows);
    driver.wait_for("▌ bidi_");
    for _ in &rows {
        driver.press("<tab>");
        for c in driver.screen().chars().filter(|c| *c != '\n') {
            assert!(is_plain(c) || c.width() == Some(0) && !c.is_control(), "{c:?}\n{}", driver.screen());
        }
        driver.press("<esc>j");
    }
    driver.press("/u{202e}");
    driver.wait_until("the id by what is shown of it", |screen| screen.contains("▌ bidi_"));
}

#[test]
fn a_hostile_message_is_written_out() {
    let mut driver = AppTest::on_demo(80, 24);
    let message = "\u{1b}[2J\u{1b}]52;c;aGk=\u{7}\u{202e}gone\nnext";
    let body = json!({"message": message, "metadata": {}, "result": null, "status": "error", "version": "x"});
    for _ in 0..3 {
        answer(&driver, 500, "application/json", &body.to_string());
    }
    driver.press("R");
    driver.wait_for("was not refreshed");
    driver.press("!");
    let screen = driver.screen();
    assert!(screen.contains(r"\u{1b}[2J"), "{screen}");
    assert!(!screen.contains('\u{1b}') && !screen.contains('\u{202e}'), "{screen}");
}

#[test]
fn ids_that_no_url_can_name_are_shown_all_the_same() {
    let mut driver =
        on_rows(&[json!({"secret_id": ""}), json!({"secret_id": "."}), json!({"secret_id": ".."})]);
    driver.wait_for("Secrets  3");
    driver.press("jj<tab>");
    assert_eq!(driver.service().requests().len(), 2, "nothing but lists was asked for");
}

#[test]
fn only_lists_are_asked_for_while_looking_around() {
    let mut driver = AppTest::on_demo(80, 24);
    driver.press("jjjGg/pg<enter>j<tab>jjj<esc><esc>S<enter>?<esc>!");
    driver.wait_found();
    driver.press("R");
    driver.wait_for_requests(2);
    for request in driver.service().requests() {
        assert_eq!((request.method.as_str(), request.path.as_str()), ("GET", "/pods/secrets"));
    }
}
