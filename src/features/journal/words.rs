//! Sentences of the journal.

use super::entry::Place;
use crate::domain::{SaveFault, SecretId};
use crate::text::{SafeText, Sentence};
use crate::words::about;

pub(super) const NOTHING_TO_SAVE: &str = "The journal is empty, so there is nothing to save.";

/// For the key that goes to the last changed secret, where there is none.
pub const NOTHING_CHANGED_HERE: &str =
    "No secret of this list was changed here in this session; J shows what was done.";

impl SaveFault {
    /// Says why the journal was not saved, for the line below the path.
    pub fn text(self) -> &'static str {
        match self {
            Self::Unnamed => "Type the path of the file first.",
            Self::Exists => "This file exists already; choose another name.",
            Self::NoDirectory => "There is no such directory.",
            Self::Unexpanded => "There is no such directory; only ~/ at the beginning is expanded.",
            Self::Forbidden => "You may not write there.",
            Self::Other => "The file could not be written.",
        }
    }
}

pub(super) fn elsewhere(id: &SecretId, place: &Place) -> Sentence {
    about(id, |id| format!("{id} is elsewhere: {place}."))
}

pub(super) fn not_in_the_list(id: &SecretId) -> Sentence {
    about(id, |id| format!("{id} is not in the list any more."))
}

pub(super) fn saved(path: &str) -> Sentence {
    let path = SafeText::from(path);
    Sentence::about(path.shown(), |path| format!("Saved the journal to {path}."))
}

/// Says that the journal was not saved, after its dialog was left.
pub(super) fn not_saved(path: &str, why: SaveFault) -> Sentence {
    let path = SafeText::from(path);
    Sentence::about(path.shown(), |path| format!("{path} was not written. {}", why.text()))
}
