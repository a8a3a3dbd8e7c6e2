//! What comes in is parsed here, once, into the types of the core.

use std::{fmt::Display, str::FromStr, sync::Arc};

use axum::{
    body::Bytes,
    extract::{FromRequest, FromRequestParts, Query, Request},
    http::request::Parts,
};
use seamline_record::Level;
use serde::de::DeserializeOwned;

use super::access::RESERVED;
use crate::{
    fault::{Fault, FaultCode},
    served::Served,
};

/// A body of JSON.
pub(crate) struct Input<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequest<Arc<Served>> for Input<T> {
    type Rejection = Fault;

    async fn from_request(request: Request, served: &Arc<Served>) -> Result<Self, Fault> {
        let bytes = Bytes::from_request(request, served).await?;
        let parsed = serde_json::from_slice(&bytes);
        parsed.map(Self).map_err(|fault| Fault::form(format!("The body is not what this address takes: {fault}.")))
    }
}

/// A body of octets.
pub(crate) struct Octets(pub(crate) Bytes);

impl FromRequest<Arc<Served>> for Octets {
    type Rejection = Fault;

    async fn from_request(request: Request, served: &Arc<Served>) -> Result<Self, Fault> {
        Ok(Self(Bytes::from_request(request, served).await?))
    }
}

/// The query of the address.
pub(crate) struct Wanted<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequestParts<Arc<Served>> for Wanted<T> {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, served: &Arc<Served>) -> Result<Self, Fault> {
        let query = Query::from_request_parts(parts, served).await;
        let Query(query) = query.map_err(|fault| Fault::form(format!("The query is not of its form: {fault}.")))?;
        Ok(Self(query))
    }
}

/// A name, id or other word in its strict form, which came as `field`.
pub(crate) fn parsed<T>(field: &'static str, text: &str) -> Result<T, Fault>
where
    T: FromStr,
    T::Err: Display,
{
    text.parse().map_err(|why: T::Err| Fault::form(format!("Not of its form: {why}.")).at(field))
}

/// A level, which came as `field`.
pub(crate) fn level(field: &'static str, word: &str) -> Result<Level, Fault> {
    let what = "A level is open, restricted, confidential or secret.";
    serde_json::from_value(word.into()).map_err(|_| Fault::content(FaultCode::LabelUnknown, what).at(field))
}

/// A name by which an officer logs in and signs.
pub(crate) fn officer_name(name: &str) -> Result<(), Fault> {
    let fits = (1..=64).contains(&name.chars().count()) && !name.chars().any(char::is_control) && name.trim() == name;
    if !fits {
        let what = "An officer's name has 1 to 64 characters and no control characters.";
        return Err(Fault::content(FaultCode::OfficerName, what).at("name"));
    }
    if RESERVED.iter().any(|reserved| reserved.eq_ignore_ascii_case(name)) {
        let what = format!("The journal calls others than officers \"{name}\".");
        return Err(Fault::content(FaultCode::OfficerName, what).at("name"));
    }
    Ok(())
}
