//! What is known of one issuer, and when to look again. Time comes in as an argument; fetching is
//! done elsewhere.

use std::sync::Arc;
use std::time::{Duration, Instant};

use portcullis_control::Known;
use portcullis_guard::web_identity::KeySet;

/// How long keys are used that cannot be fetched again.
const STALE: Duration = Duration::from_secs(24 * 3600);
/// Tokens that name an unknown key can make us look so often at once, and then once in `EVERY`:
/// anybody can make up a token.
const BURST: u32 = 4;
const EVERY: Duration = Duration::from_secs(30);
/// How many unknown key ids are remembered, for how long, and how long one may be.
const MAX_UNKNOWN: usize = 64;
const UNKNOWN_FOR: Duration = Duration::from_secs(60);
const MAX_KEY_ID: usize = 512;

/// One issuer.
#[derive(Default)]
pub(super) struct Followed {
    keys: Option<(Arc<KeySet>, Instant)>,
    failed: bool,
    looking: bool,
    /// Key ids that were looked for and were not there, and when that was.
    unknown: Vec<(String, Instant)>,
    /// Key ids that are being looked for.
    wanted: Vec<String>,
    /// How often was looked, and when the first of these looks was.
    looks: Option<(u32, Instant)>,
}

/// Whether to fetch at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    Again,
    NotNow,
}

impl Followed {
    /// Whether the last fetch went well.
    pub(super) fn is_well(&self) -> bool {
        self.keys.is_some() && !self.failed
    }

    /// What to tell somebody whose token names a key.
    pub(super) fn answer(&mut self, key_id: Option<&str>, now: Instant) -> (Known, Look) {
        let keys = match &self.keys {
            Some((keys, at)) if now.saturating_duration_since(*at) < STALE => Arc::clone(keys),
            // The first fetch is under way, or the next one is due soon.
            _ => return (Known::Unreachable, Look::NotNow),
        };
        let missing = key_id.filter(|id| !keys.has(Some(id)));
        let Some(missing) = missing.filter(|id| id.len() <= MAX_KEY_ID) else {
            return (Known::Keys(keys), Look::NotNow);
        };
        let is_recent = |at: Instant| now.saturating_duration_since(at) < UNKNOWN_FOR;
        if self
            .unknown
            .iter()
            .any(|(id, at)| id == missing && is_recent(*at))
        {
            return (Known::Keys(keys), Look::NotNow);
        }
        if !self.looking && !self.may_look(now) {
            // Whether the key exists is not known, so nothing is said about it.
            return (Known::Unreachable, Look::NotNow);
        }
        if self.wanted.len() < MAX_UNKNOWN && !self.wanted.iter().any(|it| it == missing) {
            self.wanted.push(missing.to_owned());
        }
        let look = if self.looking {
            Look::NotNow
        } else {
            Look::Again
        };
        self.looking = true;
        (Known::Unreachable, look)
    }

    /// Takes over what a fetch brought; nothing, where it failed.
    pub(super) fn learn(&mut self, fetched: Option<KeySet>, now: Instant) {
        self.looking = false;
        self.failed = fetched.is_none();
        let wanted = std::mem::take(&mut self.wanted);
        let Some(keys) = fetched else { return };
        self.unknown.retain(|(id, _)| !wanted.contains(id));
        self.unknown.extend(wanted.into_iter().map(|id| (id, now)));
        self.unknown.retain(|(id, _)| !keys.has(Some(id)));
        let excess = self.unknown.len().saturating_sub(MAX_UNKNOWN);
        self.unknown.drain(..excess);
        self.keys = Some((Arc::new(keys), now));
    }

    fn may_look(&mut self, now: Instant) -> bool {
        let (count, since) = self.looks.get_or_insert((0, now));
        let passed = now.saturating_duration_since(*since).as_secs() / EVERY.as_secs();
        let passed = u32::try_from(passed).unwrap_or(u32::MAX);
        if passed > 0 {
            *count = count.saturating_sub(passed);
            *since = now;
        }
        if *count >= BURST {
            return false;
        }
        *count += 1;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(ids: &[&str]) -> KeySet {
        let point = "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4";
        let key = |id: &&str| {
            format!(r#"{{"kty":"EC","crv":"P-256","kid":"{id}","x":"{point}","y":"{point}"}}"#)
        };
        let keys: Vec<String> = ids.iter().map(key).collect();
        KeySet::read(format!(r#"{{"keys":[{}]}}"#, keys.join(",")).as_bytes()).unwrap()
    }

    fn said(answer: &(Known, Look)) -> (&'static str, Look) {
        let known = match answer.0 {
            Known::Keys(_) => "keys",
            Known::Unreachable => "unreachable",
            Known::NotConfigured => "not configured",
        };
        (known, answer.1)
    }

    #[test]
    fn keys_are_used_for_a_day_after_the_last_fetch_that_went_well() {
        let start = Instant::now();
        let mut issuer = Followed::default();
        assert_eq!(
            said(&issuer.answer(Some("1"), start)),
            ("unreachable", Look::NotNow)
        );
        issuer.learn(Some(keys(&["1"])), start);
        assert!(issuer.is_well());
        issuer.learn(None, start + STALE / 2);
        assert!(!issuer.is_well());
        let just_before = start + STALE - Duration::from_secs(1);
        assert_eq!(
            said(&issuer.answer(Some("1"), just_before)),
            ("keys", Look::NotNow)
        );
        assert_eq!(
            said(&issuer.answer(Some("1"), start + STALE)),
            ("unreachable", Look::NotNow)
        );
    }

    #[test]
    fn an_unknown_key_is_looked_for_once_and_then_known_to_be_none() {
        let now = Instant::now();
        let mut issuer = Followed::default();
        issuer.learn(Some(keys(&["1"])), now);
        assert_eq!(
            said(&issuer.answer(Some("2"), now)),
            ("unreachable", Look::Again)
        );
        // While it is being looked for nobody looks again, and whose key is known goes on.
        assert_eq!(
            said(&issuer.answer(Some("2"), now)),
            ("unreachable", Look::NotNow)
        );
        assert_eq!(said(&issuer.answer(Some("1"), now)), ("keys", Look::NotNow));
        issuer.learn(Some(keys(&["1"])), now);
        assert_eq!(said(&issuer.answer(Some("2"), now)), ("keys", Look::NotNow));
        // A minute later it may have been published.
        let later = now + UNKNOWN_FOR;
        assert_eq!(
            said(&issuer.answer(Some("2"), later)),
            ("unreachable", Look::Again)
        );
        issuer.learn(Some(keys(&["1", "2"])), later);
        assert_eq!(
            said(&issuer.answer(Some("2"), later)),
            ("keys", Look::NotNow)
        );
    }

    #[test]
    fn made_up_keys_do_not_make_us_look_without_end() {
        let now = Instant::now();
        let mut issuer = Followed::default();
        issuer.learn(Some(keys(&["1"])), now);
        let mut looks = 0;
        for made_up in 0..1000 {
            let id = format!("made-up-{made_up}");
            let (_, look) = issuer.answer(Some(&id), now);
            if look == Look::Again {
                looks += 1;
                issuer.learn(Some(keys(&["1"])), now);
            }
        }
        assert_eq!(looks, BURST);
        assert!(issuer.unknown.len() <= MAX_UNKNOWN && issuer.wanted.len() <= MAX_UNKNOWN);
        let (_, look) = issuer.answer(Some("another"), now + EVERY);
        assert_eq!(look, Look::Again);
        let long = "x".repeat(MAX_KEY_ID + 1);
        assert_eq!(
            said(&issuer.answer(Some(&long), now)),
            ("keys", Look::NotNow)
        );
    }
}
