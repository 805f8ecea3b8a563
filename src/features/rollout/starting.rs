//! Starting what is planned: what is missing, and the first step.

use super::around::Around;
use super::state::{Rollouts, Running, Source};
use super::words;
use crate::core::records::{FoundRecord, RecordJob, RecordName};
use crate::core::{Effect, Out};
use crate::domain::SecretId;
use crate::work::rollout::{Driver, Input, Missing, Place};

/// A reason why the plan is not started yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Objection {
    /// The tenant has to be typed first.
    Tenant,
    /// The user has to agree that there is no way back.
    NoWayBack,
    /// Something else, which a notice says.
    Told,
}

impl Rollouts {
    /// Starts the plan: claims its record first, so that nobody else rolls its secret out from then on.
    ///
    /// # Errors
    /// When something is missing: the plan stays as it is, and nothing is sent.
    pub fn start(&mut self, around: &Around<'_>, out: &mut Out) -> Result<(), Objection> {
        let is_open = self.is_open();
        let Some(planning) = &mut self.planning else { return Err(Objection::Told) };
        let told = |text: &str, out: &mut Out| {
            out.warn(text.to_owned());
            Err(Objection::Told)
        };
        if is_open {
            return told(words::ONE_AT_A_TIME, out);
        }
        if around.cx.settings.view_only {
            return told(words::VIEW_ONLY, out);
        }
        if planning.is_reading() {
            return told(words::STILL_READING, out);
        }
        if !planning.plan.rows().iter().any(|row| row.is_chosen()) {
            let restarts = planning.source == Source::Saved;
            return told(if restarts { words::NOTHING_TO_RESTART } else { words::NO_PODS }, out);
        }
        match planning.plan.missing().first() {
            Some(Missing::Value(_)) => return told(words::NO_VALUE, out),
            Some(Missing::Provider) => return told(words::NO_PROVIDER, out),
            Some(Missing::WayBack(_)) => return Err(Objection::NoWayBack),
            Some(Missing::Tenant) => return Err(Objection::Tenant),
            // The two were told above.
            Some(Missing::ViewOnly | Missing::Pods) | None => {}
        }
        let now = around.cx.now.wall;
        let name = RecordName::new(now.as_millisecond(), self.process.pid);
        // Nothing is missing, as was just seen.
        let Ok(rollout) = planning.plan.make(Place::of(&around.cx.site), self.process.clone(), now) else {
            return Err(Objection::Told);
        };
        let driver = Driver::new(out.pending.request().0, name, rollout);
        out.effects.push(Effect::Records(driver.claim(now)));
        planning.starts = Some(driver);
        Ok(())
    }

    /// Tells whether the plan starts as soon as its record is claimed. Nothing of it can be changed until then.
    pub fn is_starting(&self) -> bool {
        self.planning.as_ref().is_some_and(|planning| planning.starts.is_some())
    }

    /// Starts what was planned, now that its record is claimed. If somebody else rolls the secret out, says so; the plan
    /// stays as it is.
    pub(super) fn claimed(
        &mut self,
        around: &Around<'_>,
        name: RecordName,
        others: &[FoundRecord],
        out: &mut Out,
    ) {
        let starts = self.planning.as_mut().and_then(|planning| planning.starts.take());
        // A plan that was closed meanwhile starts no more.
        let driver = starts.filter(|driver| *driver.name() == name);
        let rival = driver.as_ref().and_then(|driver| {
            let is_ours = |id: &SecretId| driver.rollout().ids().any(|ours| ours == id);
            Some(words::being_rolled_out(&*driver.rival(others)?, is_ours))
        });
        match (driver, rival) {
            (Some(driver), None) => {
                self.close_plan(out);
                self.running = Some(Running::new(driver, around.cx.now.instant));
                self.step(around, Input::Start, out);
            }
            (_, rival) => {
                out.effects.push(Effect::Records(RecordJob::Remove(name)));
                if let Some(rival) = rival {
                    out.warn(rival);
                    out.effects.push(Effect::Records(RecordJob::Find));
                }
            }
        }
    }

    /// Agrees that there is no way back.
    pub fn accept_no_way_back(&mut self) {
        if let Some(planning) = &mut self.planning {
            planning.plan.accepts_no_way_back = true;
        }
    }

    /// Takes the typed tenant; tells whether it is the right one.
    pub fn tenant_typed(&mut self, tenant: &str) -> bool {
        let Some(planning) = &mut self.planning else { return false };
        tenant.clone_into(&mut planning.plan.typed);
        planning.plan.danger.as_deref().is_none_or(|wanted| wanted == tenant)
    }
}
