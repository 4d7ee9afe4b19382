//! The checklist as one page for a browser: no other file, no connection, every key of the keyboard.
//!
//! What was ticked and written stays in the browser's own memory, under the edition and the profile; only what differs from the
//! printed page is kept, so that a page made anew shows the buyer's newer choices. The page's policy allows its own style and
//! script by their fingerprints and nothing else: even if a text got past the escaping, it could not run.

pub mod text;

pub use self::text::shown;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use self::text::{blocks, rich};
use crate::document::words::{Word, Words};
use crate::document::*;
use crate::print::templates::Templates;

/// What makes the page remember, count and clear.
const SCRIPT: &str = include_str!("html/tjekliste.js");

/// How it looks, on screen and on paper; the house style stands before it.
const STYLE: &str = include_str!("html/tjekliste.css");

/// Prints a checklist as HTML. The logo is put into the page.
pub fn html(document: &Tjekliste, templates: &Templates, logo: Option<&[u8]>) -> String {
    Page { words: templates.words() }.document(document, logo).into_string()
}

struct Page<'a> {
    words: &'a Words,
}

impl Page<'_> {
    fn word(&self, key: Word) -> &str {
        self.words.get(key)
    }

    fn document(&self, it: &Tjekliste, logo: Option<&[u8]>) -> Markup {
        let style = format!("\n{}{STYLE}", house_style(&it.front.theme));
        let script = format!("\n{SCRIPT}");
        let policy = format!(
            "default-src 'none'; style-src '{}'; script-src '{}'; img-src data:; base-uri 'none'; form-action 'none'",
            fingerprint(&style),
            fingerprint(&script)
        );
        let intro = html! {
            (self.section("intro", &it.intro, html! {}))
            (self.section("overblik", &it.overview, self.matrix(&it.matrix)))
        };
        html! {
            (DOCTYPE)
            html lang="da" {
                head {
                    meta charset="utf-8";
                    meta http-equiv="Content-Security-Policy" content=(policy);
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="referrer" content="no-referrer";
                    meta name="generator" content={ "bilag " (env!("CARGO_PKG_VERSION")) };
                    title { (shown(&it.front.pdf_title)) }
                    // Both are the project's own, and of the house style only what is a colour or a name.
                    style { (PreEscaped(&style)) }
                }
                body data-memory=(shown(&it.memory)) {
                    a class="skip" href="#indhold" { (self.word(Word::HtmlSkip)) }
                    (self.header(&it.front, logo))
                    div class="columns" {
                        (self.contents(it))
                        main id="indhold" tabindex="-1" {
                            (intro)
                            @for page in &it.pages { (self.package(page)) }
                        }
                    }
                    footer { p { (shown(&it.front.running)) } }
                    script { (PreEscaped(&script)) }
                }
            }
        }
    }

    fn header(&self, front: &Front, logo: Option<&[u8]>) -> Markup {
        let picture = front.theme.logo.as_ref().and(logo);
        html! {
            header {
                @if let Some(bytes) = picture {
                    @let name = front.theme.organisation.as_ref().unwrap_or(&front.buyer);
                    img class="logo" src={ "data:" (picture_type(bytes)) ";base64," (BASE64.encode(bytes)) } alt=(shown(name));
                }
                p class="kind" {
                    @if let Some(appendix) = &front.appendix { (shown(appendix)) " · " }
                    (shown(&front.kind_name))
                    @if front.draft { " " strong class="draft" { (self.word(Word::Draft)) } }
                }
                h1 { (shown(&front.title)) }
                dl {
                    @for entry in &front.entries {
                        div { dt { (shown(&entry.label)) } dd { (shown(&entry.value)) } }
                    }
                }
            }
        }
    }

    /// The packages with how much of each is ticked, and the buttons.
    fn contents(&self, it: &Tjekliste) -> Markup {
        html! {
            nav aria-label=(self.word(Word::Contents)) {
                ol {
                    @for page in &it.pages {
                        li {
                            a href={ "#" (page.package) } {
                                span class="id" { (page.package) } " " (shown(&page.title)) " "
                                span class="count" data-count=(page.package) data-of=(self.word(Word::Of)) {}
                            }
                        }
                    }
                }
                button type="button" id="print" { (self.word(Word::HtmlPrint)) }
                button type="button" id="save" { (self.word(Word::HtmlSave)) }
                button type="button" id="clear" data-sure=(self.word(Word::HtmlSure))
                    data-done=(self.word(Word::HtmlCleared)) { (self.word(Word::HtmlClear)) }
                p id="memory" role="status" data-remembered=(self.word(Word::HtmlRemembered))
                    data-forgetful=(self.word(Word::HtmlForgetful)) {}
            }
        }
    }

    fn section(&self, id: &str, section: &Section, more: Markup) -> Markup {
        html! {
            section id=(id) aria-labelledby={ (id) "-navn" } {
                h2 id={ (id) "-navn" } { (rich(&section.title)) }
                (blocks(&section.blocks, 3))
                (more)
            }
        }
    }

    fn matrix(&self, it: &Matrix) -> Markup {
        let (chosen, derived) = (self.word(Word::SignChosen), self.word(Word::SignDerived));
        html! {
            div class="scroll" role="region" tabindex="0" aria-label=(self.word(Word::HtmlTable)) {
                table class="matrix" {
                    thead {
                        tr {
                            th scope="col" { (self.word(Word::Package)) }
                            @for column in &it.columns {
                                th scope="col" { span class="id" { (column.package) } " " (shown(&column.title)) }
                            }
                        }
                    }
                    tbody {
                        tr class="business" {
                            th scope="row" { (self.word(Word::Business)) }
                            @for column in &it.columns {
                                td {
                                    ul {
                                        @for entry in &column.business {
                                            @if entry.chosen {
                                                li class="chosen" { (chosen) " " (entry.id) }
                                            } @else {
                                                li { (entry.id) }
                                            }
                                        }
                                    }
                                }
                            }
                        }
                        @for row in &it.rows {
                            tr {
                                th scope="row" { span class="id" { (row.id) } " " (shown(&row.name)) }
                                @for cell in &row.cells { (matrix_cell(&row.id, cell.as_ref(), derived)) }
                            }
                        }
                    }
                }
            }
            (self.signs(it))
        }
    }

    /// What the signs of the matrix mean, as far as it has them.
    fn signs(&self, it: &Matrix) -> Markup {
        let (chosen, derived) = (self.word(Word::SignChosen), self.word(Word::SignDerived));
        let mut signs = Vec::new();
        if it.columns.iter().any(|column| column.business.iter().any(|entry| entry.chosen)) {
            signs.push(html! { (chosen) ": " (self.word(Word::LegendChosen)) });
        }
        if it.has_unchosen {
            signs.push(html! { (self.word(Word::LegendUnchosen)) });
        }
        signs.push(html! { "SF…: " (self.word(Word::LegendAlways)) });
        if it.has_conditional {
            signs.push(html! { "(SF…): " (self.word(Word::LegendConditional)) });
        }
        if it.has_derived {
            signs.push(html! { em { "SF…" (derived) } ": " (self.word(Word::LegendDerived)) });
        }
        html! {
            p class="signs" {
                @for (at, sign) in signs.iter().enumerate() {
                    @if at > 0 { " · " }
                    (sign)
                }
            }
        }
    }

    fn package(&self, it: &ChecklistPage) -> Markup {
        let name = it.notes.name.to_string();
        html! {
            section id=(it.package) class="package" aria-labelledby={ (it.package) "-navn" } {
                h2 id={ (it.package) "-navn" } { span class="id" { (it.package) } " " (shown(&it.title)) }
                (blocks(&it.purpose, 3))
                @if !it.guidance.is_empty() {
                    (self.heading(Word::Guidance))
                    (blocks(&it.guidance, 4))
                }
                (self.ticks(Word::Choices, &it.choices))
                @if !it.facts.is_empty() {
                    (self.heading(Word::Facts))
                    @for fact in &it.facts { (self.fact(fact)) }
                }
                @if !it.follows.is_empty() {
                    (self.heading(Word::Follows))
                    ul { @for item in &it.follows { li { (rich(&item.sentence)) } } }
                }
                @if !it.requirements.is_empty() {
                    (self.heading(Word::Requirements))
                    ul {
                        @for line in &it.requirements {
                            li {
                                strong { span class="id" { (line.id) } " " (shown(&line.title)) ":" }
                                " " (rich(&line.text))
                            }
                        }
                    }
                }
                (self.ticks(Word::Advice, &it.advice))
                div class="notes" {
                    label for=(name) { (shown(&it.notes.label)) }
                    textarea id=(name) name=(name) rows=(it.notes.lines) aria-label=(shown(&it.notes.tip)) {}
                }
            }
        }
    }

    fn heading(&self, key: Word) -> Markup {
        html! { h3 { (self.word(key)) } }
    }

    /// A box to tick with its name; what explains it is read after it.
    fn ticks(&self, key: Word, ticks: &[Tick]) -> Markup {
        if ticks.is_empty() {
            return html! {};
        }
        html! {
            fieldset {
                legend { (self.heading(key)) }
                @for tick in ticks {
                    @let name = tick.field.name.to_string();
                    @let help = (!tick.text.is_empty()).then(|| format!("{name}.tekst"));
                    div class="tick" {
                        (check(&tick.field, help.as_deref()))
                        div {
                            label for=(name) { (rich(&tick.title)) }
                            @if let Some(help) = &help { p id=(help) { (rich(&tick.text)) } }
                        }
                    }
                }
            }
        }
    }

    fn fact(&self, it: &ChecklistFact) -> Markup {
        let help = it.answers.first().map(|answer| format!("{}.hjaelp", answer.name)).unwrap_or_default();
        html! {
            fieldset class="fact" aria-describedby=(help) {
                legend { (shown(&it.question)) }
                div class="answers" {
                    @for answer in &it.answers {
                        span class="answer" {
                            (check(answer, None))
                            label for=(answer.name) { (shown(&answer.label)) }
                        }
                    }
                    span class="asked" {
                        (self.word(Word::AskedOf)) ": " (shown(&it.asked_of))
                        @if it.open { " · " strong class="open" { (self.word(Word::Open)) } }
                    }
                }
                p id=(help) {
                    (shown(&it.help))
                    @if let Some(decides) = &it.decides { " " (rich(decides)) }
                }
            }
        }
    }
}

/// Where a package brings an integration along, and how surely.
fn matrix_cell(id: &str, cell: Option<&MatrixCell>, derived: &str) -> Markup {
    let Some(cell) = cell else { return html! { td {} } };
    let id = if cell.conditional { format!("({id})") } else { id.to_owned() };
    html! { td { @if cell.derived { em { (id) (derived) } } @else { (id) } } }
}

fn check(field: &Field, help: Option<&str>) -> Markup {
    html! {
        input type="checkbox" id=(field.name) name=(field.name) aria-describedby=[help] checked[field.ticked];
    }
}

/// The buyer's colour and font as the style's own values.
fn house_style(theme: &Theme) -> String {
    let accent: String = theme.accent.chars().filter(|c| *c == '#' || c.is_ascii_hexdigit()).collect();
    let font: String = theme
        .font
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || c == ' ' { c.to_string() } else { format!("\\{:x} ", u32::from(c)) })
        .collect();
    format!(":root {{ --accent: {accent}; --font: \"{font}\"; }}\n")
}

/// The fingerprint by which the page's policy allows a style or script.
fn fingerprint(text: &str) -> String {
    format!("sha256-{}", BASE64.encode(Sha256::digest(text.as_bytes())))
}

/// The kind of a logo, by its beginning.
fn picture_type(bytes: &[u8]) -> &'static str {
    if bytes.starts_with(b"\x89PNG") {
        "image/png"
    } else if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
        "image/jpeg"
    } else {
        "image/svg+xml"
    }
}
