//! What is said of one request, for people and for programs. The canonical request repeats the headers that were signed: the
//! values of session tokens, API keys and cookies are left out of it, unless they are asked for.

use std::fmt;

use portcullis_sigv4::{Cause, Dialect, Echo, Refusal, RefusalKind};
use serde_json::{Value, json};

use super::credentials::Credentials;
use super::input::Captured;

/// Headers whose values are somebody's to keep.
const SECRET_HEADERS: [&str; 4] = [
    "cookie",
    "proxy-authorization",
    "x-amz-security-token",
    "x-api-key",
];

/// What became of a request.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Verdict {
    Accepted,
    Refused,
    /// It claims nothing.
    Anonymous,
    /// It is no request.
    #[default]
    Unreadable,
}

/// What is said of one request.
#[derive(Default)]
pub(super) struct Report {
    id: Value,
    pub verdict: Verdict,
    status: u16,
    error_type: &'static str,
    mismatch: bool,
    message: String,
    pub causes: Vec<Cause>,
    /// The access key id that no credential was given for.
    pub unknown_key: Option<String>,
    strings: Option<Echo>,
    tokens: Vec<String>,
    /// Whether everything is shown as it should have been signed.
    pub in_full: bool,
}

impl Report {
    /// Of a request, before it is judged: what it is called, and what should have been signed.
    pub(super) fn of(captured: &Captured, strings: Option<Echo>) -> Self {
        Self {
            id: captured.id.clone(),
            strings,
            ..Self::default()
        }
    }

    /// Of what is no request.
    pub(super) fn unreadable(why: String) -> Self {
        Self {
            message: why,
            ..Self::default()
        }
    }

    pub(super) fn is_accepted(&self) -> bool {
        self.verdict == Verdict::Accepted
    }

    /// The answer that the client gets.
    pub(super) fn refuse(&mut self, refusal: &Refusal) {
        self.verdict = Verdict::Refused;
        self.status = refusal.status();
        self.mismatch = refusal.kind() == RefusalKind::SignatureMismatch;
        self.error_type = refusal.error_type();
        // The control plane's text repeats a header that may be somebody's bearer token.
        let repeats = refusal.kind() == RefusalKind::NotKeyValue
            && refusal.dialect() == Dialect::ControlPlane;
        self.message = match repeats {
            true => "an item of the Authorization header has no equals sign".to_owned(),
            false => refusal.message().to_owned(),
        };
    }

    /// Takes note of the tokens that must not be shown.
    pub(super) fn tokens_of(&mut self, captured: &Captured, credentials: &Credentials) {
        let header = captured.request().headers.get("x-amz-security-token");
        let header = header.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
        let own = credentials
            .iter()
            .filter_map(|key| key.session_token.as_deref().cloned());
        self.tokens = header.into_iter().chain(own).collect();
    }

    /// One line.
    pub(super) fn json(&self) -> Value {
        let mut line = json!({ "verdict": self.verdict.name() });
        let mut set = |name: &str, value: Value| {
            if !value.is_null() {
                line[name] = value;
            }
        };
        set("id", self.id.clone());
        if self.verdict == Verdict::Refused {
            set("status", json!(self.status));
            set("type", json!(self.error_type));
        }
        if !self.message.is_empty() {
            set("message", json!(self.message));
        }
        if self.verdict == Verdict::Refused {
            let causes: Vec<Value> = self
                .causes
                .iter()
                .map(|cause| json!({ "code": cause.code(), "message": cause.to_string() }))
                .collect();
            set("causes", json!(causes));
        }
        set("unknownKey", json!(self.unknown_key));
        if let Some(strings) = &self.strings {
            set(
                "canonicalRequest",
                json!(self.redacted(&strings.canonical_request)),
            );
            set("stringToSign", json!(strings.string_to_sign));
        }
        line
    }

    /// A canonical request without what is somebody's to keep.
    fn redacted(&self, canonical: &str) -> String {
        const PARAMETER: &str = "X-Amz-Security-Token=";
        if self.in_full {
            return canonical.to_owned();
        }
        let lines: Vec<String> = canonical
            .split('\n')
            .map(|line| {
                let header = line.split_once(':').map(|(name, _)| name);
                if let Some(name) = header.filter(|name| SECRET_HEADERS.contains(name)) {
                    return format!("{name}:(not shown)");
                }
                match line.split_once(PARAMETER) {
                    Some((before, rest)) => {
                        let after = rest.find('&').and_then(|at| rest.get(at..));
                        format!(
                            "{before}{PARAMETER}(not shown){}",
                            after.unwrap_or_default()
                        )
                    }
                    None => line.to_owned(),
                }
            })
            .collect();
        let mut text = lines.join("\n");
        for token in self.tokens.iter().filter(|token| !token.is_empty()) {
            text = text.replace(token.as_str(), "(not shown)");
        }
        text
    }
}

impl Verdict {
    const fn name(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Refused => "refused",
            Self::Anonymous => "anonymous",
            Self::Unreadable => "unreadable",
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.id.is_null() {
            writeln!(f, "request   {}", self.id)?;
        }
        match self.verdict {
            Verdict::Accepted => writeln!(f, "accepted  the signature is good")?,
            Verdict::Anonymous => writeln!(f, "anonymous the request carries no signature")?,
            Verdict::Unreadable => writeln!(f, "unreadable {}", self.message)?,
            Verdict::Refused => {
                writeln!(f, "refused   {} {}", self.status, self.error_type)?;
                if !self.message.is_empty() {
                    writeln!(f, "          {}", self.message)?;
                }
                self.say_causes(f)?;
            }
        }
        if let Some(strings) = &self.strings {
            say(
                f,
                "canonical request",
                &self.redacted(&strings.canonical_request),
            )?;
            say(f, "string to sign", &strings.string_to_sign)?;
        }
        Ok(())
    }
}

impl Report {
    fn say_causes(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for cause in &self.causes {
            writeln!(f, "cause     {cause} [{}]", cause.code())?;
        }
        match (&self.unknown_key, self.causes.is_empty()) {
            (Some(id), true) => {
                writeln!(f, "cause     no secret was given for the access key `{id}`")
            }
            (None, true) if self.mismatch => writeln!(
                f,
                "cause     unknown: none of the known mistakes gives this signature"
            ),
            (_, _) => Ok(()),
        }
    }
}

fn say(f: &mut fmt::Formatter<'_>, what: &str, text: &str) -> fmt::Result {
    writeln!(f, "\n{what}")?;
    text.split('\n')
        .try_for_each(|line| writeln!(f, "  {line}"))
}
