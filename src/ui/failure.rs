//! The details of a failure: sentence, advice, and the facts of the exchange.

use ratatui::layout::Rect;

use super::footer::modal_keys;
use super::frame::{self, Frame};
use crate::app::App;
use crate::domain::Failure;
use crate::features::help::{DETAILS_WIDTH, DetailsLine, LABEL, columns_of_details, details};
use crate::keys::Context;
use crate::layout::Under;
use crate::view::canvas::{Canvas, Span};
use crate::view::theme::Name;

/// The columns of the mark and the blank after it.
const MARK: u16 = 2;

pub(super) fn draw(app: &App, canvas: &mut Canvas<'_>, under: Under, failure: &Failure, scroll: usize) {
    let lines: Vec<_> =
        details(failure, app.site(), columns_of_details(app.size().width)).into_iter().map(spans).collect();
    let site = app.site();
    let frame = Frame {
        title: "What went wrong".into(),
        place: Some(site.place()),
        width: DETAILS_WIDTH,
        rows: lines.len() as u16,
    };
    let keys = modal_keys(app, canvas, Context::Reader);
    let area = frame::draw(canvas, under, &frame, &keys);
    // In a frame the mark stands left of the text; without a frame the selection needs column 0.
    let area = if area.x > MARK { Rect { x: area.x - MARK, width: area.width + MARK, ..area } } else { area };
    frame::lines(canvas, area, &lines, scroll);
}

fn spans(line: DetailsLine) -> Vec<Span> {
    let indent = Span::new("  ", Name::Text);
    match line {
        DetailsLine::Sentence(text, true) => {
            vec![Span::new("✗ ", Name::ErrorMark), Span::new(text, Name::Strong)]
        }
        DetailsLine::Sentence(text, false) => vec![indent, Span::new(text, Name::Strong)],
        DetailsLine::Text(text) => vec![indent, Span::new(text, Name::Text)],
        DetailsLine::Blank => Vec::new(),
        DetailsLine::Fact(label, text) => {
            vec![indent, Span::new(format!("{label:LABEL$}"), Name::Muted), Span::new(text, Name::Text)]
        }
    }
}
