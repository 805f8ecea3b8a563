//! The details of a failure: sentence, advice, and the facts of the exchange.

use ratatui::layout::Rect;

use super::canvas::{Canvas, Span};
use super::footer::modal_keys;
use super::frame::{self, Frame};
use super::theme::Name;
use crate::app::{App, words};
use crate::domain::Failure;
use crate::input::Context;
use crate::text::fit::wrap;

const WIDTH: u16 = 76;
/// Columns of the mark and the blank after it.
const MARK: u16 = 2;
/// Columns of the labels.
const LABEL: usize = 12;

pub(super) fn draw(app: &App, canvas: &mut Canvas<'_>, under: Rect, failure: &Failure, scroll: usize) {
    let fits = WIDTH + 2 <= under.width;
    let columns = usize::from(if fits { WIDTH - 10 } else { under.width.saturating_sub(4) });
    let lines = lines(app, failure, columns);
    let site = app.site();
    let frame = Frame {
        title: "What went wrong",
        place: Some(format!("{} · {}", site.tenant(), site.user())),
        width: WIDTH,
        rows: lines.len() as u16,
    };
    let keys = modal_keys(canvas, Context::Reader);
    let area = frame::draw(canvas, under, &frame, &keys);
    // The mark stands left of the text.
    let area = Rect { x: area.x - MARK, width: area.width + MARK, ..area };
    frame::lines(canvas, area, &lines, scroll);
}

fn lines(app: &App, failure: &Failure, columns: usize) -> Vec<Vec<Span>> {
    let mut out = Vec::new();
    let sentence = format!("{}.", words::what_failed(failure));
    for (row, text) in wrap(&sentence, columns, 8).into_iter().enumerate() {
        let mark = if row == 0 { "✗ " } else { "  " };
        out.push(vec![Span::new(mark, Name::ErrorMark), Span::new(text, Name::Strong)]);
    }
    for text in [words::cause_sentence(failure, app.site()), words::advice(failure, app.site())] {
        out.extend(
            wrap(&text, columns, 8).into_iter().map(|line| vec![indent(), Span::new(line, Name::Text)]),
        );
    }
    out.push(Vec::new());
    for (label, text) in words::facts(failure) {
        for (row, part) in wrap(&text, columns.saturating_sub(LABEL), 40).into_iter().enumerate() {
            let label = if row == 0 { label } else { "" };
            out.push(vec![
                indent(),
                Span::new(format!("{label:LABEL$}"), Name::Muted),
                Span::new(part, Name::Text),
            ]);
        }
    }
    out
}

fn indent() -> Span {
    Span::new("  ", Name::Text)
}
