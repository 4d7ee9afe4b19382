"""Measures how documents look: pages, empty paper, pages that are hardly begun, long lines and broken words.

    measure.py FOLDER            one line for each PDF of the folder, and a last line for all; exit code 1 if a document breaks
                                 what the house holds itself to
    measure.py FOLDER --breaks   every word that was broken over two lines, with how often
    measure.py FOLDER --lines    every line that is too long

Empty paper is the white below the last ink of the text area, in per cent of it, as a mean over the document. The cover and the last page
are left out. No word may stand over another. A page after which a chapter begins anew may be hardly begun.

Where a goal cannot be met, EXCUSED says for which document, which goal and why.
"""

import collections
import pathlib
import re
import sys

import pymupdf

MM = 72 / 25.4
TOP, BOTTOM = 25 * MM, 22 * MM
LONGEST_LINE = 75
MOST_EMPTY = 10  # per cent of a document
LEAST_FULL = 100 / 3  # per cent of a page
MOST_BROKEN = 4  # per cent of the lines
MOST_PAGES = {  # of the examples that are measured by it
    "omsorg-kravbilag": 11, "omsorg-svarskema": 8, "alle-pakker-kravbilag": 20, "alle-pakker-svarskema": 16,
}
LEAST_LETTERS = 20  # points, on slides; less only in their foot
FOOT = 50  # points from the lower edge of a slide
# document -> goal ("empty", "thin", "long", "broken", "pages", "small", "over") -> why it cannot be met
EXCUSED = {
    "sundhed-svarskema": {"empty": "three of its six pages end before a row of nine lines, which stays whole"},
    "omsorg-rettelsesblad": {"empty": "the second of its three pages ends before a heading, which stays with its text"},
    "seks-sammenligning": {"empty": "the last of its turned pages ends before the findings, which stand upright"},
}
HYPHENS = "-\u2010\u00ad"


class Line:
    """What stands on one line, in one column."""

    def __init__(self, spans):
        self.spans = spans
        self.text = "".join(span["text"] for span in spans).strip()
        self.x0 = min(span["bbox"][0] for span in spans)
        self.x1 = max(span["bbox"][2] for span in spans)
        self.y0 = min(span["bbox"][1] for span in spans)
        self.y1 = max(span["bbox"][3] for span in spans)
        self.size = max(span["size"] for span in spans)


def lines_of(page, box):
    """The lines of the text area, in reading order. What stands far apart on one baseline is two lines."""
    spans = []
    for block in page.get_text("dict", flags=pymupdf.TEXT_PRESERVE_WHITESPACE)["blocks"]:
        for line in block.get("lines", ()):
            if abs(line["dir"][0]) < 0.9:
                continue
            spans += [span for span in line["spans"] if span["text"].strip() and box.contains(pymupdf.Point(span["origin"]))]
    lines = []
    for span in spans:
        last = lines[-1][-1] if lines else None
        together = last and abs(last["origin"][1] - span["origin"][1]) < 1 and -1 < span["bbox"][0] - last["bbox"][2] < 9
        if together:
            lines[-1].append(span)
        else:
            lines.append([span])
    return [Line(spans) for spans in lines]


def printed_over(page):
    """The words that stand over other words, as pairs."""
    cores = []
    for x0, y0, x1, y1, text, *_ in page.get_text("words", flags=pymupdf.TEXT_PRESERVE_WHITESPACE):
        # From the line that the letters stand on to the height of a capital, which leaves air between any two lines.
        height = y1 - y0
        if text.strip(".·,–-") and y1 - y0 < 40:
            cores.append((x0 + 0.5, y0 + 0.28 * height, x1 - 0.5, y0 + 0.77 * height, text))
    cores.sort(key=lambda core: core[1])
    found = []
    for at, (x0, y0, x1, y1, text) in enumerate(cores):
        for u0, v0, u1, _, other in cores[at + 1:]:
            if v0 >= y1:
                break
            # On one line words stand beside each other.
            if min(x1, u1) - max(x0, u0) > 1:
                found.append((text, other))
    return found


def area(page):
    """The text area, without head and foot."""
    rect = page.rect
    return pymupdf.Rect(0, min(TOP, 20 * MM) - 3, rect.width, rect.height - min(BOTTOM, 20 * MM) + 3)


def letters(slide):
    """The size of what is written on a slide, above its foot."""
    for block in slide.get_text("dict")["blocks"]:
        for line in block.get("lines", ()):
            for span in line["spans"]:
                if span["text"].strip() and span["origin"][1] < slide.rect.height - FOOT:
                    yield round(span["size"], 1), span["text"]


def last_ink(page, box, lines):
    """The lowest mark of the text area: letters, fields, rules, pictures."""
    marks = [line.y1 for line in lines]
    marks += [widget.rect.y1 for widget in page.widgets()]
    marks += [image["bbox"][3] for image in page.get_image_info()]
    # A rule with nothing under it ends what stands above it.
    marks += [drawing["rect"].y1 for drawing in page.get_drawings() if drawing["rect"].y1 < box.y1]
    return max([mark for mark in marks if mark <= box.y1 + 4] or [box.y0])


class Measured:
    def __init__(self, path):
        self.name = path.stem
        self.empty, self.thin, self.long, self.small, self.over = [], [], [], [], []
        self.lines = 0
        self.broken = collections.Counter()
        with pymupdf.open(path) as pdf:
            self.pages = len(pdf)
            slides = pdf[0].rect.width > 900
            begins = {page for level, _, page in pdf.get_toc() if level == 1}
            for at, page in enumerate(pdf, 1):
                box = area(page)
                lines = lines_of(page, box)
                self.read(lines, at)
                self.over += [(at, *pair) for pair in printed_over(page)]
                if slides:
                    # Letters of a slide stand further apart and are read from afar: their size counts, not their lines' length.
                    self.long = []
                    self.small += [(at, text) for size, text in letters(page) if size < LEAST_LETTERS]
                if at in (1, self.pages) or slides:
                    continue
                white = 100 * max(box.y1 - last_ink(page, box, lines), 0) / box.height
                # A chapter that the next page begins with was not pushed there when it had room here.
                first = next((line.text for line in lines_of(pdf[at], area(pdf[at]))), "") if at < self.pages else ""
                ends = at + 1 in begins and first and any(
                    level == 1 and where == at + 1 and title.replace(" ", "").startswith(first.replace(" ", "")[:12])
                    for level, title, where in pdf.get_toc())
                self.empty.append(white)
                if white > 100 - LEAST_FULL and not ends:
                    self.thin.append(at)

    def read(self, lines, page):
        for line, following in zip(lines, lines[1:] + [None]):
            if len(line.text) < 3:
                continue
            self.lines += 1
            if len(line.text) > LONGEST_LINE:
                self.long.append((page, line.text))
            broken = line.text[-1] in HYPHENS and line.text[-2].isalpha()
            if broken and following and following.text[:1].islower() and abs(following.x0 - line.x0) < 3:
                before, after = line.text.rstrip(HYPHENS).split()[-1], following.text.split()[0]
                # An address goes on after its own marks, and is no word.
                if not re.search(r"[/@]|-\w*-|\w\.\w", before):
                    self.broken[f"{before}-{after}".strip("»«().,;:")] += 1

    def mean(self):
        return sum(self.empty) / len(self.empty) if self.empty else 0.0

    def broken_share(self):
        return 100 * sum(self.broken.values()) / max(self.lines, 1)

    def faults(self):
        """What breaks a goal, and is not excused."""
        most = MOST_PAGES.get(self.name)
        found = {
            "pages": most and self.pages > most and f"more than {most} pages",
            "empty": self.mean() > MOST_EMPTY and f"{self.mean():.1f} % empty",
            "thin": self.thin and "hardly begun: " + ", ".join(map(str, self.thin)),
            "long": self.long and f"{len(self.long)} lines over {LONGEST_LINE}",
            "small": self.small and f"{len(self.small)} texts under {LEAST_LETTERS} pt, first on slide {self.small[0][0]}",
            "over": self.over and "p. {}: »{}« over »{}«".format(*self.over[0]),
            "broken": self.broken_share() > MOST_BROKEN and f"{self.broken_share():.1f} % broken",
        }
        excused = EXCUSED.get(self.name, {})
        return [said for goal, said in found.items() if said and goal not in excused]

    def row(self):
        parts = [f"{self.name:<44}", f"{self.pages:>3} pages", f"{self.mean():>3.0f} % empty"]
        parts += [f"{self.broken_share():>4.1f} % broken", "; ".join(self.faults())]
        return "  ".join(parts).rstrip()


def main():
    options = set(sys.argv[2:])
    every = [Measured(path) for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.pdf"))]
    for one in every:
        print(one.row())
        if "--lines" in options:
            for page, text in one.long:
                print(f"    p. {page}: {len(text)} {text}")
    if "--breaks" in options:
        total = sum((one.broken for one in every), collections.Counter())
        for word, count in total.most_common():
            print(f"{count:>5} {word}")
    bad = [one for one in every if one.faults()]
    pages = sum(one.pages for one in every)
    print(f"{len(every)} documents, {pages} pages, {len(bad)} that could look better")
    for one in every:
        for goal, why in EXCUSED.get(one.name, {}).items():
            print(f"{one.name}: {goal} is excused: {why}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
