//! Settings of a session, from flags, profile and environment.

use super::args::{ClipboardName, Copying, Session};
use crate::config::{LockWith, Profile};
use crate::core::settings::{ClipboardWay, Settings, Unlock};

/// The facts about the environment that decide how to copy.
#[derive(Clone, Debug, Default)]
pub struct ClipboardHints {
    /// Inside tmux: `TMUX`.
    pub tmux: bool,
    /// At the far end of SSH: `SSH_CONNECTION` or `SSH_TTY`.
    pub ssh: bool,
    /// A desktop can be reached: `DISPLAY`, `WAYLAND_DISPLAY`, or a system that always has one.
    pub display: bool,
}

impl Copying {
    /// Returns the way in which values are copied.
    pub fn way(&self, hints: &ClipboardHints) -> ClipboardWay {
        match self.clipboard {
            ClipboardName::System => ClipboardWay::System,
            ClipboardName::Osc52 => ClipboardWay::Osc52,
            ClipboardName::Off => ClipboardWay::Off,
            ClipboardName::Auto if hints.tmux => ClipboardWay::Tmux,
            ClipboardName::Auto if hints.display && !hints.ssh => ClipboardWay::System,
            ClipboardName::Auto => ClipboardWay::Osc52,
        }
    }
}

impl Session {
    /// Returns the settings of the profile, limited by the flags.
    pub fn settings(&self, profile: &Profile, hints: &ClipboardHints) -> Settings {
        Settings {
            reveal_for: profile.reveal_for,
            clipboard_for: profile.clipboard_for,
            clipboard: self.copying.way(hints),
            view_only: self.view_only || profile.view_only,
            hide_on_focus_loss: profile.hide_on_focus_loss,
            lock_after: profile.lock_after,
            pods_at_start: profile.pods_at_start,
            unlock: match profile.lock {
                LockWith::Key => Unlock::Key,
                LockWith::Token => Unlock::SignIn,
            },
            remember_changes: profile.remember_changes,
            remember_filters: profile.remember_filters,
            tests_values: profile.test_command.is_some(),
            pod_timeout: profile.pod_timeout,
            batch: profile.batch,
            notify: profile.notify,
            bulk_max: profile.bulk_max,
            ..Settings::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::tmux(true, true, true, ClipboardWay::Tmux)]
    #[case::desktop(false, false, true, ClipboardWay::System)]
    #[case::ssh_with_a_display(false, true, true, ClipboardWay::Osc52)]
    #[case::console(false, false, false, ClipboardWay::Osc52)]
    fn auto_finds_the_clipboard(
        #[case] tmux: bool,
        #[case] ssh: bool,
        #[case] display: bool,
        #[case] expected: ClipboardWay,
    ) {
        let copying = |clipboard| Copying { clipboard, clear_on_exit: false };
        let hints = ClipboardHints { tmux, ssh, display };
        assert_eq!(copying(ClipboardName::Auto).way(&hints), expected);
        assert_eq!(copying(ClipboardName::Off).way(&hints), ClipboardWay::Off);
    }
}
