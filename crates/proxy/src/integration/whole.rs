//! An answer's body that is read to its end, because a template or a mapping looks into it. It is
//! bounded in time and size, and counts among the bodies that are held.

use std::future::poll_fn;

use bytes::{Bytes, BytesMut};
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
        mut lease: Box<Lease>,
        deadline: Instant,
        local: &Local,
    ) -> Result<Self, Broken> {
        let limits = &local.shared().limits;
        let mut held = local.common.budget.hold();
        let mut bytes = BytesMut::new();
        loop {
            let data = match timeout_at(deadline, poll_fn(|cx| lease.poll_body(cx))).await {
                Err(_) => return Err(SendError::Timeout.into()),
                Ok(None) => break,
                Ok(Some(Err(error))) => return Err(SendError::Exchange(error).into()),
                Ok(Some(Ok(data))) => data,
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
        lease.give_back(Instant::now());
        Ok(Self {
            bytes: bytes.freeze(),
            _held: held,
        })
    }
}
