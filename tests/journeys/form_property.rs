//! Whatever keys are pressed and whatever the service does with the calls: what was typed is in the form
//! until the service has it or the user throws it away, and no write is sent without the user's word.

use std::time::Duration;

use proptest::prelude::*;
use proptest::test_runner::Config;
use tapis_secrets::demo::Scripted;
use tapis_secrets::features::write::{Phase, Spot, Work};

use crate::support::answers::{html, status};
use crate::support::prelude::AppTest;
use crate::support::service::{description_of, value_of};

const ID: &str = "postgres_main_password";
const PATH: &str = "/pods/secrets/postgres_main_password";

/// One step of a story.
#[derive(Clone, Copy, Debug)]
enum Step {
    /// Text where the focus is.
    Text(char),
    /// A key that is no text.
    Key(&'static str),
    /// The next call of this method ends like this.
    Fails(&'static str, u8),
    /// What is under way gets its answer.
    Answers,
    /// Time passes.
    Waits,
}

fn step() -> impl Strategy<Value = Step> {
    let key = prop::sample::select(vec!["<c-s>", "<c-s>", "<c-s>", "<esc>", "<tab>", "<enter>", "<c-r>"]);
    let method = prop::sample::select(vec!["PUT", "GET"]);
    prop_oneof![
        3 => prop::char::range('a', 'e').prop_map(Step::Text),
        6 => key.prop_map(Step::Key),
        2 => (method, 0..5_u8).prop_map(|(method, how)| Step::Fails(method, how)),
        3 => Just(Step::Answers),
        1 => Just(Step::Waits),
    ]
}

fn failure(how: u8) -> Scripted {
    match how {
        0 => Scripted::DropConnection,
        1 => Scripted::HalfBody,
        2 => status(500, "application/json", r#"{"status": "error", "message": "SK is down"}"#),
        3 => html(),
        _ => status(400, "application/json", r#"{"status": "error", "message": "description: no"}"#),
    }
}

/// What the user has changed so far.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Typed {
    value: Option<String>,
    description: Option<String>,
}

struct Story {
    driver: AppTest,
    /// How often the user has said that it may be sent.
    confirmed: usize,
}

impl Story {
    fn begin() -> Self {
        let mut driver = AppTest::on_demo(100, 30);
        driver.select(ID);
        let mut story = Self { driver, confirmed: 0 };
        story.open();
        story
    }

    /// Opens the form, the same one again where it was left, by a key that is not typed on.
    fn open(&mut self) {
        self.driver.wait_found();
        self.driver.advance(Duration::from_secs(1));
        self.driver.press("e");
        assert!(self.driver.has_form(), "{}", self.driver.screen());
    }

    fn typed(&self) -> Option<Typed> {
        let change = self.driver.app.form()?.change();
        let value = change.value.map(|value| value.expose().to_owned());
        Some(Typed { value, description: change.description })
    }

    fn is_working(&self) -> bool {
        self.driver.app.form().is_some_and(|form| matches!(form.phase(), Phase::Working(..)))
    }

    /// Whether the service is about to answer.
    fn awaits(&self) -> bool {
        let form = self.driver.app.form();
        form.is_some_and(|form| match form.phase() {
            Phase::Working(Work::Checking { next, .. }, _) => next.is_none(),
            Phase::Working(..) => true,
            _ => false,
        })
    }

    fn take(&mut self, step: Step) {
        match step {
            Step::Text(c) => self.driver.press(&c.to_string()),
            Step::Key(key) => self.key(key),
            Step::Fails(method, how) => self.driver.service().answer_next(method, PATH, failure(how)),
            Step::Answers => {
                while self.awaits() {
                    self.unasked(AppTest::take_one);
                }
            }
            Step::Waits => self.unasked(|driver| driver.advance(Duration::from_secs(11))),
        }
        let writes = self.driver.service_writes();
        assert!(writes.len() <= self.confirmed, "{writes:?}, {} confirmed", self.confirmed);
    }

    fn key(&mut self, key: &str) {
        let form = self.driver.app.form().expect("a form is open");
        let was_working = self.is_working();
        let discards = matches!(form.phase(), Phase::Leaving) && form.focus == Spot::Go && key == "<enter>";
        let is_text = key == "<enter>" && matches!(form.phase(), Phase::Filling) && form.focus == Spot::Value;
        let before = self.typed().expect("a form is open");
        self.driver.press(key);
        let sends = self
            .driver
            .app
            .form()
            .is_some_and(|form| matches!(form.phase(), Phase::Working(Work::Looking | Work::Sending, _)));
        self.confirmed += usize::from(sends && !was_working);
        if !self.driver.has_form() {
            let unchanged = before == Typed { value: None, description: None };
            assert!(discards || unchanged || was_working, "{key} lost {before:?}");
            if was_working {
                self.ends_in_the_background();
                self.open();
                self.assert_kept(before);
            } else {
                self.open();
            }
        } else if !is_text {
            assert_eq!(self.typed(), Some(before), "{key}\n{}", self.driver.screen());
        }
    }

    /// Something happens that the user did not ask for.
    fn unasked(&mut self, happens: impl Fn(&mut AppTest)) {
        let before = self.typed().expect("a form is open");
        happens(&mut self.driver);
        self.assert_kept(before);
        if !self.driver.has_form() {
            self.open();
        }
    }

    /// A form that is being sent comes back when that has its end.
    fn ends_in_the_background(&mut self) {
        while self.driver.is_sending() {
            for event in self.driver.what_comes() {
                self.driver.tell(event);
            }
            self.driver.advance(Duration::from_secs(11));
        }
    }

    /// All of `before` is in the form, or at the service.
    fn assert_kept(&self, before: Typed) {
        let after = self.typed();
        if after.as_ref() == Some(&before) {
            return;
        }
        // What is not in the form any more is at the service.
        let after = after.unwrap_or(Typed { value: None, description: None });
        if let Some(value) = before.value.filter(|_| after.value.is_none()) {
            assert_eq!(value_of(self.driver.service(), ID), value, "{}", self.driver.screen());
        }
        if let Some(description) = before.description.filter(|_| after.description.is_none()) {
            assert_eq!(description_of(self.driver.service(), ID), description, "{}", self.driver.screen());
        }
    }
}

proptest! {
    #![proptest_config(Config { cases: 40, failure_persistence: None, ..Config::default() })]

    #[test]
    fn nothing_typed_is_lost_and_no_write_is_doubled(
        beginning in "[a-e]{1,3}",
        steps in prop::collection::vec(step(), 10..60),
    ) {
        let mut story = Story::begin();
        for c in beginning.chars() {
            story.take(Step::Text(c));
        }
        for step in steps {
            story.take(step);
        }
        for _ in 0..4 {
            story.take(Step::Answers);
            story.take(Step::Waits);
        }
        prop_assert!(!story.is_working(), "it has an end\n{}", story.driver.screen());
    }
}
