//! The definition of the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::changes::{Create, Rm, Set};
use super::demo::Demo;
use super::rollouts::{Restart, Rotate};
use super::scripts::{Completions, Get, List, Man, Scripting, Show, Uses};
use super::using::{Export, Inject, Run};
use crate::clipboard::protocol::{HOLD, READ};
use crate::config::ThemeName;
use crate::domain::Exit;

/// The environment variables, for the end of `--help`.
const ENVIRONMENT: &str = "\
Environment:
  TAPIS_BASE_URL        address of the Tapis site
  TAPIS_TOKEN           token for that address
  TAPIS_SECRETS_CONFIG  file to use instead of config.toml
  VISUAL, EDITOR        editor that E opens a value in";

/// Returns the end of `--help`: environment variables and exit codes.
fn after_help() -> String {
    let codes = Exit::ALL.map(|exit| format!("  {}  {}", exit.code(), exit.meaning())).join("\n");
    format!("{ENVIRONMENT}\n\nExit codes:\n{codes}\n  128+n  ended by signal n")
}

/// A terminal browser for the secrets of the Tapis Pods service.
///
/// Set TAPIS_BASE_URL and TAPIS_TOKEN, then run tapis-secrets. Without an account: tapis-secrets demo.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100, after_help = after_help())]
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
    #[command(flatten)]
    #[allow(missing_docs)]
    pub scripting: Scripting,
    /// Log each call to the service and its duration to FILE; never a value or a token
    #[arg(long, value_name = "FILE", global = true)]
    pub log: Option<PathBuf>,
    #[command(subcommand)]
    #[allow(missing_docs)]
    pub command: Option<Command>,
}

/// The options that say where to go.
#[derive(Debug, Args)]
pub struct Goal {
    /// Address of the Tapis site, such as tacc.tapis.io [env: TAPIS_BASE_URL]
    #[arg(long, value_name = "URL", global = true)]
    pub base_url: Option<String>,
    /// Profile of config.toml to use: its address, token and settings
    #[arg(long, value_name = "NAME", global = true)]
    pub profile: Option<String>,
}

/// The options for the look of the screen.
#[derive(Debug, Args)]
pub struct Look {
    /// Colours; auto reads NO_COLOR, COLORTERM, TERM and COLORFGBG [default: the profile's, or auto]
    #[arg(long, value_enum, global = true)]
    pub theme: Option<ThemeName>,
    /// Draw with ASCII characters only
    #[arg(long, global = true)]
    pub ascii: bool,
}

/// The options for the rights of the session.
#[derive(Debug, Args)]
pub struct Session {
    /// Do not change anything: no create, edit or delete
    #[arg(long, global = true)]
    pub view_only: bool,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub copying: Copying,
}

/// The options for copying values.
#[derive(Debug, Args)]
pub struct Copying {
    /// Clipboard for copies; auto tries tmux, then the desktop, then OSC 52
    #[arg(long, value_enum, default_value_t = ClipboardName::Auto, global = true)]
    pub clipboard: ClipboardName,
    /// Clear a copied value from the clipboard when the program ends, not only after its 30 s
    #[arg(long, global = true)]
    pub clear_on_exit: bool,
}

/// The clipboards by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[allow(missing_docs)]
pub enum ClipboardName {
    Auto,
    System,
    Osc52,
    Off,
}

/// The commands besides the browser.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run the browser on an embedded service; no account needed
    ///
    /// The demo ignores the TAPIS_* variables. Its users alice, bob and ops-bot share a password, which is new in
    /// each run: the sign-in form shows it, and --serve prints it. The client demo-client with the key demo-key
    /// gets refresh tokens.
    Demo(Demo),
    /// List the secrets: a table on a terminal, lines of fields between tabs in a pipe
    ///
    /// The fields are id, access, scope, pod, owner, created and description. Tabs, line breaks and other characters that
    /// do not print are written as in \t and \u{1b}. An empty list is no failure.
    #[command(visible_alias = "ls")]
    List(List),
    /// Show what is known of a secret, and the reference to it; never asks for its value
    Show(Show),
    /// Show the pods that use a secret, and where; never asks for its value
    ///
    /// These are the pods that you can list: pods of others may use the secret, too. The fields of a line are pod, status,
    /// requested, started, value, keys, env, files and mistakes.
    Uses(Uses),
    /// Print the value of a secret, byte for byte
    ///
    /// No newline is added. On a terminal nothing is printed without --reveal. The secret's metadata is asked for
    /// first, so that a read that its access mode forbids is not sent. The service logs each read of a value.
    Get(Get),
    /// Run a command with values of secrets in its environment
    ///
    /// The command takes the place of tapis-secrets: terminal, signals and exit code are its own. Inherited variables that
    /// are ${secret:NAME} or ${secret:USER:NAME} as a whole get the value, too. No variable that can hold a token is passed
    /// on. The exit code is 5 or 6 for a secret that is missing or not allowed, 125 for another fault, 126 or 127 when the
    /// command cannot be started or does not exist.
    #[command(visible_alias = "exec")]
    Run(Run),
    /// Fill the values of secrets into a text, in place of ${secret:NAME} and ${secret:USER:NAME}
    ///
    /// $${secret: stands for ${secret:. What is filled in is not looked at again. Nothing is written unless all values are
    /// there.
    Inject(Inject),
    /// Print values as assignments for a shell, as a .env file or as JSON; never to a terminal
    Export(Export),
    /// Give a secret another value, from standard input, a file or a prompt
    ///
    /// The value never stands on the command line, and is never printed. One newline at the end of standard input
    /// is removed if the value has no other; --exact and --file keep every byte. The change is sent once; where no
    /// answer comes, the secret is looked at. Pods use the new value after a restart.
    Set(Set),
    /// Create a secret; the value is taken as by set
    ///
    /// Overwrites nothing. Who may use the value is fixed for good when the secret is created.
    Create(Create),
    /// Delete secrets, one after the other
    ///
    /// Without a terminal each id is confirmed with --confirm, or all with --yes. The first failure ends the command.
    Rm(Rm),
    /// Give a secret another value, and restart the pods that use it, one after the other
    ///
    /// The value is taken as by set, sent once and read back. The first pod is watched before the others follow. A restart is
    /// sent once, and the first failure stops everything. A record on the disk lets you go on after whatever ended the
    /// command: --resume. Without a terminal --yes is needed.
    Rotate(Rotate),
    /// Restart pods, one after the other, as rotate does; no value is changed
    Restart(Restart),
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
    /// Print the completions for a shell
    Completions(Completions),
    /// Print the manual page, or write the pages of all commands to a folder
    Man(Man),
    /// Print the exit codes and their meaning
    ExitCodes,
    /// Hold a value in a clipboard (the program starts this itself)
    #[command(name = HOLD, hide = true)]
    HoldClipboard {
        /// Clipboard to hold the value in.
        way: String,
        /// Milliseconds until it is cleared, or "never".
        clear_after: Option<String>,
    },
    /// Print the system clipboard (the program starts this itself)
    #[command(name = READ, hide = true)]
    ReadClipboard,
}

/// The options of `doctor`.
#[derive(Debug, Args)]
pub struct Doctor {
    /// Copy a text, read it back and remove it; this replaces what the clipboard holds
    #[arg(long)]
    pub try_clipboard: bool,
}

/// The options of `login`.
#[derive(Debug, Args)]
pub struct Login {
    /// User to sign in as [default: the profile's username, or login asks]
    #[arg(long, value_name = "NAME")]
    pub user: Option<String>,
    /// Remember the token without asking, in $XDG_RUNTIME_DIR, until you log out of this machine
    #[arg(long)]
    pub remember: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        use clap::CommandFactory;
        Cli::command().debug_assert();
    }
}
