//! The names of the orders of the list, and the sentences about pins.

use super::knowledge::PodsKnown;
use crate::domain::{Order, SecretId, Sort};
use crate::text::Sentence;
use crate::words::about;

/// Returns the name of an order in the menu.
pub(super) fn sort_name(sort: Sort) -> &'static str {
    match sort {
        Sort::Name => "name",
        Sort::Newest => "newest first",
        Sort::Access => "access",
        Sort::Owner => "owner",
        Sort::Used => "used by",
        Sort::Changed => "last change",
    }
}

/// Returns the name of an order in the title of the list.
pub(super) fn order_title(order: Order) -> &'static str {
    match (order.by, order.reversed) {
        (Sort::Name, false) => "by name",
        (Sort::Name, true) => "by name, z first",
        (Sort::Newest, false) => "newest first",
        (Sort::Newest, true) => "oldest first",
        (Sort::Access, false) => "by access",
        (Sort::Access, true) => "by access, locked first",
        (Sort::Owner, false) => "by owner",
        (Sort::Owner, true) => "by owner, z first",
        (Sort::Used, false) => "most used first",
        (Sort::Used, true) => "least used first",
        (Sort::Changed, false) => "last changed first",
        (Sort::Changed, true) => "first changed first",
    }
}

/// Says that a filter or an order waits for the pods, or does without them; `None` where they are known in full.
pub(super) fn pods_are(pods: PodsKnown) -> Option<&'static str> {
    match pods {
        PodsKnown::NotAsked | PodsKnown::Coming => Some("asking for the pods"),
        PodsKnown::Failed => Some("pods not listed"),
        PodsKnown::Known { in_full: false, .. } => Some("not all pods known"),
        PodsKnown::Known { in_full: true, .. } => None,
    }
}

/// Says that a secret was pinned or unpinned; under a filter the best match stays at the top.
pub(super) fn pinned(id: &SecretId, is_pinned: bool, filters: bool) -> Sentence {
    about(id, |id| match (is_pinned, filters) {
        (true, false) => format!("Pinned {id} to the top of the list; P unpins it."),
        (true, true) => format!("Pinned {id}; it stands at the top when the filter is over."),
        (false, _) => format!("Unpinned {id}."),
    })
}
