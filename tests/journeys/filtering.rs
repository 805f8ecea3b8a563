//! Filtering: as one types, keeping it, going back, and keys that were typed ahead of the matcher.

use tapis_secrets::demo::Options;
use tapis_secrets::keys::Context;

use crate::support::clock::options;
use crate::support::prelude::AppTest;
use crate::support::screen::{DARK, find};
use tapis_secrets::view::theme::Name;

#[test]
fn the_filter_narrows_as_one_types_and_counts() {
    let mut driver = AppTest::on_demo(80, 24);
    driver.press("/p");
    driver.wait_found();
    let one = driver.rows_shown();
    driver.press("gb");
    driver.wait_for("3 of 41");
    assert!(driver.rows_shown() < one);
    assert_eq!(driver.ids()[..2], ["pgbouncer_userlist", "pg_backup_key"]);
    driver.press("<backspace><backspace>");
    driver.wait_for(&format!("{one} of 41"));
    driver.press("<c-u>");
    driver.wait_found();
    assert_eq!(driver.rows_shown(), 41);
}

#[test]
fn the_best_match_is_first_and_selected() {
    let mut driver = AppTest::on_demo(80, 24);
    driver.press("/redis");
    driver.wait_found();
    assert_eq!((driver.selected(), driver.selected_index()), ("redis_password", 0));
}

#[test]
fn matched_letters_are_highlighted() {
    let mut driver = AppTest::on_demo(80, 24);
    driver.press("/sentry");
    driver.wait_found();
    driver.press("<enter>");
    let buffer = driver.draw(DARK);
    let (x, y) = find(&buffer, "▌ sentry_dsn").unwrap();
    let style = DARK.style(Name::Match);
    for column in 0..10 {
        let cell = &buffer[(x + 2 + column, y)];
        assert_eq!(Some(cell.fg) == style.fg, column < 6, "column {column}\n{}", driver.screen());
    }
}

#[test]
fn words_are_found_in_ids_and_descriptions() {
    let mut driver = AppTest::on_demo(80, 24);
    driver.press("/postgres writer");
    driver.wait_found();
    assert_eq!(driver.selected(), "postgres_main_password");
}

#[test]
fn enter_keeps_the_filter_and_its_row_and_esc_leaves_that_selected() {
    let mut driver = AppTest::on_demo(80, 24);
    driver.press("Gk/pgb<enter>");
    driver.wait_found();
    assert_eq!(driver.selected(), "pgbouncer_userlist");
    driver.press("<esc>");
    driver.wait_found();
    assert_eq!((driver.selected(), driver.has_filter()), ("pgbouncer_userlist", false));
}

#[test]
fn esc_while_typing_returns_too() {
    let mut driver = AppTest::on_demo(80, 24);
    driver.press("jjj");
    let before = driver.selected().to_owned();
    driver.press("/redis");
    driver.wait_found();
    driver.press("<esc>");
    driver.wait_found();
    assert_eq!(driver.selected(), before);
}

#[test]
fn a_row_that_was_chosen_under_a_kept_filter_stays_selected() {
    let mut driver = AppTest::on_demo(80, 24);
    driver.press("/pgb<enter>");
    driver.wait_found();
    driver.press("j");
    assert_eq!(driver.selected(), "pg_backup_key");
    driver.press("<esc>");
    driver.wait_found();
    assert_eq!(driver.selected(), "pg_backup_key");
}

#[test]
fn arrows_move_while_typing() {
    let mut driver = AppTest::on_demo(80, 24);
    driver.press("/pgb");
    driver.wait_found();
    driver.press("<down>");
    assert_eq!(driver.selected(), "pg_backup_key");
    driver.press("<up>");
    assert_eq!(driver.selected(), "pgbouncer_userlist");
}

#[test]
fn a_row_that_was_chosen_stays_while_the_pattern_goes_on() {
    let mut driver = AppTest::on_demo(80, 24);
    driver.press("/pg");
    driver.wait_found();
    driver.press("<down>");
    let chosen = driver.selected().to_owned();
    driver.press("b");
    driver.wait_found();
    let kept = driver.ids().contains(&chosen);
    assert_eq!(driver.selected() == chosen, kept, "{}", driver.screen());
}

#[test]
fn an_order_holds_among_equal_matches_and_rank_before_it() {
    let mut driver = AppTest::on_demo(80, 24);
    driver.press("/password<enter>");
    driver.wait_found();
    let by_name = driver.ids();
    driver.press("Sc");
    driver.wait_found();
    assert_eq!(by_name.len(), driver.ids().len());
}

#[test]
fn nothing_matches() {
    let mut driver = AppTest::on_demo(80, 24);
    driver.press("/pgx9");
    let screen = driver.wait_for("Nothing matches pgx9.");
    assert!(screen.contains("0 of 41") && screen.contains("Esc clear the filter"), "{screen}");
    driver.press("<enter>jk<enter><tab>");
    assert_eq!(driver.app.context(), Context::List, "there is no detail to go to");
    driver.press("<esc>");
    driver.wait_for("▌ acme_dns_token");
}

#[test]
fn keys_typed_ahead_wait_for_the_search_they_are_about() {
    let mut driver = AppTest::on_options(Options { secrets: 3_000, ..options() }, 80, 24);
    driver.wait_found();
    // In one piece: the matcher cannot have answered when Enter and j are taken.
    driver.press("/pgb<enter>j");
    // What was typed ahead means the whole list, so the move waits for that.
    while driver.selected_index() != 1 {
        driver.take_one();
    }
    assert!(!driver.app.load().is_first(), "{}", driver.screen());
}

#[test]
fn keys_typed_ahead_open_the_best_match() {
    let mut driver = AppTest::on_demo(80, 24);
    driver.press("Gk/redis<enter><enter>");
    driver.wait_found();
    assert_eq!(driver.selected(), "redis_password");
    assert_ne!(driver.app.context(), Context::List);
}

#[test]
fn keys_typed_ahead_of_two_searches_keep_their_order() {
    let mut driver = AppTest::on_demo(80, 24);
    driver.press("/redis<enter>j<esc>jj/sentry<enter>j<esc>");
    driver.wait_found();
    assert_eq!(driver.selected(), "sentry_dsn", "{}", driver.screen());
}

#[test]
fn a_paste_goes_into_the_filter() {
    let mut driver = AppTest::on_demo(80, 24);
    driver.press("/");
    driver.tell(tapis_secrets::core::Event::Paste("redis_\npass".to_owned().into()));
    driver.wait_found();
}
