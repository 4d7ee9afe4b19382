"""A Word template as a house would have it, made here so that nothing of it is ours: `dotx(path)` writes it.

It has styles of its own with Danish names for ids, a numbered first heading, a head with the house's picture, a foot
with the page, another paper size, a theme, and a macro that must stay behind.
"""

import base64
import zipfile

# A field of one colour, 24 by 12 dots.
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAABgAAAAMCAIAAAD3UuoiAAAAF0lEQVR4nGOokrelCmIYNWjUoFGD8CEASLDwwZ6xcGIAAAAASUVORK5CYII="
)

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def relations(*entries):
    lines = "".join(f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>' for name, kind, target in entries)
    return f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{lines}</Relationships>'


def style(kind, name, ident, inside, default=""):
    return f'<w:style w:type="{kind}"{default} w:styleId="{ident}"><w:name w:val="{name}"/>{inside}</w:style>'


DRAWING = (
    '<w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" distT="0" distB="0" '
    'distL="0" distR="0"><wp:extent cx="720000" cy="360000"/><wp:docPr id="1" name="Logo" descr="Husets logo"/>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData '
    'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="1" name="Logo"/>'
    '<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId1"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="720000" cy="360000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
    '</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>'
)  # fmt: skip

PARTS = {
    "[Content_Types].xml": f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
    '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
    f'<Override PartName="/word/document.xml" ContentType="{MIME}.template.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{MIME}.styles+xml"/>'
    f'<Override PartName="/word/numbering.xml" ContentType="{MIME}.numbering+xml"/>'
    f'<Override PartName="/word/header1.xml" ContentType="{MIME}.header+xml"/>'
    f'<Override PartName="/word/footer1.xml" ContentType="{MIME}.footer+xml"/></Types>',
    "_rels/.rels": relations(("rId1", f"{TYPE}/officeDocument", "word/document.xml")),
    "word/document.xml": f'{HEAD}<w:document {W} {R}><w:body><w:p><w:r><w:t>Skabelonens egen tekst</w:t></w:r></w:p><w:sectPr>'
    '<w:headerReference w:type="default" r:id="rId1"/><w:footerReference w:type="default" r:id="rId2"/>'
    '<w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:top="1800" w:right="1200" w:bottom="1400" w:left="1500" w:header="700" '
    'w:footer="500" w:gutter="0"/></w:sectPr></w:body></w:document>',
    "word/_rels/document.xml.rels": relations(
        ("rId1", f"{TYPE}/header", "header1.xml"), ("rId2", f"{TYPE}/footer", "footer1.xml"),
        ("rId3", f"{TYPE}/styles", "styles.xml"), ("rId4", f"{TYPE}/numbering", "numbering.xml"),
        ("rId5", "http://schemas.microsoft.com/office/2006/relationships/vbaProject", "vbaProject.bin"),
    ),
    "word/vbaProject.bin": "Sub AutoOpen()",
    "word/styles.xml": f"{HEAD}<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Liberation Serif\" "
    'w:hAnsi="Liberation Serif" w:cs="Liberation Serif"/><w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="da-DK"/></w:rPr>'
    "</w:rPrDefault></w:docDefaults>"
    + style("paragraph", "Normal", "Normal", "<w:qFormat/>", ' w:default="1"')
    + style("character", "Default Paragraph Font", "Standardskrifttypeiafsnit", "<w:semiHidden/>", ' w:default="1"')
    + style("table", "Normal Table", "Tabel-Normal", "<w:semiHidden/>", ' w:default="1"')
    + style("numbering", "No List", "Ingenoversigt", "<w:semiHidden/>", ' w:default="1"')
    + style(
        "paragraph", "heading 1", "Overskrift1",
        '<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:numPr><w:ilvl w:val="0"/>'
        '<w:numId w:val="4"/></w:numPr><w:spacing w:before="480"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/>'
        '<w:color w:val="7A1F3D"/><w:sz w:val="36"/></w:rPr>',
    )
    + style(
        "paragraph", "heading 2", "Overskrift2",
        '<w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:outlineLvl w:val="1"/></w:pPr>'
        '<w:rPr><w:i/><w:color w:val="7A1F3D"/><w:sz w:val="28"/></w:rPr>',
    )
    + style("paragraph", "header", "Sidehoved", '<w:basedOn w:val="Normal"/>')
    + style("paragraph", "footer", "Sidefod", '<w:basedOn w:val="Normal"/>')
    + "</w:styles>",
    "word/numbering.xml": f'{HEAD}<w:numbering {W}><w:abstractNum w:abstractNumId="7"><w:multiLevelType w:val="multilevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Overskrift1"/><w:lvlText w:val="§ %1"/>'
    '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="900" w:hanging="900"/></w:pPr></w:lvl></w:abstractNum>'
    '<w:num w:numId="4"><w:abstractNumId w:val="7"/></w:num></w:numbering>',
    "word/header1.xml": f'{HEAD}<w:hdr {W} {R}><w:p><w:pPr><w:pStyle w:val="Sidehoved"/></w:pPr><w:r>{DRAWING}</w:r><w:r>'
    '<w:t>Husets eget sidehoved</w:t></w:r></w:p></w:hdr>',
    "word/_rels/header1.xml.rels": relations(("rId1", f"{TYPE}/image", "media/logo.png")),
    "word/media/logo.png": PICTURE,
    "word/footer1.xml": f'{HEAD}<w:ftr {W} {R}><w:p><w:pPr><w:pStyle w:val="Sidefod"/></w:pPr><w:r><w:t xml:space="preserve">Side '
    '</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r><w:r>'
    '<w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:ftr>',
}  # fmt: skip


def dotx(path):
    with zipfile.ZipFile(path, "w") as file:
        for name, content in PARTS.items():
            file.writestr(name, content)
