//! The README's picture, made from the real screen so that it is never stale.
//! After a wanted change: `UPDATE_SCREENSHOT=1 cargo test --test screens screenshot`.

use crate::support::prelude::AppTest;
use crate::support::screen::DARK;
use crate::support::svg::svg;

const PICTURE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/screenshot.svg");

#[test]
fn the_screenshot_of_the_readme_shows_the_present_screen() {
    let mut stage = AppTest::with_demo(100, 30);
    stage.select("postgres_main_password");
    let picture = svg(&stage.draw(DARK), "tapis-secrets: the list of secrets and the detail of one");
    if std::env::var_os("UPDATE_SCREENSHOT").is_some() {
        std::fs::write(PICTURE, &picture).unwrap();
    }
    let kept = std::fs::read_to_string(PICTURE).unwrap_or_default();
    assert!(kept == picture, "assets/screenshot.svg is stale; UPDATE_SCREENSHOT=1 writes it anew");
}
