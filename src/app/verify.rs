//! Verifying the last save: on request the program reads the secret back and compares digests. The value itself is
//! not kept.

use std::sync::Arc;

use super::{App, words};
use crate::core::{Asks, Effect, Notice, Outcome, RequestKey, Tone, Verb, Wait};
use crate::domain::{Answer, Failure, Print, Request, Secret, SecretId};
use crate::keys::Action;
use crate::text::unseen::Facts;
use crate::work::write::Sent;

/// The last save, with the digest that recognises it.
#[derive(Clone, Debug)]
pub(super) struct Saved {
    secret: Secret,
    description: Option<String>,
    value: Option<Option<Print>>,
    /// The differences found so far while it is read back.
    differs: Vec<String>,
}

impl App {
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
    pub(super) fn can_verify(&self, id: &SecretId) -> bool {
        self.saved.as_ref().filter(|saved| saved.secret.id == *id).is_some_and(|saved| {
            let by_value =
                matches!(saved.value, Some(Some(_))) && self.forbids_reading(&saved.secret).is_none();
            by_value || saved.description.is_some()
        })
    }

    /// Returns the secret that was saved last.
    pub(super) fn saved_id(&self) -> Option<SecretId> {
        self.saved.as_ref().map(|saved| saved.secret.id.clone())
    }

    /// Reads the last save back.
    pub(super) fn verify(&mut self) {
        if self.repeats(Action::Verify, None) || self.out.pending.is_open(&RequestKey::Verify) {
            return;
        }
        let Some(saved) = &mut self.saved else {
            return self.warn("Nothing was saved in this session, so there is nothing to verify.");
        };
        saved.differs.clear();
        if self.cannot_ask() {
            return;
        }
        let Some(saved) = &self.saved else { return };
        let (id, by_description) = (saved.secret.id.clone(), saved.description.is_some());
        let value = saved.value.clone();
        let forbidden = self.saved.as_ref().and_then(|saved| self.forbids_reading(&saved.secret));
        match (value, forbidden) {
            (Some(_), Some(why)) if !by_description => self.warn(why),
            (Some(None), None) => self.warn(words::no_digest(&id)),
            _ => {
                let now = self.cx.now.instant;
                let busy = Notice::new(Tone::Busy(Wait::Verify, now), words::reading_back(&id));
                self.notices.show(now, busy);
                let request = if by_description { Request::Get(id) } else { Request::GetValue(id) };
                self.ask_to_verify(request);
            }
        }
    }

    fn ask_to_verify(&mut self, request: Request) {
        let (ticket, superseded) = self.out.pending.open(RequestKey::Verify);
        self.out.effects.extend(superseded.map(Effect::Abort));
        self.out.effects.push(Effect::Call(ticket, request));
        self.note_sent_by(Action::Verify, None, Asks::Service(RequestKey::Verify));
    }

    /// Takes the answer to reading the last save back.
    pub(super) fn verify_replied(&mut self, answer: Result<Answer, Arc<Failure>>) {
        match answer {
            Ok(Answer::Got(secret)) => self.description_read_back(*secret),
            Ok(Answer::Value(value)) => {
                let now = self.undo.print(&value);
                let Some(saved) = &mut self.saved else { return };
                if let (Some(Some(then)), Some(now)) = (&saved.value, now)
                    && *then != now
                {
                    saved.differs.extend(differences(then.facts, now.facts));
                }
                self.verified(true);
            }
            Ok(_) => {}
            Err(failure) => self.not_verified(failure),
        }
    }

    fn description_read_back(&mut self, secret: Secret) {
        let Some(saved) = &mut self.saved else { return };
        if saved.description.as_deref().is_some_and(|saved| saved != secret.description.original()) {
            saved.differs.push("another description".to_owned());
        }
        let (id, value) = (saved.secret.id.clone(), matches!(saved.value, Some(Some(_))));
        let readable = self.forbids_reading(&secret).is_none();
        self.put_into_list(secret);
        match value && readable {
            true => self.ask_to_verify(Request::GetValue(id)),
            false => self.verified(false),
        }
    }

    /// Tells the result once everything possible is compared.
    fn verified(&mut self, value_read: bool) {
        self.notices.end_busy(Wait::Verify);
        let Some(saved) = &self.saved else { return };
        let id = saved.secret.id.clone();
        let only_description = saved.value.is_some() && !value_read;
        let (tone, text, outcome) = match (saved.differs.is_empty(), only_description) {
            (true, false) => (
                Tone::Success,
                words::verified(&id),
                Outcome::Done("the service holds what was saved".to_owned()),
            ),
            (true, true) => {
                let text = words::verified_description(&id);
                (
                    Tone::Warning,
                    text,
                    Outcome::Doubtful("the description is as saved; the value cannot be read".to_owned()),
                )
            }
            (false, _) => {
                let text = words::differs(&id, &saved.differs);
                (Tone::Warning, text, Outcome::Failed(format!("differs: {}", saved.differs.join("; "))))
            }
        };
        self.notices.show(self.cx.now.instant, Notice::new(tone, text));
        self.note(Verb::Verify, id, outcome);
    }

    fn not_verified(&mut self, failure: Arc<Failure>) {
        self.notices.end_busy(Wait::Verify);
        let Some(id) = self.saved.as_ref().map(|saved| saved.secret.id.clone()) else { return };
        let outcome = self.not_read(&failure);
        self.value.note_denial(&id, &failure);
        self.note(Verb::Verify, id, outcome);
        self.look_failed(failure);
    }
}

/// Returns the differences between two values, in facts.
fn differences(then: Facts, now: Facts) -> Vec<String> {
    let mut all = Vec::new();
    if then.chars != now.chars {
        all.push(words::not_so_many("character", now.chars, then.chars));
    }
    if then.lines != now.lines {
        all.push(words::not_so_many("line", now.lines, then.lines));
    }
    if then.unseen != now.unseen {
        let none = if then.unseen.is_around() { "no white space around it" } else { "nothing unseen in it" };
        all.push(now.unseen.note().unwrap_or_else(|| none.to_owned()));
    }
    if all.is_empty() {
        all.push("another value of the same length".to_owned());
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::shorter("abc", "ab", "2 characters, not 3")]
    #[case::newline("abc", "abc\n", "4 characters, not 3; a newline at the end")]
    #[case::lines("a b", "a\nb", "2 lines, not 1")]
    #[case::one("ab", "a", "1 character, not 2")]
    #[case::space_lost("ab ", "abc", "no white space around it")]
    #[case::carriage_return("a b", "a\rb", "a carriage return")]
    #[case::mark_lost("\u{feff}a", "ab", "nothing unseen in it")]
    #[case::nothing_to_see("abc", "abd", "another value of the same length")]
    fn what_differs_is_told_in_facts(#[case] then: &str, #[case] now: &str, #[case] told: &str) {
        assert_eq!(differences(Facts::of(then), Facts::of(now)).join("; "), told);
    }
}
