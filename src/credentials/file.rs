//! A secret in a file of the user's own: refused when anybody else can read it.

use std::io::{ErrorKind, Read};
use std::path::Path;

use zeroize::Zeroizing;

use super::LONGEST;
use crate::files::{Link, is_ours_or_roots, mode, open, shown};

/// Why a file has no secret for us.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileFault {
    /// There is no such file.
    #[error("{0} is not there.")]
    Missing(String),
    /// The user may not read it.
    #[error("{0} may not be read; chmod 600 it.")]
    Forbidden(String),
    /// It is a folder, a pipe, a device.
    #[error("{0} is no regular file.")]
    NotRegular(String),
    /// Group or others may read or write it.
    #[error("{path} is open to others (mode {mode:03o}); chmod 600 it.")]
    OpenToOthers {
        /// The file.
        path: String,
        /// Its permissions.
        mode: u32,
    },
    /// It belongs to another user.
    #[error("{0} belongs to another user; it has to be yours.")]
    NotYours(String),
    /// It is too large for a secret of one line.
    #[error("{0} is larger than 64 KiB; it has to hold the secret alone.")]
    TooLarge(String),
    /// There is no line with anything in it, or it is no text.
    #[error("{0} has no line of text.")]
    NoText(String),
    /// The system says why.
    #[error("{path} cannot be read: {reason}.")]
    Other {
        /// The file.
        path: String,
        /// The reason.
        reason: String,
    },
}

/// The first line that is not empty. A link is followed, and what it leads to is judged, on the opened file:
/// nobody can put another one in its place in between.
///
/// # Errors
/// When it cannot be read, is not the user's own, or is open to others.
pub fn first_line(path: &Path) -> Result<Zeroizing<String>, FileFault> {
    let name = || shown(path);
    let fault = |error: std::io::Error| match error.kind() {
        ErrorKind::NotFound => FileFault::Missing(name()),
        ErrorKind::PermissionDenied => FileFault::Forbidden(name()),
        _ => FileFault::Other { path: name(), reason: error.to_string() },
    };
    let link = path.symlink_metadata().map_err(fault)?;
    let (file, metadata) = open(path, Link::Follow).map_err(fault)?;
    if !metadata.is_file() {
        return Err(FileFault::NotRegular(name()));
    }
    // Nor may somebody else decide by a link which of our files it is.
    if !is_ours_or_roots(&link) || !is_ours_or_roots(&metadata) {
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
