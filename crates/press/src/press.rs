//! The press: a document in, a PDF out.

use std::collections::{BTreeMap, HashSet};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;
#[cfg(not(target_family = "wasm"))]
use std::time::Instant;

use typst::foundations::{Bytes, Content, Datetime, Label, Selector, Smart, Str};
use typst::introspection::{Introspector, MetadataElem};
use typst::syntax::FileId;
use typst::text::{Lang, Locale, Region};
use typst::utils::{LazyHash, PicoStr};
use typst::{Feature, Features, Library, LibraryExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::dots::Drawing;
use crate::fault::PressFault;
use crate::fonts::Fonts;
use crate::manuscript::Manuscript;
use crate::pdf::attachment::Enclosure;
use crate::pdf::fields::TypingFont;
use crate::pdf::finish;
use crate::sheets::{cut_off, without_marks};
use crate::thread::on_typesetting_thread;
use crate::world::{Desk, Shelf, id};
use tender::complaint::Complaints;
use tender::document::Attachment;
use tender::document::{Document, DocumentKind, Front};
use tender::print::Picture;
use tender::print::templates::Templates;
use tender::text::line::one_line;
use tender::text::source::Place;

/// After how many profiles memos are looked through, and those forgotten that were of no use since the last time. Never
/// to forget would keep up to 28 MB of each document. To forget sooner loses what near-identical documents share, and
/// looking through takes as long as finishing some documents; to forget later costs memory and saves little time
/// (docs/performance.md).
const BETWEEN_RESTS: usize = 12;

/// For how many a profile counts that resembles none before it: nearly all that is remembered of it is new.
const NEW_KIND: usize = 4;

/// How many profiles were printed, each counted as it weighs.
static PRINTED: AtomicUsize = AtomicUsize::new(0);

/// How long Typst was at work on all threads together, in nanoseconds.
static IN_LAYOUT: AtomicU64 = AtomicU64::new(0);
static IN_EXPORT: AtomicU64 = AtomicU64::new(0);

/// The label of the mark that a template leaves where it prints a line.
const MARK: &str = "line";

/// What a document needs beside its data: pictures that its theme names, and files that its PDF carries along.
#[derive(Debug, Clone, Default)]
pub struct Assets {
    pictures: BTreeMap<String, Bytes>,
    attachments: Vec<Enclosure>,
    /// The buyer's Word template
    template: Option<Bytes>,
    /// Word is to let nothing but the answers be changed
    pub protect: bool,
}

impl Assets {
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a picture under the name by which the theme asks for it.
    pub fn insert(&mut self, name: impl Into<String>, bytes: Vec<u8>) {
        self.pictures.insert(name.into(), Bytes::new(bytes));
    }

    /// The picture under a name.
    pub fn picture(&self, name: &str) -> Option<&[u8]> {
        self.pictures.get(name).map(|bytes| bytes.as_slice())
    }

    /// Takes the buyer's Word template.
    pub fn set_template(&mut self, bytes: Vec<u8>) {
        self.template = Some(Bytes::new(bytes));
    }

    /// The buyer's Word template.
    pub fn template(&self) -> Option<&[u8]> {
        self.template.as_ref().map(|bytes| bytes.as_slice())
    }

    /// What office papers are made of besides: for a seal.
    pub fn office_parts(&self) -> impl Iterator<Item = &[u8]> {
        let protect: &[u8] = if self.protect { b"protect" } else { b"" };
        self.template().into_iter().chain([protect])
    }

    /// Every name and every content in turn: what a seal is taken of.
    pub fn parts(&self) -> impl Iterator<Item = &[u8]> {
        let pictures = self.pictures.iter().flat_map(|(name, bytes)| [name.as_bytes(), bytes.as_slice()]);
        let attachments = self
            .attachments
            .iter()
            .flat_map(|file| [file.attachment.name.as_bytes(), file.attachment.bytes.as_slice()]);
        pictures.chain(attachments)
    }

    /// Adds files that the PDF carries along.
    pub fn attach_all(&mut self, attachments: impl IntoIterator<Item = Attachment>) {
        attachments.into_iter().for_each(|attachment| self.attach(attachment));
    }

    /// Adds a file that the PDF carries along, in place of one of the same name.
    pub fn attach(&mut self, attachment: Attachment) {
        self.attachments.retain(|other| other.attachment.name != attachment.name);
        self.attachments.push(Enclosure::new(attachment));
    }
}

/// A printed document.
#[derive(Debug)]
pub struct Pdf {
    pub bytes: Vec<u8>,
    pub pages: usize,
    /// What Typst warns of, such as a font that it does not have
    pub warnings: Complaints,
}

/// Prints documents with one set of templates and fonts. It can be shared by any number of threads.
pub struct Press {
    library: LazyHash<Library>,
    shelf: Shelf,
    fonts: Arc<Fonts>,
    standards: PdfStandards,
    /// Made when the first document with fields needs it
    typing: OnceLock<TypingFont>,
    drawing: Drawing,
}

impl Press {
    pub fn new(templates: &Templates, fonts: Arc<Fonts>) -> Self {
        // Row headers and table summaries, which Typst still calls experimental.
        let features = Features::from_iter([Feature::A11yExtras]);
        Self {
            library: LazyHash::new(Library::builder().with_features(features).build()),
            shelf: Shelf::new(templates),
            fonts,
            standards: PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_3a])
                .expect("PDF/UA-1 goes together with PDF/A-3a"),
            typing: OnceLock::new(),
            drawing: Drawing::default(),
        }
    }

    /// Prints a document as PDF/UA-1 and PDF/A-3a. The same document gives the same bytes, whatever was printed before
    /// it.
    pub fn pdf<'d>(&self, manuscript: impl Into<Manuscript<'d>>, assets: &Assets) -> Result<Pdf, Complaints> {
        let manuscript = manuscript.into();
        on_typesetting_thread(|| self.set(manuscript, assets))
    }

    /// The fonts that it prints with.
    pub fn fonts(&self) -> &Fonts {
        &self.fonts
    }

    /// Tries whether a logo can be printed, and says why not. Otherwise the blame would fall on the template that shows
    /// it.
    pub fn try_logo(&self, logo: &[u8]) -> Result<(), String> {
        on_typesetting_thread(|| {
            let desk = Desk {
                library: &self.library,
                fonts: &self.fonts,
                shelf: &self.shelf,
                template: self.shelf.trial(),
                data: Bytes::new(serde_json::to_vec(&self.fonts.families()).expect("names are plain data")),
                logo: Some(Bytes::new(logo.to_vec())),
            };
            let options = PdfOptions { standards: self.standards.clone(), ..PdfOptions::default() };
            let printed = typst::compile::<PagedDocument>(&desk).output;
            match printed.and_then(|paged| typst_pdf::pdf(&paged, &options)) {
                Ok(_) => Ok(()),
                Err(errors) => Err(errors.first().map(|error| one_line(&error.message)).unwrap_or_default()),
            }
        })
    }

    /// Forgets, now and then, what has not been of use for some profiles. To be called after each profile of a batch,
    /// with whether it began a new kind.
    pub fn rest(new_kind: bool) {
        let weight = if new_kind { NEW_KIND } else { 1 };
        let before = PRINTED.fetch_add(weight, Ordering::Relaxed);
        if before / BETWEEN_RESTS < (before + weight) / BETWEEN_RESTS {
            comemo::evict(1);
        }
    }

    /// Forgets what has been of no use for so many documents: for a page in a browser, whose memory never shrinks.
    pub fn forget_unused(documents: usize) {
        comemo::evict(documents);
    }

    /// Forgets everything, as if nothing had been printed yet.
    pub fn forget() {
        comemo::evict(0);
    }

    /// How long documents were in Typst's layout and in its export so far, on all threads together: what of a batch is
    /// not ours (docs/performance.md).
    pub fn spent_in_typst() -> [Duration; 2] {
        [&IN_LAYOUT, &IN_EXPORT].map(|spent| Duration::from_nanos(spent.load(Ordering::Relaxed)))
    }

    fn set(&self, manuscript: Manuscript<'_>, assets: &Assets) -> Result<Pdf, Complaints> {
        let document = manuscript.document();
        let mut sheets = self.lay_out(manuscript, assets)?;
        let mut warnings = std::mem::take(&mut sheets.warnings);
        let finished = sheets.export().and_then(|bytes| self.finish(&bytes, document, assets));
        match finished {
            Ok(bytes) => Ok(Pdf { bytes, pages: sheets.pages(), warnings }),
            Err(errors) => {
                warnings.append(errors);
                Err(warnings)
            }
        }
    }

    /// Typst's first part: the document on its pages. To be called on a typesetting thread, as the two parts after it.
    pub fn lay_out<'a>(
        &'a self,
        manuscript: impl Into<Manuscript<'a>>,
        assets: &Assets,
    ) -> Result<Sheets<'a>, Complaints> {
        let manuscript = manuscript.into();
        let document = manuscript.document();
        let front = document.front();
        let logo = front.theme.logo.as_ref().and_then(|name| assets.pictures.get(name)).cloned();
        let desk = Desk {
            library: &self.library,
            fonts: &self.fonts,
            shelf: &self.shelf,
            template: template(front.kind),
            data: manuscript.bytes(),
            logo,
        };
        let compiled = timed(&IN_LAYOUT, || typst::compile::<PagedDocument>(&desk));
        let mut warnings = desk.complaints(&compiled.warnings);
        let paged = match compiled.output {
            Ok(paged) => paged,
            Err(errors) => {
                warnings.append(desk.complaints(&errors));
                return Err(warnings);
            }
        };
        let dropped = dropped(&paged, document);
        if !dropped.is_empty() {
            let template = desk.shelf.source(desk.template);
            warnings.error(
                PressFault::DroppedLine { ids: dropped, template: template.name.clone() },
                Place::start(template),
            );
            return Err(warnings);
        }
        if let Some((page, words)) = cut_off(&paged) {
            let template = desk.shelf.source(desk.template);
            warnings.error(PressFault::CutOff { words, page, template: template.name.clone() }, Place::start(template));
            return Err(warnings);
        }
        let mut paged = without_marks(paged);
        describe(&mut paged, document);
        let options = PdfOptions {
            ident: Smart::Custom(ident(front)),
            creator: Smart::Custom(Some(format!("bilag {}", env!("CARGO_PKG_VERSION")))),
            timestamp: timestamp(front),
            standards: self.standards.clone(),
            ..PdfOptions::default()
        };
        Ok(Sheets { desk, paged, options, warnings })
    }

    /// A drawing (SVG) or a picture as one of dots, for papers that take no other.
    pub fn picture(&self, bytes: &[u8]) -> Option<Picture> {
        /// So many dots to a point: enough for print.
        const DOTS: f32 = 3.0;
        Picture::read(bytes).or_else(|| Picture::read(&self.drawing.png(bytes, &self.fonts, DOTS)?))
    }

    /// The last part: form fields, attachments, and a tighter file.
    pub fn finish(&self, bytes: &[u8], document: &Document, assets: &Assets) -> Result<Vec<u8>, Complaints> {
        let typing = || self.typing.get_or_init(TypingFont::default);
        let template = || Place::start(self.shelf.source(template(document.front().kind)));
        finish(bytes, &document.fields(), &assets.attachments, typing).map_err(|errors| errors.placed(&template()))
    }
}

/// A document laid out on its pages.
pub struct Sheets<'a> {
    desk: Desk<'a>,
    paged: PagedDocument,
    options: PdfOptions,
    /// What Typst warns of, such as a font that it does not have
    pub warnings: Complaints,
}

impl Sheets<'_> {
    pub fn pages(&self) -> usize {
        self.paged.pages().len()
    }

    /// A page as SVG, counted from one: a picture, without a text that could be read or heard.
    pub fn picture(&self, page: usize) -> Option<String> {
        let page = self.paged.pages().get(page.checked_sub(1)?)?;
        Some(typst_svg::svg(page, &typst_svg::SvgOptions::default()))
    }

    /// Where the lines of a page are marked: the id of each, and how far down it stands as a share of the page's
    /// height.
    pub fn marks(&self, page: usize) -> Vec<(String, f64)> {
        let Some(height) =
            page.checked_sub(1).and_then(|at| self.paged.pages().get(at)).map(|page| page.frame.height())
        else {
            return Vec::new();
        };
        let mut marks: Vec<(String, f64)> = marks_of(&self.paged)
            .iter()
            .filter_map(|mark| {
                let position = self.paged.introspector().elements().position(mark.location()?)?;
                (position.page.get() == page).then_some(())?;
                Some((marked(mark)?, position.point.y / height))
            })
            .collect();
        marks.sort_by(|one, other| one.1.total_cmp(&other.1));
        marks
    }

    /// Typst's second part: the pages as a PDF.
    pub fn export(&self) -> Result<Vec<u8>, Complaints> {
        let template = || Place::start(self.desk.shelf.source(self.desk.template));
        let exported = timed(&IN_EXPORT, || typst_pdf::pdf(&self.paged, &self.options));
        exported.map_err(|errors| self.desk.complaints(&errors).placed(&template()))
    }
}

/// A module in a browser has no clock, and nobody there asks how long Typst was at work.
#[cfg(target_family = "wasm")]
fn timed<T>(_spent: &AtomicU64, work: impl FnOnce() -> T) -> T {
    work()
}

#[cfg(not(target_family = "wasm"))]
fn timed<T>(spent: &AtomicU64, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let done = work();
    spent.fetch_add(start.elapsed().as_nanos() as u64, Ordering::Relaxed);
    done
}

/// The lines of the document that the template printed nowhere: a requirement that is lost on its way to the paper is
/// lost to the tender.
fn dropped(paged: &PagedDocument, document: &Document) -> Vec<String> {
    let printed: HashSet<String> = marks_of(paged).iter().filter_map(marked).collect();
    document.lines().into_iter().filter(|id| !printed.contains(*id)).map(str::to_owned).collect()
}

/// The marks that the template left where it printed lines.
fn marks_of(paged: &PagedDocument) -> Vec<Content> {
    let label = Label::new(PicoStr::intern(MARK)).expect("the mark has a name");
    paged.introspector().query(&Selector::Label(label)).to_vec()
}

/// The id of the line that a mark stands for.
fn marked(mark: &Content) -> Option<String> {
    mark.to_packed::<MetadataElem>()?.value.clone().cast::<Str>().ok().map(String::from)
}

/// Writes what the PDF says of itself. Not in the template: there it would be part of every style, and no two documents
/// would share a memo.
fn describe(paged: &mut PagedDocument, document: &Document) {
    let front = document.front();
    let info = paged.info_mut();
    info.title = Some(one_line(&front.pdf_title).into());
    info.author = vec![one_line(&front.author).into()];
    info.keywords = keywords(document).iter().map(|word| one_line(word).into()).collect();
    info.date = Smart::Auto;
    let danish: Lang = "da".parse().expect("`da` is a language");
    let denmark: Region = "DK".parse().expect("`DK` is a region");
    info.locale = Smart::Custom(Locale::new(danish, Some(denmark)));
}

/// The document's kind and number, and the packages it is about.
fn keywords(document: &Document) -> Vec<String> {
    let front = document.front();
    let mut words = vec![front.kind_name.clone()];
    words.extend(front.appendix.clone());
    match document {
        Document::Kravbilag(kravbilag) => {
            words.extend(kravbilag.chapters.iter().map(|chapter| chapter.package.clone()))
        }
        Document::Svarskema(_)
        | Document::Sammenligning(_)
        | Document::Evaluering(_)
        | Document::Rettelsesblad(_)
        | Document::SpoergsmaalOgSvar(_)
        | Document::Aflysning(_)
        | Document::Baggrundsnotat(_)
        | Document::Aendringsnotat(_) => {}
        Document::Slides(slides) => words.extend(slides.packages.iter().map(|slide| slide.package.clone())),
        Document::Tjekliste(tjekliste) => words.extend(tjekliste.pages.iter().map(|page| page.package.clone())),
    }
    words
}

/// What stays the same in every version of a document: the PDF's permanent id is made of it.
fn ident(front: &Front) -> String {
    [&front.author, &front.pdf_title].map(|part| one_line(part)).join("\n")
}

fn timestamp(front: &Front) -> Option<Timestamp> {
    let (year, month, day) = front.date;
    Datetime::from_ymd_hms(i32::from(year), month, day, 0, 0, 0).map(Timestamp::new_utc)
}

fn template(kind: DocumentKind) -> FileId {
    id(kind.about().template).expect("the names of the templates are proper paths")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::specimen::{Specimen, templates_with};
    use tender::complaint::Severity;

    fn press() -> Press {
        Press::new(&Templates::embedded(), Arc::new(Fonts::embedded()))
    }

    /// A press with a template of a user's.
    fn press_with(kravbilag: &str) -> Press {
        Press::new(&templates_with(&[("kravbilag.typ", kravbilag)]), Arc::new(Fonts::embedded()))
    }

    fn printed(press: &Press, document: &Document) -> Pdf {
        press.pdf(document, &Assets::new()).unwrap_or_else(|complaints| panic!("{complaints:?}"))
    }

    /// The text of each page, without its line breaks.
    fn pages(pdf: &Pdf) -> Vec<String> {
        let file = lopdf::Document::load_mem(&pdf.bytes).unwrap();
        let pages = file.get_pages().into_keys().map(|page| file.extract_text(&[page]).unwrap());
        pages.map(|page| page.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
    }

    fn each_kind(specimen: &Specimen) -> [Document; 3] {
        [specimen.kravbilag(), specimen.svarskema(), specimen.tjekliste()]
    }

    #[test]
    fn the_same_document_gives_the_same_bytes_whatever_was_printed_before_it() {
        let mut documents = Vec::from(each_kind(&Specimen::of(&[2])));
        documents.push(Specimen { draft: true, ..Specimen::of(&[2, 13]) }.kravbilag());
        let press = press();
        comemo::evict(0);
        let cold: Vec<_> = documents.iter().map(|document| printed(&press, document).bytes).collect();
        let warm: Vec<_> = documents.iter().rev().map(|document| printed(&press, document).bytes).collect();
        comemo::evict(0);
        let elsewhere = Press::new(&Templates::embedded(), Arc::new(Fonts::embedded()));
        for ((document, cold), warm) in documents.iter().zip(&cold).zip(warm.iter().rev()) {
            assert!(cold == warm);
            assert!(*cold == printed(&elsewhere, document).bytes);
        }
    }

    #[test]
    fn every_page_says_what_it_belongs_to_and_that_it_is_a_draft() {
        let specimen = Specimen { packages: vec![8], draft: true, ..Specimen::of(&[]) };
        for document in each_kind(&specimen) {
            let pdf = printed(&press(), &document);
            for (i, page) in pages(&pdf).iter().enumerate() {
                assert!(page.contains("UDKAST"), "{page}");
                assert!(page.contains(&document.front().running), "{page}");
                assert!(page.contains(&format!("Side {} af {}", i + 1, pdf.pages)), "{page}");
            }
        }
    }

    #[test]
    fn a_very_long_title_keeps_the_version_in_the_running_line() {
        let specimen =
            Specimen { title: "Løsning til omsorg og sundhed ".repeat(10).trim().to_owned(), ..Specimen::of(&[2]) };
        let pdf = printed(&press(), &specimen.kravbilag());
        for page in pages(&pdf) {
            assert!(page.contains("… · version 1.0"), "{page}");
        }
    }

    #[test]
    fn each_package_of_a_checklist_begins_a_page_and_ends_with_room_for_notes() {
        let pdf = printed(&press(), &Specimen::of(&[1, 9, 10, 13]).tjekliste());
        let pages = pages(&pdf);
        let (front, packages) = pages.split_at(2);
        assert!(!front.concat().contains("Noter"));
        assert!((4..=8).contains(&packages.len()), "{} pages", packages.len());
        let ends: Vec<usize> = (0..packages.len()).filter(|at| packages[*at].contains("Noter")).collect();
        assert_eq!(ends.len(), 4, "one room for notes for each package");
        for (begin, package) in
            [0].into_iter().chain(ends.iter().map(|end| end + 1)).zip(["I-01", "I-09", "I-10", "I-13"])
        {
            assert!(packages[begin].contains(package), "{}", packages[begin]);
        }
    }

    #[test]
    fn the_overview_of_all_packages_stands_on_one_page_and_cuts_no_id() {
        let all: Vec<usize> = (1..=15).collect();
        let pdf = printed(&press(), &Specimen::of(&all).kravbilag());
        let pages = pages(&pdf);
        let found: Vec<_> = pages.iter().filter(|page| page.contains("Forretningsbærende")).collect();
        assert_eq!(found.len(), 1);
        for id in ["SF0810", "SF1590_B_03", "SF1514", "SF1590_B_01", "SF2096", "SF2900"] {
            assert!(found[0].contains(id), "{id}");
        }
    }

    #[test]
    fn a_word_that_runs_over_the_edge_of_its_page_is_refused() {
        let lines = "#for line in d.integrations + d.chapters.map(it => it.requirements).flatten()";
        let over = |far: &str| {
            press_with(&format!(
                "#import \"blocks.typ\": *\n#let d = json(\"/data.json\")\n= Krav\n{lines} {{ place(dx: {far}, wording(line)) }}"
            ))
        };
        let document = Specimen::of(&[2]).kravbilag();
        assert!(over("0cm").pdf(&document, &Assets::new()).is_ok());
        for far in ["40cm", "-30cm"] {
            let complaints = over(far).pdf(&document, &Assets::new()).unwrap_err();
            assert_eq!(complaints.iter().next().unwrap().fault.code(), "cut-off");
        }
    }

    #[test]
    fn a_guess_that_is_wrong_costs_a_round_and_changes_nothing() {
        const GUESS: &str = "stays: overview-stays";
        let templates = Templates::embedded();
        let (_, kravbilag) = templates.files().find(|(name, _)| *name == "kravbilag.typ").unwrap();
        let kravbilag = String::from_utf8_lossy(kravbilag);
        assert!(kravbilag.contains(GUESS));
        let presses = ["true", "false"].map(|guess| press_with(&kravbilag.replace(GUESS, &format!("stays: {guess}"))));
        // Of so many packages the overview goes to the next page, of others it stays, also where both would have room.
        for packages in (1..=15).map(|last| (1..=last).collect::<Vec<_>>()) {
            let document = Specimen::of(&packages).kravbilag();
            let [stays, goes] = presses.each_ref().map(|press| printed(press, &document));
            assert!(stays.warnings.is_empty() && goes.warnings.is_empty(), "{:?} {:?}", stays.warnings, goes.warnings);
            assert_eq!(pages(&stays), pages(&goes), "{packages:?}");
        }
    }

    #[test]
    fn a_short_document_has_no_list_of_contents() {
        for (packages, long) in [(&[2][..], false), (&[1, 2, 3, 4, 5, 6, 7, 8, 9][..], true)] {
            let pdf = printed(&press(), &Specimen::of(packages).kravbilag());
            assert_eq!(pdf.pages >= 8, long);
            assert_eq!(pages(&pdf).iter().any(|page| page.contains("Indhold")), long);
        }
    }

    #[test]
    fn text_is_never_read_as_typst() {
        let hostile = "#panic() *a* _b_ $x$ @c <d> `e` \\f // g /* h #import \"/theme.typ\" [i] = j";
        let pdf = printed(&press(), &Specimen { title: hostile.into(), ..Specimen::of(&[2]) }.kravbilag());
        // Where a line breaks, or a sign stands apart, the reader puts blanks of its own.
        let squeezed = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        assert!(squeezed(&pages(&pdf)[0]).contains(&squeezed(hostile)), "{}", pages(&pdf)[0]);
    }

    #[test]
    fn a_pdf_says_what_it_is() {
        let document = Specimen { title: "Fælles\nsystem".into(), ..Specimen::of(&[2]) }.kravbilag();
        let pdf = lopdf::Document::load_mem(&printed(&press(), &document).bytes).unwrap();
        let info = pdf.trailer.get(b"Info").and_then(|info| pdf.dereference(info)).unwrap().1.as_dict().unwrap();
        let text = |key: &[u8]| lopdf::decode_text_string(info.get(key).unwrap()).unwrap();
        assert_eq!(text(b"Title"), "Kravbilag – Fælles system");
        assert_eq!(text(b"Author"), "Eksempel Kommune");
        assert_eq!(text(b"Keywords"), "Kravbilag, Bilag 3.2, I-02");
        assert_eq!(text(b"Creator"), format!("bilag {}", env!("CARGO_PKG_VERSION")));
        assert_eq!(text(b"CreationDate"), "D:20261123000000Z");
        let catalog = pdf.catalog().unwrap();
        assert_eq!(lopdf::decode_text_string(catalog.get(b"Lang").unwrap()).unwrap(), "da-DK");
    }

    #[test]
    fn a_fault_in_a_users_template_is_placed_in_their_file() {
        let press = press_with("#let d = json(\"/data.json\")\n#d.front.titel");
        let complaints = press.pdf(&Specimen::of(&[2]).kravbilag(), &Assets::new()).unwrap_err();
        let complaint = complaints.iter().next().unwrap();
        let place = complaint.place.as_ref().unwrap();
        assert_eq!(place.source.name, "vores/kravbilag.typ");
        assert_eq!(place.line_column(), (2, 10));
        assert_eq!(complaint.fault.code(), "typst");
    }

    #[test]
    fn a_template_reads_nothing_but_its_folder() {
        for reading in ["read(\"/etc/passwd\")", "read(\"../secret\")", "datetime.today()"] {
            let press = press_with(&format!("= A\n#{reading}"));
            assert!(press.pdf(&Specimen::of(&[2]).kravbilag(), &Assets::new()).is_err(), "{reading}");
        }
        let press = press_with("#import \"@preview/cetz:0.4.0\": *");
        assert!(press.pdf(&Specimen::of(&[2]).kravbilag(), &Assets::new()).is_err());
    }

    #[test]
    fn a_font_that_is_not_there_is_warned_of() {
        let mut document = Specimen::of(&[2]).svarskema();
        let Document::Svarskema(svarskema) = &mut document else { panic!("it was just made") };
        svarskema.front.theme.font = "Georgia".into();
        let warnings = printed(&press(), &document).warnings;
        let warning = warnings.iter().next().unwrap();
        assert_eq!(warning.severity, Severity::Warning);
        assert!(warning.fault.to_string().contains("georgia"), "{}", warning.fault);
    }

    #[test]
    fn a_logo_is_shown_with_its_owner_for_a_name() {
        let mut document = Specimen::of(&[2]).svarskema();
        let Document::Svarskema(svarskema) = &mut document else { panic!("it was just made") };
        svarskema.front.theme.logo = Some("vaaben.svg".into());
        let svg = r#"<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="40" height="40" fill="teal"/></svg>"#;
        let mut assets = Assets::new();
        assets.insert("vaaben.svg", svg.into());
        assert!(press().pdf(&document, &assets).is_ok());
        assert!(press().pdf(&document, &Assets::new()).is_err());
    }
}
