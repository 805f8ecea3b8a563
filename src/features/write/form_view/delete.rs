//! The rows of a form that deletes: the consequences, and the text to type.

use super::fill::{Rows, show_or_mask};
use super::undo;
use crate::features::write::form::breaks::Breaks;
use crate::features::write::form::{Form, Spot};
use crate::view::form::text::{line, paragraph, warning};
use crate::view::form::{Button, Hint, Room, Row, Span};
use crate::view::theme::Name;
use crate::words;
use crate::work::confirm::is_id_to_type;

/// The least width with room for more rows, in columns.
const ROOMY: usize = 50;

/// The rows that are there for the pods from the beginning, so that nothing jumps when they are known.
const PODS: usize = 2;

pub(super) fn rows(form: &Form, room: Room) -> Rows {
    let columns = room.columns;
    let what = Row::text("This deletes the secret for good.", Name::Strong);
    let mut notes = undo::note(form, room);
    notes.extend(form.caution.iter().flat_map(|text| warning(text, columns)));
    let mut rows = Vec::new();
    if columns < ROOMY {
        // Where not all rows fit, the last ones are in sight, so the most important ones stand there.
        rows.extend(breaks(form, columns, "Its pods fail at their next start."));
        rows.extend(notes);
        rows.push(what);
    } else {
        rows.push(what);
        let text = "Pods that use it keep running and fail at their next start.";
        rows.extend(breaks(form, columns, text));
        rows.extend(notes);
        rows.push(Row::blank());
    }
    let to_type = form.to_type();
    let ask = match is_id_to_type(form.subject().as_str()) {
        true => "Type the id to confirm:".to_owned(),
        false => format!("Type {to_type} to confirm:"),
    };
    rows.push(Row::text(ask, Name::Text));
    let typed = form.confirm.text();
    let left = to_type.chars().count().saturating_sub(typed.chars().count());
    let right = match (form.is_confirmed(), to_type.starts_with(typed)) {
        (true, _) => Span::new("complete", Name::Muted),
        (false, true) if left == 1 => Span::new("1 character left", Name::Muted),
        (false, true) => Span::new(format!("{left} characters left"), Name::Muted),
        (false, false) => Span::new("not the same", Name::Warning),
    };
    let mut row = line("", &form.confirm, Spot::Confirm, columns - 22);
    row.wide = true;
    row.right = Some(right);
    rows.push(row);
    let buttons = vec![
        Button { word: "Cancel", spot: Spot::Safe, awake: true },
        Button { word: "Delete", spot: Spot::Go, awake: form.may_delete() },
    ];
    let mut hints = vec![Hint::staying("Ctrl-s", "delete"), Hint::new("Tab", "next")];
    hints.extend(undo::theirs(form).map(|_| show_or_mask(form)));
    hints.push(Hint::staying("Esc", "cancel"));
    (rows, buttons, hints)
}

/// Returns the rows about the pods that the deletion breaks; `general` where nobody asked for them.
fn breaks(form: &Form, columns: usize, general: &str) -> Vec<Row<Spot>> {
    let mut rows: Vec<Row<Spot>> = match &form.breaks {
        Breaks::NotAsked => return paragraph(general, columns, Name::Text).collect(),
        Breaks::Asked(_) => paragraph("Looking for the pods that use it", columns, Name::Muted).collect(),
        Breaks::Known(radius, listed) if radius.pods == 0 => {
            paragraph(&words::breaks_it(*radius, *listed), columns, Name::Text).collect()
        }
        Breaks::Known(radius, listed) => warning(&words::breaks_it(*radius, *listed), columns),
        Breaks::NotKnown(cause) => {
            let text = format!("Which pods use it is not known: {cause}. They fail at their next start.");
            warning(&text, columns)
        }
    };
    rows.resize_with(rows.len().max(PODS), Row::blank);
    rows
}
