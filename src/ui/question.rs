//! Questions: a few sentences and two buttons, with the focus on the safe one.

use ratatui::layout::Rect;

use super::footer::modal_keys;
use super::frame::{self, Frame};
use crate::app::modal::About;
use crate::app::{App, words};
use crate::keys::Context;
use crate::layout::Modal;
use crate::text::Sentence;
use crate::text::fit::{width, wrap};
use crate::view::Confirm;
use crate::view::canvas::{Canvas, Span};
use crate::view::theme::Name;

const WIDTH: u16 = 56;

/// What a question says: its title, its text and its buttons, the safe one first.
fn said(app: &App, about: &About) -> (Sentence, String, [&'static str; 2]) {
    match about {
        About::Unknown(id, _) => (
            Sentence::about(id.shown(), |id| format!("Ask for the value of {id}?")),
            "The service did not say whether this value may be read. If it may not, asking is refused, and \
             logged with your name."
                .to_owned(),
            ["Cancel", "Ask"],
        ),
        About::Unseen(value) => {
            let (title, text, buttons) = words::unseen_question(&value.facts().unseen);
            (title.into(), text, buttons)
        }
        About::Editor(question) => {
            let (title, text, buttons) = words::editor_question(question, app.editor_name());
            (title.into(), text, buttons)
        }
        About::Switch(_) => {
            let stay = if app.is_sending() { "Wait" } else { "Stay" };
            ("Switch the profile?".into(), app.switch_question(), [stay, "Switch anyway"])
        }
        About::Lock(_) => ("Lock the screen?".into(), app.lock_question(), ["Stay", "Lock anyway"]),
        _ => {
            let stay = if app.is_busy() { "Wait" } else { "Stay" };
            ("Quit?".into(), app.quit_question(), [stay, "Quit anyway"])
        }
    }
}

/// Draws a question with its two buttons.
pub(super) fn draw(
    app: &App,
    canvas: &mut Canvas<'_>,
    under: Rect,
    about: &About,
    Confirm { go: second }: Confirm,
) {
    let (title, text, buttons) = said(app, about);
    let columns = usize::from(WIDTH.min(under.width)) - 10;
    let lines: Vec<_> =
        wrap(&text, columns, 20).into_iter().map(|line| vec![Span::new(line, Name::Text)]).collect();
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
