"""What no example has: titles, words and requirements far too long, one package and all, odd logos, a font wider than ours.

    extremes.py FOLDER FONTS        writes the profiles, and into FOLDER/skrifter a font made of ours, a quarter wider; FOLDER/bred
                                    holds the profiles that are printed in it
"""

import pathlib
import random
import sys

from fontTools.ttLib import TTFont

WIDER = 1.25
ALL = "".join(f'I-{number:02} = "all"\n' for number in range(1, 16))
CONSONANTS, VOWELS = "bdfghjklmnprstv", "aeiouyæøå"


def tender(title="Prøve", theme="", packages=ALL, more="", **keys):
    lines = "".join(f"{key.replace('_', '-')} = {value}\n" for key, value in keys.items())
    house = f"\n[theme]\n{theme}" if theme else ""
    return (f'edition = "2024-01"\n\n[tender]\ntitle = "{title}"\nbuyer = "Eksempel Kommune"\nappendix = "3.2"\n{lines}\n'
            f"[packages]\n{packages}{house}{more}")


def word(dice):
    return "".join(dice.choice(CONSONANTS) + dice.choice(VOWELS) for _ in range(dice.randint(1, 7)))


def prose(dice, letters):
    words = []
    while sum(map(len, words)) + len(words) < letters:
        words.append(word(dice))
    return " ".join(words).capitalize()[:letters].strip() + "."


def own(count, letters, dice):
    return "".join(
        f'\n[[requirement]]\nid = "E{at}"\npackage = "I-02"\ntype = "MK"\ntext = "{prose(dice, letters)}"\n' for at in range(1, count + 1)
    )


def many_answers(count, dice):
    """Requirements of a type with long answers, of which all but two are to be described."""
    answers = ", ".join(f'"{prose(dice, 60)[:-1]}"' for _ in range(7))
    kind = f'\n[[type]]\nid = "G"\nname = "Graderet krav"\nkind = "evaluated"\nanswers = [{answers}]\n'
    unit = "answer = \"number\"\nat-least = 100000\nunit = \"procent af alle henvendelser i åbningstiden målt over en måned\"\ndescribe = \"none\"\n"
    numbers = own(3, 60, dice).replace('id = "E', 'id = "E9').replace('type = "MK"\n', f'type = "MK"\n{unit}')
    return kind + own(count, 150, dice).replace('type = "MK"', 'type = "G"') + numbers


def logo(width, height):
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
            f'<rect width="{width}" height="{height}" fill="#7a1f3d"/></svg>')


def profiles():
    dice = random.Random(17)
    yield "lang-titel", tender(title=prose(dice, 298))
    yield "endeloest-ord", tender(title="Kommune" + "samarbejds" * 12 + "projekt", packages='I-02 = "all"\nI-14 = "all"\n')
    address = "https://www.eksempel.dk/udbud-2026/dokumenter/kravspecifikation_bilag?version=1&sprog=dansk"
    yield "adresse", tender(packages='I-02 = "all"\nI-04 = "all"\nI-06 = "all"\n', contact=f'"{address}"')
    yield "lange-krav", tender(packages='I-02 = "all"\n', more=own(60, 9_000, dice))
    lengths = [dice.randint(20, 3_000) for _ in range(24)]
    some = "".join(own(1, letters, dice).replace('"E1"', f'"E{at}"') for at, letters in enumerate(lengths, 1))
    yield "tilfaeldige-tekster", tender(packages='I-02 = "all"\nI-08 = "all"\n', more=some)
    yield "mange-svar", tender(packages='I-02 = "all"\n', more=many_answers(14, dice))
    yield "en-pakke", tender(packages='I-06 = "all"\n')
    yield "alle-aabne", tender()
    yield "bredt-logo", tender(packages='I-02 = "all"\nI-14 = "all"\n', theme='logo = "bredt.svg"\n')
    yield "hoejt-logo", tender(packages='I-02 = "all"\nI-14 = "all"\n', theme='logo = "hoejt.svg"\n')
    yield "bred/bred-skrift", tender(theme='font = "Bred Sans"\n')
    yield "bred/bred-skrift-fem", tender(theme='font = "Bred Sans"\n', packages="".join(f'I-{at} = "all"\n' for at in ("02", "04", "06", "08", "14")))
    yield "underskrift", tender(packages='I-09 = "all"\nI-10 = "all"\n', signature="true")


def wider(source, target):
    """Our font with every letter drawn and set a quarter wider, under a name of its own."""
    font = TTFont(source)
    if "glyf" not in font:
        raise SystemExit(f"{source} has no outlines of the kind that this widens")
    for name in font.getGlyphOrder():
        glyph = font["glyf"][name]
        width, bearing = font["hmtx"][name]
        font["hmtx"][name] = (round(width * WIDER), round(bearing * WIDER))
        if glyph.isComposite():
            for part in glyph.components:
                part.x = round(part.x * WIDER)
        elif glyph.numberOfContours > 0:
            glyph.coordinates.scale((WIDER, 1))
            glyph.coordinates.toInt()
        glyph.recalcBounds(font["glyf"])
    for name in font["name"].names:
        if name.nameID in (1, 3, 4, 6, 16):
            name.string = name.toUnicode().replace("Source Sans 3", "Bred Sans").replace("SourceSans3", "BredSans")
    for table in ("GPOS", "kern", "fvar", "gvar", "STAT", "avar", "HVAR", "MVAR"):
        if table in font:
            del font[table]
    font.save(target)


def main():
    folder, fonts = map(pathlib.Path, sys.argv[1:])
    (folder / "skrifter").mkdir(parents=True)
    (folder / "bred").mkdir()
    for name, text in profiles():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    (folder / "bredt.svg").write_text(logo(3000, 100), encoding="utf-8")
    (folder / "hoejt.svg").write_text(logo(60, 1200), encoding="utf-8")
    for source in fonts.rglob("*.[ot]tf"):
        wider(source, folder / "skrifter" / source.name.replace("SourceSans3", "BredSans"))


if __name__ == "__main__":
    main()
