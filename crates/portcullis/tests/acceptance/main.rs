//! Acceptance: the real binary, driven by real clients (boto3, AWS CLI, the JavaScript signers,
//! curl, Terraform, raw sockets), each test with gateways of its own on free ports. `cargo xtask test` installs
//! the clients and says where they are; without it the tests that need them say that they are skipped.

#![forbid(unsafe_code)]

mod access;
mod api;
mod aws;
mod backend;
mod balancing;
mod candidates;
mod clients;
mod crash;
mod curl_mistakes;
mod demonstration;
mod development;
mod endurance;
mod expiry;
mod explain;
mod gateway;
mod hostile;
#[path = "../../../guard/tests/it/issuer.rs"]
mod issuer;
mod lint;
mod openapi;
mod operating;
mod organizations;
mod pages;
mod refusals;
mod scenarios;
mod secrets;
mod signers;
mod tables;
mod terraform;
mod tls;
mod tools;
mod traffic;
mod upgrade;
mod verify;
mod vpc_host;
mod vpc_netns;
mod web_identity;
mod wire;
