//! What commands are built from: a machine of `work` and the engine, without the app and without a screen,
//! against the embedded service over HTTP.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

#[path = "engine/alone.rs"]
mod alone;
#[path = "engine/writes.rs"]
mod writes;
