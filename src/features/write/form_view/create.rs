//! The rows of a form for a new secret.

use super::fill::{Rows, caution, description, fault, pair, show_or_mask, value, value_keys};
use crate::domain::{AccessMode, Field as FieldName, Secret};
use crate::features::write::form::{Form, Spot};
use crate::view::form::text::{beside, line, marked};
use crate::view::form::{Button, Hint, Room, Row, Span};
use crate::view::theme::Name;
use crate::words::in_full;

pub(super) fn rows(form: &Form, room: Room) -> Rows {
    let mut rows = vec![line("id", &form.id, Spot::Id, room.field())];
    if !fault(form, FieldName::Id, room, &mut rows) {
        caution(form, room.field(), &mut rows);
    }
    rows.push(Row::blank());
    value(form, room, &mut rows);
    carried(form, room, &mut rows);
    rows.push(Row::blank());
    description(form, room, &mut rows);
    rows.push(Row::blank());
    let choice = |on: bool, word: &str| format!("{} {word}", if on { "(*)" } else { "( )" });
    let scope = format!("{}    {}", choice(!form.of_pod, "user"), choice(form.of_pod, "pod"));
    rows.push(Row {
        label: "scope",
        spans: vec![Span::new(scope, Name::Text)],
        spot: Some(Spot::Scope),
        here: true,
        ..Row::default()
    });
    if form.of_pod {
        rows.push(line("pod id", &form.pod, Spot::PodId, room.field()));
        fault(form, FieldName::PodId, room, &mut rows);
    }
    rows.push(Row::blank());
    access(form, room, &mut rows);
    let mut buttons = Vec::new();
    if form.id_exists() {
        buttons.push(Button { word: "Edit it", spot: Spot::Safe, awake: true });
    }
    buttons.push(Button { word: "Create", spot: Spot::Go, awake: true });
    let mut hints = vec![Hint::staying("Ctrl-s", "create"), show_or_mask(form)];
    hints.extend(form.like().filter(|secret| may_be_read(secret)).map(|_| Hint::new("Ctrl-o", "load")));
    hints.extend(value_keys(form));
    hints.push(Hint::staying("Esc", "leave"));
    (rows, buttons, hints)
}

/// Adds where a value can come from, while there is none in a form for a secret like another one.
fn carried(form: &Form, room: Room, rows: &mut Vec<Row<Spot>>) {
    let Some(secret) = form.like().filter(|_| !form.value_changed()) else { return };
    let text = match may_be_read(secret) {
        true => format!("Ctrl-o loads the value of {}: one logged read", in_full(&secret.id)),
        false => format!("the value of {} cannot be read", in_full(&secret.id)),
    };
    marked("", Name::Muted, &text, Name::Muted, room.field(), rows);
}

/// Tells whether the mode lets the value be read.
fn may_be_read(secret: &Secret) -> bool {
    secret.access.readable != Some(false)
}

/// Adds the four modes and what each permits. A note that the mode is final stands beside them, or below where labels
/// are stacked.
fn access(form: &Form, room: Room, rows: &mut Vec<Row<Spot>>) {
    let labels = if room.stacked { ["access", "", "", ""] } else { ["access", "fixed once", "created", ""] };
    for (mode, label) in AccessMode::ALL.into_iter().zip(labels) {
        let on = mode == form.access;
        let name = format!("{}{} {:13}", if on { "(*) " } else { "( ) " }, pair(mode), mode.name());
        let name = Span::new(name, if on { Name::Strong } else { Name::Text });
        let row = Row { label, spans: vec![name], spot: Some(Spot::Access), here: on, ..Row::default() };
        beside(row, permits(mode), room, rows);
    }
    if room.stacked {
        rows.push(Row::note(vec![Span::new("fixed once created", Name::Muted)]));
    }
}

fn permits(mode: AccessMode) -> &'static str {
    match mode {
        AccessMode::Full => "read and change",
        AccessMode::ReadOnly => "read; never change the value",
        AccessMode::WriteOnly => "replace; never show the value",
        AccessMode::Locked => "neither; only pods use it",
    }
}
