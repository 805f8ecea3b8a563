//! Reads the command line, and says in a sentence what is wrong with it. The options of the browser may stand
//! before or behind a command, as those of the commands for scripts may; each command shows the options that have a meaning for it and refuses the
//! others.

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, Command, CommandFactory, FromArgMatches};

use super::args::Cli;
use super::changes::VALUE_SEEN;
use crate::patient::Patient;
use crate::text::SafeText;
use crate::text::near::did_you_mean;

/// The number of characters that are repeated of a mistyped word.
const REPEATED: usize = 40;

/// The heading under which the help of a command shows the options that it shares with the browser.
const SHARED: &str = "Options that the browser has too";

/// The options that the commands for scripts share, and the browser does not take.
const SCRIPTING: [&str; 3] = ["json", "no_input", "quiet"];

/// Returns the shared options that a command takes.
fn takes(command: &str) -> &'static [&'static str] {
    match command {
        "demo" => &["theme", "ascii", "view_only", "clipboard", "clear_on_exit", "log"],
        "profiles" | "login" => &["base_url", "profile"],
        "doctor" => &["base_url", "profile", "theme", "ascii", "clipboard"],
        "logout" => &["profile"],
        "list" | "show" | "set" | "create" | "rm" => {
            &["base_url", "profile", "view_only", "log", "json", "no_input", "quiet"]
        }
        "get" => &["base_url", "profile", "view_only", "clipboard", "log", "json", "no_input", "quiet"],
        "exit-codes" => &["json"],
        // `demo --serve`, and what the program starts itself.
        _ => &[],
    }
}

/// Reads the command line of this run. Where there is nothing to run, prints the help, the version or the fault,
/// and returns the exit code.
///
/// # Errors
/// The exit code: 0 after help or version, 2 after wrong usage.
pub fn parse() -> Result<Cli, u8> {
    try_parse(std::env::args_os()).map_err(|error| {
        // If nobody reads the output any more, there is nothing left to do.
        let _ = print(&error);
        u8::try_from(error.exit_code()).unwrap_or(2)
    })
}

/// Prints help, version or fault. clap's own printing gives up where the terminal is in non-blocking mode and
/// slow.
fn print(error: &Error) -> io::Result<()> {
    let takes_styles = |is_terminal| is_terminal && may_style();
    match error.use_stderr() {
        true => {
            let text = rendered(error, takes_styles(io::stderr().is_terminal()));
            Patient(io::stderr()).write_all(text.as_bytes())
        }
        false => {
            let text = rendered(error, takes_styles(io::stdout().is_terminal()));
            Patient(io::stdout()).write_all(text.as_bytes())
        }
    }
}

/// Tells whether the environment lets a terminal have bold and coloured text.
pub fn may_style() -> bool {
    allows_styles(|name| std::env::var_os(name))
}

fn allows_styles(variable: impl Fn(&str) -> Option<OsString>) -> bool {
    let term = variable("TERM").unwrap_or_default();
    variable("NO_COLOR").is_none_or(|value| value.is_empty()) && !term.is_empty() && term != "dumb"
}

fn rendered(error: &Error, styled: bool) -> String {
    let text = error.render();
    if styled { text.ansi().to_string() } else { text.to_string() }
}

/// Reads a command line.
///
/// # Errors
/// When it makes no sense, or asks for help or the version.
fn try_parse(words: impl IntoIterator<Item = OsString>) -> Result<Cli, Error> {
    let words: Vec<OsString> = words.into_iter().collect();
    let definition = definition();
    let matches = definition
        .clone()
        .try_get_matches_from(&words)
        .map_err(|error| explained(error, &definition, &words))?;
    refuse_what_means_nothing(&definition, &matches)?;
    Cli::from_arg_matches(&matches)
}

/// Returns the command line as clap knows it. Each command shows its own options first, then those of the browser
/// that it takes, under a heading, and hides the rest.
fn definition() -> Command {
    let definition = Cli::command();
    let shared: Vec<Arg> = shared(&definition).cloned().collect();
    let names: Vec<String> =
        definition.get_subcommands().map(|command| command.get_name().to_owned()).collect();
    names.iter().fold(definition, |definition, name| {
        let shared = shared.iter().map(|arg| match takes(name).contains(&arg.get_id().as_str()) {
            true if is_for_scripts(arg) => arg.clone().help_heading(None::<&str>),
            true => arg.clone().help_heading(SHARED),
            false => arg.clone().hide(true),
        });
        let shared: Vec<Arg> = shared.collect();
        definition.mut_subcommand(name, |command| command.args(shared))
    })
}

/// Returns the command line as a user sees it: without the commands that the program starts itself.
pub fn program() -> Command {
    let definition = definition();
    let bare = Command::new(env!("CARGO_PKG_NAME"))
        .version(env!("CARGO_PKG_VERSION"))
        .about(definition.get_about().cloned().unwrap_or_default())
        .long_about(definition.get_long_about().cloned().unwrap_or_default())
        .after_help(definition.get_after_help().cloned().unwrap_or_default())
        .args(definition.get_arguments());
    bare.subcommands(definition.get_subcommands().filter(|command| !command.is_hide_set()).cloned())
}

fn shared(definition: &Command) -> impl Iterator<Item = &Arg> {
    definition.get_arguments().filter(|arg| arg.is_global_set())
}

fn is_for_scripts(arg: &Arg) -> bool {
    SCRIPTING.contains(&arg.get_id().as_str())
}

fn refuse_what_means_nothing(definition: &Command, matches: &ArgMatches) -> Result<(), Error> {
    let is_given = |arg: &&Arg| matches.value_source(arg.get_id().as_str()) == Some(ValueSource::CommandLine);
    let Some((name, own)) = matches.subcommand() else {
        let useless = shared(definition).filter(|arg| is_for_scripts(arg)).find(is_given);
        return useless.and_then(Arg::get_long).map_or(Ok(()), |option| {
            Err(wrong(format!("The browser does not take --{option}; it is for commands such as list.")))
        });
    };
    let serves = name == "demo" && own.value_source("serve") == Some(ValueSource::CommandLine);
    let name = if serves { "demo --serve" } else { name };
    let useless =
        shared(definition).find(|arg| !takes(name).contains(&arg.get_id().as_str()) && is_given(arg));
    let Some(option) = useless.and_then(Arg::get_long) else { return Ok(()) };
    Err(wrong(match (name, option) {
        ("demo", "profile" | "base-url") => {
            "demo uses its own service: it takes neither --profile nor --base-url.".to_owned()
        }
        ("demo --serve", _) => format!("demo --serve shows no screen, so it does not take --{option}."),
        _ => format!("{name} does not take --{option}. To see its options: tapis-secrets {name} --help"),
    }))
}

/// Replaces an error of clap where we can explain more.
fn explained(mut error: Error, definition: &Command, words: &[OsString]) -> Error {
    match (error.kind(), error.get(ContextKind::InvalidSubcommand)) {
        (ErrorKind::InvalidSubcommand, Some(ContextValue::String(word))) => {
            return unknown_command(word, definition);
        }
        (ErrorKind::UnknownArgument, _) => {}
        _ => return error,
    }
    // A hidden option is no help: the command would refuse it.
    let named = |word: &OsString| definition.find_subcommand(word);
    let command = words.iter().skip(1).find_map(named).unwrap_or(definition);
    if let name @ ("set" | "create") = command.get_name() {
        return no_such_option(name, &error);
    }
    let is_hidden = |long: &str| {
        command.get_arguments().any(|arg| arg.is_hide_set() && arg.get_long() == long.strip_prefix("--"))
    };
    if matches!(error.get(ContextKind::SuggestedArg), Some(ContextValue::String(long)) if is_hidden(long)) {
        error.remove(ContextKind::SuggestedArg);
    }
    error
}

fn unknown_command(word: &str, definition: &Command) -> Error {
    let commands = definition.get_subcommands().filter(|command| !command.is_hide_set());
    let names: Vec<&str> = commands.map(Command::get_name).chain(["help"]).collect();
    let shown = SafeText::from(word.chars().take(REPEATED).collect::<String>());
    let near = did_you_mean(word, names.iter().copied());
    wrong(format!("there is no command {shown}.{near} The commands are: {}.", names.join(", ")))
}

/// Does not repeat the option, which may be a value.
fn no_such_option(command: &str, error: &Error) -> Error {
    let near = match error.get(ContextKind::SuggestedArg) {
        Some(ContextValue::String(long)) => format!(" Did you mean {long}?"),
        _ => String::new(),
    };
    wrong(format!(
        "{command} has no such option.{near} Nothing was sent.\n\
         If it was a value: other users of this machine could see it. {VALUE_SEEN}"
    ))
}

fn wrong(sentence: String) -> Error {
    Error::raw(ErrorKind::ValueValidation, format!("{sentence}\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn parsed(line: &str) -> Result<Cli, Error> {
        try_parse(line.split(' ').map(OsString::from))
    }

    #[rstest]
    #[case::doctor("doctor", &["--try-clipboard", "--help"], &["--base-url", "--clipboard"])]
    #[case::login("login", &["--user", "--remember"], &["--base-url", "--profile"])]
    #[case::demo("demo", &["--secrets", "--serve", "--token-life"], &["--theme", "--log"])]
    fn a_command_shows_its_own_options_before_those_it_shares(
        #[case] command: &str,
        #[case] own: &[&str],
        #[case] shared: &[&str],
    ) {
        let help = parsed(&format!("tapis-secrets {command} --help")).unwrap_err().to_string();
        let (before, after) = help.split_once(&format!("{SHARED}:\n")).expect(&help);
        assert!(own.iter().all(|option| before.contains(option)), "{help}");
        assert!(shared.iter().all(|option| after.contains(option) && !before.contains(option)), "{help}");
    }

    #[test]
    fn a_shared_option_counts_before_and_behind_a_command() {
        for line in ["tapis-secrets --profile a doctor", "tapis-secrets doctor --profile a"] {
            assert_eq!(parsed(line).unwrap().goal.profile.as_deref(), Some("a"), "{line}");
        }
    }

    #[rstest]
    #[case::terminal(&[("TERM", "xterm")], true)]
    #[case::no_color(&[("TERM", "xterm"), ("NO_COLOR", "1")], false)]
    #[case::no_color_empty(&[("TERM", "xterm"), ("NO_COLOR", "")], true)]
    #[case::dumb(&[("TERM", "dumb")], false)]
    #[case::unknown(&[], false)]
    fn help_is_styled_where_the_environment_allows_it(
        #[case] variables: &[(&str, &str)],
        #[case] styled: bool,
    ) {
        let variable = |name: &str| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| OsString::from(value))
        };
        assert_eq!(allows_styles(variable), styled);
        let help = parsed("tapis-secrets --help").unwrap_err();
        assert_eq!(rendered(&help, styled).contains('\u{1b}'), styled);
    }

    #[test]
    fn each_command_shows_the_options_that_mean_something_to_it_and_takes_those_alone() {
        let definition = definition();
        for command in definition.get_subcommands().filter(|command| !command.is_hide_set()) {
            let name = command.get_name();
            let help = parsed(&format!("tapis-secrets {name} --help")).unwrap_err().to_string();
            for option in shared(&definition) {
                let long = format!("--{}", option.get_long().unwrap());
                let means = takes(name).contains(&option.get_id().as_str());
                assert_eq!(
                    help.contains(&format!("{long} ")) || help.contains(&format!("{long}\n")),
                    means,
                    "{long} in {help}"
                );
                let value = match option.get_id().as_str() {
                    "theme" | "clipboard" => " auto",
                    _ if option.get_action().takes_values() => " x",
                    _ => "",
                };
                // The operands that a command does not go without.
                let operand = match name {
                    "completions" => " bash",
                    _ if command.get_positionals().any(Arg::is_required_set) => " x",
                    _ => "",
                };
                for line in [
                    format!("tapis-secrets {name}{operand} {long}{value}"),
                    format!("tapis-secrets {long}{value} {name}{operand}"),
                ] {
                    let parsed = parsed(&line);
                    assert_eq!(parsed.is_ok(), means, "{line}");
                    assert!(means || parsed.is_err_and(|error| error.exit_code() == 2), "{line}");
                }
            }
        }
    }

    #[test]
    fn the_table_names_options_that_there_are() {
        let definition = definition();
        for command in definition.get_subcommands().map(Command::get_name) {
            for id in takes(command) {
                assert!(shared(&definition).any(|arg| arg.get_id() == id), "{id} of {command}");
            }
        }
    }

    #[rstest]
    #[case("docter", "there is no command docter. Did you mean doctor? The commands are: demo, ")]
    #[case("lsit", "there is no command lsit. Did you mean list?")]
    #[case("--json", "The browser does not take --json; it is for commands such as list.")]
    #[case("hold-clipbord", "there is no command hold-clipbord. The commands are: demo,")]
    #[case("help docter", "there is no command docter. Did you mean doctor?")]
    #[case("doctor --clipbord off", "a similar argument exists: '--clipboard'")]
    #[case("--profle x", "a similar argument exists: '--profile'")]
    #[case(
        "logout --clear-on-exit",
        "logout does not take --clear-on-exit. To see its options: tapis-secrets logout --help"
    )]
    #[case("--log x demo --serve 127.0.0.1:0", "demo --serve shows no screen, so it does not take --log.")]
    #[case("--profile x demo", "demo uses its own service")]
    fn what_is_wrong_is_said_in_a_sentence(#[case] line: &str, #[case] said: &str) {
        let error = parsed(&format!("tapis-secrets {line}")).unwrap_err();
        assert_eq!(error.exit_code(), 2);
        assert!(error.to_string().contains(said), "{error}");
    }

    #[test]
    fn what_would_be_refused_is_not_suggested() {
        let error = parsed("tapis-secrets demo --profle x").unwrap_err().to_string();
        assert!(error.contains("--profle") && !error.contains("--profile"), "{error}");
    }

    #[test]
    fn help_names_the_variables_and_the_exit_codes() {
        for flag in ["-h", "--help"] {
            let help = parsed(&format!("tapis-secrets {flag}")).unwrap_err().to_string();
            for word in
                ["TAPIS_BASE_URL", "TAPIS_TOKEN", "TAPIS_SECRETS_CONFIG", "VISUAL", "EDITOR", "Exit codes:"]
            {
                assert!(help.contains(word), "{word} in {help}");
            }
        }
    }
}
