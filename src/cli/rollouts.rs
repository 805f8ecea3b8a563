//! The options of the commands that restart pods: `rotate` and `restart`.

use std::time::Duration;

use clap::{Args, ValueEnum};
use jiff::SignedDuration;

use super::changes::{Consent, ValueFrom};

/// The options of `rotate`.
#[derive(Clone, Debug, Args)]
pub struct Rotate {
    /// Id of the secret
    #[arg(value_name = "ID", required_unless_present_any = ["resume", "abandon"])]
    pub id: Option<String>,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub value: ValueFrom,
    /// Pods to restart: none, all that run and that you may restart, or their ids with commas between them; has no default
    #[arg(long, value_name = "PODS")]
    pub restart: Option<String>,
    /// What to do at the first failure
    #[arg(long, value_enum, value_name = "WHAT", default_value_t = OnFailure::Stop)]
    pub on_failure: OnFailure,
    /// Your word that the old value will work at its provider, in place of that of test_command
    #[arg(long)]
    pub old_value_works: bool,
    /// Your word that nothing outside the pods checks the new value; test_command is not asked
    #[arg(long)]
    pub no_provider: bool,
    /// Go on with a rollout that was left; ID names its secret where there are several
    #[arg(long, conflicts_with_all = LEFT_ALONE)]
    pub resume: bool,
    /// End a rollout that was left: nothing is sent, and its record is removed
    #[arg(long, conflicts_with_all = LEFT_ALONE, conflicts_with = "resume")]
    pub abandon: bool,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub how: Restarting,
}

/// The options that have no meaning for a rollout that was left.
const LEFT_ALONE: [&str; 13] = [
    "file",
    "generate",
    "exact",
    "surplus",
    "restart",
    "on_failure",
    "old_value_works",
    "no_provider",
    "canary",
    "batch",
    "timeout",
    "soak",
    "dry_run",
];

/// The deeds after a failure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum OnFailure {
    /// Leave everything as it is.
    #[default]
    Stop,
    /// Restore the old value, and restart the pods that were restarted.
    Back,
}

/// The options of `restart`.
#[derive(Clone, Debug, Args)]
pub struct Restart {
    /// Ids of secrets: all pods that use them, run, and that you may restart
    #[arg(long, value_name = "ID", num_args = 1.., required_unless_present = "pods")]
    pub using: Vec<String>,
    /// Ids of pods, which are restarted in this order
    #[arg(value_name = "POD", conflicts_with = "using")]
    pub pods: Vec<String>,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub how: Restarting,
}

/// The options of every command that restarts pods.
#[derive(Clone, Debug, Args)]
pub struct Restarting {
    /// Pod to restart first
    #[arg(long, value_name = "POD")]
    pub canary: Option<String>,
    /// Pods that are restarted at the same time, after the first one [default: the profile's, or 1]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=20))]
    pub batch: Option<u8>,
    /// Time after which a pod is late, such as 90s or 5m [default: the profile's, or 5m]
    #[arg(long, value_name = "TIME", value_parser = timeout)]
    pub timeout: Option<Duration>,
    /// Time for which each pod must stay up [default: 30s for the first one, 10s for the others]
    #[arg(long, value_name = "TIME", value_parser = soak)]
    pub soak: Option<Duration>,
    /// Print the plan, and change nothing; no value is read
    #[arg(long)]
    pub dry_run: bool,
    /// Begin without a question, and go on after the first pod without one
    #[arg(long)]
    pub yes: bool,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub consent: Consent,
}

fn timeout(text: &str) -> Result<Duration, String> {
    time(text, 1)
}

fn soak(text: &str) -> Result<Duration, String> {
    time(text, 0)
}

/// Reads a time of at least so many seconds, and of an hour at most.
fn time(text: &str, least: u64) -> Result<Duration, String> {
    let read = text.parse::<SignedDuration>().ok().and_then(|time| Duration::try_from(time).ok());
    let within = Duration::from_secs(least)..=Duration::from_secs(3600);
    read.filter(|time| within.contains(time))
        .ok_or_else(|| format!("a time is like 90s or 5m: {least}s at least, 1h at most"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("90s", Some(90))]
    #[case("5m", Some(300))]
    #[case("1m 30s", Some(90))]
    #[case("1h", Some(3600))]
    #[case("0s", None)]
    #[case("2h", None)]
    #[case("-5s", None)]
    #[case("5", None)]
    #[case("", None)]
    fn a_time_has_a_unit_and_bounds(#[case] text: &str, #[case] seconds: Option<u64>) {
        assert_eq!(timeout(text).ok(), seconds.map(Duration::from_secs));
        assert!(soak("0s").is_ok());
    }
}
