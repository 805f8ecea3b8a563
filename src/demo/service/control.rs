//! What tests may change behind the service's back (contract §8), and what they may ask it.

use std::thread;
use std::time::{Duration, Instant};

use super::Service;
use crate::demo::{Level, LoggedRequest, Scripted, token};

impl Service {
    /// A token of `user` in another tenant (`dev` is one that the site knows), or without the claim.
    pub fn token_of_tenant(&self, user: &str, tenant: Option<&str>) -> String {
        token::mint(&self.state.keys, user, tenant, self.expiry())
    }

    /// A token of `alice` that ran out an hour ago.
    pub fn expired_token(&self) -> String {
        let ended = self.state.now().as_second() - 3600;
        token::mint(&self.state.keys, "alice", Some(self.state.tenant), ended)
    }

    /// Grants `user`, or everybody for `*`, a level on a secret. `*` replaces the users' own levels,
    /// the owner's too (exchanges 114 to 117). An unknown id is ignored.
    pub fn grant(&self, secret_id: &str, user: &str, level: Level) {
        self.state.store().change_quietly(secret_id, |secret| secret.grant(user, level));
    }

    /// Sets the creation time that a secret shows, as it is; an unknown id is ignored.
    pub fn set_creation_ts(&self, secret_id: &str, ts: Option<&str>) {
        let ts = ts.map(str::to_owned);
        self.state.store().change(secret_id, |secret| secret.metadata.creation_ts = ts);
    }

    /// Takes the storage of values down or up again: while down, values can be neither read nor written.
    pub fn set_storage_down(&self, down: bool) {
        // What was due before has seen the storage as it was.
        self.with_pods(|_| ());
        self.state.controls().storage_down = down;
    }

    /// Returns the requests so far, in order of arrival; the first 100,000.
    pub fn requests(&self) -> Vec<LoggedRequest> {
        self.state.testing.log.entries()
    }

    /// While held, an answer to a list request sends the first half of its body and then waits; it
    /// goes on when the list is let go.
    pub fn hold_list(&self, held: bool) {
        self.state.testing.hold_list(held);
    }

    /// Changes how long answers are held back, from the next one on.
    pub fn set_latency(&self, latency: Duration) {
        self.state.controls().latency = latency;
    }

    /// Changes how long tokens last that the token endpoint grants, from the next one on.
    pub fn set_sign_in_life(&self, life: Duration) {
        self.state.controls().sign_in_life = life;
    }

    /// Changes how many requests of a hundred fail.
    pub fn set_fail_percent(&self, percent: u8) {
        self.state.controls().fail_percent = percent;
    }

    /// Answers the next request with this method (any for an empty text) and a path that begins with
    /// `path` as laid down. Several scripts are used in the order in which they came.
    pub fn answer_next(&self, method: &str, path: &str, scripted: Scripted) {
        self.state.testing.script(method, path, scripted);
    }

    /// Closes the port, so that connecting is refused and open connections fail at their next use, or
    /// opens the same one again. Returns when that is done, or after five seconds.
    pub fn set_online(&self, online: bool) {
        self.state.online.send_replace(online);
        let patience = Instant::now() + Duration::from_secs(5);
        while *self.state.bound.borrow() != online && Instant::now() < patience {
            thread::sleep(Duration::from_millis(1));
        }
    }
}
