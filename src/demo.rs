//! An embedded Pods service that answers like the real one for secrets (`CONTRACT.md` §2 to §4) and for the pods that
//! use them (`PODS.md`), for `tapis-secrets demo` and for tests. The files below this one make its answers; it knows
//! nothing of the browser, and nothing in it happens by itself.

mod administrator;
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
mod pods;
mod route;
mod rules;
mod secret;
mod serve;
mod service;
mod state;
mod store;
#[cfg(feature = "test-support")]
mod testing;
mod time;
mod token;

pub use keys::new_password;
#[cfg(feature = "test-support")]
pub use log::LoggedRequest;
pub use options::{CLIENT_ID, CLIENT_KEY, Data, Options, PRODUCTION_TENANT, TENANT};
pub use pods::behaviour::{PodOutcome, PodPace};
pub use pods::level::PodLevel;
pub use pods::row::PodStatus;
#[cfg(feature = "test-support")]
pub use pods::start::PodStart;
pub use secret::Level;
pub use service::Service;
#[cfg(feature = "test-support")]
pub use testing::Scripted;
