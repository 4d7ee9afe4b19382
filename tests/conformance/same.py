"""Whether the Word paper, the PDF and the Markdown of a document say the same, line by line.

    same.py FOLDER      a folder with the documents of profiles in all three formats

A line is known by its letters and digits, in whatever way it is laid out: each of the Markdown must stand on the paper and in the
PDF, and each of the paper in the Markdown and in the PDF. The last line reads »N passed, N failed«.
"""

import re
import subprocess
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

# What one format says in its own way: what fields show until they are filled in, the number of the form, the heads of columns, the
# figure, which has its words beside it, and what explains signs.
ITS_OWN = re.compile(
    r"(?i)^(skriv her|vælg svar|vælg dato|[☐☒●○*x()]+|kontrolnummer: .*|figuren læses fra .*|.*SF…: .*)$"
)

# The sentences that say the figure in words: in the PDF they are its description.
FIGURE = re.compile(r"^[-\s]*(Integrationerne i )?(SF|I-)\S+ .*(kræver( i visse tilfælde)?|kan anvende) SF.*\.$")

# What a prerequisite is for is said on a page of the checklist where there is room.
PURPOSE = re.compile(r"^\s*Formål: ")

# The body of a page in points: its head and foot are in the way of what runs over to the next.
TOP, HEIGHT, WIDTH = 62, 725, 2000

# So few letters stand anywhere.
SHORT = 3


def bare(text):
    return "".join(letter for letter in text.lower() if letter.isalnum())


def of_paper(path):
    """The paragraphs of a paper with the cells before them, without its table of contents."""
    root = ElementTree.fromstring(zipfile.ZipFile(path).read("word/document.xml"))
    # What may be chosen is listed too.
    choices = [item.get(W + "value") for item in root.iter(W + "listItem")]
    for control in list(root.iter(W + "sdt")):
        if control.find(f"{W}sdtPr/{W}docPartObj") is not None:
            control.clear()
    lines = []
    heads = {paragraph for row in root.iter(W + "tr") if row.find(f"{W}trPr/{W}tblHeader") is not None for paragraph in row.iter(W + "p")}
    for paragraph in root.iter(W + "p"):
        if paragraph in heads:
            continue
        line = ""
        for node in paragraph.iter():
            if node.tag == W + "t":
                line += node.text or ""
            elif node.tag in (W + "tab", W + "br") and node.get(W + "pos") is None:
                line += "\n"
        lines.extend(line.split("\n"))
    return lines, choices


def of_markdown(path):
    """The lines of a Markdown text without its marks."""
    lines, written = [], path.read_text(encoding="utf-8").splitlines()
    for line, below in zip(written, [*written[1:], ""]):
        # The head of a table
        if line.startswith("|") and re.match(r"\|[-: |]+\|$", below):
            continue
        line = re.sub(r"\]\(<[^>]*>\)", "]", line)
        if re.match(r"\|[-: |]+\|$", line):
            continue
        # A section's number is counted by Word itself.
        line = re.sub(r"^(#+) \d+\. ", r"\1 ", line)
        line = re.sub(r"^(\s*)\d+\. ", r"\1", line)
        lines.extend(line.strip("|").split(" | ") if line.startswith("|") else [line])
    return lines


def of_pdf(path):
    command = ["pdftotext", "-raw", "-y", str(TOP), "-H", str(HEIGHT), "-x", "0", "-W", str(WIDTH), str(path), "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout.splitlines()


def pieces(line):
    """What a line is made of where a format lays its parts out apart: a label and what it labels, an id and its title."""
    line = re.sub(r"[*_`\\]|^[#>\-\s]+|\[[ x]\]", "", line)
    whole = bare(line)
    # In the list of all numbers the PDF has the page behind each; of what was seen it has the day below.
    if re.fullmatch(r"[A-Z0-9_.-]+(, [A-Z0-9_.-]+)+", line):
        return whole, [bare(part) for part in line.split(", ")]
    parts = [bare(part) for part in re.split(r": | · |, (?=Skal|Kan)|, (?=[^,]*20\d\d$)|\u2003|(?<=[A-Z0-9.]) (?=\S)|\(|\)", line)]
    return whole, [part for part in parts if len(part) > SHORT]


def missing(lines, text, in_pdf, in_checklist):
    for line in lines:
        if ITS_OWN.match(line.strip()) or (in_pdf and FIGURE.match(line)) or (in_checklist and PURPOSE.match(line)):
            continue
        whole, parts = pieces(line)
        if len(whole) > SHORT and whole not in text and not (parts and all(part in text for part in parts)):
            yield line


def main(folder):
    passed = failed = compared = 0
    for paper in sorted(Path(folder).rglob("*.docx")):
        markdown, pdf = paper.with_suffix(".md"), paper.with_suffix(".pdf")
        said, choices = of_paper(paper)
        lines = {"Word": said}
        if markdown.exists():
            lines["Markdown"] = of_markdown(markdown)
        texts = {name: bare("".join(of)) for name, of in lines.items()}
        texts["Word"] += bare("".join(choices))
        if pdf.exists():
            texts["PDF"] = bare("".join(of_pdf(pdf)))
        for one in lines:
            for other in texts:
                if one == other:
                    continue
                compared += len(lines[one])
                gone = list(missing(lines[one], texts[other], other == "PDF", other == "PDF" and paper.stem.endswith("tjekliste")))
                if gone:
                    failed += 1
                    for line in gone[:5]:
                        print(f"FAIL {paper.stem}: {one} says, and {other} does not: {line[:200]}")
                else:
                    passed += 1
    print(f"{compared} lines compared")
    print(f"{passed} passed, {failed} failed")
    sys.exit(failed > 0 or passed == 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
