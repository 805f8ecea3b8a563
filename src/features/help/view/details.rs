//! The details of a failure: sentence, advice, and the facts of the exchange.

use crate::domain::Failure;
use crate::features::help::{DETAILS_WIDTH, DetailsLine, LABEL, columns_of_details, details};
use crate::view::prelude::*;

/// The columns of the mark and the blank after it.
const MARK: u16 = 2;

/// The dialog that shows them.
pub(crate) struct DetailsDialog<'a> {
    pub(crate) failure: &'a Failure,
    /// The position in the text.
    pub(crate) reader: Reader,
    pub(crate) frame: ModalFrame<'a>,
}

impl StatefulWidget for DetailsDialog<'_> {
    type State = Drawn;

    fn render(self, area: Rect, buf: &mut Buffer, drawn: &mut Drawn) {
        let Self { failure, reader, frame } = self;
        let (theme, cx) = (frame.theme, frame.cx);
        let lines = details(failure, &cx.site, columns_of_details(cx.size.width)).into_iter();
        let lines: Vec<_> = lines.map(|line| styled(theme, line)).collect();
        let frame = frame.title("What went wrong").here();
        let area = frame.draw(area, DETAILS_WIDTH, lines.len(), buf, drawn);
        // In a frame the mark stands left of the text; without a frame the selection needs column 0.
        let area =
            if area.x > MARK { Rect { x: area.x - MARK, width: area.width + MARK, ..area } } else { area };
        buf.scrolled(area, &lines, reader.scroll);
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
