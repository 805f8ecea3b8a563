//! The words of the view of one secret's pods.

use jiff::Timestamp;

use crate::core::Context;
use crate::domain::pod::{Action, Pod};
use crate::domain::uses::{Broken, Found, PodSort, Table, TableRow, Use, joined};
use crate::text::format::{age, clock, date};
use crate::words::{Told, mistake, number_of_pods, place, pod_value};

/// Returns the name of an order in its menu, and in the title of the table.
pub(super) fn sort_name(sort: PodSort) -> (&'static str, &'static str) {
    match sort {
        PodSort::Value => ("value", "by value"),
        PodSort::Name => ("name", "by name"),
        PodSort::State => ("state", "by state"),
        PodSort::Started => ("started first", "started first"),
    }
}

/// Says how many pods use a secret and how many of them run its old value; in few words, too.
pub(super) fn used_by(all: usize, old: usize) -> (String, String) {
    let pods = number_of_pods(all);
    match old {
        0 => (pods.clone(), pods),
        1 => (format!("{pods} · 1 runs the old value"), format!("{pods} · 1 old")),
        old => (format!("{pods} · {old} run the old value"), format!("{pods} · {old} old")),
    }
}

/// The state of a pod of which the service told none.
pub(super) const UNKNOWN: &str = "unknown";

/// Returns the state of a pod in a word.
pub(super) fn state(pod: &Pod) -> String {
    match pod.status.word() {
        "" => UNKNOWN.to_owned(),
        word => word.to_lowercase(),
    }
}

/// Returns the time since a pod runs: a clock within an hour, an age later.
pub(super) fn since(pod: &Pod, cx: &Context, now: Timestamp) -> String {
    match pod.started.time() {
        None => "-".to_owned(),
        Some(at) if (0..3600).contains(&(now.as_second() - at.as_second())) => clock(at, &cx.zone),
        Some(at) => age(at, now),
    }
}

/// Returns the KEYs of a pod that refer to the secret.
pub(super) fn keys(one: &Use<'_>) -> String {
    joined(one.keys.iter().map(|key| &key.name))
}

/// Says where a pod reads the secret, or what is wrong there.
pub(super) fn readers(one: &Use<'_>) -> String {
    let mistakes = one.mistakes.iter().map(|one| format!("{}: {}", place(&one.place), mistake(one)));
    let [env, files] = [joined(one.variables()), joined(one.files())];
    let env = (!env.is_empty()).then(|| format!("env {env}"));
    let files = (!files.is_empty()).then(|| format!("file {files}"));
    let nothing = match one.pod.files_known {
        _ if env.is_some() || files.is_some() || one.keys.is_empty() || !one.mistakes.is_empty() => None,
        true => Some("nothing reads it".to_owned()),
        false => Some("no variable".to_owned()),
    };
    let of_template = one.pod.from_template().unwrap_or_default();
    let is_all = !one.readers.is_empty() && one.readers.iter().all(|place| of_template.contains(place));
    let template = is_all.then(|| "from its template".to_owned());
    mistakes.chain(env).chain(files).chain(nothing).chain(template).collect::<Vec<_>>().join(" · ")
}

/// Returns a row of the table as text to copy.
pub(super) fn copied_row(table: &Table, row: &TableRow, cx: &Context) -> Option<String> {
    let one = table.use_in(table.uses.pods().all().get(row.pod)?);
    let started = one.pod.started.time().map(|at| date(at, &cx.zone)).unwrap_or_default();
    let value = row.value.map_or("", pod_value);
    let id = one.pod.id.shown();
    Some([id, &state(one.pod), value, &started, &keys(&one), &readers(&one)].join("\t"))
}

/// Returns one broken thing as text to copy.
pub(super) fn broken_line(found: &Found, (pod, broken): &(usize, Broken)) -> String {
    let told = Told::of(broken);
    let id = found.uses.pods().all().get(*pod).map_or("", |pod| pod.id.shown());
    [id, &told.whole_place(), &told.text].join("\t")
}

/// Says what a line of an action log tells.
pub(super) fn action(action: &Action) -> String {
    match action {
        Action::Health(text) | Action::Spawner(text) => text.shown().to_owned(),
        Action::Ran(user, what) => format!("{user} ran {what}"),
        Action::Changed(Some(user)) => format!("{user} changed the pod"),
        Action::Changed(None) => "somebody changed the pod".to_owned(),
    }
}
