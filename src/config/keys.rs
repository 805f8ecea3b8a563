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
}

impl Key {
    /// All keys, in the order in which they are listed.
    pub const ALL: [Self; 17] = [
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
    ];

    /// Returns the key as it stands in the file.
    pub fn name(self) -> &'static str {
        match self {
            Self::BaseUrl => "base_url",
            Self::Username => "username",
            Self::TokenCommand => "token_command",
            Self::TokenFile => "token_file",
            Self::ClientId => "client_id",
            Self::ClientKeyCommand => "client_key_command",
            Self::ClientKeyFile => "client_key_file",
            Self::Danger => "danger",
            Self::ViewOnly => "view_only",
            Self::AllowHttp => "allow_http",
            Self::CaFile => "ca_file",
            Self::RevealSeconds => "reveal_seconds",
            Self::ClipboardSeconds => "clipboard_seconds",
            Self::HideOnFocusLoss => "hide_on_focus_loss",
            Self::Theme => "theme",
            Self::Lock => "lock",
            Self::LockAfter => "lock_after",
        }
    }

    /// Returns the kind of its value.
    pub fn kind(self) -> Kind {
        match self {
            Self::BaseUrl => Kind::Address,
            Self::Username | Self::ClientId => Kind::Text,
            Self::TokenCommand | Self::ClientKeyCommand => Kind::Command,
            Self::TokenFile | Self::ClientKeyFile | Self::CaFile => Kind::File,
            Self::Danger | Self::ViewOnly | Self::AllowHttp | Self::HideOnFocusLoss => Kind::Flag,
            Self::RevealSeconds | Self::ClipboardSeconds => Kind::Number(1..=3600, "seconds"),
            Self::LockAfter => Kind::Number(1..=1440, "minutes"),
            Self::Theme => Kind::Word(&["auto", "dark", "light", "ansi", "none"]),
            Self::Lock => Kind::Word(&["key", "token"]),
        }
    }

    /// Tells whether it may also stand above the profiles, for all of them and for `(environment)`. Keys that say
    /// where a profile goes, or with which token, may not.
    pub fn is_habit(self) -> bool {
        match self {
            Self::BaseUrl
            | Self::Username
            | Self::TokenCommand
            | Self::TokenFile
            | Self::ClientId
            | Self::ClientKeyCommand
            | Self::ClientKeyFile
            | Self::Danger
            | Self::AllowHttp => false,
            Self::ViewOnly
            | Self::CaFile
            | Self::RevealSeconds
            | Self::ClipboardSeconds
            | Self::HideOnFocusLoss
            | Self::Theme
            | Self::Lock
            | Self::LockAfter => true,
        }
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
