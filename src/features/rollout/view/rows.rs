//! Rows with a label before the first of each kind, one of which has the cursor; scrolled so that it is in sight. What
//! does not fit beside something goes on below; in few columns, labels stand above.
//!
//! ```text
//!   provider    ( ) it works there now: test_command said so
//! ▌             ( ) I have set it there
//! ```

use crate::domain::SecretValue;
use crate::text::fit::{width, wrap};
use crate::view::menu::draw_cursor;
use crate::view::prelude::*;

/// The columns of the labels.
const LABEL: u16 = 12;
/// The columns from which on labels stand beside.
const WIDE: usize = 60;
/// The fewest columns in which a text goes on beside what is before it.
const BESIDE: usize = 24;
/// The columns by which it is set in elsewhere.
const INDENT: usize = 4;
/// The most lines of a text.
const LINES: usize = 12;

/// One row, of one or several lines.
pub(super) struct Row<'a> {
    label: &'static str,
    lines: Vec<Content<'a>>,
    /// The line of the cursor that it is.
    at: Option<usize>,
}

enum Content<'a> {
    Text(Line<'a>),
    /// A value that is shown, with a text after it. It is never copied.
    Value(&'a SecretValue, Line<'a>),
}

/// Returns the columns beside the labels, where there are labels.
pub(super) fn beside(room: usize) -> usize {
    if room < WIDE { room } else { room - usize::from(LABEL) }
}

impl<'a> Row<'a> {
    pub(super) fn text(label: &'static str, text: impl Into<Line<'a>>) -> Self {
        Self { label, lines: vec![Content::Text(text.into())], at: None }
    }

    /// Makes a row of `before` and a text that takes as many lines as it needs in `room` columns.
    pub(super) fn wrapped(
        theme: Theme,
        before: impl Into<Line<'a>>,
        (text, ink): (&str, Name),
        room: usize,
    ) -> Self {
        let mut first = before.into();
        let left = room.saturating_sub(first.width());
        let goes_on = left >= BESIDE.min(width(text)) || first.width() == 0;
        let indent = if goes_on { first.width() } else { INDENT };
        let mut parts = wrap(text, room.saturating_sub(indent), LINES).into_iter();
        if goes_on {
            first.extend(parts.next().map(|part| theme.span(part, ink)));
        }
        let below = parts.map(|part| Line::from(theme.span(format!("{:indent$}{part}", ""), ink)));
        let lines = std::iter::once(first).chain(below).map(Content::Text).collect();
        Self { label: "", lines, at: None }
    }

    pub(super) fn value(value: &'a SecretValue, after: Line<'a>) -> Self {
        Self { label: "", lines: vec![Content::Value(value, after)], at: None }
    }

    /// Puts a text at the end of its first line, which has `room` columns.
    pub(super) fn ending(mut self, text: Span<'a>, room: usize) -> Self {
        if let Some(Content::Text(line)) = self.lines.first_mut() {
            let gap = room.saturating_sub(line.width() + text.width());
            line.extend([Span::styled(" ".repeat(gap), text.style), text]);
        }
        self
    }

    pub(super) fn labelled(self, label: &'static str) -> Self {
        Self { label, ..self }
    }

    /// Lets the cursor stand on it.
    pub(super) fn at(self, line: usize) -> Self {
        Self { at: Some(line), ..self }
    }

    fn height(&self, is_wide: bool) -> usize {
        self.lines.len() + usize::from(!is_wide && !self.label.is_empty())
    }
}

/// Returns the rows of the screen that these take in `room` columns.
pub(super) fn height(rows: &[Row<'_>], room: usize) -> usize {
    rows.iter().map(|row| row.height(room >= WIDE)).sum()
}

/// Draws the rows that fit, among them that of this line. `marks` tells whether it is marked as the one with the cursor.
pub(super) fn draw(
    theme: Theme,
    rows: &[Row<'_>],
    (cursor, marks): (usize, bool),
    area: Rect,
    buf: &mut Buffer,
    drawn: &mut Drawn,
) {
    let (height, is_wide) = (usize::from(area.height), usize::from(area.width) >= WIDE);
    let before: usize =
        rows.iter().take_while(|row| row.at != Some(cursor)).map(|row| row.height(is_wide)).sum();
    let own = rows.iter().find(|row| row.at == Some(cursor)).map(|row| row.height(is_wide));
    let all: usize = rows.iter().map(|row| row.height(is_wide)).sum();
    // The rows before the cursor say what it is about; one after it says that there is more.
    let first = own.map_or(0, |own| (before + own + 1).saturating_sub(height).min(before));
    let first = first.min(all.saturating_sub(height));
    let has_labels = is_wide && rows.iter().any(|row| !row.label.is_empty());
    let mut at = 0;
    for row in rows {
        let is_on = row.at == Some(cursor) && marks;
        let ink = theme.style(if is_on { Name::Selected } else { Name::Muted });
        let label = (!is_wide && !row.label.is_empty()).then_some(None);
        for content in label.into_iter().chain(row.lines.iter().map(Some)) {
            let place = area.rows().nth(at - first.min(at)).filter(|_| at >= first);
            at += 1;
            let Some(place) = place else { continue };
            if is_on {
                draw_cursor(theme, place, buf, drawn);
            }
            let is_first = content.is_none_or(|content| std::ptr::eq(content, &row.lines[0]));
            if is_first && (is_wide || content.is_none()) {
                buf.text(place, row.label, ink);
            }
            if let Some(content) = content {
                content.draw(theme, is_on, if has_labels { after(place, LABEL) } else { place }, buf);
            }
        }
    }
}

impl Content<'_> {
    fn draw(&self, theme: Theme, is_on: bool, place: Rect, buf: &mut Buffer) {
        match self {
            Self::Text(line) if is_on => {
                let plain: Vec<_> =
                    line.iter().map(|span| theme.span(span.content.as_ref(), Name::Selected)).collect();
                buf.spans(place, &plain);
            }
            Self::Text(line) => drop(buf.line(place, line)),
            Self::Value(value, text) => {
                let styles = [theme.style(Name::Strong), theme.style(Name::Muted)];
                let room = before(place, text.width() as u16 + 2);
                let rest = buf.value(room, value.expose(), styles);
                let end = Rect { x: rest.x + 2, width: place.right().saturating_sub(rest.x + 2), ..place };
                buf.line(end, text);
            }
        }
    }
}
