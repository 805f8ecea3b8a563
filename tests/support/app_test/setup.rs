//! Beginnings with the scripted back end.
//!
//! Stories begin with `begin` and `with` at eight in the morning, with searches that wait for `match_all`. Screens
//! begin with `new` and `with_demo`, at the clock of all snapshots, with searches that are answered at once.

use std::time::{Duration, Instant};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use ratatui::layout::Size;

use super::super::prelude::*;
use super::super::{clock, data};
use super::{AppTest, Back};

/// When all stories begin.
pub(crate) fn start() -> Timestamp {
    Timestamp::from_second(1_800_000_000).unwrap()
}

/// What alice's token for this tenant says; it lasts three hours.
pub(crate) fn claims(tenant: &str) -> Claims {
    let expires = Some(start() + Duration::from_secs(3 * 3600));
    Claims { user: "alice".into(), tenant: tenant.into(), expires }
}

/// Where this tenant's secrets are, as alice.
pub(crate) fn site(tenant: &str) -> Site {
    Site {
        address: format!("{tenant}.tapis.io").as_str().into(),
        base_url: format!("https://{tenant}.tapis.io/v3").as_str().into(),
        claims: claims(tenant),
        ..Site::default()
    }
}

/// Where all screens are: alice on tacc, with a token for another 3 h 12 min.
pub(crate) fn screen_site() -> Site {
    let expires = clock::now() + Duration::from_secs(3 * 3600 + 12 * 60 + 30);
    Site {
        address: "tacc.tapis.io".into(),
        base_url: "https://tacc.tapis.io".into(),
        claims: Claims { user: "alice".into(), tenant: "tacc".into(), expires: Some(expires) },
        ..Site::default()
    }
}

/// A story.
impl AppTest {
    pub(crate) fn begin() -> Self {
        Self::begin_with(Settings { clipboard: ClipboardWay::System, ..Settings::default() })
    }

    pub(crate) fn begin_with(settings: Settings) -> Self {
        Self::begin_at(vec![Profile { site: site("tacc"), settings, ..Profile::default() }])
    }

    /// At the first of these profiles.
    pub(crate) fn begin_at(profiles: Vec<Profile>) -> Self {
        let now = Moment { instant: Instant::now(), wall: start() };
        // High enough for every form to have its frame.
        Self::scripted(profiles, now, Size::new(80, 40), true)
    }

    /// With a loaded list of these ids.
    pub(crate) fn with(ids: &[&str]) -> Self {
        Self::begin().loaded(ids.iter().map(|id| Secret::named(*id)).collect())
    }

    /// The list has arrived with these secrets.
    pub(crate) fn loaded(mut self, secrets: Vec<Secret>) -> Self {
        self.list(secrets);
        self.match_all();
        self
    }
}

/// A screen.
impl AppTest {
    /// The program just started: the list is asked for.
    pub(crate) fn new(width: u16, height: u16) -> Self {
        Self::at(screen_site(), width, height)
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
        Self::scripted(profiles, clock::start(), Size { width, height }, false)
    }

    /// The demo's secrets are on the screen.
    pub(crate) fn with_demo(width: u16, height: u16) -> Self {
        let mut test = Self::new(width, height);
        test.list(data::demo(clock::now()));
        test
    }

    fn scripted(profiles: Vec<Profile>, now: Moment, size: Size, holds_searches: bool) -> Self {
        let Profile { site, settings, .. } = profiles[0].clone();
        let app = App::new(now, size, site, TimeZone::UTC, settings);
        let app = app.with_profiles(profiles, ProfileId(0));
        Self::start(app, now, Back::Scripted { holds_searches })
    }

    /// From here on searches wait for `match_all`.
    pub(crate) fn hold_searches(&mut self) {
        self.back = Back::Scripted { holds_searches: true };
    }
}
