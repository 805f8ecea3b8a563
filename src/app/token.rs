//! The token's time: how much is left, when that is worth a word, and when the bar changes next.

use std::time::{Duration, Instant};

use jiff::Timestamp;

use super::session::SignedOutReason;
use super::{App, words};
use crate::core::{Notice, Tone};
use crate::domain::ClockGap;

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

impl App {
    /// What the bar says about the token.
    pub fn token_time(&self) -> TokenTime {
        if self.here.lack.is_some() {
            return if self.getting_token().is_some() { TokenTime::Unknown } else { TokenTime::Out };
        }
        match self.token_left() {
            None => TokenTime::Unknown,
            Some(Duration::ZERO) if self.here.outlived => TokenTime::Outlived,
            Some(Duration::ZERO) => TokenTime::Ended,
            Some(left) if left <= SOON => TokenTime::Soon(left),
            Some(left) => TokenTime::Left(left),
        }
    }

    /// How long the token lasts, where it tells, by the service's clock as far as that is known. It serves what is
    /// shown, and when the token is renewed; nothing that protects depends on it.
    pub fn token_left(&self) -> Option<Duration> {
        let ends = self.cx.site.claims.expires?;
        Some(Duration::try_from(ends.duration_since(self.service_time())).unwrap_or(Duration::ZERO))
    }

    /// The time by the service's clock, as far as that is known, for what is compared with its times. Nothing
    /// that protects depends on it.
    pub fn service_time(&self) -> Timestamp {
        self.here.clock.map_or(self.cx.now.wall, |gap| gap.service_time(self.cx.now.wall))
    }

    /// Says once that the token ends soon, that it has ended by the clock of this machine, and that it is for
    /// elsewhere. Only the service says that it is of no use.
    pub(super) fn watch_token(&mut self) {
        if self.here.lack.is_some() {
            return;
        }
        if let Some(tenant) = self.cx.site.other_tenant(&self.cx.site.claims) {
            let lack =
                SignedOutReason::OtherTenant { token: tenant.clone(), here: self.cx.site.tenant().into() };
            return self.sign_out(lack);
        }
        match self.token_time() {
            TokenTime::Soon(left) if !self.warned_of_token => {
                self.warned_of_token = true;
                let ends = self.cx.now.instant + left;
                let notice = Notice::new(Tone::Warning, words::token_soon(left)).until(ends);
                self.notices.show(self.cx.now.instant, notice.with_sign_in());
            }
            TokenTime::Ended if !self.here.told_of_end => {
                self.here.told_of_end = true;
                self.notices.expire(self.cx.now);
                let text = words::token_over(&self.cx.site.claims, &self.cx.zone);
                self.notices.set_banner(Some(Notice::new(Tone::Warning, text).with_sign_in()));
            }
            // A clock was set, or the service's became known.
            TokenTime::Left(_) | TokenTime::Soon(_) if self.here.told_of_end => {
                self.here.told_of_end = false;
                self.notices.set_banner(None);
            }
            _ => {}
        }
    }

    /// The token is of no use any more. A banner, nothing that takes the keyboard.
    pub(super) fn sign_out(&mut self, lack: SignedOutReason) {
        let ended = self.token_left() == Some(Duration::ZERO);
        let lack = if lack == SignedOutReason::Refused && ended { SignedOutReason::Ended } else { lack };
        let tone =
            if matches!(lack, SignedOutReason::OtherTenant { .. }) { Tone::Error } else { Tone::Warning };
        let text = words::lack(&lack, &self.cx.site.claims, &self.cx.site, &self.cx.zone);
        self.here.lack = Some(lack);
        self.notices.expire(self.cx.now);
        self.notices.end_success();
        self.notices.set_banner(Some(Notice::new(tone, text).with_sign_in()));
    }

    /// The service took the token: neither an earlier refusal nor the clock of this machine holds against it.
    pub(super) fn token_accepted(&mut self) {
        if self.here.lack.take_if(|lack| lack.is_refusal()).is_some() {
            self.notices.set_banner(None);
        }
        if self.token_time() == TokenTime::Ended {
            self.here.outlived = true;
            self.notices.set_banner(None);
            self.hint(words::TOKEN_OUTLIVED.to_owned());
        }
    }

    /// The service's clock is that far from this machine's.
    pub(super) fn clock_told(&mut self, gap: Option<ClockGap>) {
        let before = std::mem::replace(&mut self.here.clock, gap);
        if !ClockGap::has_changed(before, gap) {
            return;
        }
        self.plan_refresh();
        if let Some(gap) = gap {
            self.hint(words::clocks_differ(gap));
        }
    }

    /// A warning that takes the place of no other news.
    fn hint(&mut self, text: String) {
        if self.notices.latest().is_none() {
            self.warn(text);
        }
    }

    /// When the bar's words change: by the minute, in the last one by the second.
    pub(super) fn next_token_change(&self) -> Option<Instant> {
        if self.here.lack.is_some() {
            return None;
        }
        let left = self.token_left().filter(|left| !left.is_zero())?;
        let step = match left {
            _ if left <= MINUTE => Duration::from_secs(1),
            _ if left < DAYS => MINUTE,
            _ => Duration::from_secs(3600),
        };
        // The words round down, so they change just after a whole step is left.
        let over = Duration::from_nanos(u64::try_from(left.as_nanos() % step.as_nanos()).unwrap_or(0));
        Some(self.cx.now.instant + over + Duration::from_millis(1))
    }
}
