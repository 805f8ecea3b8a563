//! `tapis-secrets doctor`: checks whether everything is in place. It prints a line for each thing that matters, with
//! advice where something is wrong. It asks the service once, for the list, and reads no value.
//!
//! ```text
//! ✓ config      /home/alice/.config/tapis-secrets/config.toml, 2 profiles
//! ✓ profile     production: it is the default in the configuration
//! ✓ address     https://tacc.tapis.io/v3
//! ✓ service     answers over TLS with a trusted certificate
//! ✗ token       none. Sign in: tapis-secrets login --profile production
//! ```

use jiff::Timestamp;

use super::{Outcome, Whereabouts};
use crate::accounts::credentials::Manner;
use crate::api::Timeouts;
use crate::config::Faults;
use crate::domain::Exit;
pub use here::Here;
use report::{Form, Report};

mod clipboard;
mod here;
mod profile;
mod report;
mod service;

/// Checks everything, and reports each line as soon as it is known, or all of it as JSON at the end. Waits for the
/// service's answer and for the end of a token command.
pub fn run(
    whereabouts: Result<Whereabouts, Faults>,
    here: &Here,
    timeouts: Timeouts,
    tell: &mut dyn FnMut(&str),
) -> Outcome {
    let form = match here.json {
        true => Form::Json(Vec::new()),
        false => Form::Lines { tell, ascii: here.ascii },
    };
    let mut report = Report { form, exit: Exit::Done };
    if let Some(place) = profile::check(&mut report, whereabouts) {
        // A user at a terminal can answer a prompt of the token command.
        let manner = if here.is_terminal { Manner::AtTerminal } else { Manner::Alone };
        service::check(&mut report, &place.profile, manner, Timestamp::now(), timeouts);
    }
    clipboard::check(&mut report, here.clipboard, here.try_clipboard);
    here::check(&mut report, here);
    Outcome {
        out: String::from_utf8_lossy(&report.rest()).into_owned(),
        exit: report.exit,
        ..Outcome::default()
    }
}
