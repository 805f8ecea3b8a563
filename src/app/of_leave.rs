//! The way to the wish to leave: how it stands with what leaving would lose, and how its question is told.

use super::form::{Form, Phase};
use super::modal::{About, Modal};
use super::{App, words};
use crate::core::life::Stake;
use crate::features::leave::{CTRL_C_AGAIN, Situation, has_something_to_lose};

impl App {
    /// Whether something was asked for whose end the user should see.
    pub fn is_busy(&self) -> bool {
        self.at_stake().iter().any(Stake::is_under_way)
    }

    /// Whether the user has gone on to something that takes keys.
    fn has_gone_on(&self) -> bool {
        let asks = match &self.modal {
            None => !self.help.is_open(),
            Some(modal) => modal.asks_to_quit(),
        };
        !asks || self.form.is_some() || self.editing.is_some() || self.list.filter().is_typing()
    }

    fn situation(&self) -> Situation {
        Situation { at_stake: self.at_stake(), gone_on: self.has_gone_on() }
    }

    /// `q`: ends the program, once what is under way has its end.
    pub(super) fn quit(&mut self) {
        if self.leave.is_ending() {
            return;
        }
        self.stop_switching();
        let situation = self.situation();
        self.leave.quit(&self.cx, &situation, &mut self.out);
        self.relay();
    }

    /// `Ctrl-c`: as `Esc` in a changed form or during a write, the first time; otherwise it ends the program.
    pub(super) fn interrupt(&mut self) {
        let at_stake = self.at_stake();
        if self.leave.interrupt(&self.cx, &at_stake, &mut self.out) {
            return;
        }
        // What was typed in an editor has a question of its own, which only its buttons answer.
        if self.has_dialog() {
            self.back(self.context());
        } else if let Some(form) = self.form.as_ref().filter(|_| self.editing.is_none()) {
            // A doubt stays one until the program ends, which then tells of it.
            if !matches!(form.phase(), Phase::Doubt) {
                self.form_back();
            }
        } else if self.left_form().is_some() {
            self.modal = Some(Modal::confirm(About::Quit));
        }
        self.warn(CTRL_C_AGAIN);
    }

    /// Whether the end of the program would lose what was typed, or the outcome of a change.
    pub(super) fn has_something_to_lose(&self) -> bool {
        has_something_to_lose(&self.at_stake())
    }

    /// Ends the program, at the user's word or a signal's.
    pub(super) fn end(&mut self) {
        let at_stake = self.at_stake();
        self.leave.end(&at_stake, &mut self.out);
    }

    /// A change did not come to what the user wanted.
    pub(super) fn note_for_the_end(&mut self, text: &str) {
        self.leave.note_for_the_end(text);
    }

    /// A signal ends the program.
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

    /// The wish to leave is over.
    pub(super) fn stay(&mut self) {
        self.leave.stay(&mut self.out);
        self.relay();
    }

    /// `Esc` in a question: with it goes the wish that it asked about.
    pub(super) fn leave_wish(&mut self) {
        match self.modal.take().as_ref().and_then(Modal::about) {
            Some(About::Quit) => self.stay(),
            Some(About::Switch(_)) => self.stop_switching(),
            _ => {}
        }
    }

    /// Who goes on with something else does not want to leave.
    pub(super) fn tick_leave(&mut self) {
        if self.leave.is_wished() {
            self.leave.notice_going_on(self.has_gone_on(), &mut self.out);
            self.relay();
        }
    }

    /// The button of the question was pressed.
    pub(super) fn answer_quit(&mut self, go: bool) {
        let at_stake = self.at_stake();
        self.leave.answer(go, &at_stake, &mut self.out);
        self.relay();
    }

    /// What to say when the screen is back, one line each: what could not be said on it.
    pub fn last_words(&self) -> &[String] {
        self.leave.last_words()
    }

    /// A form that was left in the background with something in it: first one of which nobody can tell what
    /// became of it.
    pub(super) fn left_form(&self) -> Option<&Form> {
        let left = self.parked.iter().filter(|form| is_left_open(form));
        left.min_by_key(|form| !form.write.is_in_doubt())
    }

    /// What quitting now would leave behind, in a sentence or two.
    pub fn quit_question(&self) -> String {
        self.left_behind_by("quitting")
    }

    /// What `leaving` now would leave behind.
    pub(super) fn left_behind_by(&self, leaving: &str) -> String {
        let sent = self.at_stake().into_iter().find_map(|stake| match stake {
            Stake::Sent(id) => Some(format!("{} is still being saved.", words::in_full(&id))),
            _ => None,
        });
        let left = self.left_form().map(|form| match form.write.is_in_doubt() {
            true => words::doubt(&form.subject(), &form.kind).into(),
            false => {
                format!("The form of {} has changes that were not saved.", words::in_full(&form.subject()))
            }
        });
        let stake = self.stake().map(|stake| String::from(words::at_stake(&stake, leaving)));
        let all: Vec<_> = sent.into_iter().chain(left).chain(stake).collect();
        if all.is_empty() { "The copy is still being made.".to_owned() } else { all.join(" ") }
    }

    /// What of the forms, the editor and undo the end of the program would lose.
    pub(super) fn changes_at_stake(&self) -> Vec<Stake> {
        let mut all = Vec::new();
        let open = self.form.iter().map(|form| (&**form, Stake::Typed));
        for (form, otherwise) in open.chain(self.parked.iter().map(|form| (form, Stake::Left))) {
            if form.is_sending() {
                all.push(Stake::Sent(form.subject()));
            } else if form.write.is_in_doubt() {
                all.push(Stake::Doubted(form.subject()));
            }
            if is_left_open(form) {
                all.push(otherwise);
            } else if matches!(form.phase(), Phase::Leaving) {
                all.push(Stake::Typed);
            }
        }
        all.extend(self.left_behind().cloned().map(Stake::Sent));
        all.extend(self.editing.is_some().then_some(Stake::Typed));
        all.extend(self.stake().map(|_| Stake::Held));
        all
    }
}

/// Whether a form that is not being sent has something in it that the end of the program would lose.
fn is_left_open(form: &Form) -> bool {
    !form.is_sending() && form.holds_something()
}
