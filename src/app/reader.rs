//! What stands in the modals that are read: the help and the details of a failure, as lines that the ui
//! gives their styles, so that scrolling ends where the text does.

use super::modal::{About, Modal};
use super::{App, words};
use crate::core::Effect;
use crate::domain::Failure;
use crate::keys::keymap::{Group, HelpLine, help, help_of};
use crate::keys::{Action, Context};
use crate::layout;
use crate::text::fit::wrap;
use crate::view::Reader;

/// Columns of the help.
const HELP_WIDTH: u16 = 86;
/// Columns of the keys in the help.
pub const KEYS: usize = 15;
/// Columns of the details.
pub const DETAILS_WIDTH: u16 = 76;
/// Below this width of the screen the two columns of the help become one.
const TWO_COLUMNS: u16 = 66;
/// Lines about the access modes: a title and the four.
const ACCESS_LINES: usize = 5;
/// Columns of the labels in the details.
pub const LABEL: usize = 12;

/// The help that is open: what it is about comes back when it is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenHelp {
    /// Where it was asked for.
    pub about: Context,
    /// How far it is read.
    pub reader: Reader,
}

/// One row of the help: a line, and of what its keys do as much as there is room for.
pub type HelpRow = (HelpLine, String);

/// The help's lines; after those of the second column come the access modes.
#[derive(Debug)]
pub struct Help {
    /// The first column.
    pub left: Vec<HelpRow>,
    /// The second column.
    pub right: Vec<HelpRow>,
    /// Whether they stand side by side.
    pub side_by_side: bool,
    /// Whether the access modes are told of.
    pub access: bool,
}

/// Columns of the help with its frame on a screen of this width.
pub fn help_width(screen: u16) -> u16 {
    HELP_WIDTH.min(screen.saturating_sub(2))
}

impl Help {
    /// The help for a screen of this width, in so many columns.
    pub fn new(screen: u16, columns: usize, view_only: bool) -> Self {
        let right: &[Group] = if view_only { &[Group::Value] } else { &[Group::Value, Group::Change] };
        let side_by_side = screen >= TWO_COLUMNS;
        let columns = if side_by_side { usize::MAX } else { columns };
        let left = wrapped(help(&[Group::Move, Group::Find, Group::Session]), columns);
        Self { left, right: wrapped(help(right), columns), side_by_side, access: true }
    }

    /// The keys of one context, in so many columns.
    fn about(context: Context, columns: usize, works: impl Fn(Action) -> bool) -> Self {
        let left = wrapped(help_of(context, works), columns);
        Self { left, right: Vec::new(), side_by_side: false, access: false }
    }

    /// How many lines it takes.
    pub fn rows(&self) -> usize {
        if !self.access {
            return self.left.len();
        }
        let right = self.right.len() + usize::from(!self.right.is_empty()) + ACCESS_LINES;
        if self.side_by_side { self.left.len().max(right) } else { self.left.len() + 1 + right }
    }
}

/// The lines in as many rows as they need.
fn wrapped(lines: Vec<HelpLine>, columns: usize) -> Vec<HelpRow> {
    let rows = lines.into_iter().flat_map(|line| {
        let mut texts = wrap(line.help(), columns.saturating_sub(KEYS), usize::MAX).into_iter();
        let first = (line, texts.next().unwrap_or_default());
        std::iter::once(first).chain(texts.map(|text| (HelpLine::Blank, text)))
    });
    rows.collect()
}

/// A line of the details.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DetailsLine {
    /// What failed; the first row of it carries the mark.
    Sentence(String, bool),
    /// Why, and what to do.
    Text(String),
    /// Nothing.
    Blank,
    /// A fact of the exchange: its label, empty on further rows, and text.
    Fact(&'static str, String),
}

impl App {
    /// `F1`: the keys that work here.
    pub(super) fn open_help(&mut self, about: Context) {
        self.help = Some(OpenHelp { about, reader: Reader::default() });
        self.redraw_alone();
    }

    /// Closes the help; what was open before is there again.
    pub(super) fn close_help(&mut self) {
        if self.help.take().is_some() {
            self.redraw_alone();
        }
    }

    /// A value alone on the screen, which has the terminal's own colours, comes or goes.
    fn redraw_alone(&mut self) {
        if self.value().is_alone() {
            self.out.effects.push(Effect::Redraw);
        }
    }

    /// What stands in the help that is open.
    pub fn help_lines(&self, about: Context) -> Help {
        let width = self.cx.size.width;
        let lines = |columns: u16| match about {
            Context::List | Context::Detail | Context::Help => {
                Help::new(width, columns.into(), self.cx.settings.view_only)
            }
            about => {
                let works = |action| about != Context::Form || self.works_in_form(action);
                Help::about(about, columns.into(), works)
            }
        };
        let Some(under) = self.under() else { return lines(width) };
        let areas = |rows| layout::Modal::new(under, help_width(width), rows);
        let framed = lines(areas(1).content.width);
        match areas(u16::try_from(framed.rows()).unwrap_or(u16::MAX)) {
            areas if areas.framed => framed,
            // There is more room.
            areas => lines(areas.content.width),
        }
    }

    /// The lines of the details of `failure`, in so many columns.
    pub fn details_lines(&self, failure: &Failure, columns: usize) -> Vec<DetailsLine> {
        let mut out = Vec::new();
        let rows = wrap(&words::what_failed(failure), columns, 8).into_iter().enumerate();
        out.extend(rows.map(|(row, text)| DetailsLine::Sentence(text, row == 0)));
        for text in [words::cause_sentence(failure, &self.cx.site), words::advice(failure, &self.cx.site)] {
            out.extend(wrap(&text, columns, 8).into_iter().map(DetailsLine::Text));
        }
        out.push(DetailsLine::Blank);
        for (label, text) in words::facts(failure) {
            let rows = wrap(&text, columns.saturating_sub(LABEL), usize::MAX).into_iter().enumerate();
            out.extend(rows.map(|(row, text)| DetailsLine::Fact(if row == 0 { label } else { "" }, text)));
        }
        out
    }

    /// Columns for the text of the details; without a frame the mark takes two of them.
    pub fn details_columns(&self) -> usize {
        match self.cx.size.width {
            width if width >= DETAILS_WIDTH + 2 => usize::from(DETAILS_WIDTH) - 10,
            width => usize::from(width.saturating_sub(6)),
        }
    }

    /// Keeps what is read scrolled no farther than its end.
    pub(super) fn clamp_reader(&mut self) {
        let Some(last) = self.last_scroll() else { return };
        let reader = match &mut self.help {
            Some(help) => Some(&mut help.reader),
            None => self.modal.as_mut().and_then(Modal::reader_mut),
        };
        if let Some(Reader { scroll }) = reader {
            *scroll = (*scroll).min(last);
        }
    }

    /// How far what is read can be scrolled; `None` when nothing is.
    pub fn last_scroll(&self) -> Option<usize> {
        let (rows, width) = match (&self.help, self.modal.as_ref().and_then(Modal::about)) {
            (Some(help), _) => (self.help_lines(help.about).rows(), HELP_WIDTH),
            (None, Some(About::Details(failure))) => {
                (self.details_lines(failure, self.details_columns()).len(), DETAILS_WIDTH)
            }
            _ => return None,
        };
        let under = self.under()?;
        let width = if width == HELP_WIDTH { help_width(self.cx.size.width) } else { width };
        let areas = layout::Modal::new(under, width, u16::try_from(rows).unwrap_or(u16::MAX));
        Some(rows.saturating_sub(areas.content.height.into()))
    }
}
