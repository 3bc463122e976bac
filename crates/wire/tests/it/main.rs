//! The codecs from outside: recorded requests, refusals word for word, answers and faults byte for byte, hostile input.

mod answers;
mod faults;
mod hostile;
mod json11;
mod locations;
mod refusals;
mod requests;

use portcullis_wire::{
    Fault, HttpRequest, HttpResponse, Routed, Service, apigateway, ec2, iam, lambda, route, sts,
};
use serde::Deserialize;

/// A request as the case files write it.
#[derive(Debug, Deserialize)]
struct Request {
    service: String,
    #[serde(default)]
    method: Option<String>,
    #[serde(default)]
    path: Option<String>,
    #[serde(default)]
    query: Option<String>,
    #[serde(default)]
    content_type: Option<String>,
    #[serde(default)]
    body: String,
}

impl Request {
    fn form(service: &str, body: impl Into<String>) -> Self {
        let (method, path, query, content_type) = (None, None, None, None);
        Self {
            service: service.to_owned(),
            method,
            path,
            query,
            content_type,
            body: body.into(),
        }
    }

    fn json(method: &str, path: &str, body: impl Into<String>) -> Self {
        let (method, path) = (Some(method.to_owned()), Some(path.to_owned()));
        Self {
            method,
            path,
            ..Self::form("apigateway", body)
        }
    }

    fn route(&self) -> Result<Routed, Fault> {
        let mut headers = http::HeaderMap::new();
        if let Some(content_type) = &self.content_type {
            headers.insert(http::header::CONTENT_TYPE, content_type.parse().unwrap());
        }
        let request = HttpRequest {
            method: self.method.as_deref().unwrap_or("POST"),
            path: self.path.as_deref().unwrap_or("/"),
            query: self.query.as_deref(),
            headers: &headers,
            body: self.body.as_bytes(),
        };
        route(service(&self.service), &request)
    }
}

fn service(name: &str) -> &'static Service {
    match name {
        "apigateway" => &apigateway::SERVICE,
        "ec2" => &ec2::SERVICE,
        "iam" => &iam::SERVICE,
        "lambda" => &lambda::SERVICE,
        "sts" => &sts::SERVICE,
        other => panic!("no service `{other}`"),
    }
}

fn body(response: &HttpResponse) -> &str {
    std::str::from_utf8(&response.body).unwrap()
}

fn header<'r>(response: &'r HttpResponse, name: &str) -> Option<&'r str> {
    let found = response
        .headers
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(name));
    found.map(|(_, value)| value.as_str())
}
