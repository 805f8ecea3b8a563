//! The notice line: a glyph, one sentence, at most two keys at the right. Good news that are too long for
//! the line are not cut: for their few seconds they cover what stands above it.

use ratatui::layout::Rect;

use super::canvas::{Canvas, Span};
use super::theme::Name;
use crate::app::App;
use crate::app::copy::seconds_left;
use crate::app::notice::Tone;
use crate::input::{Action, Context, Key, keymap};
use crate::text::fit::{width, wrap};

/// Rows that a notice takes at most.
const ROWS: usize = 4;

/// Whether a letter is text here, and no key.
fn letters_are_text(app: &App) -> bool {
    app.form().is_some() || app.context() == Context::Filter
}

/// The key of an offer and its word. Where letters are text there is one only to sign in: that which saves
/// a form signs in first.
fn key_of(app: &App, offer: Action) -> Option<(Key, &'static str)> {
    let (key, word) = keymap::offer(offer)?;
    match letters_are_text(app) {
        false => Some((key, word)),
        true => (offer == Action::SignIn && app.save_signs_in()).then_some((Key::ctrl('s'), word)),
    }
}

/// Draws the keys of what can be done about the notice, unless its sentence would be cut for them and the
/// user could go on without; gives the edge that is left to the sentence.
fn offers(app: &App, canvas: &mut Canvas<'_>, y: u16, left: u16, right: u16) -> u16 {
    let Some(notice) = app.notice() else { return right };
    let mut spans = Vec::new();
    for (key, word) in app.offers().iter().filter_map(|offer| key_of(app, *offer)) {
        let gap = if spans.is_empty() { "" } else { "   " };
        spans.push(Span::new(format!("{gap}{}", canvas.key_name(key)), Name::Accent));
        spans.push(Span::new(format!(" {word}"), Name::Muted));
    }
    let columns: usize = spans.iter().map(|Span(text, _)| width(text)).sum();
    let sentence = width(&notice.text) + 4;
    let fits = usize::from(left) + sentence + columns <= usize::from(right);
    if spans.is_empty() || !(fits || app.offers().contains(&Action::SignIn)) {
        return right;
    }
    let x = right - columns as u16;
    canvas.spans(x, y, right, &spans);
    x - 2
}

/// Draws the present notice; tells whether there is one.
pub(super) fn draw(app: &App, canvas: &mut Canvas<'_>, area: Rect) -> bool {
    let Some(notice) = app.notice() else { return false };
    let (glyph, name) = match notice.tone {
        Tone::Success => ("✓", Name::SuccessMark),
        Tone::Warning => ("!", Name::WarningMark),
        Tone::Error => ("✗", Name::ErrorMark),
        Tone::Busy(_, since) => match app.spinner(since) {
            Some(frame) => (canvas.spinner(frame), Name::Muted),
            None => return false,
        },
    };
    canvas.fill(area, Name::Text);
    let (left, mut right) = (area.x + 2, area.right() - 2);
    if notice.details && !letters_are_text(app) {
        let keys = [Span::new("!", Name::Accent), Span::new(" details", Name::Muted)];
        let columns: usize = keys.iter().map(|Span(text, _)| width(text)).sum();
        let x = right - columns as u16;
        canvas.spans(x, area.y, right, &keys);
        right = x - 2;
    }
    let right = offers(app, canvas, area.y, left, right);
    // How long it lasts is never cut.
    let countdown = notice.countdown.map(|until| format!(" {} s.", seconds_left(app.now().instant, until)));
    let countdown = countdown.unwrap_or_default();
    let edge = right.saturating_sub(width(&countdown) as u16);
    let passes = notice.tone == Tone::Success && notice.countdown.is_none() && app.form().is_none();
    let mut x = left + 2;
    let lines = match passes {
        true => wrap(&notice.text, usize::from(edge.saturating_sub(x)), ROWS),
        false => vec![notice.text.clone()],
    };
    let top = area.y.saturating_sub(lines.len().saturating_sub(1) as u16);
    canvas.fill(Rect { y: top, height: area.y - top, ..area }, Name::Text);
    canvas.text(left, top, right, glyph, name);
    for (y, line) in (top..).zip(&lines) {
        x = canvas.text(left + 2, y, edge, line, Name::Text);
    }
    canvas.text(x, area.y, right, &countdown, Name::Text);
    true
}
