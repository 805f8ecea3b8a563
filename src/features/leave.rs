//! Leaving: at once where nothing is under way, otherwise when that is certain, or when the user insists.

use std::time::{Duration, Instant};

use crate::core::life::{Life, Stake, Wipe};
use crate::core::{Context, Effect, News, Notice, Out, Tone, Wait};
use crate::domain::Wake;

mod words;

pub use words::CTRL_C_AGAIN;

/// How long a change that was sent is waited for before the user is asked, or, on a signal, before the
/// program ends without knowing.
const PATIENCE: Duration = Duration::from_secs(3);
/// A second `Ctrl-c` within this time ends the program, whatever is under way.
const AGAIN: Duration = Duration::from_secs(2);

/// The wish to leave, and what is said when the screen is back.
#[derive(Debug, Default)]
pub struct Leave {
    wish: Wish,
    /// When `Ctrl-c` was last taken for `Esc`.
    interrupted: Option<Instant>,
    last_words: Vec<String>,
}

/// Whether the program is about to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
enum Wish {
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

/// How it stands with the rest of the program.
#[derive(Debug)]
pub struct Situation {
    /// What leaving now would lose.
    pub at_stake: Vec<Stake>,
    /// The user has gone on to something that takes keys: it is not ended under the fingers, and no question comes
    /// over it.
    pub gone_on: bool,
}

impl Situation {
    fn is_sending(&self) -> bool {
        self.at_stake.iter().any(Stake::is_sent)
    }

    fn is_busy(&self) -> bool {
        self.at_stake.iter().any(Stake::is_under_way)
    }

    fn has(&self, stake: &Stake) -> bool {
        self.at_stake.contains(stake)
    }
}

impl Leave {
    /// Tells whether a signal ends the program, whatever anybody wishes.
    pub fn is_ending(&self) -> bool {
        matches!(self.wish, Wish::EndAt(_))
    }

    /// Tells whether the program is about to end.
    pub fn is_wished(&self) -> bool {
        self.wish != Wish::No
    }

    /// Returns what to say when the screen is back, one line each: what could not be said on it.
    pub fn last_words(&self) -> &[String] {
        &self.last_words
    }

    /// `q`: ends the program, once what is under way has its end. If that fails the program stays, to say so.
    pub fn quit(&mut self, cx: &Context, situation: &Situation, out: &mut Out) {
        if situation.has(&Stake::Left) || !situation.is_sending() && situation.has(&Stake::Held) {
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

    /// Ends the program where that was asked for and nothing is under way any more.
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
            // What somebody is typing, or has left behind with something in it, would be gone without a word.
            if situation.gone_on || situation.has(&Stake::Left) {
                return self.stay(out);
            }
            // The save that was waited for may have left an old value to undo.
            if situation.has(&Stake::Held) {
                self.stay(out);
                out.report(News::AskBeforeQuit);
                return out.report(News::OpenedByItself);
            }
        }
        self.end(&situation.at_stake, out);
    }

    /// `Ctrl-c`: ends the program, unless something would be lost; then only the second time. Tells whether it ends.
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

    /// A signal ends the program: a change that was sent gets a little time, which no second signal makes longer.
    pub fn terminate(&mut self, cx: &Context, situation: &Situation, out: &mut Out) {
        if !self.is_ending() {
            self.wish = Wish::EndAt(cx.now.instant + PATIENCE);
        }
        self.go_on(situation, out);
    }

    /// Ends the program, at the user's word or a signal's.
    pub fn end(&mut self, at_stake: &[Stake], out: &mut Out) {
        self.wish = Wish::No;
        // What cannot be said on the screen any more is said when it is back.
        self.last_words.extend(words::unfinished(at_stake));
        out.effects.push(Effect::Quit);
    }

    /// Takes note that a change did not come to what the user wanted. Where a signal ends the program nobody sees
    /// that on the screen any more.
    pub fn note_for_the_end(&mut self, text: &str) {
        if self.is_ending() {
            self.last_words.push(words::last(text));
        }
    }

    /// Gives up the wish to leave: what was waited for failed, which has to be said, or the user has thought better
    /// of it.
    pub fn stay(&mut self, out: &mut Out) {
        if !self.is_ending() {
            self.wish = Wish::No;
            out.report(News::QuitQuestionOver);
            out.report(News::Over(Wait::Quit));
        }
    }

    /// Gives up the wish of a user who goes on with something else.
    pub fn notice_going_on(&mut self, gone_on: bool, out: &mut Out) {
        if gone_on && self.is_wished() {
            self.stay(out);
        }
    }

    /// A button of the question was pressed; the second, which ends the program, where `go`.
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

/// Tells whether the end of the program would lose what was typed, or the outcome of a change.
pub fn has_something_to_lose(at_stake: &[Stake]) -> bool {
    at_stake.iter().any(|stake| matches!(stake, Stake::Sent(_) | Stake::Typed | Stake::Left))
}

impl Life for Leave {
    fn next_due(&self, _: &Context) -> Wake {
        Wake::default().or_at(match self.wish {
            Wish::AskAt(at) | Wish::EndAt(at) => Some(at),
            Wish::No | Wish::Waiting => None,
        })
    }

    /// Asks, or ends, when the patience is over.
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
