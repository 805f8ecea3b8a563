//! An embedded Pods secrets service that answers like the real one (`CONTRACT.md` §2 to §4), for `tapis-secrets demo`
//! and for tests. The files below this one make its answers; it knows nothing of the browser and leaves pods
//! (contract §5) out.

mod answer;
mod body;
mod connection;
mod controls;
mod data;
mod faults;
mod generate;
mod json;
mod keys;
#[cfg(feature = "test-support")]
mod log;
mod oauth;
mod operations;
mod options;
mod route;
mod rules;
mod secret;
mod serve;
mod service;
mod state;
mod store;
#[cfg(feature = "test-support")]
mod testing;
mod token;

pub use keys::new_password;
#[cfg(feature = "test-support")]
pub use log::LoggedRequest;
pub use options::{CLIENT_ID, CLIENT_KEY, Data, Options, PRODUCTION_TENANT, TENANT};
pub use secret::Level;
pub use service::Service;
#[cfg(feature = "test-support")]
pub use testing::Scripted;
