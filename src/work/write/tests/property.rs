//! Whatever happens, in whatever order: a draft is sent once per confirmation, and a secret is created only
//! where the service has just said that its name is free.

use proptest::prelude::*;
use proptest::test_runner::Config;

use super::fixtures::{NUMBER, World, told};
use super::named::{INPUTS, give};
use crate::core::RequestKey;
use crate::domain::Request;
use crate::work::write::{Output, State, Write};

/// Tells whether the input answers only a question that was asked, as in the real world.
fn is_possible(write: &Write, name: &str) -> bool {
    match write.state() {
        State::Sending(..) | State::Left { .. } => !name.starts_with("looked"),
        _ => !name.starts_with("written"),
    }
}

proptest! {
    #![proptest_config(Config { cases: 500, failure_persistence: None, ..Config::default() })]

    #[test]
    fn a_write_is_sent_once_per_confirmation(
        steps in prop::collection::vec((0..INPUTS.len(), 0..12_u64), 1..60),
        agreed in any::<bool>(),
    ) {
        let mut world = World::new(agreed);
        let mut write = Write::new(NUMBER);
        let mut confirmed = false;
        let mut unanswered = false;
        for (at, seconds) in steps {
            world.pass(seconds);
            let name = INPUTS[at];
            if !is_possible(&write, name) {
                continue;
            }
            let was_under_way = write.is_under_way();
            if name.starts_with("confirmed") && !was_under_way {
                confirmed = true;
            }
            if name.starts_with("written") {
                unanswered = false;
            }
            let was_free = name == "looked: not found";
            let out = give(&world, &mut write, name);
            told(&out);
            for output in &out {
                if let Output::Call(RequestKey::Write(_), request) = output {
                    prop_assert!(confirmed, "{} was sent without a word of the user", name);
                    prop_assert!(!unanswered, "an answer is still to come");
                    prop_assert!(!matches!(request, Request::Create(_)) || was_free);
                    (confirmed, unanswered) = (false, true);
                }
            }
            if !write.is_under_way() {
                confirmed = false;
            }
            prop_assert_eq!(unanswered, matches!(write.state(), State::Sending(..) | State::Left { .. }));
        }
    }

    #[test]
    fn every_write_has_an_end(
        steps in prop::collection::vec(0..INPUTS.len(), 1..30),
        agreed in any::<bool>(),
    ) {
        let mut world = World::new(agreed);
        let mut write = Write::new(NUMBER);
        for at in steps {
            let _ = give(&world, &mut write, INPUTS[at]);
        }
        for _ in 0..30 {
            world.pass(10);
            for name in ["signed in", "tick", "looked: no answer", "written: no answer"] {
                let _ = give(&world, &mut write, name);
            }
        }
        prop_assert!(!write.is_under_way(), "{:?}", write.state());
    }
}
