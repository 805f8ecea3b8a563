//! Keeping the list up with what other slices know: where that changes under a filter or an order that needs it, the list
//! is searched anew.

use super::List;
use super::knowledge::{Around, PodsKnown};
use crate::core::{Context, News, Out};
use crate::domain::filter::Needs;

impl List {
    /// Returns what filter and order depend on besides the secrets.
    pub fn needs(&self) -> Needs {
        self.filter.needs().or(self.order.needs())
    }

    /// Returns how far the pods are known.
    pub fn pods(&self) -> PodsKnown {
        self.knowledge.pods()
    }

    /// Takes how far the pods are known, which a report has changed.
    pub fn see_pods(&mut self, pods: PodsKnown) {
        self.knowledge.see_pods(pods);
    }

    /// Takes what other slices know. Reports once that the filter or the order wants the pods.
    pub fn know(&mut self, cx: &Context, around: Around<'_>, out: &mut Out) {
        let needs = self.needs();
        let marked = needs.marks.then_some(&self.marked);
        let changed = self.knowledge.take(cx, around, marked, out);
        if changed.and(needs).any() {
            self.search(out);
        }
        if self.knowledge.begins_to_want(needs.pods) {
            out.report(News::PodsWanted);
        }
    }
}
