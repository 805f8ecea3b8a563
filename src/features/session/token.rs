//! The time of the token: how much is left, when to warn of its end, and when the title bar changes next.

use std::time::{Duration, Instant};

use jiff::Timestamp;

use super::state::{Session, SignedOutReason};
use super::words;
use crate::core::{Context, News, Notice, Out, Tone};
use crate::domain::{Claims, ClockGap};

/// The time left from which the bar and a notice warn of the end.
const SOON: Duration = Duration::from_secs(10 * 60);
const MINUTE: Duration = Duration::from_secs(60);
/// The time left from which the bar counts in days.
const DAYS: Duration = Duration::from_secs(48 * 3600);

/// The state of the token in the bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenTime {
    /// The token does not tell when it ends.
    Unknown,
    /// The token lasts this long.
    Left(Duration),
    /// The token lasts this long, which is short.
    Soon(Duration),
    /// The token has ended by the clock of this machine; the service was not asked since.
    Ended,
    /// The token has ended by that clock, but the service accepts it.
    Outlived,
    /// There is no token that the service accepts.
    Out,
}

impl Session {
    /// Returns the state of the token for the bar.
    pub fn token_time(&self, cx: &Context) -> TokenTime {
        if self.here.signed_out.is_some() {
            return if self.getting_token().is_some() { TokenTime::Unknown } else { TokenTime::Out };
        }
        match self.token_left(cx) {
            None => TokenTime::Unknown,
            Some(Duration::ZERO) if self.here.told.outlived => TokenTime::Outlived,
            Some(Duration::ZERO) => TokenTime::Ended,
            Some(left) if left <= SOON => TokenTime::Soon(left),
            Some(left) => TokenTime::Left(left),
        }
    }

    /// Returns how long the token lasts, if it says so, by the service's clock as far as that is known. Serves
    /// the display and the renewal; no protection depends on it.
    pub fn token_left(&self, cx: &Context) -> Option<Duration> {
        self.left_of(&cx.site.claims, cx)
    }

    /// Returns how long a token with these claims lasts.
    pub(super) fn left_of(&self, claims: &Claims, cx: &Context) -> Option<Duration> {
        let left = claims.expires?.duration_since(self.service_time(cx));
        Some(Duration::try_from(left).unwrap_or(Duration::ZERO))
    }

    /// Tells whether the token has ended by the clock of this machine.
    pub(super) fn is_over(&self, cx: &Context) -> bool {
        self.token_left(cx) == Some(Duration::ZERO)
    }

    /// Returns the time by the service's clock, as far as that is known, to compare with the service's times.
    /// No protection depends on it.
    pub fn service_time(&self, cx: &Context) -> Timestamp {
        self.here.clock.map_or(cx.now.wall, |gap| gap.service_time(cx.now.wall))
    }

    /// Warns once that the token ends soon, that it has ended by the clock of this machine, and that it is for
    /// another tenant. Only the service decides that a token is refused.
    pub(super) fn tick_token(&mut self, cx: &Context, out: &mut Out) {
        if self.here.signed_out.is_some() {
            return;
        }
        if let Some(tenant) = cx.site.other_tenant(&cx.site.claims) {
            return self.sign_out(cx, SignedOutReason::other_tenant(tenant, &cx.site), out);
        }
        let time = self.token_time(cx);
        let told = &mut self.here.told;
        match time {
            TokenTime::Soon(left) if !told.soon => {
                told.soon = true;
                let notice = Notice::new(Tone::Warning, words::token_soon(left));
                out.tell(notice.until(cx.now.instant + left).with_sign_in());
            }
            TokenTime::Ended if !told.end => {
                told.end = true;
                let text = words::token_over(&cx.site.claims, &cx.zone);
                out.report(News::Banner(Notice::new(Tone::Warning, text).with_sign_in()));
            }
            // A clock was set, or the clock of the service became known.
            TokenTime::Left(_) | TokenTime::Soon(_) if told.end => {
                told.end = false;
                out.report(News::BannerOver);
            }
            _ => {}
        }
    }

    /// Notes that the service accepted the token, whatever an earlier refusal or the clock of this machine
    /// says.
    pub fn token_accepted(&mut self, cx: &Context, out: &mut Out) {
        if self.here.signed_out.take_if(|reason| reason.is_refusal()).is_some() {
            out.report(News::BannerOver);
            self.go_on(out);
        }
        if self.token_time(cx) == TokenTime::Ended {
            self.here.told.outlived = true;
            out.report(News::BannerOver);
            hint(words::TOKEN_OUTLIVED, out);
        }
    }

    /// Takes the difference between the clocks of the service and this machine.
    pub fn clock_told(&mut self, cx: &Context, gap: Option<ClockGap>, out: &mut Out) {
        let before = std::mem::replace(&mut self.here.clock, gap);
        if !ClockGap::has_changed(before, gap) {
            return;
        }
        let left = self.token_left(cx);
        self.here.renewal.plan(left, cx.now.instant);
        if let Some(gap) = gap {
            hint(&words::clocks_differ(gap), out);
        }
    }

    /// Returns the time at which the text of the bar changes: every minute, and in the last minute every
    /// second.
    pub fn next_token_change(&self, cx: &Context) -> Option<Instant> {
        if self.here.signed_out.is_some() {
            return None;
        }
        let left = self.token_left(cx).filter(|left| !left.is_zero())?;
        let step = match left {
            _ if left <= MINUTE => Duration::from_secs(1),
            _ if left < DAYS => MINUTE,
            _ => Duration::from_secs(3600),
        };
        // The text rounds down, so it changes just after a whole step is left.
        let over = Duration::from_nanos(u64::try_from(left.as_nanos() % step.as_nanos()).unwrap_or(0));
        Some(cx.now.instant + over + Duration::from_millis(1))
    }
}

/// Shows a warning unless there is another notice.
fn hint(text: &str, out: &mut Out) {
    out.report(News::TellIfQuiet(Notice::new(Tone::Warning, text)));
}
