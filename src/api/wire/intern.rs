//! Texts that many rows of a list have in common, kept once: owners, pods, tenants.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::text::SafeText;

/// Beyond this many different texts of a kind sharing has no point; further ones are not remembered.
const MOST: usize = 65_536;

/// A store of shared texts. One per list.
#[derive(Debug, Default)]
pub struct Interner {
    texts: HashMap<Box<str>, SafeText>,
    tenants: HashSet<Arc<str>>,
    // Neighbouring rows mostly have the same owner and tenant: one comparison then instead of a hash.
    last_text: SafeText,
    last_tenant: Arc<str>,
}

impl Interner {
    /// Shares the text of an owner or a pod.
    pub fn text(&mut self, text: &str) -> SafeText {
        if self.last_text.original() == text {
            return self.last_text.clone();
        }
        let safe = match self.texts.get(text) {
            Some(known) => known.clone(),
            None => {
                let new = SafeText::from(text);
                if self.texts.len() < MOST {
                    self.texts.insert(text.into(), new.clone());
                }
                new
            }
        };
        self.last_text = safe.clone();
        safe
    }

    /// Shares the name of a tenant, as it stands in a storage name.
    pub fn tenant(&mut self, tenant: &str) -> Arc<str> {
        if *self.last_tenant == *tenant {
            return Arc::clone(&self.last_tenant);
        }
        let shared = match self.tenants.get(tenant) {
            Some(known) => Arc::clone(known),
            None => {
                let new: Arc<str> = tenant.into();
                if self.tenants.len() < MOST {
                    self.tenants.insert(Arc::clone(&new));
                }
                new
            }
        };
        self.last_tenant = Arc::clone(&shared);
        shared
    }
}
