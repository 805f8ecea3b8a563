//! What goes out and comes back: the list, and the searches over it. What their answers select is
//! `app::selection`'s.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::connection::is_plainly_offline;
use super::{App, SHOW_WAIT_AFTER, SPINNER_FRAME, words};
use crate::core::{Effect, Notice, Slot, Ticket, Tone, Wait};
use crate::domain::{Answer, Failure, FailureKind, Operation, Query, Reply, Request, Rows};
use crate::features::value::ValueState;
use crate::text::format::{clock, count};

/// How long a frame waits for the answer to a search: half of what a screen takes from one picture to the next.
const SEARCH_PATIENCE: Duration = Duration::from_millis(8);

impl App {
    /// Asks for the list, in place of any call for it that is under way.
    pub(super) fn load_list(&mut self) {
        let (ticket, superseded) = self.out.pending.open(Slot::List);
        self.out.effects.extend(superseded.map(Effect::Abort));
        let spare = self.load.begin(self.cx.now.instant, !self.list.rows().is_empty());
        self.discard(spare);
        self.notices.end_busy(Wait::List);
        self.connection.begin();
        self.out.effects.push(Effect::Call(ticket, Request::List));
    }

    /// Takes a reply, if it is still wanted.
    pub(super) fn reply(&mut self, ticket: &Ticket, reply: Reply) {
        if !self.out.pending.is_current(ticket) {
            return;
        }
        let reply = match self.left_behind_replied(ticket, reply) {
            Some(reply) => reply,
            None => return,
        };
        if let Reply::Final(result) = &reply {
            self.out.pending.close(ticket);
            self.note_answer(&ticket.slot);
            self.learn(&ticket.slot, result);
            if let Ok(Answer::Value(value)) = result {
                self.note_size(&ticket.slot, value);
            }
            if result.is_ok() && ticket.session == self.out.pending.session() {
                self.session.token_accepted(&self.cx, &mut self.out);
                self.relay();
            }
            self.learn_permission(&ticket.slot, result);
            if let Err(failure) = result
                && failure.kind.is_of_token()
                && self.failed_for_token(ticket, failure)
            {
                return;
            }
        }
        match (&ticket.slot, reply) {
            (_, Reply::Clock(gap)) if ticket.session == self.out.pending.session() => {
                self.session.clock_told(&self.cx, gap, &mut self.out);
                self.relay();
            }
            (_, Reply::Paused { left }) => self.paused(left),
            (slot @ (Slot::Write(_) | Slot::Look(_) | Slot::Load(_)), Reply::Final(result)) => {
                self.write_replied(slot, result.map_err(|failure| Arc::new(*failure)));
            }
            (Slot::Verify, Reply::Final(result)) => {
                self.verify_replied(result.map_err(|failure| Arc::new(*failure)));
            }
            (Slot::Value(id), Reply::Retrying { attempt, of, .. }) => self.value_retried(id, attempt, of),
            (Slot::Value(id), Reply::Final(Ok(Answer::Value(value)))) => self.value_came(id, value),
            (Slot::Value(id), Reply::Final(Err(failure))) => self.value_failed(id, Arc::new(*failure)),
            (Slot::List, Reply::Progress { bytes }) => self.load.progress(self.cx.now.instant, bytes),
            (Slot::List, Reply::Batch(batch)) => {
                if let Some(batch) = self.load.take(self.cx.now.instant, batch) {
                    self.list.push(batch);
                    self.search_more();
                }
            }
            (Slot::List, Reply::Retrying { attempt, of, .. }) => self.list_retried(attempt, of),
            (Slot::List, Reply::Final(Ok(Answer::Listed { unreadable, .. }))) => self.listed(unreadable),
            (Slot::List, Reply::Final(Err(failure))) => self.list_failed(Arc::new(*failure)),
            _ => {}
        }
    }

    fn list_retried(&mut self, attempt: u32, of: u32) {
        let spare = self.load.restart(!self.list.rows().is_empty());
        self.discard(spare);
        if self.load.is_quiet() {
            return;
        }
        let text = format!("Reading the list again ({attempt} of {of}).");
        let since = self.load.since().unwrap_or(self.cx.now.instant);
        self.notices.show(self.cx.now.instant, Notice::new(Tone::Busy(Wait::List, since), text));
    }

    fn listed(&mut self, unreadable: usize) {
        let (was_offline, had_failed) = (self.connection.regain(), self.load.failed());
        self.load.succeed(self.cx.now.wall);
        self.value.forget_denials();
        self.permissions.forget_refusals();
        self.notices.end_busy(Wait::List);
        self.search();
        if unreadable > 0 {
            let (n, are) = if unreadable == 1 { ("One entry", "is") } else { ("entries", "are") };
            let n = if unreadable == 1 { n.to_owned() } else { format!("{} {n}", count(unreadable)) };
            self.warn(format!("{n} of the list could not be read and {are} not shown."));
        } else if was_offline {
            self.tell_online();
        } else if had_failed {
            // In place of the error, which would stay on the screen beside a good list.
            self.notices
                .show(self.cx.now.instant, Notice::new(Tone::Success, "The list is up to date again."));
        }
    }

    fn list_failed(&mut self, failure: Arc<Failure>) {
        self.notices.end_busy(Wait::List);
        let still_gone = self.learn_from_list(&failure.kind) && self.load.is_quiet();
        let of_list = self.last_failure.as_ref().is_none_or(|last| last.operation == Operation::List);
        // The details of what the user was told of stay at hand.
        if of_list || !still_gone {
            self.last_failure = Some(failure.clone());
        }
        let spare = self.load.fail(failure.clone(), self.list.rows().len());
        self.discard(spare);
        if self.load.whole().is_some() {
            self.search();
        }
        self.release_held();
        // What nobody asked for and is known already is no news.
        if still_gone {
            return;
        }
        // With nothing to show the whole body tells it.
        if failure.kind.is_of_token() && self.session.signed_out().is_some()
            || self.list.rows().is_empty() && self.load.whole().is_none()
        {
            return;
        }
        let (tone, text) = match self.load.as_of() {
            Some(at) if is_plainly_offline(&failure.kind) => {
                (Tone::Warning, format!("Offline; showing the list of {}.", clock(at, &self.cx.zone)).into())
            }
            Some(_) => (Tone::Error, words::not_refreshed(&failure, &self.cx.site)),
            None if matches!(failure.kind, FailureKind::TooLarge { .. }) => {
                (Tone::Error, words::sentence(&failure, &self.cx.site))
            }
            None => (Tone::Error, "The list broke off; its first part is shown. R tries again.".into()),
        };
        self.notices.show(self.cx.now.instant, Notice::new(tone, text).with_details());
    }

    /// The rows as they are known, in order or not: a whole new list, if one waits for its order.
    pub(super) fn known_rows(&self) -> &Rows {
        self.load.whole().unwrap_or(self.list.rows())
    }

    /// Puts another list in place of the one on the screen, once it is in order. One that is on its way may
    /// not have what was changed: it is asked for again.
    pub(super) fn replace_list(&mut self, rows: Rows) {
        let former = self.load.edit(rows);
        self.discard(former);
        self.search();
        if self.out.pending.is_open(&Slot::List) {
            self.load_list();
        }
    }

    pub(super) fn discard(&mut self, rows: Option<Rows>) {
        self.out.effects.extend(rows.filter(|rows| !rows.is_empty()).map(Effect::Discard));
    }

    /// Asks the matcher for the order that filter and sort ask for, in place of any search under way.
    pub(super) fn search(&mut self) {
        let (ticket, _) = self.out.pending.open(Slot::Search);
        let keep = self.wanted.clone().or_else(|| self.list.selected_id());
        let query = Query::new(self.search_terms(), keep);
        let rows = self.known_rows().clone();
        self.out.effects.push(Effect::Search(ticket, rows, query, self.list.hits().clone()));
    }

    /// Rows have arrived: asks for their order unless the matcher is at work; then when it is done.
    pub(super) fn search_more(&mut self) {
        if !self.out.pending.is_open(&Slot::Search) {
            self.search();
        }
    }

    /// Whether the first rows are still to come, so that no key can mean one of them.
    pub(super) fn awaits_first_rows(&self) -> bool {
        let may_come = self.session.signed_out().is_none() || self.session.getting_token().is_some();
        may_come && self.load.is_first() && self.list.hits().rows == 0
    }

    /// Until when the next frame had better wait: the answer to a search mostly comes at once, and one frame
    /// that shows it all is there sooner than the second of two.
    pub fn frame_waits_until(&self) -> Option<Instant> {
        self.unanswered.map(|since| since + SEARCH_PATIENCE)
    }

    pub(super) fn watch_search(&mut self) {
        self.unanswered = self.is_searching().then(|| self.unanswered.unwrap_or(self.cx.now.instant));
    }

    /// When the next frame of a spinner is due.
    pub(super) fn next_spinner_frame(&self) -> Option<Instant> {
        let reading = match self.value() {
            ValueState::Reading { since, .. } => Some(*since),
            _ => None,
        };
        let busy = self.notice().and_then(|notice| match notice.tone {
            Tone::Busy(_, since) => Some(since),
            _ => None,
        });
        let working = self.form().and_then(super::form::Form::working_since);
        [
            self.load.since(),
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

    /// The frame of the spinner for a wait, once it is worth showing.
    pub fn spinner(&self, since: Instant) -> Option<usize> {
        let waited = self.cx.now.instant.saturating_duration_since(since);
        (waited >= SHOW_WAIT_AFTER).then(|| (waited.as_millis() / SPINNER_FRAME.as_millis()) as usize)
    }
}
