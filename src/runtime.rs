//! The loop: waits for terminal, replies, timers and signals, tells the app, carries out its effects,
//! and draws once per batch. What a key means is not known here.

use std::io;
use std::task::Poll;
use std::time::Instant;

use jiff::Timestamp;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::mpsc::UnboundedReceiver;

use crate::app::{App, Effect, Event, Moment};
use crate::groups;
use crate::input::Key;
use crate::logging::{self, Record};
use crate::ui;
use crate::ui::theme::{Palette, Theme};

mod children;
pub mod clipboard;
mod editor;
pub mod engine;
mod outside;
pub mod terminal;
pub mod worker;

use engine::Engine;
use terminal::Terminal;
use terminal::input::Input;

/// Events that are taken in before the screen is drawn, however many more wait: a frame is never far.
const BATCH: usize = 512;

/// How the program ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The user left it.
    Quit,
    /// This signal ended it.
    Signal(i32),
    /// The terminal is gone.
    TerminalGone,
}

/// The present, from the system's clocks.
pub fn now() -> Moment {
    Moment { instant: Instant::now(), wall: Timestamp::now() }
}

/// Runs the browser until it ends, in the theme of the profile in force; `clear_on_exit` takes a copied value
/// out of the clipboard then.
/// `start_engine` is called after the first frame stands: nothing slow
/// comes before it.
///
/// # Errors
/// When the terminal cannot be written to, or threads or signal handlers cannot be had.
pub async fn run(
    app: &mut App,
    themes: &[Theme],
    clear_on_exit: bool,
    mut terminal: Terminal,
    start_engine: impl FnOnce() -> io::Result<(Engine, UnboundedReceiver<Event>)>,
) -> io::Result<Ending> {
    terminal.draw(|buffer| ui::draw(app, theme(app, themes), buffer))?;
    let (engine, events) = start_engine()?;
    let mut input = Input::new()?;
    let ending = turn(app, themes, &mut terminal, &mut input, &engine, events).await;
    editor::abandon();
    groups::end_all();
    if clear_on_exit {
        engine.clear_clipboard();
    }
    // Their threads end with the process: to end them in order would free all they have, while the user waits.
    std::mem::forget((engine, input));
    ending
}

/// The theme of the profile in force.
fn theme(app: &App, themes: &[Theme]) -> Theme {
    let plain = Theme { palette: Palette::None, ascii: true };
    themes.get(app.profile_id().0).copied().unwrap_or(plain)
}

/// The loop itself.
async fn turn(
    app: &mut App,
    themes: &[Theme],
    terminal: &mut Terminal,
    input: &mut Input,
    engine: &Engine,
    mut events: UnboundedReceiver<Event>,
) -> io::Result<Ending> {
    let mut signals = Signals::new()?;
    let mut effects = app.start(now());
    let mut ending = Ending::Quit;
    let mut found = false;
    loop {
        for effect in effects {
            match effect {
                Effect::Quit => return Ok(ending),
                // Nothing of it is to be seen under an editor.
                Effect::Redraw if terminal.is_lent() => {}
                Effect::Redraw => terminal.forget(),
                Effect::DropKeys => {
                    input.discard();
                    terminal.drop_typed();
                }
                Effect::Suspend => {
                    terminal.suspend()?;
                    engine.tell(Event::Resumed);
                }
                Effect::RunEditor(words) => {
                    terminal.lend(&words)?;
                    engine.perform(Effect::RunEditor(words));
                }
                other => engine.perform(other),
            }
        }
        if !terminal.is_lent() {
            terminal.let_interrupt(app.is_interruptible());
        }
        let there = ending != Ending::TerminalGone;
        let held_back = app.frame_waits_until().filter(|until| Instant::now() < *until);
        if there && held_back.is_none() && !terminal.is_lent() && show(app, themes, terminal).is_err() {
            ending = Ending::TerminalGone;
            effects = app.update(now(), Event::Terminate);
            continue;
        }
        if held_back.is_none() && std::mem::take(&mut found) {
            logging::note(Record::Shown { rows: app.list().hits().rows as usize });
        }

        let wake = app.next_wake().into_iter().chain(held_back).min();
        let first = tokio::select! {
            // What is typed for an editor that is on its way, or has the terminal, is left to it.
            event = input.next(), if there && !app.leaves_keys() => event.unwrap_or_else(|| {
                // As a signal does: a change that is on its way gets a little time.
                ending = Ending::TerminalGone;
                Some(Event::Terminate)
            }),
            Some(event) = events.recv() => Some(event),
            () = sleep_until(wake) => Some(Event::Wake),
            signal = signals.next() => match signal {
                signal if terminal.is_lent() && signal.pass_to_editor() => None,
                signal if signal.is_interrupt() && app.is_interruptible() => {
                    Some(Event::Key(Key::ctrl('c')))
                }
                Caught::Ends(number) => {
                    if there {
                        ending = Ending::Signal(number);
                    }
                    Some(Event::Terminate)
                }
                Caught::NewSize => None,
                Caught::Stop => Some(Event::Stop),
                Caught::Continued => {
                    terminal.resume()?;
                    Some(Event::Resumed)
                }
            },
        };
        effects = Vec::new();
        let mut next = first;
        for _ in 0..BATCH {
            if let Some(event) = next {
                #[cfg(debug_assertions)]
                panic_if_asked(&event);
                if terminal.is_lent() && matches!(event, Event::EditorDone(..)) {
                    input.discard();
                    if terminal.take_back().is_err() {
                        ending = Ending::TerminalGone;
                        effects.append(&mut app.update(now(), Event::Terminate));
                    }
                }
                found |= matches!(event, Event::Found(..));
                effects.append(&mut tell(app, input, event));
            }
            // What ends or stops the program, or hands over or empties the terminal, comes before anything else.
            let comes_first = |e: &Effect| {
                matches!(e, Effect::Quit | Effect::Suspend | Effect::RunEditor(_) | Effect::DropKeys)
            };
            if effects.iter().any(comes_first) {
                break;
            }
            next = match events.try_recv() {
                Ok(event) => Some(event),
                Err(_) if app.leaves_keys() => break,
                Err(_) => match input.ready() {
                    Poll::Ready(Some(event)) => event,
                    // Nothing more to read, for the moment or for ever: the wait above tells which.
                    Poll::Ready(None) | Poll::Pending => break,
                },
            };
        }
    }
}

/// Tells the app of an event. While what is typed belongs to nobody, all of it that is there goes before.
fn tell(app: &mut App, input: &mut Input, event: Event) -> Vec<Effect> {
    let mut effects = Vec::new();
    let typed = input.take_typed();
    if app.unheard_until().is_some() && !app.leaves_keys() {
        for event in input.hush(typed) {
            effects.append(&mut app.update(now(), event));
        }
    }
    effects.append(&mut app.update(now(), event));
    effects
}

/// F12 panics when a test asks for it: what a panic leaves on the terminal can only be seen outside.
#[cfg(debug_assertions)]
fn panic_if_asked(event: &Event) {
    use crate::input::Code;
    let f12 = matches!(event, Event::Key(Key { code: Code::F(12), .. }));
    if f12 && std::env::var_os("TAPIS_SECRETS_TEST_PANIC").is_some() {
        panic!("a test asked for a panic");
    }
}

/// Brings the screen up to date, in the size that the terminal has now.
fn show(app: &mut App, themes: &[Theme], terminal: &mut Terminal) -> io::Result<()> {
    let size = terminal.size();
    if app.size() != size {
        app.update(now(), Event::Resized(size));
    }
    // An editor that is on its way would get the news as if they were typed.
    terminal.report_focus(app.settings().hide_on_focus_loss && !app.leaves_keys())?;
    terminal.soft_wrap(app.value().is_alone());
    terminal.draw(|buffer| ui::draw(app, theme(app, themes), buffer))
}

async fn sleep_until(wake: Option<Instant>) {
    match wake {
        Some(at) => tokio::time::sleep_until(at.into()).await,
        None => std::future::pending().await,
    }
}

/// What a signal asks for.
enum Caught {
    Ends(i32),
    Stop,
    Continued,
    NewSize,
}

impl Caught {
    /// Whether it is what `Ctrl-c` sends.
    fn is_interrupt(&self) -> bool {
        matches!(self, Self::Ends(number) if *number == SignalKind::interrupt().as_raw_value())
    }

    /// Leaves to the editor that has the terminal what is its own, and tells whether it is: what keys send
    /// there, and being stopped and continued, in which this program follows it.
    fn pass_to_editor(&self) -> bool {
        match self {
            Self::Ends(number) => [SignalKind::interrupt(), SignalKind::quit()]
                .iter()
                .any(|kind| kind.as_raw_value() == *number),
            Self::Stop => {
                editor::stop();
                true
            }
            Self::Continued => true,
            Self::NewSize => false,
        }
    }
}

struct Signals {
    terminate: Signal,
    hang_up: Signal,
    interrupt: Signal,
    quit: Signal,
    stop: Signal,
    continued: Signal,
    new_size: Signal,
}

impl Signals {
    fn new() -> io::Result<Self> {
        let stop = SignalKind::from_raw(rustix::process::Signal::TSTP.as_raw());
        let cont = SignalKind::from_raw(rustix::process::Signal::CONT.as_raw());
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            hang_up: signal(SignalKind::hangup())?,
            interrupt: signal(SignalKind::interrupt())?,
            quit: signal(SignalKind::quit())?,
            stop: signal(stop)?,
            continued: signal(cont)?,
            new_size: signal(SignalKind::window_change())?,
        })
    }

    async fn next(&mut self) -> Caught {
        let kind = tokio::select! {
            _ = self.terminate.recv() => SignalKind::terminate(),
            _ = self.hang_up.recv() => SignalKind::hangup(),
            _ = self.interrupt.recv() => SignalKind::interrupt(),
            _ = self.quit.recv() => SignalKind::quit(),
            _ = self.stop.recv() => return Caught::Stop,
            _ = self.continued.recv() => return Caught::Continued,
            _ = self.new_size.recv() => return Caught::NewSize,
        };
        Caught::Ends(kind.as_raw_value())
    }
}
