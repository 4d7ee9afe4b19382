//! The review of a form that was filled in from a library: one page in the browser, for whoever reads it before it is
//! sent.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::prefill::{Earlier, Filled, Taken};
use super::{Known, Library, Past};
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
const HEAPS: [Heap; 5] = [
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
        title: "Besvaret forskelligt før",
        lead: "Ordlyden er den samme, men I har svaret forskelligt. Det nyeste svar er sat ind.",
        fits: |earlier| matches!(earlier, Earlier::Same { others, .. } if !others.is_empty()),
    },
    Heap {
        title: "Ikke besvaret før",
        lead: "Spørgsmålet er nyt. Feltet er tomt.",
        fits: |earlier| matches!(earlier, Earlier::Nothing),
    },
    Heap {
        title: "Sat ind uændret",
        lead: "Ordlyden er den samme som før, og svaret er sat ind.",
        fits: |earlier| matches!(earlier, Earlier::Same { others, .. } if others.is_empty()),
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
                        "jer over for denne ordregiver. Dato og underskrift er ikke udfyldt."
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
                Earlier::Same { past, others, mentions } => {
                    (answer("Sat ind", past, library))
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
                Earlier::Changed { known, filled } => {
                    @for (at, past) in known.newest().enumerate() {
                        (answer(if *filled && at == 0 { "Sat ind" } else { "Tidligere" }, past, library))
                    }
                }
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

fn answer(label: &str, past: &Past, library: &Library) -> Markup {
    let from = library.form(past.form).map(|form| {
        let parts: Vec<&str> =
            [form.title.as_str(), form.buyer.as_str()].into_iter().filter(|it| !it.is_empty()).collect();
        if parts.is_empty() { form.file.clone() } else { parts.join(", ") }
    });
    html! {
        dl {
            dt { (label) }
            dd {
                strong { (shown(past.svar.as_deref().unwrap_or("Intet svar"))) }
                @if let Some(text) = &past.begrundelse { span class="description" { (shown(text)) } }
                @if let Some(from) = &from { small { (shown(from)) } }
            }
        }
    }
}
