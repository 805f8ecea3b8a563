//! What the screen looks like: snapshots of every panel, state and modal at several sizes, with fixed
//! data, clock and zone. How the app gets there is `journeys`' concern.
//!
//! After a wanted change: `INSTA_UPDATE=always cargo test --test screens`, then read the difference.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

#[path = "screens/around.rs"]
mod around;
#[path = "screens/below.rs"]
mod below;
#[path = "screens/bulk.rs"]
mod bulk;
#[path = "screens/caret.rs"]
mod caret;
#[path = "screens/copies.rs"]
mod copies;
#[path = "screens/editor.rs"]
mod editor;
#[path = "screens/eyes.rs"]
mod eyes;
#[path = "screens/film.rs"]
mod film;
#[path = "screens/forms.rs"]
mod forms;
#[path = "screens/hostile.rs"]
mod hostile;
#[path = "screens/modals.rs"]
mod modals;
#[path = "screens/palette.rs"]
mod palette;
#[path = "screens/panels.rs"]
mod panels;
#[path = "screens/pictures.rs"]
mod pictures;
#[path = "screens/pods.rs"]
mod pods;
#[path = "screens/restart.rs"]
mod restart;
#[path = "screens/session.rs"]
mod session;
#[path = "screens/states.rs"]
mod states;
#[path = "screens/themes.rs"]
mod themes;
#[path = "screens/undo.rs"]
mod undo;
#[path = "screens/values.rs"]
mod values;

use support::prelude::AppTest;

/// Side by side, large, stacked, and stacked without a row for notices.
const SIZES: [(u16, u16); 4] = [(80, 24), (120, 40), (60, 20), (40, 12)];

/// Compares the screen of `build` at each size with the snapshot `name`.
fn shots(name: &str, sizes: &[(u16, u16)], build: impl Fn(u16, u16) -> AppTest) {
    let screens: Vec<_> = sizes
        .iter()
        .map(|&(width, height)| format!("=== {width} x {height}\n{}", build(width, height).screen()))
        .collect();
    insta::assert_snapshot!(name, screens.join("\n"));
}
