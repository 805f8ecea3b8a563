//! Lays a value out to be read: rows of limited width, each a range of the value, so that nothing of it is copied
//! until a row is drawn.
//!
//! What a text editor would hide is written out: control characters, tabs, zero-width and odd spaces.
//! `text::unseen` tells how much of that there is.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use super::is_plain;

/// Number of bytes of a value that are laid out; a larger value is shown in part and copied whole.
pub const SHOWN_BYTES: usize = 64 * 1024;

/// One row on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The part of the value in this row, in bytes.
    pub range: Range<usize>,
    /// The line that it belongs to, counted from 1.
    pub line: usize,
    /// Set when the line begins with this row; further rows of a line carry no number.
    pub first: bool,
}

/// A piece of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Text that shows itself.
    Plain(&'a str),
    /// A character that has to be written out.
    Hidden(char),
}

/// Returns the part of `value` that is laid out.
pub fn shown_part(value: &str) -> &str {
    &value[..value.floor_char_boundary(SHOWN_BYTES)]
}

/// Counts the lines of the shown part of `value`; a final newline ends a line and begins none.
pub fn lines(value: &str) -> usize {
    shown_part(value).lines().count()
}

/// Lays the shown part of `value` out in rows of at most `columns` columns. Costs one pass.
pub fn layout(value: &str, columns: usize) -> Vec<Row> {
    let columns = columns.max(1);
    let value = shown_part(value);
    let mut rows = Vec::new();
    let mut at = 0;
    for (index, line) in value.split_inclusive('\n').enumerate() {
        let text = line.strip_suffix('\n').unwrap_or(line);
        let (mut start, mut used, mut first) = (at, 0, true);
        for (offset, c) in text.char_indices() {
            let width = columns_of(c);
            if used + width > columns && used > 0 {
                rows.push(Row { range: start..at + offset, line: index + 1, first });
                (start, used, first) = (at + offset, 0, false);
            }
            used += width;
        }
        rows.push(Row { range: start..at + text.len(), line: index + 1, first });
        at += line.len();
    }
    rows
}

/// Returns the pieces of a row's text.
pub fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        if is_plain(first) {
            let end = rest.find(|c| !is_plain(c)).unwrap_or(rest.len());
            let (plain, after) = rest.split_at(end);
            rest = after;
            return Some(Piece::Plain(plain));
        }
        rest = &rest[first.len_utf8()..];
        Some(Piece::Hidden(first))
    })
}

/// Writes a character as in a Rust literal: `\t`, `\u{1b}`.
pub fn written_out(c: char) -> String {
    c.escape_default().to_string()
}

fn columns_of(c: char) -> usize {
    if is_plain(c) { c.width().unwrap_or(0) } else { c.escape_default().count() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(value: &str, columns: usize) -> Vec<(usize, bool, &str)> {
        layout(value, columns).into_iter().map(|row| (row.line, row.first, &value[row.range])).collect()
    }

    #[test]
    fn lines_are_numbered_and_long_ones_wrapped() {
        assert_eq!(shown("abc\ndefgh\n", 3), [(1, true, "abc"), (2, true, "def"), (2, false, "gh")]);
        assert_eq!(shown("a\n\nb", 9), [(1, true, "a"), (2, true, ""), (3, true, "b")]);
        assert_eq!(lines("a\n\nb\n"), 3);
        assert!(layout("", 9).is_empty());
    }

    #[test]
    fn what_is_written_out_takes_the_room_that_it_takes() {
        assert_eq!(shown("a\tb", 3), [(1, true, "a\t"), (1, false, "b")]);
        let all: Vec<_> = pieces("a\r\u{200b}é").collect();
        assert_eq!(
            all,
            [Piece::Plain("a"), Piece::Hidden('\r'), Piece::Hidden('\u{200b}'), Piece::Plain("é")]
        );
        assert_eq!(written_out('\u{200b}'), "\\u{200b}");
    }

    #[test]
    fn a_giant_value_is_laid_out_in_part() {
        let value = "é".repeat(SHOWN_BYTES);
        let rows = layout(&value, 80);
        assert_eq!(rows.last().unwrap().range.end, SHOWN_BYTES);
    }

    proptest! {
        #[test]
        fn every_character_but_newlines_is_in_exactly_one_row(value in any::<String>(), columns in 8usize..40) {
            let rows = layout(&value, columns);
            let joined: String = rows.iter().map(|row| &value[row.range.clone()]).collect();
            prop_assert_eq!(joined, value.replace('\n', ""));
            for row in rows {
                let width: usize = value[row.range].chars().map(columns_of).sum();
                prop_assert!(width <= columns.max(10));
            }
        }
    }
}
