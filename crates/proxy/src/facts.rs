//! What is known of one request: its identifiers, where it came from, what it means. Mappings and
//! gateway responses read it through the names that API Gateway gives (API Gateway Developer
//! Guide, "Variables for data models, authorizers, mapping templates, and CloudWatch access
//! logging"). It decides nothing.

use std::borrow::Cow;
use std::net::{IpAddr, SocketAddr};

use http::HeaderName;
use portcullis_catalog::route::DeployedMethod;
use portcullis_catalog::snapshot::{Api, Handshake, StageEntry, Subscription, Via};
use portcullis_guard::Principal;
use portcullis_guard::sigv4::Timestamp;
use portcullis_vtl::Data;

use crate::failure::Failure;
use crate::head::{Parts, Spelling};
use crate::ids::{ExtendedId, RequestId};
use crate::query::Query;
use crate::secured::Secured;

/// The socket that a request came through: facts that no header can change.
#[derive(Clone)]
pub(crate) struct Socket {
    /// The VPC endpoint whose listener it is, or that a load balancer names.
    pub(crate) endpoint: Option<std::sync::Arc<str>>,
    /// Whether that is an endpoint of AWS's own.
    pub(crate) aws_endpoint: bool,
    pub(crate) peer: SocketAddr,
    pub(crate) local: SocketAddr,
    /// What TLS said, where it is TLS.
    pub(crate) secured: Option<Secured>,
}

/// One request.
pub(crate) struct Facts<'a> {
    pub(crate) socket: &'a Socket,
    pub(crate) parts: &'a Parts,
    pub(crate) spelling: &'a Spelling,
    /// As the Host header or `:authority` says.
    pub(crate) host: &'a str,
    /// The path with its stage, escaped as the client sent it.
    pub(crate) path: &'a str,
    pub(crate) query: &'a Query<'a>,
    pub(crate) now: Timestamp,
    pub(crate) request_id: RequestId,
    pub(crate) extended_id: ExtendedId,
    /// A test invocation, which comes through no socket.
    pub(crate) tested: Option<Tested<'a>>,
}

/// What is different about a test invocation.
#[derive(Clone, Copy)]
pub(crate) struct Tested<'a> {
    /// Whether the path that is given is one of the resource.
    pub(crate) matches: bool,
    /// Of the client that asked for the test.
    pub(crate) user_agent: Option<&'a str>,
}

/// The header that brings an API key.
pub(crate) const API_KEY: HeaderName = HeaderName::from_static("x-api-key");

/// What a request was found to mean, so far as it was found.
#[derive(Clone, Copy, Default)]
pub(crate) struct Meaning<'a> {
    pub(crate) api: Option<&'a Api>,
    pub(crate) stage: Option<&'a StageEntry>,
    pub(crate) method: Option<&'a DeployedMethod>,
    pub(crate) principal: Option<&'a Principal>,
    /// What it is metered by, where its method asks for an API key.
    pub(crate) metered: Option<&'a Subscription>,
    /// The VPC of the endpoint that it came through.
    pub(crate) vpc: Option<&'a str>,
    /// The decoded path below the stage.
    pub(crate) path: Option<&'a str>,
    /// The base path that matched at a custom domain name.
    pub(crate) base_path: Option<&'a str>,
    /// The organisation of the caller's account.
    pub(crate) organization: Option<&'a str>,
}

/// The variables of a request that may have a value before it is answered.
const VARIABLES: [&str; 14] = [
    "accountId",
    "apiId",
    "deploymentId",
    "domainName",
    "domainPrefix",
    "extendedRequestId",
    "httpMethod",
    "path",
    "protocol",
    "requestId",
    "requestTime",
    "resourceId",
    "resourcePath",
    "stage",
];
const IDENTITY_VARIABLES: [&str; 11] = [
    "accessKey",
    "accountId",
    "apiKey",
    "apiKeyId",
    "caller",
    "principalOrgId",
    "sourceIp",
    "user",
    "userAgent",
    "userArn",
    "vpcId",
];

impl Socket {
    pub(crate) fn via(&self) -> Via<'_> {
        match &self.endpoint {
            None => Via::Public,
            Some(id) if self.aws_endpoint => Via::AwsEndpoint(id),
            Some(id) => Via::Endpoint(id),
        }
    }

    pub(crate) fn peer_ip(&self) -> IpAddr {
        self.peer.ip().to_canonical()
    }

    /// What TLS said, for those who route.
    pub(crate) fn handshake(&self) -> Handshake<'_> {
        let secured = self.secured.as_ref();
        secured.map_or_else(Handshake::default, Secured::handshake)
    }
}

impl Facts<'_> {
    /// A variable by its name without `context.`; `None` where it has no value.
    pub(crate) fn context<'s>(&'s self, name: &str, meaning: Meaning<'s>) -> Option<Cow<'s, str>> {
        if let Some(name) = name.strip_prefix("identity.") {
            return self.identity(name, meaning);
        }
        let text: &str = match name {
            "requestId" => self.request_id.as_str(),
            "extendedRequestId" => self.extended_id.as_str(),
            "accountId" => meaning.api?.account.as_str(),
            "apiId" => &meaning.api?.id,
            "stage" => &meaning.stage?.name,
            "deploymentId" => &meaning.stage?.deployed.id,
            "resourceId" => &meaning.method?.resource_id,
            "resourcePath" => &meaning.method?.resource_path,
            "httpMethod" => self.parts.method.as_str(),
            "path" => self.path,
            "protocol" => "HTTP/1.1",
            "domainName" => without_port(self.host),
            "customDomain.basePathMatched" => match meaning.base_path? {
                "" => "(none)",
                base_path => base_path,
            },
            "domainPrefix" => without_port(self.host).split('.').next()?,
            "tlsVersion" => self.socket.secured.as_ref()?.version,
            "cipherSuite" => self.socket.secured.as_ref()?.cipher_suite,
            "requestTimeEpoch" => return Some((self.now.unix() * 1_000).to_string().into()),
            "requestTime" => return clf(self.now).map(Cow::Owned),
            _ => return None,
        };
        Some(Cow::Borrowed(text))
    }

    fn identity<'s>(&'s self, name: &str, meaning: Meaning<'s>) -> Option<Cow<'s, str>> {
        let header = |name: HeaderName| {
            self.parts
                .headers
                .get(name)
                .and_then(|value| value.to_str().ok())
        };
        if let Some(tested) = self.tested {
            // As recorded from test invocations on AWS.
            match name {
                "sourceIp" => return Some(Cow::Borrowed("test-invoke-source-ip")),
                "apiKey" => return Some(Cow::Borrowed("test-invoke-api-key")),
                "apiKeyId" => return Some(Cow::Borrowed("test-invoke-api-key-id")),
                "userAgent" => return tested.user_agent.map(Cow::Borrowed),
                _ => {}
            }
        }
        if let Some(name) = name.strip_prefix("clientCert.") {
            let secured = self.socket.secured.as_ref()?;
            return secured.client.as_ref()?.variable(name);
        }
        let text = match name {
            "sourceIp" => return Some(self.socket.peer_ip().to_string().into()),
            "userAgent" => header(http::header::USER_AGENT)?,
            "caller" | "user" => meaning.principal?.user_id(),
            "userArn" => meaning.principal?.arn(),
            "accountId" => meaning.principal?.identity.account.as_str(),
            "accessKey" => &meaning.principal?.access_key_id,
            "vpceId" => self.socket.endpoint.as_deref()?,
            "vpcId" => meaning.vpc?,
            "principalOrgId" => meaning.organization?,
            "apiKeyId" => &meaning.metered?.api_key,
            "apiKey" => meaning.metered.and_then(|_| header(API_KEY))?,
            _ => return None,
        };
        Some(Cow::Borrowed(text))
    }

    /// All variables, as a mapping template sees them.
    pub(crate) fn variables(&self, meaning: Meaning<'_>) -> Data {
        let text = |name: &str, value: Option<Cow<'_, str>>| {
            value.map(|value| (name.to_owned(), Data::Text(value.into_owned())))
        };
        let identity = IDENTITY_VARIABLES
            .into_iter()
            .chain(["vpceId"])
            .filter_map(|name| text(name, self.identity(name, meaning)));
        let client = self.socket.secured.as_ref();
        let client = client.and_then(|secured| secured.client.as_ref());
        let client = client.map(|client| ("clientCert".to_owned(), client.variables()));
        let identity = Data::Map(identity.chain(client).collect());
        let identity = ("identity".to_owned(), identity);
        let epoch = Data::Int(self.now.unix().saturating_mul(1_000));
        let variables = VARIABLES
            .into_iter()
            .filter_map(|name| text(name, self.context(name, meaning)))
            .chain([("requestTimeEpoch".to_owned(), epoch), identity]);
        Data::Map(variables.collect())
    }

    /// The path parameters of the request, decoded.
    pub(crate) fn path_parameters<'s>(
        &'s self,
        meaning: Meaning<'s>,
    ) -> impl Iterator<Item = (&'s str, &'s str)> {
        let path = meaning.path.unwrap_or_default();
        let matches = self.tested.is_none_or(|tested| tested.matches);
        let method = meaning.method.filter(|_| matches).into_iter();
        method.flat_map(move |method| method.path_parameters(path))
    }

    /// The values of a header, of those that a mapping may read.
    pub(crate) fn header_values<'s>(&'s self, name: &str) -> impl Iterator<Item = &'s str> {
        self.parts
            .headers
            .get_all(name)
            .filter_map(|value| value.to_str().ok())
    }
}

/// A variable of the failure that is being answered.
pub(crate) fn error_variable<'f>(failure: &'f Failure, name: &str) -> Option<Cow<'f, str>> {
    match name {
        "message" => Some(Cow::Borrowed(&failure.message)),
        "messageString" => Some(Cow::Owned(failure.message_string())),
        "responseType" => failure.response_type.map(Cow::Borrowed),
        "validationErrorString" => failure.validation_error().map(Cow::Borrowed),
        _ => None,
    }
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    }
}

/// The common log format: `10/Oct/2000:13:55:36 +0000`.
fn clf(now: Timestamp) -> Option<String> {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    // `YYYYMMDDTHHMMSSZ`
    let compact = now.to_compact();
    let month = MONTHS.get(compact.get(4..6)?.parse::<usize>().ok()?.checked_sub(1)?)?;
    Some(format!(
        "{}/{month}/{}:{}:{}:{} +0000",
        compact.get(6..8)?,
        compact.get(0..4)?,
        compact.get(9..11)?,
        compact.get(11..13)?,
        compact.get(13..15)?,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn request_time_is_in_the_common_log_format() {
        assert_eq!(
            clf(Timestamp::from_unix(1_440_938_160)).unwrap(),
            "30/Aug/2015:12:36:00 +0000"
        );
    }
}
