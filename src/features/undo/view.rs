//! The menu of undo: each change with the effect of undoing it, the newest change first.

use crate::features::undo::{Held, OFFERED, Undo};
use crate::text::Sentence;
use crate::text::format::{clock_seconds, count};
use crate::view::prelude::*;

const WIDTH: u16 = 72;

/// Returns the menu for this area, with the cursor where `menu` has it.
pub(crate) fn undo_menu<'a>(undo: &Undo, menu: &Menu, area: Rect, frame: ModalFrame<'a>) -> MenuDialog<'a> {
    let (held, wide) = (undo.held(), area.width > WIDTH);
    let last = undo.not_offered().map(|(id, why)| {
        let blank = if wide { " ".repeat(10) } else { String::new() };
        MenuLine::note("last", Sentence::about(id.shown(), |id| format!("{blank}{id}: {why}")), true)
    });
    let line = |(at, held): (usize, &Held)| {
        let time = if wide { format!("{}  ", clock_seconds(held.at, &frame.cx.zone)) } else { String::new() };
        let more = |id: &str| format!("{time}{id}: {}", held.brings_back());
        MenuLine::new(menu, at, held.word(), Sentence::about(held.secret.id.shown(), more))
    };
    let offered = held.iter().rev().take(OFFERED).enumerate().map(line);
    let older = held.len().saturating_sub(OFFERED);
    let older = (older > 0).then(|| {
        let text = format!("{} older ones follow when some of these are undone", count(older));
        MenuLine::note("", text, false)
    });
    let lines = last.into_iter().chain(offered).chain(older).collect();
    MenuDialog { width: WIDTH, word: 11, lines, frame: frame.title("Undo which change?").choosing("undo") }
}
