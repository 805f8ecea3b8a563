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
    /// The other pane, or the next field or button.
    Next,
    /// The other way round.
    Previous,
    /// Focus the detail.
    Open,
    /// Undo one thing: modal, revealed value, detail focus, filter.
    Back,
    /// Type a filter.
    Filter,
    /// Keep the filter and leave its line.
    Keep,
    /// The menu of orders.
    Sort,
    /// Ask the service for the list again.
    Refresh,
    /// Draw every cell again.
    Redraw,
    /// The keys.
    Help,
    /// Details of the last message.
    Details,
    /// Show or hide the value.
    Reveal,
    /// Show the value alone on the screen.
    RevealAlone,
    /// Copy the value.
    CopyValue,
    /// Copy the id.
    CopyId,
    /// The menu of what can be copied.
    CopyAs,
    /// Choose what the cursor of a menu is on.
    Choose,
    /// A form for a new secret.
    Create,
    /// A form that changes the selected secret.
    Edit,
    /// The value in the user's own editor.
    EditInEditor,
    /// A form that deletes the selected secret.
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
    /// Take out of the value what cannot be seen.
    RemoveUnseen,
    /// The form that signs in.
    SignIn,
    /// The menu of profiles.
    Profiles,
    /// Undo a change.
    Undo,
    /// Wipe what is held for an undo.
    Wipe,
    /// Read the last save back.
    Verify,
    /// The journal of this session.
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

/// The facts that must be known of an action before it is carried out. No field has a default, so that a new action
/// states all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Properties {
    /// Changes something at the service or what undo holds: a view-only session refuses it.
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
