//! The state of the program and its changes: every event goes in here, and effects come out.
//!
//! Pure: nothing here reads the clock, starts a thread, touches the terminal or sends a request. This file builds the
//! state; each slice of the state changes in a file of its own.

use jiff::tz::TimeZone;
use ratatui::layout::Size;

use crate::core::profile::Profile;
use crate::core::settings::Settings;
use crate::core::{Context, Effect, FIRST_SESSION, Notice, Out, PendingRequests, Tone};
use crate::domain::{Moment, Site};
use crate::features::bulk::Bulk;
use crate::features::changed::Changed;
use crate::features::editor::Editor;
use crate::features::help::Help;
use crate::features::journal::Journal;
use crate::features::leave::Leave;
use crate::features::list::List;
use crate::features::lock::Lock;
use crate::features::notices::Notices;
use crate::features::palette::Palette;
use crate::features::pods::Pods;
use crate::features::rollout::Rollouts;
use crate::features::session::Session;
use crate::features::undo::Undo;
use crate::features::value::Value;
use crate::features::write::Write;
use crate::text::Sentence;

/// Makes the list of the slices. The last ones react to what the others did.
macro_rules! slices {
    ($app:ident $($mutable:tt)?) => {
        [
            &$($mutable)? $app.notices as &$($mutable)? dyn crate::core::life::Life,
            &$($mutable)? $app.session,
            &$($mutable)? $app.list,
            &$($mutable)? $app.value,
            &$($mutable)? $app.journal,
            &$($mutable)? $app.help,
            &$($mutable)? $app.palette,
            &$($mutable)? $app.write,
            &$($mutable)? $app.bulk,
            &$($mutable)? $app.editor,
            &$($mutable)? $app.undo,
            &$($mutable)? $app.rollouts,
            &$($mutable)? $app.changed,
            &$($mutable)? $app.pods,
            #[cfg(test)]
            &$($mutable)? $app.planted,
            &$($mutable)? $app.leave,
            &$($mutable)? $app.lock,
        ]
    };
}

mod dialogs;
mod key_state;
mod layers;
mod leave_profile;
mod life;
mod listener;
pub mod modal;
mod moves;
mod of_bulk;
mod of_editor;
mod of_footer;
mod of_help;
mod of_journal;
mod of_keys;
mod of_leave;
mod of_list;
mod of_lock;
mod of_notices;
mod of_palette;
mod of_paste;
mod of_pods;
mod of_rollout;
mod of_session;
mod of_undo;
mod of_value;
mod of_write;
mod pictures;
mod questions;
mod relay;
mod route;

mod update;
mod view;
pub mod words;
mod works;

use key_state::Keys;
use modal::Modal;

pub use crate::core::{SHOW_WAIT_AFTER, SPINNER_FRAME};

/// The state of the whole program.
#[derive(Debug)]
pub struct App {
    cx: Context,
    out: Out,
    list: List,
    modal: Option<Modal>,
    help: Help,
    palette: Palette,
    value: Value,
    write: Write,
    bulk: Bulk,
    editor: Editor,
    undo: Undo,
    changed: Changed,
    journal: Journal,
    pods: Pods,
    rollouts: Rollouts,
    leave: Leave,
    lock: Lock,
    /// The dialog that was open when the sign-in form took its place on the locked screen.
    behind_lock: Option<Modal>,
    notices: Notices,
    session: Session,
    keys: Keys,
    #[cfg(test)]
    planted: life::tests::Planted,
}

impl App {
    /// Returns the program at its start, before any request.
    pub fn new(now: Moment, size: Size, site: Site, zone: TimeZone, settings: Settings) -> Self {
        let mut app = Self {
            session: Session::new(vec![Profile { site: site.clone(), settings, ..Profile::default() }]),
            cx: Context { now, site, zone, settings, size },
            out: Out::new(PendingRequests::new(FIRST_SESSION)),
            list: List::new(settings.seed),
            modal: None,
            help: Help::default(),
            palette: Palette::default(),
            value: Value::default(),
            write: Write::default(),
            bulk: Bulk::default(),
            editor: Editor::default(),
            undo: Undo::default(),
            changed: Changed::default(),
            journal: Journal::default(),
            pods: Pods::default(),
            rollouts: Rollouts::default(),
            leave: Leave::default(),
            lock: Lock::open(now),
            behind_lock: None,
            notices: Notices::default(),
            keys: Keys::default(),
            #[cfg(test)]
            planted: life::tests::Planted::default(),
        };
        app.tick_all();
        app
    }

    /// Returns the first effects, to be run once the first frame is drawn.
    #[must_use = "an effect that is dropped is lost"]
    pub fn start(&mut self, now: Moment) -> Vec<Effect> {
        self.cx.now = now;
        if !self.cx.settings.view_only {
            self.undo.ask_for_key(&mut self.out);
        }
        self.session.begin(&self.cx, &mut self.out);
        self.relay();
        self.finish()
    }

    /// Shows a warning, which disappears after a while.
    pub fn warn(&mut self, text: impl Into<Sentence>) {
        self.notices.show(self.cx.now.instant, Notice::new(Tone::Warning, text));
    }
}
