//! The plan to delete the marked secrets: before it is carried out, while, and after.

use tapis_secrets::domain::{Answer, FailureKind, Site};

use crate::shots;
use crate::support::app_test::setup::screen_site as site;
use crate::support::clock::now;
use crate::support::data::demo;
use crate::support::pods::mock;
use crate::support::prelude::AppTest;
use crate::support::screen::{DARK, NO_COLOR, styled};

const SIZES: [(u16, u16); 4] = crate::SIZES;

/// The plan for three secrets, one of which cannot be read, with the pods known.
fn planned(site: Site, width: u16, height: u16) -> AppTest {
    let mut stage = AppTest::at(site, width, height);
    stage.list(demo(now()));
    for id in ["postgres_main_password", "redis_password", "minio_root_password"] {
        stage.select(id);
        stage.press(" k");
    }
    stage.press("D");
    stage.pods_come(mock(), true);
    stage
}

/// The same, carried out up to a refusal.
fn refused(width: u16, height: u16) -> AppTest {
    let mut stage = planned(site(), width, height);
    stage.press("G<enter>3<enter>");
    stage.answer(Ok(Answer::Deleted("minio_root_password".into())));
    stage.answer(Err(FailureKind::NotPermitted));
    stage
}

#[test]
fn the_plan() {
    shots("bulk_plan", &SIZES, |w, h| planned(site(), w, h));
    insta::assert_snapshot!("bulk_plan_styled", styled(&planned(site(), 80, 24).draw(DARK)));
    let production = Site { danger: true, ..site() };
    shots("bulk_plan_production", &[(80, 24)], |w, h| planned(production.clone(), w, h));
}

#[test]
fn what_is_typed_before_it_begins() {
    shots("bulk_number", &SIZES, |w, h| {
        let mut stage = planned(site(), w, h);
        stage.press("G<enter>2<enter>");
        stage
    });
}

#[test]
fn the_run_and_its_end() {
    shots("bulk_run", &SIZES, |w, h| {
        let mut stage = planned(site(), w, h);
        stage.press("G<enter>3<enter>");
        stage.answer(Ok(Answer::Deleted("minio_root_password".into())));
        stage
    });
    shots("bulk_over", &SIZES, refused);
    insta::assert_snapshot!("bulk_over_no_color", styled(&refused(80, 24).draw(NO_COLOR)));
}

#[test]
fn the_question_which_are_meant() {
    shots("bulk_which", &SIZES, |w, h| {
        let mut stage = AppTest::with_demo(w, h);
        stage.press("  D");
        stage
    });
}

#[test]
fn no_size_makes_the_plan_panic() {
    let mut stage = planned(site(), 80, 24);
    for width in (0..=12).chain(36..=84).step_by(6).chain([160, 400]) {
        for height in [0, 1, 2, 9, 10, 11, 12, 15, 16, 19, 20, 30, 60] {
            stage.resize(width, height);
            stage.draw(DARK);
        }
    }
}
