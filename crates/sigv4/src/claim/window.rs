//! The time in which a signature is good. API Gateway's is five minutes each way, the control plane's fifteen; both
//! directions are bounded in both forms.

use crate::error::{Refusal, RefusalKind};
use crate::limits::EXPIRES_SECONDS;
use crate::request::Rules;
use crate::time::Timestamp;

/// How long a signature lives after its time.
pub(super) enum Life<'a> {
    /// The header form: as long as the skew.
    Skew,
    /// The presigned form, with its `X-Amz-Expires` where there is one. It never lives longer than the rules allow.
    Presigned(Option<&'a str>),
}

pub(super) fn check(
    signed_at: Timestamp,
    life: Life<'_>,
    rules: &Rules<'_>,
    now: Timestamp,
) -> Result<(), Refusal> {
    let life = seconds(life, rules)?;
    let oldest = now.plus(-life);
    if signed_at < oldest {
        return Err(Refusal::new(
            RefusalKind::Expired,
            rules.dialect,
            format!(
                "Signature expired: {signed_at} is now earlier than {oldest} ({now} - {}.)",
                duration(life)
            ),
        ));
    }
    let newest = now.plus(rules.skew_seconds);
    if signed_at > newest {
        return Err(Refusal::new(
            RefusalKind::NotYetCurrent,
            rules.dialect,
            format!(
                "Signature not yet current: {signed_at} is still later than {newest} ({now} + {}.)",
                duration(rules.skew_seconds)
            ),
        ));
    }
    Ok(())
}

fn seconds(life: Life<'_>, rules: &Rules<'_>) -> Result<i64, Refusal> {
    let text = match life {
        Life::Skew => return Ok(rules.skew_seconds),
        Life::Presigned(None) => return Ok(rules.skew_seconds.min(rules.max_presigned_seconds)),
        Life::Presigned(Some(text)) => text,
    };
    // `parse` would take a sign.
    match text
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| text.parse())
    {
        Some(Ok(seconds @ 1..=EXPIRES_SECONDS)) => {
            Ok(rules.max_presigned_seconds.min(i64::from(seconds)))
        }
        _ => Err(Refusal::new(
            RefusalKind::MalformedExpiry,
            rules.dialect,
            format!("X-Amz-Expires must be a number of seconds between 1 and {EXPIRES_SECONDS}."),
        )),
    }
}

fn duration(seconds: i64) -> String {
    if seconds % 60 == 0 {
        format!("{} min", seconds / 60)
    } else {
        format!("{seconds} sec")
    }
}
