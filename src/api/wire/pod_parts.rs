//! The permissions and the action log of a pod (`PODS` §6).

use serde::de::DeserializeSeed;
use zeroize::Zeroizing;

use super::envelope::unclear;
use super::lenient::{Field, Read, Texts};
use super::surrogates::mended;
use crate::domain::pod::{ActionLine, ActionLog};
use crate::domain::{PodPermissions, Unclear};

/// Reads the result of permissions.
///
/// # Errors
/// The reason why the body holds none.
pub fn permissions(body: &[u8]) -> Result<PodPermissions, Unclear> {
    let (all, end) = collect(body, "permissions", PodPermissions::add);
    end.map(|()| all)
}

/// Reads the action log in the result of logs, as far as it is in the beginning of a body that was cut. The output of
/// the container beside it is skipped: it holds whatever the container prints, secrets too. A line that is not kept is
/// looked at where it lies in the body.
///
/// # Errors
/// The reason why the body holds none.
pub fn action_log(body: &[u8], is_cut: bool) -> Result<ActionLog, Unclear> {
    let (lines, end) = collect(body, "action_logs", |lines: &mut Vec<_>, line| {
        lines.extend(ActionLine::read(line));
    });
    match end {
        Err(Unclear::CutOff) if is_cut => Ok(ActionLog { lines, is_cut }),
        end => end.map(|()| ActionLog { lines, is_cut }),
    }
}

/// Collects the texts of the list in a field of the result, up to where the body cannot be read.
fn collect<T: Default>(body: &[u8], field: &str, add: fn(&mut T, &str)) -> (T, Result<(), Unclear>) {
    let read = |body: &[u8]| {
        let mut all = T::default();
        let mut json = serde_json::Deserializer::from_slice(body);
        let texts = Texts(|text: &str| add(&mut all, text));
        let found = Read(Field("result", Field(field, texts))).deserialize(&mut json);
        let found = found.and_then(|found| json.end().map(|()| found)).map_err(|e| unclear(&e, body));
        (all, found.and_then(|found| found.flatten().ok_or(Unclear::Shape)))
    };
    match read(body) {
        (_, Err(Unclear::NotJson)) => read(&Zeroizing::new(mended(body))),
        read => read,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Level;
    use rstest::rstest;

    #[test]
    fn permissions_are_read() {
        let body =
            br#"{"result":{"x":[{}],"permissions":["alice:ADMIN",7,"*:READ",null]},"status":"success"}"#;
        assert_eq!(permissions(body).unwrap().level("alice"), Some(Level::Read));
    }

    #[test]
    fn the_output_of_the_container_is_skipped_and_lines_of_known_forms_are_kept() {
        let body = r#"{"result":{"logs":"hunter2 \ud800","action_logs":["26/11/26 23:03: health set status to X\"",
            "26/11/26 23:04: 'a' updated pod: hunter2","hunter2",{"x":"hunter2"},5]},"status":"success"}"#;
        let log = action_log(body.as_bytes(), false).unwrap();
        assert_eq!((log.lines.len(), log.is_cut), (2, false));
        assert!(!format!("{log:?}").contains("hunter2"));
    }

    #[test]
    fn of_a_body_that_was_cut_the_lines_in_its_beginning_are_kept() {
        let body = r#"{"result":{"x":"\ud800","action_logs":["26/11/26 23:03: health set status to X",
            "26/11/26 23:04: spawner set status to Y"],"logs":"h\u00fcnter2 hünter2"},"status":"success"}"#;
        for end in 0..body.len() {
            let log = action_log(&body.as_bytes()[..end], true).unwrap();
            let whole = [" X\"", " Y\""].iter().filter(|line| body.find(**line).unwrap() + 3 <= end).count();
            assert_eq!((log.lines.len(), log.is_cut), (whole, true), "{end}");
        }
        assert_eq!(action_log(b"<html>", true), Err(Unclear::Html));
        assert_eq!(action_log(br#"{"result":{"logs":"x"} x"#, true), Err(Unclear::NotJson));
    }

    #[rstest]
    #[case::nothing(r#"{"result":{}}"#, Unclear::Shape)]
    #[case::null(r#"{"result":null}"#, Unclear::Shape)]
    #[case::list(r#"{"result":["x"]}"#, Unclear::Shape)]
    #[case::text(r#""x""#, Unclear::Shape)]
    #[case::cut(r#"{"result":{"logs":"hun"#, Unclear::CutOff)]
    #[case::html("<html>", Unclear::Html)]
    #[case::empty("", Unclear::CutOff)]
    fn nothing_is_guessed(#[case] body: &str, #[case] why: Unclear) {
        assert_eq!(permissions(body.as_bytes()).unwrap_err(), why);
        assert_eq!(action_log(body.as_bytes(), false).unwrap_err(), why);
    }
}
