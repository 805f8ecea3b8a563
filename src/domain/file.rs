//! Files that the user names: why one was not read, or not written.

/// The largest file that is loaded, in bytes.
pub const FILE_LIMIT: u64 = 1024 * 1024;

/// Why a file was not loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFault {
    /// No path was typed.
    Unnamed,
    /// There is none of this name.
    Missing,
    /// Nor of this one, in which a shell would expand something.
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

/// Why the journal was not saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveFault {
    /// No path was typed.
    Unnamed,
    /// There is a file of this name; it is left alone.
    Exists,
    /// The directory does not exist.
    NoDirectory,
    /// Nor this one, in whose name a shell would expand something.
    Unexpanded,
    /// Nothing may be written there.
    Forbidden,
    /// Something else: the disk is full, the name is none.
    Other,
}
