//! The footer: the keys that work here and now, from the key table.

use ratatui::layout::Rect;

use crate::app::App;
use crate::keys::keymap::{Entry, Footer, Group, Needs};
use crate::keys::{Action, Context, keymap};
use crate::text::fit::width;
use crate::view::canvas::{Canvas, Span};
use crate::view::theme::Name;

const GAP: u16 = 3;
/// The key that tells the keys everywhere, and its word.
const HELP_KEY: &str = "F1";
const HELP_WORD: &str = " help";
/// Columns of both.
const HELP_COLUMNS: usize = HELP_KEY.len() + HELP_WORD.len();

pub(super) fn draw(app: &App, canvas: &mut Canvas<'_>, area: Rect) {
    let (left, right) = (area.x + 2, area.right() - 2);
    let (at_right, at_left): (Vec<_>, Vec<_>) = keymap::entries(app.context())
        .filter(|entry| !(app.is_view_only() && entry.group == Group::Change))
        .filter(|entry| match entry.needs {
            Needs::Nothing => true,
            Needs::Rows => app.list().shown() > 0 || app.filter().is_set(),
            Needs::Secret => app.list().selected().is_some(),
            Needs::Held => !app.held().is_empty(),
        })
        .filter_map(|entry| entry.footer.map(|footer| (footer, here(app, canvas, entry, footer))))
        .partition(|(footer, _)| footer.right);

    let columns = |hint: &[Span]| hint.iter().map(|Span(text, _)| width(text) as u16).sum::<u16>();
    let mut edge = right + GAP;
    for (_, hint) in at_right.iter().rev() {
        let x = edge.saturating_sub(GAP + columns(hint));
        canvas.spans(x, area.y, right, hint);
        edge = x;
    }
    // What does not fit goes from the end of the left part.
    let mut x = left;
    for (_, hint) in &at_left {
        if x + columns(hint) + GAP > edge {
            break;
        }
        x = canvas.spans(x, area.y, right, hint) + GAP;
    }
}

/// Draws the key of the help at the right end of the row, which a modal covers that needs all of the screen.
pub(super) fn draw_under_modal(canvas: &mut Canvas<'_>, area: Rect) {
    canvas.fill(area, Name::Screen);
    canvas.dim(area);
    help_hint(canvas, area.right() - 2, area.y);
}

/// Draws the key of the help in a row that a modal has taken, whose keys end at this column, if it has room.
pub(super) fn draw_in_modal(canvas: &mut Canvas<'_>, area: Rect, keys_end: u16) {
    let right = area.right() - 2;
    if usize::from(right.saturating_sub(keys_end)) > HELP_COLUMNS + 2 {
        help_hint(canvas, right, area.y);
    }
}

/// Draws the key of the help so that it ends before column `right`.
fn help_hint(canvas: &mut Canvas<'_>, right: u16, y: u16) {
    let x = canvas.text_right(0, y, right, HELP_WORD, Name::Muted);
    canvas.text_right(0, y, x, HELP_KEY, Name::Accent);
}

/// The hint as the state wants it: `hide` for what is shown, off what the selected secret forbids.
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

/// `v reveal`; several keys stand side by side: `↓ ↑ move`.
fn hint(canvas: &Canvas<'_>, entry: &Entry, word: &str) -> Vec<Span> {
    let keys: Vec<_> = entry.keys.iter().map(|(key, _)| canvas.key_name(*key)).collect();
    vec![Span::new(keys.join(" "), Name::Accent), Span::new(format!(" {word}"), Name::Muted)]
}

/// The keys of the last row of something that is read; scrolling only where there is more to see.
pub(super) fn reader_keys(app: &App, canvas: &Canvas<'_>) -> Vec<Span> {
    let scrolls = app.last_scroll().is_some_and(|last| last > 0);
    keys_of(canvas, app.context(), |action, word| (action != Action::Down || scrolls).then_some(word))
}

/// The keys of a menu's last row; `word` is what Enter does there.
pub(super) fn menu_keys(canvas: &Canvas<'_>, word: &str) -> Vec<Span> {
    keys_to_choose(canvas, Context::Menu, word)
}

/// The keys of a modal's last row, where `word` is what the key does that chooses.
pub(super) fn keys_to_choose(canvas: &Canvas<'_>, context: Context, word: &str) -> Vec<Span> {
    keys_of(canvas, context, |action, usual| Some(if action == Action::Choose { word } else { usual }))
}

/// The keys of a modal's last row.
pub(super) fn modal_keys(canvas: &Canvas<'_>, context: Context) -> Vec<Span> {
    keys_of(canvas, context, |_, word| Some(word))
}

/// The keys of a context, each with the word that `told` makes of its action and usual word, or not at all.
fn keys_of<'w>(
    canvas: &Canvas<'_>,
    context: Context,
    told: impl Fn(Action, &'static str) -> Option<&'w str>,
) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for entry in keymap::entries(context) {
        let (Some(footer), Some((_, action))) = (entry.footer, entry.keys.first()) else { continue };
        let Some(word) = told(*action, footer.word) else { continue };
        if !spans.is_empty() {
            spans.push(Span::new(" ".repeat(GAP.into()), Name::Muted));
        }
        spans.extend(hint(canvas, entry, word));
    }
    spans
}
