//! Calls on the leave slice: everything that leaving would lose, and the words of its question.

use super::modal::{About, Modal};
use super::{App, words};
use crate::core::life::Stake;
use crate::features::leave::{CTRL_C_AGAIN, Situation, has_something_to_lose};
use crate::features::undo::AtStake;
use crate::features::write::{Phase, Write};

impl App {
    /// Tells whether a request is under way whose end the user should see.
    pub fn is_busy(&self) -> bool {
        self.at_stake().iter().any(Stake::is_under_way)
    }

    /// Tells whether the user went on to use something that takes keys.
    fn has_gone_on(&self) -> bool {
        let asks = match &self.modal {
            None => !self.help.is_open() && !self.palette.is_open(),
            Some(modal) => modal.asks_to_quit(),
        };
        !asks || self.form().is_some() || self.editor.is_editing() || self.list.filter().is_typing()
    }

    fn situation(&self) -> Situation {
        Situation { at_stake: self.at_stake(), gone_on: self.has_gone_on() }
    }

    /// Ends the program once everything under way has ended; asks first while a rollout is at work.
    pub(super) fn quit(&mut self) {
        if !self.leave.is_ending() && !self.asks_about_rollout() {
            self.quit_now();
        }
    }

    /// Ends the program once everything under way has ended.
    pub(super) fn quit_now(&mut self) {
        self.stop_switching();
        let situation = self.situation();
        self.leave.quit(&self.cx, &situation, &mut self.out);
        self.relay();
    }

    /// Handles `Ctrl-c`: the first press in a changed form or during a write works like `Esc`; otherwise it ends the
    /// program.
    pub(super) fn interrupt(&mut self) {
        let at_stake = self.at_stake();
        if self.leave.interrupt(&self.cx, &at_stake, &mut self.out) {
            return;
        }
        // The editor's question is answered with its buttons only, because it may hold typed text.
        if self.has_dialog() {
            self.back(self.context());
        } else if let Some(form) = self.form().filter(|_| !self.editor.is_editing()) {
            // A write in doubt stays open; the end of the program tells of it.
            if !matches!(form.phase(), Phase::Doubt) {
                self.writes(Write::back);
            }
        } else if self.write.left_form().is_some() {
            self.modal = Some(Modal::confirm(About::Quit));
        }
        self.warn(CTRL_C_AGAIN);
    }

    /// Tells whether ending the program would lose typed text or the outcome of a change.
    pub(super) fn has_something_to_lose(&self) -> bool {
        has_something_to_lose(&self.at_stake())
    }

    /// Ends the program, because the user or a signal wants it.
    pub(super) fn end(&mut self) {
        let at_stake = self.at_stake();
        self.leave.end(&at_stake, &mut self.out);
    }

    /// Handles a signal that ends the program.
    pub(super) fn terminate(&mut self) {
        let situation = self.situation();
        self.leave.terminate(&self.cx, &situation, &mut self.out);
        self.relay();
    }

    pub(super) fn quit_if_asked(&mut self) {
        if self.leave.is_wished() {
            let situation = self.situation();
            self.leave.go_on(&situation, &mut self.out);
            self.relay();
        }
    }

    /// Ends the wish to leave.
    pub(super) fn stay(&mut self) {
        self.leave.stay(&mut self.out);
        self.relay();
    }

    /// Handles `Esc` in a question, which also ends the wish that the question was about.
    pub(super) fn leave_wish(&mut self) {
        match self.modal.take().as_ref().and_then(Modal::about) {
            Some(About::Quit) => self.stay(),
            Some(About::Switch(_)) => self.stop_switching(),
            Some(About::NoWayBack(line)) => self.show_plan(Some(*line)),
            Some(About::TakeRollout(_)) => self.show_plan(Some(0)),
            _ => {}
        }
    }

    /// Ends the wish to leave once the user goes on with something else.
    pub(super) fn tick_leave(&mut self) {
        if self.leave.is_wished() {
            self.leave.notice_going_on(self.has_gone_on(), &mut self.out);
            self.relay();
        }
    }

    /// Takes the answer to the question whether to quit.
    pub(super) fn answer_quit(&mut self, go: bool) {
        let at_stake = self.at_stake();
        self.leave.answer(go, &at_stake, &mut self.out);
        self.relay();
    }

    /// Returns the lines to print after the screen is closed, about news that the screen could not show.
    pub fn last_words(&self) -> &[String] {
        self.leave.last_words()
    }

    /// Returns a sentence or two about what quitting now would leave behind.
    pub fn quit_question(&self) -> String {
        self.left_behind_by("quitting")
    }

    /// Returns sentences about what would be left behind; `leaving` is the word for it.
    pub(super) fn left_behind_by(&self, leaving: &str) -> String {
        let at_stake = self.at_stake();
        let sent = at_stake.iter().find_map(|stake| match stake {
            Stake::Sent(id) => Some(format!("{} is still being saved.", words::in_full(id))),
            _ => None,
        });
        let left = self.write.left_form().map(|form| match form.write.is_in_doubt() {
            true => words::doubt(&form.subject(), &form.kind).into(),
            false => {
                format!("The form of {} has changes that were not saved.", words::in_full(&form.subject()))
            }
        });
        let held = AtStake::of(&at_stake).map(|held| String::from(held.question(leaving)));
        let rollout = at_stake.iter().find_map(|stake| match stake {
            Stake::Rollout { secrets, holds_old } => {
                let gone = if *holds_old { ", and the old value that it holds is gone" } else { "" };
                let of = words::all_in_full(secrets);
                Some(format!("The rollout of {of} goes no further then; its record stays{gone}."))
            }
            _ => None,
        });
        let all: Vec<_> = sent.into_iter().chain(rollout).chain(left).chain(held).collect();
        if all.is_empty() { "The copy is still being made.".to_owned() } else { all.join(" ") }
    }
}
