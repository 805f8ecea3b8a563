//! The actions, their properties, and their keys in the panes. The keys of dialogs and forms stand in `keymap::local`.

use super::key::{Code, Key};
use super::keymap::entry::{Context, Footer, Group, Needs, OnSecret, Place, Properties};
use super::keymap::places::{AT_ONCE, EVERYWHERE, NO_TEXT, PANES, SCROLLED};

/// One thing that the user wants done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// One row or line down.
    Down,
    /// One row or line up.
    Up,
    /// To the first row or line.
    First,
    /// To the last row or line.
    Last,
    /// Half a page down.
    HalfDown,
    /// Half a page up.
    HalfUp,
    /// A page down.
    PageDown,
    /// A page up.
    PageUp,
    /// Go to the other pane, or the next field or button.
    Next,
    /// Go to the other pane, or the previous field or button.
    Previous,
    /// Focus the detail.
    Open,
    /// Undo one thing: close a modal, hide a value, leave the detail, end the filter.
    Back,
    /// Type a filter.
    Filter,
    /// Keep the filter and leave its line.
    Keep,
    /// Open the menu of orders.
    Sort,
    /// Ask the service for the list again.
    Refresh,
    /// Draw every cell again.
    Redraw,
    /// Show the keys.
    Help,
    /// Show the details of the last message.
    Details,
    /// Show or hide the value.
    Reveal,
    /// Show the value alone on the screen.
    RevealAlone,
    /// Copy the value.
    CopyValue,
    /// Copy the id.
    CopyId,
    /// Open the menu of texts to copy.
    CopyAs,
    /// Choose the line with the cursor of a menu.
    Choose,
    /// Open a form for a new secret.
    Create,
    /// Open a form that changes the selected secret.
    Edit,
    /// Edit the value in the user's own editor.
    EditInEditor,
    /// Open a form that deletes the selected secret.
    Delete,
    /// Go on with the form: review, save, create.
    Save,
    /// Show or mask the value in the form.
    ShowValue,
    /// Load the current value into the form.
    LoadValue,
    /// Generate a value.
    Generate,
    /// Load the value from a file.
    LoadFile,
    /// Remove the characters that cannot be seen from the value.
    RemoveUnseen,
    /// Open the sign-in form.
    SignIn,
    /// Open the menu of profiles.
    Profiles,
    /// Undo a change.
    Undo,
    /// Wipe the values that undo holds.
    Wipe,
    /// Read the last save back.
    Verify,
    /// Show the journal of this run.
    Journal,
    /// Save the journal to a file.
    SaveJournal,
    /// Show the pods that use the selected secret.
    WhereUsed,
    /// Show what is broken in the pods.
    Broken,
    /// Copy the list on the screen.
    CopyList,
    /// Lock the screen.
    Lock,
    /// Leave the program.
    Quit,
    /// `Ctrl-c`.
    Interrupt,
    /// `Ctrl-z`.
    Suspend,
}

impl Action {
    /// Returns the properties; each action stands here once.
    pub const fn properties(self) -> Properties {
        use OnSecret::{Delete, Nothing, ReadValue, Update};
        match self {
            // Moves, and does something in a menu, a form or a dialog.
            Self::Down
            | Self::Up
            | Self::First
            | Self::Last
            | Self::HalfDown
            | Self::HalfUp
            | Self::PageDown
            | Self::PageUp
            | Self::Next
            | Self::Previous
            | Self::Open
            | Self::Keep
            | Self::CopyId
            | Self::Choose
            | Self::ShowValue
            | Self::LoadValue
            | Self::Generate
            | Self::LoadFile
            | Self::RemoveUnseen
            | Self::SaveJournal => {
                Properties { changes: false, opens: false, uses_selection: true, on_secret: Nothing }
            }
            Self::Reveal | Self::CopyValue => {
                Properties { changes: false, opens: false, uses_selection: true, on_secret: ReadValue }
            }
            Self::RevealAlone => {
                Properties { changes: false, opens: true, uses_selection: true, on_secret: ReadValue }
            }
            Self::CopyAs | Self::WhereUsed => {
                Properties { changes: false, opens: true, uses_selection: true, on_secret: Nothing }
            }
            Self::Create => {
                Properties { changes: true, opens: true, uses_selection: true, on_secret: Nothing }
            }
            Self::Edit | Self::EditInEditor => {
                Properties { changes: true, opens: true, uses_selection: true, on_secret: Update }
            }
            Self::Delete => {
                Properties { changes: true, opens: true, uses_selection: true, on_secret: Delete }
            }
            Self::Save => {
                Properties { changes: true, opens: false, uses_selection: true, on_secret: Nothing }
            }
            Self::Undo => {
                Properties { changes: true, opens: true, uses_selection: false, on_secret: Nothing }
            }
            Self::Wipe => {
                Properties { changes: true, opens: false, uses_selection: false, on_secret: Nothing }
            }
            Self::Sort
            | Self::Broken
            | Self::Help
            | Self::Details
            | Self::SignIn
            | Self::Profiles
            | Self::Journal => {
                Properties { changes: false, opens: true, uses_selection: false, on_secret: Nothing }
            }
            Self::Filter
            | Self::Back
            | Self::Refresh
            | Self::Redraw
            | Self::Verify
            | Self::CopyList
            | Self::Lock
            | Self::Quit
            | Self::Interrupt
            | Self::Suspend => {
                Properties { changes: false, opens: false, uses_selection: false, on_secret: Nothing }
            }
        }
    }
}

/// A line of the table: keys that belong together.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The paragraph of the help.
    pub group: Group,
    /// The keys with their actions, in the order of the help.
    pub keys: &'static [(Key, Action)],
    /// Further keys that work, mentioned in the README only.
    pub also: &'static [(Key, Action)],
    /// The contexts in which the keys work.
    pub contexts: &'static [Context],
    /// The explanation in the help.
    pub help: &'static str,
    /// The word in the footer and its place there.
    pub footer: Option<Footer>,
    /// The condition for the footer to offer it.
    pub needs: Needs,
}

pub(super) const fn key(code: Code, action: Action) -> (Key, Action) {
    (Key::plain(code), action)
}

pub(super) const fn char(c: char, action: Action) -> (Key, Action) {
    (Key::char(c), action)
}

pub(super) const fn ctrl(c: char, action: Action) -> (Key, Action) {
    (Key::ctrl(c), action)
}

pub(super) const fn left(word: &'static str) -> Option<Footer> {
    Some(Footer { word, place: Place::Left })
}

pub(super) const fn right(word: &'static str) -> Option<Footer> {
    Some(Footer { word, place: Place::Right })
}

pub(super) const fn below(word: &'static str) -> Option<Footer> {
    Some(Footer { word, place: Place::Under })
}

/// Shows the entry in the footer under a modal.
pub(super) const fn under(word: &'static str, entry: Entry) -> Entry {
    Entry { footer: below(word), ..entry }
}

/// Makes an entry that the footer does not show.
pub(super) const fn entry(
    group: Group,
    contexts: &'static [Context],
    keys: &'static [(Key, Action)],
    help: &'static str,
) -> Entry {
    Entry { group, keys, also: &[], contexts, help, footer: None, needs: Needs::Nothing }
}

/// The keys of the panes. The order is that of the footer and, within a group, of the help.
pub(super) const OF_PANES: &[Entry] = &[
    under(
        "move",
        entry(
            Group::Move,
            SCROLLED,
            &[
                char('j', Action::Down),
                char('k', Action::Up),
                key(Code::Down, Action::Down),
                key(Code::Up, Action::Up),
            ],
            "down, up (5j: by 5)",
        ),
    ),
    Entry {
        also: &[key(Code::Home, Action::First), key(Code::End, Action::Last)],
        footer: below("first, last"),
        ..entry(Group::Move, SCROLLED, &[char('g', Action::First), char('G', Action::Last)], "first, last")
    },
    under(
        "half a page",
        entry(
            Group::Move,
            SCROLLED,
            &[ctrl('d', Action::HalfDown), ctrl('u', Action::HalfUp)],
            "half a page",
        ),
    ),
    under(
        "page",
        entry(
            Group::Move,
            SCROLLED,
            &[key(Code::PageDown, Action::PageDown), key(Code::PageUp, Action::PageUp)],
            "a page",
        ),
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
    entry(Group::Change, PANES, &[char('E', Action::EditInEditor)], "in $EDITOR"),
    Entry { footer: left("new"), ..entry(Group::Change, PANES, &[char('a', Action::Create)], "new secret") },
    Entry {
        footer: left("delete"),
        needs: Needs::Secret,
        ..entry(Group::Change, PANES, &[char('D', Action::Delete)], "delete")
    },
    Entry {
        footer: right("undo"),
        needs: Needs::Held,
        ..entry(Group::Change, PANES, &[char('u', Action::Undo)], "undo a change")
    },
    entry(Group::Change, PANES, &[char('X', Action::Wipe)], "wipe what undo holds"),
    entry(Group::Change, PANES, &[char('=', Action::Verify)], "verify the last save"),
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
    entry(Group::Find, PANES, &[char('w', Action::WhereUsed)], "pods that use it"),
    entry(Group::Session, PANES, &[char('!', Action::Details)], "details of a message"),
    entry(Group::Session, PANES, &[char('s', Action::SignIn)], "sign in"),
    entry(Group::Session, PANES, &[char('p', Action::Profiles)], "switch the profile"),
    entry(Group::Session, PANES, &[char('J', Action::Journal)], "journal"),
    under("lock", entry(Group::Session, NO_TEXT, &[char('L', Action::Lock)], "lock the screen")),
    under("redraw", entry(Group::Session, EVERYWHERE, &[ctrl('l', Action::Redraw)], "redraw")),
    under("suspend", entry(Group::Session, EVERYWHERE, &[ctrl('z', Action::Suspend)], "suspend")),
    Entry {
        also: &[key(Code::F(1), Action::Help)],
        footer: right("help"),
        ..entry(Group::Session, PANES, &[char('?', Action::Help)], "these keys")
    },
    Entry { footer: right("quit"), ..entry(Group::Session, PANES, &[char('q', Action::Quit)], "quit") },
    under("quit now", entry(Group::Session, AT_ONCE, &[ctrl('c', Action::Interrupt)], "quit now")),
];
