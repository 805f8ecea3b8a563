//! Every way to write an address (contract §1), and what must be refused. The URLs that are really sent
//! are checked on the wire in `tests/client.rs`.

use super::*;
use proptest::prelude::*;
use rstest::rstest;

#[rstest]
#[case::plain("https://tacc.tapis.io", "https://tacc.tapis.io/v3")]
#[case::slash("https://tacc.tapis.io/", "https://tacc.tapis.io/v3")]
#[case::v3("https://tacc.tapis.io/v3", "https://tacc.tapis.io/v3")]
#[case::v3_slash("https://tacc.tapis.io/v3/", "https://tacc.tapis.io/v3")]
#[case::slashes("https://tacc.tapis.io//v3//", "https://tacc.tapis.io/v3")]
#[case::no_scheme("tacc.tapis.io", "https://tacc.tapis.io/v3")]
#[case::no_scheme_v3("tacc.tapis.io/v3", "https://tacc.tapis.io/v3")]
#[case::no_scheme_port("tacc.tapis.io:8443", "https://tacc.tapis.io:8443/v3")]
#[case::shouted("HTTPS://TACC.Tapis.IO:443/", "https://tacc.tapis.io/v3")]
#[case::rooted("https://tacc.tapis.io.", "https://tacc.tapis.io/v3")]
#[case::rooted_port("tacc.tapis.io.:8443/v3", "https://tacc.tapis.io:8443/v3")]
#[case::rooted_localhost("localhost.:8000", "http://localhost:8000")]
#[case::white_space(" https://tacc.tapis.io\n", "https://tacc.tapis.io/v3")]
#[case::whole("https://tacc.tapis.io/v3/pods/secrets", "https://tacc.tapis.io/v3")]
#[case::whole_slash("https://tacc.tapis.io/v3/pods/secrets/", "https://tacc.tapis.io/v3")]
#[case::whole_without_v3("https://tacc.tapis.io/pods/secrets", "https://tacc.tapis.io/v3")]
#[case::pods("https://tacc.tapis.io/v3/pods", "https://tacc.tapis.io/v3")]
#[case::prefix("https://gate.example.org/tapis", "https://gate.example.org/tapis/v3")]
#[case::prefix_v3("https://gate.example.org/tapis/v3/", "https://gate.example.org/tapis/v3")]
#[case::localhost("http://localhost", "http://localhost")]
#[case::localhost_slash("http://localhost/", "http://localhost")]
#[case::localhost_v3("http://localhost/v3", "http://localhost/v3")]
#[case::localhost_whole("http://localhost/pods/secrets", "http://localhost")]
#[case::localhost_no_scheme("localhost:8000", "http://localhost:8000")]
#[case::localhost_tls("https://localhost:8443", "https://localhost:8443")]
#[case::ipv4("http://127.0.0.1:8801/", "http://127.0.0.1:8801")]
#[case::ipv4_other("http://127.1.2.3", "http://127.1.2.3")]
#[case::ipv6("http://[::1]:80", "http://[::1]")]
#[case::ipv6_no_scheme("[::1]:8000", "http://[::1]:8000")]
fn addresses_are_read(#[case] text: &str, #[case] url: &str) {
    let base = BaseUrl::parse(text, false).unwrap();
    assert_eq!(base.as_str(), url);
    assert_eq!(base.secrets().as_str(), format!("{url}/pods/secrets"));
    assert_eq!(BaseUrl::parse(base.as_str(), false).unwrap(), base, "one form, however often it is read");
}

#[rstest]
#[case::empty("  ", BadBaseUrl::Empty)]
#[case::long(&"a".repeat(3_000), BadBaseUrl::TooLong)]
#[case::long_when_encoded(&format!("https://tacc.tapis.io/{}", "é".repeat(900)), BadBaseUrl::TooLong)]
#[case::inner_space("https://tacc tapis.io", BadBaseUrl::Characters)]
#[case::inner_newline("https://tacc.ta\npis.io", BadBaseUrl::Characters)]
#[case::backslash(r"https://tacc.tapis.io\v3", BadBaseUrl::Characters)]
#[case::ftp("ftp://tacc.tapis.io", BadBaseUrl::Scheme)]
#[case::no_slashes("https:tacc.tapis.io", BadBaseUrl::Scheme)]
#[case::user("https://alice@tacc.tapis.io", BadBaseUrl::UserInfo)]
#[case::password("https://alice:hunter2@tacc.tapis.io", BadBaseUrl::UserInfo)]
#[case::nobody("https://@tacc.tapis.io", BadBaseUrl::UserInfo)]
#[case::user_no_scheme("alice:hunter2@tacc.tapis.io", BadBaseUrl::UserInfo)]
#[case::query("https://tacc.tapis.io/?a=b", BadBaseUrl::QueryOrFragment)]
#[case::fragment("https://tacc.tapis.io#x", BadBaseUrl::QueryOrFragment)]
#[case::only_dots("https://..", BadBaseUrl::Unreadable("empty host".into()))]
#[case::http("http://tacc.tapis.io", BadBaseUrl::PlainHttp { host: "tacc.tapis.io".into() })]
#[case::not_quite_localhost("http://localhost.example.org", BadBaseUrl::PlainHttp { host: "localhost.example.org".into() })]
#[case::any_address("http://0.0.0.0:8000", BadBaseUrl::PlainHttp { host: "0.0.0.0".into() })]
fn other_texts_are_refused(#[case] text: &str, #[case] why: BadBaseUrl) {
    assert_eq!(BaseUrl::parse(text, false).unwrap_err(), why);
    let sentence = why.to_string();
    assert!(!sentence.contains("hunter2"), "{sentence}");
    assert!(sentence.contains("https://"), "it shows a right one: {sentence}");
}

#[test]
fn what_the_parser_refuses_is_refused_with_its_reason() {
    for text in ["https://", "https://tacc.tapis.io:99999", "https://ta%00cc", "mailto:alice"] {
        let why = BaseUrl::parse(text, false).unwrap_err();
        assert!(matches!(why, BadBaseUrl::Unreadable(_)), "{text}: {why}");
    }
}

#[test]
fn http_needs_permission_and_then_shows_itself() {
    let base = BaseUrl::parse("http://pods.example.org", true).unwrap();
    assert_eq!(base.shown(), "http://pods.example.org/v3");
    assert_eq!(base.tenant_hint(), Some("pods"));
    assert!(!base.is_loopback());
}

#[test]
fn all_names_of_this_machine_are_one_place() {
    let base = |text| BaseUrl::parse(text, true).unwrap();
    let tunnel = base("http://127.0.0.1:8931");
    for other in ["http://localhost:8931", "http://[::1]:8931", "https://localhost:8931"] {
        assert!(tunnel.is_at(&base(other)) && base(other).is_at(&tunnel), "{other}");
    }
    assert!(!tunnel.is_at(&base("http://localhost:8932")));
    assert!(!tunnel.is_at(&base("http://pods.example.org:8931")));
}

#[rstest]
#[case("https://tacc.tapis.io/v3", "tacc.tapis.io", Some("tacc"), "https://tacc.tapis.io")]
#[case("https://tacc.tapis.io:8443", "tacc.tapis.io:8443", Some("tacc"), "https://tacc.tapis.io:8443")]
#[case("http://localhost:8000/v3", "http://localhost:8000/v3", None, "http://localhost:8000")]
#[case("https://10.0.0.7", "10.0.0.7", None, "https://10.0.0.7")]
fn an_address_tells_its_parts(
    #[case] text: &str,
    #[case] shown: &str,
    #[case] tenant: Option<&str>,
    #[case] origin: &str,
) {
    let base = BaseUrl::parse(text, false).unwrap();
    assert_eq!((base.shown().as_str(), base.tenant_hint()), (shown, tenant));
    assert_eq!(base.origin().to_string(), origin);
}

#[test]
fn origins_compare_whatever_the_path_and_the_default_port() {
    let origin = |text| BaseUrl::parse(text, true).unwrap().origin();
    assert_eq!(origin("https://tacc.tapis.io:443/v3"), origin("TACC.tapis.io"));
    assert_ne!(origin("https://tacc.tapis.io"), origin("http://tacc.tapis.io"));
    assert_ne!(origin("https://tacc.tapis.io"), origin("https://dev.tapis.io"));
}

#[rstest]
#[case::plain("minimal", "minimal")]
#[case::space("bad name", "bad%20name")]
#[case::slash("a/b", "a%2Fb")]
#[case::backslash(r"a\b", "a%5Cb")]
#[case::query("a?b#c", "a%3Fb%23c")]
#[case::percent("%2e%2e", "%252e%252e")]
#[case::three_dots("...", "...")]
#[case::tab_and_newline("a\tb\nc", "a%09b%0Ac")]
#[case::accent("café", "caf%C3%A9")]
#[case::plus("a+b", "a%2Bb")]
fn an_id_is_one_segment(#[case] id: &str, #[case] segment: &str) {
    let base = BaseUrl::parse("https://tacc.tapis.io", false).unwrap();
    let prefix = "https://tacc.tapis.io/v3/pods/secrets";
    assert_eq!(base.secret(&id.into()).unwrap().as_str(), format!("{prefix}/{segment}"));
    assert_eq!(base.value(&id.into()).unwrap().as_str(), format!("{prefix}/{segment}/value"));
}

#[rstest]
#[case("")]
#[case(".")]
#[case("..")]
fn an_id_that_no_url_can_name_is_refused(#[case] id: &str) {
    let base = BaseUrl::parse("https://tacc.tapis.io", false).unwrap();
    assert_eq!(base.secret(&id.into()), Err(FailureKind::NotAddressable));
    assert_eq!(base.value(&id.into()), Err(FailureKind::NotAddressable));
}

#[rstest]
#[case::itself(PodPart::Itself, "")]
#[case::derived(PodPart::Derived, "/derived")]
#[case::permissions(PodPart::Permissions, "/permissions")]
#[case::logs(PodPart::Logs, "/logs")]
#[case::restart(PodPart::Restart, "/restart")]
fn a_pod_is_one_segment(#[case] part: PodPart, #[case] tail: &str) {
    let base = BaseUrl::parse("https://tacc.tapis.io", false).unwrap();
    let prefix = "https://tacc.tapis.io/v3/pods";
    assert_eq!(base.pods().as_str(), format!("{prefix}?derived_lite=true"));
    assert_eq!(base.pod(&"web1".into(), part).unwrap().as_str(), format!("{prefix}/web1{tail}"));
    let odd = base.pod(&"a/../b?c#d%2e".into(), part).unwrap();
    assert_eq!(odd.as_str(), format!("{prefix}/a%2F..%2Fb%3Fc%23d%252e{tail}"));
    for id in ["", ".", "..", "secrets"] {
        assert_eq!(base.pod(&id.into(), part), Err(FailureKind::NotAddressable), "{id}");
    }
}

proptest! {
    #[test]
    fn any_id_stays_one_segment_and_no_text_panics(id in any::<String>(), text in any::<String>()) {
        let _ = BaseUrl::parse(&text, true);
        let base = BaseUrl::parse("http://localhost:1/x", false).unwrap();
        if let Ok(url) = base.value(&SecretId::from(id.as_str())) {
            let segments: Vec<_> = url.path().split('/').collect();
            prop_assert_eq!(segments.len(), 6);
            prop_assert_eq!(segments[5], "value");
        }
        if let Ok(url) = base.pod(&PodId::from(id.as_str()), PodPart::Restart) {
            let segments: Vec<_> = url.path().split('/').collect();
            prop_assert_eq!((segments.len(), segments[2], segments[4]), (5, "pods", "restart"));
            prop_assert_eq!(url.query(), None);
        }
    }
}
