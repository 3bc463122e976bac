//! An answer's body that is read to its end, because a template or a mapping looks into it. It is
//! bounded in time and size, and counts among the bodies that are held.

use bytes::{Bytes, BytesMut};
use http_body_util::BodyExt;
use hyper::body::Incoming;
use tokio::time::{Instant, timeout_at};

use super::Broken;
use crate::body::Held;
use crate::state::Local;
use crate::upstream::{Lease, SendError};

/// A body.
pub(super) struct Whole {
    pub(super) bytes: Bytes,
    _held: Held,
}

impl Whole {
    /// Reads a body that ends before the deadline and is no longer than a request's may be
    /// (Amazon API Gateway quotas: the payload size is one for both directions).
    pub(super) async fn read(
        mut body: Incoming,
        lease: Lease,
        deadline: Instant,
        local: &Local,
    ) -> Result<Self, Broken> {
        let limits = &local.shared().limits;
        let mut held = local.common.budget.hold();
        let mut bytes = BytesMut::new();
        loop {
            let frame = match timeout_at(deadline, body.frame()).await {
                Err(_) => return Err(SendError::Timeout.into()),
                Ok(None) => break,
                Ok(Some(Err(error))) => return Err(SendError::Exchange(error).into()),
                Ok(Some(Ok(frame))) => frame,
            };
            // Trailers end here: nothing of them is mapped.
            let Ok(data) = frame.into_data() else {
                continue;
            };
            if bytes.len() + data.len() > limits.max_body {
                return Err(Broken::Configuration(format!(
                    "the back end's answer has more than {} bytes",
                    limits.max_body
                )));
            }
            held.add(data.len(), limits.max_buffered_body)
                .map_err(Broken::Answer)?;
            bytes.extend_from_slice(&data);
        }
        lease.give_back();
        Ok(Self {
            bytes: bytes.freeze(),
            _held: held,
        })
    }
}
