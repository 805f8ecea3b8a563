//! Finds the proxy for an address, by the variables that curl knows: `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`,
//! `NO_PROXY`, in capitals or not. There is never one on the way to this machine itself.

use std::fmt;
use std::sync::Arc;

use hyper_util::client::proxy::matcher::{Intercept, Matcher};
use reqwest::Proxy;

use crate::domain::base_url::BaseUrl;
use crate::text::SafeText;

/// The proxies that were asked for. They may hold passwords, which are never printed.
#[derive(Clone)]
pub struct Proxies {
    matcher: Arc<Matcher>,
    /// For `https://` and for `http://`: the variable that is set and is not the address of a proxy.
    unusable: [Option<&'static str>; 2],
    /// The hosts that need no proxy, also where the proxy that was asked for is not one.
    except: Arc<str>,
}

/// A variable that should name a proxy and does not. Going without a proxy would ignore the user's wish.
#[derive(Debug)]
pub(super) struct Unusable(pub(super) &'static str);

impl Proxies {
    /// Returns the proxies of the environment (on macOS also those of the system's settings).
    pub fn of_the_system() -> Self {
        Self::with(Matcher::from_system(), |name| std::env::var(name).unwrap_or_default())
    }

    /// Uses `proxy` for every address but those in `except`, which is written as in `NO_PROXY`.
    pub fn all(proxy: &str, except: &str) -> Self {
        let var = |name: &str| match name {
            "ALL_PROXY" => proxy.to_owned(),
            "NO_PROXY" => except.to_owned(),
            _ => String::new(),
        };
        Self::with(Matcher::builder().all(proxy.to_owned()).no(except.to_owned()).build(), var)
    }

    fn with(matcher: Matcher, var: impl Fn(&str) -> String) -> Self {
        let first = |names: &[&'static str]| {
            let set = |name: &&'static str| Some((*name, var(name))).filter(|(_, text)| !text.is_empty());
            names.iter().find_map(set)
        };
        let unusable =
            |names: &[&'static str]| first(names).filter(|(_, text)| proxy_for(ANYWHERE, text, "").is_none());
        let https = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];
        let http = ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"];
        Self {
            matcher: Arc::new(matcher),
            unusable: [&https, &http].map(|names| unusable(names).map(|(name, _)| name)),
            except: first(&["NO_PROXY", "no_proxy"]).map_or_else(String::new, |(_, text)| text).into(),
        }
    }

    /// Returns the proxy on the way to `base`, if there is one.
    ///
    /// # Errors
    /// When a variable that should name a proxy does not.
    pub(super) fn on_the_way_to(&self, base: &BaseUrl) -> Result<Option<OnTheWay>, Unusable> {
        let address = base.as_str();
        if base.is_loopback() {
            return Ok(None);
        }
        let [https, http] = self.unusable;
        let unusable = if address.starts_with("http://") { http } else { https };
        if let Some(name) = unusable
            && proxy_for(address, ANYWHERE, &self.except).is_some()
        {
            return Err(Unusable(name));
        }
        let Some(intercept) = intercepted(&self.matcher, address) else { return Ok(None) };
        let name = intercept.uri().authority().map(|authority| SafeText::from(authority.as_str()));
        Ok(name.map(|name| OnTheWay { url: intercept.uri().to_string(), name, intercept }))
    }
}

/// An address, and a proxy, for which it only matters that there is one.
const ANYWHERE: &str = "http://proxy.invalid";

/// Returns the `proxy`, written as in a variable, for an address.
fn proxy_for(address: &str, proxy: &str, except: &str) -> Option<Intercept> {
    intercepted(&Matcher::builder().all(proxy.to_owned()).no(except.to_owned()).build(), address)
}

fn intercepted(matcher: &Matcher, address: &str) -> Option<Intercept> {
    matcher.intercept(&address.parse().ok()?)
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
    /// Converts it for the HTTP library.
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
        proxies.on_the_way_to(&base).unwrap().map(|proxy| proxy.url)
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
    #[case("", None)]
    fn proxies_are_written_in_these_ways(#[case] text: &str, #[case] url: Option<&str>) {
        assert_eq!(on_the_way(&Proxies::all(text, ""), "https://tacc.tapis.io").as_deref(), url);
    }

    #[rstest]
    #[case::another_protocol("ftp://proxy")]
    #[case::a_blank("http://pro xy:3128")]
    #[case::no_address("http://")]
    fn what_is_no_proxy_is_not_passed_over(#[case] text: &str) {
        let proxies = Proxies::all(text, "tacc.io");
        let to =
            |base: &str| proxies.on_the_way_to(&BaseUrl::parse(base, true).unwrap()).map(|way| way.is_some());
        assert!(to("https://tacc.tapis.io").is_err() && to("http://tacc.tapis.io").is_err());
        assert!(!to("https://dev.tacc.io").unwrap() && !to("http://localhost").unwrap(), "none is needed");
    }

    #[rstest]
    #[case("http://alice:hunter2@proxy:3128")]
    #[case("socks5://alice:hunter2@proxy:3128")]
    fn the_password_of_a_proxy_is_used_and_never_printed(#[case] text: &str) {
        let proxies = Proxies::all(text, "");
        let base = BaseUrl::parse("https://tacc.tapis.io", false).unwrap();
        let proxy = proxies.on_the_way_to(&base).unwrap().unwrap();
        assert_eq!(proxy.name.shown(), "proxy:3128");
        assert!(proxy.for_reqwest().is_ok());
        let all = format!("{proxies:?} {}", proxy.url);
        assert!(!all.contains("alice") && !all.contains("hunter2"), "{all}");
    }
}
