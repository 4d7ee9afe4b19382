//! Words that people may change.

use std::path::Path;

use tender::catalog::condition::Condition;
use tender::compose::sentences::condition;
use tender::compose::{Texts, svarskema};
use tender::input::files::Memory;
use tender::print::Templates;
use tender::resolve::resolve;

use crate::support::profile;

#[test]
fn a_label_that_the_file_of_words_changes_is_changed_in_what_is_said_and_no_name_of_a_field_is() {
    let words = "cover-buyer = \"Udbyder\"\nfield-supplier = \"Firma\"\n";
    let files: Memory = [("vores/ord.toml".to_owned(), words.as_bytes())].into_iter().collect();
    let templates = Templates::open(Path::new("vores"), &files).expect("the words can be read");
    let texts = Texts::read(|name| Some(templates.text(name)), templates.words()).expect("the texts are ours");
    let profile = profile("2024-01", "[packages]\nI-02 = \"all\"\n");
    let form = svarskema(&profile, &resolve(&profile), &texts);
    assert_eq!(form.front.entries[0].label, "Udbyder");
    let labels: Vec<&str> = form.supplier.iter().map(|field| field.label.as_str()).collect();
    assert_eq!(labels, ["Firma", "CVR-nummer", "Kontaktperson", "Dato"]);
    assert_eq!(form.supplier[0].name.to_string(), "leverandoer.navn");
}

#[test]
fn what_binds_otherwise_is_said_otherwise() {
    let profile = profile("2024-01", "[packages]\nI-09 = \"all\"\n");
    let said = |text: &str| {
        let words = condition(&profile, &Condition::parse(text).expect("it is a condition"));
        let [a, b, c] = ["masseleverancer", "token-services", "jobfunktionsroller"].map(|id| {
            let (_, fact) = profile.edition.facts.iter().find(|(fact, _)| fact.as_str() == id).expect("it is a fact");
            [fact.holds.clone(), fact.fails.clone()]
        });
        [(a, "a"), (b, "b"), (c, "c")].into_iter().fold(words, |words, ([holds, fails], short)| {
            words.replace(&fails, &format!("ikke {short}")).replace(&holds, short)
        })
    };
    let (a, b, c) = ("masseleverancer", "token-services", "jobfunktionsroller");
    for (written, printed) in [
        (format!("{a} and {b} and {c}"), "a, og b, og c"),
        (format!("({a} or {b}) and {c}"), "(a, eller b), og c"),
        (format!("{a} or {b} and {c}"), "a, eller (b, og c)"),
        (format!("not ({a} or {b} and {c})"), "ikke a, og (ikke b, eller ikke c)"),
        (format!("not ({a} and {b})"), "ikke a, eller ikke b"),
    ] {
        assert_eq!(said(&written), printed, "{written}");
    }
}
