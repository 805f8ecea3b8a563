//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::clipboard::holder::{HOLD, READ};
use crate::config::{LockWith, Profile};
use crate::core::settings::{ClipboardWay, Settings, Unlock};
use crate::view::theme::{Palette, Theme};

mod demo;
mod parse;

pub use demo::Demo;
pub use parse::parse;

/// A terminal browser for the secrets of the Tapis Pods service.
///
/// Set TAPIS_BASE_URL and TAPIS_TOKEN, then run tapis-secrets. Without an account: tapis-secrets demo.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100, after_help = parse::AFTER_HELP)]
pub struct Cli {
    #[command(flatten)]
    #[allow(missing_docs)]
    pub goal: Goal,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub look: Look,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub session: Session,
    /// Log each call to the service and its duration to FILE; never a value or a token
    #[arg(long, value_name = "FILE", global = true)]
    pub log: Option<PathBuf>,
    #[command(subcommand)]
    #[allow(missing_docs)]
    pub command: Option<Command>,
}

/// Where to go.
#[derive(Debug, Args)]
pub struct Goal {
    /// Address of the Tapis site, such as tacc.tapis.io [env: TAPIS_BASE_URL]
    #[arg(long, value_name = "URL", global = true)]
    pub base_url: Option<String>,
    /// Profile of config.toml to use: its address, token and settings
    #[arg(long, value_name = "NAME", global = true)]
    pub profile: Option<String>,
}

/// How the screen looks.
#[derive(Debug, Args)]
pub struct Look {
    /// Colours; auto reads NO_COLOR, COLORTERM, TERM and COLORFGBG [default: the profile's, or auto]
    #[arg(long, value_enum, global = true)]
    pub theme: Option<ThemeName>,
    /// Draw with ASCII characters only
    #[arg(long, global = true)]
    pub ascii: bool,
}

/// What the session may do.
#[derive(Debug, Args)]
pub struct Session {
    /// Do not change anything: no create, edit or delete
    #[arg(long, global = true)]
    pub view_only: bool,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub copying: Copying,
}

impl Session {
    /// Times and habits: the profile's, and what a flag forbids beyond them.
    pub fn settings(&self, profile: &Profile, hints: &ClipboardHints) -> Settings {
        Settings {
            reveal_for: profile.reveal_for,
            clipboard_for: profile.clipboard_for,
            clipboard: self.copying.way(hints),
            view_only: self.view_only || profile.view_only,
            hide_on_focus_loss: profile.hide_on_focus_loss,
            lock_after: profile.lock_after,
            unlock: match profile.lock {
                LockWith::Key => Unlock::Key,
                LockWith::Token => Unlock::SignIn,
            },
            ..Settings::default()
        }
    }
}

/// How values are copied.
#[derive(Debug, Args)]
pub struct Copying {
    /// Clipboard for copies; auto tries tmux, then the desktop, then OSC 52
    #[arg(long, value_enum, default_value_t = ClipboardName::Auto, global = true)]
    pub clipboard: ClipboardName,
    /// Clear a copied value from the clipboard when the program ends, not only after its 30 s
    #[arg(long, global = true)]
    pub clear_on_exit: bool,
}

/// The ways to copy by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[allow(missing_docs)]
pub enum ClipboardName {
    Auto,
    System,
    Osc52,
    Off,
}

/// What the environment says about clipboards.
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
    /// The way that copies take.
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

/// What else the program can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run the browser on an embedded service; no account needed
    ///
    /// The demo ignores the TAPIS_* variables. Its users alice, bob and ops-bot share a password, which is new in
    /// each run: the sign-in form shows it, and --serve prints it. The client demo-client with the key demo-key
    /// gets refresh tokens.
    Demo(Demo),
    /// List the profiles, the source of each setting, and which profile is active
    Profiles,
    /// Check configuration, address, service, token, clipboard, terminal and memory
    ///
    /// Prints a line for each check, with advice where something is wrong. The exit code names the first fault:
    /// 0 none, 1 clipboard, 2 configuration or address, 3 token, 4 the service cannot be reached.
    Doctor(Doctor),
    /// Get a token with your password, and remember it for later
    Login(Login),
    /// Remove the remembered tokens of one profile (--profile), or of all
    Logout,
    /// Hold a value in a clipboard (the program starts this itself)
    #[command(name = HOLD, hide = true)]
    HoldClipboard {
        /// Which clipboard.
        way: String,
        /// Milliseconds until it is cleared, or "never".
        clear_after: Option<String>,
    },
    /// Print the system clipboard (the program starts this itself)
    #[command(name = READ, hide = true)]
    ReadClipboard,
}

/// Checking.
#[derive(Debug, Args)]
pub struct Doctor {
    /// Copy a text, read it back and remove it; this replaces what the clipboard holds
    #[arg(long)]
    pub try_clipboard: bool,
}

/// Signing in.
#[derive(Debug, Args)]
pub struct Login {
    /// User to sign in as [default: the profile's username, or login asks]
    #[arg(long, value_name = "NAME")]
    pub user: Option<String>,
    /// Remember the token without asking, in $XDG_RUNTIME_DIR, until you log out of this machine
    #[arg(long)]
    pub remember: bool,
}

/// The themes by name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
#[allow(missing_docs)]
pub enum ThemeName {
    #[default]
    Auto,
    Dark,
    Light,
    Ansi,
    None,
}

/// What the environment says about colours and letters.
#[derive(Clone, Debug, Default)]
pub struct ColorHints {
    /// `NO_COLOR` is set and not empty.
    pub no_color: bool,
    /// `COLORTERM`
    pub colorterm: String,
    /// `COLORFGBG`
    pub colorfgbg: String,
    /// `TERM`
    pub term: String,
    /// The letters of the locale are UTF-8; see [`is_utf8`].
    pub utf8: bool,
}

/// Whether a locale has UTF-8, by the first of `LC_ALL`, `LC_CTYPE` and `LANG` that says something. When none does
/// it is C, which has not.
pub fn is_utf8(locale: [&str; 3]) -> bool {
    let locale = locale.into_iter().find(|value| !value.is_empty()).unwrap_or_default().to_ascii_lowercase();
    locale.contains("utf-8") || locale.contains("utf8")
}

/// Why nothing can be drawn on a terminal with this `TERM`, if nothing can: it does not move its cursor.
pub fn cannot_draw(term: &str) -> Option<&'static str> {
    match term {
        "" => Some("TERM is not set"),
        "dumb" => Some("TERM is dumb"),
        "unknown" => Some("TERM is unknown"),
        _ => None,
    }
}

/// How many colours a terminal says that it has.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Colours {
    True,
    Indexed,
    Sixteen,
}

impl ColorHints {
    fn colours(&self) -> Colours {
        match self.colorterm.as_str() {
            "truecolor" | "24bit" => Colours::True,
            // `ssh` passes `TERM` and no `COLORTERM`.
            _ if self.term.contains("256color") => Colours::Indexed,
            _ => Colours::Sixteen,
        }
    }

    fn is_light(&self) -> bool {
        matches!(self.colorfgbg.rsplit(';').next(), Some("7" | "15"))
    }
}

impl Look {
    /// The theme to draw with: the flag's, or else the profile's. The terminal is never asked: it might
    /// answer too late, or not at all.
    pub fn theme(&self, profiles: ThemeName, hints: &ColorHints) -> Theme {
        let palette = match self.theme.unwrap_or(profiles) {
            ThemeName::Dark => Palette::Dark,
            ThemeName::Light => Palette::Light,
            ThemeName::Ansi => Palette::Ansi,
            ThemeName::None => Palette::None,
            ThemeName::Auto if hints.no_color => Palette::None,
            ThemeName::Auto => match (hints.colours(), hints.is_light()) {
                (Colours::True, true) => Palette::Light,
                (Colours::True, false) => Palette::Dark,
                (Colours::Indexed, true) => Palette::Light256,
                (Colours::Indexed, false) => Palette::Dark256,
                (Colours::Sixteen, _) => Palette::Ansi,
            },
        };
        Theme { palette, ascii: self.ascii || !hints.utf8 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::no_color("truecolor", "xterm", "", true, Palette::None)]
    #[case::no_color_of_256("", "xterm-256color", "", true, Palette::None)]
    #[case::truecolor("truecolor", "xterm-256color", "", false, Palette::Dark)]
    #[case::bits("24bit", "xterm", "15;0", false, Palette::Dark)]
    #[case::light("truecolor", "xterm", "0;15", false, Palette::Light)]
    #[case::light_with_three("truecolor", "xterm", "0;default;7", false, Palette::Light)]
    #[case::over_ssh("", "xterm-256color", "", false, Palette::Dark256)]
    #[case::in_tmux("", "tmux-256color", "0;15", false, Palette::Light256)]
    #[case::neither("", "xterm", "0;15", false, Palette::Ansi)]
    fn auto_follows_the_environment(
        #[case] colorterm: &str,
        #[case] term: &str,
        #[case] colorfgbg: &str,
        #[case] no_color: bool,
        #[case] expected: Palette,
    ) {
        let hints = ColorHints {
            no_color,
            colorterm: colorterm.into(),
            colorfgbg: colorfgbg.into(),
            term: term.into(),
            utf8: true,
        };
        let look = Look { theme: None, ascii: false };
        assert_eq!(look.theme(ThemeName::Auto, &hints).palette, expected);
        assert_eq!(look.theme(ThemeName::Dark, &hints).palette, Palette::Dark, "the profile's");
        let named = Look { theme: Some(ThemeName::Light), ascii: true };
        let flag_wins = Theme { palette: Palette::Light, ascii: true };
        assert_eq!(named.theme(ThemeName::Dark, &hints), flag_wins);
    }

    #[rstest]
    #[case::all_wins("C", "en_US.UTF-8", "en_US.UTF-8", false)]
    #[case::type_wins("", "de_DE.utf8", "POSIX", true)]
    #[case::language("", "", "C.UTF-8", true)]
    #[case::latin("", "", "de_DE.ISO-8859-1", false)]
    #[case::without_letters("", "", "en_US", false)]
    #[case::mac("", "UTF-8", "", true)]
    #[case::none("", "", "", false)]
    fn the_locale_tells_whether_more_than_ascii_is_drawn(
        #[case] all: &str,
        #[case] ctype: &str,
        #[case] lang: &str,
        #[case] utf8: bool,
    ) {
        assert_eq!(is_utf8([all, ctype, lang]), utf8);
        let hints = ColorHints { utf8, ..ColorHints::default() };
        assert_eq!(Look { theme: None, ascii: false }.theme(ThemeName::Auto, &hints).ascii, !utf8);
        assert!(Look { theme: None, ascii: true }.theme(ThemeName::Auto, &hints).ascii);
    }

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

    #[test]
    fn the_command_line_is_sound() {
        use clap::CommandFactory;
        Cli::command().debug_assert();
    }
}
