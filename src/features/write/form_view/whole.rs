//! The text of a value outside a text field: in a review, or in a form whose field cannot hold it.

use super::row::Row;
use crate::features::write::form::Spot;
use crate::text::fit::wrap;
use crate::text::format::size;
use crate::text::reveal::{self, Piece, pieces, written_out};
use crate::view::canvas::Span;
use crate::view::theme::Name;

/// The rows of a value in a form; a review shows more.
const ROWS: usize = 6;

/// Adds the value, laid out like a revealed one.
pub(super) fn shown(value: &str, columns: usize, rows: &mut Vec<Row>) {
    for row in reveal::layout(value, columns) {
        let spans = pieces(&value[row.range]).map(|piece| match piece {
            Piece::Plain(text) => Span::new(text, Name::Text),
            Piece::Hidden(c) => Span::new(written_out(c), Name::Muted),
        });
        rows.push(Row { spans: spans.collect(), spot: Some(Spot::Value), wide: true, ..Row::default() });
    }
    let part = reveal::shown_part(value).len();
    if part < value.len() {
        let text = format!("These are the first {} of {}.", size(part as u64), size(value.len() as u64));
        rows.extend(muted(&text, columns));
    }
}

/// Adds the beginning of the value, below the field that it is kept in.
pub(super) fn beginning(value: &str, columns: usize, rows: &mut Vec<Row>) {
    let mut all = Vec::new();
    shown(value, columns, &mut all);
    if all.len() > ROWS {
        all.truncate(ROWS);
        all.extend(muted("Only its beginning is shown.", columns));
    }
    rows.extend(all.into_iter().map(|row| Row { wide: false, spot: None, ..row }));
}

fn muted(text: &str, columns: usize) -> impl Iterator<Item = Row> {
    wrap(text, columns, usize::MAX).into_iter().map(|line| Row::text(line, Name::Muted))
}
