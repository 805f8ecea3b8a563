//! Starting what is planned: what is missing, and the first step.

use super::around::Around;
use super::state::{Rollouts, Running};
use super::words;
use crate::core::Out;
use crate::core::records::RecordName;
use crate::domain::SecretId;
use crate::work::rollout::{Driver, Found, Input, Missing, Place, Record};

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
    /// Starts the plan.
    ///
    /// # Errors
    /// When something is missing: the plan stays as it is, and nothing is sent.
    pub fn start(&mut self, around: &Around<'_>, out: &mut Out) -> Result<(), Objection> {
        let Some(planning) = &self.planning else { return Err(Objection::Told) };
        let told = |text: &str, out: &mut Out| {
            out.warn(text.to_owned());
            Err(Objection::Told)
        };
        if self.is_open() {
            return told(words::ONE_AT_A_TIME, out);
        }
        if around.cx.settings.view_only {
            return told(words::VIEW_ONLY, out);
        }
        if planning.is_reading() {
            return told(words::STILL_READING, out);
        }
        if !planning.plan.rows().iter().any(|row| row.is_chosen()) {
            return told(words::NO_PODS, out);
        }
        if let Some(record) = self.held_elsewhere(&planning.id, &Place::of(&around.cx.site)) {
            out.warn(words::being_rolled_out(record));
            return Err(Objection::Told);
        }
        match planning.plan.missing().first() {
            Some(Missing::Value(_)) => return told(words::NO_VALUE, out),
            Some(Missing::Provider) => return told(words::NO_PROVIDER, out),
            Some(Missing::WayBack(_)) => return Err(Objection::NoWayBack),
            Some(Missing::Tenant) => return Err(Objection::Tenant),
            // The two were told above.
            Some(Missing::ViewOnly | Missing::Pods) | None => {}
        }
        let Some(planning) = self.planning.take() else { return Err(Objection::Told) };
        planning.cancel_reads(out);
        let now = around.cx.now;
        let name = RecordName::new(now.wall.as_millisecond(), self.process.pid);
        // Nothing is missing, as was just seen.
        let Ok(rollout) = planning.plan.make(Place::of(&around.cx.site), self.process.clone(), now.wall)
        else {
            return Err(Objection::Told);
        };
        let driver = Driver::new(out.pending.request().0, name, rollout);
        self.running = Some(Running::new(driver, now.instant));
        self.step(around, Input::Start, out);
        Ok(())
    }

    /// Returns the record of a rollout of this secret that another process has.
    fn held_elsewhere(&self, id: &SecretId, here: &Place) -> Option<&Record> {
        self.kept.iter().filter(|kept| kept.is_held).find_map(|kept| match &kept.found {
            Found::Record(record) if record.concerns(id, here) => Some(&**record),
            _ => None,
        })
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
