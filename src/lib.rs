//! `tapis-secrets`: a terminal browser for the secrets of the Tapis Pods service.
//!
//! The arrows between the modules run one way:
//!
//! ```text
//! main ─► runtime ─► ui ─► app ─► input, layout, text, domain
//!           ├──────► search ───────► domain
//!           └──────► api ──────────► text, domain            demo stands alone
//! ```
//!
//! `app` is pure state: it is told what happened and answers with what is to be done. `runtime` carries
//! that out, and is the only place that knows a clock, a terminal or a thread.

pub mod api;
pub mod domain;
pub mod text;
