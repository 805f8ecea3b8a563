//! Everything but the terminal: the real app, its worker, client and matcher threads, and the embedded
//! service over HTTP. Keys go in, the screen comes out, and the app's clock is the test's own.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::tz::TimeZone;
use ratatui::buffer::Buffer;
use ratatui::layout::Size;
use tapis_secrets::accounts::ProfileAccounts;
use tapis_secrets::api::{Access, Client, RetryPolicy, Settings, Timeouts};
use tapis_secrets::app::App;
use tapis_secrets::app::session::FIRST_SESSION;
use tapis_secrets::config::{Config, Profile, Whence};
use tapis_secrets::core::settings::{ClipboardWay, Settings as Habits};
use tapis_secrets::core::{CopyJob, Effect, Event};
use tapis_secrets::demo::{Options, Service};
use tapis_secrets::domain::{BaseUrl, Moment, ProfileId, Token};
use tapis_secrets::engine::Engine;
use tokio::runtime::Runtime;
use tokio::sync::mpsc::UnboundedReceiver;

use super::{clock, keys, screen};

/// How long something may take that takes milliseconds on an idle machine.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// Who says nothing for so long is not waited for, where nothing depends on it.
const SILENCE: Duration = Duration::from_millis(8);

/// The program that holds copies.
const HELPER: &str = env!("CARGO_BIN_EXE_tapis-secrets");

/// The client's patience in tests: attempts follow each other at once, everything else is as it is.
pub(crate) fn hasty() -> Settings {
    let soon = Duration::from_millis(1);
    let retry = RetryPolicy { first_wait: soon, unasked_wait: soon, ..RetryPolicy::default() };
    Settings { retry, ..Settings::default() }
}

/// A client that gives up a silent list soon, for services that never answer.
pub(crate) fn impatient() -> Settings {
    let timeouts = Timeouts { silence: Duration::from_millis(500), ..Timeouts::default() };
    Settings { timeouts, ..hasty() }
}

/// After so long a key that was pressed before is no repeated one any more.
pub(crate) const PAUSE: Duration = Duration::from_secs(1);

/// The program without a terminal.
pub(crate) struct Driver {
    pub(crate) app: App,
    service: Service,
    engine: Engine,
    events: UnboundedReceiver<Event>,
    runtime: Runtime,
    now: Moment,
    /// What was asked of the terminal.
    pub(crate) asked: Asked,
    /// What was given to the clipboard; what becomes of it is the test's to say.
    pub(crate) copies: Vec<CopyJob>,
    /// The `Debug` of all that went in and out, where a test wants it.
    pub(crate) trace: Option<String>,
}

/// What was asked of the terminal so far.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Asked {
    pub(crate) quit: bool,
    pub(crate) suspend: bool,
    pub(crate) redraw: bool,
}

impl Driver {
    /// The program on a service of its own, with its first call under way.
    pub(crate) fn start(options: Options, width: u16, height: u16) -> Self {
        let service = Service::start(options).unwrap();
        let token = service.token();
        Self::on(service, &token, hasty(), width, height)
    }

    /// The same with the demo's secrets, when they are on the screen.
    pub(crate) fn demo(width: u16, height: u16) -> Self {
        let mut driver = Self::start(clock::options(), width, height);
        driver.wait_for("by name");
        driver.wait_found();
        driver
    }

    /// The program on `service`.
    pub(crate) fn on(service: Service, token: &str, settings: Settings, width: u16, height: u16) -> Self {
        let url = service.base_url();
        Self::at(&url, service, token, settings, width, height)
    }

    /// The program on `service`, with what the user set.
    pub(crate) fn with_habits(
        service: Service,
        token: &str,
        settings: Settings,
        habits: Habits,
        width: u16,
        height: u16,
    ) -> Self {
        let url = service.base_url();
        Self::open(&url, service, token, settings, habits, Size { width, height })
    }

    /// The program at an address that need not be the service's.
    pub(crate) fn at(
        url: &str,
        service: Service,
        token: &str,
        settings: Settings,
        width: u16,
        height: u16,
    ) -> Self {
        let habits = Habits { clipboard: ClipboardWay::Osc52, ..Habits::default() };
        Self::open(url, service, token, settings, habits, Size { width, height })
    }

    fn open(
        url: &str,
        service: Service,
        token: &str,
        settings: Settings,
        habits: Habits,
        size: Size,
    ) -> Self {
        let base_url = BaseUrl::parse(url, false).unwrap();
        let token = Arc::new(Token::new(token.to_owned()).unwrap());
        let profile = Config::default().environment(base_url, Whence::BuiltIn, Some(token));
        Self::at_first_of(vec![Arc::new(profile)], service, settings, habits, size)
    }

    /// The program with this configuration, at its first profile.
    pub(crate) fn with_config(config: &str, service: Service, width: u16, height: u16) -> Self {
        let config = Config::read(Path::new("config.toml"), config).unwrap();
        let habits = Habits { clipboard: ClipboardWay::Osc52, ..Habits::default() };
        Self::at_first_of(config.profiles, service, hasty(), habits, Size { width, height })
    }

    /// The program at the first of these profiles.
    pub(crate) fn at_first_of(
        profiles: Vec<Arc<Profile>>,
        service: Service,
        settings: Settings,
        habits: Habits,
        size: Size,
    ) -> Self {
        let here = ProfileId(0);
        let accounts = ProfileAccounts::new(profiles, clock::now);
        let token = accounts.token_at_start(here);
        let told = accounts.told(here, token.as_deref(), |_| habits);
        let access = token.and_then(|token| accounts.access(here, token));
        let make = move |access: Access| Client::with_settings(access.base_url, access.token, settings);
        let (engine, events) = Engine::start(HELPER.into(), make, accounts).unwrap();
        if let Some(access) = access {
            engine.open(FIRST_SESSION, access);
        }
        let now = clock::start();
        let app = App::new(now, size, told[0].site.clone(), TimeZone::UTC, habits);
        let app = app.with_profiles(told, here);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        let asked = Asked::default();
        let (copies, trace) = (Vec::new(), None);
        let mut driver = Self { app, service, engine, events, runtime, now, asked, copies, trace };
        let effects = driver.app.start(now);
        driver.carry_out(effects);
        driver
    }

    pub(crate) fn service(&self) -> &Service {
        &self.service
    }

    pub(crate) fn send(&mut self, event: Event) {
        if let Some(trace) = &mut self.trace {
            trace.push_str(&format!("{event:?} {event:#?}\n"));
            if let Event::Reply(ticket, reply) = &event {
                trace.push_str(&format!("{ticket:?} {reply:?} {reply:#?}\n"));
            }
        }
        let effects = self.app.update(self.now, event);
        self.carry_out(effects);
    }

    /// Presses keys as if they had come in one piece: nothing else is taken in between.
    pub(crate) fn press(&mut self, text: &str) {
        // As somebody who has seen what is on the screen.
        if let Some(until) = self.app.unheard_until() {
            self.advance(until.saturating_duration_since(self.now.instant));
        }
        for key in keys::keys(text) {
            self.send(Event::Key(key));
        }
    }

    pub(crate) fn resize(&mut self, width: u16, height: u16) {
        self.send(Event::Resized(Size { width, height }));
    }

    /// Lets the app's time pass, waking it whenever it asked for that.
    pub(crate) fn advance(&mut self, time: Duration) {
        let until = self.now.instant + time;
        for _ in 0..100_000 {
            // Both clocks go on alike here: the one is as good as the other.
            let due = self.app.next_wake().boot.unwrap_or(until).min(until);
            let step = due.saturating_duration_since(self.now.instant);
            self.now = Moment { instant: self.now.instant + step, wall: self.now.wall + step };
            self.send(Event::Wake);
            if self.now.instant >= until {
                return;
            }
        }
        panic!("the app asks to be woken without an end\n{}", self.screen());
    }

    /// Waits until `text` is on the screen.
    pub(crate) fn wait_for(&mut self, text: &str) -> String {
        self.wait_until(&format!("{text:?} on the screen"), |screen| screen.contains(text))
    }

    /// Waits until the rows on the screen are what filter and order make of all that came.
    pub(crate) fn wait_found(&mut self) -> String {
        let end = Instant::now() + PATIENCE;
        loop {
            if self.is_found() {
                return self.screen();
            }
            assert!(Instant::now() < end, "the search has no end:\n{}", self.screen());
            self.take_one();
        }
    }

    fn is_found(&self) -> bool {
        let (list, hits) = (self.app.list(), self.app.list().hits());
        hits.query.terms() == self.app.search_terms()
            && (hits.list, hits.rows as usize) == (list.rows().list(), list.rows().len())
            && self.app.load().whole().is_none()
    }

    /// Waits until `text` is not on the screen any more.
    pub(crate) fn wait_gone(&mut self, text: &str) -> String {
        self.wait_until(&format!("{text:?} off the screen"), |screen| !screen.contains(text))
    }

    /// Takes in what the threads have to say until the screen is as wished.
    pub(crate) fn wait_until(&mut self, what: &str, wished: impl Fn(&str) -> bool) -> String {
        let end = Instant::now() + PATIENCE;
        loop {
            let screen = self.screen();
            if wished(&screen) {
                return screen;
            }
            let left = end.saturating_duration_since(Instant::now());
            let next = self.events.recv();
            let event = self.runtime.block_on(async { tokio::time::timeout(left, next).await });
            match event {
                Ok(Some(event)) => self.send(event),
                _ => panic!("no {what}:\n{screen}"),
            }
        }
    }

    /// What the threads say until they are silent for a moment, not taken in yet.
    pub(crate) fn what_comes(&mut self) -> Vec<Event> {
        let mut all = Vec::new();
        loop {
            let next = self.events.recv();
            let event = self.runtime.block_on(async { tokio::time::timeout(SILENCE, next).await });
            let Ok(Some(event)) = event else { return all };
            all.push(event);
        }
    }

    /// Waits for the next thing that the threads have to say, and takes in that alone.
    pub(crate) fn take_one(&mut self) {
        let next = self.events.recv();
        match self.runtime.block_on(async { tokio::time::timeout(PATIENCE, next).await }) {
            Ok(Some(event)) => self.send(event),
            _ => panic!("nothing came:\n{}", self.screen()),
        }
    }

    /// Waits until the service has been asked `count` times.
    pub(crate) fn wait_for_requests(&mut self, count: usize) {
        let end = Instant::now() + PATIENCE;
        while self.service.requests().len() < count {
            assert!(Instant::now() < end, "only {:?} came\n{}", self.service.requests(), self.screen());
            std::thread::yield_now();
        }
    }

    /// The id of the selected secret.
    pub(crate) fn selected(&self) -> String {
        self.app.list().selected().map_or(String::new(), |secret| secret.id.as_str().to_owned())
    }

    /// On which row of the screen the selection stands.
    pub(crate) fn selected_row(&self) -> usize {
        self.app.list().selected_index() - self.app.list().offset()
    }

    /// The ids of the rows on the screen.
    pub(crate) fn ids(&self) -> Vec<String> {
        self.app.list().visible().map(|(_, secret, _)| secret.id.as_str().to_owned()).collect()
    }

    pub(crate) fn draw(&self) -> Buffer {
        screen::draw(&self.app, screen::DARK)
    }

    pub(crate) fn screen(&self) -> String {
        screen::text(&self.draw())
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            if let Some(trace) = &mut self.trace {
                trace.push_str(&format!("{effect:?} {effect:#?}\n"));
                match &effect {
                    Effect::Call(ticket, request) => trace.push_str(&format!("{ticket:?} {request:?}\n")),
                    Effect::Copy(job) => trace.push_str(&format!("{job:?} {job:#?}\n")),
                    _ => {}
                }
            }
            match effect {
                Effect::Copy(job) => self.copies.push(job),
                // At once, so that no test depends on when it comes.
                Effect::DigestKey(request) => {
                    self.send(Event::DigestKey(request, Some(screen::digest_key())));
                }
                Effect::Quit => self.asked.quit = true,
                Effect::Suspend => self.asked.suspend = true,
                Effect::Redraw => self.asked.redraw = true,
                other => self.engine.perform(other),
            }
        }
    }
}
