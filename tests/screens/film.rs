//! The film of the README: a rollout against the embedded service, with the clock of the test, so that each run of it
//! is the same. After a wanted change: `UPDATE_PICTURES=1 cargo test --test screens pictures`.

use std::time::Duration;

use ratatui::buffer::Buffer;

use crate::support::clock::options;
use crate::support::prelude::{AppTest, Options};
use crate::support::screen::{DARK, find};
use crate::support::svg::{self, Scene, keep};

const ID: &str = "postgres_main_password";
/// The address in the other pictures.
const ADDRESS: &str = "tacc.tapis.io";

/// Puts the address of the other pictures in the place of the service's own, whose port is another one each time.
fn address(screen: &mut Buffer, own: &str) {
    if let Some((x, y)) = find(screen, own) {
        let style = screen[(x, y)].style();
        let width = own.len().max(ADDRESS.len());
        screen.set_string(x, y, format!("{ADDRESS:width$}"), style);
    }
    assert_eq!(find(screen, "127.0.0.1"), None, "a part of the address is there");
}

/// A rollout, and the scenes of it so far.
struct Shooting {
    test: AppTest,
    scenes: Vec<Scene>,
}

impl Shooting {
    /// Adds what is on the screen now.
    fn shoot(&mut self, seconds: f32, words: &'static str) {
        let mut screen = self.test.draw(DARK);
        address(&mut screen, &self.test.service().base_url());
        self.scenes.push(Scene { screen, seconds, words });
    }

    /// Presses these keys, and lets time pass for the program and the service alike until `text` is on the screen.
    fn press_until(&mut self, keys: &str, text: &str) {
        const STEP: Duration = Duration::from_secs(1);
        self.test.press(keys);
        for _ in 0..600 {
            if self.test.screen().contains(text) {
                return;
            }
            self.test.service().advance(STEP);
            self.test.advance(STEP);
            self.test.settle();
        }
        panic!("no {text:?}:\n{}", self.test.screen());
    }
}

/// The program on a service whose tokens last for some hours.
fn test() -> AppTest {
    let options = Options { token_life: Some(Duration::from_secs(4 * 3600)), ..options() };
    let mut test = AppTest::on_options(options, 80, 24);
    test.wait_for("by name");
    test.wait_found();
    test
}

#[test]
fn the_moving_pictures_of_the_readme_show_a_rollout_as_it_is() {
    let mut film = Shooting { test: test(), scenes: Vec::new() };
    film.test.select(ID);
    film.test.settle();
    film.shoot(3.0, "A password has to change, and four pods have to take up the new value.");
    film.test.press("r");
    film.test.wait_until("the plan", |screen| screen.contains("needs ADMIN") && screen.contains("generated"));
    film.test.settle();
    film.shoot(5.0, "r plans it: a generated value, and the pods that read it, in their order.");
    film.test.press("jj ");
    film.shoot(3.0, "Space answers what only you can know: who else checks this password?");
    film.press_until("<c-s>", "webfront       restarting");
    film.shoot(3.0, "Ctrl-s starts: the value is saved and verified, one pod restarted.");
    film.press_until("", "Go on");
    film.shoot(4.0, "The first pod runs the new value. Nothing else happens until you say so.");
    for (keys, text) in [("<enter>", "celeryworkers  restarting"), ("", "pgbouncer      restarting")] {
        film.press_until(keys, text);
        film.shoot(2.5, "Enter goes on, one pod after the other. The first failure would stop it.");
    }
    film.press_until("", "4 pods run the new value");
    film.shoot(5.0, "Done. What was not restarted is named, and J shows what was done.");
    keep("rollout", &svg::film(&film.scenes, 4, "tapis-secrets: a new value is rolled out to four pods"));
}
