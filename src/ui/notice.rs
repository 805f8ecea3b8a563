//! The notice line: a glyph, one sentence, at most two keys at the right. The notice view decides how many rows it
//! takes; rows above the last cover other content.

use ratatui::layout::Rect;

use crate::app::App;
use crate::core::{Notice, Tone};
use crate::features::notices::KEY_GAP;
use crate::text::fit::width;
use crate::view::canvas::{Canvas, Span};
use crate::view::theme::Name;

/// Returns the mark of the notice and its style; `None` for a wait that is too short to show.
fn mark(app: &App, canvas: &Canvas<'_>, notice: &Notice) -> Option<(&'static str, Name)> {
    Some(match notice.tone {
        Tone::Success => ("✓", Name::SuccessMark),
        Tone::Warning => ("!", Name::WarningMark),
        Tone::Error => ("✗", Name::ErrorMark),
        Tone::Busy(_, since) => (canvas.spinner(app.spinner(since)?), Name::Muted),
    })
}

/// Draws the present notice under a value that is shown alone, in the terminal's own colours: in the last row from
/// `end` on, or over its text if there is too little room.
pub(super) fn draw_alone(app: &App, canvas: &mut Canvas<'_>, end: u16) {
    let (Some(notice), Some(view)) = (app.notice(), app.notice_view()) else { return };
    let Some((glyph, _)) = mark(app, canvas, notice) else { return };
    let area = canvas.area();
    let beside = end + 3;
    let fits = |line: &String| usize::from(beside) + 2 + width(line) <= usize::from(area.right());
    let x = if view.lines.len() == 1 && view.lines.iter().all(fits) { beside } else { 0 };
    let top = area.bottom().saturating_sub(view.rows());
    for (y, line) in (top..).zip(&view.lines) {
        canvas.bare(x, y, area.right(), &" ".repeat(usize::from(area.right() - x)));
        canvas.bare(x + 2, y, area.right(), line);
    }
    canvas.bare(x, top, area.right(), glyph);
}

/// Draws the present notice with its last row in `area`; tells whether there is one.
pub(super) fn draw(app: &App, canvas: &mut Canvas<'_>, area: Rect) -> bool {
    let (Some(notice), Some(view)) = (app.notice(), app.notice_view()) else { return false };
    let Some((glyph, name)) = mark(app, canvas, notice) else { return false };
    let (left, right) = (area.x + 2, area.right() - 2);
    let top = area.bottom().saturating_sub(view.rows());
    let rows = Rect { y: top, height: area.bottom() - top, ..area };
    canvas.fill(rows, Name::Screen);
    if canvas.over().is_some() {
        // The panes have nearly the colour of a modal, which the notice may touch here.
        canvas.dim(rows);
    }
    canvas.text(left, top, right, glyph, name);
    let words = if notice.tone == Tone::Error { Name::ErrorText } else { Name::Text };
    for (y, line) in (top..).zip(&view.lines) {
        canvas.text(left + 2, y, right, line, words);
    }
    let mut spans = Vec::new();
    for (key, word) in &view.keys {
        let gap = if spans.is_empty() { 0 } else { KEY_GAP };
        spans.push(Span::new(" ".repeat(gap) + &canvas.key_name(*key), Name::Accent));
        spans.push(Span::new(format!(" {word}"), Name::Muted));
    }
    canvas.spans(right.saturating_sub(view.key_columns() as u16), area.y, right, &spans);
    true
}
