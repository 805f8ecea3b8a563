//! The detail of the selected secret: its facts, beside the list or below it.

use ratatui::layout::Rect;

use super::{row, value};
use crate::app::App;
use crate::domain::AccessMode;
use crate::features::list::{Focus, LABEL, Line};
use crate::features::value::ValueState;
use crate::layout::Layout;
use crate::text::fit::cut_middle;
use crate::view::canvas::{Canvas, Span};
use crate::view::theme::Name;

pub(super) fn draw(app: &App, canvas: &mut Canvas<'_>, layout: &Layout) {
    let Some(secret) = app.list().selected() else { return };
    let focused = app.focus().is_detail();
    if layout.stacked {
        rule(canvas, layout.rule, secret.id.shown(), focused);
    }
    if focused {
        let title = if layout.stacked { Rect { x: layout.rule.x + 2, ..layout.rule } } else { layout.detail };
        canvas.stand(title.x, title.y);
    }
    let scroll = match app.focus() {
        Focus::Detail { scroll } => scroll,
        Focus::List => 0,
    };
    let view = app.detail_view(layout);
    let scroll = if view.value.is_some() { 0 } else { scroll };
    for (y, line) in (layout.detail.top()..layout.detail.bottom()).zip(view.lines.iter().skip(scroll)) {
        draw_line(app, canvas, layout.detail, y, line, focused);
    }
    if let (Some(place), Some(shown)) = (view.value, app.value().shown()) {
        value::shown(app, canvas, layout.detail, place, shown);
    }
}

/// Draws the line above the detail of stacked panes: `─ id ──────`.
fn rule(canvas: &mut Canvas<'_>, area: Rect, id: &str, focused: bool) {
    canvas.line(area.x, area.y, area.x + 1, Name::Faint);
    let name = if focused { Name::Focus } else { Name::Strong };
    let id = cut_middle(id, usize::from(area.width.saturating_sub(6)));
    let x = canvas.text(area.x + 2, area.y, area.right() - 2, &id, name);
    canvas.line(x + 1, area.y, area.right(), Name::Faint);
}

fn draw_line(app: &App, canvas: &mut Canvas<'_>, area: Rect, y: u16, line: &Line, focused: bool) {
    let (x, right) = (area.x, area.right());
    let fact = x + LABEL as u16;
    match line {
        Line::Id(text) => {
            canvas.text(x, y, right, text, if focused { Name::Focus } else { Name::Strong });
        }
        Line::Description(label, text, marked) => {
            canvas.text(x, y, right, label, Name::Muted);
            let x = if label.is_empty() { x } else { fact };
            canvas.text(x, y, right, text, Name::Text);
            row::mark(canvas, x, y, text, |at| marked.contains(&at));
        }
        Line::NoDescription => {
            canvas.text(x, y, right, "no description", Name::Muted);
        }
        Line::Blank => {}
        Line::Fact(label, text) => {
            canvas.text(x, y, right, label, Name::Muted);
            canvas.text(fact, y, right, text, Name::Text);
        }
        Line::Access(mode, sentence) => {
            canvas.text(x, y, right, "access", Name::Muted);
            let limited = matches!(mode, AccessMode::ReadOnly | AccessMode::WriteOnly);
            let name = if limited { Name::Limited } else { Name::Text };
            let end = row::pair(canvas, fact, y, *mode, name, Name::Border);
            let end = canvas.text(end + 1, y, right, mode.name(), name);
            if let Some(sentence) = sentence {
                canvas.text(end + 2, y, right, sentence, Name::Muted);
            }
        }
        Line::ValueHeading => value::heading(app, canvas, area, y),
        Line::Dots => value::dots(canvas, area, y),
        Line::ValueFact => {
            canvas.text(x, y, right, "value", Name::Muted);
            value::fact(app, canvas, fact, y, right);
        }
        Line::Reading => value::reading(app, canvas, area, y),
        Line::ValueText(text) => {
            let failed = matches!(app.value(), ValueState::Failed { .. });
            canvas.text(x, y, right, text, if failed { Name::ErrorText } else { Name::Muted });
        }
        Line::TryAgain => {
            let keys = [
                Span::new("v", Name::Accent),
                Span::new(" try again   ", Name::Muted),
                Span::new("!", Name::Accent),
                Span::new(" details", Name::Muted),
            ];
            canvas.spans(x, y, right, &keys);
        }
        Line::Sentence(text) => {
            canvas.text(fact, y, right, text, Name::Muted);
        }
    }
}
