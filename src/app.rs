//! The state of the program and how it changes: told an event, it answers with effects.
//!
//! Pure: no clock, no thread, no terminal, no request is made here. This file takes events apart and
//! hands them on; each slice of the state changes in a file of its own.

use std::collections::VecDeque;
use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::tz::TimeZone;
use ratatui::layout::Size;

use crate::domain::{Failure, Pattern, SecretId, Session, Site, Sort};
use crate::input::{Action, Code, Context, Key, keymap};
use crate::layout::{Layout, Shape};

mod calls;
pub mod copy;
pub mod detail;
pub mod event;
pub mod field;
pub mod filter;
pub mod form;
pub mod ledger;
pub mod list;
pub mod load;
pub mod modal;
mod moves;
pub mod notice;
mod outcome;
mod overlay;
mod plan;
pub mod quit;
pub mod reader;
pub mod reveal;
pub mod settings;
pub mod token;
pub mod tools;
pub mod value;
pub mod words;
mod write;

pub use event::{Effect, Event, Moment};

use copy::OpenCopy;
use filter::Filter;
use form::Form;
use ledger::Ledger;
use list::List;
use load::Load;
use modal::{CopyAs, Modal};
use notice::{Notice, Notices, Tone};
use quit::Quitting;
use reveal::{Asked, Purpose};
use settings::Settings;
use value::ValueState;

/// A wait is shown from this long on; what is quicker would only flicker.
pub const SHOW_WAIT_AFTER: Duration = Duration::from_millis(150);
/// How long a frame of the spinner stands.
pub const SPINNER_FRAME: Duration = Duration::from_millis(100);

/// Which pane has the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Focus {
    /// The list.
    #[default]
    List,
    /// The detail of the selected secret, scrolled by this many rows.
    Detail {
        /// Rows that are scrolled away.
        scroll: usize,
    },
}

/// Everything that the screen shows.
#[derive(Debug)]
pub struct App {
    site: Site,
    zone: TimeZone,
    settings: Settings,
    now: Moment,
    size: Size,
    focus: Focus,
    list: List,
    load: Load,
    filter: Filter,
    sort: Sort,
    modal: Option<Modal>,
    value: ValueState,
    asked: Asked,
    last_copy: u64,
    open_copy: Option<OpenCopy>,
    /// The form over the panes.
    form: Option<Box<Form>>,
    /// Forms that were left while something was under way.
    parked: Vec<Form>,
    last_form: u64,
    /// The user wants to leave, as soon as a copy is made.
    quitting: Quitting,
    /// When `Ctrl-c` was last taken for `Esc`.
    interrupted: Option<Instant>,
    last_words: Option<String>,
    notices: Notices,
    signed_out: bool,
    warned_of_token: bool,
    last_failure: Option<Arc<Failure>>,
    ledger: Ledger,
    matcher: Matcher,
    /// What to select when the end of a filter has brought the rows back.
    go_back_to: Option<SecretId>,
    /// Keys that wait for the search which decides what they act on.
    held: VecDeque<Key>,
    effects: Vec<Effect>,
}

/// The pattern in force, for the matched letters.
struct Matcher(Arc<str>, Pattern);

impl fmt::Debug for Matcher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Matcher")
    }
}

impl App {
    /// The program at its start: nothing is known but where it is.
    pub fn new(now: Moment, size: Size, site: Site, zone: TimeZone, settings: Settings) -> Self {
        let mut app = Self {
            site,
            zone,
            settings,
            now,
            size,
            focus: Focus::List,
            list: List::default(),
            load: Load::default(),
            filter: Filter::default(),
            sort: Sort::default(),
            modal: None,
            value: ValueState::default(),
            asked: Asked::default(),
            last_copy: 0,
            open_copy: None,
            form: None,
            parked: Vec::new(),
            last_form: 0,
            quitting: Quitting::No,
            interrupted: None,
            last_words: None,
            notices: Notices::default(),
            signed_out: false,
            warned_of_token: false,
            last_failure: None,
            ledger: Ledger::new(Session(1)),
            matcher: Matcher("".into(), Pattern::new("")),
            go_back_to: None,
            held: VecDeque::new(),
            effects: Vec::new(),
        };
        app.settle();
        app
    }

    /// What is to be done once the first frame stands.
    pub fn start(&mut self, now: Moment) -> Vec<Effect> {
        self.now = now;
        self.load_list();
        self.finish()
    }

    /// Takes an event; tells what is to be done outside.
    pub fn update(&mut self, now: Moment, event: Event) -> Vec<Effect> {
        self.now = now;
        match event {
            Event::Key(key) => self.press(key),
            Event::Paste(text) => self.paste(&text),
            Event::Resized(size) => self.size = size,
            Event::Wake => {}
            Event::Reply(ticket, reply) => self.reply(&ticket, reply),
            Event::Found(ticket, hits) => self.found(&ticket, hits),
            Event::Stop => self.act(self.context(), Action::Suspend),
            Event::Random(Some(bytes)) => self.random_came(&bytes),
            Event::Random(None) => self.no_random(),
            Event::FileRead(result) => self.file_came(result),
            Event::Focus(has) => {
                if !has && self.settings.hide_on_focus_loss {
                    self.hide();
                }
            }
            Event::Copied(id, report) => self.copied(id, report),
            Event::Resumed => self.effects.push(Effect::Redraw),
            Event::Terminate => self.terminate(),
        }
        self.finish()
    }

    /// When `Event::Wake` is due next; nothing wakes the program when this is `None`.
    pub fn next_wake(&self) -> Option<Instant> {
        let hide = self.value.shown().and_then(|shown| copy::next_second(self.now.instant, shown.until));
        let wakes = [
            self.notices.next_expiry(),
            self.next_countdown(),
            self.next_spinner_frame(),
            self.next_token_change(),
            self.next_check(),
            self.next_quit_step(),
            hide,
        ];
        wakes.into_iter().flatten().min()
    }

    fn finish(&mut self) -> Vec<Effect> {
        self.settle();
        std::mem::take(&mut self.effects)
    }

    /// Brings what follows from the rest up to date.
    fn settle(&mut self) {
        self.notices.expire(self.now.instant);
        self.watch_token();
        if let Some(layout) = self.layout() {
            self.list.set_height(layout.rows.height.into());
        }
        let pattern = self.list.hits().query.pattern.clone();
        if self.matcher.0 != pattern {
            self.matcher = Matcher(pattern.clone(), Pattern::new(&pattern));
        }
        self.list.mark(&mut self.matcher.1);
        self.watch_value();
        self.watch_checks();
        self.watch_quit();
        self.clamp_reader();
        self.fit_detail();
    }

    /// The areas of the screen; `None` when it is too small.
    pub fn layout(&self) -> Option<Layout> {
        let detail_is_large = matches!(self.focus, Focus::Detail { .. }) || self.value.shown().is_some();
        let shape = Shape { detail_is_large };
        Layout::new(self.size, shape)
    }

    fn press(&mut self, key: Key) {
        let context = self.context();
        let action = keymap::action(context, key);
        if action == Some(Action::Interrupt) {
            return self.interrupt();
        }
        if self.settings.view_only && action.is_some_and(Action::is_change) {
            return self.warn("This session is view only: it changes nothing.");
        }
        // What was typed after a key that waits has to wait too.
        let waits = action.is_some_and(Action::uses_selection)
            && self.modal.is_none()
            && (self.is_searching() || self.awaits_first_rows());
        if waits || !self.held.is_empty() {
            self.held.push_back(key);
            return;
        }
        self.dispatch(context, key, action);
        self.restart_reveal();
    }

    /// Plays the keys that waited, as far as the next search. What was typed ahead means the whole list:
    /// the best match of the rows that happen to be there is not what the user meant.
    fn release_held(&mut self) {
        while !self.is_searching() && !self.load.is_first() {
            let Some(key) = self.held.pop_front() else { return };
            let context = self.context();
            self.dispatch(context, key, keymap::action(context, key));
            if self.is_searching() && !self.held.is_empty() {
                return;
            }
        }
    }

    fn dispatch(&mut self, context: Context, key: Key, action: Option<Action>) {
        match (action, context) {
            (Some(action), _) => self.act(context, action),
            (None, Context::Filter) => self.type_into_filter(key),
            (None, Context::Form) => self.press_in_form(key),
            (None, Context::Line) => self.type_path(key),
            (None, Context::Menu) if self.choose_by_letter(key) => {}
            // Terminals merge Esc and the key after it.
            (None, _) if key.alt => {
                self.press(Key::plain(Code::Esc));
                self.press(Key { alt: false, ..key });
            }
            (None, _) => {}
        }
    }

    fn act(&mut self, context: Context, action: Action) {
        match action {
            Action::Down => self.go(Step::Rows(1)),
            Action::Up => self.go(Step::Rows(-1)),
            Action::HalfDown => self.go(Step::HalfPages(1)),
            Action::HalfUp => self.go(Step::HalfPages(-1)),
            Action::PageDown => self.go(Step::HalfPages(2)),
            Action::PageUp => self.go(Step::HalfPages(-2)),
            Action::First => self.go(Step::First),
            Action::Last => self.go(Step::Last),
            Action::Next | Action::Previous if context == Context::Question => self.other_button(),
            Action::Next if context == Context::Menu => self.change_length(1),
            Action::Previous if context == Context::Menu => self.change_length(-1),
            Action::Next if context == Context::Form => self.move_form_focus(1),
            Action::Previous if context == Context::Form => self.move_form_focus(-1),
            Action::Next | Action::Previous => self.other_pane(),
            Action::Open => self.open_detail(),
            Action::Back => self.back(context),
            Action::Filter => self.filter.open(self.list.selected_id()),
            Action::Keep => self.filter.keep(),
            Action::Sort => self.modal = Some(Modal::Sort { cursor: self.sort }),
            Action::Refresh => self.load_list(),
            Action::Redraw => self.effects.push(Effect::Redraw),
            Action::Help => self.modal = Some(Modal::Help { scroll: 0 }),
            Action::Details => self.open_details(),
            Action::Reveal => self.toggle_reveal(Purpose::Reveal),
            Action::RevealAlone => self.toggle_reveal(Purpose::RevealAlone),
            Action::CopyValue if context == Context::Reader => self.copy_details(),
            Action::CopyValue => self.copy_value(),
            Action::CopyId => self.copy_about(CopyAs::Id),
            Action::CopyAs => self.open_copy_as(),
            Action::Choose => self.choose(),
            Action::Create => self.open_create(),
            Action::Edit => self.open_edit(),
            Action::Delete => self.open_delete(),
            Action::Save => self.form_save(),
            Action::ShowValue => self.toggle_shown(),
            Action::LoadValue => self.load_present(),
            Action::Generate => self.open_generate(),
            Action::LoadFile => self.open_file(),
            Action::Quit => self.quit(),
            Action::Interrupt => self.effects.push(Effect::Quit),
            Action::Suspend => {
                self.hide();
                self.effects.push(Effect::Suspend);
            }
        }
    }

    fn paste(&mut self, text: &str) {
        if let Some(Modal::LoadFile { path, .. }) = &mut self.modal {
            path.paste(text);
        } else if self.context() == Context::Form {
            self.paste_into_form(text);
        } else if self.context() == Context::Filter {
            if self.filter.paste(text) {
                self.search();
            }
        } else {
            self.warn("There is no field to paste into; / opens the filter.");
        }
    }

    fn warn(&mut self, text: impl Into<String>) {
        self.notices.show(self.now.instant, Notice::new(Tone::Warning, text));
    }

    /// Where a key goes.
    pub fn context(&self) -> Context {
        match (&self.modal, self.focus) {
            (Some(modal), _) => modal.context(),
            _ if self.form.is_some() => Context::Form,
            _ if self.value.is_alone() => Context::Alone,
            _ if self.filter.is_typing() => Context::Filter,
            (None, Focus::Detail { .. }) => Context::Detail,
            (None, Focus::List) => Context::List,
        }
    }
}

/// What the screen asks for.
impl App {
    /// Where the program is.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// Whether this session changes nothing.
    pub fn is_view_only(&self) -> bool {
        self.settings.view_only
    }

    /// The zone of all times on the screen.
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// The moment of the last event.
    pub fn now(&self) -> Moment {
        self.now
    }

    /// The size of the terminal.
    pub fn size(&self) -> Size {
        self.size
    }

    /// Which pane has the keyboard.
    pub fn focus(&self) -> Focus {
        self.focus
    }

    /// The rows, their order and the selection.
    pub fn list(&self) -> &List {
        &self.list
    }

    /// How the list gets here.
    pub fn load(&self) -> &Load {
        &self.load
    }

    /// The filter line.
    pub fn filter(&self) -> &Filter {
        &self.filter
    }

    /// The chosen order.
    pub fn sort(&self) -> Sort {
        self.sort
    }

    /// What lies over the panes.
    pub fn modal(&self) -> Option<&Modal> {
        self.modal.as_ref()
    }

    /// What the notice line says.
    pub fn notice(&self) -> Option<&Notice> {
        self.notices.current()
    }
}

/// How far to move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Rows(isize),
    HalfPages(isize),
    First,
    Last,
}

#[cfg(test)]
mod tests;
