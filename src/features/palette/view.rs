//! The palette over everything that is open. Its size does not depend on what is typed, so nothing jumps.
//!
//! ```text
//! ╭─ Every action ──────────────────────────────────────────────────────╮
//!
//!      ▌ rev█                                               2 of 84
//!
//! ▌    Value: reveal, hide                                        v
//!      Find: refresh                                              R
//!
//!      Enter run   Esc close
//! ```

use super::{Open, Palette};
use crate::text::format::count;
use crate::view::found::FoundRow;
use crate::view::input::Input;
use crate::view::prelude::*;

const WIDTH: u16 = 76;
/// The line to type in, and the blank row below it.
const ABOVE: u16 = 2;
/// The columns for the number of lines.
const COUNT: u16 = 12;

/// The dialog that shows it.
pub(crate) struct PaletteDialog<'a> {
    pub(crate) palette: &'a Palette,
    pub(crate) frame: ModalFrame<'a>,
}

impl StatefulWidget for PaletteDialog<'_> {
    type State = Drawn;

    fn render(self, area: Rect, buf: &mut Buffer, drawn: &mut Drawn) {
        let Self { palette, frame } = self;
        let Some(open) = &palette.open else { return };
        let theme = frame.theme;
        let rows = (open.lines.len() + usize::from(ABOVE)).min(frame.most_rows(area).into());
        let content = frame.title("Every action").draw(area, WIDTH, rows, buf, drawn);
        let shown = Rect { y: content.y + ABOVE, height: content.height.saturating_sub(ABOVE), ..content };
        let height = usize::from(shown.height).max(1);
        let cursor = open.menu.cursor();
        let first = (cursor + 1).saturating_sub(height);
        for (row, (at, found)) in shown.rows().zip(open.found.iter().enumerate().skip(first)) {
            let Some(line) = open.lines.get(found.at) else { continue };
            let (text, marks, keys) = (line.text.shown(), &found.marks, &line.keys);
            FoundRow { text, marks, keys, on: at == cursor, off: line.off, theme }.render(row, buf, drawn);
        }
        if open.found.is_empty() {
            buf.text(shown, "No action has this name; Esc closes.", theme.style(Name::Muted));
        }
        let top = Rect { height: 1, ..content };
        buf.text_right(top, &counted(open), theme.style(Name::Muted));
        Input::new(&open.field, theme).render(before(top, COUNT + 1), buf, drawn);
    }
}

fn counted(open: &Open) -> String {
    let (found, all) = (open.found.len(), open.lines.len());
    if found == all { count(all) } else { format!("{} of {}", count(found), count(all)) }
}
