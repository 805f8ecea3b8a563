//! A rollout: new values for one or several secrets, the restarts of the pods that use them, and the way back.
//!
//! ```text
//! Planned ─► Values ─► Pods: canary, question, the others ─► Closing ─► Ended
//!              │  ▲      │  ▲
//!              ▼  │      ▼  │   the first trouble, a pod that is late, a hold
//!            Stopped: leave it, go on, restart again, restore the old values and go back
//!              ▲
//! a record ────┘
//! ```
//!
//! The machine sends a restart once, and only for a pod that it has just read. No answer of the service, no loss of an
//! answer and no death of the program makes it send one again: that takes a person. It stops at the first failure and
//! claims nothing that it did not see. Its rules are those of `PODS` §3 and §5.

mod account;
mod before;
mod choices;
mod chosen;
mod driver;
mod ending;
mod facts;
mod flow;
mod ids;
mod input;
mod keeping;
mod output;
mod plan;
mod pod_run;
mod pods;
mod reading;
mod record;
mod resume;
mod row;
mod runs;
mod secret_run;
mod settings;
mod state;
mod stop;
mod users;
mod values;
mod watch;
pub mod words;
mod written;

pub use account::PodLine;
pub use before::{Before, judge};
pub use driver::{Deed, Driver, Surroundings};
pub use ending::{Ending, Fault};
pub use ids::{Call, QuestionId};
pub use input::{Context, Input};
pub use output::{End, Event, Output};
pub use plan::{Missing, NewValue, Plan, PlannedSecret, Provider};
pub use pod_run::{Looking, PodRun, PodState};
pub use reading::{Reading, Restarted, Unread, Written};
pub use record::{Found, Noted, Place, PodRecord, Progress, Record, SCHEMA, SecretRecord};
pub use row::{Facts, Note, Permission, Row, Standing, Trouble};
pub use runs::{Era, Ran, Runs, Track};
pub use secret_run::{Holds, SecretRun};
pub use settings::Settings;
use state::Step;
pub use state::{Canary, Leg, Phase, Rollout};
pub use stop::{Choice, Stop, WayBack};
pub use users::{Users, users};
pub use watch::{Limits, Sight, Soak, Watch};

impl Rollout {
    /// Takes an input; returns requests, questions and events, in order.
    #[must_use = "a request that is dropped is never answered"]
    pub fn step(&mut self, cx: &Context<'_>, input: Input) -> Vec<Output> {
        let mut step = Step { cx, out: Vec::new() };
        if matches!(self.phase, Phase::Ended(_)) {
            return step.out;
        }
        self.take(&mut step, input);
        self.advance(&mut step);
        self.keep(&mut step);
        step.out
    }

    fn take(&mut self, step: &mut Step<'_>, input: Input) {
        match input {
            Input::Start => self.start(step),
            Input::LookedUp(call, answer) => self.looked_up(step, call, answer),
            Input::ValueRead(call, answer) => self.value_read(step, call, answer),
            Input::Written(secret, written) => self.written(step, &secret, written),
            Input::PodRead(call, answer) => self.pod_read(step, call, answer),
            Input::LogRead(call, answer) => self.log_read(step, call, answer),
            Input::Restarted(call, answer) => self.restarted(step, call, answer),
            Input::Recorded(number, is_written) => self.recorded(step, number, is_written),
            Input::Tick => {}
            Input::Chosen(question, choice) => self.chosen(step, question, choice),
            Input::Hold(hold) => self.hold(step, hold),
            Input::OldWorks(works) => self.old_works = works,
            Input::LookAround => self.look_now(step),
            Input::Abandon => self.abandon(step),
            Input::SignedIn => self.signed_in(step),
            Input::SessionOver => self.session_over(step),
        }
    }
}

#[cfg(test)]
mod tests;
