//! Requests about pods: each over a connection of its own, none repeated that changes something, and no plaintext in
//! what comes of them.

use rstest::rstest;
use tapis_secrets::domain::failure::Limit;
use tapis_secrets::domain::pod::{Action, PodStatus};
use tapis_secrets::domain::*;

use crate::common::*;
use crate::script::Step::{Hang, Hear, Say};
use crate::script::{Server, answer, cut, with_headers};

const POD: &str =
    r#"{"pod_id":"web1","status":"AVAILABLE","secret_map":{"GEN":"hunter2","A":"${secret:a:b}"}}"#;
const MIB: u64 = 1024 * 1024;

fn about_one() -> Vec<Request> {
    let id = PodId::from("web1");
    vec![
        Request::GetPod(id.clone()),
        Request::GetDerivedPod(id.clone()),
        Request::GetPodPermissions(id.clone()),
        Request::GetPodLogs(id.clone()),
        Request::RestartPod(id),
    ]
}

fn all() -> Vec<Request> {
    std::iter::once(Request::ListPods).chain(about_one()).collect()
}

#[rstest]
#[case::list(Request::ListPods, "GET /pods?derived_lite=true")]
#[case::get(Request::GetPod("web1".into()), "GET /pods/web1")]
#[case::derived(Request::GetDerivedPod("a/b".into()), "GET /pods/a%2Fb/derived")]
#[case::permissions(Request::GetPodPermissions("a b".into()), "GET /pods/a%20b/permissions")]
#[case::logs(Request::GetPodLogs("web1".into()), "GET /pods/web1/logs")]
#[case::restart(Request::RestartPod("web1".into()), "GET /pods/web1/restart")]
#[tokio::test]
async fn a_request_is_sent_over_a_connection_of_its_own(#[case] request: Request, #[case] line: &str) {
    let server = Server::saying(1, answer(404, "{}")).await;
    let _ = call(&client(&server.url, settings()), request).await;
    let heard = server.heard().remove(0);
    assert_eq!((heard.line, heard.body.as_str()), (format!("{line} HTTP/1.1"), ""));
    let mut headers = vec![
        "accept: application/json".to_owned(),
        "connection: close".to_owned(),
        format!("host: {}", server.url.trim_start_matches("http://")),
        concat!("user-agent: tapis-secrets/", env!("CARGO_PKG_VERSION")).to_owned(),
        format!("x-tapis-token: {TOKEN}"),
    ];
    headers.sort();
    assert_eq!(heard.headers, headers);
}

#[rstest]
fn a_pod_that_no_url_can_name_is_never_sent(#[values("", ".", "..", "secrets")] id: &str) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let server = Server::saying(1, answer(200, "{}")).await;
        for request in
            [Request::GetPod(id.into()), Request::RestartPod(id.into()), Request::GetPodLogs(id.into())]
        {
            let (failure, _) = failure(&server, settings(), request).await;
            assert_eq!(failure.kind, FailureKind::NotAddressable);
            assert_eq!((failure.exchange.may_have_arrived, failure.exchange.attempts), (false, 0));
        }
        assert_eq!(server.connections(), 0);
    });
}

#[tokio::test]
async fn a_list_of_pods_arrives_in_batches_and_tells_what_was_merged() {
    let pods = vec![POD; 1_500].join(",");
    let body = format!(
        r#"{{"metadata":{{"derived_mode":"lite","warnings":["x"]}},"result":[{pods},7],"status":"success"}}"#
    );
    let server = Server::saying(1, answer(200, &body)).await;
    let (listed, replies) = call(&client(&server.url, settings()), Request::ListPods).await;
    let told = (1_500, 1, 1, true, body.len() as u64);
    let Ok(Answer::PodsListed { rows, unreadable, left_out, merged, bytes, .. }) = listed else { panic!() };
    assert_eq!((rows, unreadable, left_out, merged, bytes), told);
    let batches: Vec<_> =
        replies.iter().filter_map(|r| if let Reply::Pods(pods) = r { Some(pods) } else { None }).collect();
    assert!(batches.len() >= 2 && batches.iter().all(|pods| pods.len() <= 1_024));
    assert_eq!(batches.iter().map(|pods| pods.len()).sum::<usize>(), 1_500);
    assert!(!format!("{replies:?}").contains("hunter2"));
}

#[tokio::test]
async fn an_older_service_merges_nothing() {
    let server = Server::saying(1, answer(200, &format!(r#"{{"metadata":{{}},"result":[{POD}]}}"#))).await;
    let (listed, _) = call(&client(&server.url, settings()), Request::ListPods).await;
    assert!(matches!(listed, Ok(Answer::PodsListed { rows: 1, merged: false, left_out: 0, .. })));
}

#[tokio::test]
async fn a_list_that_breaks_off_is_asked_for_again() {
    let whole = format!(r#"{{"result":[{POD}],"status":"success"}}"#);
    let server =
        Server::start(vec![vec![Hear, Say(cut(&whole))], vec![Hear, Say(answer(200, &whole))]]).await;
    let (listed, replies) = call(&client(&server.url, settings()), Request::ListPods).await;
    assert!(matches!(listed, Ok(Answer::PodsListed { rows: 1, .. })));
    assert_eq!(retries(&replies), [(2, 3)]);
}

#[tokio::test]
async fn each_request_has_its_answer() {
    let pod = answer(200, &format!(r#"{{"result":{POD},"status":"success"}}"#));
    let permissions = answer(200, r#"{"result":{"permissions":["alice:ADMIN"]},"status":"success"}"#);
    let logs = r#"{"result":{"logs":"hunter2","action_logs":["26/11/26 23:03: 'a' updated pod: hunter2"]}}"#;
    let answers = [pod.clone(), pod.clone(), permissions, answer(200, logs), pod];
    for (request, said) in about_one().into_iter().zip(answers) {
        let operation = request.operation();
        let server = Server::saying(1, said).await;
        let got = call(&client(&server.url, settings()), request).await.0.unwrap();
        assert!(!format!("{got:?}").contains("hunter2"));
        let is_right = match (operation, got) {
            (Operation::GetPod, Answer::GotPod(pod)) => !pod.is_merged && pod.status == PodStatus::Available,
            (Operation::GetDerivedPod, Answer::GotPod(pod)) => pod.is_merged,
            (Operation::GetPodPermissions, Answer::GotPodPermissions(all)) => all.may_restart("alice"),
            (Operation::GetPodLogs, Answer::GotActionLog(log)) => {
                matches!(&log.lines[..], [line] if line.action == Action::Changed(Some("a".into())))
            }
            (Operation::RestartPod, Answer::Restarting(pod)) => pod.id.as_str() == "web1",
            _ => false,
        };
        assert!(is_right, "{operation:?}");
    }
}

#[tokio::test]
async fn an_answer_about_another_pod_is_not_taken() {
    let other = POD.replace("web1", "web2");
    for request in [Request::GetPod("web1".into()), Request::RestartPod("web1".into())] {
        let server = Server::saying(1, answer(200, &format!(r#"{{"result":{other}}}"#))).await;
        let (failure, _) = failure(&server, settings(), request).await;
        assert_eq!(failure.kind, FailureKind::Unintelligible(Unclear::Shape));
    }
}

#[rstest]
#[case::server(answer(500, r#"{"status":"error","message":"Unexpected."}"#))]
#[case::gateway(answer(503, "x"))]
#[case::cut(cut(r#"{"result":{"pod_id":"web1"}}"#))]
#[case::slow_down(with_headers(429, "retry-after: 0\r\n", "{}"))]
#[case::closed(Vec::new())]
#[tokio::test]
async fn a_restart_is_sent_once_whatever_comes(#[case] said: Vec<u8>) {
    let server = Server::start(vec![vec![Hear, Say(said)]; 4]).await;
    let (failure, replies) = failure(&server, settings(), Request::RestartPod("web1".into())).await;
    assert_eq!((failure.exchange.attempts, server.heard().len()), (1, 1));
    assert_eq!(failure.subject, Some(PodId::from("web1").into()));
    assert_eq!(retries(&replies), []);
    let is_open = !matches!(failure.kind, FailureKind::SlowedDown { .. });
    assert_eq!(failure.leaves_open(), is_open, "{:?}", failure.kind);
}

#[tokio::test]
async fn a_restart_that_finds_nobody_is_not_tried_again() {
    let (result, _) =
        call(&client("http://127.0.0.1:1", settings()), Request::RestartPod("web1".into())).await;
    let failure = result.unwrap_err();
    assert_eq!(failure.exchange.attempts, 1);
    assert!(!failure.leaves_open(), "nothing was sent");
}

#[tokio::test]
async fn a_failure_keeps_the_service_s_usual_words_and_no_others() {
    let said =
        |status, message: &str| answer(status, &format!(r#"{{"status":"error","message":"{message}"}}"#));
    let usual = [
        (400, "Not authorized -- you do not have access to this endpoint. GET /pods/{pod_id}"),
        (404, "Pod with identifier pod_id: 'web1' not found"),
        (400, "Request path '/pods/web1' (GET) does not match any Pods API route."),
    ];
    for (status, message) in usual {
        for request in about_one() {
            let server = Server::saying(1, said(status, message)).await;
            let (failure, _) = failure(&server, settings(), request).await;
            assert_eq!(failure.exchange.message.shown(), message);
        }
    }
    let odd = [(500, "Unexpected. TypeError({'GEN': 'hunter2'})"), (200, "hunter2"), (400, "hunter2")];
    for (status, message) in odd {
        for request in all().into_iter().filter(|r| r.operation() != Operation::RestartPod || status == 500) {
            let server = Server::saying(3, said(status, message)).await;
            let (failure, _) = failure(&server, settings(), request).await;
            assert!(!format!("{failure:?}").contains("hunter2"), "{failure:?}");
        }
    }
    let server = Server::saying(1, said(400, "Pod is in a stack; restart the stack.")).await;
    let (refused, _) = failure(&server, settings(), Request::RestartPod("web1".into())).await;
    assert_eq!(refused.exchange.message.shown(), "Pod is in a stack; restart the stack.");
}

#[tokio::test]
async fn of_a_pod_one_mebibyte_is_read() {
    let body = format!(r#"{{"result":{{"pod_id":"web1","x":"{}"}}}}"#, "x".repeat(1024 * 1024));
    for request in about_one().into_iter().filter(|request| request.operation() != Operation::GetPodLogs) {
        let server = Server::saying(1, answer(200, &body)).await;
        let (failure, _) = failure(&server, settings(), request).await;
        assert_eq!(failure.kind, FailureKind::TooLarge { limit: Limit::Bytes(MIB) });
    }
}

/// The rest is not even waited for: the service holds it back for ever.
#[rstest]
#[case::after_a_short_output("short", 3_000_000, 1)]
#[case::after_a_long_output("x", 0, 0)]
#[tokio::test]
async fn of_an_action_log_the_first_mebibyte_is_kept(
    #[case] output: &str,
    #[case] announced: usize,
    #[case] kept: usize,
) {
    let long = "x".repeat(MIB as usize);
    let output = if announced == 0 { long.as_str() } else { output };
    let body = format!(
        r#"{{"result":{{"logs":"{output}","action_logs":["26/11/26 23:03: health set status to X","{long}"#
    );
    let length = body.len() + announced;
    let head =
        format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n");
    let said = [head.as_bytes(), body.as_bytes()].concat();
    let server = Server::start(vec![vec![Hear, Say(said), Hang]]).await;
    let request = Request::GetPodLogs("web1".into());
    let Ok(Answer::GotActionLog(log)) = call(&client(&server.url, settings()), request).await.0 else {
        panic!("no log")
    };
    assert_eq!((log.lines.len(), log.is_cut), (kept, true));
}
