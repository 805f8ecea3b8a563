//! A file of JSON in the program's state folder, which only its owner can read, with a `schema` as its first field.
//!
//! Two programs may use it at once: who changes it has the lock beside it, and a new file takes the place of the old one.

use std::fs::{DirBuilder, File};
use std::io::{self, Read};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

use rustix::fs::{FlockOperation, OFlags, flock};
use rustix::io::Errno;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::open::{Link, is_ours, mode, open};
use super::path::{expanded, reason, shown};
use super::put::{Existing, put};
use super::trust::{Distrust, open_trusted};

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
pub(super) struct StateFile {
    folder: PathBuf,
    /// Its name without the ending.
    name: &'static str,
}

/// The content, with the version of its form.
#[derive(Serialize, Deserialize)]
struct Content<T> {
    schema: u32,
    #[serde(flatten)]
    rest: T,
}

/// What is read of a file of any version.
#[derive(Deserialize)]
struct Schema {
    schema: u32,
}

impl StateFile {
    /// Returns the file of this user; makes nothing yet.
    ///
    /// # Errors
    /// When there is no folder for it.
    pub(super) fn of_user(name: &'static str) -> Result<Self, Unusable> {
        let state = std::env::var_os("XDG_STATE_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
        let state = state.unwrap_or_else(|| expanded("~/.local/state"));
        if !state.is_absolute() {
            return Err(Unusable::NoFolder);
        }
        Ok(Self::below(&state, name))
    }

    /// Returns the file below this folder for the state of programs.
    pub(super) fn below(state: &Path, name: &'static str) -> Self {
        Self { folder: state.join("tapis-secrets"), name }
    }

    pub(super) fn path(&self) -> PathBuf {
        self.folder.join(self.name).with_extension("json")
    }

    /// Changes the content. Makes the folder where it is missing.
    ///
    /// # Errors
    /// When the file cannot be used; it is as before then.
    pub(super) fn change<T: Default + Serialize + DeserializeOwned>(
        &self,
        change: impl FnOnce(&mut T),
    ) -> Result<(), Unusable> {
        let failed = |error| Unusable::Io { path: shown(&self.folder), error };
        DirBuilder::new().recursive(true).mode(0o700).create(&self.folder).map_err(failed)?;
        open_trusted(&self.folder).map_err(Unusable::Distrusted)?;
        let _lock = self.lock()?;
        let mut rest = self.read()?;
        change(&mut rest);
        let failed = |error| Unusable::Io { path: shown(&self.path()), error };
        let mut text = serde_json::to_vec_pretty(&Content { schema: SCHEMA, rest })
            .map_err(|error| failed(error.into()))?;
        text.push(b'\n');
        put(&self.path(), &[&text], Existing::Replace).map_err(failed)
    }

    /// Keeps other programs from changing the file until it is dropped.
    pub(super) fn lock(&self) -> Result<File, Unusable> {
        let path = self.folder.join(self.name).with_extension("lock");
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

    /// Reads the file. No file has the content of an empty one.
    ///
    /// # Errors
    /// When there is a file, and it is not used.
    pub(super) fn read<T: Default + DeserializeOwned>(&self) -> Result<T, Unusable> {
        let path = self.path();
        let (file, metadata) = match open(&path, Link::Refuse) {
            Ok(opened) => opened,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(T::default()),
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
        let content: Content<T> = serde_json::from_slice(&text).map_err(|_| broken())?;
        Ok(content.rest)
    }
}
