//! The write of a value for a rollout, on the machine that forms use, too.

use std::time::Instant;

use jiff::Timestamp;

use super::deed::{Deed, Surroundings};
use crate::domain::SecretId;
use crate::domain::uses::ValueNews;
use crate::work::rollout::input::Input;
use crate::work::rollout::reading::Written;
use crate::work::write::{self, Check, Obstacle, State, Wait};

/// The write that is under way, and the times of the last one.
#[derive(Debug, Default)]
pub(super) struct Writing {
    write: Option<(SecretId, write::Write)>,
    /// The time of the service's last answer to it.
    dated: Option<Timestamp>,
    /// The time at which the service saved the last value, as far as that is certain.
    saved_at: Option<Timestamp>,
}

impl Writing {
    /// Begins a write, whose requests carry `number`.
    pub(super) fn begin(&mut self, number: u64, id: SecretId) {
        *self = Self { write: Some((id, write::Write::new(number))), ..Self::default() };
    }

    /// Gives it up.
    pub(super) fn leave(&mut self) {
        self.write = None;
    }

    /// Returns the secret whose value is being written.
    pub(super) fn secret(&self) -> Option<&SecretId> {
        self.write.as_ref().map(|(id, _)| id)
    }

    /// Tells whether it waits for a token; `None` where nothing is written.
    pub(super) fn lacks_token(&self) -> Option<bool> {
        let (_, write) = self.write.as_ref()?;
        Some(matches!(write.state(), State::Verifying(_, Check { wait: Wait::SignIn, .. })))
    }

    /// Takes the time of the service's answer.
    pub(super) fn dated(&mut self, at: Timestamp) {
        self.dated = Some(at);
    }

    /// Returns what became of the last value.
    pub(super) fn saved(&self) -> ValueNews {
        ValueNews::Changed(self.saved_at)
    }

    /// Returns the moment of its next step.
    pub(super) fn next_due(&self) -> Option<Instant> {
        self.write.as_ref().and_then(|(_, write)| write.next_due())
    }

    /// Takes a step; returns its end.
    pub(super) fn step(
        &mut self,
        around: &Surroundings<'_>,
        input: write::Input,
        deeds: &mut Vec<Deed>,
    ) -> Option<Input> {
        let (id, write) = self.write.as_mut()?;
        let cx = write::Context {
            now: around.now,
            service_time: around.service_time,
            site: around.site,
            digests: around.digests,
            agreed: true,
            denied: false,
        };
        let mut end = None;
        for output in write.step(&cx, input) {
            match output {
                write::Output::Call(request_key, request) => deeds.push(Deed::Call(request_key, request)),
                write::Output::Abort(request_key) => deeds.push(Deed::Abort(request_key)),
                write::Output::News(news) => {
                    if let write::News::Settled(fate) = &news
                        && let Some(ValueNews::Changed(at)) = fate.of_value(false, true, self.dated)
                    {
                        self.saved_at = at;
                    }
                    end = end.or(written(&news));
                }
            }
        }
        // Whatever else lets it rest has told nothing.
        let is_over = end.is_some() || !write.is_under_way();
        let end = is_over.then(|| Input::Written(id.clone(), end.unwrap_or(Written::Unknown)));
        if is_over {
            self.write = None;
        }
        end
    }
}

/// Returns the end that a piece of news is for a write of a value.
fn written(news: &write::News) -> Option<Written> {
    match news {
        write::News::Settled(fate) => Some(Written::from(fate)),
        write::News::HeldBack(Obstacle::LookFailed(failure) | Obstacle::OldNotRead(failure))
            if failure.kind.is_of_token() =>
        {
            Some(Written::Token)
        }
        // Nothing was sent.
        write::News::HeldBack(_) | write::News::Taken(_) => Some(Written::NotSaved),
        _ => None,
    }
}
