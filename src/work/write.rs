//! A write: creating, changing or deleting one secret, from the draft until its outcome is certain.
//!
//! ```text
//! Filling ─► Review ─► ReadingOld ─► Looking ─► Sending ─► Done
//!    ▲                                 │           │ no answer to go by
//!    ├─────────── Conflict ◄───────────┘           ▼
//!    └──────────────── Unknown ◄──────────────── Verifying ─► Done
//! ```
//!
//! The machine sends a draft once per confirmation. When no proper answer comes it looks at the service. Where
//! the look does not tell, the outcome stays unknown until the user confirms again. The kind of the draft
//! decides which states a write passes. The app and the commands put its news into words.

mod answer;
mod before;
mod compare;
mod draft;
mod input;
mod judge;
mod machine;
mod news;
mod past;
mod phase;
mod reconcile;
mod state;

pub use draft::Draft;
pub use input::{Context, Input, Old, Reply};
use machine::Step;
pub use machine::Write;
pub use news::{Fate, Namesake, News, Obstacle, Output, Seen, Why};
pub use past::Sent;
pub use phase::{Before, Phase, Work};
pub use state::{Check, State, Wait};

impl Write {
    /// Takes an input; returns requests and news, in order.
    #[must_use = "a request that is dropped is never answered"]
    pub fn step(&mut self, cx: &Context<'_>, input: Input) -> Vec<Output> {
        let mut step = Step { cx, out: Vec::new() };
        let state = std::mem::take(&mut self.state);
        self.state = self.next(&mut step, state, input);
        step.out
    }

    fn next(&mut self, step: &mut Step<'_>, state: State, input: Input) -> State {
        match (state, input) {
            (
                State::Filling | State::Review | State::Conflict(_) | State::Unknown(_),
                Input::Confirmed(draft, old),
            ) => self.begin(step, draft, old),
            (State::Looking(..) | State::ReadingOld(..), Input::SessionOver) => {
                step.out.push(self.abort());
                State::Filling
            }
            (State::Looking(draft, _), Input::Looked(answer)) => self.looked(step, draft, answer),
            (State::ReadingOld(draft, _), Input::Looked(answer)) => self.old_read(step, draft, answer),
            (State::Sending(draft, _), Input::Written(answer)) => self.written(step, draft, answer),
            (State::Sending(draft, since), Input::SessionOver) => {
                State::Left { since, in_halves: draft.goes_in_halves() }
            }
            (State::Left { since, in_halves }, Input::Written(answer)) => {
                self.written_unseen(step, since, in_halves, answer)
            }
            (State::Verifying(draft, check), Input::Looked(answer)) if check.wait == Wait::Answer => {
                self.checked(step, draft, check, answer)
            }
            (State::Verifying(draft, check), Input::Tick) => self.look_when_due(step, draft, check),
            (State::Verifying(draft, check), Input::SignedIn) => self.look_signed_in(step, draft, check),
            (State::Verifying(_, check), Input::SessionOver) => {
                step.out.push(self.abort());
                self.done(step, Fate::Unknown(check.seen))
            }
            (State::Unknown(draft), Input::Compare) if draft.can_be_compared() => {
                self.look_at_value(step, draft, Check::begin(step.now()))
            }
            // An answer that is out of date, or an input without a meaning in this state.
            (state, _) => state,
        }
    }
}

#[cfg(test)]
mod tests;
