//! What the compiler is shown of a gateway's work, for a build that is guided by it (`cargo xtask release`): requests of
//! each kind by each protocol, those that are refused among them, and changes of the configuration between them.

use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;

use super::peers;
use super::portcullis::Portcullis;
use crate::load::{Load, Request, Target};
use crate::serve::Records;
use crate::server::Scratch;

/// How long each kind is asked. Counts are compared with each other, so that more of all says nothing new.
const SECONDS: u32 = 2;
/// What it may take to end, and to write what was counted.
const PATIENCE: Duration = Duration::from_secs(60);

/// Whether it ended well: what was counted is written when it ends.
pub fn run(binary: &Path) -> bool {
    let scratch = Scratch::new("training");
    let (_backend, backend) = peers::backend(&scratch.0);
    let directory = scratch.0.join("portcullis");
    let portcullis = Portcullis::start(binary, &directory, backend, Records::Kept);
    let (private, regional) = (&portcullis.private_api, &portcullis.regional_api);
    let (caller, denied) = (&portcullis.caller, &portcullis.denied);
    let (endpoint, gateway) = (portcullis.endpoint, portcullis.gateway);
    let get = |api| portcullis.request(api, caller, "GET", b"");
    let post = |api, size| portcullis.request(api, caller, "POST", &vec![b'a'; size]);
    let h1 = Load::Wrk { connections: 32 };
    let h2 = Load::H2load {
        connections: 8,
        streams: 16,
    };
    let lessons: [(Load, SocketAddr, bool, Request); 13] = [
        (h1, endpoint, false, get(private)),
        (h1, gateway, false, get(regional)),
        (h1, endpoint, true, get(private)),
        (h1, gateway, true, get(regional)),
        (h2, endpoint, false, get(private)),
        (h2, gateway, false, get(regional)),
        (h2, endpoint, true, get(private)),
        (h1, endpoint, false, post(private, 1 << 10)),
        (h2, gateway, true, post(regional, 1 << 10)),
        (
            Load::Wrk { connections: 4 },
            gateway,
            false,
            post(regional, 1 << 20),
        ),
        (h1, endpoint, false, portcullis.unsigned(private)),
        (h1, endpoint, false, portcullis.forged(private)),
        (
            h1,
            endpoint,
            false,
            portcullis.request(private, denied, "GET", b""),
        ),
    ];
    for (turn, (load, address, tls, request)) in (0..).zip(lessons) {
        let run = load.run(Target { address, tls }, &[request], SECONDS, &scratch.0);
        assert!(run.requests > 0, "nobody answers at {address}");
        portcullis.change(turn);
    }
    let ended = portcullis.stop(PATIENCE);
    ended.is_some_and(|status| status.success())
}
