//! The token's time: how much is left, when that is worth a word, and when the bar changes next.

use std::time::{Duration, Instant};

use super::notice::{Notice, Tone};
use super::session::Lack;
use super::{App, words};

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
    /// It has ended, or the service does not accept it.
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
            Some(Duration::ZERO) => TokenTime::Out,
            Some(left) if left <= SOON => TokenTime::Soon(left),
            Some(left) => TokenTime::Left(left),
        }
    }

    /// How long the token lasts, where it tells.
    pub fn token_left(&self) -> Option<Duration> {
        let ends = self.site.claims.expires?;
        Some(Duration::try_from(ends.duration_since(self.now.wall)).unwrap_or(Duration::ZERO))
    }

    /// Says once that the token ends soon, that it has ended, and that it is for elsewhere.
    pub(super) fn watch_token(&mut self) {
        if self.here.lack.is_some() {
            return;
        }
        if let Some(tenant) = self.site.other_tenant(&self.site.claims) {
            let lack = Lack::OtherTenant { token: tenant.clone(), here: self.site.tenant().into() };
            return self.sign_out(lack);
        }
        match self.token_time() {
            TokenTime::Soon(left) if !self.warned_of_token => {
                self.warned_of_token = true;
                let ends = self.now.instant + left;
                let notice = Notice::new(Tone::Warning, words::token_soon(left)).until(ends);
                self.notices.show(self.now.instant, notice.with_sign_in());
            }
            TokenTime::Out => self.sign_out(Lack::Ended),
            _ => {}
        }
    }

    /// The token is of no use any more. A banner, nothing that takes the keyboard.
    pub(super) fn sign_out(&mut self, lack: Lack) {
        let ended = self.token_left() == Some(Duration::ZERO);
        let lack = if lack == Lack::Refused && ended { Lack::Ended } else { lack };
        let tone = if matches!(lack, Lack::OtherTenant { .. }) { Tone::Error } else { Tone::Warning };
        let text = words::lack(&lack, &self.site.claims, &self.site, &self.zone);
        self.here.lack = Some(lack);
        self.notices.expire(self.now);
        self.notices.end_success();
        self.notices.set_banner(Some(Notice::new(tone, text).with_sign_in()));
    }

    /// The service took the token: an earlier refusal does not hold any more.
    pub(super) fn token_accepted(&mut self) {
        if self.here.lack == Some(Lack::Refused) {
            self.here.lack = None;
            self.notices.set_banner(None);
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
        Some(self.now.instant + over + Duration::from_millis(1))
    }
}
