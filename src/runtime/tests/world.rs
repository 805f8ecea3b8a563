//! A simulated outside for the loop: a terminal, keys, signals, a service, and clocks that only move when nothing
//! else happens.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::io;
use std::rc::Rc;
use std::task::Poll;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

use super::super::parts::{self, Clock, Hands};
use super::super::signals::Caught;
use super::super::{Ending, Outside, Turn};
use crate::app::App;
use crate::core::editing::EditorEnd;
use crate::core::settings::Settings;
use crate::core::{Effect, Event, RequestId, RequestKey, Ticket};
use crate::domain::{
    Access, Answer, Claims, Exchange, Failure, FailureKind, Moment, NoAnswer, Operation, Reply, Request,
    Scope, Secret, Site, Wake,
};
use crate::index::search;
use crate::keys::{Code, Key};
use crate::terminal::{Screen, Typing, Wishes};
use crate::text::SafeText;
use crate::view::Caret;

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

impl Screen for World {
    fn size(&self) -> Size {
        self.do_now(|state| state.when_measured.take());
        self.0.borrow().size
    }

    fn show(&mut self, _: Wishes, draw: impl FnOnce(&mut Buffer) -> Caret) -> io::Result<()> {
        let mut state = self.0.borrow_mut();
        let mut buffer = Buffer::empty(Rect::new(0, 0, state.size.width, state.size.height));
        draw(&mut buffer);
        state.frames.push(buffer.content.iter().map(|cell| cell.symbol()).collect());
        state.ok()
    }

    fn forget(&mut self) {}

    fn can_stop(&self) -> bool {
        !self.0.borrow().leads
    }

    fn suspend(&mut self) -> io::Result<()> {
        self.do_now(|state| state.while_stopped.take());
        self.0.borrow_mut().use_terminal("suspend")
    }

    fn resume(&mut self) -> io::Result<()> {
        self.0.borrow_mut().use_terminal("resume")
    }

    fn lend(&mut self, _: &[String]) -> io::Result<()> {
        let mut state = self.0.borrow_mut();
        state.lent = true;
        state.use_terminal("lend")
    }

    fn is_lent(&self) -> bool {
        self.0.borrow().lent
    }

    fn take_back(&mut self) -> io::Result<()> {
        let mut state = self.0.borrow_mut();
        state.lent = false;
        state.use_terminal("take back")
    }

    fn drop_typed(&self) {}

    fn let_interrupt(&mut self, _: bool) {}
}

impl Typing for World {
    async fn next(&mut self) -> Option<Option<Event>> {
        match self.ready() {
            Poll::Ready(event) => event,
            Poll::Pending => std::future::pending().await,
        }
    }

    fn ready(&mut self) -> Poll<Option<Option<Event>>> {
        let mut state = self.0.borrow_mut();
        match state.typed.pop_front() {
            _ if state.gone && !state.deaf => Poll::Ready(None),
            Some(event) => Poll::Ready(Some(Some(event))),
            None => Poll::Pending,
        }
    }

    fn take_typed(&mut self) -> bool {
        false
    }

    fn hush(&mut self, typed: bool) -> Vec<Event> {
        let typed = typed || !self.0.borrow().typed.is_empty();
        self.0.borrow_mut().typed.clear();
        typed.then_some(Event::Unheard).into_iter().collect()
    }

    fn discard(&mut self) {}

    async fn gone(&mut self) {
        let told = self.0.borrow().gone && !self.0.borrow().deaf;
        if !told {
            std::future::pending().await
        }
    }
}

impl Clock for World {
    fn now(&self) -> Moment {
        self.0.borrow().now
    }

    async fn until(&mut self, wake: Wake) {
        if wake.is_due(self.now()) {
            return;
        }
        // Everything that is ready comes before time passes.
        tokio::task::yield_now().await;
        let next = self.0.borrow().later.iter().map(|(at, _)| *at).min();
        let until = wake.or_at(next).boot.expect("the hour is not over");
        {
            let mut state = self.0.borrow_mut();
            let time = until.saturating_duration_since(state.now.instant);
            state.pass(time);
        }
        self.do_now(|state| {
            let due = state.later.iter().position(|(at, _)| *at <= state.now.instant)?;
            Some(state.later.remove(due).1)
        });
    }
}

impl parts::Signals for World {
    async fn next(&mut self) -> Caught {
        let caught = self.0.borrow_mut().signals.pop_front();
        match caught {
            Some(caught) => caught,
            None => std::future::pending().await,
        }
    }
}

impl Hands for World {
    fn perform(&self, effect: Effect) {
        let mut state = self.0.borrow_mut();
        match effect {
            Effect::Call(ticket, request) => state.answer(ticket, request),
            Effect::Search(ticket, rows, query, former) => {
                state.tell(Event::Found(ticket, search(&rows, query, &former)));
            }
            Effect::Edit(job) => {
                state.log.push("edit".to_owned());
                state.edit = Some(job.request);
                state.tell(Event::EditorReady(job.request, Ok(SafeText::from("vi"))));
            }
            Effect::RunEditor(_) => state.log.push("editor".to_owned()),
            other => state.log.push(format!("{other:?}")),
        }
    }
}

impl State {
    /// Answers like a service with two secrets. A test answers writes itself.
    fn answer(&mut self, ticket: Ticket, request: Request) {
        self.log.push(format!("{:?}", request.operation()));
        if self.offline {
            let kind = FailureKind::Unreachable(NoAnswer::Refused);
            let subject = request.subject();
            let failure =
                Failure { operation: request.operation(), subject, kind, exchange: Exchange::default() };
            return self.tell(Event::Reply(ticket, Reply::Final(Err(Box::new(failure)))));
        }
        let answer = match request {
            _ if matches!(ticket.request_key, RequestKey::Write(_)) => {
                self.write = Some(ticket);
                self.log.push("write".to_owned());
                return;
            }
            Request::List => {
                self.tell(Event::Reply(
                    ticket.clone(),
                    Reply::Batch(["alpha", "beta"].map(secret).into_iter().collect()),
                ));
                Answer::Listed { rows: 2, unreadable: 0, bytes: 0, parsed_in: Duration::ZERO }
            }
            Request::GetValue(_) => Answer::Value(crate::domain::SecretValue::new("hunter2".to_owned())),
            _ => Answer::Got(Box::new(secret("alpha"))),
        };
        self.tell(Event::Reply(ticket, Reply::Final(Ok(answer))));
    }

    /// Answers the waiting write.
    pub(super) fn answer_write(&mut self) {
        let ticket = self.write.take().expect("a write is under way");
        let answer = Answer::Updated(Box::new(secret("alpha")));
        self.tell(Event::Reply(ticket, Reply::Final(Ok(answer))));
    }

    /// Ends the editor, with nothing changed.
    pub(super) fn end_editor(&mut self) {
        let request = self.edit.expect("an edit was asked for");
        self.tell(Event::EditorDone(request, EditorEnd::Unchanged));
    }

    /// Returns the number of requests of this kind so far.
    pub(super) fn calls(&self, operation: Operation) -> usize {
        self.count(&format!("{operation:?}"))
    }
}

/// Returns a secret that alice owns and has all permissions on.
fn secret(id: &str) -> Secret {
    Secret {
        access: Access { readable: Some(true), writable: Some(true) },
        owner: "alice".into(),
        scope: Scope::User,
        ..Secret::named(id)
    }
}
