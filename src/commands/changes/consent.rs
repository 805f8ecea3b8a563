//! The consent to a change: a session that is view only gives none, production wants the name of its tenant, and a
//! deletion the id.

use std::fs::File;
use std::io::{self, IsTerminal};

use crate::cli::Consent;
use crate::commands::Outcome;
use crate::commands::caller::Caller;
use crate::commands::prompt::{NoAnswer, Prompt};
use crate::commands::script::Script;
use crate::domain::{Exit, SecretId};
use crate::place::Place;
use crate::work::confirm::{is_id_to_type, to_type};

/// Refuses every change in a session that is view only.
///
/// # Errors
/// When it is; nothing was sent.
pub(in crate::commands) fn refuse_view_only(script: &Script<'_>, place: &Place) -> Result<(), Outcome> {
    let why = match (script.cli.session.view_only, place.profile.view_only) {
        (true, _) => "--view-only forbids changes".to_owned(),
        (_, true) => format!("Profile {} is view only", place.profile.name),
        (false, false) => return Ok(()),
    };
    Err(Outcome::failed(Exit::NotAllowed, format!("{why}, so nothing was sent.")))
}

/// Asks for the name of the tenant where the place is production. A name on the command line counts everywhere.
///
/// # Errors
/// When the name is missing or another one; nothing was sent.
pub(in crate::commands) fn confirm_tenant(
    script: &Script<'_>,
    caller: &mut Caller,
    consent: &Consent,
) -> Result<(), Outcome> {
    let site = &caller.site;
    let (tenant, place) = (site.tenant().to_owned(), format!("{} (profile {})", site.address, site.profile));
    let refused = |text: String| Err(Outcome::failed(Exit::WrongUsage, text));
    match &consent.confirm_tenant {
        Some(name) if *name == tenant => Ok(()),
        Some(_) => refused(format!("--confirm-tenant names another tenant than {tenant}. Nothing was sent.")),
        None if !site.danger => Ok(()),
        None if may_confirm(script) => {
            let mut prompt = Prompt::open(&mut caller.watch).map_err(NoAnswer::from)?;
            prompt.say(&format!("This changes PRODUCTION at {place}."))?;
            confirmed(&mut prompt, &tenant, "go on")
        }
        None => refused(format!(
            "{place} is PRODUCTION, so a change wants --confirm-tenant {tenant}. Nothing was sent."
        )),
    }
}

/// Asks for each id that is to be deleted, or for a word where the id is hard to type, once it has said what the user
/// should know.
///
/// # Errors
/// When one is not typed; nothing was sent.
pub(in crate::commands) fn confirm_ids(
    caller: &mut Caller,
    ids: &[SecretId],
    told: &[String],
) -> Result<(), Outcome> {
    let mut prompt = Prompt::open(&mut caller.watch).map_err(NoAnswer::from)?;
    for line in told {
        prompt.say(line)?;
    }
    ids.iter().try_for_each(|id| match is_id_to_type(id.as_str()) {
        true => confirmed(&mut prompt, id.as_str(), "delete it"),
        false => confirmed(&mut prompt, &to_type(id.as_str()), &format!("delete {id}")),
    })
}

/// Tells whether a user is at the terminal who can confirm something; a value may come on standard input meanwhile.
pub(in crate::commands) fn may_confirm(script: &Script<'_>) -> bool {
    !script.cli.scripting.no_input && io::stderr().is_terminal() && File::open("/dev/tty").is_ok()
}

fn confirmed(prompt: &mut Prompt<'_>, name: &str, to: &str) -> Result<(), Outcome> {
    let typed = prompt.ask(&format!("Type {name} to {to}: "))?;
    match typed.trim() == name {
        true => Ok(()),
        false => Err(Outcome::failed(Exit::Failed, "That is something else, so nothing was sent.")),
    }
}
