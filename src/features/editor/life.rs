//! Editing in the life of the program: a change of the profile gives up the edit; a lock leaves it alone.

use super::Editor;
use crate::core::life::{Life, Stake, Wipe};
use crate::core::{Context, Effect, Out};
use crate::domain::Wake;

impl Life for Editor {
    fn next_due(&self, _: &Context) -> Wake {
        Wake::default()
    }

    fn tick(&mut self, _: &Context, _: &mut Out) {}

    fn wipe(&mut self, _: &Context, why: Wipe, out: &mut Out) {
        if why == Wipe::Switch && self.is_editing() {
            out.effects.push(Effect::DropEdited);
            self.end(out);
        }
    }

    fn at_stake(&self) -> Vec<Stake> {
        self.is_editing().then_some(Stake::Typed).into_iter().collect()
    }
}
