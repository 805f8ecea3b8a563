//! Forwards the news of one slice to the slices concerned: the one table of rules across slices. It only matches and
//! forwards.

use super::App;
use super::modal::{About, Modal};
use crate::core::News;
use crate::keys::{Action, Context};
use crate::view::field::Field;
use crate::view::{Dialog, Menu};

impl App {
    /// Forwards the news of the slices. All consequences of one piece of news come before the next piece.
    pub(super) fn relay(&mut self) {
        while let Some(news) = self.out.news.pop_front() {
            let mut later = std::mem::take(&mut self.out.news);
            match news {
                News::Tell(notice) => self.notices.show(self.cx.now.instant, notice),
                News::TellUnlessWorse(notice) => self.notices.show_unless_worse(self.cx.now.instant, notice),
                News::TellIfQuiet(notice) => self.notices.show_if_quiet(self.cx.now.instant, notice),
                News::Banner(banner) => self.notices.raise_banner(self.cx.now, banner),
                News::BannerOver => self.notices.lower_banner(),
                News::Lost(text) => self.tell_of_loss(text),
                News::TellOver(notice) => self.notices.show_over(self.cx.now.instant, notice),
                News::TellWithUndo(form, notice) => self.show_with_undo(form, notice),
                News::NoticeRead => self.notices.dismiss(),
                News::Unbound(key) => self.tell_of_unbound(Context::Form, key),
                News::Over(wait) => self.notices.end_busy(wait),
                News::GoesOn => {
                    self.session.forget_values();
                    self.notices.dismiss();
                }
                News::KeySent(key, of, asks) => self.note_sent_by(key, of, asks),
                News::Done(verb, id, outcome) => self.journal.note(&self.cx, verb, id, outcome),
                News::Failed(failure) => self.help.note_failure(failure),
                News::NotSignedIn => drop(self.session.cannot_ask(&mut self.out)),
                News::NeedsToken(form) => drop(self.session.must_sign_in(Some(form), &mut self.out)),
                News::NotRead(id, failure) => drop(self.value.note_denial(&id, &failure)),
                News::ValueIsOfSize(id, bytes) => self.value.note_size(id, bytes),
                News::Value { id, owner, news } => {
                    self.changed.take(&id, &owner, news, &mut self.out);
                    self.pods.values_changed();
                }
                News::FormOpened => self.hide(),
                News::TenantWanted => {
                    self.modal = Some(Modal::Dialog(About::TypeTenant, Dialog::prompt(Field::line())));
                }
                News::ReadingToggled => {
                    self.undo.toggle_reading();
                    self.writes(|write, at, _| write.plan_reading(at));
                }
                News::NothingToUndo(change) => self.undo.release(change),
                News::UndoneIsGone(change) => {
                    if let Some(again) = self.undo.is_gone(&self.cx, change) {
                        self.writes(|write, at, out| write.take_back(at, again, out));
                    }
                }
                News::WriteBegan(form, verb, id) => {
                    self.value.forget_size(&id);
                    self.journal.write_began(&self.cx, form, verb, id);
                }
                News::WriteEnded(form, outcome) => {
                    self.bulk.write_ended(form, &outcome);
                    self.journal.write_ended(form, outcome);
                }
                News::ChangeEnded => self.change_ended(),
                News::CannotWriteBack(change, failure) => {
                    let notice = self.undo.write_back_refused(&self.cx, change, &failure);
                    self.out.news.extend(notice.map(News::Tell));
                }
                News::WentWrong => self.stay(),
                News::ForTheEnd(text) => self.leave.note_for_the_end(&text),
                News::SecretIs { secret, follow } => {
                    if follow {
                        self.list.go_to(secret.id.clone());
                    }
                    self.list.put(&self.cx, *secret, &mut self.out);
                }
                News::SecretGone(id) => self.list.remove(&self.cx, &id, &mut self.out),
                News::WorkIsAt(id) => {
                    self.list.go_to(id);
                    self.list.search(&mut self.out);
                }
                News::MayBeRefused(id, purpose) => {
                    self.modal = Some(Modal::confirm(About::Unknown(id, purpose)));
                }
                News::CopyMade => self.quit_if_asked(),
                News::ListIsStale => self.load_list(),
                News::ListCame => {
                    self.value.forget_denials();
                    self.pods.list_came(&self.cx, &mut self.out);
                }
                News::PodsWanted => self.pods.ask(&self.cx, &mut self.out),
                News::RowsInOrder => self.play_typeahead(),
                News::AnotherRow => self.leave_messages(),
                News::OnlineAgain => self.tell_online(),
                News::FailedAgain(failure) => self.note_failed_again(failure),
                News::TokenAnswered => self.note_token_end(),
                News::SignedIn(claims) => {
                    self.take_claims(claims);
                    self.notices.lower_banner();
                    self.notices.end_offer(Action::SignIn);
                }
                News::SignedOut(banner) => {
                    self.notices.raise_banner(self.cx.now, banner);
                    self.notices.end_success();
                }
                News::NoTokenCame => self.forget_typeahead(),
                News::PasswordAccepted => self.password_accepted(),
                News::TokenIsBack { list_wanted } => self.token_is_back(list_wanted),
                News::TokenIsGoodAgain => self.token_serves(false),
                News::ReadAgain(_, request) if request.operation().is_about_pods() => {
                    self.pods.read_again(&self.cx, request, &mut self.out);
                }
                News::ReadAgain(request_key, request) => {
                    self.write.read_again(request_key, request, &mut self.out);
                }
                News::ValueAgain(id, purpose) => self.read_value_again(id, purpose),
                News::OfferAgain(number) => self.write.offer_again(number, !self.has_dialog()),
                News::CheckFailed(number, failure) => {
                    self.writes(|write, at, out| write.check_failed(at, number, failure, out));
                }
                News::SignInWanted => self.sign_in(),
                News::SignInOpened => self.sign_in_opened(),
                News::SignInClosed => drop(self.modal.take_if(|modal| matches!(modal, Modal::SignIn))),
                News::ChooseProfile(present) => {
                    let menu = Menu::new(self.session.profiles().len(), present.0);
                    self.modal = Some(Modal::menu(About::Profiles, menu));
                }
                News::ProfileChosen(to) => self.leave_for(to),
                News::AskBeforeSwitch(to) => self.modal = Some(Modal::confirm(About::Switch(to))),
                News::SwitchQuestionOver => {
                    self.modal.take_if(|modal| matches!(modal.about(), Some(About::Switch(_))));
                }
                News::PresentValueWanted => self.writes(|write, at, out| write.load(at, out)),
                News::EditorAsks(question) => self.ask_about_edit(question),
                News::EditorQuestionOver => self.editor_question_over(),
                News::Edited { form, value, trimmed, review } => {
                    self.take_edited(form, value, trimmed, review);
                }
                News::EditOver { closes, comes_back } => self.edit_is_over(closes, comes_back),
                News::OpenedByItself => self.hear_nobody(),
                News::RolloutLetsGo => self.quit_now(),
                News::RolloutAsks => self.rollout_asks(),
                News::LockDue => self.lock(),
                News::AskBeforeQuit => self.modal = Some(Modal::confirm(About::Quit)),
                News::QuitQuestionOver => drop(self.modal.take_if(|modal| modal.asks_to_quit())),
                News::EndDue => self.end(),
            }
            self.out.news.append(&mut later);
        }
    }
}
