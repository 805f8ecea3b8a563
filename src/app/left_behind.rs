//! Changes whose outcome was not known when the user left the profile. Each write goes on, and a notice tells the
//! outcome.

use std::sync::Arc;

use super::{App, words};
use crate::core::{self, Notice, Outcome, RequestKey, Ticket, Tone};
use crate::domain::{Reply, SecretId};
use crate::features::write::form::{Form, Kind};
use crate::work::write::{Context, Input, News, Output, State, Write};

/// A change of the profile before, whose outcome is still to come.
#[derive(Debug)]
pub(super) struct LeftBehind {
    write: Write,
    kind: Kind,
    id: SecretId,
    tenant: String,
}

impl App {
    /// Leaves all writes that were sent to finish by themselves, and drops the others.
    pub(super) fn leave_writes_behind(&mut self) {
        let tenant = self.cx.site.tenant().to_owned();
        let open = self.form.take().map(|form| *form).into_iter();
        for form in open.chain(std::mem::take(&mut self.parked)) {
            let id = form.subject();
            let Form { mut write, kind, .. } = form;
            write.forget_old();
            // The switch of the profile cancels all reads, so the outputs need not.
            let out = write.step(&reads_nothing(&self.cx), Input::SessionOver);
            if out.iter().any(|output| matches!(output, Output::News(News::Settled(_)))) {
                self.journal.write_ended(write.number(), Outcome::Doubtful(words::UNKNOWN_EFFECT.to_owned()));
            }
            if matches!(write.state(), State::Left { .. }) {
                self.left_behind.push(LeftBehind { write, kind, id, tenant: tenant.clone() });
            }
        }
    }

    /// Takes the outcome of a change that was left behind; gives back any other reply.
    pub(super) fn left_behind_replied(&mut self, ticket: &Ticket, reply: Reply) -> Option<Reply> {
        let is_it = |left: &LeftBehind| ticket.request_key == RequestKey::Write(left.write.number());
        let (at, result) = match (self.left_behind.iter().position(is_it), reply) {
            (Some(at), Reply::Final(result)) => (at, result),
            (_, reply) => return Some(reply),
        };
        self.out.pending.close(ticket);
        self.note_answer(&ticket.request_key);
        let LeftBehind { mut write, kind, id, tenant } = self.left_behind.remove(at);
        let answer = Input::Written(result.map_err(|failure| Arc::new(*failure)));
        let out = write.step(&reads_nothing(&self.cx), answer);
        for output in out {
            let Output::News(News::Settled(fate)) = output else { continue };
            let (tone, text) = words::left_behind(&id, &tenant, &kind, &fate, write.doubted_by());
            self.journal.write_ended(
                write.number(),
                match tone {
                    Tone::Success => Outcome::Done("done, after the profile was switched".to_owned()),
                    Tone::Error => Outcome::Failed("not done: the service refused it".to_owned()),
                    // The program does not check the effect after the profile was left.
                    _ => Outcome::Doubtful(words::UNKNOWN_EFFECT.to_owned()),
                },
            );
            self.notices.show(self.cx.now.instant, Notice::new(tone, text));
        }
        self.quit_if_asked();
        None
    }

    /// Returns the secret of the first change that was left behind.
    pub(super) fn left_behind(&self) -> Option<&SecretId> {
        self.left_behind.first().map(|left| &left.id)
    }
}

/// Returns the context of a write of another profile: the write reads and compares nothing more.
fn reads_nothing(cx: &core::Context) -> Context<'_> {
    Context {
        now: cx.now,
        service_time: cx.now.wall,
        site: &cx.site,
        digests: None,
        agreed: false,
        denied: true,
    }
}
