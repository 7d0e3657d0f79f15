"""Every PDF, held against what PDF/UA-1 asks of a file, by another reader than the one that wrote it."""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterator
from typing import Any, cast

import pypdf
import pytest

from leaptui.disclosure.audience import Audience
from leaptui.documents.formats import DocumentFormat
from tests.services.finished import TEXTS, Finished

pytestmark = pytest.mark.thorough

Element = tuple[str, Any, int]
"""Its tag, itself and how deep it stands."""
_PAINTS = {b"Tj", b"TJ", b"'", b'"', b"f", b"F", b"f*", b"S", b"s", b"B", b"B*", b"b", b"b*", b"sh", b"Do", b"INLINE IMAGE"}  # fmt: skip


def elements(node: Any, depth: int = 0) -> Iterator[Element]:
    """The elements of the structure in the order they are read aloud."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for each in node:
            yield from elements(each, depth)
    elif isinstance(node, dict):
        if "/S" in node:
            yield str(node["/S"]), node, depth
        yield from elements(node.get("/K"), depth + 1)


def inside(element: Any, tag: str) -> list[Any]:
    return [node for found, node, _ in elements(element.get("/K")) if found == tag]


def marked(page: Any, reader: Any) -> tuple[set[int], int]:
    """The marks that tie a page's content to the structure, and how often something is drawn outside of any."""
    marks: set[int] = set()
    open_marks: list[bool] = []
    loose = 0
    content = page.get_contents()
    if content is None:
        return marks, 0
    for operands, operator in pypdf.generic.ContentStream(content, reader).operations:
        if operator in {b"BDC", b"BMC"}:
            told = operands[1] if operator == b"BDC" and isinstance(operands[1], dict) else {}
            if "/MCID" in told:
                marks.add(int(told["/MCID"]))
            open_marks.append("/MCID" in told or operands[0] == "/Artifact")
        elif operator == b"EMC":
            open_marks.pop()
        elif operator in _PAINTS and not any(open_marks):
            loose += 1
    assert open_marks == []
    return marks, loose


def kids(node: Any, page: Any = None) -> Iterator[tuple[int, int]]:
    """The page and the mark of everything that the structure holds."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for each in node:
            yield from kids(each, page)
    elif isinstance(node, int):
        yield page, int(node)
    elif isinstance(node, dict):
        page = cast("Any", node).raw_get("/Pg").idnum if "/Pg" in node else page
        if node.get("/Type") == "/MCR":
            yield page, int(node["/MCID"])
        elif "/K" in node:
            yield from kids(node["/K"], page)


@pytest.mark.parametrize(("kind", "audience"), TEXTS)
def test_who_listens_to_a_pdf_is_told_all_of_it(practice: Finished, kind: str, audience: Audience) -> None:
    reader = pypdf.PdfReader(io.BytesIO(practice.files(kind, audience)[DocumentFormat.PDF]))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 (a PDF object, not a bool)
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712
    assert str(root["/Lang"]).lower() == "en-us"
    assert reader.metadata is not None
    assert reader.metadata.title
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()

    structure = list(elements(root["/StructTreeRoot"]))
    levels = [int(tag[2:]) for tag, _, _ in structure if tag[1] == "H" and tag[2:].isdigit()]
    assert levels
    assert levels[0] == 1
    assert all(below - above <= 1 for above, below in itertools.pairwise(levels))
    for tag, node, _ in structure:
        if tag == "/Figure":
            assert len(node["/Alt"]) > 20
        elif tag == "/Table":
            heads = inside(node, "/TH")
            assert heads
            assert all("/Scope" in str(head.get("/A", "")) for head in heads)
        elif tag == "/Link":
            assert all(str(each.get("/Contents", "")) for each in _annotations(node))
        elif tag == "/L":
            assert all(inside(item, "/LBody") for item in inside(node, "/LI"))

    told: dict[int, set[int]] = {}
    for page_id, mark in kids(root["/StructTreeRoot"]):
        told.setdefault(page_id, set()).add(mark)
    for page in reader.pages:
        marks, loose = marked(page, reader)
        assert loose == 0
        assert page.indirect_reference is not None
        assert told.get(page.indirect_reference.idnum, set()) == marks
        if "/Annots" in page:
            assert str(page["/Tabs"]) == "/S"
    assert all(_readable(font) for page in reader.pages for font in _fonts(page))


def _annotations(link: Any) -> Iterator[Any]:
    held = link.get("/K")
    for each in held if isinstance(held, list) else [held]:
        node = each.get_object() if hasattr(each, "get_object") else each
        if isinstance(node, dict) and node.get("/Type") == "/OBJR":
            yield node["/Obj"].get_object()


def _fonts(page: Any) -> Iterator[Any]:
    fonts = page.get("/Resources", {}).get("/Font", {})
    yield from (font.get_object() for font in fonts.get_object().values())


def _readable(font: Any) -> bool:
    """Whether its letters are in the file and can be told from one another by a reader."""
    inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
    if font["/Subtype"] == "/Type3":
        return "/ToUnicode" in font
    return "/ToUnicode" in font and any("/FontFile" in key for key in inner["/FontDescriptor"].get_object())
