//! Which proxy is on the way to an address, by the variables that curl knows: `HTTPS_PROXY`, `HTTP_PROXY`,
//! `ALL_PROXY`, `NO_PROXY`, in capitals or not. There is never one on the way to this machine itself.

use std::fmt;
use std::sync::Arc;

use hyper_util::client::proxy::matcher::{Intercept, Matcher};
use reqwest::Proxy;

use crate::api::base_url::BaseUrl;
use crate::text::SafeText;

/// The proxies that were asked for. They may hold passwords, which are never printed.
#[derive(Clone)]
pub struct Proxies(Arc<Matcher>);

impl Proxies {
    /// What the environment says (on macOS also the system's settings).
    pub fn of_the_system() -> Self {
        Self(Arc::new(Matcher::from_system()))
    }

    /// `proxy` for every address but those in `except`, which is written as in `NO_PROXY`.
    pub fn all(proxy: &str, except: &str) -> Self {
        Self(Arc::new(Matcher::builder().all(proxy.to_owned()).no(except.to_owned()).build()))
    }

    /// The one on the way to `base`, if any.
    pub(super) fn on_the_way_to(&self, base: &BaseUrl) -> Option<OnTheWay> {
        if base.is_loopback() {
            return None;
        }
        let intercept = self.0.intercept(&base.as_str().parse().ok()?)?;
        let name = SafeText::from(intercept.uri().authority()?.as_str());
        Some(OnTheWay { url: intercept.uri().to_string(), name, intercept })
    }
}

/// A proxy that was chosen for an address.
pub(super) struct OnTheWay {
    /// Its address, without user and password.
    pub(super) url: String,
    /// Host and port, to be shown.
    pub(super) name: SafeText,
    intercept: Intercept,
}

impl OnTheWay {
    /// The same for the HTTP library.
    pub(super) fn for_reqwest(&self) -> reqwest::Result<Proxy> {
        let proxy = Proxy::all(&self.url)?;
        Ok(match (self.intercept.basic_auth(), self.intercept.raw_auth()) {
            (Some(basic), _) => proxy.custom_http_auth(basic.clone()),
            (None, Some((user, password))) => proxy.basic_auth(user, password),
            (None, None) => proxy,
        })
    }
}

impl Default for Proxies {
    fn default() -> Self {
        Self::of_the_system()
    }
}

impl fmt::Debug for Proxies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Proxies(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn on_the_way(proxies: &Proxies, base: &str) -> Option<String> {
        let base = BaseUrl::parse(base, true).unwrap();
        proxies.on_the_way_to(&base).map(|proxy| proxy.url)
    }

    #[rstest]
    #[case("https://tacc.tapis.io", Some("http://proxy:3128/"))]
    #[case("http://pods.internal", Some("http://proxy:3128/"))]
    #[case("https://dev.tacc.io", None)]
    #[case("https://tacc.io", None)]
    #[case("https://nottacc.io", Some("http://proxy:3128/"))]
    #[case("https://10.1.2.3", None)]
    #[case("https://10.2.2.3", Some("http://proxy:3128/"))]
    #[case("http://localhost:8000", None)]
    #[case("https://localhost", None)]
    #[case("http://127.0.0.1", None)]
    #[case("http://127.9.9.9:1", None)]
    #[case("http://[::1]:8000", None)]
    fn a_proxy_is_for_all_but_the_exceptions_and_this_machine(#[case] base: &str, #[case] url: Option<&str>) {
        let proxies = Proxies::all("http://proxy:3128", "tacc.io, 10.1.0.0/16");
        assert_eq!(on_the_way(&proxies, base).as_deref(), url);
    }

    #[rstest]
    #[case("proxy:3128", Some("http://proxy:3128/"))]
    #[case("https://proxy", Some("https://proxy/"))]
    #[case("socks5h://proxy:1080", Some("socks5h://proxy:1080/"))]
    #[case("ftp://proxy", None)]
    #[case("", None)]
    fn proxies_are_written_in_these_ways(#[case] text: &str, #[case] url: Option<&str>) {
        assert_eq!(on_the_way(&Proxies::all(text, ""), "https://tacc.tapis.io").as_deref(), url);
    }

    #[rstest]
    #[case("http://alice:hunter2@proxy:3128")]
    #[case("socks5://alice:hunter2@proxy:3128")]
    fn the_password_of_a_proxy_is_used_and_never_printed(#[case] text: &str) {
        let proxies = Proxies::all(text, "");
        let base = BaseUrl::parse("https://tacc.tapis.io", false).unwrap();
        let proxy = proxies.on_the_way_to(&base).unwrap();
        assert_eq!(proxy.name.shown(), "proxy:3128");
        assert!(proxy.for_reqwest().is_ok());
        let all = format!("{proxies:?} {}", proxy.url);
        assert!(!all.contains("alice") && !all.contains("hunter2"), "{all}");
    }
}
