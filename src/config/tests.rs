//! What may stand in the file, and what is said of what may not.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use rstest::rstest;

use super::keys::Key;
use super::sources::SecretSource;
use super::theme::ThemeName;
use super::*;

fn read(text: &str) -> Result<Config, Faults> {
    Config::read(Path::new("/etc/here/config.toml"), text)
}

fn config(text: &str) -> Config {
    read(text).unwrap_or_else(|faults| panic!("{faults}"))
}

/// A profile with these lines, the first of which is line 3 of its file.
fn profile(lines: &str) -> Arc<Profile> {
    let config = config(&format!("[profiles.a]\nbase_url = \"tacc.tapis.io\"\n{lines}\n"));
    config.profiles[0].clone()
}

#[rstest]
#[case::empty("")]
#[case::comments("# nothing yet\n\n")]
#[case::no_profiles("[profiles]\n")]
fn a_file_with_nothing_in_it_is_fine(#[case] text: &str) {
    let config = config(text);
    assert!(config.profiles.is_empty() && config.default.is_none());
}

#[test]
fn what_is_not_said_has_its_default() {
    let profile = profile("");
    assert_eq!(profile.base_url.as_str(), "https://tacc.tapis.io/v3");
    assert_eq!(
        (profile.reveal_for, profile.clipboard_for),
        (Duration::from_secs(30), Duration::from_secs(30))
    );
    assert!(!(profile.danger || profile.view_only || profile.allow_http || profile.hide_on_focus_loss));
    assert_eq!((profile.theme, profile.lock, profile.lock_after), (ThemeName::Auto, LockWith::Key, None));
    assert_eq!((profile.test_command.as_ref(), profile.pod_timeout), (None, Duration::from_secs(300)));
    assert_eq!((profile.batch, profile.notify, profile.bulk_max), (1, false, 20));
    assert!(profile.tokens.are_none() && profile.client.is_none() && profile.ca_file.is_none());
    assert_eq!(profile.source(Key::Theme), Source::BuiltIn);
}

#[test]
fn every_key_is_read_and_its_line_is_known() {
    let profile = profile(
        "username = \"alice\"\n\
         token_command = \"pass show 'my token'\"\n\
         token_file = \"token\"\n\
         client_id = \"c\"\n\
         client_key_file = \"/run/key\"\n\
         danger = true\n\
         view_only = true\n\
         allow_http = true\n\
         ca_file = \"ca.pem\"\n\
         reveal_seconds = 5\n\
         clipboard_seconds = 60\n\
         hide_on_focus_loss = true\n\
         theme = \"light\"\n\
         lock = \"token\"\n\
         lock_after = 15\n\
         pods = \"auto\"\n\
         test_command = [\"~/bin/try\", \"pg\"]\n\
         pod_timeout = 600\n\
         batch = 2\n\
         bulk_max = 50\n\
         notify = true\n",
    );
    assert_eq!(profile.username.as_deref(), Some("alice"));
    assert_eq!(profile.tokens.username.as_deref(), Some("alice"));
    assert_eq!(profile.tokens.command.as_deref().unwrap(), ["pass", "show", "my token"]);
    assert_eq!(profile.tokens.file.as_deref(), Some(Path::new("/etc/here/token")));
    let client = profile.client.as_ref().unwrap();
    assert_eq!((client.id.as_str(), &client.key), ("c", &SecretSource::File("/run/key".into())));
    assert!(profile.pods_at_start);
    assert!(profile.danger && profile.view_only && profile.allow_http && profile.hide_on_focus_loss);
    assert_eq!(profile.ca_file.as_deref(), Some(Path::new("/etc/here/ca.pem")));
    assert_eq!(
        (profile.reveal_for, profile.clipboard_for),
        (Duration::from_secs(5), Duration::from_secs(60))
    );
    assert_eq!((profile.theme, profile.lock), (ThemeName::Light, LockWith::Token));
    assert_eq!(profile.lock_after, Some(Duration::from_secs(15 * 60)));
    let test_command = profile.test_command.as_deref().unwrap();
    assert!(test_command[0].ends_with("/bin/try") && test_command[1..] == ["pg"], "{test_command:?}");
    assert_eq!((profile.pod_timeout, profile.batch, profile.notify), (Duration::from_secs(600), 2, true));
    assert_eq!(profile.bulk_max, 50);
    for (line, key) in [
        (2, Key::BaseUrl),
        (3, Key::Username),
        (8, Key::Danger),
        (17, Key::LockAfter),
        (18, Key::Pods),
        (19, Key::TestCommand),
        (22, Key::BulkMax),
        (23, Key::Notify),
    ] {
        assert_eq!(profile.source(key), Source::Line(line));
    }
}

#[test]
fn a_command_may_be_a_list_and_start_at_home() {
    let profile = profile("token_command = [\"~/bin/token\", \"for me\"]");
    let command = profile.tokens.command.as_deref().unwrap();
    assert!(command[0].ends_with("/bin/token") && !command[0].starts_with('~'), "{}", command[0]);
    assert_eq!(command[1], "for me");
}

#[test]
fn habits_hold_in_all_profiles_and_a_profile_has_the_last_word() {
    let config = config(
        "theme = \"dark\"\nreveal_seconds = 10\nview_only = true\n\
         [profiles.a]\nbase_url = \"a.tapis.io\"\ntheme = \"none\"\nview_only = false\n\
         [profiles.b]\nbase_url = \"b.tapis.io\"\n",
    );
    let [a, b] = &config.profiles[..] else { panic!("two profiles") };
    assert_eq!((a.theme, a.view_only, a.reveal_for), (ThemeName::None, false, Duration::from_secs(10)));
    assert_eq!((b.theme, b.view_only, b.reveal_for), (ThemeName::Dark, true, Duration::from_secs(10)));
    assert_eq!((a.source(Key::Theme), b.source(Key::Theme)), (Source::Line(6), Source::Habit(1)));
    let environment = config.environment(a.base_url.clone(), Source::BuiltIn, None);
    assert_eq!((environment.name.as_str(), environment.theme), (ENVIRONMENT, ThemeName::Dark));
}

#[test]
fn danger_belongs_to_the_address() {
    let config = config(
        "[profiles.prod]\nbase_url = \"tacc.tapis.io\"\ndanger = true\n\
         [profiles.prod_again]\nbase_url = \"https://TACC.tapis.io:443/v3/\"\n\
         [profiles.rooted]\nbase_url = \"tacc.tapis.io.\"\n\
         [profiles.plain]\nbase_url = \"http://tacc.tapis.io\"\nallow_http = true\n\
         [profiles.port]\nbase_url = \"tacc.tapis.io:8443\"\n\
         [profiles.dev]\nbase_url = \"dev.tapis.io\"\n",
    );
    let danger = |name: &str| config.profile(name).unwrap().danger;
    assert!(danger("prod") && danger("prod_again") && danger("rooted") && danger("plain"));
    assert!(!danger("dev") && !danger("port"), "another service");
    assert_eq!(config.profile("prod_again").unwrap().source(Key::Danger), Source::Address);
    let address = crate::domain::BaseUrl::parse("tacc.tapis.io/v3", false).unwrap();
    assert!(config.environment(address, Source::BuiltIn, None).danger, "also without a profile");
}

#[rstest]
#[case::mistyped("reveal_secs = 1", 1, &["unknown key reveal_secs. Did you mean reveal_seconds? Allowed here: default"])]
#[case::mistyped_in_a_profile("[profiles.a]\nbase_url = \"a.b\"\ntoken_comand = \"x\"", 3, &["Did you mean token_command?"])]
#[case::mistyped_in_the_wrong_place("base_ulr = \"a.b\"", 1, &["Did you mean base_url, below a line [profiles.NAME]?"])]
#[case::mistyped_table("[profile.a]\nbase_url = \"a.b\"", 1, &["unknown key profile. Did you mean a line [profiles.NAME]?"])]
#[case::unknown_at_the_top("colour = 1", 1, &["unknown key colour", "Allowed here: default, [profiles.NAME], [views], view_only"])]
#[case::unknown_in_a_profile("[profiles.a]\nbase_url = \"a.b\"\ncolour = 1", 3, &["unknown key colour", "Allowed here: base_url, username"])]
#[case::of_a_profile("\nbase_url = \"a.b\"", 2, &["base_url belongs to a profile", "[profiles.NAME]"])]
#[case::flag("[profiles.a]\nbase_url = \"a.b\"\ndanger = \"yes\"", 3, &["danger must be true or false."])]
#[case::number_too_large("reveal_seconds = 4000", 1, &["reveal_seconds must be a whole number of seconds from 1 to 3600."])]
#[case::number_negative("clipboard_seconds = -1", 1, &["from 1 to 3600"])]
#[case::number_in_quotes("lock_after = \"5\"", 1, &["lock_after must be a whole number of minutes from 1 to 1440."])]
#[case::word("theme = \"blue\"", 1, &["theme must be one of \"auto\", \"dark\", \"light\", \"ansi\", \"none\"."])]
#[case::lock("lock = \"password\"", 1, &["lock must be one of \"key\", \"token\"."])]
#[case::empty_text("[profiles.a]\nbase_url = \"a.b\"\nusername = \" \"", 3, &["username must be a text that is not empty"])]
#[case::command("[profiles.a]\nbase_url = \"a.b\"\ntoken_command = \"echo 'x\"", 3, &["token_command must be a command"])]
#[case::no_command("[profiles.a]\nbase_url = \"a.b\"\ntoken_command = []", 3, &["token_command must be a command"])]
#[case::address("[profiles.a]\n\nbase_url = \"ftp://a\"", 3, &["must begin with https://"])]
#[case::no_address("\n[profiles.a]\nusername = \"x\"", 2, &["profile a needs base_url", "https://tacc.tapis.io"])]
#[case::address_of_a_wrong_kind("[profiles.a]\nbase_url = 7", 2, &["base_url must be an address in quotes"])]
#[case::plain_http("[profiles.a]\nbase_url = \"http://a.b\"", 2, &["http:// would send the token unprotected", "allow_http = true"])]
#[case::name("[profiles.\"(demo)\"]\nbase_url = \"a.b\"", 1, &["a profile's name has 1 to 64 letters"])]
#[case::no_table("[profiles]\na = 1", 2, &["a profile is a table: [profiles.a]."])]
#[case::profiles_of_a_wrong_kind("profiles = 1", 1, &["each written as [profiles.NAME]"])]
#[case::default_of_a_wrong_kind("default = 1", 1, &["default must be the name of a profile"])]
#[case::default_unknown("default = \"x\"\n[profiles.a]\nbase_url = \"a.b\"", 1, &["names no profile in this file", "a."])]
#[case::client_without_key("[profiles.a]\nbase_url = \"a.b\"\nclient_id = \"c\"", 3, &["client_id needs client_key_command or client_key_file"])]
#[case::key_without_client("[profiles.a]\nbase_url = \"a.b\"\nclient_key_file = \"k\"", 3, &["needs client_id"])]
#[case::no_toml("[profiles.a\nbase_url = 1", 1, &["not valid TOML"])]
#[case::twice("theme = \"dark\"\ntheme = \"dark\"", 2, &["not valid TOML", "duplicate key"])]
fn what_is_wrong_is_told_with_its_line_and_what_is_allowed(
    #[case] text: &str,
    #[case] line: usize,
    #[case] parts: &[&str],
) {
    let faults = read(text).unwrap_err();
    let said = faults.to_string();
    assert!(said.starts_with(&format!("/etc/here/config.toml:{line}: ")), "{said}");
    for part in parts {
        assert!(said.contains(part), "{part} in {said}");
    }
}

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    let faults = read("theme = 1\n[profiles.a]\nbase_url = \"a.b\"\nx = 1\ndanger = 2\n").unwrap_err();
    let lines: Vec<_> = faults.faults.iter().map(|fault| fault.line).collect();
    assert_eq!(lines, [Some(1), Some(4), Some(5)], "{faults}");
}

#[test]
fn an_address_that_is_missing_is_told_beside_one_that_is_wrong() {
    let faults = read("[profiles.a]\nbase_url = 7\n[profiles.b]\nusername = \"x\"\n").unwrap_err();
    let lines: Vec<_> = faults.faults.iter().map(|fault| fault.line).collect();
    assert_eq!(lines, [Some(2), Some(3)], "{faults}");
}

#[rstest]
#[case::token("[profiles.a]\nbase_url = \"a.b\"\ntoken = \"hunter2\"")]
#[case::password("password = \"hunter2\"")]
#[case::key("[profiles.a]\nbase_url = \"a.b\"\nclient_key = \"hunter2\"")]
#[case::wrong_line("theme = \"hunter2\"")]
#[case::address("[profiles.a]\nbase_url = \"https://alice:hunter2@a.b\"")]
#[case::not_closed("token = \"hunter2")]
#[case::no_quotes("token = hunter2")]
fn a_secret_in_the_file_is_not_repeated(#[case] text: &str) {
    let faults = read(text).unwrap_err();
    assert!(!format!("{faults} {faults:?}").contains("hunter2"), "{faults}");
}

#[test]
fn the_example_documents_every_key_and_parses() {
    let example = include_str!("../../assets/config.example.toml");
    let as_it_stands = config(example);
    assert!(!as_it_stands.profiles.is_empty());
    // With its comment signs removed every key stands there with a value that is allowed.
    let bare = |line: &str| match line
        .strip_prefix("# ")
        .filter(|rest| rest.contains(" = ") || rest.starts_with('['))
    {
        Some(rest) => rest.to_owned(),
        None => line.to_owned(),
    };
    let all: String = example.lines().map(|line| bare(line) + "\n").collect();
    let everything = config(&all);
    for key in Key::ALL {
        let documented = example
            .lines()
            .any(|line| line.trim_start_matches("# ").starts_with(&format!("{} = ", key.name())));
        assert!(documented, "{} is not in assets/config.example.toml", key.name());
    }
    assert!(everything.profiles.iter().any(|profile| profile.client.is_some()));
}

#[test]
fn views_stand_in_the_order_of_the_file() {
    let config = config(
        "[views]\nstale = \"stale mine\"\nb = \" mode:ro \"\na = \"pg\"\n\n[profiles.a]\nbase_url = \"tacc.tapis.io\"\n",
    );
    let views = config.profiles[0].views.iter().map(|view| (view.name.shown(), view.filter.as_str()));
    assert_eq!(views.collect::<Vec<_>>(), [("stale", "stale mine"), ("b", "mode:ro"), ("a", "pg")]);
}

#[rstest]
#[case::no_table("views = 1", "1: views must be a table, written as [views].")]
#[case::no_text("[views]\na = 1", "2: views.a: it must be a filter in quotes, such as \"stale mine\".")]
#[case::empty("[views]\na = \" \"", "2: views.a: it must be a filter that is not empty.")]
#[case::name("[views]\n\"a b\" = \"pg\"", "2: a view's name has 1 to 64 letters, digits, '_', '-' or '.'.")]
#[case::mode("[views]\na = \"pg mode:full\"", "2: views.a: mode takes ro, rw, wo or locked.")]
#[case::sign("[views]\na = \"pg !\"", "2: views.a: a sign such as ! takes a word.")]
fn a_bad_view_is_told(#[case] text: &str, #[case] told: &str) {
    let faults = read(text).unwrap_err().to_string();
    assert_eq!(faults, format!("/etc/here/config.toml:{told}"));
}
