//! What somebody sees who looks at the screen: boxes, their titles, buttons and fields, and where the focus is.

use super::super::prelude::inside::Name;
use super::super::screen::{DARK, row};
use super::AppTest;
use super::boxes::{Phase, Shown, shown};

impl AppTest {
    /// All boxes on the screen.
    fn boxes(&self) -> Vec<Shown> {
        let buffer = self.draw(DARK);
        let area = buffer.area;
        let corners =
            (area.top()..area.bottom()).flat_map(|y| (area.left()..area.right()).map(move |x| (x, y)));
        corners.filter_map(|(x, y)| shown(&buffer, x, y)).collect()
    }

    /// The box of the form, where one is on the screen.
    pub(crate) fn form(&self) -> Option<Shown> {
        self.boxes().into_iter().find(Shown::is_form)
    }

    #[track_caller]
    pub(crate) fn the_form(&self) -> Shown {
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

    /// The id of the secret that the form is about, from its title or as it is typed.
    #[track_caller]
    pub(crate) fn subject(&self) -> String {
        let title = self.form_title();
        match title.rsplit_once(' ') {
            _ if title == "New secret" => self.field("id"),
            Some((start, "again" | "back")) => start.split_once(' ').unwrap().1.to_owned(),
            Some((_, id)) => id.to_owned(),
            None => title,
        }
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

    /// Whether the form says that old values are read before they are lost; nothing where it does not ask.
    #[track_caller]
    pub(crate) fn keeps_old(&self) -> Option<bool> {
        let text = self.form_text();
        let on = text.contains("[x] Keep the old value for undo");
        (on || text.contains("[ ] Keep the old value for undo")).then_some(on)
    }

    /// The box that lies over the panes and is no form.
    pub(crate) fn dialog_box(&self) -> Option<Shown> {
        self.boxes().into_iter().rfind(|shown| !shown.is_form())
    }

    #[track_caller]
    fn the_dialog(&self) -> Shown {
        self.dialog_box().unwrap_or_else(|| panic!("no dialog on the screen\n{}", self.screen()))
    }

    /// Whether a box over the panes is called this.
    pub(crate) fn asks(&self, title: &str) -> bool {
        self.dialog_box().is_some_and(|shown| shown.title == title)
    }

    pub(crate) fn has_dialog(&self) -> bool {
        self.dialog_box().is_some()
    }

    /// All that the box over the panes says, in one line.
    #[track_caller]
    pub(crate) fn dialog_text(&self) -> String {
        self.the_dialog().text()
    }

    /// The text above the buttons of a question.
    #[track_caller]
    pub(crate) fn question(&self) -> String {
        self.the_dialog().said()
    }

    /// On which line of a menu the cursor stands, from 0; a line that cannot be chosen does not count.
    #[track_caller]
    pub(crate) fn line(&self) -> usize {
        let rows = self.the_dialog().rows;
        let lines = rows.iter().filter(|row| !row.trim().is_empty() && !row.trim().starts_with("last "));
        lines.take_while(|row| !row.contains('▌')).count()
    }

    /// Whether the keys are told.
    pub(crate) fn has_help(&self) -> bool {
        self.dialog_box().is_some_and(|shown| shown.title.starts_with("Keys"))
    }

    /// The topmost box.
    #[track_caller]
    fn top(&self) -> Shown {
        self.dialog_box().unwrap_or_else(|| self.the_form())
    }

    /// Where the focus of the topmost box is: the word of a button, the label of a field, `confirm` for the
    /// field that allows a deletion; empty where it is nowhere.
    #[track_caller]
    pub(crate) fn focus(&self) -> String {
        let shown = self.top();
        let buffer = self.draw(DARK);
        let selected = DARK.style(Name::Selected).bg;
        for y in (shown.at.1 + 1..shown.end.1).rev() {
            let text = |x, end| row(&buffer, y, x, end);
            let inside = shown.at.0 + 1..shown.end.0;
            if let Some(x) = inside.clone().find(|x| buffer[(*x, y)].symbol() == "▌") {
                let label = text(inside.start, x).trim().trim_start_matches("● ").to_owned();
                let above = row(&buffer, y - 1, inside.start, inside.end);
                return if label.is_empty() && above.contains("to confirm:") {
                    "confirm".into()
                } else {
                    label
                };
            }
            let on: Vec<u16> = inside.filter(|x| Some(buffer[(*x, y)].bg) == selected).collect();
            if let (Some(first), Some(last)) = (on.first(), on.last()) {
                let word = text(*first, last + 1);
                let button = word.strip_prefix("[ ").and_then(|word| word.strip_suffix(" ]"));
                return button.unwrap_or(&word).to_owned();
            }
        }
        String::new()
    }

    /// Whether the focus is on the button that leaves things as they are.
    #[track_caller]
    pub(crate) fn is_on_safe(&self) -> bool {
        let (shown, focus) = (self.top(), self.focus());
        shown.buttons().first().is_some_and(|button| *button == focus)
    }

    /// Whether the focus is on the button that goes on.
    #[track_caller]
    pub(crate) fn is_on_go(&self) -> bool {
        let (shown, focus) = (self.top(), self.focus());
        shown.buttons().last().is_some_and(|button| *button == focus)
    }

    /// What stands in the field with this label; empty where there is no such field.
    #[track_caller]
    pub(crate) fn field(&self, label: &str) -> String {
        let (shown, buffer) = (self.top(), self.draw(DARK));
        let start = format!("{label} ");
        let is_it = |row: &String| row.trim_start().trim_start_matches("● ").starts_with(&start);
        let Some(at) = shown.rows.iter().position(is_it) else { return String::new() };
        let y = shown.at.1 + 1 + at as u16;
        let text = |x| row(&buffer, y, x, shown.end.0);
        let label =
            (shown.at.0..shown.end.0).find(|x| text(*x).starts_with(&start)).unwrap() + start.len() as u16;
        let first = (label..shown.end.0).find(|x| ![" ", "▌"].contains(&buffer[(*x, y)].symbol()));
        // Muted words stand in for what is not typed yet.
        let typed = first.filter(|x| Some(buffer[(*x, y)].fg) != DARK.style(Name::Muted).fg);
        typed.map_or(String::new(), |x| text(x).trim_end().to_owned())
    }

    /// What is typed to allow a deletion.
    #[track_caller]
    pub(crate) fn confirmation(&self) -> String {
        let shown = self.the_form();
        let mut rows = shown.rows.iter().skip_while(|row| !row.contains("to confirm:"));
        let row =
            rows.nth(1).expect("no field that allows a deletion").trim().trim_start_matches('▌').trim_start();
        // At its right end stands how much is missing.
        row.split("  ")
            .next()
            .filter(|_| !row.ends_with("left") || row.contains("  "))
            .unwrap_or("")
            .to_owned()
    }

    /// What is wrong with the field of this label in the form; empty where nothing is.
    #[track_caller]
    pub(crate) fn fault(&self, label: &str) -> String {
        let shown = self.the_form();
        let is_label =
            |row: &&String| row.trim_start().trim_start_matches("● ").starts_with(&format!("{label} "));
        let rows = shown.rows.iter().skip_while(|row| !is_label(row)).skip(1);
        let rows = rows.take_while(|row| row.starts_with("               ")).map(|row| row.trim());
        let text: Vec<&str> = rows.skip_while(|row| !row.starts_with('✗')).collect();
        text.join(" ").trim_start_matches('✗').trim().to_owned()
    }

    /// What the form that signs in says of the last attempt; empty for nothing.
    #[track_caller]
    pub(crate) fn sign_in_fault(&self) -> String {
        let rows = self.the_dialog().rows;
        let rows = rows.iter().map(|row| row.trim()).skip_while(|row| !row.starts_with('✗'));
        rows.take_while(|row| !row.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
            .trim_start_matches('✗')
            .trim()
            .to_owned()
    }

    /// What is said of the token at the right end of the bar.
    pub(crate) fn bar(&self) -> String {
        let screen = self.screen();
        let end =
            screen.lines().next().and_then(|bar| bar.rsplit_once("   ")).map_or("", |(_, end)| end.trim());
        let end = end.trim_start_matches("! ");
        if end.starts_with("token") || end == "signed out" { end.to_owned() } else { String::new() }
    }

    /// Whether the filter line is there, typed into or kept.
    pub(crate) fn has_filter_line(&self) -> bool {
        self.screen().lines().any(|row| row.starts_with("  Secrets  /"))
    }

    /// Whether the list is said to be old, because nobody answers.
    pub(crate) fn is_offline(&self) -> bool {
        self.screen().contains("! offline")
    }

    /// Whether the screen is locked.
    pub(crate) fn is_locked(&self) -> bool {
        self.screen().contains("tapis-secrets is locked")
    }

    /// The pane of the selected secret, a row each.
    pub(crate) fn detail(&self) -> Vec<String> {
        let screen = self.screen();
        let rows = screen.lines().filter_map(|row| row.split_once(['│', '┃']));
        rows.map(|(_, row)| row.trim_end().to_owned()).collect()
    }
}
