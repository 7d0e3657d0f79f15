"""Small workbooks and archives, byte for byte the same in every run."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

Cell = str | float
Row = Sequence[Cell]
_THEN = (2026, 1, 1, 0, 0, 0)
_SECTOR = 512


def zipped(files: Mapping[str, bytes | str], *, packed: bool = False) -> bytes:
    """A zip archive of these files; not compressed unless asked, for what compresses differs from one machine to the next."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, _THEN)
            entry.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
            archive.writestr(entry, data)
    return out.getvalue()


def gzipped(data: bytes) -> bytes:
    """Packed by gzip."""
    return gzip.compress(data, 0, mtime=0)


def locked(archive: bytes) -> bytes:
    """A zip archive whose files say that a password locks them."""
    data = bytearray(archive)
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + flags] |= 1
            at = data.find(mark, at + 4)
    return bytes(data)


def xlsx(
    sheets: Mapping[str, Sequence[Row]],
    *,
    hidden: Sequence[str] = (),
    raw_cells: str = "",
    from_1904: bool = False,
) -> bytes:
    """A workbook of Excel with text in its cells as it stands and numbers as numbers.

    Args:
        sheets: Names and rows.
        hidden: Names of those that are hidden.
        raw_cells: XML of a further row of the first sheet.
        from_1904: Whether its days count from 1904.
    """
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    package = "http://schemas.openxmlformats.org/package/2006"
    entries, relations, files = [], [], {}
    for number, (name, rows) in enumerate(sheets.items(), start=1):
        state = ' state="hidden"' if name in hidden else ""
        entries.append(f'<sheet name="{escape(name)}" sheetId="{number}"{state} r:id="rId{number}"/>')
        relations.append(
            f'<Relationship Id="rId{number}" Type="{kind}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        )
        body = "".join(_xml_row(row) for row in rows) + (raw_cells if number == 1 else "")
        files[f"xl/worksheets/sheet{number}.xml"] = (
            f'<worksheet xmlns="{main}"><sheetData>{body}</sheetData></worksheet>'
        )
    dates = '<workbookPr date1904="1"/>' if from_1904 else ""
    head = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{kind}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{kind}">{dates}<sheets>{"".join(entries)}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">{"".join(relations)}</Relationships>',
    }
    return zipped(head | files)


def _xml_row(row: Row) -> str:
    cells = [
        f"<c><v>{cell!r}</v></c>"
        if isinstance(cell, (int, float))
        else f'<c t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>'
        for cell in row
    ]
    return f"<row>{''.join(cells)}</row>"


def ods(sheets: Mapping[str, Sequence[Row]]) -> bytes:
    """A workbook of LibreOffice."""
    names = "urn:oasis:names:tc:opendocument:xmlns"
    tables = []
    for name, rows in sheets.items():
        lines = []
        for row in rows:
            cells = "".join(
                f'<table:table-cell office:value-type="float" office:value="{cell!r}"/>'
                if isinstance(cell, (int, float))
                else f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
                for cell in row
            )
            lines.append(f"<table:table-row>{cells}</table:table-row>")
        tables.append(f'<table:table table:name="{escape(name)}">{"".join(lines)}</table:table>')
    content = (
        f'<office:document-content xmlns:office="{names}:office:1.0" xmlns:table="{names}:table:1.0" '
        f'xmlns:text="{names}:text:1.0"><office:body><office:spreadsheet>{"".join(tables)}'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    mime = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = f'<manifest:manifest xmlns:manifest="{names}:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="{mime}"/></manifest:manifest>'
    return zipped({"mimetype": mime, "META-INF/manifest.xml": manifest, "content.xml": content})


def xls(name: str, rows: Sequence[Row]) -> bytes:
    """A workbook of Excel 97: records of its one sheet in a compound file."""
    begin, end = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0)), _record(0x000A, b"")
    sheet = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
    width = max(map(len, rows), default=0)
    sheet += _record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0))
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                text = cell.encode("utf-16-le")
                said = struct.pack("<HHHHB", number, column, 0, len(text) // 2, 1) + text
                sheet += _record(0x0204, said)
            else:
                sheet += _record(0x0203, struct.pack("<HHHd", number, column, 0, cell))
    sheet += end
    label = name.encode("latin-1")
    where = len(begin) + 4 + 8 + len(label) + len(end)
    bound = _record(0x0085, struct.pack("<IBBBB", where, 0, 0, len(label), 0) + label)
    return _compound(begin + bound + end + sheet)


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _compound(stream: bytes) -> bytes:
    """A compound file with one stream, `Workbook`, in ordinary sectors."""
    stream = stream.ljust(max(4096, -(-len(stream) // _SECTOR) * _SECTOR), b"\0")
    sectors = len(stream) // _SECTOR
    assert sectors + 2 <= _SECTOR // 4, "one sector of the allocation table is enough for a small sheet"
    free, last, table = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    chain = [table, last, *range(3, sectors + 2), last]
    allocation = struct.pack(f"<{_SECTOR // 4}I", *chain, *[free] * (_SECTOR // 4 - len(chain)))
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, b"",
        0, 1, 1, 0, 4096, last, 0, last, 0,
    )  # fmt: skip
    header += struct.pack("<109I", 0, *[free] * 108)
    directory = _entry("Root Entry", 5, 1, last, 0) + _entry("Workbook", 2, free, 2, len(stream))
    return header + allocation + directory.ljust(_SECTOR, b"\0") + stream


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    none = 0xFFFFFFFF
    return struct.pack(
        "<64sHBBIII16sIQQIQ", text, len(text), kind, 1, none, none, child, b"", 0, 0, 0, start, size
    )
