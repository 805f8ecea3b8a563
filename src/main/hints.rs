//! What the environment tells of the terminal and of the clipboards.

use tapis_secrets::cli::{ClipboardHints, ColorHints, is_utf8};

pub(super) fn color_hints() -> ColorHints {
    let var = |name| std::env::var(name).unwrap_or_default();
    ColorHints {
        no_color: !var("NO_COLOR").is_empty(),
        colorterm: var("COLORTERM"),
        colorfgbg: var("COLORFGBG"),
        term: var("TERM"),
        utf8: is_utf8([&var("LC_ALL"), &var("LC_CTYPE"), &var("LANG")]),
    }
}

pub(super) fn clipboard_hints() -> ClipboardHints {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    ClipboardHints {
        tmux: set("TMUX"),
        ssh: set("SSH_CONNECTION") || set("SSH_TTY"),
        display: set("DISPLAY") || set("WAYLAND_DISPLAY") || cfg!(target_os = "macos"),
    }
}
