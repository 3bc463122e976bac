//! Load balancers as this process serves them, on their interfaces inside VPCs. What happens with connections is in `balance/connections.rs`, with requests in `balance/requests.rs`; `balance/checks.rs`
//! finds out which targets are healthy. The way of an API's own calls to targets is `integration/link.rs`: it chooses a
//! target as these listeners do, and connects to it without them.

use std::net::SocketAddr;
use std::rc::Rc;

use portcullis_catalog::load_balancer::LoadBalancerKind;
use tokio::net::TcpStream;

use crate::seat::{Seat, known_as};
use crate::state::Local;

pub(crate) mod checks;
mod connections;
mod requests;

/// Serves a connection that was let in, to its end.
pub(crate) async fn serve(local: Rc<Local>, seat: &Seat, stream: TcpStream, peer: SocketAddr) {
    let world = local.shared().world.load_full();
    let Some(found) = seat.find(&world) else {
        return;
    };
    let (address, _) = known_as(&world, &seat.vpc, peer.ip());
    let client = SocketAddr::new(address, peer.port());
    match found.balancer.record.kind {
        LoadBalancerKind::Network => {
            connections::serve(&local, &world, &found, stream, client).await;
        }
        LoadBalancerKind::Application => {
            requests::serve(&local, seat, stream, client).await;
        }
    }
}
