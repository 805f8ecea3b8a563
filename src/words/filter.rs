//! What a filter lacks, in words.

use crate::domain::filter::{Placed, Sense, Unfinished};
use crate::text::SafeText;

/// Says what a term of this filter lacks; `None` where it lacks nothing.
pub fn lacking(filter: &str, placed: &Placed) -> Option<String> {
    let Sense::Unfinished(Unfinished { text, takes }) = &placed.term.sense else { return None };
    let not = if placed.term.not { "!" } else { "" };
    let lacks = match takes {
        Some(takes) => {
            format!("{takes}. Write {not}'{} to find these letters.", SafeText::from(text.as_str()))
        }
        None => "the word after the sign is missing.".to_owned(),
    };
    let typed = SafeText::from(filter.get(placed.place.clone()).unwrap_or_default());
    Some(format!("The condition {typed} is not complete: {lacks}"))
}
