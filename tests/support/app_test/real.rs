//! The real back end: the worker, client and matcher threads, and the embedded service over HTTP.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::tz::TimeZone;
use ratatui::layout::Size;
use tokio::runtime::Runtime;
use tokio::sync::mpsc::UnboundedReceiver;

use super::super::clock;
use super::super::prelude::*;
use super::{AppTest, Back};
use tapis_secrets::core::records::{RecordJob, RecordReport};

/// How long something may take that takes milliseconds on an idle machine.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// Who says nothing for so long is not waited for, where nothing depends on it.
const SILENCE: Duration = Duration::from_millis(8);

/// The program that holds copies.
const HELPER: &str = env!("CARGO_BIN_EXE_tapis-secrets");

/// The client's patience in tests: attempts follow each other at once, everything else is as it is.
pub(crate) fn hasty() -> ClientSettings {
    let soon = Duration::from_millis(1);
    let retry = RetryPolicy { first_wait: soon, unasked_wait: soon, ..RetryPolicy::default() };
    ClientSettings { retry, ..ClientSettings::default() }
}

/// A client that gives up a silent list soon, for services that never answer.
pub(crate) fn impatient() -> ClientSettings {
    let timeouts = Timeouts { silence: Duration::from_millis(500), ..Timeouts::default() };
    ClientSettings { timeouts, ..hasty() }
}

/// After so long a key that was pressed before is no repeated one any more.
pub(crate) const PAUSE: Duration = Duration::from_secs(1);

/// The threads and the service.
pub(super) struct World {
    service: Service,
    pub(super) engine: Engine,
    events: UnboundedReceiver<Event>,
    runtime: Runtime,
    open: Open,
}

/// What was asked for and not answered yet.
#[derive(Debug, Default)]
struct Open {
    calls: Vec<Ticket>,
    /// Records to be taken, kept or removed.
    records: usize,
}

impl World {
    /// Carries out an effect, and notes the answer that it will have.
    pub(super) fn perform(&mut self, effect: Effect) {
        match &effect {
            Effect::Call(ticket, _) => self.open.calls.push(ticket.clone()),
            Effect::Abort(ticket) => self.open.calls.retain(|open| open != ticket),
            // There may be no answer.
            Effect::Records(RecordJob::Leave(_) | RecordJob::Find) => {}
            Effect::Records(_) => self.open.records += 1,
            _ => {}
        }
        self.engine.perform(effect);
    }

    pub(super) fn note_answer(&mut self, event: &Event) {
        match event {
            Event::Reply(ticket, Reply::Final(_)) => self.open.calls.retain(|open| open != ticket),
            Event::Records(RecordReport::Found(..)) => {}
            Event::Records(_) => self.open.records -= 1,
            _ => {}
        }
    }
}

/// A journey.
impl AppTest {
    /// The program on a service of its own, with its first call under way.
    pub(crate) fn on_options(options: Options, width: u16, height: u16) -> Self {
        let service = Service::start(options).unwrap();
        let token = service.token();
        Self::on_service(service, &token, hasty(), width, height)
    }

    /// The same with the demo's secrets, when they are on the screen.
    pub(crate) fn on_demo(width: u16, height: u16) -> Self {
        let mut test = Self::on_options(clock::options(), width, height);
        test.wait_for("by name");
        test.wait_found();
        test
    }

    /// The program on `service`.
    pub(crate) fn on_service(
        service: Service,
        token: &str,
        settings: ClientSettings,
        width: u16,
        height: u16,
    ) -> Self {
        let url = service.base_url();
        Self::at_url(&url, service, token, settings, width, height)
    }

    /// The program on `service`, with what the user set.
    pub(crate) fn with_habits(
        service: Service,
        token: &str,
        settings: ClientSettings,
        habits: Settings,
        width: u16,
        height: u16,
    ) -> Self {
        let url = service.base_url();
        Self::open(&url, service, token, settings, habits, Size { width, height })
    }

    /// The program at an address that need not be the service's.
    pub(crate) fn at_url(
        url: &str,
        service: Service,
        token: &str,
        settings: ClientSettings,
        width: u16,
        height: u16,
    ) -> Self {
        let habits = Settings { clipboard: ClipboardWay::Osc52, ..Settings::default() };
        Self::open(url, service, token, settings, habits, Size { width, height })
    }

    fn open(
        url: &str,
        service: Service,
        token: &str,
        settings: ClientSettings,
        habits: Settings,
        size: Size,
    ) -> Self {
        let base_url = BaseUrl::parse(url, false).unwrap();
        let token = Arc::new(Token::new(token.to_owned()).unwrap());
        let profile = Config::default().environment(base_url, Source::BuiltIn, Some(token));
        Self::at_first_of(vec![Arc::new(profile)], service, settings, habits, size)
    }

    /// The program with this configuration, at its first profile.
    pub(crate) fn with_config(config: &str, service: Service, width: u16, height: u16) -> Self {
        let config = Config::read(Path::new("config.toml"), config).unwrap();
        let habits = Settings { clipboard: ClipboardWay::Osc52, ..Settings::default() };
        Self::at_first_of(config.profiles, service, hasty(), habits, Size { width, height })
    }

    /// The program at the first of these profiles.
    pub(crate) fn at_first_of(
        profiles: Vec<Arc<ConfiguredProfile>>,
        service: Service,
        settings: ClientSettings,
        habits: Settings,
        size: Size,
    ) -> Self {
        Self::with_records(profiles, service, settings, habits, (size, None))
    }

    /// The same, with the records of rollouts in this folder.
    pub(crate) fn with_records(
        profiles: Vec<Arc<ConfiguredProfile>>,
        service: Service,
        settings: ClientSettings,
        habits: Settings,
        (size, records): (Size, Option<PathBuf>),
    ) -> Self {
        let here = ProfileId(0);
        let accounts = ProfileAccounts::new(profiles, clock::now);
        let token = accounts.token_at_start(here);
        let told = accounts.told(here, token.as_deref(), |_| habits);
        let access = token.and_then(|token| accounts.access(here, token));
        let make = move |access: SignedIn| Client::with_settings(access.base_url, access.token, settings);
        let (engine, events) = Engine::start(HELPER.into(), make, accounts, records).unwrap();
        if let Some(access) = access {
            engine.open(FIRST_SESSION, access);
        }
        let now = clock::start();
        let app = App::new(now, size, told[0].site.clone(), TimeZone::UTC, habits);
        let app = app.with_profiles(told, here);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        let world = World { service, engine, events, runtime, open: Open::default() };
        Self::start(app, now, Back::Real(Box::new(world)))
    }

    /// The program dies; the service goes on.
    pub(crate) fn die(self) -> Service {
        match self.back {
            Back::Real(world) => world.service,
            Back::Scripted { .. } => panic!("nobody answers but the test"),
        }
    }

    fn world(&self) -> &World {
        match &self.back {
            Back::Real(world) => world,
            Back::Scripted { .. } => panic!("nobody answers but the test"),
        }
    }

    pub(crate) fn service(&self) -> &Service {
        &self.world().service
    }

    /// The next thing that the threads have to say within this time.
    fn next(&mut self, within: Duration) -> Option<Event> {
        let Back::Real(world) = &mut self.back else { panic!("nobody answers but the test") };
        let next = world.events.recv();
        world.runtime.block_on(async { tokio::time::timeout(within, next).await }).ok().flatten()
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

    /// Waits until `text` is not on the screen any more.
    pub(crate) fn wait_gone(&mut self, text: &str) -> String {
        self.wait_until(&format!("{text:?} off the screen"), |screen| !screen.contains(text))
    }

    /// Opens the form that deletes the selected secret, and waits until it knows the pods.
    pub(crate) fn open_delete(&mut self) {
        self.press("D");
        self.wait_gone("Looking for the pods");
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
            match self.next(left) {
                Some(event) => self.tell(event),
                None => panic!("no {what}:\n{screen}"),
            }
        }
    }

    /// Takes in what the threads have to say until every call and every record is answered.
    pub(crate) fn settle(&mut self) {
        while !self.world().open.calls.is_empty() || self.world().open.records > 0 {
            self.take_one();
        }
    }

    /// What the threads say until they are silent for a moment, not taken in yet.
    pub(crate) fn what_comes(&mut self) -> Vec<Event> {
        let mut all = Vec::new();
        loop {
            let Some(event) = self.next(SILENCE) else { return all };
            all.push(event);
        }
    }

    /// Waits for the next thing that the threads have to say, and takes in that alone.
    pub(crate) fn take_one(&mut self) {
        match self.next(PATIENCE) {
            Some(event) => self.tell(event),
            None => panic!("nothing came of {:?}:\n{}", self.world().open, self.screen()),
        }
    }

    /// Waits until the service has been asked `count` times.
    pub(crate) fn wait_for_requests(&mut self, count: usize) {
        let end = Instant::now() + PATIENCE;
        while self.service().requests().len() < count {
            assert!(Instant::now() < end, "only {:?} came\n{}", self.service().requests(), self.screen());
            std::thread::yield_now();
        }
    }

    /// The paths of the values that were asked for, in order.
    pub(crate) fn values_asked_for(&self) -> Vec<String> {
        let requests = self.service().requests().into_iter();
        requests.map(|request| request.path).filter(|path| path.ends_with("/value")).collect()
    }

    /// Waits until a value is on the screen.
    pub(crate) fn wait_shown(&mut self) -> String {
        self.wait_for("hides in ")
    }

    /// Waits until something was given to the clipboard, and gives the newest of it.
    pub(crate) fn wait_copied(&mut self, count: usize) -> String {
        while self.copies.len() < count {
            self.take_one();
        }
        self.copies[count - 1].value.expose().to_owned()
    }

    /// The writes that reached the service, in order.
    pub(crate) fn service_writes(&self) -> Vec<String> {
        let requests = self.service().requests().into_iter();
        requests.filter(|r| r.method != "GET").map(|r| format!("{} {}", r.method, r.path)).collect()
    }

    /// The writes to this secret.
    pub(crate) fn service_writes_after(&self, id: &str) -> Vec<String> {
        self.service_writes().into_iter().filter(|line| line.ends_with(&format!("/{id}"))).collect()
    }

    /// Waits until the metadata of single secrets came `count` times.
    pub(crate) fn wait_for_looks(&mut self, count: usize) {
        for _ in 0..count {
            self.take_one();
        }
    }
}
