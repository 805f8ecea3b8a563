//! The canvas that panels draw on: text in named styles, cut to its place, and glyphs with ASCII twins.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

pub use super::drawn::{Caret, Drawn, Over};
use super::theme::{Name, Theme};
use crate::text::fit::{cut_end, graphemes, width};

/// A part of a line: text in one style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span(pub String, pub Name);

impl Span {
    /// Makes a text in a style.
    pub fn new(text: impl Into<String>, name: Name) -> Self {
        Self(text.into(), name)
    }
}

/// A buffer with the theme in force.
pub struct Canvas<'a> {
    buffer: &'a mut Buffer,
    drawn: Drawn,
    theme: Theme,
    danger: bool,
}

impl<'a> Canvas<'a> {
    /// Makes a canvas over the whole of `buffer`.
    pub fn new(buffer: &'a mut Buffer, theme: Theme) -> Self {
        let drawn = Drawn::new(buffer.area);
        Self { buffer, drawn, theme, danger: false }
    }

    /// Returns the parts that ratatui's widgets draw with.
    pub fn parts(&mut self) -> (&mut Buffer, &mut Drawn, Theme) {
        (self.buffer, &mut self.drawn, self.theme)
    }

    /// Sets whether the modals that are drawn from here on write to production.
    pub fn set_danger(&mut self, danger: bool) {
        self.danger = danger;
    }

    /// Tells whether the modals write to production.
    pub fn is_danger(&self) -> bool {
        self.danger
    }

    /// Remembers a modal that covers everything drawn so far.
    pub fn set_over(&mut self, over: Over) {
        self.drawn.over = Some(over);
    }

    /// Returns the modal that was drawn last.
    pub fn over(&self) -> Option<&Over> {
        self.drawn.over.as_ref()
    }

    /// Tells whether the first row of `area` is blank.
    pub fn is_blank(&mut self, area: Rect) -> bool {
        self.row(area.left(), area.right(), area.y).iter().all(|cell| cell.symbol() == " ")
    }

    /// Returns the area of the whole canvas.
    pub fn area(&self) -> Rect {
        self.buffer.area
    }

    /// Paints `area` as a surface: erases everything in it.
    pub fn fill(&mut self, area: Rect, name: Name) {
        let style = self.theme.style(Name::Screen).patch(self.theme.style(name));
        let mut blank = Cell::EMPTY;
        blank.set_style(style);
        for y in area.top()..area.bottom() {
            self.row(area.left(), area.right(), y).fill(blank.clone());
        }
    }

    /// Returns the cells of row `y` from column `left` up to `right`, as far as there are any.
    fn row(&mut self, left: u16, right: u16, y: u16) -> &mut [Cell] {
        let all = self.buffer.area;
        let row = Rect::new(left, y, right.saturating_sub(left), 1).intersection(all);
        let start = usize::from(row.y - all.y) * usize::from(all.width) + usize::from(row.x - all.x);
        self.buffer.content.get_mut(start..start + row.area() as usize).unwrap_or_default()
    }

    /// Turns everything in `area` into background, which is hardly readable.
    pub fn dim(&mut self, area: Rect) {
        let style = self.theme.style(Name::Backdrop);
        for position in area.intersection(self.buffer.area).positions() {
            let cell = &mut self.buffer[position];
            cell.modifier = Modifier::empty();
            cell.set_style(Style::reset().patch(style));
        }
    }

    /// Writes `text` from column `x` of row `y`, cut at `right`; returns the column after it.
    pub fn text(&mut self, x: u16, y: u16, right: u16, text: &str, name: Name) -> u16 {
        let room = right.saturating_sub(x);
        let text = cut_end(text, room.into());
        self.put(x, y, right, &text, self.theme.style(name))
    }

    /// Writes as much of `text` as fits, without an ellipsis.
    pub fn exact(&mut self, x: u16, y: u16, right: u16, text: &str, name: Name) -> u16 {
        self.put(x, y, right, text, self.theme.style(name))
    }

    /// Writes `text` in the terminal's own colours.
    pub fn bare(&mut self, x: u16, y: u16, right: u16, text: &str) -> u16 {
        self.put(x, y, right, text, Style::reset())
    }

    /// Clears the whole canvas, in the terminal's own colours.
    pub fn blank(&mut self) {
        self.buffer.reset();
    }

    /// Writes spans one after the other.
    pub fn spans(&mut self, x: u16, y: u16, right: u16, spans: &[Span]) -> u16 {
        spans.iter().fold(x, |x, Span(text, name)| self.text(x, y, right, text, *name))
    }

    /// Writes `text` so that it ends before column `right`, cut so that it begins at `left` or later; returns
    /// its first column.
    pub fn text_right(&mut self, left: u16, y: u16, right: u16, text: &str, name: Name) -> u16 {
        let text = cut_end(text, right.saturating_sub(left).into());
        let x = right.saturating_sub(width(&text) as u16);
        self.put(x, y, right, &text, self.theme.style(name));
        x
    }

    /// Adds the attributes and colours of `name` to the text in `area`.
    pub fn restyle(&mut self, area: Rect, name: Name) {
        let style = self.theme.style(name);
        self.buffer.set_style(area.intersection(self.buffer.area), style);
    }

    /// Makes the text in `area` bold.
    pub fn embolden(&mut self, area: Rect) {
        self.buffer.set_style(area.intersection(self.buffer.area), Style::new().add_modifier(Modifier::BOLD));
    }

    /// Shows the cursor here, where the user types, unless something above takes it.
    pub fn cursor(&mut self, x: u16, y: u16) {
        self.drawn.cursor((x, y));
    }

    /// Puts the hidden cursor here, at the focus, unless something above takes it.
    pub fn stand(&mut self, x: u16, y: u16) {
        self.drawn.stand((x, y));
    }

    /// Returns the position of the cursor.
    pub fn caret(&self) -> Caret {
        self.drawn.caret()
    }

    /// Draws a horizontal line.
    pub fn line(&mut self, left: u16, y: u16, right: u16, name: Name) {
        let text = "─".repeat(right.saturating_sub(left).into());
        self.text(left, y, right, &text, name);
    }

    /// Tells whether only ASCII may be drawn.
    pub fn is_ascii(&self) -> bool {
        self.theme.ascii
    }

    /// Returns the `frame`th frame of the spinner.
    pub fn spinner(&self, frame: usize) -> &'static str {
        self.theme.spinner_at(frame)
    }

    /// Returns the name of a key, with words for arrows where arrows cannot be drawn.
    pub fn key_name(&self, key: crate::keys::Key) -> String {
        self.theme.key_name(key)
    }

    /// Returns the same for the usual name of a key.
    pub fn plain_key(&self, name: &str) -> String {
        self.theme.plain_key(name).to_owned()
    }

    fn put(&mut self, x: u16, y: u16, right: u16, text: &str, style: Style) -> u16 {
        let right = right.min(self.buffer.area.right());
        if y >= self.buffer.area.bottom() || x >= right {
            return x;
        }
        if is_plain(text) {
            let cells = self.row(x, right, y);
            for (at, cell) in cells.iter_mut().take(text.len()).enumerate() {
                cell.set_symbol(&text[at..=at]).set_style(style);
            }
            return right.min(x.saturating_add(text.len().try_into().unwrap_or(u16::MAX)));
        }
        let mut x = x;
        for grapheme in graphemes(text) {
            let columns = width(grapheme) as u16;
            if columns == 0 {
                continue;
            }
            if x + columns > right {
                break;
            }
            self.buffer[(x, y)].set_symbol(grapheme).set_style(style);
            for covered in x + 1..x + columns {
                self.buffer[(covered, y)].set_symbol(" ").set_style(style);
            }
            x += columns;
        }
        x
    }
}

/// Tells whether each byte of `text` is a character of one column.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::theme::Palette;

    fn drawn(ascii: bool, draw: impl FnOnce(&mut Canvas<'_>)) -> Vec<String> {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 8, 2));
        draw(&mut Canvas::new(&mut buffer, Theme { palette: Palette::None, ascii }));
        (0..2).map(|y| (0..8).map(|x| buffer[(x, y)].symbol().to_owned()).collect()).collect()
    }

    #[test]
    fn text_is_cut_at_its_right_edge() {
        let screen = drawn(false, |canvas| {
            assert_eq!(canvas.text(1, 0, 5, "abcdefgh", Name::Text), 5);
            assert_eq!(canvas.text_right(0, 1, 8, "xyz", Name::Text), 5);
        });
        assert_eq!(screen, [" abc…   ", "     xyz"]);
    }

    #[test]
    fn a_wide_letter_is_never_halved() {
        let screen = drawn(false, |canvas| {
            canvas.text(0, 0, 3, "中文", Name::Text);
        });
        assert_eq!(screen[0].trim_end(), "中 …");
    }

    #[test]
    fn nothing_is_written_outside() {
        drawn(false, |canvas| {
            canvas.text(7, 1, 99, "abc", Name::Text);
            canvas.text(99, 99, 200, "abc", Name::Text);
            canvas.fill(Rect::new(5, 1, 50, 50), Name::Modal);
            canvas.cursor(200, 200);
            assert_eq!(canvas.caret(), Caret::default());
        });
    }
}
