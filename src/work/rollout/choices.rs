//! The answers that a stop offers. The first has the focus: after a failure that leaves everything as it is.

use super::ending::Ending;
use super::pod_run::{PodRun, PodState};
use super::reading::Reading;
use super::secret_run::{At, Holds, SecretRun};
use super::state::{Phase, Rollout};
use super::stop::{Choice, Stop, WayBack};
use crate::domain::pod::{PodStatus, Requested, Start};
use crate::domain::{PodId, SecretId};

impl Rollout {
    /// Returns the answers to the open question, the one with the focus first.
    pub fn choices(&self) -> Vec<Choice> {
        let Phase::Stopped { stop, .. } = &self.phase else { return Vec::new() };
        let mut choices = match stop {
            Stop::Found => match self.can_be_resumed() {
                true => vec![Choice::GoOn, Choice::Leave],
                false => {
                    let in_doubt = self.in_doubt().map(|secret| Choice::IsSaved(secret.id.clone()));
                    [Choice::Leave].into_iter().chain(in_doubt).collect()
                }
            },
            Stop::AfterCanary(_) | Stop::CameUp(_) | Stop::Held => vec![Choice::GoOn, Choice::Leave],
            Stop::NoRecord => vec![Choice::Leave, Choice::TryAgain, Choice::WithoutRecord],
            Stop::NotLookedUp(_) => vec![Choice::Leave, Choice::TryAgain],
            Stop::OldNotRead(id) => vec![Choice::Leave, Choice::TryAgain, Choice::WithoutOld(id.clone())],
            Stop::NotSaved(id) | Stop::AnotherValue(id) | Stop::WriteUnknown(id) => self.after_write(id),
            Stop::ChangedMeanwhile(id) => {
                vec![Choice::Leave, Choice::TryAgain, Choice::OverwriteAnyway(id.clone())]
            }
            Stop::Late(_) => vec![Choice::WaitOn, Choice::Leave],
            Stop::Differs(id) => self.about_difference(id),
            Stop::Pod(_) => self.after_failure(),
        };
        if self.way_back() == WayBack::Yes {
            choices.push(Choice::Restore);
        }
        choices
    }

    fn after_write(&self, id: &SecretId) -> Vec<Choice> {
        let mut choices = vec![Choice::Leave, Choice::WriteAgain(id.clone())];
        let secret = self.secrets.iter().find(|secret| secret.id == *id);
        let is_open = |secret: &SecretRun| {
            secret.holds == Holds::Unknown
                && secret.base.as_ref().is_some_and(|base| base.access.mode().readable())
        };
        if secret.is_some_and(is_open) {
            choices.insert(1, Choice::Compare(id.clone()));
        }
        choices
    }

    fn about_difference(&self, id: &PodId) -> Vec<Choice> {
        let mut choices = vec![Choice::Leave, Choice::TryAgain, Choice::LeaveOut(id.clone())];
        if self.pod(id).is_some_and(can_be_restarted) {
            choices.push(Choice::RestartAsItIs(id.clone()));
        }
        choices
    }

    fn after_failure(&self) -> Vec<Choice> {
        let mut choices = vec![Choice::Leave];
        let pods = || self.leg.order.iter().filter_map(|id| self.pod(id));
        let troubled = || pods().filter_map(|pod| Some((pod, pod.trouble()?)));
        let again = troubled().filter(|(pod, ending)| may_be_restarted_again(pod, ending));
        choices.extend(again.map(|(pod, _)| Choice::RestartAgain(pod.id.clone())));
        let without = troubled().filter(|(_, ending)| ending.allows_leaving_out());
        choices.extend(without.map(|(pod, _)| Choice::LeaveOut(pod.id.clone())));
        choices
    }

    /// Tells whether it can go back to the old values.
    pub fn way_back(&self) -> WayBack {
        let is_written = self.secrets.iter().any(SecretRun::needs_old);
        let is_held = self.secrets.iter().filter(|secret| secret.needs_old()).all(SecretRun::has_old);
        match () {
            () if self.leg.back || !is_written || !is_held => WayBack::No,
            () if !matches!(self.phase, Phase::Stopped { .. }) => WayBack::No,
            () if !self.old_works => WayBack::IfItWorks,
            () => WayBack::Yes,
        }
    }

    /// Returns the pods that going back restarts, in this order: those in trouble, then those that were restarted and
    /// are up. Pods that run the old value still are not touched, nor those that somebody stopped or removed.
    pub fn would_restart(&self) -> Vec<PodId> {
        let keeps_old =
            |pod: &PodRun| pod.track.runs_old() && pod.track.last.as_ref().is_some_and(Reading::is_up);
        let touched = |pod: &&PodRun| pod.was_restarted && !keeps_old(pod);
        let is_reachable = |pod: &&PodRun| {
            !matches!(
                pod.state,
                PodState::Ended(Ending::StoppedBySomebody | Ending::Gone | Ending::CannotBeWatched)
            )
        };
        let all = || {
            let pods = self.leg.order.iter().filter_map(|id| self.pod(id));
            pods.filter(touched).filter(is_reachable)
        };
        let (up, down) = (all().filter(|pod| pod.is_done()), all().filter(|pod| !pod.is_done()));
        down.chain(up).map(|pod| pod.id.clone()).collect()
    }

    /// Returns the secret of a rollout that was found, while only a person can tell what it holds.
    pub fn in_doubt(&self) -> Option<&SecretRun> {
        let is_open = |secret: &&SecretRun| {
            secret.at != At::Settled && matches!(secret.holds, Holds::Unknown | Holds::Another)
        };
        self.secrets.iter().find(is_open).filter(|_| self.is_found())
    }

    /// Tells whether a rollout that was found can go on: all values were saved, or all are restored.
    pub fn can_be_resumed(&self) -> bool {
        self.secrets.iter().all(|secret| secret.at == At::Settled) && self.era().is_certain()
    }
}

/// Tells whether a pod that ended like this may be restarted again in the state that it shows now.
fn may_be_restarted_again(pod: &PodRun, ending: &Ending) -> bool {
    let is_stopped = |requested: &Requested| *requested == Requested::Off;
    ending.allows_restart() && !pod.track.last.as_ref().is_some_and(|last| is_stopped(&last.requested))
}

/// Tells whether a pod that is not as planned may be restarted all the same. A restart of one that ended would run a
/// job again, and one without a start could not be told from the next run.
fn can_be_restarted(pod: &PodRun) -> bool {
    let Some(last) = &pod.track.last else { return false };
    matches!(
        (&last.status, &last.requested, last.start),
        (PodStatus::Available, Requested::On, Start::At(_))
            | (PodStatus::Error, Requested::On, Start::At(_) | Start::Null)
    )
}
