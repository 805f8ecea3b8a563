//! The parts of a line of the key table.

/// The context in which a key is pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Context {
    /// The list has the focus.
    List,
    /// The detail has the focus.
    Detail,
    /// The filter line has the cursor; keys that are not bound here are text.
    Filter,
    /// A menu is open.
    Menu,
    /// The menu that generates a value is open: a letter selects, a digit belongs to the length.
    Generate,
    /// A text is open, such as the details of a message.
    Reader,
    /// The help is open, about any context.
    Help,
    /// A question with buttons is open.
    Question,
    /// The value is alone on the screen.
    Alone,
    /// A form is open; keys that are not bound here are text.
    Form,
    /// The journal is open.
    Journal,
    /// The plan of a rollout is open.
    Plan,
    /// The run of a rollout is open.
    Run,
    /// A line is asked for; keys that are not bound here are text.
    Line,
    /// The sign-in form is open; keys that are not bound here are text.
    SignIn,
    /// The pods of a secret are shown.
    Uses,
    /// The filter line of the pods has the cursor; keys that are not bound here are text.
    UsesFilter,
    /// A pod is shown, or what is broken.
    UsesText,
    /// The palette is open; keys that are not bound here are text.
    Palette,
    /// The search line of the help has the cursor; keys that are not bound here are text.
    HelpSearch,
}

impl Context {
    /// Tells whether one of the two panes has the keyboard.
    pub fn is_panes(self) -> bool {
        matches!(self, Self::List | Self::Detail)
    }

    /// Tells whether keys act on the selected row.
    pub fn has_rows(self) -> bool {
        self.is_panes() || matches!(self, Self::Filter | Self::Alone)
    }

    /// Tells whether a character is text here, or chooses: digits are no counts, and no key is unknown.
    pub fn takes_text(self) -> bool {
        matches!(
            self,
            Self::Filter
                | Self::Generate
                | Self::Form
                | Self::Line
                | Self::SignIn
                | Self::UsesFilter
                | Self::Palette
                | Self::HelpSearch
        )
    }

    /// Tells whether arrows with `Ctrl` or `Alt` move by words.
    pub(super) fn has_field(self) -> bool {
        self.takes_text() && !matches!(self, Self::Generate | Self::UsesFilter)
    }

    /// Tells whether a number before a key that moves is a count: `5j`.
    pub fn counts(self) -> bool {
        self.is_panes()
            || matches!(
                self,
                Self::Reader | Self::Help | Self::Alone | Self::Journal | Self::Uses | Self::UsesText
            )
    }

    /// Returns the word for the place, before the name of an action that belongs there.
    pub(in crate::keys) fn place(self) -> &'static str {
        match self {
            Self::Uses | Self::UsesText | Self::UsesFilter => "Pods",
            Self::Journal => "Journal",
            Self::Plan => "Plan",
            Self::Run => "Rollout",
            Self::Form => "Form",
            _ => "",
        }
    }

    /// Returns the title of the help about this context.
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
            Self::Plan => "Keys in the plan of a rollout",
            Self::Run => "Keys while a rollout runs",
            Self::Line => "Keys while a line is typed",
            Self::SignIn => "Keys while signing in",
            Self::Uses => "Keys in the pods of a secret",
            Self::UsesFilter => "Keys in the filter",
            Self::UsesText => "Keys in this text",
            Self::Palette => "Keys in the palette",
            Self::HelpSearch => "Keys in the search",
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
    /// Keys of a single context, explained in its own help only.
    Local,
}

impl Group {
    /// Returns the heading.
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

/// The condition for a key to make sense; the footer offers the key only then.
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

/// An entry in the footer: its keys, followed by a word.
#[derive(Clone, Copy, Debug)]
pub struct Footer {
    /// The word.
    pub word: &'static str,
    /// The place.
    pub place: Place,
}

/// The place of an entry in the footer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// From the left on. A modal shows it in its own last row.
    Left,
    /// At the right end, where it is never cut.
    Right,
    /// Only under a modal, where the last row of the modal does not show it.
    Under,
}

/// The properties that decide whether an action may be carried out. No field has a default, so that a new
/// action states all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Properties {
    /// Changes something at the service, or a value that undo holds: a view-only session refuses the action.
    pub changes: bool,
    /// Opens something that a key closes.
    pub opens: bool,
    /// Acts on the selection: waits for a search that decides what is selected, and keeps the selection where
    /// it is when the filter goes.
    pub uses_selection: bool,
    /// The action's request to the service about the selected secret, which may be forbidden.
    pub on_secret: OnSecret,
}

/// A request of an action to the service about the selected secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnSecret {
    /// Nothing that a permission can forbid.
    Nothing,
    /// To read its value.
    ReadValue,
    /// To update it.
    Update,
    /// To delete it.
    Delete,
}
