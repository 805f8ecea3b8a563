//! What the outside tests share: keys in words, screens as text, and two ways to run the program: `app_test`
//! (all but the terminal) and `pty` (the real binary).
//!
//! - **A story** (`tests/stories`) tells of the state: `AppTest::with(&["a", "b"])` or `stories::write::three()`
//!   begins it, `press` and `advance` move it on, `reply`, `got`, `fails` and `value` answer in place of the
//!   service. It looks at the screen (`asks`, `phase`, `focus`, `field`, `screen`), at what was asked (`writes`,
//!   `values`, `copies`, `edits`) and at nothing inside the app.
//! - **A screen** (`tests/screens`) is a snapshot: `shots("name", &SIZES, |w, h| …)` with `AppTest::with_demo(w, h)`.
//!   After a wanted change: `INSTA_UPDATE=always cargo test --test screens`, then read the difference.
//! - **A journey** (`tests/journeys`) has the real engine, client and service: `AppTest::on_demo(80, 24)`. It
//!   waits for what is on the screen (`wait_for`, `wait_found`), never for time.
//!
//! Keys are written as `keys` says. `press` waits until the app hears keys again, as somebody who looks first;
//! `type_on` does not. All names of the crate come from `prelude`; what no screen shows is read in
//! `app_test::state`, and only there.
#![allow(dead_code)] // each test program uses some of it

pub(crate) mod answers;
pub(crate) mod app_test;
pub(crate) mod clock;
pub(crate) mod data;
pub(crate) mod editing;
pub(crate) mod held;
pub(crate) mod keys;
pub(crate) mod pods;
pub(crate) mod prelude;
pub(crate) mod process;
pub(crate) mod pty;
pub(crate) mod screen;
pub(crate) mod service;
pub(crate) mod svg;
