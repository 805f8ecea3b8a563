//! The help: every key, from the key table, and the meaning of the access pairs.

use super::footer::modal_keys;
use super::frame::{self, Frame};
use crate::app::App;
use crate::domain::AccessMode;
use crate::features::help::{HelpRow, KEYS, OpenHelp, help_width};
use crate::keys::Context;
use crate::keys::keymap::HelpLine;
use crate::layout::Under;
use crate::text::fit::width;
use crate::view::canvas::{Canvas, Span};
use crate::view::theme::Name;

/// The columns of the keys in the second column, which are single letters.
const LETTERS: usize = 4;
/// The last column where the second part may begin.
const SECOND: usize = 41;
/// The columns that the first part needs.
const FIRST: usize = 38;

pub(super) fn draw(app: &App, canvas: &mut Canvas<'_>, under: Under, open: &OpenHelp) {
    let help = app.key_help(open.about);
    let keys = if help.side_by_side { LETTERS } else { KEYS };
    let left: Vec<_> = help.left.iter().map(|row| spans(canvas, row, KEYS)).collect();
    let mut right: Vec<_> = help.right.iter().map(|row| spans(canvas, row, keys)).collect();
    if !right.is_empty() {
        right.push(Vec::new());
    }
    if help.access {
        right.extend(access(keys));
    }
    let columns = help_width(under.area.width);
    let lines = if help.side_by_side {
        side_by_side(left, right, (usize::from(columns) / 2).clamp(FIRST, SECOND))
    } else if right.is_empty() {
        left
    } else {
        [left, vec![Vec::new()], right].concat()
    };
    debug_assert_eq!(lines.len(), help.rows());
    let frame =
        Frame { title: open.about.title().into(), place: None, width: columns, rows: lines.len() as u16 };
    let keys = modal_keys(app, canvas, Context::Help);
    let area = frame::draw(canvas, under, &frame, &keys);
    canvas.stand(area.x, area.y);
    frame::lines(canvas, area, &lines, open.reader.scroll);
}

fn spans(canvas: &Canvas<'_>, (line, text): &HelpRow, columns: usize) -> Vec<Span> {
    match line {
        HelpLine::Blank if text.is_empty() => Vec::new(),
        HelpLine::Blank => told(String::new(), text, columns),
        HelpLine::Title(title) => vec![Span::new(*title, Name::Strong)],
        HelpLine::Keys(entry) => {
            let keys: Vec<_> = entry.keys.iter().map(|(key, _)| canvas.key_name(*key)).collect();
            told(keys.join(" "), text, columns)
        }
        HelpLine::Field(keys, _) => told((*keys).to_owned(), text, columns),
    }
}

/// Returns keys, padded to `columns`, and the words for their effect.
fn told(keys: String, help: &str, columns: usize) -> Vec<Span> {
    let pad = " ".repeat(columns.saturating_sub(width(&keys)).max(1));
    vec![Span::new(keys, Name::Accent), Span::new(format!("{pad}{help}"), Name::Muted)]
}

fn access(columns: usize) -> Vec<Vec<Span>> {
    let mut lines = vec![vec![Span::new("Access", Name::Strong)]];
    for mode in AccessMode::ALL {
        let letter = |allowed, letter| if allowed { letter } else { '·' };
        let pair: String = [letter(mode.readable(), 'r'), letter(mode.writable(), 'w')].iter().collect();
        let pad = " ".repeat(columns - 2);
        lines
            .push(vec![Span::new(pair, Name::Text), Span::new(format!("{pad}{}", mode.name()), Name::Muted)]);
    }
    lines
}

fn side_by_side(mut lines: Vec<Vec<Span>>, right: Vec<Vec<Span>>, second: usize) -> Vec<Vec<Span>> {
    lines.resize(lines.len().max(right.len()), Vec::new());
    for (line, mut other) in lines.iter_mut().zip(right) {
        let used: usize = line.iter().map(|Span(text, _)| width(text)).sum();
        line.push(Span::new(" ".repeat(second.saturating_sub(used)), Name::Muted));
        line.append(&mut other);
    }
    lines
}
