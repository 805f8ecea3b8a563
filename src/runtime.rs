//! The loop: waits for terminal, replies, timers and signals, tells the app, carries out its effects,
//! and draws once per batch. What a key means is not known here.

use std::collections::VecDeque;
use std::io;
use std::task::Poll;

use tokio::sync::mpsc::UnboundedReceiver;

use crate::app::App;
use crate::clock::Timers;
use crate::core::{Effect, Event};
use crate::engine::Engine;
use crate::keys::Key;
use crate::logging::{self, Record};
use crate::terminal::input::Input;
use crate::terminal::{Screen, Terminal, Typing, Wishes};
use crate::view::theme::{Palette, Theme};

mod ending;
mod parts;
mod signals;

use parts::{Clock, Hands};
use signals::{Caught, Signals};

pub use ending::{Ending, clean_up};

/// Events that are taken in before the screen is drawn, however many more wait: a frame is never far.
const BATCH: usize = 512;

/// Runs the browser until it ends, in the theme of the profile in force; `clear_on_exit` tells then whether a
/// copied value is taken out of the clipboard.
/// `start_engine` is called after the first frame stands: nothing slow
/// comes before it.
///
/// # Errors
/// When threads or signal handlers cannot be had.
pub async fn run(
    app: &mut App,
    themes: &[Theme],
    clear_on_exit: impl FnOnce() -> bool,
    mut screen: Terminal,
    start_engine: impl FnOnce() -> io::Result<(Engine, UnboundedReceiver<Event>)>,
) -> io::Result<Ending> {
    if show(&mut screen, app, theme(app, themes)).is_err() {
        return Ok(Ending::TerminalGone);
    }
    let (hands, events) = start_engine()?;
    let outside = Outside {
        screen,
        typing: Input::new()?,
        clock: Timers::new(),
        signals: Signals::new()?,
        events,
        hands,
    };
    let mut turn = Turn::new(app, themes, outside);
    let ending = turn.run().await;
    clean_up();
    let Outside { screen, typing, hands, .. } = turn.outside;
    hands.clear_clipboard(clear_on_exit);
    hands.finish_files();
    // Their threads end with the process: to end them in order would free all they have, while the user waits.
    std::mem::forget((hands, typing));
    drop(screen);
    Ok(ending)
}

/// The theme of the profile in force.
fn theme(app: &App, themes: &[Theme]) -> Theme {
    let plain = Theme { palette: Palette::None, ascii: true };
    themes.get(app.session().profile_id().0).copied().unwrap_or(plain)
}

/// Brings the screen up to date.
fn show(screen: &mut impl Screen, app: &App, theme: Theme) -> io::Result<()> {
    let wishes = Wishes {
        // An editor that is on its way would get the news as if they were typed.
        focus: app.settings().hide_on_focus_loss && !app.leaves_keys(),
        // A value that is alone is marked with the mouse: its lines are copied as they are.
        soft_wrap: app.value().is_alone(),
    };
    screen.show(wishes, |buffer| app.draw(theme, buffer))
}

/// All that the loop has to do with.
struct Outside<S, T, C, W, H> {
    screen: S,
    typing: T,
    clock: C,
    signals: W,
    /// What the threads have to say.
    events: UnboundedReceiver<Event>,
    hands: H,
}

/// The loop itself.
struct Turn<'a, S, T, C, W, H> {
    app: &'a mut App,
    themes: &'a [Theme],
    outside: Outside<S, T, C, W, H>,
    /// What is to be carried out yet.
    effects: VecDeque<Effect>,
    ending: Ending,
    /// There is a terminal, as far as is known.
    is_there: bool,
    /// The matcher has answered since the last frame.
    found: bool,
}

impl<'a, S, T, C, W, H> Turn<'a, S, T, C, W, H>
where
    S: Screen,
    T: Typing,
    C: Clock,
    W: parts::Signals,
    H: Hands,
{
    fn new(app: &'a mut App, themes: &'a [Theme], outside: Outside<S, T, C, W, H>) -> Self {
        let effects = app.start(outside.clock.now()).into();
        Self { app, themes, outside, effects, ending: Ending::Quit, is_there: true, found: false }
    }

    /// Goes round until the program ends.
    async fn run(&mut self) -> Ending {
        loop {
            while let Some(effect) = self.effects.pop_front() {
                if matches!(effect, Effect::Quit) {
                    return self.ending;
                }
                self.carry_out(effect);
            }
            self.draw();
            // What drawing has found, a new size or the loss of the terminal, has effects of its own.
            if self.effects.is_empty() {
                let first = self.next().await;
                self.take_in(first);
            }
        }
    }

    /// Tells the app, and keeps what it wants done.
    fn tell(&mut self, event: Event) {
        let effects = self.app.update(self.outside.clock.now(), event);
        self.effects.extend(effects);
    }

    /// The terminal is gone. That is what a signal to hang up is: a change that is on its way gets a little time.
    fn lose_terminal(&mut self) {
        let event = self.hung_up();
        self.tell(event);
    }

    fn carry_out(&mut self, effect: Effect) {
        let Outside { screen, typing, hands, .. } = &mut self.outside;
        match effect {
            // Nothing of it is to be seen under an editor.
            Effect::Redraw if screen.is_lent() => {}
            Effect::Redraw => screen.forget(),
            Effect::Bell => screen.ring(),
            Effect::DropKeys => {
                typing.discard();
                screen.drop_typed();
            }
            // Nobody could bring it back, and there is nothing to run another program on.
            Effect::Suspend if !self.is_there => {}
            other if other.hands_over().is_some() && !self.is_there => {}
            Effect::Suspend if !screen.can_stop() => self.tell(Event::NotStopped),
            // Told before anything is drawn: what was due meanwhile is hidden first.
            Effect::Suspend => match screen.suspend() {
                Ok(()) => self.tell(Event::Resumed),
                Err(_) => self.lose_terminal(),
            },
            other => match other.hands_over().map_or(Ok(()), |words| screen.lend(words)) {
                Ok(()) => hands.perform(other),
                Err(_) => self.lose_terminal(),
            },
        }
    }

    /// Brings the screen up to date, in the size that the terminal has now.
    fn draw(&mut self) {
        let (there, held_back) = (self.is_there, self.held_back().is_some());
        let screen = &mut self.outside.screen;
        if there && !screen.is_lent() {
            screen.let_interrupt(self.app.is_interruptible());
            let size = screen.size();
            if self.app.size() != size {
                return self.tell(Event::Resized(size));
            }
            if !held_back && show(screen, self.app, theme(self.app, self.themes)).is_err() {
                return self.lose_terminal();
            }
        }
        if !held_back && std::mem::take(&mut self.found) {
            logging::note(Record::Shown { rows: self.app.list().hits().rows as usize });
        }
    }

    /// Until when the next frame waits for the answer to a search, if it does.
    fn held_back(&self) -> Option<std::time::Instant> {
        self.app.frame_waits_until().filter(|until| self.outside.clock.now().instant < *until)
    }

    /// Waits until something happens.
    async fn next(&mut self) -> Event {
        let wake = self.app.next_wake().or_at(self.held_back());
        let (there, leaves_keys) = (self.is_there, self.app.leaves_keys());
        let Outside { typing, clock, signals, events, .. } = &mut self.outside;
        // In this order, so that a test can tell what comes first, and so that nothing waits for ever. Signals
        // are few, and one that ends the program must get through whatever else comes. A time that has come is
        // no competition: the app sees to what is due before any event. Keys come before what the threads
        // say, of which there may be a lot, a long list for one; and they starve nobody, because a key that is
        // taken in here is followed by all that the threads have to say, before the next one.
        tokio::select! {
            biased;
            signal = signals.next() => self.caught(signal),
            () = clock.until(wake) => Event::Wake,
            typed = typed(typing, leaves_keys), if there => match typed {
                Some(event) => event.unwrap_or(Event::Wake),
                None => self.hung_up(),
            },
            Some(event) = events.recv() => event,
        }
    }

    /// Nothing more comes from the terminal; of a signal that comes together with its loss it is the work.
    fn hung_up(&mut self) -> Event {
        self.is_there = false;
        self.ending = Ending::by_signal().unwrap_or(Ending::TerminalGone);
        Event::Terminate
    }

    /// What a signal means to the app.
    fn caught(&mut self, signal: Caught) -> Event {
        let (there, screen) = (self.is_there, &mut self.outside.screen);
        match signal {
            signal if screen.is_lent() && signal.pass_on() => Event::Wake,
            signal if signal.is_interrupt() && self.app.is_interruptible() => Event::Key(Key::ctrl('c')),
            Caught::Ends(number) => {
                if there {
                    self.ending = Ending::Signal(number);
                }
                Event::Terminate
            }
            Caught::NewSize => Event::Resized(screen.size()),
            Caught::Stop => Event::Stop,
            Caught::Continued if !there || screen.resume().is_ok() => Event::Resumed,
            Caught::Continued => self.hung_up(),
        }
    }

    /// Takes in what has happened, and all that is there with it.
    fn take_in(&mut self, first: Event) {
        let mut next = Some(first);
        for _ in 0..BATCH {
            if let Some(event) = next {
                self.take(event);
            }
            // What ends or stops the program, or hands over or empties the terminal, comes before anything else.
            let comes_first = |e: &Effect| {
                matches!(e, Effect::Quit | Effect::Suspend | Effect::DropKeys) || e.hands_over().is_some()
            };
            if self.effects.iter().any(comes_first) {
                return;
            }
            next = match self.outside.events.try_recv() {
                Ok(event) => Some(event),
                Err(_) if self.app.leaves_keys() || !self.is_there => return,
                Err(_) => match self.outside.typing.ready() {
                    Poll::Ready(Some(event)) => event,
                    // Nothing more to read, for the moment or for ever: the wait tells which.
                    Poll::Ready(None) | Poll::Pending => return,
                },
            };
        }
    }

    fn take(&mut self, event: Event) {
        #[cfg(debug_assertions)]
        panic_if_asked(&event);
        let screen = &mut self.outside.screen;
        if screen.is_lent() && self.app.gets_terminal_back(&event) {
            self.outside.typing.discard();
            if screen.take_back().is_err() && self.is_there {
                self.lose_terminal();
            }
        }
        self.found |= matches!(event, Event::Found(..));
        self.drop_unheard();
        self.tell(event);
    }

    /// While what is typed belongs to nobody, all of it that is there goes before the next event.
    fn drop_unheard(&mut self) {
        let typed = self.outside.typing.take_typed();
        if self.app.unheard_until().is_some() && !self.app.leaves_keys() {
            for event in self.outside.typing.hush(typed) {
                self.tell(event);
            }
        }
    }
}

/// What is typed next; `None` at the end of the terminal, which is all that is waited for while keys are left
/// to an editor that is on its way, or has the terminal.
async fn typed(typing: &mut impl Typing, leaves_keys: bool) -> Option<Option<Event>> {
    if leaves_keys {
        typing.gone().await;
        return None;
    }
    typing.next().await
}

/// F12 panics when a test asks for it: what a panic leaves on the terminal can only be seen outside.
#[cfg(debug_assertions)]
fn panic_if_asked(event: &Event) {
    use crate::keys::Code;
    let f12 = matches!(event, Event::Key(Key { code: Code::F(12), .. }));
    if f12 && std::env::var_os("TAPIS_SECRETS_TEST_PANIC").is_some() {
        panic!("a test asked for a panic");
    }
}

#[cfg(test)]
mod tests;
