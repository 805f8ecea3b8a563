//! Journeys to the pods of a secret: the real client and the embedded service.

use crate::support::prelude::*;

const ID: &str = "postgres_main_password";

#[test]
fn the_pods_of_a_secret_one_of_them_and_what_is_broken() {
    let mut test = AppTest::on_demo(120, 40);
    test.select(ID);
    test.press("w");
    test.wait_for("webfront");
    let screen = test.wait_for("of the 18 you can list");
    assert!(screen.contains("env DATABASE_URL"), "{screen}");
    test.press("/webfront<enter><enter>");
    test.wait_for("Pod webfront");
    test.wait_for("health set status to AVAILABLE");
    test.press("<esc>b");
    let screen = test.wait_for("a plaintext, which READ on the pod shows");
    assert!(screen.contains("Broken in pods"), "{screen}");
    assert!(test.service_writes().is_empty());
}

#[test]
fn an_old_service_is_looked_into_pod_by_pod() {
    let mut test = AppTest::on_demo(120, 40);
    test.service().set_old_release(true);
    test.select(ID);
    test.press("w");
    test.wait_for("of the 18 you can list");
    test.settle();
    let requests = test.service().requests();
    let looks: Vec<_> = requests.iter().filter(|request| request.path.ends_with("/derived")).collect();
    assert!(!looks.is_empty(), "{requests:?}");
    test.wait_gone("not looked into");
}
