//! What the program of `portcullis exec` sees of the host's files, in a mount namespace of its own: the resolver of its
//! VPC in place of the host's, and of the gateway's data directory nothing but the certificate of the local authority.
//! Nobody else sees a change, and all of it goes with the program.

use std::error::Error;
use std::net::Ipv4Addr;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use nix::mount::{MntFlags, MsFlags, mount, umount2};
use nix::sched::{CloneFlags, unshare};

const NONE: Option<&str> = None;

/// What is different.
pub(super) struct View<'a> {
    /// The data directory of the gateway.
    pub(super) data: &'a Path,
    /// The certificate of its authority.
    pub(super) authority: &'a Path,
    /// Who resolves names; nobody, where a VPC has no resolver.
    pub(super) names: Option<Option<Ipv4Addr>>,
}

impl View<'_> {
    /// Lets this process, and what it becomes, see it so.
    ///
    /// # Errors
    /// With the file that it is about.
    pub(super) fn take(&self) -> Result<(), Box<dyn Error>> {
        unshare(CloneFlags::CLONE_NEWNS)?;
        mount(NONE, "/", NONE, MsFlags::MS_REC | MsFlags::MS_PRIVATE, NONE)?;
        if let Some(resolver) = self.names {
            resolve_by(resolver).map_err(|error| format!("/etc/resolv.conf: {error}"))?;
        }
        self.hide_data()
            .map_err(|error| format!("{}: {error}", self.data.display()))?;
        Ok(())
    }

    /// Whoever the program runs as may read the certificate, and nobody reads a key.
    fn hide_data(&self) -> Result<(), Box<dyn Error>> {
        let Ok(name) = self.authority.strip_prefix(self.data) else {
            return Ok(());
        };
        let certificate = std::fs::read(self.authority)?;
        let secret = MsFlags::MS_NOSUID | MsFlags::MS_NODEV | MsFlags::MS_NOEXEC;
        mount(
            Some("tmpfs"),
            self.data,
            Some("tmpfs"),
            secret,
            Some("mode=0755"),
        )?;
        let file: PathBuf = self.data.join(name);
        std::fs::write(&file, certificate)?;
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o444))?;
        let again = secret | MsFlags::MS_REMOUNT | MsFlags::MS_RDONLY;
        mount(NONE, self.data, NONE, again, Some("mode=0755"))?;
        Ok(())
    }
}

/// Without a resolver no name is resolved.
fn resolve_by(resolver: Option<Ipv4Addr>) -> Result<(), Box<dyn Error>> {
    const STAGE: &str = "/tmp";
    let target = Path::new("/etc/resolv.conf").canonicalize()?;
    // A file that is nowhere but in this mount namespace, and goes with it.
    mount(Some("tmpfs"), STAGE, Some("tmpfs"), MsFlags::empty(), NONE)?;
    let file = Path::new(STAGE).join("resolv.conf");
    let text = match resolver {
        Some(resolver) => format!("nameserver {resolver}\noptions timeout:2 attempts:2\n"),
        None => String::from("# This VPC has DNS support switched off.\n"),
    };
    std::fs::write(&file, text)?;
    mount(Some(&file), &target, NONE, MsFlags::MS_BIND, NONE)?;
    umount2(STAGE, MntFlags::MNT_DETACH)?;
    Ok(())
}
