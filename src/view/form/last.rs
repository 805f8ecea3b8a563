//! The last row of a form, with its buttons and keys; two rows where one is too narrow. `Esc` and the key that saves
//! always stay.

use crate::text::fit::width;

/// The columns between two buttons, and after the last one.
pub(super) const BUTTON_GAP: usize = 2;
/// The columns between two hints where there is room.
const WIDE_GAP: usize = 3;
/// The columns between two hints where there is little room.
const NARROW_GAP: usize = 2;

/// A button of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Button<S> {
    /// The text.
    pub word: &'static str,
    /// The place of the focus on this button.
    pub spot: S,
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
pub(super) fn arrange(buttons: usize, hints: &[Hint], columns: usize) -> Arranged {
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
pub struct Last<S> {
    /// The work that is under way, shown with a spinner in place of the buttons.
    pub busy: Option<&'static str>,
    /// The buttons.
    pub buttons: Vec<Button<S>>,
    /// The keys.
    pub keys: Arranged,
}

impl<S> Last<S> {
    /// Arranges buttons and keys; with `busy`, that is shown in place of the buttons.
    pub(super) fn new(
        busy: Option<&'static str>,
        buttons: Vec<Button<S>>,
        hints: &[Hint],
        columns: usize,
    ) -> Self {
        let used = match busy {
            Some(busy) => width(busy) + 2 + BUTTON_GAP,
            None => buttons.iter().map(|button| width(button.word) + 4 + BUTTON_GAP).sum(),
        };
        Self { busy, buttons, keys: arrange(used.saturating_sub(BUTTON_GAP), hints, columns) }
    }
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
