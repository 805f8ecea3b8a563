//! The details of a failure: sentence, advice, and the facts of the exchange.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::StatefulWidget;

use crate::core::Context;
use crate::domain::Failure;
use crate::features::help::{DETAILS_WIDTH, DetailsLine, LABEL, columns_of_details, details};
use crate::view::reader::draw_scrolled;
use crate::view::{Drawn, ModalFrame, Name, Reader, Theme};

/// The columns of the mark and the blank after it.
const MARK: u16 = 2;

/// The dialog that shows them.
#[derive(Debug)]
pub struct DetailsDialog<'a> {
    /// The failure.
    pub failure: &'a Failure,
    /// The position in the text.
    pub reader: Reader,
    /// The place, and the size of the screen.
    pub cx: &'a Context,
    /// Its frame.
    pub frame: ModalFrame<'a>,
}

impl StatefulWidget for DetailsDialog<'_> {
    type State = Drawn;

    fn render(self, area: Rect, buf: &mut Buffer, drawn: &mut Drawn) {
        let Self { failure, reader, cx, frame } = self;
        let theme = frame.theme;
        let lines = details(failure, &cx.site, columns_of_details(cx.size.width)).into_iter();
        let lines: Vec<_> = lines.map(|line| styled(theme, line)).collect();
        let frame = frame.title("What went wrong").place(cx.site.place());
        let area = frame.draw(area, DETAILS_WIDTH, lines.len(), buf, drawn);
        // In a frame the mark stands left of the text; without a frame the selection needs column 0.
        let area =
            if area.x > MARK { Rect { x: area.x - MARK, width: area.width + MARK, ..area } } else { area };
        draw_scrolled(&lines, reader, area, buf);
    }
}

fn styled(theme: Theme, line: DetailsLine) -> Line<'static> {
    let (first, [label, text]) = match line {
        DetailsLine::Sentence(text, marked) => {
            let mark = if marked { theme.span("✗ ", Name::ErrorMark) } else { "  ".into() };
            (mark, ["".into(), theme.span(text, Name::Strong)])
        }
        DetailsLine::Text(text) => ("  ".into(), ["".into(), theme.span(text, Name::Text)]),
        DetailsLine::Blank => return Line::default(),
        DetailsLine::Fact(label, text) => {
            ("  ".into(), [theme.span(format!("{label:LABEL$}"), Name::Muted), theme.span(text, Name::Text)])
        }
    };
    Line::from_iter([first, label, text])
}
