//! Officers at the door: passwords (Argon2id, RFC 9106, as PHC strings), one-time links, sessions.

use std::{
    collections::BTreeMap,
    sync::Mutex,
    time::{Duration, Instant},
};

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString},
};
use seamline_node::{Officer, Random};
use seamline_record::{Hash, hash_of};
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::{
    clock::{SystemRandom, fresh_token},
    fault::{Fault, FaultCode},
    kept::{locked, make_room},
};

/// Most sessions; the one longest idle gives way.
const MAX_SESSIONS: usize = 256;
/// After so long without a request a session is over.
const IDLE: Duration = Duration::from_hours(12);
/// Most one-time links that wait; the oldest gives way.
const MAX_LINKS: usize = 64;
/// How long a one-time link can be used.
const LINK_LASTS: Duration = Duration::from_mins(10);
/// Wrong passwords for one name before it has to wait.
const MAX_FAILURES: u32 = 5;
/// How long it has to wait.
const WAIT: Duration = Duration::from_secs(30);
/// Most names of which failures are remembered; the oldest gives way.
const MAX_NAMES: usize = 256;
/// Refused logins noted in the journal,
const MAX_NOTED: u32 = 60;
/// within this time.
const NOTED_WITHIN: Duration = Duration::from_hours(1);
/// Hashes at once: what a flood of logins may take at most.
const HASHES_AT_ONCE: usize = 1;
/// Memory of one hash, KiB, and passes over it: as hard as 19 MiB with two passes. glibc keeps blocks below 32 MiB for
/// later once it has seen one, and a node that nobody is logging in to would hold them for good; larger ones go back to
/// the system at once.
const HASH: (u32, u32) = (46 * 1024, 1);
/// Longest password in bytes.
const MAX_PASSWORD: usize = 1024;

struct Session {
    officer: Officer,
    last: Instant,
}

/// Who is logged in, by the hash of their token. Only in memory: a restart logs everybody out.
#[derive(Default)]
pub(crate) struct Sessions {
    rows: Mutex<BTreeMap<Hash, Session>>,
}

impl Sessions {
    /// Starts a session; returns its token.
    pub(crate) fn start(&self, officer: Officer) -> String {
        let token = fresh_token();
        let mut rows = locked(&self.rows);
        make_room(&mut rows, MAX_SESSIONS, |s| s.last);
        rows.insert(hash_of(token.as_bytes()), Session { officer, last: Instant::now() });
        token
    }

    /// Whether a session goes on; asking does not make it last longer.
    pub(crate) fn goes_on(&self, token: &str) -> bool {
        locked(&self.rows).get(&hash_of(token.as_bytes())).is_some_and(|session| session.last.elapsed() < IDLE)
    }

    /// The officer of a token.
    pub(crate) fn officer(&self, token: &str) -> Option<Officer> {
        let mut rows = locked(&self.rows);
        rows.retain(|_, session| session.last.elapsed() < IDLE);
        let session = rows.get_mut(&hash_of(token.as_bytes()))?;
        session.last = Instant::now();
        Some(session.officer.clone())
    }

    pub(crate) fn end(&self, token: &str) {
        locked(&self.rows).remove(&hash_of(token.as_bytes()));
    }

    /// Ends every session of an officer: roles or password changed.
    pub(crate) fn end_all_of(&self, name: &str) {
        locked(&self.rows).retain(|_, session| session.officer.name != name);
    }
}

/// Whom a one-time link logs in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Bearer {
    /// Whoever holds the folder.
    Holder,
    /// A stored officer.
    Officer(String),
}

struct Failures {
    count: u32,
    last: Instant,
}

/// Refused logins that were noted in the journal lately.
#[derive(Default)]
struct Noted {
    since: Option<Instant>,
    count: u32,
    unnoted: u64,
}

/// Ways in: links, passwords.
pub(crate) struct Logins {
    links: Mutex<BTreeMap<Hash, (Bearer, Instant)>>,
    failures: Mutex<BTreeMap<String, Failures>>,
    hashing: Semaphore,
    noted: Mutex<Noted>,
    /// Hash that no password fits, for names that nobody has: an answer as slow as for those that somebody has.
    nobody: Mutex<Option<String>>,
}

impl Default for Logins {
    fn default() -> Self {
        let (links, failures, nobody) = (Mutex::default(), Mutex::default(), Mutex::default());
        Self { links, failures, hashing: Semaphore::new(HASHES_AT_ONCE), noted: Mutex::default(), nobody }
    }
}

impl Logins {
    /// Makes a link that logs in once within ten minutes; returns its token.
    pub(crate) fn link(&self, bearer: Bearer) -> String {
        let token = fresh_token();
        let mut links = locked(&self.links);
        make_room(&mut links, MAX_LINKS, |(_, made)| *made);
        links.insert(hash_of(token.as_bytes()), (bearer, Instant::now()));
        token
    }

    /// Uses a link up.
    pub(crate) fn redeem(&self, token: &str) -> Option<Bearer> {
        let (bearer, made) = locked(&self.links).remove(&hash_of(token.as_bytes()))?;
        (made.elapsed() < LINK_LASTS).then_some(bearer)
    }

    /// Counts a try, and refuses a name that had too many lately. Counted before the password is looked at: many tries at
    /// once must not slip through while the first is still being hashed.
    pub(crate) fn may_try(&self, name: &str) -> Result<(), Fault> {
        let mut failures = locked(&self.failures);
        failures.retain(|_, f| f.last.elapsed() < WAIT);
        if !failures.contains_key(name) {
            make_room(&mut failures, MAX_NAMES, |f| f.last);
        }
        let entry = failures.entry(name.to_owned()).or_insert(Failures { count: 0, last: Instant::now() });
        if entry.count >= MAX_FAILURES {
            return Err(Fault::too_many(
                FaultCode::LoginWait,
                "Too many wrong passwords for this name.",
                "Wait half a minute.",
            ));
        }
        (entry.count, entry.last) = (entry.count + 1, Instant::now());
        Ok(())
    }

    /// Whether a refused login is noted in the journal, with how many before it were not: a flood of guesses must not fill
    /// the disk.
    pub(crate) fn may_note(&self) -> Option<u64> {
        let mut noted = locked(&self.noted);
        if noted.since.is_none_or(|since| since.elapsed() >= NOTED_WITHIN) {
            (noted.since, noted.count) = (Some(Instant::now()), 0);
        }
        if noted.count >= MAX_NOTED {
            noted.unnoted += 1;
            return None;
        }
        noted.count += 1;
        Some(std::mem::take(&mut noted.unnoted))
    }

    pub(crate) fn succeeded(&self, name: &str) {
        locked(&self.failures).remove(name);
    }

    /// A place for one hash: as long as it is held no other is made.
    pub(crate) async fn place(&self) -> Result<SemaphorePermit<'_>, Fault> {
        self.hashing.acquire().await.map_err(|_| Fault::ours("the password hash has no place"))
    }

    /// Hashes a new password.
    pub(crate) async fn hash(&self, password: String) -> Result<String, Fault> {
        if password.len() > MAX_PASSWORD || password.chars().count() < 8 {
            let what = "A password has at least 8 characters and at most 1024 bytes.";
            return Err(Fault::content(FaultCode::PasswordForm, what).at("password"));
        }
        let _place = self.place().await?;
        let hashed = tokio::task::spawn_blocking(move || hash_password(&password)).await;
        hashed.ok().flatten().ok_or_else(|| Fault::ours("a password could not be hashed"))
    }

    /// Whether the password fits; takes as long where nobody has the name.
    pub(crate) async fn fits(&self, stored: Option<String>, password: String) -> Result<bool, Fault> {
        if password.len() > MAX_PASSWORD {
            return Ok(false);
        }
        let _place = self.place().await?;
        let somebody = stored.is_some();
        let kept = locked(&self.nobody).clone();
        let checked = tokio::task::spawn_blocking(move || {
            let against = stored.or(kept).or_else(|| hash_password(&fresh_token()))?;
            let fits = PasswordHash::new(&against)
                .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok());
            Some((fits, against))
        });
        let (fits, against) =
            checked.await.ok().flatten().ok_or_else(|| Fault::ours("a password could not be checked"))?;
        if !somebody {
            *locked(&self.nobody) = Some(against);
        }
        Ok(somebody && fits)
    }
}

fn hash_password(password: &str) -> Option<String> {
    let mut salt = [0; 16];
    SystemRandom.fill(&mut salt);
    let salt = SaltString::encode_b64(&salt).ok()?;
    let (memory_kib, passes) = HASH;
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(memory_kib, passes, 1, None).ok()?);
    let hash = argon2.hash_password(password.as_bytes(), &salt).ok()?;
    Some(hash.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn officer(name: &str) -> Officer {
        Officer { name: name.to_owned(), ..Officer::default() }
    }

    #[test]
    fn a_link_works_once_and_sessions_are_bounded() {
        let logins = Logins::default();
        let token = logins.link(Bearer::Holder);
        assert_eq!(logins.redeem(&token), Some(Bearer::Holder));
        assert_eq!(logins.redeem(&token), None);
        let sessions = Sessions::default();
        let first = sessions.start(officer("a"));
        let last = (0..MAX_SESSIONS).map(|_| sessions.start(officer("b"))).last().unwrap();
        assert_eq!(sessions.officer(&first), None);
        assert_eq!(sessions.officer(&last), Some(officer("b")));
        sessions.end_all_of("b");
        assert_eq!(sessions.officer(&last), None);
    }

    #[tokio::test]
    async fn passwords_fit_or_do_not_and_guessing_has_to_wait() {
        let logins = Logins::default();
        let stored = logins.hash("correct horse".into()).await.unwrap();
        assert!(stored.starts_with("$argon2id$"));
        assert!(logins.fits(Some(stored.clone()), "correct horse".into()).await.unwrap());
        assert!(!logins.fits(Some(stored), "wrong horse".into()).await.unwrap());
        assert!(!logins.fits(None, "correct horse".into()).await.unwrap());
        assert!(logins.hash("short".into()).await.is_err());
        for _ in 0..MAX_FAILURES {
            logins.may_try("sara").unwrap();
        }
        assert!(logins.may_try("sara").is_err());
        assert!(logins.may_try("azad").is_ok());
        assert!((0..MAX_NOTED).all(|_| logins.may_note() == Some(0)));
        assert_eq!((logins.may_note(), logins.may_note()), (None, None), "guesses fill the journal");
    }
}
