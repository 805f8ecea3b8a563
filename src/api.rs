//! The typed client of the service: it turns domain requests into domain answers and failures, by the wire contract.
//! It knows neither screen nor state; the worker runs calls in the background.
//!
//! `transport` is the way there, `client` sends and waits; what comes back is read by `operations`, `list_stream` and `wire`, judged by
//! `classify` and `network`, and `retry` says what follows.

mod access;
pub mod classify;
pub mod client;
mod clock;
mod crypto;
pub mod list_stream;
pub mod network;
pub mod operations;
pub mod probe;
pub mod retry;
pub mod settings;
pub mod sign_in;
pub mod store;
pub mod transport;
mod wiped;
pub mod wire;

pub use access::Access;
pub use client::Client;
pub use crypto::install_crypto;
pub use list_stream::ListLimits;
pub use retry::RetryPolicy;
pub use settings::{Limits, Settings, Timeouts};
pub use sign_in::{TokenEndpoint, Tokens};
pub use store::{Replies, SecretStore};
pub use transport::{CannotStart, Proxies, Route, Transport};
