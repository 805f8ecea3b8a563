//! The help: every key, from the key table, and the meaning of the access pairs.

use crate::domain::AccessMode;
use crate::features::help::{HelpRow, KEYS, KeyHelp, OpenHelp, Search, help_width};
use crate::keys::Action;
use crate::keys::keymap::{self, HelpLine};
use crate::text::fit::width;
use crate::view::found::FoundRow;
use crate::view::input::Input;
use crate::view::prelude::*;

/// The columns of the keys in the second column, which are single letters.
const LETTERS: usize = 4;
/// The last column where the second part may begin.
const SECOND: usize = 41;
/// The columns that the first part needs.
const FIRST: usize = 38;

/// The dialog that shows it.
pub(crate) struct KeysDialog<'a> {
    pub(crate) help: &'a KeyHelp,
    /// The position in it.
    pub(crate) open: &'a OpenHelp,
    pub(crate) frame: ModalFrame<'a>,
}

impl StatefulWidget for KeysDialog<'_> {
    type State = Drawn;

    fn render(self, area: Rect, buf: &mut Buffer, drawn: &mut Drawn) {
        let Self { help, open, frame } = self;
        let (theme, width) = (frame.theme, help_width(area.width));
        let keys = if help.side_by_side { LETTERS } else { KEYS };
        let left: Vec<_> = help.left.iter().map(|row| line(theme, row, KEYS)).collect();
        let mut right: Vec<_> = help.right.iter().map(|row| line(theme, row, keys)).collect();
        if !right.is_empty() {
            right.push(Line::default());
        }
        if help.access {
            right.extend(access(theme, keys));
        }
        let mut lines = if help.side_by_side {
            side_by_side(theme, left, right, usize::from(width / 2).clamp(FIRST, SECOND))
        } else if right.is_empty() {
            left
        } else {
            [left, vec![Line::default()], right].concat()
        };
        lines.extend(help.language.iter().map(|row| line(theme, row, KEYS)));
        debug_assert_eq!(lines.len(), help.rows());
        let area = frame.title(open.about.title()).draw(area, width, lines.len(), buf, drawn);
        buf.scrolled(area, &lines, open.reader.scroll);
    }
}

/// The columns for the number of lines.
const COUNT: u16 = 12;

/// The dialog that shows what a search in the help has found. Its size does not depend on what is typed.
pub(crate) struct SearchDialog<'a> {
    pub(crate) search: &'a Search,
    /// The position in it.
    pub(crate) open: &'a OpenHelp,
    pub(crate) frame: ModalFrame<'a>,
}

impl SearchDialog<'_> {
    /// The line to type in, and the blank row below it.
    pub(crate) const ABOVE: u16 = 2;
}

impl StatefulWidget for SearchDialog<'_> {
    type State = Drawn;

    fn render(self, area: Rect, buf: &mut Buffer, drawn: &mut Drawn) {
        let Self { search, open, frame } = self;
        let theme = frame.theme;
        let rows = (search.all() + usize::from(Self::ABOVE)).min(frame.most_rows(area).into());
        let content = frame.title("Every action").draw(area, help_width(area.width), rows, buf, drawn);
        let top = Rect { height: 1, ..content };
        let counted = format!("{} of {}", search.found().len(), search.all());
        buf.text_right(top, &counted, theme.style(Name::Muted));
        let below = Rect {
            y: content.y + Self::ABOVE,
            height: content.height.saturating_sub(Self::ABOVE),
            ..content
        };
        // What has no key is found there.
        let palette: Vec<_> = keymap::offer(Action::Palette).into_iter().map(|(key, _)| key).collect();
        for (row, (command, text, marks)) in below.rows().zip(search.found().skip(open.reader.scroll)) {
            let off = command.elsewhere.is_some();
            let keys = if command.keys.is_empty() { palette.as_slice() } else { &command.keys };
            FoundRow { text, marks, keys, on: false, off, theme }.render(row, buf, drawn);
        }
        if search.found().len() == 0 {
            buf.text(below, "No action has this name.", theme.style(Name::Muted));
        }
        let focused = search.is_typing;
        Input { focused, ..Input::new(&search.field, theme) }.render(before(top, COUNT + 1), buf, drawn);
    }
}

fn line<'a>(theme: Theme, (line, text): &'a HelpRow, columns: usize) -> Line<'a> {
    match line {
        HelpLine::Blank if text.is_empty() => Line::default(),
        HelpLine::Blank => told(theme, String::new(), text, columns),
        HelpLine::Title(title) => theme.span(*title, Name::Strong).into(),
        HelpLine::Keys(entry) => {
            let keys: Vec<_> = entry.keys.iter().map(|(key, _)| theme.key_name(*key)).collect();
            told(theme, keys.join(" "), text, columns)
        }
        HelpLine::Field(keys, _) => told(theme, (*keys).to_owned(), text, columns),
    }
}

/// Returns keys, padded to `columns`, and the words for their effect.
fn told(theme: Theme, keys: String, help: &str, columns: usize) -> Line<'_> {
    let pad = " ".repeat(columns.saturating_sub(width(&keys)).max(1));
    let [pad, help]: [Span<'_>; 2] = [theme.span(pad, Name::Muted), theme.span(help, Name::Muted)];
    Line::from_iter([theme.span(keys, Name::Accent), pad, help])
}

fn access(theme: Theme, columns: usize) -> Vec<Line<'static>> {
    let mut lines = vec![Line::from(theme.span("Access", Name::Strong))];
    lines.extend(AccessMode::ALL.into_iter().map(|mode| {
        let letter = |allowed, letter| theme.span(if allowed { letter } else { "·" }, Name::Text);
        let pair = [letter(mode.readable(), "r"), letter(mode.writable(), "w")];
        let name = theme.span(format!("{}{}", " ".repeat(columns - 2), mode.name()), Name::Muted);
        pair.into_iter().chain([name]).collect()
    }));
    lines
}

fn side_by_side<'a>(
    theme: Theme,
    mut lines: Vec<Line<'a>>,
    right: Vec<Line<'a>>,
    second: usize,
) -> Vec<Line<'a>> {
    lines.resize(lines.len().max(right.len()), Line::default());
    for (line, other) in lines.iter_mut().zip(right) {
        let pad = " ".repeat(second.saturating_sub(line.width()));
        line.push_span(theme.span(pad, Name::Muted));
        line.spans.extend(other);
    }
    lines
}
