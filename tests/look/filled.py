"""Fills a form in as a supplier might: most with the first answer, some with others, some not at all, short words and long.

    filled.py FORM FILLED SUPPLIER
"""

import random
import sys

import pymupdf

WORDS = (
    "Løsningen anvender integrationen i dag.",
    "Opfyldes i standardversionen, som er i drift hos flere kommuner; svaret dækker også de sager, der er oprettet før overgangen.",
    "Vi henter oplysningen dagligt og viser den i sagen, så snart den er modtaget. " * 5,
)


def number_of(dice):
    """A CVR number whose last figure is as it must be."""
    while True:
        figures = [dice.randint(1, 9)] + [dice.randint(0, 9) for _ in range(6)]
        rest = sum(figure * weight for figure, weight in zip(figures, (2, 7, 6, 5, 4, 3, 2))) % 11
        if rest != 1:
            return "".join(map(str, figures)) + str((11 - rest) % 11)


def main():
    form, filled, supplier = sys.argv[1:]
    dice = random.Random(supplier)
    picked = {}
    with pymupdf.open(form) as pdf:
        for page in pdf:
            for widget in page.widgets():
                if widget.field_type == pymupdf.PDF_WIDGET_TYPE_RADIOBUTTON:
                    state = widget.on_state()
                    parent = widget.rb_parent
                    options = picked.setdefault(parent, [])
                    options.append(state)
                    # The first answer most often, sometimes one further on, sometimes none.
                    if len(options) == 1 + dice.choice((0, 0, 0, 0, 1, 9)) and picked.get((parent, "on")) is None:
                        picked[(parent, "on")] = state
                        widget.field_value = state
                        widget.update()
                elif widget.field_type == pymupdf.PDF_WIDGET_TYPE_TEXT:
                    name = widget.field_name.lower()
                    if "cvr" in name:
                        widget.field_value = number_of(dice)
                    elif "navn" in name:
                        widget.field_value = f"{supplier} A/S"
                    elif "beskrivelse" in name and dice.random() < 0.6:
                        widget.field_value = dice.choice(WORDS)
                    else:
                        continue
                    widget.update()
        pdf.save(filled)


if __name__ == "__main__":
    main()
