//! The rows of a form that is being filled in.

use super::super::canvas::Span;
use super::super::theme::Name;
use super::{Buttons, Row};
use crate::app::field::Field;
use crate::app::form::{Form, Kind, Spot, ValueInput};
use crate::app::words::TRIMMED;
use crate::domain::draft::DESCRIPTION_CHARS;
use crate::domain::{AccessMode, Field as FieldName, Secret};
use crate::text::SafeText;
use crate::text::fit::{tail, width, wrap};
use crate::text::format::{count, size};
use crate::text::reveal::Ends;

/// Rows of a value that is shown in its field.
const VALUE_ROWS: usize = 6;

pub(super) fn rows(form: &Form, columns: usize) -> (Vec<Row>, Buttons) {
    match &form.kind {
        Kind::Create => create(form, columns),
        Kind::Edit(secret) => edit(form, secret, columns),
        Kind::Delete(secret) => delete(form, secret, columns),
    }
}

fn create(form: &Form, columns: usize) -> (Vec<Row>, Buttons) {
    let room = columns - 14;
    let mut rows = vec![line("id", &form.id, Spot::Id, room)];
    rows.extend(fault(form, FieldName::Id));
    rows.push(Row::blank());
    value(form, room, &mut rows);
    rows.push(Row::blank());
    description(form, room, &mut rows);
    rows.push(Row::blank());
    let choice = |on: bool, word: &str| format!("{} {word}", if on { "(*)" } else { "( )" });
    let scope = format!("{}    {}", choice(!form.of_pod, "user"), choice(form.of_pod, "pod"));
    rows.push(Row {
        label: "scope",
        spans: vec![Span::new(scope, Name::Text)],
        spot: Some(Spot::Scope),
        ..Row::default()
    });
    if form.of_pod {
        rows.push(line("pod id", &form.pod, Spot::PodId, room));
        rows.extend(fault(form, FieldName::PodId));
    }
    rows.push(Row::blank());
    let beside = ["access", "fixed once", "created", ""];
    for (mode, label) in AccessMode::ALL.into_iter().zip(beside) {
        let mark = if mode == form.access { "(*) " } else { "( ) " };
        let name = format!("{mark}{} {:13}", pair(mode), mode.name());
        let (on, spot) = (mode == form.access, mode == AccessMode::Full);
        rows.push(Row {
            label: if form.focus == Spot::Access || !label.is_empty() { label } else { "" },
            spans: vec![
                Span::new(name, if on { Name::Strong } else { Name::Text }),
                Span::new(permits(mode), Name::Muted),
            ],
            spot: spot.then_some(Spot::Access),
            ..Row::default()
        });
    }
    let mut buttons = Vec::new();
    if form.id_exists() {
        buttons.push(("Edit it", Spot::Safe, true));
    }
    buttons.push(("Create", Spot::Go, true));
    let show = ("Ctrl-r", if form.show { "mask" } else { "show" });
    let keys = match form.focus {
        Spot::Value => vec![show, ("Ctrl-g", "generate"), ("Ctrl-f", "file"), ("Esc", "leave")],
        _ => vec![("Ctrl-s", "create"), show, ("Esc", "leave")],
    };
    (rows, Buttons { buttons, keys })
}

fn edit(form: &Form, secret: &Secret, columns: usize) -> (Vec<Row>, Buttons) {
    let room = columns - 14;
    let mut rows = Vec::new();
    value(form, room, &mut rows);
    rows.push(Row::blank());
    description(form, room, &mut rows);
    rows.push(Row::blank());
    let mode = secret.access.mode();
    rows.push(Row {
        label: "access",
        spans: vec![
            Span::new(format!("{} {}", pair(mode), mode.name()), Name::Text),
            Span::new("  fixed when it was created", Name::Muted),
        ],
        ..Row::default()
    });
    rows.push(Row::blank());
    let mut keys = vec![("Ctrl-s", "review")];
    if !matches!(form.value, ValueInput::Fixed) {
        keys.push(("Ctrl-r", if form.show { "mask" } else { "show" }));
        if mode.readable() {
            keys.push(("Ctrl-o", "load"));
        }
    }
    keys.push(("Esc", "leave"));
    (rows, Buttons { buttons: vec![("Review", Spot::Go, true)], keys })
}

fn delete(form: &Form, secret: &Secret, columns: usize) -> (Vec<Row>, Buttons) {
    let mut rows = vec![Row::text("This deletes the secret for good.", Name::Strong)];
    let paragraphs = [
        "Pods that use it keep running and fail at their next start.",
        "Its value, creation time and grants are lost.",
    ];
    for (at, text) in paragraphs.into_iter().enumerate() {
        let name = if at == 0 { Name::Text } else { Name::Muted };
        rows.extend(wrap(text, columns, 4).into_iter().map(|line| Row::text(line, name)));
    }
    rows.push(Row::blank());
    let to_type = form.to_type();
    let by_id = to_type == secret.id.as_str();
    let ask =
        if by_id { "Type the id to allow it:".to_owned() } else { format!("Type {to_type} to allow it:") };
    rows.push(Row::text(ask, Name::Text));
    let typed = form.confirm.text();
    let left = to_type.chars().count().saturating_sub(typed.chars().count());
    let right = match (form.is_confirmed(), to_type.starts_with(typed)) {
        (true, _) => Span::new("complete", Name::Muted),
        (false, true) => Span::new(format!("{left} more to go"), Name::Muted),
        (false, false) => Span::new("not the same", Name::Warning),
    };
    let mut row = line("", &form.confirm, Spot::Confirm, columns - 18);
    row.wide = true;
    row.right = Some(right);
    rows.push(row);
    let buttons = vec![("Cancel", Spot::Safe, true), ("Delete", Spot::Go, form.is_confirmed())];
    (rows, Buttons { buttons, keys: vec![("Tab", "next"), ("Esc", "cancel")] })
}

/// A text field of one line; a long text shows the part before the cursor.
fn line(label: &'static str, field: &Field, spot: Spot, room: usize) -> Row {
    let text = field.text();
    let at = text.char_indices().nth(field.cursor()).map_or(text.len(), |(at, _)| at);
    let before = SafeText::from(&text[..at]);
    let before = tail(before.shown(), room.saturating_sub(1)).to_owned();
    let after = SafeText::from(&text[at..]);
    Row {
        label,
        field: true,
        cursor: Some(width(&before)),
        spans: vec![Span::new(before, text_name()), Span::new(after.shown(), text_name())],
        spot: Some(spot),
        ..Row::default()
    }
}

fn text_name() -> Name {
    Name::Plain
}

fn fault(form: &Form, name: FieldName) -> Option<Row> {
    let text = form.fault(name)?;
    Some(Row::note(vec![Span::new("✗ ", Name::ErrorMark), Span::new(text, Name::Text)]))
}

fn description(form: &Form, room: usize, rows: &mut Vec<Row>) {
    let changed = form.description_changed();
    let lines = form.description.lines();
    let (line_at, _) = form.description.position();
    let first = line_at.saturating_sub(2).min(lines.len().saturating_sub(3));
    for (index, text) in lines.iter().enumerate().skip(first).take(3) {
        let label = if index == first { "description" } else { "" };
        let mut row = if index == line_at {
            part(&form.description, text, room)
        } else {
            let text = SafeText::from(text.as_str());
            Row { spans: vec![Span::new(text.shown(), text_name())], ..Row::default() }
        };
        row.field = true;
        row.label = label;
        row.mark = changed && index == first && form.kind != Kind::Create;
        row.spot = (index == line_at).then_some(Spot::Description);
        if lines.len() == 1 && text.is_empty() && form.focus != Spot::Description {
            row.spans = vec![Span::new("optional", Name::Muted)];
        }
        rows.push(row);
    }
    if let Some(fault) = fault(form, FieldName::Description) {
        rows.push(fault);
    } else if changed || form.focus == Spot::Description {
        let chars = form.description.joined().chars().count();
        let right = (changed && form.kind != Kind::Create).then(|| Span::new("changed", Name::Warning));
        let counter = vec![Span::new(format!("{chars} of {DESCRIPTION_CHARS}"), Name::Muted)];
        rows.push(Row { right, ..Row::note(counter) });
    }
}

/// The line with the cursor.
fn part(field: &Field, text: &str, room: usize) -> Row {
    let (_, column) = field.position();
    let at = text.char_indices().nth(column).map_or(text.len(), |(at, _)| at);
    let before = SafeText::from(&text[..at]);
    let before = tail(before.shown(), room.saturating_sub(1)).to_owned();
    let after = SafeText::from(&text[at..]);
    Row {
        cursor: Some(width(&before)),
        spans: vec![Span::new(before, text_name()), Span::new(after.shown(), text_name())],
        ..Row::default()
    }
}

fn value(form: &Form, room: usize, rows: &mut Vec<Row>) {
    let changed = form.value_changed() && form.kind != Kind::Create;
    let spot = Some(Spot::Value);
    let plain = |text: String, name| Row {
        label: "value",
        mark: changed,
        field: true,
        spans: vec![Span::new(text, name)],
        spot,
        ..Row::default()
    };
    match &form.value {
        ValueInput::Fixed => {
            let text = "cannot be changed; fixed when it was created";
            rows.push(Row { field: false, spot: None, mark: false, ..plain(text.to_owned(), Name::Muted) });
            return;
        }
        ValueInput::Unchanged => {
            let right = editor_hint(form);
            rows.push(Row { cursor: Some(0), right, ..plain("unchanged".to_owned(), Name::Muted) });
            let Kind::Edit(secret) = &form.kind else { return };
            if !secret.access.mode().readable() {
                rows.push(Row::note(vec![Span::new(
                    "the old value cannot be shown, only replaced",
                    Name::Muted,
                )]));
            }
            return;
        }
        ValueInput::Whole(value) => {
            let text = format!("{}, kept whole; Ctrl-u empties it", size(value.len() as u64));
            rows.push(plain(text, Name::Muted));
        }
        ValueInput::Typed(field) if form.show => shown(field, room, changed, rows),
        ValueInput::Typed(field) => {
            let chars: usize = field.lines().iter().map(|line| line.chars().count()).sum();
            let dots = "•".repeat((chars + field.lines().len() - 1).min(room.saturating_sub(1)));
            let right = editor_hint(form).filter(|_| field.is_empty());
            rows.push(Row { cursor: Some(width(&dots)), right, ..plain(dots, Name::Plain) });
        }
    }
    if let Some(fault) = fault(form, FieldName::Value) {
        rows.push(fault);
        return;
    }
    if let Some(value) = form.new_value() {
        let right = changed.then(|| Span::new("changed", Name::Warning));
        rows.push(Row { right, ..Row::note(facts(value.expose())) });
    }
    if form.trimmed {
        rows.push(Row::note(vec![Span::new(TRIMMED, Name::Muted)]));
    }
}

/// The key for the editor, while there is nothing in the field that has the focus.
fn editor_hint(form: &Form) -> Option<Span> {
    (form.focus == Spot::Value).then(|| Span::new("Ctrl-x editor", Name::Muted))
}

/// The value in its field, around the cursor.
fn shown(field: &Field, room: usize, changed: bool, rows: &mut Vec<Row>) {
    let (line_at, _) = field.position();
    let all = field.lines();
    let first = line_at.saturating_sub(VALUE_ROWS / 2).min(all.len().saturating_sub(VALUE_ROWS));
    for (index, text) in all.iter().enumerate().skip(first).take(VALUE_ROWS) {
        let mut row = if index == line_at {
            part(field, text, room)
        } else {
            let text = SafeText::from(text.as_str());
            Row { spans: vec![Span::new(text.shown(), Name::Plain)], ..Row::default() }
        };
        row.field = true;
        row.spot = (index == line_at).then_some(Spot::Value);
        row.mark = changed && index == first;
        row.label = if index == first { "value" } else { "" };
        rows.push(row);
    }
}

/// Length, lines, and what breaks credentials: white space around the value.
pub(super) fn facts(value: &str) -> Vec<Span> {
    let chars = value.chars().count();
    let lines = value.lines().count().max(1);
    let ends = Ends::of(value);
    let mut text = match chars {
        0 => return vec![Span::new("empty", Name::Muted)],
        1 => "1 character".to_owned(),
        n => format!("{} characters", count(n)),
    };
    text.push_str(&if lines == 1 { " · 1 line".to_owned() } else { format!(" · {} lines", count(lines)) });
    match ends.note() {
        None => vec![Span::new(format!("{text} · no final newline"), Name::Muted)],
        Some(note) => {
            vec![
                Span::new(format!("{text} · "), Name::Muted),
                Span::new("! ", Name::WarningMark),
                Span::new(note, Name::Text),
            ]
        }
    }
}

fn pair(mode: AccessMode) -> String {
    let letter = |allowed, letter| if allowed { letter } else { '·' };
    [letter(mode.readable(), 'r'), letter(mode.writable(), 'w')].iter().collect()
}

fn permits(mode: AccessMode) -> &'static str {
    match mode {
        AccessMode::Full => "read and change",
        AccessMode::ReadOnly => "read; never change the value",
        AccessMode::WriteOnly => "replace; never show the value",
        AccessMode::Locked => "neither; only pods use it",
    }
}
