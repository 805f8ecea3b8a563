//! The calls that change a pod or ask for a change: create, update, delete, start, stop, restart, permissions (pods
//! contract §2, §4, §5, §6).

use serde_json::{Map, Value, json};

use super::behaviour::Behaviour;
use super::body::{Body, unexpected};
use super::call::{self, Call};
use super::definition::Definition;
use super::level::PodLevel;
use super::pattern::{self, Whole};
use super::pod::Pod;
use super::resolve;
use super::row::{PodStatus, Row};
use super::store::Pods;
use super::template::Placeholders;
use super::unresolved;
use crate::demo::answer::Answer;
use crate::demo::json;
use crate::demo::store::Store;

/// The images that anybody may run. Those of Tapis may be run too.
const IMAGES: [&str; 10] =
    ["nginx", "redis", "postgres", "neo4j", "python", "node", "busybox", "rabbitmq", "traefik", "alpine"];

impl Call<'_> {
    pub(super) fn create(&self, pods: &mut Pods, secrets: &Store) -> Result<Answer, Answer> {
        let (id, body) = Body::of_new(self.content_type, self.body)?;
        let (mut pod, metadata) = self.made(pods, &id, body.definition)?;
        if pods.get(&id).is_some() {
            let message = format!(
                "Got IntegrityError - psycopg2.errors.UniqueViolation :  Key (pod_id)=({id}) already exists."
            );
            return Err(Answer::error(500, message));
        }
        if pod.row.requested() == "ON" {
            let world = self.world(pods, secrets);
            let values = world.resolve(&pod.row.definition, Some(self.user), &pod.password);
            let refuse = |faults: Vec<String>| format!("Failed to resolve secrets: {}", faults.join("; "));
            pod.request(self.now, values.map_err(|faults| Answer::error(400, refuse(faults)))?);
        }
        let answer = call::told("Pod created successfully.", &metadata, &pod.row);
        pods.insert(pod);
        Ok(answer)
    }

    /// Makes a pod of what was asked for, and the metadata that tell what has become of it.
    pub(super) fn made(
        &self,
        pods: &Pods,
        id: &str,
        mut definition: Definition,
    ) -> Result<(Pod, Map<String, Value>), Answer> {
        check_image(&definition)?;
        definition.complete(id, self.tenant);
        let mut metadata = Map::new();
        let generated = self.expand(id, &mut definition).map_err(|faults| {
            Answer::error(400, format!("Failed to generate random passwords: {}", faults.join("; ")))
        })?;
        let (name, placeholders) = match definition.template.is_empty() {
            true => ("available_placeholders", Placeholders::of(definition.secret_map.iter())),
            false => ("template_placeholders", stamp(pods, &mut definition)?),
        };
        if !placeholders.is_empty() {
            metadata.insert(name.to_owned(), placeholders.to_json());
        }
        let warnings = unresolved::config_warnings(&definition);
        if !warnings.is_empty() {
            metadata.insert("config_syntax_warnings".to_owned(), json!(warnings));
        }
        unresolved::add(&mut metadata, &definition);
        let mut row = Row::new(id, definition, self.user, self.now);
        if !generated.is_empty() {
            row.log(self.now, &format!("Generated random password(s): {}", generated.join(", ")));
        }
        Ok((Pod::new(row, Behaviour::default()), metadata))
    }

    /// Replaces in the map what the service replaces when it stores a pod. Returns the KEYs with new passwords.
    fn expand(&self, id: &str, definition: &mut Definition) -> Result<Vec<String>, Vec<String>> {
        let (mut generated, mut faults) = (Vec::new(), Vec::new());
        let networking = definition.networking.clone();
        let keys: Vec<String> = definition.secret_map.iter().map(|(key, _)| key.to_owned()).collect();
        for (key, text) in keys.iter().zip(definition.secret_map.values_mut()) {
            if let Whole::Random(length) = Whole::of(text) {
                match resolve::generate(key, length) {
                    Ok(password) => {
                        generated.push(format!("{key} (length: {length})"));
                        *text = password;
                    }
                    Err(fault) => faults.push(fault),
                }
                continue;
            }
            *text = pattern::with_user(text, self.user);
            *text = pattern::replace(text, |one| match one {
                "${pods:pod_id}" => Some(id.to_owned()),
                "${pods:tapis_url}" => Some(format!("https://{}.tapis.io", self.tenant)),
                "${pods:url}" => field(&networking, "default", "url"),
                _ => {
                    let (network, name) =
                        one.strip_prefix("${pods:networking:")?.strip_suffix('}')?.split_once(':')?;
                    field(&networking, network, name)
                }
            });
        }
        if faults.is_empty() { Ok(generated) } else { Err(faults) }
    }

    pub(super) fn update(&self, pods: &mut Pods, id: &str) -> Result<Answer, Answer> {
        let is_old = pods.health.is_old;
        let body = Body::of_update(self.content_type, self.body, is_old)?;
        let Some(pod) = pods.get(id) else { return Err(unknown(id)) };
        let old = &pod.row.definition;
        let mut new = old.clone();
        new.take(&body.members, body.definition);
        new.complete(id, self.tenant);
        if !is_old {
            new.secret_map.values_mut().for_each(|text| *text = pattern::with_user(text, self.user));
        }
        if new == *old {
            let message = "Incoming data made no changes to pod. Is incoming data equal to current data?";
            return Ok(call::refused(message, &pod.row));
        }
        check_image(&new)?;
        let line = match is_old {
            true => format!("'{}' updated pod, updated_fields: {}", self.user, new.open_changes_since(old)),
            false => format!("'{}' updated pod: {}", self.user, new.changes_since(old)),
        };
        pods.change(id, |pod| pod.write(self.now, &line, |row| row.definition = new));
        let note = json!([
            "Pod will require restart when updating command, environment_variables,",
            "status_requested, volume_mounts, networking, or resources."
        ]);
        let metadata = Map::from_iter([("note".to_owned(), note)]);
        let pod = pods.get(id).ok_or_else(|| unknown(id))?;
        Ok(call::told("Pod updated successfully.", &metadata, &pod.row))
    }

    pub(super) fn delete(&self, pods: &mut Pods, id: &str) -> Answer {
        pods.remove(id);
        Answer::done("Pod successfully deleted.", "\"\"")
    }

    /// Asks for a stop or a restart: only what is requested changes, and no status is refused.
    pub(super) fn request(&self, pods: &mut Pods, id: &str, requested: &str) -> Result<Answer, Answer> {
        let verb = if requested == "OFF" { "stop_pod" } else { "restart_pod" };
        let line = format!("'{}' ran {verb}, set to {requested}", self.user);
        let drops_stamp = requested == "RESTART" && self.asks_for("grab_latest_template_tag");
        pods.change(id, |pod| {
            pod.write(self.now, &line, |row| {
                requested.clone_into(&mut row.definition.status_requested);
                if drops_stamp && let Some(at) = row.definition.template.find('@') {
                    row.definition.template.truncate(at);
                }
            });
        });
        let pod = pods.get(id).ok_or_else(|| unknown(id))?;
        Ok(call::row(&format!("Updated pod's status_requested to {requested}."), &pod.row))
    }

    pub(super) fn start(&self, pods: &mut Pods, secrets: &Store, id: &str) -> Result<Answer, Answer> {
        let Some(pod) = pods.get(id) else { return Err(unknown(id)) };
        if pod.row.status != PodStatus::Stopped {
            return Err(unexpected(
                "RuntimeError(\"Pod must be in 'STOPPED' status to run 'start_pod'. Please run 'stop_pod' or \
                 'restart_pod' instead.\")",
            ));
        }
        let world = self.world(pods, secrets);
        let values = match world.resolve(&pod.row.definition, Some(self.user), &pod.password) {
            Ok(values) => values,
            Err(faults) => {
                return Ok(call::refused(&format!("Failed to start pod: {}", faults.join("; ")), &pod.row));
            }
        };
        let line = format!("'{}' ran start_pod, set to ON and REQUESTED", self.user);
        pods.change(id, |pod| {
            pod.write(self.now, &line, |_| {});
            pod.request(self.now, values);
        });
        let pod = pods.get(id).ok_or_else(|| unknown(id))?;
        Ok(call::row("Updated pod's status_requested to ON and requested pod.", &pod.row))
    }

    pub(super) fn grant(&self, pods: &mut Pods, id: &str) -> Result<Answer, Answer> {
        let members = json::object(self.content_type, self.body)?;
        let text = |name: &str| members.get(name).and_then(Value::as_str);
        let (Some(user), Some(word)) = (text("user"), text("level")) else {
            let missing = ["user", "level"].into_iter().filter(|name| text(name).is_none());
            let faults: Vec<String> = missing.map(|name| format!("body, {name}: Field required")).collect();
            return Err(Answer::error(400, faults));
        };
        let Some(level) = PodLevel::of(word) else {
            let levels = "('NONE', 'READ', 'USER', 'ADMIN', 'APPROVEDADMIN')";
            let fault = format!("body, level: Value error, level must be in {levels}");
            return Err(Answer::error(400, vec![fault]));
        };
        let line = format!("'{}' set permission for '{user}' to {word}", self.user);
        self.change_permissions(pods, id, &line, "Pod permissions updated successfully.", |row| {
            row.permissions.set(user, level);
            true
        })
    }

    pub(super) fn revoke(&self, pods: &mut Pods, id: &str, user: &str) -> Result<Answer, Answer> {
        let line = format!("'{}' deleted permission for '{user}'", self.user);
        self.change_permissions(pods, id, &line, "Pod permission deleted successfully.", |row| {
            row.permissions.remove(user)
        })
    }

    fn change_permissions(
        &self,
        pods: &mut Pods,
        id: &str,
        line: &str,
        message: &str,
        change: impl Fn(&mut Row) -> bool,
    ) -> Result<Answer, Answer> {
        let Some(pod) = pods.get(id) else { return Err(unknown(id)) };
        let mut tried = pod.row.clone();
        if !change(&mut tried) {
            return Err(unexpected(
                "KeyError('Could not find permission for pod with username when deleting permission')",
            ));
        }
        if !tried.permissions.has_admin() {
            return Err(unexpected(
                "KeyError('Operation would result in pod with no users in ADMIN role. Rolling back.')",
            ));
        }
        pods.change(id, |pod| {
            pod.write(self.now, line, |row| {
                change(row);
            });
        });
        let pod = pods.get(id).ok_or_else(|| unknown(id))?;
        Ok(call::permissions(message, pod))
    }
}

/// Makes the answer to a pod that is not there.
pub(super) fn unknown(id: &str) -> Answer {
    Answer::error(404, format!("Pod with identifier pod_id: '{id}' not found"))
}

/// Gives a pod's template the time of its tag, and returns what it leaves to the pod.
fn stamp(pods: &Pods, definition: &mut Definition) -> Result<Placeholders, Answer> {
    let Some(name) = pods.templates.stamped(&definition.template) else {
        return Err(Answer::error(400, format!("Template '{}' not found.", definition.template)));
    };
    definition.template = name;
    let merged = pods.templates.derive(definition).secret_map;
    let left = Placeholders::left(&merged, &definition.secret_map);
    if left.required.is_empty() {
        return Ok(left);
    }
    let missing = left.required.join(" ");
    Err(Answer::error(400, format!("Missing required placeholders in secret_map: {missing}")))
}

fn check_image(definition: &Definition) -> Result<(), Answer> {
    let image = definition.image.as_str();
    let name = image.split([':', '@']).next().unwrap_or_default();
    if IMAGES.contains(&name)
        || name.starts_with("tapis/")
        || (image.is_empty() && !definition.template.is_empty())
    {
        return Ok(());
    }
    Err(Answer::error(
        400,
        format!(
            "Custom pod.image images must be in allowlist. View available images at /pods/images or contact admin \
             via github issue or slack (cgarcia). Image derived: {image}"
        ),
    ))
}

fn field(networking: &Value, network: &str, name: &str) -> Option<String> {
    match networking.get(network)?.get(name)? {
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}
