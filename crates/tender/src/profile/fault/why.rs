//! Why something in a profile does not fit, as data.

use crate::catalog::id::TypeId;

/// Why a line of the catalog cannot be changed as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoChange {
    /// It is the buyer's own, which is changed where it is written
    Own,
    /// It is left out
    LeftOut,
    /// It does not follow from the profile
    NotPrinted,
    /// Neither type nor weight nor time is changed
    Nothing,
    /// What may be used cannot become what must be met
    Raised { to: TypeId },
    /// It has a weight, and its type is not evaluated
    NoWeight { kind: TypeId },
}

/// What is wrong with what limits an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limits {
    /// A choice or a text has neither unit nor limits
    NothingToLimit,
    /// The least is more than the most
    Crossed,
    /// A minimum requirement does not say which answer meets it
    Unlimited,
}
