//! A screen: an `App` drawn into a buffer, and that buffer as text that people can read.

use std::collections::BTreeMap;
use std::fmt::Write;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use tapis_secrets::app::App;
use tapis_secrets::domain::DigestKey;
use tapis_secrets::domain::digest::KEY_BYTES;
use tapis_secrets::view::Caret;
use tapis_secrets::view::theme::{Palette, Theme};
use unicode_width::UnicodeWidthStr;
use zeroize::Zeroizing;

pub(crate) const DARK: Theme = Theme { palette: Palette::Dark, ascii: false };
pub(crate) const LIGHT: Theme = Theme { palette: Palette::Light, ascii: false };
pub(crate) const DARK_256: Theme = Theme { palette: Palette::Dark256, ascii: false };
pub(crate) const LIGHT_256: Theme = Theme { palette: Palette::Light256, ascii: false };
pub(crate) const ANSI: Theme = Theme { palette: Palette::Ansi, ascii: false };
pub(crate) const NO_COLOR: Theme = Theme { palette: Palette::None, ascii: false };

/// A key for digests that is always the same.
pub(crate) fn digest_key() -> DigestKey {
    DigestKey::new(&Zeroizing::new([7; KEY_BYTES]))
}

/// The screen of `app`, drawn over cells that nobody would draw, so that a forgotten one shows; with the cursor,
/// where it is seen, as a terminal draws it.
pub(crate) fn draw(app: &App, theme: Theme) -> Buffer {
    let size = app.size();
    let mut buffer = Buffer::filled(Rect::new(0, 0, size.width, size.height), Cell::new("░"));
    let caret = app.draw(theme, &mut buffer);
    if caret.shown {
        buffer[caret.at].modifier.toggle(Modifier::REVERSED);
    }
    buffer
}

/// Where the cursor of `app` stands, and whether it is seen.
pub(crate) fn caret(app: &App) -> Caret {
    let size = app.size();
    app.draw(DARK, &mut Buffer::empty(Rect::new(0, 0, size.width, size.height)))
}

/// One line per row, without the blanks at its end.
pub(crate) fn text(buffer: &Buffer) -> String {
    rows(buffer).join("\n")
}

/// The rows of a buffer, without the blanks at their ends.
pub(crate) fn rows(buffer: &Buffer) -> Vec<String> {
    let area = buffer.area;
    (area.top()..area.bottom())
        .map(|y| row(buffer, y, area.left(), area.right()).trim_end().to_owned())
        .collect()
}

/// One row of a buffer, from `x` to before `end`.
pub(crate) fn row(buffer: &Buffer, y: u16, x: u16, end: u16) -> String {
    let mut text = String::new();
    let mut covered = 0;
    for x in x..end {
        let symbol = buffer[(x, y)].symbol();
        if covered == 0 {
            text.push_str(symbol);
        }
        covered = symbol.width().max(covered).saturating_sub(1);
    }
    text
}

/// The text, then the same grid with a letter for each style, then what the letters stand for.
pub(crate) fn styled(buffer: &Buffer) -> String {
    let area = buffer.area;
    let mut letters: BTreeMap<String, char> = BTreeMap::new();
    let mut legend = String::new();
    let mut grid = String::new();
    for y in area.top()..area.bottom() {
        for x in area.left()..area.right() {
            let style = style_of(&buffer[(x, y)]);
            let next = char::from(b'a' + u8::try_from(letters.len()).unwrap());
            let letter = *letters.entry(style.clone()).or_insert_with(|| {
                writeln!(legend, "{next} {style}").unwrap();
                next
            });
            grid.push(letter);
        }
        grid.push('\n');
    }
    format!("{}\n\n{grid}\n{legend}", text(buffer))
}

/// What a cell looks like, in words.
pub(crate) fn style_of(cell: &Cell) -> String {
    let mut style = format!("{:?} on {:?}", cell.fg, cell.bg);
    if !cell.modifier.is_empty() {
        write!(style, ", {:?}", cell.modifier).unwrap();
    }
    style
}

/// Where `needle` stands for the first time: column and row.
pub(crate) fn find(buffer: &Buffer, needle: &str) -> Option<(u16, u16)> {
    rows(buffer).iter().enumerate().find_map(|(y, row)| {
        let at = row.find(needle)?;
        Some((row[..at].width() as u16, y as u16))
    })
}
