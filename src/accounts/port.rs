//! The interface of the accounts to the engine.

use std::sync::Arc;

use crate::api::Access;
use crate::domain::{Granted, ProfileId, SecretId, SecretValue, SignInFault, Tested, TokenWay};

/// The accounts of the user: the profiles and their tokens.
pub trait Accounts: Send + Sync + 'static {
    /// Goes over to this profile: forgets everything of the one before. Does not block.
    fn arrive(&self, profile: ProfileId);

    /// Asks the profile's `test_command` whether a value works at its provider. May take half a minute.
    fn test(&self, profile: ProfileId, id: &SecretId, value: Arc<SecretValue>) -> Tested;

    /// Gets a token. May take seconds, and as long as the user likes where the command has the terminal.
    ///
    /// # Errors
    /// When no token comes in this way.
    fn token(&self, profile: ProfileId, way: TokenWay) -> Result<(Access, Granted), SignInFault>;
}
