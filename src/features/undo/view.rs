//! The menu of undo: each change with the effect of undoing it, the newest change first.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::StatefulWidget;

use crate::core::Context;
use crate::features::undo::{OFFERED, Undo};
use crate::text::Sentence;
use crate::text::format::{clock_seconds, count};
use crate::view::menu::{self, MenuLine};
use crate::view::{Drawn, Menu, ModalFrame};

const WIDTH: u16 = 72;
/// The columns of the first words.
const WORD: u16 = 11;

/// The menu over the panes.
#[derive(Debug)]
pub struct UndoMenu<'a> {
    /// The changes that can be undone.
    pub undo: &'a Undo,
    /// The menu.
    pub menu: &'a Menu,
    /// The time zone.
    pub cx: &'a Context,
    /// Its frame.
    pub frame: ModalFrame<'a>,
}

impl StatefulWidget for UndoMenu<'_> {
    type State = Drawn;

    fn render(self, area: Rect, buf: &mut Buffer, drawn: &mut Drawn) {
        let Self { undo, menu, cx, frame } = self;
        let (held, wide, theme) = (undo.held(), area.width > WIDTH, frame.theme);
        let last = undo.not_offered().map(|(id, why)| {
            let blank = if wide { " ".repeat(10) } else { String::new() };
            let more = Sentence::about(id.shown(), |id| format!("{blank}{id}: {why}"));
            MenuLine { word: "last", more, letter: ' ', on: false, off: true }
        });
        let offered = held.iter().rev().take(OFFERED).enumerate().map(|(at, held)| {
            let time = if wide { format!("{}  ", clock_seconds(held.at, &cx.zone)) } else { String::new() };
            MenuLine {
                word: held.word(),
                more: Sentence::about(held.secret.id.shown(), |id| {
                    format!("{time}{id}: {}", held.brings_back())
                }),
                letter: menu.letter(at),
                on: at == menu.cursor(),
                off: false,
            }
        });
        let older = held.len().saturating_sub(OFFERED);
        let older = (older > 0).then(|| MenuLine {
            word: "",
            more: format!("{} older ones follow when some of these are undone", count(older)).into(),
            letter: ' ',
            on: false,
            off: false,
        });
        let lines: Vec<_> = last.into_iter().chain(offered).chain(older).collect();
        let frame = frame.title("Undo which change?").choosing("undo");
        let area = frame.draw(area, WIDTH, lines.len(), buf, drawn);
        menu::draw(theme, &lines, WORD, area, buf, drawn);
    }
}
