//! Verifying the last save: on request the program reads the secret back and compares digests. The value itself is
//! not kept.

use std::sync::Arc;

use super::state::Saved;
use super::{Around, Write, words};
use crate::core::{Asks, News, Notice, Out, Outcome, RequestKey, Tone, Verb, Wait};
use crate::domain::{Answer, Failure, Request, Secret, SecretId};
use crate::keys::Action;
use crate::work::write::{Reply, Sent};

impl Write {
    /// Remembers a save, or forgets the last one if its secret was deleted.
    pub(super) fn note_saved(&mut self, secret: Option<&Secret>, sent: &Sent) {
        let Some(secret) = secret else { return };
        if sent.value || sent.description.is_some() {
            let description = sent.description.as_ref().map(|(_, after)| after.clone());
            let value = sent.value.then(|| sent.print.clone());
            self.saved = Some(Saved { secret: secret.clone(), description, value, differs: Vec::new() });
        } else {
            self.saved.take_if(|saved| saved.secret.id == secret.id);
        }
    }

    /// Tells whether `=` can compare anything of this secret.
    pub(super) fn can_verify(&self, at: &Around<'_>, id: &SecretId) -> bool {
        self.saved.as_ref().filter(|saved| saved.secret.id == *id).is_some_and(|saved| {
            let by_value = matches!(saved.value, Some(Some(_))) && !at.denies(&saved.secret);
            by_value || saved.description.is_some()
        })
    }

    /// `=`: reads the last save back; `repeats`: the key is held down.
    pub fn verify(&mut self, at: &Around<'_>, repeats: bool, out: &mut Out) {
        if repeats || out.pending.is_open(&RequestKey::Verify) {
            return;
        }
        let Some(saved) = &mut self.saved else {
            return out.warn("Nothing was saved in this session, so there is nothing to verify.");
        };
        saved.differs.clear();
        if !at.can_ask {
            return out.report(News::NotSignedIn);
        }
        let (id, by_description) = (saved.secret.id.clone(), saved.description.is_some());
        match (&saved.value, (at.forbids_reading)(&saved.secret)) {
            (Some(_), Some(why)) if !by_description => out.warn(why),
            (Some(None), None) => out.warn(words::no_digest(&id)),
            _ => {
                let tone = Tone::Busy(Wait::Verify, at.cx.now.instant);
                out.tell(Notice::new(tone, words::reading_back(&id)));
                ask(if by_description { Request::Get(id) } else { Request::GetValue(id) }, out);
            }
        }
    }

    /// Takes the answer to reading the last save back.
    pub(super) fn verify_replied(&mut self, at: &Around<'_>, answer: Reply, out: &mut Out) {
        match answer {
            Ok(Answer::Got(secret)) => self.description_read_back(at, secret, out),
            Ok(Answer::Value(value)) => {
                let Some(saved) = &mut self.saved else { return };
                if let (Some(Some(then)), Some(key)) = (&saved.value, at.digests) {
                    let now = key.print(&value);
                    if *then != now {
                        saved.differs.extend(words::differences(then.facts, now.facts));
                    }
                }
                self.verified(true, out);
            }
            Ok(_) => {}
            Err(failure) => self.not_verified(at, failure, out),
        }
    }

    fn description_read_back(&mut self, at: &Around<'_>, secret: Box<Secret>, out: &mut Out) {
        let Some(saved) = &mut self.saved else { return };
        if saved.description.as_deref().is_some_and(|saved| saved != secret.description.original()) {
            saved.differs.push("another description".to_owned());
        }
        let (id, value) = (saved.secret.id.clone(), matches!(saved.value, Some(Some(_))));
        let readable = !at.denies(&secret);
        out.report(News::SecretIs { secret, follow: false });
        match value && readable {
            true => ask(Request::GetValue(id), out),
            false => self.verified(false, out),
        }
    }

    /// Tells the result once everything possible is compared.
    fn verified(&mut self, value_read: bool, out: &mut Out) {
        out.report(News::Over(Wait::Verify));
        let Some(saved) = &self.saved else { return };
        let id = saved.secret.id.clone();
        let only_description = saved.value.is_some() && !value_read;
        let (tone, text, outcome) = match (saved.differs.is_empty(), only_description) {
            (true, false) => (
                Tone::Success,
                words::verified(&id),
                Outcome::Done("the service holds what was saved".to_owned()),
            ),
            (true, true) => (
                Tone::Warning,
                words::verified_description(&id),
                Outcome::Doubtful("the description is as saved; the value cannot be read".to_owned()),
            ),
            (false, _) => (
                Tone::Warning,
                words::differs(&id, &saved.differs),
                Outcome::Failed(format!("differs: {}", saved.differs.join("; "))),
            ),
        };
        out.tell(Notice::new(tone, text));
        out.report(News::Done(Verb::Verify, id, outcome));
    }

    fn not_verified(&self, at: &Around<'_>, failure: Arc<Failure>, out: &mut Out) {
        out.report(News::Over(Wait::Verify));
        let Some(id) = self.saved_id() else { return };
        out.report(News::NotRead(id.clone(), failure.clone()));
        out.report(News::Done(Verb::Verify, id, words::not_read(&failure, &at.cx.site)));
        self.look_failed(at, failure, out);
    }
}

fn ask(request: Request, out: &mut Out) {
    out.call(RequestKey::Verify, request);
    out.report(News::KeySent(Action::Verify, None, Asks::Service(RequestKey::Verify)));
}
