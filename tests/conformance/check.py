"""Checks the PDFs of a folder, empty and filled in: `run` calls it with all that it needs in place.

    check.py FOLDER SCRATCH VALIDATOR…      VALIDATOR… is the command of Validate.java
"""

import logging
import subprocess
import sys
from pathlib import Path

import answers
import fill
import generate
import mutate
import structure

# pypdf tells of each field that stands on another page.
logging.disable(logging.CRITICAL)

# How many forms are filled in with hostile answers.
HOSTILE = 30


# What fills forms in here: MuPDF writes answers in a font that it does not bring along, which no PDF/A may.
TOOLS = [tool for tool in fill.TOOLS if tool != "mupdf"]


class Tally:
    def __init__(self):
        self.passed, self.failed = 0, 0

    def count(self, name, complaints):
        """Counts a check; complaints are told."""
        if complaints:
            self.failed += 1
            for complaint in complaints[:5]:
                print(f"FAIL {name}: {complaint}")
            if len(complaints) > 5:
                print(f"     and {len(complaints) - 5} more")
        else:
            self.passed += 1


def guarded(work, *about):
    """What a check complains of; that it breaks down is a complaint too."""
    try:
        return work(*about)
    except Exception as error:
        return [f"{type(error).__name__}: {error}"]


def syntax(path):
    done = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)
    return [] if done.returncode == 0 else [(done.stderr or done.stdout).strip().splitlines()[-1]]


def filled_in(form, filled, tool, values):
    fill.TOOLS[tool](str(form), str(filled), values)
    read = fill.read(filled)
    wanted = {name: value for name, value in values.items() if value not in ("", "Off")}
    differ = [name for name in sorted(wanted.keys() | read.keys()) if wanted.get(name) != read.get(name)]
    return [f"{name} reads {read.get(name)!r} and not {wanted.get(name)!r}" for name in differ]


def main():
    folder, scratch, validator = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:]
    tally = Tally()
    documents = sorted(folder.rglob("*.pdf"))
    tally.count(folder, [] if documents else ["there is no PDF in the folder"])
    names = {}
    forms = []
    for document in documents:
        name = names[document] = str(document.relative_to(folder))
        # A checklist of packages belongs to no profile.
        attached = document.parent.name != "pakker" and document.name != "tjekliste.pdf"
        tally.count(f"{name}, syntax", syntax(document))
        tally.count(f"{name}, structure", guarded(structure.complaints, document, attached))
        # A form says which answers its buttons have, so that what stands there can be filled in.
        fields = fill.fields(document)
        if not fields:
            continue
        forms.append((document, attached))
        # A response form gets each answer of each button, with each tool; a checklist is filled in once.
        turns = max(len(TOOLS), *(len(options) for _, _, options in fields))
        first = len(forms) if "tjekliste" in document.name else 0
        for turn in range(first, first + (1 if first else turns)):
            tool = TOOLS[turn % len(TOOLS)]
            filled = scratch / f"{len(names)}.pdf"
            names[filled] = f"{name}, filled in with {tool}"
            tally.count(names[filled], guarded(filled_in, document, filled, tool, answers.answers(fields, turn)))
            if filled.exists():
                tally.count(f"{names[filled]}, structure", guarded(structure.complaints, filled, attached))
    mutants = {}
    smallest = min((form for form, attached in forms if attached and "svarskema" in form.name), key=lambda form: form.stat().st_size, default=None)
    if smallest is not None:
        appendices = sorted((path for path in folder.rglob("*kravbilag.pdf")), key=lambda path: path.stat().st_size)
        table = next((path for path in appendices if mutate.has_table(path)), None)
        for name, mutant, seen in mutate.mutants(smallest, table, scratch):
            found = guarded(structure.complaints, mutant)
            tally.count(f"broken {name}", [] if found else ["the structure's check does not find it"])
            if seen:
                mutants[mutant] = name
        for path, complaints in generate.generate(smallest, scratch / "hostile", HOSTILE):
            tally.count(f"hostile answers, {path.stem}", complaints)
    lines = "".join(f"{path}\n" for path in [*names, *mutants])
    told = subprocess.run(validator, input=lines, capture_output=True, text=True)
    broken, done = {}, set()
    for line in told.stdout.splitlines():
        path, _, message = line.partition("\t")
        if message == "done":
            done.add(path)
        else:
            broken.setdefault(path, []).append(message)
    for path, name in names.items():
        unread = [] if str(path) in done else [f"veraPDF did not come to it: {told.stderr.strip()[-300:]}"]
        tally.count(f"{name}, veraPDF", unread + broken.get(str(path), []))
    for path, name in mutants.items():
        tally.count(f"broken {name}, veraPDF", [] if str(path) in broken else ["veraPDF does not find it"])
    print(f"{tally.passed} passed, {tally.failed} failed")
    sys.exit(1 if tally.failed else 0)


if __name__ == "__main__":
    main()
