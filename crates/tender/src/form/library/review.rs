//! The review of a form that was filled in from a library: one page in the browser, for whoever reads it before it is
//! sent.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::prefill::{Earlier, Filled, Standing, Taken};
use super::{Differs, Known, Library, Past};
use crate::change::{Piece, pieces};
use crate::print::shown;

const STYLE: &str = include_str!("review.css");

/// A heap of questions that the same became of.
struct Heap {
    title: &'static str,
    /// What is to be done about them
    lead: &'static str,
    fits: fn(&Earlier) -> bool,
}

/// In the order in which they are read: what needs a person first.
const HEAPS: [Heap; 11] = [
    Heap {
        title: "Stod i skemaet i forvejen",
        lead: "Der stod noget i felterne, da skemaet blev læst, og de er ikke rørt. Er et tidligere svar et andet, står det ved siden af.",
        fits: |earlier| matches!(earlier, Earlier::Standing { .. }),
    },
    Heap {
        title: "Ordlyden er ændret",
        lead: "Kravet er stillet før, men med andre ord. Læs forskellen, og tag stilling, før du svarer.",
        fits: |earlier| matches!(earlier, Earlier::Changed { .. }),
    },
    Heap {
        title: "Svaret kan ikke gives her",
        lead: "Ordlyden er den samme, men det svar, I gav før, er ikke blandt svarmulighederne i dette skema. Feltet er tomt.",
        fits: |earlier| matches!(earlier, Earlier::NotOffered { .. }),
    },
    Heap {
        title: "Svaret siger noget andet her",
        lead: "Ordlyden er den samme, men kravtypen eller svarmulighederne er ændret, så det svar, I gav før, betyder noget andet. Feltet er tomt.",
        fits: |earlier| matches!(earlier, Earlier::Turned { .. }),
    },
    Heap {
        title: "»Ikke relevant« passer ikke til de andre svar",
        lead: "Ordlyden er den samme, men efter de andre svar i skemaet gælder kravet. Feltet er tomt.",
        fits: |earlier| matches!(earlier, Earlier::Contradicted { .. }),
    },
    Heap {
        title: "Stillet flere gange før",
        lead: "I ét skema stod de samme ord ved flere krav, som I besvarede forskelligt. Feltet er tomt.",
        fits: |earlier| matches!(earlier, Earlier::Several { .. }),
    },
    Heap {
        title: "Sat ind, men vilkårene er ændret",
        lead: "Ordlyden er den samme som før, og svaret er sat ind, men kravet stilles på andre vilkår. Læs, om svaret stadig passer.",
        fits: |earlier| matches!(earlier, Earlier::Same { differs, .. } if !differs.is_empty()),
    },
    Heap {
        title: "Besvaret forskelligt før",
        lead: "Ordlyden er den samme, men I har svaret forskelligt. Det nyeste svar er sat ind.",
        fits: |earlier| matches!(earlier, Earlier::Same { others, differs, .. } if differs.is_empty() && !others.is_empty()),
    },
    Heap {
        title: "Ikke besvaret før",
        lead: "Spørgsmålet er nyt. Feltet er tomt.",
        fits: |earlier| matches!(earlier, Earlier::Nothing),
    },
    Heap {
        title: "Kun beskrevet før",
        lead: "Kravet er stillet før, men I gav intet svar, kun en beskrivelse. Felterne er tomme.",
        fits: |earlier| matches!(earlier, Earlier::Described { .. }),
    },
    Heap {
        title: "Sat ind uændret",
        lead: "Ordlyden er den samme som før, og svaret er sat ind.",
        fits: |earlier| matches!(earlier, Earlier::Same { others, differs, .. } if differs.is_empty() && others.is_empty()),
    },
];

/// Makes the page.
pub fn review(form: &str, buyer: &str, title: &str, library: &Library, filled: &Filled) -> String {
    let name = format!("Gennemgang af {form}");
    let tender: Vec<&str> = [title, buyer].into_iter().filter(|part| !part.is_empty()).collect();
    let heaps = HEAPS.iter().map(|heap| {
        let taken: Vec<&Taken> = filled.taken.iter().filter(|taken| (heap.fits)(&taken.earlier)).collect();
        (heap, taken)
    });
    let heaps: Vec<(&Heap, Vec<&Taken>)> = heaps.collect();
    let page = html! {
        (DOCTYPE)
        html lang="da" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (shown(&name)) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                main {
                    h1 { (shown(&name)) }
                    @if !tender.is_empty() { p class="tender" { (shown(&tender.join(" · "))) } }
                    p {
                        "Skemaet er udfyldt med jeres egne tidligere svar. Læs hvert svar, før skemaet sendes: Et svar binder "
                        "jer over for denne ordregiver. Hvad der stod i skemaet i forvejen, er ikke rørt; dato og underskrift er "
                        "ikke udfyldt."
                    }
                    table class="sum" {
                        caption { "Oversigt" }
                        tbody {
                            @for (heap, taken) in &heaps {
                                tr { th scope="row" { (heap.title) } td { (taken.len()) } }
                            }
                        }
                    }
                    @for (heap, taken) in heaps.iter().filter(|(_, taken)| !taken.is_empty()) {
                        section {
                            h2 { (heap.title) " (" (taken.len()) ")" }
                            p { (heap.lead) }
                            @for taken in taken { (question(taken, library)) }
                        }
                    }
                }
            }
        }
    };
    page.into_string()
}

fn question(Taken { id, asked, earlier }: &Taken, library: &Library) -> Markup {
    let name = [id.as_str(), asked.title.as_str()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
    let name = if name.is_empty() { "Oplysning".to_owned() } else { name.join(" ") };
    html! {
        article {
            h3 { (shown(&name)) }
            p class="words" {
                @if let Earlier::Changed { known, .. } = earlier {
                    (difference(known, asked))
                } @else {
                    (shown(&asked.whole()))
                }
            }
            @match earlier {
                Earlier::Standing { standing: Standing { svar, begrundelse }, past } => {
                    (written("Står der", svar.as_deref(), begrundelse.as_deref(), None))
                    @if let Some(past) = past { (answer("Tidligere", past, library)) }
                }
                Earlier::Same { past, others, mentions, differs } => {
                    (answer("Sat ind", past, library))
                    (changed_terms(differs))
                    @if !mentions.is_empty() {
                        @let quoted: Vec<String> = mentions.iter().map(|name| format!("»{}«", shown(name))).collect();
                        p class="mind" {
                            "Beskrivelsen nævner " (quoted.join(", ")) ". Er den skrevet til et andet udbud?"
                        }
                    }
                    @for past in others { (answer("Tidligere", past, library)) }
                }
                Earlier::NotOffered { past, options } => {
                    (answer("Tidligere", past, library))
                    p { "Svarmulighederne er nu: " (shown(&options.join(", "))) "." }
                }
                Earlier::Turned { past, differs } => {
                    (answer("Tidligere", past, library))
                    (changed_terms(differs))
                }
                Earlier::Changed { known, filled } => {
                    @for past in known.newest() {
                        (answer(if filled.as_ref() == Some(past) { "Sat ind" } else { "Tidligere" }, past, library))
                    }
                }
                Earlier::Described { past } | Earlier::Contradicted { past } => (answer("Tidligere", past, library)),
                Earlier::Several { pasts } => @for past in pasts { (answer("Tidligere", past, library)) },
                Earlier::Nothing => {}
            }
        }
    }
}

/// What was asked before and what is asked now, in one text.
fn difference(known: &Known, asked: &Known) -> Markup {
    html! {
        @for piece in pieces(&known.whole(), &asked.whole()) {
            @match piece {
                Piece::Same(text) => (shown(&text)),
                Piece::Gone(text) => del { (shown(&text)) },
                Piece::Came(text) => ins { (shown(&text)) },
            }
        }
    }
}

/// What else than the words is another now.
fn changed_terms(differs: &[Differs]) -> Markup {
    // A sentence is quoted without its period: ours ends with one.
    let quoted = |text: &str| format!("»{}«", text.trim_end_matches('.'));
    let said = |text: &str| if text.is_empty() { "ikke angivet".to_owned() } else { quoted(text) };
    html! {
        @for Differs { term, before, now } in differs {
            p class="mind" { (term.words()) " er nu " (shown(&said(now))) ". Før: " (shown(&said(before))) "." }
        }
    }
}

fn answer(label: &str, past: &Past, library: &Library) -> Markup {
    let from = library.form(past.form).map(|form| {
        let parts: Vec<&str> =
            [form.title.as_str(), form.buyer.as_str()].into_iter().filter(|it| !it.is_empty()).collect();
        if parts.is_empty() { form.file.clone() } else { parts.join(", ") }
    });
    written(label, past.svar.as_deref(), past.begrundelse.as_deref(), from)
}

fn written(label: &str, svar: Option<&str>, begrundelse: Option<&str>, from: Option<String>) -> Markup {
    html! {
        dl {
            dt { (label) }
            dd {
                strong { (shown(svar.unwrap_or("Intet svar"))) }
                @if let Some(text) = begrundelse { span class="description" { (shown(text)) } }
                @if let Some(from) = &from { small { (shown(from)) } }
            }
        }
    }
}
