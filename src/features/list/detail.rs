//! The layout of the detail pane: its facts, and the place of the value.

use super::facts::{self, DetailLine, Eyes, Room};
use crate::domain::Secret;
use crate::layout::{Layout, ValueArea, note_rows};
use crate::text::fit::wrap;

/// The rows that a shown value gets before any fact does, including its heading.
const VALUE_ROWS: usize = 5;
/// The columns of the surface to the left of the text: the mark and a blank.
const MARK: usize = 2;

/// The value, as far as the layout depends on it.
#[derive(Debug)]
pub enum ValuePart {
    /// No value is shown; so many rows stand below the heading.
    Rows(usize),
    /// The value is on the screen.
    Shown {
        /// The number of its lines.
        lines: usize,
        /// A note about the characters of the value that cannot be seen.
        note: Option<String>,
    },
}

/// The content of the detail pane.
#[derive(Debug, Default)]
pub struct DetailView {
    /// The rows from the top.
    pub lines: Vec<DetailLine>,
    /// The area below them in which the value is shown.
    pub value: Option<ValueArea>,
}

/// Returns the content of the detail pane of `layout`, which is `focused` or not.
pub(super) fn view(
    secret: &Secret,
    eyes: Eyes<'_>,
    layout: &Layout,
    focused: bool,
    value: &ValuePart,
) -> DetailView {
    let room = Room {
        columns: layout.detail.width.into(),
        rows: layout.detail.height.into(),
        screen_rows: layout.screen.height,
        focused: focused && !matches!(value, ValuePart::Shown { .. }),
    };
    let rows = match value {
        ValuePart::Rows(rows) => *rows,
        ValuePart::Shown { lines, note } => {
            return with_value(facts(secret, eyes, layout, room), *lines, note.as_deref(), layout, room);
        }
    };
    if layout.stacked && !room.focused {
        let mut lines = vec![DetailLine::ValueFact];
        lines.append(&mut facts::short_lines(secret, eyes, room.columns));
        return DetailView { lines, value: None };
    }
    let mut lines = facts(secret, eyes, layout, room);
    lines.push(DetailLine::Blank);
    lines.push(DetailLine::ValueHeading);
    if layout.screen.height >= 30 {
        lines.push(DetailLine::Blank);
    }
    lines.extend((0..rows).map(DetailLine::Value));
    DetailView { lines, value: None }
}

fn facts(secret: &Secret, eyes: Eyes<'_>, layout: &Layout, room: Room) -> Vec<DetailLine> {
    let mut lines = facts::lines(secret, eyes, room);
    // In the stacked layout the rule above carries the id, unless the id takes several rows.
    if layout.stacked && lines.iter().filter(|line| matches!(line, DetailLine::Id(_))).count() == 1 {
        lines.remove(0);
    }
    lines
}

/// Returns the `facts`, and below them the area for a value of `all` lines, with a `note` under it.
fn with_value(
    facts: Vec<DetailLine>,
    all: usize,
    note: Option<&str>,
    layout: &Layout,
    room: Room,
) -> DetailView {
    let mut lines = facts;
    // A low screen gives the value its room first: the blank row goes, then all facts.
    let blank = usize::from(lines.len() + 1 + VALUE_ROWS <= room.rows);
    if lines.len() + VALUE_ROWS > room.rows {
        lines.clear();
    } else if blank == 1 {
        lines.push(DetailLine::Blank);
    }
    lines.push(DetailLine::ValueHeading);
    let pad = usize::from(layout.screen.height >= 30);
    let numbers = if all > 1 { all.to_string().len().max(2) + 1 } else { 0 };
    let (columns, most) = (room.columns.saturating_sub(MARK), note_rows(room.screen_rows));
    let note = note.map_or(0, |note| wrap(note, columns, most).len());
    let rows = room.rows.saturating_sub(lines.len() + 2 * pad + note).max(1);
    let columns = room.columns.saturating_sub(MARK + numbers).max(1);
    let value = ValueArea { top: lines.len(), columns, rows, pad, numbers };
    DetailView { lines, value: Some(value) }
}
