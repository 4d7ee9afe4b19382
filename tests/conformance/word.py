"""Fills in a response form with python-docx, and compares what was filled in with what `bilag collect` read.

    word.py fill FORM.docx FILLED.docx ANSWERS.json SEED
    word.py compare ANSWERS.json COLLECTED.json
"""

import json
import sys

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXTS = ["Bjerg & Søn ApS", "»Ja«, men <ikke> …", "æøå ÆØÅ é", "=1+1", "Tre ord her"]


def fill(form, filled, answers, seed):
    from docx import Document

    document, given = Document(form), {}
    for at, control in enumerate(document.element.body.iter(W + "sdt")):
        tag = control.find(f"{W}sdtPr/{W}tag")
        turn = int(seed) * 31 + at * 7
        if tag is None or turn % 11 == 0:
            continue
        options = [item.get(W + "value") for item in control.iter(W + "listItem")]
        answer = options[turn % len(options)] if options else TEXTS[turn % len(TEXTS)]
        given[tag.get(W + "val")] = answer
        properties = control.find(W + "sdtPr")
        properties.remove(properties.find(W + "showingPlcHdr"))
        text = next(control.iter(W + "t"))
        text.text = answer
        run = text.getparent()
        run.remove(run.find(W + "rPr"))
    document.save(filled)
    json.dump(given, open(answers, "w"), ensure_ascii=False)


def compare(answers, collected):
    given, supplier = json.load(open(answers)), json.load(open(collected))["suppliers"][0]
    read = {}
    for line, answer in supplier["answers"].items():
        for part in ("svar", "begrundelse"):
            if answer[part] is not None:
                read[f"{line.replace('.', '-')}.{part}"] = answer[part]
    read.update({f"fakta.{fact}": answer for fact, answer in supplier["facts"].items()})
    read.update({"leverandoer.navn": supplier["name"], "leverandoer.cvr": supplier["cvr"]})
    told = {"leverandoer.kontakt", "leverandoer.dato", "underskrift.navn", "underskrift.underskrift"}
    wrong = [name for name in sorted(given.keys() | read.keys()) if name not in told and given.get(name) != read.get(name)]
    loud = {"remark", "passage-gone", "text-changed", "field-changed", "field-missing", "field-added", "fingerprint-missing"}
    wrong += sorted({finding["code"] for finding in supplier["findings"]} & loud)
    print("; ".join(wrong), end="")


if __name__ == "__main__":
    {"fill": fill, "compare": compare}[sys.argv[1]](*sys.argv[2:])
