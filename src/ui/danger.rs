//! The signs of production: the badge, the red border, and the line that asks for the tenant's name before anything
//! is sent.
//!
//! ```text
//!      Type tacc to go on: ▌ ta                               Esc back
//! ```

use ratatui::layout::Rect;

use crate::app::App;
use crate::text::fit::{tail, width};
use crate::text::{SafeText, Sentence};
use crate::view::Prompt;
use crate::view::canvas::{Canvas, Span};
use crate::view::theme::Name;

/// The badge.
pub(super) const BADGE: &str = " PRODUCTION ";

/// The fewest columns of the field beside its question.
const FIELD: usize = 16;

/// Draws the line in place of a form's last row, with the question above if the row is too narrow.
pub(super) fn line(app: &App, canvas: &mut Canvas<'_>, row: Rect, prompt: &Prompt) {
    let (y, right) = (row.y, row.right());
    canvas.fill(row, Name::Modal);
    let keys = [Span::new("Esc", Name::Accent), Span::new(" back", Name::Muted)];
    let columns: usize = keys.iter().map(|Span(text, _)| width(text)).sum();
    // The tenant's name is not cut while there is room for it and for as much in the field.
    let room = usize::from(row.width / 2);
    let ask = Sentence::about(app.site().tenant(), |tenant| format!("Type {tenant} to go on:"));
    let beside = ask.fit(room);
    let field = if width(&beside) + 1 + FIELD + 2 + columns <= row.width.into() {
        canvas.text(row.x, y, right, &beside, Name::Strong) + 1
    } else {
        canvas.fill(Rect { y: y - 1, ..row }, Name::Modal);
        canvas.text(row.x, y - 1, right, &ask.fit(row.width.into()), Name::Strong);
        row.x
    };
    let edge = right.saturating_sub(columns as u16);
    canvas.spans(edge, y, right, &keys);
    let end = edge.saturating_sub(2);
    let surface = Rect { x: field, width: end.saturating_sub(field), ..row };
    canvas.fill(surface, Name::FieldOn);
    let (glyph, name) = if prompt.fault.is_some() { ("✗", Name::ErrorMark) } else { ("▌", Name::Accent) };
    canvas.text(field, y, end, glyph, name);
    let text = SafeText::from(prompt.field.text());
    let shown = tail(text.shown(), usize::from(surface.width).saturating_sub(3));
    let cursor = canvas.text(field + 2, y, end, shown, Name::Plain);
    canvas.cursor(cursor.min(end.saturating_sub(1)), y);
    if let Some(fault) =
        prompt.fault.filter(|fault| width(shown) + width(fault) + 6 < usize::from(surface.width))
    {
        canvas.text_right(cursor + 2, y, end, fault, Name::Warning);
    }
}
