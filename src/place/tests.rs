//! The choice of the profile, rule by rule.

use std::path::Path;

use rstest::rstest;

use super::*;
use crate::config::keys::Key;

const TWO: &str = "[profiles.dev]\nbase_url = \"dev.tapis.io\"\ntoken_file = \"t\"\n\
                   [profiles.prod]\nbase_url = \"tacc.tapis.io\"\ndanger = true\n";
const ONE: &str = "[profiles.dev]\nbase_url = \"dev.tapis.io\"\n";

fn config(text: &str) -> Config {
    Config::read(Path::new("config.toml"), text).unwrap()
}

fn some(text: &str) -> Option<String> {
    (text != "-").then(|| text.to_owned())
}

/// Returns the settings of a user; `-` stands for one that is not set.
fn given(profile: &str, flag: &str, base_url: &str, token: &str) -> Given {
    Given {
        profile: some(profile),
        flag: some(flag),
        base_url: some(base_url),
        token: some(token),
        others: Vec::new(),
    }
}

fn with_default() -> String {
    format!("default = \"prod\"\n{TWO}")
}

// profile, --base-url, TAPIS_BASE_URL, TAPIS_TOKEN => name, address, token given, notes
#[rstest]
#[case::profile(TWO, given("dev", "-", "-", "-"), "dev", "dev.tapis.io", false, &[])]
#[case::profile_before_the_environment(
    TWO, given("dev", "-", "other.tapis.io", "h.e30.s"), "dev", "dev.tapis.io", false,
    &["TAPIS_BASE_URL and TAPIS_TOKEN are not used: profile dev is active."]
)]
#[case::profile_before_the_default(&with_default(), given("dev", "-", "-", "-"), "dev", "dev.tapis.io", false, &[])]
#[case::environment("", given("-", "-", "a.tapis.io", "h.e30.s"), "(environment)", "a.tapis.io", true, &[])]
#[case::environment_before_the_default(&with_default(), given("-", "-", "a.tapis.io", "h.e30.s"), "(environment)", "a.tapis.io", true, &[])]
#[case::environment_before_the_only_profile(ONE, given("-", "-", "a.tapis.io", "h.e30.s"), "(environment)", "a.tapis.io", true, &[])]
#[case::environment_without_a_token("", given("-", "-", "a.tapis.io", "-"), "(environment)", "a.tapis.io", false, &[])]
#[case::address_alone_does_not_beat_the_default(
    &with_default(), given("-", "-", "a.tapis.io", "-"), "prod", "tacc.tapis.io", false,
    &["TAPIS_BASE_URL is not used: profile prod is active."]
)]
#[case::token_alone_does_not_beat_the_default(
    &with_default(), given("-", "-", " ", "h.e30.s"), "prod", "tacc.tapis.io", false,
    &["TAPIS_TOKEN is not used: profile prod is active."]
)]
#[case::default(&with_default(), given("-", "-", "-", "-"), "prod", "tacc.tapis.io", false, &[])]
#[case::the_only_profile(ONE, given("-", "-", "-", "-"), "dev", "dev.tapis.io", false, &[])]
#[case::flag("", given("-", "a.tapis.io", "-", "-"), "(environment)", "a.tapis.io", false, &[])]
#[case::flag_takes_a_token_without_an_address("", given("-", "a.tapis.io", "-", "h.e30.s"), "(environment)", "a.tapis.io", true, &[])]
#[case::flag_takes_a_token_of_its_origin("", given("-", "a.tapis.io/v3", "https://A.tapis.io:443", "h.e30.s"), "(environment)", "a.tapis.io", true, &[])]
#[case::flag_before_the_default(&with_default(), given("-", "a.tapis.io", "-", "h.e30.s"), "(environment)", "a.tapis.io", true, &[])]
#[case::flag_replaces_the_address(
    "", given("-", "a.tapis.io", "b.tapis.io", "-"), "(environment)", "a.tapis.io", false,
    &["TAPIS_BASE_URL is not used: --base-url names the address."]
)]
fn the_profile_in_force(
    #[case] text: &str,
    #[case] given: Given,
    #[case] name: &str,
    #[case] address: &str,
    #[case] has_token: bool,
    #[case] notes: &[&str],
) {
    let place = place(&config(text), given).unwrap();
    assert_eq!((place.profile.name.as_str(), place.profile.base_url.shown().as_str()), (name, address));
    assert_eq!(place.profile.tokens.given.is_some(), has_token);
    assert_eq!(place.profile.tokens.origin, place.profile.base_url.origin(), "its tokens are for there only");
    assert_eq!(place.notes, notes);
}

#[rstest]
#[case::nothing("", given("-", "-", "-", "-"), 2, "No base URL.")]
#[case::token_alone("", given("-", "-", "-", "h.e30.s"), 2, "No base URL.")]
#[case::which(TWO, given("-", "-", "-", "-"), 2, "The profiles are: dev, prod.")]
#[case::unknown(TWO, given("live", "-", "-", "-"), 2, "The profiles are: dev, prod.")]
#[case::unknown_of_none("", given("live", "-", "-", "-"), 2, "The profiles are: none.")]
#[case::the_environment_has_no_name_to_give(
    "",
    given("(environment)", "-", "a.tapis.io", "h.e30.s"),
    2,
    "The profiles are: none."
)]
#[case::two_places(TWO, given("dev", "a.tapis.io", "-", "-"), 2, "--profile and --base-url both say")]
#[case::other_origin(
    "",
    given("-", "a.tapis.io", "b.tapis.io", "h.e30.s"),
    2,
    "TAPIS_TOKEN was given for https://b.tapis.io"
)]
#[case::other_port("", given("-", "a.tapis.io:8443", "a.tapis.io", "h.e30.s"), 2, "only sent to the origin")]
#[case::unreadable_owner_of_the_token(
    "",
    given("-", "a.tapis.io", "ftp://b", "h.e30.s"),
    2,
    "TAPIS_BASE_URL: "
)]
#[case::plain_http(
    "",
    given("-", "-", "http://a.tapis.io", "h.e30.s"),
    2,
    "TAPIS_BASE_URL: http:// would send"
)]
#[case::plain_http_by_flag(
    TWO,
    given("-", "http://dev.tapis.io", "-", "h.e30.s"),
    2,
    "--base-url: http:// would send"
)]
#[case::bad_token("", given("-", "-", "a.tapis.io", "a b"), 3, "TAPIS_TOKEN cannot be used")]
fn no_profile_is_in_force(#[case] text: &str, #[case] given: Given, #[case] code: u8, #[case] said: &str) {
    let why = place(&config(text), given).unwrap_err();
    assert!(why.to_string().contains(said), "{why}");
    assert_eq!(why.exit().code(), code);
}

#[rstest]
#[case::flag(given("-", "https://tacc.tapis.io/v3", "-", "h.e30.s"))]
#[case::rooted(given("-", "https://tacc.tapis.io./v3", "-", "h.e30.s"))]
#[case::variable(given("-", "-", "TACC.tapis.io:443", "h.e30.s"))]
#[case::profile(given("prod", "-", "-", "-"))]
fn a_dangerous_address_is_dangerous_however_it_is_reached(#[case] given: Given) {
    let place = place(&config(TWO), given).unwrap();
    assert!(place.profile.danger);
    assert!(place.profile.site(Default::default()).danger, "and the screen is told");
}

#[test]
fn where_the_address_came_from_is_known() {
    let source = |given| place(&config(""), given).unwrap().profile.source(Key::BaseUrl);
    assert_eq!(source(given("-", "a.tapis.io", "-", "-")), Source::Flag("--base-url"));
    assert_eq!(source(given("-", "-", "a.tapis.io", "-")), Source::Variable("TAPIS_BASE_URL"));
}

#[test]
fn only_a_profile_can_allow_http() {
    let text = "[profiles.lab]\nbase_url = \"http://lab.example.org\"\nallow_http = true\n";
    let place = place(&config(text), given("lab", "-", "-", "-")).unwrap();
    assert_eq!(place.profile.base_url.as_str(), "http://lab.example.org/v3");
}

#[rstest]
#[case::nothing(&[], &[])]
#[case::address(&["TAPIS_TENANT_URL"], &["TAPIS_TENANT_URL is set; this program reads TAPIS_BASE_URL."])]
#[case::both(
    &["TAPIS_TENANT", "TAPIS_JWT_TOKEN"],
    &[
        "TAPIS_TENANT is set; this program reads TAPIS_BASE_URL.",
        "TAPIS_JWT_TOKEN is set; this program reads TAPIS_TOKEN.",
    ]
)]
fn what_is_set_for_other_tools_is_a_hint_where_nothing_is_set_for_us(
    #[case] others: &[&'static str],
    #[case] hints: &[&str],
) {
    let others = others.to_vec();
    let why = place(&config(""), Given { others, ..given("-", "-", "-", "-") }).unwrap_err();
    assert_eq!(why, NoPlace::NoBaseUrl { hints: hints.iter().map(ToString::to_string).collect() });
    assert!(hints.iter().all(|hint| why.to_string().contains(hint)), "{why}");
}

#[test]
fn a_token_for_other_tools_is_a_hint_where_there_is_none_for_us() {
    let notes = |given| {
        let others = vec!["TAPIS_TENANT_URL", "TAPIS_JWT"];
        place(&config(ONE), Given { others, ..given }).unwrap().notes
    };
    let hint = ["TAPIS_JWT is set; this program reads TAPIS_TOKEN."];
    assert_eq!(notes(given("-", "a.tapis.io", "-", "-")), hint);
    assert_eq!(notes(given("-", "a.tapis.io", "-", "h.e30.s")), [""; 0]);
    assert_eq!(notes(given("dev", "-", "-", "-")), [""; 0], "a profile has its own");
}
