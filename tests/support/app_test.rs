//! The program without its terminal: events go in; the screen, the effects and the requests come out. The clock
//! is the test's own.
//!
//! Two back ends answer. A scripted one leaves every answer to the test (`setup`, `answers`). A real one is the
//! engine with its client and threads, and the embedded service over HTTP (`real`). What the test does and sees
//! is the same with both (`seen`, `state`).

use std::time::{Duration, Instant};

use ratatui::buffer::Buffer;
use ratatui::layout::Size;

use super::prelude::*;
use super::{keys, screen};
use tapis_secrets::domain::filter::KeptFilters;
use tapis_secrets::domain::uses::{Recall, Whose};

mod answers;
pub(crate) mod boxes;
pub(crate) mod real;
mod record;
mod seen;
pub(crate) mod setup;
mod state;

/// The app, what carries out its effects, and a record of them.
pub(crate) struct AppTest {
    pub(crate) app: App,
    pub(crate) now: Moment,
    back: Back,
    /// The calls for the list.
    pub(crate) calls: Vec<Ticket>,
    /// The calls for values to show or to copy.
    pub(crate) values: Vec<Ticket>,
    /// The calls of forms: looks, values to load, writes.
    pub(crate) asked: Vec<(Ticket, Request)>,
    pub(crate) aborted: Vec<Ticket>,
    /// The searches that nobody has answered yet.
    pub(crate) searches: Vec<(Ticket, Rows, Query, Hits)>,
    /// The lists in which secrets are to be found again, where the test holds the answers.
    pub(crate) held_places: Option<Vec<(Rows, Rows)>>,
    pub(crate) copies: Vec<CopyJob>,
    /// Copies were to be cleared.
    pub(crate) cleared: bool,
    pub(crate) suspended: bool,
    /// What was typed ahead is to be forgotten.
    pub(crate) drops_keys: bool,
    pub(crate) redraws: bool,
    pub(crate) quits: bool,
    /// Tokens that were wished for.
    pub(crate) tokens: Vec<(SessionId, ProfileId, TokenWay)>,
    /// Sessions that are over.
    pub(crate) closed: Vec<SessionId>,
    /// What is asked of the file of remembered changes.
    pub(crate) recalls: Vec<(Whose, Recall)>,
    /// What is asked of the file of kept filters.
    pub(crate) kept_filters: Vec<(Whose, KeptFilters)>,
    /// What was asked of the editor, one line each.
    pub(crate) edits: Vec<String>,
    /// The last edit, for its answers.
    pub(crate) last_edit: RequestId,
    /// Journals that were to be written, with their paths.
    pub(crate) files: Vec<(RequestId, String, String)>,
    /// Files that were to be read.
    pub(crate) reads: Vec<(RequestId, String)>,
    /// Random bytes that were wished for.
    pub(crate) random: Vec<(RequestId, usize)>,
    /// The test answers a form that wants to know the pods.
    pub(crate) holds_pods: bool,
    /// The `Debug` of all that went in and out, where a test wants it.
    pub(crate) trace: Option<String>,
}

/// Who answers.
enum Back {
    /// The test, or for searches this harness, unless the test holds them.
    Scripted { holds_searches: bool },
    /// The engine and the embedded service.
    Real(Box<real::World>),
}

impl AppTest {
    fn start(app: App, now: Moment, back: Back) -> Self {
        let mut test = Self {
            app,
            now,
            back,
            holds_pods: false,
            calls: vec![],
            values: vec![],
            asked: vec![],
            aborted: vec![],
            searches: vec![],
            held_places: None,
            copies: vec![],
            cleared: false,
            suspended: false,
            drops_keys: false,
            redraws: false,
            quits: false,
            tokens: vec![],
            closed: vec![],
            recalls: vec![],
            kept_filters: vec![],
            edits: vec![],
            last_edit: RequestId(0),
            files: vec![],
            reads: vec![],
            random: vec![],
            trace: None,
        };
        let effects = test.app.start(now);
        test.carry_out(effects);
        test
    }

    /// Tells the app of an event, and carries out what follows from it.
    pub(crate) fn tell(&mut self, event: Event) {
        self.trace_event(&event);
        if let Back::Real(world) = &mut self.back {
            world.note_answer(&event);
        }
        let effects = self.app.update(self.now, event);
        self.carry_out(effects);
    }

    /// Presses keys as somebody does who has seen what is on the screen: all of them in one piece, as soon as the
    /// app hears them.
    pub(crate) fn press(&mut self, keys: &str) {
        if let Some(until) = self.app.unheard_until() {
            self.advance(until.saturating_duration_since(self.now.instant));
        }
        self.type_on(keys);
    }

    /// Presses keys in one piece with what was typed before, whatever has happened since.
    pub(crate) fn type_on(&mut self, keys: &str) {
        for key in keys::keys(keys) {
            self.tell(Event::Key(key));
        }
    }

    pub(crate) fn paste(&mut self, text: &str) {
        self.tell(Event::Paste(text.to_owned().into()));
    }

    pub(crate) fn resize(&mut self, width: u16, height: u16) {
        self.tell(Event::Resized(Size { width, height }));
    }

    /// Moves to the secret with this id, with keys.
    pub(crate) fn select(&mut self, id: &str) {
        self.press("g");
        for _ in 0..self.rows_shown() {
            if self.selected() == id {
                return;
            }
            self.press("j");
        }
        panic!("{id} is not in the list\n{}", self.screen());
    }

    /// Time passes, and the app is woken at its end; with the real back end also whenever it asked for that.
    pub(crate) fn advance(&mut self, time: Duration) {
        match self.back {
            Back::Scripted { .. } => {
                self.pass(time);
                self.tell(Event::Wake);
            }
            Back::Real(_) => self.wake_until(self.now.instant + time),
        }
    }

    /// Time passes and the app is not woken: whatever comes next finds it late.
    pub(crate) fn pass(&mut self, time: Duration) {
        self.now = Moment { instant: self.now.instant + time, wall: self.now.wall + time };
    }

    fn wake_until(&mut self, until: Instant) {
        for _ in 0..100_000 {
            // Both clocks go on alike here: the one is as good as the other.
            let due = self.app.next_wake().boot.unwrap_or(until).min(until);
            self.pass(due.saturating_duration_since(self.now.instant));
            self.tell(Event::Wake);
            if self.now.instant >= until {
                return;
            }
        }
        panic!("the app asks to be woken without an end\n{}", self.screen());
    }

    pub(crate) fn draw(&self, theme: Theme) -> Buffer {
        screen::draw(&self.app, theme)
    }

    pub(crate) fn screen(&self) -> String {
        screen::text(&self.draw(screen::DARK))
    }
}
