//! The notice line: a glyph, one sentence, at most two keys at the right. [`NoticeView`] decides how many rows it
//! takes; rows above the last cover other content.

use super::view::NoticeView;
use crate::core::{Context, Notice, Tone};
use crate::text::fit::width;
use crate::view::keys::line_of;
use crate::view::prelude::*;

/// The present notice.
pub(crate) struct NoticeLine<'a> {
    pub(crate) notice: &'a Notice,
    /// Its layout.
    pub(crate) view: &'a NoticeView,
    /// The place of it.
    pub(crate) place: Place,
    pub(crate) cx: &'a Context,
    pub(crate) theme: Theme,
}

/// The things around a notice.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// The panes.
    Panes,
    /// A dialog, which it may touch: the panes have nearly the colour of a dialog.
    UnderDialog,
    /// A value that is alone on the screen, in the terminal's own colours; the notice has this rest of the last row, or
    /// covers its text if there is too little room.
    Alone(Rect),
}

impl Widget for NoticeLine<'_> {
    /// Draws the notice so that its last row is `area`.
    fn render(self, area: Rect, buf: &mut Buffer) {
        let Self { notice, view, theme, .. } = self;
        let Some((glyph, mark)) = self.mark() else { return };
        let top = area.bottom().saturating_sub(view.rows());
        let rows = Rect { y: top, height: area.bottom() - top, ..area };
        if let Place::Alone(rest) = self.place {
            return self.alone(glyph, rest, rows, buf);
        }
        buf.surface(rows, theme.surface(Name::Screen));
        if self.place == Place::UnderDialog {
            buf.dim(rows, theme.style(Name::Backdrop));
        }
        let margins = |row: Rect| Rect { x: row.x + 2, width: row.width.saturating_sub(4), ..row };
        let rows = margins(rows);
        buf.text(rows, glyph, theme.style(mark));
        let words = if notice.tone == Tone::Error { Name::ErrorText } else { Name::Text };
        for (row, line) in rows.rows().zip(&view.lines) {
            buf.text(after(row, 2), line, theme.style(words));
        }
        let keys: Vec<_> =
            view.keys.iter().map(|(key, word)| Hint::new(theme.key_name(*key), *word)).collect();
        let keys = line_of(theme, &keys);
        let last = margins(area);
        buf.line(after(last, last.width.saturating_sub(view.key_columns() as u16)), &keys);
    }
}

impl NoticeLine<'_> {
    /// Returns the mark of the notice and its style; `None` for a wait that is too short to show.
    fn mark(&self) -> Option<(&'static str, Name)> {
        Some(match self.notice.tone {
            Tone::Success => ("✓", Name::SuccessMark),
            Tone::Warning => ("!", Name::WarningMark),
            Tone::Error => ("✗", Name::ErrorMark),
            Tone::Busy(_, since) => (self.theme.spinner(self.cx, since)?, Name::Muted),
        })
    }

    fn alone(&self, glyph: &str, rest: Rect, rows: Rect, buf: &mut Buffer) {
        let beside = after(rest, 3);
        let rows = match &self.view.lines[..] {
            [line] if width(line) + 2 <= beside.width.into() => beside,
            _ => rows,
        };
        buf.surface(rows, Style::reset());
        buf.exact(rows, glyph, Style::reset());
        for (row, line) in rows.rows().zip(&self.view.lines) {
            buf.exact(after(row, 2), line, Style::reset());
        }
    }
}
