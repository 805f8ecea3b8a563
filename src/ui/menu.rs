//! Menus: a few lines, of which the user chooses one by cursor or by letter.

use ratatui::layout::Rect;

use super::footer::menu_keys;
use super::frame::{self, Frame};
use crate::app::{App, words};
use crate::features::undo::{Held, OFFERED};
use crate::features::value::CopyAs;
use crate::layout::Under;
use crate::text::Sentence;
use crate::text::fit::cut_middle;
use crate::text::format::{clock_seconds, count};
use crate::view::Menu;
use crate::view::canvas::{Canvas, Span};
use crate::view::theme::Name;

const COPY_WIDTH: u16 = 64;
const UNDO_WIDTH: u16 = 72;
/// The columns of the first word of a line with more text.
const WORD: usize = 11;

/// One line of a menu.
pub(super) struct Line {
    pub(super) word: &'static str,
    /// The text beside the word.
    pub(super) more: Sentence,
    pub(super) letter: char,
    pub(super) on: bool,
    /// The line cannot be chosen, and says why.
    pub(super) off: bool,
}

/// Draws the menu of texts to copy, with each text.
pub(super) fn draw_copy_as(app: &App, canvas: &mut Canvas<'_>, under: Under, menu: &Menu) {
    let Some(secret) = app.list().selected() else { return };
    let lines = CopyAs::ALL.into_iter().enumerate().map(|(at, what)| Line {
        word: what.word(),
        more: match what {
            CopyAs::Reference => match secret.reference() {
                Ok(reference) => reference.shown().into(),
                Err(why) => words::unreferable_in_short(why).into(),
            },
            CopyAs::Id => secret.id.shown().into(),
            CopyAs::Metadata => "JSON, 9 keys, no value".into(),
        },
        letter: menu.letter(at),
        on: at == menu.cursor(),
        off: what == CopyAs::Reference && secret.reference().is_err(),
    });
    let lines: Vec<_> = lines.collect();
    let keys = menu_keys(app, canvas, "copy");
    draw_with(canvas, under, "Copy as", COPY_WIDTH, WORD, &lines, &keys);
}

/// Returns the words for the effect of an undo, after `time`.
fn bring_back(held: &Held, time: &str) -> Sentence {
    Sentence::about(held.secret.id.shown(), |id| format!("{time}{id}: {}", held.brings_back()))
}

/// Draws the menu of changes with the effect of each undo, the newest change first.
pub(super) fn draw_undo(app: &App, canvas: &mut Canvas<'_>, under: Under, menu: &Menu) {
    let older = app.undo().held().len().saturating_sub(OFFERED);
    let older = (older > 0).then(|| Line {
        word: "",
        more: format!("{} older ones follow when some of these are undone", count(older)).into(),
        letter: ' ',
        on: false,
        off: false,
    });
    let wide = under.area.width > UNDO_WIDTH;
    let last = app.undo().not_offered().map(|(id, why)| Line {
        word: "last",
        more: {
            let blank = if wide { " ".repeat(10) } else { String::new() };
            Sentence::about(id.shown(), |id| format!("{blank}{id}: {why}"))
        },
        letter: ' ',
        on: false,
        off: true,
    });
    let offered = app
        .undo()
        .held()
        .iter()
        .rev()
        .take(OFFERED)
        .enumerate()
        .map(|(at, held)| Line {
            word: held.word(),
            more: match wide {
                true => bring_back(held, &format!("{}  ", clock_seconds(held.at, app.zone()))),
                false => bring_back(held, ""),
            },
            letter: menu.letter(at),
            on: at == menu.cursor(),
            off: false,
        })
        .chain(older);
    let lines: Vec<_> = last.into_iter().chain(offered).collect();
    let keys = menu_keys(app, canvas, "undo");
    draw_with(canvas, under, "Undo which change?", UNDO_WIDTH, WORD, &lines, &keys);
}

pub(super) fn draw_with(
    canvas: &mut Canvas<'_>,
    under: Under,
    title: &str,
    width: u16,
    word: usize,
    lines: &[Line],
    keys: &[Span],
) {
    let frame = Frame { title: title.into(), place: None, width, rows: lines.len() as u16 };
    let area = frame::draw(canvas, under, &frame, keys);
    draw_lines(canvas, area, word, lines);
}

pub(super) fn draw_lines(canvas: &mut Canvas<'_>, area: Rect, word: usize, lines: &[Line]) {
    for (y, line) in (area.top()..area.bottom()).zip(lines) {
        let row = Rect { x: area.x.saturating_sub(2), y, width: area.width + 4, height: 1 };
        if line.on {
            canvas.fill(row, Name::Selected);
            canvas.text(row.x, y, row.right(), "▌", Name::SelectedBar);
            canvas.stand(area.x, y);
        }
        let name = |otherwise| if line.on { Name::Selected } else { otherwise };
        let ink = if line.off { Name::Off } else { name(Name::Text) };
        let end = canvas.text(area.x, y, area.right(), line.word, ink);
        if line.on {
            canvas.embolden(Rect::new(area.x, y, end - area.x, 1));
        }
        let more = area.x + word as u16;
        let room = usize::from((area.right() - 2).saturating_sub(more));
        canvas.text(more, y, area.right() - 2, &cut_middle(&line.more.fit(room), room), name(Name::Muted));
        let letter = line.letter.to_string();
        canvas.text_right(area.x, y, area.right(), &letter, name(Name::Accent));
    }
}
