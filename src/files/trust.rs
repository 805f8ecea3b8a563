//! Finds out whether somebody else may decide what is read at a path: by writing to the file, by putting another one
//! in its place, or by turning a link on the way to it. Only the user of this process and root may.
//!
//! The way is walked from `/` down, one name at a time, so that nobody can change a part that was checked
//! already; the file itself is judged once it is open. Folders above the user's home are left alone: whoever may
//! change those has the whole account.

use std::ffi::OsString;
use std::fs::{File, Metadata};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Component, Path, PathBuf};

use nix::unistd::{Gid, Group, Uid, User};

use super::open::{Link, is_ours_or_roots, mode, open};
use super::path::{reason, shown};

/// Most links that are followed, as the system does.
const LINKS: usize = 40;
/// The permissions of a folder in which nobody may remove or rename what is somebody else's: `/tmp`.
const STICKY: u32 = 0o1000;

/// A reason to distrust what is at a path; says what to do.
#[derive(Debug, thiserror::Error)]
pub enum Distrust {
    /// The system refuses to show it.
    #[error("{}", reason(.0))]
    Io(#[from] io::Error),
    /// Somebody else owns it, and so may change it.
    #[error(
        "the {what} {path} belongs to another user (uid {uid}), who can change it; use a {what} of your own"
    )]
    NotYours {
        /// A file, folder or link.
        what: &'static str,
        /// Its path.
        path: String,
        /// Its owner.
        uid: u32,
    },
    /// Its permissions let somebody else change it.
    #[error("{who} can change the {what} {path}; to prevent that, run: {remedy}")]
    Changeable {
        /// `its group`, `every user`
        who: &'static str,
        /// A file or folder.
        what: &'static str,
        /// Its path.
        path: String,
        /// The command that mends it.
        remedy: String,
    },
}

/// Opens a file that only the user and root may change, and only they may replace.
///
/// # Errors
/// When that is not so, or it cannot be opened. Opens what is not a regular file too: see its metadata.
pub fn open_trusted(path: &Path) -> Result<(File, Metadata), Distrust> {
    let (file, metadata, at) = reach(path)?;
    judge(&at, &metadata, "file")?;
    Ok((file, metadata))
}

/// Opens a file that only the user and root may replace; who may change the file itself is for the caller to
/// judge.
///
/// # Errors
/// When somebody else may replace it, or it cannot be opened.
pub fn open_in_place(path: &Path) -> Result<(File, Metadata), Distrust> {
    reach(path).map(|(file, metadata, _)| (file, metadata))
}

/// Opens the file, and returns the path that all links have led to.
fn reach(path: &Path) -> Result<(File, Metadata, PathBuf), Distrust> {
    let mut at = PathBuf::from("/");
    let mut ahead = names(&std::path::absolute(path)?);
    let mut links = 0;
    look_at_folder(&at, &at.symlink_metadata()?)?;
    while let Some(name) = ahead.pop() {
        if name == ".." {
            at.pop();
            continue;
        }
        at.push(name);
        let metadata = at.symlink_metadata()?;
        if metadata.is_symlink() {
            links += 1;
            if links > LINKS {
                return Err(io::Error::from(rustix::io::Errno::LOOP).into());
            }
            unless_above_home(&at, owned(&at, &metadata, "link"))?;
            let target = at.read_link()?;
            at.pop();
            if target.is_absolute() {
                at = PathBuf::from("/");
            }
            ahead.extend(names(&target));
        } else if metadata.is_dir() {
            look_at_folder(&at, &metadata)?;
        } else if !ahead.is_empty() {
            return Err(io::Error::from(rustix::io::Errno::NOTDIR).into());
        }
    }
    // Not by another link, should one have come in its place meanwhile.
    let (file, metadata) = open(&at, Link::Refuse)?;
    Ok((file, metadata, at))
}

/// Returns the names of a path, the first one last.
fn names(path: &Path) -> Vec<OsString> {
    let named = path.components().filter(|part| matches!(part, Component::Normal(_) | Component::ParentDir));
    named.map(|part| part.as_os_str().to_owned()).rev().collect()
}

fn look_at_folder(at: &Path, metadata: &Metadata) -> Result<(), Distrust> {
    unless_above_home(at, judge(at, metadata, "folder"))
}

fn unless_above_home(at: &Path, judged: Result<(), Distrust>) -> Result<(), Distrust> {
    if judged.is_ok() || is_above_home(at) { Ok(()) } else { judged }
}

/// Tells whether a folder is above the user's home, by the system's word and not by `$HOME`.
fn is_above_home(at: &Path) -> bool {
    let Ok(Some(user)) = User::from_uid(Uid::effective()) else { return false };
    let is_above = |home: &Path| home != at && home.starts_with(at);
    is_above(&user.dir) || user.dir.canonicalize().is_ok_and(|home| is_above(&home))
}

fn owned(at: &Path, metadata: &Metadata, what: &'static str) -> Result<(), Distrust> {
    if is_ours_or_roots(metadata) {
        return Ok(());
    }
    Err(Distrust::NotYours { what, path: shown(at), uid: metadata.uid() })
}

fn judge(at: &Path, metadata: &Metadata, what: &'static str) -> Result<(), Distrust> {
    owned(at, metadata, what)?;
    if metadata.is_dir() && metadata.mode() & STICKY != 0 {
        // Each file in it counts by its own owner.
        return Ok(());
    }
    let is_own = || is_private_group(metadata.gid());
    let Some((who, command)) = others(mode(metadata), is_own, || has_access_list(at)) else { return Ok(()) };
    let path = shown(at);
    let remedy = format!("{command} {}", shell_words::quote(&path));
    Err(Distrust::Changeable { who, what, path, remedy })
}

/// Finds the other people who may write by these permissions, and the command that ends it. The members of a group
/// and the entries of an access list are looked up only where they matter.
fn others(
    mode: u32,
    own_group: impl FnOnce() -> bool,
    access_list: impl FnOnce() -> bool,
) -> Option<(&'static str, &'static str)> {
    match (mode & 0o020 != 0, mode & 0o002 != 0) {
        (false, false) => None,
        (false, true) => Some(("every user", "chmod o-w")),
        (true, true) => Some(("every user", "chmod go-w")),
        // With an access list the group's permissions are the most that anybody in that list has.
        (true, false) if !own_group() || access_list() => Some(("its group", "chmod g-w")),
        (true, false) => None,
    }
}

/// Tells whether a group is the user's alone: it has the user's name and number, and no listed members. A group that
/// cannot be looked up is not.
fn is_private_group(gid: u32) -> bool {
    let uid = Uid::effective();
    let (Ok(Some(group)), Ok(Some(user))) = (Group::from_gid(Gid::from_raw(gid)), User::from_uid(uid)) else {
        return false;
    };
    gid == uid.as_raw() && group.name == user.name && group.mem.is_empty()
}

#[cfg(target_os = "linux")]
fn has_access_list(at: &Path) -> bool {
    // With no room for it the size is the answer.
    let room: &mut [u8] = &mut [];
    rustix::fs::lgetxattr(at, "system.posix_acl_access", room).is_ok()
}

#[cfg(not(target_os = "linux"))]
fn has_access_list(_at: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests;
