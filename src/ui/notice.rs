//! The notice line: a glyph, one sentence, at most two keys at the right.

use ratatui::layout::Rect;

use super::canvas::{Canvas, Span};
use super::theme::Name;
use crate::app::App;
use crate::app::copy::seconds_left;
use crate::app::notice::Tone;
use crate::text::fit::width;

/// Draws the present notice; tells whether there is one.
pub(super) fn draw(app: &App, canvas: &mut Canvas<'_>, area: Rect) -> bool {
    let Some(notice) = app.notice() else { return false };
    let (glyph, name) = match notice.tone {
        Tone::Success => ("✓", Name::SuccessMark),
        Tone::Warning => ("!", Name::WarningMark),
        Tone::Error => ("✗", Name::ErrorMark),
        Tone::Busy(since) => match app.spinner(since) {
            Some(frame) => (canvas.spinner(frame), Name::Muted),
            None => return false,
        },
    };
    canvas.fill(area, Name::Text);
    let (left, mut right) = (area.x + 2, area.right() - 2);
    if notice.details {
        let keys = [Span::new("!", Name::Accent), Span::new(" details", Name::Muted)];
        let columns: usize = keys.iter().map(|Span(text, _)| width(text)).sum();
        let x = right - columns as u16;
        canvas.spans(x, area.y, right, &keys);
        right = x - 2;
    }
    let x = canvas.text(left, area.y, right, glyph, name);
    let text = match notice.countdown {
        Some(until) => format!("{} {} s.", notice.text, seconds_left(app.now().instant, until)),
        None => notice.text.clone(),
    };
    canvas.text(x + 1, area.y, right, &text, Name::Text);
    true
}
