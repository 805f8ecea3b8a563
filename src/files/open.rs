//! Opening a file without waiting, and what it is once it is open.

use std::fs::{File, Metadata};
use std::io;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;

use rustix::fs::OFlags;

/// The treatment of a link at the end of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// Opens the link's target.
    Follow,
    /// Fails.
    Refuse,
}

/// Opens a file for reading, and returns its metadata. Does not wait for a pipe: it may have nobody at its other end.
///
/// # Errors
/// When it cannot be opened.
pub fn open(path: &Path, link: Link) -> io::Result<(File, Metadata)> {
    let flags = match link {
        Link::Follow => OFlags::NONBLOCK,
        Link::Refuse => OFlags::NONBLOCK | OFlags::NOFOLLOW,
    };
    let file = File::options().read(true).custom_flags(flags.bits().cast_signed()).open(path)?;
    let metadata = file.metadata()?;
    Ok((file, metadata))
}

/// Tells whether the file belongs to the user of this process.
pub fn is_ours(metadata: &Metadata) -> bool {
    metadata.uid() == rustix::process::geteuid().as_raw()
}

/// Tells whether the file belongs to the user of this process, or to root, who can do everything anyway.
pub fn is_ours_or_roots(metadata: &Metadata) -> bool {
    is_ours(metadata) || metadata.uid() == 0
}

/// Returns the permissions of owner, group and others: `0o600`.
pub fn mode(metadata: &Metadata) -> u32 {
    metadata.permissions().mode() & 0o777
}
