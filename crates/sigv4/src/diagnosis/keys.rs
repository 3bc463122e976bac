//! Keys that are nearly the right one: another secret, the secret with something around it, or the right secret led to
//! another day, region or service. SigV4 only: a SigV4a key knows no day, region or service, and is dear to derive.

use super::cause::KeyMistake;
use super::evidence::Evidence;
use super::search::Search;
use crate::algorithm::Algorithm;
use crate::canonical::{Scope, push_encoded};
use crate::claim::Claim;
use crate::keys::{DayKey, SecretKey, SigningKey};
use crate::request::Rules;
use crate::sigv4a::PublicKey;
use crate::time::Timestamp;
use crate::verify::VerifyingKey;

/// Regions that are some client's default.
const REGIONS: [&str; 4] = ["us-east-1", "us-west-2", "eu-west-1", "eu-central-1"];
/// Services that `execute-api` is taken for, and the reverse.
const SERVICES: [&str; 5] = ["execute-api", "apigateway", "lambda", "s3", "sts"];
/// The other secrets that are tried.
const MOST_SECRETS: usize = 8;
const DAY: i64 = 24 * 60 * 60;

/// The key that a claim is verified with.
pub(super) fn right(
    claim: &Claim<'_>,
    rules: &Rules<'_>,
    secret: &SecretKey,
) -> Option<VerifyingKey> {
    Some(match claim.algorithm() {
        Algorithm::HmacSha256 => VerifyingKey::Hmac(signing_key(
            &secret.day(claim.date()),
            rules.region,
            rules.service,
        )),
        Algorithm::EcdsaP256Sha256 => {
            VerifyingKey::Ecdsa(PublicKey::derive(secret, claim.access_key_id()).ok()?)
        }
    })
}

/// The mistake with a key that fits the right request.
pub(super) fn mistaken(search: &mut Search<'_>, evidence: &Evidence<'_>) -> Option<KeyMistake> {
    if search.claim.algorithm() != Algorithm::HmacSha256 {
        return None;
    }
    let secret = evidence.secret?;
    of_other_secrets(search, secret, evidence).or_else(|| led_elsewhere(search, secret))
}

fn of_other_secrets(
    search: &mut Search<'_>,
    right: &SecretKey,
    evidence: &Evidence<'_>,
) -> Option<KeyMistake> {
    let (date, scope) = (search.claim.date(), search.scope);
    let mut fits =
        |day: &DayKey| search.fits_key(&signing_key(day, scope.region, scope.service), &scope);
    for (id, secret) in evidence.other_secrets.iter().take(MOST_SECRETS) {
        if fits(&secret.day(date)) {
            return Some(KeyMistake::OtherKey {
                access_key_id: (*id).to_owned(),
            });
        }
    }
    let secret = right.expose();
    let around = [
        ("", "\n", KeyMistake::TrailingNewline),
        ("", "\r\n", KeyMistake::TrailingNewline),
        ("", " ", KeyMistake::TrailingSpace),
        (" ", "", KeyMistake::LeadingSpace),
        ("\"", "\"", KeyMistake::Quoted),
        ("'", "'", KeyMistake::Quoted),
    ];
    for (before, after, mistake) in around {
        let with = SecretKey::joined(&[before, secret, after]);
        if fits(&with.day(date)) {
            return Some(mistake);
        }
    }
    let mut encoded = zeroize::Zeroizing::new(Vec::with_capacity(secret.len() * 3));
    push_encoded(&mut encoded, secret.as_bytes());
    let encoded = std::str::from_utf8(&encoded).map(SecretKey::new).ok();
    if encoded.is_some_and(|encoded| encoded.expose() != secret && fits(&encoded.day(date))) {
        return Some(KeyMistake::PercentEncoded);
    }
    let spaced = zeroize::Zeroizing::new(secret.replace('+', " "));
    if *spaced != secret && fits(&SecretKey::new(&spaced).day(date)) {
        return Some(KeyMistake::PlusAsSpace);
    }
    fits(&right.day_without_prefix(date)).then_some(KeyMistake::NoPrefix)
}

/// The right secret, for another day, region or service: in the key alone, or in the string to sign too.
fn led_elsewhere(search: &mut Search<'_>, secret: &SecretKey) -> Option<KeyMistake> {
    let (signed_at, right) = (search.claim.signed_at(), search.scope);
    for seconds in [-DAY, DAY] {
        let date = Timestamp::from_unix(signed_at.unix() + seconds).date();
        let key = signing_key(&secret.day(date), right.region, right.service);
        if search.fits_key(&key, &right) {
            return Some(KeyMistake::Date {
                date: date.as_str().to_owned(),
            });
        }
    }
    let day = secret.day(search.claim.date());
    let here = day.region(right.region);
    let elsewhere = SERVICES
        .into_iter()
        .map(|service| (right.region, service))
        .chain(REGIONS.into_iter().map(|region| (region, right.service)))
        .filter(|(region, service)| (*region, *service) != (right.region, right.service));
    for (region, service) in elsewhere {
        let key = if region == right.region {
            here.service(service).signing()
        } else {
            signing_key(&day, region, service)
        };
        let said = Scope {
            region,
            service,
            ..right
        };
        if search.fits_key(&key, &right) || search.fits_key(&key, &said) {
            return Some(KeyMistake::Scope {
                region: region.to_owned(),
                service: service.to_owned(),
            });
        }
    }
    None
}

fn signing_key(day: &DayKey, region: &str, service: &str) -> SigningKey {
    day.region(region).service(service).signing()
}
