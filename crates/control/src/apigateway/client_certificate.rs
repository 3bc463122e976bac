//! Client certificates: key pairs by which this gateway proves to back ends that it is the one that
//! calls. They are made here, valid for a year; the private key is sealed and never shown (API
//! Gateway Developer Guide, "Generate and configure an SSL certificate for backend
//! authentication").

use portcullis_catalog::Secret;
use portcullis_catalog::api::{RestApi, Stage};
use portcullis_catalog::backend::ClientCertificate;
use portcullis_catalog::snapshot::ClientIdentity;
use portcullis_wire::apigateway as wire;
use portcullis_wire::{Fault, Timestamp};
use rcgen::{CertificateParams, DistinguishedName, DnType, KeyPair, SerialNumber};

use super::address;
use super::fault::{bad_request, limit_exceeded, not_found};
use super::{page, patch, tag_set};
use crate::tx::internal;
use crate::{Offered, Permission, Tx, offer};

const YEAR: i64 = 365 * 86_400;
/// API Gateway's quota on the client certificates of an account in a Region.
const MAX_CERTIFICATES: usize = 60;

pub(super) fn offers() -> Vec<Offered> {
    vec![
        offer("GenerateClientCertificate", to_generate, generate),
        offer(
            "GetClientCertificate",
            |tx, input: &wire::GetClientCertificateRequest| {
                on(tx, "GET", &input.client_certificate_id)
            },
            get,
        ),
        offer(
            "GetClientCertificates",
            |tx, _: &wire::GetClientCertificatesRequest| {
                Ok(vec![address::permission(tx, "GET", "/clientcertificates")])
            },
            list,
        ),
        offer(
            "UpdateClientCertificate",
            |tx, input: &wire::UpdateClientCertificateRequest| {
                on(tx, "PATCH", &input.client_certificate_id)
            },
            update,
        ),
        offer(
            "DeleteClientCertificate",
            |tx, input: &wire::DeleteClientCertificateRequest| {
                on(tx, "DELETE", &input.client_certificate_id)
            },
            delete,
        ),
    ]
}

fn on(tx: &Tx<'_>, verb: &str, id: &str) -> Result<Vec<Permission>, Fault> {
    let permission = address::permission(tx, verb, &format!("/clientcertificates/{id}"));
    let key = ClientCertificate::key_of(tx.account(), id);
    let certificate: Option<ClientCertificate> = tx.get(&key)?;
    Ok(vec![match certificate {
        Some(certificate) => permission.tagged(&certificate.tags),
        None => permission,
    }])
}

fn to_generate(
    tx: &Tx<'_>,
    input: &wire::GenerateClientCertificateRequest,
) -> Result<Vec<Permission>, Fault> {
    let generate = address::permission(tx, "POST", "/clientcertificates");
    Ok(vec![tag_set::brought(generate, input.tags.as_ref())])
}

fn generate(
    tx: &mut Tx<'_>,
    input: wire::GenerateClientCertificateRequest,
) -> Result<wire::ClientCertificate, Fault> {
    let tags = input.tags.unwrap_or_default();
    tag_set::check(&tags)?;
    let known: Vec<ClientCertificate> = tx.scan(&all(tx))?;
    if known.len() >= MAX_CERTIFICATES {
        return Err(limit_exceeded(
            "Maximum number of client certificates for this account has been reached. Please contact AWS if you need additional client certificates.",
        ));
    }
    let account = tx.account();
    let id = address::fresh_id(tx, |id| known.iter().any(|known| known.id == id))?;
    let (created, expires) = (tx.now(), tx.now() + YEAR);
    let (certificate, private_key) = self_signed(tx, created, expires)?;
    let key = ClientCertificate::key_of(account, &id);
    let certificate = ClientCertificate {
        account,
        id,
        description: input.description.filter(|text| !text.is_empty()),
        pem_encoded_certificate: certificate,
        private_key: tx.seal(&key, &private_key)?,
        created,
        expires,
        tags,
    };
    tx.put(&certificate)?;
    Ok(to_wire(&certificate))
}

/// A certificate in PEM that vouches for itself, and its private key.
fn self_signed(tx: &Tx<'_>, from: i64, to: i64) -> Result<(String, Secret), Fault> {
    let date = |unix| time::OffsetDateTime::from_unix_timestamp(unix).map_err(internal);
    let mut serial: [u8; 16] = tx.random()?;
    // A serial number is positive (RFC 5280, section 4.1.2.2).
    serial[0] &= 0x7f;
    let mut subject = DistinguishedName::new();
    subject.push(DnType::CommonName, "ApiGateway");
    subject.push(DnType::OrganizationalUnitName, "ApiGateway");
    subject.push(DnType::OrganizationName, "Amazon");
    subject.push(DnType::LocalityName, "Seattle");
    subject.push(DnType::StateOrProvinceName, "Washington");
    subject.push(DnType::CountryName, "US");
    let mut params = CertificateParams::default();
    params.distinguished_name = subject;
    params.serial_number = Some(SerialNumber::from_slice(&serial));
    params.not_before = date(from)?;
    params.not_after = date(to)?;
    let key = KeyPair::generate().map_err(internal)?;
    let certificate = params.self_signed(&key).map_err(internal)?;
    Ok((certificate.pem(), Secret::new(key.serialize_pem())))
}

fn get(
    tx: &mut Tx<'_>,
    input: wire::GetClientCertificateRequest,
) -> Result<wire::ClientCertificate, Fault> {
    Ok(to_wire(&find(tx, &input.client_certificate_id)?))
}

fn list(
    tx: &mut Tx<'_>,
    input: wire::GetClientCertificatesRequest,
) -> Result<wire::ClientCertificates, Fault> {
    let certificates: Vec<ClientCertificate> = tx.scan(&all(tx))?;
    let certificates = certificates
        .iter()
        .map(|known| {
            let place = format!("{:020}/{}", known.created, known.id);
            (place, to_wire(known))
        })
        .collect();
    let (items, position) = page::page(certificates, input.position.as_deref(), input.limit)?;
    Ok(wire::ClientCertificates {
        position,
        items: Some(items),
    })
}

fn update(
    tx: &mut Tx<'_>,
    input: wire::UpdateClientCertificateRequest,
) -> Result<wire::ClientCertificate, Fault> {
    let mut certificate = find(tx, &input.client_certificate_id)?;
    for patch in patch::read(input.patch_operations)? {
        match (patch.path().as_slice(), patch.op) {
            (["description"], wire::Op::Replace) => certificate.description = patch.optional()?,
            _ => return Err(patch.not_among("/description")),
        }
    }
    tx.put(&certificate)?;
    Ok(to_wire(&certificate))
}

fn delete(tx: &mut Tx<'_>, input: wire::DeleteClientCertificateRequest) -> Result<(), Fault> {
    let certificate = find(tx, &input.client_certificate_id)?;
    for api in tx.scan::<RestApi>(&format!("rest-api/{}/", tx.account()))? {
        let stages: Vec<Stage> = tx.scan(&address::prefix("stage", &api))?;
        let user = stages
            .iter()
            .find(|stage| stage.client_certificate_id.as_ref() == Some(&certificate.id));
        if let Some(stage) = user {
            return Err(bad_request(format!(
                "Client certificate {} is used by stage {} of API {}",
                certificate.id, stage.name, api.id
            )));
        }
    }
    let key = ClientCertificate::key_of(certificate.account, &certificate.id);
    tx.delete(&key);
    Ok(())
}

/// The certificate of the caller's account with this id.
pub(super) fn find(tx: &Tx<'_>, id: &str) -> Result<ClientCertificate, Fault> {
    tx.get(&ClientCertificate::key_of(tx.account(), id))?
        .ok_or_else(|| not_found("Invalid Client Certificate identifier specified"))
}

/// The same, with its key.
pub(super) fn identity(tx: &Tx<'_>, id: &str) -> Result<ClientIdentity, Fault> {
    let certificate = find(tx, id)?;
    let account = certificate.account;
    let key = ClientCertificate::key_of(account, id);
    Ok(ClientIdentity {
        id: format!("{account}/{id}"),
        private_key: Some(tx.open(&key, &certificate.private_key)?),
        certificate: certificate.pem_encoded_certificate,
    })
}

fn all(tx: &Tx<'_>) -> String {
    format!("client-certificate/{}/", tx.account())
}

fn to_wire(certificate: &ClientCertificate) -> wire::ClientCertificate {
    wire::ClientCertificate {
        client_certificate_id: Some(certificate.id.clone()),
        description: certificate.description.clone(),
        pem_encoded_certificate: Some(certificate.pem_encoded_certificate.clone()),
        created_date: Some(Timestamp::from_unix(certificate.created)),
        expiration_date: Some(Timestamp::from_unix(certificate.expires)),
        tags: Some(certificate.tags.clone()).filter(|tags| !tags.is_empty()),
    }
}
