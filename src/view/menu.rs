//! The lines of a menu, one of which has the cursor.
//!
//! ```text
//!      name                       n
//! ▌    newest first    current    c
//! ```

use ratatui::prelude::{Buffer, Modifier, Rect, StatefulWidget};

use super::draw::{Draw, after, before};
use super::theme::{Name, Theme};
use super::{Drawn, Menu, ModalFrame};
use crate::text::Sentence;
use crate::text::fit::cut_middle;

/// One line of a menu.
#[derive(Clone, Debug)]
pub struct MenuLine {
    /// The first word.
    pub word: &'static str,
    /// The text beside the word.
    pub more: Sentence,
    /// The letter that chooses the line, or a blank.
    pub letter: char,
    /// The line has the cursor.
    pub on: bool,
    /// The line cannot be chosen, and says why.
    pub off: bool,
}

impl MenuLine {
    /// Makes the line number `at` of this menu.
    pub fn new(menu: &Menu, at: usize, word: &'static str, more: impl Into<Sentence>) -> Self {
        Self { word, more: more.into(), letter: menu.letter(at), on: at == menu.cursor(), off: false }
    }

    /// Makes a line that is no choice; `off` if it says why something is none.
    pub fn note(word: &'static str, more: impl Into<Sentence>, off: bool) -> Self {
        Self { word, more: more.into(), letter: ' ', on: false, off }
    }
}

/// A menu over the panes.
#[derive(Debug)]
pub struct MenuDialog<'a> {
    /// Its columns.
    pub width: u16,
    /// The columns of the first words.
    pub word: u16,
    /// Its lines.
    pub lines: Vec<MenuLine>,
    /// Its frame.
    pub frame: ModalFrame<'a>,
}

impl StatefulWidget for MenuDialog<'_> {
    type State = Drawn;

    fn render(self, area: Rect, buf: &mut Buffer, drawn: &mut Drawn) {
        let theme = self.frame.theme;
        let area = self.frame.draw(area, self.width, self.lines.len(), buf, drawn);
        draw(theme, &self.lines, self.word, area, buf, drawn);
    }
}

/// Draws the ground of a line with the cursor: wider than its text by two columns at either side.
pub fn draw_cursor(theme: Theme, row: Rect, buf: &mut Buffer, drawn: &mut Drawn) {
    let ground = Rect { x: row.x.saturating_sub(2), width: row.width + 4, ..row };
    buf.surface(ground, theme.surface(Name::Selected));
    buf.text(ground, "▌", theme.style(Name::SelectedBar));
    drawn.stand(row);
}

/// Draws lines whose first words take `word` columns.
pub fn draw(theme: Theme, lines: &[MenuLine], word: u16, area: Rect, buf: &mut Buffer, drawn: &mut Drawn) {
    for (row, line) in area.rows().zip(lines) {
        if line.on {
            draw_cursor(theme, row, buf, drawn);
        }
        let style = |otherwise| theme.style(if line.on { Name::Selected } else { otherwise });
        let ink = if line.off { theme.style(Name::Off) } else { style(Name::Text) };
        let ink = if line.on { ink.add_modifier(Modifier::BOLD) } else { ink };
        buf.text(row, line.word, ink);
        let more = before(after(row, word), 2);
        buf.text(more, &cut_middle(&line.more.fit(more.width.into()), more.width.into()), style(Name::Muted));
        buf.text_right(row, line.letter.encode_utf8(&mut [0; 4]), style(Name::Accent));
    }
}
