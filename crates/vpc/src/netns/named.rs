//! Network namespaces that have names: files below `/run/netns`, where `ip netns` keeps them too, so that what is there
//! outlives the process that made it and every tool can look at it. What is inside is not known here.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use nix::mount::{MntFlags, MsFlags, mount, umount2};
use nix::sched::{CloneFlags, setns, unshare};

use crate::error::Error;

const DIRECTORY: &str = "/run/netns";
const MAX_TAG: usize = 16;

/// The namespaces with one tag.
pub(super) struct Names {
    prefix: String,
}

/// Runs something in a network namespace, on a thread of its own that ends with it. What it makes stays there: a socket
/// belongs to the namespace that it was made in, and a process starts in that of the thread that starts it.
///
/// # Errors
/// When the namespace cannot be entered.
pub fn within<T: Send>(namespace: &File, work: impl FnOnce() -> T + Send) -> io::Result<T> {
    aside(|| {
        setns(namespace, CloneFlags::CLONE_NEWNET)?;
        Ok(work())
    })?
}

/// Whether this process may make namespaces.
pub(super) fn permitted() -> io::Result<()> {
    aside(|| Ok(unshare(CloneFlags::CLONE_NEWNET)?))?
}

/// The tags of a kind that there are namespaces with, whoever has made them.
pub fn tags(kind: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(DIRECTORY).into_iter().flatten().flatten();
    let tags = entries.filter_map(|entry| {
        let name = entry.file_name();
        let (tag, _) = name.to_str()?.strip_prefix("pc-")?.split_once('-')?;
        tag.starts_with(kind).then(|| tag.to_owned())
    });
    tags.collect()
}

impl Names {
    pub(super) fn new(tag: &str) -> Result<Self, Error> {
        let fits = (1..=MAX_TAG).contains(&tag.len());
        if !fits || !tag.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Err(Error::Name(tag.to_owned()));
        }
        Ok(Self {
            prefix: format!("pc-{tag}-"),
        })
    }

    /// The file of a namespace.
    pub(super) fn path(&self, id: &str) -> Result<PathBuf, Error> {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        if id.is_empty() || id.len() > 64 || !id.bytes().all(allowed) {
            return Err(Error::Name(id.to_owned()));
        }
        Ok(Path::new(DIRECTORY).join(format!("{}{id}", self.prefix)))
    }

    /// The ids of those that are there.
    pub(super) fn present(&self) -> Result<Vec<String>, Error> {
        let failed = |source| file_error(Path::new(DIRECTORY), source);
        let entries = match fs::read_dir(DIRECTORY) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(failed(error)),
        };
        let mut ids = Vec::new();
        for entry in entries {
            let name = entry.map_err(failed)?.file_name();
            let id = name
                .to_str()
                .and_then(|name| name.strip_prefix(&self.prefix));
            ids.extend(id.map(str::to_owned));
        }
        Ok(ids)
    }

    /// One that is there.
    pub(super) fn open(&self, id: &str) -> Result<File, Error> {
        let path = self.path(id)?;
        File::open(&path).map_err(|error| file_error(&path, error))
    }

    /// One that is there, or a new one, and whether it is new.
    pub(super) fn ensure(&self, id: &str) -> Result<(File, bool), Error> {
        let path = self.path(id)?;
        // A file that is no namespace was left by somebody who was stopped between making and mounting it.
        if let Ok(namespace) = File::open(&path)
            && within(&namespace, || ()).is_ok()
        {
            return Ok((namespace, false));
        }
        let failed = |error: io::Error| file_error(&path, error);
        directory().map_err(failed)?;
        OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(failed)?;
        aside(|| {
            unshare(CloneFlags::CLONE_NEWNET)?;
            let own = Some("/proc/thread-self/ns/net");
            mount(own, &path, None::<&str>, MsFlags::MS_BIND, None::<&str>)?;
            Ok(())
        })
        .and_then(|made| made)
        .map_err(failed)?;
        let namespace = File::open(&path).map_err(failed)?;
        Ok((namespace, true))
    }

    /// Takes the name away. The namespace ends with whoever is still in it.
    pub(super) fn remove(&self, id: &str) -> Result<(), Error> {
        let path = self.path(id)?;
        // It may never have been mounted; then removing the file is enough.
        let _ = umount2(&path, MntFlags::MNT_DETACH);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(file_error(&path, error)),
            _ => Ok(()),
        }
    }
}

/// The directory as `ip netns` prepares it: what is mounted below it is seen in every mount namespace that follows.
fn directory() -> io::Result<()> {
    fs::create_dir_all(DIRECTORY)?;
    let shared = MsFlags::MS_SHARED | MsFlags::MS_REC;
    let none = None::<&str>;
    if mount(none, DIRECTORY, none, shared, none).is_ok() {
        return Ok(());
    }
    let bind = MsFlags::MS_BIND | MsFlags::MS_REC;
    mount(Some(DIRECTORY), DIRECTORY, none, bind, none)?;
    Ok(mount(none, DIRECTORY, none, shared, none)?)
}

/// A thread of its own: namespaces are those of a thread.
fn aside<T: Send>(work: impl FnOnce() -> io::Result<T> + Send) -> io::Result<io::Result<T>> {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new()
            .name("vpc-namespace".to_owned())
            .spawn_scoped(scope, work)?;
        thread
            .join()
            .map_err(|_| io::Error::other("a helper thread panicked"))
    })
}

fn file_error(path: &Path, source: io::Error) -> Error {
    Error::File {
        path: path.to_owned(),
        source,
    }
}
