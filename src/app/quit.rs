//! Leaving: at once where nothing is under way, otherwise when that is certain, or when the user insists.

use std::time::{Duration, Instant};

use super::form::{Form, Phase};
use super::modal::{About, Modal};
use super::{App, words};
use crate::core::{Effect, Notice, Tone, Wait};

/// How long a change that was sent is waited for before the user is asked, or, on a signal, before the
/// program ends without knowing.
const PATIENCE: Duration = Duration::from_secs(3);

/// Whether the program is about to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Quitting {
    /// It is not.
    #[default]
    No,
    /// The user wants to leave, as soon as what is under way has its end; asked about at this moment.
    AskAt(Instant),
    /// The user was asked and waits.
    Waiting,
    /// A signal ends the program at this moment at the latest.
    EndAt(Instant),
}

impl App {
    /// Whether something was asked for whose end the user should see.
    pub fn is_busy(&self) -> bool {
        self.value.is_copying() || self.is_sending()
    }

    /// Whether a signal ends the program, whatever anybody wishes.
    fn is_ending(&self) -> bool {
        matches!(self.quitting, Quitting::EndAt(_))
    }

    /// Whether the user has gone on to something that takes keys: it is not ended under the fingers, and no
    /// question comes over it.
    fn has_gone_on(&self) -> bool {
        let asks = match &self.modal {
            None => self.help.is_none(),
            Some(modal) => modal.asks_to_quit(),
        };
        !asks || self.form.is_some() || self.editing.is_some() || self.list.filter().is_typing()
    }

    /// `q`: ends the program, once what is under way has its end. If that fails the program stays, to say
    /// so.
    pub(super) fn quit(&mut self) {
        if self.is_ending() {
            return;
        }
        self.stop_switching();
        if self.left_form().is_some() || !self.is_sending() && self.stake().is_some() {
            self.modal = Some(Modal::confirm(About::Quit));
            return;
        }
        self.quitting = Quitting::AskAt(self.cx.now.instant + PATIENCE);
        self.quit_if_asked();
        if self.quitting != Quitting::No {
            let now = self.cx.now.instant;
            let what = if self.is_sending() { "the change is saved" } else { "the copy is made" };
            let times = if self.has_something_to_lose() { " twice" } else { "" };
            let text = format!("Quitting as soon as {what}; Ctrl-c{times} quits now.");
            self.notices.show(now, Notice::new(Tone::Busy(Wait::Quit, now), text));
        }
    }

    /// `Ctrl-c`: as `Esc` in a changed form or during a write, the first time; otherwise it ends the program.
    pub(super) fn interrupt(&mut self) {
        let now = self.cx.now.instant;
        let again = self.interrupted.is_some_and(|at| now.duration_since(at) < Duration::from_secs(2));
        if again || !self.has_something_to_lose() {
            return self.end();
        }
        self.interrupted = Some(now);
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
        self.warn("Ctrl-c again within 2 s quits now, whatever is under way.");
    }

    /// Whether the end of the program would lose what was typed, or the outcome of a change.
    pub(super) fn has_something_to_lose(&self) -> bool {
        let holds = |form: &Form| is_left_open(form) || matches!(form.phase(), Phase::Leaving);
        let forms = self.form.iter().map(|form| &**form).chain(&self.parked);
        self.is_sending() || self.editing.is_some() || forms.into_iter().any(holds)
    }

    /// Ends the program, at the user's word or a signal's.
    pub(super) fn end(&mut self) {
        self.quitting = Quitting::No;
        // What cannot be said on the screen any more is said when it is back.
        for id in self.unfinished() {
            self.last_words.push(format!("tapis-secrets: ended before it was known what became of {id}."));
        }
        self.out.effects.push(Effect::Quit);
    }

    /// A change did not come to what the user wanted. Where a signal ends the program nobody sees that on
    /// the screen any more.
    pub(super) fn note_for_the_end(&mut self, text: &str) {
        if self.is_ending() {
            self.last_words.push(format!("tapis-secrets: {text}"));
        }
    }

    /// A signal ends the program: a change that was sent gets a little time, which no second signal makes longer.
    pub(super) fn terminate(&mut self) {
        if !self.is_ending() {
            self.quitting = Quitting::EndAt(self.cx.now.instant + PATIENCE);
        }
        self.quit_if_asked();
    }

    pub(super) fn quit_if_asked(&mut self) {
        let busy = match self.quitting {
            Quitting::No => return,
            Quitting::EndAt(_) => self.is_sending(),
            Quitting::AskAt(_) | Quitting::Waiting => self.is_busy(),
        };
        if busy {
            return;
        }
        // What somebody is typing, or has left behind with something in it, would be gone without a word.
        if !self.is_ending() && (self.has_gone_on() || self.left_form().is_some()) {
            return self.stay();
        }
        // The save that was waited for may have left an old value to undo.
        if !self.is_ending() && self.stake().is_some() {
            self.stay();
            self.modal = Some(Modal::confirm(About::Quit));
            return self.hear_nobody();
        }
        self.end();
    }

    /// The wish to leave is over: what was waited for failed, which has to be said, or the user has thought
    /// better of it.
    pub(super) fn stay(&mut self) {
        if !self.is_ending() {
            self.modal.take_if(|modal| modal.asks_to_quit());
            self.quitting = Quitting::No;
            self.notices.end_busy(Wait::Quit);
        }
    }

    /// `Esc` in a question: with it goes the wish that it asked about.
    pub(super) fn leave_wish(&mut self) {
        match self.modal.take().as_ref().and_then(Modal::about) {
            Some(About::Quit) => self.stay(),
            Some(About::Switch(_)) => self.stop_switching(),
            _ => {}
        }
    }

    /// Asks, or ends, when the patience is over. Who goes on with something else does not want to leave.
    pub(super) fn watch_quit(&mut self) {
        match self.quitting {
            Quitting::AskAt(_) | Quitting::Waiting if self.has_gone_on() => self.stay(),
            Quitting::AskAt(at) if at <= self.cx.now.instant => {
                self.quitting = Quitting::Waiting;
                self.modal = Some(Modal::confirm(About::Quit));
            }
            Quitting::EndAt(at) if at <= self.cx.now.instant => self.end(),
            _ => {}
        }
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
        let sent = self.unfinished().into_iter().next().filter(|_| self.is_sending());
        let sent = sent.map(|id| format!("{id} is still being saved."));
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

    /// The secrets whose change is under way, and after them those of which nobody can tell.
    fn unfinished(&self) -> Vec<String> {
        let forms = || self.form.iter().map(|form| &**form).chain(&self.parked);
        let sent = forms().filter(|form| form.is_sending()).map(Form::subject);
        let doubted =
            forms().filter(|form| form.write.is_in_doubt() && !form.is_sending()).map(Form::subject);
        let all = sent.chain(self.left_behind().cloned()).chain(doubted);
        all.map(|id| words::in_full(&id)).collect()
    }

    /// What to say when the screen is back, one line each: what could not be said on it.
    pub fn last_words(&self) -> &[String] {
        &self.last_words
    }

    /// When patience is over.
    pub(super) fn next_quit_step(&self) -> Option<Instant> {
        match self.quitting {
            Quitting::AskAt(at) | Quitting::EndAt(at) => Some(at),
            Quitting::No | Quitting::Waiting => None,
        }
    }

    /// The button of the question was pressed.
    pub(super) fn answer_quit(&mut self, go: bool) {
        if go {
            self.end();
        } else if !self.is_busy() {
            self.stay();
        } else if !self.is_ending() {
            self.quitting = Quitting::Waiting;
        }
    }
}

/// Whether a form that is not being sent has something in it that the end of the program would lose.
fn is_left_open(form: &Form) -> bool {
    !form.is_sending() && form.holds_something()
}
