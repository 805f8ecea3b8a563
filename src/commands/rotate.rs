//! `tapis-secrets rotate`: gives a secret a new value, and restarts the pods that use it.
//!
//! 1. The secret, its pods and the permissions are looked at, and the plan is shown. Nothing is changed, no value is read.
//! 2. The new value is taken, and somebody vouches that its provider accepts it.
//! 3. The person agrees, now or by `--yes`, and the machine takes the rollout to its end.

use super::Outcome;
use super::caller::Caller;
use super::changes::addressable;
use super::changes::consent::{confirm_tenant, may_confirm, refuse_view_only};
use super::changes::ending::Deed;
use super::changes::value::{Source, refuse_argument};
use super::rollout::conclusion::Conclusion;
use super::rollout::driving::Given;
use super::rollout::look::look;
use super::rollout::plan::{Purpose, give, make, settings, show};
use super::rollout::provider::{refuse_unvouched, vouch};
use super::rollout::records::Records;
use super::rollout::report::Report;
use super::rollout::run::begin;
use super::rollout::wanted::Wanted;
use super::rollout::{left, make_rollout, refuse_unasked};
use super::script::Script;
use crate::cli::{OnFailure, Rotate};
use crate::domain::{Exit, PodId, SecretId};
use crate::place::Place;
use crate::words;
use crate::work::rollout::Place as At;

/// Rotates a secret, or goes on with a rollout that was left.
///
/// # Errors
/// The end of the command, unless all that was planned runs the new value.
pub fn run(script: &Script<'_>, asked: &Rotate) -> Result<(), Outcome> {
    let Some(id) = asked.id.as_deref().filter(|_| !asked.resume && !asked.abandon) else {
        return left::run(script, asked);
    };
    refuse_argument(Deed::Rotate, id, &asked.value)?;
    let id = addressable(id)?;
    let wanted = Wanted::read(asked.restart.as_deref())?;
    let canary = asked.how.canary.as_deref().map(PodId::from);
    wanted.refuse_stray_canary(canary.as_ref())?;
    let source = Source::of(script, Deed::Rotate, &asked.value)?;
    refuse_unasked(script, &asked.how)?;
    let place = script.place()?;
    refuse_view_only(script, &place)?;
    refuse_unvouched(asked, &place.profile)?;
    let mut caller = script.sign_in(&place)?;
    if !asked.how.dry_run {
        confirm_tenant(script, &mut caller, &asked.how.consent)?;
    }
    let report = Report::new(script, &asked.how);
    let rotation = Rotation { script, asked, place: &place, report: &report, id, wanted, canary };
    let end = rotation.carry_out(&mut caller, source);
    end.unwrap_or_else(Conclusion::not_begun).tell(&report, "rotate")
}

struct Rotation<'a> {
    script: &'a Script<'a>,
    asked: &'a Rotate,
    place: &'a Place,
    report: &'a Report<'a>,
    id: SecretId,
    wanted: Wanted,
    canary: Option<PodId>,
}

impl Rotation<'_> {
    fn carry_out(&self, caller: &mut Caller, source: Source) -> Result<Conclusion, Outcome> {
        let Self { script, asked, report, id, canary, .. } = self;
        let records = Records::find(caller)?;
        records.refuse_another(std::iter::once(id), &At::of(&caller.site), None, true)?;
        let secret = caller.secret(id)?;
        let mode = secret.access.mode();
        let forbidden =
            |why: String| Err(Outcome::failed(Exit::NotAllowed, format!("{why} Nothing was sent.")));
        if !mode.writable() {
            return forbidden(words::unwritable(id, mode).to_string());
        }
        if asked.on_failure == OnFailure::Back && !mode.readable() {
            return forbidden(format!("{} There is no way back.", words::unreadable(id, mode)));
        }
        let looked = look(script, caller, &[*secret], &self.wanted, canary.as_ref())?;
        let purpose = Purpose {
            command: "rotate",
            secrets: vec![(id.clone(), mode.readable())],
            value: Some(source.word()),
            on_failure: asked.on_failure,
        };
        let (settings, not_known) = (settings(&asked.how, &self.place.profile), looked.not_looked_into);
        let mut plan = make(&purpose, looked, (&self.wanted, canary.as_ref()), settings)?;
        show(report, caller, &purpose, &plan, not_known);
        if asked.how.dry_run {
            return Ok(Conclusion::done("planned", ""));
        }
        let taken = source.take(caller, id)?;
        let profile = &self.place.profile;
        let provider = vouch(caller, profile, (id, &taken.value), &asked.value, asked.no_provider)?;
        give(&mut plan, taken.value, provider);
        let rollout = make_rollout(caller, plan, records.process, asked.how.yes)?;
        let given = Given {
            yes: asked.how.yes,
            may_ask: may_confirm(script),
            back: asked.on_failure == OnFailure::Back,
            old_works: asked.old_value_works,
        };
        Ok(begin(caller, report, rollout, given))
    }
}
