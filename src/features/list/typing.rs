//! The keys of the filter line besides text: completions, earlier filters, saved views.

use super::List;
use super::filter::Recall;
use crate::core::{Context, Effect, News, Notice, Out, Tone};
use crate::domain::filter::{Names, View};
use crate::domain::uses::Whose;
use crate::text::Sentence;
use crate::words;

/// Names of owners and pods that are looked at for completions.
const MOST_NAMES: usize = 2_000;

impl List {
    /// `Enter`: leaves the filter line, which stays in force, and keeps the filter for later. Stays in a line with a
    /// condition that is not complete, which finds everything.
    pub fn keep_filter(&mut self, cx: &Context, out: &mut Out) {
        let mut terms = self.filter.terms().iter();
        if let Some(lacking) = terms.find_map(|placed| words::lacking(self.filter.text(), placed)) {
            return out.warn(lacking);
        }
        self.filter.keep();
        match self.filter.finds() {
            true => self.history.keep(&cx.site.profile, self.filter.text(), out),
            false => out.effects.push(Effect::ForgetResults),
        }
    }

    /// Takes the filters of earlier sessions, or the reason why they are not kept.
    pub fn filters_recalled(
        &mut self,
        cx: &Context,
        whose: &Whose,
        result: Result<Vec<String>, String>,
        out: &mut Out,
    ) {
        if let Some(why) = self.history.recalled(&cx.site.profile, whose, result) {
            let text = Sentence::from(format!("Filters are not remembered: {why}."));
            out.report(News::TellUnlessWorse(Notice::new(Tone::Warning, text)));
        }
    }

    /// `Tab`: completes the condition before the cursor; again, takes the next completion, or the one before.
    pub fn complete_filter(&mut self, back: bool, out: &mut Out) {
        let rows = self.known_rows().clone();
        let owners = || rows.origins().take(MOST_NAMES).map(|(owner, _)| owner.to_owned()).collect();
        let uses = self.knowledge.facts().uses;
        let pods = || {
            let listed = uses.iter().flat_map(|uses| uses.pods().all()).map(|pod| pod.id.shown().to_owned());
            let owning = rows.origins().filter_map(|(_, pod)| pod.map(str::to_owned));
            listed.take(MOST_NAMES).chain(owning.take(MOST_NAMES)).collect()
        };
        let (before, _) = self.filter.around_cursor();
        if uses.is_none() && before.ends_with("pod:") {
            out.report(News::PodsWanted);
        }
        if self.filter.complete(back, Names { owners: &owners, pods: &pods }) {
            self.search_retyped(out);
        } else {
            out.warn("Tab completes conditions, and finds none here; F1 lists them.");
        }
    }

    /// `↑` and `↓` in the filter line while it is empty or shows an earlier filter: shows the one before, or the next.
    pub fn recall_filter(&mut self, cx: &Context, older: bool, out: &mut Out) {
        let age = match (self.filter.recalled(), older) {
            (Recall::No, true) => 0,
            (Recall::Age(age), true) => age + 1,
            (Recall::No, false) | (Recall::Age(0), false) => return self.set_filter("", Recall::No, out),
            (Recall::Age(age), false) => age - 1,
        };
        match self.history.get(&cx.site.profile, age).map(str::to_owned) {
            Some(filter) => self.set_filter(&filter, Recall::Age(age), out),
            None if age == 0 => out.warn("No filter was kept before; Enter keeps one."),
            None => out.warn("That is the oldest filter that is kept."),
        }
    }

    fn set_filter(&mut self, text: &str, recall: Recall, out: &mut Out) {
        self.filter.set(text, recall);
        self.search_retyped(out);
    }

    /// Shows a saved view: its filter is in force, and the keyboard is in the list.
    pub fn show_view(&mut self, view: &View, out: &mut Out) {
        self.acts += 1;
        self.close_detail();
        self.filter.open(self.wanted.clone().or_else(|| self.selected_id()));
        self.set_filter(&view.filter, Recall::No, out);
        self.filter.keep();
    }
}
