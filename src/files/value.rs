//! Reading a file that is to become a value.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

use zeroize::Zeroizing;

use super::path::unexpanded;
use crate::domain::{FileFault, SecretValue};

/// Reads the text in the file at `path`, of at most `limit` bytes.
pub fn read_value(path: &Path, limit: u64) -> Result<SecretValue, FileFault> {
    let fault = |error: std::io::Error| fault(path, &error);
    // Looked at before it is opened: opening a pipe would wait for its other end.
    let metadata = std::fs::metadata(path).map_err(fault)?;
    if !metadata.is_file() {
        return Err(FileFault::NotRegular);
    }
    if metadata.len() > limit {
        return Err(FileFault::TooLarge);
    }
    read_text(File::open(path).map_err(fault)?, limit)
}

/// Reads the text at `path`, of at most `limit` bytes. Waits where it is a pipe.
pub fn read_patiently(path: &Path, limit: u64) -> Result<SecretValue, FileFault> {
    let file = File::open(path).map_err(|error| fault(path, &error))?;
    if file.metadata().is_ok_and(|metadata| metadata.is_dir()) {
        return Err(FileFault::NotRegular);
    }
    read_text(file, limit)
}

/// Reads a text of at most `limit` bytes to its end. `from` must not be buffered, since no buffer is wiped.
pub fn read_text(from: impl Read, limit: u64) -> Result<SecretValue, FileFault> {
    // Of its final size from the start: a buffer that grows leaves pieces behind.
    let mut bytes = Zeroizing::new(Vec::with_capacity(limit as usize + 2));
    from.take(limit + 1).read_to_end(&mut bytes).map_err(|_| FileFault::Other)?;
    if bytes.len() as u64 > limit {
        return Err(FileFault::TooLarge);
    }
    let text = std::str::from_utf8(&bytes).map_err(|_| FileFault::NotText)?;
    Ok(SecretValue::from(text))
}

fn fault(path: &Path, error: &std::io::Error) -> FileFault {
    match error.kind() {
        ErrorKind::NotFound if unexpanded(path).is_some() => FileFault::Unexpanded,
        ErrorKind::NotFound => FileFault::Missing,
        ErrorKind::PermissionDenied => FileFault::Forbidden,
        _ => FileFault::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::file::FILE_LIMIT;

    fn read(path: &Path) -> Result<SecretValue, FileFault> {
        read_value(path, FILE_LIMIT)
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
}
