//! The panels of rollouts: the plan and the run, each a modal of as much of the body as it needs.

mod plan;
mod rows;
mod run;
mod several;

use super::Rollouts;
use crate::view::prelude::*;

/// Returns the menu of the answers to the question whether to quit during a rollout.
pub(crate) fn quit_menu<'a>(rollouts: &Rollouts, menu: &Menu, frame: ModalFrame<'a>) -> MenuDialog<'a> {
    let line = |(at, words)| MenuLine::new(menu, at, words, "");
    let lines = rollouts.quit_choices().into_iter().enumerate().map(line).collect();
    MenuDialog { width: 56, word: 40, lines, frame: frame.title("A rollout is under way") }
}

pub(crate) use plan::PlanDialog;
pub(crate) use run::RunDialog;
