//! What the screen may ask of the state.

use std::time::Instant;

use jiff::tz::TimeZone;
use ratatui::layout::Size;

use super::App;
use super::modal::Modal;
use crate::core::settings::Settings;
use crate::domain::{Moment, Site, Sort, Terms};
use crate::features::list::{Filter, Focus, Load, Ordered};
use crate::keys::Context;
use crate::layout::{Layout, Shape, Under};

impl App {
    /// The areas of the screen; `None` when it is too small.
    pub fn layout(&self) -> Option<Layout> {
        let detail_is_large = self.list.focus().is_detail() || self.value().shown().is_some();
        let shape = Shape { detail_is_large, needs: self.list.ordered().needs() };
        Layout::new(self.cx.size, shape)
    }

    /// Where modals stand, above the present notice; `None` when the screen is too small.
    pub fn under(&self) -> Option<Under> {
        let area = self.layout()?.under_bar();
        Some(Under { area, notice: self.notice_view().map_or(0, |view| view.rows()) })
    }

    /// Where a key goes.
    pub fn context(&self) -> Context {
        match (&self.modal, self.list.focus()) {
            _ if self.help.is_open() => Context::Help,
            (Some(modal), _) => modal.context(),
            _ if self.form.is_some() => Context::Form,
            _ if self.value().is_alone() => Context::Alone,
            _ if self.list.filter().is_typing() => Context::Filter,
            (None, Focus::Detail { .. }) => Context::Detail,
            (None, Focus::List) => Context::List,
        }
    }

    /// The surroundings of every transition.
    pub fn cx(&self) -> &crate::core::Context {
        &self.cx
    }

    /// Where the program is.
    pub fn site(&self) -> &Site {
        &self.cx.site
    }

    /// What the user set.
    pub fn settings(&self) -> &Settings {
        &self.cx.settings
    }

    /// Whether this session changes nothing.
    pub fn is_view_only(&self) -> bool {
        self.cx.settings.view_only
    }

    /// The zone of all times on the screen.
    pub fn zone(&self) -> &TimeZone {
        &self.cx.zone
    }

    /// The moment of the last event.
    pub fn now(&self) -> Moment {
        self.cx.now
    }

    /// The size of the terminal.
    pub fn size(&self) -> Size {
        self.cx.size
    }

    /// Which pane has the keyboard.
    pub fn focus(&self) -> Focus {
        self.list.focus()
    }

    /// The rows, their order and the selection.
    pub fn list(&self) -> &Ordered {
        self.list.ordered()
    }

    /// How the list gets here.
    pub fn load(&self) -> &Load {
        self.list.load()
    }

    /// The filter line.
    pub fn filter(&self) -> &Filter {
        self.list.filter()
    }

    /// The chosen order.
    pub fn sort(&self) -> Sort {
        self.list.sort()
    }

    /// Returns what filter and order ask for now.
    pub fn search_terms(&self) -> Terms<'_> {
        self.list.search_terms()
    }

    /// Until when the next frame had better wait for the answer to a search.
    pub fn frame_waits_until(&self) -> Option<Instant> {
        self.list.frame_waits_until()
    }

    /// Whether the service cannot be had, so that what is on the screen is all there is for now.
    pub fn is_offline(&self) -> bool {
        self.list.is_offline()
    }

    /// When the service is tried again by itself.
    pub fn next_try(&self) -> Option<Instant> {
        self.list.next_try().filter(|_| self.session.signed_out().is_none())
    }

    /// What lies over the panes.
    pub fn modal(&self) -> Option<&Modal> {
        self.modal.as_ref()
    }

    /// Whether anything lies over the panes and their form.
    pub(super) fn has_dialog(&self) -> bool {
        self.help.is_open() || self.modal.is_some()
    }
}
