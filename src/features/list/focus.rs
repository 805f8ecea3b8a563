//! The pane that has the keyboard.

/// The pane that has the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Focus {
    /// The list.
    #[default]
    List,
    /// The detail of the selected secret, scrolled by this many rows.
    Detail {
        /// Rows that are scrolled away.
        scroll: usize,
    },
}

impl Focus {
    /// Tells whether the detail has the keyboard.
    pub fn is_detail(self) -> bool {
        matches!(self, Self::Detail { .. })
    }
}
