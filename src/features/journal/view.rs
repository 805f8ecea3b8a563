//! The journal over the panes: the actions of this run, one a line, with the newest at the end.
//!
//! ```text
//!  ✓ 14:02:11  change        postgres_main_password   saved: value; running…
//! ```

use super::{Entry, Journal};
use crate::core::{Context, Outcome};
use crate::text::fit::{cut_middle, width, wrap};
use crate::text::format::clock_seconds;
use crate::view::menu::draw_cursor;
use crate::view::prelude::*;

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

/// The dialog that shows the journal.
pub(crate) struct JournalDialog<'a> {
    pub(crate) journal: &'a Journal,
    /// The entry with the cursor.
    pub(crate) cursor: usize,
    pub(crate) frame: ModalFrame<'a>,
}

impl StatefulWidget for JournalDialog<'_> {
    type State = Drawn;

    fn render(self, area: Rect, buf: &mut Buffer, drawn: &mut Drawn) {
        let Self { journal, cursor, frame } = self;
        let (entries, theme, cx) = (journal.entries(), frame.theme, frame.cx);
        // Some rows stay free around the journal, so that it remains a modal however long it gets.
        let most = frame.most_rows(area).max(FULL + 2);
        let rows = (entries.len() + usize::from(FULL + 1)).min(most.into());
        let columns = if WIDTH + 2 > area.width { area.width } else { WIDTH };
        let area = frame.title("Journal").here().draw(area, columns, rows, buf, drawn);
        let muted = theme.style(Name::Muted);
        if entries.is_empty() {
            buf.text(area, EMPTY, muted);
        }
        let height = usize::from(area.height.saturating_sub(FULL + 1)).max(1);
        let first = (cursor + 1).saturating_sub(height).min(entries.len().saturating_sub(height));
        let ids = entries.iter().map(|entry| width(entry.id.shown())).max().unwrap_or(0);
        let lines = entries.iter().enumerate().skip(first).take(height);
        for (row, (at, entry)) in area.rows().zip(lines) {
            if at == cursor {
                draw_cursor(theme, row, buf, drawn);
            }
            Line { entry, ids, on: at == cursor, cx, theme }.draw(row, buf);
        }
        let Some(entry) = entries.get(cursor) else { return };
        let id = entry.id.shown();
        let full = match entry.is_here(cx) {
            true => format!("{id}: {}", entry.outcome.text()),
            false => format!("{} · {id}: {}", entry.place, entry.outcome.text()),
        };
        // Rows without an entry go to the outcome.
        let spare = usize::from(area.height).saturating_sub(entries.len() + 1);
        let lines = wrap(&full, area.width.into(), spare.max(FULL.into()));
        let height = FULL.max(lines.len() as u16).min(area.height);
        let below = Rect { y: area.bottom() - height, height, ..area };
        for (row, text) in below.rows().zip(lines) {
            buf.text(row, &text, muted);
        }
    }
}

/// One entry; the widest of all ids has `ids` columns.
struct Line<'a> {
    entry: &'a Entry,
    ids: usize,
    on: bool,
    cx: &'a Context,
    theme: Theme,
}

impl Line<'_> {
    fn draw(&self, area: Rect, buf: &mut Buffer) {
        let Self { entry, theme, .. } = self;
        let (glyph, mark) = match entry.outcome {
            Outcome::UnderWay => ("·", Name::Muted),
            Outcome::Done(_) => ("✓", Name::SuccessMark),
            Outcome::Doubtful(_) => ("!", Name::WarningMark),
            Outcome::Failed(_) => ("✗", Name::ErrorMark),
        };
        let time = clock_seconds(entry.at, &self.cx.zone);
        // If there is little room, the id has it: the outcome stands in full below.
        let room = usize::from(area.width).saturating_sub(TIME + VERB);
        let id_columns = (self.ids + 2).clamp(ID, room.saturating_sub(OUTCOME).max(ID));
        let outcome = room.saturating_sub(id_columns);
        let (id_columns, outcome) = if outcome < OUTCOME { (room, 0) } else { (id_columns, outcome) };
        let id = cut_middle(entry.id.shown(), id_columns.saturating_sub(if outcome > 0 { 2 } else { 0 }));
        let pad = " ".repeat(id_columns.saturating_sub(width(&id)));
        // An entry of another profile begins with tenant and user, as the title does for this one.
        let elsewhere = Some(&entry.place.who).filter(|_| !entry.is_here(self.cx));
        let told = elsewhere.map_or_else(String::new, |place| format!("{place}: ")) + entry.outcome.text();
        let span = |text, name| theme.span(text, if self.on { Name::Selected } else { name });
        let spans = [
            span(format!("{glyph} "), mark),
            span(format!("{time:10}"), Name::Muted),
            span(format!("{:VERB$}", entry.verb), Name::Text),
            span(format!("{id}{pad}"), Name::Strong),
            span(if outcome > 0 { told } else { String::new() }, Name::Muted),
        ];
        buf.spans(area, &spans);
    }
}
