//! The list: its rows in their order, the selection, loading, the filter, and the pane that has the keyboard.
//! The knowledge from calls is here as well: whether the service can be reached, and the permissions on each
//! secret.

mod choosing;
mod connection;
mod detail;
mod facts;
mod filter;
mod focus;
mod history;
mod knowing;
mod knowledge;
mod load;
mod loading;
mod marking;
mod matcher;
mod moving;
mod ordered;
mod permissions;
mod pinning;
mod pins;
mod search;
mod selection;
mod typing;
pub mod view;
mod words;

use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::Timestamp;

pub use detail::{DetailView, ValuePart};
pub use facts::{DetailLine, LABEL};
pub use filter::{Filter, Recall};
pub use focus::Focus;
pub use knowledge::{Around, PodsKnown};
pub use load::{Load, Phase};
pub use ordered::Ordered;
pub use selection::HeldFor;

use crate::core::life::{Life, Stake, Wipe};
use crate::core::{Context, Effect, Out, RequestKey};
use crate::domain::{
    Answer, Failure, Level, Marked, Order, Places, Refused, Rows, Secret, SecretId, Standing, Wake,
};
use crate::layout::Layout;
use connection::Connection;
use facts::Eyes;
use history::History;
use knowledge::Knowledge;
use permissions::Permissions;
use pins::Pins;

/// The list, and the knowledge from calls to the service.
#[derive(Debug)]
pub struct List {
    ordered: Ordered,
    load: Load,
    connection: Connection,
    permissions: Permissions,
    filter: Filter,
    history: History,
    order: Order,
    knowledge: Knowledge,
    focus: Focus,
    /// The marked rows.
    marked: Arc<Marked>,
    /// The places of the rows in a complete new list that waits for its order, where some are marked.
    places: Option<Places>,
    /// What such places were asked for last: the number of the list that is shown, its length, the number of the new one.
    finds: Option<(u64, usize, u64)>,
    pins: Pins,
    /// The secret to select with the next order of the rows.
    wanted: Option<SecretId>,
    /// The time since which the screen lacks the answer to the present filter and sort order.
    unanswered: Option<Instant>,
    /// The number of times that the user has acted on a row, or looked for another.
    acts: u64,
}

impl List {
    /// Makes an empty list that was never asked for. `seed` decides how the waits between two tries vary.
    pub fn new(seed: u64) -> Self {
        Self {
            ordered: Ordered::default(),
            load: Load::default(),
            connection: Connection::new(seed),
            permissions: Permissions::default(),
            filter: Filter::default(),
            history: History::default(),
            order: Order::default(),
            knowledge: Knowledge::default(),
            focus: Focus::List,
            marked: Arc::default(),
            places: None,
            finds: None,
            pins: Pins::default(),
            wanted: None,
            unanswered: None,
            acts: 0,
        }
    }

    /// Returns the rows, their order and the selection.
    pub fn ordered(&self) -> &Ordered {
        &self.ordered
    }

    /// Returns the state of loading.
    pub fn load(&self) -> &Load {
        &self.load
    }

    /// Returns the filter line.
    pub fn filter(&self) -> &Filter {
        &self.filter
    }

    /// Returns the chosen order.
    pub fn order(&self) -> Order {
        self.order
    }

    /// Returns the pane that has the keyboard.
    pub fn focus(&self) -> Focus {
        self.focus
    }

    /// Returns all rows, including those that the filter hides.
    pub fn rows(&self) -> &Rows {
        self.ordered.rows()
    }

    /// Returns the selected secret.
    pub fn selected(&self) -> Option<&Secret> {
        self.ordered.selected()
    }

    /// Returns the id of the selected secret.
    pub fn selected_id(&self) -> Option<SecretId> {
        self.ordered.selected_id()
    }

    /// Tells whether a secret is pinned to the top.
    pub fn is_pinned(&self, id: &SecretId) -> bool {
        self.pins.has(id)
    }

    /// Returns the number of times that the user has acted on a row, or looked for another.
    pub fn acts(&self) -> u64 {
        self.acts
    }

    /// Tells whether the service cannot be reached, so that the list on the screen is the newest there is.
    pub fn is_offline(&self) -> bool {
        self.connection.is_offline()
    }

    /// Returns the time at which the program tries the service again, where there is a token.
    pub fn next_try(&self) -> Option<Instant> {
        self.connection.next_try()
    }

    /// Returns the permissions of the user on `secret`.
    pub fn standing(&self, cx: &Context, secret: &Secret) -> Standing {
        self.permissions.standing(&cx.site, secret)
    }

    /// Returns the refusal for the secret `id` that rules out an action which needs `level`.
    pub fn refusal(&self, id: &SecretId, level: Level) -> Option<Refused> {
        self.permissions.refusal(id, level)
    }

    /// Returns the content of the detail pane of `layout`; `now` is the time by the service's clock.
    pub fn detail(&self, cx: &Context, layout: &Layout, value: &ValuePart, now: Timestamp) -> DetailView {
        let Some(secret) = self.selected() else { return DetailView::default() };
        let marked = self.ordered.selected_marks().map_or(&[][..], |marks| &marks.description);
        let eyes = Eyes { cx, standing: self.standing(cx, secret), now, marked };
        detail::view(secret, eyes, layout, self.focus.is_detail(), value)
    }

    /// Learns from the end of any call whether the service can be reached, and what the user may do with the
    /// secret `subject` of the call.
    pub fn learn(
        &mut self,
        cx: &Context,
        request_key: &RequestKey,
        subject: Option<SecretId>,
        result: &Result<Answer, Box<Failure>>,
    ) {
        if *request_key != RequestKey::LIST {
            let failure = result.as_ref().err().map(|failure| &**failure);
            self.connection.learn(cx.now.instant, failure);
        }
        self.permissions.learn(cx.now.wall, subject, result);
    }

    /// Notes that the service asks for a pause; a call waits for its end and goes on.
    pub fn paused(&mut self, cx: &Context, left: Duration, out: &mut Out) {
        self.connection.paused(cx.now, left, out);
    }

    /// Updates the rows on the screen, `height` of which fit, and tries the service again where that is due and
    /// there is a token.
    pub fn keep_up(&mut self, cx: &Context, height: Option<u16>, signed_in: bool, out: &mut Out) {
        if let Some(height) = height {
            self.ordered.set_height(height.into());
        }
        self.pins.follow(cx);
        self.ordered.mark();
        self.unanswered = self.is_searching().then(|| self.unanswered.unwrap_or(cx.now.instant));
        if signed_in && self.next_try().is_some_and(|at| at <= cx.now.instant) {
            self.try_again(out);
        }
    }
}

impl Life for List {
    /// Returns no time: the next try of the service also takes a token, and a screen that somebody sees.
    fn next_due(&self, _: &Context) -> Wake {
        Wake::default()
    }

    fn tick(&mut self, cx: &Context, out: &mut Out) {
        self.history.keep_up(cx, out);
    }

    /// Forgets the list of a profile that is left, but keeps the chosen order, and the filters and pins of
    /// all profiles. A list has no values to hide at a lock.
    fn wipe(&mut self, cx: &Context, why: Wipe, out: &mut Out) {
        if why == Wipe::Switch {
            let mut history = std::mem::take(&mut self.history);
            history.leave();
            let pins = std::mem::take(&mut self.pins);
            let anew =
                Self { order: self.order, acts: self.acts, history, pins, ..Self::new(cx.settings.seed) };
            let Self { ordered, load, knowledge, .. } = std::mem::replace(self, anew);
            knowledge.discard(out);
            let rows = [ordered.into_rows()].into_iter().chain(load.into_rows());
            out.effects.extend(rows.map(Effect::Discard));
        }
    }

    fn at_stake(&self) -> Vec<Stake> {
        Vec::new()
    }
}
