//! The review of a form that was filled in from a library: one page in the browser, for whoever reads it before it is sent.

use std::fmt::Write as _;

use super::prefill::{Earlier, Filled, Taken};
use super::{Known, Library, Past};
use crate::change::{Piece, pieces};
use crate::print::escaped;

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
    let mut page = String::new();
    let name = format!("Gennemgang af {form}");
    let _ = write!(
        page,
        "<!DOCTYPE html>\n<html lang=\"da\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{}</h1>\n",
        escaped(&name),
        escaped(&name)
    );
    let tender: Vec<&str> = [title, buyer].into_iter().filter(|part| !part.is_empty()).collect();
    if !tender.is_empty() {
        let _ = writeln!(page, "<p class=\"tender\">{}</p>", escaped(&tender.join(" · ")));
    }
    page.push_str(
        "<p>Skemaet er udfyldt med jeres egne tidligere svar. Læs hvert svar, før skemaet sendes: Et svar binder jer over for denne ordregiver. Dato og underskrift er ikke udfyldt.</p>\n<table class=\"sum\">\n<caption>Oversigt</caption>\n<tbody>\n",
    );
    for heap in &HEAPS {
        let count = filled.taken.iter().filter(|taken| (heap.fits)(&taken.earlier)).count();
        let _ = writeln!(page, "<tr><th scope=\"row\">{}</th><td>{count}</td></tr>", heap.title);
    }
    page.push_str("</tbody>\n</table>\n");
    for heap in &HEAPS {
        let taken: Vec<&Taken> = filled.taken.iter().filter(|taken| (heap.fits)(&taken.earlier)).collect();
        if taken.is_empty() {
            continue;
        }
        let _ = writeln!(page, "<section>\n<h2>{} ({})</h2>\n<p>{}</p>", heap.title, taken.len(), heap.lead);
        taken.into_iter().for_each(|taken| question(taken, library, &mut page));
        page.push_str("</section>\n");
    }
    page.push_str("</main>\n</body>\n</html>\n");
    page
}

fn question(Taken { id, asked, earlier }: &Taken, library: &Library, page: &mut String) {
    let name = [id.as_str(), asked.title.as_str()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
    let name = if name.is_empty() { "Oplysning".to_owned() } else { name.join(" ") };
    let _ = writeln!(page, "<article>\n<h3>{}</h3>", escaped(&name));
    match earlier {
        Earlier::Changed { known, .. } => {
            let _ = writeln!(page, "<p class=\"words\">{}</p>", difference(known, asked));
        }
        Earlier::Same { .. } | Earlier::NotOffered { .. } | Earlier::Nothing => {
            let _ = writeln!(page, "<p class=\"words\">{}</p>", escaped(&asked.whole()));
        }
    }
    match earlier {
        Earlier::Same { past, others, mentions } => {
            answer("Sat ind", past, library, page);
            if !mentions.is_empty() {
                let quoted = mentions.iter().map(|name| format!("»{}«", escaped(name))).collect::<Vec<_>>().join(", ");
                let _ = writeln!(
                    page,
                    "<p class=\"mind\">Beskrivelsen nævner {quoted}. Er den skrevet til et andet udbud?</p>"
                );
            }
            others.iter().for_each(|past| answer("Tidligere", past, library, page));
        }
        Earlier::NotOffered { past, options } => {
            answer("Tidligere", past, library, page);
            let _ = writeln!(page, "<p>Svarmulighederne er nu: {}.</p>", escaped(&options.join(", ")));
        }
        Earlier::Changed { known, filled } => {
            for (at, past) in known.newest().enumerate() {
                answer(if *filled && at == 0 { "Sat ind" } else { "Tidligere" }, past, library, page);
            }
        }
        Earlier::Nothing => {}
    }
    page.push_str("</article>\n");
}

/// What was asked before and what is asked now, in one text.
fn difference(known: &Known, asked: &Known) -> String {
    let shown = pieces(&known.whole(), &asked.whole()).into_iter().map(|piece| match piece {
        Piece::Same(text) => escaped(&text),
        Piece::Gone(text) => format!("<del>{}</del>", escaped(&text)),
        Piece::Came(text) => format!("<ins>{}</ins>", escaped(&text)),
    });
    shown.collect()
}

fn answer(label: &str, past: &Past, library: &Library, page: &mut String) {
    let from = library.form(past.form).map(|form| {
        let parts: Vec<&str> =
            [form.title.as_str(), form.buyer.as_str()].into_iter().filter(|it| !it.is_empty()).collect();
        if parts.is_empty() { form.file.clone() } else { parts.join(", ") }
    });
    let _ = write!(
        page,
        "<dl>\n<dt>{label}</dt>\n<dd><strong>{}</strong>",
        escaped(past.svar.as_deref().unwrap_or("Intet svar"))
    );
    if let Some(text) = &past.begrundelse {
        let _ = write!(page, "<span class=\"description\">{}</span>", escaped(text));
    }
    if let Some(from) = from {
        let _ = write!(page, "<small>{}</small>", escaped(&from));
    }
    page.push_str("</dd>\n</dl>\n");
}
