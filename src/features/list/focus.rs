//! Which pane has the keyboard.

/// Which pane has the keyboard.
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
    /// Whether the detail has the keyboard.
    pub fn is_detail(self) -> bool {
        matches!(self, Self::Detail { .. })
    }
}
