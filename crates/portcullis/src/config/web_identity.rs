//! `[web_identity]`: the OIDC issuers whose tokens may become sessions, and where their keys come
//! from. Which account trusts which of them is not decided here but in IAM.

use std::path::PathBuf;
use std::sync::Arc;

use serde::Deserialize;

use crate::issuers::source::{Location, Source, authorities, check_issuer, key_set};

/// `[web_identity]`
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WebIdentity {
    /// Whether issuers that are not listed are asked for their keys themselves.
    #[serde(default)]
    pub(crate) discovery: bool,
    /// The issuers.
    #[serde(default)]
    pub(crate) issuers: Vec<Issuer>,
}

/// `[[web_identity.issuers]]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Issuer {
    /// As the claim `iss` names it.
    pub(crate) issuer: String,
    /// Where its keys are published.
    pub(crate) jwks_url: Option<String>,
    /// Or a file that they are in.
    pub(crate) jwks_file: Option<PathBuf>,
    /// The certificate authorities that vouch for `jwks_url`; those of the system if absent.
    pub(crate) ca_file: Option<PathBuf>,
}

impl WebIdentity {
    /// Where the keys of each issuer come from.
    ///
    /// # Errors
    /// With what is wrong and what to do.
    pub(crate) fn sources(&self) -> Result<Vec<(String, Source)>, (String, &'static str)> {
        let mut sources: Vec<(String, Source)> = Vec::new();
        for entry in &self.issuers {
            let issuer = &entry.issuer;
            check_issuer(issuer)
                .map_err(|problem| (problem, "write it as the claim `iss` of its tokens"))?;
            if sources.iter().any(|(known, _)| known == issuer) {
                return Err((format!("`{issuer}` is listed twice"), "keep one of them"));
            }
            sources.push((issuer.clone(), entry.source()?));
        }
        Ok(sources)
    }
}

impl Issuer {
    fn source(&self) -> Result<Source, (String, &'static str)> {
        let issuer = &self.issuer;
        match (&self.jwks_url, &self.jwks_file) {
            (Some(url), None) => {
                let location = Location::parse(url).map_err(|problem| {
                    (
                        problem,
                        "give the HTTPS URL of the key set, or plain HTTP on a loopback address",
                    )
                })?;
                let trusted = match &self.ca_file {
                    Some(_) if !location.secure => {
                        return Err((
                            format!("`{url}` is plain HTTP, so `ca_file` would verify nothing"),
                            "leave `ca_file` out",
                        ));
                    }
                    Some(file) => Some(Arc::new(authorities(file).map_err(|problem| {
                        (problem, "give a PEM file with at least one certificate")
                    })?)),
                    None => None,
                };
                Ok(Source::Url(location, trusted))
            }
            (None, Some(file)) if self.ca_file.is_none() => {
                key_set(file)
                    .map_err(|problem| (problem, "give a file that holds a JSON Web Key Set"))?;
                Ok(Source::File(file.clone()))
            }
            (None, Some(_)) => Err((
                format!("`{issuer}` has keys in a file, so `ca_file` would verify nothing"),
                "leave `ca_file` out",
            )),
            (Some(_), Some(_)) => Err((
                format!("`{issuer}` has both `jwks_url` and `jwks_file`"),
                "keep one of them",
            )),
            (None, None) => Err((
                format!("`{issuer}` has neither `jwks_url` nor `jwks_file`"),
                "say where its keys come from",
            )),
        }
    }
}

/// An issuer as `dev` is told of it: `ISSUER=KEYS`, where the keys are a URL or a file.
pub(crate) fn parse_flag(text: &str) -> Result<(String, Source), String> {
    // A URL may have a `=` of its own, an issuer has none.
    let (issuer, keys) = text
        .split_once('=')
        .ok_or("write ISSUER=KEYS, where KEYS is a URL or a file")?;
    let is_url = keys.contains("://");
    let entry = Issuer {
        issuer: issuer.to_owned(),
        jwks_url: is_url.then(|| keys.to_owned()),
        jwks_file: (!is_url).then(|| keys.into()),
        ca_file: None,
    };
    let all = WebIdentity {
        discovery: false,
        issuers: vec![entry],
    };
    let mut sources = all.sources().map_err(|(problem, _)| problem)?;
    sources.pop().ok_or_else(|| "no issuer".to_owned())
}
