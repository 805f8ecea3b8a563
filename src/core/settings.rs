//! The settings of the user that the state depends on.

use std::time::Duration;

/// A way to copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClipboardWay {
    /// The clipboard of the desktop; can be confirmed and cleared.
    System,
    /// tmux's buffer, and through tmux the terminal's clipboard.
    Tmux,
    /// An OSC 52 sequence to the terminal; can neither be confirmed nor read back.
    Osc52,
    /// Copying is off.
    Off,
}

/// The way to unlock a locked screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unlock {
    /// Any key.
    Key,
    /// The password of the user who is signed in.
    SignIn,
}

/// The settings of a profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The time for which a value stays on the screen.
    pub reveal_for: Duration,
    /// The time for which a value stays in the clipboard.
    pub clipboard_for: Duration,
    /// The way to copy.
    pub clipboard: ClipboardWay,
    /// The user can neither create, change nor delete anything.
    pub view_only: bool,
    /// A shown value is hidden when the terminal loses the focus.
    pub hide_on_focus_loss: bool,
    /// The time without a key after which the screen is locked; `None` for never.
    pub lock_after: Option<Duration>,
    /// The way to unlock it.
    pub unlock: Unlock,
    /// The pods are asked for once the first list of secrets is there.
    pub pods_at_start: bool,
    /// This machine remembers when values were changed.
    pub remember_changes: bool,
    /// This machine remembers the filters that were kept.
    pub remember_filters: bool,
    /// A command of the user tells whether a value works at its provider.
    pub tests_values: bool,
    /// The time after which a pod that is being restarted is late.
    pub pod_timeout: Duration,
    /// The pods that a rollout restarts at the same time, after the first one.
    pub batch: usize,
    /// The bell rings when a rollout ends or stops.
    pub notify: bool,
    /// The most secrets of a plan that deletes several.
    pub bulk_max: usize,
    /// A random number, which decides how the waits between tries vary.
    pub seed: u64,
}

impl Settings {
    /// Tells whether a lock wipes the values that undo holds, which is so where unlocking takes a password.
    pub fn lock_wipes(&self) -> bool {
        self.unlock == Unlock::SignIn
    }
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
            pods_at_start: false,
            remember_changes: false,
            remember_filters: false,
            tests_values: false,
            pod_timeout: Duration::from_secs(5 * 60),
            batch: 1,
            notify: false,
            bulk_max: 20,
            seed: 0,
        }
    }
}
