//! Joint acts: an officer's word on one, the officer's key, the act as a file, and short ids.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use ed25519_dalek::SigningKey;
use seamline_node::{Answer, NewRecord, NodeFault, Permission, Signs};
use seamline_record::{Kind, RecordId, all_kinds, from_hex};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    access::Acting,
    input::{Input, parsed},
    records::octets,
    shapes::Item,
};
use crate::{
    fault::{ErrorAnswer, Fault, FaultCode},
    officer_key,
    said::Mark,
    served::Served,
    wrapping::WrapFault,
};

/// Longest reason or dissent in bytes.
const MAX_WORDS: usize = 16 * 1024;
/// Longest key file in bytes.
const MAX_KEY: usize = 16 * 1024;

/// What the party says.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Word {
    /// It concurs; not taken back.
    Concurred,
    /// It does not, and says why.
    NotConcurred,
}

/// An officer's word on a joint act.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewPosition {
    answer: Word,
    /// Numbers of the clauses objected to.
    #[serde(default)]
    clauses: Vec<String>,
    /// Why not; needed where the party does not concur.
    reason: Option<String>,
    /// What it holds beside the text, though it concurs.
    dissent: Option<String>,
    /// Opens the officer's own key that is kept here, where the party concurs.
    passphrase: Option<String>,
    /// Instead of a passphrase: what `seamline officer sign` gave, 128 hexadecimal digits, for a key that is kept elsewhere.
    signature: Option<String>,
    /// As of a draft: the same said twice under one key is recorded once.
    key: Option<String>,
}

/// An officer's own key, to be kept wrapped.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewOfficerKey {
    /// Text of the file that `seamline officer key` made.
    file: String,
    /// Opens it, once, to see whose it is; not kept.
    passphrase: String,
}

/// Whether the officer can bind the party.
#[derive(Serialize, ToSchema)]
pub(crate) struct OfficerKey {
    officer: String,
    /// A key of the officer's is kept here, wrapped.
    held: bool,
    /// Name that the party's document has for it; null where it has not.
    #[schema(required = true)]
    name: Option<String>,
    /// Kinds to which it may bind the party.
    binds: Vec<String>,
}

/// A record found by the beginning of its id.
#[derive(Serialize, ToSchema)]
pub(crate) struct Named {
    id: String,
    kind: String,
    #[schema(required = true)]
    title: Option<String>,
}

fn locked_key() -> Fault {
    let what = "The passphrase does not open the officer's key.";
    Fault::content(FaultCode::PositionKeyLocked, what).at("passphrase")
}

/// Opens a key off the threads that serve sockets, one at a time, and counts what did not fit as a wrong password.
async fn opened(
    served: &Arc<Served>,
    officer: &str,
    open: impl FnOnce() -> Result<SigningKey, WrapFault> + Send + 'static,
) -> Result<SigningKey, Fault> {
    served.logins.may_try(officer)?;
    let _place = served.logins.place().await?;
    let opened = tokio::task::spawn_blocking(open).await;
    let opened = opened.map_err(|_| Fault::ours("an officer's key could not be opened"))?;
    let key = opened.map_err(|fault| match fault {
        WrapFault::WrongPassphrase | WrapFault::Locked | WrapFault::Unfit => locked_key(),
        other => Fault::content(FaultCode::OfficerKeyForm, format!("This is no key of an officer: {other}.")),
    })?;
    served.logins.succeeded(officer);
    Ok(key)
}

/// Say where the own party stands on a joint act. A concurrence is signed with the officer's own key, over the id that
/// commits to the text in every language; it goes to all whom the act concerns.
#[utoipa::path(post, path = "/api/records/{id}/position", tag = "agreements", params(("id" = String, Path)),
    request_body = NewPosition,
    responses((status = 200, body = Item), (status = 403, body = ErrorAnswer), (status = 404, body = ErrorAnswer),
        (status = 409, body = ErrorAnswer), (status = 422, body = ErrorAnswer)))]
pub(crate) async fn position(
    State(served): State<Arc<Served>>,
    acting: Acting,
    Path(id): Path<String>,
    Input(new): Input<NewPosition>,
) -> Result<Json<Item>, Fault> {
    acting.must(Permission::Record)?;
    let act: RecordId = parsed("id", &id)?;
    let long = |text: &Option<String>| text.as_ref().is_some_and(|text| text.len() > MAX_WORDS);
    if long(&new.reason) || long(&new.dissent) {
        return Err(Fault::content(FaultCode::ReasonForm, "A reason has at most 16 KiB.").at("reason"));
    }
    let answer = Answer { reason: new.reason, clauses: new.clauses, dissent: new.dissent, provenance: None };
    let key = match new.answer {
        Word::NotConcurred => None,
        Word::Concurred if new.signature.is_some() => None,
        Word::Concurred => {
            let next = "Put the key file that was made for you into this node, or ask an officer who has one.";
            let missing =
                || Fault::conflict(FaultCode::PositionKeyMissing, "No key of the officer's is kept here.", next);
            let name = acting.officer.name.clone();
            let kept = served.ask(move |node| officer_key::kept(node, &name)).await?.ok_or_else(missing)?;
            let words = new.passphrase.ok_or_else(locked_key)?;
            Some(opened(&served, &acting.officer.name, move || kept.open(words)).await?)
        }
    };
    let signed = new.signature.as_deref().filter(|_| new.answer == Word::Concurred);
    let form = || Fault::content(FaultCode::PositionForm, "A signature has 128 hexadecimal digits.").at("signature");
    let signed: Option<[u8; 64]> =
        signed.map(|hex| from_hex(hex).and_then(|bytes| bytes.try_into().ok()).ok_or_else(form)).transpose()?;
    let said = NewRecord {
        kind: format!("position on {act} {answer:?} {} {signed:?}", key.is_some()),
        ..NewRecord::default()
    };
    let mark = new.key.map(|key| Mark::of(&acting.officer.name, &key, &said)).transpose()?;
    let around = served.clone();
    let item = served.ask(move |node| {
        let signs = match (&key, signed) {
            (Some(key), _) => Signs::With(key),
            (None, Some(signature)) => Signs::Signature(signature),
            (None, None) => Signs::Not,
        };
        around.said.once(mark, || Ok::<_, NodeFault>(node.answer(&acting.officer, act, &signs, &answer)?.id))?;
        node.item(act)
    });
    Ok(Json(item.await?.into()))
}

/// Whether the officer's own key is kept here, and to what it binds the party.
#[utoipa::path(get, path = "/api/officer-key", tag = "officers",
    responses((status = 200, body = OfficerKey), (status = 401, body = ErrorAnswer)))]
pub(crate) async fn key(State(served): State<Arc<Served>>, acting: Acting) -> Result<Json<OfficerKey>, Fault> {
    acting.must(Permission::Read)?;
    let officer = acting.officer.name.clone();
    let name = officer.clone();
    let public = served.ask(move |node| officer_key::kept(node, &name)).await?.map(|kept| kept.public);
    let held = public.is_some();
    let found = served.with_node(move |node| {
        let document = node.directory().newest(&node.id().party)?;
        let mut known = document.body().officers.iter();
        let entry = known.rfind(|entry| public.as_deref() == Some(&hex_of(&entry.key)))?;
        Some((entry.name.clone(), entry.kinds.clone()))
    });
    let (name, numbers) = found.await?.map_or((None, Vec::new()), |(name, kinds)| (Some(name), kinds));
    let kinds = all_kinds().filter_map(|spec| Kind::named(spec.name)).filter(|kind| kind.is_joint());
    let binds = kinds.filter(|kind| numbers.contains(&kind.number())).map(|kind| kind.name().to_owned());
    Ok(Json(OfficerKey { officer, held, name, binds: binds.collect() }))
}

fn hex_of(key: &ed25519_dalek::VerifyingKey) -> String {
    seamline_record::hex(key.as_bytes())
}

/// Keep the officer's own key here, wrapped as `seamline officer key` made it. A new one replaces it.
#[utoipa::path(put, path = "/api/officer-key", tag = "officers",
    request_body = NewOfficerKey,
    responses((status = 204), (status = 403, body = ErrorAnswer), (status = 422, body = ErrorAnswer)))]
pub(crate) async fn put_key(
    State(served): State<Arc<Served>>,
    acting: Acting,
    Input(NewOfficerKey { file, passphrase }): Input<NewOfficerKey>,
) -> Result<StatusCode, Fault> {
    acting.must(Permission::Record)?;
    if file.len() > MAX_KEY {
        return Err(Fault::content(FaultCode::OfficerKeyForm, "This is no key of an officer: it is too long."));
    }
    let officer = acting.officer.name.clone();
    let bytes = file.into_bytes();
    let copy = bytes.clone();
    let key = opened(&served, &officer, move || officer_key::open(&copy, passphrase)).await?;
    served.ask(move |node| officer_key::keep_officer_key(node, &officer, &key, &bytes)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A joint act with all positions on it; verifies offline.
#[utoipa::path(get, path = "/api/records/{id}/joint", tag = "agreements", params(("id" = String, Path)),
    responses((status = 200, body = [u8], content_type = "application/octet-stream"),
        (status = 403, body = ErrorAnswer), (status = 404, body = ErrorAnswer), (status = 409, body = ErrorAnswer)))]
pub(crate) async fn joint(
    State(served): State<Arc<Served>>,
    acting: Acting,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let id: RecordId = parsed("id", &id)?;
    let name = format!("{}.seamline-joint", &id.to_string()[..12]);
    let file = served.ask(move |node| node.take_joint(&acting.officer, id)).await?;
    Ok(octets(&name, file.bytes))
}

/// The record whose id begins so: 12 or more hexadecimal digits, with spaces or without.
#[utoipa::path(get, path = "/api/short/{short}", tag = "records", params(("short" = String, Path)),
    responses((status = 200, body = Named), (status = 404, body = ErrorAnswer)))]
pub(crate) async fn short(
    State(served): State<Arc<Served>>,
    acting: Acting,
    Path(short): Path<String>,
) -> Result<Json<Named>, Fault> {
    acting.must(Permission::Read)?;
    let digits: String = short.chars().filter(|c| !c.is_whitespace()).collect();
    let found = served.ask(move |node| node.by_short_id(&digits)?.map(|id| node.item(id)).transpose()).await?;
    let nothing = || Fault::not_found(FaultCode::RecordUnknown, "No record, or more than one, begins so.".to_owned());
    let item = found.ok_or_else(nothing)?.item;
    Ok(Json(Named { id: item.id.to_string(), kind: item.kind, title: item.title }))
}
