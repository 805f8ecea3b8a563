//! Stories about getting a token: at the start, by the form, from the profile's own source, in time.

use std::time::Duration;

use rstest::rstest;

use crate::support::app_test::setup::{claims, site};
use crate::support::prelude::*;

/// tacc, for a user who is told by the profile, without a token.
pub(super) fn profile(source: TokenSource) -> Profile {
    let site = Site { claims: Claims::default(), ..site("tacc") };
    Profile { site, username: "alice".into(), source, ..Profile::default() }
}

pub(super) fn granted() -> Granted {
    Granted { claims: claims("tacc"), ..Granted::default() }
}

impl AppTest {
    /// The keys of the form that signs in, which tell how far it has got.
    #[track_caller]
    pub(super) fn sign_in_stage(&self) -> &'static str {
        let text = self.dialog_text();
        let stages = ["Enter go on", "Esc type a password", "Esc give up", "Enter sign in"];
        stages.into_iter().find(|keys| text.contains(keys)).unwrap_or_else(|| panic!("{text}"))
    }

    /// The password of the last attempt.
    pub(super) fn sent(&self) -> (&str, &str) {
        match &self.tokens.last().expect("nothing was sent").2 {
            TokenWay::Password(sent) => (&sent.username, sent.password.expose()),
            other => panic!("{other:?} takes no password"),
        }
    }
}

#[test]
fn without_a_token_the_first_frame_is_the_form_and_nothing_is_asked() {
    let story = AppTest::begin_at(vec![profile(TokenSource::Password)]);
    assert_eq!((story.focus().as_str(), story.field("user").as_str()), ("password", "alice"));
    assert!(story.calls.is_empty() && story.tokens.is_empty());
}

#[test]
fn a_password_gets_a_token_and_the_token_the_list() {
    let mut story = AppTest::begin_at(vec![profile(TokenSource::Password)]);
    story.press("s3cret\n");
    assert_eq!(story.sent(), ("alice", "s3cret"));
    assert_eq!(story.sign_in_stage(), "Esc give up");
    story.press("more");
    story.token(Ok(granted()));
    assert!(!story.has_dialog());
    assert_eq!(story.notice(), "Signed in to tacc as alice; the token lasts 3 h.");
    assert_eq!(story.calls.len(), 1);
    assert_eq!(story.calls[0].session, story.tokens[0].0, "the call belongs to the new token");
}

#[test]
fn a_wrong_password_is_typed_anew_and_a_lost_one_is_not() {
    let mut story = AppTest::begin_at(vec![profile(TokenSource::Password)]);
    story.press("s3cret\n");
    story.token(Err(SignInFault::Unreachable(NoAnswer::Refused)));
    assert_eq!(story.password(), "s3cret");
    story.press("\n\n");
    assert_eq!(story.tokens.len(), 1, "a key that is held down does not try once more");
    story.advance(Duration::from_secs(1));
    story.press("\n");
    assert_eq!(story.tokens.len(), 2);
    story.token(Err(SignInFault::Refused));
    assert_eq!(story.password(), "");
    assert_eq!(story.sign_in_fault(), "tacc does not accept this name and password.");
    assert!(story.calls.is_empty());
}

#[test]
fn an_attempt_that_was_given_up_leaves_nothing_behind() {
    let mut story = AppTest::begin_at(vec![profile(TokenSource::Password)]);
    story.press("s3cret\n\x1b");
    let session = story.tokens[0].0;
    story.token(Ok(granted()));
    assert_eq!(story.closed, [session], "its token is not kept");
    assert!(story.calls.is_empty());
    assert_eq!(story.sign_in_stage(), "Enter sign in");
    story.press("\x1b");
    assert!(!story.has_dialog(), "and the form can be left");
}

#[test]
fn a_token_for_another_tenant_is_told_before_anything_is_asked() {
    let elsewhere = Profile { site: Site { claims: claims("dev"), ..site("tacc") }, ..Profile::default() };
    let mut story = AppTest::begin_at(vec![elsewhere]);
    assert_eq!(story.notice(), "The token is for dev, this is tacc.");
    assert_eq!(story.bar(), "signed out");
    for keys in ["vyVYcjkGg/x\n\x1b", "e", "D", "\x1b", "a\x1b", "!\x1b"] {
        story.press(keys);
        story.advance(Duration::from_secs(60));
    }
    assert!(story.calls.is_empty() && story.values.is_empty() && story.asked.is_empty());
    story.press("s");
    assert_eq!(story.focus(), "password");
}

#[test]
fn also_the_token_that_the_endpoint_gave_is_looked_at() {
    let mut story = AppTest::begin_at(vec![profile(TokenSource::Password)]);
    story.press("s3cret\n");
    story.token(Ok(Granted { claims: claims("dev"), ..granted() }));
    assert_eq!(story.sign_in_fault(), "The token is for dev, this is tacc.");
    assert_eq!(story.closed, [story.tokens[0].0]);
    assert!(story.calls.is_empty());
}

#[test]
fn a_source_is_asked_at_the_start_and_keys_wait_for_its_list() {
    let mut story = AppTest::begin_at(vec![profile(TokenSource::Command)]);
    assert!(matches!(story.tokens[0].2, TokenWay::Sources));
    assert_eq!(story.bar(), "", "nobody is signed out yet");
    story.press("jv");
    story.token(Ok(granted()));
    let mut story = story.loaded(vec!["a", "b"].into_iter().map(Secret::named).collect());
    story.match_all();
    assert_eq!(story.selected(), "b");
}

#[rstest]
#[case::untouched("", true)]
#[case::touched("j", false)]
fn the_form_opens_by_itself_only_where_no_finger_is_on_the_keys(#[case] keys: &str, #[case] opens: bool) {
    let mut story = AppTest::begin_at(vec![profile(TokenSource::File)]);
    story.press(keys);
    story.token(Err(SignInFault::NoSource));
    assert_eq!(story.asks("Sign in to tacc"), opens);
    assert_eq!(story.bar(), "signed out");
    assert!(story.screen().contains("You are not signed in"), "{}", story.screen());
}

#[test]
fn a_source_that_fails_is_a_banner_and_no_form() {
    let mut story = AppTest::begin_at(vec![profile(TokenSource::Command)]);
    story.token(Err(SignInFault::Source("token_command: it took longer than 10 s.".into())));
    assert!(!story.has_dialog());
    assert_eq!(story.notice(), "token_command: it took longer than 10 s.");
    story.press("s");
    assert_eq!(story.sign_in_stage(), "Esc type a password", "it is asked again first");
    story.press("typed into nothing");
    story.token(Err(SignInFault::Source("token_command: again.".into())));
    assert_eq!((story.password(), story.sign_in_stage()), ("", "Enter sign in"));
}

#[test]
fn a_source_that_gives_a_refused_token_again_has_none() {
    let mut story = AppTest::begin_at(vec![profile(TokenSource::File)]);
    story.token(Ok(granted()));
    story.failed(FailureKind::SignedOut(SignedOut::Invalid));
    story.press("s");
    story.token(Ok(granted()));
    assert_eq!(story.sign_in_fault(), "token_file gave the same token again.");
    assert_eq!(story.calls.len(), 1);
}

#[test]
fn a_command_has_the_terminal_only_while_the_user_waits_for_it() {
    let mut story = AppTest::begin_at(vec![profile(TokenSource::Command)]);
    assert!(matches!(story.tokens[0].2, TokenWay::Sources), "not at the start");
    assert!(!story.app.is_away() && !story.app.leaves_keys());
    story.token(Err(SignInFault::Source("token_command: pass ended with exit code 2.".into())));
    assert_eq!(story.offers(), [Action::SignIn]);

    story.press("s");
    let (session, _, way) = story.tokens.last().unwrap();
    assert!(matches!(way, TokenWay::AtTerminal));
    assert!(story.app.is_away() && story.app.leaves_keys(), "what is typed now is the command's");
    let ends = |session| Event::GotToken(session, Err(SignInFault::NoSource));
    assert!(story.app.gets_terminal_back(&ends(*session)));
    assert!(!story.app.gets_terminal_back(&ends(story.tokens[0].0)), "another one did not have it");
    story.redraws = false;
    story.token(Ok(granted()));
    assert!(!story.app.is_away() && story.redraws && !story.has_dialog());
    assert_eq!(story.notice(), "Signed in to tacc as alice; the token lasts 3 h.", "in place of the fault");
}

#[test]
fn a_command_that_fails_at_the_terminal_leaves_the_form() {
    let mut story = AppTest::begin_at(vec![profile(TokenSource::Command)]);
    story.token(Err(SignInFault::NoSource));
    story.press("\x1bs");
    story.token(Err(SignInFault::Source("token_command: pass was interrupted.".into())));
    assert!(!story.app.is_away());
    assert_eq!(story.sign_in_stage(), "Enter sign in");
    story.press("s3cret\n");
    assert_eq!(story.sent(), ("alice", "s3cret"));
}

#[test]
fn whatever_got_a_token_the_screen_is_drawn_anew() {
    let mut story = AppTest::begin_at(vec![profile(TokenSource::Command)]);
    for result in [Err(SignInFault::NoSource), Ok(granted())] {
        story.redraws = false;
        story.token(result);
        assert!(story.redraws, "a child may have drawn on it");
    }
}

#[test]
fn a_token_that_can_be_refreshed_is_refreshed_before_its_end_without_a_word() {
    let mut story = AppTest::begin_at(vec![profile(TokenSource::Password)]);
    story.press("s3cret\n");
    story.token(Ok(Granted { refreshable: true, ..granted() }));
    story.listed();
    story.advance(Duration::from_secs(3 * 3600 - 5 * 60 - 1));
    assert_eq!(story.tokens.len(), 1);
    assert!(story.app.next_wake().boot.is_some_and(|at| at <= story.now.instant + Duration::from_secs(2)));
    story.advance(Duration::from_secs(1));
    assert!(matches!(story.tokens[1].2, TokenWay::Refresh));
    let expires = Some(story.now.wall + Duration::from_secs(4 * 3600));
    let former = story.calls[0].session;
    story.token(Ok(Granted { claims: Claims { expires, ..claims("tacc") }, refreshable: true, ..granted() }));
    assert_eq!(story.bar(), "token 4 h");
    assert!(story.closed.contains(&former));
    assert_eq!(story.calls.len(), 1, "nothing is asked anew");
}

#[test]
fn a_refresh_that_fails_is_tried_again_and_the_end_is_told() {
    let mut story = AppTest::begin_at(vec![profile(TokenSource::Password)]);
    story.press("s3cret\n");
    story.token(Ok(Granted { refreshable: true, ..granted() }));
    story.listed();
    story.advance(Duration::from_secs(3 * 3600 - 5 * 60));
    for tried in 2..4 {
        assert_eq!(story.tokens.len(), tried);
        story.token(Err(SignInFault::Unreachable(NoAnswer::Refused)));
        story.advance(Duration::from_secs(59));
        assert_eq!(story.tokens.len(), tried, "not at once");
        story.advance(Duration::from_secs(1));
    }
    story.token(Err(SignInFault::Refused));
    story.advance(Duration::from_secs(300));
    assert_eq!(story.bar(), "token ended");
}

#[test]
fn a_password_never_shows_in_a_dump_of_the_state() {
    let mut story = AppTest::begin_at(vec![profile(TokenSource::Password)]);
    story.press("s3cret\n");
    let dump = format!("{:?} {:#?} {:?}", story.app, story.app, story.tokens);
    assert!(!dump.contains("s3cret"), "{dump}");
}
