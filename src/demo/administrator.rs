//! The role `pods_admin`: who has it, and what its list tells besides the rows (pods contract §1, §9).

use serde_json::{Value, json};

/// The user with the role (contract §8).
pub(super) const ADMINISTRATOR: &str = "root";
/// The refusal of a request with `X-Pods-Admin` from anybody else.
pub(super) const NEEDS_ROLE: &str = "X-Pods-Admin header requires the PODS_ADMIN role.";

/// Tells an administrator whose view a list is; `what` are `pods` or `secrets`, `own` the ids that need no role.
pub(super) fn admin_context(what: &str, own: &[&str], all: usize) -> Value {
    json!({
        "admin_mode": true,
        "user_accessible_ids": own,
        "msg": format!("You can access {} {what}, admin reveals {all}", own.len()),
    })
}
