//! The help: every key, from the key table, and what the access pairs mean.

use ratatui::layout::Rect;

use super::canvas::{Canvas, Span};
use super::footer::modal_keys;
use super::frame::{self, Frame};
use super::theme::Name;
use crate::domain::AccessMode;
use crate::input::Context;
use crate::input::keymap::{Group, TABLE};
use crate::text::fit::width;

const WIDTH: u16 = 86;
/// Below this width the two columns become one.
const TWO_COLUMNS: u16 = 66;
/// Columns of the keys.
const KEYS: usize = 15;
/// Where the second column begins, of 76.
const SECOND: usize = 41;

pub(super) fn draw(canvas: &mut Canvas<'_>, under: Rect, scroll: usize) {
    let width = WIDTH.min(under.width.saturating_sub(2));
    let left = column(canvas, &[Group::Move, Group::Find, Group::Session]);
    let mut right = column(canvas, &[Group::Value, Group::Change]);
    right.extend(access(!right.is_empty()));
    let lines = if under.width >= TWO_COLUMNS { side_by_side(left, right) } else { below(left, right) };
    let frame = Frame { title: "Keys", place: None, width, rows: lines.len() as u16 };
    let keys = modal_keys(canvas, Context::Reader);
    let area = frame::draw(canvas, under, &frame, &keys);
    frame::lines(canvas, area, &lines, scroll);
}

fn column(canvas: &Canvas<'_>, groups: &[Group]) -> Vec<Vec<Span>> {
    let mut lines = Vec::new();
    for group in groups {
        let entries: Vec<_> = TABLE.iter().filter(|entry| entry.group == *group).collect();
        if entries.is_empty() {
            continue;
        }
        if !lines.is_empty() {
            lines.push(Vec::new());
        }
        lines.push(vec![Span::new(group.title(), Name::Strong)]);
        for entry in entries {
            let keys: Vec<_> = entry.keys.iter().map(|(key, _)| canvas.key_name(*key)).collect();
            let keys = keys.join(" ");
            let pad = " ".repeat(KEYS.saturating_sub(width(&keys)).max(1));
            lines.push(vec![
                Span::new(keys, Name::Accent),
                Span::new(format!("{pad}{}", entry.help), Name::Muted),
            ]);
        }
    }
    lines
}

fn access(blank_first: bool) -> Vec<Vec<Span>> {
    let mut lines = if blank_first { vec![Vec::new()] } else { Vec::new() };
    lines.push(vec![Span::new("Access", Name::Strong)]);
    for mode in AccessMode::ALL {
        let letter = |allowed, letter| if allowed { letter } else { '·' };
        let pair: String = [letter(mode.readable(), 'r'), letter(mode.writable(), 'w')].iter().collect();
        let pad = " ".repeat(KEYS - 2);
        lines
            .push(vec![Span::new(pair, Name::Text), Span::new(format!("{pad}{}", mode.name()), Name::Muted)]);
    }
    lines
}

fn side_by_side(left: Vec<Vec<Span>>, right: Vec<Vec<Span>>) -> Vec<Vec<Span>> {
    let rows = left.len().max(right.len());
    let mut right = right.into_iter();
    let mut lines: Vec<_> = left;
    lines.resize(rows, Vec::new());
    for line in &mut lines {
        let Some(mut other) = right.next() else { break };
        let used: usize = line.iter().map(|Span(text, _)| width(text)).sum();
        line.push(Span::new(" ".repeat(SECOND.saturating_sub(used)), Name::Muted));
        line.append(&mut other);
    }
    lines
}

fn below(mut left: Vec<Vec<Span>>, right: Vec<Vec<Span>>) -> Vec<Vec<Span>> {
    left.push(Vec::new());
    left.extend(right);
    left
}
