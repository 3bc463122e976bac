//! Whose policies are simulated: those of a user with its groups, of a group or of a role, without the
//! excluded ones and with what the call adds. They are compiled as they are for deciding.

use std::sync::Arc;

use portcullis_catalog::AccountId;
use portcullis_catalog::identity::{Group, Role, Tags, User};
use portcullis_iam::{Arn, Policy, PolicyType, context_keys};
use portcullis_wire::{Fault, iam};

use super::invalid;
use crate::Tx;
use crate::iam::entity;
use crate::iam::{policy, user};

/// A user, group or role of the caller's account.
pub(super) struct Entity {
    pub(super) arn: String,
    pub(super) tags: Tags,
    boundary: Option<String>,
    /// The entity itself and, for a user, its groups: kind, name and policies.
    holders: Vec<Holder>,
}

struct Holder {
    noun: &'static str,
    name: String,
    inline: Vec<(String, String)>,
    attached: Vec<String>,
}

/// Everything that may decide, by type.
#[derive(Default)]
pub(super) struct Sources {
    pub(super) identity: Vec<Arc<Policy>>,
    /// What results call each of them.
    pub(super) ids: Vec<String>,
    pub(super) boundary: Vec<Arc<Policy>>,
    pub(super) service_control: Vec<Vec<Arc<Policy>>>,
    /// Whether the account is in an organisation.
    pub(super) in_organization: bool,
}

/// Who calls in the simulation.
pub(super) struct SimulatedCaller {
    pub(super) kind: CallerKind,
    pub(super) account: String,
    pub(super) arn: String,
    pub(super) name: String,
    /// Empty where there is no such entity.
    pub(super) id: String,
    pub(super) tags: Tags,
    pub(super) session_arn: String,
    pub(super) organization: Option<(String, String)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CallerKind {
    User,
    Group,
    Role,
}

impl Entity {
    /// The entity with this ARN.
    pub(super) fn find(tx: &Tx<'_>, arn: &str) -> Result<Self, Fault> {
        let (account, kind, name) = parse(arn)?;
        if account != tx.account() {
            return Err(entity::no_such(kind.noun(), name));
        }
        match kind {
            CallerKind::User => {
                let found = with_arn::<User>(tx, name, arn)?;
                let groups = user::groups_of(tx, &found.name.to_lowercase())?;
                let mut entity = Self::of(&found);
                entity.holders.extend(groups.iter().map(Holder::of));
                Ok(entity)
            }
            CallerKind::Group => with_arn::<Group>(tx, name, arn).map(|found| Self::of(&found)),
            CallerKind::Role => with_arn::<Role>(tx, name, arn).map(|found| Self::of(&found)),
        }
    }

    fn of<E: entity::Entity>(found: &E) -> Self {
        let (tags, boundary) = match found.particulars() {
            Some((tags, boundary)) => (tags.clone(), boundary.map(str::to_owned)),
            None => (Tags::new(), None),
        };
        Self {
            arn: found.arn(),
            tags,
            boundary,
            holders: vec![Holder::of(found)],
        }
    }
}

impl Holder {
    fn of<E: entity::Entity>(found: &E) -> Self {
        let inline = found.inline_policies().iter();
        Self {
            noun: E::NOUN,
            name: found.name().to_owned(),
            inline: inline
                .map(|(name, document)| (name.clone(), document.clone()))
                .collect(),
            attached: found.attached_policies().iter().cloned().collect(),
        }
    }
}

impl Sources {
    /// The policies of an entity but the excluded ones, its boundary, and the service control
    /// policies of its account.
    pub(super) fn of_entity(
        tx: &Tx<'_>,
        entity: &Entity,
        excluded: &[iam::PolicyIdentifier],
    ) -> Result<Self, Fault> {
        let excluded = Excluded::read(excluded)?;
        let mut sources = Self::default();
        for holder in &entity.holders {
            for (name, document) in &holder.inline {
                if !excluded.inline(holder, name) {
                    let id = format!("{}_{}_{name}", holder.noun, holder.name);
                    sources.add(id, stored(document, PolicyType::Identity));
                }
            }
            for arn in &holder.attached {
                if !excluded.managed(arn) {
                    let (id, document) = managed(tx, arn)?;
                    sources.add(id, stored(&document, PolicyType::Identity));
                }
            }
        }
        let boundary = entity.boundary.as_deref();
        if let Some(arn) = boundary.filter(|arn| !excluded.boundary(arn)) {
            let (_, document) = managed(tx, arn)?;
            let policy = stored(&document, PolicyType::PermissionsBoundary);
            sources.boundary.push(policy);
        }
        if let Some(account) = tx.world().account(tx.account()) {
            sources.in_organization = account.organization.is_some();
            if !excluded.service_control {
                sources.service_control = account.service_control.as_slice().to_vec();
            }
        }
        Ok(sources)
    }

    /// Adds the policies that a call brings.
    pub(super) fn add_inputs(&mut self, documents: Option<&[String]>) -> Result<(), Fault> {
        for (index, document) in documents.unwrap_or_default().iter().enumerate() {
            let policy = compiled(document, PolicyType::Identity)?;
            self.add(format!("PolicyInputList.{}", index + 1), policy);
        }
        Ok(())
    }

    /// Puts the boundary that a call brings in the place of the attached one.
    pub(super) fn replace_boundary(&mut self, documents: Option<&[String]>) -> Result<(), Fault> {
        match documents.unwrap_or_default() {
            [] => Ok(()),
            [document] => {
                self.boundary = vec![compiled(document, PolicyType::PermissionsBoundary)?];
                Ok(())
            }
            _ => Err(invalid("Only one permissions boundary can be simulated.")),
        }
    }

    /// Takes the levels of an organisation that a call brings, root first.
    pub(super) fn replace_organization(
        &mut self,
        levels: &[iam::OrderedOrganizationPolicyType],
    ) -> Result<(), Fault> {
        self.in_organization = true;
        for level in levels {
            let documents = level.service_control_policy_input_list.iter().flatten();
            let policies: Result<Vec<_>, Fault> = documents
                .map(|document| compiled(document, PolicyType::ServiceControl))
                .collect();
            self.service_control.push(policies?);
        }
        Ok(())
    }

    /// The names of the condition keys as the policies write them, for answers.
    pub(super) fn key_names(&self, resource_policy: Option<&str>) -> Result<Vec<String>, Fault> {
        let documents = self.identity.iter().map(|policy| policy.document());
        let mut names = Vec::new();
        for document in documents.chain(resource_policy) {
            // What stands in for a document that cannot be read names no key.
            names.extend(context_keys(document, PolicyType::Identity).unwrap_or_default());
        }
        Ok(names)
    }

    fn add(&mut self, id: String, policy: Arc<Policy>) {
        self.ids.push(id);
        self.identity.push(policy);
    }
}

impl SimulatedCaller {
    /// The user, group or role with this ARN, whether it exists or not.
    pub(super) fn of(tx: &Tx<'_>, arn: &str) -> Result<Self, Fault> {
        let (account, kind, name) = parse(arn)?;
        // Of another account nothing is known here but the name.
        let found = if account == tx.account() {
            match kind {
                CallerKind::User => of_found(entity::lookup::<User>(tx, name)?, arn),
                CallerKind::Role => of_found(entity::lookup::<Role>(tx, name)?, arn),
                CallerKind::Group => None,
            }
        } else {
            None
        };
        let (id, tags) = found.unwrap_or_default();
        let membership = tx.world().account(account);
        let membership = membership.and_then(|account| account.organization.as_ref());
        Ok(Self {
            kind,
            session_arn: format!("arn:aws:sts::{account}:assumed-role/{name}/"),
            account: account.to_string(),
            arn: arn.to_owned(),
            name: name.to_owned(),
            id,
            tags,
            organization: membership.map(|it| (it.organization_id.clone(), it.path.clone())),
        })
    }

    pub(super) fn as_iam(&self) -> portcullis_iam::Caller<'_> {
        match self.kind {
            CallerKind::Role => portcullis_iam::Caller::AssumedRole {
                account: &self.account,
                role_arn: &self.arn,
                role_id: &self.id,
                session_arn: &self.session_arn,
                session_name: "",
            },
            CallerKind::User | CallerKind::Group => portcullis_iam::Caller::User {
                account: &self.account,
                arn: &self.arn,
                name: &self.name,
                id: &self.id,
            },
        }
    }
}

impl CallerKind {
    fn noun(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Group => "group",
            Self::Role => "role",
        }
    }
}

/// The account of an entity's ARN.
pub(super) fn account_of(arn: &str) -> Result<AccountId, Fault> {
    parse(arn).map(|(account, ..)| account)
}

/// What a call asks to leave out.
#[derive(Default)]
struct Excluded<'a> {
    all_inline: bool,
    aws_managed: bool,
    user_managed: bool,
    all_boundaries: bool,
    service_control: bool,
    arns: Vec<&'a str>,
    inline: Vec<&'a iam::InlinePolicyIdentifierType>,
}

impl<'a> Excluded<'a> {
    fn read(given: &'a [iam::PolicyIdentifier]) -> Result<Self, Fault> {
        use iam::PolicyIdentifierPolicyType as Type;
        let mut excluded = Self::default();
        for identifier in given {
            let iam::PolicyIdentifier {
                policy_type,
                policy_arn,
                inline_policy_identifier,
            } = identifier;
            match (policy_type, policy_arn, inline_policy_identifier) {
                (Some(policy_type), None, None) => match policy_type {
                    Type::Inline => excluded.all_inline = true,
                    Type::AwsManaged => excluded.aws_managed = true,
                    Type::UserManaged => excluded.user_managed = true,
                    Type::PermissionBoundary => excluded.all_boundaries = true,
                    Type::Scp => excluded.service_control = true,
                    // "Identifiers that target RCPs are also ignored" (IAM API Reference).
                    Type::Rcp => {}
                },
                (None, Some(arn), None) => {
                    check_pattern(arn)?;
                    excluded.arns.push(arn);
                }
                (None, None, Some(inline)) => excluded.inline.push(inline),
                _ => {
                    return Err(invalid(
                        "A policy is excluded by its type, by its ARN, or by the name of an inline policy.",
                    ));
                }
            }
        }
        Ok(excluded)
    }

    fn inline(&self, holder: &Holder, name: &str) -> bool {
        self.all_inline
            || self.inline.iter().any(|it| {
                it.policy_name == name
                    && it.attachment_type.as_str() == holder.noun
                    && it.attachment_name.eq_ignore_ascii_case(&holder.name)
            })
    }

    fn managed(&self, arn: &str) -> bool {
        let by_type = if arn.starts_with("arn:aws:iam::aws:") {
            self.aws_managed
        } else {
            self.user_managed
        };
        by_type || self.arns.iter().any(|pattern| matches(pattern, arn))
    }

    fn boundary(&self, arn: &str) -> bool {
        self.all_boundaries || self.arns.iter().any(|pattern| matches(pattern, arn))
    }
}

/// Wildcards stand in the resource only: one `*` at most, any number of `?`.
fn check_pattern(pattern: &str) -> Result<(), Fault> {
    let arn = Arn::parse(pattern);
    let good = arn.is_some_and(|arn| {
        let before = pattern.strip_suffix(arn.resource).unwrap_or(pattern);
        arn.service == "iam"
            && arn.resource.starts_with("policy/")
            && !before.contains(['*', '?'])
            && arn.resource.matches('*').count() <= 1
    });
    if good {
        Ok(())
    } else {
        Err(invalid(&format!("Invalid policy identifier: {pattern}")))
    }
}

/// Whether a text matches a pattern with at most one `*`.
fn matches(pattern: &str, text: &str) -> bool {
    let same = |pattern: &str, text: &str| {
        pattern.chars().count() == text.chars().count()
            && pattern
                .chars()
                .zip(text.chars())
                .all(|(wanted, found)| wanted == '?' || wanted == found)
    };
    let Some((start, end)) = pattern.split_once('*') else {
        return same(pattern, text);
    };
    let (before, after) = (start.chars().count(), end.chars().count());
    let count = text.chars().count();
    let Some(rest) = count.checked_sub(after).filter(|rest| *rest >= before) else {
        return false;
    };
    let head: String = text.chars().take(before).collect();
    let tail: String = text.chars().skip(rest).collect();
    same(start, &head) && same(end, &tail)
}

fn parse(arn: &str) -> Result<(AccountId, CallerKind, &str), Fault> {
    let unclear = || {
        let message =
            format!("Invalid Entity Arn: {arn} does not clearly define entity type and name.");
        invalid(&message)
    };
    let parsed = Arn::parse(arn).ok_or_else(unclear)?;
    let kind = match parsed.resource.split_once('/') {
        Some(("user", _)) => CallerKind::User,
        Some(("group", _)) => CallerKind::Group,
        Some(("role", _)) => CallerKind::Role,
        _ => return Err(unclear()),
    };
    let is_iam = parsed.partition == "aws" && parsed.service == "iam" && parsed.region.is_empty();
    let account = AccountId::parse(parsed.account).map_err(|_| unclear())?;
    if !is_iam || parsed.name().is_empty() {
        return Err(unclear());
    }
    Ok((account, kind, parsed.name()))
}

fn with_arn<E: entity::Entity>(tx: &Tx<'_>, name: &str, arn: &str) -> Result<E, Fault> {
    entity::lookup::<E>(tx, name)?
        .filter(|found| found.arn() == arn)
        .ok_or_else(|| entity::no_such(E::NOUN, name))
}

fn of_found<E: entity::Entity>(found: Option<E>, arn: &str) -> Option<(String, Tags)> {
    let found = found.filter(|found| found.arn() == arn)?;
    let tags = found.particulars().map(|(tags, _)| tags.clone());
    Some((found.id().to_owned(), tags.unwrap_or_default()))
}

/// The name and the document of a managed policy; one that is gone denies, as it does on every call.
fn managed(tx: &Tx<'_>, arn: &str) -> Result<(String, String), Fault> {
    let found = policy::lookup(tx, tx.account(), arn)?;
    let document = found.as_ref().and_then(policy::Known::document);
    let document = document.unwrap_or_default().to_owned();
    let name = found.map_or_else(|| arn.to_owned(), |found| found.name);
    Ok((name, document))
}

fn stored(document: &str, policy_type: PolicyType) -> Arc<Policy> {
    let policy = Policy::compile(document, policy_type);
    Arc::new(policy.unwrap_or_else(|error| Policy::deny_all(&error.to_string(), policy_type)))
}

fn compiled(document: &str, policy_type: PolicyType) -> Result<Arc<Policy>, Fault> {
    portcullis_iam::validate(document, policy_type)
        .and_then(|()| Policy::compile(document, policy_type))
        .map(Arc::new)
        .map_err(|malformed| invalid(malformed.message()))
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn a_star_stands_for_any_run_and_a_question_mark_for_one_character() {
        for (pattern, text, expected) in [
            ("policy/a", "policy/a", true),
            ("policy/a", "policy/b", false),
            ("policy/*", "policy/", true),
            ("policy/*", "policy/x/y", true),
            ("policy/a*z", "policy/az", true),
            ("policy/a*z", "policy/a", false),
            ("policy/ab*ba", "policy/aba", false),
            ("policy/?", "policy/é", true),
            ("policy/?*", "policy/", false),
        ] {
            assert_eq!(matches(pattern, text), expected, "{pattern} {text}");
        }
    }
}
