//! The values: each is looked up, its old value read and held, then all are written by the write machine, one after
//! the other, and read back. If one fails, no pod is restarted. Going back takes the same way with the old values.

use std::sync::Arc;

use super::ids::Call;
use super::input::Context;
use super::output::{Event, Output};
use super::reading::{Unread, Written};
use super::secret_run::{At, Holds, SecretRun};
use super::state::{Phase, Rollout, Step};
use super::stop::Stop;
use crate::domain::{Change, Secret, SecretId, SecretValue};
use crate::work::write::{Draft, Old};

impl Rollout {
    /// Takes the next step with the values; goes on to the pods when all are settled.
    pub(super) fn advance_values(&mut self, step: &mut Step<'_>) {
        let is_busy =
            |secret: &SecretRun| secret.call.is_some() || matches!(secret.at, At::Recording(_) | At::Writing);
        if self.is_paused() || self.secrets.iter().any(is_busy) {
            return;
        }
        // All that has to be read before is read before anything is written.
        let is_before = |secret: &&SecretRun| matches!(secret.at, At::LookUp | At::ReadOld | At::Check);
        let is_after = |secret: &&SecretRun| matches!(secret.at, At::ReadBack { .. });
        let next = self.secrets.iter().find(is_after).or_else(|| self.secrets.iter().find(is_before));
        if let Some((id, at)) = next.map(|secret| (secret.id.clone(), secret.at)) {
            return self.ask_of_secret(step, &id, at);
        }
        match self.secrets.iter().find(|secret| secret.at == At::Ready).map(|secret| secret.id.clone()) {
            Some(_) if self.hold => self.stop(step, Stop::Held),
            Some(id) => {
                if let Some(secret) = self.secret_mut(&id) {
                    secret.at = At::Recording(None);
                }
            }
            None => self.phase = Phase::Pods,
        }
    }

    fn ask_of_secret(&mut self, step: &mut Step<'_>, id: &SecretId, at: At) {
        let call = self.call();
        step.out.push(match at {
            At::LookUp => Output::LookUp(call, id.clone()),
            _ => Output::ReadValue(call, id.clone()),
        });
        if let Some(secret) = self.secret_mut(id) {
            secret.call = Some(call);
        }
    }

    /// Returns the secret that has asked this, and forgets the request.
    fn answered(&mut self, call: Call) -> Option<&mut SecretRun> {
        let secret = self.secrets.iter_mut().find(|secret| secret.call == Some(call))?;
        secret.call = None;
        Some(secret)
    }

    pub(super) fn looked_up(&mut self, step: &mut Step<'_>, call: Call, answer: Result<Box<Secret>, Unread>) {
        let Some(secret) = self.answered(call) else { return };
        match answer {
            Ok(found) if found.access.mode().writable() => {
                let reads_old = secret.wants_old && secret.old.is_none();
                secret.at = if reads_old { At::ReadOld } else { At::Ready };
                secret.base = Some(found);
            }
            Err(Unread::Token) => self.pause(step, call),
            Ok(_) | Err(_) => {
                let stop = Stop::NotLookedUp(secret.id.clone());
                self.stop_values(step, stop);
            }
        }
    }

    pub(super) fn value_read(
        &mut self,
        step: &mut Step<'_>,
        call: Call,
        answer: Result<Arc<SecretValue>, Unread>,
    ) {
        let cx = step.cx;
        let Some(secret) = self.answered(call) else { return };
        let id = secret.id.clone();
        match (secret.at, answer) {
            (_, Err(Unread::Token)) => self.pause(step, call),
            (At::ReadOld, Ok(value)) => {
                (secret.old, secret.at) = (Some(value), At::Ready);
                step.tell(Event::OldHeld(id));
            }
            (At::ReadOld, Err(_)) => self.stop_values(step, Stop::OldNotRead(id)),
            (At::Check, answer) => self.checked(step, &id, answer.ok()),
            (At::ReadBack { in_doubt }, Ok(value)) => self.read_back(step, &id, in_doubt, &value),
            (At::ReadBack { in_doubt: true }, Err(_)) => {
                secret.at = At::Ready;
                self.stop_values(step, Stop::WriteUnknown(id));
            }
            // The service has said that it is saved.
            (At::ReadBack { in_doubt: false }, Err(_)) => self.saved(step, cx, &id, false),
            _ => {}
        }
    }

    /// Judges the value before it is replaced by the old one.
    fn checked(&mut self, step: &mut Step<'_>, id: &SecretId, present: Option<Arc<SecretValue>>) {
        let cx = step.cx;
        let Some(secret) = self.secret_mut(id) else { return };
        let found = present.map(|present| secret.recognise(cx.digests, &present));
        secret.holds = found.unwrap_or(secret.holds);
        match found {
            Some(Holds::New { .. }) => secret.at = At::Ready,
            Some(Holds::Old) => {
                secret.at = At::Settled;
                step.tell(Event::OldAlready(id.clone()));
            }
            _ => self.stop_values(step, Stop::ChangedMeanwhile(id.clone())),
        }
    }

    /// Judges a value after it was written.
    fn read_back(&mut self, step: &mut Step<'_>, id: &SecretId, in_doubt: bool, present: &SecretValue) {
        let (cx, back) = (step.cx, self.leg.back);
        let Some(secret) = self.secret_mut(id) else { return };
        let found = secret.recognise(cx.digests, present);
        let is_sent = if back { found == Holds::Old } else { matches!(found, Holds::New { .. }) };
        if is_sent {
            return self.saved(step, cx, id, true);
        }
        // Without the old value, one that is not the new one may be either.
        let is_unsaved = in_doubt && found != Holds::Another;
        secret.holds = if found == Holds::Unknown && !in_doubt { Holds::Another } else { found };
        secret.at = At::Ready;
        let stop = if is_unsaved { Stop::NotSaved(id.clone()) } else { Stop::AnotherValue(id.clone()) };
        self.stop_values(step, stop);
    }

    fn saved(&mut self, step: &mut Step<'_>, cx: &Context<'_>, id: &SecretId, verified: bool) {
        let back = self.leg.back;
        let Some(secret) = self.secret_mut(id) else { return };
        secret.at = At::Settled;
        if back {
            secret.holds = Holds::Old;
        } else {
            secret.holds = Holds::New { verified };
            secret.print = cx.digests.zip(secret.new.as_ref()).map(|(key, new)| key.print(new));
            // From here on its digest does, where there is one.
            secret.new.take_if(|_| secret.print.is_some());
        }
        step.tell(Event::Saved { secret: id.clone(), verified });
    }

    /// Sends the value, now that the record says so.
    pub(super) fn write(&mut self, step: &mut Step<'_>, id: &SecretId) {
        let (back, last_call) = (self.leg.back, self.call());
        let Some(secret) = self.secret_mut(id) else { return };
        let (value, old) = match back {
            true => (secret.old.clone(), Old::Lost),
            false => (secret.new.clone(), secret.old.clone().map_or(Old::Lost, Old::Known)),
        };
        let (Some(base), Some(value)) = (secret.base.clone(), value) else {
            secret.at = At::Ready;
            return self.stop_values(step, Stop::NotSaved(id.clone()));
        };
        secret.sent = last_call;
        secret.held = std::mem::replace(&mut secret.holds, Holds::Unknown);
        secret.at = At::Writing;
        step.tell(Event::Writing { secret: id.clone(), back });
        let change = Change { value: Some(value), description: None };
        step.out.push(Output::Write(Draft::Edit { base, change }, old));
    }

    pub(super) fn written(&mut self, step: &mut Step<'_>, id: &SecretId, written: Written) {
        let (cx, back) = (step.cx, self.leg.back);
        let Some(secret) = self.secret_mut(id).filter(|secret| secret.at == At::Writing) else { return };
        let is_readable = secret.base.as_ref().is_some_and(|base| base.access.mode().readable());
        let sent = secret.sent;
        secret.at = At::Ready;
        match written {
            Written::Saved if is_readable => {
                secret.at = At::ReadBack { in_doubt: false };
                secret.holds = if back { Holds::Old } else { Holds::New { verified: false } };
            }
            Written::Saved => self.saved(step, cx, id, false),
            Written::Unknown => self.stop_values(step, Stop::WriteUnknown(id.clone())),
            Written::NotSaved | Written::Token => {
                secret.holds = secret.held;
                match written {
                    Written::Token => self.pause(step, sent),
                    _ => self.stop_values(step, Stop::NotSaved(id.clone())),
                }
            }
        }
    }

    /// Stops, unless it has stopped for another reason already.
    fn stop_values(&mut self, step: &mut Step<'_>, stop: Stop) {
        if self.phase == Phase::Values {
            self.stop(step, stop);
        }
    }
}
