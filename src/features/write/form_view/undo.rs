//! The words of a form about undo: that a value is lost for good, the choice to read the old value first, the change
//! that is undone, and the review of a secret that is created again.

use super::fill::{Rows, buttons, pair, show_or_mask};
use crate::domain::SecretValue;
use crate::features::write::form::{Form, Kind, Reading, Spot};
use crate::features::write::words;
use crate::text::SafeText;
use crate::text::fit::{width, wrap};
use crate::view::form::facts::facts;
use crate::view::form::text::{or_empty, paragraph, shown, warning};
use crate::view::form::{Hint, Room, Row, Span};
use crate::view::theme::Name;
use crate::work::undo::{Since, Undoes};
use crate::work::write::Phase;

/// The columns of the labels in the review of a secret that is created again.
const LABEL: usize = 14;
/// The least width at which the box is explained, in columns.
const EXPLAINED: usize = 50;

/// The question of the box, from the longest words to the shortest.
const KEEP: [&str; 3] = [
    "Keep the old value for undo (one logged read)",
    "Keep the old value (one logged read)",
    "Keep old value (logged)",
];
/// The columns of the box and of its key.
const BOX: usize = 13;

/// Returns the note whether the coming change can be undone, and the box that asks whether to read the old value.
pub(super) fn note(form: &Form, room: Room) -> Vec<Row<Spot>> {
    let columns = room.columns;
    let Some(text) = words::undo_note(form) else { return Vec::new() };
    let mut rows = match words::undo_is_lost(form) {
        true => warning(&text, columns),
        false => paragraph(&text, columns, Name::Muted).collect(),
    };
    let Reading::Asked(on) = form.reading else { return rows };
    let name = if form.focus == Spot::Keep { Name::Selected } else { Name::Text };
    let ask = KEEP.into_iter().find(|ask| width(ask) + BOX <= columns).unwrap_or(KEEP[KEEP.len() - 1]);
    rows.push(Row {
        spans: vec![Span::new(format!("{} {ask}", if on { "[x]" } else { "[ ]" }), name)],
        right: Some(Span::new("Ctrl-o", Name::Accent)),
        spot: Some(Spot::Keep),
        here: true,
        wide: true,
        ..Row::default()
    });
    // On a small screen there is only room for the sentence above.
    if columns >= EXPLAINED {
        let more = "This choice holds for the session.";
        rows.extend(paragraph(more, columns, Name::Muted));
    }
    rows
}

/// Returns the rows above an undo form: the change that is undone, and the differences since.
pub(super) fn heading(form: &Form, columns: usize) -> Vec<Row<Spot>> {
    let shows = matches!((&form.kind, form.phase()), (_, Phase::Review) | (Kind::Delete(_), Phase::Filling));
    let Some(undoes) = form.undoes.as_ref() else { return Vec::new() };
    if !shows {
        return held_for_form(form, undoes, columns);
    }
    let text = match form.kind {
        Kind::Create if undoes.half_done => "It is gone. This creates it again as it was.".to_owned(),
        Kind::Edit(_) if undoes.half_done => {
            format!("This writes back the value that the failed deletion of {} may have taken.", undoes.clock)
        }
        Kind::Delete(_) if undoes.half_done => {
            format!(
                "The failed deletion of {} may have taken the value, and it cannot be written back. This deletes \
                 the rest; u then creates it again with the value that is held.",
                undoes.clock
            )
        }
        Kind::Create if undoes.gone => {
            format!("It was deleted since. This creates it again as it was before {}.", undoes.clock)
        }
        Kind::Create => format!("This undoes the deletion of {}.", undoes.clock),
        Kind::Edit(_) => format!("This undoes the change of {}.", undoes.clock),
        Kind::Delete(_) => format!("This undoes the creation of {}.", undoes.clock),
    };
    let mut rows: Vec<Row<Spot>> = paragraph(&text, columns, Name::Strong).collect();
    rows.extend(held_for_form(form, undoes, columns));
    if undoes.without_value {
        let text = "Only the description comes back: the old value was not read.";
        rows.extend(warning(text, columns));
    }
    rows.extend(differs(form, undoes, columns));
    if matches!(form.kind, Kind::Edit(_)) && form.value_changed() {
        let text = "Running pods keep the value they have until they are restarted.";
        rows.extend(paragraph(text, columns, Name::Muted));
    }
    rows.push(Row::blank());
    rows
}

/// Returns the warnings that stand in an undo form at all times.
fn held_for_form(form: &Form, undoes: &Undoes, columns: usize) -> Vec<Row<Spot>> {
    if matches!(form.phase(), Phase::Leaving) {
        return Vec::new();
    }
    let again = (form.kind == Kind::Create).then_some("Its creation time and its grants do not come back.");
    let over = undoes.over.then_some("Its 10 minutes are over: once you leave this, it is wiped.");
    again.into_iter().chain(over).flat_map(|text| warning(text, columns)).collect()
}

/// Returns the rows while the service is looked at before an undo.
pub(super) fn looking(room: Room) -> Rows {
    let text = "The service is checked first; nothing is undone yet.";
    (paragraph(text, room.columns, Name::Text).collect(), Vec::new(), Vec::new())
}

/// Returns the differences since the change. The review of an edit shows both texts itself; for a deletion they are
/// shown here.
fn differs(form: &Form, undoes: &Undoes, columns: usize) -> Vec<Row<Spot>> {
    let mut rows = words::differs_since(undoes).map_or(Vec::new(), |text| warning(text, columns));
    if !matches!(form.kind, Kind::Delete(_)) {
        return rows;
    }
    if let Some(description) = &undoes.description {
        for (label, text) in [("created as", &description.left), ("now", &description.now)] {
            text_fact(label, or_empty(text.shown()), columns, &mut rows);
        }
    }
    if let Some(value) = theirs(form) {
        fact("value now", facts(value, columns.saturating_sub(LABEL)), &mut rows);
        rows.extend(paragraph("The value that it was created with is not kept.", columns, Name::Muted));
        if form.show {
            shown(value.expose(), Some(Spot::Value), columns, &mut rows);
        }
    }
    rows
}

/// Returns the value that somebody has put into a secret since its creation, which is being undone.
pub(super) fn theirs(form: &Form) -> Option<&SecretValue> {
    let changed = form.undoes.as_ref().is_some_and(|undoes| undoes.value == Since::Changed);
    form.write.old().map(|value| &**value).filter(|_| changed)
}

/// Returns the review of a secret that is created again.
pub(super) fn again(form: &Form, room: Room) -> Rows {
    let columns = room.columns;
    let (draft, pod) = (form.draft(), SafeText::from(form.pod.text()));
    let mut rows = Vec::new();
    text_fact("id", draft.id.shown(), columns, &mut rows);
    fact("value", facts(&draft.value, columns.saturating_sub(LABEL)), &mut rows);
    let description = SafeText::from(draft.description.as_str());
    text_fact("description", or_empty(description.shown()), columns, &mut rows);
    let scope = if form.of_pod { format!("pod {}", pod.shown()) } else { "user".to_owned() };
    text_fact("scope", &scope, columns, &mut rows);
    text_fact("access", &format!("{} {}", pair(form.access), form.access.name()), columns, &mut rows);
    if let Some(undoes) = &form.undoes {
        text_fact("owner", &undoes.owner, columns, &mut rows);
    }
    if form.show {
        rows.push(Row::blank());
        shown(draft.value.expose(), Some(Spot::Value), columns, &mut rows);
    }
    let hints = vec![Hint::staying("Ctrl-s", "create"), show_or_mask(form), Hint::staying("Esc", "cancel")];
    (rows, buttons("Cancel", "Create"), hints)
}

fn text_fact(label: &str, text: &str, columns: usize, rows: &mut Vec<Row<Spot>>) {
    let lines = wrap(text, columns.saturating_sub(LABEL), usize::MAX).into_iter();
    fact(label, lines.map(|line| Row::text(line, Name::Text)).collect(), rows);
}

/// Adds rows with a label before the first.
fn fact(label: &str, of: Vec<Row<Spot>>, rows: &mut Vec<Row<Spot>>) {
    for (at, mut row) in of.into_iter().enumerate() {
        let label = if at == 0 { label } else { "" };
        row.spans.insert(0, Span::new(format!("{label:LABEL$}"), Name::Muted));
        rows.push(Row { wide: true, ..row });
    }
}
