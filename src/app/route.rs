//! What is known of the keys themselves, whatever they mean: which wait, which are held down, which number is being
//! typed, and which belong to nobody.

mod counting;
mod repeats;
mod stray_keys;
mod typeahead;

use counting::Counting;
use repeats::Repeats;
use stray_keys::StrayKeys;
pub(super) use stray_keys::{Gone, Open};
pub(super) use typeahead::Typeahead;

/// The keys that came before the present one.
#[derive(Debug, Default)]
pub(super) struct Keys {
    pub typeahead: Typeahead,
    pub repeats: Repeats,
    pub counting: Counting,
    pub stray: StrayKeys,
    /// The last key would have opened something, and did not.
    pub missed: bool,
}
