//! The journal of this run of the program: every action with its time, its secret and its outcome. It never
//! holds a value. It survives a lock and a change of the profile, because every entry says at which place it
//! was made.

use crate::core::life::{Life, Stake, Wipe};
use crate::core::{Context, Effect, Notice, Out, Outcome, RequestId, Tone, Verb};
use crate::domain::{SaveFault, SecretId, Wake};

mod entry;
mod markdown;
pub mod view;
mod words;

pub use entry::{Entry, Place};
pub use words::NOTHING_CHANGED_HERE;

/// The actions of this run, the oldest first.
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
            // All entries of one place share it.
            Some(last) if last.is_here(cx) => last.place.clone(),
            _ => Place::here(cx).into(),
        };
        self.entries.push(Entry { at: cx.now.wall, place, verb, id, outcome, form });
    }

    /// Notes an action that is already done.
    pub fn note(&mut self, cx: &Context, verb: Verb, id: SecretId, outcome: Outcome) {
        self.add(cx, verb, id, outcome, None);
    }

    /// Notes that a form has sent its write.
    pub fn write_began(&mut self, cx: &Context, form: u64, verb: Verb, id: SecretId) {
        self.add(cx, verb, id, Outcome::UnderWay, Some(form));
    }

    /// Notes the outcome of the last write of this form.
    pub fn write_ended(&mut self, form: u64, outcome: Outcome) {
        if let Some(entry) = self.entries.iter_mut().rfind(|entry| entry.form == Some(form)) {
            entry.outcome = outcome;
        }
    }

    /// Returns the secrets that were changed here, the last one first: created, changed, restored or rolled out, or perhaps.
    pub fn changed(&self, cx: &Context) -> impl Iterator<Item = &SecretId> {
        let is_change = |verb| {
            matches!(verb, Verb::Create | Verb::Change | Verb::Restore | Verb::CreateAgain | Verb::RollOut)
        };
        let took_effect = |outcome: &Outcome| matches!(outcome, Outcome::Done(_) | Outcome::Doubtful(_));
        let changes = self
            .entries
            .iter()
            .rev()
            .filter(move |entry| is_change(entry.verb) && took_effect(&entry.outcome));
        changes.filter(|entry| entry.is_here(cx)).map(|entry| &entry.id)
    }

    /// Returns the secret of an entry that was made here. Warns the user and returns `None` for an entry of
    /// another place.
    pub fn secret_of(&self, cx: &Context, line: usize, out: &mut Out) -> Option<SecretId> {
        let entry = self.entries.get(line)?;
        if !entry.is_here(cx) {
            out.warn(words::elsewhere(&entry.id, &entry.place));
            return None;
        }
        Some(entry.id.clone())
    }

    /// Warns the user that the secret of an entry is not in the list any more.
    pub fn is_gone(&self, id: &SecretId, out: &mut Out) {
        out.warn(words::not_in_the_list(id));
    }

    /// Returns the name of the file to suggest for saving. Warns the user and returns `None` when there is
    /// nothing to save.
    pub fn file_name(&self, cx: &Context, out: &mut Out) -> Option<String> {
        if self.entries.is_empty() {
            out.warn(words::NOTHING_TO_SAVE);
            return None;
        }
        let now = cx.zone.to_datetime(cx.now.wall).strftime("%Y-%m-%d-%H%M");
        Some(format!("tapis-secrets-{now}.md"))
    }

    /// Writes the journal to a new file.
    pub fn save(&self, cx: &Context, path: &str, out: &mut Out) -> Result<RequestId, SaveFault> {
        if path.is_empty() {
            return Err(SaveFault::Unnamed);
        }
        let request = out.pending.request();
        let text = markdown::markdown(&self.entries, &cx.zone);
        out.effects.push(Effect::SaveJournal { request, path: path.to_owned(), text });
        Ok(request)
    }

    /// Shows the outcome of saving, where no dialog shows it.
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

    /// Wipes nothing: the journal holds no values, and is about the whole run.
    fn wipe(&mut self, _: &Context, _: Wipe, _: &mut Out) {}

    fn at_stake(&self) -> Vec<Stake> {
        Vec::new()
    }
}
