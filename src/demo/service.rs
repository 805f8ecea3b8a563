//! The handle on a running service: starting and stopping it, and tokens for it. How requests are answered is
//! `serve`'s.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::mpsc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use tokio::sync::oneshot;

use super::connection::DemoListener;
use super::controls::Controls;
use super::keys::Keys;
use super::pods::data as pod_data;
use super::state::State;
use super::token;
use super::{Options, data, generate, serve};

#[cfg(feature = "test-support")]
mod control;
#[cfg(feature = "test-support")]
mod pods;

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
        let controls = Controls::new(&options);
        let keys = Keys::new(options.password.clone())?;
        let state = Arc::new(State::new(controls, options.tenant, keys, options.now));
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

    fn expiry(&self) -> i64 {
        let Some(life) = self.token_life else { return token::FAR_FUTURE };
        let seconds = i64::try_from(life.as_secs()).unwrap_or(token::FAR_FUTURE);
        self.state.now().as_second().saturating_add(seconds)
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
    pod_data::fill(&mut state.pods(), &store, options.data, options.tenant, (options.now)());
}

async fn serve_on(listener: TcpListener, state: Arc<State>) {
    let Ok(listener) = tokio::net::TcpListener::from_std(listener) else { return };
    let (online, bound) = (state.online.subscribe(), state.bound.clone());
    if let Ok(listener) = DemoListener::new(listener, online, bound) {
        // Accepting never ends with an error; the listener tries again.
        let _ = serve::run(listener, state).await;
    }
}
