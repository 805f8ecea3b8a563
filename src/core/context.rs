//! The context that every slice may read: the place of the program, the time, and the settings of the user. The
//! loop and a profile switch write it; no state of a slice stands here.

use std::time::{Duration, Instant};

use jiff::tz::TimeZone;
use ratatui::layout::Size;

use crate::core::SHOW_WAIT_AFTER;
use crate::core::settings::Settings;
use crate::domain::{Moment, Site};

/// The time that one frame of the spinner stays on the screen.
pub const SPINNER_FRAME: Duration = Duration::from_millis(100);

/// The surroundings of every transition.
#[derive(Debug)]
pub struct Context {
    /// The time of the present event.
    pub now: Moment,
    /// The address of the secrets and the user of the token.
    pub site: Site,
    /// The time zone in which times are shown.
    pub zone: TimeZone,
    /// The settings of this profile.
    pub settings: Settings,
    /// Columns and rows of the screen.
    pub size: Size,
}

impl Context {
    /// Returns the number of the spinner's frame for work that is under way since this moment; `None` while the wait
    /// is too short to show.
    pub fn spinner_frame(&self, since: Instant) -> Option<usize> {
        let waited = self.now.instant.saturating_duration_since(since);
        (waited >= SHOW_WAIT_AFTER).then(|| (waited.as_millis() / SPINNER_FRAME.as_millis()) as usize)
    }
}
