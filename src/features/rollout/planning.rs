//! The keys in the plan: what is chosen there, and in which order.

use super::around::Around;
use super::state::{PlanLine, Planning, Rollouts, Source};
use super::words;
use crate::core::{Effect, Out};
use crate::domain::{SecretId, SecretValue};
use crate::work::rollout::{NewValue, Provider};

use std::sync::Arc;

impl Planning {
    /// Returns its secret; `None` where there are several.
    pub(super) fn id(&self) -> Option<&SecretId> {
        match self.plan.secrets.as_slice() {
            [secret] => Some(&secret.id),
            _ => None,
        }
    }

    /// Returns the new value, where there is one to write.
    pub(super) fn value(&self) -> Option<&Arc<SecretValue>> {
        match &self.plan.secrets.first()?.new {
            Some(NewValue::Value(value)) => Some(value),
            Some(NewValue::AlreadySaved) | None => None,
        }
    }

    /// Takes a new value. What was said about the one before does not hold for it.
    pub(super) fn put(&mut self, value: Option<NewValue>) {
        if let Some(secret) = self.plan.secrets.first_mut() {
            secret.new = value;
        }
        self.plan.provider = None;
        self.shown = false;
    }

    /// Takes a new value that was made elsewhere, and warns of what cannot be seen in it.
    pub(super) fn put_from(&mut self, source: Source, value: Arc<SecretValue>, out: &mut Out) {
        if !value.facts().unseen.removable().is_nothing() {
            out.warn(words::UNSEEN);
        }
        self.source = source;
        self.put(Some(NewValue::Value(value)));
    }
}

impl Rollouts {
    /// Chooses what stands in this line, or not any more.
    pub fn toggle(&mut self, around: &Around<'_>, line: usize, out: &mut Out) {
        let Some(line) = self.plan_lines(around.cx).get(line).cloned() else { return };
        let Some(planning) = &mut self.planning else { return };
        match line {
            PlanLine::Provider(Provider::Works) => self.test_new(around, out),
            PlanLine::Provider(provider) => planning.plan.provider = Some(provider),
            PlanLine::WayBack => {
                let secret = &mut planning.plan.secrets[0];
                secret.keeps_old = !secret.keeps_old;
            }
            PlanLine::Canary => {
                let settings = &mut planning.plan.settings;
                settings.continue_after_canary = !settings.continue_after_canary;
            }
            PlanLine::Pod(pod) => {
                let Some(row) = planning.plan.rows().iter().find(|row| row.facts.pod == pod) else { return };
                let (standing, chosen) = (row.facts.standing(), row.is_chosen());
                if !standing.may_be_chosen() {
                    return out.warn(words::not_chosen(&pod, &standing));
                }
                planning.plan.choose(&pod, !chosen);
            }
            PlanLine::Secret(_) => out.warn(words::UNMARK),
            PlanLine::Running | PlanLine::Kept(_) | PlanLine::Value => {}
        }
    }

    /// Moves the pod in this line by one place; returns the line where it stands then.
    pub fn shift(&mut self, around: &Around<'_>, line: usize, down: bool) -> usize {
        let Some(PlanLine::Pod(pod)) = self.plan_lines(around.cx).get(line).cloned() else { return line };
        if let Some(planning) = &mut self.planning {
            planning.plan.shift(&pod, down);
        }
        let lines = self.plan_lines(around.cx);
        lines.iter().position(|at| *at == PlanLine::Pod(pod.clone())).unwrap_or(line)
    }

    /// Asks the user's command whether the new value works at its provider.
    fn test_new(&mut self, around: &Around<'_>, out: &mut Out) {
        let Some(planning) = &mut self.planning else { return };
        if !around.cx.settings.tests_values {
            return out.warn(words::NO_TEST_COMMAND);
        }
        let value = planning.value().cloned().filter(|_| planning.asked.is_none());
        let Some((id, value)) = planning.id().cloned().zip(value) else { return };
        let request = out.pending.request();
        planning.asked = Some(request);
        out.warn(words::testing());
        out.effects.push(Effect::TestValue(request, around.profile, id, value));
    }
}
