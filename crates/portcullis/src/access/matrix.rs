//! What an access matrix says, as it is written and read again: who may call what over which network
//! path. Rows are grouped and sorted, so that equal worlds give equal texts. It decides nothing.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

/// The version that is written.
pub(super) const VERSION: u32 = 1;

/// Who may call what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Matrix {
    pub(super) portcullis_access: u32,
    pub(super) region: String,
    /// What was asked about.
    pub(super) principals: BTreeSet<String>,
    pub(super) stages: Vec<Stage>,
    pub(super) endpoints: Vec<Endpoint>,
    pub(super) assumptions: Vec<String>,
    /// What is allowed. What stands in no row is refused.
    pub(super) rows: Vec<Row>,
}

/// A stage that is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Stage {
    pub(super) api: String,
    pub(super) api_name: String,
    pub(super) account: String,
    pub(super) stage: String,
    pub(super) methods: Vec<String>,
}

/// A VPC endpoint, and who gets as far as it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Endpoint {
    pub(super) id: String,
    pub(super) vpc: String,
    /// Interfaces and address ranges that security groups let in; without any, nobody gets in.
    pub(super) reached_from: Vec<String>,
}

/// Equal access of several principals to several methods of one stage.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Row {
    pub(super) api: String,
    pub(super) stage: String,
    /// `public`, or the id of an endpoint.
    pub(super) network: String,
    pub(super) access: Access,
    pub(super) methods: Vec<String>,
    pub(super) principals: Vec<String>,
}

/// Whether every such call is allowed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum Access {
    /// Whatever the request brings.
    Always,
    /// It depends on what the request brings for these keys.
    Conditional(Vec<String>),
}

/// One call: API, stage, network path, method, principal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cell {
    pub(super) api: String,
    pub(super) stage: String,
    pub(super) network: String,
    pub(super) principal: String,
    pub(super) method: String,
}

impl Access {
    pub(super) fn in_words(&self) -> String {
        match self {
            Self::Always => "always".to_owned(),
            Self::Conditional(keys) => format!("depends on {}", keys.join(", ")),
        }
    }
}

impl Row {
    /// The calls that it stands for.
    pub(super) fn cells(&self) -> impl Iterator<Item = (Cell, &Access)> {
        self.principals.iter().flat_map(move |principal| {
            self.methods.iter().map(move |method| {
                let cell = Cell {
                    api: self.api.clone(),
                    stage: self.stage.clone(),
                    network: self.network.clone(),
                    principal: principal.clone(),
                    method: method.clone(),
                };
                (cell, &self.access)
            })
        })
    }
}

/// Calls with something that is said of each, in rows of what is equal: first methods of one principal, then
/// principals with the same methods.
pub(super) fn group<T: Ord + Clone>(cells: &BTreeMap<Cell, T>) -> Vec<Group<T>> {
    type Place = (String, String, String);
    let mut of_principal: BTreeMap<(Place, String, T), Vec<String>> = BTreeMap::new();
    for (cell, said) in cells {
        let place = (cell.api.clone(), cell.stage.clone(), cell.network.clone());
        of_principal
            .entry((place, cell.principal.clone(), said.clone()))
            .or_default()
            .push(cell.method.clone());
    }
    let mut groups: BTreeMap<(Place, T, Vec<String>), Vec<String>> = BTreeMap::new();
    for ((place, principal, said), methods) in of_principal {
        groups
            .entry((place, said, methods))
            .or_default()
            .push(principal);
    }
    let groups = groups.into_iter();
    groups
        .map(
            |(((api, stage, network), said, methods), principals)| Group {
                api,
                stage,
                network,
                said,
                methods,
                principals,
            },
        )
        .collect()
}

/// A row of whatever is said.
pub(super) struct Group<T> {
    pub(super) api: String,
    pub(super) stage: String,
    pub(super) network: String,
    pub(super) said: T,
    pub(super) methods: Vec<String>,
    pub(super) principals: Vec<String>,
}
