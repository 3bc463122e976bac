//! The catalog, tried from outside: what is stored decodes, what is compiled routes.

mod addressing;
mod balancing;
mod build;
mod domains;
mod flow_logs;
mod incremental;
mod organizations;
mod records;
mod routing;
mod schemas;
mod snapshots;
