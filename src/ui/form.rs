//! Forms over the panes: fields with their facts and faults, the review, the questions before leaving.
//!
//! ```text
//! ╭─ Edit postgres_main_password ───────────────────────────── tacc · alice ─╮
//!
//!    ● value         ••••••••••••••••••••••••••••••••
//!                    32 characters · 1 line · no final newline      changed
//!
//!    ● description ▌ Main cluster, primary writer (rotated 23 Nov)
//!                    45 of 500                                      changed
//!
//!      [ Review ]    Ctrl-s review   Ctrl-r show   Ctrl-o load   Esc leave
//! ```
//! Which rows there are is `fill` and `phases`; this file draws them.

use ratatui::layout::Rect;

use super::canvas::{Canvas, Span};
use super::danger;
use super::frame::{self, Frame};
use super::theme::Name;
use crate::app::form::{Form, Kind, Phase, Spot, Work};
use crate::app::modal::Modal as AppModal;
use crate::app::{App, words};
use crate::layout::Modal;
use crate::text::fit::width;

mod fill;
mod phases;

/// Columns of the labels.
const LABEL: u16 = 12;
const FORM_WIDTH: u16 = 76;
const DELETE_WIDTH: u16 = 70;
const LEAVE_WIDTH: u16 = 56;

/// One row of a form.
#[derive(Default)]
struct Row {
    /// It was changed.
    mark: bool,
    label: &'static str,
    /// A field with its surface.
    field: bool,
    spans: Vec<Span>,
    /// Where the cursor stands in the text, in columns.
    cursor: Option<usize>,
    /// At the right end.
    right: Option<Span>,
    /// What has the focus when this row has it.
    spot: Option<Spot>,
    /// It begins where labels begin, not where fields do.
    wide: bool,
}

impl Row {
    fn blank() -> Self {
        Self::default()
    }

    /// A line of text over the whole width.
    fn text(text: impl Into<String>, name: Name) -> Self {
        Self { spans: vec![Span::new(text, name)], wide: true, ..Self::default() }
    }

    /// A line of text under a field.
    fn note(spans: Vec<Span>) -> Self {
        Self { spans, ..Self::default() }
    }
}

/// The button that has the focus, the other, and the keys beside them.
struct Buttons {
    buttons: Vec<(&'static str, Spot, bool)>,
    keys: Vec<(&'static str, &'static str)>,
}

pub(super) fn draw(app: &App, canvas: &mut Canvas<'_>, under: Rect, form: &Form) {
    let columns = match form.phase {
        Phase::Leaving => LEAVE_WIDTH,
        _ if matches!(form.kind, Kind::Delete(_)) => DELETE_WIDTH,
        _ => FORM_WIDTH,
    };
    let id = words::short(&form.subject());
    let title = match (&form.phase, &form.kind) {
        (Phase::Leaving, _) => "Leave without saving?".to_owned(),
        (Phase::Review | Phase::Theirs(_), _) => format!("Review {id}"),
        (_, Kind::Create) => "New secret".to_owned(),
        (_, Kind::Edit(_)) => format!("Edit {id}"),
        (_, Kind::Delete(_)) => format!("Delete {id}"),
    };
    let framed = columns + 2 <= under.width;
    let text = usize::from(if framed { columns - 10 } else { under.width.saturating_sub(4) });
    let (rows, buttons) = match form.phase {
        Phase::Filling | Phase::Working(..) => fill::rows(form, text),
        _ => phases::rows(form, text),
    };
    let site = app.site();
    let frame = Frame {
        title: &title,
        place: Some(format!("{} · {}", site.tenant(), site.user())),
        width: columns,
        rows: rows.len() as u16,
    };
    // A modal that takes the whole body leaves the last row to a notice.
    let notice = u16::from(app.notice().is_some() && !Modal::new(under, columns, frame.rows).framed);
    let under = Rect { height: under.height - notice, ..under };
    let areas = Modal::new(under, columns, frame.rows);
    canvas.set_danger(app.is_danger());
    frame::draw(canvas, under, &frame, &[]);
    canvas.set_danger(false);
    let rows = if areas.framed { rows } else { stacked(rows) };
    draw_rows(canvas, areas, form, &rows);
    draw_last_row(app, canvas, areas, form, &buttons);
}

/// Without side borders the label stands above its field.
fn stacked(rows: Vec<Row>) -> Vec<Row> {
    let above = |row: Row| {
        if row.label.is_empty() {
            return vec![row];
        }
        let label = Row { mark: row.mark, label: row.label, spot: row.spot, ..Row::default() };
        vec![label, Row { mark: false, label: "", ..row }]
    };
    rows.into_iter().flat_map(above).collect()
}

fn draw_rows(canvas: &mut Canvas<'_>, areas: Modal, form: &Form, rows: &[Row]) {
    let area = areas.content;
    let height = usize::from(area.height);
    // The row with the focus is in the window, with what follows it: facts and faults.
    let focused = rows.iter().position(|row| row.spot == Some(form.focus)).unwrap_or(0);
    let scroll = (focused + 4).saturating_sub(height).min(rows.len().saturating_sub(height));
    for (y, row) in (area.top()..area.bottom()).zip(&rows[scroll..]) {
        draw_row(canvas, areas, y, row, row.spot == Some(form.focus));
    }
}

fn draw_row(canvas: &mut Canvas<'_>, areas: Modal, y: u16, row: &Row, focused: bool) {
    let (area, right) = (areas.content, areas.content.right());
    let (label, field) = if areas.framed { (area.x, area.x + LABEL) } else { (area.x + 2, area.x + 2) };
    let field = if row.wide && row.field { area.x } else { field };
    if row.mark {
        canvas.text(label - 2, y, right, "●", Name::WarningMark);
    }
    let name = if focused { Name::Focus } else { Name::Muted };
    canvas.text(label, y, right, row.label, name);
    let mut x = if row.wide && !row.field { area.x } else { field + 2 };
    if row.field {
        let surface = if focused { Name::FieldOn } else { Name::Field };
        canvas.fill(Rect::new(field, y, right - field, 1), surface);
        if focused {
            canvas.text(field, y, right, "▌", Name::Accent);
        }
    }
    let start = x;
    for Span(text, name) in &row.spans {
        x = canvas.text(x, y, right, text, *name);
    }
    if let Some(Span(text, name)) = &row.right {
        canvas.text_right(x + 1, y, right, text, *name);
    }
    if let Some(column) = row.cursor.filter(|_| focused) {
        canvas.cursor((start + column as u16).min(right - 1), y);
    }
}

fn draw_last_row(app: &App, canvas: &mut Canvas<'_>, areas: Modal, form: &Form, last: &Buttons) {
    if let Some(AppModal::TypeTenant { typed, wrong }) = app.modal() {
        return danger::line(app, canvas, areas.keys, typed, *wrong);
    }
    let (y, left, right) = (areas.keys.y, areas.keys.x, areas.keys.right());
    if let Phase::Working(work, since) = form.phase {
        let Some(frame) = app.spinner(since) else { return };
        let what = match (work, &form.kind) {
            (Work::Looking, _) => "Looking",
            (Work::Checking { .. }, _) => "Looking whether it took effect",
            (Work::Sending, Kind::Create) => "Creating",
            (Work::Sending, Kind::Edit(_)) => "Saving",
            (Work::Sending, Kind::Delete(_)) => "Deleting",
        };
        let x = canvas.text(left, y, right, &format!("{} {what}   ", canvas.spinner(frame)), Name::Text);
        let keys = [Span::new("Esc", Name::Accent), Span::new(" finish in the background", Name::Muted)];
        canvas.spans(x, y, right, &keys);
        return;
    }
    let mut x = left;
    for (text, spot, awake) in &last.buttons {
        let name = match (*spot == form.focus, awake) {
            (true, _) => Name::Selected,
            (false, true) => Name::Field,
            (false, false) => Name::Off,
        };
        x = canvas.text(x, y, right, &format!("[ {text} ]"), name) + 2;
    }
    // Keys from the right; Esc is the last of them and never dropped.
    let mut spans = Vec::new();
    for (key, word) in last.keys.iter().rev() {
        let mut hint = vec![Span::new(*key, Name::Accent), Span::new(format!(" {word}"), Name::Muted)];
        if !spans.is_empty() {
            hint.push(Span::new("   ", Name::Muted));
        }
        let columns = |spans: &[Span]| spans.iter().map(|Span(text, _)| width(text)).sum::<usize>();
        if x as usize + columns(&hint) + columns(&spans) > usize::from(right) && !spans.is_empty() {
            break;
        }
        hint.append(&mut spans);
        spans = hint;
    }
    let columns: usize = spans.iter().map(|Span(text, _)| width(text)).sum();
    canvas.spans(right.saturating_sub(columns as u16).max(x), y, right, &spans);
}
