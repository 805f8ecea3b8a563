//! `tapis-secrets uses`: the pods that use a secret, and where. Never asks for the value.

use std::sync::Arc;

use serde::Serialize;

use super::Outcome;
use super::json;
use super::output::{complain, is_terminal, print};
use super::pods::{NamedPlace, SeenPods, WrongPlace, with_unknown_files, with_unknown_share};
use super::remembered;
use super::script::Script;
use super::table::print_table;
use crate::cli;
use crate::domain::pod::{Mistake, PodStatus, Requested};
use crate::domain::uses::{Changes, KnownPods, Use, Uses, ValueState};
use crate::domain::{Rows, Secret, SecretId};
use crate::text::SafeText;
use crate::words;

/// Prints the pods that use a secret.
///
/// # Errors
/// The end of the command when it cannot, or when pods are not known in full: what was printed is then a part.
pub fn run(script: &Script<'_>, asked: &cli::Uses) -> Result<(), Outcome> {
    let place = script.place()?;
    let mut caller = script.sign_in(&place)?;
    let secret = caller.secret(&SecretId::from(asked.id.as_str()))?;
    let mut seen = SeenPods::ask(&mut caller)?;
    let unknown = with_unknown_files(index(&seen.known).of(&secret).iter().map(|one| one.pod));
    seen.look_into(&mut caller, &unknown)?;
    let unknown = with_unknown_share(index(&seen.known).of(&secret).iter().map(|one| one.pod));
    seen.look_into(&mut caller, &unknown)?;
    let changes = match caller.remembers.then(|| remembered::known(&caller.site)).transpose() {
        Ok(changes) => changes.unwrap_or_default(),
        Err(why) => {
            complain(&format!("Changes are not remembered: {why}."));
            Changes::default()
        }
    };
    let uses = index(&seen.known);
    let found = uses.of(&secret).into_iter();
    let found: Vec<_> = found.map(|one| Judged { value: changes.state(&secret, one.pod), one }).collect();
    if script.cli.scripting.json {
        print(&json::line(&Found::of(&secret, &found, &seen.known)))?;
    } else if is_terminal() {
        print_for_people(script, &secret, &found, &seen.known)?;
    } else {
        print(found.iter().map(|one| fields(one).join("\t") + "\n").collect::<String>().as_bytes())?;
        if found.is_empty() {
            script.tell(&words::used_by_none(&secret.id, seen.known.all().len()));
        }
    }
    seen.end(&caller)
}

/// A pod that uses the secret, and the value that it runs. A command sees a pod once, so it never claims the new one.
struct Judged<'a> {
    one: Use<'a>,
    value: ValueState,
}

/// The index of the pods alone: nothing is claimed of other secrets.
fn index(known: &Arc<KnownPods>) -> Uses {
    Uses::build(known.clone(), &Rows::new(), "", false)
}

#[derive(Serialize)]
struct Found<'a> {
    secret: Named<'a>,
    pods: Vec<PodUse<'a>>,
    not_looked_into: usize,
    complete: bool,
}

#[derive(Serialize)]
struct Named<'a> {
    id: &'a str,
    owner: Option<&'a str>,
}

#[derive(Serialize)]
struct PodUse<'a> {
    pod: &'a str,
    status: Option<&'a str>,
    requested: Option<&'a str>,
    started: Option<String>,
    keys: Vec<&'a str>,
    read_by: ReadBy<'a>,
    value: &'static str,
    mistakes: Vec<WrongPlace<'a>>,
}

#[derive(Serialize)]
struct ReadBy<'a> {
    env: Vec<&'a str>,
    /// `None` where it is not known what config files read.
    files: Option<Vec<&'a str>>,
    /// Those among them that the template brings; `None` where that is not known.
    from_template: Option<Vec<NamedPlace<'a>>>,
}

impl<'a> Found<'a> {
    fn of(secret: &'a Secret, found: &[Judged<'a>], known: &KnownPods) -> Self {
        let not_looked_into = known.not_looked_into();
        let files_known = found.iter().all(|found| found.one.pod.files_known);
        Self {
            secret: Named { id: secret.id.as_str(), owner: told(secret.owner.original()) },
            pods: found.iter().map(PodUse::of).collect(),
            not_looked_into,
            complete: known.is_complete() && not_looked_into == 0 && files_known,
        }
    }
}

impl<'a> PodUse<'a> {
    fn of(found: &Judged<'a>) -> Self {
        let Judged { one, value } = found;
        let pod = one.pod;
        Self {
            pod: pod.id.as_str(),
            status: told(match &pod.status {
                PodStatus::Other(word) => word.original(),
                known => known.word(),
            }),
            requested: told(match &pod.requested {
                Requested::Other(word) => word.original(),
                known => known.word(),
            }),
            started: pod.started.time().map(|at| at.to_string()),
            keys: one.keys.iter().map(|key| key.name.original()).collect(),
            read_by: ReadBy {
                env: once(one.variables()).map(SafeText::original).collect(),
                files: pod.files_known.then(|| once(one.files()).map(SafeText::original).collect()),
                from_template: pod.from_template().map(|places| {
                    let here = places.iter().filter(|place| one.readers.contains(place));
                    here.map(NamedPlace::of).collect()
                }),
            },
            value: value.word(),
            mistakes: one.mistakes.iter().map(|mistake| WrongPlace::of(mistake)).collect(),
        }
    }
}

fn told(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

/// Returns each name once.
fn once<'a>(names: impl Iterator<Item = &'a SafeText>) -> impl Iterator<Item = &'a SafeText> {
    let mut all: Vec<&SafeText> = Vec::new();
    for name in names {
        if !all.contains(&name) {
            all.push(name);
        }
    }
    all.into_iter()
}

/// Returns the fields of a line, safe to draw.
fn fields(found: &Judged<'_>) -> [String; 9] {
    let Judged { one, value } = found;
    let pod = one.pod;
    let joined =
        |names: &mut dyn Iterator<Item = &SafeText>| names.map(SafeText::shown).collect::<Vec<_>>().join(",");
    [
        pod.id.shown().to_owned(),
        pod.status.word().to_owned(),
        pod.requested.word().to_owned(),
        pod.started.time().map(|at| at.to_string()).unwrap_or_default(),
        value.word().to_owned(),
        joined(&mut one.keys.iter().map(|key| &key.name)),
        joined(&mut once(one.variables())),
        joined(&mut once(one.files())),
        mistakes(one).join("; "),
    ]
}

fn mistakes(one: &Use<'_>) -> Vec<String> {
    let said = |mistake: &&Mistake| format!("{}: {}", words::place(&mistake.place), words::mistake(mistake));
    one.mistakes.iter().map(said).collect()
}

fn print_for_people(
    script: &Script<'_>,
    secret: &Secret,
    found: &[Judged<'_>],
    known: &KnownPods,
) -> Result<(), Outcome> {
    let listed = known.all().len();
    if found.is_empty() {
        script.tell(&words::used_by_none(&secret.id, listed));
        return Ok(());
    }
    let cells: Vec<[String; 6]> = found.iter().map(cells).collect();
    print_table(["POD", "STATUS", "STARTED", "VALUE", "KEYS", "READ BY"], &cells)?;
    for Judged { one, .. } in found {
        for mistake in mistakes(one) {
            print(format!("! {}: {mistake}\n", one.pod.id).as_bytes())?;
        }
    }
    script.tell(&words::used_by_some(found.len(), listed));
    Ok(())
}

fn cells(found: &Judged<'_>) -> [String; 6] {
    let [id, status, _, _, value, keys, env, files, _] = fields(found);
    let one = &found.one;
    let started = one.pod.started.time();
    let started = started.map(|at| at.strftime("%Y-%m-%d %H:%M").to_string()).unwrap_or_default();
    let files = if one.pod.files_known { files } else { "not known".to_owned() };
    let readers = [("env ", env), ("file ", files)].map(|(kind, names)| match names.is_empty() {
        true => String::new(),
        false => kind.to_owned() + &names,
    });
    let readers: Vec<_> = readers.into_iter().filter(|names| !names.is_empty()).collect();
    let mut readers = readers.join("  ");
    let of_template = one.pod.from_template().unwrap_or_default();
    if !one.readers.is_empty() && one.readers.iter().all(|place| of_template.contains(place)) {
        readers += " · from its template";
    }
    [id, status.to_lowercase(), started, value.replace('_', " "), keys, readers]
}
