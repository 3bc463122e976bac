//! Starts the binary and learns from its own output where it listens. It never waits for a time,
//! only for a line; a process ends when its [`Gateway`] is dropped.

use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

/// So long may a line be awaited before the test gives up: a guard against hanging for ever.
const PATIENCE: Duration = Duration::from_secs(60);

/// The binary under test.
pub(crate) fn portcullis() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_portcullis"));
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// A running gateway.
pub(crate) struct Gateway {
    /// Where APIs are called: all of `dev`, the gateway listener of `serve`.
    pub(crate) address: SocketAddr,
    /// Where AWS's own APIs are called.
    pub(crate) control: SocketAddr,
    child: Child,
    stdout: Lines,
    stderr: Lines,
}

impl Gateway {
    /// `portcullis dev` on a free port.
    pub(crate) fn dev(options: &[&str]) -> Self {
        Self::dev_as(portcullis(), options)
    }

    /// The same by a command of the caller's that starts the binary.
    pub(crate) fn dev_as(mut command: Command, options: &[&str]) -> Self {
        command
            .args(["dev", "--listen", "127.0.0.1:0"])
            .args(options);
        let (child, stdout, stderr) = spawn(command);
        let line = stdout.wait_for("portcullis dev on http://", &stderr);
        stdout.wait_for("AWS_CA_BUNDLE=", &stderr);
        let address = address_in(&line);
        Self {
            address,
            control: address,
            child,
            stdout,
            stderr,
        }
    }

    /// `portcullis serve` with this configuration, on whatever ports it chooses.
    pub(crate) fn serve(configuration: &Path) -> Self {
        Self::serve_as(configuration, &[])
    }

    /// The same in place of the process that serves the same data.
    pub(crate) fn take_over(configuration: &Path) -> Self {
        let gateway = Self::serve_as(configuration, &["--take-over"]);
        gateway.complains("took over  ");
        gateway
    }

    /// The same with more options.
    pub(crate) fn serve_as(configuration: &Path, options: &[&str]) -> Self {
        let mut command = portcullis();
        command
            .arg("serve")
            .arg("--config")
            .arg(configuration)
            .args(options);
        let (child, stdout, stderr) = spawn(command);
        let address = address_in(&stderr.wait_for("gateway   http", &stdout));
        let control = address_in(&stderr.wait_for("control   http", &stdout));
        stderr.wait_for("enforced  ", &stdout);
        Self {
            address,
            control,
            child,
            stdout,
            stderr,
        }
    }

    /// The file with the certificate of its local authority.
    pub(crate) fn authority(&self) -> PathBuf {
        let (stdout, stderr) = self.output();
        let named = |text: &str, before: &str| {
            let (_, rest) = text.split_once(before)?;
            rest.split_whitespace().next().map(PathBuf::from)
        };
        let of_dev = named(&stdout, "AWS_CA_BUNDLE=");
        of_dev
            .or_else(|| named(&stderr, "local authority "))
            .expect("the start says where the authority is")
    }

    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    /// What it wrote so far: standard output, standard error.
    pub(crate) fn output(&self) -> (String, String) {
        (self.stdout.text(), self.stderr.text())
    }

    /// Waits for a line on standard output that contains the text.
    pub(crate) fn says(&self, text: &str) -> String {
        self.stdout.wait_for(text, &self.stderr)
    }

    /// How many lines there are on standard output so far.
    pub(crate) fn mark(&self) -> usize {
        self.stdout.shared.0.lock().unwrap().lines.len()
    }

    /// Waits for a line on standard output after a mark that contains the text; the lines from the mark up to it.
    #[track_caller]
    pub(crate) fn says_after(&self, mark: usize, text: &str) -> Vec<String> {
        let (lines, at) = self.stdout.wait_after(mark, text, &self.stderr);
        lines[mark..=at].to_vec()
    }

    /// Waits for a line on standard error that contains the text.
    pub(crate) fn complains(&self, text: &str) -> String {
        self.stderr.wait_for(text, &self.stdout)
    }

    /// SIGKILL: no chance to tidy up.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        let status = self.child.wait().unwrap();
        assert_eq!(status.signal(), Some(9), "it ended before it was killed");
    }

    /// SIGTERM.
    pub(crate) fn ask_to_stop(&self) {
        let pid = self.pid().to_string();
        let sent = Command::new("sh")
            .args(["-c", "kill -TERM \"$0\"", &pid])
            .status();
        assert!(sent.unwrap().success());
    }

    /// Waits for its end.
    pub(crate) fn wait(mut self) -> (ExitStatus, String, String) {
        let status = self.child.wait().unwrap();
        (status, self.stdout.rest(), self.stderr.rest())
    }

    /// Fails the test if the process has ended or has panicked anywhere.
    #[track_caller]
    pub(crate) fn assert_well(&mut self) {
        assert!(
            self.child.try_wait().unwrap().is_none(),
            "the process has ended"
        );
        let (_, stderr) = self.output();
        assert!(!stderr.contains("panicked"), "{stderr}");
    }

    /// A line of `/proc/PID/status`, in KiB.
    pub(crate) fn memory(&self, line: &str) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.pid())).unwrap();
        let found = status
            .lines()
            .find_map(|text| text.strip_prefix(line)?.strip_prefix(':'));
        found
            .unwrap()
            .trim()
            .trim_end_matches(" kB")
            .parse()
            .unwrap()
    }
}

impl Drop for Gateway {
    fn drop(&mut self) {
        // While it was not waited for, the number is nobody else's.
        if matches!(self.child.try_wait(), Ok(None)) {
            let group = format!("-{}", self.pid());
            let _ = Command::new("kill").args(["-KILL", "--", &group]).status();
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
        if std::thread::panicking() {
            let (stdout, stderr) = self.output();
            eprintln!("--- the gateway wrote\n{stdout}\n--- and complained\n{stderr}\n---");
        }
    }
}

/// A directory that ends with its owner.
pub(crate) struct Scratch(PathBuf);

impl Scratch {
    pub(crate) fn new() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let name = format!(
            "acceptance-{}-{}",
            std::process::id(),
            NEXT.fetch_add(1, Ordering::Relaxed)
        );
        let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::create_dir_all(&directory).unwrap();
        Self(directory)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// Writes a file and returns its path.
    pub(crate) fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.0.join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    /// A configuration of `serve` on free ports that keeps its data here.
    pub(crate) fn configuration(&self, more: &str) -> PathBuf {
        let data = self.0.join("data");
        let text = format!(
            "region = \"us-east-1\"\n\
             data = {data:?}\n\
             accounts = [\"111111111111\", \"222222222222\"]\n\
             {more}\n\
             [gateway]\n\
             listen = [\"127.0.0.1:0\"]\n\
             [control]\n\
             listen = [\"127.0.0.1:0\"]\n"
        );
        self.file("portcullis.toml", &text)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The lines that a process writes, read by a thread as they come.
struct Lines {
    shared: Arc<(Mutex<Written>, Condvar)>,
    reader: Option<std::thread::JoinHandle<()>>,
}

#[derive(Default)]
struct Written {
    lines: Vec<String>,
    ended: bool,
}

impl Lines {
    fn of(source: impl Read + Send + 'static) -> Self {
        let shared = Arc::new((Mutex::new(Written::default()), Condvar::new()));
        let writer = Arc::clone(&shared);
        let reader = std::thread::spawn(move || {
            let (written, changed) = &*writer;
            for line in BufReader::new(source).split(b'\n').map_while(Result::ok) {
                let line = String::from_utf8_lossy(&line).into_owned();
                written.lock().unwrap().lines.push(line);
                changed.notify_all();
            }
            written.lock().unwrap().ended = true;
            changed.notify_all();
        });
        Self {
            shared,
            reader: Some(reader),
        }
    }

    #[track_caller]
    fn wait_for(&self, text: &str, other: &Self) -> String {
        let (lines, at) = self.wait_after(0, text, other);
        lines[at].clone()
    }

    /// All lines, and where the first one after a mark is that contains the text.
    #[track_caller]
    fn wait_after(&self, mark: usize, text: &str, other: &Self) -> (Vec<String>, usize) {
        let (written, changed) = &*self.shared;
        let guard = written.lock().unwrap();
        let found = |written: &Written| {
            let mut lines = written.lines.iter().skip(mark);
            lines.position(|line| line.contains(text))
        };
        let waiting = |written: &mut Written| !written.ended && found(written).is_none();
        let (guard, _) = changed
            .wait_timeout_while(guard, PATIENCE, waiting)
            .unwrap();
        let (found, lines) = (found(&guard), guard.lines.clone());
        // Whoever shows them at the end has to get at them.
        drop(guard);
        match found {
            Some(at) => (lines, mark + at),
            None => panic!(
                "no line with `{text}`; it wrote\n{}\n{}",
                lines.join("\n"),
                other.text()
            ),
        }
    }

    fn text(&self) -> String {
        self.shared.0.lock().unwrap().lines.join("\n")
    }

    /// Everything, once the process has ended.
    fn rest(&mut self) -> String {
        if let Some(reader) = self.reader.take() {
            reader.join().unwrap();
        }
        self.text()
    }
}

fn spawn(mut command: Command) -> (Child, Lines, Lines) {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        // What starts the binary may stay beside it, as faketime does: a group is ended together.
        .process_group(0);
    let mut child = command.spawn().unwrap();
    let stdout = Lines::of(child.stdout.take().unwrap());
    let stderr = Lines::of(child.stderr.take().unwrap());
    (child, stdout, stderr)
}

fn address_in(line: &str) -> SocketAddr {
    let (_, rest) = line.split_once("://").unwrap();
    let address = rest.split_whitespace().next().unwrap();
    address
        .parse()
        .unwrap_or_else(|_| panic!("no address in `{line}`"))
}
