//! Rows with a label before the first of each kind, one of which has the cursor; scrolled so that it is in sight.
//!
//! ```text
//!   provider    ( ) it works there now: test_command said so
//! ▌             ( ) I have set it there
//! ```

use crate::domain::SecretValue;
use crate::view::menu::draw_cursor;
use crate::view::prelude::*;

/// The columns of the labels.
const LABEL: u16 = 12;

/// One row.
pub(super) struct Row<'a> {
    label: &'static str,
    content: Content<'a>,
    /// The line of the cursor that it is.
    line: Option<usize>,
}

enum Content<'a> {
    Text(Line<'a>),
    /// A value that is shown, with a text after it. It is never copied.
    Value(&'a SecretValue, Line<'a>),
}

impl<'a> Row<'a> {
    pub(super) fn text(label: &'static str, text: impl Into<Line<'a>>) -> Self {
        Self { label, content: Content::Text(text.into()), line: None }
    }

    pub(super) fn value(label: &'static str, value: &'a SecretValue, after: Line<'a>) -> Self {
        Self { label, content: Content::Value(value, after), line: None }
    }

    /// Lets the cursor stand on it.
    pub(super) fn at(self, line: usize) -> Self {
        Self { line: Some(line), ..self }
    }
}

/// Draws the rows that fit. Without a cursor the last ones are in sight.
pub(super) fn draw(
    theme: Theme,
    rows: &[Row<'_>],
    cursor: usize,
    area: Rect,
    buf: &mut Buffer,
    drawn: &mut Drawn,
) {
    let height = usize::from(area.height);
    let on = rows.iter().position(|row| row.line == Some(cursor));
    let last = rows.len().saturating_sub(height);
    // The rows before the cursor say what it is about.
    let first = on.map_or(0, |on| (on + 2).saturating_sub(height)).min(last);
    let has_labels = rows.iter().any(|row| !row.label.is_empty());
    for (place, row) in area.rows().zip(rows.iter().skip(first)) {
        let is_on = row.line == Some(cursor);
        if is_on {
            draw_cursor(theme, place, buf, drawn);
        }
        buf.text(place, row.label, theme.style(if is_on { Name::Selected } else { Name::Muted }));
        let beside = if has_labels { after(place, LABEL) } else { place };
        match &row.content {
            Content::Text(line) if is_on => {
                let plain: Vec<_> =
                    line.iter().map(|span| theme.span(span.content.as_ref(), Name::Selected)).collect();
                buf.spans(beside, &plain);
            }
            Content::Text(line) => drop(buf.line(beside, line)),
            Content::Value(value, text) => {
                let styles = [theme.style(Name::Strong), theme.style(Name::Muted)];
                let room = before(beside, text.width() as u16 + 2);
                let rest = buf.value(room, value.expose(), styles);
                let end = Rect { x: rest.x + 2, width: beside.right().saturating_sub(rest.x + 2), ..beside };
                buf.line(end, text);
            }
        }
    }
}
