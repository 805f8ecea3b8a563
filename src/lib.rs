//! `tapis-secrets`: a terminal browser for the secrets of the Tapis Pods service.
//!
//! Arrows run only downwards: a line may know the lines below it, and in its own line what its arrow names.
//! `tests/structure.rs` has the exact table, and fails where a file breaks it.
//!
//! ```text
//! main                                    the wiring: a command, or the browser
//! runtime ─► app                          the loop, the state and which panels are drawn of it
//! features                                what the user does, a folder each; none knows another
//! work                                    pure machines that the screen and the commands share: the write, the rollout
//! commands ─► cli, place                  what needs no screen; where to go, by flags and configuration
//! engine                                  carries out effects, with the loop or without
//! terminal, clipboard, external_editor    the outside world
//! accounts ─► api                         tokens; the service
//! index, view, layout, words, logging     the filter; drawing; sentences that features share; `--log`
//! core ─► keys                            events, effects, ids of requests; what can be pressed
//! config ─► files                         what the user set; files that can be relied on
//! clock, domain ─► text                   waiting for a time; secrets, their uses, requests; text made safe
//!
//! children, patient, protection           other programs, a slow terminal, the memory: they know nobody
//! demo                                    the embedded service: it knows nobody, and only main knows it
//! ```
//!
//! `app` is pure state: it is told what happened and answers with what is to be done. `runtime` passes that on to
//! `engine`, draws, and is the only place that waits for a clock.
//!
//! # How to add
//!
//! - **a key**: its action in `keys/action.rs` with all its properties, and its line for the panes in
//!   `keys/keymap/panes.rs` (the footer, the help and the table of `assets/docs/keys.md` are made of it; keys of dialogs stand in
//!   `keys/keymap/local.rs`), and the slice that takes it in `app/route.rs`;
//! - **a slice**: a folder in `features`, named in `features.rs`, with one struct whose fields are private. Its
//!   transitions take [`core::Context`] and [`core::Out`] and what the message carries; what concerns other slices is
//!   reported as [`core::News`], and `app/relay.rs` passes it on. It implements [`core::life::Life`], is a field of
//!   [`app::App`] and stands in the list of `app.rs`, and `app/layers.rs` draws it; what a message needs of other slices
//!   is read in `app/of_*.rs`;
//! - **a request**: its variant, its operation and its answer in `domain/request.rs`, and how it is sent and read in
//!   `api/operations.rs`. A slice sends a plain read with [`core::Out::read`], and `app/route.rs` hands it the reply;
//! - **a command for scripts**: its options in `cli`, those of the shared ones that it takes in `cli/parse.rs`, a file in
//!   `commands` that is given a `Script`, and its section in `assets/docs/commands.md`, which a test compares with it;
//! - **a story, a screen, a journey**: `tests/support/mod.rs` says how.

pub mod accounts;
pub mod api;
pub mod app;
pub mod children;
pub mod cli;
pub mod clipboard;
pub mod clock;
pub mod commands;
pub mod config;
pub mod core;
pub mod demo;
pub mod domain;
pub mod engine;
pub mod external_editor;
pub mod features;
pub mod files;
pub mod index;
pub mod keys;
pub mod layout;
pub mod logging;
pub mod patient;
pub mod place;
pub mod protection;
pub mod runtime;
pub mod terminal;
pub mod text;
pub mod view;
pub mod words;
pub mod work;
