//! The proxies that Portcullis is measured beside, and the back end of all of them. Each has one worker, keeps its
//! connections to the back end, logs nothing and checks nothing.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use crate::load::pinned;
use crate::process::{Process, free, wait_for};

/// Where the gateway and its peers run; who loads them and what they call runs on processor 1.
pub const PROXY: &str = "0";
const BACKEND: &str = "1";

/// Where a peer listens: for HTTP/1.1 and for HTTP/2 with prior knowledge, and the same over TLS.
#[derive(Clone, Copy)]
pub struct Addresses {
    pub http: SocketAddr,
    pub h2c: SocketAddr,
    pub https: SocketAddr,
}

/// A proxy that checks nothing.
pub struct Peer {
    pub name: &'static str,
    pub process: Process,
    pub at: Addresses,
}

/// A certificate and its key, PEM files.
pub struct Certificate {
    chain: PathBuf,
    key: PathBuf,
}

impl Certificate {
    pub fn make(directory: &Path) -> Self {
        let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()])
            .expect("a certificate");
        let (chain, key) = (directory.join("chain.pem"), directory.join("key.pem"));
        fs::write(&chain, made.cert.pem()).expect("the certificate is written");
        fs::write(&key, made.signing_key.serialize_pem()).expect("the key is written");
        Self { chain, key }
    }
}

/// The back end: an answer of 100 bytes, whatever it is asked.
pub fn backend(directory: &Path) -> (Process, SocketAddr) {
    let at = free();
    let server = format!(
        "client_max_body_size 20m; server {{ listen {at}; location / {{ return 200 '{}'; }} }}",
        "x".repeat(100)
    );
    (nginx_with(directory, "backend", BACKEND, &server, at), at)
}

pub fn nginx(directory: &Path, backend: SocketAddr, certificate: &Certificate) -> Peer {
    let at = Addresses {
        http: free(),
        h2c: free(),
        https: free(),
    };
    let location = "location / { proxy_pass http://backend; proxy_http_version 1.1; proxy_set_header Connection ''; }";
    let server = format!(
        "upstream backend {{ server {backend}; keepalive 256; keepalive_requests 1000000000; }}
         client_max_body_size 20m; client_body_buffer_size 11m;
         ssl_certificate {chain}; ssl_certificate_key {key};
         server {{ listen {http}; {location} }}
         server {{ listen {h2c} http2; {location} }}
         server {{ listen {https} ssl http2; {location} }}",
        chain = certificate.chain.display(),
        key = certificate.key.display(),
        http = at.http,
        h2c = at.h2c,
        https = at.https,
    );
    let process = nginx_with(directory, "nginx", PROXY, &server, at.https);
    Peer {
        name: "nginx",
        process,
        at,
    }
}

fn nginx_with(
    directory: &Path,
    name: &str,
    processor: &str,
    server: &str,
    at: SocketAddr,
) -> Process {
    let home = directory.join(name);
    fs::create_dir_all(&home).expect("a directory");
    let shown = home.display();
    let configuration = format!(
        "daemon off; master_process off; worker_processes 1; pid {shown}/pid; error_log {shown}/error.log;
         worker_rlimit_nofile 16384;
         events {{ worker_connections 8192; }}
         http {{
           access_log off; keepalive_requests 1000000000;
           client_body_temp_path {shown}/body; proxy_temp_path {shown}/proxy; fastcgi_temp_path {shown}/fastcgi;
           uwsgi_temp_path {shown}/uwsgi; scgi_temp_path {shown}/scgi;
           {server}
         }}"
    );
    let file = home.join("nginx.conf");
    fs::write(&file, configuration).expect("the configuration is written");
    let mut command = pinned(processor, Path::new("nginx"));
    command.arg("-p").arg(&home).arg("-c").arg(&file);
    let process = Process::start(command, &home.join("log"));
    wait_for(at, &home.join("log"));
    process
}

pub fn haproxy(directory: &Path, backend: SocketAddr, certificate: &Certificate) -> Peer {
    let at = Addresses {
        http: free(),
        h2c: free(),
        https: free(),
    };
    let home = directory.join("haproxy");
    fs::create_dir_all(&home).expect("a directory");
    let both = home.join("both.pem");
    let read = |path: &Path| fs::read_to_string(path).expect("a file just written");
    fs::write(&both, read(&certificate.chain) + &read(&certificate.key)).expect("written");
    let configuration = format!(
        "global
  nbthread 1
  maxconn 4096
  tune.bufsize 16384
defaults
  mode http
  timeout connect 5s
  timeout client 60s
  timeout server 60s
  option http-keep-alive
  http-reuse always
frontend plain
  bind {http}
  default_backend items
frontend h2c
  bind {h2c} proto h2
  default_backend items
frontend secured
  bind {https} ssl crt {both} alpn h2,http/1.1
  default_backend items
backend items
  server one {backend} pool-max-conn 256
",
        http = at.http,
        h2c = at.h2c,
        https = at.https,
        both = both.display(),
    );
    let file = home.join("haproxy.cfg");
    fs::write(&file, configuration).expect("the configuration is written");
    let mut command = pinned(PROXY, Path::new("haproxy"));
    command.arg("-db").arg("-f").arg(&file);
    let process = Process::start(command, &home.join("log"));
    wait_for(at.https, &home.join("log"));
    Peer {
        name: "haproxy",
        process,
        at,
    }
}

/// Envoy comes from a Python wheel and is not everywhere.
pub fn envoy(
    program: &Path,
    directory: &Path,
    backend: SocketAddr,
    certificate: &Certificate,
) -> Peer {
    let at = Addresses {
        http: free(),
        h2c: free(),
        https: free(),
    };
    let home = directory.join("envoy");
    fs::create_dir_all(&home).expect("a directory");
    let address = |at: SocketAddr| serde_json::json!({"socket_address": {"address": at.ip().to_string(), "port_value": at.port()}});
    let listener = |name: &str, at: SocketAddr, codec: &str, tls: bool| {
        let mut chain = serde_json::json!({"filters": [{
        "name": "envoy.filters.network.http_connection_manager",
        "typed_config": {
            "@type": "type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager",
            "stat_prefix": name, "codec_type": codec, "generate_request_id": false,
            "route_config": {"virtual_hosts": [{"name": "all", "domains": ["*"], "routes": [
                {"match": {"prefix": "/"}, "route": {"cluster": "items"}}]}]},
            "http_filters": [{"name": "envoy.filters.http.router", "typed_config": {
                "@type": "type.googleapis.com/envoy.extensions.filters.http.router.v3.Router"}}],
        }}]});
        if tls {
            chain["transport_socket"] = serde_json::json!({
            "name": "envoy.transport_sockets.tls",
            "typed_config": {
                "@type": "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext",
                "common_tls_context": {"alpn_protocols": ["h2", "http/1.1"], "tls_certificates": [{
                    "certificate_chain": {"filename": certificate.chain},
                    "private_key": {"filename": certificate.key}}]}
            }});
        }
        serde_json::json!({"name": name, "address": address(at), "filter_chains": [chain]})
    };
    let configuration = serde_json::json!({"static_resources": {
        "listeners": [
            listener("plain", at.http, "HTTP1", false),
            listener("h2c", at.h2c, "HTTP2", false),
            listener("secured", at.https, "AUTO", true),
        ],
        "clusters": [{
            "name": "items", "type": "STATIC", "connect_timeout": "5s",
            "load_assignment": {"cluster_name": "items", "endpoints": [{"lb_endpoints": [
                {"endpoint": {"address": address(backend)}}]}]},
        }],
    }});
    let file = home.join("envoy.json");
    fs::write(&file, configuration.to_string()).expect("the configuration is written");
    let mut command = pinned(PROXY, program);
    command
        .args([
            "--concurrency",
            "1",
            "--log-level",
            "error",
            "--disable-hot-restart",
            "-c",
        ])
        .arg(&file);
    let process = Process::start(command, &home.join("log"));
    wait_for(at.https, &home.join("log"));
    Peer {
        name: "envoy",
        process,
        at,
    }
}
