//! The bodies of POST and PUT: which members they may have, of which type, and what is wrong with them in the real
//! service's words (pods contract §2, §4).

use serde_json::{Map, Value};

use super::definition::Definition;
use super::ordered::Ordered;
use crate::demo::answer::Answer;
use crate::demo::json;

#[derive(Clone, Copy)]
enum Kind {
    Text,
    Integer,
    Object,
    /// An object of texts.
    Texts,
    /// A list of texts.
    List,
}

/// The members with their types, and whether they may be null.
const MEMBERS: [(&str, Kind, bool); 15] = [
    ("image", Kind::Text, false),
    ("template", Kind::Text, false),
    ("description", Kind::Text, false),
    ("command", Kind::List, true),
    ("arguments", Kind::List, true),
    ("environment_variables", Kind::Object, false),
    ("secret_map", Kind::Texts, false),
    ("status_requested", Kind::Text, false),
    ("volume_mounts", Kind::Object, false),
    ("time_to_stop_default", Kind::Integer, false),
    ("time_to_stop_instance", Kind::Integer, true),
    ("networking", Kind::Object, false),
    ("resources", Kind::Object, false),
    ("compute_queue", Kind::Text, false),
    ("template_overrides", Kind::Object, true),
];
const LONGEST_DESCRIPTION: usize = 255;

/// A body that has passed.
pub(crate) struct Body {
    pub(crate) members: Map<String, Value>,
    pub(crate) definition: Definition,
}

impl Body {
    /// Reads the body of a POST, and the id in it.
    pub(crate) fn of_new(content_type: Option<&str>, bytes: &[u8]) -> Result<(String, Self), Answer> {
        let mut members = json::object(content_type, bytes)?;
        let id = members.remove("pod_id");
        let mut faults = match &id {
            None => vec!["body, pod_id: Field required".to_owned()],
            Some(Value::String(_)) => Vec::new(),
            Some(_) => vec!["body, pod_id: Input should be a valid string".to_owned()],
        };
        faults.extend(schema_faults(&members));
        let nulls = null_faults(&members).map(|fault| format!("body, {fault}"));
        faults.extend(nulls);
        let Some(Value::String(id)) = id.filter(|_| faults.is_empty()) else {
            return Err(Answer::error(400, faults));
        };
        if !is_pod_id(&id) {
            let fault =
                "pod_id: Value error, pod_id must be lowercase alphanumeric. First character must be alpha.";
            return Err(Answer::error(400, vec![fault]));
        }
        Ok((id, Self::of(members, bytes)?))
    }

    /// Reads the body of a PUT. Releases before 26Q1 do not know `secret_map` there.
    pub(crate) fn of_update(content_type: Option<&str>, bytes: &[u8], is_old: bool) -> Result<Self, Answer> {
        let members = json::object(content_type, bytes)?;
        let mut faults = schema_faults(&members);
        if is_old && members.contains_key("secret_map") {
            faults.push("body, secret_map: Extra inputs are not permitted".to_owned());
        }
        if !faults.is_empty() {
            return Err(Answer::error(400, faults));
        }
        if let Some(fault) = null_faults(&members).next() {
            return Err(Answer::error(400, vec![fault]));
        }
        Self::of(members, bytes)
    }

    fn of(members: Map<String, Value>, bytes: &[u8]) -> Result<Self, Answer> {
        let kind = members.get("environment_variables").and_then(Value::as_object);
        if let Some(value) = kind.and_then(|map| map.values().find(|value| !value.is_string())) {
            return Err(unexpected(&format!(
                "TypeError('environment_variable val must be str. Got {}.')",
                python_type(value)
            )));
        }
        // Read from the text, which has the keys in order; the members have lost it.
        let read = serde_json::from_slice(bytes).or_else(|_| serde_json::from_value(members.clone().into()));
        let Ok(definition): Result<Definition, _> = read else {
            return Err(Answer::error(400, vec!["body: Input should be a valid dictionary"]));
        };
        check_map(&definition.secret_map).map_err(|fault| Answer::error(400, vec![fault]))?;
        check_description(&definition.description).map_err(|fault| Answer::error(400, vec![fault]))?;
        Ok(Self { members, definition })
    }
}

/// Makes the answer to what the service did not foresee.
pub(crate) fn unexpected(error: &str) -> Answer {
    Answer::error(500, format!("Unexpected. {error} debug: no errors() method"))
}

/// Finds members that are unknown or of a wrong type; null is looked at apart.
fn schema_faults(members: &Map<String, Value>) -> Vec<String> {
    let mut faults = Vec::new();
    for (name, kind, _) in MEMBERS {
        if let Some(value) = members.get(name).filter(|value| !value.is_null()) {
            faults.extend(kind.faults(value).into_iter().map(|fault| format!("body, {name}{fault}")));
        }
    }
    let unknown = members.keys().filter(|name| MEMBERS.iter().all(|(known, ..)| known != name));
    faults.extend(unknown.map(|name| format!("body, {name}: Extra inputs are not permitted")));
    faults
}

fn null_faults(members: &Map<String, Value>) -> impl Iterator<Item = String> {
    let nulls =
        MEMBERS.iter().filter(|(name, _, nullable)| !nullable && members.get(*name) == Some(&Value::Null));
    nulls.map(|(name, kind, _)| format!("{name}: {}", kind.fault()))
}

impl Kind {
    fn fault(self) -> &'static str {
        match self {
            Self::Text => "Input should be a valid string",
            Self::Integer => "Input should be a valid integer",
            Self::Object | Self::Texts => "Input should be a valid dictionary",
            Self::List => "Input should be a valid list",
        }
    }

    /// Tells what is wrong with a value: `: Input ...`, or `, KEY: Input ...` for what is in it.
    fn faults(self, value: &Value) -> Vec<String> {
        let texts = |named: Vec<(String, &Value)>| {
            let wrong = named.into_iter().filter(|(_, value)| !value.is_string());
            wrong.map(|(name, _)| format!(", {name}: {}", Self::Text.fault())).collect()
        };
        match (self, value) {
            (Self::Text, Value::String(_)) | (Self::Object, Value::Object(_)) => Vec::new(),
            (Self::Integer, Value::Number(number)) if number.is_i64() => Vec::new(),
            (Self::Texts, Value::Object(map)) => {
                texts(map.iter().map(|(key, it)| (key.clone(), it)).collect())
            }
            (Self::List, Value::Array(list)) => {
                texts(list.iter().enumerate().map(|(at, it)| (at.to_string(), it)).collect())
            }
            _ => vec![format!(": {}", self.fault())],
        }
    }
}

fn is_pod_id(id: &str) -> bool {
    let is_rest = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit();
    id.bytes().next().is_some_and(|first| first.is_ascii_lowercase()) && id.bytes().skip(1).all(is_rest)
}

fn check_map(map: &Ordered<String>) -> Result<(), String> {
    let is_letter = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    let is_key = |key: &str| key.chars().all(is_letter) && key.chars().any(char::is_alphanumeric);
    match map.iter().find(|(key, _)| !is_key(key)) {
        None => Ok(()),
        Some((key, _)) => Err(format!(
            "secret_map: Value error, secret_map key must be alphanumeric and may include '_' or '-'. Got: {key}"
        )),
    }
}

fn check_description(text: &str) -> Result<(), String> {
    let why = match text.len() {
        _ if !text.is_ascii() => "description field may only contain ASCII characters.".to_owned(),
        0..=LONGEST_DESCRIPTION => return Ok(()),
        length => format!("description field must be less than 255 characters. Inputted length: {length}"),
    };
    Err(format!("description: Value error, {why}"))
}

fn python_type(value: &Value) -> &'static str {
    match value {
        Value::Null => "NoneType",
        Value::Bool(_) => "bool",
        Value::Number(number) if number.is_f64() => "float",
        Value::Number(_) => "int",
        Value::String(_) => "str",
        Value::Array(_) => "list",
        Value::Object(_) => "dict",
    }
}
