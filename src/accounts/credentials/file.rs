//! A secret in a file of the user's own: refused when others can read the file.

use std::io::{ErrorKind, Read};
use std::path::Path;

use zeroize::Zeroizing;

use super::longest::LONGEST;
use crate::files::{Distrust, is_ours_or_roots, mode, open_in_place, reason, shown, shown_missing};

/// A reason why a file gave no secret. The path comes last, so that the advice stays visible where a long path is cut
/// off.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileFault {
    /// There is no such file.
    #[error("there is no file {0}")]
    Missing(String),
    /// The user may not read it.
    #[error("you may not read this file; to allow it, run: chmod 600 {0}")]
    Forbidden(String),
    /// It is a folder, a pipe, a device.
    #[error("this is not a regular file: {0}")]
    NotRegular(String),
    /// Group or others may read or write it.
    #[error("other users can open this file (mode {mode:03o}); to prevent that, run: chmod 600 {path}")]
    OpenToOthers {
        /// The file.
        path: String,
        /// Its permissions.
        mode: u32,
    },
    /// It belongs to another user.
    #[error("this file belongs to another user: {0}")]
    NotYours(String),
    /// Somebody else may put another file in its place.
    #[error("{0}")]
    Replaceable(String),
    /// It is too large for a secret of one line.
    #[error("this file is too long for a token or a key: {0}")]
    TooLarge(String),
    /// Every line is blank, or the file is not text.
    #[error("there is no line of text in the file {0}")]
    NoText(String),
    /// The system says why.
    #[error("this file cannot be read ({reason}): {path}")]
    Other {
        /// The file.
        path: String,
        /// The reason.
        reason: String,
    },
}

/// Reads the first line that is not empty. Follows a link and judges the opened file, so that nobody can put another
/// one in its place in between.
///
/// # Errors
/// When it cannot be read, is not the user's own, or is open to others.
pub fn first_line(path: &Path) -> Result<Zeroizing<String>, FileFault> {
    let name = || shown(path);
    let fault = |error: std::io::Error| match error.kind() {
        ErrorKind::NotFound => FileFault::Missing(shown_missing(path)),
        ErrorKind::PermissionDenied => FileFault::Forbidden(name()),
        _ => FileFault::Other { path: name(), reason: reason(&error) },
    };
    // Nor may somebody else choose among our files, by a link or a folder.
    let (file, metadata) = open_in_place(path).map_err(|why| match why {
        Distrust::Io(error) => fault(error),
        why => FileFault::Replaceable(why.to_string()),
    })?;
    if !metadata.is_file() {
        return Err(FileFault::NotRegular(name()));
    }
    if !is_ours_or_roots(&metadata) {
        return Err(FileFault::NotYours(name()));
    }
    let mode = mode(&metadata);
    if mode & 0o077 != 0 {
        return Err(FileFault::OpenToOthers { path: name(), mode });
    }
    // Of its final size from the start: a buffer that grows leaves pieces behind.
    let mut bytes = Zeroizing::new(Vec::with_capacity(LONGEST + 2));
    file.take(LONGEST as u64 + 1).read_to_end(&mut bytes).map_err(fault)?;
    if bytes.len() > LONGEST {
        return Err(FileFault::TooLarge(name()));
    }
    let text = std::str::from_utf8(&bytes).map_err(|_| FileFault::NoText(name()))?;
    let line = text.lines().map(str::trim).find(|line| !line.is_empty());
    line.map(|line| Zeroizing::new(line.to_owned())).ok_or_else(|| FileFault::NoText(name()))
}
