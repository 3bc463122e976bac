//! The store from outside: what every backend keeps to, what SQLite adds, and seals.

mod conformance;
mod scratch;
mod seal;
mod sqlite;
