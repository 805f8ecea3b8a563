//! Plaintexts in pods: after an answer was read, nothing of them is in the memory of the process that asked, whatever
//! it keeps of the pods. The service is the test itself, so that the other process never had the text before.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::thread;

use tapis_secrets::api::{Client, Route, SecretStore};
use tapis_secrets::domain::{Answer, BaseUrl, Failure, PodId, Reply, Request, Token};

use crate::needle::{Needle, can_look};

/// Set for the process that asks: the address of the service.
const SERVICE: &str = "TAPIS_SECRETS_TEST_PODS";
/// The pod; its name is kept, and so the search must find it.
const POD: &str = "pod_that_is_kept_and_found";

/// What came of a call.
type Kept = (Result<Answer, Box<Failure>>, Vec<Reply>);

/// A pod with the needle in every place that may hold a plaintext, and in keys that are not known.
fn pod(needle: &str) -> String {
    let text = serde_json::to_string(needle).unwrap();
    let long = serde_json::to_string(&needle.repeat(40)).unwrap();
    format!(
        r#"{{"pod_id":"{POD}","status":"AVAILABLE","status_requested":"ON","command":["--password",{text}],
            "arguments":{long},"environment_variables":{{"PASSWORD":{text},"URL":{long}}},
            "secret_map":{{"A":{text},"B":"${{secret:alice:db}}","C":{long}}},"stack":{{"x":[{text}]}},
            "volume_mounts":{{"/etc/a":{{"config_content":{long}}}}},"template_overrides":{{"secret_map":{{"D":{text}}}}}}}"#
    )
}

/// Answers one request after the other, each over a connection of its own.
fn serve(listener: &TcpListener, needle: &str) {
    let text = serde_json::to_string(needle).unwrap();
    let pods = vec![pod(needle); 50].join(",");
    for stream in listener.incoming() {
        let mut stream = stream.unwrap();
        let line = request_line(&mut stream);
        let (status, body) = match line.split(' ').nth(1).unwrap_or_default() {
            path if path.starts_with("/pods?") => {
                (200, format!(r#"{{"metadata":{{"warnings":[{text}]}},"result":[{pods}]}}"#))
            }
            path if path.ends_with("/logs") => {
                let lines =
                    format!(r#"["26/11/26 23:03: 'a' updated pod: A: {}",{text}]"#, &text[1..text.len() - 1]);
                (200, format!(r#"{{"result":{{"logs":{text},"action_logs":{lines}}}}}"#))
            }
            path if path.ends_with("/derived") => (500, format!(r#"{{"status":"error","message":{text}}}"#)),
            _ => (200, format!(r#"{{"message":"ok","result":{}}}"#, pod(needle))),
        };
        let head = format!(
            "HTTP/1.1 {status} X\r\ncontent-type: application/json\r\ncontent-length: {}\r\n",
            body.len()
        );
        // Small pieces: what is in several of them is put together by the reader.
        let _ = stream.write_all(format!("{head}connection: close\r\n\r\n").as_bytes());
        for piece in body.as_bytes().chunks(700) {
            let _ = stream.write_all(piece);
        }
    }
}

fn request_line(stream: &mut TcpStream) -> String {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).unwrap_or(0) == 1 {
        head.push(byte[0]);
    }
    String::from_utf8_lossy(&head).lines().next().unwrap_or_default().to_owned()
}

#[test]
fn a_plaintext_in_a_pod_is_gone_once_its_answer_was_read() {
    let needle = Needle::new();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let text = needle.value.clone();
    thread::spawn(move || serve(&listener, &text));
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "pods::the_other_process", "--nocapture"])
        .env(SERVICE, url)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let ready = lines.by_ref().map_while(Result::ok).find(|line| line.contains("pods were read"));
    let pid = i32::try_from(child.id()).unwrap();
    if can_look(pid) {
        assert!(ready.is_some(), "the other process has ended early");
        assert_ne!(Needle::of(POD.to_owned()).find_in(pid), [""; 0], "what is kept is found");
        assert_eq!(needle.find_in(pid), [""; 0], "and the plaintexts are not");
    }
    drop(child.stdin.take());
    assert!(child.wait().unwrap().success());
}

/// Asks for pods, keeps what came, and waits to be looked into. Does nothing where no other test asks for it.
#[test]
fn the_other_process() {
    let Ok(url) = std::env::var(SERVICE) else { return };
    let kept = ask(&url);
    assert_eq!(kept.iter().filter(|one| one.0.is_ok()).count(), 4, "{kept:?}");
    println!("\npods were read");
    // Ends with the pipe.
    let _ = std::io::stdin().read(&mut [0]);
    drop(kept);
}

fn ask(url: &str) -> Vec<Kept> {
    let token = Arc::new(Token::new("header.payload.signature".into()).unwrap());
    let client = Client::new(BaseUrl::parse(url, false).unwrap(), token, &Route::default()).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let id = || PodId::from(POD);
    let requests = [
        Request::ListPods,
        Request::GetPod(id()),
        Request::GetPodLogs(id()),
        Request::RestartPod(id()),
        Request::GetDerivedPod(id()),
    ];
    requests
        .into_iter()
        .map(|request| {
            let replies = std::sync::Mutex::new(Vec::new());
            let answer = runtime.block_on(client.call(request, &|reply| replies.lock().unwrap().push(reply)));
            (answer, replies.into_inner().unwrap())
        })
        .collect()
}
