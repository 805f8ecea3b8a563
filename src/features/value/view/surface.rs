//! A revealed value on its warm surface, and the note below it. The value goes from where it is kept into the cells,
//! and nowhere else.
//!
//! ```text
//! ▎  1 -----BEGIN PRIVATE KEY-----
//! ▎  2 MIIEvQIBADANBgkqhkiG9w0BAQEFAASC
//! ▎    BKcwggSjAgEAAoIBAQ
//! ```

use crate::features::value::Shown;
use crate::layout::{ValueArea, note_rows};
use crate::text::fit::wrap;
use crate::view::prelude::*;

/// A shown value.
pub(crate) struct Surface<'a> {
    pub(crate) shown: &'a Shown,
    /// Its place in the detail.
    pub(crate) place: ValueArea,
    pub(crate) cx: &'a Context,
    pub(crate) theme: Theme,
}

impl Widget for Surface<'_> {
    /// Draws the value into `area`, the detail below the heading.
    fn render(self, area: Rect, buf: &mut Buffer) {
        let Self { shown, place, cx, theme } = self;
        if shown.value.is_empty() {
            buf.text(area, "The value is empty.", theme.style(Name::Text));
            return;
        }
        let visible = shown.rows().iter().skip(shown.scroll).take(place.rows);
        let rows = visible.len() + 2 * place.pad;
        let surface = Rect { height: area.height.min(rows as u16), ..area };
        buf.surface(surface, theme.surface(Name::Revealed));
        for row in surface.rows() {
            buf.text(row, "▎", theme.style(Name::WarningMark));
        }
        let muted = theme.style(Name::RevealedMuted);
        for (line, row) in surface.rows().skip(place.pad).zip(visible) {
            let line = after(line, 2);
            if place.numbers > 0 && row.first {
                let number = Rect { width: (place.numbers - 1) as u16, ..line };
                buf.text_right(number, &row.line.to_string(), muted);
            }
            let beside = after(line, place.numbers as u16);
            buf.value(beside, shown.text(row), [theme.style(Name::Revealed), muted]);
        }
        let below = Rect { y: surface.bottom(), height: area.bottom() - surface.bottom(), ..area };
        let Some(note) = shown.note(cx) else { return };
        let note = wrap(&note, usize::from(area.width).saturating_sub(2), note_rows(cx.size.height));
        for (index, (row, text)) in below.rows().zip(note).enumerate() {
            let mark = if index == 0 { "! " } else { "  " };
            let rest = buf.text(row, mark, theme.style(Name::WarningMark));
            buf.text(rest, &text, theme.style(Name::Muted));
        }
    }
}
