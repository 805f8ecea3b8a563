//! What a line of the key table says.

use crate::keys::{Action, Key};

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
    /// Where it stands.
    pub place: Place,
}

/// Where the footer tells of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// From the left on; what lies over the panes tells it in its own last row.
    Left,
    /// At the right end, where it is never cut.
    Right,
    /// Only under what lies over the panes, where its own last row does not tell it.
    Under,
}
