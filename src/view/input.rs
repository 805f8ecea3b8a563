//! A field of one line that is typed in: its ground, the mark of the focus, and the end of the text before the cursor.

use ratatui::prelude::{Buffer, Rect, StatefulWidget};

use super::Drawn;
use super::draw::{Draw, after};
use super::field::Field;
use super::theme::{Name, Theme};
use crate::text::SafeText;
use crate::text::fit::{cut_start, tail};

/// A field of one line.
#[derive(Debug)]
pub struct Input<'a> {
    /// The text.
    pub field: &'a Field,
    /// The field has the focus.
    pub focused: bool,
    /// Dots are shown in place of the text.
    pub masked: bool,
    /// An ellipsis stands for text that is out of sight at the left.
    pub ellipsis: bool,
    /// The styles.
    pub theme: Theme,
}

impl<'a> Input<'a> {
    /// Makes a field with the focus.
    pub fn new(field: &'a Field, theme: Theme) -> Self {
        Self { field, focused: true, masked: false, ellipsis: false, theme }
    }
}

impl StatefulWidget for Input<'_> {
    type State = Drawn;

    fn render(self, area: Rect, buf: &mut Buffer, drawn: &mut Drawn) {
        let Self { field, focused, masked, ellipsis, theme } = self;
        buf.surface(area, theme.surface(if focused { Name::FieldOn } else { Name::Field }));
        if focused {
            buf.text(area, "▌", theme.style(Name::Accent));
        }
        let shown = |text: &str| match masked {
            true => "•".repeat(text.chars().count()),
            false => SafeText::from(text).shown().to_owned(),
        };
        let (before, rest) = field.line_around_cursor();
        let before = shown(before);
        // The cursor after the text takes a column.
        let room = usize::from(area.width).saturating_sub(3);
        let before = if ellipsis { cut_start(&before, room) } else { tail(&before, room).into() };
        let plain = theme.style(Name::Plain);
        let at = buf.text(after(area, 2), &before, plain);
        buf.text(at, &shown(rest), plain);
        if focused {
            drawn.cursor((at.x.min(area.right().saturating_sub(1)), at.y));
        }
    }
}
