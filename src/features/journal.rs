//! The journal: what was done in this run of the program, when, to which secret, and what came of it. It never holds a
//! value. It outlives a lock and a change of the profile: every entry says where it was done.

use crate::core::life::{Life, Stake, Wipe};
use crate::core::{Context, Effect, Notice, Out, Outcome, RequestId, Tone, Verb};
use crate::domain::{SaveFault, SecretId, Wake};

mod entry;
mod markdown;
mod words;

pub use entry::{Entry, Place};

/// What was done, the oldest entry first.
#[derive(Debug, Default)]
pub struct Journal {
    entries: Vec<Entry>,
}

impl Journal {
    /// Returns the entries, the oldest first.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    fn add(&mut self, cx: &Context, verb: Verb, id: SecretId, outcome: Outcome, form: Option<u64>) {
        let place = match self.entries.last() {
            // One for all entries of one place.
            Some(last) if last.is_here(cx) => last.place.clone(),
            _ => Place::here(cx).into(),
        };
        self.entries.push(Entry { at: cx.now.wall, place, verb, id, outcome, form });
    }

    /// Notes what was done at once.
    pub fn note(&mut self, cx: &Context, verb: Verb, id: SecretId, outcome: Outcome) {
        self.add(cx, verb, id, outcome, None);
    }

    /// Notes that a form has sent its write.
    pub fn write_began(&mut self, cx: &Context, form: u64, verb: Verb, id: SecretId) {
        self.add(cx, verb, id, Outcome::UnderWay, Some(form));
    }

    /// Notes what came of the last write of this form.
    pub fn write_ended(&mut self, form: u64, outcome: Outcome) {
        if let Some(entry) = self.entries.iter_mut().rfind(|entry| entry.form == Some(form)) {
            entry.outcome = outcome;
        }
    }

    /// Returns the secret of an entry, if it was made here; tells of it otherwise.
    pub fn secret_of(&self, cx: &Context, line: usize, out: &mut Out) -> Option<SecretId> {
        let entry = self.entries.get(line)?;
        if !entry.is_here(cx) {
            out.warn(words::elsewhere(&entry.id, &entry.place));
            return None;
        }
        Some(entry.id.clone())
    }

    /// Tells that the secret of an entry is gone.
    pub fn is_gone(&self, id: &SecretId, out: &mut Out) {
        out.warn(words::not_in_the_list(id));
    }

    /// Returns the file name that is offered to save it under; tells instead that there is nothing to save.
    pub fn file_name(&self, cx: &Context, out: &mut Out) -> Option<String> {
        if self.entries.is_empty() {
            out.warn(words::NOTHING_TO_SAVE);
            return None;
        }
        let now = cx.zone.to_datetime(cx.now.wall).strftime("%Y-%m-%d-%H%M");
        Some(format!("tapis-secrets-{now}.md"))
    }

    /// Writes it to a file, unless there is one.
    pub fn save(&self, cx: &Context, path: &str, out: &mut Out) -> Result<RequestId, SaveFault> {
        if path.is_empty() {
            return Err(SaveFault::Unnamed);
        }
        let request = out.pending.request();
        let text = markdown::markdown(&self.entries, &cx.zone);
        out.effects.push(Effect::SaveJournal { request, path: path.to_owned(), text });
        Ok(request)
    }

    /// Tells what came of writing it, where no dialog does.
    pub fn tell_saved(&self, path: &str, result: Result<(), SaveFault>, out: &mut Out) {
        out.tell(match result {
            Ok(()) => Notice::new(Tone::Success, words::saved(path)),
            Err(why) => Notice::new(Tone::Error, words::not_saved(path, why)),
        });
    }
}

impl Life for Journal {
    fn next_due(&self, _: &Context) -> Wake {
        Wake::default()
    }

    fn tick(&mut self, _: &Context, _: &mut Out) {}

    /// It has nothing to wipe: it holds no values, and tells of the whole run.
    fn wipe(&mut self, _: &Context, _: Wipe, _: &mut Out) {}

    fn at_stake(&self) -> Vec<Stake> {
        Vec::new()
    }
}
