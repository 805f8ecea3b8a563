//! The reader against serde_json, in any pieces, and everything that is no list.

use super::*;
use crate::api::wire::{Interner, read_secret};
use crate::domain::{Pod, Secret};
use proptest::prelude::*;
use rstest::rstest;
use serde_json::{Value, json};

/// Reads `body` in pieces that end at `cuts`.
fn read(body: &[u8], cuts: &[usize], limits: ListLimits) -> (Vec<Secret>, Result<Summary, NoList>) {
    let mut reader = ListReader::new(limits);
    let mut rows = Vec::new();
    let mut from = 0;
    for &to in cuts.iter().chain([&body.len()]) {
        let to = to.clamp(from, body.len());
        if let Err(why) = reader.feed(&body[from..to], &mut rows) {
            return (rows, Err(why));
        }
        from = to;
    }
    (rows, reader.finish())
}

fn whole(body: &str) -> (Vec<Secret>, Result<Summary, NoList>) {
    read(body.as_bytes(), &[], ListLimits::default())
}

fn bytewise(body: &str) -> (Vec<Secret>, Result<Summary, NoList>) {
    read(body.as_bytes(), &(0..body.len()).collect::<Vec<_>>(), ListLimits::default())
}

fn kind(body: &str) -> FailureKind {
    let why = whole(body).1.unwrap_err();
    assert_eq!(bytewise(body).1.unwrap_err(), why, "the pieces do not matter");
    why.kind
}

#[test]
fn rows_come_before_the_list_ends() {
    let mut reader = ListReader::new(ListLimits::default());
    let mut rows: Vec<Secret> = Vec::new();
    reader.feed(br#"{"message":"ok","result":[{"secret_id":"a"},{"secret"#, &mut rows).unwrap();
    assert_eq!(rows, [Secret::named("a")]);
    reader.feed(br#"_id":"b"}, 7 ,{"scope":"user"}],"status":"success"}"#, &mut rows).unwrap();
    assert_eq!(rows, [Secret::named("a"), Secret::named("b")]);
    let summary = reader.finish().unwrap();
    assert_eq!((summary.rows, summary.unreadable), (2, 2));
}

#[test]
fn pods_come_as_secrets_do_and_metadata_are_told_wherever_they_stand() {
    let metadata = r#""metadata":{"derived":true,"derived_mode":"lite","warnings":["hunter2"]}"#;
    let result =
        r#""result":[{"pod_id":"a","secret_map":{"A":"hunter2"}},{"secret_id":"b"},7,{"pod_id":"c"}]"#;
    for body in [format!("{{{metadata},{result}}}"), format!("{{{result},{metadata}}}")] {
        for piece in [1, 7, body.len()] {
            let mut reader = ListReader::new(ListLimits::default());
            let mut pods: Vec<Pod> = Vec::new();
            body.as_bytes().chunks(piece).for_each(|piece| reader.feed(piece, &mut pods).unwrap());
            assert!(!format!("{pods:?}").contains("hunter2"));
            let ids: Vec<_> = pods.iter().map(|pod| pod.id.as_str()).collect();
            assert_eq!(ids, ["a", "c"]);
            let list = reader.finish().unwrap();
            assert_eq!((list.rows, list.unreadable, list.merged, list.left_out), (2, 2, true, 1));
        }
    }
}

#[rstest]
#[case::empty("", Unclear::CutOff)]
#[case::blank(" \n", Unclear::CutOff)]
#[case::html("\n<!doctype html><html></html>", Unclear::Html)]
#[case::text("upstream timed out", Unclear::NotJson)]
#[case::almost_json("nothing here", Unclear::NotJson)]
#[case::utf16("{\0\"\0", Unclear::Charset)]
#[case::utf16_the_other_way("\0{\0\"", Unclear::Charset)]
#[case::list("[]", Unclear::Shape)]
#[case::string(r#""ok""#, Unclear::Shape)]
#[case::null("null", Unclear::Shape)]
#[case::cut_list(r#"[{"secret_id":"a"}"#, Unclear::CutOff)]
#[case::no_result(r#"{"status":"success"}"#, Unclear::Shape)]
#[case::empty_object("{}", Unclear::Shape)]
#[case::framework(r#"{"detail":"Not Found"}"#, Unclear::Shape)]
#[case::null_result(r#"{"result":null,"status":"success"}"#, Unclear::Shape)]
#[case::object_result(r#"{"result":{"secret_id":"a"},"status":"success"}"#, Unclear::Shape)]
#[case::two_results(r#"{"result":[],"result":[]}"#, Unclear::Shape)]
#[case::cut_in_row(r#"{"result":[{"secret_id":"a"},{"secret_id":"b"#, Unclear::CutOff)]
#[case::cut_after_row(r#"{"result":[{"secret_id":"a"}"#, Unclear::CutOff)]
#[case::cut_after_rows(r#"{"result":[{"secret_id":"a"}]"#, Unclear::CutOff)]
#[case::cut_in_status(r#"{"result":[],"status":"succ"#, Unclear::CutOff)]
#[case::comma_missing(r#"{"result":[{"secret_id":"a"}{"secret_id":"b"}]}"#, Unclear::NotJson)]
#[case::comma_at_end(r#"{"result":[{"secret_id":"a"},]}"#, Unclear::NotJson)]
#[case::comma_before_end(r#"{"result":[],}"#, Unclear::NotJson)]
#[case::colon_missing(r#"{"result" []}"#, Unclear::NotJson)]
#[case::key_missing(r#"{[]}"#, Unclear::NotJson)]
#[case::two_bodies(r#"{"result":[]}{"result":[]}"#, Unclear::NotJson)]
fn what_is_no_list_is_told(#[case] body: &str, #[case] why: Unclear) {
    assert_eq!(kind(body), FailureKind::Unintelligible(why));
}

#[test]
fn a_trailer_that_says_error_decides_though_rows_came() {
    let body = r#"{"result":[{"secret_id":"a"}],"status":"error","message":["no","way"]}"#;
    let (rows, end) = whole(body);
    assert_eq!(rows.len(), 1);
    let why = end.unwrap_err();
    assert_eq!((why.kind, why.message.shown()), (FailureKind::ServiceFault, "no; way"));
    assert_eq!(kind(r#"{"status":"error","result":null,"message":"m"}"#), FailureKind::ServiceFault);
}

#[test]
fn escaped_keys_are_keys() {
    let (rows, end) = whole(r#"{"r\u0065sult":[{"secret\u005fid":"a"}],"status":"success"}"#);
    assert_eq!(rows, [Secret::named("a")]);
    assert!(end.is_ok());
}

#[test]
fn depth_and_size_of_what_is_skipped_do_not_matter() {
    let (open, close) = ("[".repeat(200_000), "]".repeat(200_000));
    let long = "x".repeat(ROW_BYTES);
    let text = "m".repeat(TEXT_BYTES + 1);
    let body = format!(
        r#"{{"metadata":{open}{close},"message":"{text}","{text}":1,"result":[{open}{close},
            {{"x":{open}{close},"secret_id":"deep"}},{{"secret_id":"a","description":"{long}"}},
            {{"secret_id":"b"}}],"status":"success"}}"#
    );
    for cuts in [vec![], (0..body.len()).step_by(4_096).collect::<Vec<_>>()] {
        let (rows, end) = read(body.as_bytes(), &cuts, ListLimits::default());
        assert_eq!(rows, [Secret::named("deep"), Secret::named("b")]);
        assert_eq!(end.unwrap().unreadable, 2);
    }
}

#[test]
fn limits_end_the_list() {
    let body =
        json!({"result": [{"secret_id": "a"}, {"secret_id": "b"}, 3], "status": "success"}).to_string();
    let limits = ListLimits { bytes: body.len() as u64, rows: 3 };
    assert!(read(body.as_bytes(), &[], limits).1.is_ok());
    let few = ListLimits { rows: 2, ..limits };
    let why = read(body.as_bytes(), &[], few).1.unwrap_err();
    assert_eq!(why.kind, FailureKind::TooLarge { limit: Limit::Rows(2) });
    let small = ListLimits { bytes: limits.bytes - 1, ..limits };
    let why = read(body.as_bytes(), &[9], small).1.unwrap_err();
    assert_eq!(why.kind, FailureKind::TooLarge { limit: Limit::Bytes(limits.bytes - 1) });
}

/// Any JSON, with the words that matter more often than by chance.
fn any_json() -> impl Strategy<Value = Value> {
    let text = || prop_oneof![Just("secret_id".to_owned()), Just("result".to_owned()), any::<String>()];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        text().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 5, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::btree_map(text(), inner, 0..5)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

fn any_row() -> impl Strategy<Value = Value> {
    let row = (any::<String>(), any::<String>(), any::<bool>(), any_json()).prop_map(|(id, text, flag, odd)| {
        json!({"secret_id": id, "description": text, "readable": flag, "scope": "user", "x": odd})
    });
    prop_oneof![3 => row, 1 => any_json()]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn any_pieces_give_what_serde_json_gives(
        result in prop::collection::vec(any_row(), 0..8),
        before in prop::collection::vec((any::<String>(), any_json()), 0..3),
        after in prop::collection::vec((any::<String>(), any_json()), 0..3),
        pretty in any::<bool>(),
        mut cuts in prop::collection::vec(0_usize..4_000, 0..12),
    ) {
        let write = |value: &Value| {
            if pretty { serde_json::to_string_pretty(value) } else { serde_json::to_string(value) }.unwrap()
        };
        let result = Value::from(result);
        let known = |key: &str| matches!(key, "result" | "status" | "message" | "detail");
        let mut members: Vec<(String, Value)> = before.into_iter().filter(|(k, _)| !known(k)).collect();
        members.push(("result".into(), result.clone()));
        members.extend(after.into_iter().filter(|(k, _)| !known(k)));
        members.push(("status".into(), "success".into()));
        let members: Vec<_> =
            members.iter().map(|(k, v)| format!("{}:{}", write(&k.as_str().into()), write(v))).collect();
        let body = format!("{{{}}}", members.join(if pretty { " ,\n" } else { "," }));

        let parsed: Value = serde_json::from_str(&body).unwrap();
        let mut interner = Interner::default();
        let elements: Vec<_> = parsed["result"].as_array().unwrap().iter()
            .map(|element| read_secret(&serde_json::to_vec(element).unwrap(), &mut interner)).collect();
        let expected: Vec<_> = elements.iter().flatten().cloned().collect();

        cuts.sort_unstable();
        let (rows, end) = read(body.as_bytes(), &cuts, ListLimits::default());
        prop_assert_eq!(&rows, &expected);
        let summary = end.unwrap();
        prop_assert_eq!(summary.rows, expected.len());
        prop_assert_eq!(summary.unreadable, elements.len() - expected.len());
        prop_assert_eq!(summary.bytes, body.len() as u64);
    }

    #[test]
    fn no_bytes_make_it_panic_and_no_pieces_change_it(
        bytes in prop::collection::vec(prop_oneof![
            Just(b'{'), Just(b'}'), Just(b'['), Just(b']'), Just(b'"'), Just(b'\\'), Just(b','), Just(b':'), any::<u8>()
        ], 0..60),
        prefix in prop_oneof![Just(""), Just(r#"{"result":["#), Just(r#"{"a":"#)],
        cut in 0_usize..70,
    ) {
        let body = [prefix.as_bytes(), &bytes].concat();
        let (rows, end) = read(&body, &[], ListLimits::default());
        prop_assert_eq!(read(&body, &[cut], ListLimits::default()), (rows, end));
    }
}
