//! Files that matter for safety: opened without waiting, and judged once they are open, so that nobody can
//! put another one in their place in between. Who else may change them is told by `trust`; what is in them is their
//! readers'.

use std::fs::{File, Metadata};
use std::io;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;

use rustix::fs::OFlags;

use crate::text::SafeText;

mod trust;

pub use trust::{Distrust, open_in_place, open_trusted};

/// What a link at the end of a path means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// What it leads to.
    Follow,
    /// An error.
    Refuse,
}

/// Opens a file to be read, with what it is. A pipe is not waited for: it may have nobody at its other end.
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

/// Whether it belongs to the user of this process.
pub fn is_ours(metadata: &Metadata) -> bool {
    metadata.uid() == rustix::process::geteuid().as_raw()
}

/// Whether it belongs to the user of this process, or to root, who can do everything anyway.
pub fn is_ours_or_roots(metadata: &Metadata) -> bool {
    is_ours(metadata) || metadata.uid() == 0
}

/// The permissions of owner, group and others: `0o600`.
pub fn mode(metadata: &Metadata) -> u32 {
    metadata.permissions().mode() & 0o777
}

/// A path as it may be shown.
pub fn shown(path: &Path) -> String {
    SafeText::from(path.display().to_string()).shown().to_owned()
}
