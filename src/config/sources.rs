//! Where the secrets of a profile come from, as the configuration and the environment say: words and paths. Who
//! asks them is `accounts`.

use std::path::PathBuf;
use std::sync::Arc;

use crate::domain::{Origin, Token};

/// The sources of one profile's token. Cheap to clone: share it with the thread that obtains.
#[derive(Clone, Debug)]
pub struct TokenSources {
    /// The profile's name.
    pub profile: String,
    /// The only origin that its tokens are for.
    pub origin: Origin,
    /// The user whose remembered token is taken; anybody where this is `None`.
    pub username: Option<String>,
    /// A token that was given at the start: `TAPIS_TOKEN`, or the demo's own.
    pub given: Option<Arc<Token>>,
    /// `token_command`, as words.
    pub command: Option<Vec<String>>,
    /// `token_file`
    pub file: Option<PathBuf>,
}

impl TokenSources {
    /// Tells whether only memory can have a token, so that asking takes no time.
    pub fn are_none(&self) -> bool {
        self.given.is_none() && self.command.is_none() && self.file.is_none()
    }
}

/// The source of a secret that is not a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecretSource {
    /// The first line that this command writes.
    Command(Vec<String>),
    /// The first line of this file.
    File(PathBuf),
}

/// A client of the token endpoint: with it the service grants refresh tokens (contract §6).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientKey {
    /// `client_id`
    pub id: String,
    /// The source of the client's key.
    pub key: SecretSource,
}
