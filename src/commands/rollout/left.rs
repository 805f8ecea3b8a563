//! `rotate --resume` and `rotate --abandon`: what becomes of a rollout that was left, by the browser or by a command. One
//! that another process has is left alone, and so is one of another machine, unless a person says that nobody is at it.

use super::conclusion::Conclusion;
use super::driving::Given;
use super::records::{OneRecord, Records};
use super::refuse_unasked;
use super::report::Report;
use super::run::go_on;
use jiff::tz::TimeZone;

use crate::cli::Rotate;
use crate::commands::Outcome;
use crate::commands::caller::Caller;
use crate::commands::changes::consent::{confirm_tenant, may_confirm, refuse_view_only};
use crate::commands::prompt::{NoAnswer, Prompt};
use crate::commands::script::Script;
use crate::core::records::{Process, RecordJob, RecordReport};
use crate::core::{Effect, Event};
use crate::domain::Exit;
use crate::text::SafeText;
use crate::work::rollout::words::{self, being_rolled_out};
use crate::work::rollout::{Found, Place, Record};

/// Goes on with a rollout, or ends it.
///
/// # Errors
/// The end of the command, unless all is done.
pub(in crate::commands) fn run(script: &Script<'_>, asked: &Rotate) -> Result<(), Outcome> {
    if asked.resume {
        refuse_unasked(script, &asked.how)?;
    }
    let place = script.place()?;
    refuse_view_only(script, &place)?;
    let mut caller = script.sign_in(&place)?;
    if asked.resume {
        confirm_tenant(script, &mut caller, &asked.how.consent)?;
    }
    let report = Report::new(script, &asked.how);
    let end = find(&mut caller, asked.id.as_deref()).and_then(|(one, records)| match asked.resume {
        true => resume(script, &mut caller, &report, asked, (one, records)),
        false => abandon(script, &mut caller, (&one, &records)),
    });
    end.unwrap_or_else(Conclusion::not_begun).tell(&report, "rotate")
}

/// Finds the record that is meant.
fn find(caller: &mut Caller, id: Option<&str>) -> Result<(OneRecord, Records), Outcome> {
    let mut records = Records::find(caller)?;
    let here = Place::of(&caller.site);
    let is_meant = |one: &OneRecord| {
        let is_its_number = id == Some(one.name.as_str());
        match &one.found {
            // A number does not lead to another site.
            Found::Record(record) if record.place != here => false,
            Found::Record(record) => {
                is_its_number || id.is_none_or(|id| record.secrets.iter().any(|secret| secret.id == id))
            }
            Found::OtherSchema(_) | Found::Garbage => is_its_number,
        }
    };
    let (mut meant, others): (Vec<_>, Vec<_>) =
        std::mem::take(&mut records.all).into_iter().partition(is_meant);
    records.all = others;
    match (meant.len(), id) {
        (1, _) => meant.pop().map(|one| (one, records)).ok_or_else(Outcome::unexpected),
        (0, Some(id)) => {
            let id = SafeText::from(id);
            Err(Outcome::failed(Exit::NotFound, format!("No rollout of {id} was left here.")))
        }
        (0, None) => Err(Outcome::failed(Exit::NotFound, "No rollout was left here.")),
        _ => {
            let lines: String =
                meant.iter().map(|one| format!("  {}  {}\n", one.name.as_str(), told(&one.found))).collect();
            let text = format!("Several were left; name one of them by its secret or its number:\n{lines}");
            Err(Outcome::failed(Exit::WrongUsage, text))
        }
    }
}

/// Says what a record is of.
fn told(found: &Found) -> String {
    match found {
        Found::Record(record) => words::found(record, &TimeZone::system()).to_string(),
        Found::OtherSchema(schema) => words::other_schema(*schema).to_string(),
        Found::Garbage => "This file is no record that can be read.".to_owned(),
    }
}

fn resume(
    script: &Script<'_>,
    caller: &mut Caller,
    report: &Report<'_>,
    asked: &Rotate,
    (one, records): (OneRecord, Records),
) -> Result<Conclusion, Outcome> {
    let conflict = |text: String| Err(Outcome::failed(Exit::Conflict, text));
    if let Found::Record(record) = &one.found {
        if one.is_locked {
            return conflict(format!("{} Nothing was sent.", being_rolled_out(record, |_| false)));
        }
        records.refuse_another(record.ids().iter(), &record.place, None, false)?;
        ask_if_elsewhere(script, caller, record, &records.process)?;
    }
    caller.engine.perform(Effect::Records(RecordJob::Take(one.name.clone())));
    let content = loop {
        if let Event::Records(RecordReport::Taken(_, content)) = caller.next(None)? {
            break content;
        }
    };
    let Some(content) = content else {
        return conflict("Another process works on it, or has ended it. Nothing was sent.".to_owned());
    };
    let found = Found::read(&content);
    let Found::Record(record) = &found else {
        return Err(Outcome::failed(Exit::Failed, told(&found)));
    };
    let given = Given { yes: asked.how.yes, may_ask: may_confirm(script), back: false, old_works: false };
    Ok(go_on(caller, report, (one.name, record), records.process, given))
}

/// Asks a person about a rollout that began on another machine.
fn ask_if_elsewhere(
    script: &Script<'_>,
    caller: &mut Caller,
    record: &Record,
    process: &Process,
) -> Result<(), Outcome> {
    if !record.is_held(process, false) {
        return Ok(());
    }
    let conflict = |text: String| Err(Outcome::failed(Exit::Conflict, text));
    let host = SafeText::from(record.runner.host.as_str());
    let text = format!("It began on {host}. Nobody can see from here whether a program is at it there.");
    if !may_confirm(script) {
        return conflict(format!("{text} Nothing was sent; on a terminal you can say that none is."));
    }
    let mut prompt = Prompt::open(&mut caller.watch).map_err(NoAnswer::from)?;
    prompt.say(&text)?;
    match prompt.ask("Type none if no program is at it: ")?.trim() {
        "none" => Ok(()),
        _ => conflict("Nothing was sent.".to_owned()),
    }
}

fn abandon(
    script: &Script<'_>,
    caller: &mut Caller,
    (one, records): (&OneRecord, &Records),
) -> Result<Conclusion, Outcome> {
    match &one.found {
        Found::Record(record) if one.is_locked => {
            let text = format!("{} It was left alone.", being_rolled_out(record, |_| false));
            return Err(Outcome::failed(Exit::Conflict, text));
        }
        Found::Record(record) => ask_if_elsewhere(script, caller, record, &records.process)?,
        found @ Found::OtherSchema(_) => return Err(Outcome::failed(Exit::Failed, told(found))),
        Found::Garbage => {}
    }
    caller.engine.perform(Effect::Records(RecordJob::Remove(one.name.clone())));
    let is_gone = loop {
        if let Event::Records(RecordReport::Removed(_, is_gone)) = caller.next(None)? {
            break is_gone;
        }
    };
    match is_gone {
        true => Ok(Conclusion::done(
            "abandoned",
            format!("{} It is ended, and nothing was sent.", told(&one.found)),
        )),
        false => {
            Err(Outcome::failed(Exit::Failed, "The record could not be removed, or another process has it."))
        }
    }
}
