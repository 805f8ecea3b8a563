//! Stories about the loop: the order of events, the frames it draws, and the effects it performs.

use std::time::Duration;

use ratatui::layout::Size;
use rstest::rstest;

use super::Ending;
use super::signals::Caught;
use crate::core::Event;
use crate::core::settings::{Settings, Unlock};
use crate::domain::{Moment, Operation};
use world::{State, World, key, run};

mod world;

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// Stops the program with `Ctrl-z` after a second; `meanwhile` happens until it goes on.
fn stop(world: &World, meanwhile: impl FnMut(&mut State) + 'static) {
    world.0.borrow_mut().while_stopped = Some(Box::new(meanwhile));
    world.type_at(1.0, "\x1a");
}

#[rstest]
#[case::told_of_by_a_signal(|state: &mut State| state.signals.push_back(Caught::NewSize))]
#[case::seen_when_drawing(|_: &mut State| ())]
fn what_is_due_when_the_size_changes_is_done(#[case] told: fn(&mut State)) {
    let (_, world, _) = run(Settings::default(), |world| {
        world.0.borrow_mut().offline = true;
        // The next try is due at the moment at which the program sees the new size.
        world.at(1.0, move |state| {
            state.offline = false;
            state.size = Size::new(100, 30);
            state.pass(seconds(100));
            told(state);
        });
    });
    let state = world.0.borrow();
    assert_eq!(state.calls(Operation::List), 2, "{:?}", state.log);
    assert!(state.frames.last().is_some_and(|frame| frame.contains("beta")));
}

#[test]
fn a_new_size_after_a_stop_costs_no_effect() {
    let (_, world, _) = run(Settings::default(), |world| {
        world.0.borrow_mut().offline = true;
        stop(world, |state| {
            state.offline = false;
            state.size = Size::new(100, 30);
            // The next try is due only once the program looks at the size.
            state.when_measured = Some(Box::new(|state| state.pass(seconds(100))));
        });
    });
    let state = world.0.borrow();
    assert_eq!(state.calls(Operation::List), 2, "{:?}", state.log);
}

fn locking() -> Settings {
    Settings { lock_after: Some(seconds(60)), unlock: Unlock::SignIn, ..Settings::default() }
}

/// Lets time pass while the program is stopped, on the clock that runs through a stop and for the time of day.
fn away(state: &mut State, boot: u64, wall: u64) {
    state.mark();
    state.now = Moment { instant: state.now.instant + seconds(boot), wall: state.now.wall + seconds(wall) };
    state.typed.push_back(key('j'));
}

#[rstest]
#[case::stopped_by_a_key(|world: &World| stop(world, |state| away(state, 64, 64)))]
#[case::while_the_machine_slept(|world: &World| stop(world, |state| away(state, 64, 0)))]
#[case::in_a_machine_that_was_restored(|world: &World| stop(world, |state| away(state, 0, 64)))]
#[case::stopped_from_outside(|world: &World| world.at(1.0, |state| {
    away(state, 64, 64);
    state.signals.push_back(Caught::Continued);
}))]
#[case::in_another_size(|world: &World| world.at(1.0, |state| {
    away(state, 64, 64);
    state.size = Size::new(100, 30);
}))]
fn no_key_and_no_frame_comes_before_the_lock(#[case] is_stopped: fn(&World)) {
    let (_, world, app) = run(locking(), is_stopped);
    let state = world.0.borrow();
    assert!(app.is_locked());
    let (before, after) = state.frames.split_at(state.mark);
    assert!(before.last().is_some_and(|frame| frame.contains("beta")));
    assert!(!after.is_empty() && after.iter().all(|frame| !frame.contains("beta")), "{after:#?}");
}

#[test]
fn a_clock_that_is_set_back_does_not_keep_the_screen_open() {
    let (_, world, app) = run(locking(), |world| {
        world.at(1.0, |state| state.now.wall -= seconds(24 * 3600));
        world.at(60.5, State::mark);
    });
    assert!(app.is_locked());
    assert!(world.0.borrow().frames.iter().skip(world.0.borrow().mark).all(|frame| !frame.contains("beta")));
}

/// The keys that save `alpha`, and leave its form while the save is under way.
const SAVES: &str = "enew\x13\x13\x1b";

#[rstest]
#[case::reading(|world: &World| world.at(2.0, |state| state.gone = true))]
#[case::drawing(|world: &World| world.at(2.0, |state| (state.gone, state.deaf) = (true, true)))]
#[case::stopping(|world: &World| breaks(world, "suspend", "\x1a"))]
#[case::going_on(|world: &World| {
    breaks(world, "resume", "");
    world.at(2.0, |state| state.signals.push_back(Caught::Continued));
})]
#[case::lending(|world: &World| breaks(world, "lend", "jE"))]
#[case::an_editor_has_it(|world: &World| {
    breaks(world, "nothing", "jE");
    world.at(2.5, |state| state.gone = true);
})]
#[case::an_editor_gives_it_back(|world: &World| {
    breaks(world, "take back", "jE");
    world.at(2.5, State::end_editor);
})]
fn a_terminal_that_is_gone_leaves_a_write_its_time(
    #[case] goes: fn(&World),
    #[values(true, false)] answered: bool,
) {
    let (ending, world, app) = run(Settings::default(), |world| {
        world.type_at(1.0, SAVES);
        goes(world);
        if answered {
            world.at(4.0, State::answer_write);
        }
    });
    let state = world.0.borrow();
    assert_eq!((ending, ending.code()), (Ending::TerminalGone, 129));
    assert_eq!(state.write.is_none(), answered, "{:?}", state.log);
    assert_eq!(app.last_words().len(), usize::from(!answered), "{:?}", app.last_words());
    // Two seconds until the answer, or three without one, and not the hour that a test may last.
    let ran = state.now.wall.as_second() - world::START;
    assert!((4..6).contains(&ran), "{ran} s, {:?}", state.log);
}

/// The terminal breaks when the program uses it in the way `at`, after `keys`.
fn breaks(world: &World, at: &'static str, keys: &'static str) {
    world.0.borrow_mut().breaks_at = Some(at);
    world.0.borrow_mut().deaf = at != "nothing";
    world.type_at(2.0, keys);
}

#[test]
fn a_second_signal_does_not_give_a_write_more_time() {
    let (ending, world, _) = run(Settings::default(), |world| {
        world.type_at(1.0, SAVES);
        for at in [2.0, 4.0] {
            world.at(at, |state| state.signals.push_back(Caught::Ends(15)));
        }
    });
    assert_eq!((ending, ending.code()), (Ending::Signal(15), 143));
    assert_eq!(world.0.borrow().now.wall.as_second() - world::START, 5);
}

#[test]
fn keys_are_taken_in_while_replies_come_without_an_end() {
    let (ending, _, _) = run(Settings::default(), |world| {
        world.at(1.0, |state| {
            (0..10_000).for_each(|_| state.tell(Event::Focus(true)));
            state.typed.push_back(key('q'));
        });
    });
    assert_eq!(ending, Ending::Quit);
}

#[test]
fn where_nobody_could_continue_it_the_program_does_not_stop_and_says_why() {
    let (_, world, _) = run(Settings::default(), |world| {
        world.0.borrow_mut().leads = true;
        world.type_at(1.0, "v");
        world.at(2.0, |state| {
            state.mark();
            state.typed.push_back(key('\x1a'));
        });
    });
    let state = world.0.borrow();
    assert_eq!(state.count("suspend"), 0, "{:?}", state.log);
    let later = &state.frames[state.mark..];
    assert!(state.frames[state.mark - 1].contains("hunter2"), "it was shown");
    assert!(later.iter().any(|frame| frame.contains("Ctrl-z does nothing here: no shell could continue")));
    assert!(later.iter().all(|frame| !frame.contains("hunter2")));
}
