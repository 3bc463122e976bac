//! The crate from outside: what records ask for, and what names mean.

mod messages;
mod names;
mod namespaces;
mod packets;
mod resolvers;
mod world;
