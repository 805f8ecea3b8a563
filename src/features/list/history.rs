//! The filters that were used, by profile. Those of before are recalled with `↑` in the empty filter line. Where the user
//! wants that, a file keeps them for the next session.

use std::collections::HashMap;
use std::fmt;

use crate::core::{Context, Effect, Out};
use crate::domain::filter::KeptFilters;
use crate::domain::uses::Whose;
use crate::text::SafeText;

/// Filters that are kept for a profile.
const MOST: usize = 100;

/// The used filters of each profile, the newest last.
#[derive(Default)]
pub(super) struct History {
    filters: HashMap<SafeText, Vec<String>>,
    /// The address and the user for whom the file was read.
    here: Option<(SafeText, SafeText)>,
    /// The place and user by which they are kept; `None` where they are not.
    kept_for: Option<Whose>,
    /// The user was told why filters are not kept.
    is_told: bool,
}

impl History {
    /// Asks for the filters of earlier sessions, once at each place and for each user.
    pub(super) fn keep_up(&mut self, cx: &Context, out: &mut Out) {
        let (url, user) = (&cx.site.base_url, &cx.site.claims.user);
        if self.here.as_ref().is_some_and(|here| (&here.0, &here.1) == (url, user)) {
            return;
        }
        self.here = Some((url.clone(), user.clone()));
        self.kept_for = cx.settings.remember_filters.then(|| Whose::of(&cx.site)).flatten();
        let read = self.kept_for.clone().map(|whose| Effect::KeptFilters(whose, KeptFilters::Read));
        out.effects.extend(read);
    }

    /// Leaves the place: the next profile says for itself whether filters are kept.
    pub(super) fn leave(&mut self) {
        (self.here, self.kept_for) = (None, None);
    }

    /// Takes the filters of earlier sessions, which are older than those of this one. Returns why there are none, once.
    pub(super) fn recalled(
        &mut self,
        profile: &SafeText,
        whose: &Whose,
        result: Result<Vec<String>, String>,
    ) -> Option<String> {
        if self.kept_for.as_ref() != Some(whose) {
            return None;
        }
        match result {
            Ok(mut older) => {
                let filters = self.filters.entry(profile.clone()).or_default();
                older.retain(|filter| !filters.contains(filter));
                older.append(filters);
                older.drain(..older.len().saturating_sub(MOST));
                *filters = older;
                None
            }
            Err(why) => (!std::mem::replace(&mut self.is_told, true)).then_some(why),
        }
    }

    /// Keeps a filter as the newest; one that was there already moves. Nothing but white space is no filter.
    pub(super) fn keep(&mut self, profile: &SafeText, filter: &str, out: &mut Out) {
        let filter = filter.trim();
        let filters = self.filters.entry(profile.clone()).or_default();
        if filter.is_empty() || filters.last().is_some_and(|newest| newest == filter) {
            return;
        }
        filters.retain(|known| known != filter);
        filters.push(filter.to_owned());
        filters.drain(..filters.len().saturating_sub(MOST));
        if let Some(whose) = &self.kept_for {
            out.effects.push(Effect::KeptFilters(whose.clone(), KeptFilters::Keep(filter.to_owned())));
        }
    }

    /// Returns a filter by its age: the newest has 0.
    pub(super) fn get(&self, profile: &SafeText, age: usize) -> Option<&str> {
        let filters = self.filters.get(profile)?;
        filters.len().checked_sub(age + 1).map(|at| filters[at].as_str())
    }
}

/// Leaves the filters out.
impl fmt::Debug for History {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("History(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::{FIRST_SESSION, PendingRequests};

    #[test]
    fn each_filter_is_kept_once_and_the_oldest_go() {
        let (mut history, here) = (History::default(), SafeText::from("dev"));
        let mut out = Out::new(PendingRequests::new(FIRST_SESSION));
        for number in 0..MOST + 5 {
            history.keep(&here, &number.to_string(), &mut out);
        }
        history.keep(&here, "50", &mut out);
        assert_eq!((history.get(&here, 0), history.get(&here, 1)), (Some("50"), Some("104")));
        assert_eq!((history.get(&here, MOST - 1), history.get(&here, MOST)), (Some("5"), None));
        assert_eq!(history.get(&"production".into(), 0), None);
        for nothing in ["", "  ", " 50 "] {
            history.keep(&here, nothing, &mut out);
        }
        assert_eq!((history.get(&here, 0), history.get(&here, 1)), (Some("50"), Some("104")));
        assert!(out.effects.is_empty(), "no file keeps them");
    }
}
