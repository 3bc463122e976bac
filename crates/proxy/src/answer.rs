//! What goes back to a client: a body that is held, or one that is relayed.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::header::InvalidHeaderValue;
use http::{HeaderName, HeaderValue, Response, StatusCode};
use http_body::{Body, Frame, SizeHint};
use portcullis_guard::sigv4::HeaderList;

use crate::ids::{ExtendedId, RequestId};
use crate::relay::{Relay, RelayError};

/// An answer.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderList,
    pub(crate) body: AnswerBody,
}

/// As libraries have it.
impl From<Answer> for Response<AnswerBody> {
    fn from(answer: Answer) -> Self {
        let mut response = Self::new(answer.body);
        *response.status_mut() = answer.status;
        *response.headers_mut() = answer.headers.into_iter().collect();
        response
    }
}

/// Which layer refused, where a development double says so.
pub(crate) const REFUSING_LAYER: HeaderName = HeaderName::from_static("x-portcullis-denied-by");

/// `x-amzn-RequestId`
pub(crate) const REQUEST_ID: HeaderName = HeaderName::from_static("x-amzn-requestid");
/// `x-amz-apigw-id`
pub(crate) const EXTENDED_ID: HeaderName = HeaderName::from_static("x-amz-apigw-id");
/// `x-amzn-ErrorType`
pub(crate) const ERROR_TYPE: HeaderName = HeaderName::from_static("x-amzn-errortype");
/// `application/json`
pub(crate) const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// The body of an answer.
pub(crate) struct AnswerBody {
    kind: Kind,
    sent: u64,
    on_end: Option<OnEnd>,
}

/// What is done once an answer was written, or broke off: it is told how many bytes of the body
/// there were.
type OnEnd = Box<dyn FnOnce(u64)>;

enum Kind {
    Held(Bytes),
    Relayed(Relay),
}

impl AnswerBody {
    pub(crate) fn relayed(relay: Relay) -> Self {
        Self::of(Kind::Relayed(relay))
    }

    pub(crate) fn empty() -> Self {
        Self::from(Bytes::new())
    }

    pub(crate) fn on_end(&mut self, done: impl FnOnce(u64) + 'static) {
        self.on_end = Some(Box::new(done));
    }

    fn of(kind: Kind) -> Self {
        Self {
            kind,
            sent: 0,
            on_end: None,
        }
    }
}

impl From<Bytes> for AnswerBody {
    fn from(bytes: Bytes) -> Self {
        Self::of(Kind::Held(bytes))
    }
}

impl Drop for AnswerBody {
    fn drop(&mut self) {
        if let Some(done) = self.on_end.take() {
            done(self.sent);
        }
    }
}

impl Body for AnswerBody {
    type Data = Bytes;
    type Error = RelayError;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, RelayError>>> {
        let this = self.get_mut();
        let frame = match &mut this.kind {
            Kind::Held(bytes) if bytes.is_empty() => Poll::Ready(None),
            Kind::Held(bytes) => Poll::Ready(Some(Ok(Frame::data(std::mem::take(bytes))))),
            Kind::Relayed(relay) => Pin::new(relay).poll_frame(cx),
        };
        if let Poll::Ready(Some(Ok(frame))) = &frame {
            this.sent += frame.data_ref().map_or(0, Bytes::len) as u64;
        }
        frame
    }

    fn is_end_stream(&self) -> bool {
        match &self.kind {
            Kind::Held(bytes) => bytes.is_empty(),
            Kind::Relayed(relay) => relay.is_end_stream(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.kind {
            Kind::Held(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Kind::Relayed(relay) => relay.size_hint(),
        }
    }
}

/// The headers that every answer of an API carries (API Gateway, recorded responses).
pub(crate) fn identify(headers: &mut HeaderList, request_id: &RequestId, extended_id: &ExtendedId) {
    if let Ok(value) = once(request_id.as_str()) {
        headers.insert(REQUEST_ID, value);
    }
    if let Ok(value) = once(extended_id.as_str()) {
        headers.insert(EXTENDED_ID, value);
    }
}

/// A value that no other answer has. HTTP/2 would keep it for the next answers of the connection, push out what they do
/// have in common, and search all that it kept for each; so it is said to be one that is not kept (RFC 7541, section 7.1.3).
pub(crate) fn once(value: &str) -> Result<HeaderValue, InvalidHeaderValue> {
    let mut value = HeaderValue::from_str(value)?;
    value.set_sensitive(true);
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::Ids;

    #[test]
    fn what_names_an_answer_is_kept_for_no_other_one() {
        let mut ids = Ids::new();
        let mut headers = HeaderList::new();
        identify(&mut headers, &ids.request_id(), &ids.extended_id());
        assert_eq!(headers.len(), 2);
        assert!(headers.iter().all(|(_, value)| value.is_sensitive()));
    }
}
