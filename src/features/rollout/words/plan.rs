//! The words of the plan.

use std::time::Duration;

/// Returns the estimate of the restarts.
pub(in super::super) fn estimate(pods: usize, time: Duration) -> String {
    let minutes = time.as_secs().div_ceil(60);
    match pods {
        0 => "No pod is restarted.".to_owned(),
        1 => format!("1 pod, about {minutes} min. A restart is an outage of the pod."),
        pods => format!("{pods} pods, about {minutes} min. Each restart is an outage of that pod."),
    }
}
