//! What every handler shares.

use crate::directory::Directory;
use crate::document::Converter;
use crate::health::Requests;
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};
use store::{Connection, Fault, Store};

/// The program as handlers see it; copies share it.
#[derive(Clone)]
pub struct App {
    /// The store.
    pub store: Store,
    directories: Arc<RwLock<HashMap<u32, Arc<Directory>>>>,
    /// Requests since the start.
    pub(crate) requests: Arc<Requests>,
    /// Whether cookies are sent over TLS only: the program stands behind a proxy that ends it.
    pub secure_cookies: bool,
    /// Reads documents.
    pub(crate) converter: Converter,
}

impl App {
    /// Shares a store.
    pub fn new(store: Store, secure_cookies: bool, converter: Converter) -> Self {
        Self { store, directories: Arc::default(), requests: Arc::default(), secure_cookies, converter }
    }

    /// The directory of a jurisdiction, held against the log: another process may have changed it.
    ///
    /// # Errors
    /// Below the rules.
    pub fn directory(&self, db: &mut Connection, jurisdiction: u32) -> Result<Arc<Directory>, Fault> {
        let kept =
            self.directories.read().unwrap_or_else(PoisonError::into_inner).get(&jurisdiction).cloned();
        let fresh = Directory::load(db, jurisdiction, kept.as_ref())?;
        if kept.is_none_or(|kept| !Arc::ptr_eq(&kept, &fresh)) {
            let mut all = self.directories.write().unwrap_or_else(PoisonError::into_inner);
            all.insert(jurisdiction, Arc::clone(&fresh));
        }
        Ok(fresh)
    }
}
