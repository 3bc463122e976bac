//! Who is in which group. A group names its members, and compiling a user needs the groups, so
//! the direction is turned here, change by change.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use crate::identity::{Group, User};
use crate::{Record, Records};

/// The groups as they were last compiled, and their members.
#[derive(Default)]
pub(super) struct Members {
    /// By the key of the group.
    groups: HashMap<Box<str>, Arc<Group>>,
    /// By the key of the user, the keys of the groups.
    groups_of: HashMap<Box<str>, BTreeSet<Box<str>>>,
}

impl Members {
    /// The keys of a user's groups, in order.
    pub(super) fn groups_of(&self, user: &str) -> impl Iterator<Item = &str> {
        let groups = self.groups_of.get(user);
        groups.into_iter().flatten().map(AsRef::as_ref)
    }

    /// Takes over a group that changed. Says which users have to be compiled again: those who came
    /// or went, and everybody in it where its policies are others now.
    pub(super) fn update(&mut self, key: &str, records: &Records) -> Vec<String> {
        let new = records.groups.get(key);
        let old = match new {
            Some(new) => self.groups.insert(key.into(), Arc::clone(new)),
            None => self.groups.remove(key),
        };
        let same_policies = old.as_ref().zip(new).is_some_and(|(old, new)| {
            old.inline_policies == new.inline_policies
                && old.attached_policies == new.attached_policies
        });
        let mut affected = Vec::new();
        for member in old.iter().flat_map(|group| member_keys(group)) {
            let stays = new.is_some_and(|new| new.members.contains(name_in(&member)));
            if !stays {
                self.leave(&member, key);
            }
            if !(stays && same_policies) {
                affected.push(member);
            }
        }
        for member in new.into_iter().flat_map(|group| member_keys(group)) {
            let was = |old: &Arc<Group>| old.members.contains(name_in(&member));
            if !old.as_ref().is_some_and(was) {
                let groups = self.groups_of.entry(member.as_str().into()).or_default();
                groups.insert(key.into());
                affected.push(member);
            }
        }
        affected
    }

    fn leave(&mut self, user: &str, group: &str) {
        if let Some(groups) = self.groups_of.get_mut(user) {
            groups.remove(group);
            if groups.is_empty() {
                self.groups_of.remove(user);
            }
        }
    }
}

fn member_keys(group: &Group) -> impl Iterator<Item = String> {
    let members = group.members.iter();
    members.map(|member| format!("{}/{}/{member}", User::KIND, group.account))
}

/// Names have no slash, so what follows the last one is the name.
fn name_in(user_key: &str) -> &str {
    user_key.rsplit('/').next().unwrap_or_default()
}
