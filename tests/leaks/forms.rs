//! A value in a form: typed, pasted, generated, loaded. It is on the screen after `Ctrl-r` and nowhere
//! else, whatever becomes of the form.

use rstest::rstest;
use tapis_secrets::core::Event;
use tapis_secrets::demo::Scripted;

use crate::app::Watched;
use crate::support::answers::error;
use crate::support::service::value_of;
use crate::{ID, Sentinel};

impl Watched {
    /// The edit form of [`ID`] with the sentinel in it, put there in this way.
    fn edited(way: &str) -> Self {
        let mut watched = Self::start();
        if way != "loaded" {
            // The present value is another one, so that what is found was typed.
            watched.sentinel = Sentinel::new();
        }
        watched.driver.press("e");
        let text = watched.sentinel.0.clone();
        match way {
            "typed" => watched.driver.press(&text),
            "pasted" => watched.driver.tell(Event::Paste(text.into())),
            "generated" => {
                watched.driver.press("<c-g><enter>");
                watched.driver.wait_for("32 characters · 1 line");
                let form = watched.driver.app.form().unwrap();
                watched.sentinel = Sentinel(form.new_value().unwrap().expose().to_owned());
            }
            _ => {
                watched.driver.press("<c-o>");
                watched.driver.wait_for("2 lines");
            }
        }
        watched
    }

    /// Shows the value and masks it again.
    fn assert_shown_by_key(&mut self, step: &str) {
        self.driver.press("<c-r>");
        self.assert_only_on_the_screen(step);
        self.driver.press("<c-r>");
        self.assert_nowhere(&format!("{step}, masked again"));
    }
}

#[rstest]
#[case::typed("typed")]
#[case::pasted("pasted")]
#[case::generated("generated")]
#[case::loaded("loaded")]
fn in_a_form(#[case] way: &str) {
    let mut watched = Watched::edited(way);
    watched.assert_nowhere(way);
    if way == "loaded" {
        watched.driver.press("<up><home>");
    }
    watched.assert_shown_by_key("in its field");
    watched.driver.press("!<c-s>");
    watched.driver.wait_for("Nothing has been sent yet.");
    watched.assert_nowhere("reviewed");
    watched.driver.press("<esc><esc>");
    watched.driver.wait_for("Leave without saving?");
    watched.assert_nowhere("leaving");
    watched.driver.press("<tab><enter>");
    watched.assert_nowhere("left");
    let form = watched.driver.app.form();
    assert!(form.is_none());
}

#[rstest]
#[case::saved(None, "Running pods keep the old value")]
#[case::refused(Some(400), "was not saved")]
#[case::fault(Some(500), "Unknown whether")]
#[case::not_permitted(Some(403), "was not saved")]
fn sent_from_a_form(#[case] code: Option<u16>, #[case] told: &str) {
    for way in ["typed", "pasted", "generated"] {
        let mut watched = Watched::edited(way);
        if let Some(code) = code {
            let text = format!("cannot take {}", watched.sentinel.0);
            watched.driver.service().answer_next("PUT", "/pods/secrets/", error(code, &text));
        }
        watched.driver.press("<c-s><c-s>");
        watched.assert_nowhere("on its way");
        watched.driver.wait_for(told);
        watched.assert_nowhere(told);
        if code.is_none() {
            assert_eq!(value_of(watched.driver.service(), ID), watched.sentinel.0);
        }
        watched.driver.press("<esc><esc><tab><enter>");
        watched.driver.press("!");
        watched.assert_nowhere("the details");
    }
}

#[rstest]
#[case::half_an_answer(Scripted::HalfBody)]
#[case::none(Scripted::DropConnection)]
fn created_without_an_answer(#[case] answer: Scripted) {
    let mut watched = Watched::start();
    watched.sentinel = Sentinel::new();
    watched.driver.service().answer_next("POST", "/pods/secrets", answer);
    let keys = format!("anew_holder<tab>{}", watched.sentinel.0);
    watched.driver.press(&keys);
    watched.assert_nowhere("typed");
    watched.assert_shown_by_key("in a new secret");
    watched.driver.press("<c-s>");
    watched.driver.wait_for("new_holder");
    watched.assert_nowhere("sent");
}
