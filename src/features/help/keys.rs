//! The content of the help, as lines that the view gives their styles, so that scrolling ends where the text
//! does.

use crate::domain::filter::LANGUAGE;
use crate::keys::keymap::{Group, HelpLine, help, help_of};
use crate::keys::{Action, Context};
use crate::text::fit::wrap;

/// Columns of the help.
pub const HELP_WIDTH: u16 = 86;
/// Columns of the keys in the help.
pub const KEYS: usize = 15;
/// Below this width of the screen the two columns of the help become one.
const TWO_COLUMNS: u16 = 66;
/// Lines about the access modes: a title and the four.
const ACCESS_LINES: usize = 5;

/// A row of the help: a line, and the part of its explanation that fits into this row.
pub type HelpRow = (HelpLine, String);

/// The lines of the help; the access modes come after those of the second column.
#[derive(Debug)]
pub struct KeyHelp {
    /// The first column.
    pub left: Vec<HelpRow>,
    /// The second column.
    pub right: Vec<HelpRow>,
    /// They stand side by side.
    pub side_by_side: bool,
    /// The access modes are explained.
    pub access: bool,
    /// The language of the filter, below the columns.
    pub language: Vec<HelpRow>,
}

/// Returns the columns of the help with its frame on a screen of this width.
pub fn help_width(screen: u16) -> u16 {
    HELP_WIDTH.min(screen.saturating_sub(2))
}

impl KeyHelp {
    /// Returns the help for a screen of this width, wrapped at `columns`.
    pub fn new(screen: u16, columns: usize, view_only: bool) -> Self {
        let right: &[Group] = if view_only { &[Group::Value] } else { &[Group::Value, Group::Change] };
        let side_by_side = screen >= TWO_COLUMNS;
        let language = language(columns);
        let columns = if side_by_side { usize::MAX } else { columns };
        let left = wrapped(help(&[Group::Move, Group::Find, Group::Session]), columns);
        Self { left, right: wrapped(help(right), columns), side_by_side, access: true, language }
    }

    /// Returns the help about the keys of one context, wrapped at `columns`.
    pub fn about(context: Context, columns: usize, works: impl Fn(Action) -> bool) -> Self {
        let left = wrapped(help_of(context, works), columns);
        let language = if context == Context::Filter { language(columns) } else { Vec::new() };
        Self { left, right: Vec::new(), side_by_side: false, access: false, language }
    }

    /// Returns the number of its rows.
    pub fn rows(&self) -> usize {
        let right = self.right.len() + usize::from(!self.right.is_empty()) + ACCESS_LINES;
        let columns = match (self.access, self.side_by_side) {
            (false, _) => self.left.len(),
            (true, true) => self.left.len().max(right),
            (true, false) => self.left.len() + 1 + right,
        };
        columns + self.language.len()
    }
}

/// Returns the language of the filter in examples, and the key that recalls earlier filters.
fn language(columns: usize) -> Vec<HelpRow> {
    let examples = LANGUAGE.iter().map(|(example, finds)| HelpLine::Field(example, finds));
    let recall = HelpLine::Field("↑", "in the empty line: the filter before");
    let title = [HelpLine::Blank, HelpLine::Title("In the filter")];
    wrapped(title.into_iter().chain(examples).chain([recall]).collect(), columns)
}

/// Wraps the lines into as many rows as they need.
fn wrapped(lines: Vec<HelpLine>, columns: usize) -> Vec<HelpRow> {
    let rows = lines.into_iter().flat_map(|line| {
        let mut texts = wrap(line.help(), columns.saturating_sub(KEYS), usize::MAX).into_iter();
        let first = (line, texts.next().unwrap_or_default());
        std::iter::once(first).chain(texts.map(|text| (HelpLine::Blank, text)))
    });
    rows.collect()
}
