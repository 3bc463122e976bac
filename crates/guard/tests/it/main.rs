//! The four layers, tried from outside on a small world: two accounts, a private and a regional
//! API, two endpoints.

mod callers;
mod conditions;
mod control_calls;
mod layers;
mod one_decision;
mod wire_forms;
mod world;
