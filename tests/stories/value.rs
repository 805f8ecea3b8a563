//! What the stories about showing and copying share: three secrets, and answers with a value.

use crate::support::prelude::*;

pub(super) const VALUE: &str = "hunter2-sentinel";

pub(super) fn secret(id: &str, readable: Option<bool>, writable: bool) -> Secret {
    Secret { access: Access { readable, writable: Some(writable) }, ..Secret::named(id) }
}

pub(super) fn three() -> AppTest {
    AppTest::begin().loaded(vec![
        secret("a", Some(true), true),
        secret("b", Some(true), false),
        secret("c", Some(false), true),
    ])
}
