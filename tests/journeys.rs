//! Journeys: keys in, through the real app, worker, client and matcher, to the embedded service over
//! HTTP, and the screen out. The terminal itself is `terminal`'s concern.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

#[path = "journeys/bulk.rs"]
mod bulk;
#[path = "journeys/failing.rs"]
mod failing;
#[path = "journeys/filtering.rs"]
mod filtering;
#[path = "journeys/form_failures.rs"]
mod form_failures;
#[path = "journeys/form_property.rs"]
mod form_property;
#[path = "journeys/forms.rs"]
mod forms;
#[path = "journeys/half_done.rs"]
mod half_done;
#[path = "journeys/hostile.rs"]
mod hostile;
#[path = "journeys/journal.rs"]
mod journal;
#[path = "journeys/loading.rs"]
mod loading;
#[path = "journeys/moving.rs"]
mod moving;
#[path = "journeys/offline.rs"]
mod offline;
#[path = "journeys/pauses.rs"]
mod pauses;
#[path = "journeys/pods.rs"]
mod pods;
#[path = "journeys/restart.rs"]
mod restart;
#[path = "journeys/rollout.rs"]
mod rollout;
#[path = "journeys/session.rs"]
mod session;
#[path = "journeys/switching.rs"]
mod switching;
#[path = "journeys/undo.rs"]
mod undo;
#[path = "journeys/value_failures.rs"]
mod value_failures;
#[path = "journeys/values.rs"]
mod values;
#[path = "journeys/wire.rs"]
mod wire;
