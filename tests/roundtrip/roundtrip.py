"""Fills response forms in with tools that are not ours, collects them, and compares: `run` calls it.

    roundtrip.py BILAG SCRATCH CACHE [SETS]
"""

import concurrent.futures
import json
import logging
import pathlib
import random
import subprocess
import sys
import time

import docx
import openpyxl
from docx.text.run import Run

import fill

# pypdf warns of every letter that the form's font lacks.
logging.disable(logging.CRITICAL)

# How many answer sets each tool fills in; what LibreOffice saves is filled in with another before, and saved by one start of it,
# those of pdf.js by one page in Chromium.
SETS = {
    "openpyxl": 480, "openpyxl-libreoffice": 20, "pypdf": 150, "pikepdf": 150, "pdfium": 100, "mupdf": 60, "pdfjs": 40,
    "docx": 1000, "docx-libreoffice": 20,
}  # fmt: skip

# The form that each fills in, if it is no PDF.
FORMS = {"openpyxl": "xlsx", "openpyxl-libreoffice": "xlsx", "docx": "docx", "docx-libreoffice": "docx"}

# As LibreOffice calls what it saves.
FILTERS = {"xlsx": "xlsx:Calc MS Excel 2007 XML", "docx": "docx:MS Word 2007 XML"}

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

PROFILE = """edition = "2024-01"
[tender]
title = "Fælles omsorgssystem"
buyer = "Eksempel Kommune"
[packages]
I-02 = ["SF1320_A"]
I-15 = "all"
[facts]
folger-personaendringer = true
udveksler-sagsdokumenter = "supplier"
[[requirement]]
id = "E1"
package = "I-02"
type = "K"
text = "Løsningen bør vise, hvornår en oplysning sidst er hentet."
"""

PIECES = [
    "Rødgrød med fløde på Ærø, Åls og Öland",
    "😀 👩‍💻 🇩🇰",
    "»citat«, \"citat\" og 'citat'",
    "=SUM(A1:A9)",
    "+45 12 34 56 78",
    "-1",
    "@SUM(1)",
    "<b>&amp;</b> % \\n {klamme} [0] (parentes)",
    "_x000D_ og _x0041_",
    "første linje\nanden linje\n\nfjerde linje",
    "100 % – 1.250,50 €",
    "漢字 и кириллица",
    "C:\\mappe\\fil",
]


def text(dice, lines):
    """A text such as suppliers write, and such as they hardly do."""
    pieces = [piece for piece in PIECES if lines or "\n" not in piece]
    if not lines:
        return dice.choice(pieces)
    if dice.random() < 0.05:
        return ("Løsningen håndterer hændelser én for én. " * 100)[:4000].rstrip()
    return dice.choice(["\n", " "]).join(dice.sample(pieces, dice.randint(1, 4)))


def answers(dice, fields, tool):
    """A value for most of the fields."""
    values = {}
    for name, kind, options in fields:
        if name == "leverandoer.cvr":
            values[name] = "12345674"
        elif kind == "signature" or dice.random() < 0.1:
            continue
        elif kind in ("radio", "choice"):
            values[name] = dice.choice(options)
        else:
            values[name] = text(dice, kind == "multiline")
            if tool == "pdfium":
                # PDFium itself stores the lower half of what it is given beyond the first 65,536 characters.
                values[name] = "".join(letter if ord(letter) < 0x10000 else "?" for letter in values[name])
    return values


def with_openpyxl(form, filled, values):
    book = openpyxl.load_workbook(form)
    # The columns of names and of answers.
    for sheet, columns in (("Leverandør", [(1, 3)]), ("Svar", [(1, 6), (2, 7)])):
        sheet = book[sheet]
        for row in range(1, sheet.max_row + 1):
            for name, answer in columns:
                value = values.get(sheet.cell(row, name).value)
                if value is not None:
                    cell = sheet.cell(row, answer)
                    cell.value = value
                    # A text that begins with = is a text all the same.
                    cell.data_type = "s"
    book.save(filled)


def with_docx(form, filled, values):
    """Writes into the content controls, as a person does in Word."""
    document = docx.Document(form)
    for control in document.element.body.iter(W + "sdt"):
        properties = control.find(W + "sdtPr")
        tag = properties.find(W + "tag")
        value = values.get(tag.get(W + "val")) if tag is not None else None
        if value is None:
            continue
        properties.remove(properties.find(W + "showingPlcHdr"))
        run = next(control.iter(W + "r"))
        run.remove(run.find(W + "rPr"))
        Run(run, None).text = value
    document.save(filled)


def excel(value):
    """A text as Excel writes what would be read as an escape."""
    return value.replace("_x0", "_x005F_x0")


def through_libreoffice(folder, filled):
    """Opens and saves forms, those of a format together."""
    saved = folder / "saved"
    for ending, way in FILTERS.items():
        of_format = [path for path in filled if path.suffix == f".{ending}"]
        command = ["soffice", f"-env:UserInstallation=file://{folder}/office", "--headless", "--convert-to", way,
                   "--outdir", str(saved)]  # fmt: skip
        # Its command line has an end.
        for at in range(0, len(of_format), 200):
            some = map(str, of_format[at : at + 200])
            subprocess.run([*command, *some], check=True, capture_output=True, timeout=1800)
        for path in of_format:
            (saved / path.name).replace(path)


def expected(values, lines):
    """What the JSON must say of a set."""
    said = {line: {"svar": None, "begrundelse": None} for line in lines}
    facts = {}
    for name, value in values.items():
        head, tail = name.rsplit(".", 1)
        if head == "fakta":
            facts[tail] = value
        elif head.startswith("I-"):
            package, number = head.rsplit("-", 1)
            said[f"{package}.{number}"][tail] = value
        elif head not in ("leverandoer", "underskrift"):
            said[head][tail] = value
    name = values.get("leverandoer.navn")
    return {"name": name and " ".join(name.split()), "cvr": values["leverandoer.cvr"], "facts": facts, "answers": said}


def through_pdfjs(cache, scratch, form, sets):
    """Fills forms in with pdf.js in a browser, all with one start of it."""
    if not sets:
        return
    jobs = scratch / "pdfjs.json"
    jobs.write_text(json.dumps([{"filled": str(path), "values": values} for path, values in sets.items()]))
    subprocess.run(["node", f"{cache}/pdfjs.mjs", form, jobs], check=True, timeout=3600)


def main(bilag, scratch, cache, total=None):
    scratch = pathlib.Path(scratch)
    counts = SETS if total is None else {tool: -(-int(total) // len(SETS)) for tool in SETS}
    started, spent = time.monotonic(), {}
    profile = scratch / "udbud.toml"
    profile.write_text(PROFILE, encoding="utf-8")
    formats = [word for ending in ("pdf", "xlsx", "docx") for word in ("--format", ending)]
    command = [bilag, "build", profile, "-o", scratch, "--document", "svarskema", *formats]
    subprocess.run(command, check=True, capture_output=True)
    form = {ending: scratch / f"udbud-svarskema.{ending}" for ending in ("pdf", "xlsx", "docx")}
    fields = fill.fields(form["pdf"])
    lines = set()
    for name, _, _ in fields:
        head, tail = name.rsplit(".", 1)
        if tail == "svar":
            lines.add(head.replace("I-02-", "I-02.").replace("I-15-", "I-15."))
    sets, jobs = {}, []
    for tool, count in counts.items():
        ending = FORMS.get(tool, "pdf")
        for number in range(count):
            path = scratch / f"{tool}-{number:04}.{ending}"
            sets[path] = answers(random.Random(f"{tool} {number}"), fields, tool)
            if tool != "pdfjs":
                jobs.append((tool, form[ending], path, sets[path]))
    broken = {}
    with concurrent.futures.ProcessPoolExecutor() as pool:
        for (tool, *_), (path, error, seconds) in zip(jobs, pool.map(filled_in, jobs, chunksize=10), strict=True):
            spent[tool] = spent.get(tool, 0) + seconds
            if error:
                broken[path] = error
    began = time.monotonic()
    through_pdfjs(cache, scratch, form["pdf"], {path: it for path, it in sets.items() if path.name.startswith("pdfjs")})
    spent["pdfjs"] = time.monotonic() - began
    began = time.monotonic()
    through_libreoffice(scratch, [path for path in sets if "-libreoffice-" in path.name])
    spent["libreoffice"] = time.monotonic() - began
    paths = [path for path in sets if path not in broken]
    passed = 0
    for at in range(0, len(paths), 100):
        batch = paths[at : at + 100]
        ran = subprocess.run([bilag, "collect", "--profile", profile, *batch], capture_output=True, encoding="utf-8")
        suppliers = json.loads(ran.stdout)["suppliers"]
        for path, supplier in zip(batch, suppliers, strict=True):
            wanted = expected(sets[path], lines)
            found = {key: supplier[key] for key in wanted}
            trouble = [finding for finding in supplier["findings"] if finding["code"] in TROUBLE]
            if found == wanted and not trouble:
                passed += 1
            else:
                broken[path] = trouble or difference(wanted, found)
    for path, error in list(broken.items())[:20]:
        print(f"FAIL {path.name}: {error}")
    for tool, seconds in spent.items():
        print(f"{tool}: {counts.get(tool, 'saved')} in {seconds:.0f} s")
    print(f"{len(sets)} sets in {time.monotonic() - started:.0f} s")
    print(f"{passed} passed, {len(broken)} failed")
    sys.exit(1 if broken else 0)


# What must not be found in a form that was filled in and nothing else.
TROUBLE = {"fingerprint-missing", "fingerprint-wrong", "text-changed", "field-missing", "field-added", "field-twice",
           "ambiguous-answer", "invalid-answer", "formula", "active-content", "cut", "wrong-type", "remark",
           "passage-gone", "field-changed"}


def filled_in(job):
    tool, form, path, values = job
    began = time.monotonic()
    try:
        if path.suffix == ".xlsx":
            with_openpyxl(form, path, {name: excel(value) for name, value in values.items()})
        elif path.suffix == ".docx":
            with_docx(form, path, values)
        else:
            fill.TOOLS[tool](str(form), str(path), values)
    except Exception as error:
        return path, f"{tool}: {type(error).__name__}: {error}", time.monotonic() - began
    return path, None, time.monotonic() - began


def difference(wanted, found, path=""):
    """The first place where two values differ."""
    if isinstance(wanted, dict) and isinstance(found, dict):
        for key in sorted(wanted.keys() | found.keys()):
            if wanted.get(key) != found.get(key):
                return difference(wanted.get(key), found.get(key), f"{path}/{key}")
    return f"{path}: wanted {wanted!r}, found {found!r}"


if __name__ == "__main__":
    main(*sys.argv[1:])
