"""Makes `leaptui/documents/look/reference.docx`, the Word styles of a roadmap.

Run `python tests/documents/make_reference.py` after a change here; a test compares the two. An
organisation with styles of its own replaces the file with one saved from Word: what counts are the
names of the styles, and RUNNING-TITLE in the page head.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

PLACE = Path(__file__).resolve().parents[2] / "leaptui" / "documents" / "look" / "reference.docx"

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"

_DEEP, _INK, _MUTED, _RULE, _SAND = "0F3F66", "1D2731", "55606B", "D3CFC4", "B98A2F"


def _paragraph(
    name: str,
    *,
    like: str = "Normal",
    spacing: str = "",
    extra: str = "",
    letters: str = "",
    following: str = "",
) -> str:
    identifier = name.replace(" ", "")
    parts = [
        f'<w:name w:val="{name}"/>',
        "" if name == "Normal" else f'<w:basedOn w:val="{like}"/>',
        f'<w:next w:val="{following}"/>' if following else "",
        "<w:qFormat/>",
        f"<w:pPr>{extra}{f'<w:spacing {spacing}/>' if spacing else ''}</w:pPr>",
        f"<w:rPr>{letters}</w:rPr>",
    ]
    default = ' w:default="1"' if name == "Normal" else ""
    return f'<w:style w:type="paragraph"{default} w:styleId="{identifier}">{"".join(parts)}</w:style>'


def _letters(*, size: float = 0, colour: str = "", bold: bool = False) -> str:
    return (
        ("<w:b/>" if bold else "")
        + (f'<w:color w:val="{colour}"/>' if colour else "")
        + (f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>' if size else "")
    )


def _heading(level: int, size: float, before: int, after: int) -> str:
    identifier = f"heading {level}"
    style = _paragraph(
        identifier,
        extra="<w:keepNext/><w:keepLines/>",
        spacing=f'w:before="{before}" w:after="{after}"',
        letters=_letters(size=size, colour=_DEEP, bold=True),
        following="BodyText",
    )
    outline = "</w:pPr><w:rPr>"
    style = style.replace(outline, f'<w:outlineLvl w:val="{level - 1}"/>{outline}', 1)
    return style.replace(f'w:styleId="heading{level}"', f'w:styleId="Heading{level}"')


def _rule(side: str, size: int, colour: str, space: int = 0) -> str:
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{colour}"/>'


def styles() -> str:
    """Every style that a made document uses."""
    paragraphs = [
        _paragraph("Normal"),
        _paragraph("Body Text", spacing='w:before="0" w:after="140"'),
        _paragraph("First Paragraph", like="BodyText", following="BodyText"),
        _paragraph("Compact", like="BodyText", spacing='w:before="20" w:after="40"'),
        _paragraph(
            "Title",
            extra=f"<w:pBdr>{_rule('bottom', 18, _SAND, 12)}</w:pBdr>",
            spacing='w:before="3600" w:after="360" w:line="240" w:lineRule="auto"',
            letters=_letters(size=30, colour=_DEEP, bold=True),
            following="Cover",
        ),
        _paragraph("Cover", spacing='w:before="0" w:after="120"', letters=_letters(size=13)),
        _heading(1, 18, 480, 160),
        _heading(2, 13, 280, 100),
        _heading(3, 11.5, 220, 80),
        _heading(4, 11, 200, 60),
        _heading(5, 11, 200, 60),
        _paragraph(
            "Block Text",
            like="BodyText",
            extra=f"<w:pBdr>{_rule('left', 18, 'A9C6DC', 10)}</w:pBdr>",
            spacing='w:before="120" w:after="40"',
        ).replace("</w:pPr>", '<w:ind w:left="360" w:right="360"/></w:pPr>', 1),
        _paragraph("After Table", like="BodyText", spacing='w:before="240" w:after="140"'),
        _paragraph("Block Text End", like="BlockText", spacing='w:before="0" w:after="240"'),
        _paragraph(
            "caption", spacing='w:before="60" w:after="240"', letters=_letters(size=9.5, colour=_MUTED)
        ).replace('w:styleId="caption"', 'w:styleId="Caption"'),
        _paragraph(
            "Table Caption", like="Caption", extra="<w:keepNext/>", spacing='w:before="240" w:after="80"'
        ),
        _paragraph("Image Caption", like="Caption"),
        _paragraph("Figure"),
        _paragraph(
            "Captioned Figure", like="Figure", extra="<w:keepNext/>", spacing='w:before="200" w:after="40"'
        ),
        _paragraph(
            "TOC Heading",
            spacing='w:before="0" w:after="240"',
            letters=_letters(size=18, colour=_DEEP, bold=True),
        ),
        _paragraph("toc 1", spacing='w:before="0" w:after="80"').replace(
            'w:styleId="toc1"', 'w:styleId="TOC1"'
        ),
        _paragraph("header", letters=_letters(size=9, colour=_MUTED)).replace(
            'w:styleId="header"', 'w:styleId="Header"'
        ),
        _paragraph("footer", letters=_letters(size=9, colour=_MUTED)).replace(
            'w:styleId="footer"', 'w:styleId="Footer"'
        ),
    ]
    table = (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
        '<w:left w:w="80" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="80" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr></w:style>"
        '<w:style w:type="table" w:styleId="Table"><w:name w:val="Table"/><w:basedOn w:val="TableNormal"/><w:qFormat/>'
        '<w:pPr><w:spacing w:before="0" w:after="0"/></w:pPr>'
        "<w:rPr>" + _letters(size=9.5) + "</w:rPr>"
        f"<w:tblPr><w:tblInd w:w='80' w:type='dxa'/><w:tblBorders>{_rule('bottom', 4, _RULE)}{_rule('insideH', 4, _RULE)}</w:tblBorders></w:tblPr>"
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tblPr/><w:trPr><w:tblHeader/></w:trPr>'
        f'<w:tcPr><w:tcBorders>{_rule("bottom", 8, _DEEP)}</w:tcBorders><w:vAlign w:val="bottom"/></w:tcPr>'
        "</w:tblStylePr></w:style>"
    )
    characters = (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>'
        '<w:style w:type="character" w:styleId="VerbatimChar"><w:name w:val="Verbatim Char"/>'
        '<w:rPr><w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Consolas"/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
        '<w:rPr><w:color w:val="0F5C94"/></w:rPr></w:style>'
    )
    defaults = (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        '<w:rFonts w:ascii="Cambria" w:hAnsi="Cambria" w:eastAsia="Cambria" w:cs="Cambria"/>'
        f'<w:color w:val="{_INK}"/><w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="en-US"/>'
        '</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="271" w:lineRule="auto"/>'
        "</w:pPr></w:pPrDefault></w:docDefaults>"
    )
    return f"{_XML}<w:styles {_W}>{defaults}{''.join(paragraphs)}{table}{characters}</w:styles>"


def _field(instruction: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def parts() -> dict[str, str]:
    """The members of the package by name."""
    head = (
        f'{_XML}<w:hdr {_W}><w:p><w:pPr><w:pStyle w:val="Header"/><w:pBdr>{_rule("bottom", 4, _RULE, 4)}</w:pBdr>'
        "</w:pPr><w:r><w:t>RUNNING-TITLE</w:t></w:r></w:p></w:hdr>"
    )
    foot = (
        f'{_XML}<w:ftr {_W}><w:p><w:pPr><w:pStyle w:val="Footer"/><w:jc w:val="right"/></w:pPr>'
        f'<w:r><w:t xml:space="preserve">Page </w:t></w:r>{_field("PAGE")}'
        f'<w:r><w:t xml:space="preserve"> of </w:t></w:r>{_field("NUMPAGES")}</w:p></w:ftr>'
    )
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId2"/><w:footerReference w:type="default" r:id="rId3"/>'
        '<w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1300" w:left="1440" '
        'w:header="720" w:footer="640" w:gutter="0"/><w:titlePg/></w:sectPr>'
    )
    body = f'<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr><w:r><w:t>Styles of a roadmap.</w:t></w:r></w:p>{section}'
    relation = f'<Relationship Id="%s" Type="{_OFFICE}/%s" Target="%s"/>'
    override = f'<Override PartName="/word/%s.xml" ContentType="{_MAIN}.%s+xml"/>'
    return {
        "[Content_Types].xml": f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + override % ("document", "document.main")
        + override % ("styles", "styles")
        + override % ("header1", "header")
        + override % ("footer1", "footer")
        + "</Types>",
        "_rels/.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
        + relation % ("rId1", "officeDocument", "word/document.xml")
        + "</Relationships>",
        "word/document.xml": f"{_XML}<w:document {_W} {_R}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
        + relation % ("rId1", "styles", "styles.xml")
        + relation % ("rId2", "header", "header1.xml")
        + relation % ("rId3", "footer", "footer1.xml")
        + "</Relationships>",
        "word/styles.xml": styles(),
        "word/header1.xml": head,
        "word/footer1.xml": foot,
    }


def made() -> bytes:
    """The package, the same bytes every time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        for name, text in parts().items():
            package.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text)
    return out.getvalue()


if __name__ == "__main__":
    PLACE.write_bytes(made())
