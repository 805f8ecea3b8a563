//! What the screen says while the list is on its way, missing, old or broken off, and about the token.

use std::time::Duration;

use tapis_secrets::domain::{Claims, FailureKind, NoAnswer, Reply, SignedOut, Site, Unclear};

use crate::support::app_test::setup::screen_site as site;
use crate::support::clock::now;
use crate::support::data::{demo, list_failure, list_failures, numbered};
use crate::support::prelude::AppTest;
use crate::{SIZES, shots};

const MS: Duration = Duration::from_millis(1);

#[test]
fn a_first_load_shows_nothing_before_150_ms() {
    let after = |ms: u32| {
        move |w, h| {
            let mut stage = AppTest::new(w, h);
            stage.advance(MS * ms);
            stage
        }
    };
    shots("first_load_at_149_ms", &SIZES[..1], after(149));
    shots("first_load_at_150_ms", &SIZES, after(150));
}

#[test]
fn rows_show_while_the_list_arrives() {
    shots("streaming", &SIZES, |w, h| {
        let mut stage = AppTest::new(w, h);
        stage.bring(numbered(1, 12_480));
        stage.reply(Reply::Progress { bytes: 3_250_586 });
        stage.advance(MS * 400);
        stage
    });
}

#[test]
fn a_refresh_says_so_after_150_ms() {
    shots("refreshing", &SIZES, |w, h| {
        let mut stage = AppTest::with_demo(w, h);
        stage.press("jjR");
        stage.advance(MS * 149);
        assert!(!stage.screen().contains("refreshing"));
        stage.advance(MS);
        stage
    });
}

#[test]
fn a_retry_is_told() {
    shots("retrying", &SIZES, |w, h| {
        let mut stage = AppTest::with_demo(w, h);
        stage.press("R");
        stage.reply(Reply::Retrying { attempt: 2, of: 3, after: MS * 300 });
        stage.advance(MS * 250);
        stage
    });
}

#[test]
fn a_list_that_broke_off_is_shown_as_incomplete() {
    shots("incomplete", &SIZES, |w, h| {
        let mut stage = AppTest::new(w, h);
        stage.bring(demo(now()).split_off(20));
        stage.fail(list_failure(FailureKind::Unintelligible(Unclear::CutOff), Some(200), "early end"));
        stage
    });
}

#[test]
fn an_older_list_is_shown_with_its_time_when_the_service_is_gone() {
    let offline = |w, h| {
        let mut stage = AppTest::with_demo(w, h);
        stage.advance(Duration::from_secs(600));
        stage.press("R");
        let refused = FailureKind::Unreachable(NoAnswer::Refused);
        stage.fail(list_failure(refused, None, "connection refused"));
        stage
    };
    shots("offline", &SIZES, offline);
    shots("offline_later", &SIZES[..1], |w, h| {
        let mut stage = offline(w, h);
        stage.advance(Duration::from_secs(10));
        stage
    });
    shots("offline_filtered", &SIZES, |w, h| {
        let mut stage = offline(w, h);
        stage.press("/pg<enter>");
        stage
    });
    shots("online_again", &SIZES[..1], |w, h| {
        let mut stage = offline(w, h);
        stage.advance(Duration::from_secs(1));
        stage.press("R");
        stage.list(demo(now()));
        stage
    });
}

#[test]
fn a_service_that_wants_to_be_left_alone_is_waited_for() {
    shots("asked_to_wait", &SIZES, |w, h| {
        let mut stage = AppTest::with_demo(w, h);
        stage.press("R");
        stage.reply(Reply::Paused { left: Duration::from_secs(12) });
        stage.advance(Duration::from_secs(3));
        stage
    });
}

#[test]
fn a_refresh_that_fails_leaves_the_list() {
    shots("refresh_failed", &SIZES, |w, h| {
        let mut stage = AppTest::with_demo(w, h);
        stage.press("R");
        stage.fail(list_failure(FailureKind::ServiceFault, Some(503), "storage is down"));
        stage
    });
}

#[test]
fn an_empty_list() {
    shots("empty", &SIZES, |w, h| {
        let mut stage = AppTest::new(w, h);
        stage.listed();
        stage
    });
}

#[test]
fn every_kind_of_failure_fills_the_empty_body() {
    for (name, failure) in list_failures() {
        shots(&format!("list_failed_{}", name.replace(' ', "_")), &SIZES, |w, h| {
            let mut stage = AppTest::new(w, h);
            stage.fail(failure.clone());
            stage
        });
    }
}

#[test]
fn the_bar_and_a_notice_tell_of_the_token() {
    let lasting = |seconds: i64| {
        move |w, h| {
            let claims = Claims {
                expires: Some(now() + Duration::from_secs(seconds.unsigned_abs())),
                ..site().claims
            };
            let mut stage = AppTest::at(Site { claims, ..site() }, w, h);
            stage.list(demo(now()));
            stage
        }
    };
    shots("token_soon", &SIZES, lasting(8 * 60 + 10));
    shots("token_last_minute", &SIZES[..1], lasting(42));
    let over = |w, h| {
        let mut stage = lasting(60)(w, h);
        stage.advance(Duration::from_secs(61));
        stage
    };
    shots("token_over", &SIZES, over);
    // The service decides: it may accept the token all the same, or refuse it.
    shots("token_outlived", &SIZES, |w, h| {
        let mut stage = over(w, h);
        stage.press("R");
        stage.list(demo(now()));
        stage
    });
    shots("signed_out", &SIZES, |w, h| {
        let mut stage = over(w, h);
        stage.press("R");
        stage.fail(list_failure(
            FailureKind::SignedOut(SignedOut::Invalid),
            Some(400),
            "Invalid Tapis token.",
        ));
        stage
    });
}

#[test]
fn a_token_that_the_service_refuses_is_told_beside_the_list() {
    shots("token_refused", &SIZES, |w, h| {
        let mut stage = AppTest::with_demo(w, h);
        stage.press("R");
        stage.fail(list_failure(
            FailureKind::SignedOut(SignedOut::Invalid),
            Some(400),
            "Invalid Tapis token.",
        ));
        stage
    });
}

#[test]
fn entries_that_cannot_be_read_are_counted() {
    let unreadable = |n| {
        move |w, h| {
            let mut stage = AppTest::new(w, h);
            stage.bring(demo(now()));
            stage.listed_but(n);
            stage
        }
    };
    shots("unreadable_one", &SIZES[..1], unreadable(1));
    shots("unreadable_many", &SIZES, unreadable(1_204));
}

#[test]
fn a_bare_site_without_claims_is_named_by_its_address() {
    shots("no_claims", &SIZES, |w, h| {
        let bare = Site { address: "http://127.0.0.1:8080".into(), ..Site::default() };
        let mut stage = AppTest::at(bare, w, h);
        stage.list(demo(now()));
        stage
    });
}

#[test]
fn a_paste_outside_a_field_only_hints() {
    shots("paste", &SIZES, |w, h| {
        let mut stage = AppTest::with_demo(w, h);
        stage.tell(tapis_secrets::core::Event::Paste("hunter2".to_owned().into()));
        stage
    });
}
