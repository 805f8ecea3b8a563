//! The facts about other slices that forms depend on. `app` reads them anew for each message.

use std::sync::Arc;

use jiff::Timestamp;

use crate::core::{Context, News, Out};
use crate::domain::uses::Radius;
use crate::domain::{DigestKey, Failure, Secret, SecretId, SecretValue, Standing};
use crate::layout::Under;
use crate::text::Sentence;
use crate::work::undo::Plan;

/// The pods that a deletion would break, and the number of those that the user can list; or why that is not known.
pub(super) type Listed = Result<(Radius, usize), Arc<Failure>>;

/// The surroundings of a form.
pub struct Around<'a> {
    /// The context of every transition.
    pub cx: &'a Context,
    /// The area for the form; `None` when the screen is too small.
    pub under: Option<Under>,
    /// The time by the service's clock, as far as that is known.
    pub service_time: Timestamp,
    /// There is no token that the service accepts.
    pub signed_out: bool,
    /// There is a token that may be accepted.
    pub can_ask: bool,
    /// The form whose change was not sent without a token.
    pub unsent: Option<u64>,
    /// The key of this session's digests.
    pub digests: Option<&'a DigestKey>,
    /// The user lets old values be read.
    pub reads_old: bool,
    /// The count of the user's actions on rows.
    pub acts: u64,
    /// Keys wait for the rows.
    pub keys_wait: bool,
    /// Returns the secret of this id, if the list has it.
    pub secret: &'a dyn Fn(&SecretId) -> Option<Secret>,
    /// Returns the permissions of the user on this secret.
    pub standing: &'a dyn Fn(&Secret) -> Standing,
    /// Returns the reason why the value of this secret would not be read; `None` if it would.
    pub forbids_reading: &'a dyn Fn(&Secret) -> Option<Sentence>,
    /// Returns the pods that a deletion of this secret would break, and how many the user can list; `None` while that is
    /// not known, and the failure when it cannot be.
    pub radius: &'a dyn Fn(&Secret) -> Option<Listed>,
    /// Returns the value that undo holds from an earlier, failed deletion of this secret.
    pub spare: &'a dyn Fn(&SecretId) -> Option<Arc<SecretValue>>,
    /// Tells whether undo holds the change of this number.
    pub holds: &'a dyn Fn(u64) -> bool,
    /// Returns the way to take the change of this number back, with its secret as it is now.
    pub plan: &'a dyn Fn(u64, Secret) -> Option<Plan>,
}

impl Around<'_> {
    /// Lets the user sign in if the form of this number needs that first; tells whether the form has to wait.
    pub(super) fn must_sign_in(&self, form: u64, out: &mut Out) -> bool {
        if self.signed_out {
            out.report(News::NeedsToken(form));
        }
        self.signed_out
    }

    /// Tells whether the value of `secret` would not be read.
    pub(super) fn denies(&self, secret: &Secret) -> bool {
        (self.forbids_reading)(secret).is_some()
    }
}
