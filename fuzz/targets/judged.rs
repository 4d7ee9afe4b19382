//! A returned form as `collect` treats it, in this process instead of one of its own.

use std::sync::LazyLock;

use tender::catalog::{Catalog, CatalogFiles};
use tender::compose::Texts;
use tender::form::binding::Binding;
use tender::form::workbook::layout::Labels;
use tender::form::{Reading, Reference, judge};
use tender::print::Templates;

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| Catalog::read(&CatalogFiles::embedded()).expect("it is sound"));
static TEXTS: LazyLock<Texts> = LazyLock::new(|| {
    let templates = Templates::embedded();
    Texts::read(|name| Some(templates.text(name)), templates.words()).expect("they can be read")
});

/// Reads a form and judges it against the profile that it carries.
pub fn form(bytes: &[u8]) {
    let Reading::Form(returned) = Reading::of(bytes) else { return };
    let Some(bound) = returned.binding.as_deref().and_then(|json| serde_json::from_str::<Binding>(json).ok()) else {
        return;
    };
    let labels = Labels { condition: "Betingelse", deferred: "Udskudt", alternative: "Alternativ" };
    if let Ok(reference) = Reference::carried(&bound, &CATALOG, &TEXTS) {
        judge("svar", &returned, &reference, Some(&bound), false, &labels, None);
    }
}
