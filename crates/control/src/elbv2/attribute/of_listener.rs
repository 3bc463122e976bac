//! The attributes of listeners.

use portcullis_catalog::load_balancer::{Listener, TrafficProtocol};
use portcullis_wire::{Fault, elbv2 as wire};

use super::super::address;
use super::{Attribute, Values, attribute, set, values};
use crate::Tx;

pub(in super::super) fn describe(
    tx: &mut Tx<'_>,
    input: wire::DescribeListenerAttributesInput,
) -> Result<wire::DescribeListenerAttributesOutput, Fault> {
    let listener = address::listener(tx, &input.listener_arn)?;
    Ok(wire::DescribeListenerAttributesOutput {
        attributes: Some(shown(&listener)),
    })
}

pub(in super::super) fn modify(
    tx: &mut Tx<'_>,
    input: wire::ModifyListenerAttributesInput,
) -> Result<wire::ModifyListenerAttributesOutput, Fault> {
    let mut listener = address::listener(tx, &input.listener_arn)?;
    let known = known(listener.protocol);
    let elsewhere: Vec<Attribute> = [TrafficProtocol::Tcp, TrafficProtocol::Https]
        .into_iter()
        .flat_map(self::known)
        .collect();
    let wanted = input.attributes.into_iter();
    let wanted = wanted.map(|attribute| (attribute.key, attribute.value));
    let attributes = &mut listener.attributes;
    set("Listener", &known, &elsewhere, attributes, wanted)?;
    tx.put(&listener)?;
    Ok(wire::ModifyListenerAttributesOutput {
        attributes: Some(shown(&listener)),
    })
}

fn shown(listener: &Listener) -> Vec<wire::ListenerAttribute> {
    values(known(listener.protocol), &listener.attributes)
        .into_iter()
        .map(|(key, value)| wire::ListenerAttribute {
            key: Some(key),
            value: Some(value),
        })
        .collect()
}

fn known(protocol: TrafficProtocol) -> Vec<Attribute> {
    match protocol {
        TrafficProtocol::Tcp => vec![attribute(
            "tcp.idle_timeout.seconds",
            "350",
            Values::Number(60..=6000),
        )],
        TrafficProtocol::Http => of_responses(),
        TrafficProtocol::Https => of_responses().into_iter().chain(of_tls()).collect(),
        TrafficProtocol::Tls | TrafficProtocol::Udp | TrafficProtocol::TcpUdp => Vec::new(),
    }
}

fn of_responses() -> Vec<Attribute> {
    const HEADERS: [&str; 9] = [
        "routing.http.response.access_control_allow_credentials.header_value",
        "routing.http.response.access_control_allow_headers.header_value",
        "routing.http.response.access_control_allow_methods.header_value",
        "routing.http.response.access_control_allow_origin.header_value",
        "routing.http.response.access_control_expose_headers.header_value",
        "routing.http.response.access_control_max_age.header_value",
        "routing.http.response.content_security_policy.header_value",
        "routing.http.response.x_content_type_options.header_value",
        "routing.http.response.x_frame_options.header_value",
    ];
    let headers = HEADERS
        .into_iter()
        .map(|key| attribute(key, "", Values::Text));
    let server = "routing.http.response.server.enabled";
    headers
        .chain([attribute(server, "true", Values::Boolean)])
        .collect()
}

/// Strict transport security, and the names of the headers that tell a target about TLS.
fn of_tls() -> Vec<Attribute> {
    const HEADERS: [(&str, &str); 8] = [
        (
            "routing.http.request.x_amzn_mtls_clientcert_serial_number.header_name",
            "X-Amzn-Mtls-Clientcert-Serial-Number",
        ),
        (
            "routing.http.request.x_amzn_mtls_clientcert_issuer.header_name",
            "X-Amzn-Mtls-Clientcert-Issuer",
        ),
        (
            "routing.http.request.x_amzn_mtls_clientcert_subject.header_name",
            "X-Amzn-Mtls-Clientcert-Subject",
        ),
        (
            "routing.http.request.x_amzn_mtls_clientcert_validity.header_name",
            "X-Amzn-Mtls-Clientcert-Validity",
        ),
        (
            "routing.http.request.x_amzn_mtls_clientcert_leaf.header_name",
            "X-Amzn-Mtls-Clientcert-Leaf",
        ),
        (
            "routing.http.request.x_amzn_mtls_clientcert.header_name",
            "X-Amzn-Mtls-Clientcert",
        ),
        (
            "routing.http.request.x_amzn_tls_version.header_name",
            "X-Amzn-Tls-Version",
        ),
        (
            "routing.http.request.x_amzn_tls_cipher_suite.header_name",
            "X-Amzn-Tls-Cipher-Suite",
        ),
    ];
    let headers = HEADERS
        .into_iter()
        .map(|(key, name)| attribute(key, name, Values::Text));
    let transport = "routing.http.response.strict_transport_security.header_value";
    headers
        .chain([attribute(transport, "", Values::Text)])
        .collect()
}
