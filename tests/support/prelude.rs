//! All names of the crate that `AppTest` and the stories use: where something moves in `src`, only this file
//! follows.

#![allow(unused_imports)] // each test program uses some of it

pub(crate) use tapis_secrets::accounts::ProfileAccounts;
pub(crate) use tapis_secrets::api::{
    Access as SignedIn, Client, RetryPolicy, Settings as ClientSettings, Timeouts,
};
pub(crate) use tapis_secrets::app::{App, SHOW_WAIT_AFTER, SPINNER_FRAME};
pub(crate) use tapis_secrets::config::{Config, Profile as ConfiguredProfile, Source};
pub(crate) use tapis_secrets::core::FIRST_SESSION;
pub(crate) use tapis_secrets::core::editing::{EditorEnd, Exit, NoEditor};
pub(crate) use tapis_secrets::core::profile::{Profile, TokenSource};
pub(crate) use tapis_secrets::core::settings::{ClipboardWay, Settings, Unlock};
pub(crate) use tapis_secrets::core::{
    CopyFault, CopyJob, CopyReport, Effect, Event, RequestId, RequestKey, SessionId, Ticket,
};
pub(crate) use tapis_secrets::demo::{Options, Service};
pub(crate) use tapis_secrets::domain::digest::KEY_BYTES as DIGEST_KEY_BYTES;
pub(crate) use tapis_secrets::domain::failure::{Limit, Rejection};
pub(crate) use tapis_secrets::domain::{
    Access, Answer, BaseUrl, Claims, ClockGap, DigestKey, Exchange, Failure, FailureKind, Field, FileFault,
    Granted, Hits, Moment, NoAnswer, Operation, ProfileId, ProxyFault, Query, Reply, Request, Rows,
    SaveFault, Scope, Secret, SecretId, SecretValue, SignInFault, SignedOut, Site, Sort, StoredAs, TlsFault,
    Token, TokenWay, Unclear, Wake,
};
pub(crate) use tapis_secrets::engine::Engine;
pub(crate) use tapis_secrets::features::undo::HELD_FOR;
pub(crate) use tapis_secrets::index::search;
pub(crate) use tapis_secrets::keys::{Action, Code, Context, Key};
pub(crate) use tapis_secrets::text::SafeText;
pub(crate) use tapis_secrets::text::fit::width;
pub(crate) use tapis_secrets::view::theme::Theme;

/// What only the harness may know of.
pub(crate) mod inside {
    pub(crate) use tapis_secrets::features::value::ValueState;
    pub(crate) use tapis_secrets::view::form::LABEL;
    pub(crate) use tapis_secrets::view::theme::Name;
}

pub(crate) use super::app_test::AppTest;
pub(crate) use super::app_test::boxes::{Phase, Shown};
pub(crate) use super::app_test::real::{PATIENCE, PAUSE, hasty, impatient};
