//! Reads the pods for a command: their list, and single pods where the list does not tell all of them.

use std::sync::Arc;

use serde::Serialize;

use super::Outcome;
use super::caller::Caller;
use super::failure::failed;
use super::output::complain;
use crate::core::RequestKey;
use crate::domain::pod::{Mistake, Place};
use crate::domain::uses::KnownPods;
use crate::domain::{Answer, Failure, FailureKind, Pod, PodId, Reply, Request};
use crate::text::SafeText;
use crate::words;

/// Pods that are looked into at once.
const AT_ONCE: usize = 4;
/// Pods that are looked into before a service that fails is given up.
const BEFORE_GIVING_UP: usize = 32;

/// The pods that the user can list, as far as a command has seen them.
pub(super) struct SeenPods {
    /// The pods. An index shares them until the next look.
    pub(super) known: Arc<KnownPods>,
    /// The first look that failed.
    failure: Option<Box<Failure>>,
}

impl SeenPods {
    /// Asks for the list, and looks into the pods whose template the service has not merged in.
    ///
    /// # Errors
    /// When the list does not come to its end, or a signal ends the command.
    pub(super) fn ask(caller: &mut Caller) -> Result<Self, Outcome> {
        let mut known = KnownPods::default();
        caller.begin(RequestKey::Look(0), Request::ListPods);
        loop {
            match caller.reply()?.1 {
                Reply::Pods(pods) => known.add(pods),
                Reply::Retrying { .. } => known = KnownPods::default(),
                Reply::Final(Ok(Answer::PodsListed { unreadable, left_out, merged, .. })) => {
                    known.end(merged, unreadable + left_out);
                    break;
                }
                Reply::Final(Ok(_)) => return Err(Outcome::unexpected()),
                Reply::Final(Err(failure)) => return Err(failed(&failure, &caller.site)),
                _ => {}
            }
        }
        let mut seen = Self { known: Arc::new(known), failure: None };
        let ids: Vec<PodId> = seen.known.to_look_into().cloned().collect();
        seen.look_into(caller, &ids)?;
        Ok(seen)
    }

    /// Looks into these pods.
    ///
    /// # Errors
    /// When a signal ends the command.
    pub(super) fn look_into(&mut self, caller: &mut Caller, ids: &[PodId]) -> Result<(), Outcome> {
        let ids: Vec<&PodId> = ids.iter().filter(|id| id.is_addressable()).collect();
        for some in ids.chunks(BEFORE_GIVING_UP) {
            let requests: Vec<_> =
                (0..).zip(some).map(|(n, id)| (RequestKey::Look(n), self.look(id))).collect();
            for (id, result) in some.iter().zip(caller.calls(AT_ONCE, requests)?) {
                match result {
                    Ok(Answer::GotPod(pod)) => Arc::make_mut(&mut self.known).look(*pod),
                    Ok(_) => return Err(Outcome::unexpected()),
                    // It was deleted since the list came.
                    Err(failure) if failure.kind == FailureKind::NotFound => {
                        Arc::make_mut(&mut self.known).forget(id);
                    }
                    Err(failure) => {
                        self.failure.get_or_insert(failure);
                    }
                }
            }
            if self.failure.as_ref().is_some_and(|failure| failure.kind != FailureKind::NotPermitted) {
                break;
            }
        }
        Ok(())
    }

    /// Returns the request that tells more about a pod: with its template until everything is known of that, then
    /// without.
    fn look(&self, id: &PodId) -> Request {
        match self.known.get(id) {
            Some(pod) if pod.template.is_some() && !(pod.is_merged && pod.files_known) => {
                Request::GetDerivedPod(id.clone())
            }
            _ => Request::GetPod(id.clone()),
        }
    }

    /// Says how many pods were not looked into, and returns the end of the command: the first look that failed decides it.
    pub(super) fn end(self, caller: &Caller) -> Result<(), Outcome> {
        let left = self.known.not_looked_into();
        if left > 0 {
            complain(&words::not_looked_into(left));
        }
        self.failure.map_or(Ok(()), |failure| Err(failed(&failure, &caller.site)))
    }
}

/// Returns the ids of those of the pods whose config files are not known.
pub(super) fn with_unknown_files<'a>(pods: impl IntoIterator<Item = &'a Pod>) -> Vec<PodId> {
    pods.into_iter().filter(|pod| !pod.files_known).map(|pod| pod.id.clone()).collect()
}

/// Returns the ids of those of the pods of which only a look without the template tells what it brings.
pub(super) fn with_unknown_share<'a>(pods: impl IntoIterator<Item = &'a Pod>) -> Vec<PodId> {
    let unknown = |pod: &&Pod| pod.is_merged && !pod.overrides_more && pod.from_template().is_none();
    pods.into_iter().filter(unknown).map(|pod| pod.id.clone()).collect()
}

/// A place, for programs.
#[derive(Serialize)]
pub(super) struct NamedPlace<'a> {
    place: &'static str,
    name: Option<&'a str>,
}

impl<'a> NamedPlace<'a> {
    pub(super) fn of(place: &'a Place) -> Self {
        let (place, name) = words::place_words(place);
        Self { place, name: name.map(SafeText::original) }
    }
}

/// A mistake, for programs.
#[derive(Serialize)]
pub(super) struct WrongPlace<'a> {
    #[serde(flatten)]
    place: NamedPlace<'a>,
    problem: &'static str,
    text: String,
}

impl<'a> WrongPlace<'a> {
    pub(super) fn of(mistake: &'a Mistake) -> Self {
        Self {
            place: NamedPlace::of(&mistake.place),
            problem: words::problem(&mistake.wrong),
            text: words::mistake(mistake),
        }
    }
}
