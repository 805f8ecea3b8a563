//! The way to the service: certificates, proxies, and the two HTTP clients that share them. `client` speaks over
//! them.

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use reqwest::redirect::Policy;

use super::crypto::install_crypto;
use crate::domain::{BaseUrl, FailureKind, ProxyFault};
use crate::text::SafeText;

mod cannot_start;
mod proxy;
mod tls;

pub use cannot_start::CannotStart;
pub use proxy::Proxies;
pub use tls::{NoHelp, fault_of_environment};

use proxy::Unusable;

const USER_AGENT: &str = concat!("tapis-secrets/", env!("CARGO_PKG_VERSION"));

/// Interval at which a waiting HTTP/2 connection is asked whether it still stands, and time for its reply. A
/// connection that a sleeping laptop has lost says nothing by itself.
const STANDS: Duration = Duration::from_secs(5);

/// The way to a service, as far as the user or the machine decide about it.
#[derive(Clone, Debug, Default)]
pub struct Route {
    /// Certificates to trust besides the system's: a file in PEM format.
    pub ca_file: Option<PathBuf>,
    /// The proxies to go through; the environment's by default.
    pub proxies: Proxies,
}

/// The HTTP clients for one address. Clones share their connections.
#[derive(Clone)]
pub struct Transport {
    /// For the list and metadata: connections are kept.
    pub(super) kept: reqwest::Client,
    /// For writes, values and passwords: each call has a connection of its own, closed afterwards. A kept
    /// TLS connection keeps what went through it, and a write must not meet one that is dead already.
    pub(super) fresh: reqwest::Client,
    proxy: Option<SafeText>,
}

impl Transport {
    /// Opens the way to `base`, with `connect` as the time that a connection is given. Takes some milliseconds, since
    /// it reads the system's certificates: not for the thread that draws.
    ///
    /// # Errors
    /// When the CA file or the proxy cannot be used, or HTTPS cannot be set up.
    pub fn open(base: &BaseUrl, route: &Route, connect: Duration) -> Result<Self, CannotStart> {
        install_crypto();
        let proxy = route.proxies.on_the_way_to(base).map_err(|Unusable(name)| CannotStart::Proxy(name))?;
        let encrypted = |url: &str| url.starts_with("https://");
        let needs_tls = encrypted(base.as_str()) || proxy.as_ref().is_some_and(|proxy| encrypted(&proxy.url));
        // One read of the system's certificates for both clients.
        let tls = tls::config(route.ca_file.as_deref(), needs_tls)?;
        let build = |special: fn(reqwest::ClientBuilder) -> reqwest::ClientBuilder| {
            let mut builder = reqwest::Client::builder()
                .user_agent(USER_AGENT)
                // The token would travel along, to any host (contract §1).
                .redirect(Policy::none())
                .referer(false)
                .connect_timeout(connect)
                .tls_backend_preconfigured(tls.clone())
                .http2_keep_alive_interval(STANDS)
                .http2_keep_alive_timeout(STANDS)
                // This client alone decides what may be sent again.
                .retry(reqwest::retry::never())
                .no_proxy();
            if let Some(proxy) = &proxy {
                builder = builder.proxy(proxy.for_reqwest()?);
            }
            special(builder).build()
        };
        let http = |e: reqwest::Error| CannotStart::Http(e.without_url().to_string());
        Ok(Self {
            kept: build(|builder| builder).map_err(http)?,
            fresh: build(|builder| builder.pool_max_idle_per_host(0)).map_err(http)?,
            proxy: proxy.map(|proxy| proxy.name),
        })
    }

    /// Recognises a status that the proxy sent in place of the service: 407 asks for a login.
    pub(super) fn refused(&self, status: u16) -> Option<FailureKind> {
        let proxy = self.proxy.clone().filter(|_| status == 407)?;
        Some(FailureKind::Proxy { proxy, fault: ProxyFault::Login })
    }

    /// Returns host and port of the proxy on the way; never its user or password.
    pub fn proxy(&self) -> Option<&SafeText> {
        self.proxy.as_ref()
    }
}

/// Leaves the HTTP clients out: they know a proxy's password.
impl fmt::Debug for Transport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Transport").field("proxy", &self.proxy).finish_non_exhaustive()
    }
}
