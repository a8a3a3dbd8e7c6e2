//! A connection as a node of our making would open it, with the TLS key of whom we say we are.

use std::{net::SocketAddr, sync::Arc};

use rustls::{
    ClientConfig, DigitallySignedStruct, Error, SignatureScheme,
    client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
    crypto::ring,
    pki_types::{CertificateDer, PrivatePkcs8KeyDer, ServerName, UnixTime},
};
use tokio::net::TcpStream;
use tokio_rustls::{TlsConnector, client::TlsStream};

use crate::{Outcome, parties::keys};

/// DER before the 32 octets of an Ed25519 private key in PKCS #8 (RFC 8410, 7).
const PKCS8_PREFIX: [u8; 16] =
    [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];

/// Takes any server: whom the server takes is its own affair.
#[derive(Debug)]
struct Anybody;

impl ServerCertVerifier for Anybody {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        Ok(ServerCertVerified::assertion())
    }
    fn verify_tls12_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Ok(HandshakeSignatureValid::assertion())
    }
    fn verify_tls13_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Ok(HandshakeSignatureValid::assertion())
    }
    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        vec![SignatureScheme::ED25519]
    }
}

/// Calls a node with the TLS key of `id`.
pub(crate) async fn call(node: SocketAddr, id: &str) -> Result<TlsStream<TcpStream>, String> {
    let fault = |fault: &dyn std::fmt::Display| fault.to_string();
    let config = config(id).map_err(|why| fault(&why))?;
    let stream = TcpStream::connect(node).await.map_err(|why| fault(&why))?;
    let name = ServerName::try_from("node").map_err(|why| fault(&why))?;
    TlsConnector::from(Arc::new(config)).connect(name, stream).await.map_err(|why| fault(&why))
}

fn config(id: &str) -> Outcome<ClientConfig> {
    let der = PrivatePkcs8KeyDer::from([&PKCS8_PREFIX[..], &keys(id).seeds()[2]].concat());
    let pair = rcgen::KeyPair::try_from(&der)?;
    let certificate = rcgen::CertificateParams::default().self_signed(&pair)?.der().clone();
    Ok(ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(Anybody))
        .with_client_auth_cert(vec![certificate], der.into())?)
}
