//! AssumeRoleWithWebIdentity: a role for somebody who has a token of an OIDC issuer instead of keys.
//! Nobody signs the call. The token is verified before any policy is asked; then the role's trust
//! policy alone decides (STS API Reference, "AssumeRoleWithWebIdentity").

use portcullis_catalog::identity::{OidcProvider, Tags};
use portcullis_guard::WebIdentity;
use portcullis_guard::session::SessionTag;
use portcullis_guard::web_identity::{Provider, Token, TokenError};
use portcullis_wire::{Fault, sts};

use super::credentials::{Subject, check_size, issue};
use super::role;
use super::session_policy::SessionPolicies;
use crate::issuer::Known;
use crate::offered::{Proof, offer_unsigned};
use crate::{KeyValue, Offered, Permission, Tx};

const REFUSED: &str = "Not authorized to perform sts:AssumeRoleWithWebIdentity";

type Request = sts::AssumeRoleWithWebIdentityRequest;

pub(super) fn offered() -> Offered {
    offer_unsigned(
        "AssumeRoleWithWebIdentity",
        Proof {
            account: |input: &Request| role::account_of(&input.role_arn),
            identify,
            refusal: REFUSED,
        },
        permissions,
        assume,
    )
}

/// Whom the issuer of the token vouches for.
fn identify(tx: &Tx<'_>, input: &Request) -> Result<WebIdentity, Fault> {
    SessionPolicies::read(input.policy.as_deref(), input.policy_arns.as_deref())?;
    if input.provider_id.is_some() {
        // It is for access tokens of two providers that have accounts with AWS itself.
        return Err(sts::SERVICE.fault(
            "ValidationError",
            "ProviderId is for OAuth 2.0 access tokens, which this gateway does not take.",
        ));
    }
    let token = Token::read(input.web_identity_token.expose()).map_err(refused)?;
    let issuer = token.issuer().to_owned();
    let unknown = || {
        let message = format!("No OpenIDConnect provider found in your account for {issuer}");
        sts::SERVICE.fault("InvalidIdentityToken", message)
    };
    let url = issuer.strip_prefix("https://").ok_or_else(unknown)?;
    let provider: Option<OidcProvider> = tx.get(&OidcProvider::key_of(tx.account(), url))?;
    let provider = provider.ok_or_else(unknown)?;
    let arn = provider.arn();
    let provider = Provider {
        arn: &arn,
        url: &provider.url,
        client_ids: &provider.client_ids,
    };
    // Nobody is asked for keys because of a token that they could not help.
    token.check_audience(&provider).map_err(refused)?;
    let keys = match tx.facts().issuers.keys(&issuer, token.key_id()) {
        Known::Keys(keys) => keys,
        Known::Unreachable => {
            return Err(sts::SERVICE.fault(
                "IDPCommunicationError",
                "The keys of the identity provider are not known yet or cannot be fetched; try again.",
            ));
        }
        Known::NotConfigured => return Err(refused(TokenError::UnknownKey)),
    };
    token.verify(&provider, &keys, tx.now()).map_err(refused)
}

fn permissions(
    tx: &Tx<'_>,
    input: &Request,
    identity: &WebIdentity,
) -> Result<Vec<Permission>, Fault> {
    let account = tx.account();
    let found = role::find(tx, account, &input.role_arn)?;
    let mut permission = role::described(
        &input.role_arn,
        account,
        found.as_ref(),
        &input.role_session_name,
    );
    let mut actions = vec!["sts:AssumeRoleWithWebIdentity"];
    if !identity.tags().is_empty() {
        actions.push("sts:TagSession");
        let pair = |tag: &SessionTag| (tag.key.clone(), tag.value.clone());
        let tags: Tags = identity.tags().iter().map(pair).collect();
        permission = permission.bringing(tags);
        let transitive = identity.tags().iter().filter(|tag| tag.transitive);
        let transitive: Vec<String> = transitive.map(|tag| tag.key.clone()).collect();
        if !transitive.is_empty() {
            permission = permission.with("sts:TransitiveTagKeys", KeyValue::Texts(transitive));
        }
    }
    if let Some(source_identity) = identity.source_identity() {
        actions.push("sts:SetSourceIdentity");
        let value = KeyValue::Text(source_identity.to_owned());
        permission = permission.with("sts:SourceIdentity", value);
    }
    Ok(role::for_each(&actions, &permission))
}

fn assume(
    tx: &mut Tx<'_>,
    input: Request,
    identity: &WebIdentity,
) -> Result<sts::AssumeRoleWithWebIdentityResponse, Fault> {
    let found = role::find(tx, tx.account(), &input.role_arn)?;
    let role = found.ok_or_else(|| Fault::new(403, "AccessDenied", REFUSED))?;
    role::check_duration(&role, seconds(&input))?;
    let policies = SessionPolicies::read(input.policy.as_deref(), input.policy_arns.as_deref())?;
    let federation = identity.federation();
    let credentials = issue(
        tx,
        Subject {
            account: role.account,
            identity_id: role.id.clone(),
            session_name: input.role_session_name.clone(),
            seconds: seconds(&input).into(),
            policies: policies.documents(tx, role.account)?,
            tags: identity.tags().to_vec(),
            source_identity: identity.source_identity().map(str::to_owned),
            chained: false,
            federation: Some(federation.clone()),
        },
    )?;
    let has_tags = !identity.tags().is_empty();
    let packed = policies.packed_size(has_tags, &credentials.session_token)?;
    check_size(&credentials, input.minimum_session_token_size)?;
    Ok(sts::AssumeRoleWithWebIdentityResponse {
        credentials: Some(credentials),
        subject_from_web_identity_token: Some(federation.subject.clone()),
        assumed_role_user: Some(role::shown(&role, &input.role_session_name)),
        packed_policy_size: packed,
        provider: Some(federation.provider.clone()),
        audience: Some(federation.audience.clone()),
        source_identity: identity.source_identity().map(str::to_owned),
        ..Default::default()
    })
}

fn seconds(input: &Request) -> i32 {
    input.duration_seconds.unwrap_or(role::DEFAULT_SECONDS)
}

/// What STS says of a token that proves nothing.
fn refused(error: TokenError) -> Fault {
    let invalid = |message: &str| sts::SERVICE.fault("InvalidIdentityToken", message);
    match error {
        TokenError::NotAToken => invalid(
            "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)",
        ),
        TokenError::MissingClaim(claim) => {
            invalid(&format!("Missing a required claim: {claim}"))
        }
        TokenError::Audience => invalid("Incorrect token audience"),
        // The two blanks are AWS's.
        TokenError::UnknownKey => invalid(
            "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements",
        ),
        TokenError::Signature => invalid(
            "The web identity token provided could not be validated. See the AssumeRoleWithWebIdentity documentation for requirements.",
        ),
        TokenError::Expired { now, expires } => sts::SERVICE.fault(
            "ExpiredTokenException",
            format!(
                "Token expired: current date/time {now} must be before the expiration date/time {expires}"
            ),
        ),
        TokenError::NotYetValid => invalid("The token is not valid yet."),
        TokenError::Claim(message) => invalid(message),
    }
}
