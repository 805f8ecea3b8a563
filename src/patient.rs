//! Reading and writing a terminal that may have been left in non-blocking mode.
//!
//! `O_NONBLOCK` belongs to the open file, which everybody on a terminal shares: an editor, or a job of the
//! shell, that turns it on and leaves it on changes it for this program too, at any time. "Try again later"
//! means then that the terminal is slow, never that it is gone.

use std::io::{self, Read, Write};
use std::os::fd::AsFd;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;

/// A file that is waited for, past any buffer of the standard library's.
#[derive(Debug)]
pub struct Patient<F>(pub F);

impl<F: AsFd> Patient<F> {
    /// Does something with the file, again and again until it neither had to wait nor was interrupted.
    fn until_done(
        &self,
        ready: PollFlags,
        mut act: impl FnMut(&F) -> Result<usize, Errno>,
    ) -> io::Result<usize> {
        loop {
            match act(&self.0) {
                // An end is told as readiness too, and then the next try says what is the matter.
                Err(Errno::AGAIN) => match poll(&mut [PollFd::new(&self.0, ready)], None) {
                    Ok(_) | Err(Errno::INTR) => {}
                    Err(error) => return Err(error.into()),
                },
                Err(Errno::INTR) => {}
                result => return Ok(result?),
            }
        }
    }
}

impl<F: AsFd> Write for Patient<F> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.until_done(PollFlags::OUT, |file| rustix::io::write(file, bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<F: AsFd> Read for Patient<F> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        self.until_done(PollFlags::IN, |file| rustix::io::read(file, &mut *bytes))
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::net::UnixStream;
    use std::thread;

    use super::*;

    /// More than any system keeps for a reader.
    const MUCH: usize = 8 << 20;

    #[test]
    fn a_full_file_and_an_empty_one_are_waited_for() {
        let (ours, mut theirs) = UnixStream::pair().unwrap();
        ours.set_nonblocking(true).unwrap();
        assert_eq!((&ours).read(&mut [0]).unwrap_err().kind(), io::ErrorKind::WouldBlock);
        let other = thread::spawn(move || {
            let mut got = vec![0; MUCH];
            theirs.read_exact(&mut got).unwrap();
            theirs.write_all(b"thanks").unwrap();
            got
        });
        Patient(&ours).write_all(&vec![b'x'; MUCH]).unwrap();
        let mut answer = [0; 6];
        Patient(&ours).read_exact(&mut answer).unwrap();
        assert_eq!(&answer, b"thanks");
        assert!(other.join().unwrap().iter().all(|byte| *byte == b'x'));
    }

    #[test]
    fn a_reader_that_is_gone_is_an_error() {
        let (ours, theirs) = UnixStream::pair().unwrap();
        ours.set_nonblocking(true).unwrap();
        let other = thread::spawn(move || drop(theirs));
        assert!(Patient(&ours).write_all(&vec![b'x'; MUCH]).is_err());
        other.join().unwrap();
    }
}
