"""Whether a workbook's rows are high enough for their words: what is longer than a row may be must go on in the next.

    sheets.py FOLDER     exit code 1 where words are cut off
"""

import math
import pathlib
import re
import sys
import zipfile
from xml.etree import ElementTree

M = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
HIGHEST = 409  # points: Excel makes no row higher
LINE = 12.5  # points: the least that a line of the smallest letters takes
LETTERS = 1.25  # letters of running text in the width of one digit


def cut(path):
    with zipfile.ZipFile(path) as parts:
        shared = []
        if "xl/sharedStrings.xml" in parts.namelist():
            strings = ElementTree.fromstring(parts.read("xl/sharedStrings.xml"))
            shared = ["".join(text.text or "" for text in item.iter(f"{M}t")) for item in strings]
        for name in sorted(name for name in parts.namelist() if re.fullmatch(r"xl/worksheets/sheet\d+[.]xml", name)):
            sheet = ElementTree.fromstring(parts.read(name))
            widths = {}
            for column in sheet.iter(f"{M}col"):
                for at in range(int(column.get("min")), min(int(column.get("max")), 50) + 1):
                    widths[at] = 0 if column.get("hidden") in ("1", "true") else float(column.get("width", 9))
            merged = {cell.get("ref").split(":")[0] for cell in sheet.iter(f"{M}mergeCell")}
            for row in sheet.iter(f"{M}row"):
                height = row.get("ht")
                if height is None or row.get("hidden") in ("1", "true"):
                    continue
                if float(height) > HIGHEST + 0.5:
                    yield name, row.get("r"), "higher than a row may be"
                for cell in row.iter(f"{M}c"):
                    if cell.get("t") != "s" or cell.get("r") in merged:
                        continue
                    letters = "".join(c for c in cell.get("r") if c.isalpha())
                    at = 0
                    for letter in letters:
                        at = at * 26 + ord(letter) - 64
                    width = widths.get(at, 9)
                    text = shared[int(cell.find(f"{M}v").text)]
                    if width < 20 or len(text) < 200:
                        continue
                    lines = math.ceil(len(text) / (width * LETTERS))
                    if lines * LINE > float(height) + LINE:
                        yield name, row.get("r"), f"{len(text)} letters in {float(height):g} points"


def main():
    paths = sorted(pathlib.Path(sys.argv[1]).rglob("*.xlsx"))
    bad = [(path, *fault) for path in paths for fault in cut(path)]
    for path, sheet, row, said in bad[:20]:
        print(f"{path.stem}: {sheet}, row {row}: {said}")
    print(f"{len(paths)} workbooks, {len(bad)} rows that cut something off")
    return 1 if bad or not paths else 0


if __name__ == "__main__":
    sys.exit(main())
