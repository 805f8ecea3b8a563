//! Every way out gives the terminal back: quitting, signals, a panic, a terminal that is gone.

use std::fs;
use std::time::Duration;

use rstest::rstest;
use rustix::process::Signal;
use tapis_secrets::demo::{Options, Scripted, Service};

use crate::demo;
use crate::support::process;
use crate::support::pty::Start;

#[test]
fn it_starts_filters_and_quits_with_the_terminal_restored() {
    let mut pty = demo();
    pty.assert_taken();
    pty.send("/redis");
    pty.wait_for("▌ redis_password");
    pty.send("\r");
    pty.wait_for("? help   q quit");
    pty.send("q");
    assert_eq!(pty.wait_for_end(), 0);
    pty.assert_restored();
}

#[rstest]
#[case::from_the_list("\x03")]
#[case::from_the_filter("/x\x03\x03")]
#[case::from_the_help("?\x03")]
fn ctrl_c_quits(#[case] keys: &str) {
    let mut pty = demo();
    pty.send(keys);
    assert_eq!(pty.wait_for_end(), 0);
    pty.assert_restored();
}

#[rstest]
#[case::terminate(Signal::TERM, 143)]
#[case::hang_up(Signal::HUP, 129)]
#[case::interrupt(Signal::INT, 130)]
fn a_signal_ends_it_with_the_terminal_restored(#[case] signal: Signal, #[case] code: u32) {
    let mut pty = demo();
    pty.signal(signal);
    assert_eq!(pty.wait_for_end(), code);
    pty.assert_restored();
}

#[test]
fn a_terminal_that_is_gone_ends_it() {
    let mut pty = demo();
    pty.vanish();
    assert_eq!(pty.wait_for_end(), 129, "as a signal to hang up does");
}

/// What a change that is under way has come to when the terminal is gone, by the log.
#[rstest]
#[case::answered(None, "ok in=", false)]
#[case::unanswered(Some(Scripted::Hang), "last_words=", true)]
fn a_change_is_waited_for_when_the_terminal_is_gone(
    #[case] answer: Option<Scripted>,
    #[case] expected: &str,
    #[case] is_doubtful: bool,
) {
    let service = Service::start(Options::default()).unwrap();
    let mut pty = Start::program(&["--log", "log"])
        .env("TAPIS_BASE_URL", &service.base_url())
        .env("TAPIS_TOKEN", &service.token())
        .run();
    pty.wait_for("▌ acme_dns_token");
    pty.send("e");
    pty.wait_for("[ Review ]");
    pty.send("new\x13");
    pty.wait_for("─ Review acme_dns_token ─");
    if let Some(answer) = answer {
        service.answer_next("PUT", "/pods/secrets", answer);
    }
    service.set_latency(Duration::from_millis(700));
    pty.send("\x13");
    process::wait_for("write", || service.requests().iter().any(|asked| asked.method == "PUT").then_some(()));
    pty.vanish();
    assert_eq!(pty.wait_for_end(), 129);
    let log = fs::read_to_string(pty.home().join("log")).unwrap();
    let (_, after) = log.split_once(" update ").expect("the write is logged");
    assert!(after.contains(expected) && after.ends_with("ended code=129\n"), "{log}");
    assert_eq!(after.contains("it was known what became of acme_dns_token"), is_doubtful, "{log}");
}

#[test]
fn it_can_be_quit_while_the_service_is_silent() {
    let mut pty = Start::program(&["demo", "--latency", "3600000"]).run();
    pty.wait_for("Loading secrets");
    pty.send("q");
    assert_eq!(pty.wait_for_end(), 0);
    pty.assert_restored();
}

#[cfg(debug_assertions)]
#[test]
fn a_panic_gives_the_screen_back_before_it_reports() {
    let mut pty = Start::program(&["demo"]).env("TAPIS_SECRETS_TEST_PANIC", "1").run();
    pty.wait_for("▌ acme_dns_token");
    pty.send("\x1b[24~");
    assert_eq!(pty.wait_for_end(), 101);
    pty.assert_restored();
    let raw = pty.raw();
    let (left, report) = (raw.rfind("\\x1b[?1049l").unwrap(), raw.find("panicked at").unwrap());
    assert!(left < report, "{raw}");
    assert!(pty.text().contains("panicked at"), "{}", pty.text());
}

#[cfg(debug_assertions)]
#[test]
fn a_panic_in_a_call_is_told_as_ours_and_reported_at_the_end() {
    let mut pty = Start::program(&["demo"]).env("TAPIS_SECRETS_TEST_PANIC", "GetValue").run();
    pty.wait_for("▌ acme_dns_token");
    pty.send("v");
    pty.wait_for("acme_dns_token was not read: a bug in tapis-secrets.");
    pty.send("!");
    pty.wait_for("─ What went wrong ─");
    pty.wait_for("not of the service. Report");
    pty.send("\x1b");
    pty.wait_until("the list again", |pty| !pty.text().contains("What went wrong"));
    // The program goes on.
    pty.send("j");
    pty.wait_for("▌ argo_webhook_hmac");
    pty.send("q");
    assert_eq!(pty.wait_for_end(), 0);
    pty.assert_restored();
    assert!(pty.text().contains("thread 'worker' panicked at"), "{}", pty.text());
}

#[cfg(debug_assertions)]
#[test]
fn a_deletion_whose_answer_met_a_panic_is_looked_at() {
    let mut pty = Start::program(&["demo"]).env("TAPIS_SECRETS_TEST_PANIC", "Delete").run();
    pty.wait_for("▌ acme_dns_token");
    pty.send("Dacme_dns_token");
    pty.wait_for("complete");
    pty.wait_until("the pods", |pty| !pty.text().contains("Looking for the pods"));
    pty.send("\t\t\r");
    pty.wait_for("acme_dns_token was deleted after all.");
    pty.send("q");
    assert_eq!(pty.wait_for_end(), 0);
}

#[cfg(debug_assertions)]
#[test]
fn without_the_variable_f12_is_just_a_key() {
    let mut pty = demo();
    pty.send("\x1b[24~q");
    assert_eq!(pty.wait_for_end(), 0);
}
