//! What every slice may read: where the program is, when, and what the user set. The loop and a profile switch
//! write it; no state of a slice stands here.

use jiff::tz::TimeZone;
use ratatui::layout::Size;

use crate::core::settings::Settings;
use crate::domain::{Moment, Site};

/// The surroundings of every transition.
#[derive(Debug)]
pub struct Context {
    /// When the present event came.
    pub now: Moment,
    /// Where the secrets are, and who asks for them.
    pub site: Site,
    /// The zone in which times are told.
    pub zone: TimeZone,
    /// What the user set for this profile.
    pub settings: Settings,
    /// Columns and rows of the screen.
    pub size: Size,
}
