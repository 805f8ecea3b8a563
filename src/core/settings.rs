//! What the user set, as far as the state depends on it.

use std::time::Duration;

/// How a copy gets to where it can be pasted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClipboardWay {
    /// The clipboard of the desktop; can be confirmed and cleared.
    System,
    /// tmux's buffer, and through tmux the terminal's clipboard.
    Tmux,
    /// An OSC 52 sequence to the terminal; can neither be confirmed nor read back.
    Osc52,
    /// Nothing is copied.
    Off,
}

/// What unlocks a locked screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unlock {
    /// Any key.
    Key,
    /// The password of whoever is signed in.
    SignIn,
}

/// Times and habits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// How long a value stays on the screen.
    pub reveal_for: Duration,
    /// How long a value stays in the clipboard.
    pub clipboard_for: Duration,
    /// How a copy is made.
    pub clipboard: ClipboardWay,
    /// Nothing may be created, changed or deleted.
    pub view_only: bool,
    /// Whether a shown value is hidden when the terminal loses the focus.
    pub hide_on_focus_loss: bool,
    /// After how long without a key the screen is locked; never, when `None`.
    pub lock_after: Option<Duration>,
    /// What unlocks it.
    pub unlock: Unlock,
    /// A random number, which decides how the waits between tries vary.
    pub seed: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            reveal_for: Duration::from_secs(30),
            clipboard_for: Duration::from_secs(30),
            clipboard: ClipboardWay::Off,
            view_only: false,
            hide_on_focus_loss: false,
            lock_after: None,
            unlock: Unlock::Key,
            seed: 0,
        }
    }
}
