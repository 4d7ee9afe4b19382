//! How the buyer evaluates: weights and points, as far as the profile says them.

use std::collections::BTreeMap;

use crate::catalog::id::TypeId;

/// The buyer's own model of evaluation. Suppliers see the weights, or where they stand.
#[derive(Debug, Clone, Default)]
pub struct Evaluation {
    /// »Bilag 5«: where suppliers read how tenders are evaluated. Without it weights are printed
    pub described_in: Option<String>,
    /// Whether weights are printed though they are described elsewhere
    pub show_weights: Option<bool>,
    /// The share of a weight that each answer of a type earns, from 0 to 1
    pub points: BTreeMap<TypeId, BTreeMap<String, f64>>,
}

impl Evaluation {
    /// Whether the weight of a requirement is printed with it.
    pub fn prints_weights(&self) -> bool {
        self.show_weights.unwrap_or(self.described_in.is_none())
    }
}
