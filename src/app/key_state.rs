//! The state of the keys themselves, whatever they mean: the keys that wait, the key that is held down, the number
//! being typed, and the keys that must be ignored.

mod counting;
mod repeats;
mod stray_keys;
mod typeahead;

use counting::Counting;
use repeats::Repeats;
use stray_keys::StrayKeys;
pub(super) use stray_keys::{Gone, Open};
pub(super) use typeahead::{Typeahead, Typed};

#[derive(Debug, Default)]
pub(super) struct Keys {
    pub typeahead: Typeahead,
    pub repeats: Repeats,
    pub counting: Counting,
    pub stray: StrayKeys,
    /// The last key should have opened something, and did not.
    pub missed: bool,
}
