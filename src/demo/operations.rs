//! The six operations on the store, with the real service's permissions, order of checks and words (contract §2 to
//! §4). Others deal with HTTP, tokens and faults.

use jiff::Timestamp;

use super::administrator::{ADMINISTRATOR, admin_context};
use super::answer::Answer;
use super::body::{NewSecret, Update};
use super::json;
use super::route::Route;
use super::rules;
use super::secret::{Level, Metadata, Secret};
use super::store::Store;
use super::time::naive;

/// One authenticated request.
pub(super) struct Call<'a> {
    pub(super) user: &'a str,
    pub(super) tenant: &'a str,
    /// Set when the request has `X-Pods-Admin`; it counts for an administrator only.
    pub(super) admin_header: bool,
    pub(super) content_type: Option<&'a str>,
    pub(super) body: &'a [u8],
    pub(super) storage_down: bool,
    pub(super) now: Timestamp,
    /// Ends a write between the value and the row, which are not committed together (contract §8).
    pub(super) half_done: bool,
}

impl Call<'_> {
    pub(super) fn perform(&self, store: &mut Store, route: &Route) -> Answer {
        let outcome = match route {
            Route::List => Ok(self.list(store)),
            Route::Create => self.create(store, route),
            Route::Get(id) => self.get(store, id),
            Route::Value(id) => self.value(store, id, route),
            Route::Update(id) => self.update(store, id, route),
            Route::Delete(id) => self.delete(store, id, route),
            Route::Permissions | Route::Pods(_) | Route::Unknown => Ok(Answer::detail(404, "Not Found")),
        };
        outcome.unwrap_or_else(|refusal| refusal)
    }

    fn list(&self, store: &Store) -> Answer {
        let user = (!self.is_acting_administrator()).then_some(self.user);
        let mut metadata = serde_json::Map::new();
        if user.is_none() {
            let own = store.ids_of(self.user);
            metadata.insert("admin_context".to_owned(), admin_context("secrets", &own, store.len()));
        }
        let rows = store.list_json(user);
        let answer = Answer::envelope("Secrets retrieved successfully.", &metadata, &rows, "success");
        #[cfg(feature = "test-support")]
        let answer = Answer { is_list: true, ..answer };
        answer
    }

    fn create(&self, store: &mut Store, route: &Route) -> Result<Answer, Answer> {
        let members = json::object(self.content_type, self.body)?;
        let new = NewSecret::read(members).map_err(|faults| Answer::error(400, faults))?;
        rules::check_new(&new).map_err(|fault| Answer::error(400, vec![fault]))?;
        let id = new.secret_id.clone();
        if store.get(&id).is_some() {
            return Err(Answer::error(
                409,
                format!(
                    "Secret '{id}' already exists. Use PUT /pods/secrets/{id} to update the secret value or \
                     description. Use DELETE /pods/secrets/{id} first if you want to recreate it."
                ),
            ));
        }
        self.storage(route)?;
        // The value without a row is nothing that any call could show.
        self.database()?;
        let pod = new.pod_id.filter(|_| new.scope == "pod");
        store.insert(Secret::new(
            Metadata {
                sk_secret_name: Metadata::storage_name(self.tenant, self.user, pod.as_deref(), &id),
                secret_id: new.secret_id,
                scope: if pod.is_some() { "pod" } else { "user" },
                pod_id: pod,
                description: new.description,
                readable: new.readable,
                writable: new.writable,
                creation_ts: Some(naive(self.now)),
                added_by: self.user.to_owned(),
            },
            new.secret_value,
        ));
        metadata_answer(store, &id, "Secret created successfully.")
    }

    fn get(&self, store: &Store, id: &str) -> Result<Answer, Answer> {
        self.allowed(store, id, Level::Read, "GET /pods/secrets/{secret_id}")?;
        metadata_answer(store, id, "Secret metadata retrieved successfully.")
    }

    fn value(&self, store: &Store, id: &str, route: &Route) -> Result<Answer, Answer> {
        let secret = self.allowed(store, id, Level::User, "GET /pods/secrets/{secret_id}/value")?;
        if !secret.metadata.readable {
            return Err(Answer::error(
                403,
                format!(
                    "Secret '{id}' has readable=False and its value cannot be retrieved via API. This secret \
                     can still be used in pods via secret_map for environment variable injection. To make the \
                     secret readable, delete and recreate with readable=True."
                ),
            ));
        }
        self.storage(route)?;
        let Some(value) = &secret.value else { return Err(no_value(route)) };
        let result = serde_json::json!({ "secret_value": value }).to_string();
        Ok(Answer::done("Secret value retrieved successfully.", &result))
    }

    fn update(&self, store: &mut Store, id: &str, route: &Route) -> Result<Answer, Answer> {
        let writable =
            self.allowed(store, id, Level::User, "PUT /pods/secrets/{secret_id}")?.metadata.writable;
        let members = json::object(self.content_type, self.body)?;
        let update = Update::read(members).map_err(|faults| Answer::error(400, faults))?;
        if let Some(value) = update.secret_value {
            if !writable {
                return Err(Answer::error(
                    403,
                    format!(
                        "Secret '{id}' has writable=False and cannot have its value updated. This secret is \
                         write-once and its value is permanently set. Description updates are still allowed. To \
                         create an updatable secret, delete this one and recreate with writable=True."
                    ),
                ));
            }
            self.storage(route)?;
            // The value is stored before the description is looked at: not atomic, as in exchanges 87 and 88.
            store.change_quietly(id, |secret| secret.value = Some(value));
        }
        self.database()?;
        if let Some(description) = update.description {
            rules::check_description(&description).map_err(|fault| Answer::error(400, vec![fault]))?;
            store.change(id, |secret| secret.metadata.description = description);
        }
        metadata_answer(store, id, "Secret updated successfully.")
    }

    fn delete(&self, store: &mut Store, id: &str, route: &Route) -> Result<Answer, Answer> {
        self.allowed(store, id, Level::Admin, "DELETE /pods/secrets/{secret_id}")?;
        self.storage(route)?;
        store.change_quietly(id, |secret| secret.value = None);
        self.database()?;
        store.remove(id);
        Ok(Answer::done("Secret deleted successfully.", &serde_json::Value::from(id).to_string()))
    }

    /// Returns the secret, if it exists and the user has at least `level`.
    fn allowed<'s>(
        &self,
        store: &'s Store,
        id: &str,
        level: Level,
        endpoint: &str,
    ) -> Result<&'s Secret, Answer> {
        let Some(secret) = store.get(id) else {
            // The administrator's way to a secret is another one, with another message (exchange 121).
            return Err(Answer::error(
                404,
                match self.is_acting_administrator() {
                    true => format!("Secret with name '{id}' not found."),
                    false => format!("Secret with identifier secret_id: '{id}' not found"),
                },
            ));
        };
        if self.is_acting_administrator() || secret.level_of(self.user) >= Some(level) {
            return Ok(secret);
        }
        if self.user == ADMINISTRATOR {
            return Err(Answer::error(403, format!("You do not have permission to access secret '{id}'.")));
        }
        Err(Answer::error(
            400,
            format!("Not authorized -- you do not have access to this endpoint. {endpoint}"),
        )
        .closing())
    }

    fn storage(&self, route: &Route) -> Result<(), Answer> {
        if self.storage_down { Err(storage_down(route)) } else { Ok(()) }
    }

    fn database(&self) -> Result<(), Answer> {
        if self.half_done { Err(database_down()) } else { Ok(()) }
    }

    fn is_acting_administrator(&self) -> bool {
        self.user == ADMINISTRATOR && self.admin_header
    }
}

/// Makes the answer of every operation on values while the Security Kernel is down.
pub(super) fn storage_down(route: &Route) -> Answer {
    Answer::error(500, format!("{}: SK is down (simulated)", route.storage_error()))
}

/// Makes the answer of every operation while the database is down, which keeps the rows.
pub(super) fn database_down() -> Answer {
    Answer::error(500, "Unexpected. OperationalError('the database is down (simulated)')")
}

/// Makes the answer to a read of a row whose value is gone (contract §8).
fn no_value(route: &Route) -> Answer {
    Answer::error(500, format!("{}: the value was not found", route.storage_error()))
}

fn metadata_answer(store: &Store, id: &str, message: &str) -> Result<Answer, Answer> {
    let secret = store.get(id).ok_or_else(|| Answer::detail(404, "Not Found"))?;
    Ok(Answer::done(message, &secret.metadata.to_json()))
}
