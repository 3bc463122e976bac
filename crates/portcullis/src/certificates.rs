//! The files of TLS: the local authority, which is kept in the data directory and made at the first
//! start, and the operator's own, which are looked at every second and read again when they change.
//! A file that cannot be read again changes nothing, and is complained about.

use std::collections::BTreeMap;
use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Weak};
use std::time::Duration;

use portcullis_catalog::Secret;
use portcullis_proxy::{Authority, Clock, Material, SystemClock, Tls};
use portcullis_store::MasterKey;

/// How often files are looked at.
const LOOK: Duration = Duration::from_secs(1);
/// No file of certificates is longer.
const MAX_FILE: u64 = 4 << 20;
/// What the key of the local authority is sealed for.
const SEALED_FOR: &str = "local certificate authority";
const CERTIFICATE: &str = "ca.pem";
const KEY: &str = "ca.key.sealed";

type Failed = Box<dyn std::error::Error>;

/// The files that the operator names.
#[derive(Clone, Debug, Default)]
pub(crate) struct TlsFiles {
    pub(crate) certificates: Vec<CertificateFiles>,
    /// Authorities that vouch for back ends, beside those of the system.
    pub(crate) authorities: Vec<PathBuf>,
    /// By the URI that custom domain names call them by.
    pub(crate) truststores: BTreeMap<String, PathBuf>,
}

/// A certificate with its chain, and its key.
#[derive(Clone, Debug)]
pub(crate) struct CertificateFiles {
    pub(crate) chain: PathBuf,
    pub(crate) key: PathBuf,
}

/// A directory for what ends with the process.
pub(crate) struct Temporary(PathBuf);

/// The local authority of a data directory, made there if there is none. Its certificate is in the
/// file that is returned; its key is sealed under the master key.
///
/// # Errors
/// When the files cannot be read or written, or do not belong together.
pub(crate) fn kept_authority(
    data: &Path,
    master_key: &MasterKey,
) -> Result<(Authority, PathBuf), Failed> {
    let (certificate, key) = (data.join(CERTIFICATE), data.join(KEY));
    if !certificate.exists() {
        // The key first: one whose certificate nobody has seen is of no use and is replaced.
        let (authority, secret) = Authority::generate(SystemClock.now())?;
        let sealed = master_key.seal(secret.expose().as_bytes(), SEALED_FOR)?;
        write(&key, &sealed, 0o600)?;
        write(&certificate, authority.certificate().as_bytes(), 0o644)?;
        return Ok((authority, certificate));
    }
    let named = |error: &dyn std::fmt::Display| {
        format!(
            "{}: {error}\n  fix: put the file back, or remove {} and {} for a new authority, which clients have to be told of",
            key.display(),
            key.display(),
            certificate.display()
        )
    };
    let sealed = read(&key).map_err(|error| named(&error))?;
    let opened = master_key
        .open(&sealed, SEALED_FOR)
        .map_err(|error| named(&error))?;
    let secret = Secret::new(std::str::from_utf8(&opened)?.to_owned());
    let text = String::from_utf8(read(&certificate)?)?;
    let authority = Authority::from_pem(&text, &secret).map_err(|error| named(&error))?;
    Ok((authority, certificate))
}

/// A local authority that ends with the process, and where its certificate is until then.
///
/// # Errors
/// When the file cannot be written.
pub(crate) fn passing_authority() -> Result<(Authority, PathBuf, Temporary), Failed> {
    let (authority, _) = Authority::generate(SystemClock.now())?;
    let directory = Temporary::new()?;
    let certificate = directory.0.join(CERTIFICATE);
    write(&certificate, authority.certificate().as_bytes(), 0o644)?;
    Ok((authority, certificate, directory))
}

impl TlsFiles {
    /// What is in them.
    ///
    /// # Errors
    /// With the file and what is wrong with it.
    pub(crate) fn read(&self) -> Result<Material, String> {
        let mut material = Material::default();
        // A store of the system may hold what no authority can be.
        material.trust(rustls_native_certs::load_native_certs().certs);
        for file in &self.authorities {
            material
                .add_authorities(&text(file)?)
                .map_err(|error| format!("{}: {error}", file.display()))?;
        }
        for (uri, file) in &self.truststores {
            material
                .add_truststore(uri, &text(file)?)
                .map_err(|error| format!("{}: {error}", file.display()))?;
        }
        for CertificateFiles { chain, key } in &self.certificates {
            let pem = text(chain)?;
            let secret = Secret::new(text(key)?);
            material
                .add_certificate(&pem, &secret)
                .map_err(|error| format!("{}, {}: {error}", chain.display(), key.display()))?;
        }
        Ok(material)
    }

    /// Reads them again when they change, for as long as anybody uses what is in them.
    ///
    /// # Errors
    /// When a thread cannot be started.
    pub(crate) fn follow(self, tls: &Arc<Tls>) -> io::Result<()> {
        if self.all().next().is_none() {
            return Ok(());
        }
        let (tls, mut seen) = (Arc::downgrade(tls), self.look());
        std::thread::Builder::new()
            .name("certificates".to_owned())
            .spawn(move || {
                while Weak::strong_count(&tls) > 0 {
                    std::thread::sleep(LOOK);
                    let look = self.look();
                    if look != seen {
                        self.renew(&tls);
                        seen = look;
                    }
                }
            })?;
        Ok(())
    }

    fn renew(&self, tls: &Weak<Tls>) {
        let (material, tls) = (self.read(), tls.upgrade());
        match (material, tls) {
            (Ok(material), Some(tls)) => {
                tls.replace(material);
                tracing::info!("the certificates have changed and are read again");
            }
            (Err(problem), _) => {
                tracing::error!(%problem, "the certificates have changed and cannot be read; those before stay");
            }
            (Ok(_), None) => {}
        }
    }

    fn all(&self) -> impl Iterator<Item = &Path> {
        let certificates = self.certificates.iter();
        let certificates = certificates.flat_map(|it| [&it.chain, &it.key]);
        let others = self.authorities.iter().chain(self.truststores.values());
        certificates.chain(others).map(PathBuf::as_path)
    }

    /// What tells a file that was written again from what it was.
    fn look(&self) -> Vec<Option<[i64; 5]>> {
        let looked = self.all().map(|file| {
            let known = std::fs::metadata(file).ok()?;
            Some([
                known.ino().cast_signed(),
                known.size().cast_signed(),
                known.mtime(),
                known.mtime_nsec(),
                known.ctime_nsec(),
            ])
        });
        looked.collect()
    }
}

impl Temporary {
    fn new() -> Result<Self, Failed> {
        let mut random = [0; 8];
        aws_lc_rs::rand::fill(&mut random)
            .map_err(|_| "the operating system gives no random bytes")?;
        let name = format!("portcullis-{}", data_encoding::HEXLOWER.encode(&random));
        let directory = std::env::temp_dir().join(name);
        // Refused where it exists already: it would be somebody else's.
        DirBuilder::new().mode(0o755).create(&directory)?;
        Ok(Self(directory))
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn text(file: &Path) -> Result<String, String> {
    let named = |error: &dyn std::fmt::Display| format!("{}: {error}", file.display());
    let bytes = read(file).map_err(|error| named(&error))?;
    String::from_utf8(bytes).map_err(|error| named(&error))
}

fn read(file: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(file)?.take(MAX_FILE).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Writes a file that is there whole or not at all.
fn write(file: &Path, bytes: &[u8], mode: u32) -> io::Result<()> {
    let unfinished = file.with_extension("new");
    let _ = std::fs::remove_file(&unfinished);
    let mut open = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(mode)
        .open(&unfinished)?;
    open.write_all(bytes)?;
    open.sync_all()?;
    std::fs::rename(&unfinished, file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_authority_stays_the_same_and_opens_with_its_master_key_only() {
        let data = Temporary::new().unwrap();
        let master_key = MasterKey::generate().unwrap();
        let (first, file) = kept_authority(&data.0, &master_key).unwrap();
        let (again, _) = kept_authority(&data.0, &master_key).unwrap();
        assert_eq!(first.certificate(), again.certificate());
        assert_eq!(std::fs::read_to_string(file).unwrap(), first.certificate());
        let mode = std::fs::metadata(data.0.join(KEY)).unwrap().mode();
        assert_eq!(mode & 0o777, 0o600);
        let sealed = std::fs::read(data.0.join(KEY)).unwrap();
        assert!(!sealed.windows(7).any(|part| part == b"PRIVATE"));

        let other = MasterKey::generate().unwrap();
        let refused = kept_authority(&data.0, &other).err().unwrap().to_string();
        assert!(refused.contains("fix: put the file back"), "{refused}");
        std::fs::remove_file(data.0.join(KEY)).unwrap();
        assert!(kept_authority(&data.0, &master_key).is_err());
    }

    #[test]
    fn certificates_are_read_again_when_they_change_and_kept_when_they_are_spoilt() {
        let folder = Temporary::new().unwrap();
        let files = CertificateFiles {
            chain: folder.0.join("chain.pem"),
            key: folder.0.join("key.pem"),
        };
        let write = |name: &str| {
            let made = rcgen::generate_simple_self_signed(vec![name.to_owned()]).unwrap();
            std::fs::write(&files.chain, made.cert.pem()).unwrap();
            std::fs::write(&files.key, made.signing_key.serialize_pem()).unwrap();
        };
        let all = TlsFiles {
            certificates: vec![files.clone()],
            ..TlsFiles::default()
        };
        assert!(all.read().err().unwrap().contains("chain.pem"));
        write("a.example.com");
        assert!(all.read().is_ok());
        let before = all.look();
        write("b.example.com");
        assert_ne!(all.look(), before);
        std::fs::write(&files.key, "nothing").unwrap();
        assert!(all.read().err().unwrap().contains("key.pem"));
    }
}
