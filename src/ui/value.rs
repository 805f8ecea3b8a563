//! The value area: a heading with the state, and below it the value or the reason why there is none.
//!
//! ```text
//! Value ─────────────────────── 1-8 of 27 · hides in 24 s
//! ▎  1 -----BEGIN PRIVATE KEY-----
//! ▎  2 MIIEvQIBADANBgkqhkiG9w0BAQEFAASC
//! ▎    BKcwggSjAgEAAoIBAQ
//! ```

use ratatui::layout::Rect;

use super::danger::BADGE;
use super::notice;
use crate::app::App;
use crate::features::list::{ValueArea, note_rows};
use crate::features::value::{Shown, ValueState};
use crate::text::fit::{width, wrap};
use crate::text::format::count;

use crate::text::reveal::{self, Piece, Row, pieces, written_out};
use crate::view::canvas::{Canvas, Span};
use crate::view::theme::Name;

/// A hidden value always has the same number of dots, so that they tell nothing.
const DOTS: &str = "••••••••••••";
const SHORT_DOTS: &str = "••••••••";

/// Draws the heading: `Value ─── state`.
pub(super) fn heading(app: &App, canvas: &mut Canvas<'_>, area: Rect, y: u16) {
    let warm = app.value().shown().is_some();
    let (title, name) = if warm { (Name::Warning, Name::Warning) } else { (Name::Text, Name::Muted) };
    let (lines, short) = state(app);
    // If there is no room for both, the seconds matter more than the place in the value.
    let state = match lines.map(|lines| format!("{lines} · {short}")) {
        Some(long) if width(&long) + width("Value ") <= area.width.into() => long,
        _ => short,
    };
    let end = canvas.text(area.x, y, area.right(), "Value", title);
    if warm {
        canvas.embolden(Rect::new(area.x, y, end - area.x, 1));
    }
    let columns = width(&state) as u16;
    let x = area.right().saturating_sub(columns);
    canvas.line(end + 1, y, x.saturating_sub(1), Name::Faint);
    canvas.text(x, y, area.right(), &state, name);
}

/// Returns the range of lines on the screen, if there is more than one line, and the state of the value.
fn state(app: &App) -> (Option<String>, String) {
    let state = match app.value() {
        ValueState::Shown(shown) if shown.value.is_empty() => {
            return (Some("shown".to_owned()), "empty".to_owned());
        }
        ValueState::Shown(shown) => {
            let lines = lines_on_screen(app, shown)
                .map(|(first, last, all)| format!("{}-{} of {}", count(first), count(last), count(all)));
            return (lines, format!("hides in {} s", shown.until.seconds_left(app.now())));
        }
        ValueState::Reading { since, .. } if app.spinner(*since).is_some() => "reading".to_owned(),
        ValueState::Failed { .. } => "not read".to_owned(),
        _ => match app.list().selected() {
            Some(secret) if app.forbids_reading(secret).is_some() => "not readable".to_owned(),
            _ => "hidden".to_owned(),
        },
    };
    (None, state)
}

/// Returns the first and last line on the screen and the number of lines; `None` for a single line.
fn lines_on_screen(app: &App, shown: &Shown) -> Option<(usize, usize, usize)> {
    let all = reveal::lines(shown.value.expose());
    let height = app.layout().and_then(|layout| app.detail_view(&layout).value)?.rows;
    let rows = shown.rows();
    let first = rows.get(shown.scroll)?.line;
    let last = rows.get((shown.scroll + height).min(rows.len()) - 1)?.line;
    (all > 1).then_some((first, last, all))
}

/// Draws the value on its warm surface, below the heading, and the note below the value.
pub(super) fn shown(app: &App, canvas: &mut Canvas<'_>, detail: Rect, place: ValueArea, shown: &Shown) {
    let top = detail.y + place.top as u16;
    if shown.value.is_empty() {
        canvas.text(detail.x, top, detail.right(), "The value is empty.", Name::Text);
        return;
    }
    let visible = shown.rows().iter().skip(shown.scroll).take(place.rows);
    let rows = visible.len() + 2 * place.pad;
    let surface = Rect { y: top, height: rows as u16, ..detail }.intersection(detail);
    canvas.fill(surface, Name::Revealed);
    for y in surface.top()..surface.bottom() {
        canvas.text(surface.x, y, surface.right(), "▎", Name::WarningMark);
    }
    let text = surface.x + 2 + place.numbers as u16;
    for (line, row) in visible.enumerate() {
        let y = top + (place.pad + line) as u16;
        if place.numbers > 0 && row.first {
            canvas.text_right(surface.x + 2, y, text - 1, &row.line.to_string(), Name::RevealedMuted);
        }
        draw_row(canvas, text, y, surface.right(), shown, row);
    }
    let Some(note) = app.value_note() else { return };
    let rows = wrap(&note, usize::from(detail.width).saturating_sub(2), note_rows(app.size().height));
    for (index, (y, text)) in (surface.bottom()..detail.bottom()).zip(rows).enumerate() {
        let mark = if index == 0 { "! " } else { "  " };
        let x = canvas.text(detail.x, y, detail.right(), mark, Name::WarningMark);
        canvas.text(x, y, detail.right(), &text, Name::Muted);
    }
}

fn draw_row(canvas: &mut Canvas<'_>, x: u16, y: u16, right: u16, shown: &Shown, row: &Row) {
    let mut x = x;
    for piece in pieces(shown.text(row)) {
        x = match piece {
            Piece::Plain(text) => canvas.exact(x, y, right, text, Name::Revealed),
            Piece::Hidden(c) => canvas.exact(x, y, right, &written_out(c), Name::RevealedMuted),
        };
    }
}

/// Draws the value alone on the screen: no bar, no numbers, the terminal's own colours.
pub(super) fn alone(app: &App, canvas: &mut Canvas<'_>, shown: &Shown) {
    let area = canvas.area();
    canvas.blank();
    let bottom = area.bottom() - 1;
    for (y, row) in (0..bottom).zip(shown.rows().iter().skip(shown.scroll)) {
        let mut x = 0;
        for piece in pieces(shown.text(row)) {
            x = match piece {
                Piece::Plain(text) => canvas.bare(x, y, area.right(), text),
                Piece::Hidden(c) => canvas.bare(x, y, area.right(), &written_out(c)),
            };
        }
    }
    let left = shown.until.seconds_left(app.now());
    let mut keys = format!("v hide   {left} s");
    let (rows, height) = (shown.rows().len(), usize::from(bottom));
    // A copy made with the mouse would end with the screen, so the range of rows is shown.
    if rows > height {
        let last = (shown.scroll + height).min(rows);
        keys.push_str(&format!("   {}-{last} of {rows}", shown.scroll + 1));
    }
    if let Some(note) = app.value_note() {
        keys.push_str(&format!("   ! {note}"));
    } else if shown.value.is_empty() {
        keys.push_str("   The value is empty.");
    }
    let x = match app.is_danger() {
        true => canvas.text(0, bottom, area.right(), BADGE, Name::Danger) + 1,
        false => 0,
    };
    let end = canvas.text(x, bottom, area.right(), &keys, Name::BareMuted);
    notice::draw_alone(app, canvas, end);
}

/// Draws the dots and the keys that fetch the value.
pub(super) fn dots(canvas: &mut Canvas<'_>, area: Rect, y: u16) {
    let x = canvas.text(area.x, y, area.right(), DOTS, Name::Border);
    let keys = [
        Span::new("v", Name::Accent),
        Span::new(" reveal   ", Name::Muted),
        Span::new("y", Name::Accent),
        Span::new(" copy", Name::Muted),
    ];
    canvas.spans(x + 3, y, area.right(), &keys);
}

/// Draws the value as a row among the facts: `value  •••••••• v reveal`.
pub(super) fn fact(app: &App, canvas: &mut Canvas<'_>, x: u16, y: u16, right: u16) {
    match app.value() {
        ValueState::Reading { since, .. } => {
            if let Some(frame) = app.spinner(*since) {
                canvas.text(x, y, right, &format!("{} reading", canvas.spinner(frame)), Name::Muted);
            }
        }
        ValueState::Failed { .. } => {
            canvas.text(x, y, right, "not read", Name::Text);
        }
        _ if app.list().selected().is_some_and(|secret| app.forbids_reading(secret).is_some()) => {
            canvas.text(x, y, right, "not readable", Name::Muted);
        }
        _ => {
            let x = canvas.text(x, y, right, SHORT_DOTS, Name::Border);
            let x = canvas.text(x + 2, y, right, "v", Name::Accent);
            canvas.text(x, y, right, " reveal", Name::Muted);
        }
    }
}

/// Draws a spinner while the value is being read, once the wait is long enough to show.
pub(super) fn reading(app: &App, canvas: &mut Canvas<'_>, area: Rect, y: u16) {
    let ValueState::Reading { since, .. } = app.value() else { return };
    if let Some(frame) = app.spinner(*since) {
        let text = format!("{} Reading the value", canvas.spinner(frame));
        canvas.text(area.x, y, area.right(), &text, Name::Muted);
    }
}
