//! What an Application Load Balancer answers by itself: error pages, redirects and fixed responses. It chooses nothing.

use bytes::Bytes;
use http::header::{CONTENT_TYPE, LOCATION, SERVER};
use http::{HeaderValue, Response, StatusCode};
use portcullis_catalog::balancing::Head;
use portcullis_catalog::load_balancer::ActionKind;

/// The page of an error, as the load balancers of AWS write it.
pub(crate) fn error(status: StatusCode) -> Response<Bytes> {
    let reason = match status {
        StatusCode::SERVICE_UNAVAILABLE => "Service Temporarily Unavailable",
        StatusCode::GATEWAY_TIMEOUT => "Gateway Time-out",
        other => other.canonical_reason().unwrap_or_default(),
    };
    let title = format!("{} {reason}", status.as_u16());
    let page = format!(
        "<html>\r\n<head><title>{title}</title></head>\r\n<body>\r\n<center><h1>{title}</h1></center>\r\n</body>\r\n</html>\r\n"
    );
    made(status, Some("text/html"), page)
}

/// What a redirect or a fixed response says; nothing where the action forwards.
pub(crate) fn of_action(
    action: &ActionKind,
    head: &Head<'_>,
    secure: bool,
    port: u16,
) -> Option<Response<Bytes>> {
    match action {
        ActionKind::Forward { .. } => None,
        ActionKind::FixedResponse {
            status_code,
            content_type,
            message_body,
        } => {
            let status = StatusCode::from_bytes(status_code.as_bytes());
            let status = status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            let body = message_body.clone().unwrap_or_default();
            let kind = content_type.as_deref().filter(|kind| !kind.is_empty());
            let kind = kind.unwrap_or("text/plain");
            let kind = (!body.is_empty()).then_some(kind);
            Some(made(status, kind, body))
        }
        ActionKind::Redirect {
            protocol,
            port: to_port,
            host,
            path,
            query,
            permanent,
        } => {
            let (sent_host, _) = head.host.rsplit_once(':').unwrap_or((head.host, ""));
            let own_protocol = if secure { "https" } else { "http" };
            let own_port = port.to_string();
            let filled = |text: &str| {
                // The path is kept without its slash (Application Load Balancers User Guide, "Redirect actions").
                text.replace("#{protocol}", own_protocol)
                    .replace("#{host}", sent_host)
                    .replace("#{port}", &own_port)
                    .replace("#{path}", head.path.trim_start_matches('/'))
                    .replace("#{query}", head.query)
            };
            let protocol = filled(protocol).to_ascii_lowercase();
            let (host, port, path) = (filled(host), filled(to_port), filled(path));
            let mut location = format!("{protocol}://{host}:{port}{path}");
            let query = filled(query);
            if !query.is_empty() {
                location.push('?');
                location.push_str(&query);
            }
            let status = if *permanent {
                StatusCode::MOVED_PERMANENTLY
            } else {
                StatusCode::FOUND
            };
            let mut answer = error(status);
            match HeaderValue::from_str(&location) {
                Ok(location) => {
                    answer.headers_mut().insert(LOCATION, location);
                    Some(answer)
                }
                Err(_) => Some(error(StatusCode::BAD_REQUEST)),
            }
        }
    }
}

fn made(status: StatusCode, kind: Option<&str>, body: String) -> Response<Bytes> {
    let mut answer = Response::new(Bytes::from(body));
    *answer.status_mut() = status;
    let headers = answer.headers_mut();
    headers.insert(SERVER, HeaderValue::from_static("awselb/2.0"));
    if let Some(kind) = kind.and_then(|kind| HeaderValue::from_str(kind).ok()) {
        headers.insert(CONTENT_TYPE, kind);
    }
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_redirect_fills_in_what_was_asked_for() {
        let head = Head {
            method: "GET",
            host: "example.com:80",
            path: "/a/b",
            query: "x=1",
            headers: &[],
            source: [10, 0, 0, 1].into(),
        };
        let action = ActionKind::Redirect {
            protocol: "HTTPS".to_owned(),
            port: "443".to_owned(),
            host: "#{host}".to_owned(),
            path: "/#{path}".to_owned(),
            query: "#{query}".to_owned(),
            permanent: true,
        };
        let answer = of_action(&action, &head, false, 80).unwrap();
        assert_eq!(answer.status(), 301);
        assert_eq!(
            answer.headers()[LOCATION],
            "https://example.com:443/a/b?x=1"
        );
    }
}
