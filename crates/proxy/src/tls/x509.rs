//! What is read of a certificate beside what TLS itself verifies: whose it is, who vouches for it,
//! and when. The forms are those that API Gateway shows (API Gateway Developer Guide, "Variables
//! for access logging"): names as RFC 2253 writes them, times as OpenSSL does.

use std::fmt::Write;

use data_encoding::BASE64;
use rustls::pki_types::CertificateDer;
use time::OffsetDateTime;
use x509_parser::parse_x509_certificate;
use x509_parser::x509::{AttributeTypeAndValue, X509Name};

/// A certificate, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Described {
    /// Whose it is.
    pub(crate) subject: String,
    /// Who vouches for it.
    pub(crate) issuer: String,
    /// In pairs of hexadecimal digits.
    pub(crate) serial_number: String,
    /// Unix seconds.
    pub(crate) not_before: i64,
    pub(crate) not_after: i64,
    /// Whether it vouches for itself.
    pub(crate) self_issued: bool,
}

impl Described {
    /// Reads a certificate; `None` where it is none.
    pub(crate) fn of(certificate: &CertificateDer<'_>) -> Option<Self> {
        let (rest, parsed) = parse_x509_certificate(certificate).ok()?;
        if !rest.is_empty() {
            return None;
        }
        Some(Self {
            subject: written(parsed.subject()),
            issuer: written(parsed.issuer()),
            serial_number: parsed.raw_serial_as_string(),
            not_before: parsed.validity().not_before.timestamp(),
            not_after: parsed.validity().not_after.timestamp(),
            self_issued: parsed.subject().as_raw() == parsed.issuer().as_raw(),
        })
    }
}

/// A certificate in PEM.
pub(crate) fn pem(certificate: &CertificateDer<'_>) -> String {
    let text = BASE64.encode(certificate);
    let mut pem = "-----BEGIN CERTIFICATE-----\n".to_owned();
    let mut rest = text.as_str();
    while !rest.is_empty() {
        let (line, after) = rest.split_at_checked(64).unwrap_or((rest, ""));
        pem.push_str(line);
        pem.push('\n');
        rest = after;
    }
    pem.push_str("-----END CERTIFICATE-----\n");
    pem
}

/// Such as `May 28 12:30:02 2019 GMT`, the day two characters wide.
pub(crate) fn openssl_time(unix: i64) -> Option<String> {
    let time = OffsetDateTime::from_unix_timestamp(unix).ok()?;
    let month = time.month().to_string();
    Some(format!(
        "{} {:>2} {:02}:{:02}:{:02} {} GMT",
        month.get(..3)?,
        time.day(),
        time.hour(),
        time.minute(),
        time.second(),
        time.year()
    ))
}

/// The last part comes first (RFC 2253, section 2.1).
fn written(name: &X509Name<'_>) -> String {
    let parts: Vec<_> = name.iter_rdn().collect();
    let mut text = String::new();
    for part in parts.into_iter().rev() {
        for (place, attribute) in part.iter().enumerate() {
            match (place, text.is_empty()) {
                (0, true) => {}
                (0, false) => text.push(','),
                _ => text.push('+'),
            }
            push_attribute(&mut text, attribute);
        }
    }
    text
}

fn push_attribute(text: &mut String, attribute: &AttributeTypeAndValue<'_>) {
    let oid = attribute.attr_type().to_id_string();
    text.push_str(keyword(&oid).unwrap_or(&oid));
    text.push('=');
    match attribute.as_str() {
        Ok(value) => push_escaped(text, value),
        Err(_) => {
            text.push('#');
            for byte in attribute.as_slice() {
                // Writing to a string does not fail.
                let _ = write!(text, "{byte:02x}");
            }
        }
    }
}

/// The keywords of RFC 2253, section 2.3, and the one that everybody adds.
fn keyword(oid: &str) -> Option<&'static str> {
    Some(match oid {
        "2.5.4.3" => "CN",
        "2.5.4.6" => "C",
        "2.5.4.7" => "L",
        "2.5.4.8" => "ST",
        "2.5.4.9" => "STREET",
        "2.5.4.10" => "O",
        "2.5.4.11" => "OU",
        "0.9.2342.19200300.100.1.1" => "UID",
        "0.9.2342.19200300.100.1.25" => "DC",
        "1.2.840.113549.1.9.1" => "emailAddress",
        _ => return None,
    })
}

/// Escapes what would end a value, and what could be taken for another line (RFC 2253, section 2.4).
fn push_escaped(text: &mut String, value: &str) {
    let last = value.chars().count().saturating_sub(1);
    for (place, character) in value.chars().enumerate() {
        let blank_at_an_end = character == ' ' && (place == 0 || place == last);
        let begins = character == '#' && place == 0;
        if character.is_control() {
            let mut bytes = [0; 4];
            for byte in character.encode_utf8(&mut bytes).bytes() {
                let _ = write!(text, "\\{byte:02X}");
            }
            continue;
        }
        if blank_at_an_end || begins || ",+\"\\<>;".contains(character) {
            text.push('\\');
        }
        text.push(character);
    }
}

#[cfg(test)]
mod tests {
    use rcgen::{CertificateParams, DistinguishedName, DnType, KeyPair, SerialNumber};

    use rustls::pki_types::pem::PemObject;

    use super::*;

    #[test]
    fn a_certificate_is_shown_as_api_gateway_shows_it() {
        let mut params = CertificateParams::default();
        let mut name = DistinguishedName::new();
        name.push(DnType::CountryName, "US");
        name.push(DnType::OrganizationName, "Example, Inc.\n");
        name.push(DnType::CommonName, "#client ");
        params.distinguished_name = name;
        params.serial_number = Some(SerialNumber::from(0x00a1_b2c3_u64));
        params.not_before = OffsetDateTime::from_unix_timestamp(1_559_046_602).unwrap();
        params.not_after = OffsetDateTime::from_unix_timestamp(1_628_156_043).unwrap();
        let key = KeyPair::generate().unwrap();
        let certificate = params.self_signed(&key).unwrap();
        let read = Described::of(certificate.der()).unwrap();
        let subject = "CN=\\#client\\ ,O=Example\\, Inc.\\0A,C=US";
        assert_eq!(
            (read.subject.as_str(), read.issuer.as_str()),
            (subject, subject)
        );
        assert!(
            read.serial_number.ends_with("a1:b2:c3"),
            "{}",
            read.serial_number
        );
        assert_eq!(
            openssl_time(read.not_before).unwrap(),
            "May 28 12:30:02 2019 GMT"
        );
        assert_eq!(
            openssl_time(read.not_after).unwrap(),
            "Aug  5 09:34:03 2021 GMT"
        );
        let again = CertificateDer::from_pem_slice(pem(certificate.der()).as_bytes());
        assert_eq!(&again.unwrap(), certificate.der());
        assert!(read.self_issued);
        assert_eq!(Described::of(&CertificateDer::from(vec![0x30, 0x80])), None);
    }
}
