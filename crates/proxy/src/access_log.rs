//! Access logs: one line for each answered call of a stage that asks for it, in the stage's own
//! format (API Gateway Developer Guide, "Set up CloudWatch logging for REST APIs"). The line is
//! complete once the answer was written, or its end waits to be sent with others', so its length and
//! its time are those of the whole. Where lines go is the journal's business.

use std::borrow::Cow;
use std::sync::Arc;

use http::StatusCode;
use portcullis_catalog::api::Authorization;
use portcullis_guard::{AccessLine, Denial, Journal, Reason};
use tokio::time::Instant;

use crate::answer::Answer;
use crate::facts::{Facts, Meaning, error_variable};
use crate::failure::Failure;
use crate::seen::Seen;

/// What API Gateway says of every refusal by a policy.
const UNAUTHORIZED: &str = "The client is not authorized to perform this operation.";

/// A call that was answered.
pub(crate) struct Answered<'a> {
    pub(crate) facts: &'a Facts<'a>,
    pub(crate) meaning: Meaning<'a>,
    pub(crate) seen: &'a Seen,
    pub(crate) failure: Option<&'a Failure>,
    pub(crate) denial: Option<&'a Denial>,
    pub(crate) began: Instant,
}

/// Has the call logged when its answer was written, if its stage wants that.
pub(crate) fn attach(answer: &mut Answer, answered: &Answered<'_>, journal: &Arc<dyn Journal>) {
    let stage = answered.meaning.stage;
    let Some(log) = stage.and_then(|stage| stage.access_log.as_ref()) else {
        return;
    };
    let status = answer.status;
    let values = log.format.variables().filter_map(|name| {
        let value = answered.variable(name.strip_prefix("context.")?, status)?;
        Some((name.to_owned(), value.into_owned()))
    });
    let values: Vec<(String, String)> = values.collect();
    let (log, journal, began) = (Arc::clone(log), Arc::clone(journal), answered.began);
    answer.body.on_end(move |sent| {
        let line = log.format.render("-", |name| match name {
            "context.responseLength" => Some(sent.to_string().into()),
            "context.responseLatency" => Some(began.elapsed().as_millis().to_string().into()),
            name => {
                let found = values.iter().find(|(it, _)| it == name);
                found.map(|(_, value)| Cow::Borrowed(value.as_str()))
            }
        });
        journal.access(&AccessLine {
            destination: &log.destination,
            line: &one_line(line),
        });
    });
}

impl Answered<'_> {
    /// A variable by its name without `context.`; `None` where it has no value.
    fn variable(&self, name: &str, status: StatusCode) -> Option<Cow<'_, str>> {
        if let Some(name) = name.strip_prefix("error.") {
            let failure = self.failure?.for_logs(self.denial);
            return error_variable(&failure, name).map(|value| value.into_owned().into());
        }
        let refused = self.denial.map(|denial| &denial.reason);
        let unauthenticated = matches!(
            refused,
            Some(
                Reason::MissingAuthenticationToken
                    | Reason::Signature(_)
                    | Reason::UnrecognizedClient
                    | Reason::ExpiredToken
            )
        );
        let unauthorized = matches!(refused, Some(Reason::AccessDenied(_)));
        let of = |failed: bool| Some(Cow::Borrowed(if failed { "403" } else { "200" }));
        match name {
            "status" => Some(status.as_u16().to_string().into()),
            "authenticate.status" if self.authenticates() => of(unauthenticated),
            "authenticate.error" if unauthenticated => {
                Some(self.failure?.for_logs(self.denial).message)
            }
            "authorize.status" if unauthorized || refused.is_none() => of(unauthorized),
            "authorize.error" if unauthorized => Some(Cow::Borrowed(UNAUTHORIZED)),
            "identity.apiKey" => self.facts.context(name, self.meaning).map(masked),
            name => self
                .seen
                .variable(name)
                .map(Cow::Owned)
                .or_else(|| self.facts.context(name, self.meaning)),
        }
    }

    /// Whether the call is of a method that asks for a signature, as one that is not there does.
    fn authenticates(&self) -> bool {
        let method = self.meaning.method;
        method.is_none_or(|method| method.authorization == Authorization::AwsIam)
    }
}

/// An API key, in the form in which API Gateway's execution logs have it: its last characters (API Gateway Developer Guide,
/// "Set up CloudWatch logging for REST APIs": sensitive parameters are redacted).
fn masked(key: Cow<'_, str>) -> Cow<'static, str> {
    /// What is shown of a key; those of AWS have 20 characters at least.
    const SHOWN: usize = 6;
    let length = key.chars().count();
    let hidden = length - if length >= 20 { SHOWN } else { 0 };
    let shown = key.chars().skip(hidden);
    "*".repeat(hidden)
        .chars()
        .chain(shown)
        .collect::<String>()
        .into()
}

/// What a client sent must not begin a line of its own.
fn one_line(line: String) -> String {
    if line.contains(char::is_control) {
        line.replace(char::is_control, " ")
    } else {
        line
    }
}
