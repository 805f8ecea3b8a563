//! The details of a failure, as lines that the view gives their styles.

use crate::domain::{Failure, Site};
use crate::text::fit::wrap;
use crate::words;

/// Columns of the details.
pub const DETAILS_WIDTH: u16 = 76;
/// Columns of the labels.
pub const LABEL: usize = 12;

/// A line of the details.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DetailsLine {
    /// The sentence that says what failed; its first row carries the mark.
    Sentence(String, bool),
    /// The cause and the advice.
    Text(String),
    /// An empty line.
    Blank,
    /// A fact of the exchange: its label, empty on further rows, and text.
    Fact(&'static str, String),
}

/// Returns the lines of the details of `failure`, wrapped at `columns`.
pub fn details(failure: &Failure, site: &Site, columns: usize) -> Vec<DetailsLine> {
    let mut out = Vec::new();
    let rows = wrap(&words::what_failed(failure), columns, 8).into_iter().enumerate();
    out.extend(rows.map(|(row, text)| DetailsLine::Sentence(text, row == 0)));
    for text in [words::cause_sentence(failure, site), words::advice(failure, site)] {
        out.extend(wrap(&text, columns, 8).into_iter().map(DetailsLine::Text));
    }
    out.push(DetailsLine::Blank);
    for (label, text) in words::facts(failure) {
        let rows = wrap(&text, columns.saturating_sub(LABEL), usize::MAX).into_iter().enumerate();
        out.extend(rows.map(|(row, text)| DetailsLine::Fact(if row == 0 { label } else { "" }, text)));
    }
    out
}

/// Returns the details as text for the clipboard.
pub fn copied_details(failure: &Failure, site: &Site) -> String {
    let mut lines = vec![
        words::what_failed(failure).into(),
        words::cause_sentence(failure, site),
        words::advice(failure, site),
    ];
    lines.extend(words::facts(failure).into_iter().map(|(label, text)| format!("{label}: {text}")));
    lines.join("\n")
}

/// Returns the columns for the text, on a screen of this width. Without a frame the mark takes two of them.
pub fn columns_of_details(screen: u16) -> usize {
    match screen {
        width if width >= DETAILS_WIDTH + 2 => usize::from(DETAILS_WIDTH) - 10,
        width => usize::from(width.saturating_sub(6)),
    }
}
