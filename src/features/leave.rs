//! Leaving the program: at once where nothing is under way, otherwise when the changes have ended or the user
//! insists.

use std::time::{Duration, Instant};

use crate::core::life::{Life, Stake, Wipe};
use crate::core::{Context, Effect, News, Notice, Out, Tone, Wait};
use crate::domain::Wake;

mod words;

pub use words::CTRL_C_AGAIN;

/// The wait for a change that was sent, before the user is asked, or, on a signal, before the program ends
/// without knowing the outcome.
const PATIENCE: Duration = Duration::from_secs(3);
/// A second `Ctrl-c` within this time ends the program, whatever is under way.
const AGAIN: Duration = Duration::from_secs(2);

/// The wish to leave, and the lines to print when the screen is back.
#[derive(Debug, Default)]
pub struct Leave {
    wish: Wish,
    /// The time at which `Ctrl-c` was last taken for `Esc`.
    interrupted: Option<Instant>,
    last_words: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
enum Wish {
    /// Nobody wants the program to end.
    #[default]
    No,
    /// The user wants to leave when everything that is under way has ended; at this moment the user is asked.
    AskAt(Instant),
    /// The user was asked and waits.
    Waiting,
    /// A signal ends the program at this moment at the latest.
    EndAt(Instant),
}

/// The state of the other slices, as far as it decides about leaving.
#[derive(Debug)]
pub struct Situation {
    /// The things that leaving now would lose.
    pub at_stake: Vec<Stake>,
    /// The user is using something that takes keys: it is not closed, and no question is shown over it.
    pub gone_on: bool,
}

impl Situation {
    fn is_sending(&self) -> bool {
        self.at_stake.iter().any(Stake::is_sent)
    }

    fn is_busy(&self) -> bool {
        self.at_stake.iter().any(Stake::is_under_way)
    }

    fn holds(&self) -> bool {
        self.at_stake.iter().any(Stake::is_held)
    }

    fn has(&self, stake: &Stake) -> bool {
        self.at_stake.contains(stake)
    }
}

impl Leave {
    /// Tells whether a signal ends the program, whatever the user wishes.
    pub fn is_ending(&self) -> bool {
        matches!(self.wish, Wish::EndAt(_))
    }

    /// Tells whether the program is about to end.
    pub fn is_wished(&self) -> bool {
        self.wish != Wish::No
    }

    /// Returns the lines to print when the screen is back, because they could not be shown on it.
    pub fn last_words(&self) -> &[String] {
        &self.last_words
    }

    /// `q`: ends the program when everything that is under way has ended. If that fails the program stays, to
    /// say so.
    pub fn quit(&mut self, cx: &Context, situation: &Situation, out: &mut Out) {
        if situation.has(&Stake::Left) || !situation.is_sending() && situation.holds() {
            return out.report(News::AskBeforeQuit);
        }
        let now = cx.now.instant;
        self.wish = Wish::AskAt(now + PATIENCE);
        self.go_on(situation, out);
        if self.is_wished() {
            let text = words::quitting(situation.is_sending(), has_something_to_lose(&situation.at_stake));
            out.tell(Notice::new(Tone::Busy(Wait::Quit, now), text));
        }
    }

    /// Ends the program if somebody wants that and nothing is under way any more.
    pub fn go_on(&mut self, situation: &Situation, out: &mut Out) {
        let busy = match self.wish {
            Wish::No => return,
            Wish::EndAt(_) => situation.is_sending(),
            Wish::AskAt(_) | Wish::Waiting => situation.is_busy(),
        };
        if busy {
            return;
        }
        if !self.is_ending() {
            // The user may be typing something, or has left a form with something in it: both would be lost
            // without a word.
            if situation.gone_on || situation.has(&Stake::Left) {
                return self.stay(out);
            }
            // The save that delayed the end may have left an old value to undo.
            if situation.holds() {
                self.stay(out);
                out.report(News::AskBeforeQuit);
                return out.report(News::OpenedByItself);
            }
        }
        self.end(&situation.at_stake, out);
    }

    /// `Ctrl-c`: ends the program, unless something would be lost; then only the second `Ctrl-c` ends it. Tells
    /// whether the program ends.
    pub fn interrupt(&mut self, cx: &Context, at_stake: &[Stake], out: &mut Out) -> bool {
        let now = cx.now.instant;
        let again = self.interrupted.is_some_and(|at| now.duration_since(at) < AGAIN);
        if again || !has_something_to_lose(at_stake) {
            self.end(at_stake, out);
            return true;
        }
        self.interrupted = Some(now);
        false
    }

    /// Ends the program on a signal. A change that was sent gets a little time, which no second signal extends.
    pub fn terminate(&mut self, cx: &Context, situation: &Situation, out: &mut Out) {
        if !self.is_ending() {
            self.wish = Wish::EndAt(cx.now.instant + PATIENCE);
        }
        self.go_on(situation, out);
    }

    /// Ends the program because the user or a signal says so.
    pub fn end(&mut self, at_stake: &[Stake], out: &mut Out) {
        self.wish = Wish::No;
        // Warnings that the screen cannot show any more are printed when it is gone.
        self.last_words.extend(words::unfinished(at_stake));
        out.effects.push(Effect::Quit);
    }

    /// Remembers that a change did not have the wanted outcome. While a signal ends the program nobody sees
    /// that on the screen.
    pub fn note_for_the_end(&mut self, text: &str) {
        if self.is_ending() {
            self.last_words.push(words::last(text));
        }
    }

    /// Gives up the wish to leave: something that was under way failed, which has to be shown, or the user has
    /// changed their mind.
    pub fn stay(&mut self, out: &mut Out) {
        if !self.is_ending() {
            self.wish = Wish::No;
            out.report(News::QuitQuestionOver);
            out.report(News::Over(Wait::Quit));
        }
    }

    /// Gives up the wish when the user goes on with something else.
    pub fn notice_going_on(&mut self, gone_on: bool, out: &mut Out) {
        if gone_on && self.is_wished() {
            self.stay(out);
        }
    }

    /// Takes the answer to the question: `go` is the second button, which ends the program.
    pub fn answer(&mut self, go: bool, at_stake: &[Stake], out: &mut Out) {
        if go {
            self.end(at_stake, out);
        } else if !at_stake.iter().any(Stake::is_under_way) {
            self.stay(out);
        } else if !self.is_ending() {
            self.wish = Wish::Waiting;
        }
    }
}

/// Tells whether the end of the program would lose typed text, or the outcome of a change.
pub fn has_something_to_lose(at_stake: &[Stake]) -> bool {
    at_stake
        .iter()
        .any(|stake| matches!(stake, Stake::Sent(_) | Stake::Rollout { .. } | Stake::Typed | Stake::Left))
}

impl Life for Leave {
    fn next_due(&self, _: &Context) -> Wake {
        Wake::default().or_at(match self.wish {
            Wish::AskAt(at) | Wish::EndAt(at) => Some(at),
            Wish::No | Wish::Waiting => None,
        })
    }

    /// Asks the user, or ends the program, when the time is over.
    fn tick(&mut self, cx: &Context, out: &mut Out) {
        match self.wish {
            Wish::AskAt(at) if at <= cx.now.instant => {
                self.wish = Wish::Waiting;
                out.report(News::AskBeforeQuit);
            }
            Wish::EndAt(at) if at <= cx.now.instant => out.report(News::EndDue),
            _ => {}
        }
    }

    fn wipe(&mut self, _: &Context, _: Wipe, _: &mut Out) {}

    fn at_stake(&self) -> Vec<Stake> {
        Vec::new()
    }
}

#[cfg(test)]
mod tests;
