//! The data plane over real sockets: raw bytes in, raw bytes out, with back ends in this process,
//! worlds compiled from hand-made records, and a clock that stands where a test puts it.

mod access_logs;
mod addressing;
mod attacks;
mod backend;
mod by_path;
mod certificates;
mod client;
mod control;
mod errors;
mod gateway;
mod gateway_responses;
mod http_proxy;
mod https_backends;
mod integrations;
mod kept_connections;
mod layers;
mod limits;
mod links;
mod log;
mod mutual_tls;
mod proxy_protocol;
mod templates;
mod tls;
mod tls_client;
mod traffic;
mod upstream;
mod validation;
mod world;
