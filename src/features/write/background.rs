//! Writes that nobody watches: those that finish in the background, and those of a profile that the user has left.

use super::form::{Form, Kind};
use super::state::LeftBehind;
use super::{Write, words};
use crate::core::{self, Effect, News, Notice, Out, Outcome, RequestKey, Tone, Wait};
use crate::domain::uses::{Recall, Whose};
use crate::words::about;
use crate::work::write::{Context, Input, News as WriteNews, Output, Reply, State};

impl Write {
    /// Looks at the service again for writes in doubt, where that is due.
    pub(super) fn look_when_due(&mut self, cx: &core::Context, out: &mut Out) {
        let surroundings = reads_nothing(cx);
        let now = cx.now.instant;
        for form in self.forms_mut().filter(|form| form.write.next_due().is_some_and(|at| at <= now)) {
            // Nothing but a look comes of the time that has passed.
            for output in form.write.step(&surroundings, Input::Tick) {
                if let Output::Call(request_key, request) = output {
                    out.call(request_key, request);
                }
            }
        }
    }

    /// Shows that a write in the background is under way, while there is no other notice. The outcome is told like that
    /// of any other write.
    pub(super) fn tell_under_way(&self, out: &mut Out) {
        let under_way = self.parked.iter().filter(|form| form.is_sending());
        let mut since = under_way.filter_map(|form| Some((form, form.working_since()?)));
        match since.next() {
            Some((form, since)) => {
                let text = about(&form.subject(), |id| format!("{} {id}.", words::doing(&form.kind)));
                let notice = Notice::new(Tone::Busy(Wait::Background, since), text);
                out.report(News::TellIfQuiet(notice));
            }
            None => out.report(News::Over(Wait::Background)),
        }
    }

    /// Leaves all writes of this profile that were sent to finish by themselves, and drops the others.
    pub(super) fn leave_behind(&mut self, cx: &core::Context, out: &mut Out) {
        let open = self.open.take().map(|form| *form);
        for form in open.into_iter().chain(std::mem::take(&mut self.parked)) {
            let id = form.subject();
            let owner = form.secret().map_or(&cx.site.claims.user, |secret| &secret.owner).clone();
            let Form { mut write, kind, .. } = form;
            write.forget_old();
            // The switch of the profile cancels all reads, so the outputs need not.
            let outputs = write.step(&reads_nothing(cx), Input::SessionOver);
            if outputs.iter().any(|output| matches!(output, Output::News(WriteNews::Settled(_)))) {
                let outcome = Outcome::Doubtful(words::UNKNOWN_EFFECT.to_owned());
                out.report(News::WriteEnded(write.number(), outcome));
            }
            if matches!(write.state(), State::Left { .. }) {
                let tenant = cx.site.tenant().to_owned();
                let whose = cx.settings.remember_changes.then(|| Whose::of(&cx.site)).flatten();
                self.left_behind.push(LeftBehind { write, kind, id, tenant, owner, whose, dated: None });
            }
        }
    }

    /// Tells whether the request with this key is that of a change that was left behind.
    pub fn is_left_behind(&self, request_key: &RequestKey) -> bool {
        self.left_behind.iter().any(|left| left.is_of(request_key))
    }

    /// Takes the outcome of a change that was left behind.
    pub fn left_behind_replied(
        &mut self,
        cx: &core::Context,
        request_key: &RequestKey,
        answer: Reply,
        out: &mut Out,
    ) {
        let Some(at) = self.left_behind.iter().position(|left| left.is_of(request_key)) else { return };
        let LeftBehind { mut write, kind, id, tenant, owner, whose, dated } = self.left_behind.remove(at);
        for output in write.step(&reads_nothing(cx), Input::Written(answer)) {
            let Output::News(WriteNews::Settled(fate)) = output else { continue };
            let (tone, text) = words::left_behind(&id, &tenant, &kind, &fate, write.doubted_by());
            let outcome = match tone {
                Tone::Success => Outcome::Done("done, after the profile was switched".to_owned()),
                Tone::Error => Outcome::Failed("not done: the service refused it".to_owned()),
                // The program does not check the effect after the profile was left.
                _ => Outcome::Doubtful(words::UNKNOWN_EFFECT.to_owned()),
            };
            let value_sent = write.sent().is_some_and(|sent| sent.value);
            let news = fate.of_value(matches!(kind, Kind::Delete(_)), value_sent, dated);
            let job = news.and_then(|news| Recall::of(&id, &owner, news));
            out.effects.extend(whose.clone().zip(job).map(|(whose, job)| Effect::Recall(whose, job)));
            out.report(News::WriteEnded(write.number(), outcome));
            out.tell(Notice::new(tone, text));
        }
    }
}

impl LeftBehind {
    fn is_of(&self, request_key: &RequestKey) -> bool {
        *request_key == RequestKey::Write(self.write.number())
    }
}

/// Returns the surroundings of a write that reads and compares nothing.
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
