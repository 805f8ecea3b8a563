//! The boxes on a screen, read from its cells: their titles, what they say, and their buttons.

use ratatui::buffer::Buffer;

use super::super::screen::row;

/// How far a form has got, as its box tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    /// Its fields are filled in.
    Filling,
    /// It asks whether to leave.
    Leaving,
    /// What will be sent is shown.
    Review,
    /// Somebody else has changed the description meanwhile.
    Theirs,
    /// Something is under way.
    Working,
    /// Nobody can tell whether the change took effect.
    Doubt,
}

/// A box with a title.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Shown {
    pub(crate) title: String,
    /// What stands at the right of its title: where one is, or which rows are in sight.
    pub(crate) place: String,
    /// The rows between its borders, without the blanks at their ends.
    pub(crate) rows: Vec<String>,
    /// Where its upper left corner stands.
    pub(super) at: (u16, u16),
    /// The column and the row of its borders at the right and below.
    pub(super) end: (u16, u16),
}

/// What the boxes of forms are called.
const FORMS: [&str; 8] =
    ["New secret", "Edit ", "Review ", "Create ", "Write ", "Undo the ", "Delete ", "Leave without "];

/// What the dialogs are called that may take the whole screen.
const WHOLE: [&str; 4] = ["Journal", "Keys", "Sign in to ", "What went wrong"];

/// What the buttons in a row say.
fn buttons(row: &str) -> Vec<&str> {
    let words = row.split("[ ").skip(1).filter_map(|part| part.split_once(" ]")).map(|(word, _)| word);
    words.filter(|word| word.starts_with(char::is_alphabetic)).collect()
}

impl Shown {
    pub(super) fn is_form(&self) -> bool {
        let asks = self.title.ends_with('?') && !self.title.starts_with("Leave without ");
        !asks && FORMS.iter().any(|form| self.title.starts_with(form))
    }

    /// Whether it may take the whole screen, and is no rule above the detail.
    fn is_known(&self) -> bool {
        self.is_form() || WHOLE.iter().any(|dialog| self.title.starts_with(dialog))
    }

    /// All that it says above its buttons, in one line.
    pub(crate) fn said(&self) -> String {
        let rows = self.rows.iter().take_while(|row| buttons(row).is_empty());
        rows.flat_map(|row| row.split_whitespace()).collect::<Vec<_>>().join(" ")
    }

    /// All that it says, in one line.
    pub(crate) fn text(&self) -> String {
        let words = self.rows.iter().flat_map(|row| row.split_whitespace());
        words.collect::<Vec<_>>().join(" ")
    }

    /// What its buttons say.
    pub(super) fn buttons(&self) -> Vec<&str> {
        self.rows.iter().rev().map(|row| buttons(row)).find(|buttons| !buttons.is_empty()).unwrap_or_default()
    }

    pub(super) fn phase(&self) -> Phase {
        let says = |words: &str| self.text().contains(words);
        match () {
            () if self.title.starts_with("Leave without ") => Phase::Leaving,
            () if self.buttons().is_empty() => Phase::Working,
            () if says("Somebody changed the description while you did.") => Phase::Theirs,
            () if says("It is not known yet whether it was ") => Phase::Doubt,
            () if self.buttons().iter().any(|word| ["Save", "Restore"].contains(word)) => Phase::Review,
            () if self.title.starts_with("Create ") && says("Ctrl-s create") => Phase::Review,
            () => Phase::Filling,
        }
    }
}

/// The box whose upper left corner is here, with a frame or over the whole screen.
pub(super) fn shown(buffer: &Buffer, x: u16, y: u16) -> Option<Shown> {
    let (area, symbol) = (buffer.area, buffer[(x, y)].symbol());
    let is = |at: (u16, u16), symbol| buffer[at].symbol() == symbol;
    let (first, end, bottom) = match symbol {
        "╭" => {
            let end = (x..area.right()).find(|x| is((*x, y), "╮"))?;
            (x + 1, end, (y..area.bottom()).find(|y| is((x, *y), "╰")).unwrap_or(area.bottom()))
        }
        "─" if x == 0 => (0, area.right(), area.bottom()),
        _ => return None,
    };
    let heading = row(buffer, y, first, end);
    let heading = heading.trim_matches(['─', ' ']);
    let (title, place) = heading.split_once(" ─").unwrap_or((heading, ""));
    let rows = (y + 1..bottom).map(|y| row(buffer, y, first, end).trim_end().to_owned()).collect();
    let (title, place) = (title.to_owned(), place.trim_matches(['─', ' ']).to_owned());
    let shown = Shown { title, place, rows, at: (x, y), end: (end, bottom) };
    // Without a frame it may be the rule above the detail.
    (symbol == "╭" || shown.is_known()).then_some(shown)
}
