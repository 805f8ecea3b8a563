//! The help: every key, from the key table, and what the access pairs mean.

use ratatui::layout::Rect;

use super::footer::reader_keys;
use super::frame::{self, Frame};
use crate::app::App;
use crate::app::reader::{HELP_WIDTH, OpenHelp};
use crate::domain::AccessMode;
use crate::keys::keymap::HelpLine;
use crate::text::fit::width;
use crate::view::canvas::{Canvas, Span};
use crate::view::theme::Name;

/// Columns of the keys.
const KEYS: usize = 15;
/// Where the second column begins, at most.
const SECOND: usize = 41;
/// Columns that the first column needs.
const FIRST: usize = 36;

pub(super) fn draw(app: &App, canvas: &mut Canvas<'_>, under: Rect, open: &OpenHelp) {
    let help = app.help_lines(open.about);
    let left: Vec<_> = help.left.iter().map(|line| spans(canvas, line)).collect();
    let mut right: Vec<_> = help.right.iter().map(|line| spans(canvas, line)).collect();
    if !right.is_empty() {
        right.push(Vec::new());
    }
    if help.access {
        right.extend(access());
    }
    let columns = HELP_WIDTH.min(under.width.saturating_sub(2));
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
    let keys = reader_keys(app, canvas);
    let area = frame::draw(canvas, under, &frame, &keys);
    canvas.stand(area.x, area.y);
    frame::lines(canvas, area, &lines, open.reader.scroll);
}

fn spans(canvas: &Canvas<'_>, line: &HelpLine) -> Vec<Span> {
    match line {
        HelpLine::Blank => Vec::new(),
        HelpLine::Title(title) => vec![Span::new(*title, Name::Strong)],
        HelpLine::Keys(entry) => {
            let keys: Vec<_> = entry.keys.iter().map(|(key, _)| canvas.key_name(*key)).collect();
            told(keys.join(" "), entry.help)
        }
        HelpLine::Field(keys, help) => told((*keys).to_owned(), help),
    }
}

/// Keys, and what they do.
fn told(keys: String, help: &str) -> Vec<Span> {
    let pad = " ".repeat(KEYS.saturating_sub(width(&keys)).max(1));
    vec![Span::new(keys, Name::Accent), Span::new(format!("{pad}{help}"), Name::Muted)]
}

fn access() -> Vec<Vec<Span>> {
    let mut lines = vec![vec![Span::new("Access", Name::Strong)]];
    for mode in AccessMode::ALL {
        let letter = |allowed, letter| if allowed { letter } else { '·' };
        let pair: String = [letter(mode.readable(), 'r'), letter(mode.writable(), 'w')].iter().collect();
        let pad = " ".repeat(KEYS - 2);
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
