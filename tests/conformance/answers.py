"""Answers to fill forms in with: what Windows-1252 can write, which is what a form's font has."""

SHORT = "Ærø Øl & Åls Løsninger A/S – »2026«"
LONG = (
    "Løsningen håndterer hændelser fra Beskedfordeleren, også når der er mange på én gang. "
    'Leverandøren kalder det "genafspilning" (se §\u00a04, stk. 2); prisen er 1.250,50 € pr. måned…\n'
    "- første punkt\n"
    "- andet punkt\n"
    "= lighedstegn først, og en sti C:\\mappe\\fil samt 100 % (parentes) og {klamme}\n"
)

# Every letter of Windows-1252.
LETTERS = bytes(code for code in range(32, 256) if code not in (0x7F, 0x81, 0x8D, 0x8F, 0x90, 0x9D)).decode("cp1252")


def answers(fields, turn):
    """A value for each field. With every turn each button gets its next answer."""
    values = {}
    for at, (name, kind, options) in enumerate(fields):
        if kind == "text":
            values[name] = SHORT
        elif kind == "multiline":
            # Some of them longer than their field.
            values[name] = LETTERS if at % 7 == 0 else LONG * (3 if at % 5 == 0 else 1)
        elif kind in ("radio", "choice"):
            values[name] = options[(at // 2 + turn) % len(options)]
        elif kind == "check":
            values[name] = options[0] if (at + turn) % 2 == 0 else "Off"
    return values
