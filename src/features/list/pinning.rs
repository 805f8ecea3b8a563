//! Pinning the selected secret.

use super::{List, words};
use crate::core::{Notice, Out, Tone};

impl List {
    /// `P`: pins the selected secret to the top of the list, or unpins it. It stays selected.
    pub fn toggle_pin(&mut self, out: &mut Out) {
        let Some(id) = self.selected_id() else { return out.warn("No secret is selected.") };
        let is_pinned = self.pins.toggle(id.clone());
        self.search(out);
        let text = words::pinned(&id, is_pinned, self.filter.is_set());
        out.tell(Notice::new(Tone::Success, text));
    }
}
