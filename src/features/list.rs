//! The list: its rows in their order, what is selected, how it gets here, the filter over it, and which pane has the
//! keyboard. What was learned on the way stands here as well: whether the service can be had, and what the user may do
//! with each secret.

mod connection;
mod detail;
mod facts;
mod filter;
mod load;
mod loading;
mod moving;
mod ordered;
mod permissions;
mod search;
mod selection;

use std::time::Instant;

pub use detail::{DetailView, ValueArea, ValuePart, note_rows};
pub use facts::{LABEL, Line};
pub use filter::Filter;
pub use load::{Load, Phase};
pub use moving::Focus;
pub use ordered::Ordered;
pub use selection::HeldFor;

use crate::core::{Context, Effect, Out};
use crate::domain::{Rows, Secret, SecretId, Sort};
use connection::Connection;
use permissions::Permissions;

/// The list, and what was learned from asking for it.
#[derive(Debug)]
pub struct List {
    ordered: Ordered,
    load: Load,
    connection: Connection,
    permissions: Permissions,
    filter: Filter,
    sort: Sort,
    focus: Focus,
    /// What to select with the next order of the rows.
    wanted: Option<SecretId>,
    /// Since when the screen lacks the answer to what filter and sort ask for.
    unanswered: Option<Instant>,
    /// How often the user has acted on a row, or looked for another.
    acts: u64,
}

impl List {
    /// Nothing was asked yet. `seed` decides how the waits between two tries vary.
    pub fn new(seed: u64) -> Self {
        Self {
            ordered: Ordered::default(),
            load: Load::default(),
            connection: Connection::new(seed),
            permissions: Permissions::default(),
            filter: Filter::default(),
            sort: Sort::default(),
            focus: Focus::List,
            wanted: None,
            unanswered: None,
            acts: 0,
        }
    }

    /// The rows, their order and the selection.
    pub fn ordered(&self) -> &Ordered {
        &self.ordered
    }

    /// How the list gets here.
    pub fn load(&self) -> &Load {
        &self.load
    }

    /// The filter line.
    pub fn filter(&self) -> &Filter {
        &self.filter
    }

    /// The chosen order.
    pub fn sort(&self) -> Sort {
        self.sort
    }

    /// Which pane has the keyboard.
    pub fn focus(&self) -> Focus {
        self.focus
    }

    /// All rows, also those that the filter hides.
    pub fn rows(&self) -> &Rows {
        self.ordered.rows()
    }

    /// The selected secret.
    pub fn selected(&self) -> Option<&Secret> {
        self.ordered.selected()
    }

    /// The selected secret's id.
    pub fn selected_id(&self) -> Option<SecretId> {
        self.ordered.selected_id()
    }

    /// How often the user has acted on a row, or looked for another.
    pub fn acts(&self) -> u64 {
        self.acts
    }

    /// Brings the rows on the screen up to date, `height` of which fit, and tries the service again where that is due
    /// and there is a token to ask with.
    pub fn tick(&mut self, cx: &Context, height: Option<u16>, signed_in: bool, out: &mut Out) {
        if let Some(height) = height {
            self.ordered.set_height(height.into());
        }
        self.ordered.mark();
        self.unanswered = self.is_searching().then(|| self.unanswered.unwrap_or(cx.now.instant));
        if signed_in && self.next_try().is_some_and(|at| at <= cx.now.instant) {
            self.try_again(out);
        }
    }

    /// Forgets the list of this profile; the chosen order stays.
    pub fn leave_profile(&mut self, cx: &Context, out: &mut Out) {
        let anew = Self { sort: self.sort, acts: self.acts, ..Self::new(cx.settings.seed) };
        let Self { ordered, load, .. } = std::mem::replace(self, anew);
        out.effects.extend([ordered.into_rows()].into_iter().chain(load.into_rows()).map(Effect::Discard));
    }
}
