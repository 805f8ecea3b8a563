//! The main screen with a list on it: list, detail, filter, sort, scrolling.

use ratatui::layout::Size;

use crate::support::prelude::AppTest;
use crate::support::screen::{DARK, NO_COLOR, styled, text};
use crate::{SIZES, shots};
use tapis_secrets::domain::Secret;
use tapis_secrets::view::theme::{Palette, Theme};

fn on(width: u16, height: u16, id: &str, keys: &str) -> AppTest {
    let mut stage = AppTest::with_demo(width, height);
    stage.select(id);
    stage.press(keys);
    stage
}

fn pressed(width: u16, height: u16, keys: &str) -> AppTest {
    let mut stage = AppTest::with_demo(width, height);
    stage.press(keys);
    stage
}

#[test]
fn the_main_screen() {
    let sizes = [&SIZES[..], &[(200, 60), (40, 10)]].concat();
    shots("main", &sizes, |w, h| on(w, h, "postgres_main_password", ""));
}

#[test]
fn the_main_screen_in_its_styles() {
    insta::assert_snapshot!("main_styled", styled(&pressed(80, 24, "jjj").draw(DARK)));
}

#[test]
fn the_main_screen_without_colours() {
    insta::assert_snapshot!("main_no_color", styled(&pressed(80, 24, "jjj").draw(NO_COLOR)));
}

#[test]
fn the_main_screen_in_ascii() {
    let ascii = Theme { palette: Palette::Dark, ascii: true };
    let screen = text(&pressed(80, 24, "/pg<enter>").draw(ascii));
    assert!(screen.is_ascii(), "{screen}");
    insta::assert_snapshot!("main_ascii", screen);
}

#[test]
fn marked_secrets() {
    shots("marked", &[(80, 24), (120, 40), (40, 12)], |w, h| pressed(w, h, "  j jj/pg<enter>* <esc>"));
    shots("marked_filtered", &[(80, 24)], |w, h| pressed(w, h, "  /pg<enter>*"));
    let ascii = Theme { palette: Palette::Dark, ascii: true };
    insta::assert_snapshot!("marked_ascii", text(&pressed(80, 24, "  j ").draw(ascii)));
    insta::assert_snapshot!("marked_no_color", styled(&pressed(80, 24, "  j ").draw(NO_COLOR)));
}

#[test]
fn the_detail_with_the_focus() {
    shots("detail_focused", &SIZES, |w, h| on(w, h, "ci_deploy_key_ed25519", "<enter>"));
}

#[test]
fn a_long_id_is_cut_in_the_middle_and_wrapped_when_the_detail_has_the_focus() {
    shots("detail_long_id", &SIZES, |w, h| pressed(w, h, "/vault_unseal<enter>"));
    shots("detail_long_id_focused", &SIZES, |w, h| pressed(w, h, "/vault_unseal<enter><tab>"));
    shots("detail_scrolled", &[(60, 20), (40, 12)], |w, h| pressed(w, h, "/vault_unseal<enter><tab>jjj"));
}

#[test]
fn the_last_row_of_the_list() {
    shots("end_of_list", &SIZES, |w, h| pressed(w, h, "G"));
}

#[test]
fn filtering() {
    shots("filtering", &SIZES, |w, h| pressed(w, h, "/pgp"));
    insta::assert_snapshot!("filtering_styled", styled(&pressed(80, 24, "/pg").draw(DARK)));
}

#[test]
fn a_filter_with_conditions() {
    shots("filter_conditions", &SIZES, |w, h| pressed(w, h, "/mode:ro 'key !mine age<lt>"));
    insta::assert_snapshot!(
        "filter_conditions_styled",
        styled(&pressed(80, 24, "/^g mode:ro used>").draw(DARK))
    );
}

#[test]
fn a_filter_that_waits_for_the_pods() {
    shots("filter_waits_for_pods", &SIZES, |w, h| pressed(w, h, "/unlisted\n"));
}

#[test]
fn a_long_pattern_shows_its_end() {
    let keys = "/the beginning of a pattern that is longer than its line, and its end";
    shots("filter_long", &SIZES, |w, h| pressed(w, h, keys));
}

#[test]
fn a_filter_that_is_kept() {
    shots("filter_kept", &SIZES, |w, h| pressed(w, h, "/pgp<enter>"));
}

#[test]
fn a_filter_that_matches_nothing() {
    shots("no_match", &SIZES, |w, h| pressed(w, h, "/pgx9"));
    shots("no_match_kept", &[(80, 24)], |w, h| pressed(w, h, "/pgx9<enter>"));
}

#[test]
fn other_orders_are_named() {
    shots("sorted_newest", &[(80, 24), (60, 20)], |w, h| pressed(w, h, "Sc"));
    shots("sorted_access", &[(80, 24)], |w, h| pressed(w, h, "Sa"));
    shots("sorted_owner", &[(120, 40)], |w, h| pressed(w, h, "So"));
}

/// What the column of the ids has, row by row.
fn shown_ids(stage: &AppTest) -> Vec<String> {
    let layout = stage.app.layout().unwrap();
    let columns = usize::from(layout.columns.id().1);
    let (first, rows) = (usize::from(layout.rows.y), usize::from(layout.rows.height));
    let screen = stage.screen();
    let rows = screen.lines().skip(first).take(rows.min(stage.rows_shown()));
    rows.map(|row| row.chars().skip(2).take(columns).collect::<String>().trim_end().to_owned()).collect()
}

#[test]
fn a_wider_screen_shows_no_less_of_an_id() {
    let ids = |n| format!("team_{n:02}_service_of_the_{}_with_a_password", "very_".repeat(n));
    let mut stage = AppTest::new(40, 24);
    stage.list((0..12).map(|n| Secret::named(ids(n).as_str())).collect());
    for widths in [40..80, 80..260] {
        let mut before: Vec<usize> = vec![0; 12];
        for width in widths {
            stage.resize(width, 24);
            let now: Vec<_> = shown_ids(&stage).iter().map(|id| id.chars().count()).collect();
            assert!(
                now.iter().zip(&before).all(|(now, before)| now >= before),
                "{width}\n{}",
                stage.screen()
            );
            before = now;
        }
    }
}

#[test]
fn ids_that_are_cut_can_be_told_apart() {
    let mut stage = AppTest::new(60, 24);
    let ids = |n| {
        format!("{}service_{n}_of{}", "the_long_name_of_a_".repeat(4), "_the_cluster_in_the_cellar".repeat(4))
    };
    stage.list((0..12).map(|n| Secret::named(ids(n).as_str())).collect());
    for width in [40, 60, 80, 120, 160] {
        stage.resize(width, 24);
        stage.press("G");
        stage.press("g");
        let mut shown = shown_ids(&stage);
        let rows = shown.len();
        shown.sort();
        shown.dedup();
        assert_eq!(shown.len(), rows, "{width}\n{}", stage.screen());
    }
    stage.resize(80, 24);
    insta::assert_snapshot!("ids_cut_apart", stage.screen());
}

#[test]
fn a_resized_screen_is_the_screen_of_that_size() {
    let mut stage = on(80, 24, "s3_signing_key", "");
    for (width, height) in [(200, 60), (60, 20), (1, 1), (39, 9), (40, 10), (120, 40), (80, 24)] {
        stage.resize(width, height);
        assert_eq!(stage.app.size(), Size { width, height });
        assert_eq!(stage.app.list().selected().unwrap().id.as_str(), "s3_signing_key");
        if width >= 40 {
            assert!(stage.screen().contains("▌ s3_signing_key"), "{width} x {height}\n{}", stage.screen());
        }
    }
}

#[test]
fn no_size_makes_it_panic() {
    let mut stage = pressed(80, 24, "/a");
    for keys in ["", "<enter>", "<enter>", "?", "<esc>", "S", "<esc><esc>"] {
        stage.press(keys);
        for width in (0..=12).chain(36..=84).step_by(3).chain([160, 161, 400]) {
            for height in [0, 1, 2, 3, 9, 10, 11, 15, 16, 19, 20, 29, 30, 60] {
                stage.resize(width, height);
                stage.draw(DARK);
            }
        }
        stage.resize(80, 24);
    }
}

#[test]
fn too_small_a_screen_says_what_it_needs() {
    for (width, height, expected) in
        [(39, 24, "needs 40 x 10"), (80, 9, "needs 40 x 10"), (6, 2, "needs…"), (1, 1, "…")]
    {
        let screen = AppTest::with_demo(width, height).screen();
        assert_eq!(screen.trim_end(), expected, "{width} x {height}");
    }
}

#[test]
fn of_an_id_that_is_cut_what_matched_is_shown() {
    let mut stage = AppTest::new(60, 24);
    let id =
        |n| format!("the_long_name_of_service_{n}_redis_of_the_cluster_in_the_cellar_of_the_other_house");
    stage.list((0..6).map(|n| Secret::named(id(n).as_str())).collect());
    for (typed, shown) in
        [("redis", "redis"), ("long redis", "_redis"), ("redis house", "house"), ("cellar", "cellar")]
    {
        stage.press("<esc>/");
        stage.press(typed);
        let ids = shown_ids(&stage);
        assert!(ids.len() == 6 && ids.iter().all(|id| id.contains(shown)), "{typed}\n{}", stage.screen());
    }
}
