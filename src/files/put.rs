//! Writes a whole file or none: it appears under its name only when all of it is on the disk.

use std::ffi::OsString;
use std::fs::{self, File, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

/// The treatment of a file that has the name already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// It stays, and writing fails.
    Keep,
    /// It is replaced.
    Replace,
}

/// Writes `parts`, one after the other, to a file that only its owner may read.
///
/// # Errors
/// Those of the system; `AlreadyExists` where there is something to keep. Nothing of the file is there then.
pub fn put(path: &Path, parts: &[&[u8]], existing: Existing) -> io::Result<()> {
    put_with_mode(path, parts, existing, 0o600)
}

/// The same, for a file of this mode.
///
/// # Errors
/// As [`put`].
pub fn put_with_mode(path: &Path, parts: &[&[u8]], existing: Existing, mode: u32) -> io::Result<()> {
    let temporary = beside(path)?;
    let name = match existing {
        Existing::Keep => path,
        Existing::Replace => &temporary.0,
    };
    match without_name(path)? {
        Some(mut file) => {
            fill(&mut file, parts, mode)?;
            named(&file, name)?;
        }
        None => {
            let mut file = File::options().write(true).create_new(true).mode(0o600).open(&temporary.0)?;
            fill(&mut file, parts, mode)?;
            if existing == Existing::Keep {
                fs::hard_link(&temporary.0, path)?;
            }
        }
    }
    if existing == Existing::Replace {
        fs::rename(&temporary.0, path)?;
    }
    Ok(())
}

fn fill(file: &mut File, parts: &[&[u8]], mode: u32) -> io::Result<()> {
    parts.iter().try_for_each(|part| file.write_all(part))?;
    // Whatever the mask of the process says.
    file.set_permissions(Permissions::from_mode(mode))?;
    file.sync_all()
}

/// Opens a file without a name, which is gone with the process; `None` where the system has no such files.
#[cfg(target_os = "linux")]
fn without_name(path: &Path) -> io::Result<Option<File>> {
    use rustix::fs::OFlags;
    use rustix::io::Errno;
    let flags = OFlags::TMPFILE.bits().cast_signed();
    match File::options().write(true).mode(0o600).custom_flags(flags).open(folder(path)) {
        Ok(file) => Ok(Path::new("/proc/self/fd").exists().then_some(file)),
        Err(error) => match Errno::from_io_error(&error) {
            Some(Errno::OPNOTSUPP | Errno::ISDIR | Errno::INVAL) => Ok(None),
            _ => Err(error),
        },
    }
}

#[cfg(not(target_os = "linux"))]
fn without_name(_: &Path) -> io::Result<Option<File>> {
    Ok(None)
}

/// Gives a file its name.
#[cfg(target_os = "linux")]
fn named(file: &File, name: &Path) -> io::Result<()> {
    use rustix::fs::{AtFlags, CWD, linkat};
    use std::os::fd::AsRawFd;
    let anonymous = format!("/proc/self/fd/{}", file.as_raw_fd());
    Ok(linkat(CWD, anonymous, CWD, name, AtFlags::SYMLINK_FOLLOW)?)
}

#[cfg(not(target_os = "linux"))]
fn named(_: &File, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A name in the folder of a file, which nothing has afterwards.
struct Temporary(PathBuf);

impl Drop for Temporary {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

fn beside(path: &Path) -> io::Result<Temporary> {
    let name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?;
    let mut hidden = OsString::from(".");
    hidden.push(name);
    hidden.push(format!(".{:016x}", fastrand::u64(..)));
    Ok(Temporary(folder(path).join(hidden)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn names(folder: &Path) -> Vec<OsString> {
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect()
    }

    #[rstest]
    fn a_file_is_its_owners_alone(#[values(Existing::Keep, Existing::Replace)] existing: Existing) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        put(&path, &[b"one", b"\n"], existing).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"one\n");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(names(folder.path()), ["a"]);
    }

    #[test]
    fn a_file_that_is_there_is_kept_or_replaced_with_its_permissions() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        fs::write(&path, "before").unwrap();
        fs::set_permissions(&path, Permissions::from_mode(0o644)).unwrap();
        let kept = put(&path, &[b"new"], Existing::Keep).unwrap_err();
        assert_eq!(
            (kept.kind(), fs::read(&path).unwrap()),
            (io::ErrorKind::AlreadyExists, b"before".to_vec())
        );
        put(&path, &[b"new"], Existing::Replace).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(names(folder.path()), ["a"]);
    }

    #[test]
    fn nothing_is_left_behind_where_a_file_cannot_be_put() {
        let folder = tempfile::tempdir().unwrap();
        let taken = folder.path().join("a");
        fs::create_dir(&taken).unwrap();
        assert!(put(&taken, &[b"x"], Existing::Replace).is_err());
        assert!(put(&taken, &[b"x"], Existing::Keep).is_err());
        assert!(put(&folder.path().join("none/a"), &[b"x"], Existing::Keep).is_err());
        assert_eq!(names(folder.path()), ["a"]);
    }
}
