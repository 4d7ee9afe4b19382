//! What makes the documents: the resolution of a profile, said in Danish.

pub use self::corrections::corrections;
pub use self::kravbilag::kravbilag;
pub(crate) use self::kravbilag::values as text_values;
pub use self::rettelsesblad::{Was, rettelsesblad};
pub use self::slides::{slides, slides_of_packages};
pub use self::svarskema::svarskema;
pub use self::texts::Texts;
pub use self::tjekliste::{tjekliste, tjekliste_of_packages};

mod corrections;
pub mod fault;
pub mod figure;
pub mod front;
mod kravbilag;
mod lines;
pub mod matrix;
mod notice;
mod record;
mod rettelsesblad;
pub mod sentences;
mod slides;
mod standard;
pub mod svarskema;
mod texts;
mod tjekliste;
