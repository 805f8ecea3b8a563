//! Where the terminal's cursor stands: in the field that is typed in, or else at what has the focus, also where it is
//! not seen; and that the focus is seen without colours.

use ratatui::layout::Position;
use ratatui::style::Modifier;
use rstest::rstest;
use tapis_secrets::core::profile::Profile;
use tapis_secrets::core::settings::{Settings, Unlock};
use tapis_secrets::domain::{Claims, Site};

use crate::SIZES;
use crate::support::app_test::setup::screen_site as site;
use crate::support::clock::now;
use crate::support::data;
use crate::support::prelude::AppTest;
use crate::support::screen::{NO_COLOR, caret, rows};

fn demo(keys: &str, width: u16, height: u16) -> AppTest {
    let mut stage = AppTest::with_demo(width, height);
    stage.select("postgres_main_password");
    stage.press(keys);
    stage
}

/// What stands before the cursor in its row, what from it on, and whether it is seen.
fn around(stage: &AppTest) -> (String, String, bool) {
    let caret = caret(&stage.app);
    let Position { x, y } = caret.at;
    let row = rows(&stage.draw(NO_COLOR)).remove(usize::from(y));
    let at = row.char_indices().nth(usize::from(x)).map_or(row.len(), |(at, _)| at);
    (row[..at].to_owned(), row[at..].to_owned(), caret.shown)
}

#[track_caller]
fn assert_typed_behind(stage: &AppTest, before: &str) {
    let (left, _, shown) = around(stage);
    assert!(shown && left.trim_end().ends_with(before), "{left:?}, {shown}\n{}", stage.screen());
}

#[track_caller]
fn assert_stands_at(stage: &AppTest, at: &str) {
    let (_, right, shown) = around(stage);
    assert!(!shown && right.starts_with(at), "{right:?}, {shown}\n{}", stage.screen());
}

#[rstest]
#[case::filter("/pg", "/ pg")]
#[case::filter_in_the_middle("/pgx<left>", "/ pg")]
#[case::id("anew_id", "▌ new_id")]
#[case::value("e", "▌")]
#[case::masked_value("exyz", "▌ •••")]
#[case::shown_value("exyz<c-r>", "▌ xyz")]
#[case::description("e<tab><c-u>new", "▌ new")]
#[case::confirmation("Dpost", "▌ post")]
#[case::path("e<c-f>/tmp/x", "▌ /tmp/x")]
#[case::length("e<c-g>", "▌ 32")]
fn where_it_is_typed_the_cursor_is_seen(
    #[case] keys: &str,
    #[case] before: &str,
    #[values(0, 1, 2, 3)] size: usize,
) {
    let (width, height) = SIZES[size];
    assert_typed_behind(&demo(keys, width, height), before);
}

#[rstest]
#[case::list("", "postgres_main")]
#[case::kept_filter("/pg_b<enter>", "pg_backup_key")]
#[case::nothing_matches("/nothing-at-all<enter>", "Nothing matches")]
#[case::detail("<tab>", "postgres_main")]
#[case::sort("S", "name")]
#[case::copy_as("Y", "reference")]
#[case::help("?", "")]
#[case::profiles("p", "")]
#[case::scope("ax<tab><tab><tab>", "(*) user")]
#[case::access("ax<tab><tab><tab><tab>", "(*) rw full access")]
#[case::button("ex<tab><tab>", "[ Review ]")]
#[case::review("e<tab>!<c-s>", "[ Back ]")]
#[case::question("enew<esc>", "[ ")]
#[case::delete("D<tab>", "[ Cancel ]")]
fn elsewhere_it_stands_unseen_at_the_focus(
    #[case] keys: &str,
    #[case] at: &str,
    #[values(0, 1, 2, 3)] size: usize,
) {
    let (width, height) = SIZES[size];
    assert_stands_at(&demo(keys, width, height), at);
}

#[test]
fn it_follows_the_focus_over_the_buttons_of_a_question() {
    let mut stage = demo("eold", 80, 24);
    stage.press("<esc>");
    let first = caret(&stage.app).at;
    stage.press("<tab>");
    let second = caret(&stage.app).at;
    assert!(first.y == second.y && first.x < second.x, "{first:?} {second:?}\n{}", stage.screen());
    assert_stands_at(&stage, "[ ");
}

#[test]
fn it_is_in_the_form_that_signs_in() {
    let profile = Profile {
        site: Site { claims: Claims::default(), profile: "tacc".into(), ..site() },
        username: "alice".into(),
        remembers: Some("/run/user/1000/tapis-secrets".to_owned()),
        ..Profile::default()
    };
    let mut stage = AppTest::with_profiles(vec![profile], 80, 24);
    stage.press("s3cret");
    assert_typed_behind(&stage, "▌ •••••");
    stage.press("<s-tab>");
    assert_typed_behind(&stage, "▌ alice");
    stage.press("<tab><tab>");
    assert_stands_at(&stage, "[ ]");
}

#[test]
fn it_is_where_production_wants_the_tenants_name() {
    let profile = Profile { site: Site { danger: true, ..site() }, ..Profile::default() };
    for (width, height) in SIZES {
        let mut stage = AppTest::with_profiles(vec![profile.clone()], width, height);
        stage.list(data::demo(now()));
        stage.press("e<tab>!<c-s>");
        stage.press("<c-s>");
        stage.press("ta");
        assert_typed_behind(&stage, "▌ ta");
    }
}

#[test]
fn a_locked_screen_has_it_at_its_sentence() {
    let settings = Settings { unlock: Unlock::Key, ..Settings::default() };
    let mut stage = AppTest::set_up(site(), settings, 80, 24);
    stage.list(data::demo(now()));
    stage.press("/pg");
    assert!(caret(&stage.app).shown);
    stage.press("<esc>L");
    assert_stands_at(&stage, "tapis-secrets is locked");
}

#[test]
fn a_screen_that_is_too_small_hides_it() {
    for (width, height) in [(39, 10), (1, 1), (2, 2)] {
        let mut stage = AppTest::with_demo(width, height);
        stage.press("/pg");
        assert_eq!(caret(&stage.app), Default::default());
    }
}

/// The attributes of all cells, where only these tell something.
fn attributes(stage: &AppTest) -> Vec<(Modifier, String)> {
    let buffer = stage.draw(NO_COLOR);
    buffer.content.iter().map(|cell| (cell.modifier, cell.symbol().to_owned())).collect()
}

/// Each step moves the focus only, and something other than the cursor shows it.
#[rstest]
#[case::panes("", "<tab>")]
#[case::scope("ax<tab><tab>", "<tab>")]
#[case::access("ax<tab><tab><tab>", "<tab>")]
#[case::button("e<tab>", "<tab>")]
#[case::question("eold<esc>", "<tab>")]
#[case::menu("S", "<down>")]
#[case::copy_as("Y", "<down>")]
fn the_focus_is_seen_without_colours(#[case] keys: &str, #[case] step: &str) {
    for (width, height) in SIZES {
        let mut stage = demo(keys, width, height);
        let before = attributes(&stage);
        stage.press(step);
        let changed = before.iter().zip(attributes(&stage)).filter(|(old, new)| **old != *new).count();
        assert!(changed > 1, "{width} x {height}\n{}", stage.screen());
    }
}

#[test]
fn the_help_takes_it_from_the_field_below_and_gives_it_back() {
    let mut stage = AppTest::with_demo(80, 24);
    stage.press("anew");
    let typing = caret(&stage.app);
    assert!(typing.shown);
    stage.press("<f1>");
    let reading = caret(&stage.app);
    assert!(!reading.shown && reading.at != typing.at);
    stage.press("<f1>");
    assert_eq!(caret(&stage.app), typing);
}
