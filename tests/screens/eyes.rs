//! What people look at: names that are whole where there is room, and what is known of their permissions.

use tapis_secrets::core::profile::Profile;
use tapis_secrets::domain::{Access, Claims, FailureKind, Reply, Scope, Secret, Site, StoredAs};

use crate::shots;
use crate::support::app_test::setup::screen_site as site;
use crate::support::data;
use crate::support::prelude::AppTest;
use crate::support::screen::DARK;

fn secret(id: &str, owner: &str, tenant: &str) -> Secret {
    Secret {
        owner: owner.into(),
        scope: Scope::User,
        access: Access { readable: Some(true), writable: Some(true) },
        stored_as: StoredAs::Usual(tenant.into()),
        ..Secret::named(id)
    }
}

fn mixed(width: u16, height: u16) -> AppTest {
    let mut stage = AppTest::new(width, height);
    stage.list(vec![
        secret("alice_of_another_tenant", "alice", "dev"),
        secret("bobs", "bob", "tacc"),
        secret("mine", "alice", "tacc"),
        secret("of_jane", "jane.doe", "tacc"),
        secret("ключ-1", "alice", "tacc"),
    ]);
    stage
}

fn denied(width: u16, height: u16, id: &str) -> AppTest {
    let mut stage = mixed(width, height);
    stage.select(id);
    stage.press("v");
    let message = "Not authorized -- you do not have access to this endpoint.";
    let failure = data::value_failure(id, FailureKind::NotPermitted, Some(400), message);
    stage.value_reply(Reply::Final(Err(Box::new(failure))));
    stage
}

#[test]
fn what_is_mine_is_seen_and_what_is_unknown_is_not_called_a_right() {
    shots("eyes_mixed", &[(80, 24), (120, 40), (60, 20), (40, 12)], mixed);
    for width in [40, 60, 80, 120] {
        let screen = mixed(width, 24).screen();
        let row =
            |id: &str| screen.lines().skip(4).find(|line| line.contains(id)).unwrap_or_default().to_owned();
        assert!(row("mine").contains("you"), "{screen}");
        assert!(!row("alice_of").contains("you"), "{screen}");
        assert!(!screen.contains("You can"), "{screen}");
    }
}

#[test]
fn a_refusal_is_seen_in_row_and_detail() {
    shots("eyes_refused", &[(80, 24), (60, 20), (40, 12)], |w, h| denied(w, h, "bobs"));
    let mut stage = denied(80, 24, "bobs");
    stage.press("e");
    assert!(stage.screen().contains("! bobs was refused at 14:03: you need USER on it; R asks again."));
    // What follows at once was meant for the form.
    stage.advance(std::time::Duration::from_secs(1));
    stage.press("!");
    assert!(stage.screen().contains("USER may read and change the value;"), "{}", stage.screen());
}

#[test]
fn a_form_says_what_it_takes() {
    shots("eyes_form", &[(80, 24), (40, 12)], |w, h| {
        let mut stage = mixed(w, h);
        stage.select("bobs");
        stage.press("e");
        stage
    });
    shots("eyes_delete", &[(80, 24)], |w, h| {
        let mut stage = mixed(w, h);
        stage.select("bobs");
        stage.press("D");
        stage
    });
}

#[test]
fn what_no_pod_can_refer_to_is_said() {
    shots("eyes_unreferable", &[(80, 24), (60, 20), (40, 12)], |w, h| {
        let mut stage = mixed(w, h);
        stage.select("of_jane");
        stage.press("Y");
        stage
    });
    let mut stage = mixed(120, 24);
    stage.select("ключ-1");
    assert!(stage.screen().contains("cannot be referred to"), "{}", stage.screen());
    let claims = Claims { user: "jane.doe".into(), ..site().claims };
    let mut stage = AppTest::at(Site { claims, ..site() }, 80, 30);
    stage.list(vec![]);
    stage.press("a");
    assert!(stage.screen().contains("Pods cannot refer to secrets of jane.doe"), "{}", stage.screen());
}

#[test]
fn no_title_separates_something_from_nothing() {
    let address = "http://127.0.0.1:8000";
    let nobody = Site { address: address.into(), base_url: address.into(), ..Site::default() };
    for keys in ["", "!", "a", "J", "D", "e"] {
        let mut stage = AppTest::at(nobody.clone(), 100, 30);
        stage.list(vec![secret("db", "alice", "tacc")]);
        stage.press("v");
        let failure = data::value_failure("db", FailureKind::ServiceFault, Some(500), "no");
        stage.value_reply(Reply::Final(Err(Box::new(failure))));
        stage.press(keys);
        for line in stage.screen().lines() {
            assert!(!line.contains("127.0.0.1 ·") && !line.contains("·  "), "{keys}\n{}", stage.screen());
        }
    }
}

#[test]
fn where_a_switch_goes_is_told_whole_while_there_is_room() {
    let host = "http://a-host-with-a-long-name.staging.pods.example.org:37757";
    let named = |name: &str, address: &str| Site { profile: name.into(), address: address.into(), ..site() };
    let profiles = vec![
        Profile { site: named("tacc", "tacc.tapis.io"), ..Profile::default() },
        Profile { site: named("a-profile-that-says-what-it-is-for", host), ..Profile::default() },
    ];
    let menu = |width, height| {
        let mut stage = AppTest::with_profiles(profiles.clone(), width, height);
        stage.press("p");
        stage
    };
    shots("eyes_profiles", &[(120, 24), (80, 24), (60, 20)], menu);
    assert!(menu(140, 24).screen().contains(host), "{}", menu(140, 24).screen());
}

#[test]
fn what_matches_of_a_description_is_marked_where_it_is_shown() {
    for (width, height) in [(80, 24), (60, 20), (200, 60)] {
        let mut stage = AppTest::with_demo(width, height);
        stage.press("/writer");
        let (screen, buffer) = (stage.screen(), stage.draw(DARK));
        let colour = |x: usize, y: usize| buffer[(x as u16, y as u16)].fg;
        let marked = screen.lines().enumerate().any(|(y, line)| {
            let at = line.find("primary writer").map(|byte| line[..byte].chars().count());
            at.is_some_and(|x| colour(x + 8, y) != colour(x, y) && colour(x + 13, y) == colour(x + 8, y))
        });
        assert!(marked, "{width}x{height}\n{screen}");
    }
}
