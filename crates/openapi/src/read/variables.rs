//! The variables that API Gateway fills in when it imports (API Gateway Developer Guide, "AWS variables for OpenAPI import").

use crate::node::Node;

/// What the variables stand for.
#[derive(Clone, Debug, Default)]
pub struct Variables {
    /// `${AWS::AccountId}`.
    pub account_id: String,
    /// `${AWS::Partition}`.
    pub partition: String,
    /// `${AWS::Region}`.
    pub region: String,
}

impl Variables {
    /// The document with the variables filled into its strings.
    pub(super) fn resolve(&self, node: Node) -> Node {
        match node {
            Node::Text(text) if text.contains("${AWS::") => Node::Text(
                text.replace("${AWS::AccountId}", &self.account_id)
                    .replace("${AWS::Partition}", &self.partition)
                    .replace("${AWS::Region}", &self.region),
            ),
            Node::List(items) => {
                Node::List(items.into_iter().map(|item| self.resolve(item)).collect())
            }
            Node::Map(entries) => Node::Map(
                entries
                    .into_iter()
                    .map(|(name, value)| (name, self.resolve(value)))
                    .collect(),
            ),
            scalar => scalar,
        }
    }
}
