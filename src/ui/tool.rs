//! The modals that help to fill in a value: generate, load from a file.

use ratatui::layout::Rect;

use super::canvas::{Canvas, Span};
use super::footer::{modal_keys, renamed};
use super::frame::{self, Frame};
use super::menu;
use super::theme::Name;
use crate::app::field::Field;
use crate::app::journal::SaveFault;
use crate::app::tools::{Alphabet, FileFault};
use crate::input::Context;
use crate::text::SafeText;
use crate::text::fit::{cut_start, width};

const GENERATE_WIDTH: u16 = 56;
const FILE_WIDTH: u16 = 64;

pub(super) fn draw_generate(canvas: &mut Canvas<'_>, under: Rect, cursor: Alphabet, length: usize) {
    let lines = Alphabet::ALL.map(|alphabet| menu::Line {
        word: alphabet.name(),
        more: match alphabet == cursor {
            true if under.width < GENERATE_WIDTH => format!("{length} characters"),
            true => format!("{length} characters, {} bits", alphabet.bits(length)),
            false => String::new(),
        }
        .into(),
        letter: alphabet.letter(),
        on: alphabet == cursor,
        off: false,
    });
    let mut keys = modal_keys(canvas, Context::Menu);
    keys.splice(
        0..0,
        [
            Span::new(if canvas.is_ascii() { "Left Right" } else { "← →" }, Name::Accent),
            Span::new(" length", Name::Muted),
            Span::new("   ", Name::Muted),
        ],
    );
    menu::draw_with(canvas, under, "Generate a value", GENERATE_WIDTH, 18, &lines, &keys);
}

pub(super) fn draw_file(canvas: &mut Canvas<'_>, under: Rect, path: &Field, fault: Option<FileFault>) {
    let keys = modal_keys(canvas, Context::Line);
    draw_path(canvas, under, "Load the value from a file", path, fault.map(FileFault::text), &keys);
}

pub(super) fn draw_save(canvas: &mut Canvas<'_>, under: Rect, path: &Field, fault: Option<SaveFault>) {
    let keys = renamed(modal_keys(canvas, Context::Line), "load", "save");
    draw_path(canvas, under, "Save the journal as Markdown", path, fault.map(SaveFault::text), &keys);
}

fn draw_path(
    canvas: &mut Canvas<'_>,
    under: Rect,
    title: &str,
    path: &Field,
    fault: Option<&str>,
    keys: &[Span],
) {
    let frame = Frame { title: title.into(), place: None, width: FILE_WIDTH, rows: 3 };
    let area = frame::draw(canvas, under, &frame, keys);
    let (x, y, right) = (area.x, area.y, area.right());
    canvas.text(x, y, right, "path", Name::Focus);
    let field = Rect::new(x + 6, y, area.width.saturating_sub(6), 1);
    canvas.fill(field, Name::FieldOn);
    canvas.text(field.x, y, right, "▌", Name::Accent);
    let at = path.text().char_indices().nth(path.cursor()).map_or(path.text().len(), |(at, _)| at);
    let before = SafeText::from(&path.text()[..at]);
    let before = cut_start(before.shown(), usize::from(field.width).saturating_sub(3));
    let cursor = field.x + 2 + width(&before) as u16;
    let end = canvas.text(field.x + 2, y, right, &before, Name::Plain);
    canvas.text(end, y, right, SafeText::from(&path.text()[at..]).shown(), Name::Plain);
    canvas.cursor(cursor.min(right - 1), y);
    if let Some(fault) = fault {
        let x = canvas.text(field.x, y + 1, right, "✗ ", Name::ErrorMark);
        canvas.text(x, y + 1, right, fault, Name::ErrorText);
    }
}
