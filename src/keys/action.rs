//! The meanings of a key.

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
    /// Lock the screen.
    Lock,
    /// Leave the program.
    Quit,
    /// `Ctrl-c`.
    Interrupt,
    /// `Ctrl-z`.
    Suspend,
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

impl Action {
    /// Returns the properties; each action stands here once.
    pub const fn properties(self) -> Properties {
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
            | Self::SaveJournal => Properties {
                changes: false,
                opens: false,
                uses_selection: true,
                on_secret: OnSecret::Nothing,
            },
            Self::Reveal | Self::CopyValue => Properties {
                changes: false,
                opens: false,
                uses_selection: true,
                on_secret: OnSecret::ReadValue,
            },
            Self::RevealAlone => Properties {
                changes: false,
                opens: true,
                uses_selection: true,
                on_secret: OnSecret::ReadValue,
            },
            Self::CopyAs => {
                Properties { changes: false, opens: true, uses_selection: true, on_secret: OnSecret::Nothing }
            }
            Self::Create => {
                Properties { changes: true, opens: true, uses_selection: true, on_secret: OnSecret::Nothing }
            }
            Self::Edit | Self::EditInEditor => {
                Properties { changes: true, opens: true, uses_selection: true, on_secret: OnSecret::Update }
            }
            Self::Delete => {
                Properties { changes: true, opens: true, uses_selection: true, on_secret: OnSecret::Delete }
            }
            Self::Save => {
                Properties { changes: true, opens: false, uses_selection: true, on_secret: OnSecret::Nothing }
            }
            Self::Undo => {
                Properties { changes: true, opens: true, uses_selection: false, on_secret: OnSecret::Nothing }
            }
            Self::Wipe => Properties {
                changes: true,
                opens: false,
                uses_selection: false,
                on_secret: OnSecret::Nothing,
            },
            Self::Sort | Self::Help | Self::Details | Self::SignIn | Self::Profiles | Self::Journal => {
                Properties {
                    changes: false,
                    opens: true,
                    uses_selection: false,
                    on_secret: OnSecret::Nothing,
                }
            }
            Self::Filter
            | Self::Back
            | Self::Refresh
            | Self::Redraw
            | Self::Verify
            | Self::Lock
            | Self::Quit
            | Self::Interrupt
            | Self::Suspend => Properties {
                changes: false,
                opens: false,
                uses_selection: false,
                on_secret: OnSecret::Nothing,
            },
        }
    }
}
