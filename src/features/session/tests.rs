//! Stories of the slice alone: messages in, effects and news out.

use std::time::{Duration, Instant};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use ratatui::layout::Size;

use super::*;
use crate::core::settings::Settings;
use crate::core::{Effect, PendingRequests, Purpose, RequestKey, Ticket, ValueForm};
use crate::domain::{
    Claims, Exchange, Failure, FailureKind, Granted, Moment, Operation, Request, SecretId, SignInFault,
    SignedOut, Site,
};
use crate::keys::Key;

const HOUR: Duration = Duration::from_secs(3600);

fn claims(tenant: &str) -> Claims {
    let expires = Some(Timestamp::UNIX_EPOCH + 3 * HOUR);
    Claims { user: "alice".into(), tenant: tenant.into(), expires }
}

fn profile(tenant: &str, source: TokenSource) -> Profile {
    let given = source == TokenSource::Given;
    let address = format!("{tenant}.tapis.io").as_str().into();
    let claims = if given { claims(tenant) } else { Claims::default() };
    Profile { site: Site { address, claims, ..Site::default() }, source, ..Profile::default() }
}

/// The slice, with the work that `app` does for it.
struct Alone {
    session: Session,
    cx: Context,
    out: Out,
}

impl Alone {
    fn at(profiles: Vec<Profile>) -> Self {
        let cx = Context {
            now: Moment { instant: Instant::now(), wall: Timestamp::UNIX_EPOCH },
            site: Site::default(),
            zone: TimeZone::UTC,
            settings: Settings::default(),
            size: Size::new(80, 24),
        };
        let out = Out::new(PendingRequests::new(FIRST_SESSION));
        let mut alone = Self { session: Session::new(profiles), cx, out };
        alone.arrive(0);
        alone.session.begin(&alone.cx, &mut alone.out);
        alone
    }

    fn arrive(&mut self, to: usize) {
        self.cx.site = self.session.arrive(ProfileId(to)).unwrap().site.clone();
    }

    /// Gives the slice the result of its last attempt to get a token.
    fn token(&mut self, result: Result<Granted, SignInFault>) -> Vec<News> {
        self.session.got_token(&self.cx, self.session.last_id, result, Screen::Covered, &mut self.out);
        let news: Vec<_> = self.out.news.drain(..).collect();
        for news in &news {
            if let News::SignedIn(claims) = news {
                self.cx.site.claims = claims.clone();
            }
        }
        news
    }

    fn advance(&mut self, time: Duration) {
        self.cx.now = Moment { instant: self.cx.now.instant + time, wall: self.cx.now.wall + time };
        self.session.tick(&self.cx, &mut self.out);
    }

    fn tokens(&self) -> Vec<&TokenWay> {
        let ways = self.out.effects.iter().filter_map(|effect| match effect {
            Effect::GetToken(_, _, way) => Some(way),
            _ => None,
        });
        ways.collect()
    }

    fn refused(&mut self, request_key: RequestKey, operation: Operation, interrupted: Interrupted) -> bool {
        let kind = FailureKind::SignedOut(SignedOut::Invalid);
        let failure = Failure {
            operation,
            subject: Some(SecretId::from("a").into()),
            kind,
            exchange: Exchange::default(),
        };
        let (ticket, _): (Ticket, _) = self.out.pending.open(request_key);
        self.out.pending.close(&ticket);
        self.session.token_refused(&self.cx, &ticket, &failure, interrupted, &mut self.out)
    }
}

fn granted() -> Granted {
    Granted { claims: claims("tacc"), refreshable: true, note: None }
}

#[test]
fn what_a_dead_token_interrupts_goes_on_with_the_next_one_and_only_once() {
    let mut alone = Alone::at(vec![profile("tacc", TokenSource::Given)]);
    assert!(
        !alone.refused(RequestKey::Write(1), Operation::Update, Interrupted::Change(1)),
        "its form tells of it"
    );
    assert!(alone.refused(RequestKey::Look(2), Operation::Get, Interrupted::Read), "nobody else hears of it");
    let value = Interrupted::Value("a".into(), vec![Purpose::Copy(ValueForm::Plain)]);
    assert!(!alone.refused(RequestKey::Value("a".into()), Operation::GetValue, value));
    assert_eq!(alone.session.signed_out(), Some(&SignedOutReason::Refused));

    alone.out.news.clear();
    alone.session.sign_in(&alone.cx, &mut alone.out);
    "s3cret".chars().for_each(|c| alone.session.press(Key::char(c)));
    alone.session.submit(&alone.cx, false, &mut alone.out);
    let news = alone.token(Ok(granted()));
    let reads = |news: &[News]| {
        let again = news.iter().filter(|news| {
            matches!(
                news,
                News::ReadAgain(RequestKey::Look(2), Request::Get(_))
                    | News::ValueAgain(_, Purpose::Copy(_))
                    | News::OfferAgain(1)
            )
        });
        again.count()
    };
    assert_eq!(reads(&news), 3, "{news:?}");
    assert!(alone.session.form().is_none() && alone.session.unsent().is_none());
    alone.session.sign_in(&alone.cx, &mut alone.out);
    "s3cret".chars().for_each(|c| alone.session.press(Key::char(c)));
    alone.session.submit(&alone.cx, false, &mut alone.out);
    assert_eq!(reads(&alone.token(Ok(granted()))), 0);
}

#[test]
fn a_lock_forgets_the_values_that_wait_for_a_token_and_masks_the_password() {
    let mut alone = Alone::at(vec![profile("tacc", TokenSource::Given)]);
    let value = Interrupted::Value("a".into(), vec![Purpose::Reveal]);
    alone.refused(RequestKey::Value("a".into()), Operation::GetValue, value);
    alone.session.sign_in(&alone.cx, &mut alone.out);
    alone.session.toggle_password();
    alone.session.wipe(&alone.cx, Wipe::Lock, &mut alone.out);
    assert!(!alone.session.form().unwrap().show);
    alone.cx.settings.unlock = Unlock::SignIn;
    alone.session.wipe(&alone.cx, Wipe::Lock, &mut alone.out);
    assert!(alone.session.form().is_none());
    alone.out.news.clear();
    alone.session.get_token(&alone.cx, TokenWay::Sources, &mut alone.out);
    let news = alone.token(Ok(granted()));
    assert!(!news.iter().any(|news| matches!(news, News::ValueAgain(..))), "{news:?}");
}

#[test]
fn nothing_that_was_known_of_a_profile_goes_along_to_another() {
    let mut alone = Alone::at(vec![profile("tacc", TokenSource::File), profile("dev", TokenSource::Given)]);
    alone.token(Ok(granted()));
    alone.refused(RequestKey::Write(1), Operation::Update, Interrupted::Change(1));
    alone.arrive(1);
    alone.session.start_anew(&alone.cx, &mut alone.out);
    alone.token(Err(SignInFault::Source("token_file is gone.".into())));
    assert_eq!(alone.session.unsent(), None);
    // The token before could be renewed without a password.
    let asked = alone.tokens().len();
    alone.advance(3 * HOUR);
    assert_eq!(alone.tokens().len(), asked, "{:?}", alone.tokens());
}

#[test]
fn a_token_is_renewed_before_its_end_where_that_takes_no_password() {
    let mut alone = Alone::at(vec![profile("tacc", TokenSource::File)]);
    alone.token(Ok(granted()));
    let due = alone.session.next_due(&alone.cx).boot.unwrap();
    assert_eq!(due, alone.cx.now.instant + 3 * HOUR - Duration::from_secs(300));
    alone.advance(3 * HOUR - Duration::from_secs(300));
    assert!(matches!(alone.tokens()[..], [TokenWay::Sources, TokenWay::Refresh]));
    assert_eq!(alone.session.next_due(&alone.cx), Wake::default(), "one at a time");
}
