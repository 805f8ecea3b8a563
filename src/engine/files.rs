//! Reads files that are to become values, and writes the journal. Both run on threads of their own, since
//! either may block.

use std::io::ErrorKind;
use std::path::Path;
use std::thread;

use crate::core::{Event, RequestId};
use crate::domain::SaveFault;
use crate::domain::file::FILE_LIMIT;
use crate::files::{Existing, expanded, put, read_value, unexpanded};

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

/// Writes a file that did not exist and that only its owner may read.
fn write_new(path: &Path, text: &str) -> Result<(), SaveFault> {
    let fault = |error: std::io::Error| match error.kind() {
        ErrorKind::AlreadyExists => SaveFault::Exists,
        ErrorKind::NotFound if unexpanded(path).is_some() => SaveFault::Unexpanded,
        ErrorKind::NotFound | ErrorKind::NotADirectory => SaveFault::NoDirectory,
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => SaveFault::Forbidden,
        _ => SaveFault::Other,
    };
    put(path, &[text.as_bytes()], Existing::Keep).map_err(fault)
}

pub(super) fn read_file(request: RequestId, path: String, deliver: impl FnOnce(Event) + Send + 'static) {
    let run = move || deliver(Event::FileRead(request, read_value(&expanded(&path), FILE_LIMIT)));
    let _ = thread::Builder::new().name("file".into()).spawn(run);
}

#[cfg(test)]
mod tests {
    use super::*;

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
