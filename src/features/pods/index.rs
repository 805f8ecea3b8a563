//! The index, and when it is made again: when a list of pods has come, when single pods were looked into, and when the
//! secrets have changed. One is made at a time.

use std::sync::Arc;

use crate::core::{Effect, Out, RequestId};
use crate::domain::Rows;
use crate::domain::uses::{Build, Built, Found, Job, Look, PodSource, Uses, Waste};
use crate::text::SafeText;

/// The newest index, and the next.
#[derive(Debug, Default)]
pub(super) struct Index {
    built: Option<Built>,
    /// The index that is being made, and whether it is that of a new list.
    under_way: Option<(RequestId, bool)>,
    /// The newest secrets, and whether they are all that the user can see.
    newest: (Rows, bool),
    /// The list and the length of the secrets of the newest index, or of the one that is being made, and whether they
    /// are all.
    indexed: (u64, usize, bool),
    /// Answers that are not in an index yet.
    looks: Vec<Look>,
}

impl Index {
    pub(super) fn uses(&self) -> Option<&Arc<Uses>> {
        self.built.as_ref().map(|built| &built.uses)
    }

    /// Returns the number of pods that are not known in full.
    pub(super) fn partly_known(&self) -> usize {
        self.built.as_ref().map_or(0, |built| built.partly_known)
    }

    pub(super) fn secrets(&self) -> &Rows {
        self.built.as_ref().map_or(&self.newest.0, |built| &built.secrets)
    }

    /// Tells whether these are the newest secrets.
    pub(super) fn has_newest(&self, secrets: &Rows) -> bool {
        self.newest.0.list() == secrets.list()
    }

    /// Frees everything off the loop's thread.
    pub(super) fn discard(self, out: &mut Out) {
        out.effects.push(Effect::Discard(self.newest.0));
        if let Some(built) = self.built {
            discard(built, out);
        }
    }

    /// Adds the answer to a look, for the next index.
    pub(super) fn add(&mut self, look: Look) {
        self.looks.push(look);
    }

    /// Begins to make the index of these pods.
    pub(super) fn build(&mut self, me: &SafeText, pods: PodSource, out: &mut Out) {
        let request = out.pending.request();
        self.under_way = Some((request, matches!(pods, PodSource::List { .. })));
        let (secrets, secrets_complete) = self.newest.clone();
        self.indexed = (secrets.list(), secrets.len(), secrets_complete);
        let looks = std::mem::take(&mut self.looks);
        let build = Build { pods, looks, secrets, me: me.clone(), secrets_complete };
        out.effects.push(Effect::Uses(request, Job::Build(build.into())));
    }

    /// Takes the newest secrets, which may be all.
    pub(super) fn learn(&mut self, secrets: &Rows, are_all: bool, out: &mut Out) {
        let (known, were_all) = &mut self.newest;
        if (known.list(), known.len()) != (secrets.list(), secrets.len()) {
            out.effects.push(Effect::Discard(std::mem::replace(known, secrets.clone())));
        }
        *were_all = are_all;
    }

    /// Makes the index again where it lacks something that is due: `looks_are_due` with this many answers, or the newest
    /// secrets, of which more may be coming.
    pub(super) fn keep_up(
        &mut self,
        me: &SafeText,
        looks_are_due: impl Fn(usize) -> bool,
        more_come: bool,
        out: &mut Out,
    ) {
        let (secrets, are_all) = &self.newest;
        let is_old = self.indexed != (secrets.list(), secrets.len(), *are_all);
        let answers = self.looks.len();
        let is_due = answers > 0 && looks_are_due(answers) || is_old && !more_come;
        if is_due
            && self.under_way.is_none()
            && let Some(uses) = self.uses().cloned()
        {
            self.build(me, PodSource::Index(uses), out);
        }
    }

    /// Takes a finished index, unless another one is wanted by now; tells whether it is that of a new list.
    pub(super) fn take(&mut self, request: RequestId, built: Built, out: &mut Out) -> Option<bool> {
        let Some((_, is_of_list)) = self.under_way.take_if(|(id, _)| *id == request) else {
            discard(built, out);
            return None;
        };
        if let Some(former) = self.built.replace(built) {
            discard(former, out);
        }
        Some(is_of_list)
    }
}

/// Frees an index off the loop's thread.
pub(super) fn discard_uses(uses: Arc<Uses>, out: &mut Out) {
    out.effects.push(Effect::DiscardPods(Waste { uses: Some(uses), ..Waste::default() }));
}

/// Frees what was found off the loop's thread.
pub(super) fn discard_found(found: Found, out: &mut Out) {
    out.effects.push(Effect::DiscardPods(Waste { found: Some(found), ..Waste::default() }));
}

fn discard(built: Built, out: &mut Out) {
    let Built { uses, secrets, .. } = built;
    discard_uses(uses, out);
    out.effects.push(Effect::Discard(secrets));
}
