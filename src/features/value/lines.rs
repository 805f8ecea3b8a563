//! The rows of the value area while no value is shown. The detail gives them their room.

use super::{Value, ValueState};
use crate::core::Context;
use crate::domain::Secret;
use crate::text::fit::wrap;
use crate::words as shared;

/// One row below the heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValueLine {
    /// Dots in place of the value, with the keys that fetch it.
    Dots,
    /// The value is being read.
    Reading,
    /// A sentence about the value.
    Text(String),
    /// The keys after a failure.
    TryAgain,
}

impl Value {
    /// Returns the rows about the value of `secret`, wrapped at `columns`; none for a value that is shown.
    pub fn lines(&self, cx: &Context, secret: &Secret, columns: usize) -> Vec<ValueLine> {
        let text = |text: &str| wrap(text, columns, 8).into_iter().map(ValueLine::Text);
        match self.state() {
            ValueState::Shown(_) => Vec::new(),
            ValueState::Reading { .. } => vec![ValueLine::Reading],
            ValueState::Failed { failure, .. } => {
                let why = [shared::cause_sentence(failure, &cx.site), shared::advice(failure, &cx.site)];
                why.iter().flat_map(|why| text(why)).chain([ValueLine::TryAgain]).collect()
            }
            ValueState::Hidden => match self.why_unreadable(secret, &cx.site) {
                Some(why) => text(&why).collect(),
                None => vec![ValueLine::Dots],
            },
        }
    }
}
