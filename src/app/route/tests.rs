//! The keys that change something, in a view-only session.

use std::time::Instant;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use ratatui::layout::Size;

use super::*;
use crate::core::settings::Settings;
use crate::domain::{Moment, Site};
use crate::keys::keymap;

#[test]
fn no_key_that_changes_something_works_in_a_view_only_session_wherever_it_is_bound() {
    let now = Moment { instant: Instant::now(), wall: Timestamp::UNIX_EPOCH };
    let keys = keymap::table().flat_map(|entry| {
        let keys = entry.keys.iter().chain(entry.also);
        keys.flat_map(|(key, action)| entry.contexts.iter().map(|context| (*context, *key, *action)))
    });
    let changes: Vec<_> = keys.filter(|(.., action)| action.properties().changes).collect();
    assert!(changes.iter().any(|(context, ..)| *context == Context::Form));
    for (context, key, action) in changes {
        let settings = Settings { view_only: true, ..Settings::default() };
        let size = Size { width: 80, height: 24 };
        let mut app = App::new(now, size, Site::default(), TimeZone::UTC, settings);
        app.dispatch(context, key, Some(action));
        let told = app.notice().map(|notice| notice.text.to_string());
        assert_eq!(told.as_deref(), Some(words::VIEW_ONLY), "{action:?} in {context:?}");
        assert!(app.form().is_none() && app.modal().is_none() && app.out.effects.is_empty());
    }
}
