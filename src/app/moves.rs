//! Moving: the selection, the scrolled detail, the focus, and one `Esc` at a time.

use super::modal::{About, Modal};
use super::quit::Quitting;
use super::{App, Focus};
use crate::keys::Context;
use crate::view::{Menu, Step};

impl App {
    /// Moves whatever has the keyboard.
    pub(super) fn go(&mut self, step: Step) {
        if let Some(help) = &mut self.help {
            help.reader.scroll = step.from(help.reader.scroll, self.list.page().unsigned_abs());
            return;
        }
        if self.modal.is_some() {
            self.move_in_dialog(step);
            return;
        }
        if self.form.is_some() {
            return self.scroll_form(step);
        }
        match (self.focus, self.filter.is_typing()) {
            _ if self.value().is_alone() => self.scroll_detail(step),
            (Focus::Detail { .. }, false) => self.scroll_detail(step),
            _ => self.move_selection(step),
        }
    }

    fn move_selection(&mut self, step: Step) {
        self.wanted = None;
        let list = &mut self.list;
        let moved = match step {
            Step::Rows(rows) => list.move_by(rows),
            Step::HalfPages(halves) => list.move_by(halves * (list.page() / 2).max(1)),
            Step::First => list.select(0),
            Step::Last => list.select(list.shown()),
            Step::To(row) => list.select(row),
        };
        if moved {
            self.leave_messages();
            self.focus = match self.focus {
                Focus::Detail { .. } => Focus::Detail { scroll: 0 },
                Focus::List => Focus::List,
            };
        }
    }

    fn scroll_detail(&mut self, step: Step) {
        let page = usize::from(self.cx.size.height / 2);
        if let Some(shown) = self.value.shown_mut() {
            shown.scroll = step.from(shown.scroll, page);
        } else if let Focus::Detail { scroll } = &mut self.focus {
            *scroll = step.from(*scroll, page);
        }
        self.fit_detail();
    }

    /// Lays a shown value out for its place, and keeps everything scrolled no farther than its end.
    pub(super) fn fit_detail(&mut self) {
        let Some(layout) = self.layout() else { return };
        if let Some(shown) = self.value.shown_mut()
            && shown.alone
        {
            shown.fit(layout.screen.width.into(), usize::from(layout.screen.height) - 1);
            return;
        }
        let plan = self.detail_plan(&layout);
        if let (Some(shown), Some(area)) = (self.value.shown_mut(), plan.value) {
            shown.fit(area.columns, area.rows);
        }
        if let Focus::Detail { scroll } = &mut self.focus {
            *scroll = (*scroll).min(plan.lines.len().saturating_sub(layout.detail.height.into()));
        }
    }

    pub(super) fn other_pane(&mut self) {
        match self.focus {
            Focus::List => self.open_detail(),
            Focus::Detail { .. } => self.focus = Focus::List,
        }
    }

    pub(super) fn open_detail(&mut self) {
        if self.list.selected().is_some() && self.focus == Focus::List {
            self.focus = Focus::Detail { scroll: 0 };
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
            Context::Filter => self.clear_filter(),
            _ if self.value().id().is_some() => self.hide(),
            Context::Detail => self.focus = Focus::List,
            Context::Alone => {}
            Context::List if self.filter.is_set() => self.clear_filter(),
            Context::List if !matches!(self.quitting, Quitting::No) => self.stay(),
            Context::List => self.notices.clear(),
        }
    }

    /// Another row is selected: what was said of the one before is over.
    pub(super) fn leave_messages(&mut self) {
        let (Some(selected), host) = (self.list.selected(), self.cx.site.address.shown()) else { return };
        let (now, selected) = (self.cx.now.instant, selected.id.shown());
        self.notices.leave(now, |notice| !["", host, selected].contains(&notice.text.name()));
    }
}
