//! The options of `demo`, the embedded service.

use std::net::SocketAddr;

use clap::Args;

/// The options of the embedded service.
#[derive(Clone, Debug, Args)]
pub struct Demo {
    /// Number of generated secrets to add to the 41 of the demo
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u32).range(0..=2_000_000))]
    pub secrets: u32,
    /// Delay of every answer, in milliseconds
    #[arg(long, value_name = "MS", default_value_t = 0)]
    pub latency: u64,
    /// Share of the calls that fail, in percent
    #[arg(long, value_name = "PERCENT", default_value_t = 0, value_parser = clap::value_parser!(u8).range(0..=100))]
    pub fail: u8,
    /// Seed for the generated secrets and the failures
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// Lifetime of tokens, in seconds [default: 4 hours; with --serve until 2099]
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=31_536_000))]
    pub token_life: Option<u64>,
    /// Run only the service, on this machine: print its base URL, a token and the password, and serve until stopped
    #[arg(long, value_name = "ADDR", value_parser = loopback)]
    pub serve: Option<SocketAddr>,
}

/// Parses an address that only programs of this machine can reach, because the service speaks plain HTTP.
fn loopback(text: &str) -> Result<SocketAddr, String> {
    let addr: SocketAddr = text.parse().map_err(|_| "an address looks like 127.0.0.1:8800".to_owned())?;
    match addr.ip().to_canonical().is_loopback() {
        true => Ok(addr),
        false => {
            Err("other machines could reach it; only loopback addresses serve, such as 127.0.0.1".to_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;
    use rstest::rstest;

    use crate::cli::Cli;

    #[rstest]
    #[case("127.0.0.1:0", true)]
    #[case("127.8.9.1:80", true)]
    #[case("[::1]:8800", true)]
    #[case("[::ffff:127.0.0.1]:8800", true)]
    #[case("0.0.0.0:8800", false)]
    #[case("[::]:8800", false)]
    #[case("192.168.1.2:8800", false)]
    #[case("[::ffff:10.0.0.1]:8800", false)]
    #[case("8800", false)]
    fn the_demo_serves_this_machine_only(#[case] addr: &str, #[case] is_served: bool) {
        let parsed = Cli::try_parse_from(["tapis-secrets", "demo", "--serve", addr]);
        assert_eq!(parsed.is_ok(), is_served);
    }
}
