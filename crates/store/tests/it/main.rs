//! The store from outside: what every backend keeps to, what SQLite adds, crashes, and seals.

mod conformance;
mod crash;
mod scratch;
mod seal;
mod sqlite;
