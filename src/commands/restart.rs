//! `tapis-secrets restart`: restarts pods, one after the other, as `rotate` does. No value is changed or read.

use super::Outcome;
use super::caller::{AT_ONCE, Caller};
use super::changes::addressable;
use super::changes::consent::{confirm_tenant, may_confirm, refuse_view_only};
use super::failure::{Failures, failed};
use super::rollout::conclusion::Conclusion;
use super::rollout::driving::Given;
use super::rollout::look::look;
use super::rollout::plan::{Purpose, make, settings, show};
use super::rollout::records::Records;
use super::rollout::report::Report;
use super::rollout::run::begin;
use super::rollout::wanted::Wanted;
use super::rollout::{make_rollout, refuse_unasked};
use super::script::Script;
use crate::cli::{OnFailure, Restart};
use crate::core::RequestKey;
use crate::domain::{Answer, PodId, Request, Secret, SecretId};
use crate::place::Place;
use crate::work::rollout::Place as At;

/// Restarts pods.
///
/// # Errors
/// The end of the command, unless all pods are up after their restart.
pub fn run(script: &Script<'_>, asked: &Restart) -> Result<(), Outcome> {
    let ids = asked.using.iter().map(|id| addressable(id)).collect::<Result<Vec<_>, _>>()?;
    let wanted = match ids.is_empty() {
        true => Wanted::named(asked.pods.iter().map(String::as_str))?,
        false => Wanted::All,
    };
    let canary = asked.how.canary.as_deref().map(PodId::from);
    wanted.refuse_stray_canary(canary.as_ref())?;
    refuse_unasked(script, &asked.how)?;
    let place = script.place()?;
    refuse_view_only(script, &place)?;
    let mut caller = script.sign_in(&place)?;
    if !asked.how.dry_run {
        confirm_tenant(script, &mut caller, &asked.how.consent)?;
    }
    let report = Report::new(script, &asked.how);
    let end = carry_out(script, &mut caller, (asked, &place), (&ids, &wanted, canary.as_ref()), &report);
    end.unwrap_or_else(Conclusion::not_begun).tell(&report, "restart")
}

fn carry_out(
    script: &Script<'_>,
    caller: &mut Caller,
    (asked, place): (&Restart, &Place),
    (ids, wanted, canary): (&[SecretId], &Wanted, Option<&PodId>),
    report: &Report<'_>,
) -> Result<Conclusion, Outcome> {
    let records = Records::find(caller)?;
    records.refuse_another(ids.iter(), &At::of(&caller.site), None, false)?;
    let secrets = secrets(caller, ids)?;
    let looked = look(script, caller, &secrets, wanted, canary)?;
    let purpose = Purpose {
        command: "restart",
        secrets: ids.iter().map(|id| (id.clone(), false)).collect(),
        value: None,
        on_failure: OnFailure::Stop,
    };
    let not_known = looked.not_looked_into;
    let plan = make(&purpose, looked, (wanted, canary), settings(&asked.how, &place.profile))?;
    show(report, caller, &purpose, &plan, not_known);
    if asked.how.dry_run {
        return Ok(Conclusion::done("planned", ""));
    }
    if plan.chosen().next().is_none() {
        return Ok(Conclusion::done("done", "Nothing was restarted."));
    }
    let rollout = make_rollout(caller, plan, records.process, asked.how.yes)?;
    let given = Given { yes: asked.how.yes, may_ask: may_confirm(script), back: false, old_works: false };
    Ok(begin(caller, report, rollout, given))
}

/// Asks for the secrets: a reference means one by its id and its owner.
fn secrets(caller: &mut Caller, ids: &[SecretId]) -> Result<Vec<Secret>, Outcome> {
    let requests = (0..).zip(ids).map(|(n, id)| (RequestKey::Look(n), Request::Get(id.clone())));
    let (mut secrets, mut failures) = (Vec::new(), Failures::default());
    for answer in caller.calls(AT_ONCE, requests)? {
        match answer {
            Ok(Answer::Got(secret)) => secrets.push(*secret),
            Ok(_) => failures.add(Outcome::unexpected()),
            Err(failure) => failures.add(failed(&failure, &caller.site)),
        }
    }
    failures.result().map(|()| secrets)
}
