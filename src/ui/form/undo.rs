//! What a form says of undoing: that a value is lost for good, whether it is read first, what a change that
//! is undone had left, and the review of a secret that is created again.

use super::super::canvas::Span;
use super::super::theme::Name;
use super::fill::{facts, pair};
use super::phases::{buttons, paragraph};
use super::{Buttons, Row};
use crate::app::form::past::{Reading, Undoes};
use crate::app::form::{Form, Kind, Phase, Spot};
use crate::app::words;
use crate::text::SafeText;
use crate::text::format::clock_seconds;
use crate::text::reveal;
use jiff::tz::TimeZone;

/// Columns of the labels in the review of a secret that is created again.
const LABEL: usize = 14;
/// Lines of a value that is shown there.
const SHOWN: usize = 6;

/// The note on the undo of what the form is about to do, and the box that asks whether to read.
pub(super) fn note(form: &Form, columns: usize) -> Vec<Row> {
    let Some(text) = words::undo_note(form) else { return Vec::new() };
    let mark = if words::undo_is_lost(form) { "! " } else { "" };
    let mut rows = marked(mark, &text, columns);
    let Reading::Asked(on) = form.past.reading else { return rows };
    let focused = form.focus == Spot::Keep;
    let text = format!("{} Read old values first?", if on { "[x]" } else { "[ ]" });
    rows.push(Row {
        spans: vec![Span::new(text, if focused { Name::Selected } else { Name::Text })],
        right: Some(Span::new("Ctrl-o", Name::Accent)),
        spot: Some(Spot::Keep),
        wide: true,
        ..Row::default()
    });
    let more = "This holds for the session; the service logs each read.";
    rows.extend(paragraph(more, columns, Name::Muted));
    rows
}

/// Above the rows of a form that undoes: what, and what was found to differ since.
pub(super) fn heading(form: &Form, undoes: &Undoes, zone: &TimeZone, columns: usize) -> Vec<Row> {
    let what = match form.kind {
        Kind::Create => "the deletion",
        Kind::Edit(_) => "the change",
        Kind::Delete(_) => "the creation",
    };
    let text = format!("This undoes {what} of {}.", clock_seconds(undoes.at, zone));
    let mut rows: Vec<Row> = paragraph(&text, columns, Name::Strong).collect();
    if let Some(text) = words::differs_since(undoes) {
        rows.extend(marked("! ", text, columns));
    }
    if let (Some(theirs), Kind::Delete(_)) = (&undoes.description, &form.kind) {
        rows.extend(paragraph(&format!("It is now: {}", shown(theirs)), columns, Name::Text));
    }
    if matches!((&form.kind, &form.phase), (Kind::Edit(_), Phase::Review)) && form.value_changed() {
        let text = "Running pods keep the value they have until they are restarted.";
        rows.extend(paragraph(text, columns, Name::Muted));
    }
    rows.push(Row::blank());
    rows
}

/// The review of a secret that is created again, as it was.
pub(super) fn again(form: &Form, me: &str, columns: usize) -> (Vec<Row>, Buttons) {
    let fact = |label: &str, mut spans: Vec<Span>| {
        spans.insert(0, Span::new(format!("{label:LABEL$}"), Name::Muted));
        Row { spans, wide: true, ..Row::default() }
    };
    let text = |text: String| vec![Span::new(text, Name::Text)];
    let draft = form.draft();
    let mut rows = vec![
        fact("id", text(draft.id.shown().to_owned())),
        fact("value", facts(draft.value.expose())),
        fact("description", text(shown(&SafeText::from(draft.description.as_str())))),
        fact(
            "scope",
            text(if form.of_pod { format!("pod {}", shown(&form.pod.text().into())) } else { "user".into() }),
        ),
        fact("access", text(format!("{} {}", pair(form.access), form.access.name()))),
        fact("owner", text(format!("{me} (you)"))),
    ];
    if form.show {
        rows.push(Row::blank());
        for line in reveal::shown_part(draft.value.expose()).lines().take(SHOWN) {
            rows.push(Row::text(SafeText::from(line).shown(), Name::Text));
        }
    }
    rows.push(Row::blank());
    let lost = "Its creation time and its grants do not come back.";
    rows.extend(marked("! ", lost, columns));
    rows.push(Row::blank());
    let show = ("Ctrl-r", if form.show { "mask" } else { "show" });
    (rows, buttons("Cancel", "Create again", vec![("Ctrl-s", "create"), show, ("Esc", "cancel")]))
}

fn marked(mark: &'static str, text: &str, columns: usize) -> Vec<Row> {
    let name = if mark.is_empty() { Name::Muted } else { Name::Text };
    let mut rows: Vec<Row> = paragraph(text, columns.saturating_sub(mark.len()), name).collect();
    for (at, row) in rows.iter_mut().enumerate() {
        let mark = if at == 0 { mark } else { &"  "[..mark.len()] };
        row.spans.insert(0, Span::new(mark, Name::WarningMark));
    }
    rows
}

fn shown(text: &SafeText) -> String {
    if text.is_empty() { "(empty)".to_owned() } else { text.shown().to_owned() }
}
