//! How the embedded service behaves.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use jiff::Timestamp;

/// The client that is given refresh tokens, with its key (contract §6).
pub const CLIENT_ID: &str = "demo-client";
/// The key of [`CLIENT_ID`].
pub const CLIENT_KEY: &str = "demo-key";

/// The tenant of the demo.
pub const TENANT: &str = "tacc";
/// The tenant of the demo's production.
pub const PRODUCTION_TENANT: &str = "icicleai";

/// The behaviour of the embedded service; [`Options::default`] is quick, faultless and holds the demo's secrets.
#[derive(Clone, Debug)]
pub struct Options {
    /// The address to listen at; port 0 picks a free one.
    pub addr: SocketAddr,
    /// Number of generated secrets to add; 100,000 take less than half a second in a release build.
    pub secrets: usize,
    /// Delay of every answer. A write has taken effect by then.
    pub latency: Duration,
    /// Number of requests of a hundred that fail; more than 100 counts as 100.
    pub fail_percent: u8,
    /// Decides the generated secrets and the sequence of faults: equal seeds, equal sequences.
    pub seed: u64,
    /// The secrets besides the generated ones.
    pub data: Data,
    /// The tenant that the service stands for.
    pub tenant: &'static str,
    /// The password of everybody; `None` makes one.
    pub password: Option<String>,
    /// Lifetime of tokens from the moment they are asked for; `None` gives every user one token for the whole
    /// run, which ends with the year 2099.
    pub token_life: Option<Duration>,
    /// Lifetime of the tokens that the token endpoint grants.
    pub sign_in_life: Duration,
    /// The service's clock.
    pub now: fn() -> Timestamp,
}

/// The secrets that the store holds at the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Data {
    /// About 40 believable secrets of three owners.
    Demo,
    /// About ten others, which have nothing in common with those.
    Production,
    /// Nothing, as at the start of the recorded exchanges (contract §8).
    Empty,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            addr: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            secrets: 0,
            latency: Duration::ZERO,
            fail_percent: 0,
            seed: 1,
            data: Data::Demo,
            tenant: TENANT,
            password: None,
            token_life: None,
            sign_in_life: Duration::from_secs(4 * 3600),
            now: Timestamp::now,
        }
    }
}
