//! The webinar's material: slides, speaker notes, the page for a browser, the dependency figure, the house style.

use std::collections::BTreeSet;
use std::path::Path;

use bilag::disk::Disk;
use bilag::inputs::Inputs;
use bilag::run::jobs::find;
use tender::catalog::Catalog;
use tender::catalog::id::PackageId;
use tender::compose::sentences::Sentences;
use tender::compose::{Texts, slides, slides_of_packages};
use tender::document::{Dependencies, Slides};
use tender::print::Templates;
use tender::profile::{Profile, Theme};
use tender::resolve::{ChosenOr, Level, Resolution, resolve};

use crate::desk::Desk;
use crate::paper;
use crate::support::{CATALOG, profile, profile_text};

const LOGO: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" width="200" height="50"><rect width="200" height="50" fill="#7a1f3d"/></svg>"##;

fn texts() -> Texts {
    let templates = Templates::embedded();
    Texts::read(|name| Some(templates.text(name)), templates.words()).expect("the shipped texts read without complaint")
}

fn slides_of(edition: &str) -> Slides {
    let catalog: &Catalog = &CATALOG;
    let edition = catalog.editions.iter().find(|(id, _)| id.as_str() == edition).expect("the edition is shipped").1;
    let packages: Vec<PackageId> = edition.packages.keys().cloned().collect();
    slides_of_packages(edition, &packages, &Theme::default(), &texts())
}

/// Every shipped example, resolved.
fn examples() -> Vec<(String, Profile, Resolution)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let (jobs, _) = find(&[folder], Path::new("bilag-ud"), &Inputs::default()).expect("the examples can be found");
    let mut found = Vec::new();
    for job in jobs {
        let file = job.open(&Disk).expect("an example can be read");
        let profile = Profile::check(&file, &CATALOG).expect("an example is complete");
        let resolution = resolve(&profile);
        found.push((job.to_string(), profile, resolution));
    }
    assert!(found.len() >= 20);
    found
}

/// The reasons that hold and are told, a choice of the buyer's excepted: rule, carrier, target.
fn holding(sentences: &Sentences<'_>, resolution: &Resolution) -> BTreeSet<(String, String, String)> {
    let mut reasons = BTreeSet::new();
    for line in &resolution.integrations {
        for reason in &line.because {
            if reason.modality != ChosenOr::Chosen && reason.level > Level::Excluded && sentences.tells(line, reason) {
                let rule = reason.rule.as_ref().map(ToString::to_string).unwrap_or_default();
                let carrier = reason.carrier.as_ref().map(ToString::to_string).unwrap_or_default();
                reasons.insert((rule, carrier, line.id.to_string()));
            }
        }
    }
    reasons
}

fn edges(figure: &Dependencies) -> BTreeSet<(String, String, String)> {
    figure.edges.iter().map(|edge| (edge.rule.clone(), edge.from.clone(), edge.to.clone())).collect()
}

#[test]
fn every_edge_of_the_figure_is_a_reason_that_holds_and_every_such_reason_an_edge() {
    let mut seen = 0;
    for (name, profile, resolution) in examples() {
        let sentences = Sentences::new(&profile, &resolution);
        let figure = sentences.dependencies();
        assert_eq!(edges(&figure), holding(&sentences, &resolution), "{name}");
        for edge in &figure.edges {
            let line = resolution.integrations.iter().find(|line| line.id.as_str() == edge.to).expect("it is listed");
            let reason = line
                .because
                .iter()
                .find(|reason| {
                    reason.rule.as_ref().is_some_and(|rule| rule.to_string() == edge.rule)
                        && reason.carrier.as_ref().is_some_and(|carrier| carrier.as_str() == edge.from)
                })
                .expect("the edge has its reason");
            assert_eq!(edge.derived, reason.derived, "{name}: {edge:?}");
            assert_eq!(edge.conditional, reason.at_least < Level::Required, "{name}: {edge:?}");
            assert_eq!(edge.optional, reason.modality == ChosenOr::May, "{name}: {edge:?}");
            seen += 1;
        }
    }
    assert!(seen > 150, "{seen}");
}

#[test]
fn the_figure_keeps_its_edges_inside_straight_and_off_its_boxes() {
    for (name, profile, resolution) in examples() {
        let figure = Sentences::new(&profile, &resolution).dependencies();
        for edge in &figure.edges {
            for pair in edge.points.windows(2) {
                let ([x1, y1], [x2, y2]) = (pair[0], pair[1]);
                assert!(x1 == x2 || y1 == y2, "{name}: {edge:?} goes aslant");
                for [x, y] in pair {
                    assert!((0.0..=figure.width).contains(x) && (0.0..=figure.height).contains(y), "{name}: {edge:?}");
                }
                for it in &figure.boxes {
                    let inside = |x: f64, y: f64| {
                        x > it.x + 0.1 && x < it.x + it.width - 0.1 && y > it.y + 0.1 && y < it.y + it.height - 0.1
                    };
                    let crosses = (0..=20).any(|step| {
                        let part = f64::from(step) / 20.0;
                        inside(x1 + (x2 - x1) * part, y1 + (y2 - y1) * part)
                    });
                    assert!(!crosses, "{name}: {} → {} crosses {}", edge.from, edge.to, it.title);
                }
            }
        }
        // What lies on one another could not be told apart.
        let starts =
            |upright: bool| figure.lines.iter().filter(move |line| (line.points[0][0] == line.points[1][0]) == upright);
        for upright in [true, false] {
            for (at, one) in starts(upright).enumerate() {
                for other in starts(upright).skip(at + 1) {
                    let axis = usize::from(!upright);
                    let along = 1 - axis;
                    let apart = (one.points[0][axis] - other.points[0][axis]).abs() >= 2.0
                        || one.points[1][along] <= other.points[0][along]
                        || other.points[1][along] <= one.points[0][along];
                    assert!(apart, "{name}: {one:?} lies on {other:?}");
                }
            }
        }
        for it in &figure.boxes {
            for row in &it.rows {
                // What the chosen ones of a package require of one another brings nothing in.
                let beside = |id: &str| row.chosen && it.rows.iter().any(|other| other.id == id);
                let brought = figure.edges.iter().any(|edge| edge.to == row.id && !beside(&edge.from));
                assert!(figure.alt.contains(&row.id) || !brought, "{name}: the words lack {}", row.id);
            }
        }
    }
}

#[test]
fn resolve_draws_the_figure_in_three_languages_and_escapes_what_was_written() {
    let text = profile_text("2024-01", "[packages]\nI-12 = \"all\"\n[theme]\naccent = \"#7a1f3d\"\n");
    let text = text.replace("title = \"Prøve\"", "title = 'A <b> & \"c\" \\ ]]>'");
    let desk = Desk::new().file("p.toml", text);
    let drawn = |format: &str| {
        let ran = desk.run(&["resolve", "p.toml", "--format", format]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        ran.stdout
    };
    let svg = drawn("svg");
    assert!(
        svg.contains("<title id=\"navn\">Afhængigheder – A &lt;b&gt; &amp; &quot;c&quot; \\ ]]&gt;</title>"),
        "{svg}"
    );
    assert!(svg.contains("SF1590_E (I-12) kræver SF1590_B_01") && svg.contains("#7a1f3d"), "{svg}");
    assert!(svg.contains("stroke-dasharray"), "a derived edge is dashed");
    let mermaid = drawn("mermaid");
    assert!(mermaid.starts_with("flowchart LR\n"), "{mermaid}");
    assert!(mermaid.contains("  n_SF1590_E --> n_SF1590_B_01\n"), "{mermaid}");
    assert!(mermaid.contains("  n_SF1590_B_01 -.-> n_SF1461\n"), "{mermaid}");
    assert!(mermaid.contains("  n_SF1590_E -->|\"kræves i visse tilfælde\"| n_SF1590_A\n"), "{mermaid}");
    let dot = drawn("dot");
    assert!(dot.contains("label=\"Afhængigheder – A <b> & \\\"c\\\" \\\\ ]]>\""), "{dot}");
    assert!(dot.contains("  \"SF1590_B_01\" -> \"SF1461\" [style=dashed];\n"), "{dot}");
    assert!(drawn("svg") == svg, "the same profile gives the same figure");
}

#[test]
fn a_slide_has_at_most_five_lines_whose_words_are_the_catalogs() {
    for edition in ["2023-04", "2024-01"] {
        let slides = slides_of(edition);
        assert_eq!(slides.packages.len(), 15);
        for slide in &slides.packages {
            assert!((2..=5).contains(&slide.lines.len()), "{}: {:?}", slide.package, slide.lines);
            assert_eq!(slide.lines[0].label, "Vælg", "{}", slide.package);
            let said: String =
                slide.lines.iter().map(|line| tender::input::markdown::words(&line.text) + "\n").collect();
            for id in slide.column.prerequisites.iter().map(|entry| &entry.id) {
                assert!(said.contains(id.as_str()), "{}: {id} is in the picture and in no line", slide.package);
            }
            assert!(!said.contains('…') && said.lines().all(|line| !line.trim().is_empty()), "{}", slide.package);
        }
        let package = |id: &str| slides.packages.iter().find(|slide| slide.package == id).expect("it is there");
        let line = |id: &str, label: &str| {
            let found = package(id).lines.iter().find(|line| line.label == label);
            tender::input::markdown::words(&found.unwrap_or_else(|| panic!("{id} has no {label}")).text)
                .replace('\u{a0}', " ")
        };
        assert_eq!(line("I-02", "Vælg"), "én eller flere af SF1320_A, SF1520 og SF1525");
        assert_eq!(line("I-04", "Altid"), "SF1514, SF1500 og SF1510");
        assert_eq!(line("I-04", "Kan anvendes"), "SF2900");
        let more = if edition == "2024-01" { " · Skift af jobcenterløsning" } else { "" };
        assert_eq!(line("I-13", "Husk"), format!("De seks integrationsbeskrivelser{more}"));
        assert_eq!(line("I-01", "I visse tilfælde"), "SF1461", "only SF0810 carries it");
    }
}

/// Nobody has chosen yet: what one package requires anyway is no reason to leave out what another brings in some cases.
#[test]
fn the_overview_of_all_packages_shows_what_each_brings_by_itself() {
    let overview = format!("{:?}", slides_of("2024-01").overview.title);
    assert!(overview.contains("14 af 15 pakker bruger") && overview.contains("SF1514"), "{overview}");
}

#[test]
fn a_profiles_slides_mark_what_it_chose_and_left_open() {
    let profile = profile(
        "2024-01",
        "[packages]\nI-02 = [\"SF1525\"]\nI-14 = [\"SF1606\"]\n[facts]\nfolger-personaendringer = \"supplier\"\n",
    );
    let slides = slides(&profile, &resolve(&profile), &texts());
    assert!(slides.front.draft);
    let line = |at: usize, label: &str| {
        let found = slides.packages[at].lines.iter().find(|line| line.label == label);
        tender::input::markdown::words(&found.unwrap_or_else(|| panic!("there is no {label}")).text)
    };
    assert_eq!(line(0, "Valgt"), "SF1525, ikke SF1320_A eller SF1520");
    assert_eq!(line(0, "Afklar"), "Registrering af personændringer (leverandøren svarer)");
    assert_eq!(line(1, "Afklar"), "Post til fjernprint");
    assert_eq!(slides.open.len(), 2);
    assert!(slides.packages[0].column.alt.contains("Ikke valgt: SF1320_A"), "{}", slides.packages[0].column.alt);
}

#[test]
fn every_slide_has_its_page_and_its_notes() {
    let desk = Desk::new().profile("p.toml");
    let ran = desk.run(&["checklist", "I-02", "I-13", "--format", "slides", "-o", "ud", "--edition", "2023-04"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_eq!(desk.files(), ["p.toml", "ud/tjekliste-noter.md", "ud/tjekliste-slides.pdf"]);
    let pages = paper::pages(&desk.read("ud/tjekliste-slides.pdf"));
    assert_eq!(pages.len(), 3 + 2 + 1, "cover, overview, signs, the packages, next steps");
    let notes = String::from_utf8(desk.read("ud/tjekliste-noter.md")).expect("it is UTF-8");
    assert_eq!(notes.lines().filter(|line| line.starts_with("## ")).count(), pages.len());
    for part in ["### Formål", "### Vejledning", "### Spørgsmål", "### Følger af valget", "### Gode råd"] {
        assert!(notes.contains(part), "{part}");
    }
    assert!(notes.contains("udgave 2023-04") || notes.contains("11. april 2023"), "{notes}");
    assert!(!notes.contains("{{"), "every placeholder is filled in");
    let desk = Desk::new().file("u.toml", profile_text("2024-01", "[packages]\nI-13 = [\"SF1690\"]\n"));
    assert_eq!(desk.run(&["checklist", "--profile", "u.toml", "--format", "slides", "-o", "ud"]).code, 0);
    let notes = String::from_utf8(desk.read("ud/tjekliste-noter.md")).expect("it is UTF-8");
    assert!(notes.contains("UDKAST") && notes.contains("**Åbent**") && notes.contains("### Åbne punkter"), "{notes}");
}

#[test]
fn the_page_for_a_browser_stands_alone_and_escapes_what_was_written() {
    let hostile = r#"</title><script>alert(1)</script>"#;
    let text = profile_text("2024-01", "[packages]\nI-15 = \"all\"\n[theme]\nlogo = \"logo.svg\"\n");
    let desk = Desk::new().file("p.toml", text.replace("Prøve", hostile)).file("logo.svg", LOGO);
    let ran = desk.run(&["checklist", "--profile", "p.toml", "--format", "html", "-o", "ud"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let html = String::from_utf8(desk.read("ud/tjekliste.html")).expect("it is UTF-8");
    assert!(html.starts_with("<!DOCTYPE html><html lang=\"da\">"), "{html}");
    assert!(!html.contains("<script>alert") && html.matches("<script>").count() == 1);
    assert!(html.contains("Content-Security-Policy") && html.contains("default-src 'none'"));
    assert!(!html.contains("src=\"http") && !html.contains("<link") && html.contains("data:image/svg+xml;base64,"));
    assert!(html.contains(" checked>"), "the profile's choice is ticked");
    assert_eq!(html.matches("<h1>").count(), 1);
    assert!(html.contains("data-memory=\"2024-01/p.toml/"), "remembered under edition and profile");
}

#[test]
fn a_theme_file_lies_under_a_profiles_own_theme_and_is_checked_like_it() {
    let desk = Desk::new()
        .file("hus/stil.toml", "logo = \"logo.svg\"\naccent = \"#7a1f3d\"\norganisation = \"Indkøb\"\n")
        .file("hus/logo.svg", LOGO)
        .file("lys.toml", "accent = \"#ffcc00\"\n")
        .file("forkert.toml", "farve = \"#000000\"\n")
        .profile("p.toml")
        .file("egen.toml", profile_text("2024-01", "[packages]\nI-15 = \"all\"\n[theme]\naccent = \"#004d2c\"\n"));
    let html = |arguments: &[&str]| {
        let ran = desk.run(&[&["checklist", "--format", "html", "-o", "ud"], arguments].concat());
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        String::from_utf8(desk.read("ud/tjekliste.html")).expect("it is UTF-8")
    };
    let bare = html(&["--theme", "hus/stil.toml", "I-15"]);
    assert!(bare.contains("--accent: #7a1f3d") && bare.contains("data:image/svg+xml") && bare.contains("Indkøb"));
    let own = html(&["--theme", "hus/stil.toml", "--profile", "egen.toml"]);
    assert!(own.contains("--accent: #004d2c") && own.contains("data:image/svg+xml"), "key by key");
    let build =
        ["build", "p.toml", "--theme", "hus/stil.toml", "--document", "kravbilag", "--format", "json", "-o", "ud"];
    assert_eq!(desk.run(&build).code, 0);
    let json = String::from_utf8(desk.read("ud/p-kravbilag.json")).expect("it is UTF-8");
    assert!(json.contains("\"accent\": \"#7a1f3d\"") && json.contains("\"organisation\": \"Indkøb\""), "{json}");
    let ran = desk.run(&["checklist", "--theme", "lys.toml"]);
    assert!(
        ran.code == 1 && ran.stderr.contains("error[low-contrast]") && ran.stderr.contains("lys.toml:1"),
        "{}",
        ran.stderr
    );
    let ran = desk.run(&["build", "p.toml", "--theme", "forkert.toml"]);
    assert!(ran.code == 1 && ran.stderr.contains("error[unknown-key]"), "{}", ran.stderr);
}

#[test]
fn a_template_cannot_drop_a_requirement() {
    // Prints every line but one.
    let dropping = |lines: &str| {
        format!(
            "#import \"blocks.typ\": *\n#let d = json(\"/data.json\")\n#set text(lang: \"da\")\n= Bilag\n#for line in {lines} {{ if line.id != \"SF1514\" {{ par(wording(line)) }} }}\n"
        )
    };
    let all = "d.integrations + d.chapters.map(it => it.requirements).flatten()";
    let desk = Desk::new().profile("p.toml").file("egne/kravbilag.typ", dropping(all));
    let build = ["build", "p.toml", "--templates", "egne", "--document", "kravbilag", "-o", "ud"];
    let ran = desk.run(&build);
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    assert!(
        ran.stderr.contains("error[dropped-line]: `egne/kravbilag.typ` does not print `SF1514`\n"),
        "{}",
        ran.stderr
    );
    let whole = dropping(all).replace("line.id != \"SF1514\"", "true");
    let desk = desk.file("egne/kravbilag.typ", whole);
    assert_eq!(desk.run(&build).code, 0);
    let slide = "#import \"blocks.typ\": *\n#set text(lang: \"da\")\n= Intet\n";
    let desk = desk.file("egne/slides.typ", slide);
    let ran = desk.run(&["checklist", "I-02", "I-03", "--format", "slides", "--templates", "egne", "-o", "ud"]);
    assert!(ran.code == 1 && ran.stderr.contains("does not print `I-02`, `I-03`"), "{}", ran.stderr);
}

#[test]
fn a_very_long_buyer_and_a_logo_print_in_every_document() {
    let text = profile_text(
        "2024-01",
        "[packages]\nI-02 = \"all\"\n[facts]\nfolger-personaendringer = true\n[theme]\nlogo = \"logo.svg\"\naccent = \"#7a1f3d\"\norganisation = \"Indkøb og Udbud\"\n",
    );
    let text = text.replace("Eksempel Kommune", "Den fælleskommunale indkøbsorganisation ".repeat(7).trim());
    assert!(text.contains("organisation Den"));
    let desk = Desk::new().file("p.toml", text).file("logo.svg", LOGO);
    let ran = desk.run(&["checklist", "--profile", "p.toml", "-o", "ud"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_eq!(desk.run(&["build", "p.toml", "-o", "ud", "--format", "pdf"]).code, 0);
    let slides = paper::pages(&desk.read("ud/tjekliste-slides.pdf"));
    assert_eq!(slides.len(), 5, "nothing runs over onto a page of its own");
}

#[test]
fn every_command_of_the_page_on_webinars_runs() {
    let page = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/webinar.md")).expect("a page");
    let desk = Desk::new().profile("omsorg.toml").file("hus/stil.toml", "accent = \"#003865\"\n");
    let mut ran = 0;
    for line in page.lines().filter_map(|line| line.strip_prefix("bilag ")) {
        let command = line.split(['#', '>', '|']).next().unwrap_or_default();
        let mut arguments: Vec<&str> = command.split_whitespace().collect();
        // Markdown is made faster than PDF.
        if arguments[0] == "checklist" && !arguments.contains(&"--format") {
            arguments.extend(["--format", "md"]);
        }
        let result = desk.run(&arguments);
        assert_eq!(result.code, 0, "{line}: {}", result.stderr);
        ran += 1;
    }
    assert!(ran >= 8, "{ran}");
}
