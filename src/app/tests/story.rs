//! An app to tell stories about: keys and replies in, effects and state out.

use std::time::{Duration, Instant};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use ratatui::layout::Size;
use zeroize::Zeroizing;

use crate::app::App;
use crate::core::profile::Profile;
use crate::core::settings::{ClipboardWay, Settings};
use crate::core::{CopyJob, Effect, Event, RequestId, Session, Slot, Ticket};
use crate::domain::digest::KEY_BYTES;
use crate::domain::{
    Answer, Claims, DigestKey, Exchange, Failure, FailureKind, Hits, Moment, Operation, ProfileId, Query,
    Reply, Request, Rows, Secret, Site, TokenWay,
};
use crate::index::search;
use crate::keys::{Code, Key};

/// After so long a key that was pressed before is no repeated one any more.
pub(super) const PAUSE: Duration = Duration::from_secs(1);

/// When all stories begin.
pub(super) fn start() -> Timestamp {
    Timestamp::from_second(1_800_000_000).unwrap()
}

/// What alice's token for this tenant says; it lasts three hours.
pub(super) fn claims(tenant: &str) -> Claims {
    let expires = Some(start() + Duration::from_secs(3 * 3600));
    Claims { user: "alice".into(), tenant: tenant.into(), expires }
}

/// Where this tenant's secrets are, as alice.
pub(super) fn site(tenant: &str) -> Site {
    Site {
        address: format!("{tenant}.tapis.io").as_str().into(),
        base_url: format!("https://{tenant}.tapis.io/v3").as_str().into(),
        claims: claims(tenant),
        ..Site::default()
    }
}

/// An app with a matcher that answers when told to.
pub(super) struct Story {
    pub(super) app: App,
    pub(super) now: Moment,
    pub(super) calls: Vec<Ticket>,
    pub(super) aborted: Vec<Ticket>,
    pub(super) searches: Vec<(Ticket, Rows, Query, Hits)>,
    /// Values that were asked for.
    pub(super) values: Vec<Ticket>,
    pub(super) copies: Vec<CopyJob>,
    /// Copies were to be cleared.
    pub(super) cleared: bool,
    pub(super) suspended: bool,
    /// What was typed ahead is to be forgotten.
    pub(super) drops_keys: bool,
    pub(super) redraws: bool,
    /// Looks and writes, with what was asked.
    pub(super) asked: Vec<(Ticket, Request)>,
    pub(super) quits: bool,
    /// Tokens that were wished for.
    pub(super) tokens: Vec<(Session, ProfileId, TokenWay)>,
    /// Sessions that are over.
    pub(super) closed: Vec<Session>,
    /// What was asked of the editor, one line each.
    pub(super) edits: Vec<String>,
    /// The last one, for its answers.
    pub(super) last_edit: RequestId,
    /// Journals that were to be written, with their paths.
    pub(super) files: Vec<(RequestId, String, String)>,
    /// Files that were to be read.
    pub(super) reads: Vec<(RequestId, String)>,
    /// Random bytes that were wished for.
    pub(super) random: Vec<(RequestId, usize)>,
}

impl Story {
    pub(super) fn begin() -> Self {
        Self::begin_with(Settings { clipboard: ClipboardWay::System, ..Settings::default() })
    }

    pub(super) fn begin_with(settings: Settings) -> Self {
        Self::begin_at(vec![Profile { site: site("tacc"), settings, ..Profile::default() }])
    }

    /// At the first of these profiles.
    pub(super) fn begin_at(profiles: Vec<Profile>) -> Self {
        let now = Moment { instant: Instant::now(), wall: start() };
        let Profile { site, settings, .. } = profiles[0].clone();
        let app = App::new(now, Size::new(80, 24), site, TimeZone::UTC, settings);
        let mut app = app.with_profiles(profiles, ProfileId(0));
        let effects = app.start(now);
        let mut story = Self {
            app,
            now,
            calls: vec![],
            aborted: vec![],
            searches: vec![],
            values: vec![],
            copies: vec![],
            cleared: false,
            suspended: false,
            drops_keys: false,
            redraws: false,
            asked: vec![],
            quits: false,
            tokens: vec![],
            closed: vec![],
            edits: vec![],
            last_edit: RequestId(0),
            files: vec![],
            reads: vec![],
            random: vec![],
        };
        story.note(effects);
        story
    }

    /// With a loaded list of these ids.
    pub(super) fn with(ids: &[&str]) -> Self {
        Self::begin().loaded(ids.iter().map(|id| Secret::named(*id)).collect())
    }

    /// The list has arrived with these secrets.
    pub(super) fn loaded(mut self, secrets: Vec<Secret>) -> Self {
        self.reply(Reply::Batch(secrets.into()));
        self.listed();
        self.match_all();
        self
    }

    pub(super) fn note(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Call(ticket, Request::List) => self.calls.push(ticket),
                Effect::Call(ticket, request)
                    if matches!(
                        ticket.slot,
                        Slot::Look(_) | Slot::Load(_) | Slot::Write(_) | Slot::Verify
                    ) =>
                {
                    self.asked.push((ticket, request));
                }
                Effect::Call(ticket, Request::GetValue(_)) => self.values.push(ticket),
                Effect::Copy(job) => self.copies.push(job),
                Effect::ClearCopies => self.cleared = true,
                Effect::Suspend => self.suspended = true,
                Effect::Abort(ticket) => self.aborted.push(ticket),
                Effect::Search(ticket, rows, query, former) => {
                    self.searches.push((ticket, rows, query, former));
                }
                Effect::DigestKey(request) => {
                    let key = DigestKey::new(&Zeroizing::new([7; KEY_BYTES]));
                    self.tell(Event::DigestKey(request, Some(key)));
                }
                Effect::SaveJournal { request, path, text } => self.files.push((request, path, text)),
                Effect::ReadFile(request, path) => self.reads.push((request, path)),
                Effect::Random(request, length) => self.random.push((request, length)),
                Effect::Quit => self.quits = true,
                Effect::GetToken(session, profile, way) => self.tokens.push((session, profile, way)),
                Effect::AskAtTerminal(session, profile, words) => {
                    assert!(words[0].contains("token_command"), "{words:?}");
                    self.tokens.push((session, profile, TokenWay::AtTerminal));
                }
                Effect::Close(session) => self.closed.push(session),
                Effect::Edit(job) => {
                    self.last_edit = job.request;
                    let place = if job.on_disk { " on disk" } else { "" };
                    let what = job.text.map_or("find".to_owned(), |text| format!("edit {:?}", text.expose()));
                    self.edits.push(format!("{what}{place}"));
                }
                Effect::RunEditor(words) => self.edits.push(format!("run {}", words.len())),
                Effect::LookAtEdited => self.edits.push("look".to_owned()),
                Effect::DropEdited => self.edits.push("drop".to_owned()),
                Effect::DropKeys => self.drops_keys = true,
                Effect::Redraw => self.redraws = true,
                _ => {}
            }
        }
    }

    pub(super) fn tell(&mut self, event: Event) {
        let effects = self.app.update(self.now, event);
        self.note(effects);
    }

    /// Presses keys as somebody does who has seen what is on the screen.
    pub(super) fn press(&mut self, keys: &str) {
        if let Some(until) = self.app.unheard_until() {
            self.advance(until.saturating_duration_since(self.now.instant));
        }
        self.type_on(keys);
    }

    /// Presses keys in one go with what was typed before, whatever has happened since.
    pub(super) fn type_on(&mut self, keys: &str) {
        for c in keys.chars() {
            self.tell(Event::Key(match c {
                '\n' => Key::plain(Code::Enter),
                '\x1b' => Key::plain(Code::Esc),
                '\t' => Key::plain(Code::Tab),
                '\x03' => Key::ctrl('c'),
                '\x1a' => Key::ctrl('z'),
                '\x13' => Key::ctrl('s'),
                '\x06' => Key::ctrl('f'),
                '\x0f' => Key::ctrl('o'),
                '\x18' => Key::ctrl('x'),
                '\x14' => Key::ctrl('t'),
                '\x07' => Key::ctrl('g'),
                '\x08' => Key::plain(Code::Backspace),
                '↓' => Key::plain(Code::Down),
                c => Key::char(c),
            }));
        }
    }

    pub(super) fn advance(&mut self, time: Duration) {
        self.pass(time);
        self.tell(Event::Wake);
    }

    /// Time passes and the app is not woken: whatever comes next finds it late.
    pub(super) fn pass(&mut self, time: Duration) {
        self.now.instant += time;
        self.now.wall += time;
    }

    pub(super) fn reply(&mut self, reply: Reply) {
        let ticket = self.calls.last().unwrap().clone();
        self.tell(Event::Reply(ticket, reply));
    }

    pub(super) fn batch(&mut self, ids: &[&str]) {
        self.reply(Reply::Batch(ids.iter().map(|id| Secret::named(*id)).collect()));
    }

    pub(super) fn listed(&mut self) {
        let answer = Answer::Listed { rows: 0, unreadable: 0, bytes: 0, parsed_in: Duration::ZERO };
        self.reply(Reply::Final(Ok(answer)));
    }

    pub(super) fn failed(&mut self, kind: FailureKind) {
        let failure =
            Failure { operation: Operation::List, subject: None, kind, exchange: Exchange::default() };
        self.reply(Reply::Final(Err(Box::new(failure))));
    }

    /// Answers the searches, in order, until none is left.
    pub(super) fn match_all(&mut self) {
        while !self.searches.is_empty() {
            let (ticket, rows, query, former) = self.searches.remove(0);
            self.tell(Event::Found(ticket, search(&rows, query, &former)));
        }
    }

    pub(super) fn selected(&self) -> &str {
        self.app.list().selected().map_or("", |secret| secret.id.as_str())
    }

    pub(super) fn notice(&self) -> &str {
        self.app.notice().map_or("", |notice| &notice.text)
    }
}
