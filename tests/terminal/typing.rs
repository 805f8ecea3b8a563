//! What the terminal sends: keys, pastes and news of its size reach the program, and what is not for it
//! stays where it is.

use std::time::Duration;

use crate::support::pty::Start;
use crate::{demo, in_a_shell};

#[test]
fn a_lone_escape_is_a_key_and_one_before_an_arrow_is_not() {
    let mut pty = demo();
    pty.send("?");
    pty.wait_for("─ Keys");
    pty.send("\x1b[B\x1b");
    pty.wait_until("the list again", |pty| !pty.text().contains("─ Keys"));
    pty.send("\x1b[B");
    pty.wait_for("▌ argo_webhook_hmac");
}

/// Each frame of a moving selection writes its bar once.
#[test]
fn keys_that_come_together_are_drawn_together() {
    let mut pty = demo();
    let bar = "▌".as_bytes().escape_ascii().to_string();
    let before = pty.raw().matches(&bar).count();
    pty.send(&"jk".repeat(100));
    pty.send("jj");
    pty.wait_for("▌ backup_s3_access_key");
    let frames = pty.raw().matches(&bar).count() - before;
    assert!((1..50).contains(&frames), "{frames} frames for 202 keys");
}

#[test]
fn a_new_size_is_followed_without_a_key() {
    let mut pty = demo();
    pty.resize(60, 20);
    pty.wait_until("a stacked layout", |pty| pty.text().contains("─ acme_dns_token ─"));
    pty.resize(30, 8);
    pty.wait_for("needs 40 x 10");
}

#[test]
fn a_paste_of_a_megabyte_arrives_whole() {
    let mut pty = Start::program(&["demo"]).size(100, 30).run();
    pty.wait_for("▌ acme_dns_token");
    pty.send("a");
    pty.wait_for("[ Create ]");
    pty.send("\t");
    let text = "0123456789abcde\r".repeat(1 << 16);
    pty.send(&format!("\x1b[200~{text}\x1b[201~"));
    pty.wait_for("1.0 MiB");
}

#[test]
fn answers_that_nobody_asked_for_and_reports_of_the_mouse_are_nothing() {
    let mut pty = demo();
    pty.send("\x1b[<0;3;4M\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?62;22c\x1bP1+r436f=323536\x1b\\\x1b[M !!j");
    pty.wait_for("▌ argo_webhook_hmac");
    assert!(!pty.text().contains("bound"), "{}", pty.text());
}

/// Whether the `Esc` was taken for the key or not, nothing of the rest is one.
#[test]
fn the_late_rest_of_a_sequence_is_no_key() {
    let mut pty = demo();
    for rest in ["[D", "OS", "[>0;276;0c", "]11;rgb:0/0/0\x1b\\", "[4;1$y"] {
        pty.send("\x1b");
        std::thread::sleep(Duration::from_millis(60));
        pty.send(rest);
        pty.send("/pg");
        pty.wait_for("Secrets  / pg");
        pty.send("\x1b");
        pty.wait_for("▌ acme_dns_token");
        for opened in ["─ Delete", "─ Sort", "opied"] {
            assert!(!pty.text().contains(opened), "{rest}\n{}", pty.text());
        }
    }
}

#[test]
fn a_paste_without_its_end_is_over_after_a_while() {
    let mut pty = demo();
    pty.send("\x1b[200~hello");
    pty.wait_for("The paste broke off");
    pty.send("j");
    pty.wait_for("▌ argo_webhook_hmac");
}

/// What comes after `Ctrl-z`, even in the same write, is the shell's.
#[test]
fn keys_after_a_suspension_are_left_to_the_shell() {
    let Some(mut pty) = in_a_shell() else { return };
    pty.send("j\x1a\n");
    // The line end brings the browser back, maybe before the screen was looked at.
    pty.wait_until("the browser again, after the shell", |pty| {
        pty.raw().contains("stopped with 147") && pty.screen().alternate_screen()
    });
    pty.wait_for("▌ argo_webhook_hmac");
    pty.send("q");
    assert_eq!(pty.wait_for_end(), 0);
}
