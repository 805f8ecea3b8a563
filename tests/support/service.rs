//! The state of the embedded service, seen and changed through a client of its own: what a journey is
//! compared with. Reads of values end up in the service's log, so they are asked for at the end.

use std::sync::Arc;

use tapis_secrets::api::{Client, SecretStore};
use tapis_secrets::demo::Service;
use tapis_secrets::domain::{
    AccessMode, Answer, BaseUrl, Change, Failure, NewScope, NewSecret, Reply, Request, SecretValue, Token,
};

use super::prelude::hasty;

/// Asks the service whatever somebody else may.
pub(crate) fn ask(service: &Service, token: &str, request: Request) -> Result<Answer, Box<Failure>> {
    let base = BaseUrl::parse(&service.base_url(), false).unwrap();
    let token = Arc::new(Token::new(token.to_owned()).unwrap());
    let client = Client::with_settings(base, token, hasty()).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(client.call(request, &|_: Reply| ()))
}

fn as_alice(service: &Service, request: Request) -> Result<Answer, Box<Failure>> {
    ask(service, &service.token(), request)
}

/// Reads past the failures that a test has laid down and that were not met.
fn read(service: &Service, request: impl Fn() -> Request) -> Answer {
    (0..50).find_map(|_| as_alice(service, request()).ok()).expect("the service answers")
}

pub(crate) fn value_of(service: &Service, id: &str) -> String {
    match read(service, || Request::GetValue(id.into())) {
        Answer::Value(value) => value.expose().to_owned(),
        other => panic!("{other:?} is no value"),
    }
}

pub(crate) fn description_of(service: &Service, id: &str) -> String {
    match read(service, || Request::Get(id.into())) {
        Answer::Got(secret) => secret.description.original().to_owned(),
        other => panic!("{other:?} is no metadata"),
    }
}

pub(crate) fn exists(service: &Service, id: &str) -> bool {
    as_alice(service, Request::Get(id.into())).is_ok()
}

/// Somebody else creates a secret.
pub(crate) fn create(service: &Service, token: &str, id: &str, value: &str) {
    let new = NewSecret {
        id: id.into(),
        value: Arc::new(SecretValue::new(value.to_owned())),
        description: String::new(),
        scope: NewScope::User,
        access: AccessMode::Full,
    };
    ask(service, token, Request::Create(new)).unwrap();
}

/// Somebody else changes a description.
pub(crate) fn describe(service: &Service, id: &str, text: &str) {
    let change = Change { description: Some(text.to_owned()), value: None };
    as_alice(service, Request::Update(id.into(), change)).unwrap();
}

/// Somebody else changes a value.
pub(crate) fn set_value(service: &Service, id: &str, value: &str) {
    let value = Some(Arc::new(SecretValue::new(value.to_owned())));
    as_alice(service, Request::Update(id.into(), Change { description: None, value })).unwrap();
}

/// Somebody else deletes a secret.
pub(crate) fn remove(service: &Service, id: &str) {
    as_alice(service, Request::Delete(id.into())).unwrap();
}
