//! A question: a few sentences and two buttons, with the focus on the safe one.

use ratatui::prelude::{Buffer, Line, Rect, StatefulWidget};

use super::draw::after;
use super::keys;
use super::{Confirm, Draw, Drawn, ModalFrame, Name};
use crate::text::fit::wrap;

const WIDTH: u16 = 56;
/// The columns between the buttons and the keys beside them.
const GAP: u16 = 4;

/// A question over the panes or a form.
#[derive(Debug)]
pub struct Question<'a> {
    /// The text.
    pub text: String,
    /// The words of the buttons, the safe one first.
    pub buttons: [&'static str; 2],
    /// The focus.
    pub confirm: Confirm,
    /// Its frame.
    pub frame: ModalFrame<'a>,
}

impl StatefulWidget for Question<'_> {
    type State = Drawn;

    fn render(self, area: Rect, buf: &mut Buffer, drawn: &mut Drawn) {
        let Self { text, buttons, confirm, mut frame } = self;
        let theme = frame.theme;
        let width = frame.areas(area, WIDTH, 1).content.width;
        let text: Vec<_> = wrap(&text, width.into(), 20);
        let text: Vec<Line<'_>> = text.iter().map(|row| theme.span(row, Name::Text).into()).collect();
        let mut last_row = Line::default();
        let mut before_focus = 0;
        for (button, focused) in buttons.into_iter().zip([!confirm.go, confirm.go]) {
            if focused {
                before_focus = last_row.width() as u16;
            }
            let name = if focused { Name::Selected } else { Name::Field };
            last_row.push_span(theme.span(format!("[ {button} ]"), name));
            last_row.push_span(theme.span("  ", Name::Muted));
        }
        if keys::columns(&frame.keys) > width.into() {
            // The key that closes is last, and never dropped.
            frame.keys.drain(..frame.keys.len().saturating_sub(1));
        }
        let keys = keys::columns(&frame.keys) as u16;
        // The keys have a row of their own if the buttons leave too little room.
        let beside = last_row.width() as u16 + GAP + keys <= width;
        let rows = text.len() + usize::from(!beside);
        let areas = frame.areas(area, WIDTH, rows);
        let gap = |columns: u16| theme.span(" ".repeat(columns.into()), Name::Muted);
        let before_keys = match beside {
            true => last_row.iter().cloned().chain([gap(GAP)]).collect(),
            false => Line::from(gap(areas.keys.width.saturating_sub(keys))),
        };
        frame.before_keys(before_keys).draw_in(areas, buf, drawn);
        let row = Rect { y: areas.keys.y - u16::from(!beside), ..areas.keys };
        buf.line(row, &last_row);
        buf.lines(areas.content, &text);
        drawn.stand(after(row, before_focus));
    }
}
