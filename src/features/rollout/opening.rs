//! Opening the plan for a secret or for several: a generated value for one, and the pods as soon as they are known.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;
use zeroize::Zeroizing;

use super::around::Around;
use super::state::{OnlyRestarts, PlanLine, Planning, Reads, Rollouts, Source};
use super::words;
use crate::core::editing::Original;
use crate::core::{Effect, Notice, Out, RequestId, Tone};
use crate::domain::uses::Uses;
use crate::domain::{FileFault, Secret, SecretValue, Tested};
use crate::text::Sentence;
use crate::work::generate::{Alphabet, USUAL_LENGTH};
use crate::work::rollout::{NewValue, Plan, PlannedSecret, Provider, Settings, Users};

impl Rollouts {
    /// Opens a plan to rotate a secret, with a generated value where the service lets its value be changed. Asks nothing of
    /// the service.
    pub fn plan_rotation(&mut self, around: &Around<'_>, secret: Secret, out: &mut Out) {
        self.plan_restart(around, vec![secret], out);
        if self.may_get_value() {
            self.generate(out);
        }
    }

    /// Opens a plan to restart the pods of these secrets, whose values are saved already. Asks nothing of the service.
    pub fn plan_restart(&mut self, around: &Around<'_>, secrets: Vec<Secret>, out: &mut Out) {
        let settings = &around.cx.settings;
        let only_restarts = match secrets.as_slice() {
            [secret] => (!secret.access.mode().writable()).then_some(OnlyRestarts::Fixed),
            _ => Some(OnlyRestarts::Several),
        };
        let planned = secrets.iter().map(|secret| PlannedSecret {
            id: secret.id.clone(),
            new: Some(NewValue::AlreadySaved),
            keeps_old: true,
            is_readable: secret.access.mode().readable(),
        });
        let limits =
            Settings { batch: settings.batch, pod_timeout: settings.pod_timeout, ..Settings::default() };
        let mut plan = Plan::new(planned.collect(), limits);
        plan.view_only = settings.view_only;
        plan.danger = around.cx.site.danger.then(|| around.cx.site.tenant().to_owned());
        let number = out.pending.request().0;
        self.planning = Some(Planning {
            secrets,
            plan,
            source: Source::Saved,
            only_restarts,
            shown: false,
            asked: None,
            reads: Reads::default(),
            failed: false,
            number,
            starts: None,
        });
    }

    /// Returns the reason why the plan can only restart pods, for the user.
    pub fn why_only_restarts(&self) -> Option<Sentence> {
        let planning = self.planning.as_ref()?;
        let ids: Vec<_> = planning.plan.secrets.iter().map(|secret| secret.id.clone()).collect();
        Some(words::only_restarts(planning.only_restarts?, &ids))
    }

    /// Tells whether a plan is open that may get a new value.
    pub fn may_get_value(&self) -> bool {
        self.planning.as_ref().is_some_and(|planning| planning.only_restarts.is_none())
    }

    /// Closes the plan, and wipes its value.
    pub fn close_plan(&mut self, out: &mut Out) {
        if let Some(planning) = self.planning.take() {
            planning.cancel_reads(out);
        }
    }

    /// Asks for another generated value.
    pub fn generate(&mut self, out: &mut Out) {
        let Some(planning) = &mut self.planning else { return };
        let request = out.pending.request();
        (planning.asked, planning.source) = (Some(request), Source::Generated);
        planning.put(None);
        out.effects.push(Effect::Random(request, Alphabet::bytes_for(USUAL_LENGTH)));
    }

    /// Makes a value of random bytes; tells whether they were asked for here.
    pub fn random_came(
        &mut self,
        request: RequestId,
        bytes: Option<&Zeroizing<Vec<u8>>>,
        out: &mut Out,
    ) -> bool {
        let Some(planning) = self.planning.as_mut().filter(|planning| planning.asked == Some(request)) else {
            return false;
        };
        planning.asked = None;
        match bytes.map(|bytes| Alphabet::Letters.value(USUAL_LENGTH, bytes)) {
            Some(Some(value)) => planning.put(Some(NewValue::Value(Arc::new(value)))),
            // Too many of the bytes were of no use.
            Some(None) => self.generate(out),
            None => out.warn(words::NO_RANDOM),
        }
        true
    }

    /// Takes a value that was typed.
    pub fn value_typed(&mut self, value: SecretValue) {
        if let Some(planning) = &mut self.planning {
            (planning.source, planning.asked) = (Source::Typed, None);
            planning.put(Some(NewValue::Value(Arc::new(value))));
        }
    }

    /// Asks for the file at this path.
    pub fn ask_file(&mut self, path: &str, out: &mut Out) {
        if let Some(planning) = &mut self.planning {
            let request = out.pending.request();
            planning.asked = Some(request);
            out.effects.push(Effect::ReadFile(request, path.to_owned()));
        }
    }

    /// Takes the content of a file; gives it back where it was not asked for here.
    pub fn file_came(
        &mut self,
        request: RequestId,
        result: Result<SecretValue, FileFault>,
        out: &mut Out,
    ) -> Option<Result<SecretValue, FileFault>> {
        let Some(planning) = self.planning.as_mut().filter(|planning| planning.asked == Some(request)) else {
            return Some(result);
        };
        planning.asked = None;
        match result {
            Ok(value) => planning.put_from(Source::File, Arc::new(value), out),
            Err(why) => out.tell(Notice::new(Tone::Error, why.text())),
        }
        None
    }

    /// Returns the new value as the editor gets it.
    pub fn original(&self) -> Option<Original> {
        let planning = self.planning.as_ref()?;
        let text = planning.value().cloned().unwrap_or_else(|| Arc::new(SecretValue::new(String::new())));
        let (form, id) = (planning.number, planning.id()?.clone());
        Some(Original { form, id, is_new: false, text: Some(text), hidden: false })
    }

    /// Takes the new value that was edited for the plan of this number.
    pub fn take_edited(&mut self, number: u64, value: Arc<SecretValue>, trimmed: bool, out: &mut Out) {
        let Some(planning) = self.planning.as_mut().filter(|planning| planning.number == number) else {
            return;
        };
        planning.asked = None;
        if trimmed {
            out.warn(words::TRIMMED);
        }
        planning.put_from(Source::Editor, value, out);
    }

    /// Plans to restart only: the value is saved already.
    pub fn already_saved(&mut self) {
        if let Some(planning) = &mut self.planning {
            (planning.source, planning.asked) = (Source::Saved, None);
            planning.put(Some(NewValue::AlreadySaved));
        }
    }

    /// Shows or masks the new value.
    pub fn toggle_shown(&mut self) {
        if let Some(planning) = &mut self.planning {
            planning.shown = !planning.shown;
        }
    }

    /// Returns the new value, to be copied.
    pub fn new_value(&self) -> Option<&Arc<SecretValue>> {
        self.planning.as_ref()?.value()
    }

    /// Takes the word of the user's command about a value.
    pub fn value_tested(&mut self, around: &Around<'_>, request: RequestId, tested: Tested, out: &mut Out) {
        if let Some(planning) = self.planning.as_mut().filter(|planning| planning.asked == Some(request)) {
            planning.asked = None;
            if tested == Tested::Works {
                planning.plan.provider = Some(Provider::Works);
            }
            let id = planning.id().cloned();
            return id.into_iter().for_each(|id| out.tell(words::tested(&id, tested, "new")));
        }
        self.old_tested(around, request, tested, out);
    }

    /// Learns where the secrets are used, whenever that is known anew.
    pub fn learn_uses(&mut self, uses: &Arc<Uses>, as_of: Timestamp) {
        let Some(reads) = self.planning.as_mut().map(|planning| &mut planning.reads) else { return };
        if !reads.listed.as_ref().is_some_and(|(known, _)| Arc::ptr_eq(known, uses)) {
            reads.listed = Some((uses.clone(), as_of));
            (reads.users, reads.pods_of) = (Some(Users::default()), HashMap::new());
            reads.not_looked_into = uses.pods().not_looked_into();
        }
    }

    /// Takes a step in making the plan of what was learned.
    pub fn learn_more(&mut self, out: &mut Out) {
        if let Some(planning) = &mut self.planning {
            planning.learn(out);
        }
    }

    /// Notes that the pods could not be listed.
    pub fn note_pods_failed(&mut self, failed: bool) {
        if let Some(planning) = &mut self.planning {
            planning.failed = failed;
        }
    }

    /// Returns the lines of the plan that the cursor can stand on.
    pub fn plan_lines(&self, around: &crate::core::Context) -> Vec<PlanLine> {
        let mut lines = Vec::new();
        if self.running.is_some() {
            lines.push(PlanLine::Running);
        }
        lines.extend(self.kept_here(around).map(|kept| PlanLine::Kept(kept.name.clone())));
        let Some(planning) = &self.planning else { return lines };
        match planning.id() {
            Some(_) => lines.push(PlanLine::Value),
            None => lines.extend(planning.secrets.iter().map(|secret| PlanLine::Secret(secret.id.clone()))),
        }
        if planning.source != Source::Saved {
            lines.extend(
                [Provider::Works, Provider::SetThere, Provider::NothingChecks].map(PlanLine::Provider),
            );
            if planning.plan.secrets[0].is_readable {
                lines.push(PlanLine::WayBack);
            }
        }
        lines.push(PlanLine::Canary);
        lines.extend(planning.plan.rows().iter().map(|row| PlanLine::Pod(row.facts.pod.clone())));
        lines
    }

    /// Returns the line on which the cursor stands at first: what a notice was about, or the first choice to make.
    pub fn first_line(&self, cx: &crate::core::Context) -> usize {
        let lines = self.plan_lines(cx);
        match lines.first() {
            Some(PlanLine::Running) if self.is_open() => 0,
            Some(PlanLine::Kept(_)) => 0,
            _ => lines.iter().position(|line| matches!(line, PlanLine::Provider(_))).unwrap_or(0),
        }
    }
}
