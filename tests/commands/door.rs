//! A door in front of the service: every request passes, and the answer to a change waits until the door is opened.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

use tapis_secrets::demo::Service;

pub(crate) struct Door {
    /// `http://127.0.0.1:PORT`
    pub(crate) url: String,
    is_open: Arc<(Mutex<bool>, Condvar)>,
}

impl Door {
    pub(crate) fn before(service: &Service) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let is_open = Arc::new((Mutex::new(false), Condvar::new()));
        let (address, door) = (service.addr(), is_open.clone());
        thread::spawn(move || {
            for client in listener.incoming() {
                let (client, service) = (client.unwrap(), TcpStream::connect(address).unwrap());
                let door = door.clone();
                thread::spawn(move || pass(client, service, &door));
            }
        });
        Self { url, is_open }
    }

    pub(crate) fn open(&self) {
        *self.is_open.0.lock().unwrap() = true;
        self.is_open.1.notify_all();
    }
}

/// Passes a connection on, until either side has enough of it.
fn pass(mut client: TcpStream, mut service: TcpStream, (is_open, opened): &(Mutex<bool>, Condvar)) {
    let changes = Arc::new(AtomicBool::new(false));
    let (mut from, mut to) = (client.try_clone().unwrap(), service.try_clone().unwrap());
    let noted = changes.clone();
    thread::spawn(move || {
        forward(&mut from, &mut to, |bytes| {
            let is_change =
                ["PUT ", "POST ", "DELETE "].iter().any(|verb| bytes.starts_with(verb.as_bytes()));
            noted.fetch_or(is_change, Ordering::SeqCst);
        });
    });
    forward(&mut service, &mut client, |_| {
        if changes.load(Ordering::SeqCst) {
            drop(opened.wait_while(is_open.lock().unwrap(), |is_open| !*is_open).unwrap());
        }
    });
}

fn forward(from: &mut TcpStream, to: &mut TcpStream, mut before: impl FnMut(&[u8])) {
    let mut buffer = [0; 16 * 1024];
    while let Ok(read @ 1..) = from.read(&mut buffer) {
        before(&buffer[..read]);
        if to.write_all(&buffer[..read]).is_err() {
            break;
        }
    }
    let _ = to.shutdown(std::net::Shutdown::Write);
}
