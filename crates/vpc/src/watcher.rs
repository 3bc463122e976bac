//! Listens to what the kernel says of refused packets, for all VPCs on one thread, and passes it on. What becomes of it is
//! decided by whoever is told.

use std::collections::BTreeMap;
use std::io::{self, Read as _};
use std::os::fd::AsFd as _;
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::mpsc::{self, TryRecvError};

use nix::errno::Errno;
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};

use crate::netns::{Refused, RefusedLog};

/// Who is told of a refused packet of a VPC. It must not block.
pub type Tell = Arc<dyn Fn(&str, &Refused) + Send + Sync>;

/// The thread that listens. It ends when this is dropped.
pub(crate) struct Watcher {
    commands: mpsc::Sender<Command>,
    /// Something written here, or its end, makes the thread look at its commands.
    wake: UnixStream,
}

enum Command {
    Watch(String, RefusedLog),
    Stop(String),
}

impl Watcher {
    pub(crate) fn start(tell: Tell) -> io::Result<Self> {
        let (commands, inbox) = mpsc::channel();
        let (wake, woken) = UnixStream::pair()?;
        for end in [&wake, &woken] {
            end.set_nonblocking(true)?;
        }
        std::thread::Builder::new()
            .name("vpc-watcher".to_owned())
            .spawn(move || run(&tell, &inbox, woken))?;
        Ok(Self { commands, wake })
    }

    pub(crate) fn watch(&self, vpc: &str, log: RefusedLog) {
        self.send(Command::Watch(vpc.to_owned(), log));
    }

    pub(crate) fn stop(&self, vpc: &str) {
        self.send(Command::Stop(vpc.to_owned()));
    }

    fn send(&self, command: Command) {
        // The thread lives as long as this; one that was not woken yet will see this command too.
        let _ = self.commands.send(command);
        let _ = io::Write::write(&mut &self.wake, &[1]);
    }
}

fn run(tell: &Tell, inbox: &mpsc::Receiver<Command>, mut woken: UnixStream) {
    let mut logs: BTreeMap<String, RefusedLog> = BTreeMap::new();
    loop {
        loop {
            match inbox.try_recv() {
                Ok(Command::Watch(vpc, log)) => {
                    logs.insert(vpc, log);
                }
                Ok(Command::Stop(vpc)) => {
                    logs.remove(&vpc);
                }
                Err(TryRecvError::Empty) => break,
                Err(TryRecvError::Disconnected) => return,
            }
        }
        let mut waited = vec![PollFd::new(woken.as_fd(), PollFlags::POLLIN)];
        waited.extend(
            logs.values()
                .map(|log| PollFd::new(log.as_fd(), PollFlags::POLLIN)),
        );
        match poll(&mut waited, PollTimeout::NONE) {
            Ok(_) | Err(Errno::EINTR) => {}
            Err(error) => {
                tracing::error!(%error, "refused packets are no longer seen");
                return;
            }
        }
        drop(waited);
        let mut nothing = [0; 64];
        while woken.read(&mut nothing).is_ok_and(|length| length > 0) {}
        for (vpc, log) in &logs {
            // An error is that there is nothing more, or that some were lost; the next may not be.
            for packet in log.read().iter().flatten() {
                tell(vpc, packet);
            }
        }
    }
}
