//! What lies over the panes. At most one; nothing opens one but a key.

use std::sync::Arc;

use crate::domain::{Failure, Sort};
use crate::input::Context;

/// An open modal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Modal {
    /// The keys, scrolled by this many lines.
    Help {
        /// Lines that are scrolled away.
        scroll: usize,
    },
    /// The menu of orders.
    Sort {
        /// The line with the cursor.
        cursor: Sort,
    },
    /// What went wrong.
    Details {
        /// The failure that it tells of.
        failure: Arc<Failure>,
        /// Lines that are scrolled away.
        scroll: usize,
    },
}

impl Modal {
    /// Which keys work in it.
    pub fn context(&self) -> Context {
        match self {
            Self::Sort { .. } => Context::Menu,
            Self::Help { .. } | Self::Details { .. } => Context::Reader,
        }
    }
}

/// The letter that chooses an order in the menu.
pub fn sort_letter(sort: Sort) -> char {
    match sort {
        Sort::Name => 'n',
        Sort::Newest => 'c',
        Sort::Access => 'a',
        Sort::Owner => 'o',
    }
}

/// The name of an order in the menu.
pub fn sort_name(sort: Sort) -> &'static str {
    match sort {
        Sort::Name => "name",
        Sort::Newest => "newest first",
        Sort::Access => "access",
        Sort::Owner => "owner",
    }
}

/// How the list's title names an order.
pub fn sort_title(sort: Sort) -> &'static str {
    match sort {
        Sort::Name => "by name",
        Sort::Newest => "newest first",
        Sort::Access => "by access",
        Sort::Owner => "by owner",
    }
}
