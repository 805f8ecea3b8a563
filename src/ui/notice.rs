//! The notice line: a glyph, one sentence, at most two keys at the right. Which rows it takes is
//! `app::telling`; those above the last cover what stands there.

use ratatui::layout::Rect;

use crate::app::App;
use crate::app::telling::KEY_GAP;
use crate::core::Tone;
use crate::view::canvas::Canvas;
use crate::view::canvas::Span;
use crate::view::theme::Name;

/// Draws the present notice, its last row in `area`; tells whether there is one.
pub(super) fn draw(app: &App, canvas: &mut Canvas<'_>, area: Rect) -> bool {
    let (Some(notice), Some(telling)) = (app.notice(), app.telling()) else { return false };
    let (glyph, name) = match notice.tone {
        Tone::Success => ("✓", Name::SuccessMark),
        Tone::Warning => ("!", Name::WarningMark),
        Tone::Error => ("✗", Name::ErrorMark),
        Tone::Busy(_, since) => match app.spinner(since) {
            Some(frame) => (canvas.spinner(frame), Name::Muted),
            None => return false,
        },
    };
    let (left, right) = (area.x + 2, area.right() - 2);
    let top = area.bottom().saturating_sub(telling.rows());
    canvas.fill(Rect { y: top, height: area.bottom() - top, ..area }, Name::Screen);
    canvas.text(left, top, right, glyph, name);
    let words = if notice.tone == Tone::Error { Name::ErrorText } else { Name::Text };
    for (y, line) in (top..).zip(&telling.lines) {
        canvas.text(left + 2, y, right, line, words);
    }
    let mut spans = Vec::new();
    for (key, word) in &telling.keys {
        let gap = if spans.is_empty() { 0 } else { KEY_GAP };
        spans.push(Span::new(" ".repeat(gap) + &canvas.key_name(*key), Name::Accent));
        spans.push(Span::new(format!(" {word}"), Name::Muted));
    }
    canvas.spans(right.saturating_sub(telling.key_columns() as u16), area.y, right, &spans);
    true
}
