//! The widget that has the focus, and the keys that it takes itself. Forms and fields handle these keys; the
//! table has none of them.

/// The keys of a text field, which `view::field` takes: the key, the explanation in the help, and the word in
/// the footer.
pub(super) const FIELD: [(&str, &str, &str); 5] = [
    ("Home End", "to the start, the end of the line", "start, end"),
    ("Ctrl-Left", "a word back; Ctrl-Right a word on", "word back"),
    ("Ctrl-w", "delete the word before the cursor", "delete word"),
    ("Ctrl-u", "delete all before the cursor", "delete to start"),
    ("Ctrl-k", "delete the rest of the line", "delete to end"),
];

/// The widget that has the focus, and so takes some keys before the table does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// A field of one line, which `Enter` leaves.
    Line,
    /// A field of one line that leaves `Enter` to its modal.
    LastLine,
    /// A field of several lines.
    Lines,
    /// A choice of one out of several.
    Choice,
    /// A box to be ticked.
    Box,
    /// A button.
    Button,
    /// Anything else.
    Other,
}

impl Spot {
    /// Returns its own keys, which forms take themselves, each with the footer's word.
    pub fn keys(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Line => &[("Enter", "next")],
            Self::Lines => &[("Enter", "new line")],
            Self::Choice => &[("← →", "choose"), ("Enter", "next")],
            Self::Box => &[("Space", "choose")],
            Self::Button => &[("Enter", "press")],
            Self::LastLine | Self::Other => &[],
        }
    }

    /// Returns the keys that move and delete in a field, each with the footer's word.
    pub fn field_keys(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let is_field = matches!(self, Self::Line | Self::LastLine | Self::Lines);
        FIELD.iter().filter(move |_| is_field).map(|(keys, _, word)| (*keys, *word))
    }
}
