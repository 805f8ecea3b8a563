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
//! `app::form_view` makes the rows; this file draws those in sight.

use ratatui::layout::Rect;

use super::footer::GAP;
use super::{danger, frame};
use crate::app::App;
use crate::app::modal::{About, Modal};
use crate::features::write::Form;
use crate::features::write::form_view::last::{BUTTON_GAP, Hints};
use crate::features::write::form_view::{FormView, LABEL, Row};
use crate::text::fit::{cut_middle, width};
use crate::view::Dialog;
use crate::view::canvas::{Canvas, Over, Span};
use crate::view::theme::Name;

pub(super) fn draw(app: &App, canvas: &mut Canvas<'_>, form: &Form) {
    let Some(form_view) = app.form_view() else { return };
    let site = app.site();
    let (title, place) = match form_view.position() {
        // The position matters more than the end of the title.
        Some(position) => {
            let room = usize::from(form_view.areas.area.width).saturating_sub(8 + width(&position));
            (cut_middle(&form_view.title.fit(room), room).into_owned().into(), position)
        }
        None => (form_view.title.clone(), site.place()),
    };
    canvas.set_danger(app.is_danger());
    frame::draw_in(canvas, form_view.areas, &title, Some(&place), &[]);
    canvas.set_danger(false);
    let rows = form_view.rows.iter().skip(form_view.first);
    // A field has no focus while the tenant's name is typed in the last row.
    let in_form = !matches!(app.modal().and_then(Modal::about), Some(About::TypeTenant));
    for (y, row) in (form_view.areas.content.top()..form_view.areas.content.bottom()).zip(rows) {
        draw_row(canvas, &form_view, y, row, in_form && row.spot == Some(form.focus));
    }
    match app.modal() {
        Some(Modal::Dialog(About::TypeTenant, Dialog::Prompt(prompt))) => {
            danger::line(app, canvas, form_view.areas.keys, prompt);
            canvas.set_over(Over { areas: form_view.areas, told: vec!["Esc".to_owned()], free: Vec::new() });
        }
        _ => draw_last(app, canvas, &form_view, form),
    }
}

fn draw_row(canvas: &mut Canvas<'_>, form_view: &FormView, y: u16, row: &Row, focused: bool) {
    let (area, right) = (form_view.areas.content, form_view.areas.content.right());
    let (label, field) =
        if form_view.areas.framed { (area.x, area.x + LABEL) } else { (area.x + 2, area.x + 2) };
    let field = if row.wide && row.field { area.x } else { field };
    if row.mark {
        canvas.text(label - 2, y, right, "●", Name::WarningMark);
    }
    canvas.text(label, y, right, row.label, if focused { Name::Focus } else { Name::Muted });
    let mut x = if row.wide && !row.field { area.x } else { field + 2 };
    if row.field {
        let surface = if focused && row.here { Name::FieldOn } else { Name::Field };
        canvas.fill(Rect::new(field, y, right - field, 1), surface);
    }
    if focused && row.here && (row.field || !row.wide) {
        canvas.text(field, y, right, "▌", Name::Accent);
    }
    if focused && row.here {
        canvas.stand(x, y);
    }
    let start = x;
    x = canvas.spans(x, y, right, &row.spans);
    if let Some(Span(text, name)) = &row.right {
        canvas.text_right(x + 1, y, right, text, *name);
    }
    if let Some(column) = row.cursor.filter(|_| focused) {
        canvas.cursor((start + column as u16).min(right - 1), y);
    }
}

fn draw_last(app: &App, canvas: &mut Canvas<'_>, form_view: &FormView, form: &Form) {
    let (last, area) = (&form_view.last, form_view.areas.keys);
    let (y, right) = (area.y - u16::from(last.keys.below.is_some()), area.right());
    let mut x = area.x;
    if let Some(busy) = last.busy {
        let Some(frame) = form.working_since().and_then(|since| app.spinner(since)) else { return };
        x = canvas.text(x, y, right, &format!("{} {busy}", canvas.spinner(frame)), Name::Text);
        x += BUTTON_GAP as u16;
    }
    for button in &last.buttons {
        let name = match (button.spot == form.focus, button.awake) {
            (true, _) => Name::Selected,
            (false, true) => Name::Field,
            (false, false) => Name::Off,
        };
        if button.spot == form.focus {
            canvas.stand(x, y);
        }
        x = canvas.text(x, y, right, &format!("[ {} ]", button.word), name) + BUTTON_GAP as u16;
    }
    let up_to_hints = |first: u16| first.saturating_sub(if first < right { GAP } else { 0 });
    let mut free = vec![(y, x + 1..up_to_hints(draw_hints(canvas, x, y, right, &last.keys.beside)))];
    if let Some(below) = &last.keys.below {
        let first = draw_hints(canvas, area.x, area.y, right, below);
        free.insert(0, (area.y, area.x..up_to_hints(first)));
    }
    let keys = [Some(&last.keys.beside), last.keys.below.as_ref()].into_iter().flatten();
    let told = keys.flat_map(|keys| &keys.hints).map(|hint| hint.key.to_owned());
    // Rows may show a key at their right end.
    let ends = form_view.rows.iter().filter_map(|row| row.right.as_ref()).map(|Span(text, _)| text);
    let told = told.chain(ends.filter_map(|text| text.split(' ').next()).map(str::to_owned)).collect();
    canvas.set_over(Over { areas: form_view.areas, told, free });
}

/// Draws keys at the right end; returns their first column.
fn draw_hints(canvas: &mut Canvas<'_>, left: u16, y: u16, right: u16, hints: &Hints) -> u16 {
    let first = right.saturating_sub(hints.columns() as u16).max(left);
    let mut x = first;
    for hint in &hints.hints {
        let spans = [Span::new(hint.key, Name::Accent), Span::new(format!(" {}", hint.word), Name::Muted)];
        x = canvas.spans(x, y, right, &spans) + hints.gap as u16;
    }
    first
}
