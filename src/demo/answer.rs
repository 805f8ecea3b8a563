//! The service's answer, before it is HTTP: envelope, framework errors, redirects, proxy pages, and the fate of the
//! connection. Others decide which answer a request deserves.

use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, Response, StatusCode, header};
use serde_json::{Map, Value, json};

use super::connection::Fate;

const VERSION: &str = "26Q1.1";
const JSON: &str = "application/json";
const PROXY_PAGE: &str = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n\
    <center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n";

/// An answer. Deliberately without `Debug`: the body may hold a value.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) content_type: Option<&'static str>,
    pub(super) headers: Vec<(&'static str, String)>,
    pub(super) body: Vec<u8>,
    pub(super) fate: Fate,
    #[cfg(feature = "test-support")]
    /// Set when a held list (see `Service::hold_list`) stops this answer half-way.
    pub(super) is_list: bool,
}

impl Answer {
    pub(super) fn new(status: u16, content_type: Option<&'static str>, body: Vec<u8>) -> Answer {
        // Contract §3: after these the server closes the connection without announcing it.
        let fate = if matches!(status, 403 | 404 | 409 | 500) { Fate::CloseAfter } else { Fate::Keep };
        Answer {
            status,
            content_type,
            headers: Vec::new(),
            body,
            fate,
            #[cfg(feature = "test-support")]
            is_list: false,
        }
    }

    /// Makes a 200 with the envelope and no metadata; `result` is JSON text already.
    pub(super) fn done(message: &str, result: &str) -> Answer {
        Self::envelope(message, &Map::new(), result, "success")
    }

    /// Makes a 200 with the envelope. Some calls answer so and say `error` in `status`.
    pub(super) fn envelope(
        message: &str,
        metadata: &Map<String, Value>,
        result: &str,
        status: &str,
    ) -> Answer {
        let metadata = serde_json::to_string(metadata).unwrap_or_default();
        let mut body = String::with_capacity(result.len() + metadata.len() + 160);
        body.push_str("{\"message\":");
        body.push_str(&Value::from(message).to_string());
        body.push_str(",\"metadata\":");
        body.push_str(&metadata);
        body.push_str(",\"result\":");
        body.push_str(result);
        body.push_str(",\"status\":\"");
        body.push_str(status);
        body.push_str("\",\"version\":\"");
        body.push_str(VERSION);
        body.push_str("\"}");
        Answer::new(200, Some(JSON), body.into_bytes())
    }

    /// Makes an error envelope; the message is a string or a list of strings.
    pub(super) fn error(status: u16, message: impl Into<Value>) -> Answer {
        let message = message.into();
        let body = format!(
            "{{\"result\":null,\"status\":\"error\",\"version\":\"{VERSION}\",\"message\":{message},\"metadata\":{{}}}}"
        );
        Answer::new(status, Some(JSON), body.into_bytes())
    }

    /// Makes an error of the framework below the service.
    pub(super) fn detail(status: u16, detail: &str) -> Answer {
        Answer::new(status, Some(JSON), json!({ "detail": detail }).to_string().into_bytes())
    }

    /// Makes the answer to a double slash: 307, an absolute address, no body (contract §1).
    pub(super) fn redirect(location: String) -> Answer {
        let mut answer = Answer::new(307, None, Vec::new());
        answer.headers.push(("location", location));
        answer
    }

    /// Makes the answer of the proxy in front of a service that is down.
    pub(super) fn proxy_error() -> Answer {
        Answer::new(502, Some("text/html"), PROXY_PAGE.as_bytes().to_vec())
    }

    /// Makes no answer at all: the connection ends before the first byte.
    pub(super) fn dropped() -> Answer {
        let mut answer = Answer::new(500, None, Vec::new());
        answer.fate = Fate::Drop;
        answer
    }

    /// Closes the connection behind the answer without a word.
    pub(super) fn closing(mut self) -> Answer {
        self.fate = Fate::CloseAfter;
        self
    }

    /// Ends the answer in the middle of its body.
    pub(super) fn halved(mut self) -> Answer {
        self.fate = Fate::Cut(self.body.len() / 2);
        self
    }

    #[cfg(feature = "test-support")]
    /// Status as the client sees it; `None` when nothing is sent.
    pub(super) fn visible_status(&self) -> Option<u16> {
        (self.fate != Fate::Drop).then_some(self.status)
    }

    /// Makes the HTTP response around `body`, which is this answer's body or a stream of it.
    pub(super) fn response(&self, body: Body) -> Response<Body> {
        let mut response = Response::new(body);
        *response.status_mut() =
            StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let headers = response.headers_mut();
        if let Some(content_type) = self.content_type {
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
        }
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from(self.body.len()));
        for (name, value) in &self.headers {
            if let (Ok(name), Ok(value)) =
                (HeaderName::try_from(*name), HeaderValue::try_from(value.as_str()))
            {
                headers.append(name, value);
            }
        }
        response
    }
}
