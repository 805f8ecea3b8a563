//! Pods of the embedded service beyond the recording: who may do what, which value a container gets, the demo's own
//! pods, and how a test leads them astray.

use std::time::Duration;

use rstest::rstest;
use serde_json::{Value, json};
use tapis_secrets::demo::{Data, Options, PodLevel, PodOutcome, PodPace, PodStatus, Scripted, Service};

use crate::client::{Answer, Client, ask};

/// Longer than any step of a pod that is not slow on purpose.
const A_WHILE: Duration = Duration::from_secs(20);

fn start(data: Data) -> Service {
    let now = || "2026-11-20T14:03:00.25Z".parse().unwrap();
    Service::start(Options { data, now, ..Options::default() }).unwrap()
}

fn send(service: &Service, user: &str, method: &str, path: &str, body: Option<&Value>) -> Option<Answer> {
    let token = service.token_for(user);
    let headers = [("X-Tapis-Token", &*token), ("Content-Type", "application/json")];
    let body = body.map(ToString::to_string);
    ask(service.addr(), method, path, &headers, body.as_deref())
}

fn get(service: &Service, user: &str, path: &str) -> Answer {
    send(service, user, "GET", path, None).unwrap()
}

fn post(service: &Service, user: &str, path: &str, body: Value) -> Answer {
    send(service, user, "POST", path, Some(&body)).unwrap()
}

fn put(service: &Service, user: &str, path: &str, body: Value) -> Answer {
    send(service, user, "PUT", path, Some(&body)).unwrap()
}

fn create_secret(service: &Service, user: &str, id: &str, value: &str) {
    let answer = post(service, user, "/pods/secrets", json!({"secret_id": id, "secret_value": value}));
    assert_eq!(answer.status, 200);
}

/// Makes a pod `web1` of alice that runs with her secret `db`.
fn with_web1() -> Service {
    let service = start(Data::Empty);
    create_secret(&service, "alice", "db", "first");
    let map = json!({"DB": "${secret:db}"});
    let variables = json!({"PW": "${pods:secrets:DB}"});
    let pod =
        json!({"pod_id": "web1", "image": "nginx", "secret_map": map, "environment_variables": variables});
    assert_eq!(post(&service, "alice", "/pods", pod).status, 200);
    service.advance(A_WHILE);
    service
}

fn ids(list: &Answer) -> Vec<String> {
    let list = list.json();
    let rows = list["result"].as_array().unwrap().iter();
    let mut ids: Vec<String> = rows.map(|row| row["pod_id"].as_str().unwrap().to_owned()).collect();
    ids.sort();
    ids
}

/// Returns the value of a KEY in the last container of a pod.
fn value(service: &Service, id: &str, key: &str) -> String {
    let starts = service.pod_starts(id);
    let secrets = &starts.last().unwrap().secrets;
    secrets.iter().find(|(known, _)| known == key).unwrap().1.clone()
}

fn state(service: &Service, id: &str) -> (PodStatus, String) {
    service.pod(id).unwrap()
}

fn on(status: PodStatus) -> (PodStatus, String) {
    (status, "ON".to_owned())
}

#[test]
fn a_restart_injects_the_secret_of_somebody_else_which_a_start_refuses() {
    let service = start(Data::Empty);
    create_secret(&service, "alice", "locked", "lock-0003");
    let map = json!({"V": "${secret:alice:locked}"});
    let pod = json!({"pod_id": "bobpod", "image": "nginx", "status_requested": "OFF", "secret_map": map});
    assert_eq!(post(&service, "bob", "/pods", pod).status, 200);
    let refused = get(&service, "bob", "/pods/bobpod/start");
    assert_eq!((refused.status, refused.json()["status"].as_str()), (200, Some("error")));
    assert!(refused.message().contains("specifies user 'alice' but requesting user is 'bob'"));
    assert_eq!(get(&service, "bob", "/pods/bobpod/restart").status, 200);
    service.advance(A_WHILE);
    assert_eq!(state(&service, "bobpod"), on(PodStatus::Available));
    assert_eq!(value(&service, "bobpod", "V"), "lock-0003");
}

#[test]
fn a_short_reference_among_the_overrides_starts_once_and_never_again() {
    let service = start(Data::Empty);
    create_secret(&service, "alice", "hook", "h");
    let overrides = json!({"secret_map": {"HOOK": "${secret:hook}"}});
    let pod = json!({"pod_id": "hooked", "image": "nginx", "template_overrides": overrides});
    assert_eq!(post(&service, "alice", "/pods", pod).status, 200);
    service.advance(A_WHILE);
    assert_eq!(state(&service, "hooked"), on(PodStatus::Available));
    get(&service, "alice", "/pods/hooked/restart");
    service.advance(A_WHILE);
    assert_eq!(state(&service, "hooked"), on(PodStatus::Error));
    let log = get(&service, "alice", "/pods/hooked/logs").json()["result"]["action_logs"].to_string();
    assert!(log.contains("requires actor context for auto-expansion."), "{log}");
}

#[test]
fn a_permission_for_everybody_replaces_the_owner_s() {
    let service = with_web1();
    assert_eq!(ids(&get(&service, "bob", "/pods")), [""; 0]);
    service.grant_pod("web1", "*", PodLevel::Read);
    assert_eq!(get(&service, "bob", "/pods/web1").status, 200);
    assert_eq!(ids(&get(&service, "bob", "/pods")), [""; 0], "such a pod is in nobody else's list");
    assert_eq!(ids(&get(&service, "alice", "/pods")), ["web1"]);
    for path in ["/pods/web1/restart", "/pods/web1/permissions"] {
        let refused = get(&service, "alice", path);
        assert_eq!(refused.status, 400);
        assert!(refused.message().contains("Not authorized"));
    }
    assert_eq!(state(&service, "web1"), on(PodStatus::Available));
}

#[test]
fn permissions_are_granted_and_revoked_but_for_the_last_administrator_s() {
    let service = with_web1();
    let path = "/pods/web1/permissions";
    assert_eq!(post(&service, "alice", path, json!({"user": "bob", "level": "USER"})).status, 200);
    let told = get(&service, "bob", path).json();
    assert_eq!(told["result"]["permissions"], json!(["alice:ADMIN", "bob:USER"]));
    let refused = post(&service, "alice", path, json!({"user": "alice", "level": "READ"}));
    assert_eq!(refused.status, 500);
    assert!(refused.message().contains("no users in ADMIN role"));
    let left = send(&service, "alice", "DELETE", "/pods/web1/permissions/bob", None).unwrap();
    assert_eq!(left.json()["result"]["permissions"], json!(["alice:ADMIN"]));
    assert_eq!(get(&service, "bob", "/pods/web1").status, 400);
}

#[test]
fn an_administrator_needs_the_header_for_the_list_only() {
    let service = with_web1();
    assert_eq!(ids(&get(&service, "root", "/pods")), [""; 0]);
    assert_eq!(get(&service, "root", "/pods/web1/restart").status, 200);
    assert_eq!(get(&service, "root", "/pods/nosuch").status, 500);
    let missing = get(&service, "root", "/pods/nosuch/stop");
    assert_eq!(missing.status, 404);
    assert!(missing.message().contains("Pod with id 'nosuch' not found in tenant 'tacc', site 'tacc'."));
}

#[test]
fn a_change_while_the_spawner_has_the_row_is_answered_and_lost() {
    let service = with_web1();
    get(&service, "alice", "/pods/web1/restart");
    let pace = PodPace::DEMO;
    service.advance(pace.notice + pace.end + pace.take + Duration::from_millis(100));
    assert_eq!(state(&service, "web1"), on(PodStatus::SpawnerSetup));
    assert_eq!(
        put(&service, "alice", "/pods/web1", json!({"secret_map": {}})).json()["result"]["secret_map"],
        json!({})
    );
    service.advance(A_WHILE);
    let pod = get(&service, "alice", "/pods/web1").json();
    assert_eq!(pod["result"]["secret_map"], json!({"DB": "${secret:alice:db}"}));
    let log = get(&service, "alice", "/pods/web1/logs").json().to_string();
    assert!(!log.contains("updated pod"), "{log}");
}

#[test]
fn a_restart_whose_answer_is_lost_takes_effect() {
    let service = with_web1();
    for script in [Scripted::HalfDone(None), Scripted::HalfBody] {
        service.answer_next("GET", "/pods/web1/restart", script);
        let answer = get(&service, "alice", "/pods/web1/restart");
        assert!(answer.status == 500 || !answer.whole);
        assert_eq!(state(&service, "web1").1, "RESTART");
        service.advance(A_WHILE);
        assert_eq!(state(&service, "web1"), on(PodStatus::Available));
    }
    assert_eq!(service.pod_starts("web1").len(), 3);
    service.answer_next("GET", "/pods/web1/restart", Scripted::DropConnection);
    assert!(send(&service, "alice", "GET", "/pods/web1/restart", None).is_none());
    assert_eq!(state(&service, "web1"), on(PodStatus::Available), "this one never came through");
}

#[test]
fn a_password_asked_for_in_a_change_is_made_at_the_next_start_and_kept() {
    let service = with_web1();
    put(&service, "alice", "/pods/web1", json!({"secret_map": {"GEN": "${pods:random:16}"}}));
    let stored = || get(&service, "alice", "/pods/web1").json()["result"]["secret_map"]["GEN"].take();
    assert_eq!(stored(), "${pods:random:16}");
    get(&service, "alice", "/pods/web1/restart");
    service.advance(A_WHILE);
    let made = stored().as_str().unwrap().to_owned();
    assert_eq!((made.len(), made.clone()), (16, value(&service, "web1", "GEN")));
    get(&service, "alice", "/pods/web1/restart");
    service.advance(A_WHILE);
    assert_eq!(stored(), made.as_str());
}

#[test]
fn a_pod_s_own_password_shows_where_its_texts_are_derived_in_full() {
    let service = start(Data::Empty);
    let variables = json!({"OWN": "<<TAPIS_user_password>>", "OTHER": "<<NOT_TAPIS>>"});
    let pod = json!({"pod_id": "old", "image": "nginx", "environment_variables": variables});
    post(&service, "alice", "/pods", pod);
    let password = get(&service, "alice", "/pods/old/credentials").json()["result"]["user_password"].take();
    let shown = |query: &str| {
        let list = get(&service, "alice", &format!("/pods?{query}")).json();
        list["result"][0]["environment_variables"].clone()
    };
    assert_eq!(shown("derived_lite=true"), variables);
    assert_eq!(shown("derived=true"), json!({"OWN": password, "OTHER": "<<NOT_TAPIS>>"}));
}

#[test]
fn a_template_of_a_template_is_merged_the_nearer_one_wins() {
    let service = start(Data::Demo);
    let raw = get(&service, "alice", "/pods/graphapi").json();
    assert_eq!(raw["result"]["environment_variables"], json!({}));
    let merged = get(&service, "alice", "/pods/graphapi?derived_lite=true").json();
    let variables = merged["result"]["environment_variables"].as_object().unwrap();
    assert_eq!(variables.keys().collect::<Vec<_>>(), ["DATABASE_URL", "DB_PASSWORD", "GRAPH_AUTH"]);
    assert_eq!(merged["result"]["secret_map"]["DB_USER"], "graph", "the pod's own wins");
    assert_eq!(raw["result"]["template"], "webapi:graph@2026-06-01-11:00:00");
    get(&service, "alice", "/pods/graphapi/restart?grab_latest_template_tag=true");
    assert_eq!(get(&service, "alice", "/pods/graphapi").json()["result"]["template"], "webapi:graph");
}

#[test]
fn an_old_release_derives_nothing_and_tells_values() {
    let service = start(Data::Demo);
    service.set_old_release(true);
    let list = get(&service, "alice", "/pods?derived_lite=true").json();
    assert_eq!(list["metadata"], json!({}));
    let merged = get(&service, "alice", "/pods/portalapi/derived").json();
    assert!(merged["result"]["environment_variables"]["DB_PASSWORD"].is_string());
    let refused = put(&service, "alice", "/pods/webfront", json!({"secret_map": {}}));
    assert_eq!(refused.status, 400);
    assert!(refused.message().contains("body, secret_map: Extra inputs are not permitted"));
    let variables = json!({"environment_variables": {"PW": "a-plain-value"}});
    assert_eq!(put(&service, "alice", "/pods/webfront", variables).status, 200);
    let log = get(&service, "alice", "/pods/webfront/logs").json()["result"]["action_logs"].to_string();
    assert!(log.contains("'alice' updated pod, updated_fields: ") && log.contains("a-plain-value"), "{log}");
    let changed = get(&service, "alice", "/pods/webfront").json()["result"]["update_ts"].take();
    get(&service, "alice", "/pods/webfront/restart");
    service.advance(A_WHILE);
    let pod = get(&service, "alice", "/pods/webfront").json();
    assert_eq!(pod["result"]["status_container"].as_object().unwrap().len(), 3);
    assert_ne!(pod["result"]["update_ts"], changed, "the health loop moves it too");
}

#[test]
fn a_service_can_be_without_pods_and_still_have_secrets() {
    let service = start(Data::Demo);
    let not_found = Scripted::Status {
        code: 404,
        content_type: "application/json",
        headers: Vec::new(),
        body: br#"{"detail":"Not Found"}"#.to_vec(),
    };
    service.answer_pods(Some(not_found));
    for path in ["/pods", "/pods?derived_lite=true", "/pods/webfront", "/pods/webfront/logs"] {
        assert_eq!(get(&service, "alice", path).status, 404);
        assert_eq!(get(&service, "alice", "/pods/secrets").status, 200);
    }
    service.answer_pods(Some(Scripted::HalfBody));
    let half = get(&service, "alice", "/pods");
    assert_eq!((half.status, half.whole), (200, false));
    service.answer_pods(None);
    assert!(get(&service, "alice", "/pods").whole);
}

#[test]
fn answers_carry_the_date_of_the_service_s_clock_where_a_test_wants_it() {
    let service = start(Data::Demo);
    let date = || get(&service, "alice", "/pods/webfront").header("date").unwrap().to_owned();
    assert_ne!(date(), "Fri, 20 Nov 2026 14:03:00 GMT");
    service.send_own_date(true);
    service.advance(A_WHILE);
    assert_eq!(date(), "Fri, 20 Nov 2026 14:03:20 GMT");
}

#[test]
fn answers_about_pods_can_be_slow_alone() {
    let service = start(Data::Demo);
    service.set_pods_latency(Duration::from_secs(3600));
    let token = service.token();
    let mut client = Client::connect(service.addr());
    client.send("GET", "/pods", &[("X-Tapis-Token", &token)], None);
    assert_eq!(get(&service, "alice", "/pods/secrets").status, 200);
    client.assert_open();
}

#[test]
fn a_row_that_cannot_be_read_is_left_out_of_the_list_with_a_warning() {
    let service = start(Data::Demo);
    service.spoil_pod("webfront");
    let list = get(&service, "alice", "/pods");
    assert!(!ids(&list).contains(&"webfront".to_owned()));
    assert_eq!((list.status, list.json()["status"].as_str()), (200, Some("success")));
    assert!(list.message().starts_with("\"Some pods failed validation"));
    assert_eq!(list.json()["metadata"]["warnings"].as_array().unwrap().len(), 1);
}

#[test]
fn a_held_list_of_pods_sends_half_and_waits() {
    let service = start(Data::Demo);
    let token = service.token();
    service.hold_list(true);
    let mut client = Client::connect(service.addr());
    client.send("GET", "/pods?derived_lite=true", &[("X-Tapis-Token", &token)], None);
    let head = client.read_head().unwrap();
    let length = head.split("content-length: ").nth(1).unwrap().split("\r\n").next().unwrap();
    let length: usize = length.parse().unwrap();
    let mut body = client.read_up_to(length / 2);
    assert_eq!(body.len(), length / 2);
    service.hold_list(false);
    body.extend(client.read_up_to(length - length / 2));
    assert!(serde_json::from_slice::<Value>(&body).is_ok());
}

#[test]
fn after_a_refusal_the_connection_is_closed_without_a_word() {
    let service = with_web1();
    let token = service.token_for("bob");
    let mut client = Client::connect(service.addr());
    client.send("GET", "/pods/web1", &[("X-Tapis-Token", &token)], None);
    let answer = client.receive("GET").unwrap();
    assert_eq!((answer.status, answer.header("connection")), (400, None));
    client.assert_closed();
}

/// Saves a new value and restarts a pod of the demo; tells which value the container got, and where the pod is.
fn rotate(service: &Service, secret: &str, pod: &str, key: &str, after: Duration) -> (String, PodStatus) {
    let path = format!("/pods/secrets/{secret}");
    assert_eq!(put(service, "alice", &path, json!({"secret_value": "the-new-one"})).status, 200);
    assert_eq!(get(service, "alice", &format!("/pods/{pod}/restart")).status, 200);
    service.advance(after);
    let (status, _) = state(service, pod);
    (value(service, pod, key), status)
}

#[rstest]
#[case::plain("postgres_main_password", "webfront", "DB_PW", 9, PodStatus::Available)]
#[case::another("postgres_main_password", "celeryworkers", "PGPASS", 9, PodStatus::Available)]
#[case::through_a_template("postgres_main_password", "portalapi", "DB_PW", 9, PodStatus::Available)]
#[case::in_a_file("postgres_main_password", "pgbouncer", "UPSTREAM", 9, PodStatus::Available)]
#[case::slow("s3_signing_key", "searchindex", "SIGNING", 40, PodStatus::Creating)]
#[case::slow_but_up("s3_signing_key", "searchindex", "SIGNING", 60, PodStatus::Available)]
#[case::crashing("redis_password", "reports", "CACHE", 20, PodStatus::Error)]
fn the_demo_s_pods_take_a_new_value(
    #[case] secret: &str,
    #[case] pod: &str,
    #[case] key: &str,
    #[case] seconds: u64,
    #[case] status: PodStatus,
) {
    let service = start(Data::Demo);
    let rotated = rotate(&service, secret, pod, key, Duration::from_secs(seconds));
    assert_eq!(rotated, ("the-new-one".to_owned(), status));
}

#[test]
fn the_demo_has_a_pod_that_comes_up_again_with_the_old_value_only() {
    let service = start(Data::Demo);
    let old =
        get(&service, "alice", "/pods/secrets/redis_password/value").json()["result"]["secret_value"].take();
    assert_eq!(rotate(&service, "redis_password", "reports", "CACHE", A_WHILE).1, PodStatus::Error);
    put(&service, "alice", "/pods/secrets/redis_password", json!({"secret_value": old}));
    get(&service, "alice", "/pods/reports/restart");
    service.advance(A_WHILE);
    assert_eq!(state(&service, "reports"), on(PodStatus::Available));
}

#[test]
fn the_demo_has_a_pod_whose_first_restart_is_lost() {
    let service = start(Data::Demo);
    let before = service.pod_starts("thumbnails");
    for starts in [before.len(), before.len() + 1] {
        assert_eq!(get(&service, "alice", "/pods/thumbnails/restart").status, 200);
        assert_eq!(state(&service, "thumbnails").1, "RESTART");
        service.advance(A_WHILE);
        assert_eq!(state(&service, "thumbnails"), on(PodStatus::Available));
        assert_eq!(service.pod_starts("thumbnails").len(), starts);
    }
}

#[test]
fn the_demo_has_pods_that_alice_may_see_and_not_restart() {
    let service = start(Data::Demo);
    let listed = ids(&get(&service, "alice", "/pods"));
    for pod in ["mlflow", "neo4jgraph"] {
        assert!(listed.contains(&pod.to_owned()));
        assert_eq!(get(&service, "alice", &format!("/pods/{pod}/restart")).status, 400);
    }
    assert_eq!(get(&service, "alice", "/pods/mlflow/permissions").status, 400);
    assert_eq!(get(&service, "alice", "/pods/neo4jgraph/permissions").status, 200);
}

#[test]
fn a_test_decides_what_becomes_of_a_pod() {
    let service = with_web1();
    let restart = |after: Duration| {
        get(&service, "alice", "/pods/web1/restart");
        service.advance(after);
        state(&service, "web1")
    };
    service.lose_requests("web1", 1);
    assert_eq!(restart(A_WHILE), on(PodStatus::Available));
    assert_eq!(service.pod_starts("web1").len(), 1);
    service.accept_only("web1", "DB", "another");
    assert_eq!(restart(A_WHILE), on(PodStatus::Error));
    service.accept_only("web1", "DB", "first");
    service.set_pod_pace("web1", PodPace { boot: Duration::from_secs(60), ..PodPace::DEMO });
    assert_eq!(restart(A_WHILE), on(PodStatus::Creating));
    service.set_pod_pace("web1", PodPace::DEMO);
    assert_eq!(state(&service, "web1"), on(PodStatus::Available));
    service.set_pod_outcome("web1", PodOutcome::NeverReady);
    assert_eq!(restart(A_WHILE), on(PodStatus::Available));
    assert_eq!(get(&service, "alice", "/pods/web1").json()["result"]["status_container"]["ready"], false);
    service.set_health_down(true);
    assert_eq!(restart(A_WHILE * 60), (PodStatus::Available, "RESTART".to_owned()));
    service.set_health_down(false);
    service.advance(A_WHILE);
    assert_eq!(state(&service, "web1"), on(PodStatus::Available));
    service.set_storage_down(true);
    assert_eq!(restart(A_WHILE), on(PodStatus::Error));
}
