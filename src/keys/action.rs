//! The actions and their properties, and the parts of the lines that give them keys. The keys of the panes stand in
//! `keymap::panes`, those of dialogs and forms in `keymap::local`.

use super::key::{Code, Key};
use super::keymap::entry::{Context, Footer, Group, Needs, OnSecret, Place, Properties};
use super::rollout_key::RolloutKey;

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
    /// Mark the selected secret, or take its mark away.
    Mark,
    /// Mark all secrets that are shown.
    MarkShown,
    /// Take all marks away.
    UnmarkAll,
    /// Complete the condition before the cursor, or take the next completion.
    Complete,
    /// Take the completion before.
    CompleteBack,
    /// Show the filter before the one in the line.
    Older,
    /// Show the filter after it.
    Newer,
    /// Show the saved view of this number, from 1.
    View(u8),
    /// Pin the selected secret to the top of the list, or unpin it.
    Pin,
    /// Go to the secret that this program changed last.
    LastChanged,
    /// Open the menu of orders.
    Sort,
    /// Ask the service for the list again.
    Refresh,
    /// Draw every cell again.
    Redraw,
    /// Open the palette: every action, by name.
    Palette,
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
    /// Open a form for a new secret like the selected one.
    CreateLike,
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
    /// Open the plan of a rollout, or look at the one that is there.
    Rotate,
    /// Open the plan that restarts the pods of the marked secrets, or of the selected one.
    RestartPods,
    /// Hold a rollout after the present pod, or let it go on.
    Hold,
    /// A key of the plan or the run of a rollout.
    Rollout(RolloutKey),
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
            | Self::Mark
            | Self::MarkShown
            | Self::CopyId
            | Self::Pin
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
            Self::CopyAs | Self::WhereUsed | Self::Rotate | Self::RestartPods => {
                Properties { changes: false, opens: true, uses_selection: true, on_secret: Nothing }
            }
            Self::Create | Self::CreateLike => {
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
            Self::Wipe | Self::Rollout(RolloutKey::End) => {
                Properties { changes: true, opens: false, uses_selection: false, on_secret: Nothing }
            }
            Self::Rollout(_) => {
                Properties { changes: false, opens: false, uses_selection: false, on_secret: Nothing }
            }
            Self::Sort
            | Self::Broken
            | Self::Palette
            | Self::Help
            | Self::Details
            | Self::SignIn
            | Self::Profiles
            | Self::Journal => {
                Properties { changes: false, opens: true, uses_selection: false, on_secret: Nothing }
            }
            Self::Filter
            | Self::UnmarkAll
            | Self::Complete
            | Self::CompleteBack
            | Self::Older
            | Self::Newer
            | Self::View(_)
            | Self::Back
            | Self::Refresh
            | Self::Redraw
            | Self::LastChanged
            | Self::Verify
            | Self::CopyList
            | Self::Hold
            | Self::Lock
            | Self::Quit
            | Self::Interrupt
            | Self::Suspend => {
                Properties { changes: false, opens: false, uses_selection: false, on_secret: Nothing }
            }
        }
    }
}

impl Action {
    /// Returns the words for an action whose line of the table explains others with it; `None` where the explanation of
    /// the line is that of the action.
    pub(super) const fn apart(self) -> Option<&'static str> {
        Some(match self {
            Self::Down => "down",
            Self::Up => "up",
            Self::First => "to the first",
            Self::Last => "to the last",
            Self::HalfDown => "half a page down",
            Self::HalfUp => "half a page up",
            Self::PageDown => "a page down",
            Self::PageUp => "a page up",
            Self::Mark => "mark, and go on",
            Self::MarkShown => "mark all shown",
            Self::UnmarkAll => "unmark all",
            Self::Rollout(RolloutKey::Later) => "restart the pod later",
            Self::Rollout(RolloutKey::Earlier) => "restart the pod earlier",
            _ => return None,
        })
    }
}

/// A line of the table: keys that belong together.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The paragraph of the help.
    pub group: Group,
    /// The keys with their actions, in the order of the help.
    pub keys: &'static [(Key, Action)],
    /// Further keys that work, mentioned in the page about the keys only.
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

pub(super) const fn alt(c: char, action: Action) -> (Key, Action) {
    (Key::alt(c), action)
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
