//! Moving the selection and the focus, scrolling, and the steps that `Esc` takes back.

use super::App;
use super::modal::{About, Modal};
use crate::features::list::Focus;
use crate::features::write::Write;
use crate::keys::Context;
use crate::view::Step;

impl App {
    /// Moves or scrolls the part that takes keys.
    pub(super) fn go(&mut self, step: Step) {
        if self.help.is_open() {
            return self.help.scroll(step, self.list.ordered().page().unsigned_abs());
        }
        if self.palette.is_open() {
            return self.palette.go(step, self.list.ordered().page().unsigned_abs());
        }
        if self.modal.is_some() {
            self.move_in_dialog(step);
            return;
        }
        if self.form().is_some() {
            return self.writes(|write, at, _| write.scroll(at, step));
        }
        if self.pods.body().is_some() && !self.value().is_alone() {
            return self.pods.go(&self.cx, step);
        }
        match (self.list.focus(), self.list.filter().is_typing()) {
            _ if self.value().is_alone() => self.scroll_detail(step),
            (Focus::Detail { .. }, false) => self.scroll_detail(step),
            _ => self.move_selection(step),
        }
    }

    /// Takes back one thing: a dialog, a revealed value, the focus on the detail, the filter, the wish to leave.
    pub(super) fn back(&mut self, context: Context) {
        match context {
            Context::Line => match self.modal.take() {
                Some(Modal::Dialog(About::SaveJournal { line, .. }, _)) => self.open_journal_at(line),
                Some(Modal::Dialog(About::PlanLine(_, line), _)) => self.show_plan(Some(line)),
                Some(Modal::Dialog(About::Confirm(_), _)) => self.back_to_bulk(),
                _ => {}
            },
            Context::HelpSearch => drop(self.help.end_search()),
            Context::Help if self.help.end_search() => {}
            Context::Help => self.close_help(),
            Context::Palette => self.close_palette(),
            Context::Menu if self.is_bulk_open() => self.leave_bulk(),
            Context::Menu | Context::Generate | Context::Reader | Context::Journal => self.modal = None,
            Context::Plan => self.modal = None,
            Context::Run => self.close_run(),
            Context::Question => self.leave_question(),
            Context::SignIn => self.leave_sign_in(),
            Context::Form => self.writes(Write::back),
            Context::Filter => self.list.clear_filter(&self.cx, &mut self.out),
            Context::Uses | Context::UsesFilter | Context::UsesText => self.pods.back(&mut self.out),
            _ if self.value().id().is_some() => self.hide(),
            Context::Detail => self.list.close_detail(),
            Context::Alone => {}
            Context::List if self.list.filter().is_set() => self.list.clear_filter(&self.cx, &mut self.out),
            Context::List if self.leave.is_wished() => self.stay(),
            Context::List => self.notices.clear(),
        }
    }
}
