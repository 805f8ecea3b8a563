//! Answers for the embedded service to give instead of its own: in its shape, or in none.

use serde_json::json;
use tapis_secrets::demo::Scripted;

/// An answer with this status and body.
pub(crate) fn status(code: u16, content_type: &'static str, body: impl Into<Vec<u8>>) -> Scripted {
    Scripted::Status { code, content_type, headers: Vec::new(), body: body.into() }
}

/// An error in the service's envelope.
pub(crate) fn error(code: u16, message: &str) -> Scripted {
    let body = json!({"message": message, "metadata": {}, "result": null, "status": "error", "version": "x"});
    status(code, "application/json", body.to_string())
}

/// A success in the service's envelope.
pub(crate) fn success(result: &serde_json::Value) -> Scripted {
    let body = json!({"message": "", "metadata": {}, "status": "success", "version": "x", "result": result});
    status(200, "application/json", body.to_string())
}

/// A page of some portal in the service's place.
pub(crate) fn html() -> Scripted {
    status(200, "text/html", "<html>Welcome</html>")
}
