//! The state of the program and how it changes: told an event, it answers with effects.
//!
//! Pure: no clock, no thread, no terminal, no request is made here. This file takes events apart and
//! hands them on; each slice of the state changes in a file of its own.

use std::time::Duration;

use jiff::tz::TimeZone;
use ratatui::layout::Size;

use crate::core::profile::Profile;
use crate::core::settings::Settings;
use crate::core::{Context, Effect, FIRST_SESSION, Notice, Out, PendingRequests, Tone};
use crate::domain::{Moment, Site};
use crate::features::help::Help;
use crate::features::journal::Journal;
use crate::features::leave::Leave;
use crate::features::list::List;
use crate::features::lock::Lock;
use crate::features::notices::Notices;
use crate::features::session::Session;
use crate::features::value::Value;
use crate::text::Sentence;

mod background;
mod calls;
mod danger;
mod dialogs;
mod dispatch;
pub mod editor;
pub mod form;
pub mod form_view;
pub mod generator;
mod leave_profile;
mod left_behind;
mod life;
mod listener;
pub mod modal;
mod moves;
mod of_help;
mod of_journal;
mod of_keys;
mod of_leave;
mod of_list;
mod of_lock;
mod of_notices;
mod of_session;
mod of_value;
mod open_form;
mod outcome;
mod prefill;
mod relay;
mod retry;
mod route;
mod ticks;
pub mod tools;
pub mod undo;
mod update;
mod verify;
mod view;
pub mod words;
mod works;
mod write;

use editor::Editing;
use form::Form;
use modal::Modal;
use route::Keys;
use undo::Undo;
use verify::Saved;

pub use crate::core::SHOW_WAIT_AFTER;
/// How long a frame of the spinner stands.
pub const SPINNER_FRAME: Duration = Duration::from_millis(100);

/// Everything that the screen shows.
#[derive(Debug)]
pub struct App {
    cx: Context,
    out: Out,
    list: List,
    modal: Option<Modal>,
    help: Help,
    value: Value,
    /// The form over the panes.
    form: Option<Box<Form>>,
    /// Forms that were left while something was under way.
    parked: Vec<Form>,
    last_form: u64,
    /// A value is being edited outside.
    editing: Option<Editing>,
    /// The user agreed to files that are not in memory.
    edits_on_disk: bool,
    /// What can be undone.
    undo: Undo,
    /// The last save, to be verified.
    saved: Option<Saved>,
    journal: Journal,
    leave: Leave,
    lock: Lock,
    /// What was open when the form that signs in took its place on the locked screen.
    behind_lock: Option<Modal>,
    notices: Notices,
    session: Session,
    /// Changes of a profile that was left before they had their end.
    left_behind: Vec<left_behind::LeftBehind>,
    /// The tenant's name was typed for what is about to be sent.
    tenant_typed: bool,
    /// The keys that came before the present one.
    keys: Keys,
    #[cfg(test)]
    planted: life::tests::Planted,
}

impl App {
    /// The program at its start: nothing is known but where it is.
    pub fn new(now: Moment, size: Size, site: Site, zone: TimeZone, settings: Settings) -> Self {
        let mut app = Self {
            session: Session::new(vec![Profile { site: site.clone(), settings, ..Profile::default() }]),
            left_behind: Vec::new(),
            cx: Context { now, site, zone, settings, size },
            out: Out::new(PendingRequests::new(FIRST_SESSION)),
            list: List::new(settings.seed),
            modal: None,
            help: Help::default(),
            value: Value::default(),
            form: None,
            parked: Vec::new(),
            last_form: 0,
            editing: None,
            edits_on_disk: false,
            undo: Undo::default(),
            saved: None,
            journal: Journal::default(),
            leave: Leave::default(),
            lock: Lock::open(now),
            behind_lock: None,
            notices: Notices::default(),
            tenant_typed: false,
            keys: Keys::default(),
            #[cfg(test)]
            planted: life::tests::Planted::default(),
        };
        app.tick_all();
        app
    }

    /// What is to be done once the first frame stands.
    #[must_use = "an effect that is dropped is lost"]
    pub fn start(&mut self, now: Moment) -> Vec<Effect> {
        self.cx.now = now;
        if !self.cx.settings.view_only {
            self.ask_for_digest_key();
        }
        self.session.begin(&self.cx, &mut self.out);
        self.relay();
        self.finish()
    }

    /// Shows a warning for a while.
    pub fn warn(&mut self, text: impl Into<Sentence>) {
        self.notices.show(self.cx.now.instant, Notice::new(Tone::Warning, text));
    }
}
