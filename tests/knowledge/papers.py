"""PDF and DOCX files as small as they get, written by hand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    'officeDocument" Target="word/document.xml"/></Relationships>'
)
_STYLES = (
    '<?xml version="1.0"?><w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style></w:styles>'
)
_CORE = (
    '<?xml version="1.0"?><cp:coreProperties xmlns:dcterms="http://purl.org/dc/terms/" xmlns:cp='
    '"http://schemas.openxmlformats.org/package/2006/metadata/core-properties">'
    "<dcterms:modified>2026-04-05T06:07:08Z</dcterms:modified></cp:coreProperties>"
)


def pdf(pages: Sequence[Sequence[str]], title: str = "", bookmark: tuple[str, int] | None = None) -> bytes:
    """A PDF with these lines on these pages, and a bookmark to a page."""
    kids = " ".join(f"{10 + 2 * number} 0 R" for number in range(len(pages)))
    objects = {
        1: f"<< /Type /Catalog /Pages 2 0 R{' /Outlines 4 0 R' if bookmark else ''} >>",
        2: f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        3: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        6: f"<< /Title ({title}) /ModDate (D:20260405060708Z) >>",
    }
    if bookmark:
        name, page = bookmark
        objects[4] = "<< /Type /Outlines /First 5 0 R /Last 5 0 R /Count 1 >>"
        objects[5] = f"<< /Title ({name}) /Parent 4 0 R /Dest [{10 + 2 * page} 0 R /Fit] >>"
    for number, lines in enumerate(pages):
        shown = " ".join(f"({_escaped(line)}) Tj T*" for line in lines)
        stream = f"BT /F1 12 Tf 14 TL 72 720 Td {shown} ET"
        objects[10 + 2 * number] = (
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {11 + 2 * number} 0 R >>"
        )
        objects[11 + 2 * number] = f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream"
    return _assembled(objects)


def _assembled(objects: dict[int, str]) -> bytes:
    out = io.BytesIO(b"")
    out.write(b"%PDF-1.4\n")
    places = {}
    for number, body in sorted(objects.items()):
        places[number] = out.tell()
        out.write(f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252"))
    table = out.tell()
    out.write(f"xref\n0 {max(objects) + 1}\n".encode())
    for number in range(max(objects) + 1):
        used = number in places
        out.write(f"{places.get(number, 0):010} {0 if used else 65535:05} {'n' if used else 'f'} \n".encode())
    size = max(objects) + 1
    out.write(f"trailer << /Size {size} /Root 1 0 R /Info 6 0 R >>\nstartxref\n{table}\n%%EOF".encode())
    return out.getvalue()


def _escaped(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def docx(title: str, heading: str, paragraphs: Sequence[str], table: Sequence[Sequence[str]]) -> bytes:
    """A DOCX with a title, paragraphs, a heading and a table below it."""
    said = "".join(_paragraph(text) for text in paragraphs)
    rows = "".join(
        f"<w:tr>{''.join(f'<w:tc>{_paragraph(cell)}</w:tc>' for cell in row)}</w:tr>" for row in table
    )
    document = (
        '<?xml version="1.0"?><w:document xmlns:w='
        '"http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
        f"{_paragraph(title, 'Title')}{said}{_paragraph(heading, 'Heading1')}<w:tbl>{rows}</w:tbl>"
        "</w:body></w:document>"
    )
    styled = _RELATIONS.replace('officeDocument"', 'styles"').replace("word/document.xml", "styles.xml")
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as parts:
        parts.writestr("[Content_Types].xml", _TYPES)
        parts.writestr("_rels/.rels", _RELATIONS)
        parts.writestr("word/_rels/document.xml.rels", styled)
        parts.writestr("word/styles.xml", _STYLES)
        parts.writestr("docProps/core.xml", _CORE)
        parts.writestr("word/document.xml", document)
    return file.getvalue()


def _paragraph(text: str, style: str = "") -> str:
    styled = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{styled}<w:r><w:t>{text}</w:t></w:r></w:p>"
