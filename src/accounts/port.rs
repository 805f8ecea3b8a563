//! What the engine asks of accounts.

use crate::api::Access;
use crate::domain::{Granted, ProfileId, SignInFault, TokenWay};

/// Who knows the profiles and gets their tokens.
pub trait Accounts: Send + Sync + 'static {
    /// The program is at this profile from now on: nothing is kept of another. Does not block.
    fn arrive(&self, profile: ProfileId);

    /// Gets a token; may take seconds, and as long as the user likes where the terminal is lent for it.
    ///
    /// # Errors
    /// When there is none to be had that way.
    fn token(&self, profile: ProfileId, way: TokenWay) -> Result<(Access, Granted), SignInFault>;
}
