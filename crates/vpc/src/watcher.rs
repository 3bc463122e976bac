//! Listens to what the kernel says of refused packets, for all VPCs on one thread, and passes it on. What becomes of it is
//! decided by whoever is told.

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

use tokio::io::unix::AsyncFd;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use crate::netns::{Refused, RefusedLog};

/// Who is told of a refused packet of a VPC. It must not block.
pub type Tell = Arc<dyn Fn(&str, &Refused) + Send + Sync>;

/// The thread that listens. It ends when this is dropped.
pub(crate) struct Watcher(mpsc::UnboundedSender<Command>);

enum Command {
    Watch(String, RefusedLog),
    Stop(String),
}

impl Watcher {
    pub(crate) fn start(tell: Tell) -> io::Result<Self> {
        let (commands, inbox) = mpsc::unbounded_channel();
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_io()
            .build()?;
        std::thread::Builder::new()
            .name("vpc-watcher".to_owned())
            .spawn(move || runtime.block_on(run(tell, inbox)))?;
        Ok(Self(commands))
    }

    pub(crate) fn watch(&self, vpc: &str, log: RefusedLog) {
        // The thread lives as long as this.
        let _ = self.0.send(Command::Watch(vpc.to_owned(), log));
    }

    pub(crate) fn stop(&self, vpc: &str) {
        let _ = self.0.send(Command::Stop(vpc.to_owned()));
    }
}

async fn run(tell: Tell, mut inbox: mpsc::UnboundedReceiver<Command>) {
    let mut watched: BTreeMap<String, JoinHandle<()>> = BTreeMap::new();
    while let Some(command) = inbox.recv().await {
        let gone = match command {
            Command::Watch(vpc, log) => {
                let listening = listen(Arc::clone(&tell), vpc.clone(), log);
                watched.insert(vpc, tokio::spawn(listening))
            }
            Command::Stop(vpc) => watched.remove(&vpc),
        };
        if let Some(task) = gone {
            task.abort();
        }
    }
}

async fn listen(tell: Tell, vpc: String, log: RefusedLog) {
    let log = match AsyncFd::new(log) {
        Ok(log) => log,
        Err(error) => {
            tracing::error!(vpc, %error, "refused packets are not seen");
            return;
        }
    };
    loop {
        let Ok(mut ready) = log.readable().await else {
            return;
        };
        match ready.try_io(|log| log.get_ref().read()) {
            Ok(Ok(refused)) => {
                for packet in &refused {
                    tell(&vpc, packet);
                }
            }
            // Some were lost; the next may not be.
            Ok(Err(error)) => tracing::debug!(vpc, %error, "refused packets were not seen"),
            // There was nothing yet.
            Err(_) => {}
        }
    }
}
