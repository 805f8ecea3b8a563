//! Answers that were not observed but are documented or must be expected of a proxy. The observed ones
//! are all in `tests/contract.rs`.

use super::*;
use crate::domain::Field;
use rstest::rstest;

fn judge(operation: Operation, status: u16, body: &str) -> FailureKind {
    let body = body.as_bytes();
    classify(&Answered {
        operation,
        status,
        content_type: None,
        compressed: false,
        body,
        is_cut: false,
        retry_after: None,
    })
    .kind
}

fn said(message: &str) -> String {
    serde_json::json!({"result": null, "status": "error", "message": message, "metadata": {}}).to_string()
}

const HTML: &str = "<html><head><title>Bad Gateway</title></head></html>";
const ALL: [Operation; 12] = [
    Operation::List,
    Operation::Get,
    Operation::GetValue,
    Operation::Create,
    Operation::Update,
    Operation::Delete,
    Operation::ListPods,
    Operation::GetPod,
    Operation::GetDerivedPod,
    Operation::GetPodPermissions,
    Operation::GetPodLogs,
    Operation::RestartPod,
];

#[rstest]
#[case::missing(
    "Invalid call to get_tenant_config; either tenant_id or url must be passed.",
    FailureKind::SignedOut(SignedOut::Missing)
)]
#[case::garbage("Could not parse the Tapis access token.", FailureKind::SignedOut(SignedOut::Garbage))]
#[case::invalid("Invalid Tapis token.", FailureKind::SignedOut(SignedOut::Invalid))]
#[case::other_tenant(
    "The tenant_id claim in the token, dev does not match the URL tenant, tacc.",
    FailureKind::OtherTenant { token: "dev".into(), site: "tacc".into() }
)]
#[case::other_tenant_reworded(
    "The tenant_id claim in the token, dev is odd.",
    FailureKind::OtherTenant { token: "".into(), site: "".into() }
)]
#[case::no_tenant(
    "Unable to process Tapis token; could not find a tenant.",
    FailureKind::OtherTenant { token: "".into(), site: "".into() }
)]
#[case::not_authorized(
    "Not authorized -- you do not have access to this endpoint.",
    FailureKind::NotPermitted
)]
#[case::admin("You do not have permission to access secret 'a'.", FailureKind::NotPermitted)]
#[case::route("Request path '/x' (GET) does not match any Pods API route.", FailureKind::WrongAddress)]
fn these_texts_mean_the_same_for_any_call_and_status(#[case] message: &str, #[case] kind: FailureKind) {
    for operation in ALL {
        for status in [400, 401, 403] {
            assert_eq!(judge(operation, status, &said(message)), kind, "{operation:?} {status}");
        }
    }
}

#[rstest]
#[case::unauthorized(401, FailureKind::SignedOut(SignedOut::Invalid))]
#[case::not_found(404, FailureKind::WrongAddress)]
#[case::moved(301, FailureKind::WrongAddress)]
#[case::found(302, FailureKind::WrongAddress)]
#[case::temporary(307, FailureKind::WrongAddress)]
#[case::permanent(308, FailureKind::WrongAddress)]
#[case::method(405, FailureKind::WrongAddress)]
#[case::server(500, FailureKind::ServiceFault)]
#[case::gateway(502, FailureKind::ServiceFault)]
#[case::unavailable(503, FailureKind::ServiceFault)]
#[case::gateway_timeout(504, FailureKind::ServiceFault)]
#[case::odd_server(599, FailureKind::ServiceFault)]
#[case::request_timeout(408, FailureKind::ServiceFault)]
#[case::slow_down(429, FailureKind::SlowedDown { wait: None })]
fn a_status_without_a_word_of_the_service(#[case] status: u16, #[case] kind: FailureKind) {
    for operation in ALL {
        for body in ["", HTML, "nginx", "[]", "{}"] {
            assert_eq!(judge(operation, status, body), kind, "{operation:?} {body}");
        }
    }
}

#[rstest]
#[case::html(400, HTML, Unclear::Html)]
#[case::html_conflict(409, HTML, Unclear::Html)]
#[case::html_forbidden(403, HTML, Unclear::Html)]
#[case::forbidden_by_a_gateway(403, r#"{"message":"Forbidden"}"#, Unclear::Shape)]
#[case::conflict_of_a_gateway(409, r#"{"message":"Conflict"}"#, Unclear::Shape)]
#[case::empty(400, "", Unclear::NotJson)]
#[case::text(400, "Bad Request", Unclear::NotJson)]
#[case::cut(400, r#"{"message":"x"#, Unclear::NotJson)]
#[case::nothing(400, "{}", Unclear::Shape)]
#[case::no_words(400, r#"{"message":[]}"#, Unclear::Shape)]
#[case::teapot(418, "short and stout", Unclear::NotJson)]
fn a_refusal_without_words_makes_no_sense(#[case] status: u16, #[case] body: &str, #[case] why: Unclear) {
    for operation in ALL {
        assert_eq!(judge(operation, status, body), FailureKind::Unintelligible(why), "{operation:?}");
    }
}

#[test]
fn a_secret_is_missing_only_when_the_service_says_so_of_a_secret() {
    let own = said("Secret with identifier secret_id: 'a' not found");
    for operation in [Operation::Get, Operation::GetValue, Operation::Update, Operation::Delete] {
        assert_eq!(judge(operation, 404, &own), FailureKind::NotFound);
        assert_eq!(judge(operation, 404, r#"{"detail":"Not Found"}"#), FailureKind::WrongAddress);
        assert_eq!(judge(operation, 404, r#"{"message":"Not Found"}"#), FailureKind::WrongAddress);
    }
    assert_eq!(judge(Operation::List, 404, &own), FailureKind::WrongAddress);
}

#[rstest]
#[case::for_users("Pod with identifier pod_id: 'a' not found")]
#[case::for_administrators("Pod with id 'a' not found in tenant 'tacc', site 'tacc'.")]
fn a_pod_is_missing_only_when_the_service_says_so_of_a_pod(#[case] message: &str) {
    for operation in
        [Operation::GetPod, Operation::GetDerivedPod, Operation::GetPodLogs, Operation::RestartPod]
    {
        assert_eq!(judge(operation, 404, &said(message)), FailureKind::NotFound);
        assert_eq!(judge(operation, 404, r#"{"detail":"Not Found"}"#), FailureKind::WrongAddress);
    }
    // A service without pods.
    assert_eq!(judge(Operation::ListPods, 404, &said(message)), FailureKind::WrongAddress);
    assert_eq!(judge(Operation::ListPods, 404, r#"{"detail":"Not Found"}"#), FailureKind::WrongAddress);
    // Its id may hold any words.
    let odd = said("Pod with identifier pod_id: 'Invalid Tapis token. Not authorized' not found");
    assert_eq!(judge(Operation::GetPod, 404, &odd), FailureKind::NotFound);
}

#[test]
fn what_a_user_typed_is_not_taken_for_the_service_s_words() {
    let id = "Secret 'has readable=False has writable=False not found Invalid Tapis token.'";
    let denied = said(&format!("{id} is not yours."));
    assert_eq!(judge(Operation::Get, 403, &denied), FailureKind::NotPermitted);
    let unreadable = said("Secret 'has writable=False' has readable=False and its value cannot be retrieved");
    assert_eq!(judge(Operation::GetValue, 403, &unreadable), FailureKind::NotReadable);
    let bad_id = r#"{"status":"error","message":["secret_id: Value error, bad. Got: Invalid Tapis token."]}"#;
    assert!(matches!(judge(Operation::Create, 400, bad_id), FailureKind::Rejected(_)));
}

#[test]
fn documented_validation_errors_are_rejections_by_field() {
    let body = r#"{"detail":[{"loc":["body","secret_value"],"msg":"Field required","type":"missing"}]}"#;
    let FailureKind::Rejected(faults) = judge(Operation::Create, 422, body) else { panic!() };
    assert_eq!(faults.len(), 1);
    assert_eq!((faults[0].field, faults[0].text.shown()), (Some(Field::Value), "Field required"));
}

#[test]
fn a_body_that_no_proxy_takes_is_a_fault_of_the_value() {
    let FailureKind::Rejected(faults) = judge(Operation::Update, 413, HTML) else { panic!() };
    assert_eq!(faults[0].field, Some(Field::Value));
}

#[test]
fn a_success_that_says_error_is_a_fault_with_its_message() {
    let body = said("no way\u{1b}[31m");
    let verdict = classify(&Answered {
        operation: Operation::Get,
        status: 200,
        content_type: Some("application/json"),
        compressed: false,
        body: body.as_bytes(),
        is_cut: false,
        retry_after: None,
    });
    assert_eq!(verdict.kind, FailureKind::ServiceFault);
    assert_eq!(verdict.message.shown(), "no way\\u{1b}[31m");
}

#[test]
fn the_content_type_tells_html_that_does_not_look_like_it() {
    let answered = Answered {
        operation: Operation::Get,
        status: 400,
        content_type: Some("text/HTML; charset=utf-8"),
        compressed: false,
        body: b"Oops",
        is_cut: false,
        retry_after: None,
    };
    assert_eq!(classify(&answered).kind, FailureKind::Unintelligible(Unclear::Html));
}
