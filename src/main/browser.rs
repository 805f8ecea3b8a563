//! The browser and its wiring: the terminal, the engine, the state and the loop.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use tapis_secrets::accounts::ProfileAccounts;
use tapis_secrets::api::{Access, Client};
use tapis_secrets::app::App;
use tapis_secrets::cli::{Cli, cannot_draw};
use tapis_secrets::clipboard::holder;
use tapis_secrets::clock;
use tapis_secrets::config::{Config, Profile};
use tapis_secrets::core::FIRST_SESSION;
use tapis_secrets::core::settings::{ClipboardWay, Settings};
use tapis_secrets::domain::{Exit, ProfileId};
use tapis_secrets::engine::{Engine, records_folder};
use tapis_secrets::files::expanded;
use tapis_secrets::logging::{self, Record};
use tapis_secrets::patient::Patient;
use tapis_secrets::place::{Given, Place, place};
use tapis_secrets::runtime::{self, Ending};
use tapis_secrets::terminal::{Terminal, kept_reports};
use tapis_secrets::view::theme::Theme;

use super::hints::{clipboard_hints, color_hints};

/// Browses where flags, environment and configuration say.
pub(super) fn browse_place(cli: &Cli) -> io::Result<ExitCode> {
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
    browse(profiles, ProfileId(here), &notes, cli, records_folder())
}

fn refuse(why: &str, exit: Exit) -> io::Result<ExitCode> {
    complain(why);
    Ok(ExitCode::from(exit.code()))
}

/// Messages go to standard error; when even that is gone there is nobody to tell.
pub(super) fn complain(text: &str) {
    let _ = writeln!(Patient(io::stderr()), "{text}");
}

/// Browses with the records of rollouts in this folder; without one, none is kept.
pub(super) fn browse(
    profiles: Vec<Arc<Profile>>,
    here: ProfileId,
    notes: &[String],
    cli: &Cli,
    records: Option<PathBuf>,
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
        let (engine, events) = Engine::start(holder, make, accounts, records)?;
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
