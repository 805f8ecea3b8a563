//! The situations and the inputs of the table and of the rules, by their names.

use super::fixtures::{NUMBER, World, failure, not_sent, value};
use crate::domain::failure::Rejection;
use crate::domain::{
    Access, Answer, FailureKind, Field, NoAnswer, Operation, Secret, SecretValue, SignedOut,
};
use crate::work::write::state::{Check, Proof, Wait};
use crate::work::write::{Draft, Input, Old, Output, State, Write};

/// The situations at the beginning of a story of the table.
pub(super) const SITUATIONS: [&str; 31] = [
    "filling",
    "review",
    "conflict",
    "looking create",
    "looking edit",
    "looking edit both",
    "reading edit",
    "reading delete",
    "reading delete expected",
    "reading delete spare",
    "sending create",
    "sending edit value",
    "sending edit both",
    "sending delete",
    "sending delete again",
    "sending delete read",
    "verifying create",
    "verifying create refused",
    "verifying edit",
    "verifying edit both",
    "verifying delete",
    "comparing edit value",
    "comparing edit both",
    "comparing delete",
    "waiting edit",
    "signed out edit",
    "unknown create",
    "unknown edit value",
    "left delete",
    "left edit both",
    "done",
];

/// Returns a write in the situation of this name.
pub(super) fn write(world: &World, situation: &str) -> Write {
    let mut write = Write::new(NUMBER);
    let (state, what) = situation.split_once(' ').unwrap_or((situation, ""));
    let draft = match what.split_once(' ').map_or(what, |(kind, _)| kind) {
        "create" => world.create(),
        "edit" if what.ends_with("both") => world.edit(Some("new"), Some("mine")),
        "edit" if what.ends_with("value") => world.edit(Some("new"), None),
        "edit" | "out" if state == "reading" => world.edit(Some("new"), Some("mine")),
        "edit" | "out" => world.edit(None, Some("mine")),
        "delete" => world.delete(),
        _ => world.create(),
    };
    let is_sent =
        matches!(state, "sending" | "verifying" | "comparing" | "waiting" | "signed" | "unknown" | "left");
    if is_sent {
        write.past.note_sending(&world.cx(), &draft);
    }
    if matches!(state, "unknown") || what.ends_with("again") {
        // The outcome of the first sending is unknown.
        let fate = crate::work::write::Fate::Unknown(crate::work::write::Seen::Nothing);
        write.past.note_fate(&fate);
    }
    if what.ends_with("again") {
        write.past.note_sending(&world.cx(), &draft);
    }
    if what.ends_with("read") {
        write.past.old = Some(value("old"));
    }
    let since = world.now.instant;
    let check = |proof, wait| {
        let refusal = failure(Operation::Create, FailureKind::AlreadyExists);
        let refusal = what.ends_with("refused").then_some(refusal);
        Check { proof, wait, refusal, ..Check::begin(since) }
    };
    write.state = match (state, draft) {
        ("filling", _) => State::Filling,
        ("review", _) => State::Review,
        ("conflict", _) => State::Conflict("theirs".into()),
        ("looking", draft) => State::Looking(draft, since),
        ("reading", Draft::Delete { secret, .. }) => {
            let expected = what.ends_with("expected").then(|| world.key.print(&value("old")));
            let spare = what.ends_with("spare").then(|| value("spare"));
            State::ReadingOld(Draft::Delete { secret, expected, spare }, since)
        }
        ("reading", draft) => State::ReadingOld(draft, since),
        ("sending", draft) => State::Sending(draft, since),
        ("verifying", draft) => State::Verifying(draft, check(Proof::Metadata, Wait::Answer)),
        ("comparing", draft) => State::Verifying(draft, check(Proof::Value, Wait::Answer)),
        ("waiting", draft) => State::Verifying(draft, check(Proof::Metadata, Wait::Until(since))),
        ("signed", draft) => State::Verifying(draft, check(Proof::Metadata, Wait::SignIn)),
        ("unknown", draft) => State::Unknown(draft),
        ("left", draft) => State::Left { since, in_halves: draft.goes_in_halves() },
        ("done", _) => State::Done,
        (other, _) => panic!("{other} is no state"),
    };
    write
}

/// The names of all inputs.
pub(super) const INPUTS: [&str; 33] = [
    "reviewed",
    "confirmed create",
    "confirmed edit value",
    "confirmed edit",
    "confirmed edit reading",
    "confirmed delete",
    "confirmed delete reading",
    "confirmed delete known",
    "compare",
    "cancelled",
    "looked: as sent",
    "looked: as before",
    "looked: by somebody else",
    "looked: another's",
    "looked: fixed",
    "looked: the new value",
    "looked: the old value",
    "looked: not found",
    "looked: not permitted",
    "looked: no answer",
    "looked: signed out",
    "written: created",
    "written: replaced",
    "written: updated",
    "written: deleted",
    "written: exists",
    "written: not found",
    "written: rejected",
    "written: not sent",
    "written: no answer",
    "tick",
    "signed in",
    "session over",
];

/// Gives the write this input; returns the outputs.
pub(super) fn give(world: &World, write: &mut Write, name: &str) -> Vec<Output> {
    match name {
        "reviewed" => {
            write.review();
            Vec::new()
        }
        "cancelled" => write.cancel().into_iter().collect(),
        name => write.step(&world.cx(), input(world, name)),
    }
}

pub(super) fn input(world: &World, name: &str) -> Input {
    let looked = |kind| Input::Looked(Err(failure(Operation::Get, kind)));
    let written = |kind| Input::Written(Err(failure(Operation::Update, kind)));
    let got = |secret| Input::Looked(Ok(Answer::Got(secret)));
    match name {
        "confirmed create" => Input::Confirmed(world.create(), Old::Lost),
        "confirmed edit value" => Input::Confirmed(world.edit(Some("new"), None), Old::Lost),
        "confirmed edit" => Input::Confirmed(world.edit(Some("new"), Some("mine")), Old::Lost),
        "confirmed edit reading" => Input::Confirmed(world.edit(Some("new"), Some("mine")), Old::Read),
        "confirmed delete" => Input::Confirmed(world.delete(), Old::Lost),
        "confirmed delete reading" => Input::Confirmed(world.delete(), Old::Read),
        "confirmed delete known" => Input::Confirmed(world.delete(), Old::Known(value("old"))),
        "compare" => Input::Compare,
        "looked: as sent" => got(world.secret("mine")),
        "looked: as before" => got(world.secret("old")),
        "looked: by somebody else" => got(world.secret("theirs")),
        "looked: another's" => got(Box::new(Secret { owner: "bob".into(), ..*world.secret("mine") })),
        "looked: fixed" => {
            let access = Access { readable: Some(true), writable: Some(false) };
            got(Box::new(Secret { access, ..*world.secret("old") }))
        }
        "looked: the new value" => Input::Looked(Ok(Answer::Value(SecretValue::from("new")))),
        "looked: the old value" => Input::Looked(Ok(Answer::Value(SecretValue::from("old")))),
        "looked: not found" => looked(FailureKind::NotFound),
        "looked: not permitted" => looked(FailureKind::NotPermitted),
        "looked: no answer" => looked(FailureKind::Unreachable(NoAnswer::Broken)),
        "looked: signed out" => looked(FailureKind::SignedOut(SignedOut::Invalid)),
        "written: created" => {
            Input::Written(Ok(Answer::Created { secret: world.secret("mine"), replaced: false }))
        }
        "written: replaced" => {
            Input::Written(Ok(Answer::Created { secret: world.secret("mine"), replaced: true }))
        }
        "written: updated" => Input::Written(Ok(Answer::Updated(world.secret("mine")))),
        "written: deleted" => Input::Written(Ok(Answer::Deleted("a".into()))),
        "written: exists" => written(FailureKind::AlreadyExists),
        "written: not found" => written(FailureKind::NotFound),
        "written: rejected" => {
            let fault = Rejection { field: Some(Field::Description), text: "no".into() };
            written(FailureKind::Rejected(vec![fault]))
        }
        "written: not sent" => Input::Written(Err(not_sent(Operation::Update))),
        "written: no answer" => written(FailureKind::Unreachable(NoAnswer::Broken)),
        "tick" => Input::Tick,
        "signed in" => Input::SignedIn,
        "session over" => Input::SessionOver,
        other => panic!("{other} is no input"),
    }
}
