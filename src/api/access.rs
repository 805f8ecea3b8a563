//! The needs of a conversation with a service: its address, a token, a way there.

use std::sync::Arc;

use super::transport::Route;
use crate::domain::{BaseUrl, Token};

/// The address and the token of a store. The token is for that address only.
#[derive(Clone, Debug)]
pub struct Access {
    /// The address of the service.
    pub base_url: BaseUrl,
    /// With what.
    pub token: Arc<Token>,
    /// By which way.
    pub route: Route,
}
