//! Signing in, switching, and production: what must be seen before a password is typed or a change sent.

use std::time::Duration;

use tapis_secrets::core::Event;
use tapis_secrets::core::profile::{Profile, TokenSource};
use tapis_secrets::core::settings::Settings;
use tapis_secrets::domain::{Claims, FailureKind, Granted, NoAnswer, SignInFault, SignedOut, Site};
use tapis_secrets::view::theme::Theme;

use crate::support::app_test::setup::screen_site as site;
use crate::support::clock::now;
use crate::support::data;
use crate::support::prelude::AppTest;
use crate::support::screen::{ANSI, DARK, LIGHT, NO_COLOR, find, rows, style_of, styled, text};
use crate::{SIZES, shots};

/// tacc without a token, for alice.
fn signed_out(source: TokenSource) -> Profile {
    Profile {
        site: Site { claims: Claims::default(), profile: "tacc".into(), ..site() },
        username: "alice".into(),
        remembers: Some("/run/user/1000/tapis-secrets".to_owned()),
        source,
        ..Profile::default()
    }
}

fn production() -> Profile {
    Profile { site: Site { danger: true, ..site() }, ..Profile::default() }
}

/// Three places, as in many a configuration; the second is in force.
fn three() -> Vec<Profile> {
    let dev = Site {
        profile: "dev".into(),
        address: "http://localhost:8000".into(),
        claims: Claims::default(),
        ..site()
    };
    let named = |name: &str, danger| Site { profile: name.into(), danger, ..site() };
    vec![
        Profile { site: named("tacc", false), ..Profile::default() },
        Profile { site: dev, username: "alice".into(), ..Profile::default() },
        Profile {
            site: Site { claims: Claims::default(), ..named("tacc-prod", true) },
            username: "ops-bot".into(),
            ..Profile::default()
        },
    ]
}

fn at(profiles: Vec<Profile>, width: u16, height: u16, keys: &str) -> AppTest {
    let mut stage = AppTest::with_profiles(profiles, width, height);
    stage.press(keys);
    stage
}

/// With the demo's secrets, in production.
fn in_production(width: u16, height: u16, keys: &str) -> AppTest {
    let mut stage = at(vec![production()], width, height, "");
    stage.list(data::demo(now()));
    stage.press(keys);
    stage
}

#[test]
fn the_form_that_signs_in() {
    let form = |w, h, keys: &str| at(vec![signed_out(TokenSource::Password)], w, h, keys);
    shots("sign_in", &SIZES, |w, h| form(w, h, ""));
    shots("sign_in_typed", &SIZES, |w, h| form(w, h, "s3cret"));
    shots("sign_in_unseen", &[(80, 24), (40, 12)], |w, h| {
        let mut stage = form(w, h, "s3cret ");
        stage.tell(Event::Paste("\u{200b}".to_owned().into()));
        stage
    });
    shots("sign_in_shown", &[(80, 24)], |w, h| form(w, h, "s3cret<c-r>"));
    shots("sign_in_remember", &SIZES, |w, h| form(w, h, "s3cret<tab><space>"));
    shots("sign_in_without_user", &[(80, 24)], |w, h| form(w, h, "<tab><tab><c-u><enter>"));
    shots("sign_in_asking", &[(80, 24), (40, 12)], |w, h| {
        let mut stage = form(w, h, "s3cret<enter>");
        stage.advance(Duration::from_millis(200));
        stage
    });
    insta::assert_snapshot!("sign_in_styled", styled(&form(80, 24, "s3cret").draw(LIGHT)));
}

#[test]
fn no_token_came() {
    for (name, fault) in [
        ("refused", SignInFault::Refused),
        ("unreachable", SignInFault::Unreachable(NoAnswer::Refused)),
        ("timed_out", SignInFault::TimedOut(Duration::from_secs(30))),
        ("other_tenant", SignInFault::OtherTenant("dev".into())),
        ("wrong_address", SignInFault::WrongAddress),
        ("fault", SignInFault::ServiceFault(Some(503))),
    ] {
        shots(&format!("sign_in_{name}"), &[(80, 24), (40, 12)], |w, h| {
            let mut stage = at(vec![signed_out(TokenSource::Password)], w, h, "s3cret<enter>");
            stage.token(Err(fault.clone()));
            stage
        });
    }
}

#[test]
fn a_source_is_asked() {
    let asking = |w, h, keys: &str| {
        let mut stage = at(vec![signed_out(TokenSource::Command)], w, h, keys);
        stage.advance(Duration::from_millis(200));
        stage
    };
    shots("token_being_got", &SIZES, |w, h| asking(w, h, ""));
    shots("sign_in_asking_source", &[(80, 24), (40, 12)], |w, h| asking(w, h, "s"));
    shots("sign_in_source_answered", &[(80, 24), (40, 12)], |w, h| {
        let mut stage = asking(w, h, "spass");
        let claims = stage.app.site().claims.clone();
        stage.token(Ok(Granted { claims, ..Granted::default() }));
        stage
    });
    shots("token_source_failed", &SIZES, |w, h| {
        let mut stage = asking(w, h, "");
        let why = "token_command: op ended with exit code 1; run it yourself to see why.";
        stage.token(Err(SignInFault::Source(why.to_owned())));
        stage
    });
}

#[test]
fn a_token_that_ended_over_a_form() {
    shots("banner_over_a_review", &SIZES, |w, h| {
        let mut stage = AppTest::with_demo(w, h);
        stage.select("postgres_main_password");
        stage.press("enew-value<c-s>");
        stage.advance(Duration::from_secs(4 * 3600));
        stage
    });
    // Where a letter is text, no letter is offered as a key.
    shots("banner_over_the_filter", &[(80, 24)], |w, h| {
        let mut stage = AppTest::with_demo(w, h);
        stage.press("/red");
        stage.advance(Duration::from_secs(4 * 3600));
        stage
    });
    shots("sign_in_over_a_form", &SIZES, |w, h| {
        let mut stage = AppTest::with_demo(w, h);
        stage.select("postgres_main_password");
        stage.advance(Duration::from_secs(4 * 3600));
        stage.press("R");
        let refused = FailureKind::SignedOut(SignedOut::Invalid);
        stage.fail(data::list_failure(refused, Some(400), "Invalid Tapis token."));
        stage.press("enew-value<c-s><c-s>");
        stage
    });
}

#[test]
fn a_token_for_another_tenant() {
    shots("wrong_tenant", &SIZES, |w, h| {
        let claims = Claims { tenant: "dev".into(), ..site().claims };
        AppTest::at(Site { claims, ..site() }, w, h)
    });
}

#[test]
fn the_profiles() {
    let menu = |w, h, keys: &str| {
        let mut stage = at(three(), w, h, "");
        stage.list(data::demo(now()));
        stage.press(keys);
        stage
    };
    shots("profiles", &SIZES, |w, h| menu(w, h, "p"));
    shots("profiles_moved", &[(80, 24)], |w, h| menu(w, h, "pjj"));
    insta::assert_snapshot!("profiles_styled", styled(&menu(80, 24, "pj").draw(DARK)));
    shots("switched", &SIZES, |w, h| menu(w, h, "pjj<enter>"));
}

#[test]
fn the_journal_says_what_was_done_elsewhere() {
    let dev = Claims { tenant: "dev".into(), ..site().claims };
    let dev = Site { profile: "dev".into(), address: "dev.tapis.io".into(), claims: dev, ..site() };
    let tacc = Site { profile: "tacc".into(), ..site() };
    let profiles = [dev, tacc].map(|site| Profile { site, ..Profile::default() });
    shots("journal_of_two_places", &SIZES, move |w, h| {
        let mut stage = at(profiles.to_vec(), w, h, "");
        for keys in ["", "p<down><enter>"] {
            stage.press(keys);
            if !keys.is_empty() {
                stage.token(Ok(Granted { claims: site().claims, ..Granted::default() }));
            }
            stage.list(data::demo(now()));
            stage.select("redis_password");
            stage.press("v");
            stage.value("hunter2");
            stage.press("v");
        }
        stage.press("Jk");
        stage
    });
}

#[test]
fn many_profiles_are_scrolled() {
    let profiles: Vec<_> = (0..40)
        .map(|number| {
            let profile = format!("profile-{number}").as_str().into();
            Profile { site: Site { profile, ..site() }, ..Profile::default() }
        })
        .collect();
    let screen = at(profiles, 80, 24, "pG").screen();
    assert!(screen.contains("▌ profile-39") && !screen.contains("  profile-1 "), "{screen}");
}

#[test]
fn leaving_something_behind_is_asked() {
    shots("switch_anyway", &[(80, 24), (40, 12)], |w, h| {
        let mut stage = at(three(), w, h, "");
        stage.list(data::demo(now()));
        stage.select("postgres_main_password");
        stage.press("enew-value<c-s><c-s><esc>pjj<enter>");
        stage.advance(Duration::from_secs(3));
        stage
    });
}

#[test]
fn production_looks() {
    shots("production", &SIZES, |w, h| in_production(w, h, ""));
    shots("production_edit", &SIZES, |w, h| {
        let mut stage = in_production(w, h, "");
        stage.select("postgres_main_password");
        stage.press("enew-value");
        stage
    });
    shots("production_type_tenant", &SIZES, |w, h| {
        let mut stage = in_production(w, h, "");
        stage.select("postgres_main_password");
        stage.press("enew-value<c-s><c-s>ta");
        stage
    });
    shots("production_wrong_tenant", &SIZES, |w, h| in_production(w, h, "anew-one<tab>v<c-s>dev<enter>"));
    let view_only = || {
        let settings = Settings { view_only: true, ..Settings::default() };
        Profile { settings, ..production() }
    };
    shots("production_view_only", &SIZES, |w, h| at(vec![view_only()], w, h, ""));
    insta::assert_snapshot!("production_styled", styled(&in_production(80, 24, "D").draw(DARK)));
}

/// Everything that can be on the screen in production.
fn frames(width: u16, height: u16) -> Vec<AppTest> {
    let mut frames: Vec<_> =
        ["", "<enter>", "/pg", "S", "?", "Y", "a", "e", "D", "s", "p", "L", "anew<tab>v<c-s>"]
            .iter()
            .map(|keys| in_production(width, height, keys))
            .collect();
    for key in ["v", "V"] {
        let mut stage = in_production(width, height, key);
        stage.value("s3cret");
        frames.push(stage);
    }
    let mut soon = in_production(width, height, "");
    soon.advance(Duration::from_secs(3 * 3600 + 4 * 60));
    frames.push(soon);
    let mut out = in_production(width, height, "e");
    out.advance(Duration::from_secs(4 * 3600));
    frames.push(out);
    frames
}

#[test]
fn production_is_a_word_and_a_style_in_every_frame_of_every_theme() {
    let ascii = Theme { ascii: true, ..NO_COLOR };
    for (width, height) in [(80, 24), (120, 40), (60, 20), (40, 12), (30, 8)] {
        for stage in frames(width, height) {
            for theme in [DARK, LIGHT, ANSI, NO_COLOR, ascii] {
                let buffer = stage.draw(theme);
                let shown = text(&buffer);
                let at = find(&buffer, "PRODUCTION").unwrap_or_else(|| panic!("{width}x{height}\n{shown}"));
                let plain = find(&buffer, "Secrets").map(|at| style_of(&buffer[at]));
                assert_ne!(Some(style_of(&buffer[at])), plain, "{theme:?}\n{shown}");
            }
        }
    }
}

#[test]
fn what_is_typed_in_the_password_is_on_no_screen() {
    for (width, height) in SIZES {
        let mut stage = at(vec![signed_out(TokenSource::Password)], width, height, "s3cret-word");
        for _ in 0..3 {
            for theme in [DARK, NO_COLOR] {
                assert!(!rows(&stage.draw(theme)).join("").contains("s3cret"), "{}", stage.screen());
            }
            stage.press("<enter>");
            stage.token(Err(SignInFault::TimedOut(Duration::from_secs(30))));
        }
        stage.press("<enter>");
        let claims = site().claims;
        stage.token(Ok(Granted { claims, ..Granted::default() }));
        assert!(!stage.screen().contains("s3cret"), "{}", stage.screen());
    }
}

#[test]
fn in_production_a_narrow_screen_shows_the_tenant_and_what_is_typed_of_it() {
    let claims = Claims { tenant: "icicleai".into(), ..site().claims };
    let (address, base_url) = ("icicleai.tapis.io".into(), "https://icicleai.tapis.io".into());
    let mut stage = AppTest::at(Site { danger: true, claims, address, base_url, ..site() }, 40, 12);
    stage.list(data::demo(now()));
    stage.select("postgres_main_password");
    assert!(stage.screen().starts_with("  PRODUCTION   icicleai     3 h 12 min"), "{}", stage.screen());
    stage.press("e<tab>!<c-s><c-s>icicle");
    let screen = stage.screen();
    assert!(screen.contains("Type icicleai to go on:") && screen.contains("▌ icicle "), "{screen}");
    stage.press("<esc><esc><tab><enter>aone<tab>pw<c-s>");
    assert_eq!(
        stage.screen().matches('▌').count(),
        1,
        "only what is typed has the focus\n{}",
        stage.screen()
    );
}
