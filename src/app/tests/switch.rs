//! Stories about going over to another profile.

use std::time::Duration;

use super::sign_in::granted;
use super::story::{Story, claims, site};
use super::write::{SAVE, secret};
use crate::app::modal::Modal;
use crate::core::profile::{Profile, Source};
use crate::core::settings::{ClipboardWay, Settings};
use crate::core::{CopyReport, Event};
use crate::domain::{Answer, Claims, Granted, ProfileId, Reply, SecretValue, SignInFault, Site, TokenWay};
use crate::features::value::ValueState;

fn profiles() -> Vec<Profile> {
    let settings = Settings { clipboard: ClipboardWay::System, ..Settings::default() };
    let dev = Profile {
        site: Site { profile: "dev".into(), claims: Claims::default(), ..site("dev") },
        source: Source::Password,
        settings: Settings { view_only: true, ..settings },
        ..Profile::default()
    };
    vec![
        Profile { site: Site { profile: "tacc".into(), ..site("tacc") }, settings, ..Profile::default() },
        dev,
    ]
}

fn two() -> Story {
    Story::begin_at(profiles()).loaded(vec![secret("a", "old", true, true), secret("b", "", true, true)])
}

fn on_dev() -> Granted {
    Granted { claims: claims("dev"), ..granted() }
}

impl Story {
    pub(super) fn value_comes(&mut self, text: &str) {
        let ticket = self.values.last().unwrap().clone();
        let answer = Answer::Value(SecretValue::new(text.to_owned()));
        self.tell(Event::Reply(ticket, Reply::Final(Ok(answer))));
    }
}

#[test]
fn with_one_profile_there_is_nowhere_to_go() {
    let mut story = Story::with(&["a"]);
    story.press("p");
    assert!(story.app.modal().is_none());
    assert_eq!(story.notice(), "There is only one profile; config.toml can have more.");
}

#[test]
fn what_belongs_to_the_profile_before_is_gone() {
    let mut story = two();
    story.press("y");
    story.value_comes("s3cret");
    story.tell(Event::Copied(1, CopyReport::Taken));
    story.press("v");
    story.value_comes("s3cret");
    story.press("/b\n");
    story.match_all();
    story.press("R");
    let old = story.calls.last().unwrap().clone();
    story.press("pj\n");
    let app = &story.app;
    assert_eq!((app.site().tenant(), app.profile_id()), ("dev", ProfileId(1)));
    assert!(app.is_view_only(), "the settings of the other hold");
    assert!(app.list().rows().is_empty() && !app.filter().is_set());
    assert!(matches!(app.value(), ValueState::Hidden));
    assert!(story.cleared, "the copy is taken out of the clipboard");
    assert!(story.aborted.contains(&old));
    assert!(story.closed.contains(&old.session), "nothing is asked there any more");
    let asked = story.calls.len();
    story.tell(Event::Reply(old, Reply::Batch(vec![secret("late", "", true, true)].into())));
    assert!(story.app.list().rows().is_empty(), "a late answer does not count");
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
    assert!(matches!(story.app.modal(), Some(Modal::SignIn(_))));
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
    assert!(story.app.modal().is_none() && story.tokens.is_empty());
    assert_eq!(story.app.list().rows().len(), 2);
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
    assert_eq!(
        (story.app.site().tenant(), story.notice()),
        ("tacc", "Switching as soon as the change is saved.")
    );
    story.answer(Ok(Answer::Updated(Box::new(secret("a", "old", true, true)))));
    assert_eq!(story.app.site().tenant(), "dev");
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
    assert!(matches!(story.app.modal(), Some(Modal::SwitchAnyway { go: false, .. })));
    assert_eq!(story.app.switch_question(), "a is still being saved.");
    story.press("\t\n");
    assert_eq!(story.app.site().tenant(), "dev");
    story.token(Ok(on_dev()));
    assert!(story.app.is_sending(), "quitting still waits for it");
    story.answer(Ok(Answer::Updated(Box::new(secret("a", "old", true, true)))));
    assert_eq!(story.notice(), "a on tacc was saved.");
    assert!(!story.app.is_sending());
    assert!(story.app.list().rows().by_id(&"a".into()).is_none(), "it is not put into this list");
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
    story.fails(crate::domain::FailureKind::ServiceFault);
    story.advance(Duration::from_secs(60));
    assert_eq!(story.app.site().tenant(), "tacc");
    story.press("pj\n");
    assert!(matches!(story.app.modal(), Some(Modal::SwitchAnyway { go: false, .. })));
    story.press("\n");
    assert_eq!(story.app.site().tenant(), "tacc");
}
