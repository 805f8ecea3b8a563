//! The file that remembers when values were changed: `changes.json` in the program's state folder. It holds places,
//! users, ids and times, and nothing else.
//!
//! Two programs may use it at once: who changes it has `changes.lock`, and a new file takes the place of the old one.

use std::fs::{DirBuilder, File};
use std::io::{self, Read};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use rustix::fs::{FlockOperation, OFlags, flock};
use rustix::io::Errno;
use serde::{Deserialize, Serialize};

use super::open::{Link, is_ours, mode, open};
use super::path::{expanded, reason, shown};
use super::put::{Existing, put};
use super::trust::{Distrust, open_trusted};
use crate::domain::uses::{KnownChange, Recall, Whose};

/// Changes that are remembered, the latest ones.
const MOST_CHANGES: usize = 2_000;
/// Days for which a change is remembered.
const DAYS: i64 = 400;
/// The largest file that is read.
const LARGEST: u64 = 4 * 1024 * 1024;
const SCHEMA: u32 = 1;
/// Tries to get the lock, and the wait between them.
const TRIES: usize = 40;
const WAIT: Duration = Duration::from_millis(50);

/// A reason why the file is not used. Says what to do where that helps.
#[derive(Debug, thiserror::Error)]
pub enum Unusable {
    /// Nobody knows where to put it.
    #[error("neither XDG_STATE_HOME nor a home folder is set")]
    NoFolder,
    /// Somebody else can change the folder.
    #[error("{0}")]
    Distrusted(Distrust),
    /// Something else has its name, or somebody else can change it.
    #[error("{0} is not a file that only you can change; remove it")]
    NotOurs(String),
    /// The content makes no sense.
    #[error("{0} is broken; remove it")]
    Broken(String),
    /// Another version has written it.
    #[error("{0} was written by a newer version of tapis-secrets")]
    Newer(String),
    /// Another program does not give it free.
    #[error("another program is using {0}")]
    Busy(String),
    /// The system refuses.
    #[error("{path}: {}", reason(.error))]
    Io {
        /// The file or folder.
        path: String,
        /// The reason.
        error: io::Error,
    },
}

/// The file, which may not exist yet.
#[derive(Clone, Debug)]
pub struct ChangesFile {
    folder: PathBuf,
}

#[derive(Serialize, Deserialize)]
struct Content {
    schema: u32,
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

/// What is read of a file of any version.
#[derive(Deserialize)]
struct Schema {
    schema: u32,
}

impl ChangesFile {
    /// Returns the file of this user; makes nothing yet.
    ///
    /// # Errors
    /// When there is no folder for it.
    pub fn of_user() -> Result<Self, Unusable> {
        let state = std::env::var_os("XDG_STATE_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
        let state = state.unwrap_or_else(|| expanded("~/.local/state"));
        if !state.is_absolute() {
            return Err(Unusable::NoFolder);
        }
        Ok(Self::below(&state))
    }

    /// Returns the file below this folder for the state of programs.
    pub fn below(state: &Path) -> Self {
        Self { folder: state.join("tapis-secrets") }
    }

    /// Returns the path of the file.
    pub fn path(&self) -> PathBuf {
        self.folder.join("changes.json")
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
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(&self.folder)
            .map_err(|error| self.failed(error))?;
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
        open_trusted(&self.folder).map_err(Unusable::Distrusted)?;
        let _lock = self.lock()?;
        let mut changes = self.entries()?;
        change(&mut changes);
        let failed = |error| Unusable::Io { path: shown(&self.path()), error };
        let mut text = serde_json::to_vec_pretty(&Content { schema: SCHEMA, changes })
            .map_err(|error| failed(error.into()))?;
        text.push(b'\n');
        put(&self.path(), &[&text], Existing::Replace).map_err(failed)
    }

    /// Keeps other programs from changing the file until it is dropped.
    fn lock(&self) -> Result<File, Unusable> {
        let path = self.folder.join("changes.lock");
        let flags = (OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed();
        let mut options = File::options();
        options.write(true).create(true).truncate(false).mode(0o600).custom_flags(flags);
        let failed = |error| Unusable::Io { path: shown(&path), error };
        let file = options.open(&path).map_err(failed)?;
        for _ in 0..TRIES {
            match flock(&file, FlockOperation::NonBlockingLockExclusive) {
                Ok(()) => return Ok(file),
                Err(Errno::WOULDBLOCK | Errno::INTR) => sleep(WAIT),
                Err(error) => return Err(failed(error.into())),
            }
        }
        Err(Unusable::Busy(shown(&self.path())))
    }

    /// Reads the file; no file has no entries.
    fn entries(&self) -> Result<Vec<Entry>, Unusable> {
        let path = self.path();
        let (file, metadata) = match open(&path, Link::Refuse) {
            Ok(opened) => opened,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) if error.raw_os_error() == Some(Errno::LOOP.raw_os_error()) => {
                return Err(Unusable::NotOurs(shown(&path)));
            }
            Err(error) => return Err(Unusable::Io { path: shown(&path), error }),
        };
        open_trusted(&self.folder).map_err(Unusable::Distrusted)?;
        if !metadata.is_file() || !is_ours(&metadata) || mode(&metadata) & 0o022 != 0 {
            return Err(Unusable::NotOurs(shown(&path)));
        }
        let mut text = Vec::new();
        let read = file.take(LARGEST + 1).read_to_end(&mut text);
        read.map_err(|error| Unusable::Io { path: shown(&path), error })?;
        let broken = || Unusable::Broken(shown(&path));
        if text.len() as u64 > LARGEST {
            return Err(broken());
        }
        let Schema { schema } = serde_json::from_slice(&text).map_err(|_| broken())?;
        if schema > SCHEMA {
            return Err(Unusable::Newer(shown(&path)));
        }
        let content: Content = serde_json::from_slice(&text).map_err(|_| broken())?;
        Ok(content.changes)
    }

    fn failed(&self, error: io::Error) -> Unusable {
        Unusable::Io { path: shown(&self.folder), error }
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
