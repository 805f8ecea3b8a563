//! Asking for the list, taking the answer or the failure, and putting the result of a write into the list.

use std::sync::Arc;

use super::List;
use super::connection::{is_plainly_offline, tell_pause};
use super::permissions::Permissions;
use super::search::discard;
use crate::core::{Asks, Context, News, Notice, Out, RequestKey, Tone, Wait};
use crate::domain::{Answer, Failure, FailureKind, Reply, Request, Rows, Secret, SecretId};
use crate::keys::Action;
use crate::text::format::clock;
use crate::words;

use super::load::Phase;

impl List {
    /// Asks for the list; gives up any call for it that is under way.
    pub fn fetch(&mut self, cx: &Context, out: &mut Out) {
        discard(self.load.begin(cx.now.instant, !self.rows().is_empty()), out);
        out.report(News::Over(Wait::List));
        self.connection.begin();
        out.read(Request::List);
    }

    /// `R`: asks for the list at once. Does nothing while the service wants to be left alone and the list waits
    /// for that, or when the key is held down.
    pub fn refresh(&mut self, cx: &Context, repeats: bool, out: &mut Out) {
        match self.connection.pause(cx.now) {
            Some(until) if self.load.since().is_some() => tell_pause(until, out),
            // The list is already loading.
            _ if self.load.since().is_some() || repeats => {}
            _ => {
                self.fetch(cx, out);
                out.report(News::KeySent(Action::Refresh, None, Asks::Service(RequestKey::LIST)));
            }
        }
    }

    /// Asks for the list by itself, after the service could not be reached.
    pub(super) fn try_again(&mut self, out: &mut Out) {
        discard(self.load.begin_quietly(!self.rows().is_empty()), out);
        self.connection.begin();
        out.read(Request::List);
    }

    /// Takes the reply to a call for the list; `signed_out`: the screen says already that the token is not
    /// accepted.
    pub fn replied(&mut self, cx: &Context, reply: Reply, signed_out: bool, out: &mut Out) {
        match reply {
            Reply::Progress { bytes } => self.load.progress(cx.now.instant, bytes),
            Reply::Batch(batch) => {
                if let Some(batch) = self.load.take(cx.now.instant, batch) {
                    self.ordered.push(batch);
                    self.search_more(out);
                }
            }
            Reply::Retrying { attempt, of, .. } => self.retried(cx, attempt, of, out),
            Reply::Final(Ok(Answer::Listed { unreadable, .. })) => self.listed(cx, unreadable, out),
            Reply::Final(Err(failure)) => self.failed(cx, &Arc::new(*failure), signed_out, out),
            _ => {}
        }
    }

    fn retried(&mut self, cx: &Context, attempt: u32, of: u32, out: &mut Out) {
        discard(self.load.restart(!self.rows().is_empty()), out);
        if self.load.is_quiet() {
            return;
        }
        let text = format!("Reading the list again ({attempt} of {of}).");
        let since = self.load.since().unwrap_or(cx.now.instant);
        out.tell(Notice::new(Tone::Busy(Wait::List, since), text));
    }

    fn listed(&mut self, cx: &Context, unreadable: usize, out: &mut Out) {
        let (was_offline, had_failed) = (self.connection.regain(), self.load.failed());
        self.load.succeed(cx.now.wall, unreadable);
        self.permissions.forget_refusals();
        out.report(News::ListCame);
        out.report(News::Over(Wait::List));
        self.search(out);
        if unreadable > 0 {
            out.warn(words::unreadable_rows(unreadable));
        } else if was_offline {
            out.report(News::OnlineAgain);
        } else if had_failed {
            // Replaces the error, which would otherwise stay beside a good list.
            out.tell(Notice::new(Tone::Success, "The list is up to date again."));
        }
    }

    fn failed(&mut self, cx: &Context, failure: &Arc<Failure>, signed_out: bool, out: &mut Out) {
        out.report(News::Over(Wait::List));
        let still_gone =
            self.connection.learn_from_list(cx.now.instant, &failure.kind) && self.load.is_quiet();
        out.report(match still_gone {
            true => News::FailedAgain(failure.clone()),
            false => News::Failed(failure.clone()),
        });
        discard(self.load.fail(failure.clone(), self.rows().len()), out);
        if self.load.whole().is_some() {
            self.search(out);
        }
        out.report(News::RowsInOrder);
        // A failure that nobody asked for and that is known already is no news.
        if still_gone {
            return;
        }
        // The banner is about the token, and without any rows the whole body is about the failure.
        let nothing_to_show = self.rows().is_empty() && self.load.whole().is_none();
        if signed_out && failure.kind.is_of_token() || nothing_to_show {
            return;
        }
        let (tone, text) = match self.load.as_of() {
            Some(at) if is_plainly_offline(&failure.kind) => {
                (Tone::Warning, format!("Offline; showing the list of {}.", clock(at, &cx.zone)).into())
            }
            Some(_) => (Tone::Error, words::not_refreshed(failure, &cx.site)),
            None if matches!(failure.kind, FailureKind::TooLarge { .. }) => {
                (Tone::Error, words::sentence(failure, &cx.site))
            }
            None => (Tone::Error, "The list broke off; its first part is shown. R tries again.".into()),
        };
        out.tell(Notice::new(tone, text).with_details());
    }

    /// Forgets the permissions, because the new token may be another user's.
    pub fn forget_permissions(&mut self) {
        self.permissions = Permissions::default();
    }

    /// Tells whether the list failed without a token or was never asked for.
    pub fn is_missing(&self) -> bool {
        match self.load.phase() {
            Phase::Idle => true,
            Phase::Failed(failure) => failure.kind.is_of_token(),
            Phase::Loading { .. } | Phase::Ready => false,
        }
    }

    /// Puts `secret`, as the service has it now, into the list.
    pub fn put(&mut self, cx: &Context, secret: Secret, out: &mut Out) {
        let rows = self.known_rows().with(secret);
        self.replace(cx, rows, out);
    }

    /// Takes the secret `id` out of the list.
    pub fn remove(&mut self, cx: &Context, id: &SecretId, out: &mut Out) {
        self.unmark(id);
        let rows = self.known_rows().without(id);
        self.replace(cx, rows, out);
    }

    /// Replaces the list on the screen when the new one is in order. A list that is loading may lack the
    /// change, so it is asked for again.
    fn replace(&mut self, cx: &Context, rows: Rows, out: &mut Out) {
        discard(self.load.edit(rows), out);
        self.search(out);
        if out.pending.is_open(&RequestKey::LIST) {
            self.fetch(cx, out);
        }
    }
}
