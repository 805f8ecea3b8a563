//! The last row of a modal, with its buttons and keys; two rows where one is too narrow. `Esc` and the key that saves
//! always stay.

use crate::features::write::form::{Form, Kind, Spot};
use crate::text::fit::width;
use crate::work::write::{Phase, Work};

/// The columns between two buttons, and after the last one.
pub const BUTTON_GAP: usize = 2;
/// The columns between two hints where there is room.
const WIDE_GAP: usize = 3;
/// The columns between two hints where there is little room.
const NARROW_GAP: usize = 2;

/// A button of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Button {
    /// The text.
    pub word: &'static str,
    /// The place of the focus on this button.
    pub spot: Spot,
    /// It can be pressed.
    pub awake: bool,
}

/// A key and its effect, in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hint {
    /// The key.
    pub key: &'static str,
    /// The effect.
    pub word: &'static str,
    place: Place,
}

/// The place of a hint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Beside the buttons; left out where there is no room.
    Anywhere,
    /// Beside the buttons, or below them; never left out.
    Stays,
    /// In the row below, where there is room.
    Below,
}

impl Hint {
    /// Returns a hint that may be left out.
    pub fn new(key: &'static str, word: &'static str) -> Self {
        Self { key, word, place: Place::Anywhere }
    }

    /// Returns a hint that is never left out.
    pub fn staying(key: &'static str, word: &'static str) -> Self {
        Self { key, word, place: Place::Stays }
    }

    /// Returns a hint for the second row.
    pub fn below(key: &'static str, word: &'static str) -> Self {
        Self { key, word, place: Place::Below }
    }
}

/// The hints of one row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    /// The hints, from left to right.
    pub hints: Vec<Hint>,
    /// The columns between two hints.
    pub gap: usize,
}

impl Hints {
    /// Returns the hints with the widest gap that fits; `None` if they do not fit at all.
    fn fit(hints: &[Hint], columns: usize) -> Option<Self> {
        [WIDE_GAP, NARROW_GAP]
            .map(|gap| Self { hints: hints.to_vec(), gap })
            .into_iter()
            .find(|row| row.columns() <= columns)
    }

    /// Returns the columns of all hints.
    pub fn columns(&self) -> usize {
        let texts: usize = self.hints.iter().map(|hint| width(hint.key) + 1 + width(hint.word)).sum();
        texts + self.gap * self.hints.len().saturating_sub(1)
    }
}

/// The hints of the last row, and of the row below.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arranged {
    /// The hints beside the buttons.
    pub beside: Hints,
    /// The hints below the buttons, where one row is not enough.
    pub below: Option<Hints>,
}

/// Arranges hints beside buttons that take `buttons` columns.
pub fn arrange(buttons: usize, hints: &[Hint], columns: usize) -> Arranged {
    let room = columns.saturating_sub(buttons + BUTTON_GAP);
    // The hints keep their order in each row.
    let row = |taken: &[bool]| -> Vec<Hint> {
        hints.iter().zip(taken).filter(|(_, taken)| **taken).map(|(hint, _)| *hint).collect()
    };
    let mut beside: Vec<bool> = hints.iter().map(|hint| hint.place != Place::Below).collect();
    let all = Hints::fit(&row(&beside), room).is_some();
    if !all {
        beside.fill(false);
    }
    let mut below: Vec<bool> = hints.iter().map(|hint| !all && hint.place == Place::Stays).collect();
    let rest: Vec<usize> = (0..hints.len()).filter(|at| !beside[*at] && !below[*at]).collect();
    for at in rest {
        beside[at] = hints[at].place == Place::Anywhere;
        if !beside[at] || Hints::fit(&row(&beside), room).is_none() {
            beside[at] = false;
            below[at] = true;
            below[at] = Hints::fit(&row(&below), columns).is_some();
        }
    }
    let fitted =
        |hints: Vec<Hint>, columns| Hints::fit(&hints, columns).unwrap_or(Hints { hints, gap: NARROW_GAP });
    let (beside, below) = (fitted(row(&beside), room), fitted(row(&below), columns));
    Arranged { beside, below: (!below.hints.is_empty()).then_some(below) }
}

/// The last row of a form, or its last two.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Last {
    /// The work that is under way, shown with a spinner in place of the buttons.
    pub busy: Option<&'static str>,
    /// The buttons.
    pub buttons: Vec<Button>,
    /// The keys.
    pub keys: Arranged,
}

impl Last {
    /// Arranges the buttons and keys of a form.
    pub(super) fn new(form: &Form, buttons: Vec<Button>, hints: &[Hint], columns: usize) -> Self {
        if let Some(busy) = busy(form) {
            let leaves = match form.phase() {
                // An undo has sent nothing yet.
                Phase::Working(Work::Fetching, _) => "cancel",
                _ if form.is_sending() => "finish in the background",
                _ => "back",
            };
            let leave = [Hint::staying("Esc", leaves)];
            let keys = arrange(width(busy) + 2, &leave, columns);
            return Self { busy: Some(busy), buttons: Vec::new(), keys };
        }
        let used: usize = buttons.iter().map(|button| width(button.word) + 4 + BUTTON_GAP).sum();
        let mut keys = arrange(used.saturating_sub(BUTTON_GAP), hints, columns);
        if form.takes_value() {
            // The value's keys keep their row even without the focus, so that nothing jumps.
            keys.below.get_or_insert_default();
        }
        Self { busy: None, buttons, keys }
    }
}

fn busy(form: &Form) -> Option<&'static str> {
    let Phase::Working(work, _) = form.phase() else { return None };
    Some(match (work, &form.kind) {
        (Work::Looking | Work::Fetching | Work::Finding, _) => "Checking",
        (Work::Reading, _) => "Reading the old value",
        (Work::Checking { .. }, _) => "Checking whether it took effect",
        (Work::Sending, Kind::Create) => "Creating",
        (Work::Sending, Kind::Edit(_)) => "Saving",
        (Work::Sending, Kind::Delete(_)) => "Deleting",
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn words(hints: &Hints) -> String {
        hints.hints.iter().map(|hint| hint.key).collect::<Vec<_>>().join(" ")
    }

    #[rstest]
    #[case::room(60, "s r o Esc", "")]
    #[case::narrow(36, "r o", "s Esc")]
    #[case::narrower(22, "r", "s Esc")]
    #[case::too_narrow(10, "", "s Esc")]
    fn saving_and_leaving_are_never_left_out(
        #[case] columns: usize,
        #[case] beside: &str,
        #[case] below: &str,
    ) {
        let hints = [
            Hint::staying("s", "save it"),
            Hint::new("r", "show it"),
            Hint::new("o", "load"),
            Hint::staying("Esc", "leave"),
        ];
        let arranged = arrange(10, &hints, columns);
        assert_eq!(words(&arranged.beside), beside);
        assert_eq!(arranged.below.as_ref().map(words).unwrap_or_default(), below);
    }

    #[rstest]
    #[case::room(60, "s Esc", "g f")]
    #[case::narrow(28, "", "s g Esc")]
    fn what_belongs_in_the_second_row_stands_there(
        #[case] columns: usize,
        #[case] beside: &str,
        #[case] below: &str,
    ) {
        let hints = [
            Hint::staying("s", "save it"),
            Hint::below("g", "make"),
            Hint::below("f", "file"),
            Hint::staying("Esc", "leave"),
        ];
        let arranged = arrange(10, &hints, columns);
        assert_eq!(words(&arranged.beside), beside);
        assert_eq!(arranged.below.as_ref().map(words).unwrap_or_default(), below);
    }
}
