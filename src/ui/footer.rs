//! The footer: the keys that work here and now, from the key table. Below a dialog or form, only the keys that this
//! does not show itself.

use std::ops::Range;

use ratatui::layout::Rect;

use crate::app::App;
use crate::keys::keymap::{Entry, Footer, Group, Needs, Place};
use crate::keys::{Action, Code, Context, Key, keymap};
use crate::text::fit::width;
use crate::view::canvas::{Canvas, Span};
use crate::view::theme::Name;

/// The columns between two keys with their words.
pub(super) const GAP: u16 = 3;
/// The key of the help, which works everywhere, and its word.
const HELP_KEY: &str = "F1";
const HELP_WORD: &str = " help";
/// The columns of both.
const HELP_COLUMNS: usize = HELP_KEY.len() + HELP_WORD.len();

pub(super) fn draw(app: &App, canvas: &mut Canvas<'_>, area: Rect) {
    let (left, right) = (area.x + 2, area.right() - 2);
    let (at_right, at_left): (Vec<_>, Vec<_>) = keymap::entries(app.context())
        .filter(|entry| !(app.is_view_only() && entry.group == Group::Change))
        .filter(|entry| match entry.needs {
            Needs::Nothing => true,
            Needs::Rows => app.list().shown() > 0 || app.filter().is_set(),
            Needs::Secret => app.list().selected().is_some(),
            Needs::Held => !app.undo().held().is_empty(),
        })
        .filter_map(|entry| entry.footer.map(|footer| (footer, here(app, canvas, entry, footer))))
        .filter(|(footer, _)| footer.place != Place::Under)
        .partition(|(footer, _)| footer.place == Place::Right);

    let columns = |hint: &[Span]| columns(hint) as u16;
    let mut edge = right + GAP;
    for (_, hint) in at_right.iter().rev() {
        let x = edge.saturating_sub(GAP + columns(hint));
        canvas.spans(x, area.y, right, hint);
        edge = x;
    }
    let in_field = app.spot().field_keys().map(|(keys, word)| told(keys, word));
    // Hints that do not fit are dropped from the end of the left part.
    let mut x = left;
    for hint in at_left.into_iter().map(|(_, hint)| hint).chain(in_field) {
        let hint = &hint[..];
        if x + columns(hint) + GAP > edge {
            break;
        }
        x = canvas.spans(x, area.y, right, hint) + GAP;
    }
}

/// Draws the keys that do more on the locked screen than unlock it.
pub(super) fn draw_locked(app: &App, canvas: &mut Canvas<'_>, area: Rect) {
    let (mut x, right) = (area.x + 2, area.right() - 2);
    let entries: Vec<_> = keymap::working(Context::List, |action| app.works_locked(action)).collect();
    // The last entry of the table ends the program, so it comes first.
    for entry in entries.into_iter().rev() {
        let hint = entry.footer.map_or(Vec::new(), |footer| hint(canvas, entry, footer.word));
        if x + columns(&hint) as u16 <= right {
            x = canvas.spans(x, area.y, right, &hint) + GAP;
        }
    }
}

/// Clears the footer below a dialog or form.
pub(super) fn clear(canvas: &mut Canvas<'_>, area: Rect) {
    canvas.fill(area, Name::Screen);
    canvas.dim(area);
}

/// Draws the keys of a dialog or form that this does not show itself, in the order of the table, and the key of the
/// help at the right end. They stand in the footer, or in the last row of a dialog that fills the screen, as far as
/// there is room.
pub(super) fn draw_rest(app: &App, canvas: &mut Canvas<'_>, footer: Rect, is_free: bool) {
    let Some(over) = canvas.over().cloned() else { return };
    let mut places = match over.areas.framed {
        true if !is_free => return,
        true => vec![(footer.y, footer.x + 2..footer.right() - 2)],
        false => over.free,
    };
    let helps = keymap::action(app.context(), Key::plain(Code::F(1))) == Some(Action::Help);
    let fits = |(_, columns): &&mut (u16, Range<u16>)| columns.len() >= HELP_COLUMNS;
    let last = over.areas.keys;
    let end = Rect { x: last.right().saturating_sub(HELP_COLUMNS as u16 + GAP), y: last.y - 1, ..last };
    if let Some((y, columns)) = places.iter_mut().filter(|_| helps).find(fits) {
        columns.end = help_hint(canvas, columns.end, *y).saturating_sub(GAP);
    } else if helps && !over.areas.framed && canvas.is_blank(Rect { width: last.right() - end.x, ..end }) {
        // The row above the keys is empty, or has buttons at its left only.
        help_hint(canvas, last.right(), end.y);
    }
    let mut rest = rest(app, canvas, over.told).into_iter().peekable();
    for (y, place) in places {
        let mut x = place.start;
        while let Some(hint) = rest.peek().map(|(keys, word)| told(&keys.join(" "), word)) {
            if usize::from(x) + columns(&hint) > place.end.into() {
                break;
            }
            x = canvas.spans(x, y, place.end, &hint) + GAP;
            rest.next();
        }
    }
}

/// Draws the key of the help so that it ends before column `right`; returns its first column.
fn help_hint(canvas: &mut Canvas<'_>, right: u16, y: u16) -> u16 {
    let x = canvas.text_right(0, y, right, HELP_WORD, Name::Muted);
    canvas.text_right(0, y, x, HELP_KEY, Name::Accent)
}

/// Returns the keys that are not in `told`, with their words; those of the focused part come first.
fn rest(app: &App, canvas: &Canvas<'_>, mut told: Vec<String>) -> Vec<(Vec<String>, &'static str)> {
    let named = |keys: &str| keys.split(' ').map(|key| canvas.plain_key(key)).collect::<Vec<_>>();
    let spot = app.spot();
    let own = spot.keys().iter().map(|(keys, word)| (named(keys), *word));
    let context = app.context();
    let works: Vec<_> = keymap::working(context, |action| app.works_in(context, action)).collect();
    let of_table = |local: bool| {
        works.iter().filter(move |entry| (entry.group == Group::Local) == local).filter_map(|entry| {
            let footer = entry.footer.filter(|footer| footer.place != Place::Right)?;
            Some((entry.keys.iter().map(|(key, _)| canvas.key_name(*key)).collect(), footer.word))
        })
    };
    let in_field = spot.field_keys().map(|(keys, word)| (named(keys), word));
    let mut rest: Vec<(Vec<String>, &str)> = Vec::new();
    for (mut keys, word) in own.chain(of_table(true)).chain(in_field).chain(of_table(false)) {
        if keys.iter().any(|key| told.contains(key)) {
            continue;
        }
        told.extend(keys.iter().cloned());
        match rest.last_mut().filter(|(_, last)| *last == word) {
            Some((before, _)) => before.append(&mut keys),
            None => rest.push((keys, word)),
        }
    }
    rest
}

/// Returns the columns of hints.
fn columns(hints: &[Span]) -> usize {
    hints.iter().map(|Span(text, _)| width(text)).sum()
}

/// Returns a hint that fits the state: `hide` for a revealed value, dimmed if the selected secret rules it out.
fn here(app: &App, canvas: &Canvas<'_>, entry: &Entry, footer: Footer) -> Vec<Span> {
    let action = entry.keys.first().map(|(_, action)| *action);
    let word = match action {
        Some(Action::Reveal) if app.value().shown().is_some() => "hide",
        _ => footer.word,
    };
    let mut hint = hint(canvas, entry, word);
    if action.is_some_and(|action| app.forbids(action)) {
        for Span(_, name) in &mut hint {
            *name = Name::Off;
        }
    }
    hint
}

/// Returns a hint such as `v reveal`; several keys stand side by side: `↓ ↑ move`.
fn hint(canvas: &Canvas<'_>, entry: &Entry, word: &str) -> Vec<Span> {
    let keys: Vec<_> = entry.keys.iter().map(|(key, _)| canvas.key_name(*key)).collect();
    told(&keys.join(" "), word)
}

/// Returns the spans of keys and their word.
fn told(keys: &str, word: &str) -> Vec<Span> {
    vec![Span::new(keys, Name::Accent), Span::new(format!(" {word}"), Name::Muted)]
}

/// Returns the keys of a menu's last row, with `word` for Enter.
pub(super) fn menu_keys(app: &App, canvas: &Canvas<'_>, word: &str) -> Vec<Span> {
    keys_to_choose(app, canvas, Context::Menu, word)
}

/// Returns the keys of a dialog's last row, with `word` for the key that chooses.
pub(super) fn keys_to_choose(app: &App, canvas: &Canvas<'_>, context: Context, word: &str) -> Vec<Span> {
    keys_of(app, canvas, context, |action, usual| if action == Action::Choose { word } else { usual })
}

/// Returns the keys of a dialog's last row, as far as they do something.
pub(super) fn modal_keys(app: &App, canvas: &Canvas<'_>, context: Context) -> Vec<Span> {
    keys_of(app, canvas, context, |_, word| word)
}

/// Returns the keys of a dialog's last row; `worded` makes the word of an action and its usual word.
fn keys_of<'w>(
    app: &App,
    canvas: &Canvas<'_>,
    context: Context,
    worded: impl Fn(Action, &'static str) -> &'w str,
) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for entry in keymap::working(context, |action| app.works_in(context, action)) {
        let Some(footer) = entry.footer.filter(|footer| footer.place == Place::Left) else { continue };
        let word = entry.keys.first().map_or(footer.word, |(_, action)| worded(*action, footer.word));
        if !spans.is_empty() {
            spans.push(Span::new(" ".repeat(GAP.into()), Name::Muted));
        }
        spans.extend(hint(canvas, entry, word));
    }
    spans
}
