//! The matcher that marks letters in the rows on the screen.

use std::fmt;
use std::sync::Arc;

use crate::index::Pattern;

pub(super) struct Matcher(Arc<str>, Pattern);

impl Matcher {
    pub(super) fn of(&mut self, pattern: &Arc<str>) -> &mut Pattern {
        if self.0 != *pattern {
            self.1.retype(pattern);
            self.0 = pattern.clone();
        }
        &mut self.1
    }
}

impl Default for Matcher {
    fn default() -> Self {
        Self("".into(), Pattern::new(""))
    }
}

impl fmt::Debug for Matcher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Matcher")
    }
}
