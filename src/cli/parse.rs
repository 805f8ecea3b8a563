//! Reads the command line, and says in a sentence what is wrong with it. The options of the browser and those of the
//! commands for scripts may stand before or behind a command; each command shows the options that have a meaning for it
//! and refuses the others.

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
        "doctor" => &["base_url", "profile", "theme", "ascii", "clipboard", "json"],
        "logout" => &["profile"],
        "list" | "show" | "uses" | "set" | "create" | "rm" | "rotate" | "restart" => {
            &["base_url", "profile", "view_only", "log", "json", "no_input", "quiet"]
        }
        "get" => &["base_url", "profile", "view_only", "clipboard", "log", "json", "no_input", "quiet"],
        "run" | "inject" | "export" => &["base_url", "profile", "view_only", "log", "no_input", "quiet"],
        "exit-codes" => &["json"],
        // `demo --serve`, and what the program starts itself.
        _ => &[],
    }
}

/// Reads the command line of this run. Where there is nothing to run, prints the help, the version or the fault,
/// and returns the exit code.
///
/// # Errors
/// The exit code: 0 after help or version, 2 after wrong usage, 125 after that of `run`, whose 2 is that of its command.
pub fn parse() -> Result<Cli, u8> {
    let words: Vec<OsString> = std::env::args_os().collect();
    try_parse(&words).map_err(|error| {
        // If nobody reads the output any more, there is nothing left to do.
        let _ = print(&error);
        match error.exit_code() {
            0 => 0,
            _ if command_in(&definition(), &words).get_name() == "run" => 125,
            code => u8::try_from(code).unwrap_or(2),
        }
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
fn try_parse(words: &[OsString]) -> Result<Cli, Error> {
    let definition = definition();
    let matches = definition
        .clone()
        .try_get_matches_from(words)
        .map_err(|error| explained(error, &definition, words))?;
    refuse_what_means_nothing(&definition, &matches)?;
    Cli::from_arg_matches(&matches)
}

/// Returns the command line as clap knows it. Each command shows its own options first, then those of the browser
/// that it takes, under a heading, and hides the rest.
fn definition() -> Command {
    let definition = Cli::command();
    let shared: Vec<Arg> = shared(&definition).cloned().collect();
    definition.mut_subcommands(|command| {
        let name = command.get_name().to_owned();
        command.args(shared.iter().map(|arg| match takes(&name).contains(&arg.get_id().as_str()) {
            true => headed(arg),
            false => arg.clone().hide(true),
        }))
    })
}

/// Returns the command line for the manual and for completions: without what the program starts itself, and of each
/// command nothing that it would refuse.
pub fn program() -> Command {
    let definition = Cli::command();
    let shared: Vec<Arg> = shared(&definition).cloned().collect();
    let commands = definition.get_subcommands().filter(|command| !command.is_hide_set());
    let commands = commands.map(|command| {
        let taken = shared.iter().filter(|arg| takes(command.get_name()).contains(&arg.get_id().as_str()));
        command.clone().args(taken.map(|arg| headed(arg).global(false)))
    });
    Command::new(env!("CARGO_PKG_NAME"))
        .version(env!("CARGO_PKG_VERSION"))
        .about(definition.get_about().cloned().unwrap_or_default())
        .long_about(definition.get_long_about().cloned().unwrap_or_default())
        .after_help(definition.get_after_help().cloned().unwrap_or_default())
        .args(definition.get_arguments().cloned().map(|arg| arg.global(false)))
        .subcommands(commands)
}

/// Returns a shared option under the heading that it has in the help of a command.
fn headed(arg: &Arg) -> Arg {
    arg.clone().help_heading(if is_for_scripts(arg) { None } else { Some(SHARED) })
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
        (ErrorKind::TooManyValues | ErrorKind::InvalidValue | ErrorKind::ValueValidation, _) => {
            return unless_a_value(error, definition, words);
        }
        _ => return error,
    }
    let command = command_in(definition, words);
    if let name @ ("set" | "create" | "rotate") = command.get_name() {
        return no_such_option(name, &error);
    }
    // A hidden option is no help: the command would refuse it.
    let is_hidden = |long: &str| {
        command.get_arguments().any(|arg| arg.is_hide_set() && arg.get_long() == long.strip_prefix("--"))
    };
    if matches!(error.get(ContextKind::SuggestedArg), Some(ContextValue::String(long)) if is_hidden(long)) {
        error.remove(ContextKind::SuggestedArg);
    }
    error
}

/// Returns the command that the words name, whatever is wrong with the rest of them.
fn command_in<'a>(definition: &'a Command, words: &[OsString]) -> &'a Command {
    let matches = definition.clone().ignore_errors(true).try_get_matches_from(words).ok();
    let name = matches.as_ref().and_then(ArgMatches::subcommand_name);
    name.and_then(|name| definition.find_subcommand(name)).unwrap_or(definition)
}

/// Returns the error, but where a secret may stand in it a sentence that does not repeat it.
fn unless_a_value(error: Error, definition: &Command, words: &[OsString]) -> Error {
    let (name @ ("set" | "create" | "rotate"), Some(ContextValue::String(option))) =
        (command_in(definition, words).get_name(), error.get(ContextKind::InvalidArg))
    else {
        return error;
    };
    wrong(format!(
        "{name} cannot take what was given to {option}. Nothing was sent.\n\
         If it was a value: other users of this machine could see it. {VALUE_SEEN}"
    ))
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
mod tests;
