"""Whether all that a document says can be seen on its pages and found in them, whatever was written.

    seen.py FOLDER     beside each NAME.pdf of the folder lies NAME.json, the document's data

Every word of the lines must stand within its page and over no other, and PDFium, which Chrome and Edge search with, must find the name of every package and
integration. Exit code 1 if something is lost.
"""

import json
import pathlib
import sys

import pymupdf
import pypdfium2

from measure import printed_over

SAID = ("title", "question", "meaning", "help", "reason")  # plain texts of the data that are printed
# Pictures, what a short document does without, and reasons, which the form leaves to the kravbilag
APART = ("front", "matrix", "overview", "dependencies", "dependencies_intro", "facts_intro", "questions", "legend", "why")
BLANK = dict.fromkeys(map(ord, " \n\t\u00a0\u00ad\u200b"))


def texts(data, key=""):
    """The words of the document's lines: nodes of running text, and the plain texts that are printed."""
    if isinstance(data, dict):
        if data.get("t") == "text" and "s" in data:
            yield data["s"]
        for name, value in data.items():
            if name in APART:
                continue
            if isinstance(value, str):
                if name in SAID:
                    yield value
            else:
                yield from texts(value, name)
    elif isinstance(data, list):
        for value in data:
            yield from texts(value, key)


def names(data):
    """What people search for."""
    for chapter in data.get("chapters", []):
        yield chapter["title"]
    for line in data.get("integrations", []):
        yield line["title"]


def visible(pdf):
    """The words that can be read on the pages, and all in one without blanks and the hyphens at the ends of lines."""
    pages, words = [], set()
    for page in pdf:
        inside = [word for word in page.get_text("words") if page.rect.contains(pymupdf.Rect(word[:4]) & page.rect) and
                  word[0] >= -0.5 and word[2] <= page.rect.x1 + 0.5 and word[1] >= -0.5 and word[3] <= page.rect.y1 + 0.5]
        words.update(word[4] for word in inside)
        pages.append("".join(word[4] for word in inside))
    return words, "".join(pages).translate(BLANK)


def lost(path):
    data = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    with pymupdf.open(path) as pdf:
        read, shown = visible(pdf)
        over = [f"p. {at}: »{word}« over »{other}«" for at, page in enumerate(pdf, 1) for word, other in printed_over(page)]
    words = {word.translate(BLANK) for text in texts(data) for word in text.split()}
    # A label in the left column stands without its period.
    missing = sorted(word for word in words - read if word and word not in shown and word.rstrip(".") not in shown)
    found = pypdfium2.PdfDocument(path)
    wanted = set(names(data))
    for at in range(len(found)):
        text = found[at].get_textpage()
        wanted = {name for name in wanted if text.search(name).get_next() is None}
    found.close()
    return missing, sorted(wanted), over


def main():
    bad = 0
    paths = sorted(path for path in pathlib.Path(sys.argv[1]).rglob("*.pdf") if path.with_suffix(".json").exists())
    for path in paths:
        missing, unfound, over = lost(path)
        bad += bool(missing or unfound or over)
        if missing:
            print(f"{path.stem}: {len(missing)} words are not seen: {', '.join(missing[:8])}")
        if unfound:
            print(f"{path.stem}: not found by a search: {', '.join(unfound)}")
        if over:
            print(f"{path.stem}: {len(over)} words stand over others: {'; '.join(over[:3])}")
    print(f"{len(paths)} documents, {bad} that lost something")
    return 1 if bad or not paths else 0


if __name__ == "__main__":
    sys.exit(main())
