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

impl Action {
    /// Tells whether it begins a change, and so is missing in a session that is view only.
    pub fn is_change(self) -> bool {
        matches!(
            self,
            Self::Create | Self::Edit | Self::EditInEditor | Self::Delete | Self::Undo | Self::Wipe
        )
    }

    /// Tells whether it opens something that a key closes.
    pub fn opens(self) -> bool {
        self.is_change() && self != Self::Wipe
            || matches!(
                self,
                Self::Sort
                    | Self::Help
                    | Self::Details
                    | Self::RevealAlone
                    | Self::CopyAs
                    | Self::SignIn
                    | Self::Profiles
                    | Self::Journal
            )
    }

    /// Tells whether it acts on the selection. Then it must wait for a search whose result decides about the
    /// selection, and the selection stays when the filter goes.
    pub fn uses_selection(self) -> bool {
        !matches!(
            self,
            Self::Filter
                | Self::Back
                | Self::Sort
                | Self::Refresh
                | Self::Redraw
                | Self::Help
                | Self::Details
                | Self::SignIn
                | Self::Profiles
                | Self::Undo
                | Self::Wipe
                | Self::Verify
                | Self::Journal
                | Self::Lock
                | Self::Quit
                | Self::Interrupt
                | Self::Suspend
        )
    }
}
