//! The state of editing a value outside.

use std::time::Instant;

use crate::core::RequestId;
use crate::core::editing::Original;
use crate::text::SafeText;

/// The value that is being edited in the user's editor.
#[derive(Debug, Default)]
pub struct Editor {
    pub(super) editing: Option<Editing>,
    /// The user agreed that edited files may be on a disk.
    pub(super) on_disk: bool,
}

/// The edit that is under way.
#[derive(Debug)]
pub(super) struct Editing {
    /// The number that the engine's answers about this edit carry.
    pub(super) request: RequestId,
    /// The value that is edited; its text is the engine's.
    pub(super) of: Original,
    /// The edit was started from the list, and returns there when nothing was changed.
    pub(super) from_list: bool,
    /// The name of the editor.
    pub(super) name: SafeText,
    pub(super) since: Instant,
    pub(super) stage: Stage,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// The engine looks for an editor first, so that no value is read in vain.
    Finding,
    Reading,
    /// The file is being written.
    Preparing,
    Away,
    /// The file is being read once more.
    Looking,
    /// A question about the edit is open.
    Asking,
}

impl Editing {
    /// Tells whether keys are meant for an editor that does not have the terminal yet.
    pub(super) fn is_on_its_way(&self) -> bool {
        matches!(self.stage, Stage::Finding | Stage::Reading | Stage::Preparing)
    }
}
