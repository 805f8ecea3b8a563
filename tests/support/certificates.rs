//! A private authority and certificates by it, made anew for each test: what a site's own TLS looks like.
#![allow(dead_code)] // each test program uses some of it

use std::path::PathBuf;
use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, date_time_ymd};
use tapis_secrets::api::{Proxies, Route};
use tempfile::TempDir;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};
use tokio_rustls::rustls::sign::{CertifiedKey, SingleCertAndKey};

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
        let key = KeyPair::generate().unwrap();
        let certificate = valid.params(vec![host.to_owned()]).signed_by(&key, &self.issuer).unwrap();
        acceptor(certificate.der(), &key, protocols)
    }
}

impl Valid {
    fn params(self, hosts: Vec<String>) -> CertificateParams {
        let mut params = CertificateParams::new(hosts).unwrap();
        match self {
            Valid::Now => {}
            Valid::Formerly => params.not_after = date_time_ymd(2020, 1, 1),
            Valid::Later => params.not_before = date_time_ymd(2999, 1, 1),
        }
        params
    }
}

/// Shows this certificate and signs with this key, whether they belong together or not.
fn acceptor(certificate: &CertificateDer<'static>, key: &KeyPair, protocols: &[&str]) -> TlsAcceptor {
    let key = PrivatePkcs8KeyDer::from(key.serialize_der()).into();
    let key = ring::sign::any_supported_type(&key).unwrap();
    let shown = CertifiedKey::new(vec![certificate.clone()], key);
    let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_cert_resolver(Arc::new(SingleCertAndKey::from(shown)));
    config.alpn_protocols = protocols.iter().map(|name| name.as_bytes().to_vec()).collect();
    Arc::new(config).into()
}

/// What `openssl req -x509` makes: a certificate that is its own authority and a server's.
pub(crate) struct SelfSigned {
    certificate: rcgen::Certificate,
    key: KeyPair,
    folder: TempDir,
}

impl SelfSigned {
    /// For these hosts, or, where there are none, for the one in its common name.
    pub(crate) fn new(common_name: &str, hosts: &[&str], valid: Valid) -> Self {
        let mut params = valid.params(hosts.iter().map(|host| (*host).to_owned()).collect());
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.distinguished_name.push(DnType::CommonName, common_name);
        let key = KeyPair::generate().unwrap();
        let certificate = params.self_signed(&key).unwrap();
        let folder = TempDir::new().unwrap();
        std::fs::write(folder.path().join("self.pem"), certificate.pem()).unwrap();
        Self { certificate, key, folder }
    }

    /// It in PEM.
    pub(crate) fn file(&self) -> PathBuf {
        self.folder.path().join("self.pem")
    }

    /// A server that shows it.
    pub(crate) fn acceptor(&self) -> TlsAcceptor {
        acceptor(self.certificate.der(), &self.key, &["http/1.1"])
    }

    /// A server that shows it without having its key.
    pub(crate) fn impostor(&self) -> TlsAcceptor {
        acceptor(self.certificate.der(), &KeyPair::generate().unwrap(), &["http/1.1"])
    }
}
