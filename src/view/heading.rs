//! The heading of a section in a pane: `Value ──────── hidden`.

use ratatui::text::{Line, Span};

use super::{Name, Theme};
use crate::text::fit::width;

/// Returns a heading of so many columns, with a rule between the title and what is told at the right.
pub fn heading<'a>(theme: Theme, title: Span<'a>, told: Span<'a>, columns: usize) -> Line<'a> {
    let gap = columns.saturating_sub(width(&title.content) + width(&told.content));
    Line::from_iter([
        title,
        " ".repeat(gap.min(1)).into(),
        theme.span("─".repeat(gap.saturating_sub(2)), Name::Faint),
        " ".repeat(gap.saturating_sub(1).min(1)).into(),
        told,
    ])
}
