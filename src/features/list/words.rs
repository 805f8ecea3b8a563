//! The names of the orders of the list.

use crate::domain::Sort;

/// Returns the name of an order in the menu.
pub(super) fn sort_name(sort: Sort) -> &'static str {
    match sort {
        Sort::Name => "name",
        Sort::Newest => "newest first",
        Sort::Access => "access",
        Sort::Owner => "owner",
    }
}

/// Returns the name of an order in the title of the list.
pub(super) fn sort_title(sort: Sort) -> &'static str {
    match sort {
        Sort::Name => "by name",
        Sort::Newest => "newest first",
        Sort::Access => "by access",
        Sort::Owner => "by owner",
    }
}
