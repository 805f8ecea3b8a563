//! The one table of keys. The dispatcher, the footer, the help and the table of `assets/docs/keys.md` are all made
//! from it.

pub(super) mod entry;
mod local;
mod panes;
pub(super) mod places;
mod spot;

pub use entry::{Context, Footer, Group, Needs, Place};
pub use spot::Spot;

use super::{Action, Code, Entry, Key};
use local::LOCAL;
use panes::OF_PANES;

/// Returns all entries. The order is that of the footer and, within a group, of the help.
pub fn table() -> impl Iterator<Item = &'static Entry> {
    OF_PANES.iter().chain(LOCAL)
}

/// Returns the action of `key` in `context`; the first entry that names the key decides.
///
/// Outside fields an arrow means the same with `Ctrl` or `Alt`.
pub fn action(context: Context, key: Key) -> Option<Action> {
    let in_field = context.has_field();
    let key = match key.code {
        Code::Left | Code::Right if !in_field => Key::plain(key.code),
        _ => key,
    };
    entries(context)
        .flat_map(|entry| entry.keys.iter().chain(entry.also))
        .find(|(bound, _)| *bound == key)
        .map(|(_, action)| *action)
}

/// Returns the key of an action that a notice offers, and the word for it.
pub fn offer(action: Action) -> Option<(Key, &'static str)> {
    let entry = table().find(|entry| entry.keys.first().is_some_and(|(_, bound)| *bound == action))?;
    let word = match (entry.footer, action) {
        (_, Action::Rotate) => "look",
        (Some(footer), _) => footer.word,
        (None, Action::Verify) => "verify",
        (None, Action::Hold) => "hold",
        (None, _) => entry.help,
    };
    Some((entry.keys.first()?.0, word))
}

/// Returns the entries that work in `context`, in table order.
pub fn entries(context: Context) -> impl Iterator<Item = &'static Entry> {
    table().filter(move |entry| entry.contexts.contains(&context))
}

/// A line of the help.
#[derive(Clone, Copy, Debug)]
pub enum HelpLine {
    /// A heading.
    Title(&'static str),
    /// Keys and their explanation.
    Keys(&'static Entry),
    /// Keys that every field has, and their explanation.
    Field(&'static str, &'static str),
    /// An empty line, or the continuation of the line before.
    Blank,
}

impl HelpLine {
    /// Returns the explanation of its keys.
    pub fn help(self) -> &'static str {
        match self {
            Self::Keys(entry) => entry.help,
            Self::Field(_, help) => help,
            Self::Title(_) | Self::Blank => "",
        }
    }
}

/// Returns the entries of a context that lies over the panes whose key `works` accepts; its own entries come
/// first.
pub fn working(context: Context, works: impl Fn(Action) -> bool) -> impl Iterator<Item = &'static Entry> {
    let here = move |local| entries(context).filter(move |entry| (entry.group == Group::Local) == local);
    let all = here(true).chain(here(false));
    all.filter(move |entry| entry.keys.first().is_some_and(|(_, action)| works(*action)))
}

/// Returns the lines of the help about a context that lies over the panes, with the keys that `works` accepts.
pub fn help_of(context: Context, works: impl Fn(Action) -> bool) -> Vec<HelpLine> {
    let mut lines: Vec<_> = working(context, works).map(HelpLine::Keys).collect();
    if context.takes_text() && context != Context::Generate {
        lines.extend([HelpLine::Blank, HelpLine::Title("In a field")]);
        lines.extend(spot::FIELD.map(|(keys, help, _)| HelpLine::Field(keys, help)));
    }
    lines
}

/// Returns the entries of a group that work in the panes.
fn of_group(group: Group) -> impl Iterator<Item = &'static Entry> {
    let in_panes = |entry: &&Entry| entry.contexts.iter().any(|context| context.is_panes());
    table().filter(move |entry| entry.group == group).filter(in_panes)
}

/// Returns the lines of the help about these groups; empty groups are left out.
pub fn help(groups: &[Group]) -> Vec<HelpLine> {
    let mut lines = Vec::new();
    for group in groups {
        let mut entries = of_group(*group).peekable();
        if entries.peek().is_none() {
            continue;
        }
        if !lines.is_empty() {
            lines.push(HelpLine::Blank);
        }
        lines.push(HelpLine::Title(group.title()));
        lines.extend(entries.map(HelpLine::Keys));
    }
    lines
}

/// Returns the table of keys for the documentation, in Markdown.
pub fn markdown() -> String {
    let mut out = String::from("| key | does |\n|---|---|\n");
    for group in [Group::Move, Group::Value, Group::Change, Group::Find, Group::Session] {
        let entries: Vec<_> = of_group(group).collect();
        if entries.is_empty() {
            continue;
        }
        out.push_str(&format!("| **{}** | |\n", group.title()));
        for entry in entries {
            let keys: Vec<_> =
                entry.keys.iter().chain(entry.also).map(|(key, _)| format!("`{key}`")).collect();
            out.push_str(&format!("| {} | {} |\n", keys.join(" "), entry.help));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::places::EVERYWHERE;
    use super::*;
    use crate::keys::Code;
    use std::collections::HashSet;

    #[test]
    fn no_key_means_two_things_in_one_context() {
        for context in EVERYWHERE {
            let mut seen = HashSet::new();
            for entry in entries(*context) {
                for (key, action) in entry.keys.iter().chain(entry.also) {
                    let again = seen.insert(*key);
                    assert!(
                        again || super::action(*context, *key) == Some(*action),
                        "{key} is bound twice in {context:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn nothing_that_can_be_typed_is_bound_in_the_filter_line() {
        for c in (' '..='~').chain(['é', '中']) {
            assert_eq!(action(Context::Filter, Key::char(c)), None);
        }
    }

    #[test]
    fn the_key_that_confirms_is_enter_where_a_line_is_typed() {
        for context in [Context::Line, Context::SignIn, Context::Generate] {
            assert_eq!(action(context, Key::ctrl('s')), action(context, Key::plain(Code::Enter)));
        }
        assert_eq!(action(Context::Form, Key::ctrl('s')), Some(Action::Save));
    }

    #[test]
    fn no_letter_and_no_digit_leaves_the_menu_that_generates() {
        for c in ' '..='~' {
            let action = action(Context::Generate, Key::char(c));
            assert!(matches!(action, None | Some(Action::Up | Action::Down)), "{c} is {action:?}");
        }
    }

    /// Actions that change something are in the groups that a view-only session hides.
    #[test]
    fn what_changes_something_in_the_panes_is_of_the_group_that_says_so() {
        for entry in table() {
            let changes = entry.keys.iter().any(|(_, action)| action.properties().changes);
            let may_change = matches!(entry.group, Group::Change | Group::Local);
            assert!(!changes || may_change, "{}", entry.help);
        }
    }

    #[test]
    fn escape_never_quits() {
        for context in EVERYWHERE {
            assert_eq!(action(*context, Key::plain(Code::Esc)), Some(Action::Back));
        }
    }
}
