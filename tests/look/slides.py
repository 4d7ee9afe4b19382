"""Whether the slides for PowerPoint can be read from the last row: no letters under 20 pt but those of the page's number, nothing beyond the edge.

    slides.py FOLDER     exit code 1 where a slide could be read better
"""

import pathlib
import re
import sys
import zipfile
from xml.etree import ElementTree

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
LEAST = 2000  # hundredths of a point
TALLEST_LETTER = 1.2  # of their size: how high a line is
EMU = 12_700


def faults(path):
    with zipfile.ZipFile(path) as parts:
        size = ElementTree.fromstring(parts.read("ppt/presentation.xml")).find(f"{P}sldSz")
        height, width = int(size.get("cy")), int(size.get("cx"))
        names = [name for name in parts.namelist() if re.fullmatch(r"ppt/slides/slide\d+[.]xml", name)]
        for name in sorted(names, key=lambda name: int(re.sub(r"\D", "", name))):
            slide = ElementTree.fromstring(parts.read(name))
            small = [int(run.get("sz")) for run in slide.iter(f"{A}rPr") if int(run.get("sz", LEAST)) < LEAST]
            if small:
                yield name, f"letters of {min(small) / 100:g} pt"
            for frame in slide.iter(f"{P}graphicFrame"):
                at, extent = frame.find(f"{P}xfrm/{A}off"), frame.find(f"{P}xfrm/{A}ext")
                rows = [int(row.get("h")) for row in frame.iter(f"{A}tr")]
                least = LEAST / 100 * TALLEST_LETTER * EMU
                if min(rows) < least:
                    yield name, "rows lower than their letters"
                if int(at.get("y")) + sum(rows) > height or int(at.get("x")) + int(extent.get("cx")) > width:
                    yield name, "a table runs over the edge"
                columns = [int(column.get("w")) for column in frame.iter(f"{A}gridCol")]
                if sum(columns) > int(extent.get("cx")) + EMU:
                    yield name, "columns wider than their table"


def main():
    paths = sorted(pathlib.Path(sys.argv[1]).rglob("*.pptx"))
    bad = [(path, *fault) for path in paths for fault in faults(path)]
    for path, slide, said in bad:
        print(f"{path.stem}: {slide}: {said}")
    print(f"{len(paths)} presentations, {len(bad)} faults")
    return 1 if bad or not paths else 0


if __name__ == "__main__":
    sys.exit(main())
