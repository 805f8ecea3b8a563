//! The files with the records of rollouts, as the engine keeps them. Their content is the rollout's business.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The name of a record among the others. It is no path.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RecordName(String);

/// A process that keeps records.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Process {
    /// The name of its machine; empty where the system does not tell.
    pub host: String,
    /// The machine's present run; likewise.
    pub boot_id: String,
    /// Its number.
    pub pid: u32,
}

/// Something to be done with records. All of it is done in the order in which it was asked for.
pub enum RecordJob {
    /// Look for records.
    Find,
    /// Take this record over, unless another process has it.
    Take(RecordName),
    /// Write a first record with this text, and look for others: of two processes that do so at the same time, one sees
    /// the record of the other. From then on no other process can take it.
    Claim(RecordName, String),
    /// Write the record of this number, and sync it. From the first time on no other process can take it.
    Keep(RecordName, u64, String),
    /// Remove it.
    Remove(RecordName),
    /// Leave it to others.
    Leave(RecordName),
}

/// A report on a job.
pub enum RecordReport {
    /// The records that are there, the oldest first, and this process.
    Found(Vec<FoundRecord>, Process),
    /// The present content of a record that is taken; `None` when another process has it, or it is gone.
    Taken(RecordName, Option<Vec<u8>>),
    /// The records beside the one that was claimed, as they were then. It is claimed also where it could not be
    /// written: the next one tells of that.
    Claimed(RecordName, Vec<FoundRecord>),
    /// The record of this number is on the disk, or could not be written.
    Kept(RecordName, u64, bool),
    /// It is gone; or it is not, because another process has it, or because it could not be removed.
    Removed(RecordName, bool),
}

/// A record that was found.
pub struct FoundRecord {
    /// Its name.
    pub name: RecordName,
    /// Its content.
    pub content: Vec<u8>,
    /// Another process has it.
    pub is_held: bool,
}

impl RecordName {
    /// Makes the name of the record that this process begins at `millisecond` of its clock.
    pub fn new(millisecond: i64, process: u32) -> Self {
        Self(format!("{millisecond:013}-{process}"))
    }

    /// Reads the name of a file; `None` for one that this program does not give to a record.
    pub fn of_file(name: &str) -> Option<Self> {
        let name = name.strip_suffix(".json")?;
        let is_plain = |c: char| c.is_ascii_digit() || c == '-';
        (!name.is_empty() && name.chars().all(is_plain)).then(|| Self(name.to_owned()))
    }

    /// Returns the name itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the name of its file.
    pub fn file(&self) -> String {
        format!("{}.json", self.0)
    }

    /// Returns the name of the file whose lock says that a process has it.
    pub fn lock(&self) -> String {
        format!("{}.lock", self.0)
    }
}

impl RecordJob {
    /// Returns the word for it.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Find => "find",
            Self::Take(_) => "take",
            Self::Claim(..) => "claim",
            Self::Keep(..) => "keep",
            Self::Remove(_) => "remove",
            Self::Leave(_) => "leave",
        }
    }
}

/// The text of a record names pods and secrets, and is left out.
impl fmt::Debug for RecordJob {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RecordJob({})", self.word())
    }
}

impl fmt::Debug for RecordReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Found(records, _) => write!(f, "Found({} records)", records.len()),
            Self::Taken(name, content) => write!(f, "Taken({name:?}, {})", content.is_some()),
            Self::Claimed(name, others) => write!(f, "Claimed({name:?}, {} others)", others.len()),
            Self::Kept(name, number, is_written) => write!(f, "Kept({name:?}, {number}, {is_written})"),
            Self::Removed(name, is_gone) => write!(f, "Removed({name:?}, {is_gone})"),
        }
    }
}
