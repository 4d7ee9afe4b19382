"""Writes filled forms with hostile answers, for what reads forms to be tested against.

    generate.py FORM FOLDER COUNT

Each is filled in with one of the tools: FOLDER/0001-pypdf.pdf, and beside it FOLDER/0001-pypdf.json with the answers that must
come back, by the fields' full names. The same COUNT gives the same answers.
"""

import json
import logging
import random
import sys
from pathlib import Path

import fill

logging.disable(logging.CRITICAL)

PIECES = [
    "Ærø", "æøå ÆØÅ", "👍", "👩‍💻", "漢字", "e\u0301", "\n", "\n\n", '"', "'", "''", "“citat”", "»citat«", "=1+1", "+45", "-1", "@SUM(A1)", "\\", "(", ")",
    "((", "<b>", "&amp;", "%PDF", "/Ja", "Off", "Ja", "null", "\t", " ", "  ", "|", "; DROP", "{{ordregiver}}", "#C3", "endobj", "\u00a0", "\u200b", "€", "–", "…",
]


# What PDFium itself cannot be typed into with: it knows 65,536 characters, and makes tabs into spaces.
NOT_TYPED = ["👍", "👩‍💻", "\t"]


def text(random, pieces):
    if random.random() < 0.15:
        return ""
    if random.random() < 0.05:
        return ("Løsningen håndterer hændelser " * 140)[:4000]
    return "".join(random.choice(pieces) for _ in range(random.randint(1, 12)))


def hostile(fields, random, tool):
    """Answers for a form; what is left out stays empty."""
    answers = {}
    several_lines = [piece for piece in PIECES if tool != "pdfium" or piece not in NOT_TYPED]
    one_line = [piece for piece in several_lines if "\n" not in piece]
    for name, kind, options in fields:
        if kind in ("text", "multiline"):
            value = text(random, several_lines if kind == "multiline" else one_line)
            if value:
                answers[name] = value
        elif kind in ("radio", "choice") and random.random() < 0.9:
            answers[name] = random.choice(options)
        elif kind == "check" and random.random() < 0.5:
            answers[name] = options[0]
    return answers


def generate(form, folder, count):
    """Writes the forms; each with what does not read as it was filled in."""
    folder.mkdir(parents=True, exist_ok=True)
    fields = fill.fields(form)
    tools = list(fill.TOOLS)
    for at in range(count):
        tool = tools[at % len(tools)]
        answers = hostile(fields, random.Random(at), tool)
        path = folder / f"{at + 1:04}-{tool}.pdf"
        fill.TOOLS[tool](str(form), str(path), answers)
        path.with_suffix(".json").write_text(json.dumps(answers, ensure_ascii=False, indent=1), encoding="utf-8")
        read = fill.read(path)
        differ = [name for name in sorted(answers.keys() | read.keys()) if answers.get(name) != read.get(name)]
        yield path, [f"{name} reads {read.get(name)!r} and not {answers.get(name)!r}" for name in differ]


def main():
    form, folder, count = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    differ = 0
    for path, complaints in generate(form, folder, count):
        differ += len(complaints)
        for complaint in complaints:
            print(f"{path.name}: {complaint}")
    print(f"{count} forms, {differ} differences")
    sys.exit(1 if differ else 0)


if __name__ == "__main__":
    main()
