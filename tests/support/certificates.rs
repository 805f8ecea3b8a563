//! A private authority and certificates by it, made anew for each test: what a site's own TLS looks like.
#![allow(dead_code)] // each test program uses some of it

use std::path::PathBuf;
use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair, date_time_ymd};
use tapis_secrets::api::{Proxies, Route};
use tempfile::TempDir;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::PrivatePkcs8KeyDer;

pub(crate) struct Authority {
    issuer: Issuer<'static, KeyPair>,
    folder: TempDir,
}

/// When a certificate is valid.
#[derive(Clone, Copy)]
pub(crate) enum Valid {
    Now,
    Formerly,
    Later,
}

impl Authority {
    pub(crate) fn new() -> Self {
        let mut params = CertificateParams::default();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        let folder = TempDir::new().unwrap();
        std::fs::write(folder.path().join("ca.pem"), params.self_signed(&key).unwrap().pem()).unwrap();
        Self { issuer: Issuer::new(params, key), folder }
    }

    /// Its own certificate in PEM.
    pub(crate) fn file(&self) -> PathBuf {
        self.folder.path().join("ca.pem")
    }

    /// The way to a service that it vouches for.
    pub(crate) fn route(&self) -> Route {
        Route { ca_file: Some(self.file()), ..Route::default() }
    }

    /// The same through a proxy.
    pub(crate) fn route_through(&self, proxy: &str, except: &str) -> Route {
        Route { proxies: Proxies::all(proxy, except), ..self.route() }
    }

    /// The server's side of TLS with a certificate for `host`, speaking the first of `protocols` that the
    /// client knows.
    pub(crate) fn acceptor(&self, host: &str, valid: Valid, protocols: &[&str]) -> TlsAcceptor {
        let mut params = CertificateParams::new([host.to_owned()]).unwrap();
        match valid {
            Valid::Now => {}
            Valid::Formerly => params.not_after = date_time_ymd(2020, 1, 1),
            Valid::Later => params.not_before = date_time_ymd(2999, 1, 1),
        }
        let key = KeyPair::generate().unwrap();
        let certificate = params.signed_by(&key, &self.issuer).unwrap();
        let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(
                vec![certificate.der().clone()],
                PrivatePkcs8KeyDer::from(key.serialize_der()).into(),
            )
            .unwrap();
        config.alpn_protocols = protocols.iter().map(|name| name.as_bytes().to_vec()).collect();
        Arc::new(config).into()
    }
}
