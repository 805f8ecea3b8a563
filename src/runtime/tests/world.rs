//! A simulated outside for the loop: a terminal, keys, signals, a service, and clocks that only move when nothing
//! else happens.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::io;
use std::rc::Rc;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use ratatui::layout::Size;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

use super::super::signals::Caught;
use super::super::{Ending, Outside, Turn};
use crate::app::App;
use crate::core::settings::Settings;
use crate::core::{Event, RequestId, Ticket};
use crate::domain::{Claims, Moment, Site};
use crate::keys::{Code, Key};

mod ports;
mod service;

/// The time at which all stories begin, in seconds since 1970.
pub(super) const START: i64 = 1_800_000_000;

/// A test's step while the program is stopped, or at a set time.
type Deed = Box<dyn FnMut(&mut State)>;

/// The state of the outside, and a record of the program's actions.
pub(super) struct State {
    pub(super) now: Moment,
    pub(super) size: Size,
    pub(super) typed: VecDeque<Event>,
    pub(super) signals: VecDeque<Caught>,
    /// The steps to take at these moments.
    later: Vec<(Instant, Deed)>,
    /// The step to take while the program is stopped.
    pub(super) while_stopped: Option<Deed>,
    /// The step to take when the program asks for the terminal's size.
    pub(super) when_measured: Option<Deed>,
    /// The terminal is gone, and every use of it fails.
    pub(super) gone: bool,
    /// Reading does not report that the terminal is gone.
    pub(super) deaf: bool,
    /// The use of the terminal at which it breaks.
    pub(super) breaks_at: Option<&'static str>,
    /// The service cannot be reached.
    pub(super) offline: bool,
    /// A write that waits for its answer.
    pub(super) write: Option<Ticket>,
    /// The last edit that was requested.
    edit: Option<RequestId>,
    /// Every frame, as text.
    pub(super) frames: Vec<String>,
    /// The number of frames when a test last set the mark.
    pub(super) mark: usize,
    /// The program's actions, one a line.
    pub(super) log: Vec<String>,
    /// The program leads its session, so no shell could continue it.
    pub(super) leads: bool,
    lent: bool,
    events: UnboundedSender<Event>,
}

impl State {
    /// Lets time pass without waking anything.
    pub(super) fn pass(&mut self, time: Duration) {
        self.now = Moment { instant: self.now.instant + time, wall: self.now.wall + time };
    }

    pub(super) fn tell(&self, event: Event) {
        self.events.send(event).unwrap();
    }

    /// Notes a use of the terminal, and fails if the terminal is gone.
    fn use_terminal(&mut self, how: &'static str) -> io::Result<()> {
        self.log.push(how.to_owned());
        self.gone |= self.breaks_at == Some(how);
        self.ok()
    }

    /// Sets the mark: only frames from here on count.
    pub(super) fn mark(&mut self) {
        self.mark = self.frames.len();
    }

    pub(super) fn count(&self, line: &str) -> usize {
        self.log.iter().filter(|done| *done == line).count()
    }

    fn ok(&self) -> io::Result<()> {
        if self.gone { Err(io::Error::from_raw_os_error(5)) } else { Ok(()) }
    }
}

#[derive(Clone)]
pub(super) struct World(pub(super) Rc<RefCell<State>>);

impl World {
    /// Returns a world at the time [`START`], with a terminal of 80 x 24.
    fn new(events: UnboundedSender<Event>) -> Self {
        let now = Moment { instant: Instant::now(), wall: Timestamp::from_second(START).unwrap() };
        Self(Rc::new(RefCell::new(State {
            now,
            size: Size::new(80, 24),
            typed: VecDeque::new(),
            signals: VecDeque::new(),
            later: Vec::new(),
            while_stopped: None,
            when_measured: None,
            gone: false,
            deaf: false,
            breaks_at: None,
            mark: 0,
            offline: false,
            write: None,
            edit: None,
            frames: Vec::new(),
            log: Vec::new(),
            leads: false,
            lent: false,
            events,
        })))
    }

    /// Takes the step `deed` at this time after the start.
    pub(super) fn at(&self, seconds: f64, deed: impl FnMut(&mut State) + 'static) {
        let mut state = self.0.borrow_mut();
        let at = state.now.instant + Duration::from_secs_f64(seconds);
        state.later.push((at, Box::new(deed)));
    }

    /// Types these keys at once, at this time after the start.
    pub(super) fn type_at(&self, seconds: f64, keys: &'static str) {
        self.at(seconds, move |state| state.typed.extend(keys.chars().map(key)));
    }

    fn do_now(&self, deed: impl FnOnce(&mut State) -> Option<Deed>) {
        // Taken out first, because the step may use all of the state.
        let taken = deed(&mut self.0.borrow_mut());
        if let Some(mut taken) = taken {
            taken(&mut self.0.borrow_mut());
        }
    }
}

pub(super) fn key(c: char) -> Event {
    Event::Key(match c {
        '\x1b' => Key::plain(Code::Esc),
        '\x13' => Key::ctrl('s'),
        '\x1a' => Key::ctrl('z'),
        c => Key::char(c),
    })
}

/// Runs the loop in a world that `set_up` prepares, until the program ends. A signal ends it after an hour at the
/// latest.
pub(super) fn run(settings: Settings, set_up: impl FnOnce(&World)) -> (Ending, World, App) {
    let (sender, events) = unbounded_channel();
    let world = World::new(sender);
    let site = Site {
        address: "tacc.tapis.io".into(),
        base_url: "https://tacc.tapis.io/v3".into(),
        claims: Claims { user: "alice".into(), tenant: "tacc".into(), expires: None },
        ..Site::default()
    };
    let now = world.0.borrow().now;
    let mut app = App::new(now, Size::new(80, 24), site, TimeZone::UTC, settings);
    set_up(&world);
    world.at(3600.0, |state| state.signals.push_back(Caught::Ends(15)));
    let outside = Outside {
        screen: world.clone(),
        typing: world.clone(),
        clock: world.clone(),
        signals: world.clone(),
        events,
        hands: world.clone(),
    };
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let ending = runtime.block_on(Turn::new(&mut app, &[], outside).run());
    (ending, world, app)
}
