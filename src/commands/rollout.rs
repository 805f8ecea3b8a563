//! What `rotate` and `restart` share. `wanted` reads which pods are meant, `look` asks for everything that a plan is made
//! of, `plan` makes and shows it, and `provider` asks about its value. `driving` and `run` take the rollout to its end on
//! the machine that the screen uses, too. `report` tells its events and `conclusion` how it ended, in the words of `words`.
//! `records` finds the rollouts that others are at and those that were left, and `left` goes on with one or ends it.

use super::Outcome;
use super::caller::Caller;
use super::changes::consent::may_confirm;
use super::prompt::{NoAnswer, Prompt};
use super::script::Script;
use crate::cli::Restarting;
use crate::clock;
use crate::core::records::{Process, RecordName};
use crate::domain::Exit;
use crate::work::rollout::{Place, Plan, Rollout};

pub(super) mod conclusion;
pub(super) mod driving;
pub(super) mod left;
pub(super) mod look;
pub(super) mod plan;
pub(super) mod provider;
pub(super) mod records;
pub(super) mod report;
pub(super) mod run;
pub(super) mod wanted;
mod words;

/// Refuses to begin where nobody is there to be asked and nobody has agreed beforehand.
///
/// # Errors
/// When that is so; nothing was sent.
pub(super) fn refuse_unasked(script: &Script<'_>, how: &Restarting) -> Result<(), Outcome> {
    match how.dry_run || how.yes || may_confirm(script) {
        true => Ok(()),
        false => Err(Outcome::failed(
            Exit::WrongUsage,
            "Nobody is there to confirm this: --yes begins without a question. Nothing was sent.",
        )),
    }
}

/// Makes the rollout, once the person agrees to its plan. Its record gets a name.
///
/// # Errors
/// When the person does not agree; nothing was sent.
pub(super) fn make_rollout(
    caller: &mut Caller,
    plan: Plan,
    process: Process,
    yes: bool,
) -> Result<(RecordName, Rollout), Outcome> {
    if !yes {
        let mut prompt = Prompt::open(&mut caller.watch).map_err(NoAnswer::from)?;
        if !prompt.ask("Begin? Type yes: ")?.trim().eq_ignore_ascii_case("yes") {
            return Err(Outcome::failed(Exit::Failed, "That is no yes, so nothing was sent."));
        }
    }
    let now = clock::now().wall;
    let name = RecordName::new(now.as_millisecond(), process.pid);
    let rollout = plan.make(Place::of(&caller.site), process, now).map_err(|_| Outcome::unexpected())?;
    Ok((name, rollout))
}
