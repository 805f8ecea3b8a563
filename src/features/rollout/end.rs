//! Leaving the program while a rollout is at work.

use super::around::Around;
use super::state::{LetsGo, Rollouts};
use crate::core::Out;
use crate::work::rollout::Input;

impl Rollouts {
    /// Returns the answers to the question whether to quit during a rollout.
    pub fn quit_choices(&self) -> [&'static str; 3] {
        let leave = match self.rollout().is_some_and(|rollout| rollout.held().next().is_some()) {
            true => "Leave now; its record stays, the old value does not",
            false => "Leave now; its record stays",
        };
        ["Wait until it is over, then quit", "Stop after the present pod, then quit", leave]
    }

    /// Takes the answer in this line; tells whether the program ends now.
    pub fn quit_chosen(&mut self, around: &Around<'_>, line: usize, out: &mut Out) -> bool {
        let Some(running) = &mut self.running else { return true };
        match line {
            0 => running.lets_go = Some(LetsGo::Over),
            1 => {
                running.lets_go = Some(LetsGo::Held);
                self.step(around, Input::Hold(true), out);
            }
            _ => return true,
        }
        !self.is_under_way()
    }
}
