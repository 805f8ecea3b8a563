//! The real program in a pseudo-terminal: bytes in, a screen and the raw bytes out. Starts from an empty
//! environment, so that nothing of the machine shows.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

use super::app_test::real::PATIENCE;

/// The program under test.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_tapis-secrets");

/// A program in a terminal of its own; ended when this is dropped.
pub(crate) struct Pty {
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    child: Box<dyn Child + Send + Sync>,
    reader: Option<JoinHandle<()>>,
    let_go: Arc<AtomicBool>,
    /// Held while nothing more is read.
    reading: Arc<Mutex<()>>,
    chunks: Receiver<Vec<u8>>,
    screen: vt100::Parser,
    /// Everything that the program wrote.
    pub(crate) bytes: Vec<u8>,
    /// The modes of the terminal before the program started.
    modes_before: String,
    home: TempDir,
}

/// What to run, and where.
pub(crate) struct Start {
    command: CommandBuilder,
    home: TempDir,
    size: (u16, u16),
}

impl Start {
    /// The program with these arguments.
    pub(crate) fn program(arguments: &[&str]) -> Self {
        Self::command(PROGRAM, arguments)
    }

    /// Any command.
    pub(crate) fn command(command: &str, arguments: &[&str]) -> Self {
        let home = TempDir::new().unwrap();
        let mut command = CommandBuilder::new(command);
        command.args(arguments);
        command.env_clear();
        command.env("HOME", home.path());
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        command.cwd(home.path());
        Self { command, home, size: (80, 24) }
    }

    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    /// The directory that the program is at home in.
    pub(crate) fn home(&self) -> &Path {
        self.home.path()
    }

    pub(crate) fn size(mut self, width: u16, height: u16) -> Self {
        self.size = (width, height);
        self
    }

    pub(crate) fn run(self) -> Pty {
        let (width, height) = self.size;
        let pair = native_pty_system().openpty(pty_size(width, height)).unwrap();
        let modes_before = modes(&*pair.master);
        let child = pair.slave.spawn_command(self.command).unwrap();
        drop(pair.slave);
        let (sender, chunks) = channel();
        let let_go = Arc::new(AtomicBool::new(false));
        let mut source = pair.master.try_clone_reader().unwrap();
        let (gone, reading) = (let_go.clone(), Arc::new(Mutex::new(())));
        let turn = reading.clone();
        let reader = thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(read @ 1..) = source.read(&mut buffer) {
                let wanted = sender.send(buffer[..read].to_vec()).is_ok();
                if !wanted || gone.load(Ordering::SeqCst) {
                    return;
                }
                drop(turn.lock());
            }
        });
        let writer = pair.master.take_writer().unwrap();
        Pty {
            master: Some(pair.master),
            writer: Some(writer),
            child,
            reader: Some(reader),
            let_go,
            reading,
            chunks,
            screen: vt100::Parser::new(at_least_one(height), at_least_one(width), 0),
            bytes: Vec::new(),
            modes_before,
            home: self.home,
        }
    }
}

fn at_least_one(n: u16) -> NonZeroU16 {
    NonZeroU16::new(n).unwrap_or(NonZeroU16::MIN)
}

fn pty_size(width: u16, height: u16) -> PtySize {
    PtySize { rows: height, cols: width, pixel_width: 0, pixel_height: 0 }
}

fn modes(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios().expect("a terminal has modes"))
}

impl Pty {
    /// Waits as somebody does who reads: a key that comes at once would belong to what was typed before.
    pub(crate) fn pause(&self) {
        thread::sleep(Duration::from_secs(1));
    }

    /// Does something while the terminal takes no more than the system keeps for it.
    pub(crate) fn unread(&mut self, act: impl FnOnce(&mut Self)) {
        let reading = self.reading.clone();
        let held = reading.lock().unwrap();
        act(self);
        drop(held);
    }

    pub(crate) fn send(&mut self, bytes: &str) {
        let writer = self.writer.as_mut().expect("the terminal is there");
        writer.write_all(bytes.as_bytes()).unwrap();
        writer.flush().unwrap();
    }

    pub(crate) fn resize(&mut self, width: u16, height: u16) {
        self.master.as_ref().expect("the terminal is there").resize(pty_size(width, height)).unwrap();
        self.screen.set_size(at_least_one(height), at_least_one(width));
    }

    /// The screen as text.
    pub(crate) fn text(&self) -> String {
        self.screen.screen().contents()
    }

    /// What the program did to the terminal, as far as it matters.
    pub(crate) fn screen(&self) -> &vt100::Screen {
        self.screen.screen()
    }

    pub(crate) fn wait_for(&mut self, text: &str) {
        self.wait_until(&format!("{text:?} on the screen"), |pty| pty.text().contains(text));
    }

    /// Reads on until the terminal is as wished.
    pub(crate) fn wait_until(&mut self, what: &str, wished: impl Fn(&Self) -> bool) {
        let end = Instant::now() + PATIENCE;
        while !wished(self) {
            let left = end.saturating_duration_since(Instant::now());
            match self.chunks.recv_timeout(left) {
                Ok(chunk) => {
                    self.screen.process(&chunk);
                    self.bytes.extend_from_slice(&chunk);
                }
                Err(why) => panic!("no {what} ({why}):\n{}\n{}", self.text(), self.raw()),
            }
        }
    }

    /// What the program wrote, with escapes written out.
    pub(crate) fn raw(&self) -> String {
        self.bytes.escape_ascii().to_string()
    }

    /// The directory that the program is at home in.
    pub(crate) fn home(&self) -> &Path {
        self.home.path()
    }

    pub(crate) fn pid(&self) -> Pid {
        Pid::from_raw(self.child.process_id().unwrap().cast_signed()).unwrap()
    }

    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).unwrap();
    }

    /// Waits for the end of the program and of all that it wrote; gives its exit code.
    pub(crate) fn wait_for_end(&mut self) -> u32 {
        let end = Instant::now() + PATIENCE;
        let code = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status.exit_code();
            }
            assert!(Instant::now() < end, "it does not end:\n{}", self.text());
            // Reading keeps a program that writes from waiting for us.
            if let Ok(chunk) = self.chunks.recv_timeout(Duration::from_millis(5)) {
                self.screen.process(&chunk);
                self.bytes.extend_from_slice(&chunk);
            }
        };
        while let Ok(chunk) = self.chunks.recv_timeout(PATIENCE) {
            self.screen.process(&chunk);
            self.bytes.extend_from_slice(&chunk);
        }
        code
    }

    /// The terminal is as it was before the program started.
    pub(crate) fn assert_restored(&self) {
        let screen = self.screen.screen();
        assert!(!screen.alternate_screen(), "the alternate screen was left\n{}", self.raw());
        assert!(!screen.hide_cursor(), "the cursor is shown\n{}", self.raw());
        assert!(!screen.bracketed_paste(), "bracketed paste is off\n{}", self.raw());
        assert_eq!(self.modes(), self.modes_before, "the modes are the old ones");
    }

    /// The terminal is the program's; its modes may follow the screen, as after a stop, when they are set anew.
    pub(crate) fn assert_taken(&self) {
        let screen = self.screen.screen();
        assert!(screen.alternate_screen() && screen.bracketed_paste());
        let end = Instant::now() + PATIENCE;
        while self.modes() == self.modes_before {
            assert!(Instant::now() < end, "the modes are still the old ones");
            thread::sleep(Duration::from_millis(5));
        }
    }

    fn modes(&self) -> String {
        modes(&**self.master.as_ref().expect("the terminal is there"))
    }

    /// Takes the terminal away, as closing its window does.
    pub(crate) fn vanish(&mut self) {
        self.let_go.store(true, Ordering::SeqCst);
        // Something to read, so that the reader looks up.
        self.send("\x0c");
        self.reader.take().expect("it vanishes once").join().unwrap();
        self.writer = None;
        self.master = None;
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        if let Ok(None) = self.child.try_wait() {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }
}
