//! The log's file: ours alone, and never one that somebody laid there for us.

use std::fs::{File, Permissions};
use std::io::{self, ErrorKind};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;

use rustix::fs::OFlags;

use crate::files::{reason, shown, shown_missing};

/// Opens the file to be added to, or makes it.
///
/// # Errors
/// When it cannot be opened, is not a regular file, or belongs to somebody else.
pub(super) fn open(path: &Path) -> io::Result<File> {
    let refused = |why: &str| {
        let text = format!("cannot log to {}: {why}. Name another file with --log.", shown(path));
        io::Error::new(ErrorKind::PermissionDenied, text)
    };
    // A link may lead anywhere, and a pipe would keep us waiting for its other end.
    let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK;
    let mut options = File::options();
    options.append(true).create(true).mode(0o600).custom_flags(flags.bits().cast_signed());
    let file = options.open(path).map_err(|error| match error.raw_os_error() {
        Some(code) if code == rustix::io::Errno::LOOP.raw_os_error() => refused("it is a symbolic link"),
        _ => io::Error::new(
            error.kind(),
            format!(
                "cannot log to {}: {}. Name another file with --log.",
                shown_missing(path),
                reason(&error)
            ),
        ),
    })?;
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        return Err(refused("it is not a regular file"));
    }
    if metadata.uid() != rustix::process::geteuid().as_raw() || metadata.nlink() > 1 {
        return Err(refused("it is not yours alone"));
    }
    // It may have been there already, for others to read.
    file.set_permissions(Permissions::from_mode(0o600))?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::io::Write;

    #[test]
    fn a_log_is_its_owners_and_is_added_to() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("log");
        open(&path).unwrap().write_all(b"one\n").unwrap();
        fs::set_permissions(&path, Permissions::from_mode(0o644)).unwrap();
        open(&path).unwrap().write_all(b"two\n").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "one\ntwo\n");
        assert_eq!(fs::metadata(&path).unwrap().mode() & 0o777, 0o600);
    }

    #[test]
    fn what_somebody_may_have_laid_there_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("file"), "").unwrap();
        std::os::unix::fs::symlink(at("file"), at("link")).unwrap();
        fs::hard_link(at("file"), at("twin")).unwrap();
        let why = |path: &Path| open(path).unwrap_err().to_string();
        assert!(why(&at("link")).contains("it is a symbolic link. Name another file with --log."));
        assert!(why(&at("twin")).contains("not yours alone"));
        assert!(why(Path::new("/dev/null")).contains("not a regular file"));
        assert!(why(folder.path()).contains("cannot log to"));
        assert!(why(&at("none/log")).contains("no such file or directory. Name another file"));
    }
}
