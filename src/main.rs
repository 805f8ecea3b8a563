//! The program: reads flags and environment, wires the parts, and answers with an exit code.

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use tapis_secrets::api::Timeouts;
use tapis_secrets::cli::{self, Cli, Command};
use tapis_secrets::clipboard::holder;
use tapis_secrets::commands::doctor::Here;
use tapis_secrets::commands::script::Script;
use tapis_secrets::commands::{self, Outcome, Whereabouts};
use tapis_secrets::config::{Config, ThemeName};
use tapis_secrets::domain::Exit;
use tapis_secrets::files;
use tapis_secrets::patient::Patient;
use tapis_secrets::protection;

#[path = "main/browser.rs"]
mod browser;
#[path = "main/embedded.rs"]
mod embedded;
#[path = "main/hints.rs"]
mod hints;

use browser::{browse_place, complain};
use embedded::{browse_demo, serve};
use hints::{clipboard_hints, color_hints};

/// Overwrites every piece of memory that is freed: what a value passed through does not keep it.
#[global_allocator]
static ALLOCATOR: zeroizing_alloc::ZeroAlloc<std::alloc::System> =
    zeroizing_alloc::ZeroAlloc(std::alloc::System);

fn main() -> ExitCode {
    let cli = match cli::parse() {
        Ok(cli) => cli,
        Err(code) => return ExitCode::from(code),
    };
    match cli.command {
        Some(Command::Run(_)) => protection::protect_without_limits(),
        _ => protection::protect(),
    }
    let starts_little = matches!(
        cli.command,
        Some(
            Command::HoldClipboard { .. }
                | Command::ReadClipboard
                | Command::Profiles
                | Command::Logout
                | Command::Completions(_)
                | Command::Man(_)
                | Command::ExitCodes
        )
    );
    if let (false, Err(why)) = (starts_little, files::enough()) {
        complain(&why);
        let failed = Outcome { exit: Exit::Failed, ..Outcome::default() };
        let outcome = match cli.command {
            Some(Command::Run(_)) => commands::using::before_the_start(failed),
            _ => failed,
        };
        return ExitCode::from(outcome.exit.code());
    }
    let script = Script { cli: &cli, clipboard: cli.session.copying.way(&clipboard_hints()) };
    let code = match &cli.command {
        None => browse_place(&cli),
        Some(Command::Demo(demo)) if demo.serve.is_some() => serve(demo),
        Some(Command::Demo(demo)) => browse_demo(demo, &cli),
        Some(Command::HoldClipboard { way, clear_after }) => Ok(holder::hold(way, clear_after.as_deref())),
        Some(Command::ReadClipboard) => Ok(holder::read()),
        Some(Command::Profiles) => say(commands::profiles::run(Whereabouts::find(&cli.goal))),
        Some(Command::Doctor(doctor)) => {
            commands::end_groups_on_signals();
            let whereabouts = Whereabouts::find(&cli.goal);
            let place = whereabouts.as_ref().ok().and_then(|found| found.place.as_ref().ok());
            let theme = place.map(|place| place.profile.theme).unwrap_or_default();
            let here = Here { try_clipboard: doctor.try_clipboard, ..here(&cli, theme) };
            // Who reads may have seen enough.
            let mut tell = |line: &str| drop(Patient(io::stdout()).write_all(line.as_bytes()));
            say(commands::doctor::run(whereabouts, &here, Timeouts::default(), &mut tell))
        }
        Some(Command::Login(login)) => say(commands::login::run(Whereabouts::find(&cli.goal), login)),
        Some(Command::Logout) => say(commands::logout::run(cli.goal.profile.as_deref(), Config::load)),
        Some(Command::List(list)) => say(script.run(|script| commands::list::run(script, list))),
        Some(Command::Get(get)) => say(script.run(|script| commands::get::run(script, get))),
        Some(Command::Set(set)) => say(script.run(|script| commands::set::run(script, set))),
        Some(Command::Create(create)) => say(script.run(|script| commands::create::run(script, create))),
        Some(Command::Rm(rm)) => say(script.run(|script| commands::rm::run(script, rm))),
        Some(Command::Rotate(rotate)) => say(script.run(|script| commands::rotate::run(script, rotate))),
        Some(Command::Restart(restart)) => say(script.run(|script| commands::restart::run(script, restart))),
        Some(Command::Show(show)) => say(script.run(|script| commands::show::run(script, show))),
        Some(Command::Uses(uses)) => say(script.run(|script| commands::uses::run(script, uses))),
        Some(Command::Run(run)) => {
            let outcome = script.run(|script| commands::using::run(script, run));
            say(commands::using::before_the_start(outcome))
        }
        Some(Command::Inject(inject)) => say(script.run(|script| commands::using::inject(script, inject))),
        Some(Command::Export(export)) => say(script.run(|script| commands::using::export(script, export))),
        Some(Command::Completions(shell)) => say(commands::completions::run(shell)),
        Some(Command::Man(man)) => say(commands::man::run(man)),
        Some(Command::ExitCodes) => say(commands::exit_codes::run(cli.scripting.json)),
    };
    code.unwrap_or_else(|error| {
        complain(&format!("tapis-secrets: {}", files::reason(&error)));
        ExitCode::from(Exit::Failed.code())
    })
}

/// Prints what a subcommand has to say.
fn say(outcome: Outcome) -> io::Result<ExitCode> {
    let _ = Patient(io::stderr()).write_all(outcome.err.as_bytes());
    match Patient(io::stdout()).write_all(outcome.out.as_bytes()) {
        // Who reads has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
        result => result?,
    }
    Ok(ExitCode::from(outcome.exit.code()))
}

/// What `doctor` looks at besides the place.
fn here(cli: &Cli, theme: ThemeName) -> Here {
    let hints = color_hints();
    let look = cli.look.theme(theme, &hints);
    let window = rustix::termios::tcgetwinsize(io::stdout()).ok();
    Here {
        clipboard: cli.session.copying.way(&clipboard_hints()),
        try_clipboard: false,
        json: cli.scripting.json,
        palette: look.palette,
        term: hints.term,
        is_terminal: io::stdin().is_terminal() && io::stdout().is_terminal(),
        size: window.map(|size| (size.ws_col, size.ws_row)),
        utf8: hints.utf8,
        ascii: look.ascii,
        protection: protection::Protection::observed(),
    }
}
