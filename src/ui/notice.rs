//! The notice line: a glyph, one sentence, at most two keys at the right.

use ratatui::layout::Rect;

use super::canvas::{Canvas, Span};
use super::theme::Name;
use crate::app::App;
use crate::app::copy::seconds_left;
use crate::app::notice::{Notice, Tone};
use crate::input::Action;
use crate::text::fit::width;

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
    let keys = keys(app, notice);
    if !keys.is_empty() {
        let columns: usize = keys.iter().map(|Span(text, _)| width(text)).sum();
        let x = right - columns as u16;
        canvas.spans(x, area.y, right, &keys);
        right = x - 2;
    }
    let x = canvas.text(left, area.y, right, glyph, name);
    // How long it lasts is never cut.
    let countdown = notice.countdown.map(|until| format!(" {} s.", seconds_left(app.now().instant, until)));
    let countdown = countdown.unwrap_or_default();
    let edge = right.saturating_sub(width(&countdown) as u16);
    let x = canvas.text(x + 1, area.y, edge, &notice.text, Name::Text);
    canvas.text(x, area.y, right, &countdown, Name::Text);
    true
}

/// What can be done about it, with its keys. In a form they are text.
fn keys(app: &App, notice: &Notice) -> Vec<Span> {
    if app.form().is_some() {
        return Vec::new();
    }
    let mut keys = Vec::new();
    let details = notice.details.then_some(Action::Details);
    for action in notice.offers.iter().copied().chain(details) {
        let word = match action {
            Action::SignIn => ("s", " sign in"),
            Action::Details => ("!", " details"),
            _ => continue,
        };
        if !keys.is_empty() {
            keys.push(Span::new("   ", Name::Muted));
        }
        keys.extend([Span::new(word.0, Name::Accent), Span::new(word.1, Name::Muted)]);
    }
    keys
}
