//! The service's clock, as the `Date` of its answers tells it (RFC 9110 §6.6.1).

use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;
use jiff::fmt::rfc2822;
use reqwest::Response;
use reqwest::header::DATE;

use crate::domain::ClockGap;

/// Reads the `Date` of an answer.
pub(super) fn date(response: &Response) -> Option<Timestamp> {
    let text = response.headers().get(DATE)?.to_str().ok()?;
    Some(rfc2822::parse(text.trim()).ok()?.timestamp())
}

/// Returns the gap between the clocks, by an answer that has just begun and the time `asked` of its request.
pub(super) fn gap(response: &Response, asked: Timestamp) -> Option<ClockGap> {
    ClockGap::of(date(response)?, asked, Timestamp::now())
}

/// The last report about the clocks, if there was one.
#[derive(Default)]
pub(super) struct Told(Mutex<Option<Option<ClockGap>>>);

impl Told {
    /// Notes the gap of an answer, and tells whether to report it: with the first answer, since an earlier session
    /// may have seen another gap, and whenever it changes.
    pub(super) fn is_news(&self, gap: Option<ClockGap>) -> bool {
        let mut told = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_news = told.is_none_or(|told| ClockGap::has_changed(told, gap));
        if is_news {
            *told = Some(gap);
        }
        is_news
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_answer_of_a_session_tells_of_the_clocks_also_that_they_agree() {
        let now = Timestamp::from_second(1_800_000_000).unwrap();
        let wrong = ClockGap::of(Timestamp::UNIX_EPOCH, now, now);
        for gaps in [[None, None, wrong, wrong, None], [wrong, wrong, None, None, wrong]] {
            let told = Told::default();
            assert_eq!(gaps.map(|gap| told.is_news(gap)), [true, false, true, false, true]);
        }
    }
}
