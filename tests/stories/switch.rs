//! Stories about going over to another profile.

use std::time::Duration;

use rstest::rstest;

use super::sign_in::granted;
use super::write::{SAVE, secret};
use crate::support::app_test::setup::{claims, site};
use crate::support::prelude::*;
use tapis_secrets::domain::uses::{KnownChange, Recall, Whose};

fn profiles() -> Vec<Profile> {
    let settings = Settings { clipboard: ClipboardWay::System, ..Settings::default() };
    let dev = Profile {
        site: Site { profile: "dev".into(), claims: Claims::default(), ..site("dev") },
        source: TokenSource::Password,
        settings: Settings { view_only: true, ..settings },
        ..Profile::default()
    };
    vec![
        Profile { site: Site { profile: "tacc".into(), ..site("tacc") }, settings, ..Profile::default() },
        dev,
    ]
}

fn two() -> AppTest {
    AppTest::begin_at(profiles()).loaded(vec![secret("a", "old", true, true), secret("b", "", true, true)])
}

fn on_dev() -> Granted {
    Granted { claims: claims("dev"), ..granted() }
}

#[test]
fn with_one_profile_there_is_nowhere_to_go() {
    let mut story = AppTest::with(&["a"]);
    story.press("p");
    assert!(!story.has_dialog());
    assert_eq!(story.notice(), "There is only one profile; config.toml can have more.");
}

#[test]
fn what_belongs_to_the_profile_before_is_gone() {
    let mut story = two();
    story.press("y");
    story.value("s3cret");
    story.tell(Event::Copied(1, CopyReport::Taken));
    story.press("v");
    story.value("s3cret");
    story.press("/b\n");
    story.match_all();
    story.press("R");
    let old = story.calls.last().unwrap().clone();
    story.press("pj\n");
    assert_eq!((story.tenant(), story.tokens[0].1), ("dev", ProfileId(1)));
    assert!(story.screen().starts_with("  VIEW ONLY"), "the settings of the other hold");
    assert!(story.rows_listed() == 0 && !story.has_filter() && story.hides_value());
    assert!(story.cleared, "the copy is taken out of the clipboard");
    assert!(story.aborted.contains(&old));
    assert!(story.closed.contains(&old.session), "nothing is asked there any more");
    let asked = story.calls.len();
    story.tell(Event::Reply(old, Reply::Batch(vec![secret("late", "", true, true)].into())));
    assert!(story.rows_listed() == 0, "a late answer does not count");
    story.token(Ok(on_dev()));
    assert_eq!(story.calls.len(), asked + 1);
    assert_eq!(story.calls.last().unwrap().session, story.tokens[0].0);
}

#[test]
fn where_a_password_is_needed_the_form_is_offered() {
    let mut story = two();
    story.press("pj\n");
    assert!(matches!(story.tokens[0].2, TokenWay::Sources), "there may be one from before");
    story.token(Err(SignInFault::NoSource));
    assert!(story.asks("Sign in to dev"));
}

#[test]
fn until_there_is_a_token_nothing_is_asked_anywhere() {
    let mut story = two();
    let asked = story.calls.len();
    story.press("pj\n");
    story.press("Rvyejk");
    assert_eq!((story.calls.len(), story.values.len(), story.asked.len()), (asked, 0, 0));
}

#[test]
fn the_present_profile_is_no_change() {
    let mut story = two();
    story.press("p\n");
    assert!(!story.has_dialog() && story.tokens.is_empty());
    assert_eq!(story.rows_listed(), 2);
}

#[test]
fn a_change_under_way_is_waited_for() {
    let mut story = two();
    story.press("e");
    story.got(secret("a", "old", true, true));
    story.press("new");
    story.press(SAVE);
    story.press(SAVE);
    story.press("\x1bpj\n");
    assert_eq!((story.tenant(), story.notice()), ("tacc", "Switching as soon as the change is saved."));
    story.answer(Ok(Answer::Updated(Box::new(secret("a", "old", true, true)))));
    assert_eq!(story.tenant(), "dev");
}

#[test]
fn a_change_that_takes_long_is_asked_about_and_its_end_is_told_all_the_same() {
    let mut story = two();
    story.press("e");
    story.got(secret("a", "old", true, true));
    story.press("new");
    story.press(SAVE);
    story.press(SAVE);
    story.press("\x1bpj\n");
    story.advance(Duration::from_secs(3));
    assert!(story.asks("Switch the profile?") && story.is_on_safe());
    assert_eq!(story.question(), "a is still being saved.");
    story.press("\t\n");
    assert_eq!(story.tenant(), "dev");
    story.token(Ok(on_dev()));
    assert!(story.is_sending(), "quitting still waits for it");
    story.answer(Ok(Answer::Updated(Box::new(secret("a", "old", true, true)))));
    assert_eq!(story.notice(), "a on tacc was saved.");
    assert!(!story.is_sending());
    assert!(!story.ids().contains(&"a".to_owned()), "it is not put into this list");
}

#[rstest]
#[case::here(false)]
#[case::after_the_profile_was_left(true)]
fn a_change_is_remembered_where_it_was_made(#[case] leaves: bool) {
    let mut profiles = profiles();
    profiles[0].settings.remember_changes = true;
    let mut story = AppTest::begin_at(profiles).loaded(vec![secret("a", "old", true, true)]);
    let whose = Whose { origin: "https://tacc.tapis.io".into(), user: "alice".into() };
    assert_eq!(story.recalls, [(whose.clone(), Recall::Read)]);
    story.press("e");
    story.got(secret("a", "old", true, true));
    story.press("new");
    story.press(SAVE);
    story.press(SAVE);
    if leaves {
        story.press("\x1bpj\n");
        story.advance(Duration::from_secs(3));
        story.press("\t\n");
        story.token(Ok(on_dev()));
    }
    let at = jiff::Timestamp::UNIX_EPOCH;
    story.answer_with(Reply::Dated(at));
    story.answer(Ok(Answer::Updated(Box::new(secret("a", "old", true, true)))));
    let owner = secret("a", "old", true, true).owner;
    let change = KnownChange { id: "a".into(), owner, at };
    assert_eq!(story.recalls[1..], [(whose, Recall::Keep(change))]);
}

/// The description was refused, and the service writes the value first; the name was free, so it may be our own.
#[rstest]
#[case::in_part("enew\tdescribed", SAVE, FailureKind::Rejected(vec![]), "a on tacc was refused, but its value may have been saved.")]
#[case::wholly("enew", SAVE, FailureKind::Rejected(vec![]), "a on tacc was not changed: it was refused.")]
#[case::taken("ac\tnew", "", FailureKind::AlreadyExists, "c on tacc may have been changed: no answer came.")]
fn nothing_more_is_claimed_of_a_change_that_was_left_behind_than_is_known(
    #[case] keys: &str,
    #[case] review: &str,
    #[case] refusal: FailureKind,
    #[case] told: &str,
) {
    let mut story = two();
    story.press(keys);
    story.press(review);
    story.press(SAVE);
    if let Request::Get(_) = story.last_request() {
        match review {
            "" => story.fails(FailureKind::NotFound),
            _ => story.got(secret("a", "old", true, true)),
        }
    }
    assert!(story.last_request().operation().is_write());
    story.press("\x1bpj\n");
    story.advance(Duration::from_secs(3));
    story.press("\t\n");
    story.token(Ok(on_dev()));
    story.fails(refusal);
    assert_eq!(story.notice(), told);
}

#[test]
fn a_change_that_failed_keeps_the_profile_and_what_was_typed() {
    let mut story = two();
    story.press("e");
    story.got(secret("a", "old", true, true));
    story.press("new");
    story.press(SAVE);
    story.press(SAVE);
    story.press("\x1bpj\n");
    story.fails(FailureKind::ServiceFault);
    story.advance(Duration::from_secs(60));
    assert_eq!(story.tenant(), "tacc");
    story.press("pj\n");
    assert!(story.asks("Switch the profile?") && story.is_on_safe());
    story.press("\n");
    assert_eq!(story.tenant(), "tacc");
}
