//! Makes the plan of a rollout, and shows it: to people on standard error, as the result of `--dry-run` on standard output,
//! and as the first event for programs.

use std::sync::Arc;

use serde::Serialize;

use super::look::Looked;
use super::report::Report;
use super::wanted::Wanted;
use crate::cli::{OnFailure, Restarting};
use crate::clock;
use crate::commands::Outcome;
use crate::commands::caller::Caller;
use crate::config::Profile;
use crate::domain::{PodId, SecretId, SecretValue};
use crate::text::format::duration;
use crate::work::rollout::words::{estimate, standing};
use crate::work::rollout::{NewValue, Plan, PlannedSecret, Provider, Row, Settings};

/// What a plan is to do.
pub(in crate::commands) struct Purpose {
    /// The command.
    pub(in crate::commands) command: &'static str,
    /// The secrets, and whether their old values can be read.
    pub(in crate::commands) secrets: Vec<(SecretId, bool)>,
    /// Where the new value comes from; none where pods are only restarted.
    pub(in crate::commands) value: Option<&'static str>,
    /// The person's word for the case of a failure.
    pub(in crate::commands) on_failure: OnFailure,
}

/// Makes the plan, whose secrets have no new value yet. A plan of restarts alone has no pods but those.
///
/// # Errors
/// When a named pod cannot be restarted.
pub(in crate::commands) fn make(
    purpose: &Purpose,
    looked: Looked,
    (wanted, canary): (&Wanted, Option<&PodId>),
    settings: Settings,
) -> Result<Plan, Outcome> {
    let secrets = purpose.secrets.iter().map(|(id, is_readable)| PlannedSecret {
        id: id.clone(),
        new: purpose.value.is_none().then_some(NewValue::AlreadySaved),
        keeps_old: purpose.on_failure == OnFailure::Back,
        is_readable: *is_readable,
    });
    let mut plan = Plan::new(secrets.collect(), settings);
    // Said on the command line.
    plan.accepts_no_way_back = true;
    let (pods, chosen) = wanted.order(looked.pods, canary, !purpose.secrets.is_empty())?;
    for (at, facts) in pods.into_iter().enumerate() {
        let pod = facts.pod.clone();
        plan.learn(facts);
        plan.choose(&pod, at < chosen);
    }
    Ok(plan)
}

/// Gives the plan its new value, and the word about the provider.
pub(in crate::commands) fn give(plan: &mut Plan, value: Arc<SecretValue>, provider: Provider) {
    plan.provider = Some(provider);
    plan.secrets.iter_mut().for_each(|secret| secret.new = Some(NewValue::Value(value.clone())));
}

/// Returns the settings of a rollout in this profile.
pub(in crate::commands) fn settings(how: &Restarting, profile: &Profile) -> Settings {
    let usual = Settings::default();
    Settings {
        batch: how.batch.map_or(profile.batch, usize::from),
        continue_after_canary: how.yes,
        pod_timeout: how.timeout.unwrap_or(profile.pod_timeout),
        canary_soak: how.soak.unwrap_or(usual.canary_soak),
        soak: how.soak.unwrap_or(usual.soak),
    }
}

/// The plan for programs.
#[derive(Serialize)]
struct Told<'a> {
    event: &'static str,
    command: &'static str,
    secrets: Vec<&'a str>,
    value: Option<&'static str>,
    on_failure: &'static str,
    batch: usize,
    timeout_seconds: u64,
    canary_soak_seconds: u64,
    soak_seconds: u64,
    estimate_seconds: u64,
    not_looked_into: usize,
    pods: Vec<ToldPod<'a>>,
}

#[derive(Serialize)]
struct ToldPod<'a> {
    pod: &'a str,
    restart: bool,
    canary: bool,
    standing: &'static str,
    text: String,
}

/// Shows the plan.
pub(in crate::commands) fn show(
    report: &Report<'_>,
    caller: &Caller,
    purpose: &Purpose,
    plan: &Plan,
    not_looked_into: usize,
) {
    let now = clock::now().wall;
    let first = plan.chosen().next().map(|row| &row.facts.pod);
    let Settings { batch, pod_timeout, canary_soak, soak, .. } = &plan.settings;
    let told = |row: &'_ Row| standing(&row.facts, now);
    report.event(&Told {
        event: "plan",
        command: purpose.command,
        secrets: purpose.secrets.iter().map(|(id, _)| id.as_str()).collect(),
        value: purpose.value,
        on_failure: match purpose.on_failure {
            OnFailure::Stop => "stop",
            OnFailure::Back => "back",
        },
        batch: *batch,
        timeout_seconds: pod_timeout.as_secs(),
        canary_soak_seconds: canary_soak.as_secs(),
        soak_seconds: soak.as_secs(),
        estimate_seconds: plan.estimate().as_secs(),
        not_looked_into,
        pods: plan
            .rows()
            .iter()
            .map(|row| ToldPod {
                pod: row.facts.pod.as_str(),
                restart: row.is_chosen(),
                canary: Some(&row.facts.pod) == first,
                standing: row.facts.standing().word(),
                text: told(row),
            })
            .collect(),
    });
    for line in lines(purpose, plan, caller) {
        report.plan_line(&line);
    }
}

fn lines(purpose: &Purpose, plan: &Plan, caller: &Caller) -> Vec<String> {
    let now = clock::now().wall;
    let site = &caller.site;
    let ids: Vec<_> = purpose.secrets.iter().map(|(id, _)| id.shown()).collect();
    let what = match (purpose.value, ids.as_slice()) {
        (Some("generated"), _) => format!("Rotate {}: a generated value", ids.join(", ")),
        (Some("file"), _) => format!("Rotate {}: a value from a file", ids.join(", ")),
        (Some("typed"), _) => format!("Rotate {}: a value that is typed", ids.join(", ")),
        (Some(_), _) => format!("Rotate {}: a value from standard input", ids.join(", ")),
        (None, []) => "Restart pods; no value is changed".to_owned(),
        (None, _) => format!("Restart the pods of {}; no value is changed", ids.join(", ")),
    };
    let chosen = plan.chosen().count();
    let mut lines = vec![
        format!("{what}. At {} (tenant {}).", site.address, site.tenant()),
        estimate(chosen, plan.estimate()),
    ];
    let Settings { batch, canary_soak, soak, pod_timeout, .. } = &plan.settings;
    if chosen > 0 {
        lines.push(format!(
            "Stays up: {} the first, {} the others. Late after {}. At once: {batch}.",
            duration(*canary_soak),
            duration(*soak),
            duration(*pod_timeout)
        ));
    }
    let reads = plan.logged_reads();
    if reads > 0 {
        lines.push(format!("Reads of the value that the service logs: {reads}."));
    }
    if site.claims.expires.is_some_and(|ends| plan.outlasts_token(ends, now)) {
        lines.push(
            "! The token is likely to end before that; what is left then can be gone on with.".to_owned(),
        );
    }
    let width = plan.rows().iter().map(|row| row.facts.pod.shown().chars().count()).max().unwrap_or(0);
    let line = |mark: &str, row: &Row| {
        format!("  {mark:<6}  {:<width$}  {}", row.facts.pod.shown(), standing(&row.facts, now))
    };
    let mut chosen = ["first"].into_iter().chain(std::iter::repeat("then"));
    for row in plan.rows() {
        let mark = if row.is_chosen() { chosen.next().unwrap_or_default() } else { "-" };
        lines.push(line(mark, row));
    }
    lines
}
