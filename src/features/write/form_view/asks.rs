//! The rows of a form that asks: the review before saving, leaving a form, another user's change, a doubt.

use super::fill::{Rows, buttons, show_or_mask, value_keys};
use super::undo;
use crate::domain::Site;
use crate::features::write::form::{Form, Kind, Spot};
use crate::features::write::words;
use crate::text::SafeText;
use crate::view::form::facts::{compared, facts};
use crate::view::form::text::{difference, or_empty, paragraph, shown};
use crate::view::form::{Hint, Room, Row};
use crate::view::theme::Name;
use crate::words::{cause, in_full};
use crate::work::write::{Phase, Seen};

pub(super) fn rows(form: &Form, site: &Site, room: Room) -> Rows {
    match &form.phase() {
        Phase::Leaving => leaving(form, room.columns),
        Phase::Theirs(theirs) => somebody_elses(form, theirs, room.columns),
        Phase::Doubt => doubt(form, site, room.columns),
        _ => review(form, room),
    }
}

fn leaving(form: &Form, columns: usize) -> Rows {
    let value = form.value_changed() || form.aside.is_some();
    let what = match (&form.kind, value, form.description_changed()) {
        // The content of the form may be saved already.
        _ if form.write.is_in_doubt() => nobody_can_tell(&form.kind),
        (Kind::Create, ..) if !form.id.is_empty() => {
            format!("What was filled in for {} will be lost.", in_full(&form.subject()))
        }
        (Kind::Create, ..) | (_, false, false) => "What was filled in will be lost.".to_owned(),
        (_, true, true) => "Value and description were changed.".to_owned(),
        (_, true, false) => "The value was changed.".to_owned(),
        (_, false, true) => "The description was changed.".to_owned(),
    };
    let rows = paragraph(&what, columns, Name::Text).collect();
    let safe = if matches!(form.kind, Kind::Delete(_)) { "Back" } else { "Keep editing" };
    (rows, buttons(safe, "Discard"), vec![Hint::staying("Esc", "back")])
}

fn review(form: &Form, room: Room) -> Rows {
    let columns = room.columns;
    let (value, description) = (form.value_changed(), form.description_changed());
    let number = if value && description { "Two changes" } else { "One change" };
    let sent = if form.write.sent_at().is_some() {
        "This form was sent before."
    } else {
        "Nothing has been sent yet."
    };
    let first = format!("{number}. {sent}");
    let mut rows: Vec<Row<Spot>> = paragraph(&first, columns, Name::Text).collect();
    // Above the facts, so that the user reads it before saving, even on a low screen.
    rows.extend(undo::note(form, room));
    rows.push(Row::blank());
    if description && let Kind::Edit(secret) = &form.kind {
        rows.push(Row::text("description", Name::Muted));
        let old = secret.description.shown();
        let new = SafeText::from(form.description.joined());
        difference(old, new.shown(), columns, &mut rows);
        rows.push(Row::blank());
    }
    if value {
        value_facts(form, columns, &mut rows);
        rows.push(Row::blank());
    }
    let undoes = form.undoes.is_some();
    let mut hints = vec![Hint::staying("Ctrl-s", if undoes { "restore" } else { "save" })];
    if value {
        hints.push(show_or_mask(form));
        hints.extend(value_keys(form));
    }
    hints.push(Hint::staying("Esc", if undoes { "cancel" } else { "back" }));
    let buttons = if undoes { buttons("Cancel", "Restore") } else { buttons("Back", "Save") };
    (rows, buttons, hints)
}

/// Adds the facts about the masked value beside those of the present one, if that was loaded; or both values.
fn value_facts(form: &Form, columns: usize, rows: &mut Vec<Row<Spot>>) {
    let Some(after) = form.new_value() else { return };
    let now = form.loaded.as_deref();
    compared(now, &after, columns, rows);
    if form.trimmed {
        rows.extend(paragraph(words::TRIMMED, columns, Name::Text));
    }
    if form.show {
        rows.push(Row::blank());
        // An undo shows the value it replaces as well.
        if let Some(now) = now.filter(|_| form.undoes.is_some()) {
            rows.push(Row::text("now", Name::Muted));
            shown(now.expose(), Some(Spot::Value), columns, rows);
            rows.push(Row::text("after", Name::Muted));
        }
        shown(after.expose(), Some(Spot::Value), columns, rows);
    }
}

fn somebody_elses(form: &Form, theirs: &SafeText, columns: usize) -> Rows {
    let mut rows: Vec<Row<Spot>> =
        paragraph("Somebody changed the description while you did.", columns, Name::Strong).collect();
    rows.push(Row::blank());
    let mine = SafeText::from(form.description.joined());
    for (whose, text) in [("theirs, at the service now", theirs), ("yours", &mine)] {
        rows.push(Row::text(whose, Name::Muted));
        rows.extend(paragraph(or_empty(text.shown()), columns, Name::Text));
        rows.push(Row::blank());
    }
    let hints = vec![Hint::staying("Ctrl-s", "save mine"), Hint::staying("Esc", "back")];
    (rows, buttons("Back", "Save mine"), hints)
}

fn nobody_can_tell(kind: &Kind) -> String {
    format!("It is not known yet whether it was {}.", words::verb(kind))
}

fn doubt(form: &Form, site: &Site, columns: usize) -> Rows {
    let mut rows: Vec<Row<Spot>> = paragraph(&nobody_can_tell(&form.kind), columns, Name::Strong).collect();
    let compares = form.write.can_compare();
    let judged = |found: &str| form.judged(found, site);
    let known = match (form.write.last_seen(), &form.kind) {
        (Seen::NoAnswer(failure), _) => judged(&format!("then {}", cause(failure, site))),
        (Seen::Another, _) => judged("you have a secret with this id, but it differs from what was sent"),
        (_, Kind::Edit(_)) if !compares => judged("the service does not show the value"),
        _ => form.write.doubted_by().map_or(String::new(), |failure| cause(failure, site)),
    };
    let next = match (compares, &form.kind) {
        (true, _) => "Reading the value back, up to three times, shows it; the service logs each read.",
        (false, Kind::Create) => "Sending it again checks first and replaces nothing.",
        (false, Kind::Delete(_)) if form.write.old().is_some() => {
            "Sending it again is safe if you still want it. Once you leave this, u brings back what is missing."
        }
        (false, _) => "Sending it again is safe if you still want it.",
    };
    rows.extend(paragraph(&format!("It was sent: {known}. {next}"), columns, Name::Text));
    if let Some(value) = form.new_value() {
        rows.push(Row::blank());
        rows.extend(facts(&value, columns).into_iter().map(|row| Row { wide: true, ..row }));
    }
    rows.push(Row::blank());
    let go = if compares { "Read and compare" } else { "Send again" };
    (rows, buttons("Back", go), vec![Hint::staying("Esc", "back")])
}
