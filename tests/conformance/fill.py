"""Fills in a form with tools that are not ours: pypdf, pikepdf, PDFium and MuPDF.

    fill.py TOOL FORM FILLED ANSWERS.json

ANSWERS.json holds a value for each field by its full name: the text, or the answer's word for a button or a choice.
"""

import ctypes
import json
import sys
import urllib.parse

import pikepdf
import pikepdf.form
import pypdf
import pypdfium2
import pypdfium2.raw as pdfium

MULTILINE, RADIO = 1 << 12, 1 << 15


def fields(path):
    """Every field of a form in order: full name, kind, answers."""
    with pikepdf.open(path) as pdf:
        form = pdf.Root.get("/AcroForm")
        return list(_below(form.Fields, "")) if form is not None else []


def _below(kids, path):
    for kid in kids:
        name = path + str(kid.T)
        if "/FT" not in kid:
            yield from _below(kid.Kids, name + ".")
            continue
        flags = int(kid.get("/Ff", 0))
        match str(kid.FT):
            case "/Btn":
                widgets = kid.Kids if "/Kids" in kid else [kid]
                options = [state[1:] for widget in widgets for state in widget.AP.N.keys() if state != "/Off"]
                yield name, "radio" if flags & RADIO else "check", options
            case "/Ch":
                yield name, "choice", [str(option) for option in kid.Opt]
            case "/Sig":
                yield name, "signature", []
            case "/Tx":
                yield name, "multiline" if flags & MULTILINE else "text", []


def read(path):
    """What a filled form answers, by full name; what is empty is left out."""
    answers = {}

    def below(kids, path):
        for kid in kids:
            name = path + str(kid.T)
            if "/FT" not in kid:
                below(kid.Kids, name + ".")
                continue
            value = kid.get("/V")
            if str(kid.FT) == "/Btn":
                widgets = kid.Kids if "/Kids" in kid else [kid]
                states = [str(widget.get("/AS", "/Off")) for widget in widgets]
                on = [state for state in states if state != "/Off"]
                assert len(on) <= 1, f"{name}: {on} are on at once"
                assert (str(value).lstrip("/") if value is not None else "Off") == (on[0][1:] if on else "Off"), f"{name}: {value} against {on}"
                value = on[0][1:] if on else None
            if isinstance(value, pikepdf.Array):
                # So may a choice be written.
                (value,) = value
            if value is not None and str(value) != "":
                answers[name] = str(value).replace("\r\n", "\n").replace("\r", "\n")

    with pikepdf.open(path) as pdf:
        below(pdf.Root.AcroForm.Fields, "")
    return answers


def with_pypdf(form, filled, answers):
    kinds = {name: kind for name, kind, _ in fields(form)}
    values = {name: "/" + value if kinds[name] in ("radio", "check") else value for name, value in answers.items()}
    writer = pypdf.PdfWriter(clone_from=form)
    for page in writer.pages:
        writer.update_page_form_field_values(page, values, auto_regenerate=False)
    writer.write(filled)


def with_pikepdf(form, filled, answers):
    with pikepdf.open(form) as pdf:
        filling = pikepdf.form.Form(pdf, pikepdf.form.ExtendedAppearanceStreamGenerator)
        unseen = pikepdf.form.Form(pdf)
        for name, value in answers.items():
            field = filling[name]
            if field.is_radio_button:
                field.value = pikepdf.Name("/" + value)
            elif field.is_checkbox:
                field.checked = value != "Off"
            elif encodable(value):
                field.value = value
            else:
                # The value is stored whole, but no appearance can be drawn with the form's font.
                unseen[name].value = value
        pdf.save(filled)


def encodable(text):
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def with_pdfium(form, filled, answers):
    """As a person does in a browser: a click into the field, then typing."""
    pdf = pypdfium2.PdfDocument(form)
    pdf.init_forms()
    hands = pdf.formenv.raw
    for number in range(len(pdf)):
        page = pdf[number]
        for at in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
            note = pdfium.FPDFPage_GetAnnot(page.raw, at)
            kind = pdfium.FPDFAnnot_GetFormFieldType(hands, note)
            name = _text(pdfium.FPDFAnnot_GetFormFieldName, hands, note) if kind > 0 else ""
            if name not in answers:
                pdfium.FPDFPage_CloseAnnot(note)
                continue
            value = answers[name]
            if kind in (pdfium.FPDF_FORMFIELD_RADIOBUTTON, pdfium.FPDF_FORMFIELD_CHECKBOX):
                # PDFium takes the UTF-8 of a name for Latin letters.
                state = _text(pdfium.FPDFAnnot_GetFormFieldExportValue, hands, note).encode("latin-1").decode()
                if (state == value) != bool(pdfium.FPDFAnnot_IsChecked(hands, note)):
                    rect = pdfium.FS_RECTF()
                    pdfium.FPDFAnnot_GetRect(note, rect)
                    x, y = (rect.left + rect.right) / 2, (rect.bottom + rect.top) / 2
                    pdfium.FORM_OnMouseMove(hands, page.raw, 0, x, y)
                    pdfium.FORM_OnLButtonDown(hands, page.raw, 0, x, y)
                    pdfium.FORM_OnLButtonUp(hands, page.raw, 0, x, y)
            elif kind == pdfium.FPDF_FORMFIELD_COMBOBOX:
                pdfium.FORM_SetFocusedAnnot(hands, note)
                options = [_option(hands, note, i) for i in range(pdfium.FPDFAnnot_GetOptionCount(hands, note))]
                pdfium.FORM_SetIndexSelected(hands, page.raw, options.index(value), True)
            else:
                pdfium.FORM_SetFocusedAnnot(hands, note)
                pdfium.FORM_SelectAllText(hands, page.raw)
                wide = (value + "\0").encode("utf-16-le")
                buffer = (ctypes.c_ushort * (len(wide) // 2)).from_buffer_copy(wide)
                pdfium.FORM_ReplaceSelection(hands, page.raw, buffer)
            pdfium.FORM_ForceToKillFocus(hands)
            pdfium.FPDFPage_CloseAnnot(note)
        page.close()
    pdf.save(filled)
    pdf.close()


def _text(ask, *about):
    length = ask(*about, None, 0)
    buffer = ctypes.create_string_buffer(length)
    ask(*about, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def _option(hands, note, i):
    return _text(lambda buffer, length: pdfium.FPDFAnnot_GetOptionLabel(hands, note, i, buffer, length))


def with_mupdf(form, filled, answers):
    # Only where it is asked for: the conformance suite does without it.
    import pymupdf

    pdf = pymupdf.open(form)
    for page in pdf:
        for widget in page.widgets():
            value = answers.get(widget.field_name)
            if value is None or widget.field_type == pymupdf.PDF_WIDGET_TYPE_SIGNATURE:
                continue
            if widget.field_type in (pymupdf.PDF_WIDGET_TYPE_RADIOBUTTON, pymupdf.PDF_WIDGET_TYPE_CHECKBOX):
                # MuPDF tells the name as it is written in the file.
                if urllib.parse.unquote(widget.on_state().replace("#", "%")) == value:
                    widget.field_value = True
                    widget.update()
            else:
                widget.field_value = value
                widget.update()
    pdf.save(filled)
    pdf.close()


TOOLS = {"pypdf": with_pypdf, "pikepdf": with_pikepdf, "pdfium": with_pdfium, "mupdf": with_mupdf}

if __name__ == "__main__":
    tool, form, filled, answers = sys.argv[1:]
    with open(answers, encoding="utf-8") as file:
        TOOLS[tool](form, filled, json.load(file))
