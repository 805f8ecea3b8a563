//! The private directory of values that another program reads or edits: where it is made, and how it is removed with its
//! content, even after the program that made it was killed.
//!
//! The program locks its directory, and the system unlocks it when the program ends. So a directory of this
//! user that can be locked is a leftover. That holds across containers, where a pid says nothing.

use std::env;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::{FlockOperation, OFlags, flock};
use rustix::process::geteuid;

/// The beginning of the names of our directories; the pid and something random follow.
const PREFIX: &str = "tapis-secrets-edit-";
/// The longest name of a file in a directory, in characters.
const NAME: usize = 100;

/// A private directory, locked; removed with all that is in it when dropped.
#[derive(Debug)]
pub struct PrivateDir {
    path: PathBuf,
    /// Holds the lock.
    _directory: File,
}

impl PrivateDir {
    /// Makes a directory under `parent` that only this user can open.
    pub fn under(parent: &Path) -> io::Result<Self> {
        let name = format!("{PREFIX}{}-{:08x}", std::process::id(), fastrand::u32(..));
        let path = parent.join(name);
        DirBuilder::new().mode(0o700).create(&path)?;
        let locked = open_directory(&path).and_then(|directory| {
            flock(&directory, FlockOperation::NonBlockingLockExclusive)?;
            Ok(directory)
        });
        match locked {
            Ok(directory) => Ok(Self { path, _directory: directory }),
            Err(error) => {
                let _ = fs::remove_dir(&path);
                Err(error)
            }
        }
    }

    /// Returns its path.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Puts `text` into a new file that is named after `id` where that is harmless, so that an editor's title shows it.
    pub fn file(&self, id: &str, text: &[u8]) -> io::Result<PathBuf> {
        let harmless = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
        let named = !id.is_empty() && id.len() <= NAME && id.chars().all(harmless);
        let path = self.path.join(if named { id } else { "value" });
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path)?;
        file.write_all(text)?;
        Ok(path)
    }
}

impl Drop for PrivateDir {
    fn drop(&mut self) {
        remove(&self.path);
    }
}

/// Overwrites the files in a directory of ours and removes it. Errors are ignored: nobody is there to see them,
/// and the next start tries again.
pub fn remove(path: &Path) {
    overwrite(path, 8);
    let _ = fs::remove_dir_all(path);
}

/// Overwrites the files in `directory`, down to `levels`. Links are not followed.
fn overwrite(directory: &Path, levels: usize) {
    let Ok(entries) = fs::read_dir(directory) else { return };
    for entry in entries.flatten() {
        match entry.file_type() {
            Ok(kind) if kind.is_dir() && levels > 0 => overwrite(&entry.path(), levels - 1),
            Ok(kind) if kind.is_file() => {
                let _ = overwrite_file(&entry.path());
            }
            _ => {}
        }
    }
}

fn overwrite_file(path: &Path) -> io::Result<()> {
    let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK;
    let mut file = OpenOptions::new().write(true).custom_flags(flags.bits().cast_signed()).open(path)?;
    let zeros = [0; 4096];
    let mut left = file.metadata()?.len();
    while left > 0 {
        let count = left.min(zeros.len() as u64);
        file.write_all(&zeros[..count as usize])?;
        left -= count;
    }
    // Forces the new bytes onto the old place: without that a disk would only see that the file is gone.
    file.sync_data()
}

/// Returns the directories that no disk ever sees, the best first.
pub fn in_memory() -> Vec<PathBuf> {
    let runtime = env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from);
    let candidates = runtime.into_iter().chain([PathBuf::from("/dev/shm"), env::temp_dir()]);
    candidates.filter(|path| path.is_absolute() && is_in_memory(path)).collect()
}

/// Returns the directory to use where there is none in memory.
pub fn on_disk() -> PathBuf {
    env::temp_dir()
}

#[cfg(target_os = "linux")]
fn is_in_memory(path: &Path) -> bool {
    const TMPFS: u64 = 0x0102_1994;
    const RAMFS: u64 = 0x8584_58f6;
    #[allow(clippy::cast_sign_loss, clippy::unnecessary_cast, reason = "its type is the platform's")]
    rustix::fs::statfs(path).is_ok_and(|stat| [TMPFS, RAMFS].contains(&(stat.f_type as u64 & 0xffff_ffff)))
}

/// Returns `false`: other systems do not tell.
#[cfg(not(target_os = "linux"))]
fn is_in_memory(_: &Path) -> bool {
    false
}

/// Removes the directories of programs that were killed.
pub fn sweep() {
    let mut parents = in_memory();
    parents.push(on_disk());
    for parent in parents {
        sweep_under(&parent);
    }
}

fn sweep_under(parent: &Path) {
    let Ok(entries) = fs::read_dir(parent) else { return };
    for entry in entries.flatten() {
        if entry.file_name().to_string_lossy().starts_with(PREFIX) && is_leftover(&entry.path()) {
            remove(&entry.path());
        }
    }
}

/// Tells whether a directory is ours, and its program has ended.
fn is_leftover(path: &Path) -> bool {
    // The lock ends with this function, but the program that held it is gone.
    let Ok(directory) = open_directory(path) else { return false };
    let ours = directory.metadata().is_ok_and(|metadata| metadata.uid() == geteuid().as_raw());
    ours && flock(&directory, FlockOperation::NonBlockingLockExclusive).is_ok()
}

/// Opens a directory, but no link to one.
fn open_directory(path: &Path) -> io::Result<File> {
    let flags = OFlags::DIRECTORY | OFlags::NOFOLLOW;
    OpenOptions::new().read(true).custom_flags(flags.bits().cast_signed()).open(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};

    fn mode(path: &Path) -> u32 {
        path.metadata().unwrap().permissions().mode() & 0o7777
    }

    fn names(parent: &Path) -> Vec<String> {
        let entries = fs::read_dir(parent).unwrap().flatten();
        let mut names: Vec<_> = entries.map(|e| e.file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn nobody_else_can_look_into_it_and_it_goes_with_all_that_is_in_it() {
        let parent = tempfile::tempdir().unwrap();
        let place = PrivateDir::under(parent.path()).unwrap();
        let file = place.file("db_password", b"secret").unwrap();
        assert_eq!((mode(place.path()), mode(&file)), (0o700, 0o600));
        assert_eq!(file.file_name().unwrap(), "db_password");
        assert_eq!(fs::read(&file).unwrap(), b"secret");
        fs::create_dir(place.path().join("undo")).unwrap();
        fs::write(place.path().join("undo/.db_password.swp"), b"secret").unwrap();
        drop(place);
        assert_eq!(names(parent.path()), [""; 0]);
    }

    #[test]
    fn what_was_in_a_file_is_overwritten_before_the_file_is_removed() {
        let parent = tempfile::tempdir().unwrap();
        let place = PrivateDir::under(parent.path()).unwrap();
        let file = place.file("db", &[b'x'; 10_000]).unwrap();
        let other_name = parent.path().join("other");
        fs::hard_link(&file, &other_name).unwrap();
        drop(place);
        assert_eq!(fs::read(&other_name).unwrap(), vec![0; 10_000]);
    }

    #[test]
    fn links_are_not_followed() {
        let parent = tempfile::tempdir().unwrap();
        let precious = parent.path().join("precious");
        fs::write(&precious, "mine").unwrap();
        let place = PrivateDir::under(parent.path()).unwrap();
        symlink(&precious, place.path().join("link")).unwrap();
        symlink(parent.path(), place.path().join("up")).unwrap();
        drop(place);
        // A link with the name of a leftover is not a leftover.
        symlink(parent.path(), parent.path().join(format!("{PREFIX}1-0"))).unwrap();
        sweep_under(parent.path());
        assert_eq!(fs::read_to_string(&precious).unwrap(), "mine");
        assert_eq!(names(parent.path()).len(), 2, "{:?}", names(parent.path()));
    }

    #[test]
    fn what_a_killed_program_left_is_removed_and_what_lives_is_not() {
        let parent = tempfile::tempdir().unwrap();
        let living = PrivateDir::under(parent.path()).unwrap();
        let file = living.file("db", b"secret").unwrap();
        let left = parent.path().join(format!("{PREFIX}1-00000000"));
        fs::create_dir(&left).unwrap();
        fs::write(left.join("db"), "secret").unwrap();
        fs::create_dir(parent.path().join("tapis-secrets-other")).unwrap();
        sweep_under(parent.path());
        assert!(!left.exists() && file.exists() && parent.path().join("tapis-secrets-other").exists());
    }

    #[test]
    fn an_odd_id_names_no_file() {
        let parent = tempfile::tempdir().unwrap();
        for id in ["", "../up", "a b", ".hidden", &"x".repeat(101)] {
            let place = PrivateDir::under(parent.path()).unwrap();
            assert_eq!(place.file(id, b"").unwrap(), place.path().join("value"));
        }
    }
}
