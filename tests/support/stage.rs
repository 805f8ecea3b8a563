//! The app alone: events in, screen out. No thread, no service, and a clock that the test moves; searches
//! are answered at once, unless the test holds them.

use std::time::Duration;

use jiff::tz::TimeZone;
use ratatui::buffer::Buffer;
use ratatui::layout::Size;
use tapis_secrets::app::App;
use tapis_secrets::core::profile::Profile;
use tapis_secrets::core::settings::Settings;
use tapis_secrets::core::{CopyJob, CopyReport, Effect, Event, RequestId, Session, Ticket};
use tapis_secrets::domain::{
    Answer, Claims, Failure, Granted, Hits, Moment, ProfileId, Query, Reply, Request, Rows, Secret,
    SecretValue, SignInFault, Site,
};
use tapis_secrets::index::search;
use tapis_secrets::view::theme::Theme;

pub(crate) use super::clock::now;
use super::{clock, data, keys, screen};

/// The app with somebody who answers it.
pub(crate) struct Stage {
    pub(crate) app: App,
    now: Moment,
    /// The open call for the list.
    call: Option<Ticket>,
    /// The session of the last wish for a token.
    token: Option<Session>,
    /// All calls for values so far.
    pub(crate) values: Vec<Ticket>,
    /// All copies so far.
    pub(crate) copies: Vec<CopyJob>,
    /// The last question to the system.
    pub(crate) request: RequestId,
    searches: Vec<(Ticket, Rows, Query, Hits)>,
    hold_searches: bool,
}

/// Where all stages are: alice on tacc, with a token for another 3 h 12 min.
pub(crate) fn site() -> Site {
    let expires = now() + Duration::from_secs(3 * 3600 + 12 * 60 + 30);
    Site {
        address: "tacc.tapis.io".into(),
        base_url: "https://tacc.tapis.io".into(),
        claims: Claims { user: "alice".into(), tenant: "tacc".into(), expires: Some(expires) },
        ..Site::default()
    }
}

impl Stage {
    /// The program just started: the list is asked for.
    pub(crate) fn new(width: u16, height: u16) -> Self {
        Self::at(site(), width, height)
    }

    /// The program just started at `site`.
    pub(crate) fn at(site: Site, width: u16, height: u16) -> Self {
        Self::set_up(site, Settings::default(), width, height)
    }

    /// The program just started at `site` with these settings.
    pub(crate) fn set_up(site: Site, settings: Settings, width: u16, height: u16) -> Self {
        Self::with_profiles(vec![Profile { site, settings, ..Profile::default() }], width, height)
    }

    /// The program just started at the first of these profiles.
    pub(crate) fn with_profiles(profiles: Vec<Profile>, width: u16, height: u16) -> Self {
        let now = clock::start();
        let Profile { site, settings, .. } = profiles[0].clone();
        let app = App::new(now, Size { width, height }, site, TimeZone::UTC, settings);
        let mut app = app.with_profiles(profiles, ProfileId(0));
        let effects = app.start(now);
        let (values, copies, searches) = (Vec::new(), Vec::new(), Vec::new());
        let (call, token, request, hold_searches) = (None, None, RequestId(0), false);
        let mut stage = Self { app, now, call, token, values, copies, request, searches, hold_searches };
        stage.carry_out(effects);
        stage
    }

    /// What came of the last wish for a token.
    pub(crate) fn token(&mut self, result: Result<Granted, SignInFault>) {
        let session = self.token.expect("a token is wished for");
        self.send(Event::GotToken(session, result.map(Box::new)));
    }

    /// The demo's secrets are on the screen.
    pub(crate) fn with_demo(width: u16, height: u16) -> Self {
        let mut stage = Self::new(width, height);
        stage.list(data::demo(now()));
        stage
    }

    pub(crate) fn send(&mut self, event: Event) {
        let effects = self.app.update(self.now, event);
        self.carry_out(effects);
    }

    pub(crate) fn press(&mut self, text: &str) {
        // As somebody who has seen what is on the screen.
        if let Some(until) = self.app.unheard_until() {
            self.advance(until.saturating_duration_since(self.now.instant));
        }
        for key in keys::keys(text) {
            self.send(Event::Key(key));
        }
    }

    /// Moves to the secret with this id, with keys.
    pub(crate) fn select(&mut self, id: &str) {
        self.press("g");
        for _ in 0..self.app.list().shown() {
            if self.app.list().selected().unwrap().id.as_str() == id {
                return;
            }
            self.press("j");
        }
        panic!("{id} is not in the list\n{}", self.screen());
    }

    pub(crate) fn resize(&mut self, width: u16, height: u16) {
        self.send(Event::Resized(Size { width, height }));
    }

    /// Lets time pass.
    pub(crate) fn advance(&mut self, time: Duration) {
        self.now = Moment { instant: self.now.instant + time, wall: self.now.wall + time };
        self.send(Event::Wake);
    }

    /// The open call for the list says something.
    pub(crate) fn reply(&mut self, reply: Reply) {
        let ticket = self.call.clone().expect("a call for the list is open");
        self.send(Event::Reply(ticket, reply));
    }

    /// Some rows arrive.
    pub(crate) fn batch(&mut self, secrets: Vec<Secret>) {
        self.reply(Reply::Batch(secrets.into()));
    }

    /// The list is whole.
    pub(crate) fn listed(&mut self, unreadable: usize) {
        self.reply(Reply::Final(Ok(Answer::Listed {
            rows: self.app.list().rows().len(),
            unreadable,
            bytes: 0,
            parsed_in: Duration::ZERO,
        })));
    }

    /// A whole list arrives.
    pub(crate) fn list(&mut self, secrets: Vec<Secret>) {
        self.batch(secrets);
        self.listed(0);
    }

    pub(crate) fn fail(&mut self, failure: Failure) {
        self.reply(Reply::Final(Err(Box::new(failure))));
    }

    /// The value that was asked for last arrives.
    pub(crate) fn value(&mut self, text: &str) {
        let answer = Answer::Value(SecretValue::new(text.to_owned()));
        self.value_reply(Reply::Final(Ok(answer)));
    }

    /// The call for the value that was asked for last says something.
    pub(crate) fn value_reply(&mut self, reply: Reply) {
        let ticket = self.values.last().expect("a value was asked for").clone();
        self.send(Event::Reply(ticket, reply));
    }

    /// The clipboard tells what has become of the last copy.
    pub(crate) fn report(&mut self, report: CopyReport) {
        let id = self.copies.last().expect("something was copied").id;
        self.send(Event::Copied(id, report));
    }

    /// From here on searches wait for [`Stage::answer_searches`].
    pub(crate) fn hold_searches(&mut self) {
        self.hold_searches = true;
    }

    /// Answers the searches that wait.
    pub(crate) fn answer_searches(&mut self) {
        while !self.searches.is_empty() {
            let (ticket, rows, query, former) = self.searches.remove(0);
            self.send(Event::Found(ticket, search(&rows, query, &former)));
        }
    }

    pub(crate) fn draw(&self, theme: Theme) -> Buffer {
        screen::draw(&self.app, theme)
    }

    pub(crate) fn screen(&self) -> String {
        screen::text(&self.draw(screen::DARK))
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Call(ticket, Request::GetValue(_)) => self.values.push(ticket),
                Effect::Call(ticket, _) => self.call = Some(ticket),
                Effect::Copy(job) => self.copies.push(job),
                Effect::Edit(job) => self.request = job.request,
                Effect::ReadFile(request, _) | Effect::SaveJournal { request, .. } => self.request = request,
                Effect::GetToken(session, _, _) => self.token = Some(session),
                Effect::DigestKey(request) => {
                    self.send(Event::DigestKey(request, Some(screen::digest_key())));
                }
                Effect::Search(ticket, rows, query, former) => {
                    self.searches.push((ticket, rows, query, former));
                }
                _ => {}
            }
        }
        if !self.hold_searches {
            self.answer_searches();
        }
    }
}
