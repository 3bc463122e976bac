//! The four layers, tried from outside on a small world: two accounts, a private and a regional
//! API, two endpoints.

mod api_keys;
mod callers;
mod changes;
mod conditions;
mod control_calls;
mod domain_names;
mod issuer;
mod layers;
mod one_decision;
mod security_groups;
mod service_trust;
mod steps;
mod web_identities;
mod wire_forms;
mod world;
