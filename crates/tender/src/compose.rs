//! What makes the documents: the resolution of a profile, said in Danish.

pub use self::aendringsnotat::{Became, aendringsnotat, minimum_requirements, of_all_minimum_requirements};
pub use self::aflysning::aflysning;
pub use self::baggrundsnotat::baggrundsnotat;
pub use self::corrections::{Reader, corrections};
pub use self::kravbilag::kravbilag;
pub(crate) use self::kravbilag::values as text_values;
pub use self::rettelsesblad::rettelsesblad;
pub use self::slides::{slides, slides_of_packages};
pub use self::spoergsmaal::spoergsmaal_og_svar;
pub use self::svarskema::svarskema;
pub use self::texts::Texts;
pub use self::tjekliste::{tjekliste, tjekliste_of_packages};
pub use self::versions::{Correcting, Was};

mod aendringsnotat;
mod aflysning;
mod baggrundsnotat;
mod corrections;
pub mod fault;
pub mod figure;
pub mod front;
pub mod history;
mod kravbilag;
pub mod letters;
mod lines;
pub mod matrix;
mod notice;
mod record;
mod rettelsesblad;
pub mod sentences;
mod slides;
mod spoergsmaal;
mod standard;
pub mod svarskema;
mod texts;
mod tjekliste;
mod versions;
