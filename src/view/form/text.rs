//! Texts as rows of a form: fields, remarks, differences, values.

use super::row::{Room, Row, Span};
use crate::text::SafeText;
use crate::text::fit::{cut_start, tail, width, wrap};
use crate::text::format::size;
use crate::text::reveal::{self, Piece, pieces, written_out};
use crate::view::field::Field;
use crate::view::theme::Name;

/// Returns a text field of one line. Of a long text it shows the part before the cursor.
pub fn line<S: Default>(label: &'static str, field: &Field, spot: S, room: usize) -> Row<S> {
    let text = field.text();
    let at = text.char_indices().nth(field.cursor()).map_or(text.len(), |(at, _)| at);
    let before = SafeText::from(&text[..at]);
    let before = cut_start(before.shown(), room.saturating_sub(1)).into_owned();
    let after = SafeText::from(&text[at..]);
    Row {
        label,
        field: true,
        cursor: Some(width(&before)),
        spans: vec![Span::new(before, Name::Plain), Span::new(after.shown(), Name::Plain)],
        spot: Some(spot),
        here: true,
        ..Row::default()
    }
}

/// Returns at most `height` lines of a field, around the one with the cursor.
pub fn lines<S: Copy + Default>(
    label: &'static str,
    field: &Field,
    spot: S,
    height: usize,
    room: usize,
) -> Vec<Row<S>> {
    let ((line_at, column), all) = (field.position(), field.lines());
    let first = line_at.saturating_sub(height.div_ceil(2)).min(all.len().saturating_sub(height));
    let row = |(at, text): (usize, &str)| {
        let here = at == line_at;
        let split = text.char_indices().nth(if here { column } else { 0 }).map_or(text.len(), |(at, _)| at);
        let (before, after) = (SafeText::from(&text[..split]), SafeText::from(&text[split..]));
        let before = tail(before.shown(), room.saturating_sub(1));
        Row {
            label: if at == first { label } else { "" },
            field: true,
            cursor: here.then(|| width(before)),
            spans: vec![Span::new(before, Name::Plain), Span::new(after.shown(), Name::Plain)],
            spot: Some(spot),
            here,
            ..Row::default()
        }
    };
    let texts = all.iter().map(String::as_str).enumerate();
    texts.skip(first).take(height).map(row).collect()
}

/// Adds muted words after a row, or below it where they do not fit.
pub fn beside<S: Default>(mut row: Row<S>, more: &str, room: Room, rows: &mut Vec<Row<S>>) {
    let used: usize = row.spans.iter().map(|Span(text, _)| width(text)).sum();
    if used + width(more) <= room.field() {
        row.spans.push(Span::new(more, Name::Muted));
        rows.push(row);
    } else {
        rows.push(row);
        marked("  ", Name::Muted, more, Name::Muted, room.field(), rows);
    }
}

/// Adds a text with a mark before its first line.
pub fn marked<S: Default>(
    mark: &str,
    of: Name,
    text: &str,
    name: Name,
    columns: usize,
    rows: &mut Vec<Row<S>>,
) {
    let lines = wrap(text, columns.saturating_sub(width(mark)), usize::MAX).into_iter().enumerate();
    rows.extend(lines.map(|(at, line)| {
        let mark = if at == 0 { mark.to_owned() } else { " ".repeat(width(mark)) };
        Row::note(vec![Span::new(mark, of), Span::new(line, name)])
    }));
}

/// Returns a warning over the whole width, with further lines indented like the first.
pub fn warning<S: Default>(text: &str, columns: usize) -> Vec<Row<S>> {
    let mut rows = Vec::new();
    marked("! ", Name::WarningMark, text, Name::Text, columns, &mut rows);
    rows.into_iter().map(|row| Row { wide: true, ..row }).collect()
}

/// Returns a text, or words that say that there is none.
pub fn or_empty(text: &str) -> &str {
    if text.is_empty() { "(empty)" } else { text }
}

/// Returns a text over the whole width, a row for each of its lines.
pub fn paragraph<S: Default>(text: &str, columns: usize, name: Name) -> impl Iterator<Item = Row<S>> {
    wrap(text, columns, usize::MAX).into_iter().map(move |line| Row::text(line, name))
}

/// Adds the old text, and the new one with its new part marked.
pub fn difference<S: Default>(old: &str, new: &str, columns: usize, rows: &mut Vec<Row<S>>) {
    let room = columns - 2;
    for line in wrap(or_empty(old), room, usize::MAX) {
        rows.push(Row {
            spans: vec![Span::new("− ", Name::ErrorMark), Span::new(line, Name::Muted)],
            wide: true,
            ..Row::default()
        });
    }
    let same = old.chars().zip(new.chars()).take_while(|(a, b)| a == b).count();
    let kept = new.char_indices().nth(same).map_or(new.len(), |(at, _)| at);
    let mut at = 0;
    for line in wrap(or_empty(new), room, usize::MAX) {
        let split = kept.saturating_sub(at).min(line.len());
        let split = (0..=split).rev().find(|i| line.is_char_boundary(*i)).unwrap_or(0);
        rows.push(Row {
            spans: vec![
                Span::new("+ ", Name::SuccessMark),
                Span::new(&line[..split], Name::Text),
                Span::new(&line[split..], Name::Match),
            ],
            wide: true,
            ..Row::default()
        });
        at += line.len() + 1;
    }
}

/// The rows of a value in a form; a review shows more.
const ROWS: usize = 6;

/// Adds a value, laid out like a revealed one; `spot` is its place of the focus.
pub fn shown<S: Default + Copy>(value: &str, spot: Option<S>, columns: usize, rows: &mut Vec<Row<S>>) {
    for row in reveal::layout(value, columns) {
        let spans = pieces(&value[row.range]).map(|piece| match piece {
            Piece::Plain(text) => Span::new(text, Name::Text),
            Piece::Hidden(c) => Span::new(written_out(c), Name::Muted),
        });
        rows.push(Row { spans: spans.collect(), spot, wide: true, ..Row::default() });
    }
    let part = reveal::shown_part(value).len();
    if part < value.len() {
        let text = format!("These are the first {} of {}.", size(part as u64), size(value.len() as u64));
        rows.extend(paragraph(&text, columns, Name::Muted));
    }
}

/// Adds the beginning of the value, below the field that it is kept in.
pub fn beginning<S: Default + Copy>(value: &str, columns: usize, rows: &mut Vec<Row<S>>) {
    let mut all = Vec::new();
    shown(value, None, columns, &mut all);
    if all.len() > ROWS {
        all.truncate(ROWS);
        all.extend(paragraph("Only its beginning is shown.", columns, Name::Muted));
    }
    rows.extend(all.into_iter().map(|row| Row { wide: false, ..row }));
}
