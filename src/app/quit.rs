//! Leaving: at once where nothing is under way, otherwise when that is certain, or when the user insists.

use std::time::{Duration, Instant};

use super::form::{Form, Phase};
use super::modal::Modal;
use super::notice::{Notice, Tone, Wait};
use super::{App, Effect};

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
    fn is_busy(&self) -> bool {
        self.is_copying() || self.is_sending()
    }

    /// `q`: ends the program, once what is under way has its end. If that fails the program stays, to say
    /// so.
    pub(super) fn quit(&mut self) {
        if self.left_form().is_some() {
            self.modal = Some(Modal::QuitAnyway { go: false });
            return;
        }
        self.quitting = Quitting::AskAt(self.now.instant + PATIENCE);
        self.quit_if_asked();
        if self.quitting != Quitting::No {
            let now = self.now.instant;
            let what = if self.is_sending() { "the change is saved" } else { "the copy is made" };
            let text = format!("Quitting as soon as {what}; Ctrl-c quits now.");
            self.notices.show(now, Notice::new(Tone::Busy(Wait::Quit, now), text));
        }
    }

    /// `Ctrl-c`: as `Esc` in a changed form or during a write, the first time; otherwise it ends the program.
    pub(super) fn interrupt(&mut self) {
        let now = self.now.instant;
        let again = self.interrupted.is_some_and(|at| now.duration_since(at) < Duration::from_secs(2));
        if again || !self.has_something_to_lose() {
            return self.effects.push(Effect::Quit);
        }
        self.interrupted = Some(now);
        // What was typed in an editor has a question of its own, which only its buttons answer.
        if self.modal.is_some() {
            self.back(self.context());
        } else if self.form.is_some() && self.editing.is_none() {
            self.form_back();
        }
        self.warn("Ctrl-c again within 2 s quits now, whatever is under way.");
    }

    /// Whether the end of the program would lose what was typed, or the outcome of a change.
    pub(super) fn has_something_to_lose(&self) -> bool {
        let holds = |form: &Form| form.is_changed() || matches!(form.phase, Phase::Leaving);
        self.is_sending() || self.editing.is_some() || self.form.as_deref().is_some_and(holds)
    }

    /// A signal ends the program: a change that was sent gets a little time.
    pub(super) fn terminate(&mut self) {
        self.quitting = Quitting::EndAt(self.now.instant + PATIENCE);
        self.quit_if_asked();
    }

    pub(super) fn quit_if_asked(&mut self) {
        let busy = match self.quitting {
            Quitting::No => return,
            Quitting::EndAt(_) => self.is_sending(),
            Quitting::AskAt(_) | Quitting::Waiting => self.is_busy(),
        };
        if !busy {
            if matches!(self.quitting, Quitting::EndAt(_)) {
                self.note_last_words();
            }
            self.quitting = Quitting::No;
            self.effects.push(Effect::Quit);
        }
    }

    /// What was waited for failed: the program stays, to say so.
    pub(super) fn stay(&mut self) {
        if !matches!(self.quitting, Quitting::EndAt(_)) {
            self.modal.take_if(|modal| matches!(modal, Modal::QuitAnyway { .. }));
            self.quitting = Quitting::No;
            self.notices.end_busy(Wait::Quit);
        }
    }

    /// Asks, or ends, when the patience is over.
    pub(super) fn watch_quit(&mut self) {
        match self.quitting {
            Quitting::AskAt(at) if at <= self.now.instant => {
                self.quitting = Quitting::Waiting;
                self.modal = Some(Modal::QuitAnyway { go: false });
            }
            Quitting::EndAt(at) if at <= self.now.instant => {
                self.note_last_words();
                self.quitting = Quitting::No;
                self.effects.push(Effect::Quit);
            }
            _ => {}
        }
    }

    /// What cannot be said on the screen any more is said when it is back.
    fn note_last_words(&mut self) {
        self.last_words = self
            .unfinished()
            .map(|id| format!("tapis-secrets: ended before it was known whether {id} was changed."));
    }

    /// The secret of a form that was left in the background and has changes that were not sent.
    pub(super) fn left_form(&self) -> Option<String> {
        let left = self.parked.iter().find(|form| form.is_changed() && !form.is_sending());
        left.map(|form| super::words::short(&form.subject()))
    }

    /// What leaving now would leave behind, in a sentence.
    pub fn quit_question(&self) -> String {
        match (self.is_sending(), self.left_form()) {
            (false, Some(id)) => format!("The form of {id} has changes that were not saved."),
            _ => format!("{} is still being saved.", self.unfinished().unwrap_or_default()),
        }
    }

    /// The secret whose change is under way, or of which nobody can tell.
    pub fn unfinished(&self) -> Option<String> {
        let open = self.form.iter().map(|form| &**form);
        open.chain(&self.parked)
            .find(|form| form.is_sending() || matches!(form.phase, Phase::Doubt))
            .map(|form| super::words::short(&form.subject()))
            .or_else(|| self.left_behind().map(super::words::short))
    }

    /// What to say when the screen is back: what could not be said on it.
    pub fn last_words(&self) -> Option<&str> {
        self.last_words.as_deref()
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
        self.modal = None;
        if go {
            self.effects.push(Effect::Quit);
        } else if self.is_busy() {
            self.quitting = Quitting::Waiting;
        } else {
            self.quitting = Quitting::No;
        }
    }
}
