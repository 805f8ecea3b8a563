//! The frame of a modal: centred under the bar, or, where that does not fit, all of the screen under
//! the bar without side borders.
//!
//! ```text
//! ╭─ Sort ──────────────────────────╮
//!
//!      name                       n
//!
//!      Enter choose   Esc close
//!
//! ╰─────────────────────────────────╯
//! ```

use ratatui::layout::Rect;

use super::canvas::{Canvas, Span};
use super::theme::Name;
use crate::text::fit::{cut_middle, width};

/// Columns from the border to the content.
const INDENT: u16 = 5;
/// Rows around the content: border, blank row, and at the end blank row, keys, blank row, border.
const AROUND: u16 = 6;

/// What a frame is made for.
pub(super) struct Frame<'a> {
    /// At the left of the upper border.
    pub(super) title: &'a str,
    /// At its right: where one is, for modals that act there.
    pub(super) place: Option<String>,
    /// Columns of the whole modal.
    pub(super) width: u16,
    /// Rows of content that it would like to show.
    pub(super) rows: u16,
}

/// Draws the frame and its keys; gives the area for the content.
pub(super) fn draw(canvas: &mut Canvas<'_>, under: Rect, frame: &Frame<'_>, keys: &[Span]) -> Rect {
    let height = frame.rows + AROUND;
    let fits = frame.width + 2 <= under.width && height < under.height;
    if !fits {
        return fill_all(canvas, under, frame, keys);
    }
    let area = Rect {
        x: under.x + (under.width - frame.width) / 2,
        y: under.y + (under.height - height) / 2,
        width: frame.width,
        height,
    };
    canvas.fill(area, Name::Modal);
    let (right, bottom) = (area.right(), area.bottom());
    for y in area.y + 1..bottom - 1 {
        canvas.text(area.x, y, right, "│", Name::Border);
        canvas.text(right - 1, y, right, "│", Name::Border);
    }
    for (y, corners) in [(area.y, ["╭", "╮"]), (bottom - 1, ["╰", "╯"])] {
        canvas.text(area.x, y, right, corners[0], Name::Border);
        canvas.line(area.x + 1, y, right - 1, Name::Border);
        canvas.text(right - 1, y, right, corners[1], Name::Border);
    }
    heading(canvas, Rect { x: area.x + 1, width: area.width - 2, ..area }, frame);
    canvas.spans(area.x + INDENT, bottom - 3, right - INDENT, keys);
    Rect { x: area.x + INDENT, y: area.y + 2, width: area.width - 2 * INDENT, height: height - AROUND }
}

/// No room for a frame: all of the screen under the bar, with a rule that carries the title.
fn fill_all(canvas: &mut Canvas<'_>, under: Rect, frame: &Frame<'_>, keys: &[Span]) -> Rect {
    canvas.fill(under, Name::Modal);
    canvas.line(under.x, under.y, under.right(), Name::Border);
    heading(canvas, under, frame);
    canvas.spans(under.x + 2, under.bottom() - 1, under.right() - 2, keys);
    Rect {
        x: under.x + 2,
        y: under.y + 1,
        width: under.width.saturating_sub(4),
        height: under.height.saturating_sub(3),
    }
}

/// Title and place in the upper border.
fn heading(canvas: &mut Canvas<'_>, area: Rect, frame: &Frame<'_>) {
    let mut right = area.right() - 1;
    if let Some(place) = &frame.place {
        let text = format!(" {} ", cut_middle(place, usize::from(area.width / 2)));
        right = canvas.text_right(area.x, area.y, right, &text, Name::Muted).saturating_sub(1);
    }
    let room = usize::from(right.saturating_sub(area.x + 3));
    let title = cut_middle(frame.title, room);
    let x = area.x + 1;
    canvas.text(x, area.y, right, " ", Name::Text);
    let end = canvas.text(x + 1, area.y, right, &title, Name::Strong);
    canvas.text(end, area.y, right, " ", Name::Strong);
    debug_assert!(width(&title) <= room);
}

/// Draws lines of spans, scrolled; past the end it shows the end.
pub(super) fn lines(canvas: &mut Canvas<'_>, area: Rect, lines: &[Vec<Span>], scroll: usize) {
    let scroll = scroll.min(lines.len().saturating_sub(area.height.into()));
    for (y, line) in (area.top()..area.bottom()).zip(&lines[scroll..]) {
        canvas.spans(area.x, y, area.right(), line);
    }
}
