//! The journal: the actions of this session, one a line, with the newest at the end.
//!
//! ```text
//!  ✓ 14:02:11  change        postgres_main_password   saved: value; running…
//! ```

use ratatui::layout::Rect;

use super::footer::modal_keys;
use super::frame::{self, Frame};
use crate::app::App;
use crate::core::Outcome;
use crate::features::journal::Entry;
use crate::keys::Context;
use crate::layout::{Modal, Under};
use crate::text::fit::{cut_middle, width, wrap};
use crate::text::format::clock_seconds;
use crate::view::canvas::{Canvas, Span};
use crate::view::theme::Name;

const WIDTH: u16 = 90;
/// The columns of glyph and time.
const TIME: usize = 12;
const VERB: usize = 13;
/// The fewest columns of the outcome beside the id.
const OUTCOME: usize = 20;
/// The fewest columns of the ids, with the gap after them.
const ID: usize = 24;
const EMPTY: &str = "Nothing was done in this session.";
/// The fewest rows below the entries, for the full outcome of the selected entry.
const FULL: u16 = 2;

pub(super) fn draw(app: &App, canvas: &mut Canvas<'_>, under: Under, cursor: usize) {
    let entries = app.journal().entries();
    let rows = u16::try_from(entries.len()).unwrap_or(u16::MAX).saturating_add(FULL + 1);
    // Some rows stay free around the journal, so that it remains a modal however long it gets.
    let most = under.area.height.saturating_sub(6 + under.notice.max(1)).max(FULL + 2);
    let rows = rows.min(most);
    let columns = if WIDTH + 2 > under.area.width { under.area.width } else { WIDTH };
    let place = Some(app.site().place());
    let frame = Frame { title: "Journal".into(), place, width: columns, rows };
    let keys = modal_keys(app, canvas, Context::Journal);
    let area = frame::draw(canvas, under, &frame, &keys);
    debug_assert_eq!(area, Modal::new(under, columns, rows).content);
    if entries.is_empty() {
        canvas.text(area.x, area.y, area.right(), EMPTY, Name::Muted);
    }
    let height = usize::from(area.height.saturating_sub(FULL + 1)).max(1);
    let first = (cursor + 1).saturating_sub(height).min(entries.len().saturating_sub(height));
    let ids = entries.iter().map(|entry| width(entry.id.shown())).max().unwrap_or(0);
    let lines = entries.iter().enumerate().skip(first).take(height);
    for (y, (at, entry)) in (area.top()..area.bottom()).zip(lines) {
        draw_entry(app, canvas, Rect { y, height: 1, ..area }, entry, ids, at == cursor);
    }
    let Some(entry) = entries.get(cursor) else { return };
    let id = entry.id.shown();
    let full = match entry.is_here(app.cx()) {
        true => format!("{id}: {}", entry.outcome.text()),
        false => format!("{} · {id}: {}", entry.place, entry.outcome.text()),
    };
    // Rows without an entry go to the outcome.
    let spare = usize::from(area.height).saturating_sub(entries.len() + 1);
    let lines = wrap(&full, area.width.into(), spare.max(FULL.into()));
    let top = area.bottom().saturating_sub(FULL.max(lines.len() as u16));
    for (y, text) in (top..area.bottom()).zip(lines) {
        canvas.text(area.x, y, area.right(), &text, Name::Muted);
    }
}

/// Draws one entry; the widest of all ids has `ids` columns.
fn draw_entry(app: &App, canvas: &mut Canvas<'_>, area: Rect, entry: &Entry, ids: usize, on: bool) {
    let (glyph, mark) = match entry.outcome {
        Outcome::UnderWay => ("·", Name::Muted),
        Outcome::Done(_) => ("✓", Name::SuccessMark),
        Outcome::Doubtful(_) => ("!", Name::WarningMark),
        Outcome::Failed(_) => ("✗", Name::ErrorMark),
    };
    let (y, right) = (area.y, area.right());
    if on {
        canvas.fill(Rect { x: area.x.saturating_sub(2), width: area.width + 4, ..area }, Name::Selected);
        canvas.text(area.x.saturating_sub(2), y, right, "▌", Name::SelectedBar);
        canvas.stand(area.x, y);
    }
    let name = |otherwise| if on { Name::Selected } else { otherwise };
    let columns = usize::from(area.width);
    let time = clock_seconds(entry.at, app.zone());
    // If there is little room, the id has it: the outcome stands in full below.
    let room = columns.saturating_sub(TIME + VERB);
    let id_columns = (ids + 2).clamp(ID, room.saturating_sub(OUTCOME).max(ID));
    let outcome = room.saturating_sub(id_columns);
    let (id_columns, outcome) = if outcome < OUTCOME { (room, 0) } else { (id_columns, outcome) };
    let id = cut_middle(entry.id.shown(), id_columns.saturating_sub(if outcome > 0 { 2 } else { 0 }));
    let pad = " ".repeat(id_columns.saturating_sub(width(&id)));
    // An entry of another profile begins with tenant and user, as the title does for this one.
    let elsewhere = Some(&entry.place.who).filter(|_| !entry.is_here(app.cx()));
    let told = elsewhere.map_or_else(String::new, |place| format!("{place}: ")) + entry.outcome.text();
    let spans = [
        Span::new(format!("{glyph} "), if on { Name::Selected } else { mark }),
        Span::new(format!("{time:10}"), name(Name::Muted)),
        Span::new(format!("{:VERB$}", entry.verb), name(Name::Text)),
        Span::new(format!("{id}{pad}"), name(Name::Strong)),
        Span::new(if outcome > 0 { &told } else { "" }, name(Name::Muted)),
    ];
    canvas.spans(area.x, y, right, &spans);
}
