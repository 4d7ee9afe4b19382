"""What a form must be beyond what validators look for. `complaints(path)` says everything that is wrong with a PDF."""

import json
import re
import tomllib

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

RADIO, MULTILINE, SCROLLS_NOT, COMBO = 1 << 15, 1 << 12, 1 << 23, 1 << 17
HARMLESS = ("https://", "http://", "mailto:")
ACTIVE = ("/JS", "/JavaScript", "/XFA", "/AA", "/OpenAction", "/Launch", "/RichMedia", "/Movie", "/Sound")
ATTACHED = {"profil.toml": ("/Source", "application/toml"), "resolution.json": ("/Data", "application/json")}


def complaints(path, attached=True):
    with pikepdf.open(path) as pdf:
        look = Look(pdf)
        look.front()
        look.nothing_active()
        look.structure()
        look.fields()
        look.widgets()
        if attached:
            look.attachments()
        return look.found


def key(thing):
    return thing.objgen


class Look:
    def __init__(self, pdf):
        self.pdf, self.root, self.found = pdf, pdf.Root, []
        self.form = pdf.Root.get("/AcroForm")
        self.terminals = []  # (full name, field, its widgets), in order

    def check(self, holds, what):
        if not holds:
            self.found.append(what)

    def front(self):
        root = self.root
        self.check(str(root.get("/Lang", "")) == "da-DK", "the language is not da-DK")
        self.check(root.get("/MarkInfo", {}).get("/Marked") is True, "the document is not marked as tagged")
        self.check(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle") is True, "the title is not shown")
        with self.pdf.open_metadata() as metadata:
            self.check(metadata.get("dc:title"), "there is no title")
        for number, page in enumerate(self.pdf.pages, 1):
            self.check(page.obj.get("/Tabs") == Name.S or "/Annots" not in page.obj, f"page {number} is not tabbed in structure order")

    def nothing_active(self):
        for thing in self.pdf.objects:
            for entries in self.dictionaries(thing):
                for entry in ACTIVE:
                    self.check(entry not in entries, f"there is {entry} in the document")
                action = entries.get("/S") if "/URI" in entries else None
                if action is not None:
                    self.check(str(entries.URI).startswith(HARMLESS), f"a link leads to {entries.URI}")
                if entries.get("/S") in (Name.JavaScript, Name.Launch, Name.SubmitForm, Name.ImportData, Name.GoToR):
                    self.check(False, f"there is an action {entries.S}")

    def dictionaries(self, thing):
        """A thing and what stands directly in it."""
        if isinstance(thing, Dictionary | Stream):
            entries = thing.stream_dict if isinstance(thing, Stream) else thing
            yield entries
            for value in entries.values():
                if isinstance(value, Dictionary | Array) and not value.is_indirect:
                    yield from self.dictionaries(value)
        elif isinstance(thing, Array):
            for value in thing:
                if isinstance(value, Dictionary | Array) and not value.is_indirect:
                    yield from self.dictionaries(value)

    # ---------------------------------------------------------------------------------------------- The structure tree

    def structure(self):
        tree = self.root.StructTreeRoot
        self.roles = {role: str(meaning) for role, meaning in tree.get("/RoleMap", {}).items()}
        self.owners = {}  # annotation → its elements
        self.reading = []  # annotations in reading order
        headings, tables = [], []
        stack = [tree.K]
        while stack:
            element = stack.pop()
            if isinstance(element, Array):
                stack.extend(reversed(list(element)))
                continue
            if not isinstance(element, Dictionary):
                continue
            kind = self.kind(element)
            if m := re.fullmatch(r"/H([1-6])", kind):
                headings.append(int(m[1]))
            if kind == "/Table":
                tables.append(element)
            if kind == "/Figure":
                self.check(str(element.get("/Alt", "")), "a figure has no alternative text")
            kids = element.get("/K")
            for kid in kids if isinstance(kids, Array) else [kids]:
                if isinstance(kid, Dictionary) and kid.get("/Type") == Name.OBJR:
                    self.owners.setdefault(key(kid.Obj), []).append(element)
                    self.reading.append(key(kid.Obj))
            if kids is not None:
                stack.append(kids)
        self.check(headings and headings[0] == 1, "the first heading is not of level 1")
        for before, after in zip(headings, headings[1:]):
            self.check(after <= before + 1, f"a heading of level {after} follows one of level {before}")
        for table in tables:
            self.table(table)
        self.parents = dict(numbers(tree.ParentTree))

    def kind(self, element):
        kind = str(element.get("/S", ""))
        return self.roles.get(kind, kind)

    def table(self, table):
        heads = []
        stack = [table.K]
        while stack:
            element = stack.pop()
            if isinstance(element, Array):
                stack.extend(element)
            elif isinstance(element, Dictionary):
                if self.kind(element) == "/TH":
                    heads.append(element)
                if "/K" in element:
                    stack.append(element.K)
        self.check(heads, "a table has no header cells")
        for head in heads:
            attributes = head.get("/A", Array())
            attributes = attributes if isinstance(attributes, Array) else [attributes]
            scoped = any(isinstance(one, Dictionary) and "/Scope" in one for one in attributes)
            self.check(scoped, "a header cell has no scope")

    # --------------------------------------------------------------------------------------------------------- Fields

    def fields(self):
        if self.form is None:
            return
        self.check(not self.form.get("/NeedAppearances", False), "NeedAppearances is set")
        self.fonts = self.form.get("/DR", {}).get("/Font", {})
        self.typing(self.form, "the form")
        self.below(self.form.Fields, "", None)
        names = [name for name, _, _ in self.terminals]
        self.check(len(names) == len(set(names)), "two fields have one name")

    def below(self, kids, path, parent):
        for field in kids:
            name = path + str(field.get("/T", ""))
            self.check("." not in str(field.get("/T", ".")), f"{name} has no partial name")
            if parent is not None:
                self.check(key(field.get("/Parent", self.root)) == key(parent), f"{name} does not know its parent")
            if "/FT" not in field:
                self.below(field.Kids, name + ".", field)
                continue
            widgets = list(field.Kids) if "/Kids" in field else [field]
            self.terminals.append((name, field, widgets))
            self.field(name, field, widgets)

    def field(self, name, field, widgets):
        kind, flags = str(field.FT), int(field.get("/Ff", 0))
        self.check(str(field.get("/TU", "")).strip(), f"{name} has no tooltip")
        if kind in ("/Tx", "/Ch"):
            self.typing(field, name)
        if kind == "/Tx":
            self.check(not flags & SCROLLS_NOT, f"{name} does not scroll")
        if kind == "/Ch":
            options = list(field.Opt)
            self.check(flags & COMBO, f"{name} is a list and not a drop-down")
            self.check(all(isinstance(option, pikepdf.String) and str(option) for option in options), f"{name} has options that are not plain strings")
            if "/V" in field:
                value = field.V[0] if isinstance(field.V, Array) and len(field.V) == 1 else field.V
                self.check(str(value) in [str(option) for option in options], f"{name} is {field.V}")
        if kind == "/Btn":
            self.check("/Opt" not in field, f"{name} has /Opt")
            answers = [state for widget in widgets for state in widget.get("/AP", {}).get("/N", {}).keys() if state != "/Off"]
            self.check(len(answers) == len(set(answers)), f"{name} has an answer twice")
            self.check(bool(flags & RADIO) == ("/Kids" in field), f"{name} is neither a check box nor a radio group")
            on = [str(widget.get("/AS")) for widget in widgets if widget.get("/AS", Name.Off) != Name.Off]
            self.check("/" + str(field.get("/V", "Off")).lstrip("/") == (on[0] if on else "/Off"), f"{name}: its value and its state differ")
        for widget in widgets:
            self.check(str(widget.get("/TU", field.get("/TU", ""))).strip(), f"{name}: a widget has no tooltip")
            if widget is not field and "/Kids" in field:
                self.check(key(widget.get("/Parent", self.root)) == key(field), f"{name}: a widget does not know its field")

    def typing(self, entry, name):
        m = re.search(r"/(\S+)\s+([\d.]+)\s+Tf", str(entry.get("/DA", "")))
        if not m:
            self.check(False, f"{name} does not say how it is typed")
            return
        font = self.fonts.get("/" + m[1])
        # A tool may have made a composite font of ours.
        font = font.DescendantFonts[0] if font is not None and "/DescendantFonts" in font else font
        embedded = font is not None and "/FontFile2" in font.get("/FontDescriptor", {})
        self.check(embedded, f"{name} is typed with a font that is not embedded")

    def widgets(self):
        known = {}
        for name, field, widgets in self.terminals:
            for widget in widgets:
                self.check(key(widget) not in known, f"{name} shares a widget")
                known[key(widget)] = name
        placed = []
        for number, page in enumerate(self.pdf.pages, 1):
            for annotation in page.obj.get("/Annots", []):
                widget = annotation.get("/Subtype") == Name.Widget
                name = known.get(key(annotation), f"an annotation on page {number}")
                self.check(widget == (key(annotation) in known), f"{name} is no field, or no widget")
                self.tagged(name, annotation, "/Form" if widget else "/Link")
                if widget:
                    placed.append(key(annotation))
                    self.check(key(annotation.get("/P", self.root)) == key(page.obj), f"{name} names another page")
                    self.widget(name, annotation)
        self.check(len(placed) == len(set(placed)), "a widget stands on two pages")
        self.check(set(placed) == set(known), "a field has no place")
        read = [widget for widget in self.reading if widget in known]
        self.check(read == list(known), "the fields do not stand in reading order")
        self.check(read == placed, "the widgets of a page do not stand in reading order")

    def tagged(self, name, annotation, kind):
        owners = self.owners.get(key(annotation), [])
        self.check(len(owners) == 1, f"{name} stands in {len(owners)} elements")
        for owner in owners[:1]:
            self.check(self.kind(owner) == kind, f"{name} is tagged {owner.S}")
            parent = self.parents.get(annotation.get("/StructParent", -1))
            known = isinstance(parent, Dictionary) and key(parent) == key(owner)
            self.check(known, f"{name} is not reached through the parent tree")
            if kind == "/Form":
                kids = owner.K if isinstance(owner.K, Array) else [owner.K]
                self.check(len(kids) == 1, f"{name} shares its element")

    def widget(self, name, widget):
        self.check(int(widget.get("/F", 0)) == 4, f"{name} is hidden or not printed")
        for entry in ("/A", "/Border", "/QuadPoints", "/Contents"):
            self.check(entry not in widget, f"{name} has {entry} of a link")
        left, bottom, right, top = (float(side) for side in widget.Rect)
        self.check(right - left >= 5 and top - bottom >= 5, f"{name} is too small")
        normal = widget.get("/AP", {}).get("/N")
        kind = widget.get("/FT") or widget.get("/Parent", {}).get("/FT")
        if kind != Name.Btn:
            drawn = isinstance(normal, Stream)
            self.check(drawn, f"{name} has no appearance")
            value = str(widget.get("/V", "")) if kind != Name.Sig else ""
            if drawn and value.strip():
                self.check(re.search(rb"T[jJ]|'", normal.read_bytes()), f"{name} does not show its value")
            return
        states = set(normal.keys()) if isinstance(normal, Dictionary) else set()
        self.check("/Off" in states and len(states) == 2, f"{name} has no appearance for each state")
        self.check(str(widget.get("/AS", "")) in states, f"{name} is in a state that it has not")
        for state in states:
            self.check(isinstance(normal[state], Stream), f"{name} has no appearance when {state}")

    # ---------------------------------------------------------------------------------------------------- Attachments

    def attachments(self):
        named = dict(texts(self.root.get("/Names", {}).get("/EmbeddedFiles", Dictionary())))
        associated = [key(file) for file in self.root.get("/AF", [])]
        for name, (relationship, mime) in ATTACHED.items():
            file = named.get(name)
            if file is None:
                self.check(False, f"{name} is not attached")
                continue
            self.check(key(file) in associated, f"{name} is not associated with the document")
            self.check(file.get("/AFRelationship") == Name(relationship), f"{name} has another relationship than {relationship}")
            self.check(str(file.get("/UF", "")) == str(file.get("/F", "")) == name, f"{name} has another name")
            self.check(str(file.get("/Desc", "")), f"{name} is not described")
            stream = file.EF.F
            self.check(stream.get("/Subtype") == Name("/" + mime), f"{name} is not {mime}")
            self.check("/ModDate" in stream.get("/Params", {}), f"{name} has no date")
            data = stream.read_bytes().decode()
            self.check(len(data.encode()) == stream.Params.Size, f"{name} has another size")
            (tomllib.loads if name.endswith(".toml") else json.loads)(data)
        self.check(len(associated) == len(named), "an attachment is not associated with the document, or has no name")


def numbers(tree):
    """The entries of a number tree."""
    for kid in tree.get("/Kids", []):
        yield from numbers(kid)
    listed = list(tree.get("/Nums", []))
    yield from ((int(number), thing) for number, thing in zip(listed[::2], listed[1::2]))


def texts(tree):
    """The entries of a name tree."""
    for kid in tree.get("/Kids", []):
        yield from texts(kid)
    listed = list(tree.get("/Names", []))
    yield from ((str(name), thing) for name, thing in zip(listed[::2], listed[1::2]))


if __name__ == "__main__":
    import sys

    for path in sys.argv[1:]:
        for complaint in complaints(path):
            print(f"{path}: {complaint}")
