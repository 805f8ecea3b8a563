//! What is needed to talk to a service: its address, a token, a way there.

use std::sync::Arc;

use super::transport::Route;
use crate::domain::{BaseUrl, Token};

/// What a store is made of: where it is, and with which token. The token is for that place only.
#[derive(Clone, Debug)]
pub struct Access {
    /// Where.
    pub base_url: BaseUrl,
    /// With what.
    pub token: Arc<Token>,
    /// By which way.
    pub route: Route,
}
