//! What is known of the keys themselves, whatever they mean: which wait, which are held down, which number is being
//! typed, and which belong to nobody.

pub(super) mod counting;
pub(super) mod repeats;
pub(super) mod stray_keys;
pub(super) mod typeahead;

use counting::Counting;
use repeats::Repeats;
use stray_keys::StrayKeys;
use typeahead::Typeahead;

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
