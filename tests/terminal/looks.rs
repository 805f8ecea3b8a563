//! What reaches the terminal: sizes, colours, kinds of terminal, and never a byte of a hostile text.

use rstest::rstest;
use serde_json::json;
use tapis_secrets::demo::{Data, Options, Scripted, Service};

use crate::demo;
use crate::support::data::HOSTILE;
use crate::support::pty::{Pty, Start};

#[rstest]
#[case(1, 1)]
#[case(2, 2)]
#[case(39, 9)]
#[case(40, 10)]
#[case(300, 3)]
fn it_starts_at_any_size(#[case] width: u16, #[case] height: u16) {
    let mut pty = Start::program(&["demo"]).size(width, height).run();
    pty.wait_until("the screen", |pty| pty.screen().alternate_screen() && !pty.text().trim().is_empty());
    pty.send("jjG\r\t");
    pty.resize(80, 24);
    pty.wait_for("tapis-secrets   tacc");
    pty.send("q");
    assert_eq!(pty.wait_for_end(), 0);
    pty.assert_restored();
}

#[test]
fn resizing_keeps_the_selection_and_never_panics() {
    let mut pty = demo();
    pty.send("jjj");
    pty.wait_for("▌ backup_s3_secret_key");
    for (width, height) in [(1, 1), (200, 60), (2, 2), (39, 9), (40, 10), (80, 9), (10, 50), (60, 20)] {
        pty.resize(width, height);
        let shown = if width < 40 || height < 10 {
            &"needs 40 x 10"[..usize::from(width.min(5)) - 1]
        } else {
            "▌ backup_s3"
        };
        pty.wait_for(shown);
    }
    pty.send("q");
    assert_eq!(pty.wait_for_end(), 0);
    pty.assert_restored();
}

#[rstest]
#[case::linux("linux")]
#[case::xterm("xterm")]
#[case::screen("screen-256color")]
#[case::tmux("tmux-256color")]
#[case::unknown("no-such-terminal")]
fn it_starts_on_this_kind_of_terminal(#[case] term: &str) {
    let mut pty = Start::program(&["demo"]).env("TERM", term).run();
    pty.wait_for("▌ acme_dns_token");
    pty.send("q");
    assert_eq!(pty.wait_for_end(), 0);
    pty.assert_restored();
}

/// The parameters of all `ESC [ … m` sequences.
fn colour_codes(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    let sequences = text.split("\x1b[").skip(1);
    sequences
        .filter_map(|rest| rest.split_once('m'))
        .map(|(codes, _)| codes.to_owned())
        .filter(|codes| codes.chars().all(|c| c.is_ascii_digit() || c == ';'))
        .collect()
}

#[test]
fn no_color_gives_no_colour_codes() {
    let mut pty = Start::program(&["demo"]).env("NO_COLOR", "1").env("COLORTERM", "truecolor").run();
    pty.wait_for("▌ acme_dns_token");
    pty.send("/pg\r?");
    pty.wait_for("─ Keys");
    pty.send("\x1b");
    pty.wait_until("the list again", |pty| !pty.text().contains("─ Keys"));
    pty.send("S");
    pty.wait_for("─ Sort ─");
    pty.send("\x1b");
    pty.wait_until("the list again", |pty| !pty.text().contains("─ Sort ─"));
    pty.send("q");
    pty.wait_for_end();
    for codes in colour_codes(&pty.bytes) {
        for code in codes.split(';').map(|code| code.parse::<u16>().unwrap_or(0)) {
            assert!(code < 30 || code == 39 || code == 49, "{codes} is a colour\n{}", pty.raw());
        }
    }
}

#[test]
fn truecolor_gives_painted_grounds() {
    let mut pty = Start::program(&["demo"]).env("COLORTERM", "truecolor").run();
    pty.wait_for("▌ acme_dns_token");
    assert!(colour_codes(&pty.bytes).iter().any(|codes| codes.contains("48;2;")), "{}", pty.raw());
}

#[test]
fn ascii_draws_nothing_else() {
    let mut pty = Start::program(&["demo", "--ascii"]).run();
    pty.wait_for("> acme_dns_token");
    assert!(pty.bytes.is_ascii(), "{}", pty.raw());
}

#[test]
fn no_byte_of_a_hostile_text_reaches_the_terminal_as_a_command() {
    let service = Service::start(Options { data: Data::Empty, ..Options::default() }).unwrap();
    let rows: Vec<_> = HOSTILE
        .iter()
        .map(|(name, text)| {
            json!({"secret_id": format!("{name}_{text}"), "description": text, "added_by": text,
                "scope": "pod", "pod_id": text, "sk_secret_name": text})
        })
        .collect();
    let body = json!({"message": "", "metadata": {}, "status": "success", "version": "x", "result": rows});
    let script = Scripted::Status {
        code: 200,
        content_type: "application/json",
        headers: Vec::new(),
        body: body.to_string().into_bytes(),
    };
    service.answer_next("GET", "/pods/secrets", script);
    let mut pty = Start::program(&[])
        .env("TAPIS_BASE_URL", &service.base_url())
        .env("TAPIS_TOKEN", &service.token())
        .size(160, 40)
        .run();
    pty.wait_for("▌ bidi_");
    for _ in HOSTILE {
        pty.send("\tj");
        pty.send("\tj");
    }
    pty.send("G");
    pty.wait_for("▌ zero_width");
    pty.send("q");
    pty.wait_for_end();
    pty.assert_restored();
    let text = String::from_utf8(pty.bytes.clone()).expect("what is drawn is UTF-8");
    for c in text.chars() {
        let invisible = matches!(c, '\u{80}'..='\u{9f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}' | '\u{fe00}'..='\u{fe0f}');
        assert!(!invisible, "{c:?} was sent");
        assert!(!c.is_control() || matches!(c, '\u{1b}' | '\r' | '\n'), "{c:?} was sent");
    }
    // Every escape sequence is one of ours.
    for rest in text.split('\x1b').skip(1) {
        let end = rest.find(|c: char| c.is_ascii_alphabetic()).unwrap();
        let ours = rest.starts_with('[') && matches!(&rest[end..=end], "H" | "m" | "C" | "J" | "h" | "l");
        assert!(ours, "{:?} was sent", &rest[..rest.len().min(20)]);
        assert!(!matches!(&rest[..=end], "[31m" | "[1m\u{9b}"), "{rest:?}");
    }
}

#[rstest]
#[case::unset("", "TERM is not set")]
#[case::dumb("dumb", "TERM is dumb")]
#[case::unknown_to_the_system("unknown", "TERM is unknown")]
fn where_nothing_can_be_drawn_it_says_so_in_one_sentence(#[case] term: &str, #[case] why: &str) {
    let mut pty = Start::program(&["demo"]).env("TERM", term).run();
    assert_eq!(pty.wait_for_end(), 2);
    let text = pty.text();
    assert!(text.starts_with(why) && text.trim().ends_with('.') && text.matches(". ").count() == 0, "{text}");
    assert!(!pty.raw().contains("\\x1b"), "nothing is drawn: {}", pty.raw());
}

#[rstest]
#[case::c("LC_ALL", "C")]
#[case::latin("LC_CTYPE", "de_DE.ISO-8859-1")]
#[case::nothing("LANG", "")]
fn where_the_locale_has_no_utf8_only_ascii_is_drawn(#[case] name: &str, #[case] locale: &str) {
    let mut pty = Start::program(&["demo"]).env(name, locale).run();
    pty.wait_for("> acme_dns_token");
    assert!(pty.bytes.is_ascii(), "{}", pty.raw());
}

#[test]
fn a_screen_larger_than_any_is_drawn_as_the_largest() {
    let mut pty = Start::program(&["demo"]).size(1100, 510).run();
    pty.wait_for("▌ acme_dns_token");
    let is_painted = |pty: &Pty, row, column| {
        pty.screen().cell(row, column).is_some_and(|cell| cell.bgcolor() != vt100::Color::Default)
    };
    pty.wait_until("the last column", |pty| is_painted(pty, 499, 999));
    assert!(!is_painted(&pty, 500, 0) && !is_painted(&pty, 0, 1000));
    pty.send("V");
    pty.wait_until("the value alone", |pty| {
        pty.text().lines().nth(499).is_some_and(|row| row.contains("v hide"))
    });
}

#[test]
fn the_terminals_cursor_stands_where_one_types_or_at_the_selected_row() {
    let mut pty = demo();
    let at = |pty: &Pty, text: &str| {
        let (row, column) = pty.screen().cursor_position();
        let line = pty.screen().rows(column, 80 - column).nth(row.into()).unwrap_or_default();
        line.starts_with(text)
    };
    pty.wait_until("the cursor at the row, unseen", |pty| {
        at(pty, "acme_dns_token") && pty.screen().hide_cursor()
    });
    pty.send("j");
    pty.wait_until("the cursor at the next row", |pty| {
        at(pty, "argo_webhook_hmac") && pty.screen().hide_cursor()
    });
    pty.send("/redis");
    pty.wait_until("the cursor in the filter, seen", |pty| {
        let (row, column) = pty.screen().cursor_position();
        let line = pty.screen().rows(0, column).nth(row.into()).unwrap_or_default();
        line.ends_with("/ redis") && !pty.screen().hide_cursor()
    });
    pty.send("\r");
    pty.wait_until("the cursor at the match", |pty| at(pty, "redis_password") && pty.screen().hide_cursor());
    pty.send("S");
    pty.wait_for("─ Sort ─");
    pty.wait_until("the cursor at the line of the menu", |pty| at(pty, "rank") || at(pty, "name"));
}
