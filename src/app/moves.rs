//! Moving: the selection, the scrolled detail, the focus, and one `Esc` at a time.

use super::list::List;
use super::modal::Modal;
use super::{App, Focus, Step, detail};
use crate::input::Context;
use crate::layout::Layout;

impl App {
    /// Moves whatever has the keyboard.
    pub(super) fn go(&mut self, step: Step) {
        if self.modal.is_some() {
            self.move_in_modal(step);
            return;
        }
        match (self.focus, self.filter.is_typing()) {
            (Focus::Detail { .. }, false) => self.scroll_detail(step),
            _ => self.move_selection(step),
        }
    }

    fn move_selection(&mut self, step: Step) {
        let list = &mut self.list;
        let moved = match step {
            Step::Rows(rows) => list.move_by(rows),
            Step::HalfPages(halves) => list.move_by(halves * (list.page() / 2).max(1)),
            Step::First => list.select(0),
            Step::Last => list.select(list.shown()),
        };
        // The user has looked and chosen, also where there was nowhere to go.
        self.filter.note_move();
        if moved {
            self.focus = match self.focus {
                Focus::Detail { .. } => Focus::Detail { scroll: 0 },
                Focus::List => Focus::List,
            };
        }
    }

    fn scroll_detail(&mut self, step: Step) {
        let Focus::Detail { scroll } = &mut self.focus else { return };
        let page = self.size.height / 2;
        *scroll = scrolled(*scroll, step, usize::from(page));
        self.clamp_detail();
    }

    /// Keeps the detail scrolled no farther than its end.
    pub(super) fn clamp_detail(&mut self) {
        let Some(layout) = self.layout() else { return };
        let rows = self.detail_lines(&layout).len();
        if let Focus::Detail { scroll } = &mut self.focus {
            *scroll = (*scroll).min(rows.saturating_sub(layout.detail.height.into()));
        }
    }

    /// The rows of the detail for these areas.
    pub fn detail_lines(&self, layout: &Layout) -> Vec<detail::Line> {
        let Some(secret) = self.list.selected() else { return Vec::new() };
        let focused = matches!(self.focus, Focus::Detail { .. });
        let columns = layout.detail.width.into();
        if layout.stacked && !focused {
            return detail::short_lines(secret, &self.site, self.now.wall, &self.zone, columns);
        }
        let room = detail::Room {
            columns,
            rows: layout.detail.height.into(),
            screen_rows: layout.screen.height,
            focused,
        };
        let mut lines = detail::lines(secret, &self.site, self.now.wall, &self.zone, room);
        if layout.stacked {
            // The rule above carries the id, unless that had to cut it.
            let ids = lines.iter().filter(|line| matches!(line, detail::Line::Id(_))).count();
            if ids == 1 {
                lines.remove(0);
            }
        }
        lines
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

    /// Undoes one thing: modal, detail focus, filter.
    pub(super) fn back(&mut self, context: Context) {
        match context {
            Context::Menu | Context::Reader => self.modal = None,
            Context::Detail => self.focus = Focus::List,
            Context::Filter => self.clear_filter(),
            Context::List if self.filter.is_set() => self.clear_filter(),
            Context::List => {}
        }
    }

    fn move_in_modal(&mut self, step: Step) {
        match &mut self.modal {
            Some(Modal::Sort { cursor }) => *cursor = moved_sort(*cursor, step),
            Some(Modal::Help { scroll } | Modal::Details { scroll, .. }) => {
                *scroll = scrolled(*scroll, step, List::page(&self.list).unsigned_abs());
            }
            None => {}
        }
    }
}

fn scrolled(scroll: usize, step: Step, page: usize) -> usize {
    match step {
        Step::Rows(rows) => scroll.saturating_add_signed(rows),
        Step::HalfPages(halves) => {
            let rows = halves * isize::try_from(page / 2).unwrap_or(1).max(1);
            scroll.saturating_add_signed(rows)
        }
        Step::First => 0,
        // Far past any end; the end itself is known where the text is laid out.
        Step::Last => usize::from(u16::MAX),
    }
}

fn moved_sort(cursor: crate::domain::Sort, step: Step) -> crate::domain::Sort {
    let all = crate::domain::Sort::ALL;
    let at = all.iter().position(|sort| *sort == cursor).unwrap_or(0);
    let to = match step {
        Step::Rows(rows) => at.saturating_add_signed(rows),
        Step::HalfPages(halves) => at.saturating_add_signed(halves * 2),
        Step::First => 0,
        Step::Last => all.len(),
    };
    all[to.min(all.len() - 1)]
}
