//! The two request bodies and the messages for members that are missing, unknown or of a wrong type (contract §2, §3
//! "body schema"): all faults at once, in the order of the real service's schema. `rules` checks the members'
//! content.

use serde_json::{Map, Value};

/// The content of a POST.
pub(super) struct NewSecret {
    pub(super) secret_id: String,
    pub(super) secret_value: String,
    pub(super) description: String,
    pub(super) scope: String,
    pub(super) pod_id: Option<String>,
    pub(super) readable: bool,
    pub(super) writable: bool,
}

/// The content of a PUT; an absent field stays as it is.
pub(super) struct Update {
    pub(super) description: Option<String>,
    pub(super) secret_value: Option<String>,
}

impl NewSecret {
    /// Reads the members; the error is the list of all faults.
    pub(super) fn read(members: Map<String, Value>) -> Result<NewSecret, Vec<String>> {
        let mut reader = Reader { members, faults: Vec::new() };
        let new = NewSecret {
            secret_id: reader.required("secret_id"),
            secret_value: reader.required("secret_value"),
            description: reader.text("description").unwrap_or_default(),
            scope: reader.text("scope").unwrap_or_else(|| "user".to_owned()),
            pod_id: reader.nullable("pod_id"),
            readable: reader.flag("readable"),
            writable: reader.flag("writable"),
        };
        reader.finish().map(|()| new)
    }
}

impl Update {
    /// Reads the members; the error is the list of all faults.
    pub(super) fn read(members: Map<String, Value>) -> Result<Update, Vec<String>> {
        let mut reader = Reader { members, faults: Vec::new() };
        let update = Update {
            description: reader.nullable("description"),
            secret_value: reader.nullable("secret_value"),
        };
        reader.finish().map(|()| update)
    }
}

/// Takes members out one by one and remembers what was wrong with them.
struct Reader {
    members: Map<String, Value>,
    faults: Vec<String>,
}

impl Reader {
    fn fault(&mut self, name: &str, what: &str) {
        self.faults.push(format!("body, {name}: {what}"));
    }

    fn text(&mut self, name: &str) -> Option<String> {
        match self.members.remove(name)? {
            Value::String(text) => Some(text),
            _ => {
                self.fault(name, "Input should be a valid string");
                None
            }
        }
    }

    fn required(&mut self, name: &str) -> String {
        if !self.members.contains_key(name) {
            self.fault(name, "Field required");
        }
        self.text(name).unwrap_or_default()
    }

    fn nullable(&mut self, name: &str) -> Option<String> {
        match self.members.get(name) {
            Some(Value::Null) => {
                self.members.remove(name);
                None
            }
            _ => self.text(name),
        }
    }

    /// Reads a bool that is true when absent. Takes numbers and words that stand for one too (exchange 43).
    fn flag(&mut self, name: &str) -> bool {
        let Some(value) = self.members.remove(name) else { return true };
        let word = match &value {
            Value::Bool(flag) => return *flag,
            Value::Number(number) if number.as_f64() == Some(0.0) => "0".to_owned(),
            Value::Number(number) if number.as_f64() == Some(1.0) => "1".to_owned(),
            Value::Number(number) => number.to_string(),
            Value::String(word) => word.to_ascii_lowercase(),
            Value::Null | Value::Array(_) | Value::Object(_) => {
                self.fault(name, "Input should be a valid boolean");
                return true;
            }
        };
        match word.as_str() {
            "1" | "on" | "t" | "true" | "y" | "yes" => true,
            "0" | "off" | "f" | "false" | "n" | "no" => false,
            _ => {
                self.fault(name, "Input should be a valid boolean, unable to interpret input");
                true
            }
        }
    }

    /// Refuses the fields that are left: they are unknown, and that is a fault as well.
    fn finish(mut self) -> Result<(), Vec<String>> {
        let unknown: Vec<String> = self.members.keys().cloned().collect();
        for name in unknown {
            self.fault(&name, "Extra inputs are not permitted");
        }
        if self.faults.is_empty() { Ok(()) } else { Err(self.faults) }
    }
}
