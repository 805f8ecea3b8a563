//! What the app wants from the system: random bytes, a file. Both on threads of their own, since either
//! may block.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::thread;

use zeroize::Zeroizing;

use crate::app::Event;
use crate::app::tools::{FILE_LIMIT, FileFault};
use crate::domain::SecretValue;

/// Gets random bytes from the system.
pub(super) fn random(length: usize, deliver: impl FnOnce(Event) + Send + 'static) {
    let run = move || {
        let mut bytes = Zeroizing::new(vec![0; length]);
        let got = getrandom::fill(&mut bytes).is_ok();
        deliver(Event::Random(got.then_some(bytes)));
    };
    // Without a thread there is no answer, and the menu stays open.
    let _ = thread::Builder::new().name("random".into()).spawn(run);
}

/// Reads a file that is to become a value.
pub(super) fn read_file(path: String, deliver: impl FnOnce(Event) + Send + 'static) {
    let run = move || deliver(Event::FileRead(read(&expanded(&path), FILE_LIMIT)));
    let _ = thread::Builder::new().name("file".into()).spawn(run);
}

/// `~/` is the home directory, as in a shell.
fn expanded(path: &str) -> PathBuf {
    match (path.strip_prefix("~/"), std::env::var_os("HOME")) {
        (Some(rest), Some(home)) => PathBuf::from(home).join(rest),
        _ => PathBuf::from(path),
    }
}

/// The text in the file at `path`, of at most `limit` bytes.
pub(super) fn read(path: &Path, limit: u64) -> Result<SecretValue, FileFault> {
    let fault = |error: std::io::Error| match error.kind() {
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
        assert_eq!(read(Path::new("/dev/null")).unwrap_err(), FileFault::NotRegular);
    }
}
