//! What each clipboard can do with a value that is in it.

use crate::core::{CopyFault, CopyReport};

/// A clipboard that holds a value.
pub(super) trait Held: Send {
    /// Takes the value out, if it is still there; tells when that cannot be done.
    fn clear(self: Box<Self>) -> CopyReport;
    /// Leaves the clipboard alone: another copy is there by now.
    fn abandon(self: Box<Self>);
}

/// The result of putting a value into a clipboard.
pub(super) type PutResult = Result<(CopyReport, Box<dyn Held>), CopyFault>;
