//! The master key's file and what is sealed under it.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::thread;

use portcullis_store::{MasterKey, SealError};

use crate::scratch::Scratch;

const RECORD: &str = "access-key/AKIAIOSFODNN7EXAMPLE";

#[test]
fn what_is_sealed_opens_for_the_same_record_only() {
    let key = MasterKey::generate().unwrap();
    for secret in [&b""[..], b"test", &[0xFF; 5000]] {
        let sealed = key.seal(secret, RECORD).unwrap();
        assert_eq!(key.open(&sealed, RECORD).unwrap().as_slice(), secret);
        assert!(matches!(
            key.open(&sealed, "access-key/AKIAI44QH8DHBEXAMPLE"),
            Err(SealError::Tampered { .. })
        ));
    }
}

#[test]
fn sealing_twice_gives_different_bytes_and_none_of_the_secret() {
    let key = MasterKey::generate().unwrap();
    let secret = b"wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    let (one, two) = (
        key.seal(secret, RECORD).unwrap(),
        key.seal(secret, RECORD).unwrap(),
    );
    assert_ne!(one, two);
    assert_eq!(one.len(), 1 + 8 + 12 + secret.len() + 16);
    assert!(
        !one.windows(4)
            .any(|window| secret.windows(4).any(|part| part == window))
    );
}

#[test]
fn every_flipped_bit_and_every_cut_is_noticed() {
    let key = MasterKey::generate().unwrap();
    let sealed = key.seal(b"secret", RECORD).unwrap();
    for bit in 0..sealed.len() * 8 {
        let mut changed = sealed.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        assert!(key.open(&changed, RECORD).is_err(), "bit {bit}");
    }
    for len in 0..sealed.len() {
        assert!(key.open(&sealed[..len], RECORD).is_err(), "{len} bytes");
    }
    let longer = [sealed.as_slice(), b"x"].concat();
    assert!(key.open(&longer, RECORD).is_err());
}

#[test]
fn another_master_key_is_told_from_damage() {
    let (one, other) = (
        MasterKey::generate().unwrap(),
        MasterKey::generate().unwrap(),
    );
    let sealed = one.seal(b"secret", RECORD).unwrap();
    let error = other.open(&sealed, RECORD).unwrap_err();
    assert_eq!(
        error.to_string(),
        format!(
            "`{RECORD}` was sealed with the master key {}, and the one in use is {}",
            one.key_id(),
            other.key_id()
        )
    );
}

#[test]
fn an_unknown_form_is_told_from_damage() {
    let key = MasterKey::generate().unwrap();
    let mut sealed = key.seal(b"secret", RECORD).unwrap();
    sealed[0] = 2;
    assert!(matches!(
        key.open(&sealed, RECORD),
        Err(SealError::UnknownForm { .. })
    ));
}

/// What a release has sealed must open for ever. The fixtures were made with another library, from
/// the description of the form alone.
#[test]
fn what_the_first_form_sealed_still_opens() {
    let scratch = Scratch::new();
    let path = key_file(scratch.path(), "a5".repeat(32).as_bytes(), 0o600);
    let key = MasterKey::from_file(&path).unwrap();
    assert_eq!(key.key_id(), FIXTURE_KEY_ID);
    let sealed = data_encoding::HEXLOWER
        .decode(FIXTURE_SEALED.as_bytes())
        .unwrap();
    assert_eq!(
        key.open(&sealed, RECORD).unwrap().as_slice(),
        b"the first form"
    );
    let derived = key.derive("session tokens").unwrap();
    assert_eq!(
        data_encoding::HEXLOWER.encode(derived.as_slice()),
        FIXTURE_DERIVED
    );
}

#[test]
fn a_derived_key_depends_on_its_label_and_on_the_master_key() {
    let (one, other) = (
        MasterKey::generate().unwrap(),
        MasterKey::generate().unwrap(),
    );
    let key = one.derive("session tokens").unwrap();
    assert_eq!(*key, *one.derive("session tokens").unwrap());
    assert_ne!(*key, *one.derive("session token").unwrap());
    assert_ne!(*key, *other.derive("session tokens").unwrap());
}

#[test]
fn the_first_start_makes_the_key_file_and_the_next_one_reads_it() {
    let scratch = Scratch::new();
    let path = scratch.path().join("master.key");
    let first = MasterKey::from_file(&path).unwrap();
    assert_eq!(
        fs::metadata(&path).unwrap().permissions().mode() & 0o7777,
        0o600
    );
    assert_eq!(fs::read(&path).unwrap().len(), 65);
    assert_eq!(names(scratch.path()), ["master.key"]);
    let next = MasterKey::from_file(&path).unwrap();
    assert_eq!(first.key_id(), next.key_id());
    let sealed = first.seal(b"secret", RECORD).unwrap();
    assert_eq!(next.open(&sealed, RECORD).unwrap().as_slice(), b"secret");
}

#[test]
fn first_starts_at_the_same_time_agree_on_one_key() {
    let scratch = Scratch::new();
    let path = scratch.path().join("master.key");
    let ids: Vec<String> = thread::scope(|scope| {
        let starts: Vec<_> = (0..8)
            .map(|_| scope.spawn(|| MasterKey::from_file(&path).unwrap().key_id()))
            .collect();
        starts
            .into_iter()
            .map(|start| start.join().unwrap())
            .collect()
    });
    assert!(ids.iter().all(|id| *id == ids[0]), "{ids:?}");
    assert_eq!(names(scratch.path()), ["master.key"]);
}

#[test]
fn a_key_file_that_others_can_reach_is_refused_with_the_fix() {
    let scratch = Scratch::new();
    let path = key_file(scratch.path(), "a5".repeat(32).as_bytes(), 0o600);
    for mode in [0o640, 0o604, 0o620, 0o602, 0o610, 0o601, 0o644, 0o666] {
        fs::set_permissions(&path, Permissions::from_mode(mode)).unwrap();
        let error = refusal(&path);
        assert!(
            matches!(error, SealError::Exposed { .. }),
            "{mode:o}: {error}"
        );
        let text = error.to_string();
        assert!(text.contains(&format!("has mode {mode:04o}")), "{text}");
        assert!(
            text.ends_with(&format!("run `chmod 600 {}`", path.display())),
            "{text}"
        );
    }
    fs::set_permissions(&path, Permissions::from_mode(0o400)).unwrap();
    MasterKey::from_file(&path).unwrap();
}

#[test]
fn a_file_that_holds_no_key_is_refused_and_its_text_is_not_shown() {
    let scratch = Scratch::new();
    let almost = "a5".repeat(31);
    let contents = [
        String::new(),
        almost.clone(),
        format!("{almost}a5a5"),
        format!("{almost}xy"),
        "00".repeat(32),
        "a5".repeat(4096),
    ];
    for content in contents {
        let path = key_file(scratch.path(), content.as_bytes(), 0o600);
        let error = refusal(&path);
        assert!(matches!(error, SealError::NotAKey { .. }), "{error}");
        assert!(
            error.to_string().contains(&path.display().to_string()),
            "{error}"
        );
        assert!(!error.to_string().contains("a5a5"), "{error}");
        assert_eq!(fs::read(&path).unwrap(), content.as_bytes());
    }
}

#[test]
fn a_directory_that_is_not_there_is_an_error_and_not_a_new_key_elsewhere() {
    let scratch = Scratch::new();
    let error = refusal(&scratch.path().join("missing/master.key"));
    assert!(
        error
            .to_string()
            .starts_with("cannot make the master key file `"),
        "{error}"
    );
}

#[test]
fn a_variable_that_holds_no_key_is_refused_by_name() {
    assert!(matches!(
        MasterKey::from_env("PORTCULLIS_TEST_NO_SUCH_VARIABLE"),
        Err(SealError::NotSet { .. })
    ));
    // Set by cargo for every test, and no key.
    let Err(error) = MasterKey::from_env("CARGO_MANIFEST_DIR") else {
        panic!("a path was taken for a key");
    };
    assert!(
        error
            .to_string()
            .starts_with("the environment variable `CARGO_MANIFEST_DIR` does not")
    );
}

const FIXTURE_KEY_ID: &str = "c9494f8557e538d2";
const FIXTURE_SEALED: &str = "01c9494f8557e538d2000102030405060708090a0b7e4a8bbbde728f412ff2776745ea96d3cd34c10b49e0635eb3e7f0294d05";
const FIXTURE_DERIVED: &str = "b57a97a52fa0a270b9ceddedb807fb5b0968bf13bab6a1128e07fbd27b5dd9f8";

fn key_file(directory: &Path, content: &[u8], mode: u32) -> PathBuf {
    let path = directory.join("master.key");
    fs::write(&path, content).unwrap();
    fs::set_permissions(&path, Permissions::from_mode(mode)).unwrap();
    path
}

fn refusal(path: &Path) -> SealError {
    match MasterKey::from_file(path) {
        Err(error) => error,
        Ok(_) => panic!("{} was taken", path.display()),
    }
}

fn names(directory: &Path) -> Vec<String> {
    let entries = fs::read_dir(directory).unwrap();
    entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
}
