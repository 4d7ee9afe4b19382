//! The checklist as one page for a browser: no other file, no connection, every key of the keyboard.
//!
//! What was ticked and written stays in the browser's own memory, under the edition and the profile; only what differs
//! from the printed page is kept, so that a page made anew shows the buyer's newer choices. The page's policy allows
//! its own style and script by their fingerprints and nothing else: even if a text got past the escaping, it could not
//! run.

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

/// Our face with the letters of Danish, so that the page looks like the papers wherever it is opened. It is Source Sans
/// 3 cut down (fonts/source-sans-3/OFL.txt), and by its licence no longer called so.
const FACES: [(u16, &[u8]); 2] =
    [(400, include_bytes!("html/regular.woff2")), (600, include_bytes!("html/semibold.woff2"))];

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
        let style = format!("\n{}{}{STYLE}", faces(), house_style(&it.front.theme));
        let script = format!("\n{SCRIPT}");
        let policy = format!(
            "default-src 'none'; style-src '{}'; script-src '{}'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'",
            fingerprint(&style),
            fingerprint(&script)
        );
        let intro = html! {
            (self.section("intro", &it.intro, html! {}))
            @if it.matrix.drawn { (self.section("overblik", &it.overview, self.matrix(&it.matrix))) }
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
                            @if let Some(it) = &it.others {
                                (self.section("oevrige", &it.intro, short_lines(&it.requirements)))
                            }
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
                    @let of = front.theme.organisation.as_ref().unwrap_or(&front.buyer);
                    @let name = format!("{} {of}", self.word(Word::LogoOf));
                    img class="logo" src={ "data:" (picture_type(bytes)) ";base64," (BASE64.encode(bytes)) } alt=(shown(&name));
                }
                @if front.draft { p class="draft" { (self.word(Word::Draft)) } }
                h1 { (shown(&front.name)) }
                p class="title" { (shown(&front.title)) }
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
            nav id="oversigt" tabindex="-1" aria-label=(self.word(Word::Contents)) {
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
                            th scope="col" { (self.word(Word::Business)) }
                            @for row in &it.rows {
                                th scope="col" class="upright" title=(shown(&row.name)) { span { (row.id) } }
                            }
                        }
                    }
                    tbody {
                        @for (at, column) in it.columns.iter().enumerate() {
                            tr {
                                th scope="row" { span class="id" { (column.package) } " " (shown(&column.title)) }
                                td class="ids" {
                                    @for (at, entry) in column.business.iter().enumerate() {
                                        @if at > 0 { ", " }
                                        @if entry.chosen {
                                            span class="chosen" { (chosen) " " (entry.id) }
                                        } @else {
                                            span { (entry.id) }
                                        }
                                    }
                                }
                                @for row in &it.rows { (matrix_cell(row.cells[at].as_ref(), chosen, derived)) }
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
            signs.push(html! { span class="chosen" { (chosen) " SF…" } ": " (self.word(Word::LegendChosen)) });
        }
        if it.has_unchosen {
            signs.push(html! { "SF…: " (self.word(Word::LegendNotChosen)) });
        }
        if !it.rows.is_empty() {
            signs.push(html! { (chosen) ": " (self.word(Word::LegendAlways)) });
        }
        if it.has_conditional {
            signs.push(html! { "(" (chosen) "): " (self.word(Word::LegendConditional)) });
        }
        if it.has_derived {
            signs.push(html! { (chosen) (derived) ": " (self.word(Word::LegendDerived)) });
        }
        html! {
            p class="signs" {
                @for (at, sign) in signs.iter().enumerate() {
                    @if at > 0 { " · " }
                    span { (sign) }
                }
            }
            ul class="names" {
                @for row in it.rows_by_id() { li { span class="id" { (row.id) } " " (shown(&row.name)) } }
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
                    (short_lines(&it.requirements))
                }
                (self.ticks(Word::Advice, &it.advice))
                @if let Some(seen) = &it.seen {
                    h3 { (rich(&seen.intro.title)) }
                    (blocks(&seen.intro.blocks, 4))
                    ul {
                        @for note in &seen.rows {
                            li {
                                strong { (note.about.join(", ")) ", " (shown(&note.seen)) ":" }
                                " " (rich(&note.text)) " " (rich(&note.pages))
                            }
                        }
                    }
                }
                div class="notes" {
                    label for=(name) { (shown(&it.notes.label)) }
                    textarea id=(name) name=(name) rows=(it.notes.lines) aria-label=(shown(&it.notes.tip)) {}
                }
                p class="back" { a href="#oversigt" { (self.word(Word::HtmlBack)) } }
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
        // Which integrations are chosen is one point, however many there are; each advice is one of its own.
        let class = (key == Word::Choices).then_some("choices");
        html! {
            fieldset class=[class] {
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
        let name = it.answer.name.to_string();
        let help = format!("{name}.hjaelp");
        html! {
            fieldset class="fact" aria-describedby=(help) {
                legend { span class="id" { (it.number) } " " (shown(&it.question)) }
                div class="answers" {
                    @for (at, option) in it.answer.options.iter().enumerate() {
                        @let id = format!("{name}.{at}");
                        span class="answer" {
                            input type="radio" id=(id) name=(name) value=(shown(option))
                                checked[it.answer.chosen.as_ref() == Some(option)];
                            label for=(id) { (shown(option)) }
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

/// Requirements by id, title and text.
fn short_lines(lines: &[Line]) -> Markup {
    html! {
        ul {
            @for line in lines {
                li {
                    strong {
                        span class="id" { (line.id) }
                        @if !line.title.is_empty() { " " (shown(&line.title)) }
                        ":"
                    }
                    " " (rich(&line.text))
                }
            }
        }
    }
}

/// Where a package brings an integration along, and how surely.
fn matrix_cell(cell: Option<&MatrixCell>, dot: &str, derived: &str) -> Markup {
    let Some(cell) = cell else { return html! { td class="cell" {} } };
    html! {
        td class="cell" {
            @if cell.conditional { "(" (dot) ")" } @else { (dot) }
            @if cell.derived { (derived) }
        }
    }
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
    format!(":root {{ --accent: {accent}; --light: color-mix(in srgb, {accent} 35%, #fff); --font: \"{font}\"; }}\n")
}

/// The faces as a style's own data, called »Bilag Sans«.
pub fn faces() -> String {
    let face = |(weight, bytes): (u16, &[u8])| {
        let data = BASE64.encode(bytes);
        format!(
            "@font-face {{ font-family: \"Bilag Sans\"; font-weight: {weight}; font-display: swap; src: url(data:font/woff2;base64,{data}) format(\"woff2\"); }}\n"
        )
    };
    FACES.map(face).concat()
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
