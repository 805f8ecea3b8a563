//! The rows of a form that changes a secret, and the parts that all forms with fields share: fields, facts, faults.

use crate::domain::draft::DESCRIPTION_CHARS;
use crate::domain::{AccessMode, Field as FieldName, Secret};
use crate::features::write::form::{Form, Kind, Spot, ValueInput};
use crate::features::write::words::{TRIMMED, kept_whole};
use crate::text::fit::width;
use crate::text::format::size;
use crate::view::form::facts::{facts, facts_with};
use crate::view::form::text::{beginning, beside, lines, marked, shown};
use crate::view::form::{Button, Hint, Room, Row, Span};
use crate::view::theme::Name;

/// The height of a revealed value in its field, in rows.
const VALUE_ROWS: usize = 6;
const CHANGED: &str = "changed";

/// The rows, buttons and keys of a form.
pub(super) type Rows = (Vec<Row<Spot>>, Vec<Button<Spot>>, Vec<Hint>);

pub(super) fn buttons(safe: &'static str, go: &'static str) -> Vec<Button<Spot>> {
    [(safe, Spot::Safe), (go, Spot::Go)].map(|(word, spot)| Button { word, spot, awake: true }).into()
}

/// Returns the hint for the key that shows or masks the value.
pub(super) fn show_or_mask(form: &Form) -> Hint {
    Hint::new("Ctrl-r", if form.show { "mask" } else { "show" })
}

pub(super) fn rows(form: &Form, secret: &Secret, room: Room) -> Rows {
    let mut rows = Vec::new();
    // A low screen shows the beginning of the form, so the warning stands there.
    if room.stacked {
        caution(form, room.field(), &mut rows);
    }
    value(form, room, &mut rows);
    rows.push(Row::blank());
    description(form, room, &mut rows);
    rows.push(Row::blank());
    let mode = secret.access.mode();
    let name = format!("{} {}  ", pair(mode), mode.name());
    let row = Row { label: "access", spans: vec![Span::new(name, Name::Text)], ..Row::default() };
    beside(row, "fixed when it was created", room, &mut rows);
    if !room.stacked {
        caution(form, room.field(), &mut rows);
    }
    rows.push(Row::blank());
    let mut hints = vec![Hint::staying("Ctrl-s", "review")];
    let fixed = matches!(form.value, ValueInput::Fixed);
    if !fixed || form.aside.is_some() {
        hints.push(show_or_mask(form));
    }
    if !fixed && mode.readable() {
        hints.push(Hint::new("Ctrl-o", "load"));
    }
    hints.extend(value_keys(form));
    hints.push(Hint::staying("Esc", "leave"));
    (rows, vec![Button { word: "Review", spot: Spot::Go, awake: true }], hints)
}

/// Returns the keys of the value: those that fill it in, while it has the focus, and the one that removes invisible
/// characters.
pub(super) fn value_keys(form: &Form) -> impl Iterator<Item = Hint> {
    let fills = form.focus == Spot::Value && form.takes_value();
    let fills = fills.then(|| [Hint::below("Ctrl-g", "generate"), Hint::below("Ctrl-f", "file")]);
    let removes = form.can_remove_unseen().then(|| Hint::below("Ctrl-t", "remove unseen"));
    fills.into_iter().flatten().chain(removes)
}

/// Adds the warning that is shown before anything is filled in.
pub(super) fn caution(form: &Form, columns: usize, rows: &mut Vec<Row<Spot>>) {
    let text = form.caution.as_deref().unwrap_or_default();
    marked("! ", Name::WarningMark, text, Name::Text, columns, rows);
}

/// Adds the fault of a field, if there is one; tells whether there is.
pub(super) fn fault(form: &Form, name: FieldName, room: Room, rows: &mut Vec<Row<Spot>>) -> bool {
    let text = form.fault(name).unwrap_or_default();
    marked("✗ ", Name::ErrorMark, &text, Name::Text, room.field(), rows);
    !text.is_empty()
}

pub(super) fn description(form: &Form, room: Room, rows: &mut Vec<Row<Spot>>) {
    let changed = form.description_changed();
    let mut field = lines("description", &form.description, Spot::Description, 3, room.field());
    if let Some(first) = field.first_mut() {
        first.mark = changed && form.kind != Kind::Create;
        if form.description.is_empty() && form.focus != Spot::Description {
            first.spans = vec![Span::new("optional", Name::Muted)];
        }
    }
    rows.append(&mut field);
    if !fault(form, FieldName::Description, room, rows) && (changed || form.focus == Spot::Description) {
        let chars = form.description.joined().chars().count();
        let right = (changed && form.kind != Kind::Create).then(|| Span::new(CHANGED, Name::Warning));
        let counter = vec![Span::new(format!("{chars} of {DESCRIPTION_CHARS}"), Name::Muted)];
        rows.push(Row { right, ..Row::note(counter) });
    }
}

pub(super) fn value(form: &Form, room: Room, rows: &mut Vec<Row<Spot>>) {
    let changed = form.value_changed() && form.kind != Kind::Create;
    let spot = Some(Spot::Value);
    let plain = |text: String, name| Row {
        label: "value",
        mark: changed,
        field: true,
        spans: vec![Span::new(text, name)],
        spot,
        here: true,
        ..Row::default()
    };
    match &form.value {
        ValueInput::Fixed => {
            let text = "cannot be changed; fixed when it was created";
            let first = rows.len();
            marked("", Name::Muted, text, Name::Muted, room.field(), rows);
            rows.iter_mut().skip(first).take(1).for_each(|row| row.label = "value");
            aside(form, room, rows);
            return;
        }
        ValueInput::Unchanged => {
            let right = editor_hint(form);
            rows.push(Row { cursor: Some(0), right, ..plain("unchanged".to_owned(), Name::Muted) });
            let Kind::Edit(secret) = &form.kind else { return };
            if !secret.access.mode().readable() {
                let text = "the old value cannot be shown, only replaced";
                marked("", Name::Muted, text, Name::Muted, room.field(), rows);
            }
            return;
        }
        ValueInput::Whole(value) => {
            let text = format!("{}, kept whole", size(value.len() as u64));
            beside(plain(text, Name::Muted), "   Ctrl-u empties it", room, rows);
            marked("", Name::Muted, kept_whole(value.expose()), Name::Muted, room.field(), rows);
            if form.show {
                beginning(value.expose(), room.field(), rows);
            }
        }
        ValueInput::Typed(field) if form.show => {
            let mut field = lines("value", field, Spot::Value, VALUE_ROWS, room.field());
            field.iter_mut().take(1).for_each(|first| first.mark = changed);
            rows.append(&mut field);
        }
        ValueInput::Typed(field) => {
            let chars: usize = field.lines().iter().map(|line| line.chars().count()).sum();
            let dots = "•".repeat((chars + field.lines().len() - 1).min(room.field().saturating_sub(1)));
            let right = editor_hint(form).filter(|_| field.is_empty());
            rows.push(Row { cursor: Some(width(&dots)), right, ..plain(dots, Name::Plain) });
        }
    }
    if fault(form, FieldName::Value, room, rows) {
        return;
    }
    if let Some(value) = form.new_value() {
        let right = changed.then(|| Span::new(CHANGED, Name::Warning));
        let beside = if changed { width(CHANGED) + 1 } else { 0 };
        let mut facts = facts_with(&value, form.lines_typed(), room.field().saturating_sub(beside));
        facts[0].right = right;
        rows.append(&mut facts);
    }
    if form.trimmed {
        marked("", Name::Muted, TRIMMED, Name::Muted, room.field(), rows);
    }
}

/// Adds a value that the user typed before it turned out to be fixed.
fn aside(form: &Form, room: Room, rows: &mut Vec<Row<Spot>>) {
    let Some(value) = &form.aside else { return };
    marked("! ", Name::WarningMark, "what you typed is kept here, not sent", Name::Text, room.field(), rows);
    let mut text = facts(value, room.field());
    if form.show {
        text.clear();
        shown(value.expose(), Some(Spot::Value), room.field(), &mut text);
    }
    rows.extend(text.into_iter().map(|row| Row { wide: false, ..row }));
}

/// Returns the hint for the editor's key, while the value has the focus.
fn editor_hint(form: &Form) -> Option<Span> {
    (form.focus == Spot::Value).then(|| Span::new("Ctrl-x editor", Name::Muted))
}

pub(super) fn pair(mode: AccessMode) -> String {
    let letter = |allowed, letter| if allowed { letter } else { '·' };
    [letter(mode.readable(), 'r'), letter(mode.writable(), 'w')].iter().collect()
}
