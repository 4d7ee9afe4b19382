//! Words that people may change.

use std::path::Path;

use tender::catalog::condition::Condition;
use tender::compose::sentences::condition;
use tender::compose::{Texts, kravbilag, svarskema};
use tender::document::Document;
use tender::input::files::Memory;
use tender::print::{Templates, markdown};
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

/// What an answer leads to is said of the answers that the form has.
#[test]
fn the_guides_speak_of_the_answers_that_the_tender_has() {
    let templates = Templates::embedded();
    let texts = Texts::read(|name| Some(templates.text(name)), templates.words()).expect("the texts are ours");
    let types = "[[type]]\nid = \"MK\"\nname = \"Mindstekrav\"\nanswers = [\"Opfyldes\", \"Opfyldes ikke\"]\n\
                 [[type]]\nid = \"O\"\nname = \"Valgfrit\"\nanswers = [\"Med\", \"Uden\"]\n";
    let own = "[[requirement]]\nid = \"E1\"\ntype = \"O\"\ntext = \"Løsningen kan vise kort.\"\n";
    for procedure in ["mini-tender", "own-tender", "direct-award"] {
        let said = |types: &str| {
            let text = format!("procedure = \"{procedure}\"\n[packages]\nI-02 = \"all\"\n{own}{types}");
            let profile = profile("2024-01", &text);
            let resolution = resolve(&profile);
            let form = Document::Svarskema(Box::new(svarskema(&profile, &resolution, &texts)));
            let paper = Document::Kravbilag(Box::new(kravbilag(&profile, &resolution, &texts)));
            [markdown(&form, &templates), markdown(&paper, &templates)]
        };
        for text in said(types) {
            for gone in ["»Ja«", "»Nej«", "»Anvendes«", "»Anvendes ikke«"] {
                assert!(!text.contains(gone), "{procedure}, {gone}: {text}");
            }
            assert!(
                text.contains("Svaret »Opfyldes ikke« til et mindstekrav, der gælder, betyder"),
                "{procedure}: {text}"
            );
        }
        let [form, paper] = said(types);
        assert!(form.contains("- Til et mindstekrav betyder »Opfyldes«, at leverandøren forpligter sig"), "{form}");
        assert!(form.contains("- Til et valgfrit krav betyder »Med«, at det beskrevne er en del af"), "{form}");
        assert!(paper.contains("Svares »Opfyldes« til et mindstekrav, forpligter leverandøren sig"), "{paper}");
        let [form, paper] = said("");
        assert!(form.contains("- Til et mindstekrav betyder »Ja«, at leverandøren forpligter sig"), "{form}");
        assert!(paper.contains("Svares »Ja« til et mindstekrav, forpligter leverandøren sig"), "{paper}");
    }
}
