//! A process that is measured, and waiting until it serves. What it is, its starter knows.

use std::fs;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// A process that ends with this value.
pub struct Process(Child);

impl Process {
    pub fn start(mut command: Command, log: &Path) -> Self {
        let log = fs::File::create(log).expect("a log");
        let child = command
            .stdin(Stdio::null())
            .stdout(log.try_clone().expect("the log twice"))
            .stderr(log)
            .spawn();
        Self(child.unwrap_or_else(|error| panic!("{command:?}: {error}")))
    }

    pub fn pid(&self) -> u32 {
        self.0.id()
    }

    /// Asks it to end and waits for that; `None` where it does not.
    pub fn stop(mut self, patience: Duration) -> Option<ExitStatus> {
        let asked = Command::new("kill")
            .args(["-TERM", &self.pid().to_string()])
            .status();
        asked.expect("kill runs");
        let until = Instant::now() + patience;
        while Instant::now() < until {
            if let Ok(Some(status)) = self.0.try_wait() {
                return Some(status);
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        None
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A port that nobody has.
pub fn free() -> SocketAddr {
    let socket = TcpListener::bind("127.0.0.1:0").expect("a port");
    socket.local_addr().expect("its address")
}

/// Waits until somebody listens.
pub fn wait_for(at: SocketAddr, log: &Path) {
    let began = Instant::now();
    while TcpStream::connect(at).is_err() {
        let said = || fs::read_to_string(log).unwrap_or_default();
        assert!(
            began.elapsed() < Duration::from_secs(120),
            "nobody listens at {at}: {}",
            said()
        );
        std::thread::sleep(Duration::from_millis(20));
    }
}
