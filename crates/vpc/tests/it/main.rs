//! The crate from outside: what records ask for, and what names mean.

mod messages;
mod names;
mod packets;
mod world;
