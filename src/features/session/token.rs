//! The token's time: how much is left, when that is worth a word, and when the bar changes next.

use std::time::{Duration, Instant};

use jiff::Timestamp;

use super::state::{Session, SignedOutReason};
use super::words;
use crate::core::{Context, News, Notice, Out, Tone};
use crate::domain::{Claims, ClockGap};

/// From this much time on the bar and a notice say that it ends.
const SOON: Duration = Duration::from_secs(10 * 60);
const MINUTE: Duration = Duration::from_secs(60);
/// From here on the bar counts in days.
const DAYS: Duration = Duration::from_secs(48 * 3600);

/// What the bar says about the token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenTime {
    /// The token does not tell when it ends.
    Unknown,
    /// It has this long.
    Left(Duration),
    /// It has this long, and that is not much.
    Soon(Duration),
    /// It has ended by the clock of this machine; the service was not asked since.
    Ended,
    /// It has ended by that clock, and the service accepts it all the same.
    Outlived,
    /// There is none that the service accepts.
    Out,
}

impl Session {
    /// What the bar says about the token.
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

    /// How long the token lasts, where it tells, by the service's clock as far as that is known. It serves what is
    /// shown, and when the token is renewed; nothing that protects depends on it.
    pub fn token_left(&self, cx: &Context) -> Option<Duration> {
        self.left_of(&cx.site.claims, cx)
    }

    /// The same, of a token with these claims.
    pub(super) fn left_of(&self, claims: &Claims, cx: &Context) -> Option<Duration> {
        let left = claims.expires?.duration_since(self.service_time(cx));
        Some(Duration::try_from(left).unwrap_or(Duration::ZERO))
    }

    /// Whether the token has ended by the clock of this machine.
    pub(super) fn is_over(&self, cx: &Context) -> bool {
        self.token_left(cx) == Some(Duration::ZERO)
    }

    /// The time by the service's clock, as far as that is known, for what is compared with its times. Nothing
    /// that protects depends on it.
    pub fn service_time(&self, cx: &Context) -> Timestamp {
        self.here.clock.map_or(cx.now.wall, |gap| gap.service_time(cx.now.wall))
    }

    /// Says once that the token ends soon, that it has ended by the clock of this machine, and that it is for
    /// elsewhere. Only the service says that it is of no use.
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
            // A clock was set, or the service's became known.
            TokenTime::Left(_) | TokenTime::Soon(_) if told.end => {
                told.end = false;
                out.report(News::BannerOver);
            }
            _ => {}
        }
    }

    /// The service took the token: neither an earlier refusal nor the clock of this machine holds against it.
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

    /// The service's clock is that far from this machine's.
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

    /// When the bar's words change: by the minute, in the last one by the second.
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
        // The words round down, so they change just after a whole step is left.
        let over = Duration::from_nanos(u64::try_from(left.as_nanos() % step.as_nanos()).unwrap_or(0));
        Some(cx.now.instant + over + Duration::from_millis(1))
    }
}

/// A warning that takes the place of no other news.
fn hint(text: &str, out: &mut Out) {
    out.report(News::TellIfQuiet(Notice::new(Tone::Warning, text)));
}
