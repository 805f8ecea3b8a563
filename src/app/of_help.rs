//! Calls on the help slice, and the details of a failure.

use super::App;
use super::modal::{About, Modal};
use crate::core::Effect;
use crate::features::help::view::SearchDialog;
use crate::features::help::{
    DETAILS_WIDTH, HELP_WIDTH, KeyHelp, OpenHelp, columns_of_details, copied_details, details, help_width,
};
use crate::keys::Context;
use crate::layout;

impl App {
    /// Returns the help, if it is open.
    pub fn help(&self) -> Option<&OpenHelp> {
        self.help.shown()
    }

    /// Opens the help on the keys that work here.
    pub(super) fn open_help(&mut self, about: Context) {
        self.help.open(about);
        self.redraw_alone();
    }

    /// Closes the help and shows again what was open before.
    pub(super) fn close_help(&mut self) {
        if self.help.close() {
            self.redraw_alone();
        }
    }

    /// Repaints the whole screen if a value is shown alone, because that uses the terminal's own colours.
    fn redraw_alone(&mut self) {
        if self.value().is_alone() {
            self.out.effects.push(Effect::Redraw);
        }
    }

    /// Returns the content of the open help.
    pub fn key_help(&self, about: Context) -> KeyHelp {
        let width = self.cx.size.width;
        let lines = |columns: u16| match about {
            Context::List | Context::Detail | Context::Help => {
                KeyHelp::new(width, columns.into(), self.cx.settings.view_only)
            }
            about => {
                let works = |action| match about {
                    Context::Form => self.write.works(action),
                    Context::Plan => self.works_in(about, action),
                    _ => true,
                };
                KeyHelp::about(about, columns.into(), works)
            }
        };
        let Some(under) = self.under() else { return lines(width) };
        let areas = |rows| layout::Modal::new(under, help_width(width), rows);
        let framed = lines(areas(1).content.width);
        match areas(u16::try_from(framed.rows()).unwrap_or(u16::MAX)) {
            areas if areas.framed => framed,
            // Without a frame there is more room.
            areas => lines(areas.content.width),
        }
    }

    /// Opens the details of the last failure.
    pub(super) fn open_details(&mut self) {
        match self.help.last_failure() {
            Some(failure) => self.modal = Some(Modal::details(failure.clone())),
            None => self.warn("No request has failed, so there are no details; J shows what was done."),
        }
    }

    pub(super) fn copy_details(&mut self) {
        let Some(About::Details(failure)) = self.modal.as_ref().and_then(Modal::about) else { return };
        self.copy_text(copied_details(failure, &self.cx.site));
    }

    /// Limits the scroll position of the open text to its end.
    pub(super) fn clamp_reader(&mut self) {
        let Some(last) = self.last_scroll() else { return };
        if self.help.is_open() {
            self.help.clamp(last);
        } else if let Some(reader) = self.modal.as_mut().and_then(Modal::reader_mut) {
            reader.scroll = reader.scroll.min(last);
        }
    }

    /// Returns the farthest scroll position of the open text; `None` if none is open.
    pub fn last_scroll(&self) -> Option<usize> {
        if let Some(search) = self.help.search() {
            let rows = u16::try_from(search.all()).unwrap_or(u16::MAX).saturating_add(SearchDialog::ABOVE);
            let under = self.under()?;
            let areas =
                layout::Modal::new(under, help_width(self.cx.size.width), rows.min(under.most_rows()));
            let height = areas.content.height.saturating_sub(SearchDialog::ABOVE);
            return Some(search.found().len().saturating_sub(height.into()));
        }
        let (rows, width) = match (self.help.shown(), self.modal.as_ref().and_then(Modal::about)) {
            (Some(help), _) => (self.key_help(help.about).rows(), HELP_WIDTH),
            (None, Some(About::Details(failure))) => {
                let columns = columns_of_details(self.cx.size.width);
                (details(failure, &self.cx.site, columns).len(), DETAILS_WIDTH)
            }
            _ => return None,
        };
        let under = self.under()?;
        let width = if width == HELP_WIDTH { help_width(self.cx.size.width) } else { width };
        let areas = layout::Modal::new(under, width, u16::try_from(rows).unwrap_or(u16::MAX));
        Some(rows.saturating_sub(areas.content.height.into()))
    }
}
