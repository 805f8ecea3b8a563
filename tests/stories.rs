//! Stories: keys and answers in; the screen, the effects and the requests out. How to write one stands in
//! `support`.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

#[path = "stories/ahead.rs"]
mod ahead;
#[path = "stories/answers.rs"]
mod answers;
#[path = "stories/bulk.rs"]
mod bulk;
#[path = "stories/clock.rs"]
mod clock;
#[path = "stories/connection.rs"]
mod connection;
#[path = "stories/copy.rs"]
mod copy;
#[path = "stories/copy_as.rs"]
mod copy_as;
#[path = "stories/counting.rs"]
mod counting;
#[path = "stories/create.rs"]
mod create;
#[path = "stories/danger.rs"]
mod danger;
#[path = "stories/doubt.rs"]
mod doubt;
#[path = "stories/due.rs"]
mod due;
#[path = "stories/edit.rs"]
mod edit;
#[path = "stories/editor.rs"]
mod editor;
#[path = "stories/editor_before.rs"]
mod editor_before;
#[path = "stories/filter.rs"]
mod filter;
#[path = "stories/form_view.rs"]
mod form_view;
#[path = "stories/generator.rs"]
mod generator;
#[path = "stories/half_deleted.rs"]
mod half_deleted;
#[path = "stories/held.rs"]
mod held;
#[path = "stories/help.rs"]
mod help;
#[path = "stories/journal.rs"]
mod journal;
#[path = "stories/keys.rs"]
mod keys;
#[path = "stories/language.rs"]
mod language;
#[path = "stories/leaving.rs"]
mod leaving;
#[path = "stories/like.rs"]
mod like;
#[path = "stories/list.rs"]
mod list;
#[path = "stories/lock.rs"]
mod lock;
#[path = "stories/marks.rs"]
mod marks;
#[path = "stories/messages.rs"]
mod messages;
#[path = "stories/offers.rs"]
mod offers;
#[path = "stories/outcome.rs"]
mod outcome;
#[path = "stories/palette.rs"]
mod palette;
#[path = "stories/permission.rs"]
mod permission;
#[path = "stories/pins.rs"]
mod pins;
#[path = "stories/pods.rs"]
mod pods;
#[path = "stories/quitting.rs"]
mod quitting;
#[path = "stories/repeats.rs"]
mod repeats;
#[path = "stories/restart.rs"]
mod restart;
#[path = "stories/resume.rs"]
mod resume;
#[path = "stories/reveal.rs"]
mod reveal;
#[path = "stories/rollout.rs"]
mod rollout;
#[path = "stories/selection.rs"]
mod selection;
#[path = "stories/sign_in.rs"]
mod sign_in;
#[path = "stories/stake.rs"]
mod stake;
#[path = "stories/switch.rs"]
mod switch;
#[path = "stories/undo.rs"]
mod undo;
#[path = "stories/undo_service.rs"]
mod undo_service;
#[path = "stories/unheard.rs"]
mod unheard;
#[path = "stories/unseen.rs"]
mod unseen;
#[path = "stories/value.rs"]
mod value;
#[path = "stories/verify.rs"]
mod verify;
#[path = "stories/write.rs"]
mod write;
