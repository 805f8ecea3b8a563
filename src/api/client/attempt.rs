//! One attempt of one call: send, wait, read. `retry` decides whether another one follows.

use std::time::Duration;

use jiff::Timestamp;
use reqwest::Response;
use reqwest::header::{CONNECTION, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, RETRY_AFTER};

use super::patience::Patience;
use super::{body, list};
use crate::api::classify::{Answered, BODY_BYTES, Verdict, retry_after};
use crate::api::clock::{self, Told};
use crate::api::network::{Broken, Way, before_answer, is_compressed};
use crate::api::operations::{self, Prepared};
use crate::api::settings::Settings;
use crate::api::store::Replies;
use crate::api::transport::Transport;
use crate::domain::{Answer, ClockGap, FailureKind, Operation, Pod, Reply, Secret, Unclear};
use crate::text::SafeText;

/// The parts that an attempt needs.
pub(super) struct Attempt<'a> {
    pub(super) transport: &'a Transport,
    pub(super) headers: &'a HeaderMap,
    pub(super) settings: &'a Settings,
    /// The last report about the clocks.
    pub(super) clock: &'a Told,
}

/// An attempt that failed.
#[derive(Debug)]
pub(super) struct AttemptError {
    pub(super) kind: FailureKind,
    pub(super) message: SafeText,
    pub(super) status: Option<u16>,
    pub(super) elapsed: Duration,
    pub(super) nothing_sent: bool,
    pub(super) clock: Option<ClockGap>,
}

impl Attempt<'_> {
    pub(super) async fn make<R: Replies>(
        &self,
        call: &Prepared,
        replies: &R,
    ) -> Result<Answer, AttemptError> {
        let patience = Patience::new(call.operation, &self.settings.timeouts);
        let lost = |status, clock, broken: Broken| AttemptError {
            kind: broken.kind,
            message: broken.message,
            status,
            elapsed: patience.elapsed(),
            nothing_sent: broken.nothing_sent,
            clock,
        };
        let asked = Timestamp::now();
        let mut response = self.send(call, &patience).await.map_err(|broken| lost(None, None, broken))?;
        let clock = clock::gap(&response, asked);
        if let Some(date) = clock::date(&response) {
            if self.clock.is_news(clock) {
                replies.send(Reply::Clock(clock));
            }
            if call.operation.is_write() {
                replies.send(Reply::Dated(date));
            }
        }
        let status = response.status().as_u16();
        let read = if response.status().is_success() && is_compressed(&response) {
            Err(Broken {
                kind: FailureKind::Unintelligible(Unclear::Compressed),
                message: SafeText::default(),
                nothing_sent: false,
            })
        } else if response.status().is_success() && call.operation == Operation::List {
            list::read::<Secret, R>(&mut response, self.settings.limits.list, &patience, replies).await
        } else if response.status().is_success() && call.operation == Operation::ListPods {
            list::read::<Pod, R>(&mut response, self.settings.limits.list, &patience, replies).await
        } else {
            self.read(call, &mut response, &patience).await
        };
        read.map_err(|broken| lost(Some(status), clock, broken))
    }

    async fn send(&self, call: &Prepared, patience: &Patience) -> Result<Response, Broken> {
        let http = if call.fresh { &self.transport.fresh } else { &self.transport.kept };
        let mut request = http.request(call.method.clone(), call.url.clone()).headers(self.headers.clone());
        if call.fresh {
            // For HTTP/1.1; over HTTP/2 it is left out, and the connection ends with its only user.
            request = request.header(CONNECTION, HeaderValue::from_static("close"));
        }
        if let Some(body) = &call.body {
            // Without it some versions of the service take the body for something else (contract §1).
            request =
                request.header(CONTENT_TYPE, HeaderValue::from_static("application/json")).body(body.clone());
        }
        match patience.wait(request.send()).await {
            Ok(Ok(response)) => Ok(response),
            Ok(Err(e)) => {
                let way = Way {
                    proxy: self.transport.proxy(),
                    connect: self.settings.timeouts.connect,
                    waited: patience.elapsed(),
                };
                Err(before_answer(&e, &way))
            }
            Err(after) => Err(Broken {
                kind: FailureKind::TimedOut { after },
                message: SafeText::default(),
                nothing_sent: false,
            }),
        }
    }

    /// Reads any answer but the rows of a list.
    async fn read(
        &self,
        call: &Prepared,
        response: &mut Response,
        patience: &Patience,
    ) -> Result<Answer, Broken> {
        let limits = &self.settings.limits;
        let status = response.status();
        if let Some(kind) = self.transport.refused(status.as_u16()) {
            return Err(Broken { kind, message: SafeText::default(), nothing_sent: true });
        }
        let content_type = header(response, CONTENT_TYPE);
        let retry_after = header(response, RETRY_AFTER).and_then(|text| {
            // A date is the service's: by its own clock it says how long.
            retry_after(&text, clock::date(response).unwrap_or_else(Timestamp::now))
        });
        let mut is_cut = false;
        let body = if !status.is_success() {
            body::beginning(response, BODY_BYTES, patience).await
        } else if call.operation == Operation::GetPodLogs {
            let (body, cut) = body::up_to(response, limits.metadata, patience).await?;
            is_cut = cut;
            body
        } else if call.operation == Operation::GetValue {
            body::whole(response, limits.value_body(), patience).await?
        } else {
            body::whole(response, limits.metadata, patience).await?
        };
        let answered = Answered {
            operation: call.operation,
            status: status.as_u16(),
            content_type: content_type.as_deref(),
            compressed: is_compressed(response),
            body: body.as_slice(),
            is_cut,
            retry_after,
        };
        operations::read(&answered, call.subject.as_ref(), limits.value)
            .map_err(|Verdict { kind, message }| Broken { kind, message, nothing_sent: false })
    }
}

fn header(response: &Response, name: HeaderName) -> Option<String> {
    response.headers().get(name)?.to_str().ok().map(str::to_owned)
}
