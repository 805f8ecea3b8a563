//! The words of rollouts: notices, journal, plan and run. Causes are types; here they become sentences.

mod journal;
mod run;

pub(super) use journal::journal;
pub(super) use run::*;

use super::state::OnlyRestarts;
use crate::core::{Notice, Tone};
use crate::domain::{SecretId, TEST_PATIENCE, Tested};
use crate::text::Sentence;
use crate::text::format::duration;
use crate::words::{about, about_all};
use crate::work::rollout::Rollout;
pub(super) use crate::work::rollout::words::*;

pub(super) const NO_RANDOM: &str = "Nothing was generated: the system gave no random bytes.";
pub(super) const UNSEEN: &str =
    "The new value has characters that cannot be seen, such as a final newline; look with Ctrl-r.";
pub(super) const TRIMMED: &str = "The newline that the editor added was removed.";
pub(super) const NO_TEST_COMMAND: &str = "This profile has no test_command, which could tell.";
pub(super) const ONE_AT_A_TIME: &str = "One rollout at a time: go on with the first one, or end it with X.";
pub(super) const VIEW_ONLY: &str = "This session is view only: a rollout can be seen, not started.";
pub(super) const STILL_READING: &str = "The pods and your permissions are still being read.";
pub(super) const NO_VALUE: &str =
    "There is no new value yet: Ctrl-g generates one, t types one, s is for a saved one.";
pub(super) const NO_PROVIDER: &str =
    "Say first whether the new value works at its provider: one of the three lines.";
pub(super) const NO_PODS: &str =
    "No pod is chosen. To save a value alone, close the plan and edit the secret.";
pub(super) const NOTHING_TO_RESTART: &str = "No pod is chosen, so there is nothing to restart.";
pub(super) const UNMARK: &str = "To leave a secret out, close the plan and take its mark away.";
pub(super) const NOTHING_TO_HOLD: &str = "No rollout is under way.";
pub(super) const HOLD_FIRST: &str = "A rollout that is under way is held first.";
pub(super) const TAKEN_BY_ANOTHER: &str = "Another process works on it, or has ended it.";
pub(super) const RECORD_STAYS: &str = "The record of the rollout could not be removed.";
pub(super) const NO_RECORD: &str = "This file is no record that can be read; X removes it.";

/// Says that the user's command is asked about a value.
pub(super) fn testing() -> String {
    format!("Asking test_command; that takes at most {}.", duration(TEST_PATIENCE))
}

/// Says what the user's command told about the `which` value.
pub(super) fn tested(id: &SecretId, tested: Tested, which: &str) -> Notice {
    let tone = if tested == Tested::Works { Tone::Success } else { Tone::Warning };
    Notice::new(tone, test_told(id, tested, which))
}

/// Says that the rollout stops after the present pod, or not any more.
pub(super) fn held(rollout: &Rollout, hold: bool) -> Sentence {
    about_all(rollout.ids(), |of| match hold {
        true => format!("The rollout of {of} stops after the present pod."),
        false => format!("The rollout of {of} does not stop after the present pod."),
    })
}

/// Says why a text was not pasted.
pub const NOT_TYPED: &str =
    "The pasted text has a control character; load it from a file, with Ctrl-f in the plan.";

/// Says why the secrets of the plan get no new value.
pub(super) fn only_restarts(why: OnlyRestarts, ids: &[SecretId]) -> Sentence {
    match (why, ids) {
        (OnlyRestarts::Fixed, [id]) => {
            about(id, |id| format!("{id} is read-only: its pods can only be restarted."))
        }
        _ => "The pods of several secrets are only restarted; r rotates one secret.".into(),
    }
}

/// Says where a restart of pods alone is gone on with.
pub(super) fn of_a_command(name: &str) -> String {
    format!("tapis-secrets rotate --resume {name} goes on with this restart of pods; X ends it.")
}

/// Returns the text of the question before a start without a way back.
pub fn no_way_back(id: &SecretId) -> String {
    format!(
        "The old value of {} is not kept: when a pod fails with the new value, nothing here can bring the old one back.",
        crate::words::in_full(id)
    )
}

/// Returns the text of the question before going on with the record of another machine.
pub fn not_seen_from_here(host: &str) -> String {
    let host = crate::text::SafeText::from(host);
    format!(
        "It began on {}. Nobody can see from here whether a program works on it there still.",
        host.shown()
    )
}
