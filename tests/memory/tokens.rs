//! After the profile that a token belongs to was left.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use rstest::rstest;

use crate::needle::{Needle, can_look};
use crate::stage::{Service, Stage};
use crate::support::pty::Start;

#[rstest]
#[case::from_a_file("token_file = \"token\"")]
#[case::from_a_command("token_command = \"cat token\"")]
fn the_token_of_a_profile_that_was_left_is_gone(#[case] source: &str) {
    let service = Service::start();
    let needle = Needle::of(service.token.clone());
    let start = Start::program(&["--profile", "a"]);
    let home = start.home().to_owned();
    fs::write(home.join("token"), &service.token).unwrap();
    fs::set_permissions(home.join("token"), fs::Permissions::from_mode(0o600)).unwrap();
    let url = &service.url;
    let config = format!(
        "[profiles.a]\nbase_url = \"{url}\"\n{source}\n[profiles.b]\nbase_url = \"{url}\"\nusername = \"bob\"\n"
    );
    let path = home.join("config.toml");
    fs::write(&path, config).unwrap();
    let path_variable = std::env::var("PATH").unwrap_or_default();
    let start = start.env("TAPIS_SECRETS_CONFIG", path.to_str().unwrap()).env("PATH", &path_variable);
    let mut pty = start.size(120, 40).run();
    pty.wait_for("▌ acme_dns_token");
    if !can_look(pty.pid().as_raw_nonzero().get()) {
        return;
    }
    let mut stage = Stage::of(service, pty);
    stage.press("v", "v hide");
    stage.assert_found(&needle, "while it is in use");
    stage.press("pj\r", "The password goes to");
    stage.assert_gone(&needle, "after the profile is left");
    // Back again another one is got from the source.
    stage.pty.pause();
    stage.pty.send("\x1b");
    stage.pty.wait_until("the end of the form", |pty| !pty.text().contains("password"));
    stage.press("pk\r", "▌ acme_dns_token");
    stage.assert_found(&needle, "while it is in use again");
}
