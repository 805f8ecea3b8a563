//! Proxies: what goes through one, what never does, and failures that are the proxy's and are called so.

use std::sync::{Arc, Mutex};

use rstest::rstest;
use tapis_secrets::domain::*;
use tokio::io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};

use crate::certificates::{Authority, Valid};
use crate::common::*;
use crate::script::Step::{Hear, Say};
use crate::script::{Server, answer, with_headers};

/// A proxy for `CONNECT`: leads every name to one server, or says something else.
struct Proxy {
    /// `127.0.0.1:PORT`
    address: String,
    heads: Arc<Mutex<Vec<String>>>,
}

impl Proxy {
    /// One that leads to `server`, or, where that is none, says `refusal`.
    async fn start(server: Result<&Server, &'static str>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let heads = Arc::new(Mutex::new(Vec::new()));
        let target = server.map(|server| server.url.replace("https://localhost", "127.0.0.1"));
        let heard = heads.clone();
        tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                tokio::spawn(lead(stream, target.clone(), heard.clone()));
            }
        });
        Self { address, heads }
    }

    fn heads(&self) -> Vec<String> {
        self.heads.lock().unwrap().clone()
    }
}

async fn lead(mut client: TcpStream, target: Result<String, &'static str>, heads: Arc<Mutex<Vec<String>>>) {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        match client.read_u8().await {
            Ok(byte) => head.push(byte),
            Err(_) => return,
        }
    }
    heads.lock().unwrap().push(String::from_utf8(head).unwrap());
    match target {
        Err(refusal) => drop(client.write_all(refusal.as_bytes()).await),
        Ok(address) => {
            client.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n").await.unwrap();
            let mut server = TcpStream::connect(address).await.unwrap();
            drop(copy_bidirectional(&mut client, &mut server).await);
        }
    }
}

async fn tacc(authority: &Authority) -> Server {
    let acceptor = authority.acceptor("tacc.tapis.io", Valid::Now, &["http/1.1"]);
    Server::start_tls(vec![vec![Hear, Say(one(ROW))]; 3], acceptor).await
}

#[tokio::test]
async fn https_goes_through_the_proxy_which_sees_neither_token_nor_path() {
    let authority = Authority::new();
    let server = tacc(&authority).await;
    let proxy = Proxy::start(Ok(&server)).await;
    let route = authority.route_through(&format!("http://alice:open%20sesame@{}", proxy.address), "");
    let client = on_route("https://tacc.tapis.io", settings(), &route);
    for request in [Request::Get("a".into()), Request::Update("a".into(), change())] {
        let (result, _) = call(&client, request).await;
        assert!(result.is_ok(), "{result:?}");
    }
    assert_eq!(server.heard()[0].line, "GET /v3/pods/secrets/a HTTP/1.1");
    for head in proxy.heads() {
        assert!(head.starts_with("CONNECT tacc.tapis.io:443 HTTP/1.1\r\n"), "{head}");
        assert!(head.contains("proxy-authorization: Basic YWxpY2U6b3BlbiBzZXNhbWU="), "{head}");
        assert!(!head.contains(TOKEN) && !head.contains("secrets/a"), "{head}");
    }
    let heads = server.heard().into_iter().flat_map(|heard| heard.headers);
    assert!(heads.into_iter().all(|line| !line.contains("roxy")), "the proxy's password stays at the proxy");
}

#[rstest]
#[case::login("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", ProxyFault::Login, 1)]
#[case::forbidden("HTTP/1.1 403 Forbidden\r\n\r\n", ProxyFault::Refused, 3)]
#[case::bad_gateway("HTTP/1.1 502 Bad Gateway\r\n\r\n", ProxyFault::Refused, 3)]
#[case::silent("", ProxyFault::Other, 3)]
#[case::noise("SSH-2.0-OpenSSH_9.6\r\n", ProxyFault::Refused, 3)]
#[tokio::test]
async fn a_proxy_that_refuses_is_told_as_the_proxy(
    #[case] refusal: &'static str,
    #[case] fault: ProxyFault,
    #[case] attempts: usize,
) {
    let proxy = Proxy::start(Err(refusal)).await;
    let authority = Authority::new();
    let route = authority.route_through(&format!("http://alice:hunter2@{}", proxy.address), "");
    let client = on_route("https://tacc.tapis.io", settings(), &route);
    for request in [Request::List, Request::Delete("a".into())] {
        let failure = call(&client, request).await.0.unwrap_err();
        let name = proxy.address.as_str().into();
        assert_eq!(failure.kind, FailureKind::Proxy { proxy: name, fault });
        assert!(!failure.exchange.may_have_arrived);
        let told = format!("{failure:?} {client:?}");
        assert!(!told.contains("alice") && !told.contains("hunter2"), "{told}");
    }
    assert_eq!(proxy.heads().len(), 2 * attempts);
}

#[tokio::test]
async fn a_proxy_that_is_not_there_is_told_as_the_proxy() {
    // Bound but not listening: the port stays ours, and connections to it are refused.
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let address = socket.local_addr().unwrap().to_string();
    let authority = Authority::new();
    for base in ["https://tacc.tapis.io", "http://tacc.tapis.io"] {
        // Why a SOCKS proxy gives no connection is not told by the library.
        for (scheme, fault) in [("http", ProxyFault::NotThere), ("socks5h", ProxyFault::Other)] {
            let route = authority.route_through(&format!("{scheme}://{address}"), "");
            let failure = call(&on_route(base, settings(), &route), Request::List).await.0.unwrap_err();
            assert_eq!(failure.kind, FailureKind::Proxy { proxy: address.as_str().into(), fault });
        }
    }
}

#[tokio::test]
async fn the_services_certificate_is_not_the_proxys_fault() {
    let authority = Authority::new();
    let acceptor = authority.acceptor("tacc.tapis.io", Valid::Formerly, &["http/1.1"]);
    let server = Server::start_tls(vec![vec![Hear]; 3], acceptor).await;
    let proxy = Proxy::start(Ok(&server)).await;
    let route = authority.route_through(&proxy.address, "");
    let client = on_route("https://tacc.tapis.io", settings(), &route);
    let failure = call(&client, Request::List).await.0.unwrap_err();
    assert_eq!(failure.kind, FailureKind::Unreachable(NoAnswer::Tls(TlsFault::Expired)));
}

#[tokio::test]
async fn plain_http_through_a_proxy_that_wants_a_login_is_told_as_such() {
    let challenge = with_headers(407, "proxy-authenticate: Basic realm=\"x\"\r\n", "<html>");
    let proxy = Server::saying(1, challenge).await;
    let authority = Authority::new();
    let route = authority.route_through(&proxy.url, "");
    let client = on_route("http://pods.internal", settings(), &route);
    let failure = call(&client, Request::List).await.0.unwrap_err();
    assert!(matches!(failure.kind, FailureKind::Proxy { fault: ProxyFault::Login, .. }), "{failure:?}");
    assert_eq!(proxy.heard()[0].line, "GET http://pods.internal/v3/pods/secrets HTTP/1.1");
}

#[tokio::test]
async fn this_machine_and_the_exceptions_need_no_proxy() {
    let proxy = Proxy::start(Err("HTTP/1.1 502 Bad Gateway\r\n\r\n")).await;
    let authority = Authority::new();
    let server = Server::saying(3, answer(200, &list_body(1))).await;
    let route = authority.route_through(&proxy.address, "");
    for host in ["127.0.0.1", "localhost"] {
        let url = server.url.replace("127.0.0.1", host);
        assert!(call(&on_route(&url, settings(), &route), Request::List).await.0.is_ok());
    }
    // A name that no resolver knows: whoever fails to find it did not ask the proxy.
    let route = authority.route_through(&proxy.address, "tapis.invalid");
    let client = on_route("https://tacc.tapis.invalid", settings(), &route);
    let failure = call(&client, Request::List).await.0.unwrap_err();
    assert_eq!(failure.kind, FailureKind::Unreachable(NoAnswer::UnknownHost));
    assert!(proxy.heads().is_empty());
}
