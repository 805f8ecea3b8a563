//! Stories about the journal: what is in it, going to a secret from it, saving it.

use super::write::{READ, SAVE, TIMED_OUT, secret, three};
use crate::support::prelude::*;

#[test]
fn every_write_is_in_it_with_its_outcome() {
    let mut story = AppTest::changed_with_old_value();
    story.press("jjDc\n\t\n");
    assert_eq!(story.journal().last().unwrap(), "delete c: under way");
    story.fails(FailureKind::NotPermitted);
    story.press("\x1banew\tpw");
    story.press(SAVE);
    story.fails(FailureKind::NotFound);
    story.created("new");
    assert_eq!(
        story.journal(),
        [
            "read a: to keep it for undo",
            "change a: saved: value; running pods keep the old value until they are restarted.",
            "delete c: not deleted: you need ADMIN on it",
            "create new: done",
        ]
    );
}

#[test]
fn an_outcome_that_comes_late_takes_the_place_of_the_doubt() {
    let mut story = three().changing();
    story.press(SAVE);
    story.fails(TIMED_OUT);
    assert_eq!(story.journal(), ["change a: unknown whether it took effect"]);
    story.press("\t\n");
    story.value_read("new");
    assert_eq!(
        story.journal(),
        [
            "change a: saved: value; running pods keep the old value until they are restarted. (no answer within 30 s; the service confirms it)",
            "read a: to compare it with what was sent",
        ]
    );
}

#[test]
fn undos_are_called_what_they_are() {
    let mut story = AppTest::changed_with_old_value();
    story.press("u");
    story.got(secret("a", "old", true, true));
    story.value_read("new");
    story.press(SAVE);
    story.updated("a", "old");
    story.press("Da\n\t\n");
    story.value_read("old value");
    story.deleted("a");
    story.press(&format!("u\n{SAVE}"));
    story.fails(FailureKind::NotFound);
    story.created("a");
    let journal = story.journal();
    let verbs: Vec<_> = journal.iter().map(|entry| entry.split_once(" a: ").unwrap().0).collect();
    assert_eq!(verbs, ["read", "change", "read", "restore", "read", "delete", "create again"]);
}

#[test]
fn reveals_and_copies_are_in_it_and_reads_that_were_refused() {
    let mut story = three();
    story.press("v");
    let ticket = story.values.last().unwrap().clone();
    let answer = Answer::Value(SecretValue::new("hunter2".into()));
    story.tell(Event::Reply(ticket, Reply::Final(Ok(answer))));
    story.press("y");
    story.tell(Event::Copied(1, CopyReport::Taken));
    story.tell(Event::Copied(1, CopyReport::Cleared));
    story.press("e");
    story.got(secret("a", "old", true, true));
    story.press(READ);
    story.fails(FailureKind::NotPermitted);
    assert_eq!(
        story.journal(),
        [
            "reveal a: shown on the screen",
            "copy a: to the clipboard",
            "read a: not read: you need USER on it",
        ]
    );
}

#[test]
fn enter_goes_to_the_secret_out_of_a_filter_that_hides_it() {
    let mut story = AppTest::changed_with_old_value();
    story.press("/c");
    story.match_all();
    story.press("\nJ");
    assert!(story.asks("Journal") && story.line() == 1, "at the newest");
    story.press("\n");
    story.match_all();
    assert_eq!((story.selected(), story.has_filter()), ("a", false));
}

#[test]
fn a_secret_that_is_gone_is_said_to_be() {
    let mut story = three();
    story.press("Da\n\t\n");
    story.deleted("a");
    story.press("J\n");
    assert_eq!(story.notice(), "a is not in the list any more.");
    assert!(!story.has_dialog());
}

#[test]
fn an_empty_one_opens_all_the_same_so_that_q_closes_it() {
    let mut story = three();
    story.press("J\nj");
    assert!(story.asks("Journal"));
    story.press("s");
    assert_eq!(story.notice(), "The journal is empty, so there is nothing to save.");
    story.press("q");
    assert!(!story.has_dialog() && !story.quits);
    assert_eq!((story.app.context(), story.selected()), (Context::List, "a"));
}

#[test]
fn it_is_saved_to_a_path_that_is_asked_for_and_a_file_is_not_overwritten() {
    let mut story = AppTest::changed_with_old_value();
    story.press("Js");
    assert!(story.asks("Save the journal as Markdown"));
    assert_eq!(story.field("path"), "tapis-secrets-2027-01-15-0800.md");
    story.press("\n");
    let (request, path, text) = story.files.last().unwrap().clone();
    assert!(text.contains("| change | `a` | saved: value; running pods keep the old value"), "{text}");
    assert!(!text.contains("old value |") && !text.contains("| new"), "{text}");
    story.tell(Event::JournalSaved(request, path.clone(), Err(SaveFault::Exists)));
    assert!(story.asks("Save the journal as Markdown"), "the dialog stays");
    assert!(story.dialog_text().contains(SaveFault::Exists.text()), "{}", story.dialog_text());
    story.press("x");
    assert!(!story.dialog_text().contains('✗'), "{}", story.dialog_text());
    story.press("\n");
    let (request, path, _) = story.files.last().unwrap().clone();
    assert!(path.ends_with(".mdx"));
    story.tell(Event::JournalSaved(request, path, Ok(())));
    assert_eq!(story.notice(), "Saved the journal to tapis-secrets-2027-01-15-0800.mdx.");
    story.press("Js\x1b");
    assert!(story.asks("Journal"), "one step back");
}
