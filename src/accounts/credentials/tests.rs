//! The order of the sources, and what a token must be.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rstest::rstest;
use tempfile::TempDir;

use super::*;
use crate::domain::{BaseUrl, Origin};

const NOW: i64 = 1_800_000_000;

pub(super) fn now() -> Timestamp {
    Timestamp::from_second(NOW).unwrap()
}

/// Returns a token of `user` that ends in `seconds`.
pub(super) fn jwt(user: &str, seconds: i64) -> String {
    let claims = format!(r#"{{"tapis/username":"{user}","tapis/tenant_id":"tacc","exp":{}}}"#, NOW + seconds);
    format!("h.{}.s", URL_SAFE_NO_PAD.encode(claims))
}

pub(super) fn origin(address: &str) -> Origin {
    BaseUrl::parse(address, false).unwrap().origin()
}

pub(super) fn write(folder: &TempDir, name: &str, content: &str, mode: u32) -> PathBuf {
    let path = folder.path().join(name);
    std::fs::write(&path, content).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
    path
}

fn sources(folder: &TempDir) -> TokenSources {
    TokenSources {
        profile: "dev".to_owned(),
        origin: origin("dev.tapis.io"),
        username: None,
        given: None,
        command: Some(["echo".to_owned(), jwt("command", 60)].to_vec()),
        file: Some(write(folder, "token", &jwt("file", 60), 0o600)),
    }
}

fn found(state: TokenState) -> (TokenFrom, String, Vec<String>) {
    match state {
        TokenState::Found { token, from, faults } => {
            let faults = faults.iter().map(ToString::to_string).collect();
            (from, token.claims().user.shown().to_owned(), faults)
        }
        TokenState::SignIn { faults } => panic!("no token: {faults:?}"),
    }
}

#[test]
fn the_first_source_that_has_a_token_wins() {
    let folder = TempDir::new().unwrap();
    let mut sources = sources(&folder);
    let got = found(sources.obtain(None, now(), Manner::Alone));
    assert_eq!(got, (TokenFrom::Command, "command".to_owned(), vec![]));
    sources.command = None;
    assert_eq!(
        found(sources.obtain(None, now(), Manner::Alone)),
        (TokenFrom::File, "file".to_owned(), vec![])
    );
    sources.given = Some(Arc::new(Token::new(jwt("given", 60)).unwrap()));
    assert_eq!(
        found(sources.obtain(None, now(), Manner::Alone)),
        (TokenFrom::Given, "given".to_owned(), vec![])
    );
}

#[test]
fn a_remembered_token_comes_after_the_others_and_before_signing_in() {
    let folder = TempDir::new().unwrap();
    let session = TempDir::new().unwrap();
    std::fs::set_permissions(session.path(), std::fs::Permissions::from_mode(0o700)).unwrap();
    let memory = Memory::below(session.path()).unwrap();
    let mut sources = TokenSources { command: None, ..sources(&folder) };
    memory.keep("dev", &sources.origin, &Token::new(jwt("remembered", 60)).unwrap()).unwrap();
    assert_eq!(found(sources.obtain(Some(&memory), now(), Manner::Alone)).0, TokenFrom::File);
    sources.file = None;
    assert_eq!(found(sources.obtain(Some(&memory), now(), Manner::Alone)).1, "remembered");
    sources.username = Some("somebody else".to_owned());
    assert!(
        matches!(sources.obtain(Some(&memory), now(), Manner::Alone), TokenState::SignIn { faults } if faults.is_empty())
    );
}

#[test]
fn a_source_that_fails_is_told_and_the_next_one_is_asked() {
    let folder = TempDir::new().unwrap();
    let sources = TokenSources { command: Some(vec!["false".to_owned()]), ..sources(&folder) };
    let (from, _, faults) = found(sources.obtain(None, now(), Manner::Alone));
    assert_eq!(from, TokenFrom::File);
    assert_eq!(faults, ["token_command: false ended with exit code 1; run it yourself to see why."]);
}

#[rstest]
#[case::two_words("two words", "token_file gave no token: it contains spaces")]
#[case::json(
    "{\"result\": \"two words\"}",
    "token_file gave no token: it is JSON; in the answer of the token endpoint, jq -r .result.access_token.access_token"
)]
#[case::half("two.words", "token_file gave no token: it has 2 parts, and a token has three")]
fn what_is_no_token_is_not_taken(#[case] content: &str, #[case] said: &str) {
    let folder = TempDir::new().unwrap();
    let file = write(&folder, "t", content, 0o600);
    let sources = TokenSources { command: None, file: Some(file), ..sources(&folder) };
    match sources.obtain(None, now(), Manner::Alone) {
        TokenState::SignIn { faults } => {
            assert_eq!(faults.len(), 1);
            let text = faults[0].to_string();
            assert!(text.starts_with(said), "{text}");
            assert!(!text.contains("two words"), "a token is not repeated: {text}");
        }
        TokenState::Found { .. } => panic!("that is no token"),
    }
}

#[test]
fn a_token_that_has_ended_by_our_clock_is_taken_where_no_other_is_there() {
    let folder = TempDir::new().unwrap();
    let ended = ["echo".to_owned(), jwt("command", -3600)].to_vec();
    let mut sources = TokenSources { command: Some(ended), ..sources(&folder) };
    let (from, _, faults) = found(sources.obtain(None, now(), Manner::Alone));
    assert_eq!(from, TokenFrom::File, "one that has not ended goes before it");
    assert!(faults[0].starts_with("The token from token_command ended at 2027-01-15 "), "{faults:?}");
    sources.file = Some(write(&folder, "old", &jwt("file", -7200), 0o600));
    let got = found(sources.obtain(None, now(), Manner::Alone));
    assert_eq!(got, (TokenFrom::Command, "command".to_owned(), vec![]), "the service decides");
}

#[rstest]
#[case::quotes("'{}'\n")]
#[case::blank_lines("\n  \n\"{}\"\nmore\n")]
#[case::prefix("Bearer {}")]
fn command_and_file_give_a_token_as_people_have_it(#[case] form: &str) {
    let folder = TempDir::new().unwrap();
    let text = |user: &str| form.replace("{}", &jwt(user, 60));
    let words = ["printf".to_owned(), "%s".to_owned(), text("command")].to_vec();
    let file = Some(write(&folder, "t", &text("file"), 0o600));
    let mut sources = TokenSources { command: Some(words), file, ..sources(&folder) };
    assert_eq!(found(sources.obtain(None, now(), Manner::Alone)).1, "command");
    sources.command = None;
    assert_eq!(found(sources.obtain(None, now(), Manner::Alone)).1, "file");
}

#[test]
fn without_sources_the_user_signs_in_and_nothing_is_wrong() {
    let folder = TempDir::new().unwrap();
    let sources = TokenSources { command: None, file: None, ..sources(&folder) };
    assert!(sources.are_none());
    assert!(
        matches!(sources.obtain(None, now(), Manner::Alone), TokenState::SignIn { faults } if faults.is_empty())
    );
}

#[rstest]
#[case::group(0o640, "mode 640")]
#[case::others(0o604, "mode 604")]
#[case::writable(0o602, "mode 602")]
fn a_file_that_others_can_open_is_refused(#[case] mode: u32, #[case] said: &str) {
    let folder = TempDir::new().unwrap();
    let path = write(&folder, "token", "abc", mode);
    let fault = file::first_line(&path).unwrap_err().to_string();
    assert!(fault.contains(said) && fault.contains("chmod 600"), "{fault}");
}

#[test]
fn files_are_read_by_their_first_line() {
    let folder = TempDir::new().unwrap();
    let read = |content: &str, mode| file::first_line(&write(&folder, "t", content, mode));
    assert_eq!(read("\n  abc \nmore\n", 0o600).unwrap().as_str(), "abc");
    assert_eq!(read("abc", 0o400).unwrap().as_str(), "abc");
    std::fs::remove_file(folder.path().join("t")).unwrap();
    assert!(matches!(read(" \n\n", 0o600), Err(FileFault::NoText(_))));
    assert!(matches!(read(&"x".repeat(70_000), 0o600), Err(FileFault::TooLarge(_))));
    assert!(matches!(file::first_line(folder.path()), Err(FileFault::NotRegular(_))));
    assert!(matches!(file::first_line(&folder.path().join("none")), Err(FileFault::Missing(_))));
    assert!(matches!(file::first_line(Path::new("/dev/null")), Err(FileFault::NotRegular(_))));
}

#[test]
fn a_link_counts_as_what_it_leads_to() {
    let folder = TempDir::new().unwrap();
    let link = |name: &str, target: &Path| {
        let link = folder.path().join(name);
        std::os::unix::fs::symlink(target, &link).unwrap();
        file::first_line(&link)
    };
    let private = write(&folder, "private", "abc", 0o600);
    assert_eq!(link("good", &private).unwrap().as_str(), "abc");
    let open = write(&folder, "open", "abc", 0o644);
    assert!(matches!(link("bad", &open), Err(FileFault::OpenToOthers { .. })));
    assert!(matches!(link("dangling", Path::new("/nowhere/at/all")), Err(FileFault::Missing(_))));
}

#[test]
fn a_clients_key_comes_from_its_source() {
    let folder = TempDir::new().unwrap();
    let key = SecretSource::File(write(&folder, "key", "k3y\n", 0o600));
    assert_eq!(ClientKey { id: "c".into(), key }.obtain().unwrap().expose(), "k3y");
    let key = SecretSource::Command(vec!["false".into()]);
    let fault = ClientKey { id: "c".into(), key }.obtain().unwrap_err().to_string();
    assert!(fault.starts_with("client_key_command: false ended"), "{fault}");
}

#[rstest]
#[case::of_the_profile(Some("alice"), &jwt("alice", 60), None)]
#[case::of_anybody(None, &jwt("bob", 60), None)]
#[case::of_another(Some("alice"), &jwt("bob", 60), Some("The token cannot be remembered: the profile is for the user alice"))]
#[case::ended_by_our_clock(Some("alice"), &jwt("alice", -3600), None)]
fn only_what_the_next_start_takes_is_kept(
    #[case] username: Option<&str>,
    #[case] token: &str,
    #[case] why: Option<&str>,
) {
    let folder = TempDir::new().unwrap();
    std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o700)).unwrap();
    let memory = Memory::below(folder.path()).unwrap();
    let sources =
        TokenSources { username: username.map(str::to_owned), command: None, file: None, ..sources(&folder) };
    let kept = sources.remember(&memory, &Token::new(token.to_owned()).unwrap());
    match why {
        None => {
            assert!(matches!(sources.obtain(Some(&memory), now(), Manner::Alone), TokenState::Found { .. }))
        }
        Some(why) => {
            assert!(kept.unwrap_err().to_string().starts_with(why));
            assert!(matches!(sources.obtain(Some(&memory), now(), Manner::Alone), TokenState::SignIn { .. }));
        }
    }
}
