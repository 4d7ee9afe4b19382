//! Facts about the solution, and what the buyer needs when one is true.

use std::sync::Arc;

use crate::catalog::id::{FactId, PackageId, RequirementId};
use crate::text::source::Place;

/// Something about the solution that decides what follows.
#[derive(Debug, Clone)]
pub struct Fact {
    pub id: FactId,
    /// »Oplysning 4«: the same in every edition, and never another fact's, so that there may be gaps
    pub number: u16,
    /// A few words, for tables and as the title of its need
    pub label: String,
    /// Asked of the buyer
    pub question: String,
    pub supplier_question: String,
    /// To the buyer: when to answer what, and what comes of it
    pub help: String,
    /// To the supplier: what the words of the question mean
    pub supplier_help: String,
    /// »løsningen sender post til fjernprint«: where the supplier says so, or nobody yet
    pub holds: String,
    /// »løsningen ikke sender post til fjernprint«
    pub fails: String,
    /// »løsningen skal sende post til fjernprint«: where the buyer says so of a solution that nobody has offered yet
    pub buyer_holds: String,
    /// »løsningen ikke skal sende post til fjernprint«
    pub buyer_fails: String,
    /// Whether only the solution can answer it. Any other fact is the buyer's to answer: left to the suppliers, it
    /// would let each of them choose which minimum requirements hold
    pub supplier_knows: bool,
    /// What the buyer who answers »ja« needs
    pub need: Option<Need>,
    pub place: Place,
}

/// A *behov*: what the buyer asks for by saying that a fact is true, a numbered line that the supplier answers.
///
/// Without it, a »ja« would only switch requirements on, and nothing would say that the solution shall do what was
/// asked about.
#[derive(Debug, Clone)]
pub struct Need {
    /// `I-04.B1`; its number is never another need's
    pub id: RequirementId,
    /// The chapter in which it stands
    pub package: PackageId,
    /// »Løsningen skal …«
    pub text: Arc<str>,
    /// What the supplier may show instead
    pub alternative: Option<Arc<str>>,
    /// When it has to be met, if not at the start: »når …«
    pub deferred: Option<Arc<str>>,
    pub place: Place,
}
