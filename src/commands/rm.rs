//! `tapis-secrets rm`: deletes secrets, one after the other. Stops at the first that fails, and says what was done.

use serde::Serialize;

use super::Outcome;
use super::caller::Caller;
use super::changes::addressable;
use super::changes::breaks::what_breaks;
use super::changes::consent::{confirm_ids, confirm_tenant, may_confirm, refuse_view_only};
use super::changes::drive::carry_out;
use super::changes::ending::{Became, Deed, Ending};
use super::changes::report;
use super::script::Script;
use crate::cli::Rm;
use crate::domain::{Exit, SecretId};
use crate::work::write::{Draft, Old};

/// Deletes secrets.
///
/// # Errors
/// The end of the command, unless all are deleted.
pub fn run(script: &Script<'_>, asked: &Rm) -> Result<(), Outcome> {
    let ids = asked.ids.iter().map(|id| addressable(id)).collect::<Result<Vec<_>, _>>()?;
    refuse_doubtful(asked)?;
    let is_asked = !asked.yes && asked.confirm.is_empty();
    if is_asked && !may_confirm(script) {
        let all: String =
            ids.iter().map(|id| format!(" --confirm={}", shell_words::quote(id.shown()))).collect();
        let text = format!("Nobody is there to confirm this: use{all}, or --yes. Nothing was deleted.");
        return Err(Outcome::failed(Exit::WrongUsage, text));
    }
    let place = script.place()?;
    refuse_view_only(script, &place)?;
    let mut caller = script.sign_in(&place)?;
    confirm_tenant(script, &mut caller, &asked.consent)?;
    if is_asked {
        let told = what_breaks(&mut caller, &ids)?;
        confirm_ids(&mut caller, &ids, &told)?;
    }
    let mut endings = Vec::new();
    for id in &ids {
        let ending = delete(&mut caller, id).unwrap_or_else(|why| Ending::before(id, why));
        let goes_on = ending.exit == Exit::Done;
        endings.push(ending);
        if !goes_on {
            break;
        }
    }
    report(script, &ids, &endings)
}

/// Refuses an id that is named twice, and confirmations that are not those of the ids.
fn refuse_doubtful(asked: &Rm) -> Result<(), Outcome> {
    let sorted = |ids: &[String]| {
        let mut ids = ids.to_vec();
        ids.sort_unstable();
        ids
    };
    let (ids, confirmed) = (sorted(&asked.ids), sorted(&asked.confirm));
    let refused = |text: &str| Err(Outcome::failed(Exit::WrongUsage, text));
    if ids.windows(2).any(|two| two[0] == two[1]) {
        return refused("An id is named twice. Nothing was deleted.");
    }
    if !confirmed.is_empty() && confirmed != ids {
        return refused("--confirm has to name each of the ids once, and no other. Nothing was deleted.");
    }
    Ok(())
}

fn delete(caller: &mut Caller, id: &SecretId) -> Result<Ending, Outcome> {
    let draft = Draft::Delete { secret: caller.secret(id)?, expected: None, spare: None };
    Ok(carry_out(caller, Deed::Rm, draft, (Old::Lost, false)))
}

#[derive(Serialize)]
struct Lines<'a> {
    command: &'static str,
    exit_code: u8,
    results: Vec<Line<'a>>,
}

#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    outcome: &'static str,
}

fn report(script: &Script<'_>, ids: &[SecretId], endings: &[Ending]) -> Result<(), Outcome> {
    let last = endings.last().map_or(Exit::Done, |ending| ending.exit);
    let done = endings.iter().filter(|ending| ending.became == Became::Done).count();
    let exit = match last {
        // More urgent to know than that the others are done.
        Exit::Done | Exit::OutcomeUnknown | Exit::Signal(_) => last,
        _ if done > 0 => Exit::StoppedPartWay,
        _ => last,
    };
    let mut text: Vec<String> = endings.iter().map(|ending| ending.text.clone()).collect();
    if let [first, others @ ..] = ids.get(endings.len()..).unwrap_or_default() {
        let more = if others.is_empty() { String::new() } else { format!(" and {} more", others.len()) };
        text.push(format!("Not tried: {first}{more}."));
    }
    let outcomes = endings.iter().map(|ending| ending.became.word()).chain(std::iter::repeat("not_tried"));
    let results = ids.iter().zip(outcomes).map(|(id, outcome)| Line { id: id.as_str(), outcome }).collect();
    let lines = Lines { command: Deed::Rm.command(), exit_code: exit.code(), results };
    report::finish(script, exit, &text.join("\n"), &lines)
}
