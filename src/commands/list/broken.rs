//! `tapis-secrets list --broken`: what is broken in the pods that the user can list, and the secrets that none of them
//! refers to.

use serde::Serialize;

use crate::commands::Outcome;
use crate::commands::json;
use crate::commands::output::{complain, is_terminal, print};
use crate::commands::pods::{SeenPods, with_unknown_files};
use crate::commands::script::Script;
use crate::commands::table::print_table;
use crate::domain::Rows;
use crate::domain::rows::Row;
use crate::domain::uses::{Finding, Uses};
use crate::text::SafeText;
use crate::words::{self, Told};

/// Prints what is broken.
///
/// # Errors
/// The end of the command when it cannot, or when pods are not known in full: what was printed is then a part.
pub(super) fn run(script: &Script<'_>) -> Result<(), Outcome> {
    let place = script.place()?;
    let mut caller = script.sign_in(&place)?;
    let (secrets, unreadable) = caller.secrets()?;
    let mut seen = SeenPods::ask(&mut caller)?;
    let unknown = with_unknown_files(seen.known.all());
    seen.look_into(&mut caller, &unknown)?;
    let me = caller.site.claims.user.original().to_owned();
    let uses = Uses::build(seen.known.clone(), &secrets, &me, unreadable == 0);
    let findings = uses.findings();
    if script.cli.scripting.json {
        print(&json::line(&Found::of(&uses, &findings, &secrets, unreadable == 0)))?;
    } else if is_terminal() {
        print_for_people(script, &uses, &findings, &secrets)?;
    } else {
        print(findings.iter().map(|one| fields(one).join("\t") + "\n").collect::<String>().as_bytes())?;
    }
    if unreadable > 0 {
        complain(&words::unreadable_rows(unreadable));
    }
    seen.end(&caller)
}

#[derive(Serialize)]
struct Found<'a> {
    broken: Vec<OneBroken<'a>>,
    unused: Vec<&'a str>,
    pods: usize,
    not_looked_into: usize,
    complete: bool,
}

#[derive(Serialize)]
struct OneBroken<'a> {
    pod: &'a str,
    problem: &'static str,
    certain: bool,
    place: &'static str,
    name: Option<&'a str>,
    text: String,
}

impl<'a> Found<'a> {
    fn of(uses: &'a Uses, findings: &'a [Finding<'a>], secrets: &'a Rows, secrets_complete: bool) -> Self {
        let known = uses.pods();
        let not_looked_into = known.not_looked_into();
        let files_known = known.all().iter().all(|pod| pod.files_known);
        Self {
            broken: findings.iter().map(OneBroken::of).collect(),
            unused: unused(uses, secrets).map(Row::sent_id).collect(),
            pods: known.all().len(),
            not_looked_into,
            complete: secrets_complete && known.is_complete() && not_looked_into == 0 && files_known,
        }
    }
}

impl<'a> OneBroken<'a> {
    fn of(finding: &'a Finding<'a>) -> Self {
        let Told { problem, place, name, text } = Told::of(&finding.broken);
        let name = name.map(SafeText::original);
        let certain = finding.broken.is_certain();
        Self { pod: finding.pod.id.as_str(), problem, certain, place, name, text }
    }
}

/// Returns the secrets that no listed pod refers to.
fn unused<'a>(uses: &'a Uses, secrets: &'a Rows) -> impl Iterator<Item = Row<'a>> {
    uses.unused().iter().filter_map(|index| secrets.get(*index))
}

/// Returns the fields of a line, safe to draw.
fn fields(finding: &Finding<'_>) -> [String; 5] {
    let Told { problem, place, name, text } = Told::of(&finding.broken);
    let name = name.map(SafeText::shown).unwrap_or_default();
    [finding.pod.id.shown(), problem, place, name, &text].map(str::to_owned)
}

fn print_for_people(
    script: &Script<'_>,
    uses: &Uses,
    findings: &[Finding<'_>],
    secrets: &Rows,
) -> Result<(), Outcome> {
    let listed = uses.pods().all().len();
    if findings.is_empty() {
        script.tell(&words::nothing_broken(listed));
    } else {
        let cells = |finding: &Finding<'_>| {
            let [pod, _, place, name, text] = fields(finding);
            [pod, format!("{place} {name}").trim_end().to_owned(), text]
        };
        print_table(["POD", "PLACE", "PROBLEM"], &findings.iter().map(cells).collect::<Vec<_>>())?;
    }
    let unused: String = unused(uses, secrets).map(|row| format!("  {}\n", row.id())).collect();
    if !unused.is_empty() {
        print(format!("\n{}:\n{unused}", words::not_used(listed)).as_bytes())?;
    }
    Ok(())
}
