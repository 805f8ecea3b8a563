//! The state that the screen may read.

use std::time::Instant;

use ratatui::layout::Size;

use super::App;
use super::modal::Modal;
use crate::core::settings::Settings;
use crate::domain::{Moment, Site, Terms};
use crate::features::list::{Filter, Focus, Load, Ordered};
use crate::layout::{Layout, Shape, Under};

impl App {
    /// Returns the areas of the screen; `None` when it is too small.
    pub fn layout(&self) -> Option<Layout> {
        let detail_is_large = self.list.focus().is_detail() || self.value().shown().is_some();
        let shape =
            Shape { detail_is_large, needs: self.list.ordered().needs(), counts: self.pods.uses().is_some() };
        Layout::new(self.cx.size, shape)
    }

    /// Returns the area for dialogs, above the present notice; `None` when the screen is too small.
    pub fn under(&self) -> Option<Under> {
        let area = self.layout()?.under_bar();
        Some(Under { area, notice: self.notice_view().map_or(0, |view| view.rows()) })
    }

    /// Returns the service, the tenant and the user.
    pub fn site(&self) -> &Site {
        &self.cx.site
    }

    /// Returns the user's settings.
    pub fn settings(&self) -> &Settings {
        &self.cx.settings
    }

    /// Returns the moment of the last event.
    pub fn now(&self) -> Moment {
        self.cx.now
    }

    /// Returns the size of the terminal.
    pub fn size(&self) -> Size {
        self.cx.size
    }

    /// Returns the pane that has the focus.
    pub fn focus(&self) -> Focus {
        self.list.focus()
    }

    /// Returns the rows, their order and the selection.
    pub fn list(&self) -> &Ordered {
        self.list.ordered()
    }

    /// Returns the state of loading the list.
    pub fn load(&self) -> &Load {
        self.list.load()
    }

    /// Returns the filter line.
    pub fn filter(&self) -> &Filter {
        self.list.filter()
    }

    /// Returns the terms of the present filter and order.
    pub fn search_terms(&self) -> Terms<'_> {
        self.list.search_terms()
    }

    /// Returns the time until which the next frame should wait for the result of a search.
    pub fn frame_waits_until(&self) -> Option<Instant> {
        [self.list.frame_waits_until(), self.pods.frame_waits_until()].into_iter().flatten().min()
    }

    /// Tells whether the service cannot be reached, so that the screen shows all there is for now.
    pub fn is_offline(&self) -> bool {
        self.list.is_offline()
    }

    /// Returns the time of the next automatic try to reach the service.
    pub fn next_try(&self) -> Option<Instant> {
        self.list.next_try().filter(|_| self.session.signed_out().is_none())
    }

    /// Returns the open dialog or sign-in form.
    pub fn modal(&self) -> Option<&Modal> {
        self.modal.as_ref()
    }

    /// Tells whether a dialog, the palette or the help is open.
    pub(super) fn has_dialog(&self) -> bool {
        self.help.is_open() || self.palette.is_open() || self.modal.is_some()
    }
}
