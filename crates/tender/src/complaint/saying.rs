//! What a fault says: message, label and hints, each in English and in Danish.
//!
//! The message is the fact, the label is the place, a hint is the way out and exists only when it is probably right. A
//! fault that lacks a language does not compile.

use crate::text::language::Both;

/// What a fault says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saying {
    pub message: Both,
    /// What stands beside the place
    pub label: Option<Both>,
    /// The ways out; empty when none is probably right
    pub hints: Vec<Both>,
}

impl Saying {
    /// With what stands beside the place.
    pub fn label(self, label: Both) -> Self {
        Self { label: Some(label), ..self }
    }

    /// With a way out.
    pub fn hint(self, hint: Both) -> Self {
        self.hints([hint])
    }

    /// With ways out, as far as there are any.
    pub fn hints(mut self, hints: impl IntoIterator<Item = Both>) -> Self {
        self.hints.extend(hints);
        self
    }
}

/// A message without label and hint, in English and in Danish, each as `format!` takes it.
#[macro_export]
macro_rules! say {
    ($en:literal, $da:literal $(,)?) => {
        $crate::complaint::Saying { message: $crate::both!($en, $da), label: None, hints: Vec::new() }
    };
}
