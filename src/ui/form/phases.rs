//! The rows of a form that asks: the review before saving, leaving, somebody else's change, a doubt.

use super::super::canvas::Span;
use super::super::theme::Name;
use super::fill::facts;
use super::{Buttons, Row};
use crate::app::form::{Form, Kind, Phase, Spot};
use crate::app::words::TRIMMED;
use crate::text::SafeText;
use crate::text::fit::wrap;
use crate::text::reveal::Ends;

/// Columns of the words before the facts of a review.
const WORD: usize = 16;
const NOW: usize = 22;

pub(super) fn rows(form: &Form, columns: usize) -> (Vec<Row>, Buttons) {
    match &form.phase {
        Phase::Leaving => leaving(form),
        Phase::Theirs(theirs) => somebody_elses(form, theirs, columns),
        Phase::Doubt => doubt(form, columns),
        _ => review(form, columns),
    }
}

fn buttons(safe: &'static str, go: &'static str, keys: Vec<(&'static str, &'static str)>) -> Buttons {
    Buttons { buttons: vec![(safe, Spot::Safe, true), (go, Spot::Go, true)], keys }
}

fn paragraph(text: &str, columns: usize, name: Name) -> impl Iterator<Item = Row> {
    wrap(text, columns, 6).into_iter().map(move |line| Row::text(line, name))
}

fn leaving(form: &Form) -> (Vec<Row>, Buttons) {
    let what = match (form.value_changed(), form.description_changed()) {
        (true, true) => "Value and description were changed.",
        (true, false) => "The value was changed.",
        (false, true) => "The description was changed.",
        (false, false) => "What was filled in is lost.",
    };
    (vec![Row::text(what, Name::Text)], buttons("Keep editing", "Discard", vec![("Esc", "back")]))
}

fn review(form: &Form, columns: usize) -> (Vec<Row>, Buttons) {
    let (value, description) = (form.value_changed(), form.description_changed());
    let number = if value && description { "Two changes" } else { "One change" };
    let mut rows = vec![Row::text(format!("{number}. Nothing has been sent yet."), Name::Text), Row::blank()];
    if description && let Kind::Edit(secret) = &form.kind {
        rows.push(Row::text("description", Name::Muted));
        let old = secret.description.shown();
        let new = SafeText::from(form.description.joined());
        difference(old, new.shown(), columns, &mut rows);
        rows.push(Row::blank());
    }
    if value {
        value_facts(form, &mut rows);
        rows.push(Row::blank());
    }
    let keys = vec![("Ctrl-s", "save"), ("Ctrl-r", if form.show { "mask" } else { "show" }), ("Esc", "back")];
    (rows, buttons("Back", "Save", keys))
}

/// The old line, and the new one with what is new in it marked.
fn difference(old: &str, new: &str, columns: usize, rows: &mut Vec<Row>) {
    let room = columns - 2;
    for line in wrap(if old.is_empty() { "(empty)" } else { old }, room, 3) {
        rows.push(Row {
            spans: vec![Span::new("− ", Name::ErrorMark), Span::new(line, Name::Muted)],
            wide: true,
            ..Row::default()
        });
    }
    let same = old.chars().zip(new.chars()).take_while(|(a, b)| a == b).count();
    let kept = new.char_indices().nth(same).map_or(new.len(), |(at, _)| at);
    let mut at = 0;
    for line in wrap(if new.is_empty() { "(empty)" } else { new }, room, 6) {
        let split = kept.saturating_sub(at).min(line.len());
        let split = (0..=split).rev().find(|i| line.is_char_boundary(*i)).unwrap_or(0);
        rows.push(Row {
            spans: vec![
                Span::new("+ ", Name::SuccessMark),
                Span::new(&line[..split], Name::Text),
                Span::new(&line[split..], Name::Match),
            ],
            wide: true,
            ..Row::default()
        });
        at += line.len() + 1;
    }
}

/// The value as masked facts, beside those of the present one where it was loaded.
fn value_facts(form: &Form, rows: &mut Vec<Row>) {
    let Some(after) = form.new_value() else { return };
    let now = form.loaded.as_ref();
    let line = |word: &str, now: String, after: String, warns: bool| {
        let mark = if warns { "! " } else { "  " };
        let spans = vec![
            Span::new(format!("{word:WORD$}{now:NOW$}"), Name::Muted),
            Span::new(mark, Name::WarningMark),
            Span::new(after, if warns { Name::Strong } else { Name::Text }),
        ];
        Row { spans, wide: true, ..Row::default() }
    };
    let unknown = || "not loaded".to_owned();
    let length = |value: &str| format!("{} characters", value.chars().count());
    let lines = |value: &str| value.lines().count().max(1).to_string();
    let end = |value: &str| match Ends::of(value).newlines {
        0 => "no newline".to_owned(),
        1 => "a newline".to_owned(),
        n => format!("{n} newlines"),
    };
    let around = |value: &str| {
        let ends = Ends::of(value);
        if ends.leading || ends.trailing { "white space" } else { "no white space" }.to_owned()
    };
    let both = |facts: &dyn Fn(&str) -> String| {
        (now.map_or_else(unknown, |now| facts(now.expose())), facts(after.expose()))
    };
    rows.push(line("value", "now".to_owned(), "after".to_owned(), false));
    let (was, is) = both(&length);
    rows.push(line("length", was, is, false));
    let (was, is) = both(&lines);
    rows.push(line("lines", was, is, false));
    let ends = Ends::of(after.expose());
    let (was, is) = both(&end);
    let warns = ends.newlines > 0 && was != is;
    rows.push(line("at the end", was, is, warns));
    let (was, is) = both(&around);
    rows.push(line("around it", was, is, ends.leading || ends.trailing));
    if let Some(now) = now {
        let same = **now == *after;
        let text = if same { "the same as the present value" } else { "different from the present value" };
        rows.push(Row::text(format!("{:WORD$}{text}", "compared"), Name::Text));
    }
    if form.trimmed {
        rows.push(Row::text(TRIMMED, Name::Text));
    }
    if form.show {
        rows.push(Row::blank());
        for text in after.expose().lines().take(6) {
            rows.push(Row::text(SafeText::from(text).shown(), Name::Text));
        }
    }
}

fn somebody_elses(form: &Form, theirs: &SafeText, columns: usize) -> (Vec<Row>, Buttons) {
    let mut rows: Vec<Row> =
        paragraph("Somebody changed the description while you did.", columns, Name::Strong).collect();
    rows.push(Row::blank());
    rows.push(Row::text("theirs, at the service now", Name::Muted));
    rows.extend(paragraph(if theirs.is_empty() { "(empty)" } else { theirs.shown() }, columns, Name::Text));
    rows.push(Row::blank());
    rows.push(Row::text("yours", Name::Muted));
    let mine = SafeText::from(form.description.joined());
    rows.extend(paragraph(if mine.is_empty() { "(empty)" } else { mine.shown() }, columns, Name::Text));
    rows.push(Row::blank());
    (rows, buttons("Back", "Save mine", vec![("Ctrl-s", "save mine"), ("Esc", "back")]))
}

fn doubt(form: &Form, columns: usize) -> (Vec<Row>, Buttons) {
    let verb = match form.kind {
        Kind::Create => "created",
        Kind::Edit(_) => "saved",
        Kind::Delete(_) => "deleted",
    };
    let mut rows: Vec<Row> =
        paragraph(&format!("Nobody can tell yet whether it was {verb}."), columns, Name::Strong).collect();
    let compares = match &form.kind {
        Kind::Edit(secret) => secret.access.mode().readable() && form.value_changed(),
        _ => false,
    };
    let text = match compares {
        true => {
            "It was sent once and no proper answer came. Reading the value back tells; the service logs that."
        }
        false => {
            "It was sent once and no proper answer came, and the service does not show it. Sending it again is safe if it is to be so."
        }
    };
    rows.extend(paragraph(text, columns, Name::Text));
    if let Some(value) = form.new_value() {
        rows.push(Row::blank());
        rows.push(Row { wide: true, ..Row::note(facts(value.expose())) });
    }
    rows.push(Row::blank());
    (rows, buttons("Back", if compares { "Read and compare" } else { "Send again" }, vec![("Esc", "back")]))
}
