//! The client against scripted servers: what is really sent, and what becomes of everything that can go
//! wrong on the way. What an answer's text means is tested in `tests/contract.rs`.
#![allow(clippy::unwrap_used)] // in helpers too: what is missing here fails the test

#[path = "client/answers.rs"]
mod answers;
#[path = "support/certificates.rs"]
mod certificates;
#[path = "client/common.rs"]
mod common;
#[path = "client/http2.rs"]
mod http2;
#[path = "client/list.rs"]
mod list;
#[path = "client/network.rs"]
mod network;
#[path = "client/odd.rs"]
mod odd;
#[path = "client/pause.rs"]
mod pause;
#[path = "client/pods.rs"]
mod pods;
#[path = "client/private.rs"]
mod private;
#[path = "client/proxy.rs"]
mod proxy;
#[path = "support/script.rs"]
mod script;
#[path = "client/sent.rs"]
mod sent;
#[path = "client/sign_in.rs"]
mod sign_in;
#[path = "client/size.rs"]
mod size;
#[path = "client/tls.rs"]
mod tls;
