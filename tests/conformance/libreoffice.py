"""What LibreOffice writes against the standard into any paper, whoever made it: found out anew with papers that are not ours.

Two small papers have what ours have too: one of LibreOffice's own format with a table whose head is repeated and with
sections that are numbered, and one for Word that is protected. What Microsoft's SDK finds in them after LibreOffice saved
them is LibreOffice's; in ours the same is passed over, and nothing else.
"""

import re
import zipfile

import template

FLAT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.3"
  xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
  xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
  office:mimetype="application/vnd.oasis.opendocument.text">
 <office:styles>
  <style:style style:name="Standard" style:family="paragraph"/>
  <style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph"
    style:parent-style-name="Standard" style:default-outline-level="1"/>
  <text:outline-style style:name="Outline"><text:outline-level-style text:level="1" style:num-format="1"/></text:outline-style>
 </office:styles>
 <office:automatic-styles>
  <style:style style:name="Row" style:family="table-row"><style:table-row-properties fo:keep-together="always"/></style:style>
 </office:automatic-styles>
 <office:body><office:text>
  <text:h text:style-name="Heading_20_1" text:outline-level="1">Afsnit</text:h>
  <table:table table:name="Tabel"><table:table-column/>
   <table:table-header-rows>
    <table:table-row table:style-name="Row"><table:table-cell><text:p>Hoved</text:p></table:table-cell></table:table-row>
   </table:table-header-rows>
   <table:table-row table:style-name="Row"><table:table-cell><text:p>Celle</text:p></table:table-cell></table:table-row>
  </table:table>
  <text:p/>
 </office:text></office:body>
</office:document>
"""

PROTECTED = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{template.MIME}.document.main+xml"/>'
    f'<Override PartName="/word/settings.xml" ContentType="{template.MIME}.settings+xml"/></Types>',
    "_rels/.rels": template.relations(("rId1", f"{template.TYPE}/officeDocument", "word/document.xml")),
    "word/_rels/document.xml.rels": template.relations(("rId1", f"{template.TYPE}/settings", "settings.xml")),
    "word/document.xml": f"<w:document {template.W}><w:body><w:p><w:r><w:t>Tekst</w:t></w:r></w:p><w:sectPr/></w:body></w:document>",
    "word/settings.xml": f'<w:settings {template.W}><w:documentProtection w:edit="forms" w:enforcement="1"/></w:settings>',
}


def papers(folder):
    """Writes the papers that are not ours."""
    folder.mkdir()
    (folder / "flad.fodt").write_text(FLAT, encoding="utf-8")
    with zipfile.ZipFile(folder / "beskyttet.docx", "w") as file:
        for name, content in PROTECTED.items():
            file.writestr(name, content)
    return [folder / "flad.fodt", folder / "beskyttet.docx"]


def kind(fault):
    """A fault without the place where it was found: its part, the element in the one that it stands in, and what is wrong."""
    path, _, what = fault.partition(": ")
    part = re.match(r"/?word/\w+\.xml", path)
    elements = re.findall(r"w:\w+(?=\[)", path)
    return (part[0].lstrip("/") if part else path, tuple(elements[-2:]), what)
