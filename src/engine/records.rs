//! Keeps the records of rollouts: one file each, of mode 600, in `$XDG_STATE_HOME/tapis-secrets/rollouts`. A record is
//! on the disk before anything is told of it. While a process has one, it holds the lock of a file beside it, which
//! the system takes back when the process dies.

use std::collections::HashMap;
use std::fs::{self, DirBuilder, File, TryLockError};
use std::io::{self, ErrorKind, Read};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::PathBuf;
use std::sync::mpsc::{Sender, channel};
use std::thread;

use etcetera::BaseStrategy;

use crate::core::Event;
use crate::core::records::{FoundRecord, Process, RecordJob, RecordName, RecordReport};
use crate::files::{Existing, Link, is_ours, open, put};

/// The longest record that is read, in bytes.
const LONGEST: u64 = 4 * 1024 * 1024;

/// The handle of the thread that keeps the records.
pub(super) struct Records(Option<Sender<RecordJob>>);

impl Records {
    /// Starts the thread. Without a folder nothing is kept, and every record counts as kept.
    pub(super) fn start(folder: Option<PathBuf>, deliver: impl Fn(Event) + Send + 'static) -> Self {
        let (sender, jobs) = channel();
        let mut keeper = Keeper { folder, held: HashMap::new() };
        let run = move || {
            for job in jobs {
                keeper.perform(job).map(Event::Records).into_iter().for_each(&deliver);
            }
        };
        Self(thread::Builder::new().name("records".into()).spawn(run).ok().map(|_| sender))
    }

    pub(super) fn tell(&self, job: RecordJob) {
        if let Some(sender) = &self.0 {
            let _ = sender.send(job);
        }
    }
}

/// Returns the user's folder for records; `None` where there is no home.
pub(super) fn folder() -> Option<PathBuf> {
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
            RecordJob::Keep(name, number, text) => {
                let is_written = self.keep(&name, &text).is_ok();
                RecordReport::Kept(name, number, is_written)
            }
            RecordJob::Remove(name) => {
                let is_gone = self.remove(&name);
                RecordReport::Removed(name, is_gone)
            }
            RecordJob::Leave(name) => {
                self.held.remove(&name);
                return None;
            }
        })
    }

    fn find(&self) -> Vec<FoundRecord> {
        let Some(Ok(entries)) = self.folder.as_ref().map(fs::read_dir) else { return Vec::new() };
        let names = entries.filter_map(|entry| RecordName::of_file(entry.ok()?.file_name().to_str()?));
        let mut found: Vec<_> = names
            .filter_map(|name| {
                let content = self.read(&name)?;
                let is_held = !self.held.contains_key(&name) && self.lock(&name).is_err();
                Some(FoundRecord { name, content, is_held })
            })
            .collect();
        found.sort_by_key(|record| record.name.file());
        found
    }

    fn read(&self, name: &RecordName) -> Option<Vec<u8>> {
        let (file, metadata) = open(&self.folder.as_ref()?.join(name.file()), Link::Refuse).ok()?;
        if !metadata.is_file() || !is_ours(&metadata) {
            return None;
        }
        let mut content = Vec::new();
        file.take(LONGEST).read_to_end(&mut content).ok()?;
        Some(content)
    }

    /// Locks a record. Its content is read after that, because another process may have gone on with it.
    fn take(&mut self, name: &RecordName) -> Option<Vec<u8>> {
        if !self.held.contains_key(name) {
            let lock = self.lock(name).ok()?;
            self.held.insert(name.clone(), lock);
        }
        let content = self.read(name);
        if content.is_none() {
            self.remove(name);
        }
        content
    }

    fn keep(&mut self, name: &RecordName, text: &str) -> io::Result<()> {
        let Some(folder) = self.folder.clone() else { return Ok(()) };
        if !self.held.contains_key(name) {
            DirBuilder::new().recursive(true).mode(0o700).create(&folder)?;
            let lock = self.lock(name)?;
            self.held.insert(name.clone(), lock);
        }
        put(&folder.join(name.file()), &[text.as_bytes()], Existing::Replace)?;
        // The name must be on the disk too.
        File::open(&folder)?.sync_all()
    }

    /// Removes a record, unless another process has it.
    fn remove(&mut self, name: &RecordName) -> bool {
        let Some(folder) = self.folder.clone() else { return true };
        if !self.held.contains_key(name) {
            match self.lock(name) {
                Ok(lock) => drop(self.held.insert(name.clone(), lock)),
                Err(error) if error.kind() == ErrorKind::WouldBlock => return false,
                // Without its folder it is gone.
                Err(_) => {}
            }
        }
        let is_gone = |result: io::Result<()>| match result {
            Ok(()) => true,
            Err(error) => error.kind() == ErrorKind::NotFound,
        };
        // The lock is given back last, when there is nothing left to take.
        let removed = is_gone(fs::remove_file(folder.join(name.file())));
        if removed {
            is_gone(fs::remove_file(folder.join(name.lock())));
            self.held.remove(name);
        }
        removed
    }

    fn lock(&self, name: &RecordName) -> io::Result<File> {
        let folder = self.folder.as_ref().ok_or(ErrorKind::NotFound)?;
        let flags = rustix::fs::OFlags::NOFOLLOW.bits().cast_signed();
        let mut options = File::options();
        options.write(true).create(true).truncate(false).mode(0o600).custom_flags(flags);
        let file = options.open(folder.join(name.lock()))?;
        file.try_lock().map_err(|error| match error {
            TryLockError::WouldBlock => ErrorKind::WouldBlock.into(),
            TryLockError::Error(error) => error,
        })?;
        Ok(file)
    }
}

#[cfg(test)]
mod tests;
