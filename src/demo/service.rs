//! The handle on a running service: starts and stops it, mints tokens for it, and lets tests change things behind its
//! back (contract §8). `serve` answers requests.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::mpsc;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use tokio::sync::oneshot;

use super::keys::Keys;
use super::knobs::Knobs;
use super::line::Door;
use super::state::State;
use super::token;
use super::{Level, LoggedRequest, Options, Scripted, data, generate, serve};

/// A service that runs on a thread of its own until this is dropped.
pub struct Service {
    addr: SocketAddr,
    token_life: Option<Duration>,
    state: Arc<State>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Service {
    /// Starts a service; it accepts connections when this returns.
    ///
    /// # Errors
    /// When the address cannot be bound, or the system gives no thread, runtime or random bytes.
    pub fn start(options: Options) -> io::Result<Service> {
        let listener = TcpListener::bind(options.addr)?;
        listener.set_nonblocking(true)?;
        let addr = listener.local_addr()?;
        let knobs = Knobs::new(&options);
        let keys = Keys::new(options.password.clone())?;
        let state = Arc::new(State::new(knobs, options.tenant, keys, options.now));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let (stop, stopped) = oneshot::channel();
        let (locked, filling) = mpsc::channel();
        let token_life = options.token_life;
        let shared = Arc::clone(&state);
        let thread = thread::Builder::new().name("demo-service".to_owned()).spawn(move || {
            fill(&shared, &options, &locked);
            runtime.block_on(async move {
                tokio::select! {
                    _ = stopped => {}
                    () = serve_on(listener, shared) => {}
                }
            });
            runtime.shutdown_background();
        })?;
        // Whoever uses the store from here on waits until it is filled.
        let _ = filling.recv();
        Ok(Service { addr, token_life, state, stop: Some(stop), thread: Some(thread) })
    }

    /// Returns the address at which it listens.
    pub fn addr(&self) -> SocketAddr {
        self.addr
    }

    /// Returns the base URL, without a slash at its end: `http://127.0.0.1:PORT`.
    pub fn base_url(&self) -> String {
        format!("http://{}", self.addr)
    }

    /// Mints a token of `alice`, who owns most of the demo's secrets.
    pub fn token(&self) -> String {
        self.token_for("alice")
    }

    /// Returns the password of all users.
    pub fn password(&self) -> &str {
        self.state.keys.password()
    }

    /// Mints a token of any user of the tenant; `root` has the role `pods_admin`.
    pub fn token_for(&self, user: &str) -> String {
        token::mint(&self.state.keys, user, Some(self.state.tenant), self.expiry())
    }

    /// Mints a token of `user` in another tenant (`dev` is one that the site knows), or without the claim.
    pub fn token_of_tenant(&self, user: &str, tenant: Option<&str>) -> String {
        token::mint(&self.state.keys, user, tenant, self.expiry())
    }

    /// Mints a token of `alice` that ran out an hour ago.
    pub fn expired_token(&self) -> String {
        let ended = (self.state.now)().as_second() - 3600;
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
        self.state.knobs().storage_down = down;
    }

    /// Returns the requests so far, in order of arrival; the first 100,000.
    pub fn requests(&self) -> Vec<LoggedRequest> {
        self.state.log.entries()
    }

    /// Stops list answers half-way while `held`: each sends the first half of its body, then waits until the list is
    /// let go.
    pub fn hold_list(&self, held: bool) {
        self.state.held.send_replace(held);
    }

    /// Changes how long answers are held back, from the next one on.
    pub fn set_latency(&self, latency: Duration) {
        self.state.knobs().latency = latency;
    }

    /// Changes how long tokens last that the token endpoint grants, from the next one on.
    pub fn set_sign_in_life(&self, life: Duration) {
        self.state.knobs().sign_in_life = life;
    }

    /// Changes how many requests of a hundred fail.
    pub fn set_fail_percent(&self, percent: u8) {
        self.state.knobs().fail_percent = percent;
    }

    /// Answers the next request with this method (any for an empty text) and a path that begins with
    /// `path` as laid down. Several scripts are used in the order in which they came.
    pub fn answer_next(&self, method: &str, path: &str, scripted: Scripted) {
        self.state.knobs().script(method, path, scripted);
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

    fn expiry(&self) -> i64 {
        let Some(life) = self.token_life else { return token::FAR_FUTURE };
        let seconds = i64::try_from(life.as_secs()).unwrap_or(token::FAR_FUTURE);
        (self.state.now)().as_second().saturating_add(seconds)
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Fills the store; `locked` is told as soon as nobody else can see it half full.
fn fill(state: &State, options: &Options, locked: &mpsc::Sender<()>) {
    let mut store = state.store();
    let _ = locked.send(());
    data::fill(&mut store, options.data, options.tenant, (options.now)());
    generate::fill(&mut store, options.tenant, options.secrets, options.seed, (options.now)());
}

async fn serve_on(listener: TcpListener, state: Arc<State>) {
    let Ok(listener) = tokio::net::TcpListener::from_std(listener) else { return };
    let (online, bound) = (state.online.subscribe(), state.bound.clone());
    if let Ok(door) = Door::new(listener, online, bound) {
        // Accepting never ends with an error; the door tries again.
        let _ = serve::run(door, state).await;
    }
}
