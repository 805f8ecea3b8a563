//! Moving: the selection, the scrolled detail, the focus, and one `Esc` at a time.

use super::generator::Alphabet;
use super::list::List;
use super::modal::Modal;
use super::quit::Quitting;
use super::{App, Focus, Step};
use crate::domain::Sort;
use crate::features::value::CopyAs;
use crate::keys::Context;

impl App {
    /// Moves whatever has the keyboard.
    pub(super) fn go(&mut self, step: Step) {
        if let Some(help) = &mut self.help {
            help.scroll = scrolled(help.scroll, step, List::page(&self.list).unsigned_abs());
            return;
        }
        if self.modal.is_some() {
            self.move_in_modal(step);
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
            shown.scroll = scrolled(shown.scroll, step, page);
        } else if let Focus::Detail { scroll } = &mut self.focus {
            *scroll = scrolled(*scroll, step, page);
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
                self.modal = match self.modal {
                    Some(Modal::SaveJournal { cursor, .. }) => Some(Modal::Journal { cursor }),
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

    fn move_in_modal(&mut self, step: Step) {
        self.forget_asked_for();
        match &mut self.modal {
            Some(Modal::Sort { cursor }) => *cursor = moved(&Sort::ALL, *cursor, step),
            Some(Modal::CopyAs { cursor }) => *cursor = moved(&CopyAs::ALL, *cursor, step),
            Some(Modal::Details { scroll, .. }) => {
                *scroll = scrolled(*scroll, step, List::page(&self.list).unsigned_abs());
            }
            Some(Modal::Generate { cursor, .. }) => *cursor = moved(&Alphabet::ALL, *cursor, step),
            Some(Modal::Profiles { cursor }) => {
                *cursor = scrolled_in(self.here.profiles.len(), *cursor, step, 5);
            }
            Some(Modal::Undo { cursor }) => *cursor = scrolled_in(self.undo.offered(), *cursor, step, 1),
            Some(Modal::Journal { cursor }) => {
                let page = usize::from(self.cx.size.height / 2);
                *cursor = scrolled_in(self.journal.len(), *cursor, step, page);
            }
            _ => {}
        }
    }
}

/// The line of `count` that a step leads to.
fn scrolled_in(count: usize, cursor: usize, step: Step, page: usize) -> usize {
    scrolled(cursor, step, page).min(count.saturating_sub(1))
}

fn scrolled(scroll: usize, step: Step, page: usize) -> usize {
    match step {
        Step::Rows(rows) => scroll.saturating_add_signed(rows),
        Step::HalfPages(halves) => {
            let rows = halves * isize::try_from(page / 2).unwrap_or(1).max(1);
            scroll.saturating_add_signed(rows)
        }
        Step::First => 0,
        Step::To(row) => row,
        // Far past any end; the end itself is known where the text is laid out.
        Step::Last => usize::from(u16::MAX),
    }
}

/// The entry of a menu that a step leads to.
fn moved<T: Copy + PartialEq, const N: usize>(all: &[T; N], cursor: T, step: Step) -> T {
    let at = all.iter().position(|entry| *entry == cursor).unwrap_or(0);
    let to = match step {
        Step::Rows(rows) => at.saturating_add_signed(rows),
        Step::HalfPages(halves) => at.saturating_add_signed(halves * 2),
        Step::First => 0,
        Step::Last => N,
        Step::To(row) => row,
    };
    all[to.min(N - 1)]
}
