//! Questions: a few sentences and two buttons, with the focus on the safe one.

use ratatui::layout::Rect;

use super::footer::modal_keys;
use super::frame::{self, Frame};
use crate::app::editor::Question;
use crate::app::{App, words};
use crate::domain::{SecretId, SecretValue};
use crate::keys::Context;
use crate::layout::Modal;
use crate::text::Sentence;
use crate::text::fit::{width, wrap};
use crate::view::canvas::{Canvas, Span};
use crate::view::theme::Name;

const WIDTH: u16 = 56;

/// Whether to ask for a value of which the service did not say that it may be read.
pub(super) fn draw_unknown(app: &App, canvas: &mut Canvas<'_>, under: Rect, id: &SecretId, go: bool) {
    let title = Sentence::about(id.shown(), |id| format!("Ask for the value of {id}?"));
    let text = "The service did not say whether this value may be read. If it may not, \
                asking is refused, and logged with your name.";
    draw(app, canvas, under, title, text, ["Cancel", "Ask"], go);
}

/// Whether to take out of a loaded file what cannot be seen.
pub(super) fn draw_unseen(app: &App, canvas: &mut Canvas<'_>, under: Rect, value: &SecretValue, go: bool) {
    let (title, text, buttons) = words::unseen_question(&value.facts().unseen);
    draw(app, canvas, under, title.into(), &text, buttons, go);
}

/// What has to be asked about editing in an editor.
pub(super) fn draw_editor(app: &App, canvas: &mut Canvas<'_>, under: Rect, question: &Question, go: bool) {
    let (title, text, buttons) = words::editor_question(question, app.editor_name());
    draw(app, canvas, under, title.into(), &text, buttons, go);
}

/// Whether to leave although a change is still being saved.
pub(super) fn draw_quit(app: &App, canvas: &mut Canvas<'_>, under: Rect, go: bool) {
    let text = app.quit_question();
    let stay = if app.is_busy() { "Wait" } else { "Stay" };
    draw(app, canvas, under, "Quit?".into(), &text, [stay, "Quit anyway"], go);
}

/// Whether to go to another profile although something would be left behind.
pub(super) fn draw_switch(app: &App, canvas: &mut Canvas<'_>, under: Rect, go: bool) {
    let text = app.switch_question();
    let stay = if app.is_sending() { "Wait" } else { "Stay" };
    draw(app, canvas, under, "Switch the profile?".into(), &text, [stay, "Switch anyway"], go);
}

/// Whether to lock although something would be wiped.
pub(super) fn draw_lock(app: &App, canvas: &mut Canvas<'_>, under: Rect, go: bool) {
    draw(app, canvas, under, "Lock the screen?".into(), &app.lock_question(), ["Stay", "Lock anyway"], go);
}

fn draw(
    app: &App,
    canvas: &mut Canvas<'_>,
    under: Rect,
    title: Sentence,
    text: &str,
    buttons: [&str; 2],
    second: bool,
) {
    let columns = usize::from(WIDTH.min(under.width)) - 10;
    let lines: Vec<_> =
        wrap(text, columns, 20).into_iter().map(|line| vec![Span::new(line, Name::Text)]).collect();
    let site = app.site();
    let frame = Frame { title, place: Some(site.place()), width: WIDTH, rows: lines.len() as u16 };
    let mut last_row = Vec::new();
    let mut before_focus = 0;
    for (button, focused) in buttons.into_iter().zip([!second, second]) {
        if focused {
            before_focus = last_row.iter().map(|Span(text, _)| width(text)).sum::<usize>();
        }
        let name = if focused { Name::Selected } else { Name::Field };
        last_row.push(Span::new(format!("[ {button} ]"), name));
        last_row.push(Span::new("  ", Name::Muted));
    }
    let used: usize = last_row.iter().map(|Span(text, _)| width(text)).sum();
    let gap = if used < 30 { 4 } else { 1 };
    last_row.push(Span::new(" ".repeat(gap), Name::Muted));
    let mut keys = modal_keys(canvas, Context::Question);
    if !app.can_leave_question() {
        // Its two buttons are all there is.
        keys.truncate(2);
    }
    let areas = Modal::new(under, WIDTH, frame.rows);
    let room = usize::from(areas.keys.width).saturating_sub(used + gap);
    let columns = |keys: &[Span]| keys.iter().map(|Span(text, _)| width(text)).sum::<usize>();
    if columns(&keys) > areas.keys.width.into() {
        // The way out is last, and never dropped.
        keys.drain(..keys.len().saturating_sub(2));
    }
    let y = if columns(&keys) <= room {
        last_row.extend(keys);
        frame::draw(canvas, under, &frame, &last_row);
        areas.keys.y
    } else {
        keys.insert(
            0,
            Span::new(" ".repeat((room + used + gap).saturating_sub(columns(&keys))), Name::Muted),
        );
        frame::draw(canvas, under, &frame, &keys);
        canvas.spans(areas.keys.x, areas.keys.y - 1, areas.keys.right(), &last_row);
        areas.keys.y - 1
    };
    frame::lines(canvas, areas.content, &lines, 0);
    canvas.stand(areas.keys.x + before_focus as u16, y);
}
