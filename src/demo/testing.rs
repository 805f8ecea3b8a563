//! What only tests have of a service: answers laid down in advance, lists that stop half-way, and a record of
//! what was asked.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::body::Body;
use axum::http::Response;
use bytes::Bytes;
use futures_util::stream;
use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimePrinter;
use tokio::sync::watch;

use super::answer::Answer;
use super::log::Log;

/// An answer laid down in advance for one request.
#[derive(Clone)]
pub enum Scripted {
    /// This answer, whatever was asked and whoever asked it; nothing takes effect.
    Status {
        /// The HTTP status, 200 to 599; anything that is no status becomes 500.
        code: u16,
        /// The content type; empty for none.
        content_type: &'static str,
        /// Further headers.
        headers: Vec<(&'static str, String)>,
        /// The body, sent as it is.
        body: Vec<u8>,
    },
    /// The connection is closed before a byte of an answer; nothing takes effect.
    DropConnection,
    /// The request takes effect, but its answer ends in the middle of the body.
    HalfBody,
    /// Never an answer; nothing takes effect.
    Hang,
    /// A write is carried out where the values are kept and not where the rows are (contract §8): a value is
    /// replaced, stored without a row, or gone although its row is still there. The answer is the service's own
    /// 500, or this one; [`Scripted::HalfBody`] ends the 500 in the middle.
    HalfDone(Option<Box<Scripted>>),
}

struct Script {
    method: String,
    path: String,
    answer: Scripted,
}

/// The scripts that tests have laid down, and the requests so far.
pub(super) struct Testing {
    pub(super) log: Log,
    scripts: Mutex<Vec<Script>>,
    /// The answer to every call on pods instead of the service's own, and the delay of answers about pods.
    pods: Mutex<(Option<Scripted>, Duration)>,
    /// Set while answers carry the `Date` of the service's own clock.
    dated: AtomicBool,
    /// Set while list answers stop half-way.
    held: watch::Sender<bool>,
}

impl Default for Testing {
    fn default() -> Testing {
        let held = watch::Sender::new(false);
        let dated = AtomicBool::new(false);
        Testing { log: Log::default(), scripts: Mutex::default(), pods: Mutex::default(), dated, held }
    }
}

impl Testing {
    pub(super) fn script(&self, method: &str, path: &str, answer: Scripted) {
        let script = Script { method: method.to_owned(), path: path.to_owned(), answer };
        self.scripts.lock().unwrap_or_else(PoisonError::into_inner).push(script);
    }

    /// Returns the answer of the first script that matches, which is used up by this.
    pub(super) fn take_script(&self, method: &str, path: &str) -> Option<Scripted> {
        let fits = |script: &Script| {
            (script.method.is_empty() || script.method == method) && path.starts_with(&script.path)
        };
        let mut scripts = self.scripts.lock().unwrap_or_else(PoisonError::into_inner);
        match scripts.iter().position(fits) {
            Some(at) => Some(scripts.remove(at).answer),
            None => self.pods().0.clone().filter(|_| is_about_pods(path)),
        }
    }

    pub(super) fn answer_pods(&self, scripted: Option<Scripted>) {
        self.pods().0 = scripted;
    }

    pub(super) fn set_pods_latency(&self, latency: Duration) {
        self.pods().1 = latency;
    }

    /// Returns for how long the answer to a request for this path is held back.
    pub(super) fn latency(&self, path: &str) -> Duration {
        if is_about_pods(path) { self.pods().1 } else { Duration::ZERO }
    }

    fn pods(&self) -> MutexGuard<'_, (Option<Scripted>, Duration)> {
        self.pods.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn send_own_date(&self, own: bool) {
        self.dated.store(own, Ordering::Relaxed);
    }

    /// Gives an answer the `Date` of `now`, where it is not to be the machine's.
    pub(super) fn dated(&self, mut answer: Answer, now: Timestamp) -> Answer {
        let date = || DateTimePrinter::new().timestamp_to_rfc9110_string(&now).ok();
        let date = self.dated.load(Ordering::Relaxed).then(date).flatten();
        answer.headers.extend(date.map(|date| ("date", date)));
        answer
    }

    pub(super) fn hold_list(&self, held: bool) {
        self.held.send_replace(held);
    }

    /// Returns a response with the first half of a list that is held; the second comes when the list is let go.
    /// Should the service stop meanwhile, it never comes.
    pub(super) fn half_list(&self, answer: &Answer) -> Option<Response<Body>> {
        let held = self.held.subscribe();
        if !answer.is_list || !*held.borrow() {
            return None;
        }
        let mut first = Bytes::from(answer.body.clone());
        let second = first.split_off(first.len() / 2);
        let halves =
            stream::unfold((Some(first), Some(second), held), |(first, second, mut held)| async move {
                match (first, second) {
                    (Some(first), second) => Some((Ok::<_, std::io::Error>(first), (None, second, held))),
                    (None, Some(second)) => {
                        held.wait_for(|held| !held).await.ok()?;
                        Some((Ok(second), (None, None, held)))
                    }
                    (None, None) => None,
                }
            });
        Some(answer.response(Body::from_stream(halves)))
    }
}

/// Tells whether a path is that of the pods or of one pod.
fn is_about_pods(path: &str) -> bool {
    let mut segments = path.split('/').skip(1);
    segments.next() == Some("pods") && segments.next() != Some("secrets")
}

/// Returns the answer of `script`, made of the service's `own` where it is cut, which may be half done; `None` for
/// none at all.
pub(super) fn answer(script: Scripted, own: impl FnOnce(bool) -> Answer) -> Option<Answer> {
    let Scripted::HalfDone(then) = script else { return laid_down(script, || own(false)) };
    let own = own(true);
    match then {
        None => Some(own),
        Some(then) => laid_down(*then, || own),
    }
}

fn laid_down(script: Scripted, own: impl FnOnce() -> Answer) -> Option<Answer> {
    match script {
        Scripted::Status { code, content_type, headers, body } => {
            let kind = (!content_type.is_empty()).then_some(content_type);
            Some(Answer { headers, ..Answer::new(code, kind, body) })
        }
        Scripted::DropConnection => Some(Answer::dropped()),
        Scripted::HalfBody => Some(own().halved()),
        Scripted::HalfDone(_) => Some(own()),
        Scripted::Hang => None,
    }
}
