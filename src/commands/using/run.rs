//! `tapis-secrets run`: a command with values in its environment. It takes the place of this program, so that terminal,
//! signals and exit code are its own; where values are in files, this program waits beside it to remove them.

use std::ffi::{OsStr, OsString};
use std::io;
use std::os::unix::process::ExitStatusExt;
use std::process::ExitStatus;

use rustix::process::{Pid, Signal, kill_process};
use tokio::sync::oneshot;

use super::named::{Named, refuse_twice, usage};
use super::pod::references_of;
use crate::children::handover::{Variable, become_command, start_beside, wait};
use crate::children::inherited;
use crate::cli::Run;
use crate::commands::Outcome;
use crate::commands::caller::Caller;
use crate::commands::script::Script;
use crate::commands::values::{Values, Wanted};
use crate::commands::watch::Watch;
use crate::domain::variable::{Unfit, unfit};
use crate::domain::{Exit, SecretId};
use crate::files::private_dir::{self, PrivateDir};
use crate::files::{reason, shown};
use crate::logging;
use crate::work::template::whole;

/// The exit code for every fault before the command starts, but for those of a secret (env(1)).
const OURS: u8 = 125;
/// The exit code for a command that is there and cannot be started.
const NOT_STARTED: u8 = 126;
/// The exit code for a command that does not exist.
const NO_COMMAND: u8 = 127;

/// Runs the command.
///
/// # Errors
/// Always: the end of the command, or why it was not started, for [`before_the_start`].
pub fn run(script: &Script<'_>, asked: &Run) -> Result<(), Outcome> {
    Err(prepare(script, asked)?.start())
}

/// Returns the end of the program, for whatever reason the command was not started.
pub fn before_the_start(mut why: Outcome) -> Outcome {
    why.exit = match why.exit {
        Exit::NotFound | Exit::NotAllowed | Exit::Signal(_) | Exit::OfCommand(_) => why.exit,
        _ => Exit::OfCommand(OURS),
    };
    why
}

/// A command that can be started.
struct Ready {
    words: Vec<OsString>,
    environment: Vec<Variable>,
    /// The files with values, and who waits to remove them.
    files: Option<PrivateDir>,
    watch: Watch,
}

fn prepare(script: &Script<'_>, asked: &Run) -> Result<Ready, Outcome> {
    let named = |texts: &[String], option| {
        texts.iter().map(|text| Named::read(text, option)).collect::<Result<Vec<_>, _>>()
    };
    let (in_variables, in_files) = (named(&asked.env, "-e")?, named(&asked.file_env, "--file-env")?);
    refuse_twice(&[in_variables.clone(), in_files.clone()].concat())?;
    // No disk sees the values.
    let files = if in_files.is_empty() { None } else { Some(private_folder()?) };
    let mut environment: Vec<Variable> = if asked.no_inherit { Vec::new() } else { inherited().collect() };
    let is_preserved = |name: &str| asked.preserve.iter().any(|kept| kept == name);
    let is_set = |environment: &[Variable], name: &str| environment.iter().any(|(known, _)| known == name);
    let mut sources = Sources::default();
    for (name, value) in &environment {
        match value.to_str().and_then(whole) {
            Some(_) if is_preserved(&name.to_string_lossy()) => {}
            // Who may change the secret would choose what the command runs.
            Some(_) if unfit(&name.to_string_lossy()) == Some(Unfit::Dangerous) => script.tell(&format!(
                "{} keeps its reference: a variable that changes what programs run gets no value.",
                name.to_string_lossy()
            )),
            Some(reference) => sources.add(name, Wanted::from(&reference), Place::Variable),
            None => {}
        }
    }
    for (named, place) in in_variables
        .into_iter()
        .map(|named| (named, Place::Variable))
        .chain(in_files.into_iter().map(|named| (named, Place::File)))
    {
        if !(is_preserved(&named.name) && is_set(&environment, &named.name)) {
            sources.add(OsStr::new(&named.name), named.id.into(), place);
        }
    }
    let (watch, values) = if sources.0.is_empty() && asked.pod.is_none() {
        (Watch::new()?, None)
    } else {
        let place = script.place()?;
        let mut caller = script.sign_in(&place)?;
        if let Some(pod) = &asked.pod {
            let is_taken = |name: &str| is_set(&environment, name) || sources.has(name);
            for (name, wanted) in references_of(script, &mut caller, pod, is_taken)? {
                sources.add(OsStr::new(&name), wanted, Place::Variable);
            }
        }
        let wanted: Vec<Wanted> = sources.0.iter().map(|source| source.wanted.clone()).collect();
        let values = Values::read(&mut caller, &wanted, asked.allow_missing)?;
        let Caller { watch, .. } = caller;
        (watch, Some(values))
    };
    for Source { name, wanted, place } in sources.0 {
        environment.retain(|(known, _)| *known != name);
        let Some(value) = values.as_ref().and_then(|values| values.get(&wanted.id)) else { continue };
        let value = value.expose();
        let value = match (place, &files) {
            (Place::Variable, _) if value.contains('\0') => return Err(has_nul(&wanted.id)),
            (Place::Variable, _) | (Place::File, None) => OsString::from(value),
            (Place::File, Some(folder)) => {
                folder.file(&name.to_string_lossy(), value.as_bytes()).map_err(no_folder)?.into()
            }
        };
        environment.push((name, value));
    }
    Ok(Ready { words: asked.command.clone(), environment, files, watch })
}

/// Where the command finds a value.
#[derive(Clone, Copy)]
enum Place {
    Variable,
    /// A file, whose path is in the variable.
    File,
}

struct Source {
    name: OsString,
    wanted: Wanted,
    place: Place,
}

/// The secrets whose values the command gets; the last of a name counts.
#[derive(Default)]
struct Sources(Vec<Source>);

impl Sources {
    fn add(&mut self, name: &OsStr, wanted: Wanted, place: Place) {
        self.0.retain(|source| source.name != name);
        self.0.push(Source { name: name.to_owned(), wanted, place });
    }

    fn has(&self, name: &str) -> bool {
        self.0.iter().any(|source| source.name == name)
    }
}

fn private_folder() -> Result<PrivateDir, Outcome> {
    private_dir::sweep();
    let parents = private_dir::in_memory();
    parents.iter().find_map(|parent| PrivateDir::under(parent).ok()).ok_or_else(|| {
        usage(
            "There is no folder in memory for --file-env: neither $XDG_RUNTIME_DIR nor /dev/shm can be used (Linux only). \
             Nothing was read."
                .to_owned(),
        )
    })
}

fn no_folder(error: io::Error) -> Outcome {
    Outcome::failed(Exit::Failed, format!("The file for a value was not written: {}.", reason(&error)))
}

fn has_nul(id: &SecretId) -> Outcome {
    let why = format!(
        "The value of {id} has a NUL, which no variable can hold. --file-env gives it in a file. Nothing was started."
    );
    Outcome::failed(Exit::Failed, why)
}

impl Ready {
    /// Starts the command; returns its end, or why it could not be started.
    fn start(self) -> Outcome {
        logging::finish();
        let Self { words, environment, files, mut watch } = self;
        match files {
            Some(files) => {
                let outcome = beside(&words, &environment, &mut watch);
                drop(files);
                outcome
            }
            None => {
                if let Err(error) = watch.let_pipes_break() {
                    return not_started(&words, &error);
                }
                let error = become_command(&words, &environment);
                not_started(&words, &error)
            }
        }
    }
}

fn not_started(words: &[OsString], error: &io::Error) -> Outcome {
    let program = words.first().map(|word| shown(word.as_ref())).unwrap_or_default();
    let (code, why) = match error.kind() {
        io::ErrorKind::NotFound => (NO_COMMAND, format!("There is no command {program}.")),
        _ => (NOT_STARTED, format!("{program} was not started: {}.", reason(error))),
    };
    Outcome::failed(Exit::OfCommand(code), why)
}

/// Runs the command beside this program, and passes signals on to it.
fn beside(words: &[OsString], environment: &[Variable], watch: &mut Watch) -> Outcome {
    let pid = match watch.catch_all().and_then(|()| start_beside(words, environment)) {
        Ok(pid) => pid,
        Err(error) => return not_started(words, &error),
    };
    let (tell, mut told) = oneshot::channel();
    let wait_for_it = move || tell.send(wait(pid)).is_ok();
    let lost = |why: &str| Outcome::failed(Exit::OfCommand(OURS), why);
    if std::thread::Builder::new().name("command".into()).spawn(wait_for_it).is_err() {
        let _ = kill_process(pid, Signal::TERM);
        return lost("tapis-secrets has no thread left to work on.");
    }
    loop {
        match watch.race(&mut told) {
            Ok(Ok(Some(status))) => return ended(status),
            Ok(_) => return lost("What became of the command is not known."),
            Err(number) => pass_on(number, pid),
        }
    }
}

/// Passes a signal on to the command. What somebody types at the terminal reaches the command by itself.
fn pass_on(number: i32, pid: Pid) {
    let signal = Signal::from_named_raw(number);
    let typed = matches!(signal, Some(Signal::INT | Signal::QUIT)) && has_terminal();
    if let (Some(signal), false) = (signal, typed) {
        // It may have ended by now.
        let _ = kill_process(pid, signal);
    }
}

/// Tells whether this program is in the foreground of a terminal.
fn has_terminal() -> bool {
    let terminal = std::fs::File::open("/dev/tty");
    terminal.is_ok_and(|terminal| {
        rustix::termios::tcgetpgrp(&terminal).is_ok_and(|group| group == rustix::process::getpgrp())
    })
}

fn ended(status: ExitStatus) -> Outcome {
    let exit = match (status.code(), status.signal()) {
        (Some(code), _) => Exit::OfCommand(u8::try_from(code & 0xff).unwrap_or(OURS)),
        (None, Some(number)) => Exit::of_signal(number),
        (None, None) => Exit::OfCommand(OURS),
    };
    Outcome { exit, ..Outcome::default() }
}
