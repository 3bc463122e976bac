//! The first administrator of an account: an access key of its root user, made once, left in a
//! file that only the operator can read, and never printed.

use std::fs::OpenOptions;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use portcullis_catalog::account::Account;
use portcullis_catalog::identity::AccessKey;
use portcullis_catalog::{AccountId, Record, Sealed, id};
use portcullis_store::{Batch, MasterKey, Store};

/// Makes the account and its administrator's key, where the account is new. Returns the file
/// that holds the key.
///
/// # Errors
/// When the store or the file cannot be written.
pub(crate) fn ensure(
    store: &dyn Store,
    master_key: &MasterKey,
    account: AccountId,
    data: &Path,
    now: i64,
) -> Result<Option<PathBuf>, Box<dyn std::error::Error>> {
    let revision = store.revision();
    if store.get(&Account::key_of(account))?.is_some() {
        return Ok(None);
    }
    let key_id = id::access_key_id("AKIA", account, &random()?);
    let secret = id::secret_access_key(&random()?);
    let record_key = AccessKey::key_of(&key_id);
    let sealed = master_key.seal(secret.as_bytes(), &record_key)?;
    let key = AccessKey {
        id: key_id.clone(),
        account,
        user: None,
        active: true,
        created: now,
        secret: Sealed::from_bytes(&sealed),
    };
    let account_record = Account::new(account, now);

    // The file first: a key that is in force and that nobody holds would be of no use, while a
    // file without a key in force is harmless and is replaced at the next start.
    let file = data.join(format!("first-administrator-{account}.ini"));
    let _ = std::fs::remove_file(&file);
    let mut open = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&file)?;
    writeln!(
        open,
        "[portcullis-{account}]\naws_access_key_id = {key_id}\naws_secret_access_key = {secret}"
    )?;
    open.sync_all()?;

    let mut batch = Batch::default();
    batch.put(account_record.key(), account_record.encode()?);
    batch.put(record_key, key.encode()?);
    store.commit(batch, revision)?;
    Ok(Some(file))
}

fn random<const N: usize>() -> Result<[u8; N], Box<dyn std::error::Error>> {
    let mut bytes = [0; N];
    aws_lc_rs::rand::fill(&mut bytes).map_err(|_| "the operating system gives no random bytes")?;
    Ok(bytes)
}
