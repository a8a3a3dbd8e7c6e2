//! A small HTTP/1.1 client for a node's API on this machine.

use std::net::SocketAddr;

use http_body_util::{BodyExt, Full, Limited};
use hyper::{
    Method, Request, Response, StatusCode,
    body::{Bytes, Incoming},
    header::{AUTHORIZATION, CONTENT_TYPE, COOKIE, HOST, SET_COOKIE},
};
use hyper_util::rt::TokioIo;
use serde_json::{Value as Json, json};

/// Longest answer taken: that of a bundle.
const MAX_ANSWER_BYTES: usize = 1 << 30;

/// Why a call gave no answer to use.
#[derive(Debug, thiserror::Error)]
pub enum ClientFault {
    /// Nobody answers at the address, or whoever does breaks off.
    #[error("no node answers at {0}")]
    Unreached(SocketAddr),
    /// The node refused; `error` is its error object `{code, blame, what, kept, next}`.
    #[error("{}", .error.get("what").and_then(Json::as_str).unwrap_or("the node refused without saying why"))]
    Refused {
        /// HTTP status.
        status: u16,
        /// Who is to blame, what happened, what is kept, what to do.
        error: Json,
    },
    /// The answer is not what was asked for.
    #[error("what answers at {0} is not a Seamline node")]
    Strange(SocketAddr),
}

/// Calls one node. Every call is its own connection.
#[derive(Debug, Clone)]
pub struct Client {
    address: SocketAddr,
    token: Option<String>,
    officer: Option<String>,
    cookie: Option<String>,
}

impl Client {
    /// Calls this address, as nobody.
    pub fn new(address: SocketAddr) -> Self {
        Self { address, token: None, officer: None, cookie: None }
    }

    /// Acts as the holder of the folder whose `running.json` has this token.
    #[must_use]
    pub fn with_token(self, token: String) -> Self {
        Self { token: Some(token), ..self }
    }

    /// Acts as this stored officer, with that officer's roles; needs the token.
    #[must_use]
    pub fn with_officer(self, name: String) -> Self {
        Self { officer: Some(name), ..self }
    }

    /// The session of a login, as a `Cookie` header.
    pub(crate) fn cookie(&self) -> Option<&str> {
        self.cookie.as_deref()
    }

    /// Where it calls.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Logs in with a one-time link, or the token of one, and acts as its officer from then on. Uses the link up.
    ///
    /// # Errors
    /// [`ClientFault`].
    pub async fn login_token(&mut self, link: &str) -> Result<Json, ClientFault> {
        let token = link.rsplit("token=").next().unwrap_or(link);
        let body = serde_json::to_vec(&json!({ "token": token })).unwrap_or_default();
        let answer = self.send(Method::POST, "/api/login", Some(("application/json", body.into()))).await?;
        let cookie = answer.headers().get(SET_COOKIE).and_then(|v| v.to_str().ok());
        let cookie = cookie.and_then(|c| c.split(';').next()).map(str::to_owned);
        let me = self.json(answer).await?;
        self.cookie = Some(cookie.ok_or(ClientFault::Strange(self.address))?);
        Ok(me)
    }

    /// GET; the path begins with `/` and has its query.
    ///
    /// # Errors
    /// [`ClientFault`].
    pub async fn get_json(&self, path: &str) -> Result<Json, ClientFault> {
        let answer = self.send(Method::GET, path, None).await?;
        self.json(answer).await
    }

    /// GET of something that is not JSON.
    ///
    /// # Errors
    /// [`ClientFault`].
    pub async fn get_bytes(&self, path: &str) -> Result<Vec<u8>, ClientFault> {
        let answer = self.send(Method::GET, path, None).await?;
        self.bytes(answer).await
    }

    /// DELETE.
    ///
    /// # Errors
    /// [`ClientFault`].
    pub async fn delete(&self, path: &str) -> Result<Json, ClientFault> {
        let answer = self.send(Method::DELETE, path, None).await?;
        self.json(answer).await
    }

    /// POST of JSON that is answered with JSON.
    ///
    /// # Errors
    /// [`ClientFault`].
    pub async fn post_json(&self, path: &str, body: &Json) -> Result<Json, ClientFault> {
        let answer = self.send(Method::POST, path, Some(("application/json", encoded(body)))).await?;
        self.json(answer).await
    }

    /// POST of JSON that is answered with JSON.
    ///
    /// # Errors
    /// [`ClientFault`].
    pub async fn put_json(&self, path: &str, body: &Json) -> Result<Json, ClientFault> {
        let answer = self.send(Method::PUT, path, Some(("application/json", encoded(body)))).await?;
        self.json(answer).await
    }

    /// POST of octets that is answered with JSON.
    ///
    /// # Errors
    /// [`ClientFault`].
    pub async fn post_bytes(&self, path: &str, body: Vec<u8>) -> Result<Json, ClientFault> {
        let answer = self.send(Method::POST, path, Some(("application/octet-stream", body.into()))).await?;
        self.json(answer).await
    }

    /// POST of JSON that is answered with octets.
    ///
    /// # Errors
    /// [`ClientFault`].
    pub async fn post_for_bytes(&self, path: &str, body: &Json) -> Result<Vec<u8>, ClientFault> {
        let answer = self.send(Method::POST, path, Some(("application/json", encoded(body)))).await?;
        self.bytes(answer).await
    }

    /// GET whose answer is read as it comes, such as `/api/events`.
    ///
    /// # Errors
    /// [`ClientFault`].
    pub async fn stream(&self, path: &str) -> Result<Response<Incoming>, ClientFault> {
        let answer = self.send(Method::GET, path, None).await?;
        if answer.status() == StatusCode::OK { Ok(answer) } else { Err(self.refusal(answer).await) }
    }

    async fn send(
        &self,
        method: Method,
        path: &str,
        body: Option<(&str, Bytes)>,
    ) -> Result<Response<Incoming>, ClientFault> {
        let mut request = Request::builder().method(method).uri(path).header(HOST, self.address.to_string());
        if let Some(token) = &self.token {
            request = request.header(AUTHORIZATION, format!("Bearer {token}"));
        }
        if let Some(officer) = &self.officer {
            request = request.header("x-seamline-officer", officer.as_bytes());
        }
        if let Some(cookie) = &self.cookie {
            request = request.header(COOKIE, cookie);
        }
        let content = match body {
            Some((content_type, bytes)) => {
                request = request.header(CONTENT_TYPE, content_type);
                bytes
            }
            None => Bytes::new(),
        };
        let request = request.body(Full::new(content)).map_err(|_| ClientFault::Strange(self.address))?;
        send_to(self.address, request).await
    }

    async fn bytes(&self, answer: Response<Incoming>) -> Result<Vec<u8>, ClientFault> {
        if !answer.status().is_success() {
            return Err(self.refusal(answer).await);
        }
        self.collect(answer).await
    }

    async fn json(&self, answer: Response<Incoming>) -> Result<Json, ClientFault> {
        let bytes = self.bytes(answer).await?;
        if bytes.is_empty() {
            return Ok(Json::Null);
        }
        serde_json::from_slice(&bytes).map_err(|_| ClientFault::Strange(self.address))
    }

    async fn refusal(&self, answer: Response<Incoming>) -> ClientFault {
        let status = answer.status().as_u16();
        let body: Option<Json> = match self.collect(answer).await {
            Ok(bytes) => serde_json::from_slice(&bytes).ok(),
            Err(fault) => return fault,
        };
        match body.and_then(|body| body.get("error").cloned()) {
            Some(error) => ClientFault::Refused { status, error },
            None => ClientFault::Strange(self.address),
        }
    }

    async fn collect(&self, answer: Response<Incoming>) -> Result<Vec<u8>, ClientFault> {
        let body = Limited::new(answer.into_body(), MAX_ANSWER_BYTES).collect().await;
        body.map(|b| b.to_bytes().to_vec()).map_err(|_| ClientFault::Unreached(self.address))
    }
}

fn encoded(body: &Json) -> Bytes {
    serde_json::to_vec(body).unwrap_or_default().into()
}

/// One request on a connection of its own.
pub(crate) async fn send_to<B>(address: SocketAddr, request: Request<B>) -> Result<Response<Incoming>, ClientFault>
where
    B: hyper::body::Body + Send + 'static,
    B::Data: Send,
    B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    let unreached = || ClientFault::Unreached(address);
    let stream = tokio::net::TcpStream::connect(address).await.map_err(|_| unreached())?;
    let _ = stream.set_nodelay(true);
    let (mut sender, connection) =
        hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.map_err(|_| unreached())?;
    tokio::spawn(connection);
    sender.send_request(request).await.map_err(|_| unreached())
}
