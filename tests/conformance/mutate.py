"""Breaks a form in one way after another, to prove that each break is found."""

import pikepdf
from pikepdf import Array, Dictionary, Name

import structure


def fields(pdf, kind):
    look = structure.Look(pdf)
    look.fields()
    return [field for _, field, _ in look.terminals if field.FT == Name("/" + kind)]


def first(pdf, kind):
    return fields(pdf, kind)[0]


def tooltip(pdf):
    del first(pdf, "Tx").TU


def group_tooltip(pdf):
    group = next(field for field in fields(pdf, "Btn") if "/Kids" in field)
    for part in [group, *group.Kids]:
        del part["/TU"]


def struct_parent(pdf):
    del first(pdf, "Tx")["/StructParent"]


def swapped_struct_parents(pdf):
    one, other = fields(pdf, "Tx")[:2]
    one.StructParent, other.StructParent = other.StructParent, one.StructParent


def appearance(pdf):
    del first(pdf, "Tx").AP


def state_appearance(pdf):
    field = first(pdf, "Btn")
    widget = field.Kids[0] if "/Kids" in field else field
    del widget.AP.N[next(state for state in widget.AP.N.keys() if state != "/Off")]


def parent_tree(pdf):
    listed = pdf.Root.StructTreeRoot.ParentTree.Nums
    at = list(listed).index(first(pdf, "Tx").StructParent)
    del listed[at + 1]
    del listed[at]


def parent_tree_entry(pdf):
    listed = pdf.Root.StructTreeRoot.ParentTree.Nums
    at = [int(number) for number in list(listed)[::2]].index(int(first(pdf, "Tx").StructParent)) * 2
    listed[at + 1] = pdf.Root.StructTreeRoot.K if not isinstance(pdf.Root.StructTreeRoot.K, Array) else pdf.Root.StructTreeRoot.K[0]


def form_element(pdf):
    wanted = first(pdf, "Tx").StructParent
    dict(structure.numbers(pdf.Root.StructTreeRoot.ParentTree))[int(wanted)].S = Name.Link


def order(pdf):
    listed = pdf.Root.AcroForm.Fields
    listed[0], listed[1] = listed[1], listed[0]


def lost_widget(pdf):
    wanted = first(pdf, "Tx")
    page = wanted.P
    page.Annots = Array([one for one in page.Annots if one.objgen != wanted.objgen])


def font(pdf):
    for entry in pdf.Root.AcroForm.DR.Font.values():
        del entry.FontDescriptor["/FontFile2"]


def needs_appearances(pdf):
    pdf.Root.AcroForm.NeedAppearances = True


def script(pdf):
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")


def field_script(pdf):
    first(pdf, "Tx").AA = Dictionary(K=Dictionary(S=Name.JavaScript, JS="1"))


def link(pdf):
    first(pdf, "Tx").A = Dictionary(S=Name.URI, URI="javascript:1")


def header_cells(pdf):
    for thing in pdf.objects:
        if isinstance(thing, Dictionary) and thing.get("/S") == Name.TH:
            thing.S = Name.TD


def scope(pdf):
    for thing in pdf.objects:
        if isinstance(thing, Dictionary) and thing.get("/S") == Name.TH:
            del thing["/A"]
            return


def heading(pdf):
    for thing in pdf.objects:
        if isinstance(thing, Dictionary) and thing.get("/S") == Name.H2:
            thing.S = Name.H4
            return


def title(pdf):
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


def language(pdf):
    pdf.Root.Lang = "en"


def attachment(pdf):
    del pdf.Root.Names.EmbeddedFiles


def association(pdf):
    del pdf.Root["/AF"]


def tab_order(pdf):
    del first(pdf, "Tx").P["/Tabs"]


# Each with whether veraPDF finds it too.
MUTATIONS = {
    tooltip: True, group_tooltip: True, struct_parent: True, swapped_struct_parents: False, appearance: True,
    state_appearance: False, parent_tree: True, parent_tree_entry: True, form_element: True, order: False,
    lost_widget: False, font: False, needs_appearances: True, script: True, field_script: True, link: True,
    header_cells: False, scope: False, heading: True, title: True, language: False, attachment: False,
    association: True, tab_order: True,
}


# A response form has no table: these break a document that has one.
OF_TABLES = (header_cells, scope)


def has_table(path):
    with pikepdf.open(path) as pdf:
        return any(isinstance(thing, Dictionary) and thing.get("/S") == Name.TH for thing in pdf.objects)


def mutants(form, table, folder):
    """Writes a broken document for each mutation: its name, its file and whether veraPDF must find it."""
    for mutate, seen in MUTATIONS.items():
        broken = folder / f"{mutate.__name__}.pdf"
        path = table if mutate in OF_TABLES else form
        if path is None:
            continue
        with pikepdf.open(path) as pdf:
            mutate(pdf)
            pdf.save(broken)
        yield mutate.__name__.replace("_", " "), broken, seen
