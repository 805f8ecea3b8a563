//! The dialogs that help to fill in a value: generating it, loading it from a file.

use ratatui::layout::Rect;

use super::footer::{keys_to_choose, modal_keys};
use super::frame::{self, Frame};
use super::menu;
use crate::app::App;
use crate::app::modal::About;
use crate::features::write::Length;
use crate::keys::Context;
use crate::layout::{Modal, Under};
use crate::text::SafeText;
use crate::text::fit::{cut_start, width, wrap};
use crate::view::Prompt;
use crate::view::canvas::{Canvas, Span};
use crate::view::theme::Name;
use crate::work::generate::{Alphabet, LENGTHS};

const GENERATE_WIDTH: u16 = 56;
const FILE_WIDTH: u16 = 64;
/// The columns before the path.
const BESIDE: usize = 6;

/// Draws the character sets, with the length below.
pub(super) fn draw_generate(app: &App, canvas: &mut Canvas<'_>, under: Under, cursor: usize, length: Length) {
    let cursor = Alphabet::ALL[cursor];
    let lines = Alphabet::ALL.map(|alphabet| menu::Line {
        word: alphabet.name(),
        more: match alphabet == cursor {
            true if length.fault().is_some() => String::new(),
            true if under.area.width < GENERATE_WIDTH => format!("{} characters", length.number()),
            true => format!("{} characters, {} bits", length.number(), alphabet.bits(length.number())),
            false => alphabet.symbols().to_owned(),
        }
        .into(),
        letter: alphabet.letter(),
        on: alphabet == cursor,
        off: false,
    });
    let mut keys = modal_keys(app, canvas, Context::Generate);
    if under.area.width >= GENERATE_WIDTH {
        let letters = Alphabet::ALL.map(|alphabet| alphabet.letter().to_string()).join(" ");
        let select = [Span::new(letters, Name::Accent), Span::new(" select   ", Name::Muted)];
        keys.splice(0..0, select);
    }
    let sets = lines.len() as u16;
    let frame =
        Frame { title: "Generate a value".into(), place: None, width: GENERATE_WIDTH, rows: sets + 2 };
    let area = frame::draw(canvas, under, &frame, &keys);
    menu::draw_lines(canvas, Rect { height: area.height.min(sets), ..area }, 18, &lines);
    // A low screen has no room for a blank row.
    let y = (area.y + sets + 1).min(area.bottom() - 1);
    draw_length(canvas, Rect { y, height: 1, ..area }, length);
}

/// Draws the length that the user types, and the keys for it.
fn draw_length(canvas: &mut Canvas<'_>, area: Rect, length: Length) {
    let (y, right) = (area.y, area.right());
    canvas.text(area.x, y, right, "length", Name::Focus);
    let field = Rect { x: area.x + 8, width: 7, ..area };
    canvas.fill(field, Name::FieldOn);
    canvas.text(field.x, y, right, "▌", Name::Accent);
    let number = Some(length.number()).filter(|number| *number > 0).map(|number| number.to_string());
    let cursor = canvas.text(field.x + 2, y, right, &number.unwrap_or_default(), Name::Plain);
    canvas.cursor(cursor, y);
    let more = field.right() + 1;
    if let Some(fault) = length.fault() {
        let x = canvas.text(more, y, right, "✗ ", Name::ErrorMark);
        canvas.text(x, y, right, &fault, Name::Text);
    } else {
        let arrows = if canvas.is_ascii() { "Left Right" } else { "← →" };
        let bounds = format!("{} to {}", LENGTHS.start(), LENGTHS.end());
        let how = format!("{bounds}: digits or {arrows}");
        let text = if width(&how) <= usize::from(right - more) { how } else { bounds };
        canvas.text(more, y, right, &text, Name::Muted);
    }
}

/// Draws the path of a file to load or save.
pub(super) fn draw_path(app: &App, canvas: &mut Canvas<'_>, under: Under, about: &About, prompt: &Prompt) {
    let (title, keys) = match about {
        About::SaveJournal { .. } => {
            ("Save the journal as Markdown", keys_to_choose(app, canvas, Context::Line, "save"))
        }
        _ => ("Load the value from a file", keys_to_choose(app, canvas, Context::Line, "load")),
    };
    let Prompt { field: path, fault } = prompt;
    let columns = usize::from(Modal::new(under, FILE_WIDTH, 3).content.width);
    let told = wrap(fault.unwrap_or_default(), columns.saturating_sub(BESIDE + 2), 4);
    let rows = told.len().max(2) as u16 + 1;
    let frame = Frame { title: title.into(), place: None, width: FILE_WIDTH, rows };
    let area = frame::draw(canvas, under, &frame, &keys);
    let (x, y, right) = (area.x, area.y, area.right());
    canvas.text(x, y, right, "path", Name::Focus);
    let field = Rect::new(x + BESIDE as u16, y, area.width.saturating_sub(BESIDE as u16), 1);
    canvas.fill(field, Name::FieldOn);
    canvas.text(field.x, y, right, "▌", Name::Accent);
    let at = path.text().char_indices().nth(path.cursor()).map_or(path.text().len(), |(at, _)| at);
    let before = SafeText::from(&path.text()[..at]);
    let before = cut_start(before.shown(), usize::from(field.width).saturating_sub(3));
    let cursor = field.x + 2 + width(&before) as u16;
    let end = canvas.text(field.x + 2, y, right, &before, Name::Plain);
    canvas.text(end, y, right, SafeText::from(&path.text()[at..]).shown(), Name::Plain);
    canvas.cursor(cursor.min(right - 1), y);
    for (at, line) in told.iter().enumerate() {
        let y = y + 1 + at as u16;
        canvas.text(field.x, y, right, if at == 0 { "✗" } else { " " }, Name::ErrorMark);
        canvas.text(field.x + 2, y, right, line, Name::ErrorText);
    }
}
