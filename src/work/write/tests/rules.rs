//! Stories of several steps: how often the service is looked at, what a value that was read proves, and what is
//! in doubt after that.

use rstest::rstest;

use super::fixtures::{NUMBER, World, failure, name, told, value};
use super::named::{input, write};
use crate::domain::{Answer, FailureKind, NoAnswer, Operation, Secret, SecretValue};
use crate::work::write::{Draft, Input, Old, State, Write};

/// Gives these inputs, one after the other, each after the time that the write waits for; returns the last effect.
fn story(world: &mut World, write: &mut Write, inputs: &[&str]) -> String {
    let mut last = String::new();
    for name in inputs {
        if write.next_due().is_some() {
            world.pass(10);
            assert_eq!(told(&write.step(&world.cx(), Input::Tick)).len(), 5, "it looks or reads again");
        }
        last = told(&write.step(&world.cx(), input(world, name)));
    }
    format!("{} | {last}", name(write))
}

#[rstest]
#[case::create("verifying create", "looked: not found", "Filling | Settled NotApplied NotSo")]
#[case::create_hidden("verifying create", "looked: no answer", "Unknown | Settled Unknown NoAnswer")]
#[case::create_other("verifying create", "looked: as before", "Unknown | Settled Unknown Another")]
#[case::edit("verifying edit", "looked: as before", "Filling | Settled NotApplied NotSo")]
#[case::edit_hidden("verifying edit", "looked: not found", "Unknown | Settled Unknown NoAnswer")]
#[case::edit_both("verifying edit both", "looked: as before", "Unknown | Settled Unknown NotSo")]
#[case::delete("verifying delete", "looked: as before", "Filling | Settled HalfDeleted")]
#[case::compared("comparing edit value", "looked: the old value", "Filling | Settled NotApplied Compared")]
fn the_third_look_decides(#[case] situation: &str, #[case] look: &str, #[case] end: &str) {
    let mut world = World::new(false);
    let mut write = write(&world, situation);
    assert!(story(&mut world, &mut write, &[look, look]).ends_with("later | "));
    assert_eq!(story(&mut world, &mut write, &[look]), end);
    assert!(!write.is_under_way());
}

#[test]
fn a_look_is_due_after_its_time_only() {
    let mut world = World::new(false);
    let mut write = write(&world, "verifying edit");
    assert_eq!(story(&mut world, &mut write, &["looked: as before"]), "Verifying by metadata later | ");
    world.pass(1);
    assert!(write.step(&world.cx(), Input::Tick).is_empty());
    world.pass(1);
    assert_eq!(told(&write.step(&world.cx(), Input::Tick)), "looks");
    assert!(write.step(&world.cx(), Input::Tick).is_empty(), "once");
}

#[test]
fn a_value_is_compared_where_the_user_has_agreed() {
    let mut world = World::new(true);
    let mut write = write(&world, "sending edit value");
    let lost = story(&mut world, &mut write, &["written: no answer"]);
    assert_eq!(lost, "Verifying by value | InDoubt, reads");
    let end = story(&mut world, &mut write, &["looked: the new value"]);
    assert_eq!(end, "Done | Settled Applied");
}

#[test]
fn a_value_that_the_service_denied_is_not_read_again() {
    let mut world = World::new(true);
    world.denied = true;
    let mut edit = write(&world, "sending edit value");
    let end = story(&mut world, &mut edit, &["written: no answer"]);
    assert_eq!(end, "Unknown | InDoubt, Settled Unknown Nothing");
    let mut delete = write(&world, "verifying delete");
    let look = "looked: as before";
    assert_eq!(story(&mut world, &mut delete, &[look, look, look]), "Filling | Settled HalfDeleted");
}

#[test]
fn of_two_changes_the_value_can_be_found_alone() {
    let mut world = World::new(true);
    let mut write = write(&world, "verifying edit both");
    let look = "looked: as before";
    assert_eq!(story(&mut world, &mut write, &[look, look, look]), "Verifying by value | reads");
    let found = story(&mut world, &mut write, &["looked: the new value"]);
    assert_eq!(found, "Verifying by metadata | ValueFound, looks");
    assert_eq!(story(&mut world, &mut write, &[look]), "Filling | Settled ValueOnly");
    let sent = write.sent().expect("a part of it took effect");
    assert!(sent.value && sent.description.is_none() && !write.is_in_doubt());
    // A later refusal does not take that part back.
    let again = write.step(&world.cx(), Input::Confirmed(world.edit(None, Some("mine")), Old::Lost));
    assert_eq!(told(&again), "looks");
    let end = story(&mut world, &mut write, &[look, "written: rejected"]);
    assert_eq!(end, "Filling | Settled NotApplied Refused");
    assert!(write.sent().is_some());
}

#[rstest]
#[case::there("looked: the old value", "Filling | Settled NotApplied Undeleted")]
#[case::gone("looked: not found", "Done | Settled Applied")]
#[case::hidden("looked: no answer", "Filling | ValueNotRead, Settled HalfDeleted")]
fn a_secret_that_is_still_there_may_have_lost_its_value(#[case] read: &str, #[case] end: &str) {
    let mut world = World::new(true);
    let mut write = write(&world, "verifying delete");
    let look = "looked: as before";
    assert_eq!(story(&mut world, &mut write, &[look, look, look]), "Verifying by value | reads");
    assert_eq!(story(&mut world, &mut write, &[read]), end);
}

#[test]
fn a_value_that_was_read_for_the_undo_may_be_read_again() {
    let mut world = World::new(false);
    let mut write = write(&world, "filling");
    assert_eq!(told(&write.step(&world.cx(), input(&world, "confirmed delete reading"))), "reads");
    let sent = story(&mut world, &mut write, &["looked: the old value", "written: no answer"]);
    assert_eq!(sent, "Verifying by metadata | InDoubt, looks");
    let look = "looked: as before";
    assert_eq!(story(&mut world, &mut write, &[look, look, look]), "Verifying by value | reads");
}

/// A draft that is sent again was not there before, or is found to be there already.
#[rstest]
#[case::the_same("new", "Done | Settled Applied")]
#[case::typed_anew("newer", "Filling | HeldBack Exists")]
fn a_creation_in_doubt_is_found_before_it_is_sent_again(#[case] new: &str, #[case] end: &str) {
    let mut world = World::new(false);
    let mut write = write(&world, "unknown create");
    let mut draft = world.create();
    if let Draft::Create(secret) = &mut draft {
        secret.value = value(new);
    }
    assert_eq!(told(&write.step(&world.cx(), Input::Confirmed(draft, Old::Lost))), "looks");
    assert_eq!(story(&mut world, &mut write, &["looked: as sent"]), end);
}

#[test]
fn a_secret_of_another_time_is_not_the_one_that_was_created() {
    let mut world = World::new(false);
    let mut write = write(&world, "verifying create");
    world.pass(3600);
    let later = Secret { created: Some(world.now.wall), ..*world.secret("mine") };
    let out = write.step(&world.cx(), Input::Looked(Ok(Answer::Got(Box::new(later)))));
    assert_eq!(format!("{} {}", name(&write), told(&out)), "Verifying by metadata later ");
}

#[test]
fn a_refusal_does_not_settle_an_earlier_doubt() {
    let mut world = World::new(false);
    let mut write = write(&world, "unknown edit value");
    assert!(write.is_in_doubt());
    let sent = story(&mut world, &mut write, &["confirmed edit value"]);
    assert_eq!(sent, "Sending | Sending, updates the value");
    let end = story(&mut world, &mut write, &["written: not sent"]);
    assert_eq!(end, "Filling | Settled NotThisTime Refused");
    assert!(write.is_in_doubt() && write.sent().is_some());
    let end = story(&mut world, &mut write, &["confirmed edit value", "written: updated"]);
    assert_eq!(end, "Done | Settled Applied");
    assert!(!write.is_in_doubt());
}

#[test]
fn nothing_is_left_of_what_was_not_sent() {
    let mut world = World::new(false);
    let mut write = write(&world, "sending edit value");
    story(&mut world, &mut write, &["written: not sent"]);
    assert!(write.sent().is_none() && !write.is_in_doubt());
    // The old value can still be read.
    assert_eq!(told(&write.step(&world.cx(), input(&world, "confirmed edit reading"))), "reads");
}

#[test]
fn an_old_value_can_be_wiped_at_any_time() {
    let world = World::new(false);
    let mut write = write(&world, "reading delete spare");
    write.know_old(value("old"));
    write.forget_old();
    assert!(write.old().is_none());
    let out = write.step(&world.cx(), input(&world, "looked: no answer"));
    assert_eq!(told(&out), "HeldBack OldNotRead", "the spare value is wiped too");
}

#[test]
fn no_copy_of_an_old_value_goes_along_with_what_is_sent() {
    let world = World::new(false);
    let mut write = write(&world, "reading delete spare");
    assert_eq!(told(&write.step(&world.cx(), input(&world, "looked: no answer"))), "Sending, deletes");
    write.forget_old();
    assert!(matches!(write.state(), State::Sending(Draft::Delete { spare: None, .. }, _)));
}

#[test]
fn the_old_value_is_kept_for_the_undo() {
    let world = World::new(false);
    let mut write = Write::new(NUMBER);
    assert_eq!(told(&write.step(&world.cx(), input(&world, "confirmed edit reading"))), "reads");
    let old = Input::Looked(Ok(Answer::Value(SecretValue::from("old"))));
    assert_eq!(told(&write.step(&world.cx(), old)), "looks");
    assert_eq!(write.old().map(|old| old.expose()), Some("old"));
    let lost = failure(Operation::Update, FailureKind::Unreachable(NoAnswer::Broken));
    assert!(write.step(&world.cx(), Input::Written(Err(lost))).is_empty(), "nothing is sent so far");
    assert!(matches!(write.state(), State::Looking(..)));
}
