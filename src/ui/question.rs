//! Questions: a few sentences and two buttons, with the focus on the safe one.

use super::footer::modal_keys;
use super::frame::{self, Frame};
use crate::app::modal::About;
use crate::app::{App, words};
use crate::keys::Context;
use crate::layout::{Modal, Under};
use crate::text::Sentence;
use crate::text::fit::{width, wrap};
use crate::view::Confirm;
use crate::view::canvas::{Canvas, Span};
use crate::view::theme::Name;

const WIDTH: u16 = 56;
/// The columns between the buttons and the keys beside them.
const GAP: usize = 4;

fn used(spans: &[Span]) -> usize {
    spans.iter().map(|Span(text, _)| width(text)).sum()
}

/// Returns the title, the text and the buttons of a question, the safe button first.
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
        About::Lock => ("Lock the screen?".into(), app.lock_question(), ["Stay", "Lock anyway"]),
        _ => {
            let stay = if app.is_busy() { "Wait" } else { "Stay" };
            ("Quit?".into(), app.quit_question(), [stay, "Quit anyway"])
        }
    }
}

pub(super) fn draw(
    app: &App,
    canvas: &mut Canvas<'_>,
    under: Under,
    about: &About,
    Confirm { go: second }: Confirm,
) {
    let (title, text, buttons) = said(app, about);
    let columns = usize::from(Modal::new(under, WIDTH, 1).content.width);
    let lines: Vec<_> =
        wrap(&text, columns, 20).into_iter().map(|line| vec![Span::new(line, Name::Text)]).collect();
    let mut last_row = Vec::new();
    let mut before_focus = 0;
    for (button, focused) in buttons.into_iter().zip([!second, second]) {
        if focused {
            before_focus = used(&last_row);
        }
        let name = if focused { Name::Selected } else { Name::Field };
        last_row.push(Span::new(format!("[ {button} ]"), name));
        last_row.push(Span::new("  ", Name::Muted));
    }
    let mut keys = modal_keys(app, canvas, Context::Question);
    if used(&keys) > columns {
        // The key that closes is last, and never dropped.
        keys.drain(..keys.len().saturating_sub(2));
    }
    // The keys have a row of their own if the buttons leave too little room.
    let beside = used(&last_row) + GAP + used(&keys) <= columns;
    let rows = lines.len() as u16 + u16::from(!beside);
    let place = Some(app.site().place());
    let areas = Modal::new(under, WIDTH, rows);
    let before_keys = if beside { GAP } else { usize::from(areas.keys.width).saturating_sub(used(&keys)) };
    keys.insert(0, Span::new(" ".repeat(before_keys), Name::Muted));
    let y = areas.keys.y - u16::from(!beside);
    let all = if beside { [&last_row[..], &keys].concat() } else { keys };
    frame::draw(canvas, under, &Frame { title, place, width: WIDTH, rows }, &all);
    canvas.spans(areas.keys.x, y, areas.keys.right(), &last_row);
    frame::lines(canvas, areas.content, &lines, 0);
    canvas.stand(areas.keys.x + before_focus as u16, y);
}
