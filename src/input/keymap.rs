//! The one table of keys: dispatcher, footer, help and the README's table are all made from it.

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
    /// Something to read is open: the help, the details of a message.
    Reader,
    /// A question with buttons is open.
    Question,
    /// The value is alone on the screen.
    Alone,
    /// A form is open; what is not bound here is text.
    Form,
    /// A line is asked for; what is not bound here is text.
    Line,
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

const PANES: &[Context] = &[Context::List, Context::Detail];
const FILTER: &[Context] = &[Context::Filter];
const MENU: &[Context] = &[Context::Menu];
const READER: &[Context] = &[Context::Reader];
const SCROLLED: &[Context] =
    &[Context::List, Context::Detail, Context::Menu, Context::Reader, Context::Alone];
const QUESTION: &[Context] = &[Context::Question];
const ALONE: &[Context] = &[Context::Alone];
const FORM: &[Context] = &[Context::Form];
const LINE: &[Context] = &[Context::Line];
const OVERLAYS: &[Context] = &[Context::Menu, Context::Reader, Context::Question];
const EVERYWHERE: &[Context] = &[
    Context::List,
    Context::Detail,
    Context::Filter,
    Context::Menu,
    Context::Reader,
    Context::Question,
    Context::Alone,
    Context::Form,
    Context::Line,
];

const fn key(code: Code, action: Action) -> (Key, Action) {
    (Key::plain(code), action)
}

const fn char(c: char, action: Action) -> (Key, Action) {
    (Key::char(c), action)
}

const fn ctrl(c: char, action: Action) -> (Key, Action) {
    (Key::ctrl(c), action)
}

const fn left(word: &'static str) -> Option<Footer> {
    Some(Footer { word, right: false })
}

const fn right(word: &'static str) -> Option<Footer> {
    Some(Footer { word, right: true })
}

/// An entry that the footer does not tell.
const fn entry(
    group: Group,
    contexts: &'static [Context],
    keys: &'static [(Key, Action)],
    help: &'static str,
) -> Entry {
    Entry { group, keys, also: &[], contexts, help, footer: None, needs: Needs::Nothing }
}

/// All keys. The order is that of the footer and, within a group, of the help.
pub const TABLE: &[Entry] = &[
    Entry {
        also: &[],
        ..entry(
            Group::Move,
            SCROLLED,
            &[
                char('j', Action::Down),
                char('k', Action::Up),
                key(Code::Down, Action::Down),
                key(Code::Up, Action::Up),
            ],
            "down, up",
        )
    },
    Entry {
        also: &[key(Code::Home, Action::First), key(Code::End, Action::Last)],
        ..entry(Group::Move, SCROLLED, &[char('g', Action::First), char('G', Action::Last)], "first, last")
    },
    entry(Group::Move, SCROLLED, &[ctrl('d', Action::HalfDown), ctrl('u', Action::HalfUp)], "half a page"),
    entry(
        Group::Move,
        SCROLLED,
        &[key(Code::PageDown, Action::PageDown), key(Code::PageUp, Action::PageUp)],
        "a page",
    ),
    Entry {
        also: &[key(Code::BackTab, Action::Previous)],
        ..entry(
            Group::Move,
            PANES,
            &[key(Code::Tab, Action::Next), key(Code::Enter, Action::Open)],
            "to the detail and back",
        )
    },
    entry(Group::Move, PANES, &[key(Code::Esc, Action::Back)], "back; never quits"),
    Entry {
        footer: left("reveal"),
        needs: Needs::Secret,
        ..entry(Group::Value, PANES, &[char('v', Action::Reveal)], "reveal, hide")
    },
    entry(Group::Value, PANES, &[char('V', Action::RevealAlone)], "alone, for the mouse"),
    Entry {
        footer: left("copy"),
        needs: Needs::Secret,
        ..entry(Group::Value, PANES, &[char('y', Action::CopyValue)], "copy without showing")
    },
    entry(Group::Value, PANES, &[char('Y', Action::CopyAs)], "copy as"),
    entry(Group::Value, PANES, &[char('c', Action::CopyId)], "copy the id"),
    Entry {
        footer: left("edit"),
        needs: Needs::Secret,
        ..entry(Group::Change, PANES, &[char('e', Action::Edit)], "edit")
    },
    Entry { footer: left("new"), ..entry(Group::Change, PANES, &[char('a', Action::Create)], "new secret") },
    Entry {
        footer: left("delete"),
        needs: Needs::Secret,
        ..entry(Group::Change, PANES, &[char('D', Action::Delete)], "delete")
    },
    Entry {
        footer: left("filter"),
        needs: Needs::Rows,
        ..entry(Group::Find, PANES, &[char('/', Action::Filter)], "filter as you type")
    },
    Entry {
        footer: left("sort"),
        needs: Needs::Rows,
        ..entry(Group::Find, PANES, &[char('S', Action::Sort)], "sort")
    },
    Entry {
        also: &[key(Code::F(5), Action::Refresh)],
        footer: left("refresh"),
        ..entry(Group::Find, PANES, &[char('R', Action::Refresh)], "refresh")
    },
    entry(Group::Session, PANES, &[char('!', Action::Details)], "details of a message"),
    entry(Group::Session, EVERYWHERE, &[ctrl('l', Action::Redraw)], "redraw"),
    entry(Group::Session, EVERYWHERE, &[ctrl('z', Action::Suspend)], "suspend"),
    Entry { footer: right("help"), ..entry(Group::Session, PANES, &[char('?', Action::Help)], "these keys") },
    Entry { footer: right("quit"), ..entry(Group::Session, PANES, &[char('q', Action::Quit)], "quit") },
    entry(Group::Session, EVERYWHERE, &[ctrl('c', Action::Interrupt)], "quit now"),
    Entry {
        footer: left("keep"),
        ..entry(Group::Local, FILTER, &[key(Code::Enter, Action::Keep)], "keep the filter")
    },
    Entry {
        footer: left("clear"),
        ..entry(Group::Local, FILTER, &[key(Code::Esc, Action::Back)], "clear the filter")
    },
    Entry {
        footer: left("move"),
        needs: Needs::Secret,
        ..entry(
            Group::Local,
            FILTER,
            &[key(Code::Down, Action::Down), key(Code::Up, Action::Up)],
            "move without leaving the filter",
        )
    },
    Entry {
        also: &[char('V', Action::Back), char('q', Action::Back), key(Code::Esc, Action::Back)],
        footer: left("hide"),
        ..entry(Group::Local, ALONE, &[char('v', Action::Back)], "hide the value")
    },
    entry(Group::Local, ALONE, &[char('y', Action::CopyValue)], "copy the value"),
    Entry {
        also: &[
            key(Code::BackTab, Action::Previous),
            key(Code::Left, Action::Previous),
            key(Code::Right, Action::Next),
        ],
        footer: left("next"),
        ..entry(Group::Local, QUESTION, &[key(Code::Tab, Action::Next)], "the other button")
    },
    entry(Group::Local, QUESTION, &[key(Code::Enter, Action::Choose)], "press the button"),
    Entry {
        footer: left("copy"),
        ..entry(Group::Local, READER, &[char('y', Action::CopyValue)], "copy these lines")
    },
    entry(Group::Local, FORM, &[ctrl('s', Action::Save)], "review, save"),
    entry(Group::Local, FORM, &[ctrl('r', Action::ShowValue)], "show or mask the value"),
    entry(Group::Local, FORM, &[ctrl('o', Action::LoadValue)], "load the present value"),
    entry(Group::Local, FORM, &[ctrl('g', Action::Generate)], "generate a value"),
    entry(Group::Local, FORM, &[ctrl('f', Action::LoadFile)], "load the value from a file"),
    entry(
        Group::Local,
        MENU,
        &[key(Code::Left, Action::Previous), key(Code::Right, Action::Next)],
        "shorter, longer",
    ),
    Entry {
        footer: left("load"),
        ..entry(Group::Local, LINE, &[key(Code::Enter, Action::Choose)], "load the file")
    },
    entry(
        Group::Local,
        FORM,
        &[key(Code::Tab, Action::Next), key(Code::BackTab, Action::Previous)],
        "next or previous field or button",
    ),
    entry(Group::Local, FORM, &[key(Code::Esc, Action::Back)], "back"),
    Entry { footer: left("cancel"), ..entry(Group::Local, LINE, &[key(Code::Esc, Action::Back)], "back") },
    Entry {
        footer: left("choose"),
        ..entry(Group::Local, MENU, &[key(Code::Enter, Action::Choose)], "choose")
    },
    Entry {
        footer: left("scroll"),
        ..entry(Group::Local, READER, &[key(Code::Down, Action::Down), key(Code::Up, Action::Up)], "scroll")
    },
    Entry {
        also: &[char('q', Action::Back), char('?', Action::Back)],
        footer: left("close"),
        ..entry(Group::Local, OVERLAYS, &[key(Code::Esc, Action::Back)], "close")
    },
];

/// What `key` means in `context`; the first entry that names it decides.
pub fn action(context: Context, key: Key) -> Option<Action> {
    entries(context)
        .flat_map(|entry| entry.keys.iter().chain(entry.also))
        .find(|(bound, _)| *bound == key)
        .map(|(_, action)| *action)
}

/// The entries that work in `context`, in table order.
pub fn entries(context: Context) -> impl Iterator<Item = &'static Entry> {
    TABLE.iter().filter(move |entry| entry.contexts.contains(&context))
}

/// A line of the help.
#[derive(Clone, Copy, Debug)]
pub enum HelpLine {
    /// The heading of a group.
    Title(Group),
    /// Keys and what they do.
    Keys(&'static Entry),
    /// Nothing.
    Blank,
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
        lines.push(HelpLine::Title(*group));
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
    use super::*;
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
    fn escape_never_quits() {
        for context in EVERYWHERE {
            assert_eq!(action(*context, Key::plain(Code::Esc)), Some(Action::Back));
        }
    }
}
