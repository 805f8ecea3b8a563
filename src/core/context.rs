//! The context that every slice may read: the place of the program, the time, and the settings of the user. The
//! loop and a profile switch write it; no state of a slice stands here.

use jiff::tz::TimeZone;
use ratatui::layout::Size;

use crate::core::settings::Settings;
use crate::domain::{Moment, Site};

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
