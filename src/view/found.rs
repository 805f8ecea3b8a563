//! A line that was found by its words: these with the letters that matched, and its keys at the right end.
//!
//! ```text
//! ▌    Value: reveal, hide                                        v
//! ```

use ratatui::prelude::{Buffer, Modifier, Rect, StatefulWidget};

use super::Drawn;
use super::draw::{Draw, after};
use super::menu::draw_cursor;
use super::theme::{Name, Theme};
use crate::keys::Key;
use crate::text::fit::{cut_end, graphemes, width};

/// The line.
#[derive(Debug)]
pub struct FoundRow<'a> {
    /// The words.
    pub text: &'a str,
    /// The letters that matched: indices of graphemes, ascending.
    pub marks: &'a [u32],
    /// The keys.
    pub keys: &'a [Key],
    /// The line has the cursor.
    pub on: bool,
    /// It does nothing here and now.
    pub off: bool,
    /// The styles.
    pub theme: Theme,
}

impl StatefulWidget for FoundRow<'_> {
    type State = Drawn;

    fn render(self, row: Rect, buf: &mut Buffer, drawn: &mut Drawn) {
        let Self { text, marks, keys, on, off, theme } = self;
        if on {
            draw_cursor(theme, row, buf, drawn);
        }
        let style = |otherwise| theme.style(if on { Name::Selected } else { otherwise });
        let ink = if off { theme.style(Name::Off) } else { style(Name::Text) };
        let keys: Vec<_> = keys.iter().map(|key| theme.key_name(*key)).collect();
        let room = buf.text_right(row, &keys.join(" "), if off { ink } else { style(Name::Accent) });
        let text = cut_end(text, usize::from(room.width.saturating_sub(2)));
        buf.text(room, &text, if on { ink.add_modifier(Modifier::BOLD) } else { ink });
        let mut place = room;
        for (at, grapheme) in graphemes(&text).enumerate() {
            let columns = width(grapheme) as u16;
            if u32::try_from(at).is_ok_and(|at| marks.binary_search(&at).is_ok()) {
                buf.set_style(Rect { width: columns, height: 1, ..place }, theme.style(Name::Match));
            }
            place = after(place, columns);
        }
    }
}
