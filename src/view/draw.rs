//! Text and surfaces in a [`Buffer`], from ratatui's [`Line`] and [`Style`].
//!
//! This takes the place of `Line::render`, `Buffer::set_stringn` and `Clear`, for two reasons. ratatui looks for the
//! graphemes of every text and measures each line twice: a line of 40 letters takes it 2 to 3 µs, where copying the
//! bytes of ASCII into their cells takes 0.5 µs (benches `draw` and `draw_filtered`, which draw 2,000 cells of text). And
//! a text that has too little room ends with an ellipsis here.

use std::borrow::BorrowMut;

use ratatui::buffer::Cell;
use ratatui::prelude::{Buffer, HorizontalAlignment, Line, Modifier, Rect, Span, Style};

use crate::text::SafeText;
use crate::text::fit::{cut_end, graphemes, width};
use crate::text::reveal::{Piece, pieces, written_out};

/// Draws text and surfaces. Everything is cut to its area and to the buffer.
pub trait Draw: BorrowMut<Buffer> {
    /// Paints `area`: erases everything in it, and leaves this style.
    fn surface(&mut self, area: Rect, style: Style) {
        let mut blank = Cell::EMPTY;
        blank.set_style(style);
        for row in area.intersection(self.borrow_mut().area).rows() {
            cells(self.borrow_mut(), row).fill(blank.clone());
        }
    }

    /// Turns everything in `area` into background, with nothing but this style.
    fn dim(&mut self, area: Rect, style: Style) {
        let style = Style::reset().patch(style);
        for row in area.intersection(self.borrow_mut().area).rows() {
            for cell in cells(self.borrow_mut(), row) {
                cell.modifier = Modifier::empty();
                cell.set_style(style);
            }
        }
    }

    /// Writes as much of `text` as fits into the first row of `area`. Returns the rest of that row, at the right of
    /// the text.
    fn exact(&mut self, area: Rect, text: &str, style: Style) -> Rect {
        put(self.borrow_mut(), area, text, style)
    }

    /// Writes as much of a value as fits, in one style for the text that shows itself and another for characters
    /// written out. Returns the rest of the row.
    fn value(&mut self, area: Rect, text: &str, [plain, hidden]: [Style; 2]) -> Rect {
        pieces(text).fold(area, |rest, piece| match piece {
            Piece::Plain(text) => self.exact(rest, text, plain),
            Piece::Hidden(c) => self.exact(rest, &written_out(c), hidden),
        })
    }

    /// Writes `text` with an ellipsis where it is cut.
    fn text(&mut self, area: Rect, text: &str, style: Style) -> Rect {
        put(self.borrow_mut(), area, &cut_end(text, area.width.into()), style)
    }

    /// Writes `text` at the right end of the first row of `area`. Returns the rest of that row, at the left of it.
    fn text_right(&mut self, area: Rect, text: &str, style: Style) -> Rect {
        let text = cut_end(text, area.width.into());
        let left = before(area, width(&text) as u16);
        put(self.borrow_mut(), after(area, left.width), &text, style);
        left
    }

    /// Writes spans one after the other. Returns the rest of the row.
    fn spans(&mut self, area: Rect, spans: &[Span<'_>]) -> Rect {
        spans.iter().fold(area, |rest, span| self.text(rest, &span.content, span.style))
    }

    /// Writes a line into the first row of `area`, at the end that its alignment says. Returns the rest of that row.
    fn line(&mut self, area: Rect, line: &Line<'_>) -> Rect {
        let free = area.width.saturating_sub(line.width() as u16);
        let write = |rest, span: &Span<'_>| self.text(rest, &span.content, line.style.patch(span.style));
        match line.alignment {
            Some(HorizontalAlignment::Right) => {
                line.iter().fold(after(area, free), write);
                Rect { width: free, ..area }
            }
            Some(HorizontalAlignment::Center) => line.iter().fold(after(area, free / 2), write),
            _ => line.iter().fold(area, write),
        }
    }

    /// Writes lines into the rows of `area`, as many as there are rows.
    fn lines<'a>(&mut self, area: Rect, lines: impl IntoIterator<Item = &'a Line<'a>>) {
        for (row, line) in area.rows().zip(lines) {
            self.line(row, line);
        }
    }

    /// Writes lines, scrolled by `scroll` but not past their end.
    fn scrolled(&mut self, area: Rect, lines: &[Line<'_>], scroll: usize) {
        let last = lines.len().saturating_sub(area.height.into());
        self.lines(area, lines.iter().skip(scroll.min(last)));
    }
}

impl Draw for Buffer {}

/// Returns `area` without its first `columns`.
pub fn after(area: Rect, columns: u16) -> Rect {
    let columns = columns.min(area.width);
    Rect { x: area.x + columns, width: area.width - columns, ..area }
}

/// Returns `area` without its last `columns`.
pub fn before(area: Rect, columns: u16) -> Rect {
    Rect { width: area.width.saturating_sub(columns), ..area }
}

/// Returns the cells of the first row of `row`, as far as there are any.
fn cells(buffer: &mut Buffer, row: Rect) -> &mut [Cell] {
    let all = buffer.area;
    let row = Rect { height: 1, ..row }.intersection(all);
    let start = usize::from(row.y - all.y) * usize::from(all.width) + usize::from(row.x - all.x);
    buffer.content.get_mut(start..start + row.area() as usize).unwrap_or_default()
}

fn put(buffer: &mut Buffer, area: Rect, text: &str, style: Style) -> Rect {
    if area.is_empty() || area.y >= buffer.area.bottom() {
        return area;
    }
    let row = cells(buffer, area);
    // Each of these bytes is a character of one column.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        for (at, cell) in row.iter_mut().take(text.len()).enumerate() {
            cell.set_symbol(&text[at..=at]).set_style(style);
        }
        return after(area, text.len().try_into().unwrap_or(u16::MAX));
    }
    // The last wall before the terminal: texts should come here without anything that it could take for a command.
    let safe = text.contains(char::is_control).then(|| SafeText::from(text));
    let mut x = 0;
    for grapheme in graphemes(safe.as_ref().map_or(text, SafeText::shown)) {
        let columns = width(grapheme);
        let Some([first, covered @ ..]) = row.get_mut(x..x + columns).filter(|_| columns > 0) else {
            if columns == 0 {
                continue;
            }
            break;
        };
        first.set_symbol(grapheme).set_style(style);
        for cell in covered {
            cell.set_symbol(" ").set_style(style);
        }
        x += columns;
    }
    after(area, x as u16)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(draw: impl FnOnce(&mut Buffer)) -> Vec<String> {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 8, 2));
        draw(&mut buffer);
        (0..2).map(|y| (0..8).map(|x| buffer[(x, y)].symbol().to_owned()).collect()).collect()
    }

    #[test]
    fn text_is_cut_at_the_end_of_its_area_and_leaves_the_rest_of_the_row() {
        let screen = drawn(|buffer| {
            let rest = buffer.text(Rect::new(1, 0, 4, 1), "abcdefgh", Style::new());
            assert_eq!(rest, Rect::new(5, 0, 0, 1));
            let rest = buffer.text_right(Rect::new(0, 1, 8, 1), "xyz", Style::new());
            assert_eq!(rest, Rect::new(0, 1, 5, 1));
        });
        assert_eq!(screen, [" abc…   ", "     xyz"]);
    }

    #[test]
    fn a_line_stands_where_its_alignment_says() {
        let screen = drawn(|buffer| {
            buffer.line(Rect::new(0, 0, 8, 1), &Line::from("ab").centered());
            buffer.line(Rect::new(0, 1, 7, 1), &Line::from_iter(["a", "b"]).right_aligned());
        });
        assert_eq!(screen, ["   ab   ", "     ab "]);
    }

    #[test]
    fn a_wide_letter_is_never_halved() {
        let screen = drawn(|buffer| {
            buffer.text(Rect::new(0, 0, 3, 1), "中文", Style::new());
            buffer.exact(Rect::new(7, 1, 1, 1), "中", Style::new());
        });
        assert_eq!([screen[0].trim_end(), screen[1].trim_end()], ["中 …", ""]);
    }

    #[test]
    fn a_control_character_never_gets_into_a_cell() {
        let screen = drawn(|buffer| {
            buffer.text(Rect::new(0, 0, 8, 1), "a\0b", Style::new());
            buffer.exact(Rect::new(0, 1, 8, 1), "\u{9b}c", Style::new());
        });
        assert_eq!(screen, ["a\\u{0}b ", "\\u{9b}c "]);
    }

    #[test]
    fn nothing_is_written_outside() {
        drawn(|buffer| {
            buffer.text(Rect::new(7, 1, 92, 1), "abc", Style::new());
            buffer.text(Rect::new(7, 1, 92, 1), "a中c", Style::new());
            buffer.text(Rect::new(99, 99, 100, 1), "abc", Style::new());
            buffer.surface(Rect::new(5, 1, 50, 50), Style::new());
        });
    }
}
