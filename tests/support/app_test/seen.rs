//! What somebody sees who looks at the screen: boxes, their titles, buttons and fields, and where the focus is.

use ratatui::buffer::Buffer;
use tapis_secrets::view::theme::Name;
use unicode_width::UnicodeWidthStr;

use super::super::screen::DARK;
use super::AppTest;

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
    /// The rows between its borders, without the blanks at their ends.
    pub(crate) rows: Vec<String>,
    at: (u16, u16),
    end: (u16, u16),
}

/// What the boxes of forms are called.
const FORMS: [&str; 8] =
    ["New secret", "Edit ", "Review ", "Create ", "Write ", "Undo the ", "Delete ", "Leave without "];

impl Shown {
    fn is_form(&self) -> bool {
        FORMS.iter().any(|form| self.title.starts_with(form))
    }

    /// All that it says, in one line.
    pub(crate) fn text(&self) -> String {
        let words = self.rows.iter().flat_map(|row| row.split_whitespace());
        words.collect::<Vec<_>>().join(" ")
    }

    /// What its buttons say.
    fn buttons(&self) -> Vec<&str> {
        let last = self.rows.iter().rev().find(|row| row.contains("[ "));
        let parts = last.map_or("", String::as_str).split("[ ").skip(1);
        parts.filter_map(|part| part.split_once(" ]")).map(|(word, _)| word).collect()
    }

    fn phase(&self) -> Phase {
        let says = |words: &str| self.text().contains(words);
        match () {
            () if self.title.starts_with("Leave without ") => Phase::Leaving,
            () if !says("[ ") => Phase::Working,
            () if says("Somebody changed the description while you did.") => Phase::Theirs,
            () if says("It is not known yet whether it was ") => Phase::Doubt,
            () if self.buttons().iter().any(|word| ["Save", "Restore"].contains(word)) => Phase::Review,
            () if self.title.starts_with("Create ") && says("Ctrl-s create") => Phase::Review,
            () => Phase::Filling,
        }
    }
}

/// One row of the buffer, from `x` to before `end`.
fn row(buffer: &Buffer, y: u16, x: u16, end: u16) -> String {
    let mut text = String::new();
    let mut covered = 0;
    for x in x..end {
        let symbol = buffer[(x, y)].symbol();
        if covered == 0 {
            text.push_str(symbol);
        }
        covered = symbol.width().max(covered).saturating_sub(1);
    }
    text
}

/// The box whose upper left corner is here.
fn shown(buffer: &Buffer, x: u16, y: u16) -> Option<Shown> {
    let is = |at: (u16, u16), symbol| buffer[at].symbol() == symbol;
    let end = (x..buffer.area.right()).find(|x| is((*x, y), "╮"))?;
    let bottom = (y..buffer.area.bottom()).find(|y| is((x, *y), "╰")).unwrap_or(buffer.area.bottom());
    let heading = row(buffer, y, x + 1, end);
    let title = heading.trim_start_matches('─').trim_start().split(" ─").next()?.trim_end().to_owned();
    let rows = (y + 1..bottom).map(|y| row(buffer, y, x + 1, end).trim_end().to_owned()).collect();
    Some(Shown { title, rows, at: (x, y), end: (end, bottom) })
}

impl AppTest {
    /// All boxes on the screen.
    fn boxes(&self) -> Vec<Shown> {
        let buffer = self.draw(DARK);
        let area = buffer.area;
        let corners = (area.top()..area.bottom())
            .flat_map(|y| (area.left()..area.right()).map(move |x| (x, y)))
            .filter(|at| buffer[*at].symbol() == "╭");
        corners.filter_map(|(x, y)| shown(&buffer, x, y)).collect()
    }

    /// The box of the form, where one is on the screen.
    pub(crate) fn form(&self) -> Option<Shown> {
        self.boxes().into_iter().find(Shown::is_form)
    }

    #[track_caller]
    fn the_form(&self) -> Shown {
        self.form().unwrap_or_else(|| panic!("no form on the screen\n{}", self.screen()))
    }

    pub(crate) fn has_form(&self) -> bool {
        self.form().is_some()
    }

    /// What the form is called.
    #[track_caller]
    pub(crate) fn form_title(&self) -> String {
        self.the_form().title
    }

    /// How far the form has got.
    #[track_caller]
    pub(crate) fn phase(&self) -> Phase {
        self.the_form().phase()
    }

    /// All that the form says, in one line.
    #[track_caller]
    pub(crate) fn form_text(&self) -> String {
        self.the_form().text()
    }

    /// The box that lies over the panes and is no form.
    pub(crate) fn dialog_box(&self) -> Option<Shown> {
        self.boxes().into_iter().rfind(|shown| !shown.is_form())
    }

    /// What the box over the panes is called; nothing where there is none, or only a form.
    pub(crate) fn dialog(&self) -> Option<String> {
        self.dialog_box().map(|shown| shown.title)
    }

    pub(crate) fn has_dialog(&self) -> bool {
        self.dialog_box().is_some()
    }

    /// All that the box over the panes says, in one line.
    #[track_caller]
    pub(crate) fn dialog_text(&self) -> String {
        self.dialog_box().unwrap_or_else(|| panic!("no dialog\n{}", self.screen())).text()
    }

    /// Whether the keys are told.
    pub(crate) fn has_help(&self) -> bool {
        self.dialog().is_some_and(|title| title.starts_with("Keys"))
    }

    /// Where the focus of the topmost box is: the word of a button, the label of a field, `confirm` for the
    /// field that allows a deletion; empty where it is nowhere.
    #[track_caller]
    pub(crate) fn focus(&self) -> String {
        let shown = self.dialog_box().unwrap_or_else(|| self.the_form());
        let buffer = self.draw(DARK);
        let selected = DARK.style(Name::Selected).bg;
        for y in (shown.at.1 + 1..shown.end.1).rev() {
            let text = |x, end| row(&buffer, y, x, end);
            let inside = shown.at.0 + 1..shown.end.0;
            if let Some(x) = inside.clone().find(|x| buffer[(*x, y)].symbol() == "▌") {
                let label = text(inside.start, x).trim().to_owned();
                let above = row(&buffer, y - 1, inside.start, inside.end);
                return if label.is_empty() && above.contains("to confirm:") {
                    "confirm".into()
                } else {
                    label
                };
            }
            let on: Vec<u16> = inside.filter(|x| Some(buffer[(*x, y)].bg) == selected).collect();
            if let (Some(first), Some(last)) = (on.first(), on.last()) {
                return text(*first, last + 1).trim_matches(['[', ']', ' ']).to_owned();
            }
        }
        String::new()
    }

    /// What stands in the field with this label; empty where there is no such field.
    #[track_caller]
    pub(crate) fn field(&self, label: &str) -> String {
        let shown = self.dialog_box().unwrap_or_else(|| self.the_form());
        let rows = shown.rows.iter().map(|row| row.trim_start().trim_start_matches("● "));
        let rest = rows.filter_map(|row| row.strip_prefix(label)).find(|rest| rest.starts_with(' '));
        let rest = rest.unwrap_or_default().trim_start();
        rest.strip_prefix("▌ ").or_else(|| rest.strip_prefix('▌')).unwrap_or(rest).to_owned()
    }

    /// Whether the screen is locked.
    pub(crate) fn is_locked(&self) -> bool {
        self.screen().contains("tapis-secrets is locked")
    }
}
