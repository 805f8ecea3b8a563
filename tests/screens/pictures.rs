//! The pictures of the README, made from real screens so that they are never stale.
//! After a wanted change: `UPDATE_PICTURES=1 cargo test --test screens pictures`.

use rstest::rstest;
use tapis_secrets::core::profile::Profile;
use tapis_secrets::domain::Site;

use crate::support::app_test::setup::screen_site as site;
use crate::support::clock::now;
use crate::support::data::demo;
use crate::support::pods::mock;
use crate::support::prelude::AppTest;
use crate::support::screen::DARK;
use crate::support::svg::{keep, svg};

const ID: &str = "postgres_main_password";

fn browse(stage: &mut AppTest) {
    stage.select(ID);
}

fn filter(stage: &mut AppTest) {
    stage.press("/pgmain");
}

fn reveal(stage: &mut AppTest) {
    stage.select(ID);
    stage.press("v");
    stage.value("kT9$wq2-Vh7Lr_mZ4p!eXc8sN");
}

fn review(stage: &mut AppTest) {
    stage.select(ID);
    stage.press("e");
    let secret = demo(now()).into_iter().find(|secret| secret.id.as_str() == ID).unwrap();
    stage.got(secret);
    stage.press("<c-o>");
    stage.value_read("kT9$wq2-Vh7Lr_mZ4p!eXc8sN");
    stage.press("!<tab> (rotated)<c-s>");
}

fn uses(stage: &mut AppTest) {
    stage.select(ID);
    stage.press("w");
    stage.pods_come(mock(), true);
}

fn in_production(width: u16, height: u16) -> AppTest {
    let site = Site { danger: true, ..site() };
    let mut stage = AppTest::with_profiles(vec![Profile { site, ..Profile::default() }], width, height);
    stage.list(demo(now()));
    stage
}

#[rstest]
#[case::browse("browse", "the list of secrets, and the detail of one", AppTest::with_demo, browse)]
#[case::filter("filter", "the secrets that a filter finds", AppTest::with_demo, filter)]
#[case::reveal("reveal", "a revealed value", AppTest::with_demo, reveal)]
#[case::review("review", "the review of a change", AppTest::with_demo, review)]
#[case::uses("uses", "the pods that use a secret", AppTest::with_demo, uses)]
#[case::production("production", "the list of secrets in production", in_production, browse)]
fn the_pictures_of_the_readme_show_the_present_screens(
    #[case] name: &str,
    #[case] title: &str,
    #[case] begin: fn(u16, u16) -> AppTest,
    #[case] go: fn(&mut AppTest),
) {
    let mut stage = begin(100, 30);
    go(&mut stage);
    let picture = svg(stage.draw(DARK), &format!("tapis-secrets: {title}"));
    keep(name, &picture);
}
