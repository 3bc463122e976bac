//! Domain name access associations: a VPC endpoint of the caller's account may reach a private
//! custom domain name, of this account or of one whose management policy says so. The owner of the
//! name can reject an association; only who made it can delete it (API Gateway Developer Guide,
//! "Tasks of API providers and API consumers for custom domain names for private APIs").

use portcullis_catalog::AccountId;
use portcullis_catalog::domain::{DomainName, DomainNameAccessAssociation};
use portcullis_catalog::network::VpcEndpoint;
use portcullis_iam::Arn;
use portcullis_wire::Fault;
use portcullis_wire::apigateway as wire;

use super::fault::{bad_request, conflict, not_found};
use super::{address, page, tag_set};
use crate::{KeyValue, Offered, Permission, Tx, offer};

const KIND: &str = "domain-name-access-association/";

pub(super) fn offers() -> Vec<Offered> {
    vec![
        offer("CreateDomainNameAccessAssociation", to_create, create),
        offer(
            "GetDomainNameAccessAssociations",
            |tx, _: &wire::GetDomainNameAccessAssociationsRequest| {
                let path = "/domainnameaccessassociations";
                Ok(vec![address::permission(tx, "GET", path)])
            },
            list,
        ),
        offer(
            "DeleteDomainNameAccessAssociation",
            |tx, input: &wire::DeleteDomainNameAccessAssociationRequest| {
                on(tx, "DELETE", &input.domain_name_access_association_arn)
            },
            delete,
        ),
        offer("RejectDomainNameAccessAssociation", to_reject, reject),
    ]
}

fn on(tx: &Tx<'_>, verb: &str, arn: &str) -> Result<Vec<Permission>, Fault> {
    let mut permission = address::permission(tx, verb, "");
    arn.clone_into(&mut permission.resource);
    if let Ok(association) = find(tx, arn) {
        permission = permission.tagged(&association.tags);
    }
    Ok(vec![permission])
}

/// The caller's own policies must allow both making an association and using the name; for a name
/// of another account its management policy must allow the latter too.
fn to_create(
    tx: &Tx<'_>,
    input: &wire::CreateDomainNameAccessAssociationRequest,
) -> Result<Vec<Permission>, Fault> {
    let create = address::permission(tx, "POST", "/domainnameaccessassociations")
        .with(
            "apigateway:Request/AccessAssociationSource",
            KeyValue::Text(input.access_association_source.clone()),
        )
        .with(
            "apigateway:Request/DomainNameArn",
            KeyValue::Text(input.domain_name_arn.clone()),
        );
    let mut needed = vec![tag_set::brought(create, input.tags.as_ref())];
    needed.extend(on_domain(
        tx,
        "apigateway:CreateAccessAssociation",
        &input.domain_name_arn,
    )?);
    Ok(needed)
}

fn to_reject(
    tx: &Tx<'_>,
    input: &wire::RejectDomainNameAccessAssociationRequest,
) -> Result<Vec<Permission>, Fault> {
    let action = "apigateway:RejectAccessAssociation";
    let reject = on_domain(tx, action, &input.domain_name_arn)?;
    let path = "/rejectdomainnameaccessassociations";
    Ok(vec![
        reject.unwrap_or_else(|| address::permission(tx, "POST", path)),
    ])
}

/// An action on a domain name that may be another account's. What is no such ARN is refused by the
/// handler; a name that is not there is judged as one without a management policy.
fn on_domain(tx: &Tx<'_>, action: &str, arn: &str) -> Result<Option<Permission>, Fault> {
    let Some((account, name, id)) = read_domain(tx, arn) else {
        return Ok(None);
    };
    let permission = Permission::new(action, arn, account);
    let domain: Option<DomainName> = tx.get(&DomainName::key_of(account, name, Some(id)))?;
    let Some(domain) = domain else {
        return Ok(Some(permission));
    };
    let permission = permission.tagged(&domain.tags);
    Ok(Some(match &domain.management_policy {
        Some(document) => permission.governed_by(document, &domain.management_principal_ids),
        None => permission,
    }))
}

fn create(
    tx: &mut Tx<'_>,
    input: wire::CreateDomainNameAccessAssociationRequest,
) -> Result<wire::DomainNameAccessAssociation, Fault> {
    let (account, name, id) = read_domain(tx, &input.domain_name_arn).ok_or_else(invalid_arn)?;
    let domain = tx
        .get::<DomainName>(&DomainName::key_of(account, name, Some(id)))?
        .filter(DomainName::is_private)
        .ok_or_else(|| not_found("Invalid domain name identifier specified"))?;
    let endpoint = tx
        .get::<VpcEndpoint>(&VpcEndpoint::key_of(
            tx.account(),
            &input.access_association_source,
        ))?
        .filter(|endpoint| endpoint.service_name.ends_with(".execute-api"))
        .ok_or_else(|| {
            bad_request(format!(
                "Invalid VPC endpoint identifier specified: {}",
                input.access_association_source
            ))
        })?;
    let tags = input.tags.unwrap_or_default();
    tag_set::check(&tags)?;
    // One endpoint reaches one name of a kind, or nobody could say which of them is meant.
    let known: Vec<DomainNameAccessAssociation> = tx.scan(&of_account(tx))?;
    let taken = |known: &DomainNameAccessAssociation| {
        known.domain_name == domain.name && known.vpc_endpoint == endpoint.id
    };
    if known.iter().any(taken) {
        return Err(conflict(format!(
            "The VPC endpoint {} is already associated with a domain name {}",
            endpoint.id, domain.name
        )));
    }
    let association = DomainNameAccessAssociation {
        account: tx.account(),
        domain_account: domain.account,
        domain_name: domain.name,
        domain_name_id: id.to_owned(),
        vpc_endpoint: endpoint.id,
        created: tx.now(),
        rejected: false,
        tags,
    };
    tx.put(&association)?;
    Ok(to_wire(tx, &association))
}

fn list(
    tx: &mut Tx<'_>,
    input: wire::GetDomainNameAccessAssociationsRequest,
) -> Result<wire::DomainNameAccessAssociations, Fault> {
    let associations: Vec<DomainNameAccessAssociation> = match input.resource_owner {
        // Those that others made with names of this account.
        Some(wire::ResourceOwner::OtherAccounts) => {
            let all: Vec<DomainNameAccessAssociation> = tx.scan(KIND)?;
            let account = tx.account();
            let of_others = |it: &DomainNameAccessAssociation| {
                it.domain_account == account && it.account != account && !it.rejected
            };
            all.into_iter().filter(of_others).collect()
        }
        _ => tx.scan(&of_account(tx))?,
    };
    let associations = associations
        .iter()
        .map(|known| (arn(tx, known), to_wire(tx, known)))
        .collect();
    let (items, position) = page::page(associations, input.position.as_deref(), input.limit)?;
    Ok(wire::DomainNameAccessAssociations {
        position,
        items: Some(items),
    })
}

fn delete(
    tx: &mut Tx<'_>,
    input: wire::DeleteDomainNameAccessAssociationRequest,
) -> Result<(), Fault> {
    let known = find(tx, &input.domain_name_access_association_arn)?;
    tx.delete(&key(&known));
    Ok(())
}

/// The owner of a name ends an association of another account; it stays there, and leads nowhere,
/// until that account deletes it.
fn reject(
    tx: &mut Tx<'_>,
    input: wire::RejectDomainNameAccessAssociationRequest,
) -> Result<(), Fault> {
    let (account, name, id) = read_domain(tx, &input.domain_name_arn).ok_or_else(invalid_arn)?;
    if account != tx.account() {
        return Err(not_found("Invalid domain name identifier specified"));
    }
    let all: Vec<DomainNameAccessAssociation> = tx.scan(KIND)?;
    let wanted = |it: &&DomainNameAccessAssociation| {
        arn(tx, it) == input.domain_name_access_association_arn
            && it.domain_account == account
            && it.domain_name == name
            && it.domain_name_id == id
    };
    let found = all.iter().find(wanted).ok_or_else(unknown)?;
    if found.account == account {
        return Err(bad_request(
            "A domain name access association of your own account cannot be rejected. Delete it instead.",
        ));
    }
    let rejected = DomainNameAccessAssociation {
        rejected: true,
        ..found.clone()
    };
    tx.put(&rejected)
}

/// The association of the caller's account that an ARN names.
pub(super) fn find(tx: &Tx<'_>, wanted: &str) -> Result<DomainNameAccessAssociation, Fault> {
    let known: Vec<DomainNameAccessAssociation> = tx.scan(&of_account(tx))?;
    let mut known = known.into_iter();
    known
        .find(|known| arn(tx, known) == wanted)
        .ok_or_else(unknown)
}

fn unknown() -> Fault {
    not_found("Invalid domain name access association identifier specified")
}

fn invalid_arn() -> Fault {
    bad_request("Invalid ARN specified in the request")
}

fn of_account(tx: &Tx<'_>) -> String {
    format!("{KIND}{}/", tx.account())
}

fn key(known: &DomainNameAccessAssociation) -> String {
    DomainNameAccessAssociation::key_of(
        known.account,
        &known.domain_name,
        &known.domain_name_id,
        &known.vpc_endpoint,
    )
}

/// Account, name and id of a private domain name, by its ARN.
fn read_domain<'a>(tx: &Tx<'_>, arn: &'a str) -> Option<(AccountId, &'a str, &'a str)> {
    let parsed = Arn::parse(arn)?;
    if parsed.service != "apigateway" || parsed.region != tx.region() {
        return None;
    }
    let account = AccountId::parse(parsed.account).ok()?;
    let (name, id) = parsed
        .resource
        .strip_prefix("/domainnames/")?
        .split_once('+')?;
    let clean = !name.is_empty() && !id.is_empty() && !arn.contains(['*', '?', '$']);
    (clean && !name.contains('/') && !id.contains('/')).then_some((account, name, id))
}

fn arn(tx: &Tx<'_>, known: &DomainNameAccessAssociation) -> String {
    format!(
        "arn:aws:apigateway:{}:{}:/domainnameaccessassociations/domainname/{}/vpcesource/{}",
        tx.region(),
        known.account,
        known.domain_name,
        known.vpc_endpoint
    )
}

fn to_wire(tx: &Tx<'_>, known: &DomainNameAccessAssociation) -> wire::DomainNameAccessAssociation {
    wire::DomainNameAccessAssociation {
        domain_name_access_association_arn: Some(arn(tx, known)),
        domain_name_arn: Some(format!(
            "arn:aws:apigateway:{}:{}:/domainnames/{}+{}",
            tx.region(),
            known.domain_account,
            known.domain_name,
            known.domain_name_id
        )),
        access_association_source_type: Some(wire::AccessAssociationSourceType::Vpce),
        access_association_source: Some(known.vpc_endpoint.clone()),
        tags: Some(known.tags.clone()).filter(|tags| !tags.is_empty()),
    }
}
