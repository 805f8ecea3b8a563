//! Moving the selection, and the keyboard from pane to pane.

use super::{Focus, List};
use crate::core::{News, Out};
use crate::view::Step;

impl List {
    /// Moves the selection.
    pub fn go(&mut self, step: Step, out: &mut Out) {
        self.wanted = None;
        let rows = &mut self.ordered;
        let moved = match step {
            Step::Rows(by) => rows.move_by(by),
            Step::HalfPages(halves) => rows.move_by(halves * (rows.page() / 2).max(1)),
            Step::First => rows.select(0),
            Step::Last => rows.select(rows.shown()),
            Step::To(row) => rows.select(row),
        };
        if moved {
            out.report(News::AnotherRow);
            if let Focus::Detail { scroll } = &mut self.focus {
                *scroll = 0;
            }
        }
    }

    /// Scrolls the detail, if it has the keyboard; `page` is in rows.
    pub fn scroll_detail(&mut self, step: Step, page: usize) {
        if let Focus::Detail { scroll } = &mut self.focus {
            *scroll = step.from(*scroll, page);
        }
    }

    /// Scrolls the detail back to row `last` where it is scrolled farther.
    pub fn fit_detail(&mut self, last: usize) {
        if let Focus::Detail { scroll } = &mut self.focus {
            *scroll = (*scroll).min(last);
        }
    }

    /// `Tab`: gives the keyboard to the other pane.
    pub fn other_pane(&mut self) {
        match self.focus {
            Focus::List => self.open_detail(),
            Focus::Detail { .. } => self.close_detail(),
        }
    }

    /// `Enter`: gives the keyboard to the detail.
    pub fn open_detail(&mut self) {
        if self.selected().is_some() && self.focus == Focus::List {
            self.focus = Focus::Detail { scroll: 0 };
        }
    }

    /// Gives the keyboard to the list.
    pub fn close_detail(&mut self) {
        self.focus = Focus::List;
    }
}
