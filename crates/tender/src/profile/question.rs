//! Questions and answers, and what was settled of corrections.

use toml::value::Date;

use super::about::About;
use super::own::Allowed;
use crate::change::Weight;
use crate::text::source::Place;

/// A question of a supplier's with the buyer's answer. The series is outside the version; who asked is nowhere said.
#[derive(Debug, Clone)]
pub struct Asking {
    pub number: u32,
    pub received: Option<Date>,
    /// Only answered ones are printed
    pub answered: Option<Date>,
    /// The answer only points to where the material says it already
    pub pointer: bool,
    pub question: String,
    pub answer: Option<String>,
    pub answer_place: Option<Place>,
    /// The version that it led to
    pub version: Option<String>,
    /// What of it changed
    pub lines: Vec<About>,
    pub allow: Vec<Allowed>,
    pub place: Place,
}

/// What was settled of a change after publication.
#[derive(Debug, Clone)]
pub struct Settled {
    /// The version that corrects
    pub version: String,
    pub lines: Vec<About>,
    /// Printed
    pub cause: Option<String>,
    /// Internal, in the place of the machine's guess
    pub weight: Option<Weight>,
    /// Why it weighs so
    pub reason: Option<String>,
    pub place: Place,
}
