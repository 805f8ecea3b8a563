//! Sentences about copies.

use super::failure::about;
use crate::core::settings::ClipboardWay;
use crate::core::{CopyFault, ValueForm};
use crate::domain::SecretId;
use crate::text::Sentence;
use crate::text::fit::width;

/// Columns of the seconds that follow a sentence about a copy.
pub const SECONDS: usize = 6;

/// Says why nothing is copied.
pub const CLIPBOARD_OFF: &str = "Nothing was copied: the clipboard is off (--clipboard off).";

/// Returns the place that a copy was sent to. A copy that does not fit an OSC 52 sequence stays in tmux.
pub fn place_of_copy(way: ClipboardWay, fits_osc52: bool) -> &'static str {
    match way {
        ClipboardWay::Tmux if !fits_osc52 => "tmux alone",
        ClipboardWay::Tmux => "tmux and the terminal",
        ClipboardWay::System | ClipboardWay::Osc52 | ClipboardWay::Off => "the terminal's clipboard",
    }
}

/// Says that a value was copied, in a row of `columns`; the seconds follow. Leaves out the place where the id would not
/// fit beside it.
///
/// `made` tells the way, whether the copy was only sent, and whether it fits an OSC 52 sequence.
pub fn copied_value(
    id: &SecretId,
    form: ValueForm,
    made: (ClipboardWay, bool, bool),
    columns: usize,
) -> Sentence {
    let ((way, sent, fits_osc52), told) = (made, form.told());
    let place = format!(" to {}", place_of_copy(way, fits_osc52));
    let (done, place, verb) = match sent {
        true => ("Sent", place.as_str(), ["it is overwritten in", "replaced in"]),
        false => ("Copied", "", ["the system clipboard clears in", "clears in"]),
    };
    let variants =
        [format!("{place}; {}", verb[0]), format!("; {}", verb[0]), format!("; {}", verb[1]), ";".into()];
    let texts = variants.map(|rest| about(id, |id| format!("{done} {id}{told}{rest}")));
    // A part of a very long id is enough.
    let whole = texts.iter().find(|text| width(text) + SECONDS <= columns);
    let fits = whole.or_else(|| texts.iter().find(|text| width(&text.shortest()) + SECONDS <= columns));
    let [.., least] = &texts;
    fits.unwrap_or(least).clone()
}

/// Says why a copy was not made, as the end of a sentence.
pub fn why_not_copied(fault: CopyFault, way: ClipboardWay) -> &'static str {
    match (fault, way) {
        (CopyFault::TooLarge, _) => "too large for OSC 52",
        (CopyFault::NoHolder, _) => "our helper did not run",
        (_, ClipboardWay::Tmux) => "tmux did not take it",
        (_, ClipboardWay::Osc52) => "the terminal did not take it",
        (CopyFault::NoClipboard, _) => "no clipboard here",
        (CopyFault::NotThere, _) => "the clipboard lost it",
    }
}

/// Says that a value is empty, and so is not copied.
pub fn nothing_to_copy(id: &SecretId) -> Sentence {
    about(id, |id| format!("{id} is empty: there is nothing to copy."))
}
