//! GetSessionToken: temporary credentials of a user for itself.

use portcullis_catalog::snapshot::IdentityKind;
use portcullis_wire::{Fault, sts};

use super::credentials::{Subject, check_size, issue, refuse_mfa};
use crate::{Offered, Tx, offer};

const DEFAULT_SECONDS: i64 = 43_200;
/// A root user's session lasts one hour at most (STS API Reference, "GetSessionToken").
const MAX_ROOT_SECONDS: i64 = 3600;

pub(super) fn offered() -> Offered {
    // "No permissions are required" (the same page).
    offer(
        "GetSessionToken",
        |_, _: &sts::GetSessionTokenRequest| Ok(Vec::new()),
        get,
    )
}

fn get(
    tx: &mut Tx<'_>,
    input: sts::GetSessionTokenRequest,
) -> Result<sts::GetSessionTokenResponse, Fault> {
    let principal = tx.principal()?;
    if principal.session.is_some() {
        let message = "Cannot call GetSessionToken with session credentials";
        return Err(Fault::new(403, "AccessDenied", message));
    }
    refuse_mfa(input.serial_number.as_deref(), input.token_code.as_deref())?;
    let asked = input.duration_seconds.map_or(DEFAULT_SECONDS, i64::from);
    let is_root = principal.identity.kind == IdentityKind::Root;
    let credentials = issue(
        tx,
        Subject {
            account: tx.account(),
            identity_id: principal.identity.id.clone(),
            session_name: String::new(),
            seconds: if is_root {
                asked.min(MAX_ROOT_SECONDS)
            } else {
                asked
            },
            policies: Vec::new(),
            tags: Vec::new(),
            source_identity: None,
            chained: false,
            federation: None,
        },
    )?;
    check_size(&credentials, input.minimum_session_token_size)?;
    Ok(sts::GetSessionTokenResponse {
        credentials: Some(credentials),
        ..Default::default()
    })
}
