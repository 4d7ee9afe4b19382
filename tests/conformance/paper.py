"""What a paper for Word, and slides, must be beyond what validators look for: what Word would mend, and what whoever cannot see needs.

`judged(paths, folder)` holds each paper against every rule, and then breaks one in each way that a rule is about: the rule
must find it. By itself it takes papers and says what is wrong with them:

    paper.py FILE…
"""

import re
import sys
import zipfile
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "dc": "http://purl.org/dc/elements/1.1/",
}
RELATED = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"

# The longest name that Word knows: of a bookmark, and of a control.
BOOKMARK, CONTROL = 40, 64

# The least contrast of letters, and the head of a table that they may stand on.
CONTRAST, HEAD = 4.5, "EEF2F6"


def q(name):
    space, _, local = name.partition(":")
    return f"{{{SPACES[space]}}}{local}"


class Package:
    """The parts of a file, each read once."""

    def __init__(self, parts):
        self.parts, self.read = parts, {}

    @classmethod
    def of(cls, path):
        with zipfile.ZipFile(path) as file:
            return cls({name: file.read(name) for name in file.namelist()})

    def __getitem__(self, name):
        if name not in self.read:
            self.read[name] = ElementTree.fromstring(self.parts[name])
        return self.read[name]

    def named(self, pattern):
        return [name for name in self.parts if re.fullmatch(pattern, name)]

    @property
    def document(self):
        return self["word/document.xml"]

    @property
    def texts(self):
        """The parts with text in them."""
        return [self[name] for name in self.named(r"word/(document|header\d*|footer\d*)\.xml")]

    def values(self, element, attribute="w:val", of=None):
        return [it.get(q(attribute)) for it in (self.document if of is None else of).iter(q(element))]


def twice(values):
    return [value for value, times in Counter(values).items() if times > 1]


def text(node):
    return "".join(it.text or "" for it in node.iter(q("w:t")))


# ------------------------------------------------------------------------------------------ What Word would mend


def ids(it):
    controls = [value for control in it.document.iter(q("w:sdtPr")) for value in it.values("w:id", of=control)]
    yield from twice(controls)
    yield from twice(it.values("w:tag"))
    yield from twice([node.get("id") for node in it.document.iter(q("wp:docPr"))])


def lists(it):
    for control in it.document.iter(q("w:sdtPr")):
        yield from twice(it.values("w:listItem", "w:value", control))


def fields(it):
    """Each field begins, shows something and ends, one within the other."""
    for part in it.texts:
        open_, shown = [], {"separate": "begin", "end": "separate"}
        for kind in it.values("w:fldChar", "w:fldCharType", part):
            if kind == "begin":
                open_.append(kind)
            elif not open_ or open_[-1] != shown[kind]:
                yield f"{kind} out of turn"
            elif kind == "separate":
                open_[-1] = kind
            else:
                open_.pop()
        if open_:
            yield "a field never ends"


def bookmarks(it):
    starts, ends = it.values("w:bookmarkStart", "w:id"), it.values("w:bookmarkEnd", "w:id")
    names = it.values("w:bookmarkStart", "w:name")
    yield from twice(starts) + twice(ends) + twice(names)
    yield from set(starts) ^ set(ends)
    yield from (name for name in names if len(name) > BOOKMARK)
    yield from (anchor for anchor in it.values("w:hyperlink", "w:anchor") if anchor and anchor not in names)


def cells(it):
    for cell in it.document.iter(q("w:tc")):
        if len(cell) == 0 or cell[-1].tag != q("w:p"):
            yield f"a cell ends in {cell[-1].tag if len(cell) else 'nothing'}"


def styles(it):
    known = it.values("w:style", "w:styleId", it["word/styles.xml"])
    numbers = it.values("w:num", "w:numId", it["word/numbering.xml"])
    named = [name for name in it.named(r"word/(\w+/)?\w+\.xml") if "glossary" not in name]
    for part in map(it.__getitem__, named):
        for element in ("w:pStyle", "w:rStyle", "w:tblStyle", "w:basedOn", "w:next", "w:link"):
            yield from (value for value in it.values(element, of=part) if value not in known)
        wanted = [value for pr in part.iter(q("w:numPr")) for value in it.values("w:numId", of=pr)]
        yield from (f"list {value}" for value in wanted if value != "0" and value not in numbers)
    yield from twice(known)


def controls(it):
    """Every control has a title, and one that is filled in a name and a lock."""
    for control in it.document.iter(q("w:sdtPr")):
        wanted = ["w:alias"] if control.find(q("w:docPartObj")) is not None else ["w:alias", "w:tag", "w:lock"]
        for name in wanted:
            value = control.find(q(name))
            value = "" if value is None else value.get(q("w:val")).strip()
            if not 0 < len(value) <= CONTROL:
                yield f"{name}: »{value}«"


def relations(it):
    for name in it.named(r"(.*/)?_rels/.*\.rels"):
        folder = name.partition("_rels/")[0]
        related = list(it[name].iter(RELATED))
        yield from twice([one.get("Id") for one in related])
        for one in related:
            target = one.get("Target")
            if one.get("TargetMode") == "External":
                if not re.match(r"https://|http://|mailto:", target) or not one.get("Type").endswith("/hyperlink"):
                    yield f"{name}: {target}"
                continue
            path = target.lstrip("/") if target.startswith("/") else re.sub(r"[^/]+/\.\./", "", folder + target)
            if path not in it.parts:
                yield f"{name}: {target}"
    for name in it.named(r"(word|ppt/slides)/[\w.]+\.xml"):
        folder, _, file = name.rpartition("/")
        known = f"{folder}/_rels/{file}.rels"
        known = [one.get("Id") for one in it[known].iter(RELATED)] if known in it.parts else []
        used = re.findall(rb' r:(?:id|embed)="([^"]+)"', it.parts[name])
        yield from (f"{name}: {value.decode()}" for value in used if value.decode() not in known)


def asks_nothing(it):
    """Nothing that Word asks its user about before it opens the paper, and nothing that runs."""
    yield from ("updateFields" for _ in it["word/settings.xml"].iter(q("w:updateFields")))
    yield from it.named(r".*(vbaProject|activeX|embeddings|oleObject).*")
    for part in it.texts:
        for code in part.iter(q("w:instrText")):
            if not re.match(r" (TOC|PAGE|NUMPAGES|PAGEREF|REF|STYLEREF) ", code.text or ""):
                yield code.text


def lines(it):
    yield from (node.text for part in it.texts for node in part.iter(q("w:t")) if "\n" in (node.text or ""))


# ----------------------------------------------------------- What whoever cannot see needs: the checkers of office programs


def title(it):
    found = it["docProps/core.xml"].find(q("dc:title"))
    if found is None or not (found.text or "").strip():
        yield "no title"


def language(it):
    said = it["word/styles.xml"].find(f"{q('w:docDefaults')}//{q('w:lang')}")
    if said is None or said.get(q("w:val")) != "da-DK":
        yield "not da-DK"


def levels(it):
    """The level of each heading, from one."""
    of = {}
    for style in it["word/styles.xml"].iter(q("w:style")):
        level = style.find(f".//{q('w:outlineLvl')}")
        if level is not None:
            of[style.get(q("w:styleId"))] = int(level.get(q("w:val"))) + 1
    return [of[style] for style in it.values("w:pStyle") if of.get(style, 10) < 10]


def headings(it):
    if not levels(it):
        yield "no headings"


def leaps(it):
    before = 0
    for level in levels(it):
        if level > before + 1:
            yield f"level {level} after {before}"
        before = level


def heads(it):
    for table in it.document.iter(q("w:tbl")):
        look, first = table.find(f"{q('w:tblPr')}/{q('w:tblLook')}"), table.find(q("w:tr"))
        if look is None or look.get(q("w:firstRow")) != "1":
            yield "a table that does not say that it has a head"
        if first is None or first.find(f"{q('w:trPr')}/{q('w:tblHeader')}") is None:
            yield "a head that is not marked"


def merged(it):
    yield from (name for name in ("w:gridSpan", "w:vMerge", "w:hMerge") if it.values(name))
    yield from ("a table in a table" for cell in it.document.iter(q("w:tc")) for _ in cell.iter(q("w:tbl")))
    for table in it.document.iter(q("w:tbl")):
        wide = len(table.findall(f"{q('w:tblGrid')}/{q('w:gridCol')}"))
        yield from ("a row with other cells" for row in table.findall(q("w:tr")) if len(row.findall(q("w:tc"))) != wide)


def words(it):
    for table in it.document.iter(q("w:tbl")):
        for name in ("w:tblCaption", "w:tblDescription"):
            said = table.find(f"{q('w:tblPr')}/{q(name)}")
            if said is None or not said.get(q("w:val"), "").strip():
                yield f"a table without {name}"


def pictures(it):
    for part in it.texts:
        for picture in part.iter(q("wp:docPr")):
            if not picture.get("descr", "").strip():
                yield f"{picture.get('name')} has no words"


def floats(it):
    """Nothing of ours stands over the text; what a house's own head has is the house's."""
    for name in ("wp:anchor", "w:framePr", "w:tblpPr", "w:txbxContent", "w:pict"):
        yield from (name for _ in it.document.iter(q(name)))


def blanks(it):
    for node in it.document.iter(q("w:p")):
        said = text(node)
        if "  " in said or "\u00a0\u00a0" in said:
            yield f"»{said[:60]}«"
    # One empty paragraph keeps two tables apart, or ends a cell: two beside each other lay something out.
    for parent in it.document.iter():
        empty = 0
        for node in parent:
            drawn = node.find(f".//{q('w:drawing')}") is not None
            empty = empty + 1 if node.tag == q("w:p") and not drawn and not text(node).strip() else 0
            if empty > 1:
                yield "empty paragraphs"


def faint(it):
    def light(colour):
        parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    def contrast(one, other):
        one, other = sorted((light(one) + 0.05, light(other) + 0.05))
        return other / one

    parts = [it["word/styles.xml"], *it.texts]
    fills = {fill for part in parts for fill in it.values("w:shd", "w:fill", part)} - {None, "auto"}
    colours = {colour for part in parts for colour in it.values("w:color", of=part)} - {None, "auto"}
    for colour in sorted(colours):
        if min(contrast(colour, fill) for fill in fills | {"FFFFFF", HEAD}) < CONTRAST:
            yield colour


def free(it):
    """A paper that is protected as a whole cannot be read with a screen reader between its fields."""
    for _ in it["word/settings.xml"].iter(q("w:documentProtection")):
        yield "the paper is protected"
    yield from (fault for fault in controls(it) if fault.startswith("w:alias"))


# ------------------------------------------------------------------------------------------------------------- Slides


def slides(it):
    return [it[name] for name in sorted(it.named(r"ppt/slides/slide\d+\.xml"), key=lambda name: int(re.search(r"\d+", name)[0]))]


def said(shape):
    return "".join(node.text or "" for node in shape.iter(q("a:t")))


def slide_titles(it):
    """Each slide has a title of its own kind: of two alike a screen reader could not tell which is which."""
    for number, slide in enumerate(slides(it), 1):
        shapes = [shape for shape in slide.iter(q("p:sp")) if any(ph.get("type") in ("title", "ctrTitle") for ph in shape.iter(q("p:ph")))]
        if len(shapes) != 1 or not said(shapes[0]).strip():
            yield f"slide {number}"


def slide_tables(it):
    yield from ("no head" for slide in slides(it) for table in slide.iter(q("a:tblPr")) if table.get("firstRow") != "1")


def slide_words(it):
    for number, slide in enumerate(slides(it), 1):
        for kind in ("p:pic", "p:graphicFrame"):
            for shape in slide.iter(q(kind)):
                if not next(shape.iter(q("p:cNvPr"))).get("descr", "").strip():
                    yield f"slide {number}: {kind}"


def slide_notes(it):
    for number, _ in enumerate(slides(it), 1):
        notes = f"ppt/notesSlides/notesSlide{number}.xml"
        if notes not in it.parts or not said(it[notes]).strip():
            yield f"slide {number}"


def slide_language(it):
    for number, slide in enumerate(slides(it), 1):
        if any(run.get("lang") != "da-DK" for run in slide.iter(q("a:rPr"))):
            yield f"slide {number}"


# --------------------------------------------------------------------------------------- Every rule, and what breaks it

DOCUMENT, STYLES, SETTINGS = "word/document.xml", "word/styles.xml", "word/settings.xml"
SLIDE = "ppt/slides/slide1.xml"
DRAWN = (
    '<w:p><w:r><w:drawing><wp:{0} xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:docPr id="99" name="Billede" descr="{1}"/></wp:{0}></w:drawing></w:r></w:p><w:sectPr>'
)

# Each rule with a name, and the ways to break it: a part, what is sought in it and what comes in its place.
RULES = {
    ".docx": [
        ("ids are there once", ids, [
            (DOCUMENT, r'<w:tag w:val="SF1461\.svar"/>', '<w:tag w:val="SF1514.svar"/>'),
            (DOCUMENT, r'(<w:sdtPr>(?:(?!</w:sdtPr>).)*<w:id w:val="(\d+)"/>.*?<w:id w:val=")\d+"', r'\1\2"'),
        ]),
        ("answers of a list are there once", lists, [(DOCUMENT, r'w:value="Nej"', 'w:value="Ja"')]),
        ("fields are closed", fields, [
            (DOCUMENT, r'<w:fldChar w:fldCharType="end"/>', ""),
            ("word/footer1.xml", r'<w:fldChar w:fldCharType="separate"/>', ""),
        ]),
        ("bookmarks are paired, and links lead to one", bookmarks, [
            (DOCUMENT, r'<w:bookmarkEnd w:id="1"/>', ""),
            (DOCUMENT, r'w:name="krav_SF1461"', 'w:name="krav_SF1514"'),
            (DOCUMENT, r'w:anchor="krav_', 'w:anchor="kraav_'),
        ]),
        ("a cell ends in a paragraph", cells, [(DOCUMENT, r"</w:p></w:tc>", "</w:p><w:tbl/></w:tc>")]),
        ("styles and lists exist", styles, [
            (DOCUMENT, r'<w:pStyle w:val="BilagCelle"/>', '<w:pStyle w:val="Celle"/>'),
            (STYLES, r'<w:basedOn w:val="Normal"/>', '<w:basedOn w:val="Ingen"/>'),
            ("word/numbering.xml", r'<w:num w:numId="2">', '<w:num w:numId="99">'),
        ]),
        ("a control has a title, a name and a lock", controls, [
            (DOCUMENT, r'<w:alias w:val="SF1461 Svar"/>', ""),
            (DOCUMENT, r'<w:tag w:val="SF1461\.svar"/>', ""),
            (DOCUMENT, r'<w:lock w:val="sdtLocked"/>', ""),
            (DOCUMENT, r'<w:alias w:val="Indhold"/>', ""),
        ]),
        ("relations lead to a part, or to a page of the web", relations, [
            ("word/_rels/document.xml.rels", "glossary/document.xml", "glossary/gone.xml"),
            ("word/_rels/document.xml.rels", "</Relationships>",
             '<Relationship Id="x" Type="x/hyperlink" Target="file:///c:/x" TargetMode="External"/></Relationships>'),
            (DOCUMENT, r'<w:footerReference ([^>]*)r:id="\w+"', r'<w:footerReference \1r:id="ingen"'),
        ]),
        ("Word has nothing to ask about", asks_nothing, [
            (SETTINGS, "<w:defaultTabStop", '<w:updateFields w:val="true"/><w:defaultTabStop'),
            (DOCUMENT, r"> TOC ", "> INCLUDETEXT http://x "),
        ]),
        ("no line breaks in a text", lines, [(DOCUMENT, r"Oplysninger om", "Oplysninger\nom")]),
        ("1. the paper has a title", title, [("docProps/core.xml", r"<dc:title>[^<]*", "<dc:title>")]),
        ("2. the language is Danish", language, [(STYLES, r'w:lang w:val="da-DK"', 'w:lang w:val="en-GB"')]),
        ("3. there are headings", headings, [(STYLES, r"<w:outlineLvl ", "<w:niveau ", 0)]),
        ("4. no level of headings is skipped", leaps, [
            (DOCUMENT, r'<w:pStyle w:val="Heading1"/>', '<w:pStyle w:val="Heading3"/>'),
        ]),
        ("5. the head of a table is marked", heads, [
            (DOCUMENT, r"<w:tblHeader/>", ""), (DOCUMENT, r'w:firstRow="1"', 'w:firstRow="0"'),
        ]),
        ("6. no cells are merged, and no table stands in a table", merged, [
            (DOCUMENT, r"<w:tcPr>", '<w:tcPr><w:gridSpan w:val="2"/>'),
            (DOCUMENT, r"(?s)<w:tc>(?:(?!</w:tc>).)*</w:tc></w:tr>", "</w:tr>"),
            (DOCUMENT, r"</w:p></w:tc>", "</w:p><w:tbl/><w:p/></w:tc>"),
        ]),
        ("7. a table is described", words, [
            (DOCUMENT, r"<w:tblCaption ", "<w:tblUden "), (DOCUMENT, r'<w:tblDescription w:val="[^"]*"', '<w:tblDescription w:val=" "'),
        ]),
        ("8. a picture is described", pictures, [(DOCUMENT, "<w:sectPr>", DRAWN.format("inline", ""))]),
        ("9. nothing floats over the text", floats, [(DOCUMENT, "<w:sectPr>", DRAWN.format("anchor", "Et kort"))]),
        ("10. no blanks lay anything out", blanks, [
            (DOCUMENT, "Oplysninger om", "Oplysninger   om"), (DOCUMENT, "<w:sectPr>", "<w:p/><w:p/><w:sectPr>"),
        ]),
        ("11. letters can be told from the paper", faint, [(STYLES, r'<w:color w:val="404040"/>', '<w:color w:val="9A9A9A"/>')]),
        ("12. every place to fill in can be reached, and has a title", free, [
            (SETTINGS, "<w:defaultTabStop", '<w:documentProtection w:edit="forms"/><w:defaultTabStop'),
            (DOCUMENT, r'<w:alias w:val="SF1461 Svar"/>', '<w:alias w:val=" "/>'),
        ]),
    ],
    ".pptx": [
        ("relations lead to a part, or to a page of the web", relations, [
            ("ppt/_rels/presentation.xml.rels", "slides/slide1.xml", "slides/slide0.xml"),
        ]),
        ("each slide has a title", slide_titles, [
            (SLIDE, r'type="(ctrT|t)itle"', 'type="body"'), ("ppt/slides/slide2.xml", r"<a:t>[^<]*", "<a:t>"),
        ]),
        ("the head of a table is marked", slide_tables, [("ppt/slides/slide2.xml", r' firstRow="1"', "")]),
        ("tables and pictures are described", slide_words, [("ppt/slides/slide2.xml", r'descr="[^"]+"', 'descr=""')]),
        ("each slide has something to say to it", slide_notes, [
            ("ppt/notesSlides/notesSlide1.xml", r"<a:t>[^<]*", "<a:t>", 0),
        ]),
        ("the language is Danish", slide_language, [(SLIDE, r'lang="da-DK"', 'lang="en-GB"')]),
    ],
}  # fmt: skip


def faults(package, ending, but=()):
    """What is wrong with a paper, with the name of the rule before it."""
    for name, rule, _ in RULES[ending]:
        if name not in but:
            for fault in rule(package):
                yield name, str(fault)


def broken(package, part, old, new, times=1):
    parts = dict(package.parts)
    content, found = re.subn(old, new, parts[part].decode(), count=times, flags=re.DOTALL)
    if not found:
        sys.exit(f"{part} has no {old}")
    parts[part] = content.encode()
    return Package(parts)


def judged(paths, folder):
    """Each paper with what is wrong with it, and each rule with whether it finds what breaks it."""
    protected = ("12. every place to fill in can be reached, and has a title",)
    for path in paths:
        # A buyer asked for it.
        but = protected if "beskyttet" in path.parts else ()
        yield f"{path.relative_to(folder)}, held against {len(RULES[path.suffix])} rules", [
            f"{name}: {fault}" for name, fault in faults(Package.of(path), path.suffix, but)
        ]
    for ending, rules in RULES.items():
        form = "omsorg-svarskema.docx" if ending == ".docx" else "tjekliste-slides.pptx"
        whole = Package.of(next(path for path in paths if path.name == form and "hus" not in path.parts))
        for name, rule, breaks in rules:
            for change in breaks:
                found = list(rule(broken(whole, *change)))
                yield f"{name}, broken: {change[2] or change[1]}", [] if found else ["the rule does not find it"]


if __name__ == "__main__":
    for path in map(Path, sys.argv[1:]):
        for name, fault in faults(Package.of(path), path.suffix):
            print(f"{path}: {name}: {fault}")
