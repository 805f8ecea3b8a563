//! The one table of keys: dispatcher, footer, help and the README's table are all made from it.

mod table;

pub use table::TABLE;

use super::{Action, Code, Key};

/// Where a key is pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Context {
    /// The list has the focus.
    List,
    /// The detail has the focus.
    Detail,
    /// The filter line has the cursor; what is not bound here is text.
    Filter,
    /// A menu is open.
    Menu,
    /// The menu that generates a value is open: a letter selects, a digit is of the length.
    Generate,
    /// Something to read is open: the details of a message.
    Reader,
    /// The help is open, over whatever it is about.
    Help,
    /// A question with buttons is open.
    Question,
    /// The value is alone on the screen.
    Alone,
    /// A form is open; what is not bound here is text.
    Form,
    /// The journal is open.
    Journal,
    /// A line is asked for; what is not bound here is text.
    Line,
    /// The form that signs in is open; what is not bound here is text.
    SignIn,
}

impl Context {
    /// Whether one of the two panes has the keyboard.
    pub fn is_panes(self) -> bool {
        matches!(self, Self::List | Self::Detail)
    }

    /// Whether keys act on the selected row.
    pub fn has_rows(self) -> bool {
        self.is_panes() || matches!(self, Self::Filter | Self::Alone)
    }

    /// Whether a character is text here, or chooses: digits are no counts, and no key is unknown.
    pub fn takes_text(self) -> bool {
        matches!(self, Self::Filter | Self::Generate | Self::Form | Self::Line | Self::SignIn)
    }

    /// Whether a number before a key that moves says how far: `5j`.
    pub fn counts(self) -> bool {
        self.is_panes() || matches!(self, Self::Reader | Self::Help | Self::Alone | Self::Journal)
    }

    /// What the help of this context is called.
    pub fn title(self) -> &'static str {
        match self {
            Self::List | Self::Detail | Self::Help => "Keys",
            Self::Filter => "Keys in the filter",
            Self::Menu => "Keys in a menu",
            Self::Generate => "Keys while a value is generated",
            Self::Reader => "Keys in the details",
            Self::Question => "Keys of a question",
            Self::Alone => "Keys while the value is alone",
            Self::Form => "Keys of this form",
            Self::Journal => "Keys in the journal",
            Self::Line => "Keys while a line is typed",
            Self::SignIn => "Keys while signing in",
        }
    }
}

/// The paragraphs of the help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Group {
    Move,
    Value,
    Change,
    Find,
    Session,
    /// Keys of one context, told there and not in the help.
    Local,
}

impl Group {
    /// The heading.
    pub fn title(self) -> &'static str {
        match self {
            Self::Move => "Move",
            Self::Value => "Value",
            Self::Change => "Change",
            Self::Find => "Find",
            Self::Session => "Session",
            Self::Local => "",
        }
    }
}

/// What must be there for a key to make sense; without it the footer does not offer it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// Nothing.
    Nothing,
    /// Some rows.
    Rows,
    /// A selected secret.
    Secret,
    /// Something that can be undone.
    Held,
}

/// One line of the table: keys that belong together.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The paragraph of the help.
    pub group: Group,
    /// The keys with their actions, in the order in which they are told.
    pub keys: &'static [(Key, Action)],
    /// Further keys that work and are told in the README only.
    pub also: &'static [(Key, Action)],
    /// Where they work.
    pub contexts: &'static [Context],
    /// What the help says.
    pub help: &'static str,
    /// What the footer says, where there is room.
    pub footer: Option<Footer>,
    /// When the footer offers it.
    pub needs: Needs,
}

/// How the footer tells of an entry: by its keys and this word.
#[derive(Clone, Copy, Debug)]
pub struct Footer {
    /// The word.
    pub word: &'static str,
    /// At the right end, where it is never cut.
    pub right: bool,
}

/// What `key` means in `context`; the first entry that names it decides.
///
/// Outside fields an arrow means the same with `Ctrl` or `Alt`.
pub fn action(context: Context, key: Key) -> Option<Action> {
    let in_field = matches!(context, Context::Filter | Context::Form | Context::Line | Context::SignIn);
    let key = match key.code {
        Code::Left | Code::Right if !in_field => Key::plain(key.code),
        _ => key,
    };
    entries(context)
        .flat_map(|entry| entry.keys.iter().chain(entry.also))
        .find(|(bound, _)| *bound == key)
        .map(|(_, action)| *action)
}

/// The key of an action that a notice offers, and the word for it.
pub fn offer(action: Action) -> Option<(Key, &'static str)> {
    let entry = TABLE.iter().find(|entry| entry.keys.first().is_some_and(|(_, bound)| *bound == action))?;
    let word = match (entry.footer, action) {
        (Some(footer), _) => footer.word,
        (None, Action::Verify) => "verify",
        (None, _) => entry.help,
    };
    Some((entry.keys.first()?.0, word))
}

/// The entries that work in `context`, in table order.
pub fn entries(context: Context) -> impl Iterator<Item = &'static Entry> {
    TABLE.iter().filter(move |entry| entry.contexts.contains(&context))
}

/// A line of the help.
#[derive(Clone, Copy, Debug)]
pub enum HelpLine {
    /// A heading.
    Title(&'static str),
    /// Keys and what they do.
    Keys(&'static Entry),
    /// Keys that every field has, and what they do.
    Field(&'static str, &'static str),
    /// Nothing.
    Blank,
}

/// The keys of a field of text, which `view::field` takes.
const FIELD: [(&str, &str); 4] = [
    ("Home End", "to the start, the end of the line"),
    ("Ctrl-Left", "a word back; Ctrl-Right a word on"),
    ("Ctrl-w", "delete the word before the cursor"),
    ("Ctrl-u", "delete all before the cursor"),
];

/// The lines of the help about one context that lies over the panes: the keys that `works` there, those of
/// its own first.
pub fn help_of(context: Context, works: impl Fn(Action) -> bool) -> Vec<HelpLine> {
    let here = |local: bool| entries(context).filter(move |entry| (entry.group == Group::Local) == local);
    let entries = here(true).chain(here(false));
    let works = entries.filter(|entry| entry.keys.first().is_some_and(|(_, action)| works(*action)));
    let mut lines: Vec<_> = works.map(HelpLine::Keys).collect();
    if context.takes_text() && context != Context::Generate {
        lines.extend([HelpLine::Blank, HelpLine::Title("In a field")]);
        lines.extend(FIELD.map(|(keys, help)| HelpLine::Field(keys, help)));
    }
    lines
}

/// The lines of the help about these groups; empty groups are left out.
pub fn help(groups: &[Group]) -> Vec<HelpLine> {
    let mut lines = Vec::new();
    for group in groups {
        let mut entries = TABLE.iter().filter(|entry| entry.group == *group).peekable();
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

/// The README's table of keys, in Markdown.
pub fn markdown() -> String {
    let mut out = String::from("| key | does |\n|---|---|\n");
    for group in [Group::Move, Group::Value, Group::Change, Group::Find, Group::Session] {
        let of_group: Vec<_> = TABLE.iter().filter(|entry| entry.group == group).collect();
        if of_group.is_empty() {
            continue;
        }
        out.push_str(&format!("| **{}** | |\n", group.title()));
        for entry in of_group {
            let keys: Vec<_> =
                entry.keys.iter().chain(entry.also).map(|(key, _)| format!("`{key}`")).collect();
            out.push_str(&format!("| {} | {} |\n", keys.join(" "), entry.help));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::table::EVERYWHERE;
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

    /// A view-only session offers no key of this group.
    #[test]
    fn what_changes_something_in_the_panes_is_of_the_group_that_says_so() {
        for entry in TABLE {
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
