//! Stories about a new secret like another one.

use super::write::secret;
use crate::support::prelude::*;

fn two() -> AppTest {
    let pod = Scope::Pod("web1".into());
    let source = Secret { owner: "bob".into(), scope: pod, ..secret("pg_main", "Main cluster", true, false) };
    let lock_after = Some(std::time::Duration::from_secs(600));
    let settings = Settings { clipboard: ClipboardWay::System, lock_after, ..Settings::default() };
    AppTest::begin_with(settings).loaded(vec![source, secret("write_only", "", false, true)])
}

#[test]
fn it_begins_with_description_scope_and_mode_and_reads_nothing() {
    let mut story = two();
    story.press("A");
    assert_eq!(story.form_title(), "New secret like pg_main");
    assert_eq!((story.field("id"), story.focus()), (String::new(), "id".into()));
    assert_eq!((story.field("description"), story.field("pod id")), ("Main cluster".into(), "web1".into()));
    let said = story.form_text();
    assert!(said.contains("(*) r· read-only"), "{said}");
    assert!(said.contains("Ctrl-o loads the value of pg_main: one logged read"), "{said}");
    assert!(said.contains("It will belong to you"), "{said}");
    assert!(story.asked.is_empty() && story.values.is_empty());
    story.press("<esc>");
    assert!(!story.has_form(), "nothing was typed, so nothing is asked");
}

#[test]
fn the_value_is_carried_on_demand_and_sent_with_the_new_secret() {
    let mut story = two();
    story.press("Apg_replica<c-o>");
    assert_eq!(story.asked.len(), 1);
    assert!(matches!(&story.asked[0].1, Request::GetValue(id) if id.as_str() == "pg_main"));
    story.value_read("s3cret value");
    assert_eq!(story.form_value(), "s3cret value");
    story.press("<c-s>");
    story.fails(FailureKind::NotFound);
    let Some(Request::Create(new)) = story.asked.last().map(|(_, request)| request) else {
        panic!("no create")
    };
    assert_eq!((new.id.as_str(), new.value.expose()), ("pg_replica", "s3cret value"));
    assert_eq!((new.description.as_str(), new.access.name()), ("Main cluster", "read-only"));
    assert_eq!(new.scope, tapis_secrets::domain::NewScope::Pod("web1".into()));
    story.press("<esc>J");
    let said = story.dialog_text();
    assert!(said.contains("read") && said.contains("pg_main") && said.contains("to carry it"), "{said}");
}

#[test]
fn a_value_that_cannot_be_read_is_not_asked_for() {
    let mut story = two();
    story.press("jA");
    assert!(story.form_text().contains("the value of write_only cannot be read"), "{}", story.form_text());
    story.press("<c-o>");
    assert!(story.asked.is_empty() && story.notice().contains("write-only"), "{}", story.notice());
}

#[test]
fn a_typed_value_is_never_replaced() {
    let mut story = two();
    story.press("Ax<tab>mine<c-o>");
    assert!(story.asked.is_empty() && story.notice().starts_with("The value is not empty"));
    story.press("<c-u><c-o>");
    assert_eq!(story.asked.len(), 1);
    story.press("typed");
    story.value_read("theirs");
    assert_eq!(story.form_value(), "typed");
    assert!(story.notice().starts_with("The value is not empty"));
}

#[test]
fn a_lock_wipes_the_carried_value_and_keeps_what_was_typed() {
    let mut story = two();
    story.press("Ax<c-o>");
    story.value_read("theirs");
    story.press("<esc><esc>");
    assert_eq!(story.form_value(), "theirs");
    lock(&mut story);
    assert_eq!((story.form_value().as_str(), story.field("id").as_str()), ("", "x"));
    story.press("<c-o>");
    story.value_read("theirs");
    story.press("<tab>!");
    lock(&mut story);
    assert_eq!(story.form_value(), "theirs!", "it is the user's by now");
}

/// Locks the screen from the form, and unlocks it.
fn lock(story: &mut AppTest) {
    let minute = std::time::Duration::from_secs(60);
    story.advance(minute * 11);
    assert!(story.is_locked(), "{}", story.screen());
    story.press("x");
    assert!(!story.is_locked());
}

#[test]
fn leaving_keeps_what_was_typed_and_the_same_key_brings_it_back() {
    let mut story = two();
    story.press("Aname<esc>");
    assert_eq!(story.phase(), Phase::Leaving);
    story.press("<esc>");
    assert_eq!(story.field("id"), "name");
    let mut view_only = AppTest::begin_with(Settings { view_only: true, ..Settings::default() });
    view_only.list(vec![Secret::named("a")]);
    view_only.match_all();
    view_only.press("A");
    assert!(!view_only.has_form() && view_only.notice().contains("view only"));
}
