"""Checks papers for Word, Excel and PowerPoint with Microsoft's Open XML SDK, also after LibreOffice saved them: `office` calls it.

    office.py BILAG MODULES SCRATCH      MODULES is the folder with the SDK, SCRATCH an empty one
"""

import json
import queue
import re
import shutil
import subprocess
import sys
import threading
import zipfile
from pathlib import Path

import libreoffice
import paper
import template

HERE = Path(__file__).resolve().parent
EXAMPLES = HERE.parent.parent / "examples"

# As LibreOffice calls what it saves.
FILTERS = {"docx": "docx:MS Word 2007 XML", "xlsx": "xlsx:Calc MS Excel 2007 XML", "pptx": "pptx:Impress MS PowerPoint 2007 XML"}

CORRECTED = """
[[question]]
number = 1
received = 2026-11-27
answered = 2026-12-02
question = "Skal adressen vises straks?"
answer = "Senest efter 10 minutter."
version = "1.1"
lines = ["I-02.E1"]
"""


class Sdk:
    """The validator, as many times as there are cores; each asks for the next file when it is done with one."""

    def __init__(self, modules, hands):
        self.waiting, self.told, self.count = queue.Queue(), {}, 0
        self.hands = [threading.Thread(target=self.work, args=(modules,), daemon=True) for _ in range(hands)]
        [hand.start() for hand in self.hands]

    def work(self, modules):
        command = ["node", str(HERE / "office.mjs"), str(modules)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8") as sdk:
            while (path := self.waiting.get()) is not None:
                sdk.stdin.write(f"{path}\n")
                sdk.stdin.flush()
                told, _, faults = sdk.stdout.readline().rstrip("\n").rpartition("\t")
                if told != str(path):
                    # It ended without a word.
                    self.told[path] = [f"the SDK told nothing of it: {told}{faults}"]
                    continue
                self.told[path] = json.loads(faults)
            sdk.stdin.close()

    def check(self, paths):
        for path in paths:
            self.waiting.put(path)

    def done(self):
        for _ in self.hands:
            self.waiting.put(None)
        [hand.join() for hand in self.hands]
        return self.told


def built(bilag, folder, ready):
    """Builds every paper of every example, and those that a tender gets in the course of time. »ready« is called as they come."""

    def run(*command):
        done = subprocess.run([bilag, *map(str, command)], cwd=folder, capture_output=True, text=True, encoding="utf-8")
        if done.returncode != 0:
            sys.exit(f"{' '.join(map(str, command))}\n{done.stderr}")
        ready()

    def of(*kinds):
        return [word for kind in kinds for word in ("--document", kind)]

    kinds = of("kravbilag", "svarskema", "tjekliste", "baggrundsnotat")
    run("build", EXAMPLES, "-o", "eksempler", "--format", "docx", "--format", "xlsx", *of("svarskema", "tjekliste", "baggrundsnotat"))
    run("build", EXAMPLES, "-o", "eksempler/krav", "--format", "docx", *of("kravbilag"))
    run("build", EXAMPLES / "omsorg.toml", "-o", "beskyttet", "--format", "docx", "--document", "svarskema", "--protect")
    run("checklist", "-o", "webinar", "--format", "docx", "--format", "pptx")
    for example in sorted(EXAMPLES.glob("*.toml")):
        if "[packages]" in example.read_text(encoding="utf-8"):
            run("checklist", "--profile", example, "-o", f"slides/{example.stem}", "--format", "pptx")

    # A house with a template, a logo, a colour and a font of its own.
    own = folder / "hus"
    own.mkdir()
    template.dotx(own / "skabelon.dotx")
    (own / "logo.png").write_bytes(template.PICTURE)
    text = (EXAMPLES / "omsorg.toml").read_text(encoding="utf-8")
    theme = '\n[theme]\nlogo = "logo.png"\naccent = "#7a1f3d"\nfont = "Source Sans 3"\nword = "skabelon.dotx"\n'
    (own / "hus.toml").write_text(re.sub(r"(?ms)^\[theme\].*?(?=^\[|\Z)", "", text) + theme, encoding="utf-8")
    run("build", own / "hus.toml", "-o", "hus/ud", "--format", "docx", *kinds)
    run("checklist", "--profile", own / "hus.toml", "-o", "hus/slides", "--format", "pptx")

    # A tender that is published, corrected, asked about and withdrawn.
    profile = folder / "udbud.toml"
    text = text.replace("# published = ", "published = ", 1)
    profile.write_text(text, encoding="utf-8")
    kept = of("kravbilag", "svarskema", "baggrundsnotat")
    run("build", profile, "-o", "rettet", "--format", "docx", *kept)
    for old, new in [
        (r'(?m)^version = "1.0"', 'version = "1.1"'), (r"(?m)^date = .*", "date = 2026-12-01"),
        (r"(?m)^published = .*", "published = 2026-12-02"), ("senest 15 minutter", "senest 10 minutter"),
        (r'(?m)^I-06 = "all"$', ""), (r"(?m)^skriver-til-organisation.*", ""),
    ]:  # fmt: skip
        text = re.sub(old, new, text)
    profile.write_text(text + CORRECTED, encoding="utf-8")
    run("build", profile, "-o", "rettet", "--format", "docx", *kept, *of("spoergsmaal-og-svar"))
    profile.write_text(re.sub(r"(?m)^published = .*", r"\g<0>\ncancelled = 2026-12-20", text + CORRECTED), encoding="utf-8")
    run("build", profile, "-o", "rettet", "--format", "docx")

    # The comparison of a form with itself, the summary of it, the library, and a form that was filled in from it.
    first = folder / "eksempler" / "alle-pakker-svarskema.xlsx"
    shutil.copy(first, folder / "form.xlsx")
    run("collect", "form.xlsx", first, "--evaluator", "Anne", "--evaluator", "Bo", "-o", "regneark/sammenligning.xlsx")
    run("evaluate", "regneark/sammenligning.xlsx", "-o", "regneark/evaluering.xlsx")
    run("answer", "form.xlsx", "--learn", "--library", "bibliotek.json")
    run("answer", "form.xlsx", "--library", "bibliotek.json", "-o", "regneark/udfyldt")


def papers(folder):
    """The papers of a folder. What was archived is the same once more."""
    found = (path for ending in FILTERS for path in folder.rglob(f"*.{ending}"))
    return sorted(path for path in found if "arkiv" not in path.parts)


def is_like_another(path):
    """The rows of a portfolio differ in their names, and the presentations of profiles in what is ticked: one stands for all there."""
    rows = [part for part in path.parts if part.endswith(" Kommune")]
    return (rows and rows[0] != "Østerlund Kommune") or ("slides" in path.parts and path.parent.name != "omsorg")


def resaved(scratch, ending, files, out):
    """Lets LibreOffice open files and save them, with one start for all."""
    office = f"-env:UserInstallation=file://{scratch}/office"
    command = ["soffice", "--headless", office, "--convert-to", FILTERS[ending], "--outdir", out, *files]
    subprocess.run(command, capture_output=True, timeout=300)


def saved(folder, scratch, paths, sdk):
    """The papers as LibreOffice saves them, by what they are called here."""
    flat, out = scratch / "flat", scratch / "saved"
    flat.mkdir()
    names = {}
    for number, path in enumerate(paths):
        copy = flat / f"{number:03}-{path.name}"
        shutil.copy(path, copy)
        names[out / copy.name] = f"{path.relative_to(folder)}, saved by LibreOffice"
    for ending in FILTERS:
        resaved(scratch, ending, sorted(flat.glob(f"*.{ending}")), out)
        sdk.check(path for path in names if path.suffix == f".{ending}" and path.exists())
    return names


def strangers(scratch, sdk):
    """Papers that are not ours, as LibreOffice saves them: what is wrong with them is its own."""
    out = scratch / "fremmed" / "gemt"
    files = libreoffice.papers(out.parent)
    resaved(scratch, "docx", files, out)
    paths = [out / f"{file.stem}.docx" for file in files]
    sdk.check(paths)
    return paths


# What must be found: a part, what stands in it, and what is put in its place.
MUTATIONS = {
    "docx": [
        ("word/document.xml", "</w:body>", ""),
        ("word/document.xml", "<w:pPr>", "<w:pPr><w:jc w:val=\"midt\"/>"),
        ("word/document.xml", "<w:tblW ", "<w:tblBredde "),
        ("word/document.xml", "<w:sdtPr>", "<w:sdtPr><w:lock w:val=\"aldrig\"/>"),
        ("word/styles.xml", "<w:sz w:val=\"21\"/>", "<w:sz w:val=\"stor\"/>"),
        ("word/settings.xml", "<w:defaultTabStop w:val=\"567\"/>", "<w:defaultTabStop w:val=\"lidt\"/>"),
        ("word/numbering.xml", "<w:numFmt w:val=\"decimal\"/>", "<w:numFmt w:val=\"romertal\"/>"),
        ("word/_rels/document.xml.rels", "numbering.xml", "tal.xml"),
        ("word/footer1.xml", "<w:fldChar w:fldCharType=\"begin\"/>", "<w:fldChar w:fldCharType=\"start\"/>"),
    ],
    "pptx": [
        ("ppt/slides/slide1.xml", "</p:spTree>", ""),
        ("ppt/slides/slide1.xml", "<p:cNvPr id=", "<p:cNvPr nummer="),
        ("ppt/presentation.xml", "<p:sldIdLst>", "<p:sldIdLst><p:sldId id=\"1\" r:id=\"rId1\"/>"),
    ],
    "xlsx": [
        ("xl/workbook.xml", "<sheets>", "<ark>"),
        ("xl/worksheets/sheet1.xml", "<sheetData>", "<sheetData><row r=\"nul\"/>"),
    ],
}  # fmt: skip


def mutants(papers, folder):
    """Writes each paper that must not pass."""
    folder.mkdir()
    for ending, mutations in MUTATIONS.items():
        whole = next(path for path in papers if path.suffix == f".{ending}" and "svarskema" in path.name or path.suffix == ".pptx" == f".{ending}")
        for number, (part, old, new) in enumerate(mutations):
            broken = folder / f"{number}.{ending}"
            with zipfile.ZipFile(whole) as source, zipfile.ZipFile(broken, "w") as target:
                for name in source.namelist():
                    content = source.read(name)
                    if name == part:
                        if old.encode() not in content:
                            sys.exit(f"{part} of {whole.name} has no {old}")
                        content = content.replace(old.encode(), new.encode(), 1)
                    target.writestr(name, content)
            yield broken, f"broken {part}: {new or old}"


def main(bilag, modules, scratch):
    scratch = Path(scratch)
    folder = scratch / "papers"
    folder.mkdir()
    sdk, made = Sdk(modules, 2), []

    def ready():
        fresh = [path for path in papers(folder) if path not in made]
        made.extend(fresh)
        sdk.check(fresh)

    built(bilag, folder, ready)
    broken = dict(mutants(made, scratch / "broken"))
    sdk.check(broken)
    foreign = strangers(scratch, sdk)
    names = saved(folder, scratch, [path for path in made if not is_like_another(path)], sdk)
    told = sdk.done()
    passed, faulty = 0, []
    for path in made:
        faulty.append((path.relative_to(folder), told[path]))
    its_own = {libreoffice.kind(fault) for path in foreign for fault in told[path]}
    for path, name in names.items():
        faults = told.get(path, ["LibreOffice did not save it"])
        faulty.append((name, [fault for fault in faults if libreoffice.kind(fault) not in its_own]))
    for path, name in broken.items():
        faulty.append((name, [] if told[path] else ["the SDK does not find it"]))
    faulty.extend(paper.judged([path for path in made if path.suffix in paper.RULES], folder))
    for part, elements, what in sorted(its_own):
        print(f"passed over, as LibreOffice writes it into any paper: {part}/{'/'.join(elements)}: {what}")
    for name, faults in faulty:
        if not faults:
            passed += 1
            continue
        for fault in faults[:3]:
            print(f"FAIL {name}: {fault}")
    print(f"{passed} passed, {len(faulty) - passed} failed")
    sys.exit(passed != len(faulty))


if __name__ == "__main__":
    main(*sys.argv[1:])
