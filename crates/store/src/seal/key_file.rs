//! The master key's file: read only when nobody but its owner can, and made so that it is either
//! whole or not there, whenever the power goes.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use crate::SealError;

/// Far more than a key with any white space around it.
const MAX_LEN: usize = 1024;

/// What the file holds; `None` when there is no file.
pub(super) fn read(path: &Path) -> Result<Option<Zeroizing<Vec<u8>>>, SealError> {
    let error = |source| file_error("read", path, source);
    let file = match File::open(path) {
        Ok(file) => file,
        Err(missing) if missing.kind() == ErrorKind::NotFound => return Ok(None),
        Err(other) => return Err(error(other)),
    };
    // Asked of the open file, so that what is checked is what is read.
    let mode = file.metadata().map_err(error)?.permissions().mode() & 0o7777;
    if mode & 0o077 != 0 {
        return Err(SealError::Exposed {
            path: path.to_path_buf(),
            mode,
        });
    }
    let mut text = Zeroizing::new(Vec::with_capacity(MAX_LEN));
    file.take(MAX_LEN as u64)
        .read_to_end(&mut text)
        .map_err(error)?;
    Ok(Some(text))
}

/// Makes the file with `text` in it; `false` when somebody else has made it meanwhile.
///
/// It is written under another name and then linked: unlike a rename, a link never replaces a key
/// that is already there, and unlike a file written in place, it is never half a key.
pub(super) fn create(path: &Path, text: &str) -> Result<bool, SealError> {
    let error = |source| file_error("make", path, source);
    let directory = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let draft = draft_name(path)?;
    let written = write_draft(&draft, text).and_then(|()| fs::hard_link(&draft, path));
    let removed = match fs::remove_file(&draft) {
        Err(missing) if missing.kind() == ErrorKind::NotFound => Ok(()),
        other => other,
    };
    match written {
        Ok(()) => {}
        Err(taken) if taken.kind() == ErrorKind::AlreadyExists => return Ok(false),
        Err(other) => return Err(error(other)),
    }
    removed.map_err(error)?;
    File::open(directory)
        .and_then(|directory| directory.sync_all())
        .map_err(error)?;
    Ok(true)
}

fn write_draft(draft: &Path, text: &str) -> io::Result<()> {
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(draft)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// Nobody else's name, so a draft that a crash left behind is in nobody's way.
fn draft_name(path: &Path) -> Result<PathBuf, SealError> {
    let mut random = [0; 8];
    aws_lc_rs::rand::fill(&mut random).map_err(|_| SealError::Crypto {
        doing: "choose a file name",
    })?;
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".draft-{:016x}", u64::from_ne_bytes(random)));
    Ok(PathBuf::from(name))
}

fn file_error(doing: &'static str, path: &Path, source: io::Error) -> SealError {
    SealError::File {
        doing,
        path: path.to_path_buf(),
        source,
    }
}
