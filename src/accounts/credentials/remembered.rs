//! Tokens that outlive the program, because the user asked for that at sign-in: files of the user's own in
//! `$XDG_RUNTIME_DIR/tapis-secrets/`, which is in memory and disappears at log-out. Each is kept for one profile,
//! origin and user, and used for those only.

use std::fs::{self, DirBuilder, File};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use rustix::fs::OFlags;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::longest::LONGEST;
use crate::domain::{Origin, SecretValue, Token};
use crate::files::{Distrust, Link, is_ours, mode, open, open_trusted, shown};
use crate::text::SafeText;

/// A reason why no token can be remembered; a sentence for the user.
#[derive(Debug, thiserror::Error)]
pub enum CannotRemember {
    /// There is no folder that disappears when the user logs out.
    #[error("XDG_RUNTIME_DIR is not set, so no token can be remembered.")]
    NoRuntimeDir,
    /// The folder is open to others, or belongs to another user.
    #[error("No token can be remembered in {0}: the folder must belong to you and have mode 700.")]
    Unsafe(String),
    /// Somebody else may put another folder in its place.
    #[error("No token can be remembered: {0}")]
    Replaceable(Distrust),
    /// The token does not say who its user is or when it ends.
    #[error("The token cannot be remembered: it does not say who its user is or when it ends.")]
    Nameless,
    /// The profile is another user's, so the token would never be used.
    #[error(
        "The token cannot be remembered: the profile is for the user {0}, so the next start would not use it."
    )]
    AnotherUser(SafeText),
    /// The system says why.
    #[error("No token can be remembered in {path}: {}.", crate::files::reason(reason))]
    Io {
        /// The file or folder.
        path: String,
        /// The reason.
        reason: io::Error,
    },
}

/// The folder of the remembered tokens.
#[derive(Clone, Debug)]
pub struct Memory {
    folder: PathBuf,
}

/// A file's content as it is written.
#[derive(Serialize)]
struct Written<'a> {
    profile: &'a str,
    origin: String,
    user: &'a str,
    expires: Timestamp,
    token: &'a str,
}

/// A file's content as it is read.
#[derive(Deserialize)]
struct Note {
    profile: String,
    origin: String,
    user: String,
    expires: Timestamp,
    token: SecretValue,
}

impl Memory {
    /// Returns the folder of this log-in session; makes nothing yet.
    ///
    /// # Errors
    /// When there is no `XDG_RUNTIME_DIR`, or it is not the user's own.
    pub fn of_session() -> Result<Self, CannotRemember> {
        let runtime = std::env::var_os("XDG_RUNTIME_DIR").filter(|path| !path.is_empty()).map(PathBuf::from);
        let runtime = runtime.filter(|path| path.is_absolute()).ok_or(CannotRemember::NoRuntimeDir)?;
        Self::below(&runtime)
    }

    /// Returns the folder below this one, which must be the user's own and closed to others, as the specification of
    /// `XDG_RUNTIME_DIR` asks.
    ///
    /// # Errors
    /// When it is not.
    pub fn below(runtime: &Path) -> Result<Self, CannotRemember> {
        check_private(runtime)?;
        Ok(Self { folder: runtime.join("tapis-secrets") })
    }

    /// Keeps a token for a profile, an origin and the user that the token names, in place of an earlier one.
    ///
    /// # Errors
    /// When it does not tell its user and end, or the file cannot be written.
    pub fn keep(&self, profile: &str, origin: &Origin, token: &Token) -> Result<(), CannotRemember> {
        let claims = token.claims();
        let user = claims.user.original();
        let Some(expires) = claims.expires.filter(|_| !user.is_empty()) else {
            return Err(CannotRemember::Nameless);
        };
        self.make_folder()?;
        let origin = origin.to_string();
        let path = self.path(profile, &origin, user);
        let note = Written { profile, origin, user, expires, token: token.expose() };
        let mut text = Zeroizing::new(Vec::with_capacity(2 * LONGEST));
        let failed = |reason| CannotRemember::Io { path: shown(&path), reason };
        serde_json::to_writer(&mut *text, &note).map_err(|error| failed(error.into()))?;
        // A new file takes the place of the old one: it was never readable to others, and never half there.
        wipe(&path);
        let flags = OFlags::NOFOLLOW.bits().cast_signed();
        let mut options = File::options();
        options.write(true).create_new(true).mode(0o600).custom_flags(flags);
        let mut file = options.open(&path).map_err(failed)?;
        file.write_all(&text).map_err(failed)
    }

    /// Returns the token that was kept for a profile and origin, and for this user where one is named; of several the
    /// one that lasts longest. A token that has ended counts too: the clock here may be wrong.
    pub fn recall(&self, profile: &str, origin: &Origin, user: Option<&str>) -> Option<Token> {
        let origin = origin.to_string();
        let fits = |note: &Note| {
            note.profile == profile && note.origin == origin && user.is_none_or(|user| note.user == user)
        };
        let notes = self.notes().into_iter().map(|(_, note)| note).filter(fits);
        let best = notes.max_by_key(|note| note.expires)?;
        Token::new(best.token.expose().to_owned()).ok()
    }

    /// Overwrites and removes the tokens of this profile, or of all profiles where none is named; returns their
    /// number.
    pub fn forget(&self, profile: Option<&str>) -> usize {
        let of_profile = |note: &Note| profile.is_none_or(|profile| note.profile == profile);
        let forgotten = self.notes().into_iter().filter(|(_, note)| of_profile(note));
        forgotten.map(|(path, _)| wipe(&path)).count()
    }

    /// Returns the path of the folder, for messages.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    fn make_folder(&self) -> Result<(), CannotRemember> {
        match DirBuilder::new().mode(0o700).create(&self.folder) {
            Err(reason) if reason.kind() != io::ErrorKind::AlreadyExists => {
                Err(CannotRemember::Io { path: shown(&self.folder), reason })
            }
            _ => check_private(&self.folder),
        }
    }

    fn path(&self, profile: &str, origin: &str, user: &str) -> PathBuf {
        // The hash only names the file: the content of the file says for whom the token is.
        let mut hasher = DefaultHasher::new();
        (profile, origin, user).hash(&mut hasher);
        self.folder.join(format!("{:016x}.json", hasher.finish()))
    }

    /// Reads the files that can be read. Other files do not belong to this program.
    fn notes(&self) -> Vec<(PathBuf, Note)> {
        if check_private(&self.folder).is_err() {
            return Vec::new();
        }
        let Ok(entries) = fs::read_dir(&self.folder) else { return Vec::new() };
        let paths = entries.flatten().map(|entry| entry.path());
        paths.filter_map(|path| read(&path).map(|note| (path, note))).collect()
    }
}

fn read(path: &Path) -> Option<Note> {
    let (file, metadata) = open(path, Link::Refuse).ok()?;
    if !metadata.is_file() || !is_ours(&metadata) || mode(&metadata) & 0o077 != 0 {
        return None;
    }
    let mut bytes = Zeroizing::new(Vec::with_capacity(2 * LONGEST + 2));
    file.take(2 * LONGEST as u64).read_to_end(&mut bytes).ok()?;
    serde_json::from_slice(&bytes).ok()
}

fn wipe(path: &Path) {
    let flags = OFlags::NOFOLLOW.bits().cast_signed();
    if let Ok(mut file) = File::options().write(true).custom_flags(flags).open(path) {
        let length = file.metadata().map_or(0, |metadata| metadata.len());
        let zeros = vec![0; usize::try_from(length).unwrap_or(0).min(4 * LONGEST)];
        let _ = file.write_all(&zeros).and_then(|()| file.sync_data());
    }
    let _ = fs::remove_file(path);
}

fn check_private(folder: &Path) -> Result<(), CannotRemember> {
    let metadata =
        fs::symlink_metadata(folder).map_err(|reason| CannotRemember::Io { path: shown(folder), reason })?;
    if !metadata.is_dir() || !is_ours(&metadata) || mode(&metadata) & 0o077 != 0 {
        return Err(CannotRemember::Unsafe(shown(folder)));
    }
    open_trusted(folder).map(drop).map_err(CannotRemember::Replaceable)
}

#[cfg(test)]
mod tests;
