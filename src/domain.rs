//! The matter of the program, free of transport and screen: secrets, their values, drafts, the questions to the
//! service and its answers.
//!
//! Everything here is plain data that a test can build and compare.

pub mod access;
pub mod base_url;
pub mod char_mask;
pub mod clocks;
pub mod digest;
pub mod draft;
pub mod exit;
pub mod failure;
pub mod file;
pub mod filter;
pub mod id;
pub mod listing;
pub mod marked;
pub mod moment;
pub mod permission;
pub mod places;
pub mod pod;
pub mod query;
pub mod reference;
pub mod reply;
pub mod request;
pub mod rows;
pub mod secret;
pub mod session;
pub mod sign_in;
pub mod tested;
pub mod token;
pub mod uses;
pub mod value;
pub mod variable;

pub use access::{Access, AccessMode};
pub use base_url::{BadBaseUrl, BaseUrl, Origin};
pub use clocks::ClockGap;
pub use digest::{DigestKey, Print};
pub use draft::{Change, Fault, Field, NewScope, NewSecret};
pub use exit::Exit;
pub use failure::{Exchange, Failure, FailureKind, NoAnswer, ProxyFault, SignedOut, TlsFault, Unclear};
pub use file::{FileFault, SaveFault};
pub use id::SecretId;
pub use marked::Marked;
pub use moment::{Deadline, Moment, Wake};
pub use permission::{Level, Refused, Standing};
pub use places::Places;
pub use pod::{Pod, PodId, PodPermissions};
pub use query::{Hits, Order, Query, Sort, Terms};
pub use reference::{Reference, Unreferable};
pub use reply::Reply;
pub use request::{Answer, CallSubject, Operation, Request};
pub use rows::{Chunk, RowNeeds, Rows};
pub use secret::{Scope, Secret, StoredAs};
pub use session::Site;
pub use sign_in::{Credentials, Granted, ProfileId, SignInFault, TokenWay};
pub use tested::{TEST_PATIENCE, Tested};
pub use token::{Claims, Token};
pub use value::SecretValue;
