//! The program: reads flags and environment, wires the parts, and answers with an exit code.

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use tapis_secrets::accounts::ProfileAccounts;
use tapis_secrets::api::{Access, Client, Timeouts};
use tapis_secrets::app::App;
use tapis_secrets::cli::{self, Cli, ClipboardHints, ColorHints, Command, Demo, cannot_draw, is_utf8};
use tapis_secrets::clipboard::holder;
use tapis_secrets::clock;
use tapis_secrets::commands::doctor::Here;
use tapis_secrets::commands::script::Script;
use tapis_secrets::commands::{self, Outcome, Whereabouts};
use tapis_secrets::config::{Config, Profile, ThemeName};
use tapis_secrets::core::FIRST_SESSION;
use tapis_secrets::core::settings::{ClipboardWay, Settings};
use tapis_secrets::demo;
use tapis_secrets::domain::{BaseUrl, Exit, ProfileId, Token};
use tapis_secrets::engine::Engine;
use tapis_secrets::files::{self, expanded};
use tapis_secrets::logging::{self, Record};
use tapis_secrets::patient::Patient;
use tapis_secrets::place::{Given, Place, place};
use tapis_secrets::protection;
use tapis_secrets::runtime::{self, Ending};
use tapis_secrets::terminal::{Terminal, kept_reports};
use tapis_secrets::view::theme::Theme;

/// Overwrites every piece of memory that is freed: what a value passed through does not keep it.
#[global_allocator]
static ALLOCATOR: zeroizing_alloc::ZeroAlloc<std::alloc::System> =
    zeroizing_alloc::ZeroAlloc(std::alloc::System);

/// The lifetime of the demo's token, as long as a real one's.
const DEMO_TOKEN_LIFE: Duration = Duration::from_secs(4 * 3600);

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
        return ExitCode::from(Exit::Failed.code());
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
        Some(Command::Show(show)) => say(script.run(|script| commands::show::run(script, show))),
        Some(Command::Uses(uses)) => say(script.run(|script| commands::uses::run(script, uses))),
        Some(Command::Run(run)) => say(script.run(|script| commands::using::run(script, run))),
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

/// Browses where flags, environment and configuration say.
fn browse_place(cli: &Cli) -> io::Result<ExitCode> {
    let config = match Config::load() {
        Ok(config) => config,
        Err(faults) => return refuse(&faults.to_string(), Exit::WrongUsage),
    };
    let given = Given::here(cli.goal.profile.clone(), cli.goal.base_url.clone());
    let place = match place(&config, given) {
        Ok(place) => place,
        Err(why) => return refuse(&why.to_string(), why.exit()),
    };
    let Place { profile, notes } = place;
    // What flags and environment form is in no file, but one place among the others.
    let mut profiles = config.profiles;
    let here = profiles.iter().position(|known| Arc::ptr_eq(known, &profile)).unwrap_or_else(|| {
        profiles.insert(0, profile);
        0
    });
    browse(profiles, ProfileId(here), &notes, cli, Keeping::Records)
}

fn refuse(why: &str, exit: Exit) -> io::Result<ExitCode> {
    complain(why);
    Ok(ExitCode::from(exit.code()))
}

/// Messages go to standard error; when even that is gone there is nobody to tell.
fn complain(text: &str) {
    let _ = writeln!(Patient(io::stderr()), "{text}");
}

fn color_hints() -> ColorHints {
    let var = |name| std::env::var(name).unwrap_or_default();
    ColorHints {
        no_color: !var("NO_COLOR").is_empty(),
        colorterm: var("COLORTERM"),
        colorfgbg: var("COLORFGBG"),
        term: var("TERM"),
        utf8: is_utf8([&var("LC_ALL"), &var("LC_CTYPE"), &var("LANG")]),
    }
}

fn clipboard_hints() -> ClipboardHints {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    ClipboardHints {
        tmux: set("TMUX"),
        ssh: set("SSH_CONNECTION") || set("SSH_TTY"),
        display: set("DISPLAY") || set("WAYLAND_DISPLAY") || cfg!(target_os = "macos"),
    }
}

/// The embedded service for `demo`, with or without the browser on it: `kind` says which secrets, whose and with
/// which password.
fn start_service(
    demo: &Demo,
    usual_life: Option<Duration>,
    kind: demo::Options,
) -> io::Result<demo::Service> {
    let default = demo::Options::default();
    let wished_life = demo.token_life.map(Duration::from_secs);
    demo::Service::start(demo::Options {
        addr: demo.serve.unwrap_or(default.addr),
        secrets: demo.secrets as usize,
        latency: Duration::from_millis(demo.latency),
        fail_percent: demo.fail,
        seed: demo.seed,
        token_life: wished_life.or(usual_life),
        sign_in_life: wished_life.unwrap_or(default.sign_in_life),
        ..kind
    })
}

/// `demo --serve`: line 1 the base URL, line 2 the token, line 3 the password, then answers until a signal comes.
fn serve(demo: &Demo) -> io::Result<ExitCode> {
    let service = start_service(demo, None, demo::Options::default()).map_err(|error| {
        let why = files::reason(&error);
        io::Error::new(error.kind(), format!("the demo cannot serve: {why}. Is the address in use?"))
    })?;
    let told = format!("{}\n{}\n{}\n", service.base_url(), service.token(), service.password());
    let mut out = Patient(io::stdout());
    // Whoever wants only the first lines may have closed the pipe behind them.
    match out.write_all(told.as_bytes()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
        result => result?,
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
        tokio::select! {
            interrupted = tokio::signal::ctrl_c() => interrupted,
            _ = terminate.recv() => Ok(()),
        }
    })?;
    Ok(ExitCode::SUCCESS)
}

fn browse_demo(demo: &Demo, cli: &Cli) -> io::Result<ExitCode> {
    // Habits are worth a sentence, not the demo.
    let (config, notes) = match Config::load_usual() {
        Ok(config) => (config, Vec::new()),
        Err(faults) => {
            let text = faults.to_string();
            let first = text.lines().next().unwrap_or_default();
            (Config::default(), vec![format!("Your configuration is ignored: {first}")])
        }
    };
    let password = demo::new_password()?;
    let kind = demo::Options { password: Some(password.clone()), ..demo::Options::default() };
    let service = start_service(demo, Some(DEMO_TOKEN_LIFE), kind.clone())?;
    // Somewhere to switch to, where acting by mistake is made hard.
    let few = Demo { secrets: 0, seed: demo.seed.wrapping_add(1), ..demo.clone() };
    let kind = demo::Options { data: demo::Data::Production, tenant: demo::PRODUCTION_TENANT, ..kind };
    let production = start_service(&few, Some(DEMO_TOKEN_LIFE), kind)?;
    let place = |service: &demo::Service| -> io::Result<_> {
        let base_url = BaseUrl::parse(&service.base_url(), false).map_err(io::Error::other)?;
        Ok((base_url, Arc::new(Token::new(service.token()).map_err(io::Error::other)?)))
    };
    let ((url, token), (production_url, production_token)) = (place(&service)?, place(&production)?);
    let profiles = [
        config.demo(url, token, &password),
        config.demo_production(production_url, production_token, &password),
    ];
    // Its service ends with the program: there is nothing that a rollout could go on with.
    let code = browse(profiles.map(Arc::new).to_vec(), ProfileId(0), &notes, cli, Keeping::Nothing)?;
    // Its lists can be long: the end of the process frees them quicker than we could.
    std::mem::forget((service, production));
    Ok(code)
}

/// What is kept of rollouts for the next start.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keeping {
    /// Their records.
    Records,
    /// Nothing.
    Nothing,
}

fn browse(
    profiles: Vec<Arc<Profile>>,
    here: ProfileId,
    notes: &[String],
    cli: &Cli,
    keeping: Keeping,
) -> io::Result<ExitCode> {
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return refuse(
            "tapis-secrets needs a terminal on standard input and output. For scripts it has commands: tapis-secrets --help",
            Exit::WrongUsage,
        );
    }
    if let Some(why) = cannot_draw(&color_hints().term) {
        return refuse(
            &format!("{why}; tapis-secrets needs a terminal that it can draw on, such as TERM=xterm."),
            Exit::WrongUsage,
        );
    }
    if let Some(path) = &cli.log {
        logging::to_file(&expanded(path))?;
    }
    let colors = color_hints();
    let themes: Vec<Theme> = profiles.iter().map(|profile| cli.look.theme(profile.theme, &colors)).collect();
    let hints = clipboard_hints();
    let seed = fastrand::u64(..);
    let accounts = ProfileAccounts::new(profiles, Timestamp::now);
    let token = accounts.token_at_start(here);
    let settings = |profile: &Profile| Settings { seed, ..cli.session.settings(profile, &hints) };
    let told = accounts.told(here, token.as_deref(), settings);
    let access = token.and_then(|token| accounts.access(here, token));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let Some((site, settings)) = told.get(here.0).map(|told| (told.site.clone(), told.settings)) else {
        return refuse("There is no profile to start with.", Exit::WrongUsage);
    };
    logging::note(Record::Started { address: site.base_url.to_string() });
    let holder = std::env::current_exe()?;
    // The end of a session takes its terminal along, or the whole of tmux: nothing could be overwritten there later.
    let leads = nix::unistd::getsid(None).is_ok_and(|session| session == nix::unistd::getpid());
    let ends_terminal = || match settings.clipboard {
        ClipboardWay::Osc52 => leads,
        ClipboardWay::Tmux => leads && holder::ends_with_this_pane(),
        ClipboardWay::System | ClipboardWay::Off => false,
    };
    let clear_on_exit = || cli.session.copying.clear_on_exit || ends_terminal();
    let terminal = match Terminal::take(settings.hide_on_focus_loss, runtime::clean_up) {
        Ok(terminal) => terminal,
        Err(error) => {
            let ending = Ending::by_signal().ok_or(error)?;
            return Ok(ExitCode::from(ending.code()));
        }
    };
    let app = App::new(clock::now(), terminal.size(), site, TimeZone::system(), settings);
    let mut app = app.with_profiles(told, here);
    notes.iter().for_each(|note| app.warn(note.as_str()));
    let ending = runtime.block_on(runtime::run(&mut app, &themes, clear_on_exit, terminal, || {
        let make = |access: Access| Client::new(access.base_url, access.token, &access.route);
        let (engine, events) = Engine::start(holder, make, accounts)?;
        let engine = if keeping == Keeping::Records { engine } else { engine.with_records(None) };
        if let Some(access) = access {
            engine.open(FIRST_SESSION, access);
        }
        Ok((engine, events))
    }));
    for report in kept_reports() {
        complain(&report);
    }
    for words in app.last_words() {
        // Where the terminal is gone nobody reads them there.
        logging::note(Record::LastWords(words.clone()));
        complain(words);
    }
    let code = ending?.code();
    logging::note(Record::Ended(code));
    logging::finish();
    // Threads and lists end with the process: nobody waits for them. The terminal is given back by now.
    #[expect(clippy::disallowed_methods, reason = "freeing a long list would keep the user waiting")]
    std::process::exit(code.into())
}
