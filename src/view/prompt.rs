//! A dialog with a line to type, and the fault of the line that was entered last.

use ratatui::prelude::{Buffer, Rect, StatefulWidget};

use super::draw::after;
use super::input::Input;
use super::{Draw, Drawn, ModalFrame, Name, Prompt};
use crate::text::fit::wrap;

const WIDTH: u16 = 64;
/// The columns of the gap between the label and its field.
const GAP: u16 = 2;

/// A line to type over the panes.
#[derive(Debug)]
pub struct LineDialog<'a> {
    /// The label of the field.
    pub label: &'static str,
    /// Dots are shown in place of the text.
    pub masked: bool,
    /// The line and its fault.
    pub prompt: &'a Prompt,
    /// Its frame.
    pub frame: ModalFrame<'a>,
}

impl StatefulWidget for LineDialog<'_> {
    type State = Drawn;

    fn render(self, area: Rect, buf: &mut Buffer, drawn: &mut Drawn) {
        let Self { label, masked, prompt: Prompt { field, fault }, frame } = self;
        let (theme, beside) = (frame.theme, label.len() as u16 + GAP);
        let columns = frame.areas(area, WIDTH, 3).content.width.saturating_sub(beside + 2);
        let told = wrap(fault.unwrap_or_default(), columns.into(), 4);
        let content = frame.draw(area, WIDTH, told.len().max(2) + 1, buf, drawn);
        buf.text(content, label, theme.style(Name::Focus));
        let first = Rect { height: 1, ..after(content, beside) };
        Input { ellipsis: true, masked, ..Input::new(field, theme) }.render(first, buf, drawn);
        for (at, (row, line)) in after(content, beside).rows().skip(1).zip(&told).enumerate() {
            buf.text(row, if at == 0 { "✗" } else { " " }, theme.style(Name::ErrorMark));
            buf.text(after(row, 2), line, theme.style(Name::ErrorText));
        }
    }
}
