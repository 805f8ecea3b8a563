//! What the app wants from the system: random bytes, a file to read or to write. All on threads of their
//! own, since each may block.

use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::thread;

use zeroize::Zeroizing;

use crate::core::{Event, RequestId};
use crate::domain::digest::KEY_BYTES;
use crate::domain::file::FILE_LIMIT;
use crate::domain::{DigestKey, FileFault, SaveFault, SecretValue};
use crate::files::{expanded, unexpanded};

/// Gets random bytes from the system.
pub(super) fn random(request: RequestId, length: usize, deliver: impl FnOnce(Event) + Send + 'static) {
    let run = move || {
        let mut bytes = Zeroizing::new(vec![0; length]);
        let got = getrandom::fill(&mut bytes).is_ok();
        deliver(Event::Random(request, got.then_some(bytes)));
    };
    // Without a thread there is no answer, and the menu stays open.
    let _ = thread::Builder::new().name("random".into()).spawn(run);
}

/// Makes the random key of a session's digests.
pub(super) fn digest_key(request: RequestId, deliver: impl FnOnce(Event) + Send + 'static) {
    let run = move || {
        let mut bytes = Zeroizing::new([0; KEY_BYTES]);
        let got = getrandom::fill(bytes.as_mut_slice()).is_ok();
        deliver(Event::DigestKey(request, got.then(|| DigestKey::new(&bytes))));
    };
    let _ = thread::Builder::new().name("random".into()).spawn(run);
}

/// Writes the journal to a file that is new.
pub(super) fn save_journal(
    request: RequestId,
    path: String,
    text: String,
    deliver: impl FnOnce(Event) + Send + 'static,
) {
    let run = move || {
        let result = write_new(&expanded(&path), &text);
        deliver(Event::JournalSaved(request, path, result));
    };
    let _ = thread::Builder::new().name("file".into()).spawn(run);
}

/// Writes a file that did not exist and that only its owner may read; half of it is not left behind.
fn write_new(path: &Path, text: &str) -> Result<(), SaveFault> {
    let fault = |error: std::io::Error| match error.kind() {
        ErrorKind::AlreadyExists => SaveFault::Exists,
        ErrorKind::NotFound if unexpanded(path).is_some() => SaveFault::Unexpanded,
        ErrorKind::NotFound | ErrorKind::NotADirectory => SaveFault::NoDirectory,
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => SaveFault::Forbidden,
        _ => SaveFault::Other,
    };
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).map_err(fault)?;
    let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    written.map_err(|error| {
        let _ = std::fs::remove_file(path);
        fault(error)
    })
}

/// Reads a file that is to become a value.
pub(super) fn read_file(request: RequestId, path: String, deliver: impl FnOnce(Event) + Send + 'static) {
    let run = move || deliver(Event::FileRead(request, read(&expanded(&path), FILE_LIMIT)));
    let _ = thread::Builder::new().name("file".into()).spawn(run);
}

/// The text in the file at `path`, of at most `limit` bytes.
pub(super) fn read(path: &Path, limit: u64) -> Result<SecretValue, FileFault> {
    let fault = |error: std::io::Error| match error.kind() {
        ErrorKind::NotFound if unexpanded(path).is_some() => FileFault::Unexpanded,
        ErrorKind::NotFound => FileFault::Missing,
        ErrorKind::PermissionDenied => FileFault::Forbidden,
        _ => FileFault::Other,
    };
    // Looked at before it is opened: opening a pipe would wait for its other end.
    let metadata = std::fs::metadata(path).map_err(fault)?;
    if !metadata.is_file() {
        return Err(FileFault::NotRegular);
    }
    if metadata.len() > limit {
        return Err(FileFault::TooLarge);
    }
    // Of its final size from the start: a buffer that grows leaves pieces behind.
    let mut bytes = Zeroizing::new(Vec::with_capacity(limit as usize + 2));
    File::open(path).map_err(fault)?.take(limit + 1).read_to_end(&mut bytes).map_err(fault)?;
    if bytes.len() as u64 > limit {
        return Err(FileFault::TooLarge);
    }
    let text = std::str::from_utf8(&bytes).map_err(|_| FileFault::NotText)?;
    Ok(SecretValue::new(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(path: &Path) -> Result<SecretValue, FileFault> {
        super::read(path, FILE_LIMIT)
    }

    #[test]
    fn only_a_regular_text_file_of_a_sane_size_is_loaded() {
        let dir = tempfile::tempdir().unwrap();
        let write = |name: &str, content: &[u8]| {
            let path = dir.path().join(name);
            std::fs::write(&path, content).unwrap();
            path
        };
        assert_eq!(read(&write("good", b"a\nb\n")).unwrap().expose(), "a\nb\n");
        assert_eq!(read(&write("empty", b"")).unwrap().expose(), "");
        assert_eq!(read(&write("binary", b"\xff\xfe")).unwrap_err(), FileFault::NotText);
        assert_eq!(
            read(&write("large", &vec![b'x'; FILE_LIMIT as usize + 1])).unwrap_err(),
            FileFault::TooLarge
        );
        assert_eq!(read(dir.path()).unwrap_err(), FileFault::NotRegular);
        assert_eq!(read(&dir.path().join("none")).unwrap_err(), FileFault::Missing);
        assert_eq!(read(&dir.path().join("$HOME/none")).unwrap_err(), FileFault::Unexpanded);
        assert_eq!(read(Path::new("/dev/null")).unwrap_err(), FileFault::NotRegular);
    }

    #[test]
    fn every_key_of_digests_is_another() {
        let key = || {
            let (sender, receiver) = std::sync::mpsc::channel();
            digest_key(RequestId(1), move |event| sender.send(event).unwrap());
            match receiver.recv().unwrap() {
                Event::DigestKey(_, Some(key)) => key,
                other => panic!("{other:?} is no key"),
            }
        };
        let value = SecretValue::new("hunter2".to_owned());
        assert_ne!(key().print(&value), key().print(&value));
    }

    #[test]
    fn the_journal_goes_to_a_new_file_of_its_owner_and_overwrites_none() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("journal.md");
        assert_eq!(write_new(&path, "first"), Ok(()));
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(write_new(&path, "second"), Err(SaveFault::Exists));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "first");
        let link = dir.path().join("link.md");
        std::os::unix::fs::symlink(dir.path().join("elsewhere"), &link).unwrap();
        assert_eq!(write_new(&link, "second"), Err(SaveFault::Exists), "a link is not followed");
        assert_eq!(write_new(&dir.path().join("none/journal.md"), "x"), Err(SaveFault::NoDirectory));
        assert_eq!(write_new(&path.join("below"), "x"), Err(SaveFault::NoDirectory));
        assert_eq!(write_new(&dir.path().join("~bob/journal.md"), "x"), Err(SaveFault::Unexpanded));
    }
}
