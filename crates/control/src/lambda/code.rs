//! The archives that functions are made of: checked, kept once for all versions that have them, and dropped with the
//! last. What is in one is not looked at beyond its directory.

use std::collections::BTreeSet;

use aws_lc_rs::digest::{SHA256, digest};
use data_encoding::{BASE64, HEXLOWER};
use portcullis_catalog::function::{Function, FunctionCode, FunctionVersion, PublishedVersion};
use portcullis_wire::Fault;

use super::{fault, invalid, name};
use crate::Tx;

/// AWS's quotas for an archive that is uploaded in a call, and for what is in it (Lambda Developer Guide, "Lambda
/// quotas").
const MAX_ZIP: usize = 52_428_800;
const MAX_UNZIPPED: u64 = 262_144_000;
/// For all functions of an account. AWS's is 75 GB, which a store of one machine is not made for.
const MAX_STORED: u64 = 1024 * 1024 * 1024;

/// Where a call says that the code is.
pub(super) struct Source {
    pub(super) zip: Option<Vec<u8>>,
    pub(super) s3_bucket: Option<String>,
    pub(super) s3_key: Option<String>,
    pub(super) image_uri: Option<String>,
}

/// An archive with what answers tell of it.
pub(super) struct Code {
    zip: Vec<u8>,
    hash: Vec<u8>,
}

impl Code {
    /// SHA-256, in base64.
    pub(super) fn sha256(&self) -> String {
        BASE64.encode(&self.hash)
    }

    pub(super) fn size(&self) -> u64 {
        u64::try_from(self.zip.len()).unwrap_or(u64::MAX)
    }
}

/// The archive of a call.
pub(super) fn read(source: Source) -> Result<Code, Fault> {
    if let Some(bucket) = &source.s3_bucket {
        check_bucket_name(bucket)?;
    }
    if source.image_uri.is_some() {
        return Err(invalid(
            "Functions of this gateway are archives; container images are not offered.",
        ));
    }
    let from_bucket = source.s3_bucket.is_some() || source.s3_key.is_some();
    match source.zip {
        Some(_) if from_bucket => Err(invalid(
            "Please do not provide other FunctionCode parameters when providing a ZipFile.",
        )),
        Some(zip) if zip.is_empty() => Err(invalid("Uploaded file must be a non-empty zip")),
        Some(zip) if zip.len() > MAX_ZIP => Err(invalid(format!(
            "Uploaded file must be smaller than {MAX_ZIP} bytes"
        ))),
        Some(zip) => {
            let unzipped = unzipped_size(&zip).ok_or_else(|| {
                invalid("Could not unzip uploaded file. Please check your file, then try to upload again.")
            })?;
            if unzipped > MAX_UNZIPPED {
                let message = format!("Unzipped size must be smaller than {MAX_UNZIPPED} bytes");
                return Err(invalid(message));
            }
            let hash = digest(&SHA256, &zip).as_ref().to_vec();
            Ok(Code { zip, hash })
        }
        // There are no buckets here.
        None if from_bucket => Err(invalid(
            "Error occurred while GetObject. S3 Error Code: NoSuchBucket. S3 Error Message: The specified bucket does not exist",
        )),
        None => Err(invalid("Please provide a source for function code.")),
    }
}

/// What the model's pattern says and the wire leaves to us: a bucket's name does not end with a dot.
fn check_bucket_name(bucket: &str) -> Result<(), Fault> {
    if !bucket.ends_with('.') {
        return Ok(());
    }
    let message = format!(
        "1 validation error detected: Value '{bucket}' at 's3Bucket' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[0-9A-Za-z\\.\\-_]*(?<!\\.)$"
    );
    Err(Fault::new(400, "ValidationException", message))
}

/// Keeps an archive for a function, unless one of its versions has it already.
pub(super) fn keep(tx: &mut Tx<'_>, function: &str, code: &Code) -> Result<(), Fault> {
    let (mut stored, mut known) = (0_u64, false);
    for (owner, hash, size) in stored_codes(tx)? {
        stored = stored.saturating_add(size);
        known |= owner == function && hash == code.sha256();
    }
    if known {
        return Ok(());
    }
    if stored.saturating_add(code.size()) > MAX_STORED {
        return Err(fault(
            "CodeStorageExceededException",
            "Code storage limit exceeded.",
        ));
    }
    let length = usize::try_from(FunctionCode::PART_BYTES).unwrap_or(usize::MAX);
    for (part, bytes) in (0..).zip(code.zip.chunks(length)) {
        tx.put(&FunctionCode {
            account: tx.account(),
            function: function.to_owned(),
            sha256: HEXLOWER.encode(&code.hash),
            part,
            zip: BASE64.encode(bytes),
        })?;
    }
    Ok(())
}

/// Each archive that is kept: its function, its hash in base64, its size.
fn stored_codes(tx: &Tx<'_>) -> Result<BTreeSet<(String, String, u64)>, Fault> {
    let functions: Vec<Function> = tx.scan(&format!("function/{}/", tx.account()))?;
    let versions: Vec<PublishedVersion> =
        tx.scan(&format!("function-version/{}/", tx.account()))?;
    let kept = |function: String, version: FunctionVersion| {
        (function, version.code_sha256, version.code_size)
    };
    let latest = functions
        .into_iter()
        .map(|function| kept(function.name, function.latest));
    let published = versions
        .into_iter()
        .map(|version| kept(version.function, version.version));
    Ok(latest.chain(published).collect())
}

/// An archive by its hash in base64 and its size.
pub(super) fn of(version: &FunctionVersion) -> (String, u64) {
    (version.code_sha256.clone(), version.code_size)
}

/// Drops those archives of a function, of these that it had, that no version has any more.
pub(super) fn drop_unused(
    tx: &mut Tx<'_>,
    function: &str,
    had: impl IntoIterator<Item = (String, u64)>,
) -> Result<(), Fault> {
    let latest = tx.get::<Function>(&Function::key_of(tx.account(), function))?;
    let latest = latest.map(|function| of(&function.latest));
    let published = name::all_published(tx, function)?;
    let published = published.into_iter().map(|it| of(&it.version));
    let used: BTreeSet<(String, u64)> = published.chain(latest).collect();
    for (hash, size) in had.into_iter().filter(|code| !used.contains(code)) {
        let Ok(bytes) = BASE64.decode(hash.as_bytes()) else {
            continue;
        };
        let hash = HEXLOWER.encode(&bytes);
        for part in 0..FunctionCode::parts(size) {
            tx.delete(&FunctionCode::key_of(tx.account(), function, &hash, part));
        }
    }
    Ok(())
}

/// The sizes that the directory of an archive gives its files, added up; `None` for what is no archive (.ZIP File Format
/// Specification, sections 4.3.12 and 4.3.16).
fn unzipped_size(zip: &[u8]) -> Option<u64> {
    const END: [u8; 4] = [b'P', b'K', 5, 6];
    const ENTRY: [u8; 4] = [b'P', b'K', 1, 2];
    const END_LENGTH: usize = 22;
    const ENTRY_LENGTH: usize = 46;
    let number = |at: usize, length: usize| -> Option<u64> {
        let bytes = zip.get(at..at.checked_add(length)?)?;
        Some(
            bytes
                .iter()
                .rev()
                .fold(0, |sum, byte| (sum << 8) | u64::from(*byte)),
        )
    };
    // The end of the directory is followed by a comment of at most 65,535 bytes.
    let first = zip.len().saturating_sub(END_LENGTH + 0xffff);
    let last = zip.len().checked_sub(END_LENGTH)?;
    let end = (first..=last)
        .rev()
        .find(|at| zip.get(*at..).is_some_and(|rest| rest.starts_with(&END)))?;
    let entries = number(end + 10, 2)?;
    let mut at = usize::try_from(number(end + 16, 4)?).ok()?;
    let mut size = 0_u64;
    for _ in 0..entries {
        if !zip.get(at..)?.starts_with(&ENTRY) {
            return None;
        }
        size = size.saturating_add(number(at + 24, 4)?);
        let more = number(at + 28, 2)? + number(at + 30, 2)? + number(at + 32, 2)?;
        at = at
            .checked_add(ENTRY_LENGTH)?
            .checked_add(usize::try_from(more).ok()?)?;
    }
    (entries > 0 && at <= end).then_some(size)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An archive with one stored file `a` that holds `x`.
    fn archive(size: u32) -> Vec<u8> {
        let mut zip = b"PK\x03\x04\x14\x00\x00\x00\x00\x00\x00\x00\x00\x00\x83\x16\xdc\x8c\x01\x00\x00\x00\x01\x00\x00\x00\x01\x00\x00\x00ax".to_vec();
        let directory = u32::try_from(zip.len()).unwrap();
        zip.extend(b"PK\x01\x02\x14\x00\x14\x00\x00\x00\x00\x00\x00\x00\x00\x00\x83\x16\xdc\x8c\x01\x00\x00\x00");
        zip.extend(size.to_le_bytes());
        zip.extend(b"\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00a");
        zip.extend(b"PK\x05\x06\x00\x00\x00\x00\x01\x00\x01\x00\x2f\x00\x00\x00");
        zip.extend(directory.to_le_bytes());
        zip.extend(b"\x00\x00");
        zip
    }

    #[test]
    fn the_directory_of_an_archive_tells_its_size() {
        assert_eq!(unzipped_size(&archive(1)), Some(1));
        assert_eq!(unzipped_size(&archive(u32::MAX)), Some(u64::from(u32::MAX)));
        let mut with_comment = archive(7);
        with_comment.extend(b"a comment");
        assert_eq!(unzipped_size(&with_comment), Some(7));
    }

    #[test]
    fn what_is_no_archive_is_refused_whatever_it_holds() {
        let whole = archive(1);
        for length in 0..whole.len() {
            assert_eq!(unzipped_size(&whole[..length]), None, "{length}");
        }
        for broken in 0..whole.len() {
            let mut zip = whole.clone();
            zip[broken] ^= 0xff;
            // It must not panic, whichever byte is wrong.
            let _ = unzipped_size(&zip);
        }
        assert_eq!(unzipped_size(b"PK\x05\x06"), None);
        assert_eq!(unzipped_size(&[0; 100]), None);
    }
}
