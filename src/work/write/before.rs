//! The steps before a draft is sent: reading the old value, looking up the name of a new secret, and comparing
//! the description with the one that the change was made from.

use std::sync::Arc;

use super::draft::Draft;
use super::input::{Old, Reply};
use super::machine::{Step, Write};
use super::news::{News, Obstacle, Output};
use super::state::State;
use crate::core::RequestKey;
use crate::domain::{Answer, Change, FailureKind, Request, Secret, SecretValue};

impl Write {
    /// Begins to send a draft that the user has confirmed.
    pub(super) fn begin(&mut self, step: &mut Step<'_>, draft: Draft, old: Old) -> State {
        if matches!(draft, Draft::Create(_)) {
            // An older service would overwrite a secret of the same name (contract §2).
            return self.look_before(step, draft);
        }
        // After the first sending the value may have been replaced already.
        let reads = old == Old::Read && self.past.old.is_none() && self.past.sent.is_none();
        if let (Old::Known(value), None) = (old, &self.past.old) {
            self.past.old = Some(value);
        }
        if reads {
            self.look(step, Request::GetValue(draft.id().clone()));
            return State::ReadingOld(draft, step.now());
        }
        self.look_or_send(step, draft)
    }

    /// Looks before it sends a description, which somebody else may have changed meanwhile; sends anything
    /// else.
    fn look_or_send(&mut self, step: &mut Step<'_>, draft: Draft) -> State {
        match draft {
            Draft::Edit { change: Change { description: Some(_), .. }, .. } => self.look_before(step, draft),
            _ => self.send(step, draft),
        }
    }

    fn look_before(&self, step: &mut Step<'_>, draft: Draft) -> State {
        self.look(step, Request::Get(draft.id().clone()));
        State::Looking(draft, step.now())
    }

    fn send(&mut self, step: &mut Step<'_>, mut draft: Draft) -> State {
        // Nothing reads it after this: whoever wipes what undo holds must not miss a copy.
        draft.forget_spare();
        self.past.note_sending(step.cx, &draft);
        step.tell(News::Sending);
        step.out.push(Output::Call(RequestKey::Write(self.number), draft.request()));
        State::Sending(draft, step.now())
    }

    fn held_back(step: &mut Step<'_>, why: Obstacle) -> State {
        step.tell(News::HeldBack(why));
        State::Filling
    }

    /// Sends the draft if the name is free and the description is still the one that was changed.
    pub(super) fn looked(&mut self, step: &mut Step<'_>, draft: Draft, answer: Reply) -> State {
        match (draft, answer) {
            (draft, Ok(Answer::Got(secret))) if self.is_there_already(step.cx, &draft, &secret) => {
                self.took_effect(step, Some(secret))
            }
            (Draft::Create(_), Ok(Answer::Got(secret))) => Self::held_back(step, Obstacle::Exists(secret)),
            (Draft::Edit { base, change }, Ok(Answer::Got(theirs))) => {
                self.rebase(step, &base, change, theirs)
            }
            (draft @ Draft::Create(_), Err(failure)) if failure.kind == FailureKind::NotFound => {
                self.send(step, draft)
            }
            (Draft::Create(_), Err(failure)) if failure.kind == FailureKind::NotPermitted => {
                Self::held_back(step, Obstacle::SomebodyElses)
            }
            (_, Err(failure)) => Self::held_back(step, Obstacle::LookFailed(failure)),
            (draft, Ok(_)) => State::Looking(draft, step.now()),
        }
    }

    /// Bases the change on the present secret. A description that is there already is not sent, because it
    /// would prove nothing later.
    fn rebase(
        &mut self,
        step: &mut Step<'_>,
        base: &Secret,
        mut change: Change,
        theirs: Box<Secret>,
    ) -> State {
        let (now, then) = (theirs.description.original(), base.description.original());
        change.description.take_if(|mine| *mine == now);
        let conflicts = change.description.is_some() && now != then;
        step.tell(News::Found(theirs.clone()));
        if change.value.is_some() && !theirs.access.mode().writable() {
            return Self::held_back(step, Obstacle::ValueFixed);
        }
        if conflicts {
            step.tell(News::HeldBack(Obstacle::Conflict));
            return State::Conflict(theirs.description);
        }
        if change.is_empty() {
            return Self::held_back(step, Obstacle::NothingChanged);
        }
        self.send(step, Draft::Edit { base: theirs, change })
    }

    /// Goes on with the old value; without it, goes back to the user.
    pub(super) fn old_read(&mut self, step: &mut Step<'_>, draft: Draft, answer: Reply) -> State {
        let failure = match answer {
            Ok(Answer::Value(value)) => return self.keep_old(step, draft, value),
            Ok(_) => return State::ReadingOld(draft, step.now()),
            Err(failure) => failure,
        };
        if let Draft::Delete { spare: Some(spare), .. } = &draft
            && failure.kind != FailureKind::NotFound
        {
            self.past.old = Some(spare.clone());
            return self.send(step, draft);
        }
        let state = Self::held_back(step, Obstacle::OldNotRead(failure));
        if matches!(draft, Draft::Edit { .. }) { State::Review } else { state }
    }

    fn keep_old(&mut self, step: &mut Step<'_>, draft: Draft, value: SecretValue) -> State {
        let print = step.cx.print(&value);
        self.past.old = Some(Arc::new(value));
        if let Draft::Delete { expected: expected @ Some(_), .. } = &draft {
            let is_expected = *expected == print;
            step.tell(News::OldIsExpected(is_expected));
            if !is_expected {
                return Self::held_back(step, Obstacle::OldChanged);
            }
        }
        self.look_or_send(step, draft)
    }
}
