//! The embedded service of `demo`: with the browser on it, or alone for other processes.

use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use tapis_secrets::cli::{Cli, Demo};
use tapis_secrets::config::Config;
use tapis_secrets::demo;
use tapis_secrets::domain::{BaseUrl, ProfileId, Token};
use tapis_secrets::files;
use tapis_secrets::patient::Patient;

use super::browser::browse;

/// The lifetime of the demo's token, as long as a real one's.
const DEMO_TOKEN_LIFE: Duration = Duration::from_secs(4 * 3600);

/// The embedded service for `demo`, with or without the browser on it: `kind` says which secrets, whose and with
/// which password.
fn start_service(
    demo: &Demo,
    usual_life: Option<Duration>,
    kind: demo::Options,
) -> io::Result<demo::Service> {
    let default = demo::Options::default();
    let wished_life = demo.token_life.map(Duration::from_secs);
    demo::Service::start(demo::Options {
        addr: demo.serve.unwrap_or(default.addr),
        secrets: demo.secrets as usize,
        latency: Duration::from_millis(demo.latency),
        fail_percent: demo.fail,
        seed: demo.seed,
        token_life: wished_life.or(usual_life),
        sign_in_life: wished_life.unwrap_or(default.sign_in_life),
        ..kind
    })
}

/// `demo --serve`: line 1 the base URL, line 2 the token, line 3 the password, then answers until a signal comes.
pub(super) fn serve(demo: &Demo) -> io::Result<ExitCode> {
    let service = start_service(demo, None, demo::Options::default()).map_err(|error| {
        let why = files::reason(&error);
        io::Error::new(error.kind(), format!("the demo cannot serve: {why}. Is the address in use?"))
    })?;
    let told = format!("{}\n{}\n{}\n", service.base_url(), service.token(), service.password());
    let mut out = Patient(io::stdout());
    // Whoever wants only the first lines may have closed the pipe behind them.
    match out.write_all(told.as_bytes()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
        result => result?,
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
        tokio::select! {
            interrupted = tokio::signal::ctrl_c() => interrupted,
            _ = terminate.recv() => Ok(()),
        }
    })?;
    Ok(ExitCode::SUCCESS)
}

pub(super) fn browse_demo(demo: &Demo, cli: &Cli) -> io::Result<ExitCode> {
    // Habits are worth a sentence, not the demo.
    let (config, notes) = match Config::load_usual() {
        Ok(config) => (config, Vec::new()),
        Err(faults) => {
            let text = faults.to_string();
            let first = text.lines().next().unwrap_or_default();
            (Config::default(), vec![format!("Your configuration is ignored: {first}")])
        }
    };
    let password = demo::new_password()?;
    let kind = demo::Options { password: Some(password.clone()), ..demo::Options::default() };
    let service = start_service(demo, Some(DEMO_TOKEN_LIFE), kind.clone())?;
    // Somewhere to switch to, where acting by mistake is made hard.
    let few = Demo { secrets: 0, seed: demo.seed.wrapping_add(1), ..demo.clone() };
    let kind = demo::Options { data: demo::Data::Production, tenant: demo::PRODUCTION_TENANT, ..kind };
    let production = start_service(&few, Some(DEMO_TOKEN_LIFE), kind)?;
    let place = |service: &demo::Service| -> io::Result<_> {
        let base_url = BaseUrl::parse(&service.base_url(), false).map_err(io::Error::other)?;
        Ok((base_url, Arc::new(Token::new(service.token()).map_err(io::Error::other)?)))
    };
    let ((url, token), (production_url, production_token)) = (place(&service)?, place(&production)?);
    let profiles = [
        config.demo(url, token, &password),
        config.demo_production(production_url, production_token, &password),
    ];
    // Its service ends with the program: there is nothing that a rollout could go on with.
    let code = browse(profiles.map(Arc::new).to_vec(), ProfileId(0), &notes, cli, None)?;
    // Its lists can be long: the end of the process frees them quicker than we could.
    std::mem::forget((service, production));
    Ok(code)
}
