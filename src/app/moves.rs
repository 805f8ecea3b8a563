//! Moving: the selection, the scrolled detail, the focus, and one `Esc` at a time.

use super::App;
use super::modal::{About, Modal};
use super::quit::Quitting;
use crate::features::list::Focus;
use crate::keys::Context;
use crate::view::{Menu, Step};

impl App {
    /// Moves whatever has the keyboard.
    pub(super) fn go(&mut self, step: Step) {
        if let Some(help) = &mut self.help {
            help.reader.scroll = step.from(help.reader.scroll, self.list.ordered().page().unsigned_abs());
            return;
        }
        if self.modal.is_some() {
            self.move_in_dialog(step);
            return;
        }
        if self.form.is_some() {
            return self.scroll_form(step);
        }
        match (self.list.focus(), self.list.filter().is_typing()) {
            _ if self.value().is_alone() => self.scroll_detail(step),
            (Focus::Detail { .. }, false) => self.scroll_detail(step),
            _ => self.move_selection(step),
        }
    }

    /// Undoes one thing: modal, revealed value, detail focus, filter, the wish to leave.
    pub(super) fn back(&mut self, context: Context) {
        match context {
            Context::Line => {
                self.modal = match self.modal.as_ref().and_then(Modal::about) {
                    Some(About::SaveJournal { line, .. }) => {
                        Some(Modal::menu(About::Journal, Menu::new(self.journal.len(), *line)))
                    }
                    _ => None,
                }
            }
            Context::Help => self.close_help(),
            Context::Menu | Context::Generate | Context::Reader | Context::Journal => self.modal = None,
            Context::Question => self.leave_question(),
            Context::SignIn => self.leave_sign_in(),
            Context::Form => self.form_back(),
            Context::Filter => self.list.clear_filter(&mut self.out),
            _ if self.value().id().is_some() => self.hide(),
            Context::Detail => self.list.close_detail(),
            Context::Alone => {}
            Context::List if self.list.filter().is_set() => self.list.clear_filter(&mut self.out),
            Context::List if !matches!(self.quitting, Quitting::No) => self.stay(),
            Context::List => self.notices.clear(),
        }
    }
}
