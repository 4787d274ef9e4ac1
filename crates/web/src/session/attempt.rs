//! An attempt with a password: it counts as wrong until it proves right, so that many at once guess no more than few.

use crate::app::App;
use crate::password;
use crate::problem::Halt;
use jiff::Timestamp;
use store::{Fault, Key};
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

/// Hashes that are made at once, 19 MiB each: a crowd at the door does not eat the memory.
static HASHES_AT_ONCE: Semaphore = Semaphore::const_new(4);

/// A hash of no password: a login that is not there costs the same time as one that is.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Attempt {
    /// It is the password.
    Right,
    /// It is not, or nobody has this login.
    Wrong,
    /// Nobody may try until then.
    Locked(Timestamp),
}

/// Tries a password for an account; none is a login that nobody has.
///
/// # Errors
/// Below the rules.
pub(super) async fn attempt(app: &App, account: Option<Key>, typed: String) -> Result<Attempt, Halt> {
    let known = match account {
        Some(account) => count(app, account).await?,
        None => None,
    };
    let (hash, locks) = match known {
        Some(Counted::Locked(until)) => return Ok(Attempt::Locked(until)),
        Some(Counted::Open { hash, locks }) => (hash, locks),
        None => (NOBODY.to_owned(), None),
    };
    let right = blocking(move || password::verify(&typed, &hash)).await?;
    match (right, account, locks) {
        (true, Some(account), _) => {
            app.store.own(move |db| store::password::succeeded(db, account)).await?;
            Ok(Attempt::Right)
        }
        (_, _, Some(until)) => Ok(Attempt::Locked(until)),
        _ => Ok(Attempt::Wrong),
    }
}

enum Counted {
    Locked(Timestamp),
    Open { hash: String, locks: Option<Timestamp> },
}

async fn count(app: &App, account: Key) -> Result<Option<Counted>, Fault> {
    let now = app.store.now();
    app.store
        .own(move |db| {
            let Some(known) = store::password::get(db, account, now)? else { return Ok(None) };
            if let Some(until) = known.locked_until {
                return Ok(Some(Counted::Locked(until)));
            }
            let locks = store::password::failed(db, account, now)?;
            Ok(Some(Counted::Open { hash: known.hash, locks }))
        })
        .await
}

/// The hash of a new password.
///
/// # Errors
/// The system gives no random bytes or no memory.
pub(crate) async fn hash(password: String) -> Result<String, Halt> {
    let made = blocking(move || password::hash(&password)).await?;
    made.map_err(|error| Halt::Fault(Fault::Broken(format!("a password cannot be hashed: {error}"))))
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Fault> {
    // The semaphore is never closed; a thread that panicked has told why already.
    let _turn = HASHES_AT_ONCE.acquire().await.map_err(|_| Fault::Lost)?;
    spawn_blocking(work).await.map_err(|_| Fault::Lost)
}
