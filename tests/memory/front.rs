//! TLS in front of the service: a proxy in this process that takes TLS off and passes everything on, keeping
//! connections for as long as the client does.

use std::path::PathBuf;
use std::thread;

use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

use crate::certificates::{Authority, SelfSigned, Valid};

pub(crate) struct Front {
    pub(crate) url: String,
    ca_file: PathBuf,
    /// The file is there as long as this is.
    _keeps: Box<dyn std::any::Any>,
}

impl Front {
    /// In front of the service at this address, `http://HOST:PORT`.
    pub(crate) fn of(service: &str) -> Self {
        let authority = Authority::new();
        let acceptor = authority.acceptor("localhost", Valid::Now, &["http/1.1"]);
        Self::showing(service, acceptor, authority.file(), Box::new(authority))
    }

    /// The same with a certificate that is its own authority.
    #[allow(dead_code)] // the tests of memory do without
    pub(crate) fn self_signed(service: &str) -> Self {
        let certificate = SelfSigned::new("localhost", &["localhost"], Valid::Now);
        Self::showing(service, certificate.acceptor(), certificate.file(), Box::new(certificate))
    }

    fn showing(
        service: &str,
        acceptor: TlsAcceptor,
        ca_file: PathBuf,
        keeps: Box<dyn std::any::Any>,
    ) -> Self {
        let service = service.strip_prefix("http://").unwrap().trim_end_matches('/').to_owned();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let url = format!("https://localhost:{}", listener.local_addr().unwrap().port());
        thread::spawn(move || runtime.block_on(serve(listener, acceptor, service)));
        Self { url, ca_file, _keeps: keeps }
    }

    /// The certificates to trust.
    pub(crate) fn ca_file(&self) -> PathBuf {
        self.ca_file.clone()
    }
}

/// Ends with the test.
async fn serve(listener: TcpListener, acceptor: TlsAcceptor, service: String) {
    loop {
        let (client, _) = listener.accept().await.unwrap();
        let (acceptor, service) = (acceptor.clone(), service.clone());
        tokio::spawn(async move {
            // Either side may break it off.
            let Ok(mut client) = acceptor.accept(client).await else { return };
            let Ok(mut service) = TcpStream::connect(service).await else { return };
            let _ = tokio::io::copy_bidirectional(&mut client, &mut service).await;
        });
    }
}
