//! The records of rollouts on this machine: those that somebody is at, and those that were left.

use jiff::tz::TimeZone;

use crate::commands::Outcome;
use crate::commands::caller::Caller;
use crate::core::records::{FoundRecord, Process, RecordJob, RecordName, RecordReport};
use crate::core::{Effect, Event};
use crate::domain::{Exit, SecretId};
use crate::engine::records_folder;
use crate::work::rollout::words::{being_rolled_out, found};
use crate::work::rollout::{Found, Place};

/// The records that were found.
pub(in crate::commands) struct Records {
    pub(super) all: Vec<OneRecord>,
    /// This process.
    pub(in crate::commands) process: Process,
}

/// A record that was found.
pub(super) struct OneRecord {
    pub(super) name: RecordName,
    pub(super) found: Found,
    /// Another process of this machine has it.
    pub(super) is_locked: bool,
}

impl Records {
    /// Looks for the records.
    ///
    /// # Errors
    /// When none can be kept, or a signal ends the command.
    pub(in crate::commands) fn find(caller: &mut Caller) -> Result<Self, Outcome> {
        if records_folder().is_none() {
            let why = "There is no home folder in which a record could be kept; set HOME. Nothing was sent.";
            return Err(Outcome::failed(Exit::Failed, why));
        }
        caller.engine.perform(Effect::Records(RecordJob::Find));
        loop {
            if let Some(records) = Self::of(caller.next(None)?) {
                return Ok(records);
            }
        }
    }

    /// Takes the answer to a look; `None` for something else.
    pub(super) fn of(event: Event) -> Option<Self> {
        let Event::Records(RecordReport::Found(found, process)) = event else { return None };
        let one = |record: FoundRecord| OneRecord {
            found: Found::read(&record.content),
            name: record.name,
            is_locked: record.is_held,
        };
        Some(Self { all: found.into_iter().map(one).collect(), process })
    }

    /// Refuses to begin a rollout of these secrets beside another one: one that somebody is at, and for a new value also
    /// one that was left, which a person has to judge first.
    ///
    /// # Errors
    /// When there is one besides `own`; nothing was sent.
    pub(in crate::commands) fn refuse_another<'a>(
        &self,
        ids: impl Iterator<Item = &'a SecretId> + Clone,
        here: &Place,
        own: Option<&RecordName>,
        is_new_value: bool,
    ) -> Result<(), Outcome> {
        for one in self.all.iter().filter(|one| Some(&one.name) != own) {
            let Found::Record(record) = &one.found else { continue };
            if !ids.clone().any(|id| record.concerns(id, here)) {
                continue;
            }
            let is_meant = |id: &SecretId| ids.clone().any(|meant| meant == id);
            let refused = |text: String| Err(Outcome::failed(Exit::Conflict, text));
            if record.is_held(&self.process, one.is_locked) {
                return refused(format!("{} Nothing was sent.", being_rolled_out(record, is_meant)));
            }
            if is_new_value {
                return refused(format!(
                    "{} It is not over, so nothing was sent.\n{}",
                    found(record, &TimeZone::system()),
                    how_to_go_on(record.secrets.first().map_or(one.name.as_str(), |secret| &secret.id))
                ));
            }
        }
        Ok(())
    }
}

/// Says what can be done with a record that was left; `word` names it.
pub(super) fn how_to_go_on(word: &str) -> String {
    let quoted = shell_words::quote(word);
    let word = if word.starts_with('-') { format!("-- {quoted}") } else { quoted.into_owned() };
    format!(
        "To go on with it: tapis-secrets rotate --resume {word}\n\
         To end it: tapis-secrets rotate --abandon {word}; r in the browser shows it, and can do more."
    )
}
