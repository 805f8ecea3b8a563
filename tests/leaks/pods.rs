//! Plaintexts in pods: on no screen, in no state, in nothing that goes in and out.

use serde_json::json;

use crate::ID;
use crate::app::Watched;
use crate::support::answers::success;

/// A pod with the sentinel in every place that may hold a plaintext.
fn pod(sentinel: &str) -> serde_json::Value {
    json!({
        "pod_id": "web1", "status": "AVAILABLE", "status_requested": "ON",
        "command": ["--password", sentinel], "arguments": [format!("--token={sentinel}")],
        "environment_variables": {"PASSWORD": sentinel, "URL": format!("postgres://u:{sentinel}@h/x")},
        "secret_map": {"A": sentinel, "B": format!("${{secret:alice:{ID}}}"), "C": format!("pre-{sentinel}")},
        "volume_mounts": {"/etc/a": {"config_content": sentinel}},
        "template_overrides": {"secret_map": {"D": sentinel}},
    })
}

#[test]
fn a_plaintext_in_a_pod_is_nowhere() {
    let mut watched = Watched::start();
    let sentinel = watched.sentinel.0.clone();
    let service = watched.driver.service();
    service.answer_next("GET", "/pods", success(&json!([pod(&sentinel)])));
    let lines = [format!("26/11/26 23:03: 'alice' updated pod: A: {sentinel}"), sentinel.clone()];
    let log = json!({"logs": format!("printed {sentinel}"), "action_logs": lines});
    service.answer_next("GET", "/pods/web1/logs", success(&log));
    for _ in 0..2 {
        service.answer_next("GET", "/pods/web1", success(&pod(&sentinel)));
    }
    watched.driver.press("w");
    watched.driver.wait_for("web1");
    watched.assert_nowhere("the pods");
    watched.driver.press("<enter>");
    watched.driver.wait_for("alice changed the pod");
    watched.assert_nowhere("the pod");
    watched.driver.press("<esc>b");
    watched.driver.wait_for("arguments --token");
    watched.assert_nowhere("what is broken");
    watched.driver.press("Y");
    watched.assert_nowhere("copied");
    for copy in watched.driver.copied() {
        watched.sentinel.assert_not_in(copy, "the copy");
    }
}
