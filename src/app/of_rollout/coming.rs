//! Calls on the rollout slice that nobody pressed a key for: answers, reports, time, and the questions at the end.

use std::time::Instant;

use crate::app::App;
use crate::app::modal::{About, Modal};
use crate::core::records::RecordReport;
use crate::core::{RequestId, RequestKey};
use crate::domain::{Answer, Failure, Tested};
use crate::features::pods::Phase;
use crate::view::Menu;

impl App {
    /// Takes an answer of the service.
    pub(in crate::app) fn rollout_replied(
        &mut self,
        request_key: &RequestKey,
        result: Result<Answer, Box<Failure>>,
    ) {
        let asked = self.rollouts.asked_of(request_key);
        if let (Ok(Answer::GotPod(pod)), Some(asked)) = (&result, asked) {
            self.changed.see(asked, [&**pod]);
            self.pods.saw(pod);
        }
        let answer = result.map_err(|failure| std::sync::Arc::new(*failure));
        self.rolls(|rollouts, around, out| rollouts.replied(around, request_key, answer, out));
        self.quit_if_asked();
    }

    /// Takes the word of the user's command about a value.
    pub(in crate::app) fn value_tested(&mut self, request: RequestId, tested: Tested) {
        self.rolls(|rollouts, around, out| rollouts.value_tested(around, request, tested, out));
    }

    /// Takes a report on the records; shows the run that a record makes.
    pub(in crate::app) fn records_reported(&mut self, report: RecordReport) {
        let before = self.rollouts.record().cloned();
        self.rolls(|rollouts, around, out| rollouts.reported(around, report, out));
        let is_open = matches!(self.modal.as_ref().and_then(Modal::about), Some(About::Plan));
        if is_open && self.rollouts.record().is_some_and(|record| Some(record) != before.as_ref()) {
            self.show_run();
            self.ignore_answers();
        }
    }

    /// Goes on with a token.
    pub(in crate::app) fn rollouts_signed_in(&mut self) {
        self.rolls(|rollouts, around, out| rollouts.signed_in(around, out));
    }

    /// Leaves the rollout of a profile that is left.
    pub(in crate::app) fn leave_rollout(&mut self) {
        self.rolls(|rollouts, around, out| rollouts.leave_running(around, out));
    }

    /// Brings rollouts up to date with the time, the pods and the user, and their dialogs with them.
    pub(in crate::app) fn tick_rollouts(&mut self) {
        self.rolls(|rollouts, around, out| {
            rollouts.look_for_records(around.cx, out);
            rollouts.tick_running(around, out);
        });
        let on = self.rollouts.plan_lines(&self.cx).into_iter().nth(self.cursor());
        let phase = self.pods.phase();
        self.rollouts.note_pods_failed(matches!(phase, Phase::Failed(_)));
        if let (Some(uses), Some(as_of), Phase::Known) = (self.pods.uses(), self.pods.as_of(), phase) {
            self.rollouts.learn_uses(uses, as_of);
        }
        self.rollouts.learn_more(&mut self.out);
        self.follow(on);
        let lines = match self.modal.as_ref().and_then(Modal::about) {
            Some(About::Plan) => Some(self.rollouts.plan_lines(&self.cx).len()),
            Some(About::Run) => Some(self.run_lines().len()),
            _ => None,
        };
        if let (Some(menu), Some(lines)) = (self.modal.as_mut().and_then(Modal::menu_mut), lines) {
            menu.resize(lines);
        }
        if !self.keeps_plan() {
            self.rollouts.close_plan(&mut self.out);
        }
        self.relay();
    }

    /// Tells whether the plan is on the screen, or comes back to it. One that nobody sees any more is closed, with its
    /// value.
    fn keeps_plan(&self) -> bool {
        let is_behind = self.is_locked() || matches!(self.modal, Some(Modal::SignIn));
        let of_plan = matches!(
            self.modal.as_ref().and_then(Modal::about),
            Some(About::Plan | About::PlanLine(..) | About::NoWayBack(_) | About::TakeRollout(_))
        );
        is_behind || of_plan || self.editor.is_editing()
    }

    /// Puts the cursor of the run on the first answer: another question is open. Keys that were typed for the one before
    /// are not meant for it.
    pub(in crate::app) fn rollout_asks(&mut self) {
        if self.is_run_open() {
            self.show_run();
            self.ignore_answers();
            // The run says it, and has more room.
            if self.rollouts.is_stopped() {
                self.notices.dismiss();
            }
        }
    }

    pub(in crate::app) fn is_run_open(&self) -> bool {
        matches!(self.modal.as_ref().and_then(Modal::about), Some(About::Run))
    }

    /// Returns the begin of the rollout, while its clocks are on the screen.
    pub(in crate::app) fn rolling_since(&self) -> Option<Instant> {
        self.rollouts.since().filter(|_| self.is_run_open() && self.rollouts.is_under_way())
    }

    /// Tells whether the pods for the plan are being listed.
    pub(in crate::app) fn lists_pods(&self) -> bool {
        matches!(self.pods.phase(), Phase::Asking { .. } | Phase::NotAsked)
    }

    /// Asks what is to become of a rollout that is at work, before the program ends; tells whether it asks.
    pub(in crate::app) fn asks_about_rollout(&mut self) -> bool {
        if self.rollouts.is_under_way() {
            let lines = self.rollouts.quit_choices().len();
            self.modal = Some(Modal::menu(About::QuitRollout, Menu::new(lines, 0)));
        } else if self.rollouts.is_stopped() {
            self.modal = Some(Modal::confirm(About::Quit));
        }
        self.rollouts.is_open()
    }

    /// Takes the answer to that question.
    pub(in crate::app) fn answer_quit_rollout(&mut self, line: usize) {
        self.modal = None;
        if self.rolls(|rollouts, around, out| rollouts.quit_chosen(around, line, out)) {
            self.quit_now();
        }
    }
}
