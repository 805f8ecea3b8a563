//! Judging a draft that was sent by the metadata at the service.

use std::time::Duration;

use jiff::SignedDuration;

use super::draft::Draft;
use super::input::{Context, Reply};
use super::machine::Write;
use super::news::Seen;
use crate::domain::{Answer, FailureKind, NewScope, NewSecret, Scope, Secret};

/// The tolerance between the time of a secret's creation and of its sending, both by the service's clock as far as
/// that is known.
const CLOCKS_DIFFER: Duration = Duration::from_secs(10 * 60);

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    TookEffect,
    DidNot,
    /// Not so far; the service may still be at it.
    NotYet,
    CannotTell,
}

impl Write {
    pub(super) fn judge(&self, cx: &Context<'_>, draft: &Draft, answer: &Reply) -> (Verdict, Seen) {
        match (draft, answer) {
            // The secret was not there before. Even if it is not as it was sent, it may still be ours.
            (Draft::Create(new), Ok(Answer::Got(secret))) => match cx.site.owns(secret) {
                Some(true) if self.is_as_sent(cx, new, secret) => (Verdict::TookEffect, Seen::Nothing),
                Some(true) | None => (Verdict::CannotTell, Seen::Another),
                Some(false) => (Verdict::DidNot, Seen::NotSo),
            },
            (Draft::Edit { change, .. }, Ok(Answer::Got(secret))) => {
                match change.description.as_deref() == Some(secret.description.original()) {
                    true => (Verdict::TookEffect, Seen::Nothing),
                    false => (Verdict::NotYet, Seen::NotSo),
                }
            }
            (Draft::Delete { .. }, Ok(_)) => (Verdict::NotYet, Seen::NotSo),
            (Draft::Create(_), Err(failure)) if failure.kind == FailureKind::NotFound => {
                (Verdict::NotYet, Seen::NotSo)
            }
            (Draft::Delete { .. }, Err(failure)) if failure.kind == FailureKind::NotFound => {
                (Verdict::TookEffect, Seen::Nothing)
            }
            (_, Err(failure)) => (Verdict::CannotTell, Seen::NoAnswer(failure.clone())),
            (_, Ok(_)) => (Verdict::CannotTell, Seen::Nothing),
        }
    }

    /// Tells whether the look before a draft is sent again shows that it took effect the first time.
    pub(super) fn is_there_already(&self, cx: &Context<'_>, draft: &Draft, secret: &Secret) -> bool {
        let Some(sent) = &self.past.sent else { return false };
        match draft {
            Draft::Create(new) => {
                // The metadata say nothing about a value that was typed anew.
                let is_the_value = sent.print.is_some() && sent.print == cx.print(&new.value);
                is_the_value && cx.site.owns(secret) == Some(true) && self.is_as_sent(cx, new, secret)
            }
            Draft::Edit { change, .. } => {
                change.value.is_none() && change.description.as_deref() == Some(secret.description.original())
            }
            Draft::Delete { .. } => false,
        }
    }

    /// Tells whether time and metadata of `secret` are those of `new`. Ownership is another question.
    fn is_as_sent(&self, cx: &Context<'_>, new: &NewSecret, secret: &Secret) -> bool {
        let same_scope = match (&secret.scope, &new.scope) {
            (Scope::User, NewScope::User) => true,
            (Scope::Pod(theirs), NewScope::Pod(mine)) => theirs.original() == mine,
            _ => false,
        };
        let in_time = match (secret.created, self.past.sent_at) {
            (Some(created), Some(sent)) => {
                // Counted back, since either clock may have been set, or found to be wrong, after the sending.
                let since_created = cx.service_time.duration_since(created);
                let since_sent = cx.now.instant.saturating_duration_since(sent.instant);
                SignedDuration::try_from(since_sent)
                    .is_ok_and(|sent| since_created.saturating_sub(sent).unsigned_abs() < CLOCKS_DIFFER)
            }
            _ => false,
        };
        secret.description.original() == new.description
            && same_scope
            && secret.access.mode() == new.access
            && in_time
    }
}
