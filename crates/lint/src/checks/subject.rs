//! One document with what is known around it, and the words that the checks share.

use portcullis_iam::document::{Document, Element, PrincipalElement, Source};
use portcullis_iam::{KnownKey, PolicyType};

use crate::attached::Attached;
use crate::code::Code;
use crate::finding::Finding;
use crate::glob;
use crate::world::{Api, World};

/// A document that is looked at.
pub(super) struct Subject<'a> {
    pub world: &'a World,
    /// The API that it is the policy of.
    pub api: Option<&'a Api>,
    pub policy: &'a Attached,
    pub document: &'a Document,
    pub findings: &'a mut Vec<Finding>,
}

impl<'a> Subject<'a> {
    /// The statements with their indexes.
    pub(super) fn statements(&self) -> impl Iterator<Item = (usize, &'a Source)> + use<'a> {
        self.document.statements.iter().enumerate()
    }

    /// Reports something at a byte of the document.
    pub(super) fn report(
        &mut self,
        code: Code,
        statement: Option<(usize, &Source)>,
        at: usize,
        reason: impl Into<String>,
    ) {
        let (line, column) = self.policy.place(at);
        self.findings.push(Finding {
            code,
            file: self.policy.file.clone(),
            subject: self.policy.subject.clone(),
            statement: statement.map(|(index, _)| index),
            sid: statement.and_then(|(_, it)| it.sid.as_ref().map(|sid| sid.text.clone())),
            line,
            column,
            reason: reason.into(),
        });
    }

    pub(super) fn is(&self, policy_type: PolicyType) -> bool {
        self.policy.policy_type == policy_type
    }

    /// Whether the document speaks of calls of APIs only, so that what such a call lacks is never there.
    pub(super) fn is_about_invoking(&self, statement: &Source) -> bool {
        match self.policy.policy_type {
            PolicyType::Resource | PolicyType::Endpoint => true,
            PolicyType::Trust | PolicyType::ResourceControl => false,
            _ => statement.action.as_ref().is_some_and(|action| {
                let invokes = |name: &str| starts_ignoring_case(name, "execute-api:");
                !action.negated && action.values.iter().all(|value| invokes(&value.text))
            }),
        }
    }
}

pub(super) fn is_allow(statement: &Source) -> bool {
    statement.effect.text.eq_ignore_ascii_case("allow")
}

pub(super) fn starts_ignoring_case(text: &str, start: &str) -> bool {
    text.get(..start.len())
        .is_some_and(|head| head.eq_ignore_ascii_case(start))
}

/// Whether an element's list reaches a text or a pattern.
pub(super) fn reaches(element: Option<&Element>, text: &str) -> bool {
    let Some(element) = element else { return true };
    let found = element
        .values
        .iter()
        .any(|value| glob::meets(&value.text.to_lowercase(), &text.to_lowercase()));
    // What a `Not` form leaves out is seldom all of it.
    element.negated || found
}

/// The principals that are named, with the kind `AWS`.
pub(super) fn named(principal: &PrincipalElement) -> impl Iterator<Item = (&str, usize)> {
    let principals = principal.principals.iter();
    principals
        .filter(|it| it.kind == "AWS")
        .map(|it| (it.value.text.as_str(), it.value.span.start))
}

/// The account of a principal, where it names one.
pub(super) fn account_of(principal: &str) -> Option<&str> {
    let is_id = |text: &str| text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_id(principal) {
        return Some(principal);
    }
    principal.split(':').nth(4).filter(|account| is_id(account))
}

/// Whether a principal is an account as a whole.
pub(super) fn is_account(principal: &str) -> bool {
    account_of(principal)
        .is_some_and(|account| account == principal || principal.ends_with(":root"))
}

/// Whether everybody is meant.
pub(super) fn is_everyone(principal: &PrincipalElement) -> bool {
    !principal.negated && named(principal).any(|(name, _)| name == "*")
}

/// Keys that say who or from where, so that a condition on one narrows everybody down.
const NARROWING: [KnownKey; 24] = [
    KnownKey::PrincipalArn,
    KnownKey::PrincipalAccount,
    KnownKey::PrincipalOrgId,
    KnownKey::PrincipalOrgPaths,
    KnownKey::PrincipalServiceName,
    KnownKey::PrincipalIsAwsService,
    KnownKey::UserId,
    KnownKey::UserName,
    KnownKey::SourceIp,
    KnownKey::VpcSourceIp,
    KnownKey::SourceVpc,
    KnownKey::SourceVpce,
    KnownKey::SourceVpcArn,
    KnownKey::VpceAccount,
    KnownKey::VpceOrgId,
    KnownKey::VpceOrgPaths,
    KnownKey::SourceArn,
    KnownKey::SourceAccount,
    KnownKey::SourceOrgId,
    KnownKey::SourceOrgPaths,
    KnownKey::StsExternalId,
    KnownKey::ExecuteApiViaDomainArn,
    KnownKey::FederatedProvider,
    KnownKey::SourceIdentity,
];

/// Whether a condition of a statement is on a key that says who or from where.
pub(super) fn is_narrowed(statement: &Source) -> bool {
    let mut keys = statement.condition.iter().flat_map(|block| &block.keys);
    keys.any(|(key, _)| {
        let tag = starts_ignoring_case(&key.text, "aws:PrincipalTag/");
        tag || KnownKey::parse(&key.text).is_some_and(|known| NARROWING.contains(&known))
    })
}
