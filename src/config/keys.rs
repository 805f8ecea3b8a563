//! The keys of a profile: their names, the values that they allow, and the places where they may stand. This table
//! makes the reader, its messages, and the listing of `tapis-secrets profiles`.

use std::ops::RangeInclusive;

/// The kind of value that a key takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `true` or `false`
    Flag,
    /// Any text that is not empty.
    Text,
    /// An address that `BaseUrl` takes.
    Address,
    /// A path; relative ones start at the file's folder, `~/` is the home folder.
    File,
    /// A command: one text, split into words as a shell would, or a list of words.
    Command,
    /// A whole number within these bounds, and its unit.
    Number(RangeInclusive<u64>, &'static str),
    /// One of these words.
    Word(&'static [&'static str]),
}

/// A key of a profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Key {
    BaseUrl,
    Username,
    TokenCommand,
    TokenFile,
    ClientId,
    ClientKeyCommand,
    ClientKeyFile,
    Danger,
    ViewOnly,
    AllowHttp,
    CaFile,
    RevealSeconds,
    ClipboardSeconds,
    HideOnFocusLoss,
    Theme,
    Lock,
    LockAfter,
    Pods,
    RememberChanges,
    RememberFilters,
    TestCommand,
    PodTimeout,
    Batch,
    Notify,
    BulkMax,
}

impl Key {
    /// All keys, in the order in which they are listed.
    pub const ALL: [Self; 25] = [
        Self::BaseUrl,
        Self::Username,
        Self::TokenCommand,
        Self::TokenFile,
        Self::ClientId,
        Self::ClientKeyCommand,
        Self::ClientKeyFile,
        Self::Danger,
        Self::ViewOnly,
        Self::AllowHttp,
        Self::CaFile,
        Self::RevealSeconds,
        Self::ClipboardSeconds,
        Self::HideOnFocusLoss,
        Self::Theme,
        Self::Lock,
        Self::LockAfter,
        Self::Pods,
        Self::RememberChanges,
        Self::RememberFilters,
        Self::TestCommand,
        Self::PodTimeout,
        Self::Batch,
        Self::Notify,
        Self::BulkMax,
    ];

    /// Returns its name, what its value is, and whether it may also stand above the profiles.
    const fn row(self) -> (&'static str, Kind, bool) {
        match self {
            Self::BaseUrl => ("base_url", Kind::Address, false),
            Self::Username => ("username", Kind::Text, false),
            Self::TokenCommand => ("token_command", Kind::Command, false),
            Self::TokenFile => ("token_file", Kind::File, false),
            Self::ClientId => ("client_id", Kind::Text, false),
            Self::ClientKeyCommand => ("client_key_command", Kind::Command, false),
            Self::ClientKeyFile => ("client_key_file", Kind::File, false),
            Self::Danger => ("danger", Kind::Flag, false),
            Self::ViewOnly => ("view_only", Kind::Flag, true),
            Self::AllowHttp => ("allow_http", Kind::Flag, false),
            Self::CaFile => ("ca_file", Kind::File, true),
            Self::RevealSeconds => ("reveal_seconds", Kind::Number(1..=3600, "seconds"), true),
            Self::ClipboardSeconds => ("clipboard_seconds", Kind::Number(1..=3600, "seconds"), true),
            Self::HideOnFocusLoss => ("hide_on_focus_loss", Kind::Flag, true),
            Self::Theme => ("theme", Kind::Word(&["auto", "dark", "light", "ansi", "none"]), true),
            Self::Lock => ("lock", Kind::Word(&["key", "token"]), true),
            Self::LockAfter => ("lock_after", Kind::Number(1..=1440, "minutes"), true),
            Self::Pods => ("pods", Kind::Word(&["ask", "auto"]), true),
            Self::RememberChanges => ("remember_changes", Kind::Flag, true),
            Self::RememberFilters => ("remember_filters", Kind::Flag, true),
            Self::TestCommand => ("test_command", Kind::Command, false),
            Self::PodTimeout => ("pod_timeout", Kind::Number(30..=3600, "seconds"), true),
            Self::Batch => ("batch", Kind::Number(1..=20, "pods"), true),
            Self::Notify => ("notify", Kind::Flag, true),
            Self::BulkMax => ("bulk_max", Kind::Number(1..=100, "secrets"), true),
        }
    }

    /// Returns the key as it stands in the file.
    pub fn name(self) -> &'static str {
        self.row().0
    }

    /// Returns the kind of its value.
    pub fn kind(self) -> Kind {
        self.row().1
    }

    /// Tells whether it may also stand above the profiles, for all of them and for `(environment)`. What says
    /// where a profile goes or with which token may not.
    pub fn is_habit(self) -> bool {
        self.row().2
    }

    /// Returns the key with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|key| key.name() == name)
    }
}

impl Kind {
    /// Describes the allowed values, for "must be …".
    pub fn allowed(&self) -> String {
        match self {
            Self::Flag => "true or false".to_owned(),
            Self::Text => "a text that is not empty, in quotes".to_owned(),
            Self::Address => "an address in quotes, such as \"https://tacc.tapis.io\"".to_owned(),
            Self::File => "a path in quotes, such as \"~/tapis/token\"".to_owned(),
            Self::Command => {
                "a command, such as \"pass show tapis\" or [\"pass\", \"show\", \"tapis\"]".to_owned()
            }
            Self::Number(bounds, of) => {
                format!("a whole number of {of} from {} to {}", bounds.start(), bounds.end())
            }
            Self::Word(words) => {
                let quoted: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
                format!("one of {}", quoted.join(", "))
            }
        }
    }
}
