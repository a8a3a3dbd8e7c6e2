//! Who asks.

use std::sync::Arc;

use axum::{
    extract::FromRequestParts,
    http::{
        HeaderMap,
        header::{AUTHORIZATION, COOKIE},
        request::Parts,
    },
};
use seamline_node::{Officer, Permission};
use seamline_record::hash_of;

use crate::{fault::Fault, served::Served};

/// Name under which the holder of the folder signs.
const HOLDER: &str = "holder of the folder";
/// Name in the journal of one who was not let in and gave the name of no officer.
pub(super) const NOBODY: &str = "unknown";
/// Names that the journal gives to others than officers: an officer called so could pass for one of them.
pub(super) const RESERVED: [&str; 3] = [HOLDER, NOBODY, "by rule"];
/// With the folder's token: act as this stored officer.
const AS_OFFICER: &str = "x-seamline-officer";

/// Whoever holds the data folder: every role.
pub(crate) fn holder() -> Officer {
    Officer::holder_of_the_folder(HOLDER)
}

/// The officer who asks; a request of nobody is refused before it gets further.
pub(crate) struct Acting {
    pub(crate) officer: Officer,
    /// Came with the folder's own token, for nobody in particular.
    pub(crate) holder: bool,
    /// The session it came with.
    pub(crate) session: Option<String>,
}

impl Acting {
    pub(crate) fn must(&self, permission: Permission) -> Result<(), Fault> {
        Ok(self.officer.must(permission)?)
    }
}

impl FromRequestParts<Arc<Served>> for Acting {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, served: &Arc<Served>) -> Result<Self, Fault> {
        if let Some(given) = parts.headers.get(AUTHORIZATION) {
            let token = given.as_bytes().strip_prefix(b"Bearer ").ok_or_else(Fault::not_logged_in)?;
            // Hashes are compared, so the time taken says nothing about the token.
            if hash_of(token) != served.holder_token {
                return Err(Fault::not_logged_in());
            }
            return match parts.headers.get(AS_OFFICER) {
                None => Ok(Self { officer: holder(), holder: true, session: None }),
                Some(name) => {
                    let name = String::from_utf8_lossy(name.as_bytes()).into_owned();
                    Ok(Self { officer: stored(served, name).await?, holder: false, session: None })
                }
            };
        }
        let token = session_token(&parts.headers, served).ok_or_else(Fault::not_logged_in)?;
        let officer = served.sessions.officer(&token).ok_or_else(Fault::not_logged_in)?;
        Ok(Self { officer, holder: false, session: Some(token) })
    }
}

/// The officer of this name, to act.
pub(crate) async fn stored(served: &Arc<Served>, name: String) -> Result<Officer, Fault> {
    served.ask(move |node| node.acting_officer(&name)).await
}

/// Browsers keep one jar per host and ignore the port, so nodes on one machine need cookies of different names.
pub(crate) fn cookie_name(served: &Served) -> String {
    format!("seamline-{}-{}", served.id.party, served.id.node)
}

/// The session token in the cookie of this node.
pub(crate) fn session_token(headers: &HeaderMap, served: &Served) -> Option<String> {
    let name = cookie_name(served);
    let jars = headers.get_all(COOKIE).iter().filter_map(|v| v.to_str().ok());
    let mut cookies = jars.flat_map(|jar| jar.split(';')).filter_map(|cookie| cookie.trim().split_once('='));
    cookies.find(|(key, _)| *key == name).map(|(_, token)| token.to_owned())
}
