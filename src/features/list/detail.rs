//! The layout of the detail pane: its facts, and the place of the value.

use super::facts::{self, Eyes, Line, Room};
use crate::core::Context;
use crate::domain::{Failure, Secret};
use crate::layout::Layout;
use crate::text::fit::wrap;
use crate::words;

/// The rows that a shown value gets before any fact does, including its heading.
const VALUE_ROWS: usize = 5;
/// The columns of the surface to the left of the text: the mark and a blank.
const MARK: usize = 2;

/// The content of the value area.
#[derive(Debug)]
pub enum ValuePart<'a> {
    /// Only that the value can be asked for.
    Hidden,
    /// The reason why the value cannot be asked for.
    Unreadable(String),
    /// The value is being read.
    Reading,
    /// The value was not read.
    Failed(&'a Failure),
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
    pub lines: Vec<Line>,
    /// The area below them in which the value is shown.
    pub value: Option<ValueArea>,
}

/// Returns the most rows that the note on a shown value takes on a screen of this height: the value matters
/// more.
pub fn note_rows(screen_rows: u16) -> usize {
    if screen_rows < 30 { 2 } else { 4 }
}

/// The room for a shown value, under its heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ValueArea {
    /// Rows of the detail above the surface.
    pub top: usize,
    /// Columns for the text.
    pub columns: usize,
    /// Rows for the text.
    pub rows: usize,
    /// Blank rows of the surface above and below the text.
    pub pad: usize,
    /// Columns for the numbers of lines and the gap after them.
    pub numbers: usize,
}

/// Returns the content of the detail pane of `layout`, which is `focused` or not.
pub(super) fn view(
    secret: &Secret,
    eyes: Eyes<'_>,
    layout: &Layout,
    focused: bool,
    value: &ValuePart<'_>,
) -> DetailView {
    let room = Room {
        columns: layout.detail.width.into(),
        rows: layout.detail.height.into(),
        screen_rows: layout.screen.height,
        focused: focused && !matches!(value, ValuePart::Shown { .. }),
    };
    if let ValuePart::Shown { lines, note } = value {
        return with_value(facts(secret, eyes, layout, room), *lines, note.as_deref(), layout, room);
    }
    if layout.stacked && !room.focused {
        let mut lines = vec![Line::ValueFact];
        lines.append(&mut facts::short_lines(secret, eyes, room.columns));
        return DetailView { lines, value: None };
    }
    let mut lines = facts(secret, eyes, layout, room);
    lines.push(Line::Blank);
    lines.push(Line::ValueHeading);
    if layout.screen.height >= 30 {
        lines.push(Line::Blank);
    }
    lines.append(&mut value_lines(eyes.cx, value, room.columns));
    DetailView { lines, value: None }
}

fn facts(secret: &Secret, eyes: Eyes<'_>, layout: &Layout, room: Room) -> Vec<Line> {
    let mut lines = facts::lines(secret, eyes, room);
    // In the stacked layout the rule above carries the id, unless the id takes several rows.
    if layout.stacked && lines.iter().filter(|line| matches!(line, Line::Id(_))).count() == 1 {
        lines.remove(0);
    }
    lines
}

/// Returns the rows below the heading while no value is shown.
fn value_lines(cx: &Context, value: &ValuePart<'_>, columns: usize) -> Vec<Line> {
    let text = |text: &str| wrap(text, columns, 8).into_iter().map(Line::ValueText).collect();
    match value {
        ValuePart::Reading => vec![Line::Reading],
        ValuePart::Failed(failure) => {
            let mut lines: Vec<Line> = text(&words::cause_sentence(failure, &cx.site));
            lines.extend(text(&words::advice(failure, &cx.site)));
            lines.push(Line::TryAgain);
            lines
        }
        ValuePart::Unreadable(why) => text(why),
        ValuePart::Hidden | ValuePart::Shown { .. } => vec![Line::Dots],
    }
}

/// Returns the `facts`, and below them the area for a value of `all` lines, with a `note` under it.
fn with_value(facts: Vec<Line>, all: usize, note: Option<&str>, layout: &Layout, room: Room) -> DetailView {
    let mut lines = facts;
    // A low screen gives the value its room first: the blank row goes, then all facts.
    let blank = usize::from(lines.len() + 1 + VALUE_ROWS <= room.rows);
    if lines.len() + VALUE_ROWS > room.rows {
        lines.clear();
    } else if blank == 1 {
        lines.push(Line::Blank);
    }
    lines.push(Line::ValueHeading);
    let pad = usize::from(layout.screen.height >= 30);
    let numbers = if all > 1 { all.to_string().len().max(2) + 1 } else { 0 };
    let (columns, most) = (room.columns.saturating_sub(MARK), note_rows(room.screen_rows));
    let note = note.map_or(0, |note| wrap(note, columns, most).len());
    let rows = room.rows.saturating_sub(lines.len() + 2 * pad + note).max(1);
    let columns = room.columns.saturating_sub(MARK + numbers).max(1);
    let value = ValueArea { top: lines.len(), columns, rows, pad, numbers };
    DetailView { lines, value: Some(value) }
}
