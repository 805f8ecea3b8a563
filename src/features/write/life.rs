//! The forms in the life of the program: typed text stays behind the lock, masked; a change of the profile leaves the
//! writes that were sent to finish by themselves.

use super::form::Form;
use super::{ValueInput, Write};
use crate::core::life::{Life, Stake, Wipe};
use crate::core::{Context, Out, RequestKey};
use crate::domain::Wake;
use crate::work::write::Phase;

impl Life for Write {
    fn next_due(&self, _: &Context) -> Wake {
        let dues = self.forms().flat_map(|form| [form.write.next_due(), form.breaks.due()]);
        dues.fold(Wake::default(), Wake::or_at)
    }

    fn tick(&mut self, cx: &Context, out: &mut Out) {
        for undoes in self.forms_mut().filter_map(|form| form.undoes.as_mut()) {
            undoes.over |= undoes.until.is_due(cx.now);
        }
        self.forms_mut().for_each(|form| form.breaks.tick(cx.now.instant));
        self.look_when_due(cx, out);
        self.tell_under_way(out);
    }

    fn wipe(&mut self, cx: &Context, why: Wipe, out: &mut Out) {
        match why {
            Wipe::Lock => {
                if cx.settings.lock_wipes() {
                    self.forget_old_values();
                }
                for form in self.forms_mut() {
                    form.forget_received();
                    out.cancel(&RequestKey::Load(form.number()));
                }
            }
            Wipe::Switch => {
                self.leave_behind(cx, out);
                let Self { last, left_behind, .. } = std::mem::take(self);
                *self = Self { last, left_behind, ..Self::default() };
            }
        }
    }

    fn at_stake(&self) -> Vec<Stake> {
        let mut all = Vec::new();
        let open = self.open.iter().map(|form| (&**form, Stake::Typed));
        for (form, otherwise) in open.chain(self.parked.iter().map(|form| (form, Stake::Left))) {
            if form.is_sending() {
                all.push(Stake::Sent(form.subject()));
                let id = form.subject();
                all.extend(form.write.old().map(|_| Stake::Held { id, deleted: false }));
            } else if form.write.is_in_doubt() {
                all.push(Stake::Doubted(form.subject()));
            }
            if form.is_left_open() {
                all.push(otherwise);
            } else if matches!(form.phase(), Phase::Leaving) {
                all.push(Stake::Typed);
            }
        }
        all.extend(self.left_behind.iter().map(|left| Stake::Sent(left.id.clone())));
        all
    }
}

impl Form {
    /// Tells whether ending the program would lose the content of the form, which is not being sent.
    pub(super) fn is_left_open(&self) -> bool {
        !self.is_sending() && self.holds_something()
    }

    /// Drops the loaded value and masks the typed one, because the screen is locked.
    fn forget_received(&mut self) {
        self.show = false;
        if self.loaded.take().is_some_and(|loaded| self.new_value() == Some(loaded)) {
            self.value = ValueInput::Unchanged;
        }
        self.forget_carried();
    }
}
