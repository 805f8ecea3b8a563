//! The records of rollouts that an earlier run of the program left: shown, gone on with, or ended.

use super::around::Around;
use super::state::{Kept, Rollouts, Running};
use super::words;
use crate::core::records::{RecordJob, RecordName, RecordReport};
use crate::core::{Context, Effect, Notice, Out, Tone};
use crate::keys::Action;
use crate::work::rollout::{Context as Cx, Driver, Found, Input, Place, Record, Rollout};

impl Rollouts {
    /// Looks for records, once at each place.
    pub fn look_for_records(&mut self, cx: &Context, out: &mut Out) {
        if !self.has_looked && !cx.site.user().is_empty() {
            self.has_looked = true;
            self.look_again(out);
        }
    }

    /// Looks for records: another program may have begun a rollout meanwhile, or ended.
    pub fn look_again(&self, out: &mut Out) {
        out.effects.push(Effect::Records(RecordJob::Find));
    }

    /// Takes a report on the records.
    pub fn reported(&mut self, around: &Around<'_>, report: RecordReport, out: &mut Out) {
        match report {
            RecordReport::Found(found, process) => {
                self.process = process;
                let own = self.running.as_ref().map(|running| running.driver.name().clone());
                let others = found.into_iter().filter(|record| Some(&record.name) != own.as_ref());
                let kept = others.map(|record| Kept {
                    found: Found::read(&record.content),
                    name: record.name,
                    is_held: record.is_held,
                });
                let known = std::mem::replace(&mut self.kept, kept.collect());
                self.tell_of_kept(around.cx, &known, out);
            }
            RecordReport::Taken(name, content) => {
                let Some(found) = content.map(|content| Found::read(&content)) else {
                    return self.tell_of_other(&name, words::TAKEN_BY_ANOTHER, out);
                };
                self.kept.retain(|kept| kept.name != name);
                match found {
                    Found::Record(record) if !self.is_open() => self.resume(around, name, &record, out),
                    found => self.kept.push(Kept { name, found, is_held: false }),
                }
            }
            RecordReport::Claimed(name, others) => self.claimed(around, name, &others, out),
            RecordReport::Removed(name, true) => self.kept.retain(|kept| kept.name != name),
            RecordReport::Removed(name, false) => self.tell_of_other(&name, words::RECORD_STAYS, out),
            report @ RecordReport::Kept(..) => self.kept_report(around, &report, out),
        }
    }

    fn resume(&mut self, around: &Around<'_>, name: RecordName, record: &Record, out: &mut Out) {
        let cx = Cx { now: around.cx.now, service_time: around.service_time, digests: around.digests };
        let rollout = Rollout::resume(record, self.process.clone(), &cx);
        let driver = Driver::new(out.pending.request().0, name, rollout);
        self.running = Some(Running::new(driver, around.cx.now.instant));
        // What is true now is shown before anybody decides.
        self.step(around, Input::LookAround, out);
    }

    /// Says who works on a record that could not be had, or `otherwise` where that was nobody; and looks again.
    fn tell_of_other(&self, name: &RecordName, otherwise: &str, out: &mut Out) {
        let other = self.kept(name).filter(|kept| kept.is_held).and_then(|kept| match &kept.found {
            Found::Record(record) => Some(words::being_rolled_out(record, |_| false)),
            Found::OtherSchema(_) | Found::Garbage => None,
        });
        out.warn(other.unwrap_or_else(|| otherwise.into()));
        self.look_again(out);
    }

    /// Tells of the first record of this place that nobody works on, unless that was known.
    fn tell_of_kept(&self, cx: &Context, known: &[Kept], out: &mut Out) {
        let is_known = |kept: &Kept| known.iter().any(|one| one.name == kept.name && !one.is_held);
        let mine = self.kept_here(cx).filter(|kept| !is_known(kept)).find_map(|kept| match &kept.found {
            Found::Record(record) if !record.is_held(&self.process, kept.is_held) => Some(record),
            _ => None,
        });
        if let Some(record) = mine {
            let text = words::found(record, &cx.zone);
            out.tell(Notice::new(Tone::Warning, text).offering(vec![Action::Rotate]));
        }
    }

    /// Returns the records of this place. Those that cannot be read belong to no place, and are shown everywhere.
    pub(super) fn kept_here(&self, cx: &Context) -> impl Iterator<Item = &Kept> {
        let here = Place::of(&cx.site);
        self.kept.iter().filter(move |kept| match &kept.found {
            Found::Record(record) => record.place == here,
            Found::OtherSchema(_) | Found::Garbage => true,
        })
    }

    /// Returns the record of this name, while it is among those that were found.
    pub(super) fn kept(&self, name: &RecordName) -> Option<&Kept> {
        self.kept.iter().find(|kept| kept.name == *name)
    }

    /// Goes on with a record, or says why not; its lock tells whether somebody works on it now. Tells whether a person has
    /// to say first that nobody does.
    pub fn take(&self, name: &RecordName, out: &mut Out) -> bool {
        let Some(kept) = self.kept(name) else { return false };
        if let (Found::Record(record), Some(rival)) = (&kept.found, self.rival_of(kept)) {
            out.warn(words::being_rolled_out(rival, |id| record.ids().contains(id)));
            return false;
        }
        match &kept.found {
            _ if self.is_open() => out.warn(words::ONE_AT_A_TIME),
            // Everything here is about a secret.
            Found::Record(record) if record.secrets.is_empty() => {
                out.warn(words::of_a_command(kept.name.as_str()));
            }
            Found::Record(record) if record.is_held(&self.process, false) => return true,
            Found::Record(_) => self.take_anyway(name, out),
            Found::OtherSchema(schema) => out.warn(words::other_schema(*schema)),
            Found::Garbage => out.warn(words::NO_RECORD),
        }
        false
    }

    /// Returns the record of a rollout of one of the same secrets that another process has.
    fn rival_of(&self, kept: &Kept) -> Option<&Record> {
        let Found::Record(record) = &kept.found else { return None };
        let others = self.kept.iter().filter(|other| other.is_held && other.name != kept.name);
        let mut records = others.filter_map(|other| match &other.found {
            Found::Record(other) => Some(&**other),
            Found::OtherSchema(_) | Found::Garbage => None,
        });
        records.find(|other| record.ids().iter().any(|id| other.concerns(id, &record.place)))
    }

    /// Goes on with a record, whoever else may work on it.
    pub fn take_anyway(&self, name: &RecordName, out: &mut Out) {
        if self.kept(name).is_some() {
            out.effects.push(Effect::Records(RecordJob::Take(name.clone())));
        }
    }

    /// Removes a record. One that another process has stays.
    pub fn end_kept(&self, name: &RecordName, out: &mut Out) {
        match self.kept(name).map(|kept| &kept.found) {
            Some(Found::OtherSchema(schema)) => out.warn(words::other_schema(*schema)),
            Some(_) => out.effects.push(Effect::Records(RecordJob::Remove(name.clone()))),
            None => {}
        }
    }

    /// Returns the process that may work on a record elsewhere.
    pub fn runner_of(&self, name: &RecordName) -> Option<&str> {
        match &self.kept(name)?.found {
            Found::Record(record) => Some(&record.runner.host),
            _ => None,
        }
    }
}
