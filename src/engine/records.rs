//! Keeps the records of rollouts: one file each, of mode 600, in `$XDG_STATE_HOME/tapis-secrets/rollouts`. A record is
//! on the disk before anything is told of it. While a process has one, it holds the lock of a file beside it, which
//! the system takes back when the process dies.

use std::collections::HashMap;
use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Read};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

use etcetera::BaseStrategy;

use super::jobs::Jobs;
use crate::core::Event;
use crate::core::records::{FoundRecord, Process, RecordJob, RecordName, RecordReport};
use crate::files::{Existing, Link, is_ours, open, put};

/// Tries to lock the folder, and the wait between two of them.
const TRIES: usize = 200;
const WAIT: Duration = Duration::from_millis(10);

/// The longest record that is read, in bytes.
const LONGEST: u64 = 4 * 1024 * 1024;

/// The thread that keeps the records.
pub(super) type Records = Jobs<RecordJob>;

/// Starts the thread. Without a folder nothing is kept, and every record counts as kept.
///
/// # Errors
/// When the system has none left.
pub(super) fn start(
    folder: Option<PathBuf>,
    deliver: impl Fn(Event) + Send + 'static,
) -> io::Result<Records> {
    let mut keeper = Keeper { folder, held: HashMap::new() };
    Jobs::start("records", move |job| keeper.perform(job).map(Event::Records).into_iter().for_each(&deliver))
}

/// Returns the user's folder for records; `None` where there is no home.
pub fn records_folder() -> Option<PathBuf> {
    let folders = etcetera::choose_base_strategy().ok()?;
    Some(folders.state_dir()?.join("tapis-secrets").join("rollouts"))
}

/// Returns this process.
pub(super) fn this_process() -> Process {
    let read = |path| fs::read_to_string(path).map(|text| text.trim().to_owned()).unwrap_or_default();
    Process {
        host: read("/proc/sys/kernel/hostname"),
        boot_id: read("/proc/sys/kernel/random/boot_id"),
        pid: std::process::id(),
    }
}

struct Keeper {
    folder: Option<PathBuf>,
    /// The records that this process has, with their locks.
    held: HashMap<RecordName, File>,
}

impl Keeper {
    fn perform(&mut self, job: RecordJob) -> Option<RecordReport> {
        Some(match job {
            // Where nothing is kept there is nothing to tell.
            RecordJob::Find if self.folder.is_none() => return None,
            RecordJob::Find => RecordReport::Found(self.find(), this_process()),
            RecordJob::Take(name) => {
                let content = self.take(&name);
                RecordReport::Taken(name, content)
            }
            RecordJob::Claim(name, text) => {
                let others = self.claim(&name, &text);
                RecordReport::Claimed(name, others)
            }
            RecordJob::Keep(name, number, text) => {
                let is_written = self.keep(&name, &text).is_ok();
                RecordReport::Kept(name, number, is_written)
            }
            RecordJob::Remove(name) => {
                let is_gone = self.remove(&name);
                RecordReport::Removed(name, is_gone)
            }
            RecordJob::Leave(name) => {
                self.leave(&name);
                return None;
            }
        })
    }

    fn find(&self) -> Vec<FoundRecord> {
        let Some(Ok(entries)) = self.folder.as_ref().map(fs::read_dir) else { return Vec::new() };
        let names = entries.filter_map(|entry| RecordName::of_file(entry.ok()?.file_name().to_str()?));
        let mut found: Vec<_> = names
            .filter_map(|name| {
                let content = self.read(&name).ok()?;
                let is_held = self.is_held_elsewhere(&name);
                Some(FoundRecord { name, content, is_held })
            })
            .collect();
        found.sort_by_key(|record| record.name.file());
        found
    }

    /// Tells whether another process has a record. To look makes no file, and keeps nobody else from looking.
    fn is_held_elsewhere(&self, name: &RecordName) -> bool {
        if self.held.contains_key(name) {
            return false;
        }
        let lock = self.open_lock(name, File::options().read(true));
        lock.is_ok_and(|lock| matches!(lock.try_lock_shared(), Err(TryLockError::WouldBlock)))
    }

    fn read(&self, name: &RecordName) -> io::Result<Vec<u8>> {
        let (file, metadata) = open(&self.path(&name.file())?, Link::Refuse)?;
        if !metadata.is_file() || !is_ours(&metadata) {
            return Err(ErrorKind::PermissionDenied.into());
        }
        let mut content = Vec::new();
        file.take(LONGEST).read_to_end(&mut content)?;
        Ok(content)
    }

    /// Locks a record. Its content is read after that, because another process may have gone on with it. One that
    /// cannot be read stays, for others.
    fn take(&mut self, name: &RecordName) -> Option<Vec<u8>> {
        self.hold(name).ok()?;
        let content = self.read(name);
        if content.is_err() {
            self.leave(name);
        }
        content.ok()
    }

    /// Keeps a first record, and finds the others. The folder's own lock makes that one step for all processes.
    fn claim(&mut self, name: &RecordName, text: &str) -> Vec<FoundRecord> {
        let Some(folder) = self.folder.clone() else { return Vec::new() };
        let lock = make(&folder).and_then(|()| File::open(&folder)).inspect(wait_for);
        // The next one tells whether it can be written.
        let _ = self.keep(name, text);
        let mut others = self.find();
        others.retain(|record| record.name != *name || record.is_held);
        drop(lock);
        others
    }

    fn keep(&mut self, name: &RecordName, text: &str) -> io::Result<()> {
        let Some(folder) = self.folder.clone() else { return Ok(()) };
        if !self.held.contains_key(name) {
            make(&folder)?;
            self.hold(name)?;
        }
        // The name must be on the disk too.
        let result = put(&folder.join(name.file()), &[text.as_bytes()], Existing::Replace)
            .and_then(|()| File::open(&folder)?.sync_all());
        if result.is_err() && self.is_gone(name) {
            self.leave(name);
        }
        result
    }

    /// Removes a record, unless another process has it. One that stays belongs to who had it before.
    fn remove(&mut self, name: &RecordName) -> bool {
        let Ok(path) = self.path(&name.file()) else { return true };
        let had = self.held.contains_key(name);
        // Without its folder it is gone.
        if self.hold(name).is_err_and(|error| error.kind() == ErrorKind::WouldBlock) {
            return false;
        }
        let removed =
            fs::remove_file(path).map_or_else(|error| error.kind() == ErrorKind::NotFound, |()| true);
        if removed || !had {
            self.leave(name);
        }
        removed
    }

    /// Leaves a record to others. Of one that is gone nothing stays.
    fn leave(&mut self, name: &RecordName) {
        // The lock is given back last, when there is nothing left to take.
        let lock = self.held.remove(name);
        if let (Some(_), true, Ok(path)) = (&lock, self.is_gone(name), self.path(&name.lock())) {
            let _ = fs::remove_file(path);
        }
    }

    fn is_gone(&self, name: &RecordName) -> bool {
        let metadata = self.path(&name.file()).and_then(fs::symlink_metadata);
        metadata.is_err_and(|error| error.kind() == ErrorKind::NotFound)
    }

    /// Locks a record, unless this process has it already.
    fn hold(&mut self, name: &RecordName) -> io::Result<()> {
        if !self.held.contains_key(name) {
            let options = &mut File::options();
            let lock = self.open_lock(name, options.write(true).create(true).truncate(false).mode(0o600))?;
            lock.try_lock()?;
            self.held.insert(name.clone(), lock);
        }
        Ok(())
    }

    fn open_lock(&self, name: &RecordName, options: &mut OpenOptions) -> io::Result<File> {
        let flags = rustix::fs::OFlags::NOFOLLOW.bits().cast_signed();
        options.custom_flags(flags).open(self.path(&name.lock())?)
    }

    fn path(&self, file: &str) -> io::Result<PathBuf> {
        Ok(self.folder.as_ref().ok_or(ErrorKind::NotFound)?.join(file))
    }
}

/// Locks a folder, unless another process keeps it for too long: one that was stopped hinders nobody.
fn wait_for(folder: &File) {
    let is_held = |_: &usize| matches!(folder.try_lock(), Err(TryLockError::WouldBlock));
    (0..TRIES).take_while(is_held).for_each(|_| sleep(WAIT));
}

fn make(folder: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

#[cfg(test)]
mod tests;
