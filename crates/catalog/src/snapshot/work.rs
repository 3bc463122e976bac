//! What the compiling of one entry of a snapshot works with. It is handed from function to function
//! and does nothing itself.

use super::Snapshot;
use super::members::Members;
use super::policies::Policies;
use super::reads::Reader;
use crate::pattern::Patterns;
use crate::{Sealed, Secret};

/// Unseals a secret, given the key of the record that holds it.
pub(super) type Open<'a> = dyn Fn(&str, &Sealed) -> Option<Secret> + 'a;

/// The world around one entry.
pub(super) struct Work<'a> {
    pub(super) records: Reader<'a>,
    pub(super) policies: &'a mut Policies,
    pub(super) patterns: &'a mut Patterns,
    pub(super) members: &'a Members,
    pub(super) open: &'a Open<'a>,
    /// With the entries of the kinds above.
    pub(super) snapshot: &'a Snapshot,
}
