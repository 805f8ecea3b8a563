//! What conditions and orders depend on besides the secrets, as other slices know it.

use std::sync::Arc;

use jiff::Timestamp;

use crate::core::{Context, Effect, Out};
use crate::domain::Marked;
use crate::domain::filter::{Facts, Needs};
use crate::domain::uses::{Changes, Uses, Waste};

/// How far the pods are known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PodsKnown {
    /// Nobody has asked for them.
    #[default]
    NotAsked,
    /// They are on the way.
    Coming,
    /// They could not be listed.
    Failed,
    /// They are known.
    Known {
        /// How many the user can list.
        listed: usize,
        /// All of them are there, and known in full.
        in_full: bool,
    },
}

/// What other slices know.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    /// The time by the service's clock.
    pub now: Timestamp,
    /// How far the pods are known.
    pub pods: PodsKnown,
    /// Where secrets are used, where that is known.
    pub uses: Option<&'a Arc<Uses>>,
    /// The known changes of values.
    pub changes: &'a Arc<Changes>,
}

/// The facts for the next search.
#[derive(Debug, Default)]
pub(super) struct Knowledge {
    facts: Facts,
    pods: PodsKnown,
    /// The filter or the order needs the pods, and that was reported.
    wants_pods: bool,
}

impl Knowledge {
    pub(super) fn facts(&self) -> Facts {
        self.facts.clone()
    }

    pub(super) fn pods(&self) -> PodsKnown {
        self.pods
    }

    pub(super) fn see_pods(&mut self, pods: PodsKnown) {
        self.pods = pods;
    }

    /// Notes whether the pods are needed now; tells whether they were not before.
    pub(super) fn begins_to_want(&mut self, pods: bool) -> bool {
        !std::mem::replace(&mut self.wants_pods, pods) && pods
    }

    /// Takes what is known now; `marked`: the marked rows, where the filter needs them. Returns what has changed.
    pub(super) fn take(
        &mut self,
        cx: &Context,
        around: Around<'_>,
        marked: Option<&Arc<Marked>>,
        out: &mut Out,
    ) -> Needs {
        let Self { facts, pods, .. } = self;
        *pods = around.pods;
        // By the minute, so that the results of a minute can be used again.
        let minute = around.now.as_second().div_euclid(60) * 60;
        let now = Timestamp::from_second(minute).unwrap_or(around.now);
        let time = std::mem::replace(&mut facts.now, now) != now;
        let is_same =
            |uses: &Option<Arc<Uses>>| uses.as_ref().map(Arc::as_ptr) == around.uses.map(Arc::as_ptr);
        let changed = Needs {
            pods: !is_same(&facts.uses),
            changes: !Arc::ptr_eq(&facts.changes, around.changes),
            user: (&facts.site.base_url, &facts.site.claims) != (&cx.site.base_url, &cx.site.claims),
            time: false,
            marks: facts.marked.as_ref().map(Arc::as_ptr) != marked.map(Arc::as_ptr),
        };
        if changed.pods {
            discard(std::mem::replace(&mut facts.uses, around.uses.cloned()), out);
        }
        if changed.changes {
            facts.changes = around.changes.clone();
        }
        if changed.marks {
            facts.marked = marked.cloned();
        }
        if changed.user {
            facts.site = Arc::new(cx.site.clone());
        }
        facts.version += u64::from(changed.any());
        // Former results and orders tell the time by themselves.
        Needs { time, ..changed }
    }

    /// Frees what is known, off the loop's thread.
    pub(super) fn discard(self, out: &mut Out) {
        discard(self.facts.uses, out);
    }
}

fn discard(uses: Option<Arc<Uses>>, out: &mut Out) {
    if uses.is_some() {
        out.effects.push(Effect::DiscardPods(Waste { uses, ..Waste::default() }));
    }
}
