//! `tapis-secrets list --stale`: the secrets of which a pod runs the old value, as far as changes are remembered.

use jiff::Timestamp;
use serde::Serialize;

use crate::commands::Outcome;
use crate::commands::json;
use crate::commands::output::{complain, is_terminal, print};
use crate::commands::pods::SeenPods;
use crate::commands::script::Script;
use crate::commands::table::print_table;
use crate::domain::rows::Row;
use crate::domain::uses::{Changes, KnownPods, Uses, ValueState};
use crate::domain::{Pod, Rows, Secret};
use crate::words;

/// Prints the secrets of which a pod runs the old value.
///
/// # Errors
/// The end of the command when changes are not remembered, when it cannot look, or when pods are not known in full: what
/// was printed is then a part.
pub(super) fn run(script: &Script<'_>) -> Result<(), Outcome> {
    let place = script.place()?;
    super::known::need_remembered(&place.profile)?;
    let mut caller = script.sign_in(&place)?;
    let changes = super::known::changes(&caller)?;
    let (secrets, unreadable) = caller.secrets()?;
    let seen = SeenPods::ask(&mut caller)?;
    let uses = Uses::build(seen.known.clone(), &secrets, caller.site.claims.user.original(), unreadable == 0);
    let stale = stale(&secrets, &uses, &changes);
    if script.cli.scripting.json {
        print(&json::line(&Found::of(&stale, &seen.known, unreadable == 0)))?;
    } else if is_terminal() {
        print_for_people(script, &stale, seen.known.all().len())?;
    } else {
        print(stale.iter().map(|one| one.fields().join("\t") + "\n").collect::<String>().as_bytes())?;
    }
    if unreadable > 0 {
        complain(&words::unreadable_rows(unreadable));
    }
    seen.end(&caller)
}

/// A secret of which a pod runs the old value.
struct Stale<'a> {
    secret: Secret,
    changed: Timestamp,
    pods: Vec<&'a Pod>,
}

fn stale<'a>(secrets: &Rows, uses: &'a Uses, changes: &Changes) -> Vec<Stale<'a>> {
    let changed =
        |row: Row<'_>| Some((changes.last(row.sent_id(), row.owner_text().original())?, row.secret()));
    let with_pods = secrets.iter_from(0).filter_map(|(_, row)| changed(row)).map(|(changed, secret)| {
        let found = uses.of(&secret).into_iter();
        let old = found.filter(|one| changes.value_of(&secret, one) == Some(ValueState::Old));
        let pods = old.map(|one| one.pod).collect();
        Stale { secret, changed, pods }
    });
    with_pods.filter(|one| !one.pods.is_empty()).collect()
}

impl Stale<'_> {
    /// Returns the fields of a line, safe to draw.
    fn fields(&self) -> [String; 4] {
        let pods: Vec<&str> = self.pods.iter().map(|pod| pod.id.shown()).collect();
        let Secret { id, owner, .. } = &self.secret;
        [id.shown().to_owned(), owner.shown().to_owned(), self.changed.to_string(), pods.join(",")]
    }
}

#[derive(Serialize)]
struct Found<'a> {
    stale: Vec<OneStale<'a>>,
    pods: usize,
    not_looked_into: usize,
    complete: bool,
}

#[derive(Serialize)]
struct OneStale<'a> {
    id: &'a str,
    owner: &'a str,
    changed: String,
    pods: Vec<&'a str>,
}

impl<'a> Found<'a> {
    fn of(stale: &'a [Stale<'a>], known: &KnownPods, secrets_complete: bool) -> Self {
        let one = |one: &'a Stale<'a>| OneStale {
            id: one.secret.id.as_str(),
            owner: one.secret.owner.original(),
            changed: one.changed.to_string(),
            pods: one.pods.iter().map(|pod| pod.id.as_str()).collect(),
        };
        let not_looked_into = known.not_looked_into();
        Self {
            stale: stale.iter().map(one).collect(),
            pods: known.all().len(),
            not_looked_into,
            complete: secrets_complete && known.is_complete() && not_looked_into == 0,
        }
    }
}

fn print_for_people(script: &Script<'_>, stale: &[Stale<'_>], listed: usize) -> Result<(), Outcome> {
    if stale.is_empty() {
        script.tell(&words::none_is_known_to_be_old(listed));
        return Ok(());
    }
    let cells = |one: &Stale<'_>| {
        let [id, _, _, pods] = one.fields();
        [id, one.changed.strftime("%Y-%m-%d %H:%M").to_string(), pods.replace(',', ", ")]
    };
    print_table(
        ["SECRET", "CHANGED", "PODS WITH THE OLD VALUE"],
        &stale.iter().map(cells).collect::<Vec<_>>(),
    )
}
