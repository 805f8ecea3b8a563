//! Drafts and failures, and the effect of a step as one line of text.

use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use zeroize::Zeroizing;

use crate::core::RequestKey;
use crate::domain::digest::KEY_BYTES;
use crate::domain::{
    Access, AccessMode, Change, Claims, DigestKey, Exchange, Failure, FailureKind, Moment, NewScope,
    NewSecret, NoAnswer, Operation, Request, Scope, Secret, SecretId, SecretValue, Site, StoredAs,
};
use crate::work::write::state::{Proof, Wait};
use crate::work::write::{Context, Draft, News, Output, State, Write};

pub(super) const NUMBER: u64 = 7;

/// A world in which alice writes, with a clock that a test sets.
pub(super) struct World {
    pub(super) now: Moment,
    pub(super) site: Site,
    pub(super) key: DigestKey,
    /// Values may be read.
    pub(super) agreed: bool,
    pub(super) denied: bool,
}

impl World {
    pub(super) fn new(agreed: bool) -> Self {
        let wall = Timestamp::from_second(1_800_000_000).unwrap();
        let claims = Claims { user: "alice".into(), tenant: "tacc".into(), expires: None };
        Self {
            now: Moment { instant: Instant::now(), wall },
            site: Site { address: "tacc.tapis.io".into(), claims, ..Site::default() },
            key: DigestKey::new(&Zeroizing::new([7; KEY_BYTES])),
            agreed,
            denied: false,
        }
    }

    pub(super) fn cx(&self) -> Context<'_> {
        Context {
            now: self.now,
            service_time: self.now.wall,
            site: &self.site,
            digests: Some(&self.key),
            agreed: self.agreed,
            denied: self.denied,
        }
    }

    pub(super) fn pass(&mut self, seconds: u64) {
        self.now.instant += Duration::from_secs(seconds);
        self.now.wall += Duration::from_secs(seconds);
    }

    /// Returns a secret `a` of alice's, made now.
    pub(super) fn secret(&self, description: &str) -> Box<Secret> {
        Box::new(Secret {
            access: Access { readable: Some(true), writable: Some(true) },
            description: description.into(),
            owner: "alice".into(),
            scope: Scope::User,
            stored_as: StoredAs::Usual("tacc".into()),
            created: Some(self.now.wall),
            ..Secret::named("a")
        })
    }

    pub(super) fn create(&self) -> Draft {
        Draft::Create(NewSecret {
            id: "a".into(),
            value: value("new"),
            description: "mine".to_owned(),
            scope: NewScope::User,
            access: AccessMode::Full,
        })
    }

    pub(super) fn edit(&self, new_value: Option<&str>, description: Option<&str>) -> Draft {
        let change = Change { value: new_value.map(value), description: description.map(str::to_owned) };
        Draft::Edit { base: self.secret("old"), change }
    }

    pub(super) fn delete(&self) -> Draft {
        Draft::Delete { secret: self.secret("old"), expected: None, spare: None }
    }
}

pub(super) fn value(text: &str) -> Arc<SecretValue> {
    Arc::new(SecretValue::from(text))
}

/// Returns a failure of a write that may have arrived, or of a read.
pub(super) fn failure(operation: Operation, kind: FailureKind) -> Arc<Failure> {
    let exchange = Exchange { may_have_arrived: operation.is_write(), ..Exchange::default() };
    Arc::new(Failure { operation, subject: Some(SecretId::from("a").into()), kind, exchange })
}

pub(super) fn not_sent(operation: Operation) -> Arc<Failure> {
    let kind = FailureKind::Unreachable(NoAnswer::Refused);
    let exchange = Exchange { may_have_arrived: false, ..Exchange::default() };
    Arc::new(Failure { operation, subject: Some(SecretId::from("a").into()), kind, exchange })
}

/// Returns the state in a word or two.
pub(super) fn name(write: &Write) -> String {
    match write.state() {
        State::Conflict(theirs) => format!("Conflict with {}", theirs.shown()),
        State::Verifying(_, check) => {
            let by = if check.proof == Proof::Value { "value" } else { "metadata" };
            match check.wait {
                Wait::Answer => format!("Verifying by {by}"),
                Wait::Until(_) => format!("Verifying by {by} later"),
                Wait::SignIn => format!("Verifying by {by} after sign-in"),
            }
        }
        state => format!("{state:?}").split(['(', ' ']).next().unwrap_or_default().to_owned(),
    }
}

/// Returns the outputs of a step in a line.
pub(super) fn told(out: &[Output]) -> String {
    let all = out.iter().map(|output| match output {
        Output::Call(request_key, request) => {
            let is_write = matches!(request_key, RequestKey::Write(NUMBER));
            assert!(is_write || matches!(request_key, RequestKey::Look(NUMBER)), "{request_key:?}");
            assert_eq!(is_write, request.operation().is_write(), "a write has a request_key of its own");
            match request {
                Request::Get(_) => "looks".to_owned(),
                Request::GetValue(_) => "reads".to_owned(),
                Request::Create(_) => "creates".to_owned(),
                Request::Update(_, change) => match (&change.value, &change.description) {
                    (Some(_), Some(_)) => "updates both".to_owned(),
                    (Some(_), None) => "updates the value".to_owned(),
                    (None, _) => "updates the description".to_owned(),
                },
                Request::Delete(_) => "deletes".to_owned(),
                other => panic!("a write needs no {:?}", other.operation()),
            }
        }
        Output::Abort(request_key) => {
            assert!(matches!(request_key, RequestKey::Look(NUMBER)), "a write is never called back");
            "aborts".to_owned()
        }
        Output::News(news) => news_in_words(news),
    });
    all.collect::<Vec<_>>().join(", ")
}

/// Returns the news by the names of their variants, without their content.
fn news_in_words(news: &News) -> String {
    let debug = format!("{news:?}");
    let words: String = debug.chars().take_while(|c| c.is_alphanumeric() || "( ".contains(*c)).collect();
    let is_name = |word: &&str| {
        word.chars().next().is_some_and(char::is_uppercase) || matches!(*word, "true" | "false")
    };
    let names = words.split(['(', ' ']).filter(is_name);
    names.filter(|word| !matches!(*word, "Secret" | "Failure")).collect::<Vec<_>>().join(" ")
}
