//! Connections of officers' browsers and of the command line.

use std::{path::Path, sync::Arc, time::Duration};

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use rustls::{
    ServerConfig,
    crypto::ring,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
    version::TLS13,
};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpListener,
    sync::{Semaphore, watch},
    task::JoinSet,
    time::{sleep, timeout},
};
use tokio_rustls::TlsAcceptor;

use crate::served::stopped;

/// TLS for the HTTP side.
pub(crate) type HttpTls = TlsAcceptor;

/// Most connections at once.
const MAX_CONNECTIONS: usize = 512;
/// For a handshake or the head of a request.
const PATIENCE: Duration = Duration::from_secs(10);
/// For requests that run when the node stops.
const FAREWELL: Duration = Duration::from_secs(2);

/// TLS 1.3 with a certificate of the operator's.
pub(crate) fn tls(certificate: &Path, key: &Path) -> Result<HttpTls, String> {
    let chain: Result<Vec<_>, _> = CertificateDer::pem_file_iter(certificate).and_then(Iterator::collect);
    let chain = chain.map_err(|fault| fault.to_string())?;
    let key = PrivateKeyDer::from_pem_file(key).map_err(|fault| fault.to_string())?;
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_protocol_versions(&[&TLS13])
        .and_then(|builder| builder.with_no_client_auth().with_single_cert(chain, key));
    config.map(|config| TlsAcceptor::from(Arc::new(config))).map_err(|fault| fault.to_string())
}

/// Answers until stopped.
pub(crate) async fn answer(
    listener: TcpListener,
    router: Router,
    tls: Option<HttpTls>,
    mut stop: watch::Receiver<bool>,
) {
    let places = Arc::new(Semaphore::new(MAX_CONNECTIONS));
    let mut connections = JoinSet::new();
    loop {
        let stream = tokio::select! {
            () = stopped(&mut stop) => break,
            Some(_) = connections.join_next() => continue,
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => stream,
                Err(fault) => {
                    tracing::warn!(%fault, "a connection could not be taken");
                    sleep(Duration::from_millis(250)).await;
                    continue;
                }
            },
        };
        let Ok(place) = places.clone().try_acquire_owned() else { continue };
        let (router, tls, stop) = (router.clone(), tls.clone(), stop.clone());
        let _ = stream.set_nodelay(true);
        connections.spawn(async move {
            match tls {
                None => speak(stream, router, stop).await,
                Some(tls) => {
                    if let Ok(Ok(stream)) = timeout(PATIENCE, tls.accept(stream)).await {
                        speak(stream, router, stop).await;
                    }
                }
            }
            drop(place);
        });
    }
    while connections.join_next().await.is_some() {}
}

async fn speak<S>(stream: S, router: Router, mut stop: watch::Receiver<bool>)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(PATIENCE).max_headers(64);
    let connection = builder.serve_connection(TokioIo::new(stream), TowerToHyperService::new(router));
    let mut connection = std::pin::pin!(connection);
    tokio::select! {
        // How a browser ends its connections is its own affair.
        _ = connection.as_mut() => {}
        () = stopped(&mut stop) => {
            connection.as_mut().graceful_shutdown();
            let _ = timeout(FAREWELL, connection).await;
        }
    }
}
