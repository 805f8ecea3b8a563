//! Hands each answer of the service to the slice that asked, and tells when the next frame of a spinner is due.

use std::sync::Arc;
use std::time::Instant;

use super::{App, SHOW_WAIT_AFTER, SPINNER_FRAME};
use crate::core::{RequestKey, Ticket, Tone};
use crate::domain::{Answer, Operation, Reply};
use crate::features::value::ValueState;
use crate::features::write::Form;

impl App {
    /// Takes a reply, unless it is out of date.
    pub(super) fn reply(&mut self, ticket: &Ticket, reply: Reply) {
        if !self.out.pending.is_current(ticket) {
            return;
        }
        if self.write.is_left_behind(&ticket.request_key)
            && let Reply::Final(result) = reply
        {
            return self.left_behind_replied(ticket, result);
        }
        if let Reply::Final(result) = &reply {
            self.out.pending.close(ticket);
            self.note_answer(&ticket.request_key);
            if let Ok(Answer::Value(value)) = result {
                self.note_size(&ticket.request_key, value);
            }
            if result.is_ok() && ticket.session == self.out.pending.session() {
                self.session.token_accepted(&self.cx, &mut self.out);
                self.relay();
            }
            self.learn(&ticket.request_key, result);
            if let Err(failure) = result
                && failure.kind.is_of_token()
                && self.failed_for_token(ticket, failure)
            {
                return;
            }
        }
        match (&ticket.request_key, reply) {
            (_, Reply::Clock(gap)) if ticket.session == self.out.pending.session() => {
                self.session.clock_told(&self.cx, gap, &mut self.out);
                self.relay();
            }
            (_, Reply::Paused { left }) => self.paused(left),
            (
                key @ (RequestKey::Write(_) | RequestKey::Look(_) | RequestKey::Load(_) | RequestKey::Verify),
                Reply::Final(result),
            ) => {
                let answer = result.map_err(|failure| Arc::new(*failure));
                self.writes(|write, at, out| write.replied(at, key, answer, out));
                self.quit_if_asked();
            }
            (RequestKey::Value(id), Reply::Retrying { attempt, of, .. }) => {
                self.value_retried(id, attempt, of)
            }
            (RequestKey::Value(id), Reply::Final(Ok(Answer::Value(value)))) => self.value_came(id, value),
            (RequestKey::Value(id), Reply::Final(Err(failure))) => self.value_failed(id, Arc::new(*failure)),
            (RequestKey::Read(Operation::List, _), reply) => self.list_replied(reply),
            _ => {}
        }
    }

    /// Returns the time of the next frame of any spinner on the screen.
    pub(super) fn next_spinner_frame(&self) -> Option<Instant> {
        let reading = match self.value() {
            ValueState::Reading { since, .. } => Some(*since),
            _ => None,
        };
        let busy = self.notice().and_then(|notice| match notice.tone {
            Tone::Busy(_, since) => Some(since),
            _ => None,
        });
        let working = self.form().and_then(Form::working_since);
        [
            self.list.load().since(),
            reading,
            busy,
            working,
            self.session.getting_token(),
            self.session.signing_in_since(),
        ]
        .into_iter()
        .flatten()
        .filter_map(|since| self.next_frame(since))
        .min()
    }

    fn next_frame(&self, since: Instant) -> Option<Instant> {
        let waited = self.cx.now.instant.saturating_duration_since(since);
        if waited < SHOW_WAIT_AFTER {
            return Some(since + SHOW_WAIT_AFTER);
        }
        let frames = waited.as_millis() / SPINNER_FRAME.as_millis() + 1;
        Some(since + SPINNER_FRAME * u32::try_from(frames).unwrap_or(u32::MAX))
    }
}
