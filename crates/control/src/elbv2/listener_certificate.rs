//! The certificates of listeners, by ARN: a default one and others beside it. No certificate is kept here, so that an
//! ARN of the right form is taken as it is.

use portcullis_catalog::load_balancer::Listener;
use portcullis_iam::Arn;
use portcullis_wire::{Fault, elbv2 as wire};

use super::page::page;
use super::{address, fault, invalid, misconfigured, protocol, some};
use crate::Tx;

/// AWS's quota for a load balancer, without the default ones (Application Load Balancers User Guide, "Quotas").
const MAX_CERTIFICATES: usize = 25;

/// The default certificate of a call, if it has one.
pub(super) fn default_one(
    tx: &Tx<'_>,
    certificates: Option<Vec<wire::Certificate>>,
) -> Result<Vec<String>, Fault> {
    let certificates = certificates.unwrap_or_default();
    if certificates.len() > 1 {
        let message =
            "Only one certificate can be specified when a listener is created or modified";
        return Err(fault("TooManyCertificates", message));
    }
    arns(tx, certificates)
}

pub(super) fn add(
    tx: &mut Tx<'_>,
    input: wire::AddListenerCertificatesInput,
) -> Result<wire::AddListenerCertificatesOutput, Fault> {
    let mut listener = secure(tx, &input.listener_arn)?;
    for arn in arns(tx, input.certificates)? {
        if !listener.certificates.contains(&arn) {
            listener.certificates.push(arn);
        }
    }
    if listener.certificates.len() > MAX_CERTIFICATES + 1 {
        let message = format!(
            "A listener can have at most {MAX_CERTIFICATES} certificates beside the default one"
        );
        return Err(fault("TooManyCertificates", message));
    }
    tx.put(&listener)?;
    Ok(wire::AddListenerCertificatesOutput {
        certificates: Some(shown(&listener)),
    })
}

pub(super) fn remove(
    tx: &mut Tx<'_>,
    input: wire::RemoveListenerCertificatesInput,
) -> Result<wire::RemoveListenerCertificatesOutput, Fault> {
    let mut listener = secure(tx, &input.listener_arn)?;
    for arn in arns(tx, input.certificates)? {
        if listener.certificates.first() == Some(&arn) {
            let message = format!("Default certificate '{arn}' cannot be removed");
            return Err(fault("OperationNotPermitted", message));
        }
        listener.certificates.retain(|other| *other != arn);
    }
    tx.put(&listener)?;
    Ok(wire::RemoveListenerCertificatesOutput {})
}

pub(super) fn describe(
    tx: &mut Tx<'_>,
    input: wire::DescribeListenerCertificatesInput,
) -> Result<wire::DescribeListenerCertificatesOutput, Fault> {
    let listener = address::listener(tx, &input.listener_arn)?;
    let certificates = shown(&listener);
    let marker = input.marker.as_deref();
    let key = |one: &wire::Certificate| one.certificate_arn.clone().unwrap_or_default();
    let (certificates, next_marker) = page(certificates, key, input.page_size, marker)?;
    Ok(wire::DescribeListenerCertificatesOutput {
        certificates: Some(certificates),
        next_marker,
    })
}

fn secure(tx: &Tx<'_>, arn: &str) -> Result<Listener, Fault> {
    let listener = address::listener(tx, arn)?;
    if protocol::is_secure(listener.protocol) {
        return Ok(listener);
    }
    let of = protocol::shown(listener.protocol);
    Err(misconfigured(format!(
        "Certificates cannot be specified for {of} listeners"
    )))
}

fn arns(tx: &Tx<'_>, certificates: Vec<wire::Certificate>) -> Result<Vec<String>, Fault> {
    let arns = certificates.into_iter().map(|certificate| {
        if certificate.is_default.is_some() {
            return Err(invalid("The parameter IsDefault cannot be specified"));
        }
        let arn = some(certificate.certificate_arn)
            .ok_or_else(|| invalid("A certificate ARN must be specified"))?;
        if is_certificate(tx, &arn) {
            Ok(arn)
        } else {
            let message = format!("Certificate ARN '{arn}' is not valid");
            Err(invalid(message))
        }
    });
    arns.collect()
}

/// Whether it is the ARN of a certificate of ACM here, or of a server certificate of IAM.
fn is_certificate(tx: &Tx<'_>, text: &str) -> bool {
    let Some(arn) = Arn::parse(text) else {
        return false;
    };
    let own = arn.partition == "aws" && arn.account == tx.account().as_str();
    let (prefix, region) = match arn.service {
        "acm" => ("certificate/", tx.region()),
        "iam" => ("server-certificate/", ""),
        _ => return false,
    };
    let named = arn.resource.strip_prefix(prefix);
    own && arn.region == region && named.is_some_and(|name| !name.is_empty())
}

fn shown(listener: &Listener) -> Vec<wire::Certificate> {
    let certificates = listener.certificates.iter().enumerate();
    certificates
        .map(|(index, arn)| wire::Certificate {
            certificate_arn: Some(arn.clone()),
            is_default: Some(index == 0),
        })
        .collect()
}
