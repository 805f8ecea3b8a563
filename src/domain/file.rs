//! The faults of files that the user names: one that was not read, or not written.

/// The largest file that is loaded, in bytes.
pub const FILE_LIMIT: u64 = 1024 * 1024;

/// A reason why a file was not loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFault {
    /// No path was typed.
    Unnamed,
    /// There is no file of this name.
    Missing,
    /// There is no file of this name, in which a shell would expand something.
    Unexpanded,
    /// It may not be read.
    Forbidden,
    /// It is a directory, a device, a pipe.
    NotRegular,
    /// It is larger than `FILE_LIMIT`.
    TooLarge,
    /// It is not UTF-8, which a value has to be.
    NotText,
    /// Something else.
    Other,
}

/// A reason why the journal was not saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveFault {
    /// No path was typed.
    Unnamed,
    /// There is a file of this name; it is left alone.
    Exists,
    /// The directory does not exist.
    NoDirectory,
    /// The directory does not exist; a shell would expand something in its name.
    Unexpanded,
    /// Nothing may be written there.
    Forbidden,
    /// Something else: the disk is full, the name is not allowed.
    Other,
}
