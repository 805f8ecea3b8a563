//! The file that remembers when values were changed: `changes.json` in the program's state folder. It holds places,
//! users, ids and times, and nothing else.

use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::state_file::{StateFile, Unusable};
use crate::domain::uses::{KnownChange, Recall, Whose};

/// Changes that are remembered, the latest ones.
const MOST_CHANGES: usize = 2_000;
/// Days for which a change is remembered.
const DAYS: i64 = 400;

/// The file, which may not exist yet.
#[derive(Clone, Debug)]
pub struct ChangesFile(StateFile);

#[derive(Default, Serialize, Deserialize)]
struct Content {
    changes: Vec<Entry>,
}

#[derive(Serialize, Deserialize)]
struct Entry {
    origin: String,
    user: String,
    id: String,
    owner: String,
    at: Timestamp,
}

impl ChangesFile {
    /// Returns the file of this user; makes nothing yet.
    ///
    /// # Errors
    /// When there is no folder for it.
    pub fn of_user() -> Result<Self, Unusable> {
        StateFile::of_user("changes").map(Self)
    }

    /// Returns the file below this folder for the state of programs.
    pub fn below(state: &Path) -> Self {
        Self(StateFile::below(state, "changes"))
    }

    /// Returns the path of the file.
    pub fn path(&self) -> PathBuf {
        self.0.path()
    }

    /// Returns the changes of a place and user that are not too old.
    ///
    /// # Errors
    /// When there is a file, and it is not used.
    pub fn read(&self, whose: &Whose, now: Timestamp) -> Result<Vec<KnownChange>, Unusable> {
        let known =
            |entry: Entry| KnownChange { id: entry.id.into(), owner: entry.owner.into(), at: entry.at };
        let entries = self.entries()?.into_iter();
        Ok(entries.filter(|entry| entry.is_of(whose) && !entry.is_old(now)).map(known).collect())
    }

    /// Checks that the file can be used, or is not there.
    ///
    /// # Errors
    /// When it is not used.
    pub fn check(&self) -> Result<(), Unusable> {
        self.entries().map(drop)
    }

    /// Remembers a change, in place of an earlier one of the same secret.
    ///
    /// # Errors
    /// When the file cannot be used; it is as before then.
    pub fn keep(&self, whose: &Whose, change: &KnownChange, now: Timestamp) -> Result<(), Unusable> {
        let entry = Entry {
            origin: whose.origin.clone(),
            user: whose.user.clone(),
            id: change.id.original().to_owned(),
            owner: change.owner.original().to_owned(),
            at: change.at,
        };
        self.rewrite(|entries| {
            let is_later = |known: &Entry| known.is_about(whose, &entry.id) && known.at > entry.at;
            if !entries.iter().any(is_later) {
                entries.retain(|known| !known.is_about(whose, &entry.id));
                entries.push(entry);
            }
            entries.retain(|known| !known.is_old(now));
            entries.sort_by_key(|known| std::cmp::Reverse(known.at));
            entries.truncate(MOST_CHANGES);
        })
    }

    /// Forgets the change of a secret.
    ///
    /// # Errors
    /// When the file cannot be used; it is as before then.
    pub fn forget(&self, whose: &Whose, id: &str) -> Result<(), Unusable> {
        match self.entries()?.iter().any(|entry| entry.is_about(whose, id)) {
            true => self.rewrite(|entries| entries.retain(|entry| !entry.is_about(whose, id))),
            false => Ok(()),
        }
    }

    /// Does this with the changes of a place and user. Returns those that were asked for.
    ///
    /// # Errors
    /// When the file is not used.
    pub fn recall(&self, whose: &Whose, job: Recall, now: Timestamp) -> Result<Vec<KnownChange>, Unusable> {
        match job {
            Recall::Read => return self.read(whose, now),
            Recall::Keep(change) => self.keep(whose, &change, now)?,
            Recall::Forget(id) => self.forget(whose, id.original())?,
        }
        Ok(Vec::new())
    }

    fn rewrite(&self, change: impl FnOnce(&mut Vec<Entry>)) -> Result<(), Unusable> {
        self.0.change(|content: &mut Content| change(&mut content.changes))
    }

    /// Reads the file; no file has no entries.
    fn entries(&self) -> Result<Vec<Entry>, Unusable> {
        self.0.read::<Content>().map(|content| content.changes)
    }
}

impl Entry {
    fn is_of(&self, whose: &Whose) -> bool {
        self.origin == whose.origin && self.user == whose.user
    }

    fn is_about(&self, whose: &Whose, id: &str) -> bool {
        self.is_of(whose) && self.id == id
    }

    fn is_old(&self, now: Timestamp) -> bool {
        now.duration_since(self.at) > SignedDuration::from_hours(24 * DAYS)
    }
}

#[cfg(test)]
mod tests;
