//! The dialog that generates a value.

use crate::text::fit::width;
use crate::view::menu;
use crate::view::prelude::*;
use crate::work::generate::{Alphabet, LENGTHS, Length};

const WIDTH: u16 = 56;
/// The columns of the names of the sets.
const NAME: u16 = 18;

/// The character sets, with the length below.
pub(crate) struct GenerateDialog<'a> {
    /// The line with the cursor.
    pub(crate) cursor: usize,
    /// The length that the user types.
    pub(crate) length: Length,
    pub(crate) frame: ModalFrame<'a>,
}

impl StatefulWidget for GenerateDialog<'_> {
    type State = Drawn;

    fn render(self, area: Rect, buf: &mut Buffer, drawn: &mut Drawn) {
        let Self { cursor, length, mut frame } = self;
        let theme = frame.theme;
        let line = |(at, alphabet): (usize, Alphabet)| {
            let more = match at == cursor {
                true if length.fault().is_some() => String::new(),
                true if area.width < WIDTH => format!("{} characters", length.number()),
                true => format!("{} characters, {} bits", length.number(), alphabet.bits(length.number())),
                false => alphabet.symbols().to_owned(),
            };
            let (word, letter) = (alphabet.name(), alphabet.letter());
            MenuLine { word, more: more.into(), letter, on: at == cursor, off: false }
        };
        let lines: Vec<_> = Alphabet::ALL.into_iter().enumerate().map(line).collect();
        if area.width >= WIDTH {
            let letters = Alphabet::ALL.map(|alphabet| alphabet.letter().to_string()).join(" ");
            frame.keys.insert(0, Hint::new(letters, "select"));
        }
        let frame = frame.title("Generate a value");
        let area = frame.draw(area, WIDTH, lines.len() + 2, buf, drawn);
        menu::draw(theme, &lines, NAME, area, buf, drawn);
        // A low screen has no room for a blank row.
        let below = area.rows().nth(lines.len() + 1).or(area.rows().next_back());
        below.into_iter().for_each(|row| draw_length(theme, length, row, buf, drawn));
    }
}

/// Draws the length that the user types, and the keys for it.
fn draw_length(theme: Theme, length: Length, area: Rect, buf: &mut Buffer, drawn: &mut Drawn) {
    buf.text(area, "length", theme.style(Name::Focus));
    let field = Rect { width: 7, ..after(area, 8) };
    buf.surface(field, theme.surface(Name::FieldOn));
    buf.text(field, "▌", theme.style(Name::Accent));
    let number = Some(length.number()).filter(|number| *number > 0).map(|number| number.to_string());
    drawn.cursor(buf.text(after(field, 2), &number.unwrap_or_default(), theme.style(Name::Plain)));
    let beside = after(area, 16);
    if let Some(fault) = length.fault() {
        let rest = buf.text(beside, "✗ ", theme.style(Name::ErrorMark));
        buf.text(rest, &fault, theme.style(Name::Text));
    } else {
        let arrows = format!("{} {}", theme.plain_key("←"), theme.plain_key("→"));
        let bounds = format!("{} to {}", LENGTHS.start(), LENGTHS.end());
        let how = format!("{bounds}: digits or {arrows}");
        let text = if width(&how) <= beside.width.into() { how } else { bounds };
        buf.text(beside, &text, theme.style(Name::Muted));
    }
}
