//! Reads the command line, and says in a sentence what is wrong with it. The options of the browser may stand
//! before or behind a command; each command shows those that mean something to it and refuses the others.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, Command, CommandFactory, FromArgMatches};

use super::Cli;
use crate::text::SafeText;
use crate::text::near::did_you_mean;

/// What `--help` tells besides.
pub(super) const AFTER_HELP: &str = "\
Environment:
  TAPIS_BASE_URL        address of the Tapis site
  TAPIS_TOKEN           token for this address
  TAPIS_SECRETS_CONFIG  file to use in place of config.toml
  VISUAL, EDITOR        editor in which E opens a value

Exit codes:
  0 done, 1 failed, 2 wrong usage, a faulty configuration or no terminal, 3 no usable token,
  4 the service cannot be reached, 128+n ended by signal n";
/// How many characters of a mistyped word are repeated.
const REPEATED: usize = 40;

/// Which options of the browser mean something to a command.
fn takes(command: &str) -> &'static [&'static str] {
    match command {
        "demo" => &["theme", "ascii", "view_only", "clipboard", "clear_on_exit", "log"],
        "profiles" | "login" => &["base_url", "profile"],
        "doctor" => &["base_url", "profile", "theme", "ascii", "clipboard"],
        "logout" => &["profile"],
        // `demo --serve`, and what the program starts itself.
        _ => &[],
    }
}

/// Reads the command line of this run; on wrong usage says so and ends with exit code 2.
pub fn parse() -> Cli {
    try_parse(std::env::args_os()).unwrap_or_else(|error| error.exit())
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

/// The command line as clap has it, where each command hides the options that mean nothing to it.
fn definition() -> Command {
    let definition = Cli::command();
    let shared: Vec<Arg> = shared(&definition).cloned().collect();
    let names: Vec<String> =
        definition.get_subcommands().map(|command| command.get_name().to_owned()).collect();
    names.iter().fold(definition, |definition, name| {
        let hidden = shared.iter().filter(|arg| !takes(name).contains(&arg.get_id().as_str()));
        let hidden: Vec<Arg> = hidden.map(|arg| arg.clone().hide(true)).collect();
        definition.mut_subcommand(name, |command| command.args(hidden))
    })
}

/// The options of the browser.
fn shared(definition: &Command) -> impl Iterator<Item = &Arg> {
    definition.get_arguments().filter(|arg| arg.is_global_set())
}

fn refuse_what_means_nothing(definition: &Command, matches: &ArgMatches) -> Result<(), Error> {
    let Some((name, own)) = matches.subcommand() else { return Ok(()) };
    let serves = name == "demo" && own.value_source("serve") == Some(ValueSource::CommandLine);
    let name = if serves { "demo --serve" } else { name };
    let useless = shared(definition).find(|arg| {
        let id = arg.get_id().as_str();
        !takes(name).contains(&id) && matches.value_source(id) == Some(ValueSource::CommandLine)
    });
    let Some(option) = useless.and_then(Arg::get_long) else { return Ok(()) };
    Err(wrong(match (name, option) {
        ("demo", "profile" | "base-url") => {
            "demo goes to its own service: it takes neither --profile nor --base-url.".to_owned()
        }
        ("demo --serve", _) => format!("demo --serve shows no screen: --{option} means nothing to it."),
        _ => format!("--{option} means nothing to {name}. What it takes: tapis-secrets {name} --help"),
    }))
}

/// An error of clap's, where ours says more.
fn explained(mut error: Error, definition: &Command, words: &[OsString]) -> Error {
    match (error.kind(), error.get(ContextKind::InvalidSubcommand)) {
        (ErrorKind::InvalidSubcommand, Some(ContextValue::String(word))) => {
            return unknown_command(word, definition);
        }
        (ErrorKind::UnknownArgument, _) => {}
        _ => return error,
    }
    // What is hidden is no help: it would be refused.
    let named = |word: &OsString| definition.find_subcommand(word);
    let command = words.iter().skip(1).find_map(named).unwrap_or(definition);
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
                    "ascii" | "view_only" | "clear_on_exit" => "",
                    _ => " x",
                };
                for line in [
                    format!("tapis-secrets {name} {long}{value}"),
                    format!("tapis-secrets {long}{value} {name}"),
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
    #[case(
        "docter",
        "there is no command docter. Did you mean doctor? The commands are: demo, profiles, doctor, login, logout, help."
    )]
    #[case("list", "there is no command list. The commands are: demo,")]
    #[case("hold-clipbord", "there is no command hold-clipbord. The commands are: demo,")]
    #[case("help docter", "there is no command docter. Did you mean doctor?")]
    #[case("doctor --clipbord off", "a similar argument exists: '--clipboard'")]
    #[case("--profle x", "a similar argument exists: '--profile'")]
    #[case(
        "logout --clear-on-exit",
        "--clear-on-exit means nothing to logout. What it takes: tapis-secrets logout --help"
    )]
    #[case("--log x demo --serve 127.0.0.1:0", "demo --serve shows no screen: --log means nothing to it.")]
    #[case("--profile x demo", "demo goes to its own service")]
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
