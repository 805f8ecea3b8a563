//! Deleting marked secrets from key to service: what the service is asked, in which order, and what it holds then.

use crate::support::answers::error;
use crate::support::prelude::AppTest;
use crate::support::service::{exists, value_of};

/// Three secrets of alice with values that can be read.
const IDS: [&str; 3] = ["acme_dns_token", "neo4j_auth", "redis_password"];

fn path(id: &str) -> String {
    format!("DELETE /pods/secrets/{id}")
}

/// The plan for the three, with the pods known.
fn planned() -> AppTest {
    let mut driver = AppTest::on_demo(100, 36);
    for id in IDS {
        driver.select(id);
        driver.press(" k");
    }
    driver.press("D");
    driver.wait_for("Delete 3 secrets");
    driver.wait_gone("looking for its pods");
    driver
}

#[test]
fn the_service_deletes_one_after_the_other_and_undo_brings_each_back() {
    let mut driver = planned();
    let values = IDS.map(|id| value_of(driver.service(), id));
    let asked = driver.values_asked_for().len();
    driver.press("<enter>");
    driver.wait_for("[x] Keep the old values for undo (3 logged reads)");
    assert!(driver.service_writes().is_empty());
    driver.press("G<enter>3<enter>");
    driver.wait_for("✓ Deleted 3 secrets.");
    assert_eq!(driver.service_writes(), IDS.map(path));
    assert_eq!(driver.values_asked_for().len(), asked + 3, "each value is read once");
    assert!(IDS.iter().all(|id| !exists(driver.service(), id)));
    driver.press("<esc>");
    driver.wait_found();
    for id in IDS {
        // The oldest change stands last.
        driver.press("uG<enter>");
        driver.wait_for("Ctrl-s create");
        driver.press("<c-s>");
        driver.wait_for(&format!("✓ Created {id}"));
    }
    assert_eq!(IDS.map(|id| value_of(driver.service(), id)), values);
}

#[test]
fn a_refusal_ends_it_and_the_next_plan_goes_on_with_the_rest() {
    let mut driver = planned();
    driver.service().answer_next("DELETE", "/pods/secrets/neo4j_auth", error(403, "Not authorized"));
    driver.press("G<enter>3<enter>");
    driver.wait_for("The rest is still marked.");
    assert_eq!(driver.service_writes(), [path(IDS[0]), path(IDS[1])], "nothing is sent for the third");
    let screen = driver.screen();
    assert!(screen.contains("✓ acme_dns_token") && screen.contains("not begun"), "{screen}");
    assert!(exists(driver.service(), IDS[2]));
}
