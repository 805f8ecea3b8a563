//! Deleting several secrets: a plan that lists all of them, then one write after the other, up to the first that is not
//! as planned. What is left stays marked, so that the next plan has the rest.
//!
//! The writes themselves, their undo and their lines in the journal are those of `features::write`, one by one.

mod state;
pub mod view;
mod words;

pub use state::{Bulk, Candidate, Confirming, Line, Progress, Which};

use crate::core::life::{Life, Stake, Wipe};
use crate::core::{Context, Notice, Out, Outcome, Tone};
use crate::domain::{Secret, SecretId, Wake};
use crate::keys::Action;
use state::{Item, Plan, Stage, State};

impl Bulk {
    /// Opens the plan for these secrets.
    pub fn open(&mut self, cx: &Context, candidates: Vec<Candidate>) {
        let item = |Candidate { secret, obstacle, is_readable }| Item {
            secret,
            obstacle,
            is_readable,
            state: State::Left,
        };
        let items = candidates.into_iter().map(item).collect();
        self.plan = Some(Plan { items, stage: Stage::Planned(cx.now.instant), form: None });
    }

    /// Closes the plan, unless it is being carried out.
    pub fn close(&mut self) {
        self.plan.take_if(|plan| !matches!(plan.stage, Stage::Runs | Stage::Stops));
    }

    /// Returns the reason why the plan cannot be carried out as it is: the first of its secrets that cannot be deleted.
    pub fn objection(&self) -> Option<String> {
        let items = self.plan.iter().flat_map(|plan| &plan.items);
        items
            .into_iter()
            .find_map(|item| Some(words::unmark_first(&item.secret.id, item.obstacle.as_deref()?)))
    }

    /// Begins to carry the plan out.
    pub fn begin(&mut self) {
        if let Some(plan) = self.plan.as_mut().filter(|plan| matches!(plan.stage, Stage::Planned(_))) {
            plan.stage = Stage::Runs;
        }
    }

    /// Begins no further deletion. The one that is under way goes on.
    pub fn stop(&mut self) {
        if let Some(plan) = self.plan.as_mut().filter(|plan| plan.stage == Stage::Runs) {
            plan.stage = Stage::Stops;
        }
    }

    /// Returns the next secret to delete, when none is being deleted.
    pub fn next(&self) -> Option<Secret> {
        let plan = self.plan.as_ref().filter(|plan| plan.stage == Stage::Runs && plan.form.is_none())?;
        let next = plan.items.iter().find(|item| item.state == State::Left)?;
        plan.first_wrong().is_none().then(|| next.secret.clone())
    }

    /// Notes that the next secret is being deleted by the form of this number.
    pub fn began(&mut self, form: u64) {
        let Some(plan) = &mut self.plan else { return };
        plan.form = Some(form);
        if let Some(item) = plan.items.iter_mut().find(|item| item.state == State::Left) {
            item.state = State::Working;
        }
    }

    /// Notes that the next secret cannot be deleted, for this reason.
    pub fn cannot_begin(&mut self, why: String) {
        let items = self.plan.iter_mut().flat_map(|plan| &mut plan.items);
        if let Some(item) = items.into_iter().find(|item| item.state == State::Left) {
            item.state = State::Failed(why);
        }
    }

    /// Takes the outcome of the write of a form, if it is the one of the plan.
    pub fn write_ended(&mut self, form: u64, outcome: &Outcome) {
        let Some(plan) = self.plan.as_mut().filter(|plan| plan.form == Some(form)) else { return };
        if let Some(item) = plan.item_at_work() {
            item.state = match outcome {
                Outcome::UnderWay => return,
                Outcome::Done(_) => State::Deleted,
                Outcome::Failed(why) => State::Failed(why.clone()),
                Outcome::Doubtful(why) => State::Unknown(why.clone()),
            };
        }
    }

    /// Returns the number of the form whose write is under way, or has just ended.
    pub fn working(&self) -> Option<u64> {
        self.plan.as_ref()?.form
    }

    /// Notes that the form whose write was under way has sent nothing, for this reason, unless its outcome is known.
    pub fn not_sent(&mut self, why: String) {
        if let Some(item) = self.plan.as_mut().and_then(Plan::item_at_work) {
            item.state = State::Failed(why);
        }
    }

    /// Lets go of the form, whose write is over.
    pub fn release(&mut self) {
        self.not_sent("its outcome was not told".to_owned());
        self.plan.iter_mut().for_each(|plan| plan.form = None);
    }

    /// Tells whether the plan has deleted this secret.
    pub fn has_deleted(&self, id: &SecretId) -> bool {
        let mut items = self.plan.iter().flat_map(|plan| &plan.items);
        items.any(|item| item.state == State::Deleted && item.secret.id == *id)
    }

    /// Ends the run where nothing is left to begin, and tells how it ended. `undoes`: a deletion can be undone.
    pub fn settle(&mut self, undoes: bool, out: &mut Out) {
        let Some(plan) = &mut self.plan else { return };
        let runs = matches!(plan.stage, Stage::Runs | Stage::Stops);
        if !runs || plan.form.is_some() {
            return;
        }
        let went_wrong = plan.first_wrong().is_some();
        if plan.stage == Stage::Runs && !went_wrong && plan.count(&State::Left) > 0 {
            return;
        }
        plan.stage = Stage::Over;
        let (text, has_details) = (words::ended(plan), went_wrong);
        let is_whole = plan.count(&State::Deleted) == plan.items.len();
        let tone = match (is_whole, went_wrong) {
            (true, _) => Tone::Success,
            (false, true) => Tone::Error,
            (false, false) => Tone::Warning,
        };
        let mut notice = Notice::new(tone, text);
        if undoes {
            notice = notice.offering(vec![Action::Undo]);
        }
        out.tell(if has_details { notice.with_details() } else { notice });
    }
}

impl Life for Bulk {
    fn next_due(&self, _: &Context) -> Wake {
        Wake::default()
    }

    fn tick(&mut self, _: &Context, _: &mut Out) {}

    /// A lock begins no further deletion, because nobody watches; another profile has nothing of the plan.
    fn wipe(&mut self, _: &Context, why: Wipe, _: &mut Out) {
        match why {
            Wipe::Lock => self.stop(),
            Wipe::Switch => self.plan = None,
        }
    }

    /// Returns nothing: the write that is under way speaks for itself, and the others stay marked.
    fn at_stake(&self) -> Vec<Stake> {
        Vec::new()
    }
}
