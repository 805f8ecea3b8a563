//! The embedded service by itself: it answers as recorded, breaks as told, and its shapes are the
//! ones that the ecosystem's own models read. The browser on top of it is tested elsewhere.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "service/client.rs"]
mod client;
#[path = "service/faults.rs"]
mod faults;
#[path = "service/models.rs"]
mod models;
#[path = "service/pods.rs"]
mod pods;
#[path = "service/pods_replay.rs"]
mod pods_replay;
#[path = "service/replay.rs"]
mod replay;
#[path = "service/wire.rs"]
mod wire;
