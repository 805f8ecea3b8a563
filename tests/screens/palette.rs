//! The palette, as it opens and as it is typed into.

use crate::support::prelude::AppTest;
use crate::support::screen::{DARK, styled};
use crate::{SIZES, shots};

fn typed(width: u16, height: u16, keys: &str) -> AppTest {
    let mut stage = AppTest::with_demo(width, height);
    stage.select("postgres_main_password");
    stage.press(keys);
    stage
}

#[test]
fn the_palette() {
    shots("palette", &[&SIZES[..], &[(40, 10)]].concat(), |w, h| typed(w, h, ":"));
}

#[test]
fn the_palette_with_something_typed() {
    shots("palette_found", &[(80, 24), (40, 12)], |w, h| typed(w, h, ":copy"));
    shots("palette_nothing", &[(80, 24), (40, 12)], |w, h| typed(w, h, ":xyzzy"));
    shots("palette_elsewhere", &[(80, 24), (40, 12)], |w, h| typed(w, h, ":generate a<enter>"));
}

#[test]
fn a_search_in_the_help() {
    shots("help_search", &SIZES, |w, h| typed(w, h, "?/co"));
    shots("help_searched", &[(80, 24)], |w, h| typed(w, h, "?/copy<enter>"));
}

#[test]
fn the_palette_over_a_write_only_secret_in_its_styles() {
    let mut stage = AppTest::with_demo(80, 24);
    stage.select("smtp_relay_password");
    stage.press(":value");
    insta::assert_snapshot!("palette_styled", styled(&stage.draw(DARK)));
}

#[test]
fn pinned_secrets_at_the_top() {
    shots("pinned", &SIZES, |w, h| typed(w, h, "PGPg"));
    shots("pinned_filtered", &[(80, 24)], |w, h| typed(w, h, "P/pg<enter>"));
}

#[test]
fn a_form_for_a_secret_like_another_one() {
    shots("form_like", &[(80, 40), (40, 12)], |w, h| typed(w, h, "A"));
}
