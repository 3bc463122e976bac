//! Secrets at rest: the master key, where it comes from, and sealing under it (AES-256-GCM with a
//! random nonce, bound to the record's key). It does not rotate keys; the key id in every sealed
//! value is there so that a later build can.

mod key_file;

use std::env;
use std::path::Path;

use aws_lc_rs::aead::{AES_256_GCM, Aad, NONCE_LEN, Nonce, RandomizedNonceKey};
use aws_lc_rs::hkdf::{HKDF_SHA256, KeyType, Prk, Salt};
use data_encoding::{HEXLOWER, HEXLOWER_PERMISSIVE};
use zeroize::{Zeroize, Zeroizing};

use crate::SealError;

const KEY_LEN: usize = 32;
const KEY_ID_LEN: usize = 8;
/// The first byte of the only sealed form so far: then the key id, the nonce, the ciphertext, the tag.
const FORM: u8 = 1;
const HEADER_LEN: usize = 1 + KEY_ID_LEN;
const TAG_LEN: usize = 16;

/// The key that everything secret hangs on. It has no `Debug` and no `Serialize`, is wiped when
/// dropped, and is never used itself: every purpose has a key derived from it.
pub struct MasterKey {
    key: Zeroizing<[u8; KEY_LEN]>,
    /// Derived; the library wipes it.
    sealing: RandomizedNonceKey,
    id: [u8; KEY_ID_LEN],
}

impl MasterKey {
    /// The key in the file at `path`. When there is no such file, makes one with a new random key,
    /// for its owner alone, and has it on the disk before returning.
    ///
    /// # Errors
    /// When others than the owner may read or write the file, when it holds no key, and when the
    /// file system refuses.
    pub fn from_file(path: &Path) -> Result<Self, SealError> {
        match key_file::read(path)? {
            Some(text) => Self::from_hex(&text, || {
                format!("the master key file `{}`", path.display())
            }),
            None => {
                let key = Self::generate()?;
                if key_file::create(path, &key.to_hex())? {
                    return Ok(key);
                }
                // Another process was first; its key is the one.
                Self::from_file(path)
            }
        }
    }

    /// The key in an environment variable, as 64 hexadecimal digits.
    ///
    /// # Errors
    /// When the variable is not set or holds something else.
    pub fn from_env(variable: &str) -> Result<Self, SealError> {
        let Some(text) = env::var_os(variable) else {
            return Err(SealError::NotSet {
                variable: variable.to_owned(),
            });
        };
        let text = Zeroizing::new(text.into_encoded_bytes());
        Self::from_hex(&text, || format!("the environment variable `{variable}`"))
    }

    /// A new random key that is kept nowhere, for a store in memory.
    ///
    /// # Errors
    /// When the system has no randomness to give.
    pub fn generate() -> Result<Self, SealError> {
        let mut key = Zeroizing::new([0; KEY_LEN]);
        aws_lc_rs::rand::fill(key.as_mut_slice()).map_err(|_| crypto("make a random key"))?;
        Self::new(key)
    }

    /// A key for one purpose, named by `label`: the same for the same label, and telling nothing
    /// about the master key or another label's key (HKDF-SHA256, RFC 5869).
    ///
    /// # Errors
    /// When the cryptographic library fails.
    pub fn derive(&self, label: &str) -> Result<Zeroizing<[u8; KEY_LEN]>, SealError> {
        let mut key = Zeroizing::new([0; KEY_LEN]);
        expand(
            &self.key,
            &format!("portcullis use: {label}"),
            key.as_mut_slice(),
        )?;
        Ok(key)
    }

    /// Seals `plaintext` for the record with the key `record`, and for no other.
    ///
    /// # Errors
    /// When the cryptographic library fails.
    pub fn seal(&self, plaintext: &[u8], record: &str) -> Result<Vec<u8>, SealError> {
        // Encrypted in place with room for the tag: the plaintext is in this buffer only.
        let mut text = Vec::with_capacity(plaintext.len() + TAG_LEN);
        text.extend_from_slice(plaintext);
        let header = self.header();
        let nonce = self
            .sealing
            .seal_in_place_append_tag(Aad::from(bound_to(&header, record)), &mut text)
            .map_err(|_| {
                text.zeroize();
                crypto("seal a secret")
            })?;

        let mut sealed = Vec::with_capacity(HEADER_LEN + NONCE_LEN + text.len());
        sealed.extend_from_slice(&header);
        sealed.extend_from_slice(nonce.as_ref());
        sealed.extend_from_slice(&text);
        Ok(sealed)
    }

    /// Opens what [`seal`](Self::seal) made for the same record.
    ///
    /// # Errors
    /// When another master key sealed it, when it was changed, and when it was sealed for another
    /// record.
    pub fn open(&self, sealed: &[u8], record: &str) -> Result<Zeroizing<Vec<u8>>, SealError> {
        let unknown = || SealError::UnknownForm {
            record: record.to_owned(),
        };
        let (header, rest) = sealed
            .split_first_chunk::<HEADER_LEN>()
            .ok_or_else(unknown)?;
        let (nonce, text) = rest.split_first_chunk::<NONCE_LEN>().ok_or_else(unknown)?;
        let [form, id @ ..] = header;
        if *form != FORM || text.len() < TAG_LEN {
            return Err(unknown());
        }
        if *id != self.id {
            return Err(SealError::OtherKey {
                record: record.to_owned(),
                sealed_by: HEXLOWER.encode(id),
                in_use: self.key_id(),
            });
        }
        let mut text = Zeroizing::new(text.to_vec());
        let aad = Aad::from(bound_to(header, record));
        let len = self
            .sealing
            .open_in_place(Nonce::assume_unique_for_key(*nonce), aad, &mut text)
            .map_err(|_| SealError::Tampered {
                record: record.to_owned(),
            })?
            .len();
        text.truncate(len);
        Ok(text)
    }

    /// Which master key sealed this, as it says itself; `None` where it is nothing sealed.
    pub fn sealed_by(sealed: &[u8]) -> Option<String> {
        let ([form, id @ ..], rest) = sealed.split_first_chunk::<HEADER_LEN>()?;
        let sealed = *form == FORM && rest.len() >= NONCE_LEN + TAG_LEN;
        sealed.then(|| HEXLOWER.encode(id))
    }

    /// Which master key this is, without telling anything about it.
    pub fn key_id(&self) -> String {
        HEXLOWER.encode(&self.id)
    }

    fn header(&self) -> [u8; HEADER_LEN] {
        let mut header = [FORM; HEADER_LEN];
        header[1..].copy_from_slice(&self.id);
        header
    }

    fn new(key: Zeroizing<[u8; KEY_LEN]>) -> Result<Self, SealError> {
        let mut id = [0; KEY_ID_LEN];
        expand(&key, "portcullis key id", &mut id)?;
        let mut sealing = Zeroizing::new([0; KEY_LEN]);
        expand(&key, "portcullis records", sealing.as_mut_slice())?;
        let sealing = RandomizedNonceKey::new(&AES_256_GCM, sealing.as_slice())
            .map_err(|_| crypto("take the sealing key"))?;
        Ok(Self { key, sealing, id })
    }

    fn from_hex(text: &[u8], place: impl FnOnce() -> String) -> Result<Self, SealError> {
        let digits = text.trim_ascii();
        let mut key = Zeroizing::new([0; KEY_LEN]);
        let read = digits.len() == 2 * KEY_LEN
            && HEXLOWER_PERMISSIVE
                .decode_mut(digits, key.as_mut_slice())
                .is_ok();
        // All zeros is what a forgotten template or a truncated-and-padded file holds.
        if !read || key.iter().all(|byte| *byte == 0) {
            return Err(SealError::NotAKey { place: place() });
        }
        Self::new(key)
    }

    fn to_hex(&self) -> Zeroizing<String> {
        // Room for all of it from the start, so that no half is left behind in a freed buffer.
        let mut text = Zeroizing::new(String::with_capacity(2 * KEY_LEN + 1));
        HEXLOWER.encode_append(self.key.as_slice(), &mut text);
        text.push('\n');
        text
    }
}

fn expand(key: &[u8; KEY_LEN], label: &str, into: &mut [u8]) -> Result<(), SealError> {
    let prk: Prk = Salt::new(HKDF_SHA256, b"portcullis master key").extract(key);
    prk.expand(&[label.as_bytes()], Length(into.len()))
        .and_then(|okm| okm.fill(into))
        .map_err(|_| crypto("derive a key"))
}

/// What the tag also vouches for: the header, then the record's key. The header has one length, so
/// there is one way to read the two apart.
fn bound_to(header: &[u8; HEADER_LEN], record: &str) -> Vec<u8> {
    [header, record.as_bytes()].concat()
}

fn crypto(doing: &'static str) -> SealError {
    SealError::Crypto { doing }
}

/// How much key material to derive.
struct Length(usize);

impl KeyType for Length {
    fn len(&self) -> usize {
        self.0
    }
}
