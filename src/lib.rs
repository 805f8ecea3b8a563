//! `tapis-secrets`: a terminal browser for the secrets of the Tapis Pods service.
//!
//! The arrows between the modules run one way:
//!
//! ```text
//! main ─► runtime ─► ui ─► app ─► input, layout, text, domain
//!           ├──────► search ───────► domain
//!           └──────► api ──────────► text, domain            demo stands alone
//! main ─► place ─► config ─► credentials ─► api, files       where to go, and with which token
//! credentials, runtime, commands ─► groups                   what must not outlive the program
//! credentials, runtime, helper ─► children                   how other programs are started
//! app ─► work ─► domain, text                                machines that the screen and the commands share
//! main ─► commands ─► place, app (its words)                 what needs no screen
//! main ─► helper ─► app (its words for a copy)               the same binary, as a child
//! main, runtime ─► logging ─► app, domain                    `--log`
//! main, runtime, helper ─► clock ─► domain                   the time, and waiting for it
//! main, runtime, helper, commands ─► patient                 a terminal that is slow, not gone
//! ```
//!
//! `app` is pure state: it is told what happened and answers with what is to be done. `runtime` carries
//! that out, and is the only place that knows a terminal or a thread, or waits for a clock.

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
pub mod ui;
pub mod view;
pub mod words;
pub mod work;
